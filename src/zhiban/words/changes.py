"""What changes by itself next, and when, if no row changes? (SEM 21)"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.findings import Clause, Explanation
from zhiban.words.gaps import gaps
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Speech
from zhiban.words.verdicts import VERDICTS

#: How many clauses that change are named.
NAMED = 3


def next_change(e: Explanation, phrases: Phrases) -> Iterator[str]:
    """When the verdict may change, and what changes on that day."""
    speech = phrases.speech
    day = e.finding.get("next_change")
    if day is None:
        yield speech.stop(
            speech.say("数据不变，结论就不会变", "If no row changes, this stays as it is")
        )
        return
    later = e.later
    if later is None:
        yield speech.stop(speech.say(
            f"数据不变，最早在{speech.day(day)}可能变化",
            f"If no row changes, this may first change on {speech.day(day)}",
        ))  # fmt: skip
        return
    then = speech.day(later.finding["as_of"])
    moved = list(_moved(e, later, phrases))
    if not moved:
        yield speech.stop(speech.say(
            f"数据不变，到{then}结论还是一样",
            f"If no row changes, the verdict is still the same on {then}",
        ))  # fmt: skip
        return
    yield speech.stop(speech.say(f"数据不变，到{then}会变：{moved[0]}",
                                 f"If no row changes, on {then}: {moved[0]}"))  # fmt: skip
    yield from (speech.stop(line) for line in moved[1:])


def _moved(e: Explanation, later: Explanation, phrases: Phrases) -> Iterator[str]:
    speech = phrases.speech
    before, after = e.finding, later.finding
    if before["verdict"] != after["verdict"]:
        a, b = (speech.quoted(speech.say(*VERDICTS[f["verdict"]])) for f in (before, after))
        yield speech.say(f"结论从{a}变为{b}", f"the verdict goes from {a} to {b}")
    elif before["amount_fen"] != after["amount_fen"]:
        a, b = (_money(f["amount_fen"], speech) for f in (before, after))
        yield speech.say(f"金额从 {a} 变为 {b}", f"the amount goes from {a} to {b}")
    elif before["outputs"] != after["outputs"]:
        yield from _outputs(before["outputs"], after["outputs"], speech)
    pairs = zip(e.clauses, later.clauses, strict=True)
    clauses = [(one, then) for one, then in pairs if one.met is not then.met]
    for one, then in clauses[:NAMED]:
        yield _clause(one, then, speech)
    if after["verdict"] == "unknown":
        missing = [gap for gap in gaps(after["because"], phrases)]
        for gap in missing[:1]:
            yield speech.say(f"原因：{gap.why}", f"because {gap.why}")


def _clause(a: Clause, b: Clause, speech: Speech) -> str:
    title = speech.quoted(speech.say(a.article.title, a.article.title_en))
    words = {
        True: ("满足", "met"), False: ("没有满足", "not met"), None: ("不能确定", "not known"),
    }  # fmt: skip
    return speech.say(f"{title}从{words[a.met][0]}变为{words[b.met][0]}",
                      f"{title} goes from {words[a.met][1]} to {words[b.met][1]}")  # fmt: skip


def _outputs(before: dict[str, object], after: dict[str, object], speech: Speech) -> Iterator[str]:
    a, b = before.get("due_fen"), after.get("due_fen")
    if isinstance(a, int) and isinstance(b, int) and a != b:
        yield speech.say(f"到期应付从 {speech.yuan(a)} 变为 {speech.yuan(b)}",
                         f"what is due goes from {speech.yuan(a)} to {speech.yuan(b)}")  # fmt: skip
    elif before.get("near") != after.get("near"):
        yield speech.say("离满足条件更近或更远一步", "it comes nearer to, or further from, a yes")
    elif before.get("payable") != after.get("payable"):
        yield speech.say("能不能付款会变", "whether it can be paid changes")
    elif before.get("state") != after.get("state"):
        yield speech.say("从到期变为逾期" if after.get("state") == "overdue" else "办理期限的状态会变",
                         "it becomes overdue" if after.get("state") == "overdue"
                         else "the state of the duty changes")  # fmt: skip


def _money(fen: int | None, speech: Speech) -> str:
    return speech.say("未定", "not known") if fen is None else speech.yuan(fen)
