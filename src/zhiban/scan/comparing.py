"""What is otherwise in one scan than in another, and for what reason?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from zhiban.language.rules import Rule
from zhiban.loop.judging import verdict_word
from zhiban.packs import Library
from zhiban.pool.failpoints import reach
from zhiban.pool.pool import Pool
from zhiban.scan.between import in_between
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.dirty import Between
from zhiban.scan.findings import KEY, standing
from zhiban.scan.listing import with_area
from zhiban.scan.pin import Pin, law_differs
from zhiban.scan.scanning import Step

#: A finding is the same while these are: when it may change next is no change.
SAID = ["verdict", "amount_fen", "outputs", "unmet", "because"]
STATES = ("new", "standing", "changed", "gone")
REASONS = ("rule", "parameter", "fact", "time", "both", "other")


def compare(
    pool: Pool, library: Library, scans: Scans, first: Scan, second: Scan, rules: Sequence[Rule],
    step: Step = lambda _what, _done, _of: None,
) -> pl.DataFrame:  # fmt: skip
    """Every finding of either scan: `KEY`, area, `state`, `reason`, and what both said
    (`verdict_before`, `verdict`, `amount_before`, `amount_fen`, …).

    `reason`, for what is new, changed or gone: the rule's meaning; one of its dated values, or a
    text published in between; a fact (a row about the subject came, went or is held back); time;
    other: a fact about someone it names, or another claim on the same subject; both: rows and time
    each did something. Where both might have, the earlier day is judged with the later rows; where
    another program made the scans, what had been due is taken for time.
    """
    earlier, later = sorted((first, second), key=lambda scan: (scan.pin.known_at, scan.no))
    touched = Between(pool, library, earlier.pin, later.pin).subjects()
    asked = [r for r in rules if r.id in first.pin.rules and r.id in second.pin.rules]
    frames = {rule.id: _met(scans, first, second, rule) for rule in asked}
    moved: dict[str, list[pl.Series]] = defaultdict(list)
    for rule in asked:
        moved[rule.subject.id].append(_moved(frames[rule.id])["id"])
    only = {kind: pl.concat(ids).unique().sort() for kind, ids in moved.items()}
    out = []
    with in_between(pool, library, scans, earlier, later, asked, only, step) as middle:
        for rule in asked:
            own = touched.of(rule.subject.id)
            frame = _reasoned(frames[rule.id], first, second, rule, own, middle.get(rule.id))
            at = second.pin.known_at
            placed = with_area(frame.lazy(), pool, library, rule.subject.id, at)
            out.append(placed.sort(KEY).collect())
    reach("compare.2")
    return pl.concat(out) if out else pl.DataFrame(schema={"rule": pl.String})


def summary(changes: pl.DataFrame, by: Sequence[str] = ("rule",)) -> pl.DataFrame:
    """How many findings are new, standing, changed and gone, by rule or also by area."""
    counted = [(pl.col("state") == state).sum().alias(state) for state in STATES]
    reasons = [(pl.col("reason") == reason).sum().alias(f"by_{reason}") for reason in REASONS]
    return changes.group_by(by).agg(*counted, *reasons).sort(by)


def _met(scans: Scans, first: Scan, second: Scan, rule: Rule) -> pl.DataFrame:
    """What both scans said, side by side (the second's columns with ~), and the `state`."""
    before, now = (standing(scans, scan.no, [rule.id]).collect() for scan in (first, second))
    met = before.select(*KEY, *SAID, "next_change").join(
        now.select(*KEY, *SAID), on=KEY, how="full", coalesce=True, suffix="~",
        maintain_order="left_right",
    )  # fmt: skip
    was, is_ = (pl.col(c).is_not_null() for c in ("outputs", "outputs~"))
    state = (
        pl.when(~was).then(pl.lit("new")).when(~is_).then(pl.lit("gone"))
        .when(_same("", "~")).then(pl.lit("standing")).otherwise(pl.lit("changed"))
    )  # fmt: skip
    return met.with_columns(state=state)


def _moved(met: pl.DataFrame) -> pl.DataFrame:
    return met.filter(pl.col("state") != "standing")


def _same(one: str, other: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(c + one).eq_missing(pl.col(c + other)) for c in SAID)


def _reasoned(
    met: pl.DataFrame, first: Scan, second: Scan, rule: Rule, touched: pl.Series,
    middle: pl.DataFrame | None,
) -> pl.DataFrame:  # fmt: skip
    earlier = "" if (first.pin.known_at, first.no) <= (second.pin.known_at, second.no) else "~"
    if middle is None:
        reason = _reason(first.pin, second.pin, rule, touched)
    else:
        said = middle.select(*KEY, *(pl.col(c).alias(f"{c}^") for c in SAID))
        met = met.join(said, on=KEY, how="left", maintain_order="left")
        rows = pl.when(pl.col("id").is_in(touched.implode())).then(pl.lit("fact"))
        reason = (
            pl.when(_same("^", earlier)).then(pl.lit("time"))
            .when(_same("^", "~" if earlier == "" else "")).then(rows.otherwise(pl.lit("other")))
            .otherwise(pl.lit("both"))
        )  # fmt: skip
    was, is_ = (pl.col(c).is_not_null() for c in ("outputs", "outputs~"))
    told = SAID[2:]
    return met.select(
        *KEY, "state",
        pl.when(pl.col("state") != "standing").then(reason).alias("reason"),
        pl.when(was).then(verdict_word()).alias("verdict_before"),
        pl.when(is_).then(verdict_word("verdict~")).alias("verdict"),
        amount_before="amount_fen", amount_fen="amount_fen~",
        **{f"{c}_before": c for c in told}, **{c: f"{c}~" for c in told},
    )  # fmt: skip


def _reason(first: Pin, second: Pin, rule: Rule, touched: pl.Series) -> pl.Expr:
    """The reason where nothing was judged in between."""
    if first.rules[rule.id] != second.rules[rule.id]:
        return pl.lit("rule")
    other_texts = law_differs(rule, first.law_known_at, second.law_known_at)
    if other_texts or first.values[rule.id] != second.values[rule.id]:
        return pl.lit("parameter")
    if first.known_at == second.known_at:
        return pl.lit("time")
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
