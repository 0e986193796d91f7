"""Has something been granted that shuts this out, or this very claim before? (SEM 17, 18)

From the register `grants`: a grant counts while it is not reversed. Whose grant counts depends on
the span of the exclusion: of the same subject, of the same year or occasion, or one that counts
the same subject, whoever got it.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.engines.coverage import FIRST_DAY, evidence_day, holes
from zhiban.engines.rowwise.inputs import GRANTED
from zhiban.language.rules import PolicyRule, Rule
from zhiban.law import calendar
from zhiban.loop.receiving import Received, Registers
from zhiban.loop.units import CELL
from zhiban.model import nodes as n
from zhiban.model.types import Month, SubjectId
from zhiban.packs import Library

GRANTS = "grants"
_KEYS = ("k0", "k1")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One column `granted.<rule_id>`: over which span grants of that rule are looked for.

    `dated_by` is the column of the occasion's row that says which year it belongs to, and whether
    it holds months.
    """

    rule_id: str
    over: str
    counted: n.Node | None = None
    dated_by: tuple[str, bool] | None = None

    @property
    def name(self) -> str:
        """The name of the column."""
        return GRANTED + self.rule_id


def wanted_of(rule: Rule) -> list[Wanted]:
    """What a rule needs to know of grants."""
    if not isinstance(rule, PolicyRule):
        return []
    counted = rule.counted_once.subject if rule.counted_once is not None else None
    out = [Wanted(e.rule_id, e.over, counted, _dated_by(rule)) for e in rule.excludes]
    if rule.counted_once is not None:
        out.append(Wanted(rule.id, "same_occasion"))
    return out


def _dated_by(rule: Rule) -> tuple[str, bool] | None:
    """The day that picks the text dates an occasion; else when the rows of its register happen."""
    register = rule.per.register
    if register is None:
        return None
    day = rule.law_on.month if isinstance(rule.law_on, n.FirstDay) else rule.law_on
    name = day.name if isinstance(day, n.OccasionColumn) else register.happens
    return None if name is None else (name, isinstance(register.columns[name].type, Month))


def granted(
    library: Library,
    wanted: Wanted,
    units: pl.DataFrame,
    registers: Registers,
    kind: str,
    as_of: int,
) -> pl.Series:
    """Whether it has been granted, for each unit: yes, no, or null where that is not known."""
    received = registers.by_id[GRANTS]
    standing = _standing(library, wanted.rule_id, received, as_of)
    rows, keys = _matched(wanted, units, standing, kind, as_of)
    doubtful_for_all = rows.filter(pl.any_horizontal(pl.col(k).is_null() for k in _KEYS)).height > 0
    rows = rows.drop_nulls(list(_KEYS))
    found = rows.group_by(list(_KEYS)).agg(pl.col("sure").any())
    # Eager on purpose: a lazy join may lose the order of the units, and with it whose grant it is.
    answer = keys.join(found, on=list(_KEYS), how="left", maintain_order="left")["sure"]
    silence = None if doubtful_for_all or _has_hole(library, wanted, received, as_of) else False
    frame = pl.DataFrame({"sure": answer, "known": keys["known"]})
    # A matching row that is not sure leaves it open; no matching row is "no" only inside coverage.
    sure = pl.col("sure")
    expr = (
        pl.when(~pl.col("known")).then(pl.lit(None, dtype=pl.Boolean))
        .when(sure).then(True)
        .when(sure.is_null()).then(pl.lit(silence, dtype=pl.Boolean))
    )  # fmt: skip
    return frame.select(expr.alias(wanted.name)).to_series()


def _standing(library: Library, rule_id: str, received: Received, as_of: int) -> pl.DataFrame:
    """Grants of a rule that are not surely reversed or invisible; `sure` if nothing is open."""
    rule = library.rules.get(rule_id)
    ids = [rule_id, *(rule.aliases if rule is not None else ())]
    evidence = evidence_day(received.coverage, received.register.lag_days, as_of)
    granted_on, reversed_on = pl.col("granted_on"), pl.col("reversed_on")
    return received.frame.filter(
        pl.col("rule").is_in(ids),
        granted_on.is_null() | (granted_on <= evidence),
        reversed_on.is_null() | (reversed_on > as_of),
    ).with_columns(sure=granted_on.is_not_null() & reversed_on.is_not_null())


def _matched(
    wanted: Wanted, units: pl.DataFrame, standing: pl.DataFrame, kind: str, as_of: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The grants and the units with the two keys by which they belong together."""
    nothing = pl.lit("")
    year_of_grant = pl.coalesce(
        pl.col("occasion").str.extract(r"^(\d{4})(?:-|$)"),
        pl.col("granted_on").cast(pl.Int32).cast(pl.Date).dt.year().cast(pl.String),
    )
    year_of_unit = _year_of_unit(wanted, units, as_of)
    sure = pl.col("sure")
    if wanted.over == "same_counted_subject":
        rows = standing.select(pl.col("counted_person").alias("k0"), nothing.alias("k1"), sure)
        counted = units.select(_counted(wanted, units), nothing.alias("k1"))
        return rows, counted.with_columns(known=pl.col("k0").is_not_null())
    by = {"year": year_of_grant, "same_occasion": pl.col("occasion")}.get(wanted.over, nothing)
    of = {"year": year_of_unit, "same_occasion": pl.col("occasion")}.get(wanted.over, nothing)
    if wanted.over == "overlapping_months":  # the register names no months: any grant is a doubt
        sure = pl.lit(False)
    rows = standing.select(pl.col(kind).alias("k0"), by.alias("k1"), sure.alias("sure"))
    of_units = units.select(pl.col("id").alias("k0"), of.alias("k1"))
    return rows, of_units.with_columns(known=pl.col("k1").is_not_null())


def _year_of_unit(wanted: Wanted, units: pl.DataFrame, as_of: int) -> pl.Expr:
    """The year of each occasion: that of its row, of the period judged, else of the judged day."""
    if wanted.dated_by is None:
        period = pl.col("occasion").str.extract(r"^(\d{4})(?:-|$)")
        return period.fill_null(f"{calendar.year_of(as_of):04d}")
    name, is_month = wanted.dated_by
    if CELL + name not in units.columns:
        return pl.lit(None, dtype=pl.String)
    cell = pl.col(CELL + name)
    year = cell.floordiv(12) if is_month else cell.cast(pl.Int32).cast(pl.Date).dt.year()
    return year.cast(pl.String)


def _counted(wanted: Wanted, units: pl.DataFrame) -> pl.Expr:
    node = wanted.counted
    name = CELL + node.name if isinstance(node, n.OccasionColumn) else ""
    known = name in units.columns and isinstance(node.type if node else None, SubjectId)
    return (pl.col(name) if known else pl.lit(None, dtype=pl.String)).alias("k0")


def _has_hole(library: Library, wanted: Wanted, received: Received, as_of: int) -> bool:
    """Whether grants may be missing between the first day of that rule's law and the judged day."""
    rule = library.rules.get(wanted.rule_id)
    spans = rule.basis.spans() if rule is not None else ()
    first = min((span[0] for span in spans), default=FIRST_DAY)
    last = evidence_day(received.coverage, received.register.lag_days, as_of)
    gaps = holes(received.coverage, received.register.lag_days, as_of)
    return any(gap.first <= last and gap.last >= first for gap in gaps)
