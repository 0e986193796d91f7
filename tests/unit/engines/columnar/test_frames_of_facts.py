"""What does the frame of facts hold at its edges: no units, rows, occasion, or expression?"""

from __future__ import annotations

import json

import polars as pl

from zhiban.engines.columnar.derive import ColumnarWorld, RegisterFrame, derive_frame
from zhiban.language import Person, fact, given
from zhiban.model.types import Truth

from .small_world import ALWAYS, AS_OF, Months, Payments, day, month_of, span, told

count = fact("count", "次数", Payments.of(Person).count())
told_by_file = given("told", "仅来自文件", Truth(), subject=Person)
kind_is_a = fact("kind_is_a", "类别", Payments.kind.is_in("a"), of=Payments, subject=Person)
FACTS = {f.fact.id: f.fact for f in (count, told_by_file, kind_is_a)}
EMPTY = pl.DataFrame(schema={"no": pl.String, "person": pl.String, "paid_on": pl.Int64})


def derived(ids: list[str], units: pl.DataFrame, occasion: str = "") -> pl.DataFrame:
    world = ColumnarWorld(AS_OF, {"payments": RegisterFrame(Payments, EMPTY, ALWAYS)}, FACTS)
    return derive_frame(ids, units, world, "person", occasion)


def units(*ids: str) -> pl.DataFrame:
    return pl.DataFrame({"id": ids, "occasion": [""] * len(ids)}, schema=dict.fromkeys(
        ("id", "occasion"), pl.String))  # fmt: skip


def test_no_units() -> None:
    found = derived(["count", "told"], units())
    assert found.height == 0
    assert {"count.lo", "count.hi", "told", "count.because", "next_change"} <= set(found.columns)


def test_no_rows() -> None:
    found = derived(["count"], units("b", "a", "b"))
    assert found["id"].to_list() == ["b", "a", "b"]
    assert found["count.lo"].to_list() == found["count.hi"].to_list() == [0, 0, 0]
    assert found["count.because"].null_count() == 3


def test_a_fact_that_only_a_file_can_give() -> None:
    found = derived(["told"], units("a"))
    assert found["told"].to_list() == [None]
    assert json.loads(found["told.because"][0]) == [{"column": "told", "kind": "gap"}]


def test_a_unit_without_the_row_that_would_be_its_occasion() -> None:
    frame = units("a", "b", "c").with_columns(
        pl.Series("@row_id", [None, "7", "8"], dtype=pl.String),
        pl.Series("@kind", [None, None, "a"], dtype=pl.String),
    )
    found = derived(["kind_is_a"], frame, "payments")
    assert found["kind_is_a"].to_list() == [None, None, True]
    reasons = [json.loads(text) if text else [] for text in found["kind_is_a.because"]]
    assert reasons == [
        [{"register": "payments", "kind": "gap"}],
        [{"register": "payments", "column": "kind", "kind": "empty"}],
        [],
    ]


def test_many_occasions_of_one_subject_share_its_rows_and_differ_by_their_windows() -> None:
    until = Months.of(Person).until(Payments.paid_on).count()
    months = [{"person": "p", "for_month": month_of(f"2025-0{m}")} for m in (1, 2, 3)]
    rows = {
        "months": months,
        "payments": [
            {"no": str(n), "person": "p", "paid_on": day(iso)}
            for n, iso in enumerate(("2025-03-31", "2025-02-01", "2025-01-31"))
        ],
    }
    found = told(until, rows, [("p", "1"), ("p", "0"), ("p", "2")], of=Payments)
    assert [span(cells) for cells in found] == [(2, 2), (3, 3), (1, 1)]


def test_no_end_of_a_fact_lies_below_what_it_is_declared_to_be_at_least() -> None:
    change = Payments.of(Person).where(Payments.ok).sum(Payments.change)
    net = fact("net", "净增减", change, at_least=0)
    rows = {"payments": [
        {"no": "1", "person": "below", "paid_on": AS_OF, "change": -5, "ok": True},
        {"no": "2", "person": "across", "paid_on": AS_OF, "change": -5, "ok": True},
        {"no": "3", "person": "across", "paid_on": AS_OF, "change": 7, "ok": None},
        {"no": "4", "person": "in doubt", "paid_on": AS_OF, "change": -5, "ok": None},
        {"no": "5", "person": "unknown", "paid_on": AS_OF, "change": None, "ok": True},
    ]}  # fmt: skip
    found = told(net, rows, ("below", "across", "in doubt", "unknown"), others=(net,))
    assert [span(cells) for cells in found] == [(0, 0), (0, 2), (0, 0), (0, None)]
    assert [bool(cells["because"]) for cells in found] == [False, True, False, True]
    assert [span(c) for c in told(net + 1, rows, ("below", "across"), others=(net,))] == [
        (1, 1), (1, 3),
    ]  # fmt: skip


def test_a_mean_declared_at_least_nothing_is_not_below_it() -> None:
    mean = fact("mean", "平均", Payments.of(Person).mean(Payments.change, if_none=0), at_least=1)
    rows = {"payments": [
        {"no": "1", "person": "p", "paid_on": AS_OF, "change": 1},
        {"no": "2", "person": "p", "paid_on": AS_OF, "change": 0},
        {"no": "3", "person": "q", "paid_on": AS_OF, "change": 3},
    ]}  # fmt: skip
    low, high = told(mean, rows, ("p", "q"), others=(mean,))
    assert low["lo.num"] == low["lo.den"] and low["hi.num"] == low["hi.den"]
    assert (high["lo.num"], high["lo.den"]) == (3, 1)


def test_a_frame_without_cells_of_the_occasion_has_no_rows() -> None:
    found = derived(["kind_is_a", "count"], units("a", "b"), "payments")
    gap = [{"register": "payments", "kind": "gap"}]
    assert [json.loads(text) for text in found["kind_is_a.because"]] == [gap, gap]
    assert derived(["kind_is_a"], units(), "payments").height == 0
