"""How does a delivery come in? Staged, compared with what stands, written, and last committed.

Every row delivered is accepted, quarantined or a repeat, and the three always add up. Until the
catalogue's row stands nobody sees any of it; killed before, the next run undoes it (SEM 11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypedDict

import polars as pl

from zhiban.language.register import Register, subjects_named
from zhiban.pool import quarantine
from zhiban.pool.buckets import bucket_of
from zhiban.pool.catalogue import Catalogue, CoveredDays, Delivery, StoredFile
from zhiban.pool.failpoints import reach
from zhiban.pool.last_word import last_said
from zhiban.pool.layout import Layout
from zhiban.pool.matching import Settled, absent, last_states, settle, withdraw
from zhiban.pool.reading import files_by_bucket, history, standing
from zhiban.pool.staging import Staging
from zhiban.pool.stems import ENDED, parts, stem
from zhiban.pool.subjects import Secret, Subjects
from zhiban.pool.tables import ROWS_A_COMMIT, Table
from zhiban.pool.writer import STAGING, TABLES, now

#: A delivery of keys whose rows were never so.
WITHDRAWN = "withdrawn"


class _Given(TypedDict):
    key: Sequence[str]
    content: Sequence[str]
    extracted_on: int
    commit: int


class Split(Protocol):
    """A batch of rows, judged cell by cell: the good in the register's stored columns and `row`;
    the others as they were delivered, with `row` and `reasons`."""

    @property
    def accepted(self) -> pl.DataFrame:
        """Rows to take in."""

    @property
    def rejected(self) -> pl.DataFrame:
        """Rows to hold back."""


@dataclass(frozen=True)
class Order:
    """What is delivered: which register, from where, extracted on which day, covering what.

    `kind`: full, changes, events, or withdrawn. `repairs`: the commit whose quarantined rows are
    delivered again, put right. `sha256`: the checksum, or what gives it when every row is in;
    `profile`: likewise gives what is kept of how the delivery came and looked."""

    register: type[Register]
    source: str
    sha256: str | Callable[[], str]
    extracted_on: int
    kind: str
    covers: tuple[tuple[int, int], ...] = ()
    repairs: int | None = None
    profile: Callable[[], str] | None = None


@dataclass
class Quarantine:
    """Rows held back, with their reasons, and the subjects they speak of."""

    rows: list[pl.DataFrame] = field(default_factory=list)
    subjects: Counter[str] = field(default_factory=Counter)
    count: int = 0
    #: What came of the values for the vault, by outcome (`subjects.OUTCOMES`).
    secrets: Counter[str] = field(default_factory=Counter)

    @cached_property
    def reasons(self) -> pl.DataFrame:
        """One line a row and reason; asked for when every row is in."""
        return quarantine.reasons_of(self.rows)

    def add(self, rows: pl.DataFrame, subjects: Iterable[str] = ()) -> None:
        """Hold back rows; `subjects` are those whose silence must not be read as a no (SEM 10)."""
        if rows.height:
            self.rows.append(rows)
            self.count += rows.height
        self.subjects.update(subjects)


def receive(
    folder: Path,
    catalogue: Catalogue,
    order: Order,
    batches: Iterable[Split],
    subjects: Subjects,
    *,
    step: Callable[[int], None] = lambda _: None,
) -> tuple[Delivery, Quarantine]:
    """Take in one delivery under the pool's lock; its counts, and the rows held back.

    `step` is told how many rows have been read. Raises what reading the batches raises, and then
    nothing has happened.
    """
    run = _Run(folder, catalogue, order, subjects)
    for split in batches:
        run.stage(split)
        step(run.delivered)
    reach("receive.1")
    run.settle()
    reach("receive.3")
    return run.publish(), run.held


class _Run:
    """One delivery on its way."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, order: Order, subjects: Subjects
    ) -> None:
        self.folder, self.catalogue = folder, catalogue
        self.order, self.subjects = order, subjects
        self.layout = Layout(order.register, folder / TABLES)
        self.commit = catalogue.last_commit() + 1
        self.content = list(self.layout.content)
        self.primary = self.layout.subject_columns[0]
        schema = {**self.layout.content, "row_id": pl.Int64()}
        self.staging = Staging(folder / STAGING / str(self.commit), schema, self.primary)
        self.held = Quarantine()
        self.brought: Counter[str] = Counter()
        self.files: list[StoredFile] = []
        self.delivered = 0
        self.fulls = catalogue.full_deliveries(order.register.id)
        self.outlived = self._outlived()
        self.is_late = any(
            d.extracted_on > order.extracted_on for d in catalogue.deliveries(order.register.id)
        )
        self.counts = dict.fromkeys(("stored", "repeated", "superseded", "late", "ended"), 0)

    # ── staging ──────────────────────────────────────────────────────────────────────────────

    def stage(self, split: Split) -> None:
        """Name the subjects of a batch and put its rows by."""
        good, bad = split.accepted, split.rejected
        self.delivered += good.height + bad.height
        self.held.add(bad, self._subjects_of(bad))
        good = self._named(good)
        self._keep(good)
        if self.order.repairs is not None:
            self.brought.update(self._whoever(good))
        ids = pl.lit(self.commit * ROWS_A_COMMIT, pl.Int64) + pl.col("row")
        self.staging.add(good.with_columns(row_id=ids))

    def _named(self, good: pl.DataFrame) -> pl.DataFrame:
        """The rows with ids in place of numbers; a row of which a number names nobody is held
        back, with every such reason, and so are whoever else it names."""
        named = {
            column: self.subjects.named(self._kind(column), good[column], self.commit)
            for column in self.layout.subject_columns
        }
        ids = good.with_columns(found.ids.alias(column) for column, found in named.items())
        wrong = pl.DataFrame({c: n.reason.is_not_null() for c, n in named.items()}).select(
            pl.any_horizontal(pl.all())
        ).to_series()  # fmt: skip
        if not wrong.any():
            return ids
        held = ids.filter(wrong)
        self.held.add(
            held.select("row", reasons=pl.Series([
                [
                    {"column": column, "kind": "subject", "zh": n.reason[at], "en": n.reason_en[at]}
                    for column, n in named.items() if n.reason[at] is not None
                ]
                for at in wrong.arg_true()
            ])),
            self._whoever(held),
        )  # fmt: skip
        return ids.filter(~wrong)

    def _keep(self, rows: pl.DataFrame) -> None:
        """Bring the secrets of rows that are taken in to the vault; from here on they are gone."""
        declared = self.order.register.secrets
        if not declared or self.order.kind == WITHDRAWN:
            return
        secrets = [
            Secret(
                f"{self.order.register.id}.{name}", column.secret, rows[name], column.about,
                rows[column.about], self._kind(column.about),
            )
            for name, column in declared.items()
            if rows[name].count()
        ]  # fmt: skip
        if secrets:
            self.held.secrets.update(self.subjects.keep(secrets, self.commit, late=self.is_late))

    def _whoever(self, rows: pl.DataFrame) -> list[str]:
        """The ids of all subjects that rows name, once for each row."""
        return [i for c in self.layout.subject_columns for i in rows[c].drop_nulls().to_list()]

    def _healed(self) -> list[tuple[str, int]]:
        """Whose rows are no longer held back: subject, and the commit that held them.

        Those of whom a repair brings at least as many rows; and everybody, once a full delivery
        speaks for all the days that were ever covered.
        """
        register = self.order.register.id
        is_whole = self.order.kind == "full" and all(
            any(first <= c.first_day and c.last_day <= last for first, last in self.order.covers)
            for c in self.catalogue.coverage(register)
        )
        out = []
        for subject, no, rows in self.catalogue.open_punctures(register):
            is_repaired = no == self.order.repairs and self.brought[subject] >= rows
            if subject not in self.held.subjects and (is_whole or is_repaired):
                out.append((subject, no))
        return out

    def _subjects_of(self, bad: pl.DataFrame) -> list[str]:
        """The subjects named by rows that are held back, as far as they can be read."""
        out: list[str] = []
        for column in self.layout.subject_columns:
            if column in bad.columns and bad.height:
                cells = bad[column].cast(pl.String)
                ids = self.subjects.named(self._kind(column), cells, self.commit).ids
                out += ids.drop_nulls().to_list()
        return out

    def _kind(self, column: str) -> str:
        return subjects_named(self.order.register)[column]

    # ── comparing ────────────────────────────────────────────────────────────────────────────

    def settle(self) -> None:
        """Compare the staged rows with what stands, and write files nobody sees yet."""
        within = self.layout.compares_within_buckets
        places: Sequence[int | None] = self.staging.buckets() if within else [None]
        if within and self.order.kind == "full":
            stored = files_by_bucket(self.catalogue, self.layout.rows(self.primary))
            places = sorted({*self.staging.buckets(), *stored})
        for place in places:
            self._settle(place)

    def _settle(self, place: int | None) -> None:
        staged = self.staging.read(place)
        rows, ends = history(self.catalogue, self.layout, self.primary, place)
        keys = staged.lazy().select(self.layout.key)
        known = self._said(last_states(rows, ends, keys, self.layout.key, self.content).collect())
        given: _Given = {
            "key": self.layout.key, "content": self.content,
            "extracted_on": self.order.extracted_on, "commit": self.commit,
        }  # fmt: skip
        if self.order.kind == WITHDRAWN:
            found = withdraw(staged, known, **given)
        else:
            placed = staged.with_columns(is_outlived=self.outlived)
            found = settle(placed, known, **given, refresh=~self._covered())
        self._hold_clashes(found)
        gone = self._absent(staged, place)
        self.counts["stored"] += found.stored.height
        self.counts["repeated"] += found.repeated
        self.counts["superseded"] += found.superseded
        self.counts["late"] += found.late
        withdrawn = found.ended.height if self.order.kind == WITHDRAWN else 0
        self.counts["ended"] += gone.height + withdrawn
        self._write_rows(found.stored)
        whose = known.select("row_id", *self.layout.subject_columns)
        taken = found.ended.join(whose, on="row_id", how="inner")
        self._write_ends(pl.concat([taken, gone.select(taken.columns)]))

    def _outlived(self) -> pl.Expr:
        """Whether a newer full extract speaks for the day of the row: it did not know the row."""
        newer = [full for full in self.fulls if full.extracted_on > self.order.extracted_on]
        day = self.layout.day
        if day is None or not newer:
            return pl.lit(bool(newer))
        return pl.any_horizontal([
            day.is_between(full.first_day, full.last_day).fill_null(True) for full in newer
        ])  # fmt: skip

    def _covered(self) -> pl.Expr:
        """Whether this delivery, if full, speaks for the day of the row."""
        if self.order.kind != "full" or not self.order.covers:
            return pl.lit(False)
        day = self.layout.day
        if day is None:
            return pl.lit(True)
        spans = [day.is_between(first, last) for first, last in self.order.covers]
        return pl.any_horizontal(spans).fill_null(False)

    def _absent(self, staged: pl.DataFrame, place: int | None) -> pl.DataFrame:
        if self.order.kind != "full" or not self.order.covers:
            return pl.DataFrame(schema=dict(self.layout.rows(self.primary).schema))
        buckets = None if place is None else [place]
        stands = standing(self.catalogue, self.layout, self.primary, buckets=buckets)
        stands = stands.filter(self._covered())
        held = pl.col(self.primary).is_in(sorted(self.held.subjects))
        stands = stands.filter(~held.fill_null(False))
        return absent(
            self._said(stands.collect()), staged.select(self.layout.key), self.layout.key,
            self.order.extracted_on,
        )  # fmt: skip

    def _said(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the day on which each was last said as its extract's."""
        said = last_said(rows, self.layout, self.fulls)
        return said.with_columns(extracted_on="said_on").drop("said_on", "said_in")

    def _hold_clashes(self, found: Settled) -> None:
        if not found.clashing.height:
            return
        reason = [{
            "column": ", ".join(self.order.register.key), "kind": "clash",
            "zh": "同一次交付里，同一业务主键有内容不同的几行；核对后只交正确的一行",
            "en": "rows of one delivery contradict each other under one key; deliver the right one",
        }]  # fmt: skip
        rows = found.clashing.select(row=pl.col("row_id") % ROWS_A_COMMIT)
        self.held.add(
            rows.with_columns(reasons=pl.Series([reason] * rows.height)),
            self._whoever(found.clashing),
        )

    # ── writing ──────────────────────────────────────────────────────────────────────────────

    def _write_rows(self, stored: pl.DataFrame) -> None:
        for column in self.layout.subject_columns:
            kept = stored if column == self.primary else stored.filter(pl.col(column).is_not_null())
            self._write(self.layout.rows(column), column, kept)

    def _write_ends(self, ended: pl.DataFrame) -> None:
        found = ended.with_columns(known_until=pl.lit(self.commit, pl.Int64))
        for column in self.layout.subject_columns:
            kept = found if column == self.primary else found.filter(pl.col(column).is_not_null())
            self._write(self.layout.ends(column), column, kept)

    def _write(self, table: Table, column: str, rows: pl.DataFrame) -> None:
        if not rows.height:
            return
        placed = rows.with_columns(_bucket=bucket_of(column).fill_null(0))
        for (bucket,), part in placed.partition_by(
            "_bucket", as_dict=True, include_key=False
        ).items():
            apart = parts(part) if "known_from" in part.columns else ((ENDED, part),)
            for holds, some in apart:
                name = stem(self.commit, holds, len(self.files))
                self.files.append(table.write(int(str(bucket)), some, name))
                reach("receive.2")

    def publish(self) -> Delivery:
        """One Delta version a table, then the row of the catalogue."""
        order, counts = self.order, self.counts
        versions = {}
        for column in self.layout.subject_columns:
            for table in (self.layout.rows(column), self.layout.ends(column)):
                files = [f for f in self.files if f.tbl == table.name]
                if files:
                    versions[table.name] = table.publish(files)
                    reach("receive.4")
        reach("receive.5")
        delivery = Delivery(
            no=self.commit, register=order.register.id, source=order.source,
            sha256=order.sha256 if isinstance(order.sha256, str) else order.sha256(),
            extracted_on=order.extracted_on, kind=order.kind, delivered=self.delivered,
            accepted=counts["stored"], quarantined=self.held.count, repeated=counts["repeated"],
            new_rows=0 if order.kind == WITHDRAWN
            else counts["stored"] - counts["superseded"] - counts["late"],
            superseded=counts["superseded"], late=counts["late"], ended=counts["ended"],
        )  # fmt: skip
        quarantine.write(self.folder, self.commit, self.held.reasons)
        self.catalogue.commit(
            self.commit, now(), "receive", versions=versions, files=self.files, delivery=delivery,
            coverage=[
                CoveredDays(order.register.id, first, last, order.kind, order.extracted_on)
                for first, last in order.covers
            ],
            punctures=[(order.register.id, *one) for one in sorted(self.held.subjects.items())],
            healed=[(order.register.id, *one) for one in self._healed()],
            profile=order.profile() if order.profile is not None else None,
        )  # fmt: skip
        reach("receive.6")
        self.staging.remove()
        return delivery
