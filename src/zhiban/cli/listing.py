"""How is one declared thing, or the list of all, shown to a person? From the shapes of --json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhiban.cli.layout import table
from zhiban.language.watches import CONSEQUENCES

Shape = Mapping[str, Any]
KINDS = {"policy": "政策", "watch": "预警", "duty": "职责", "grade": "分级"}
GRAINS = {
    "once": ("一次", "once"), "year": ("按年", "per year"), "month": ("按月", "per month"),
    "rows": ("按行", "per row"),
}  # fmt: skip
STATUS = {
    "read": ("已读原文", "read"), "derived": ("由原文推出", "derived"),
    "memory": ("未确认（凭记忆）", "unconfirmed: from memory"),
    "unknown": ("文件未定", "unsettled"),
}  # fmt: skip
_MANY_CODES = 40


class Listing:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.pick = 0 if language == "zh" else 1
        self.language = language

    def say(self, zh: str, en: str) -> str:
        """The words in this language."""
        return (zh, en)[self.pick]

    def title(self, shape: Shape) -> str:
        """The title of anything that has one."""
        return str(shape[("title", "title_en")[self.pick]])

    # --- lists ---

    def rules(self, shapes: Sequence[Shape]) -> str:
        """All rules, one a line."""
        return table(
            (s["id"], self.say(KINDS.get(str(s["kind"]), ""), s["kind"]), s["subject"],
             self.per(s), self.title(s))
            for s in shapes
        )  # fmt: skip

    def facts(self, shapes: Sequence[Shape]) -> str:
        """All facts, one a line."""
        return table(
            (s["id"], s["type"], s["subject"], s["occasion"], self.title(s)) for s in shapes
        )

    def registers(self, shapes: Sequence[Shape]) -> str:
        """All registers, one a line."""
        return table((s["id"], self.title(s)) for s in shapes)

    def per(self, shape: Shape) -> str:
        """How often a rule is judged."""
        grain = GRAINS[shape["per"]][self.pick]
        return f"{grain} {shape['occasion']}" if shape["per"] == "rows" else grain

    # --- one thing ---

    def rule(self, s: Shape) -> Iterator[str]:
        """A rule with its articles, inputs, figures and texts."""
        yield f"{s['id']}  {self.title(s)}"
        subject = self.title(s["subject"])
        yield self.say(f"判定{subject}，{self.per(s)}", f"judges a {subject}, {self.per(s)}")
        if s["law_on"]:
            yield self.say(f"适用哪天的法规：{s['law_on']}", f"law of: {s['law_on']}")
        yield from self.kind(s)
        yield from self.section("条文", "Articles")
        yield table(((a["no"], self.title(a), a["id"]) for a in s["articles"]), "  ")
        for e in s.get("excludes", []):
            yield self.say(f"  不与 {e['rule']} 重复（{e['law']}）",
                           f"  not beside {e['rule']} ({e['law']})")  # fmt: skip
        yield from self.section("文件的列（id、occasion、as_of 之外）", "Columns of its file")
        yield from self.inputs(s["inputs"])
        if s["registers"]:
            names = ", ".join(s["registers"])
            yield self.say(f"  或给登记簿：{names}", f"  or give registers: {names}")
        yield from self.section("判定日的数字", "Figures on the judged day")
        for p in s["parameters"]:
            yield from self.parameter(p)
        yield from self.section("依据", "Texts")
        for d in s["basis"]:
            status = "" if d["status"] == "read" else f" [{STATUS[d['status']][self.pick]}]"
            span = f"{d['in_force']}..{d['until'] or ''}"
            yield f"  {span}  {d['number']} {d['title']}{status}"

    def kind(self, s: Shape) -> Iterator[str]:
        """What only a watch or a duty has."""
        if s["kind"] == "watch":
            word = CONSEQUENCES[s["consequence"]][self.pick]
            share = s["precision"]
            yield self.say(f"后果：{word}，别无其他；声明的查实率 {share}",
                           f"consequence: {word}, nothing else; precision {share}")  # fmt: skip
            purposes = ", ".join(s["purposes"])
            yield self.say(f"按此用途读取：{purposes}", f"reads for the purpose: {purposes}")
        if s["kind"] == "duty":
            who = {"office": ("经办机构", "the office"), "subject": ("本人", "the person")}
            word = who[s["owed_by"]][self.pick]
            yield self.say(f"由谁办：{word}", f"owed by {word}")

    def section(self, zh: str, en: str) -> Iterator[str]:
        """A heading with an empty line before it."""
        yield ""
        yield self.say(zh, en)

    def inputs(self, inputs: Sequence[Shape]) -> Iterator[str]:
        """The columns of a file of facts."""
        yield table(
            ((i["name"], self.form(i), self.bounds(i), self.title(i)) for i in inputs), "  "
        )
        lists = {i["code_list"]: i for i in inputs if "codes" in i}
        for name, i in lists.items():
            yield self.codes(name, i["codes"])

    def form(self, shape: Shape) -> str:
        """The type with its unit or code list."""
        more = shape.get("code_list") or shape.get("unit") or shape.get("names") or ""
        return f"{shape['type']} {more}".strip()

    def bounds(self, shape: Shape) -> str:
        """Whether a file may give bounds instead."""
        return ".at_least .at_most" if shape["interval"] else ""

    def codes(self, name: str, codes: Sequence[Shape]) -> str:
        """The codes of a list; a long list is cut, --json has it whole."""
        shown = [f"{c['code']} {self.title(c)}" for c in codes[:_MANY_CODES]]
        rest = len(codes) - _MANY_CODES
        if rest > 0:
            shown.append(self.say(f"……另有 {rest} 个，见 --json", f"… and {rest} more, see --json"))
        return f"  {name}: " + self.say("；", "; ").join(shown)

    def parameter(self, p: Shape) -> Iterator[str]:
        """A figure with the values in force, and those chosen by occasion."""
        yield f"  {p['name']}  {self.title(p)}"
        values = [v for v in p["values"] if v["in_force"] is not False and v["level"] != "ceiling"]
        if not values:
            yield self.say("    当天没有", "    none on that day")
        for v in values:
            when = self.say("用于 ", "for ") + ", ".join(v["for_occasions"])
            span = when if v["for_occasions"] else f"{v['from'] or ''}..{v['until'] or ''}"
            scope = " ".join(f"{k}={'|'.join(c)}" for k, c in v["scope"].items())
            parts = (v["text"], span, scope, f"{v['document']} {v['article']}".strip(),
                     STATUS[v["status"]][self.pick])  # fmt: skip
            yield "    " + self.say("，", ", ").join(x for x in parts if x)

    def fact(self, s: Shape) -> Iterator[str]:
        """A fact: about whom, how it is written, from where."""
        yield f"{s['id']}  {self.title(s)}"
        per = f" / {s['occasion']}" if s["occasion"] else ""
        yield self.say(f"关于：{s['subject']}{per}", f"about: {s['subject']}{per}")
        yield (
            self.say("类型：", "type: ")
            + self.form(s)
            + self.say(f"（{s['form']}）", f" ({s['form_en']})")
        )
        yield self.say("文件的列：", "columns: ") + " ".join(s["columns"])
        source = ", ".join(s["registers"]) or self.say("只能由文件给出", "files only")
        yield self.say("来自登记簿：", "from registers: ") + source
        yield self.say("用于规则：", "used by: ") + ", ".join(s["used_by"])
        if s["estimate"]:
            yield self.say(f"估算值（{s['estimate']}）：在预警的条件里它总是未知",
                           f"an estimate ({s['estimate']}): unknown in a watch")  # fmt: skip
        if "codes" in s:
            yield self.codes(s["code_list"], s["codes"])

    def register(self, s: Shape) -> Iterator[str]:
        """A register with its columns."""
        yield f"{s['id']}  {self.title(s)}"
        key = ", ".join(s["key"])
        yield self.say(f"提供：{s['owner']}，{s['rhythm']}，滞后 {s['lag_days']} 天",
                       f"from: {s['owner']}, {s['rhythm']}, lag {s['lag_days']} days")  # fmt: skip
        yield self.say(f"一行一个：{key}", f"one row per: {key}")
        for purpose in s["purposes"]:
            law = s["purpose_laws"].get(purpose, "")
            more = self.say(f"（{law}）", f" ({law})") if law else ""
            yield self.say(f"用途：{purpose}{more}", f"purpose: {purpose}{more}")
        if s["happens"]:
            yield self.say(f"行在 {s['happens']} 发生", f"a row happens on {s['happens']}")
        yield from self.section("列（* 必填）", "Columns (* may not be empty)")
        yield table(
            ((c["name"] + ("*" if c["required"] else ""), self.form(c),
              c.get("example", ""), self.title(c)) for c in s["columns"]),
            "  ",
        )  # fmt: skip
        for c in s["columns"]:
            if "codes" in c:
                yield self.codes(c["code_list"], c["codes"])
