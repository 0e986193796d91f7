"""How does a finding read? The explanation as lines of text, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhiban.findings.explanation import Clause, Comparison, Explanation, InForce
from zhiban.findings.reasons import Titles, missing_words
from zhiban.findings.values import found_words, required_words
from zhiban.law.basis import Document
from zhiban.law.calendar import FIRST_DAY
from zhiban.law.money import fen_to_yuan_text
from zhiban.law.parameters import DatedValue, value_text
from zhiban.model.types import date_of

MARKS = {True: "✓", False: "✗", None: "?"}
VERDICTS = {"yes": ("是", "yes"), "no": ("否", "no"), "unknown": ("未知", "unknown")}
STATUS = {
    "read": ("已读原文", "read"), "derived": ("由原文推出", "derived"),
    "memory": ("未确认", "unconfirmed: from memory"), "unknown": ("文件未定", "unsettled"),
}  # fmt: skip
_NAME = re.compile(r"[a-z_0-9]+(?:\.[a-z_0-9]+)+")
_UNMET = {"counted_once": "counted once, for another claim", "not_in_force": "not in force"}


def render(explanation: Explanation, language: str, titles: Titles) -> str:
    """The whole explanation as text; `titles` gives the Chinese and English title of a name."""
    return "\n".join(_Words(language, titles).lines(explanation))


class _Words:
    """The words of one language."""

    def __init__(self, language: str, titles: Titles) -> None:
        self.pick = 0 if language == "zh" else 1
        self.language = language
        self.titles = titles

    def say(self, zh: str, en: str) -> str:
        return (zh, en)[self.pick]

    def lines(self, e: Explanation) -> Iterator[str]:
        rule, finding = e.rule, e.finding
        yield f"{self.say(rule.title, rule.title_en)} {rule.id}"
        occasion = finding["occasion"]
        at = self.say(f"，事由 {occasion}", f", occasion {occasion}") if occasion else ""
        day = date_of(finding["as_of"]).isoformat()
        yield f"{finding['id']}{at}" + self.say(f"，判定日 {day}", f", judged on {day}")
        yield self.verdict(finding)
        yield from self.outputs(finding["outputs"])
        yield ""
        yield self.say(f"条件（适用 {e.law_on} 的法规）", f"Conditions (law of {e.law_on})")
        for clause in e.clauses:
            yield from self.clause(clause)
        yield from self.other_unmet(e)
        if finding["because"]:
            yield self.say("还缺什么", "What is missing")
            yield from self.bullets(finding["because"])
        if e.parameters:
            yield ""
            yield self.say("用到的数字", "Figures of the law")
            for one in e.parameters:
                yield from self.parameter(one)
        yield ""
        yield self.say("依据", "Texts")
        yield from self.documents(e.documents)
        change = finding.get("next_change")
        if change is not None:
            yield ""
            until = date_of(change).isoformat()
            yield self.say(
                f"数据不变，最早 {until} 结论可能变化",
                f"If no row changes, this may first change on {until}",
            )

    def verdict(self, finding: Mapping[str, Any]) -> str:
        verdict = VERDICTS[finding["verdict"]][self.pick]
        amount = finding["amount_fen"]
        money = "" if amount is None else self.say(
            f"，{fen_to_yuan_text(amount)} 元", f", {fen_to_yuan_text(amount)} yuan"
        )  # fmt: skip
        return self.say(f"结论：{verdict}{money}", f"Verdict: {verdict}{money}")

    def outputs(self, outputs: Mapping[str, Any]) -> Iterator[str]:
        """What comes with the verdict, in the order it is most asked for."""
        o = outputs
        if "class" in o:
            yield self.say(f"等级：{o['class']}", f"Class: {o['class']}")
        if "possible" in o:
            several = ", ".join(o["possible"])
            yield self.say(f"可能的等级：{several}", f"Possible classes: {several}")
        if "amount_at_least" in o or "amount_at_most" in o:
            lo, hi = (self.yuan(o.get(k)) for k in ("amount_at_least", "amount_at_most"))
            yield self.say(f"金额未定：{lo} 至 {hi}", f"Amount not known: {lo} to {hi}")
            yield from self.bullets(o.get("amount_because", []))
        if "first_month" in o:
            months = o.get("months", f"{o.get('months_at_least')}–{o.get('months_at_most')}")
            due = fen_to_yuan_text(o["due_fen"])
            yield self.say(
                f"自 {o['first_month']} 起 {months} 个月；到判定日应付 {due} 元",
                f"{months} months from {o['first_month']}; due by the judged day {due} yuan",
            )
            yield from (self.instalment(one) for one in o.get("instalments", []))
        elif "months" in o or "months_at_most" in o:
            months = o.get("months", f"{o.get('months_at_least')}–{o.get('months_at_most')}")
            yield self.say(f"{months} 个月，首月未知", f"{months} months, the first is not known")
        if "payable" in o:
            word = VERDICTS[o["payable"]][self.pick]
            yield self.say(f"与已审定的其他待遇不冲突：{word}", f"Left by earlier grants: {word}")
        if "unchecked" in o:
            names = ", ".join(self.title_of(x, "granted." + x) for x in o["unchecked"])
            yield self.say(
                f"没有审定记录，未核对是否已享受：{names}",
                f"Not checked, no register of grants: {names}",
            )
        if "due_on" in o:
            yield self.say(f"期限 {o['due_on']}", f"Due on {o['due_on']}") + f" ({o['state']})"
        if "near" in o:
            yield self.say(f"只差一点：{o['near']}", f"Near miss: {o['near']}")
        if "unconfirmed" in o:
            names = ", ".join(o["unconfirmed"])
            yield self.say(
                f"数字未确认（凭记忆），确认前不支付：{names}",
                f"Unconfirmed figures (from memory), no payment before: {names}",
            )

    def title_of(self, fallback: str, name: str) -> str:
        words = self.titles(name)[self.pick]
        return fallback if words == name else words

    def yuan(self, fen: int | None) -> str:
        return "?" if fen is None else fen_to_yuan_text(fen) + self.say(" 元", " yuan")

    def instalment(self, line: Mapping[str, Any]) -> str:
        word = VERDICTS[line["verdict"]][self.pick]
        ahead = self.say("（预计）", " (projected)") if line.get("projected") else ""
        fen = line.get("fen")
        money = "" if line["verdict"] == "no" else f" {self.yuan(fen)}"
        return f"    {line['month']} {word}{money}{ahead}"

    def clause(self, clause: Clause) -> Iterator[str]:
        """The article, then the comparisons that decided it."""
        a = clause.article
        no = f"{a.no} " if a.no else ""
        yield f"  {MARKS[clause.met]} {no}{self.say(a.title, a.title_en)}"
        yield from (f"      {self.comparison(p)}" for p in clause.parts if p.met is clause.met)
        for of, value, why in clause.assumed:
            name = self.plain(of)
            yield "      " + self.say(f"按规定推定 {name} = {value}（{why}）",
                                      f"assumed by law: {name} = {value} ({why})")  # fmt: skip

    def comparison(self, part: Comparison) -> str:
        found = found_words(part.found, part.type, self.language)
        required = required_words(part.required, part.type, self.language)
        name = self.plain(part.of)
        return self.say(f"{name}：{found}；要求{required}", f"{name}: {found}; required {required}")

    def plain(self, label: str) -> str:
        """A label such as `insurance.drawers` or `ratio(a, b)`, its names replaced by titles."""
        return _NAME.sub(lambda m: self.titles(m[0])[self.pick], label)

    def other_unmet(self, e: Explanation) -> Iterator[str]:
        """What is unmet beyond the articles: another claim, a day outside the texts."""
        known = {clause.article.id for clause in e.clauses}
        for item in e.finding["unmet"]:
            if item["article"] not in known:
                name = self.say(item["title"], _UNMET.get(item["article"], item["title"]))
                yield f"  ✗ {name}"
                for part in item["parts"]:
                    yield f"      {part['of']}: {part['found']} / {part['required']}"

    def bullets(self, because: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        for line in missing_words(because, self.language, self.titles):
            yield f"  · {line}"

    def parameter(self, one: InForce) -> Iterator[str]:
        p = one.parameter
        values = one.values or ()
        if not values:
            yield f"  {self.say(p.title, p.title_en)} {p.name}: " + self.say("没有", "none")
        for value in values:
            yield f"  {self.say(p.title, p.title_en)} {p.name} = {self.dated(value, p.type)}"

    def dated(self, value: DatedValue, type_name: str) -> str:
        text = value_text(value.value, type_name)
        text = text.replace("未定 unknown", self.say("未定", "unsettled"))
        words = [text.replace(" 元", self.say(" 元", " yuan"))]
        if value.for_occasions:
            words.append(self.say("用于 ", "for ") + ", ".join(value.for_occasions))
        elif value.from_day != FIRST_DAY:
            until = "" if value.until_day is None else date_of(value.until_day).isoformat()
            words.append(f"{date_of(value.from_day).isoformat()}..{until}")
        words.append(f"{value.document} {value.article}".strip())
        words.append(STATUS[value.status][self.pick])
        return self.say("，", ", ").join(w for w in words if w)

    def documents(self, documents: Sequence[tuple[Document, bool | None]]) -> Iterator[str]:
        shown = [pair for pair in documents if pair[1] is not False] or list(documents)
        for d, applies in shown:
            status = "" if d.status == "read" else f" [{STATUS[d.status][self.pick]}]"
            mark = " " if applies else "?" if applies is None else "✗"
            yield f" {mark} {d.number} {d.title} {d.in_force}..{d.until or ''}{status}".rstrip()
