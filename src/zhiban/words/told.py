"""What does a person read of one finding? Everything in words, in the order it is read.

Text, JSON and HTML all show this; no sentence is made anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhiban.engines.findings import NOT_IN_FORCE
from zhiban.engines.rowwise import COUNTED_ONCE
from zhiban.findings import Clause, Explanation, RowsBehind
from zhiban.findings.clauses import inputs_in
from zhiban.language.rules import PolicyRule
from zhiban.model.types import Date, month_number
from zhiban.model.values import Ends, is_known
from zhiban.words import changes
from zhiban.words.beside import beside_words
from zhiban.words.comparisons import Line, correction, lines
from zhiban.words.gaps import Gap, gaps
from zhiban.words.law import Figure, Text, figure, span_words, text_of
from zhiban.words.phrases import Phrases
from zhiban.words.rows import Table, tables
from zhiban.words.speech import Names, Speech
from zhiban.words.values import value_words
from zhiban.words.verdicts import MARK_OF, VERDICTS, verdict_sentence


@dataclass(frozen=True)
class ToldClause:
    """A clause in words: met or not, what decided it, and the law's own assumptions."""

    article: str
    no: str
    title: str
    met: bool | None
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldMonth:
    """One month of a running benefit in words."""

    month: str
    verdict: str
    money: str
    why: str


class Tables(Mapping[str, list[Table]]):
    """The rows behind each input in words, looked for when they are asked for."""

    def __init__(self, evidence: Mapping[str, tuple[RowsBehind, ...]], speech: Speech) -> None:
        self._evidence = evidence
        self._speech = speech

    def __getitem__(self, name: str) -> list[Table]:
        """The tables of one input."""
        return tables(self._evidence[name], self._speech)

    def __iter__(self) -> Iterator[str]:
        """The names of the inputs."""
        return iter(self._evidence)

    def __len__(self) -> int:
        """How many inputs have rows."""
        return len(self._evidence)


@dataclass(frozen=True)
class Told:
    """One finding in words."""

    rule: str
    title: str
    subject: str
    occasion: str
    day: str
    law_day: str
    verdict: str
    verdict_word: str
    mark: str
    sentence: str
    notes: tuple[str, ...]
    clauses: tuple[ToldClause, ...]
    money: tuple[str, ...]
    months: tuple[ToldMonth, ...]
    beside: tuple[tuple[str, str], ...]
    missing: tuple[Gap, ...]
    money_missing: tuple[Gap, ...]
    figures: tuple[Figure, ...]
    texts: tuple[Text, ...]
    change: tuple[str, ...]
    rows: Mapping[str, list[Table]]
    speech: Speech

    def sentences(self) -> Iterator[str]:
        """Every sentence said of the finding, without tables, figures and texts."""
        yield self.sentence
        yield from self.notes
        for clause in self.clauses:
            yield from clause.notes
            for line in clause.lines:
                yield from _texts(line)
        yield from self.money
        yield from (month.why for month in self.months if month.why)
        yield from (text for _, text in self.beside)
        for gap in (*self.missing, *self.money_missing):
            yield from gap.sentences(self.speech)
        yield from self.change


def _texts(line: Line) -> Iterator[str]:
    yield line.text
    if line.correct:
        yield line.correct
    for one in line.deeper:
        yield from _texts(one)


def tell(e: Explanation, language: str, names: Names) -> Told:
    """Everything behind a finding, in words."""
    speech = Speech(language, names)
    phrases = Phrases(e.rule, speech)
    f, o = e.finding, e.finding["outputs"]
    return Told(
        rule=e.rule.id,
        title=speech.say(e.rule.title, e.rule.title_en),
        subject=f["id"],
        occasion=f["occasion"],
        day=speech.day(f["as_of"]),
        law_day=value_words(e.law_day, Date(), speech) if is_known(e.law_day) else "",
        verdict=f["verdict"],
        verdict_word=speech.say(*VERDICTS[f["verdict"]]),
        mark=MARK_OF[f["verdict"]],
        sentence=verdict_sentence(e, speech),
        notes=tuple(_notes(e, phrases)),
        clauses=tuple(_clause(c, phrases) for c in e.clauses),
        money=tuple(_money(e, speech)),
        months=tuple(_months(e, phrases)),
        beside=tuple(beside_words(e, phrases)),
        missing=tuple(gaps(f["because"], phrases)),
        money_missing=tuple(gaps(o.get("amount_because", ()), phrases)),
        figures=tuple(figure(p.parameter, v, speech) for p in e.parameters for v in p.values),
        texts=tuple(_documents(e, speech)),
        change=tuple(changes.next_change(e, phrases)),
        rows=Tables(e.evidence, speech),
        speech=speech,
    )


def _clause(clause: Clause, phrases: Phrases) -> ToldClause:
    speech, a = phrases.speech, clause.article
    notes = []
    for assumed in clause.assumed:
        name, value = phrases.of(assumed.node), value_words(assumed.value, assumed.type, speech)
        notes.append(speech.stop(speech.say(
            f"{name}没有数据，按规定推定为{speech.quoted(value)}（{assumed.node.because}）",
            f"{name}: no data, by law taken as {speech.quoted(value)} ({assumed.node.because})",
        )))  # fmt: skip
    found = lines(clause.tree, phrases)
    if not found and clause.met is not None:
        notes.append(speech.stop(speech.say(
            *(("这天的文件不要求这一条", "The texts of that day do not ask for this")
              if clause.met else ("按这天的文件没有人符合这一条", "By the texts of that day nobody meets this"))
        )))  # fmt: skip
    return ToldClause(
        a.id, a.no, speech.say(a.title, a.title_en), clause.met, tuple(found), tuple(notes)
    )


def _notes(e: Explanation, phrases: Phrases) -> Iterator[str]:
    """What has to be said right after the verdict."""
    speech, f = phrases.speech, e.finding
    for item in f["unmet"]:
        if item["article"] == NOT_IN_FORCE:
            yield from _not_in_force(e, speech)
        elif item["article"] == COUNTED_ONCE:
            part = item["parts"][0]
            yield speech.stop(speech.say(
                f"{part['of']} 已经计入 {part['found']}，同一个人不能再计一次",
                f"{part['of']} already counts for {part['found']} and cannot count twice",
            ))  # fmt: skip
            yield correction([i for i in e.inputs if not i.startswith("granted.")][:1], speech)
    if "near" in f["outputs"]:
        title = next((speech.say(c.article.title, c.article.title_en) for c in e.clauses
                      if c.article.id == f["outputs"]["near"]), "")  # fmt: skip
        yield speech.stop(
            speech.say(f"只差一条：{title}", f"Only one condition is missing: {title}")
        )
    if f["outputs"].get("unconfirmed"):
        names = [phrases.parameter(name) for name in f["outputs"]["unconfirmed"]]
        listed = speech.listed([speech.quoted(name) for name in names])
        is_paid = isinstance(e.rule, PolicyRule)
        yield speech.stop(speech.say(
            f"{listed}是凭记忆写的，有人核对原文以前{'不付款' if is_paid else '不作数'}",
            f"{listed}: from memory; {'nothing is paid' if is_paid else 'it does not count'} "
            "before someone has read the text",
        ))  # fmt: skip


def _not_in_force(e: Explanation, speech: Speech) -> Iterator[str]:
    spans = [span_words(first, last, speech) for first, last in e.rule.basis.spans()]
    listed = speech.say("、", "; ").join(spans)
    day = value_words(e.law_day, Date(), speech)
    yield speech.stop(speech.say(f"适用哪天的法规：查到{day}，要求在施行期内（{listed}）",
                                 f"Day whose law applies: found {day}, required a day in force ({listed})"))  # fmt: skip
    inputs = _law_inputs(e)
    if inputs:
        yield correction(inputs, speech)
    else:
        yield speech.stop(speech.say(
            "登记里没有可以改正的，施行期由制定机关决定",
            "There is nothing to correct in a register; its maker decides when it is in force",
        ))  # fmt: skip


def _law_inputs(e: Explanation) -> list[str]:
    return [] if e.rule.law_on is None else list(inputs_in(e.rule.law_on))


def _money(e: Explanation, speech: Speech) -> Iterator[str]:
    """The months and what is due of a running benefit."""
    o = e.finding["outputs"]
    if "first_month" not in o:
        if "months" in o or "months_at_most" in o:
            yield speech.stop(speech.say(
                f"共{_count(o, speech)}，从哪个月开始还不知道",
                f"{_count(o, speech)}; the first month is not known",
            ))  # fmt: skip
        return
    if o["first_month"] == "never":
        yield speech.stop(speech.say("没有可以开始的月份", "There is no month to begin with"))
        return
    first = speech.month(month_number(int(o["first_month"][:4]), int(o["first_month"][5:7])))
    yield speech.stop(speech.say(
        f"从{first}起共{_count(o, speech)}，到判定日应付 {speech.yuan(o['due_fen'])}",
        f"{_count(o, speech)} from {first}; due by the judged day: {speech.yuan(o['due_fen'])}",
    ))  # fmt: skip


def _count(o: dict[str, int], speech: Speech) -> str:
    if "months" in o:
        return speech.times(o["months"], "months")
    least, most = o.get("months_at_least", 0), o.get("months_at_most", 0)
    return speech.say(f"{least}到{most}个月", f"{least} to {most} months")


def _months(e: Explanation, phrases: Phrases) -> Iterator[ToldMonth]:
    speech = phrases.speech
    for line in e.months:
        money = ""
        if line.verdict != "no":
            money = (
                speech.say("金额未定", "amount not known")
                if line.fen is None
                else speech.yuan(line.fen)
            )
        why: list[str] = []
        if line.projected and line.verdict != "no":
            why.append(speech.say("预计", "projected"))
        why += [speech.say(f"没有满足：{a.title}", f"not met: {a.title_en}") for a in line.fails]
        for stop, value in line.stopped_by:
            assert isinstance(value, Ends)
            day = value_words(value, stop.type, speech)
            why.append(f"{phrases.of(stop)}{speech.say('：', ': ')}{day}")
        for gap in gaps(line.because, phrases):
            why.append(gap.what(speech))
        yield ToldMonth(
            speech.month(line.month), line.verdict, money, speech.say("；", "; ").join(why)
        )


def _documents(e: Explanation, speech: Speech) -> Iterator[Text]:
    shown = [pair for pair in e.documents if pair[1] is not False] or list(e.documents)
    for document, applies in shown:
        yield text_of(document, speech, applies)
