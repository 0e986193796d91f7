"""What do a scan and the pool, as known at its commit, say of what cases rest on?"""

from __future__ import annotations

import polars as pl

from zhiban.cases.brake import Brake, braked
from zhiban.cases.frames import GRANTS, PAYMENTS, PROPOSALS
from zhiban.cases.money import ledger
from zhiban.cases.proposing import Given, propose
from zhiban.cases.signals import Traits
from zhiban.language.rules import PolicyRule, Rule
from zhiban.loop.granted import GRANTS as GRANTS_ID
from zhiban.loop.units import open_periods
from zhiban.model.texts import month_text
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scan, Scans
from zhiban.scan.findings import standing
from zhiban.scan.listing import with_area

PAYMENTS_ID = "payments"
#: The ways of doing things in which an office pays without being asked for a form.
PAYS = ("pay", "offer_and_confirm")


def proposals(
    pool: Pool, library: Library, scans: Scans, scan: Scan, cases: pl.DataFrame,
    brake: Brake | None = None,
) -> pl.DataFrame:  # fmt: skip
    """What the scan proposes, with the district of each, held where the brake or an objection
    says so."""
    found = propose(gather(pool, library, scans, scan, cases))
    placed = _placed(found, pool, library, scan, "root")
    roots = roots_of(pool, scan.pin.known_at)
    under = cases.with_columns(root=pl.col("subject").replace(roots))
    there = _placed(under.select("rule", "root", "state"), pool, library, scan, "root")
    return braked(placed.select(list(PROPOSALS)), there, brake or Brake())


def gather(pool: Pool, library: Library, scans: Scans, scan: Scan, cases: pl.DataFrame) -> Given:
    """Everything that proposals follow from."""
    names = {old: rule.id for rule in library.rules.values() for old in (rule.id, *rule.aliases)}
    rules = [library.rules[name] for name in scan.pin.rules if name in library.rules]
    grants = _grants(pool, library, scan, names)
    kept, months = ledger(grants, _payments(pool, library, scan))
    findings = standing(scans, scan.no, [rule.id for rule in rules])
    wanted = ("rule", "id", "occasion", "verdict", "amount_fen", "outputs", "unmet", "because")
    return Given(
        scan.no, findings.select(wanted).collect(),
        cases.with_columns(pl.col("rule").replace(names)), kept, months,
        [_traits(rule, scan) for rule in rules], roots_of(pool, scan.pin.known_at),
    )  # fmt: skip


def roots_of(pool: Pool, known_at: int) -> dict[str, str]:
    """Each merged subject → the one under which it goes on."""
    return {m.subject: m.home for m in pool.catalogue.moves(known_at) if not m.entry and m.home}


def _traits(rule: Rule, scan: Scan) -> Traits:
    periods = None
    if rule.per.grain in ("month", "year"):
        months = rule.per.open_for_months or 0
        periods = frozenset(open_periods(rule.per.grain, scan.pin.as_of, months))
    is_policy = isinstance(rule, PolicyRule)
    return Traits(
        rule.id, rule.kind, scan.pin.rules[rule.id],
        pays=isinstance(rule, PolicyRule) and rule.lane in PAYS,
        is_running=is_policy and getattr(rule, "instalments", None) is not None,
        open_occasions=periods, failing=rule.id in scan.failures,
    )  # fmt: skip


def _grants(pool: Pool, library: Library, scan: Scan, names: dict[str, str]) -> pl.DataFrame:
    """The grants made by the judged day; under whom depends on whom the rule is about."""
    register = library.registers.get(GRANTS_ID)
    if register is None or not pool.catalogue.deliveries(GRANTS_ID):
        return pl.DataFrame(schema=GRANTS)
    rows = pool.rows(register, known_at=scan.pin.known_at).collect()
    about = {rule: library.rules[name].subject.id for rule, name in names.items()}
    day = scan.pin.as_of
    subject = pl.lit(None, pl.String)
    for kind in {k for k in about.values() if k in rows.columns}:
        mine = pl.col("rule").is_in([rule for rule, k in about.items() if k == kind])
        subject = pl.when(mine).then(pl.col(kind)).otherwise(subject)
    reversed_on, granted_on = pl.col("reversed_on"), pl.col("granted_on")
    return rows.filter(granted_on.is_null() | (granted_on <= day)).select(
        "grant_id", pl.col("rule").replace(names), subject.alias("subject"),
        # A rule judged once has no occasion to name.
        pl.col("occasion").fill_null("").alias("occasion"), "amount_fen",
        is_standing=reversed_on.is_null() | (reversed_on > day),
    ).select(pl.col(c).cast(t) for c, t in GRANTS.items())  # fmt: skip


def _payments(pool: Pool, library: Library, scan: Scan) -> pl.DataFrame:
    """The payments made by the judged day that have not surely come back."""
    register = library.registers.get(PAYMENTS_ID)
    if register is None or not pool.catalogue.deliveries(PAYMENTS_ID):
        return pl.DataFrame(schema=PAYMENTS)
    rows = pool.rows(register, known_at=scan.pin.known_at).collect()
    day = scan.pin.as_of
    back, paid = pl.col("returned_on"), pl.col("paid_on")
    months = {m: month_text(m) for m in rows["for_month"].drop_nulls().unique()}
    month = pl.col("for_month").replace_strict(months, default=None, return_dtype=pl.String)
    return rows.filter(
        paid.is_null() | (paid <= day), back.is_null() | (back > day)
    ).select(
        "payment_id", "grant_id", pl.coalesce("enterprise", "person").alias("subject"),
        month.alias("month"), "amount_fen",
        is_sure=paid.is_not_null() & back.is_not_null() & pl.col("amount_fen").is_not_null(),
    ).select(pl.col(c).cast(t) for c, t in PAYMENTS.items())  # fmt: skip


def _placed(
    rows: pl.DataFrame, pool: Pool, library: Library, scan: Scan, column: str
) -> pl.DataFrame:
    """`rows` with the area of the subject in `column`."""
    frames = [rows.drop("area", strict=False).clear().with_columns(area=pl.lit(None, pl.String))]
    for (rule,), mine in rows.drop("area", strict=False).group_by("rule", maintain_order=True):
        kind = library.rules[str(rule)].subject.id
        named = mine.rename({column: "id"}).lazy()
        placed = with_area(named, pool, library, kind, scan.pin.known_at).rename({"id": column})
        frames.append(placed.collect().select(frames[0].columns))
    return pl.concat(frames)
