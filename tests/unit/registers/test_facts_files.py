"""Is a file of facts read as the wide frame, and does a written frame read back the same?"""

from __future__ import annotations

import json
import random
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from zhiban.errors import DataError
from zhiban.model import types as t
from zhiban.registers.reading import ColumnSpec, read_facts, write_wide

SIZES = t.CodeList("size", "企业规模", ("micro", "small", "large"), ("微型", "小型", "大型"))
DAY = 20_270
INPUTS = (
    ColumnSpec("f.staff", t.Integer("persons", 0)),
    ColumnSpec("f.change", t.Integer()),
    ColumnSpec("f.paid_fen", t.Money(0)),
    ColumnSpec("f.rate", t.Ratio(0)),
    ColumnSpec("f.trend", t.Ratio()),
    ColumnSpec("f.left_on", t.Date()),
    ColumnSpec("f.first_month", t.Month()),
    ColumnSpec("f.size", t.Ordered(SIZES)),
    ColumnSpec("f.kind", t.Code(SIZES)),
    ColumnSpec("f.honest", t.Truth()),
    ColumnSpec("f.note", t.Text()),
    ColumnSpec("f.firm", t.SubjectId("enterprise")),
    ColumnSpec("f.months", t.Months()),
)


def read(tmp_path: Path, text: str, *names: str) -> pl.DataFrame:
    path = tmp_path / "facts.csv"
    path.write_text(text, encoding="utf-8")
    inputs = [spec for spec in INPUTS if spec.name in names]
    return read_facts(path, inputs, default_as_of=DAY).frame


def refused(tmp_path: Path, text: str, *names: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(tmp_path, text, *names)
    return [problem.code for problem in caught.value.problems]


def test_a_value_closes_both_ends_and_an_empty_cell_leaves_the_promised_floor(tmp_path):
    frame = read(tmp_path, "id,f.staff,f.change\na,12,-3\nb,,\n", "f.staff", "f.change")
    assert frame.rows() == [("a", "", DAY, 12, 12, -3, -3), ("b", "", DAY, 0, None, None, None)]
    assert frame.columns[3:] == ["f.staff.lo", "f.staff.hi", "f.change.lo", "f.change.hi"]


def test_ends_may_be_given_apart(tmp_path):
    text = "id,f.staff,f.staff.at_least,f.staff.at_most\na,,3,\nb,,,9\nc,,4,8\nd,5,,\ne,5,5,5\n"
    frame = read(tmp_path, text, "f.staff")
    ends = frame.select("f.staff.lo", "f.staff.hi").rows()
    assert ends == [(3, None), (0, 9), (4, 8), (5, 5), (5, 5)]


def test_ends_that_contradict_each_other_are_refused(tmp_path):
    text = "id,f.staff,f.staff.at_least,f.staff.at_most\na,,9,3\nb,5,6,\nc,5,,4\nd,,,4\n"
    assert refused(tmp_path, text, "f.staff") == ["cell-bounds"] * 3
    text = "id,f.rate,f.rate.at_least,f.rate.at_most\na,,2/40,4 %\nb,,1/20,5 %\n"
    assert refused(tmp_path, text, "f.rate") == ["cell-bounds"]


def test_occasion_as_of_and_next_change(tmp_path):
    text = "id,occasion,as_of,next_change,f.honest\na,2025,2025-07-01,never,是\na,,,,\n"
    frame = read(tmp_path, text, "f.honest")
    assert frame.rows() == [
        ("a", "2025", 20_270, t.NEVER_DAY, True),
        ("a", "", DAY, None, None),
    ]


def test_a_missing_column_is_unknown_for_all_and_is_named(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("id,f.staff.at_least\na,3\n", encoding="utf-8")
    facts = read_facts(path, INPUTS, default_as_of=DAY)
    assert facts.missing == [s.name for s in INPUTS if s.name != "f.staff"]
    row = facts.frame.row(0, named=True)
    assert (row["f.staff.lo"], row["f.staff.hi"], row["f.paid_fen.lo"]) == (3, None, 0)
    assert (row["f.rate.lo.num"], row["f.rate.lo.den"], row["f.rate.hi.num"]) == (0, 1, None)
    assert (row["f.months.sure"], row["f.months.maybe"]) == ([], [])
    assert (row["f.months.before"], row["f.months.after"]) == (t.NEVER_MONTH, None)
    assert (row["f.size.lo"], row["f.size.hi"]) == (0, 2)
    assert row["f.kind"] is None


def test_months_are_sets(tmp_path):
    text = (
        "id,f.months,f.months.at_least,f.months.at_most\n"
        "a,2024-01..2024-03;2024-07,,\n"
        "b,never,,\n"
        "c,,2024-01,2024-01..2024-02\n"
        "d,,2023-06,..2023-12;2024-02;2025-01..\n"
        "e,,2024-05,\n"
        "f,,,+2\n"
        "g,,2024-05,2024-05;2024-12..;+1\n"
    )
    frame = read(tmp_path, text, "f.months")
    january = t.month_number(2024, 1)
    assert frame.drop("id", "occasion", "as_of").rows() == [
        ([january, january + 1, january + 2, january + 6], [], None, None, 0),
        ([], [], None, None, 0),
        ([january], [january + 1], None, None, 0),
        ([january - 7], [january + 1], january - 1, january + 12, 0),
        ([january + 4], [], t.NEVER_MONTH, None, 0),
        ([], [], None, None, 2),
        ([january + 4], [], None, january + 11, 1),
    ]


def test_months_that_cannot_be_read_or_contradict_are_refused(tmp_path):
    text = (
        "id,f.months,f.months.at_least,f.months.at_most\n"
        "a,2024-13,,\n"
        "b,2024-03..2024-01,,\n"
        "c,2024-01..,,\n"
        "d,,2024-05,2024-01..2024-03\n"
        "e,2024-01,2024-02,\n"
    )
    codes = refused(tmp_path, text, "f.months")
    assert sorted(codes) == ["cell-bounds", "cell-bounds", "cell-type", "cell-type", "cell-type"]


def test_because_is_kept_as_it_is_and_must_be_a_list_of_reasons(tmp_path):
    reasons = json.dumps([{"register": "benefits", "column": "person", "kind": "gap"}])
    quoted = '"' + reasons.replace('"', '""') + '"'
    frame = read(tmp_path, f"id,f.staff,f.staff.because\na,,{quoted}\nb,3,\n", "f.staff")
    assert frame["f.staff.because"].to_list() == [reasons, None]
    text = 'id,f.staff.because\na,gap\nb,"{""kind"": ""gap""}"\nc,[3]\nd,[]\n'
    assert refused(tmp_path, text, "f.staff") == ["cell-because"] * 3


def test_the_same_id_and_occasion_twice_names_both_rows(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("id,occasion\na,2024\na,2025\nb,\na,2024\nb,\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_facts(path, [], default_as_of=DAY)
    first, second = caught.value.problems
    assert "row 5" in first.where and "row 2" in first.what_en
    assert "row 6" in second.where and "row 4" in second.what_en


def test_all_problems_are_told_at_once(tmp_path):
    text = "idd,f.staf,f.rate,f.left_on,as_of\na,1,x,2025-02-30,never\n"
    codes = refused(tmp_path, text, "f.staff", "f.rate", "f.left_on")
    expected = "column-unknown column-unknown column-missing cell-date cell-type cell-date"
    assert codes == expected.split()


def test_ends_of_types_without_ends_are_unknown_columns(tmp_path):
    assert refused(tmp_path, "id,f.honest.at_least\na,true\n", "f.honest") == ["column-unknown"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize("seed", range(25))
def test_a_frame_written_and_read_again_is_the_same(tmp_path, suffix, seed):
    frame = random_frame(random.Random(seed))
    path = tmp_path / f"wide{suffix}"
    write_wide(frame, INPUTS, path)
    again = read_facts(path, INPUTS, default_as_of=DAY)
    assert_frame_equal(again.frame, frame)
    assert again.missing == []


def random_frame(chance: random.Random) -> pl.DataFrame:
    """A canonical wide frame with every type known, unknown and half known."""
    height = chance.randint(1, 30)
    ids = chance.sample(["p1", "=cmd", "-5", "'=x", "''", "@a", '"q"', "a,b", "x\ny", "王小明",
                         *(f"id{n}" for n in range(40))], height)  # fmt: skip
    columns: dict[str, pl.Series] = {
        "id": pl.Series(ids, dtype=pl.String),
        "occasion": pl.Series([chance.choice(["", "2025"]) for _ in ids], dtype=pl.String),
        "as_of": pl.Series([chance.randint(-9_000, 30_000) for _ in ids], dtype=pl.Int64),
    }
    if chance.random() < 0.5:
        days = [chance.choice([None, t.NEVER_DAY, 20_000]) for _ in ids]
        columns["next_change"] = pl.Series(days, dtype=pl.Int64)
    for spec in INPUTS:
        columns |= random_fact(chance, spec, height)
        if chance.random() < 0.3:
            because = [chance.choice([None, '[{"kind": "gap"}]']) for _ in ids]
            columns[f"{spec.name}.because"] = pl.Series(because, dtype=pl.String)
    return pl.DataFrame(columns)


def random_fact(chance: random.Random, spec: ColumnSpec, height: int) -> dict[str, pl.Series]:
    name = spec.name
    if isinstance(spec.type, t.Months):
        rows = [random_months(chance) for _ in range(height)]
        kinds = (pl.List(pl.Int64), pl.List(pl.Int64), pl.Int64(), pl.Int64(), pl.Int64())
        return {
            f"{name}.{part}": pl.Series([row[n] for row in rows], dtype=kinds[n])
            for n, part in enumerate(("sure", "maybe", "before", "after", "loose"))
        }
    if not t.is_interval(spec.type):
        values = {
            t.Truth: [True, False, None],
            t.Code: ["micro", "large", None],
        }.get(type(spec.type), ["=1+1", "-", "'", "x y", "never", "07", None])
        dtype = pl.Boolean if isinstance(spec.type, t.Truth) else pl.String
        return {name: pl.Series([chance.choice(values) for _ in range(height)], dtype=dtype)}
    rows = [random_ends(chance, spec) for _ in range(height)]
    suffixes = (".num", ".den") if spec.is_fraction else ("",)
    return {
        f"{name}.{end}{suffix}": pl.Series(
            [None if row[e] is None else row[e][s] for row in rows], dtype=pl.Int64
        )
        for e, end in enumerate(("lo", "hi"))
        for s, suffix in enumerate(suffixes)
    }


Ends = tuple[tuple[int, ...] | None, tuple[int, ...] | None]


def random_ends(chance: random.Random, spec: ColumnSpec) -> Ends:
    """Two ends, the lower not above the upper, each (value,) or (num, den), None = open."""
    lowest = spec.floor
    low, high = sorted(random_value(chance, spec.type) for _ in range(2))
    if lowest is not None:
        low, high = max(low, lowest), max(high, lowest)
    den = (chance.choice([1, 7, 40]),) if spec.is_fraction else ()
    floor = None if lowest is None else ((lowest, 1) if den else (lowest,))
    shape = chance.choice(["known", "open", "low", "high", "both"])
    if shape == "known":
        return (low, *den), (low, *den)
    top = None if spec.ceiling is None else (spec.ceiling,)
    if shape == "open":
        return floor, top
    if shape == "low":
        return (low, *den), top
    return ((low, *den) if shape == "both" else floor), (high, *den)


def random_value(chance: random.Random, type_: t.Type) -> int:
    if isinstance(type_, t.Ordered):
        return chance.randint(0, 2)
    if isinstance(type_, t.Date):
        return chance.choice([t.NEVER_DAY, chance.randint(-700_000, 2_000_000)])
    if isinstance(type_, t.Month):
        return chance.choice([t.NEVER_MONTH, chance.randint(12, 30_000)])
    return chance.choice([0, 1, chance.randint(-50, 50), 2**63 - 1, -(2**63)])


def random_months(
    chance: random.Random,
) -> tuple[list[int], list[int], int | None, int | None, int]:
    first = t.month_number(2020, 1)
    months = {m for m in range(first, first + 40) if chance.random() < 0.5}
    sure = sorted(m for m in months if chance.random() < 0.5)
    shape = chance.choice(["known", "open", "bounded"])
    if shape == "known":
        return sure, [], None, None, 0
    if shape == "open":
        return sure, [], t.NEVER_MONTH, None, chance.choice([0, 3])
    before = chance.choice([None, first + 5])
    after = chance.choice([None, first + 30])
    maybe = sorted(
        m
        for m in months - set(sure)
        if (before is None or m > before) and (after is None or m < after)
    )
    return sure, maybe, before, after, chance.choice([0, 1, 12])
