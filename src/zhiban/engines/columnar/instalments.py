"""Which months of a running benefit are awarded, and how much each, for many units? (SEM 15)

One row a unit and month, judged like any frame; then put together again by unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar import memory
from zhiban.engines.columnar.applicable import Where, both, either
from zhiban.engines.columnar.because import because_json
from zhiban.engines.columnar.changes import this_month
from zhiban.engines.columnar.comparisons import compare, known
from zhiban.engines.columnar.masks import Mask, Piece, joined, limited
from zhiban.engines.columnar.planes import SpanPlane, TruthPlane
from zhiban.engines.columnar.rule_columns import MONTH, RuleColumns
from zhiban.engines.columnar.scalars import joined as joined_truths
from zhiban.engines.columnar.texts import glued, listed, month_text, number
from zhiban.language.rule_parts import Instalments
from zhiban.language.rules import PolicyRule
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.types import NEVER_MONTH
from zhiban.model.values import LIMIT

UNIT, STEP, LEAST, MOST, START, THIS = "~unit", "~step", "~least", "~most", "~start", "~this"
_BASE, KNOWN, _MEMORY = "~base", "~known", "~memory:"
#: Sums may pass beyond 64 bits before they are written.
_SUM = pl.Int128


#: The expressions of a rule for a frame of units and months, which it may look at.
ByMonth = Callable[[pl.LazyFrame], RuleColumns]


@dataclass(frozen=True, eq=False)
class Running:
    """A rule's expressions for its units, and for each of their months."""

    units: RuleColumns
    by_month: ByMonth
    plan: Instalments

    @property
    def first(self) -> SpanPlane:
        """The first month."""
        return self.units.scalars.span(self.plan.first)


def awards(
    units: RuleColumns, by_month: ByMonth, frame: pl.DataFrame, reasons: bool
) -> pl.DataFrame:
    """`amount` and `entries` (text, the entries of `outputs`) for each row of `frame` in order.

    And `~memory:<parameter>`, whether a month awarded rests on a value only remembered.

    What `by_month` gives shares the pieces of `units`; the instalment is in column `~month`.
    """
    rule = units.rule
    assert isinstance(rule, PolicyRule) and rule.instalments is not None
    case = Running(units, by_month, rule.instalments)
    base = _base(case, frame, reasons)
    long, words = _long(case, base, reasons)
    together = base.select(UNIT, LEAST, MOST, START, KNOWN, *_names(_BASE, base)).join(
        _by_unit(long, words), on=UNIT, how="left", maintain_order="left"
    )
    return _assembled(case, _with_inputs(case, together, frame), words, reasons)


def _base(case: Running, frame: pl.DataFrame, reasons: bool) -> pl.DataFrame:
    """What is asked once a unit: the span of months, and why it is not known."""
    units, plan = case.units, case.plan
    count = units.scalars.span(plan.months)
    masks: dict[str, pl.Expr] = {}
    if reasons:
        both = units.masks.all_of([plan.first, plan.months])
        masks |= {f"{_BASE}{word}": expr for word, expr in both.items()}
        masks |= {f"~months{w}": expr for w, expr in units.masks.mask(plan.months).items()}
    start = pl.when(known(case.first)).then(case.first.lo)
    exprs = {
        LEAST: count.lo.fill_null(0).clip(0, max(plan.longest, 0)),
        MOST: pl.min_horizontal(count.hi, pl.lit(plan.longest, dtype=pl.Int64)).clip(0),
        START: pl.when(start != NEVER_MONTH).then(start),
        KNOWN: known(case.first),
        THIS: this_month(units),
        **masks,
    }
    found = units.let.on(frame.lazy(), exprs.values()).select(pl.col("id"), **exprs)
    return found.collect().drop("id").hstack(frame).with_row_index(UNIT)


def _long(case: Running, base: pl.DataFrame, reasons: bool) -> tuple[pl.DataFrame, list[int]]:
    """One row a unit and month: its line, its sums, and its missing pieces as `~why<word>`."""
    plan = case.plan
    rows = (
        base.lazy()
        .filter(pl.col(START).is_not_null() & (pl.col(MOST) > 0))
        .with_columns(pl.int_ranges(0, MOST, dtype=pl.Int64).alias(STEP))
        .explode(STEP)
        .with_columns((pl.col(START) + pl.col(STEP)).alias(MONTH))
    )
    months = case.by_month(rows)
    month = SpanPlane(pl.col(MONTH), pl.col(MONTH), always=True)
    sure_month = pl.col(STEP) < pl.col(LEAST)
    exists = TruthPlane(pl.when(sure_month).then(True))
    parts: list[Mask] = []
    if reasons:
        own = {w: pl.col(f"~months{w}") for w in _words("~months", base)}
        parts.append(limited(own, ~sure_month))
    truths = [exists]
    for stop in plan.stops:
        after = compare("<", months.scalars.plane(n.MonthOf(stop)), month)
        truths.append(TruthPlane(~after.expr))
        if reasons:
            parts.append(limited(months.masks.mask(stop), after.expr.is_null()))
    for article in plan.continues:
        truths.append(months.truth_plane(article.condition))
        if reasons:
            parts.append(months.masks.mask(article.condition))
    verdict = months.let(joined_truths(truths, True).expr)
    amount = months.scalars.span(plan.amount)
    why = limited(joined(parts), verdict.is_null())
    if reasons:
        why = joined([why, months.masks.mask(plan.amount)])
    counted = verdict.fill_null(True)
    why = months.named(limited(why, counted))
    is_known = known(amount)
    fen = pl.when(is_known).then(amount.lo)
    is_sure = verdict.fill_null(False)
    due = is_sure & is_known & (pl.col(MONTH) <= pl.col(THIS))
    columns = {
        "line": _line(months, verdict, counted, fen, why),
        "sure": is_sure.cast(_SUM),
        "possible": counted.cast(_SUM),
        "low": pl.when(is_sure).then(amount.lo.cast(_SUM)).fill_null(0),
        "high": pl.when(counted).then(amount.hi.cast(_SUM)).fill_null(0),
        "due": pl.when(due).then(fen.cast(_SUM)).fill_null(0),
        "open": counted & amount.hi.is_null(),
        **{f"~why{word}": expr for word, expr in why.items()},
        **{_MEMORY + name: _and_counted(where, counted)
           for name, where in memory.remembered(months, monthly(plan)).items()},
    }  # fmt: skip
    long = months.let.on(rows, columns.values()).select(UNIT, STEP, **columns).collect()
    return long, sorted(why)


def _line(
    months: RuleColumns, verdict: pl.Expr, counted: pl.Expr, fen: pl.Expr, why: Mask
) -> pl.Expr:
    """One instalment as JSON."""
    words = pl.when(verdict).then(pl.lit("yes")).when(~verdict).then(pl.lit("no"))
    entries = [
        glued(['"month": "', month_text(pl.col(MONTH)), '"']),
        glued(['"verdict": "', words.otherwise(pl.lit("unknown")), '"']),
        pl.when(counted).then(glued(['"fen": ', number(fen).fill_null("null")])),
    ]
    if why:
        listing = because_json(months.rule, months.inputs, months.pieces, why)
        listing = months.let(listing)
        entries.append(pl.when(listing != "[]").then(glued(['"because": ', listing])))
    later = pl.col(MONTH) > pl.col(THIS)
    entries.append(pl.when(later).then(pl.lit('"projected": true')))
    return listed(entries, "{", "}")


def _by_unit(long: pl.DataFrame, words: list[int]) -> pl.DataFrame:
    return (
        long.sort(UNIT, STEP)
        .group_by(UNIT, maintain_order=True)
        .agg(
            pl.col("line").str.join(", "),
            pl.col("sure", "possible", "low", "high", "due").sum(),
            pl.col("open").any(),
            *(pl.col(c).any() for c in long.columns if c.startswith(_MEMORY)),
            *(pl.col(f"~why{word}").bitwise_or() for word in words),
        )
    )


def _with_inputs(case: Running, found: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The reasons of the inputs beside what was found."""
    return found.hstack(frame.select(c for c in frame.columns if c.startswith("~because:")))


def _assembled(case: Running, found: pl.DataFrame, words: list[int], reasons: bool) -> pl.DataFrame:
    units, plan = case.units, case.plan
    zero = pl.lit(0, dtype=_SUM)
    sure, possible, low, high, due = (
        pl.col(name).fill_null(zero) for name in ("sure", "possible", "low", "high", "due")
    )
    is_open = pl.col("open").fill_null(False)
    least, most = pl.col(LEAST), pl.col(MOST)
    mask = {word: pl.col(f"{_BASE}{word}") for word in _words(_BASE, found)}
    dated, is_never = pl.col(START).is_not_null(), pl.col(KNOWN) & pl.col(START).is_null()
    exact = dated & (sure == possible) & ~is_open & (low == high)
    small = low.abs() <= pl.lit(LIMIT, dtype=_SUM)
    priced = is_never | (exact & small)
    beyond = units.pieces.where(
        Piece(operation=label(plan.amount), kind="undefined"), (exact & ~small).fill_null(False)
    )
    mask = joined([mask, {w: pl.col(f"~why{w}").fill_null(0) for w in words}, beyond])
    listing = because_json(units.rule, units.inputs, units.pieces, mask)
    settled = pl.lit(False) if plan.stops or plan.continues else least == most
    any_months = (
        pl.when(settled)
        .then(glued(['"months": ', number(least)]))
        .otherwise(glued(['"months_at_least": 0, "months_at_most": ', number(most)]))
    )
    months = (
        pl.when(sure == possible)
        .then(glued(['"months": ', number(sure)]))
        .otherwise(
            glued(['"months_at_least": ', number(sure), ', "months_at_most": ', number(possible)])
        )
    )
    never = '"months": 0, "first_month": "never", "due_fen": 0, "instalments": []'
    first_month = pl.when(dated).then(month_text(pl.col(START)))
    lines = glued(["[", pl.col("line").fill_null(""), "]"])
    entries = [
        pl.when(is_never).then(pl.lit(never)).when(dated).then(months).otherwise(any_months),
        glued(['"first_month": "', first_month, '"']),
        pl.when(dated).then(glued(['"due_fen": ', number(due)])),
        pl.when(dated).then(glued(['"instalments": ', lines])),
        pl.when(~priced).then(glued(['"amount_at_least": ', number(low)])),
        pl.when(~priced & dated & ~is_open).then(glued(['"amount_at_most": ', number(high)])),
        pl.when(~priced).then(glued(['"amount_because": ', listing])),
    ]
    return found.select(
        amount=pl.when(priced).then(low).cast(pl.Int64, strict=False),
        entries=pl.concat_str(entries, separator=", ", ignore_nulls=True),
        **{c: pl.col(c).fill_null(False) for c in found.columns if c.startswith(_MEMORY)},
    )


def remembered(case: RuleColumns, columns: Sequence[str]) -> dict[str, Where]:
    """Where figures behind a running benefit are only remembered.

    `columns`: those of `awards`, which say it of the months awarded. Where it is not known which
    months they are, all that may be asked in a month counts.
    """
    rule = case.rule
    assert isinstance(rule, PolicyRule) and rule.instalments is not None
    by_month = monthly(rule.instalments)
    once = [root for root in rule.nodes() if all(root is not each for each in by_month)]
    found = memory.remembered(case, once)
    undated = ~known(case.scalars.span(rule.instalments.first))
    for name, where in memory.remembered(case, by_month).items():
        found[name] = either(found.get(name, False), both(where, undated))
    for column in columns:
        if column.startswith(_MEMORY):
            name = column.removeprefix(_MEMORY)
            found[name] = either(found.get(name, False), pl.col(column))
    return found


def monthly(plan: Instalments) -> list[n.Node]:
    """What is asked again in every month."""
    return [plan.amount, *(article.condition for article in plan.continues)]


def _and_counted(where: Where, counted: pl.Expr) -> pl.Expr:
    return counted if where is True else counted & where


def _words(prefix: str, frame: pl.DataFrame) -> list[int]:
    return [int(name.removeprefix(prefix)) for name in _names(prefix, frame)]


def _names(prefix: str, frame: pl.DataFrame) -> list[str]:
    return [c for c in frame.columns if c.startswith(prefix) and c[len(prefix) :].isdigit()]
