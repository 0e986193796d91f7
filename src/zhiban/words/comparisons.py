"""How does one comparison of a clause read: what was found, what is required, who can correct it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiban.findings import Comparison, Group, Tree
from zhiban.findings.clauses import inputs_in
from zhiban.model import nodes as n
from zhiban.model.leaves import subject_of
from zhiban.model.types import Code, Integer, Ordered
from zhiban.model.values import is_known
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Speech
from zhiban.words.values import (
    OPPOSITE,
    codes_words,
    is_percent,
    than,
    truth_words,
    value_words,
)

#: A phrase longer than this (characters) is not said inside a sentence.
LONG = {"zh": 60, "en": 130}


@dataclass(frozen=True)
class Line:
    """A comparison in words, or a heading over several (`deeper`)."""

    text: str
    met: bool | None
    name: str = ""
    found: str = ""
    required: str = ""
    correct: str = ""
    inputs: tuple[str, ...] = ()
    deeper: tuple[Line, ...] = ()


def lines(tree: Tree, phrases: Phrases, *, everything: bool = False) -> list[Line]:
    """The comparisons that decided a clause; `everything`: the others too."""
    if isinstance(tree, Comparison):
        return [line(tree, phrases)]
    if tree.how == "all":
        parts = [p for p in tree.of if everything or p.met is tree.met]
        return [one for part in parts for one in lines(part, phrases)]
    if tree.met is True:
        chosen = next((p for p in tree.of if p.met is True), tree.of[0])
        return lines(chosen, phrases)
    return _either(tree, phrases)


def _either(tree: Group, phrases: Phrases) -> list[Line]:
    """Of several ways none holds, or none is sure."""
    speech = phrases.speech
    parts = [p for p in tree.of if p.met is tree.met]
    if tree.met is False:
        text = speech.say("下面几种情形符合一种就可以，现在都不符合：",
                          "One of these would do, but none holds:")  # fmt: skip
    else:
        text = speech.say("下面几种情形符合一种就可以，现在还不能确定：",
                          "One of these would do, but it is not known yet:")  # fmt: skip
    deeper: list[Line] = []
    for part in parts:
        way = _way(part, phrases)
        # Ways within a way, all else of which holds, are ways of the whole.
        deeper += way.deeper if way.text == text else [way]
    return [Line(text, tree.met, deeper=tuple(deeper))] if len(deeper) > 1 else deeper


def _way(tree: Tree, phrases: Phrases) -> Line:
    """One of several ways, with all that it asks for."""
    found = lines(tree, phrases)
    if len(found) == 1:
        return found[0]
    text = phrases.speech.say("需要同时符合：", "All of this is needed:")
    return Line(text, tree.met, deeper=tuple(found))


def line(part: Comparison, phrases: Phrases) -> Line:
    """One comparison in words."""
    speech = phrases.speech
    name, found, required = name_of(part, phrases), found_of(part, phrases), ask(part, phrases)
    if part.value is None and isinstance(part.leaf, n.Compare | n.SameCode):
        found = speech.say("还不知道", "not known")
    text = speech.say(
        f"{name}：查到{found}，要求{required}", f"{name}: found {found}, required {required}"
    )
    if not is_known(part.value) and part.met is None:
        text = speech.say(
            f"{name}：{found}，要求{required}", f"{name}: {found}, required {required}"
        )
    if part.choices:
        on = speech.listed([speech.quoted(speech.title(c)) for c in part.choices])
        text += speech.say(f"（用哪个数要看{on}，还不知道）",
                           f" (which figure applies depends on {on}, not known)")  # fmt: skip
    correct = correction(part.inputs, speech) if part.met is False else ""
    return Line(speech.stop(text), part.met, name, found, required, correct, part.inputs)


def name_of(part: Comparison, phrases: Phrases) -> str:
    """What was found, by its title."""
    text = phrases.of(subject_of(part.leaf))
    if len(text) > LONG[phrases.speech.language]:
        text = phrases.speech.say("这一条要看的数", "the figure this condition looks at")
    return text[:1].upper() + text[1:] if phrases.speech.language == "en" else text


def found_of(part: Comparison, phrases: Phrases) -> str:
    """The value found."""
    speech, leaf = phrases.speech, part.leaf
    subject = subject_of(leaf)
    percent = isinstance(leaf, n.Compare) and is_percent(leaf.left.type, leaf.right.type)
    type_ = subject.type
    if isinstance(leaf, n.Compare) and isinstance(type_, Integer) and type_.unit is None:
        type_ = leaf.right.type if isinstance(leaf.right.type, Integer) else type_
    text = value_words(part.value, type_, speech, percent=percent)
    quote = isinstance(part.value, (bool, str)) or isinstance(subject.type, (Code, Ordered))
    return speech.quoted(text) if quote and is_known(part.value) else text


def ask(part: Comparison, phrases: Phrases) -> str:
    """What the law asks of the value found."""
    speech, leaf, wanted = phrases.speech, part.leaf, part.wanted
    match leaf:
        case n.Compare():
            symbol = leaf.symbol if wanted else OPPOSITE[leaf.symbol]
            percent = is_percent(leaf.left.type, leaf.right.type)
            return _beside(than(symbol, leaf.left.type, speech), part, leaf.right, phrases, percent)
        case n.SameCode():
            word = speech.say("是", "") if wanted else speech.say("不是", "not ")
            return _beside(word, part, leaf.right, phrases, False)
        case n.IsIn():
            assert isinstance(leaf.of.type, (Code, Ordered))
            return codes_words(phrases.codes(leaf), leaf.of.type.list, wanted, speech)
        case n.Reached():
            return speech.say("不晚于判定日", "not after the judged day") if wanted else speech.say(
                "晚于判定日", "after the judged day")  # fmt: skip
        case _:
            return truth_words(wanted, speech)


def _beside(word: str, part: Comparison, right: n.Node, phrases: Phrases, percent: bool) -> str:
    """`word` and the other side of a comparison: its value, named where it is not a plain figure."""
    speech = phrases.speech
    known = is_known(part.right)
    called = phrases.of(right)
    if len(called) > LONG[speech.language]:
        called = speech.say("这一条的标准", "the limit of this condition")
    value = value_words(part.right, right.type, speech, percent=percent)
    if isinstance(right.type, (Code, Ordered)) and known:
        value = speech.quoted(value)
    space = "" if speech.language == "zh" or not word or word.endswith(" ") else " "
    if not known:
        open_ = speech.quoted(called)
        if not inputs_in(right):
            return speech.say(f"{word}{open_}，这个数文件没有定",
                              f"{word}{space}{open_}, which the text leaves open")  # fmt: skip
        return speech.say(f"{word}{open_}（{value}）", f"{word}{space}{open_} ({value})")
    if inputs_in(right):
        return speech.say(f"{word}{value}（{called}）",
                          f"{word}{space}{value} ({called})")  # fmt: skip
    return f"{word}{space}{value}"


def correction(inputs: Sequence[str], speech: Speech) -> str:
    """Which office can correct what was found: the owners of the registers it comes from."""
    registers = dict.fromkeys(r for name in inputs for r in speech.names.registers_of(name))
    if not registers:
        text = speech.say("如果不对，请提供这项数据的单位改正",
                          "If this is wrong, whoever gave the figure can correct it")  # fmt: skip
        return speech.stop(text)
    pairs: dict[str, list[str]] = {}
    for register in registers:
        pairs.setdefault(speech.owner(register), []).append(speech.title(register))
    shown = [
        speech.say(f"{owner}（{'、'.join(titles[:3])}）", f"{owner} ({', '.join(titles[:3])})")
        for owner, titles in list(pairs.items())[:3]
    ]
    return speech.stop(speech.say(
        f"如果不对，可以找{speech.either(shown)}改正",
        f"If this is wrong, it can be corrected by {speech.either(shown)}",
    ))  # fmt: skip
