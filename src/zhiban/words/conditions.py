"""How does a condition of a rule read, before anybody is judged? Nested lines, with the law's figures.

Given the figures of one day, branches they switch off are left out, as in an explanation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhiban.findings.clauses import inputs_in
from zhiban.law.parameters import DatedValue
from zhiban.model import nodes as n
from zhiban.model.leaves import subject_of
from zhiban.model.types import Code, Ordered, is_interval
from zhiban.model.values import Ends, compare, exactly
from zhiban.words.law import figure_words
from zhiban.words.phrases import Phrases
from zhiban.words.values import OPPOSITE, codes_words, than, truth_words

#: The one value a parameter has on a day; a parameter missing here is only named.
Figures = Mapping[str, DatedValue]


@dataclass(frozen=True)
class Asked:
    """One line of what is asked for; `deeper`: the lines below it."""

    text: str
    deeper: tuple[Asked, ...] = ()

    def flat(self) -> str:
        """The line with all below it, as one text to compare."""
        below = "; ".join(one.flat() for one in self.deeper)
        return f"{self.text} [{below}]" if below else self.text


class Conditions:
    """The conditions of one rule in one language, with the figures of one day if they are given."""

    def __init__(self, phrases: Phrases, figures: Figures | None = None) -> None:
        self.phrases = phrases
        self.speech = phrases.speech
        self.figures = figures or {}

    def lines(self, node: n.Node) -> list[Asked] | bool:
        """What a condition asks for; a plain answer where the figures of the day decide it."""
        found = self._tree(node, True)
        if isinstance(found, bool):
            return found
        return list(found.deeper) if found.text == self._all() else [found]

    def _all(self) -> str:
        return self.speech.say("需要同时符合：", "All of this is needed:")

    def _any(self) -> str:
        return self.speech.say("下面几种情形符合一种就可以：", "One of these will do:")

    def _tree(self, node: n.Node, wanted: bool) -> Asked | bool:
        if isinstance(node, n.Not):
            return self._tree(node.of, not wanted)
        if isinstance(node, (n.All, n.AnyOf)):
            is_all = isinstance(node, n.All) is wanted
            return self._group(is_all, [self._tree(part, wanted) for part in node.of])
        decided = self.decided(node)
        if decided is not None:
            return decided is wanted
        return self._leaf(node, wanted)

    def _group(self, is_all: bool, parts: list[Asked | bool]) -> Asked | bool:
        if any(part is (not is_all) for part in parts):
            return not is_all
        heading = self._all() if is_all else self._any()
        kept: list[Asked] = []
        for part in parts:
            if isinstance(part, Asked):
                kept.extend(part.deeper if part.text == heading else [part])
        if not kept:
            return is_all
        return kept[0] if len(kept) == 1 else Asked(heading, tuple(kept))

    def decided(self, node: n.Node) -> bool | None:
        """What a comparison of figures of the law alone comes to on the day; None: not known."""
        if isinstance(node, (n.All, n.AnyOf, n.Not)):
            found = self._tree(node, True)
            return found if isinstance(found, bool) else None
        if inputs_in(node) or not isinstance(node, n.Compare):
            return None
        ends = [self._end(side) for side in (node.left, node.right)]
        if any(end is None for end in ends):
            return None
        left, right = (Ends(end, end) for end in ends)
        return compare(node.symbol, left, right)

    def _end(self, node: n.Node) -> int | tuple[int, int] | None:
        held: object = None
        if isinstance(node, n.Literal) and is_interval(node.type):
            held = node.value
        elif isinstance(node, n.ParameterValue) and node.name in self.figures:
            held = self.figures[node.name].value
        if isinstance(held, bool) or held is None or isinstance(held, (str, tuple)):
            return None
        if isinstance(held, int):
            return exactly(held).lo
        return (held.numerator, held.denominator)  # type: ignore[attr-defined]

    def _leaf(self, node: n.Node, wanted: bool) -> Asked:
        speech, name = self.speech, self.phrases.of(subject_of(node))
        match node:
            case n.Compare():
                symbol = node.symbol if wanted else OPPOSITE[node.symbol]
                word = than(symbol, node.left.type, speech)
                left, right = self.value(node.left), self.value(node.right)
                if right == self.phrases.of(node.right):
                    right = self.phrases.named(node.right)
                if isinstance(self.settled(node.left), n.Case):
                    left = speech.say("按情形取的数", "A figure that depends")
                if isinstance(self.settled(node.right), n.Case):
                    right = speech.say("下面的标准：", "this limit:")
                text = speech.say(f"{left}{word}{right}", f"{left}: {word} {right}")
                return Asked(self._cap(text), self.choices(node))
            case n.SameCode():
                other = self.phrases.of(node.right)
                text = speech.say(f"{name}{'与' if wanted else '不同于'}{other}{'相同' if wanted else ''}",
                                  f"{name}: {'the same as' if wanted else 'not'} {other}")  # fmt: skip
                return Asked(self._cap(text), self.choices(node))
            case n.IsIn():
                assert isinstance(node.of.type, (Code, Ordered))
                ask = codes_words(self.phrases.codes(node), node.of.type.list, wanted, speech)
                return Asked(self._cap(speech.say(f"{name}{ask}", f"{name}: {ask}")))
            case n.Reached():
                text = speech.say(
                    f"{name}{'不晚于' if wanted else '晚于'}判定日",
                    f"{name}: {'not after' if wanted else 'after'} the judged day",
                )
                return Asked(self._cap(text), self.choices(node))
            case _:
                ask = truth_words(wanted, speech)
                return Asked(self._cap(speech.say(f"{name}：{ask}", f"{name}: {ask}")))

    def _cap(self, text: str) -> str:
        return text if self.speech.language == "zh" else text[:1].upper() + text[1:]

    def value(self, node: n.Node) -> str:
        """One side of a comparison: a figure of the law with its value on the day."""
        node = self.settled(node)
        if isinstance(node, n.ParameterValue):
            name = self.speech.quoted(self.phrases.parameter(node.name))
            if node.name not in self.figures:
                return name
            value = self.figure(node.name)
            return value + self.speech.brackets(name)
        return self.phrases.of(node)

    def figure(self, name: str) -> str:
        """The value of a parameter on the day."""
        return figure_words(self.phrases.rule.parameters[name], self.figures[name], self.speech)

    def settled(self, node: n.Node) -> n.Node:
        """The value of a `case` that the figures of the day alone choose."""
        while isinstance(node, n.Case):
            for condition, value in node.whens:
                decided = self.decided(condition)
                if decided is None:
                    return node
                if decided:
                    node = value
                    break
            else:
                node = node.otherwise
        return node

    def choices(self, node: n.Node) -> tuple[Asked, ...]:
        """Which value is meant in which case, for every choice below a node that is still open."""
        out: list[Asked] = []
        for child in node.children:
            step = self.settled(child)
            if isinstance(step, n.Case):
                out += self.cases(step)
            elif not isinstance(step, n.ParameterValue):
                out += self.choices(step)
        return tuple(out)

    def cases(self, node: n.Case) -> list[Asked]:
        """Each way of a choice: if this, that value."""
        say = self.speech.say
        out: list[Asked] = []
        for condition, value in node.whens:
            decided = self.decided(condition)
            if decided is False:
                continue
            if decided is True:
                return [*out, Asked(say(f"其他情形：{self.value(value)}", f"Otherwise: {self.value(value)}"),
                                    self.choices(value))]  # fmt: skip
            head = self.inline(condition)
            out.append(Asked(say(f"如果{head}：{self.value(value)}", f"If {head}: {self.value(value)}"),
                             self.choices(value)))  # fmt: skip
        last = node.otherwise
        out.append(
            Asked(
                say(f"其他情形：{self.value(last)}", f"Otherwise: {self.value(last)}"),
                self.choices(last),
            )
        )
        return out

    def inline(self, node: n.Node) -> str:
        """A condition inside a sentence."""
        found = self._tree(node, True)
        if isinstance(found, bool):
            return self.speech.say("总是" if found else "从不", "always" if found else "never")
        return self._inline(found)

    def _inline(self, asked: Asked) -> str:
        if asked.deeper and asked.text in (self._all(), self._any()):
            word = self.speech.say("，并且", ", and ") if asked.text == self._all() else (
                self.speech.say("，或者", ", or "))  # fmt: skip
            return word.join(self._inline(one) for one in asked.deeper)
        text = asked.text
        return text if self.speech.language == "zh" else text[:1].lower() + text[1:]
