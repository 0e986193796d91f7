"""Who is judged, and at which occasions? (SEM 13)

Judged are the ids of the subject's own register. Occasions are rows of a register, open years or
months, or nothing. Where the register of the occasions does not cover the judged day, a subject
without rows has one unit with an empty occasion, about which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from zhiban.engines.coverage import evidence_day, undated_hole
from zhiban.errors import Problem, UsageError
from zhiban.language.register import columns_naming
from zhiban.language.subjects import SubjectKind
from zhiban.law import calendar
from zhiban.law.spans import period_span
from zhiban.loop.cells import cell_texts
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Received, Registers
from zhiban.model.texts import month_text
from zhiban.model.types import Month
from zhiban.registers.declared import specs_of

CELL = "@"


def units(
    kind: SubjectKind,
    occasion: str,
    registers: Registers,
    as_of: int,
    *,
    chosen: str | None = None,
    open_for_months: int = 0,
) -> tuple[pl.DataFrame, list[Note]]:
    """The units of `kind` per `occasion` ("", year, month or a register's id), sorted.

    Columns: `id`, `occasion`, and each cell of the occasion's row as `@<column>`. `chosen` leaves
    only that occasion.
    """
    ids, notes = subjects(kind, registers)
    if occasion in ("", "year", "month"):
        names = [chosen or ""] if occasion == "" else list(
            _checked(occasion, chosen) if chosen else open_periods(occasion, as_of, open_for_months)
        )  # fmt: skip
        frame = ids.to_frame("id").join(
            pl.DataFrame({"occasion": names}, schema={"occasion": pl.String}), how="cross"
        )
        return frame.sort("id", "occasion"), notes
    frame, more = _rows(kind, registers.by_id[occasion], ids, as_of, chosen)
    return frame, notes + more


def subjects(kind: SubjectKind, registers: Registers) -> tuple[pl.Series, list[Note]]:
    """The ids judged; without the subject's own register those that the given files name."""
    own = registers.by_id.get(kind.register)
    if own is not None and own.is_given:
        return registers.own(own.frame[own.register.key[0]].unique().sort()), []
    speaking = {
        name: columns
        for name, received in registers.by_id.items()
        if received.is_given and (columns := columns_of(kind, received))
    }
    if not speaking:
        raise UsageError(Problem(
            "no-subjects", kind.id, f"给出的登记簿都没有提到{kind.title}",
            f"none of the registers given names a {kind.title_en}",
            f"加上 --register {kind.register}=文件", f"add --register {kind.register}=FILE",
        ))  # fmt: skip
    named = [registers.by_id[n].frame[c] for n, columns in speaking.items() for c in columns]
    ids = registers.own(pl.concat([s.alias("id") for s in named]).drop_nulls().unique().sort())
    names = ", ".join(speaking)
    note = Note(
        f"没有给 {kind.register}，按 {names} 里出现的{kind.title}判定",
        f"{kind.register} is not given: judged is every {kind.title_en} named in {names}",
    )
    return ids, [note]


def columns_of(kind: SubjectKind, received: Received) -> list[str]:
    """The columns of a register that name a subject of `kind`."""
    return columns_naming(received.register, kind.id)


def open_periods(occasion: str, as_of: int, open_for_months: int) -> Iterator[str]:
    """The years or months begun by `as_of` and not yet closed, in order."""
    this_month = calendar.month_of(as_of)
    if occasion == "month":
        for month in range(this_month - open_for_months - 1, this_month + 1):
            if as_of <= calendar.add_months(calendar.last_day(month), open_for_months):
                yield month_text(month)
        return
    this_year = calendar.year_of(as_of)
    for year in range(this_year - open_for_months // 12 - 1, this_year + 1):
        if as_of <= calendar.add_months(calendar.last_of_year(year), open_for_months):
            yield f"{year:04d}"


def is_period(occasion: str, text: str) -> bool:
    """Whether `text` names a year (2025) or a month (2025-07)."""
    length = {"year": 4, "month": 7}[occasion]
    return len(text) == length and "Q" not in text and period_span(text) is not None


def _checked(occasion: str, chosen: str) -> list[str]:
    if not is_period(occasion, chosen):
        words = {"year": ("年份，如 2025", "a year such as 2025"),
                 "month": ("月份，如 2025-07", "a month such as 2025-07")}[occasion]  # fmt: skip
        raise UsageError(Problem(
            "occasion", chosen, f"事由应是{words[0]}", f"the occasion is {words[1]}"
        ))  # fmt: skip
    return [chosen]


def _rows(
    kind: SubjectKind, received: Received, ids: pl.Series, as_of: int, chosen: str | None
) -> tuple[pl.DataFrame, list[Note]]:
    register, notes = received.register, []
    subject = columns_of(kind, received)[0]
    # A row may speak of another kind alone: a loan of a firm names no person.
    visible = received.frame.filter(pl.col(subject).is_not_null())
    if register.happens is not None:
        evidence = evidence_day(received.coverage, register.lag_days, as_of)
        if isinstance(register.columns[register.happens].type, Month):
            evidence = calendar.month_of(evidence)
        happens = pl.col(register.happens)
        visible = visible.filter(happens.is_null() | (happens <= evidence))
    known = visible.filter(pl.col(subject).is_in(ids.implode()))
    if known.height < visible.height:
        count = visible.height - known.height
        notes.append(Note(
            f"{register.id} 有 {count} 行的{kind.title}不在 {kind.register} 里，不判定",
            f"{count} rows of {register.id} name a {kind.title_en} not in {kind.register}: "
            "not judged",
        ))  # fmt: skip
    cells = {c: pl.col(c).alias(CELL + c) for c in known.columns}
    frame = known.select(
        pl.col(subject).alias("id"), occasion_ids(received, subject, known), *cells.values()
    )
    if chosen is not None:
        return frame.filter(pl.col("occasion") == chosen).sort("id", "occasion"), notes
    if undated_hole(received.coverage, register.lag_days, as_of) is not None:
        silent = ids.filter(~ids.is_in(frame["id"].implode())).to_frame("id")
        frame = pl.concat([frame, silent.with_columns(occasion=pl.lit(""))], how="diagonal_relaxed")
        if silent.height:
            notes.append(Note(
                f"{register.id} 没有覆盖到判定日：{silent.height} 个没有行的{kind.title}事由为空",
                f"{register.id} does not cover the judged day: {silent.height} subjects without "
                "rows have an empty occasion",
            ))  # fmt: skip
    return frame.sort("id", "occasion"), notes


def occasion_ids(received: Received, subject: str, frame: pl.DataFrame) -> pl.Series:
    """The occasion of each row: its key without the subject, joined by "/".

    A row whose key has an empty cell is known by its row number, `row-12`.
    """
    register = received.register
    keys = [c for c in register.key if c != subject] or list(register.key)
    specs = {s.name: s for s in specs_of(register)}
    texts = [cell_texts(frame, specs[c]).alias(c) for c in keys]
    joined = pl.DataFrame(texts).select(pl.concat_str(keys, separator="/"))
    row = frame["row_id"].to_frame().select("row-" + pl.col("row_id"))
    return joined.to_series().fill_null(row.to_series()).alias("occasion")
