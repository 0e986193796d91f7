"""What is otherwise in one scan than in another, and for what reason?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.language.rules import Rule
from zhiban.loop.judging import verdict_word
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.dirty import Between, Dirty
from zhiban.scan.findings import KEY, standing
from zhiban.scan.listing import with_area
from zhiban.scan.pin import Pin

#: A finding is the same while these are: when it may change next is no change.
SAID = ["verdict", "amount_fen", "outputs", "unmet", "because"]
STATES = ("new", "standing", "changed", "gone")
REASONS = ("rule", "parameter", "fact", "time", "other")


def compare(
    pool: Pool, library: Library, scans: Scans, first: Scan, second: Scan, rules: Sequence[Rule]
) -> pl.DataFrame:
    """Every finding of either scan: `KEY`, area, `state`, `reason`, and what both said
    (`verdict_before`, `verdict`, `amount_before`, `amount_fen`, …).

    `reason`, for what is new, changed or gone: the rule's meaning; one of its dated values; a fact
    (a row about the subject came, went or is held back); time (its next change had come, or
    its occasion came or went by itself); other: a fact about someone it names, or another claim on
    the same subject.
    """
    earlier, later = sorted((first.pin, second.pin), key=lambda pin: pin.known_at)
    touched = Between(pool, library, earlier, later).subjects()
    frames = [
        _of_rule(pool, library, scans, first, second, rule, touched)
        for rule in rules if rule.id in first.pin.rules and rule.id in second.pin.rules
    ]  # fmt: skip
    return pl.concat(frames) if frames else pl.DataFrame(schema={"rule": pl.String})


def summary(changes: pl.DataFrame, by: Sequence[str] = ("rule",)) -> pl.DataFrame:
    """How many findings are new, standing, changed and gone, by rule or also by area."""
    counted = [(pl.col("state") == state).sum().alias(state) for state in STATES]
    reasons = [(pl.col("reason") == reason).sum().alias(f"by_{reason}") for reason in REASONS]
    return changes.group_by(by).agg(*counted, *reasons).sort(by)


def _of_rule(
    pool: Pool, library: Library, scans: Scans, first: Scan, second: Scan, rule: Rule,
    touched: Dirty,
) -> pl.DataFrame:  # fmt: skip
    before, now = (standing(scans, scan.no, [rule.id]).collect() for scan in (first, second))
    met = before.select(*KEY, *SAID, "next_change").join(
        now.select(*KEY, *SAID), on=KEY, how="full", coalesce=True, suffix="~",
        maintain_order="left_right",
    )  # fmt: skip
    was, is_ = (pl.col(c).is_not_null() for c in ("outputs", "outputs~"))
    same = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}~")) for c in SAID)
    state = (
        pl.when(~was).then(pl.lit("new")).when(~is_).then(pl.lit("gone"))
        .when(same).then(pl.lit("standing")).otherwise(pl.lit("changed"))
    )  # fmt: skip
    reason = _reason(first.pin, second.pin, rule, touched.of(rule.subject.id))
    told = SAID[2:]
    out = met.with_columns(state=state).select(
        *KEY, "state",
        pl.when(pl.col("state") != "standing").then(reason).alias("reason"),
        pl.when(was).then(verdict_word()).alias("verdict_before"),
        pl.when(is_).then(verdict_word("verdict~")).alias("verdict"),
        amount_before="amount_fen", amount_fen="amount_fen~",
        **{f"{c}_before": c for c in told}, **{c: f"{c}~" for c in told},
    )  # fmt: skip
    placed = with_area(out.lazy(), pool, library, rule.subject.id, second.pin.known_at)
    return placed.sort(KEY).collect()


def _reason(first: Pin, second: Pin, rule: Rule, touched: pl.Series) -> pl.Expr:
    if first.rules[rule.id] != second.rules[rule.id]:
        return pl.lit("rule")
    if first.values[rule.id] != second.values[rule.id]:
        return pl.lit("parameter")
    days = sorted((first.as_of, second.as_of))
    due = (pl.col("next_change") > days[0]) & (pl.col("next_change") <= days[1])
    # An occasion that nobody's row brought or took came into sight, or its period opened or closed.
    comes_or_goes = pl.col("state") != "changed"
    by_time = pl.lit(days[0] != days[1]) & (due.fill_null(False) | comes_or_goes)
    return (
        pl.when(pl.col("id").is_in(touched.implode())).then(pl.lit("fact"))
        .when(by_time).then(pl.lit("time"))
        .otherwise(pl.lit("other"))
    )  # fmt: skip
