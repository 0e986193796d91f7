"""Which versions has a rule had, and what differs between the law of two days?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiban.language.rules import Rule
from zhiban.law.basis import Document
from zhiban.law.calendar import FIRST_DAY, first_of_year, year_of
from zhiban.law.parameters import DatedValue, Parameter
from zhiban.law.spans import end_of
from zhiban.model import nodes as n
from zhiban.model.types import NEVER_DAY
from zhiban.words.conditions import Figures
from zhiban.words.law import figure_words, text_of
from zhiban.words.phrases import Phrases
from zhiban.words.rulebook import RuleClause, rulebook
from zhiban.words.speech import Names, Speech


@dataclass(frozen=True)
class Period:
    """A stretch of days with one version of the law; `last` None: until further notice."""

    first: int
    last: int | None


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is, before, after, and by which document."""

    what: str
    name: str
    before: str
    after: str
    by: str = ""

    def sentence(self, speech: Speech) -> str:
        """From what to what."""
        if not self.before:
            text = speech.say(f"新增{self.what}：{self.after}", f"new {self.what}: {self.after}")
        elif not self.after:
            text = speech.say(
                f"不再有{self.what}：{self.before}", f"no longer there, {self.what}: {self.before}"
            )
        else:
            text = speech.say(f"{self.what}从{self.before}改为{self.after}",
                              f"{self.what}: from {self.before} to {self.after}")  # fmt: skip
        by = speech.brackets(speech.say(f"依据{self.by}", f"by {self.by}")) if self.by else ""
        return speech.stop(text + by)


def values_on(parameter: Parameter, day: int) -> list[DatedValue]:
    """The values in force on a day; those chosen by occasion belong to the year or month of it."""
    out = []
    for value in parameter.values:
        if value.level == "ceiling":
            continue
        if value.for_occasions:
            year = f"{year_of(day):04d}"
            if any(o == year or o.startswith(f"{year}-") for o in value.for_occasions):
                out.append(value)
        elif value.from_day <= day and (value.until_day is None or day <= value.until_day):
            out.append(value)
    return out


def figures_on(rule: Rule, day: int) -> Figures:
    """The parameters that have exactly one settled value on a day."""
    found = {name: values_on(p, day) for name, p in rule.parameters.items()}
    return {name: v[0] for name, v in found.items() if len(v) == 1 and v[0].value is not None}


def periods(rule: Rule) -> list[Period]:
    """The stretches of days between changes of the law, inside the days it is in force."""
    days: set[int] = set()
    for document in rule.basis.documents:
        first, last = document.span()
        days |= {first} if last is None else {first, last + 1}
    for parameter in rule.parameters.values():
        for value in parameter.values:
            if not value.for_occasions:
                days |= (
                    {value.from_day}
                    if value.until_day is None
                    else {value.from_day, value.until_day + 1}
                )
    spans = [(first, end_of((first, last))) for first, last in rule.basis.spans()]
    by_year = any(v.for_occasions for p in rule.parameters.values() for v in p.values)
    if by_year:
        for first, last in spans:
            top = year_of(first) + 30 if last >= NEVER_DAY else year_of(last)
            days |= {first_of_year(year) for year in range(year_of(first), min(top, 2030) + 1)}
    out = []
    for first, last in spans:
        cuts = sorted({first, *(d for d in days if first < d <= last and d > FIRST_DAY)})
        for start, following in zip(cuts, [*cuts[1:], last + 1], strict=True):
            out.append(Period(start, None if following > NEVER_DAY else following - 1))
    return _joined(rule, out)


def _joined(rule: Rule, found: list[Period]) -> list[Period]:
    """Neighbouring periods without any difference made one."""
    out: list[Period] = []
    for period in found:
        if (
            out
            and out[-1].last is not None
            and out[-1].last + 1 == period.first
            and _same(rule, out[-1].first, period.first)
        ):
            out[-1] = Period(out[-1].first, period.last)
        else:
            out.append(period)
    return out


def _same(rule: Rule, a: int, b: int) -> bool:
    figures = all(values_on(p, a) == values_on(p, b) for p in rule.parameters.values())
    return figures and _documents(rule, a) == _documents(rule, b)


def _documents(rule: Rule, day: int) -> list[Document]:
    return [d for d in rule.basis.documents if d.span()[0] <= day <= end_of(d.span())]


def differences(rule: Rule, a: int, b: int, language: str, names: Names) -> list[Difference]:
    """What the law of day `b` has that differs from that of day `a`: texts, figures, clauses."""
    speech = Speech(language, names)
    return [
        *_texts(rule, a, b, speech),
        *_figures(rule, a, b, speech),
        *_clauses(rule, a, b, language, names),
    ]


def _texts(rule: Rule, a: int, b: int, speech: Speech) -> Iterator[Difference]:
    before, after = _documents(rule, a), _documents(rule, b)
    what = speech.say("文件", "text")
    for document in before:
        if document not in after:
            yield Difference(what, document.number, _text(document, speech), "")
    for document in after:
        if document not in before:
            yield Difference(what, document.number, "", _text(document, speech))


def _text(document: Document, speech: Speech) -> str:
    text = text_of(document, speech)
    name = text.number if text.number == text.title else f"{text.number} {text.title}".strip()
    return f"{name}{speech.say('，', ', ')}{text.when}"


def _figures(rule: Rule, a: int, b: int, speech: Speech) -> Iterator[Difference]:
    phrases = Phrases(rule, speech)
    for name, parameter in rule.parameters.items():
        before, after = values_on(parameter, a), values_on(parameter, b)
        words = [
            speech.say("；", "; ").join(
                dict.fromkeys(_figure(parameter, v, speech) for v in values)
            )
            for values in (before, after)
        ]
        if words[0] != words[1]:
            by = speech.say("、", ", ").join(dict.fromkeys(
                f"{v.document} {v.article}".strip() for v in (after or before) if v.document
            ))  # fmt: skip
            yield Difference(speech.quoted(phrases.parameter(name)), name, words[0], words[1], by)


def _figure(parameter: Parameter, value: DatedValue, speech: Speech) -> str:
    text = figure_words(parameter, value, speech)
    if not value.scope:
        return text
    scope = ", ".join(code for _, codes in value.scope for code in codes)
    return text + speech.brackets(scope if len(scope) < 40 else scope[:37] + "…")


def _clauses(rule: Rule, a: int, b: int, language: str, names: Names) -> Iterator[Difference]:
    """Articles that come, go, or ask something else; changes of a figure alone are said above."""
    speech = Speech(language, names)
    books = [
        {c.article: c for c in rulebook(rule, language, names, _switches(rule, day)).clauses}
        for day in (a, b)
    ]
    for article in rule.articles:
        one, two = (book[article.id] for book in books)
        if one.flat() != two.flat():
            what = speech.say(f"条件“{one.title}”", f"condition “{one.title}”")
            yield Difference(what, article.id, _said(one, speech), _said(two, speech))


def _switches(rule: Rule, day: int) -> Figures:
    """The figures that are compared with a plain number: they switch branches on and off."""
    names = {
        side.name
        for root in rule.nodes() for node in root.walk() if isinstance(node, n.Compare)
        for side, other in ((node.left, node.right), (node.right, node.left))
        if isinstance(side, n.ParameterValue) and isinstance(other, n.Literal)
    }  # fmt: skip
    return {name: value for name, value in figures_on(rule, day).items() if name in names}


def _said(clause: RuleClause, speech: Speech) -> str:
    if clause.always is True:
        return speech.say("没有这项要求", "nothing asked")
    if clause.always is False:
        return speech.say("没有人符合", "met by nobody")
    return clause.flat()
