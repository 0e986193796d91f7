"""How does a finding read as plain text, line by line?"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.words.comparisons import Line
from zhiban.words.gaps import Gap
from zhiban.words.rows import Table
from zhiban.words.speech import Speech
from zhiban.words.told import Told
from zhiban.words.verdicts import MARK_OF, MARKS


def as_text(told: Told, speech: Speech) -> str:
    """The whole finding: the verdict first, then the clauses in the order of the articles."""
    return "\n".join(_lines(told, speech))


def _lines(told: Told, speech: Speech) -> Iterator[str]:
    say = speech.say
    yield f"{told.mark} {told.sentence}"
    occasion = (
        say(f"，事由 {told.occasion}", f", occasion {told.occasion}") if told.occasion else ""
    )
    yield f"  {told.subject}{occasion}" + say(f"，判定日 {told.day}", f", judged on {told.day}")
    yield from (f"  {note}" for note in told.notes)
    yield from (f"  {line}" for line in told.money)
    for month in told.months:
        why = f"  {month.why}" if month.why else ""
        yield f"    {MARK_OF[month.verdict]} {month.month}  {month.money}{why}".rstrip()
    yield ""
    yield conditions(told, speech)
    shown: set[str] = set()
    for clause in told.clauses:
        offices: set[str] = set()
        no = f"{clause.no} " if clause.no else ""
        yield f"  {MARKS[clause.met]} {no}{clause.title}"
        for line in clause.lines:
            yield from _line(line, told, speech, "      ", shown, offices)
        yield from (f"      {note}" for note in clause.notes)
    if told.missing:
        yield ""
        yield say("补齐下面的数据就能判定", "What would settle it")
        yield from _gaps(told, speech, told.missing)
    if told.money_missing:
        yield ""
        yield say("补齐下面的数据就能定金额", "What would settle the amount")
        yield from _gaps(told, speech, told.money_missing)
    if told.beside:
        yield ""
        yield say("和其他待遇", "Beside other benefits")
        signs = {"free": "✓", "taken": "✗"}
        yield from (f"  {signs.get(state, '?')} {text}" for state, text in told.beside)
    if told.figures:
        yield ""
        yield say("用到的数字", "Figures of the law")
        for f in told.figures:
            parts = [f.value, f.when, f.source, f.status_word]
            yield f"  {f.title}{say('：', ': ')}" + say("，", ", ").join(p for p in parts if p)
    yield ""
    yield say("依据", "Texts")
    for t in told.texts:
        mark = " " if t.applies else "?" if t.applies is None else "✗"
        parts = [x for x in (t.when, t.article, t.status_word) if x]
        title = t.number if t.number == t.title else f"{t.number} {t.title}".strip()
        yield f" {mark} {title}{say('，', ', ')}" + say("，", ", ").join(parts)
    yield ""
    yield say("以后", "Later")
    yield from (f"  {line}" for line in told.change)


def conditions(told: Told, speech: Speech) -> str:
    """The heading over the clauses: the law of which day they are."""
    if not told.law_day:
        return speech.say(
            "条件（适用哪天的法规还不知道）", "Conditions (of which day is not known)"
        )
    return speech.say(f"条件（适用{told.law_day}的法规）", f"Conditions (law of {told.law_day})")


def _line(
    line: Line, told: Told, speech: Speech, indent: str, shown: set[str], offices: set[str]
) -> Iterator[str]:
    yield indent + line.text
    for name in line.inputs:
        if name not in shown:
            shown.add(name)
            for table in told.rows.get(name, ()):
                yield f"{indent}  {_source(table, speech)}"
    if line.correct and line.correct not in offices:
        offices.add(line.correct)
        yield f"{indent}  {line.correct}"
    for one in line.deeper:
        sign = MARKS[one.met]
        first, *rest = _line(one, told, speech, indent + "  ", shown, offices)
        yield f"{indent}{sign} {first.strip()}"
        yield from rest


def _source(table: Table, speech: Speech) -> str:
    return speech.say("依据：", "from: ") + table.text(speech)


def _gaps(told: Told, speech: Speech, missing: tuple[Gap, ...]) -> Iterator[str]:
    for gap in missing:
        what, who = gap.sentences(speech)
        yield f"  · {what}"
        yield f"    {who}"
