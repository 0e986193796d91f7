"""What is missing, why, and who can bring it? (SEM 5)

A reason names register, column and kind. Only a gap and an empty cell may be asked of a person;
whatever else is wrong, the office that keeps the register puts it right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhiban.model.labels import label as label_of
from zhiban.model.reasons import ASKABLE
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Both, Speech

#: kind of gap → what happened, as a short label.
KINDS: Mapping[str, Both] = {
    "gap": ("没有收到数据", "no data received"),
    "empty": ("空着没有填", "left empty"),
    "stale": ("数据已过期", "data out of date"),
    "quarantined": ("该行有错被隔离", "row set apart for a mistake"),
    "conflict": ("几行互相矛盾", "rows disagree"),
    "undated": ("日期不明", "no date"),
    "link": ("是否同一主体未定", "may be somebody else"),
    "estimate": ("只有估算", "an estimate only"),
    "undefined": ("算不出来", "cannot be worked out"),
    "law": ("文件没有定", "left open by the text"),
}
#: What the text of the rule leaves out of account, whatever the registers say.
UNSAID = ("link", "stale", "estimate")
_WHO = {
    "gap": ("由{owner}补报", "{owner} delivers it"),
    "empty": ("由{owner}补填", "{owner} fills it in"),
    "stale": ("由{owner}报送新数据", "{owner} delivers newer data"),
    "quarantined": ("由{owner}改正", "{owner} puts it right"),
    "conflict": ("由工作人员核实，{owner}改正", "an officer checks, {owner} puts it right"),
    "undated": ("由{owner}补上日期", "{owner} adds the date"),
}
_ASK = ("；也可以请本人提供", "; the person may also be asked")


@dataclass(frozen=True)
class Gap:
    """One missing piece in words: what is wrong, who can bring it, and what it is needed for.

    `askable`: the person may be asked for it as well.
    """

    why: str
    who: str
    askable: bool
    register: str = ""
    column: str = ""
    kind: str = ""
    needed_for: tuple[str, ...] = ()

    def what(self, speech: Speech) -> str:
        """What is missing, and what it is needed for if that says more."""
        facts = [fact for fact in self.needed_for if fact not in self.why]
        if not facts:
            return self.why
        named = facts[:NAMED] if len(facts) > NAMED + 1 else facts
        more = len(facts) - len(named)
        listed = speech.say("、".join(named), ", ".join(named))
        if more:
            listed += speech.say(f"等{len(facts)}项", f" and {more} more")
        return self.why + speech.brackets(speech.say(f"要看{listed}", f"needed for {listed}"))

    def sentences(self, speech: Speech) -> tuple[str, str]:
        """What is missing and why; who can bring it."""
        return speech.stop(self.what(speech)), speech.stop(self.who)


#: How many facts that need one missing piece are named.
NAMED = 3


def gaps(because: Sequence[Mapping[str, Any]], phrases: Phrases) -> list[Gap]:
    """The missing pieces of a `because` list, each said once however many facts need it."""
    found: dict[str, Gap] = {}
    for item in because:
        for gap in _gaps(item, phrases):
            same = found.get(gap.why)
            facts = gap.needed_for if same is None else (*same.needed_for, *gap.needed_for)
            found[gap.why] = replace(gap, needed_for=tuple(dict.fromkeys(facts)))
    return list(found.values())


def _gaps(item: Mapping[str, Any], phrases: Phrases) -> list[Gap]:
    speech = phrases.speech
    if "fact" in item:
        reasons = item.get("reasons") or [{"kind": "gap"}]
        return [_of_fact(item["fact"], reason, phrases) for reason in reasons]
    if "parameter" in item:
        return [_of_law(phrases.parameter(item["parameter"]), speech)]
    if item.get("kind") in UNSAID:
        return [_unsaid(item["of"], item["kind"], speech)]
    what = _operation(item.get("of", ""), phrases)
    if item.get("kind") == "law":
        return [_of_law(what, speech)]
    return [_undefined(what, speech)]


def _of_fact(name: str, reason: Mapping[str, Any], phrases: Phrases) -> Gap:
    speech, kind = phrases.speech, reason["kind"]
    title = speech.title(name)
    if kind == "undefined":
        return _undefined(title, speech)
    if "of" in reason and kind in UNSAID:
        return replace(_unsaid(reason["of"], kind, speech), needed_for=(title,))
    register = reason.get("register", "")
    if not register:
        return _of_file(name, kind, speech)
    where = speech.quoted(speech.title(register))
    column = reason.get("column", "")
    cell = speech.title(f"{register}.{column}") if column else ""
    why = _why(kind, where, speech.quoted(cell) if cell else "", speech)
    owner = speech.owner(register)
    who = speech.say(*_WHO.get(kind, _WHO["gap"])).format(owner=owner)
    askable = kind in ASKABLE
    if askable:
        who += speech.say(*_ASK)
    return Gap(why, who, askable, register, column, kind, (title,))


def _why(kind: str, where: str, cell: str, speech: Speech) -> str:
    """What is wrong with a register, or with one cell of it."""
    place = speech.say(f"{where}的{cell}", f"{cell} in {where}") if cell else where
    zh = {
        "gap": f"没有收到{where}在这段时间的数据",
        "empty": f"{place}空着没有填",
        "stale": f"{where}的数据已过期",
        "quarantined": f"{where}有一行有错，已被隔离",
        "conflict": f"{where}有几行互相矛盾",
        "undated": f"{place}有一行没有日期",
    }.get(kind, f"{place}还不知道")
    en = {
        "gap": f"no data received from {where} for this time",
        "empty": f"{place} is left empty",
        "stale": f"the data of {where} are out of date",
        "quarantined": f"a row of {where} has a mistake and is set apart",
        "conflict": f"rows of {where} disagree",
        "undated": f"a row has no date: {place}",
    }.get(kind, f"{place} is not known")
    return speech.say(zh, en)


def _of_file(name: str, kind: str, speech: Speech) -> Gap:
    """An input that the file judged does not give: it came from no register."""
    registers = [speech.quoted(speech.title(r)) for r in speech.names.registers_of(name)]
    from_, titled = speech.listed(registers), speech.quoted(speech.title(name))
    why = {
        "conflict": speech.say(f"{titled}给出的数据互相矛盾", f"the data given disagree: {titled}"),
        "stale": speech.say(
            f"{titled}给出的数据已过期", f"the data given are out of date: {titled}"
        ),
    }.get(
        kind,
        speech.say(f"事实文件里{titled}这一格空着", f"the cell of the file is empty: {titled}"),
    )
    if from_:
        why += speech.brackets(speech.say(f"来自{from_}", f"it comes from {from_}"))
    owners = dict.fromkeys(speech.owner(r) for r in speech.names.registers_of(name))
    owner = speech.listed(list(owners)) or speech.say("填表的单位", "whoever filled in the file")
    who = speech.say(*_WHO["empty" if kind == "empty" else "gap"]).format(owner=owner)
    askable = kind in ASKABLE
    if askable:
        who += speech.say(*_ASK)
    return Gap(why, who, askable, kind=kind)


def _unsaid(name: str, kind: str, speech: Speech) -> Gap:
    """A row joined by no exact key (`name`: the column that says so), old evidence, an estimate."""
    titled = speech.quoted(speech.title(name))
    if kind == "stale":
        why = speech.say(
            f"证据太旧，超过规定的期限：{titled}",
            f"the evidence is older than the rule allows: {titled}",
        )
        owner = speech.owner(name.split(".")[0]) if "." in name else ""
        who = speech.say(*_WHO["stale"]).format(
            owner=owner or speech.say("提供单位", "whoever keeps it")
        )
        return Gap(why, who, False, kind=kind)
    if kind == "estimate":
        return Gap(
            speech.say(f"{titled}是估算值，不能作为依据", f"an estimate is no evidence: {titled}"),
            speech.say("由工作人员查逐月的真实记录，不用问本人",
                       "an officer looks up the real rows of each month; nobody else is asked"),
            False, kind=kind,
        )  # fmt: skip
    where = speech.quoted(speech.title(name.split(".")[0]))
    return Gap(
        speech.say(f"{where}的记录是否说的是此人还没有核实",
                   f"whether the row of {where} speaks of this person is not yet certain"),
        speech.say("由工作人员核实是否同一人，不用问本人",
                   "an officer finds out whether it is the same person; nobody else is asked"),
        False, kind=kind,
    )  # fmt: skip


def _of_law(title: str, speech: Speech) -> Gap:
    titled = speech.quoted(title)
    return Gap(
        speech.say(f"文件没有定{titled}", f"the text leaves this figure open: {titled}"),
        speech.say("由制定机关明确，不用问本人", "its maker has to settle it; nobody else is asked"),
        False, kind="law",
    )  # fmt: skip


def _undefined(title: str, speech: Speech) -> Gap:
    titled = speech.quoted(title)
    return Gap(
        speech.say(f"照现有数据算不出{titled}", f"{titled} cannot be worked out from these data"),
        speech.say("由工作人员核实数据", "an officer checks the data"),
        False, kind="undefined",
    )  # fmt: skip


def _operation(label: str, phrases: Phrases) -> str:
    """A step of the calculation by the words of the node it is called after."""
    for root in phrases.rule.nodes():
        for node in root.walk():
            if label_of(node) == label:
                return phrases.of(node)
    return phrases.speech.say("其中一步计算", "one step of the calculation")
