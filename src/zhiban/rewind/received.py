"""What was granted and what did the bank really pay, for one rule, subject and occasion?

From the registers `grants` and `payments`; never from a proposal of our own (SEM 28). Where they do
not speak for the days looked at, or a row cannot be told apart, it is not known what was received.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from zhiban.engines.coverage import evidence_day, holes
from zhiban.language.rules import Rule
from zhiban.loop.granted import GRANTS
from zhiban.loop.pooled import days_covered
from zhiban.packs import Library
from zhiban.pool.pool import Pool

PAYMENTS = "payments"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that arrived and did not come back; `for_month` null if it is not for one."""

    paid_on: int
    for_month: int | None
    fen: int


@dataclass
class Money:
    """`is_known`: whether all of it is known. `granted_fen`: of grants that stand, paid or not."""

    is_known: bool = True
    is_granted: bool = False
    granted_fen: int = 0
    payments: list[Payment] = field(default_factory=list)

    def received(self, month: int | None = None) -> int:
        """The fen that arrived, of one month or all."""
        return sum(p.fen for p in self.payments if month is None or p.for_month == month)


@dataclass(frozen=True)
class Moneys:
    """What is known of everybody asked about; nothing received where the registers are silent and
    may be believed."""

    found: Mapping[Key, Money]
    in_doubt: frozenset[str]
    is_covered: bool

    def of(self, id_: str, occasion: str) -> Money:
        """The money of one subject and occasion."""
        if not self.is_covered or id_ in self.in_doubt:
            return Money(is_known=False)
        return self.found.get((id_, occasion), Money())


def moneys(
    pool: Pool, library: Library, rule: Rule, ids: Iterable[str], first: int, as_of: int,
    known_at: int,
) -> Moneys:  # fmt: skip
    """What subjects got under a rule up to `as_of`, where the registers speak from day `first`."""
    kind = rule.subject.id
    registers = [library.registers.get(name) for name in (GRANTS, PAYMENTS)]
    if any(r is None or kind not in r.columns for r in registers):
        return Moneys({}, frozenset(), False)
    whom = pl.Series("id", sorted(set(ids)), pl.String)
    frames, doubt = [], set[str]()
    for register in registers:
        assert register is not None
        if not _is_covered(pool, register.id, register.lag_days, first, as_of, known_at):
            return Moneys({}, frozenset(), False)
        rows = pool.rows(register, by=kind, known_at=known_at)
        frames.append(rows.filter(pl.col(kind).is_in(whom.implode())).collect())
        doubt |= set(pool.punctured(register, known_at=known_at))
    grants, payments = frames
    found: dict[Key, Money] = defaultdict(Money)
    rules = {rule.id, *rule.aliases}
    if rule.per.grain != "once":  # for which occasion it was, nobody knows
        blank = pl.col("occasion").is_null() & pl.col("rule").is_in(rules)
        doubt |= set(grants.filter(blank)[kind])
    doubt |= _granted(found, grants, rules, kind, as_of)
    doubt |= _paid(found, grants, payments, rules, kind, as_of)
    return Moneys(dict(found), frozenset(doubt), True)


def _is_covered(
    pool: Pool, name: str, lag_days: int, first: int, as_of: int, known_at: int
) -> bool:
    covered = days_covered(pool.catalogue, name, known_at)
    last = evidence_day(covered, lag_days, as_of)
    return not any(
        hole.first <= last and hole.last >= first for hole in holes(covered, lag_days, as_of)
    )


def _granted(
    found: dict[Key, Money], grants: pl.DataFrame, rules: set[str], kind: str, as_of: int
) -> set[str]:
    """Add the grants that stand; who has one that cannot be told apart."""
    doubt = set()
    for row in grants.iter_rows(named=True):
        if row["rule"] is None:
            doubt.add(row[kind])
        if row["rule"] not in rules:
            continue
        if row["reversed_on"] is None or row["amount_fen"] is None:
            doubt.add(row[kind])
            continue
        if row["reversed_on"] > as_of:
            money = found[row[kind], row["occasion"] or ""]
            money.is_granted = True
            money.granted_fen += row["amount_fen"]
    return doubt


def _paid(
    found: dict[Key, Money], grants: pl.DataFrame, payments: pl.DataFrame, rules: set[str],
    kind: str, as_of: int,
) -> set[str]:  # fmt: skip
    """Add what arrived; whose payment nobody can attribute or read."""
    under = {
        row["grant_id"]: (row["rule"], row["occasion"] or "") for row in grants.to_dicts()
    }  # fmt: skip
    doubt = set()
    for row in payments.iter_rows(named=True):
        rule, occasion = under.get(row["grant_id"], (None, ""))
        if rule is None:
            doubt.add(row[kind])
        if rule not in rules:
            continue
        unread = (row["paid_on"], row["amount_fen"], row["returned_on"])
        if None in unread:
            doubt.add(row[kind])
        elif row["paid_on"] <= as_of < row["returned_on"]:
            paid = Payment(row["paid_on"], row["for_month"], row["amount_fen"])
            found[row[kind], occasion].payments.append(paid)
    return doubt
