"""Who has to be judged again? (SEM 30)

Those of whom a row came, went or is held back; those for whom time may have changed something;
those who name someone whose answer is another. And, for rules whose meaning, law or coverage is not
what it was, everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from zhiban.engines.coverage import Spans, evidence_day, undated_hole
from zhiban.language.register import Register, columns_naming, subjects_named
from zhiban.language.rules import Rule
from zhiban.law.calendar import month_of
from zhiban.loop.granted import GRANTS, Wanted, wanted_of
from zhiban.loop.pooled import days_covered, row_ids
from zhiban.loop.units import open_periods
from zhiban.model import nodes as n
from zhiban.model.types import Month
from zhiban.packs import Library
from zhiban.packs.passes import Asked
from zhiban.pool.pool import Pool
from zhiban.pool.reading import changed_between
from zhiban.scan.pin import Pin, law_differs

_NOBODY = pl.Series("id", [], pl.String)


@dataclass
class Dirty:
    """Ids by kind of subject; grows while the exchange goes on."""

    _ids: dict[str, list[pl.Series]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, ids: pl.Series) -> None:
        """These have to be judged again."""
        if ids.len():
            self._ids[kind].append(ids.alias("id").cast(pl.String))

    def of(self, kind: str) -> pl.Series:
        """All of a kind, each once, sorted."""
        found = pl.concat([_NOBODY, *self._ids[kind]]).drop_nulls().unique().sort()
        self._ids[kind] = [found]
        return found


@dataclass(frozen=True)
class Between:
    """What has changed in a pool from one commit to another."""

    pool: Pool
    library: Library
    before: Pin
    now: Pin
    _changes: dict[tuple[str, str], pl.DataFrame] = field(default_factory=dict)

    def subjects(self) -> Dirty:
        """Everybody whom a row that came, went or is held back since then names."""
        dirty = Dirty()
        decided = self.pool.decided_between(self.before.known_at, self.now.known_at)
        for register in self.library.registers.values():
            kinds = subjects_named(register)
            for column, kind in kinds.items():
                dirty.add(kind, self._changed(register.id, column)[column])
            held = self._newly_held(register.id)
            for kind in set(kinds.values()):  # whose id it is nobody says: looked for among all
                dirty.add(kind, held)
                dirty.add(kind, decided)
            if decided.len():
                for column, kind in kinds.items():
                    dirty.add(kind, self._beside(register, column, decided))
        return dirty

    def _beside(self, register: type[Register], column: str, decided: pl.Series) -> pl.Series:
        """Who is named in `column` of a row that names one of those decided about: whose row it is
        decides how it is read for everybody it names."""
        found = [_NOBODY]
        for other in subjects_named(register):
            for pin in (self.before, self.now):
                rows = self.pool.rows(register, by=other, known_at=pin.known_at)
                theirs = rows.filter(pl.col(other).is_in(decided.implode()))
                found.append(theirs.select(column).collect()[column].alias("id"))
        return pl.concat(found)

    def whole_rules(self, rules: Iterable[Rule]) -> set[str]:
        """The rules that have to be judged over everybody."""
        changed = self.now.changed_rules(self.before)
        for rule in rules:
            reads = set(self.library.registers_of(rule.fact_ids())) | {rule.subject.register}
            if rule.per.register is not None:
                reads.add(rule.per.register.id)
            if wanted_of(rule):
                reads.add(GRANTS)
            if reads & self._covered_otherwise or any(
                self._in_doubt(rule, w) for w in wanted_of(rule)
            ):
                changed.add(rule.id)
            days = (self.before.law_known_at, self.now.law_known_at)
            if law_differs(rule, *days) or self._occasions_differ(rule):
                changed.add(rule.id)
        return changed

    def happening(self, rule: Rule) -> pl.Series:
        """Whose occasions have come into sight since: rows dated ahead, whose day has come."""
        register = rule.per.register
        if register is None or register.happens is None:
            return _NOBODY
        days = [
            evidence_day(self._days_covered(register.id, pin), register.lag_days, pin.as_of)
            for pin in (self.before, self.now)
        ]
        if isinstance(register.columns[register.happens].type, Month):
            days = [month_of(day) for day in days]
        column = columns_naming(register, rule.subject.id)[0]
        happens = pl.col(register.happens)
        rows = self.pool.rows(register, by=column, known_at=self.now.known_at)
        seen = rows.filter((happens > days[0]) & (happens <= days[1])).select(column).collect()
        return seen[column].alias("id")

    def mean_the_same(self, facts: Iterable[str]) -> bool:
        """Whether facts looked up in others mean what they meant, over the same days covered."""
        facts = list(facts)
        same = all(self.before.asked.get(fact) == self.now.asked[fact] for fact in facts)
        return same and not self._covered_otherwise & set(self.library.registers_of(facts))

    def shut_out(self, rule: Rule) -> pl.Series:
        """Whose claim counts a subject for whom a grant came or went (SEM 17, 18)."""
        found = [_NOBODY]
        for wanted in wanted_of(rule):
            node = wanted.counted
            if wanted.over != "same_counted_subject" or not isinstance(node, n.OccasionColumn):
                continue
            counted = self._changed(GRANTS, "counted_person")["counted_person"]
            register = self.library.registers[node.register_id]
            rows = self.pool.rows(register, by=node.name, known_at=self.now.known_at)
            named = rows.filter(pl.col(node.name).is_in(counted.implode())).collect()
            found += [
                named[column].alias("id") for column in columns_naming(register, rule.subject.id)
            ]
        return pl.concat(found).drop_nulls().unique()

    def naming(self, asked: Asked, keys: pl.Series) -> Iterable[tuple[str, pl.Series]]:
        """Who names those about whom an answer is another: by kind."""
        for register_id, column in asked.named_in:
            register = self.library.registers[register_id]
            rows = self.pool.rows(register, by=column, known_at=self.now.known_at)
            if asked.about:
                rows = rows.filter(pl.col("row_id").is_in(row_ids(keys).implode()))
            else:
                rows = rows.filter(pl.col(column).is_in(keys.implode()))
            others = {
                name: kind for name, kind in subjects_named(register).items() if name != column
            }
            found = rows.select(list(others)).collect()
            for name, kind in others.items():
                yield kind, found[name].alias("id")

    def _changed(self, register_id: str, column: str) -> pl.DataFrame:
        """The rows that came or went, by a subject column; each table is read once."""
        if (register_id, column) not in self._changes:
            self._changes[register_id, column] = self._read_changes(register_id, column)
        return self._changes[register_id, column]

    def _read_changes(self, register_id: str, column: str) -> pl.DataFrame:
        layout = self.pool.layout(self.library.registers[register_id])
        found = changed_between(
            self.pool.catalogue, layout, column, self.before.known_at, self.now.known_at
        )
        # Also under those as whom their rows are read since a merge or a split (SEM 29).
        homes = self.pool.homes_of(found[column].drop_nulls().unique().to_list())
        return (
            found.join(homes, left_on=column, right_on="subject")
            .select(pl.col("home").alias(column), pl.exclude(column, "home"))
            .vstack(found.select(column, pl.exclude(column)))
        )

    def _newly_held(self, register_id: str) -> pl.Series:
        held = [
            set(self.pool.punctured(self.library.registers[register_id], known_at=pin.known_at))
            for pin in (self.before, self.now)
        ]
        return pl.Series("id", sorted(held[0] ^ held[1]), pl.String)

    def _days_covered(self, register_id: str, pin: Pin) -> Spans:
        return days_covered(self.pool.catalogue, register_id, pin.known_at)

    @cached_property
    def _covered_otherwise(self) -> set[str]:
        """The registers that cover other days than before."""
        return {
            name for name in self.library.registers
            if self._days_covered(name, self.before) != self._days_covered(name, self.now)
        }  # fmt: skip

    def _occasions_differ(self, rule: Rule) -> bool:
        """Whether another year or month is open, or silence about occasions means another thing."""
        if rule.per.grain in ("year", "month"):
            months = rule.per.open_for_months or 0
            periods = [
                list(open_periods(rule.per.grain, pin.as_of, months))
                for pin in (self.before, self.now)
            ]
            return periods[0] != periods[1]
        register = rule.per.register
        if register is None:
            return False
        holes = [
            undated_hole(self._days_covered(register.id, pin), register.lag_days, pin.as_of) is None
            for pin in (self.before, self.now)
        ]
        return holes[0] != holes[1]

    def _in_doubt(self, rule: Rule, wanted: Wanted) -> bool:
        """Whether a grant came or went of which nobody knows whom it shuts out: then anyone."""
        counted = ["counted_person"] if wanted.over == "same_counted_subject" else []
        told = [*counted, rule.subject.id, "occasion", "granted_on"]
        layout = self.pool.layout(self.library.registers[GRANTS])
        changed = self._changed(GRANTS, layout.subject_columns[0])
        changed = changed.filter(pl.col("rule").is_in([wanted.rule_id, rule.id]))
        nulls = [pl.col(c).is_null() for c in told if c in changed.columns]
        return changed.filter(pl.any_horizontal(nulls)).height > 0
