"""How does it read what earlier grants leave of a benefit? (SEM 18)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhiban.findings import Beside, Explanation
from zhiban.model.types import Integer
from zhiban.words.comparisons import LONG
from zhiban.words.gaps import gaps
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Both
from zhiban.words.values import value_words

OVER: Mapping[str, Both] = {
    "lifetime": ("终身", "ever"),
    "year": ("同一年度", "in the same year"),
    "overlapping_months": ("同一月份", "in the same months"),
    "same_occasion": ("同一事由", "for the same occasion"),
    "same_counted_subject": ("同一被计入的人", "for the same person counted"),
}


def beside_words(e: Explanation, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Each limit as (state, sentence): free, taken, unknown, unchecked."""
    for one in e.besides:
        yield one.state, phrases.speech.stop(_sentence(one, phrases))


def _sentence(one: Beside, phrases: Phrases) -> str:
    return _times(one, phrases) if one.used_node is not None else _other(one, phrases)


def _other(one: Beside, phrases: Phrases) -> str:
    speech = phrases.speech
    other = speech.benefit(one.rule_id)
    span = speech.say(*OVER.get(one.over, ("", "")))
    law = speech.brackets(one.law) if speech.language == "zh" else ""
    register = speech.quoted(speech.title("grants"))
    owner = speech.owner("grants")
    return speech.say(*{
        "free": (f"{span}没有领过{other}，可以付{law}",
                 f"No grant of {other} {span}, so this can be paid"),
        "taken": (f"{span}已经审定过{other}，按规定不能再付{law}",
                  f"{other} was granted {span}, so by law nothing is left to pay"),
        "unknown": (f"{span}是否审定过{other}还不知道：{register}不全，由{owner}补报，补齐以前不付款{law}",
                    f"It is not known whether {other} was granted {span}: {register} is not "
                    f"complete; {owner} delivers it, and nothing is paid before"),
        "unchecked": (f"没有给{register}，没有核对{span}是否审定过{other}{law}",
                      f"{register} was not given, so it was not checked whether {other} was "
                      f"granted {span}"),
    }[one.state])  # fmt: skip


def _times(one: Beside, phrases: Phrases) -> str:
    speech = phrases.speech
    assert one.used_node is not None
    name = phrases.of(one.used_node)
    if len(name) > LONG[speech.language]:
        name = speech.say("已经审定的次数", "the number of grants so far")
    used = value_words(one.used, Integer(), speech)
    law = speech.brackets(one.law) if speech.language == "zh" else ""
    limit = speech.say("规定的次数", "the times allowed") if one.times is None else str(one.times)
    if one.state == "free":
        return speech.say(f"次数没有用完：{name}为{used}，要求少于{limit}{law}",
                          f"Times are left: {name} is {used}, required less than {limit}")  # fmt: skip
    if one.state == "taken":
        return speech.say(f"次数已经用完，不能再付：{name}为{used}，要求少于{limit}{law}",
                          f"No times are left to pay: {name} is {used}, required less than {limit}")  # fmt: skip
    missing = gaps([b.as_json() for b in one.missing], phrases)
    why = speech.say("；", "; ").join(
        speech.say(f"{g.what(speech)}，{g.who}", f"{g.what(speech)}; {g.who}") for g in missing[:2]
    )
    return speech.say(f"次数是否用完还不知道（要求{name}少于{limit}）。{why}",
                      f"It is not known whether times are left ({name}, less than {limit}). {why}")  # fmt: skip
