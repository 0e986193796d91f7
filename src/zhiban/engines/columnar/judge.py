"""What do many rules say of many units? Verdicts for all at once, then reasons for the rows kept.

The same findings as `engines/rowwise/judge.py`, which defines them, over a canonical wide frame.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.engines.columnar import changes, counted_once, instalments, memory, outputs, unmet
from zhiban.engines.columnar.because import because_json, with_reasons
from zhiban.engines.columnar.inputs import Inputs
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.masks import Pieces
from zhiban.engines.columnar.months import Extent, extent_of
from zhiban.engines.columnar.planes import SpanPlane, WordPlane, constant_span
from zhiban.engines.columnar.rule_columns import MONTH, RuleColumns
from zhiban.engines.columnar.texts import listed, quoted
from zhiban.engines.rowwise.judge import NEAR_DAYS
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule, WatchRule, input_id
from zhiban.law.parameters import entries_for
from zhiban.model.types import Months

FINDINGS = {
    "id": pl.String, "occasion": pl.String, "rule": pl.String, "verdict": pl.Boolean,
    "amount_fen": pl.Int64, "outputs": pl.String, "unmet": pl.String, "because": pl.String,
    "as_of": pl.Int64, "next_change": pl.Int64,
}  # fmt: skip
#: The day on which a finding has to be judged again even if no row changes: its next change, or
#: the day on which it begins or ceases to be a near miss.
LOOK_AGAIN = "~look_again"
UNSETTLED = FINDINGS | counted_once.CLAIMS | {LOOK_AGAIN: pl.Int64}
_NEXT = "next_change"


def judge_frame(
    rules: Sequence[Rule], frame: pl.DataFrame, *, law_known_at: int | None = None,
    reasons: bool = True, settled: bool = True,
) -> pl.DataFrame:  # fmt: skip
    """The findings of the rules over a canonical wide frame, sorted by id, rule and occasion.

    Without `reasons` the lists of missing pieces are empty. Not `settled`: claims that count a
    subject once are left standing beside each other, because other claims on the same subject lie
    in other frames; with the columns of `UNSETTLED`.
    """
    schema = FINDINGS if settled else UNSETTLED
    if not rules or not frame.height:
        return pl.DataFrame(schema=schema)
    judging = Judging(rules, frame, law_known_at, reasons, looks_again=not settled)
    found = pl.concat(judging.findings(), how="diagonal")
    if settled and counted_once.COUNTED in found.columns:
        found = counted_once.settle(found)
    missing = {c: pl.lit(None, d) for c, d in schema.items() if c not in found.columns}
    return found.with_columns(**missing).select(list(schema)).sort("id", "rule", "occasion")


def verdicts(
    rules: Sequence[Rule], frame: pl.LazyFrame, *, as_of: int | None = None,
    law_known_at: int | None = None,
) -> pl.LazyFrame:  # fmt: skip
    """One Boolean column a rule, named by its id, null = unknown.

    `as_of` is one judged day for all rows; without it the column of that name says. Nothing is
    evaluated yet, except how far sets of months reach where a rule has any.
    """
    columns = frame.collect_schema().names()
    let = Let()
    inputs = Inputs(columns, let)
    sets = inputs.look_at_months(frame, rules)
    extent = extent_of(frame, let) if sets else None
    day = _judged_day(as_of)
    cases = [_case(rule, inputs, day, let, law_known_at, extent=extent) for rule in rules]
    exprs = [case.verdict.alias(case.rule.id) for case in cases]
    return let.on(frame, exprs).select(exprs)


def reason_masks(
    rules: Sequence[Rule], frame: pl.DataFrame, *, law_known_at: int | None = None
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The verdicts (`v<n>`), and for each rule the words of the missing pieces (`m<word>`, UInt64).

    The masks are worked out in a second pass, for the rows that rule leaves unknown; `~row` says
    which they are.
    """
    judging = Judging(rules, frame, law_known_at, True)
    planes = judging._verdicts()
    numbered = judging.frame.with_columns(pl.int_range(pl.len()).alias("~row"))
    masks = []
    for place, case in enumerate(judging.cases):
        rows = numbered.filter(planes[f"v{place}"].is_null()).lazy()
        exprs = [e.alias(f"m{word}") for word, e in case.unknown_because.items()]
        masks.append(judging.let.on(rows, exprs).select("~row", *exprs).collect())
    return planes, masks


def _judged_day(as_of: int | None) -> SpanPlane:
    if as_of is not None:
        return constant_span(as_of)
    return SpanPlane(pl.col("as_of"), pl.col("as_of"), always=True)


def _case(
    rule: Rule, inputs: Inputs, as_of: SpanPlane, let: Let, law_known_at: int | None,
    *, pieces: Pieces | None = None, month: pl.Expr | None = None, extent: Extent | None = None,
) -> RuleColumns:  # fmt: skip
    parameters = {k: entries_for(p, law_known_at) for k, p in rule.parameters.items()}
    return RuleColumns(
        rule, parameters, inputs, as_of, let, pieces=pieces, month=month, extent=extent
    )


class Judging:
    """One frame judged by several rules."""

    def __init__(
        self, rules: Sequence[Rule], frame: pl.DataFrame, law_known_at: int | None, reasons: bool,
        *, looks_again: bool = False,
    ) -> None:  # fmt: skip
        nodes = {input_id(node): node for rule in rules for node in rule.inputs()}
        self.frame = with_reasons(frame, nodes) if reasons else frame
        self.reasons = reasons
        self.looks_again = looks_again
        self.law_known_at = law_known_at
        self.let = Let()
        self.inputs = Inputs.of(
            self.frame, (node for rule in rules for node in rule.inputs()), self.let
        )
        days = frame["as_of"].unique()
        self.as_of = _judged_day(days[0] if len(days) == 1 else None)
        has_sets = any(isinstance(node.type, Months) for node in nodes.values())
        self.extent = extent_of(self.frame.lazy(), self.let) if has_sets else None
        self.cases = [
            _case(rule, self.inputs, self.as_of, self.let, law_known_at, extent=self.extent)
            for rule in rules
        ]

    def findings(self) -> list[pl.DataFrame]:
        """The findings of each rule, in the order of the rows."""
        planes = self._verdicts()
        out = []
        for place, case in enumerate(self.cases):
            found = self._finding(case, planes[f"v{place}"], planes[f"c{place}"])
            if self.looks_again:
                found = found.with_columns(planes[f"l{place}"].alias(LOOK_AGAIN))
            out.append(found)
        return out

    def _verdicts(self) -> pl.DataFrame:
        """The verdicts `v<n>` and next changes `c<n>` of all rules, in one query."""
        exprs: list[pl.Expr] = []
        known = [pl.col(_NEXT)] if _NEXT in self.frame.columns else []
        for place, case in enumerate(self.cases):
            exprs.append(case.verdict.alias(f"v{place}"))
            days = [*known, *(d for d in [changes.next_change(case)] if d is not None)]
            day = pl.min_horizontal(days) if days else pl.lit(None, dtype=pl.Int64)
            exprs.append(day.cast(pl.Int64).alias(f"c{place}"))
            if self.looks_again:
                near = self._near_change(case)
                look = day if near is None else pl.min_horizontal(day, near)
                exprs.append(look.cast(pl.Int64).alias(f"l{place}"))
        held = pl.col("id").alias("~id")
        frame = self.let.on(self.frame.lazy(), exprs)
        return frame.select(held, *exprs).collect().drop("~id")

    def _near_change(self, case: RuleColumns) -> pl.Expr | None:
        """When what will be so in ninety days changes: a near miss is told by it (SEM 22)."""
        if not self._can_be_near(case):
            return None
        later = changes.next_change(self._later(case))
        return None if later is None else later - NEAR_DAYS

    def _can_be_near(self, case: RuleColumns) -> bool:
        if isinstance(case.rule, WatchRule):  # nothing of the kind is said of anybody
            return False
        return case.depends_on_time() and any(not a.near for a in case.rule.articles)

    def _finding(self, case: RuleColumns, verdict: pl.Series, change: pl.Series) -> pl.DataFrame:
        head = self.frame.select(
            "id", "occasion", pl.lit(case.rule.id).alias("rule"), verdict.alias("verdict"),
            "as_of", change.alias(_NEXT), pl.int_range(pl.len()).alias("~row"),
        )  # fmt: skip
        with_row = self.frame.with_columns(pl.int_range(pl.len()).alias("~row"))
        no, yes = verdict.eq_missing(False), verdict.eq_missing(True)
        parts = [
            self._of_no(case, with_row.filter(no)),
            self._of_yes(case, with_row.filter(yes)),
            self._of_unknown(case, with_row.filter(verdict.is_null())),
        ]
        details = pl.concat([p for p in parts if p is not None]).sort("~row").drop("~row")
        found = head.drop("~row").hstack(details)
        rule = case.rule
        if isinstance(rule, PolicyRule) and rule.counted_once is not None:
            found = self._counted_once(case, rule, found)
        schema = FINDINGS | counted_once.CLAIMS
        return found.select(pl.col(name).cast(schema[name]) for name in schema if name in found)

    def _details(self, rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
        """amount_fen, outputs, unmet and because of some rows; what is not given is empty."""
        empty = {
            "amount_fen": pl.lit(None, dtype=pl.Int64), "outputs": pl.lit("{}"),
            "unmet": pl.lit("[]"), "because": pl.lit("[]"),
        }  # fmt: skip
        exprs = empty | columns
        frame = self.let.on(rows.lazy(), exprs.values())
        return frame.select("~row", **exprs).collect()

    def _of_no(self, case: RuleColumns, rows: pl.DataFrame) -> pl.DataFrame | None:
        if not rows.height:
            return None
        later = None
        if self._can_be_near(case):
            later = self._later(case).verdict
        near = unmet.near_json(case, later)
        entries = [] if near is None else [near]
        if case.law.constant is not True:
            outside = case.law.expr.fill_null(True)
            entries.append(pl.when(~outside).then(pl.lit('"in_force": false')))
        return self._details(rows, outputs=listed(entries, "{", "}"), unmet=unmet.unmet_json(case))

    def _later(self, case: RuleColumns) -> RuleColumns:
        """The rule as it will be judged if nothing but time has passed (SEM 22)."""
        if self.as_of.constant is not None:
            as_of = constant_span(self.as_of.constant + NEAR_DAYS)
        else:
            day = self.let(self.as_of.lo + NEAR_DAYS)
            as_of = SpanPlane(day, day, always=True)
        return _case(case.rule, self.inputs, as_of, self.let, self.law_known_at, extent=self.extent)

    def _of_yes(self, case: RuleColumns, rows: pl.DataFrame) -> pl.DataFrame | None:
        if not rows.height:
            return None
        rule = case.rule
        entries = memory.unconfirmed(memory.remembered(case, rule.nodes()))
        amount = pl.lit(None, dtype=pl.Int64)
        match rule:
            case PolicyRule():
                entries = [*outputs.payable(case), *entries]
                if rule.amount is not None:
                    award = outputs.priced(case, self.reasons)
                    amount, entries = award.amount, [*award.entries, *entries]
                elif rule.instalments is not None:
                    running = self._running(case, rows)
                    rows = rows.hstack(running)
                    unread = memory.unconfirmed(instalments.remembered(case, running.columns))
                    entries = [*outputs.payable(case), *unread]
                    amount, entries = pl.col("~amount"), [pl.col("~entries"), *entries]
            case GradeRule():
                entries = [*outputs.grade(case), *entries]
            case DutyRule():
                entries = [*outputs.duty(case), *entries]
            case WatchRule():
                entries = [pl.lit(f'"consequence": {quoted(rule.consequence)}'), *entries]
            case _:
                pass
        return self._details(rows, amount_fen=amount, outputs=listed(entries, "{", "}"))

    def _running(self, case: RuleColumns, rows: pl.DataFrame) -> pl.DataFrame:
        let = Let()
        inputs = Inputs.of(rows, case.rule.inputs(), let)

        def over(frame: pl.LazyFrame, month: pl.Expr | None = None) -> RuleColumns:
            return _case(
                case.rule, inputs, self.as_of, let, self.law_known_at,
                pieces=case.pieces, month=month, extent=extent_of(frame, let),
            )  # fmt: skip

        def by_month(frame: pl.LazyFrame) -> RuleColumns:
            return over(frame, pl.col(MONTH))

        units = over(rows.lazy())
        found = instalments.awards(units, by_month, rows.drop("~row"), self.reasons)
        return found.rename({"amount": "~amount", "entries": "~entries"})

    def _of_unknown(self, case: RuleColumns, rows: pl.DataFrame) -> pl.DataFrame | None:
        if not rows.height:
            return None
        entries = memory.unconfirmed(memory.remembered(case, case.rule.nodes()))
        if isinstance(case.rule, GradeRule):
            entries = [*outputs.grade(case), *entries]
        if isinstance(case.rule, DutyRule):
            entries = [*outputs.duty(case), *entries]
        because = pl.lit("[]")
        if self.reasons:
            mask = case.named(case.unknown_because)
            because = because_json(case.rule, case.inputs, case.pieces, mask)
        return self._details(rows, outputs=listed(entries, "{", "}"), because=because)

    def _counted_once(
        self, case: RuleColumns, rule: PolicyRule, found: pl.DataFrame
    ) -> pl.DataFrame:
        """The findings with whom each claim counts, when it arose, whether it was granted."""
        assert rule.counted_once is not None
        counted = case.scalars.plane(rule.counted_once.subject)
        event = case.scalars.span(rule.counted_once.event)
        assert isinstance(counted, WordPlane)
        is_known = pl.lit(True) if event.is_one else event.lo == event.hi
        granted = pl.lit(False)
        if outputs.GRANTED + rule.id in self.frame.columns:
            granted = pl.col(outputs.GRANTED + rule.id)
        exprs = [
            counted.expr.alias(counted_once.COUNTED),
            pl.when(is_known).then(event.lo).alias(counted_once.EVENT),
            granted.alias(counted_once.GRANTED),
        ]
        frame = self.let.on(self.frame.lazy(), exprs)
        columns = frame.select(pl.col("id").alias("~id"), *exprs).collect().drop("~id")
        return found.hstack(columns)
