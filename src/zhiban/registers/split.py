"""Which rows of a batch are good, and why is each of the others not?

A row that cannot be read whole is rejected whole, with every reason and every cell as it was
written, so that it can be put right and received again (SEM 10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.language.promises import Promise
from zhiban.registers import promises as kept
from zhiban.registers.cells import as_text, parse, unknown
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.csv_text import Torn
from zhiban.registers.reasons import explanations, low_words
from zhiban.registers.sources import ROW, TORN
from zhiban.registers.torn_rows import words as torn_words

REASON = pl.Struct({"column": pl.String, "kind": pl.String, "zh": pl.String, "en": pl.String})
_EMPTY = ("此格不能为空", "this cell may not be empty", "补上数值", "fill it in")


@dataclass(frozen=True, slots=True)
class Split:
    """A batch in two parts; every row of it is in exactly one.

    `accepted`: `row` and the canonical columns of `read_register` (`c`, or `c.num` and `c.den`).
    `rejected`: `row`, `reasons` (a list of {column, kind, zh, en}), then every column of the batch
    as text; `torn` is the whole line of a row whose cells could not be told apart.
    """

    accepted: pl.DataFrame
    rejected: pl.DataFrame


def split_rows(
    batch: pl.DataFrame, specs: Sequence[ColumnSpec], promises: Sequence[Promise] = ()
) -> Split:
    """Split a batch of `Source.batches` (in the register's own columns) by the register's `specs`.

    A column the batch does not have is empty throughout; one that no spec names is kept in
    `rejected` only.
    """
    texts: dict[str, pl.Series] = {}
    parts: list[pl.Series] = [batch[ROW]]
    flags: list[_Flag] = []
    for spec in specs:
        column = texts[spec.name] = _cells(batch, spec.name)
        parsed = parse(column, spec)
        if parsed.wrong:
            column = texts[spec.name] = as_text(column.cast(pl.String))
            parsed = parse(column, spec)
        read = parsed.parts or unknown(spec, batch.height)
        parts += [series.alias(spec.name + suffix) for suffix, series in read.items()]
        flags += [_Flag(spec, "unread", parsed.bad), _Flag(spec, "low", parsed.low)]
        if spec.required:
            flags.append(_Flag(spec, "empty", column.is_null()))
    canonical = pl.DataFrame(parts)
    by_name = {spec.name: spec for spec in specs}
    broken = [canonical.select(kept.broken(p, by_name)).to_series() for p in promises]
    torn = _torn(batch)
    is_bad = _any([*(f.cells for f in flags if f.cells.any()), *broken, torn], batch.height)
    if not is_bad.any():
        return Split(canonical, _rejected(batch.clear(), _no_reasons()))
    rows = is_bad.arg_true()
    found = [
        *_torn_reasons(batch, torn),
        *(reason for flag in flags for reason in _cell_reasons(flag, texts, torn)),
        *(
            reason
            for promise, hits in zip(promises, broken, strict=True)
            for reason in _promise_reasons(promise, hits & ~torn, by_name, texts)
        ),
    ]
    reasons = _by_row(found, rows)
    return Split(canonical.filter(~is_bad), _rejected(batch[rows], reasons))


@dataclass(frozen=True, slots=True)
class _Flag:
    """The cells of one column that are at fault in one way."""

    spec: ColumnSpec
    kind: str
    cells: pl.Series


def _cells(batch: pl.DataFrame, name: str) -> pl.Series:
    if name not in batch.columns:
        return pl.repeat(None, batch.height, dtype=pl.String, eager=True)
    return as_text(batch[name])


def _torn(batch: pl.DataFrame) -> pl.Series:
    if TORN not in batch.columns:
        return pl.repeat(False, batch.height, dtype=pl.Boolean, eager=True)
    return batch[TORN].is_not_null()


def _any(flags: Sequence[pl.Series], height: int) -> pl.Series:
    if not height:
        return pl.Series([], dtype=pl.Boolean)
    return pl.DataFrame([f.alias(str(n)) for n, f in enumerate(flags)]).select(
        pl.any_horizontal(pl.all())
    ).to_series()  # fmt: skip


_Reasons = pl.DataFrame  # at (place in the batch), reason


def _reasons(
    at: pl.Series, column: str, kinds: pl.Series, zh: pl.Series, en: pl.Series
) -> _Reasons:
    frame = pl.DataFrame({"at": at.cast(pl.UInt32), "kind": kinds, "zh": zh, "en": en})
    return frame.select("at", reason=pl.struct(pl.lit(column).alias("column"), "kind", "zh", "en"))


def _sentences(words: Sequence[str]) -> tuple[str, str]:
    """What is wrong and what to try, as one sentence in each language."""
    what, what_en, *attempt = words
    if not attempt:
        return what, what_en
    return f"{what}；可以这样做：{attempt[0]}", f"{what_en}; try: {attempt[1]}"


def _cell_reasons(flag: _Flag, texts: Mapping[str, pl.Series], torn: pl.Series) -> list[_Reasons]:
    hit = flag.cells & ~torn
    if not hit.any():
        return []
    name = flag.spec.name
    cells = texts[name].filter(hit).cast(pl.String)
    distinct = cells.unique()
    said = _said(flag, distinct.to_list())
    kinds, sentences = [kind for kind, _ in said], [_sentences(words) for _, words in said]
    words = pl.DataFrame(
        {
            "text": distinct,
            "kind": kinds,
            "zh": [zh for zh, _ in sentences],
            "en": [en for _, en in sentences],
        },
        schema_overrides={"kind": pl.String, "zh": pl.String, "en": pl.String},
    )
    joined = cells.alias("text").to_frame().join(
        words, on="text", how="left", nulls_equal=True, maintain_order="left"
    )  # fmt: skip
    return [_reasons(hit.arg_true(), name, joined["kind"], joined["zh"], joined["en"])]


def _said(flag: _Flag, texts: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    if flag.kind == "empty":
        return [("cell-empty", _EMPTY) for _ in texts]
    if flag.kind == "low":
        return [("cell-below", low_words(text, flag.spec)) for text in texts]
    return explanations(texts, flag.spec)


def _promise_reasons(
    promise: Promise,
    hits: pl.Series,
    specs: Mapping[str, ColumnSpec],
    texts: Mapping[str, pl.Series],
) -> list[_Reasons]:
    if not hits.any():
        return []
    cells = pl.DataFrame(
        [texts[name].filter(hits).cast(pl.String).alias(name) for name in promise.columns]
    )
    said = [
        _sentences(kept.words(promise, specs, {k: v or "" for k, v in row.items()}))
        for row in cells.iter_rows(named=True)
    ]
    kinds = pl.repeat("promise", len(said), dtype=pl.String, eager=True)
    zh, en = (pl.Series([each[n] for each in said], dtype=pl.String) for n in (0, 1))
    return [_reasons(hits.arg_true(), kept.columns_of(promise), kinds, zh, en)]


def _torn_reasons(batch: pl.DataFrame, torn: pl.Series) -> list[_Reasons]:
    if not torn.any():
        return []
    marks = batch[TORN].filter(torn).to_list()
    rows = [(Torn(0, [""] * m["cells"], m["line"], m["code"]), m["width"]) for m in marks]
    said = [_sentences(torn_words(row, width)) for row, width in rows]
    kinds = pl.Series([m["code"] for m in marks], dtype=pl.String)
    zh, en = (pl.Series([each[n] for each in said], dtype=pl.String) for n in (0, 1))
    return [_reasons(torn.arg_true(), "", kinds, zh, en)]


def _no_reasons() -> pl.Series:
    return pl.Series("reasons", [], pl.List(REASON))


def _by_row(found: Sequence[_Reasons], rows: pl.Series) -> pl.Series:
    """The reasons of each of `rows`, in the order of the columns."""
    gathered = pl.concat(found).group_by("at").agg(reasons=pl.col("reason"))
    wanted = rows.cast(pl.UInt32).alias("at").to_frame()
    return wanted.join(gathered, on="at", how="left", maintain_order="left")["reasons"]


def _rejected(batch: pl.DataFrame, reasons: pl.Series) -> pl.DataFrame:
    columns = [batch[ROW], reasons.alias("reasons")]
    columns += [batch[n].cast(pl.String) for n in batch.columns if n not in (ROW, TORN)]
    if TORN in batch.columns:
        columns.append(batch[TORN].struct.field("line").alias(TORN))
    return pl.DataFrame(columns)
