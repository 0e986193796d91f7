"""Which row made the difference, and when did it become known?

Rows about the subject, in the registers the rule reads, that came, were withdrawn or ceased between
then and now; where the rule asks others, rows about those that the subject's rows name. Of rows
that came in several commits the one is meant after which the finding was another for the last time,
where that can be judged from the subject's own rows alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.language.register import Register, subjects_named
from zhiban.language.rules import Rule
from zhiban.loop.pooled import row_id_text
from zhiban.packs import Library
from zhiban.pool.pool import Pool
from zhiban.pool.reading import history

#: How a row became known: it came, its supplier said it never was, or a full delivery left it out.
CAME, WITHDRAWN, CEASED = "came", "withdrawn", "ceased"
_SCHEMA = {
    "id": pl.String, "register": pl.String, "row_id": pl.String, "commit": pl.Int64,
    "how": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LateRow:
    """A row that became known, or known otherwise, in a commit."""

    register: str
    row_id: str
    commit: int
    how: str

    @property
    def speaks(self) -> bool:
        """Whether it says something; that a full delivery left a row out is only silence."""
        return self.how != CEASED


def late_rows(
    pool: Pool, library: Library, rule: Rule, ids: Iterable[str], after: int, until: int
) -> Mapping[str, Sequence[LateRow]]:
    """The rows about some subjects that a rule rests on and that became known in the commits
    after `after` up to `until`, by subject, in the order of the commits."""
    wanted = sorted(set(ids))
    reads = _read_by(library, rule)
    rows = _changed(pool, reads, {i: i for i in wanted}, rule.subject.id, after, until)
    found = _by_id(rows)
    rest = [i for i in wanted if i not in found]
    for other, whose in _named_by(pool, library, rule, rest, until).items():
        rows = _changed(pool, reads, {o: o for o in whose}, other, after, until)
        theirs = _by_id(rows)
        for named, askers in whose.items():
            for asker in askers:
                found.setdefault(asker, []).extend(theirs.get(named, ()))
    return {i: rows for i, rows in found.items() if rows}


def _read_by(library: Library, rule: Rule) -> list[type[Register]]:
    names = {*library.registers_of(rule.fact_ids()), rule.subject.register}
    if rule.per.register is not None:
        names.add(rule.per.register.id)
    return [library.registers[name] for name in sorted(names) if name in library.registers]


def _changed(
    pool: Pool, registers: Iterable[type[Register]], ids: Mapping[str, str], kind: str,
    after: int, until: int,
) -> pl.DataFrame:  # fmt: skip
    homes = dict(ids) | {
        m.subject: m.home for m in pool.catalogue.moves() if m.home in ids and m.subject not in ids
    }
    frames = [pl.DataFrame(schema=_SCHEMA)]
    for register in registers:
        if not pool.catalogue.deliveries(register.id):
            continue
        silent = {d.no for d in pool.catalogue.deliveries(register.id) if d.kind == "full"}
        for column, of in subjects_named(register).items():
            if of == kind:
                frames.append(_of_column(pool, register, column, homes, after, until, silent))
    return pl.concat(frames).unique(maintain_order=True)


def _of_column(
    pool: Pool, register: type[Register], column: str, homes: Mapping[str, str], after: int,
    until: int, silent: set[int],
) -> pl.DataFrame:  # fmt: skip
    layout = pool.layout(register)
    rows, ends = history(pool.catalogue, layout, column, None)
    mine = rows.filter(pl.col(column).is_in(pl.Series(list(homes), dtype=pl.String).implode()))
    ended = ends.select("row_id", until_="known_until").unique("row_id")
    known = mine.join(ended, on="row_id", how="left").with_columns(
        gone=pl.coalesce("known_until", "until_")
    )
    came = (pl.col("known_from") > after) & (pl.col("known_from") <= until)
    stood = pl.col("gone").is_null() | (pl.col("gone") > pl.col("known_from"))
    went = (pl.col("known_from") <= after) & (pl.col("gone") > after) & (pl.col("gone") <= until)
    key = [c for c in layout.key if c != column]
    frame = known.filter((came & stood) | went).select(
        column, "row_id", "known_from", "gone", *key, is_new=came
    ).collect()  # fmt: skip
    fresh = frame.filter("is_new").select(column, *key).unique()
    # A row that another one of the same key took the place of is told by that one.
    gone = frame.filter(~pl.col("is_new")).join(
        fresh, on=[column, *key], how="anti", nulls_equal=True
    )
    shown = [pl.col(column).replace(homes).alias("id"), pl.lit(register.id).alias("register"),
             row_id_text()]  # fmt: skip
    how = pl.when(pl.col("gone").is_in(list(silent))).then(pl.lit(CEASED))
    return pl.concat([
        frame.filter("is_new").select(*shown, commit="known_from", how=pl.lit(CAME)),
        gone.select(*shown, commit="gone", how=how.otherwise(pl.lit(WITHDRAWN))),
    ])  # fmt: skip


def _by_id(rows: pl.DataFrame) -> dict[str, list[LateRow]]:
    found: dict[str, list[LateRow]] = defaultdict(list)
    for row in rows.sort("commit", "register", "row_id").iter_rows(named=True):
        found[row["id"]].append(
            LateRow(row["register"], row["row_id"], row["commit"], row["how"])
        )  # fmt: skip
    return dict(found)


def _named_by(
    pool: Pool, library: Library, rule: Rule, ids: Sequence[str], until: int
) -> dict[str, dict[str, list[str]]]:
    """Kind → the others that rows of these subjects name, with who names them."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    whom = pl.Series("id", list(ids), pl.String)
    if not ids:
        return {}
    for register in _read_by(library, rule):
        named = subjects_named(register)
        if not pool.catalogue.deliveries(register.id):
            continue
        for column in [c for c, of in named.items() if of == rule.subject.id]:
            rows = pool.rows(register, by=column, known_at=until)
            mine = rows.filter(pl.col(column).is_in(whom.implode()))
            for other, kind in named.items():
                if other == column:
                    continue
                pairs = mine.select(a=column, b=other).drop_nulls().unique().collect()
                for asker, one in pairs.iter_rows():
                    found[kind][one].append(asker)
    return found
