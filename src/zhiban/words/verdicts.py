"""What is the verdict, as one plain sentence a person understands first?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from zhiban.engines.findings import NOT_IN_FORCE
from zhiban.engines.rowwise import COUNTED_ONCE
from zhiban.findings import Explanation
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule
from zhiban.model.types import day_number
from zhiban.words.gaps import gaps
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Both, Speech

VERDICTS: Mapping[str, Both] = {
    "yes": ("是", "yes"), "no": ("否", "no"), "unknown": ("未知", "unknown"),
}  # fmt: skip
MARKS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
MARK_OF: Mapping[str, str] = {"yes": "✓", "no": "✗", "unknown": "?"}


def verdict_sentence(e: Explanation, speech: Speech) -> str:
    """The verdict first, said of the rule by its title."""
    rule = e.rule
    title = speech.quoted(speech.say(rule.title, rule.title_en))
    return speech.stop(speech.say(*_SENTENCES.get(type(rule), _watch)(e, title, speech)))


def _policy(e: Explanation, title: str, speech: Speech) -> Both:
    f = e.finding
    if f["verdict"] == "yes":
        return _granted(e, title, speech)
    if f["verdict"] == "no":
        return _refused(e, title, speech, "不符合", "Does not meet the conditions of")
    missing = len(gaps(f["because"], Phrases(e.rule, speech)))
    return (f"还不能判定是否符合{title}，缺{missing}项数据",
            f"It cannot be said yet whether {title} applies: {_some(missing)} missing")  # fmt: skip


def _granted(e: Explanation, title: str, speech: Speech) -> Both:
    f = e.finding
    if f["amount_fen"] is not None:
        money = speech.yuan(f["amount_fen"])
        return (f"符合{title}的条件，金额 {money}", f"Meets the conditions of {title}: {money}")
    o = f["outputs"]
    if "amount_because" not in o:
        return f"符合{title}的条件", f"Meets the conditions of {title}"
    ends = [o.get("amount_at_least"), o.get("amount_at_most")]
    if all(end is not None for end in ends):
        a, b = (speech.yuan(end) for end in ends)
        return (f"符合{title}的条件，金额在 {a} 到 {b} 之间，还没有定",
                f"Meets the conditions of {title}; the amount lies between {a} and {b}")  # fmt: skip
    return (f"符合{title}的条件，金额还不能确定",
            f"Meets the conditions of {title}; the amount is not known yet")  # fmt: skip


def _refused(e: Explanation, title: str, speech: Speech, zh: str, en: str) -> Both:
    """A no, with what decided it."""
    unmet = e.finding["unmet"]
    ids = [item["article"] for item in unmet]
    if NOT_IN_FORCE in ids:
        day = speech.day(_day(e))
        return (f"{title}在{day}没有施行，不能适用",
                f"{title} was not in force on {day} and does not apply")  # fmt: skip
    if COUNTED_ONCE in ids:
        return (f"{title}每人只计一次，已经计入另一笔",
                f"{title} counts each person once, and another claim counts this one")  # fmt: skip
    if len(unmet) == 1:
        one = next((c.article for c in e.clauses if c.article.id == ids[0]), None)
        if one is not None:
            return (
                f"{zh}{title}的条件，没有满足“{one.title}”这一条",
                f"{en} {title}; not met: {one.title_en}",
            )
    return (f"{zh}{title}的条件，有{len(unmet)}条没有满足",
            f"{en} {title}: {_conditions(len(unmet))} not met")  # fmt: skip


def _grade(e: Explanation, title: str, speech: Speech) -> Both:
    f = e.finding
    rule = e.rule
    assert isinstance(rule, GradeRule) and rule.classes is not None
    names = rule.classes
    if f["verdict"] == "yes":
        word = speech.quoted(names.title_of(f["outputs"]["class"], speech.language))
        return f"{title}：{word}", f"{title}: {word}"
    if f["verdict"] == "no":
        return f"{title}不适用于它", f"{title} does not apply here"
    possible = [names.title_of(c, speech.language) for c in f["outputs"].get("possible", [])]
    several = speech.either([speech.quoted(p) for p in possible])
    return f"{title}还定不下来，可能是{several}", f"{title} is not settled yet; it may be {several}"


def _watch(e: Explanation, title: str, speech: Speech) -> Both:
    """A watch points at rows that someone should look at; it accuses nobody (G7)."""
    f = e.finding
    if f["verdict"] == "yes":
        return (f"{title}：有记录需要人工核实，核实前不作任何处理",
                f"{title}: there are rows a person should look at; nothing follows before that")  # fmt: skip
    if f["verdict"] == "no":
        return f"{title}：没有需要核实的情况", f"{title}: nothing to look at"
    return (f"{title}：数据不全，不作提示",
            f"{title}: the data are not complete, so nothing is raised")  # fmt: skip


def _duty(e: Explanation, title: str, speech: Speech) -> Both:
    f = e.finding
    o: Mapping[str, Any] = f["outputs"]
    who = speech.say(*_OWED.get(o.get("owed_by", ""), ("", "")))
    if f["verdict"] == "yes":
        due = _due(str(o.get("due_on", "")), speech)
        if o.get("state") == "overdue":
            zh, en = (
                f"{title}：{who}逾期没有办",
                f"{title}: {who} has not done it and it is overdue",
            )
        else:
            zh, en = f"{title}：{who}有这件事要办", f"{title}: {who} has this to do"
        return (zh + (f"，期限 {due}" if due else ""), en + (f"; due on {due}" if due else ""))
    if f["verdict"] == "no":
        return f"{title}：现在没有要办的", f"{title}: nothing is owed now"
    return f"{title}：还不能确定是否要办", f"{title}: it is not known whether it is owed"


def _due(text: str, speech: Speech) -> str:
    """The day something is due; one that is not known exactly as it stands in files."""
    try:
        return speech.day(day_number(dt.date.fromisoformat(text)))
    except ValueError:
        return ""


_OWED: Mapping[str, Both] = {
    "office": ("经办机构", "the office"),
    "subject": ("本人", "the person"),
}
_SENTENCES = {PolicyRule: _policy, GradeRule: _grade, DutyRule: _duty}


def _some(count: int) -> str:
    return "one piece of data is" if count == 1 else f"{count} pieces of data are"


def _conditions(count: int) -> str:
    return "one condition is" if count == 1 else f"{count} conditions are"


def _day(e: Explanation) -> int:
    lo = getattr(e.law_day, "lo", None)
    return lo if isinstance(lo, int) else int(e.finding["as_of"])
