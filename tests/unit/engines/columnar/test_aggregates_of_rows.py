"""What rows come to, when rows or cells are in doubt: each line a small table in, both ends out."""

from __future__ import annotations

from typing import Any

import pytest

from zhiban.engines.coverage import FIRST_DAY
from zhiban.language import NEVER, unknown
from zhiban.model.types import NEVER_DAY
from zhiban.model.values import LIMIT

from .small_world import Payments, Person, day, kinds, span, told

P = Payments.of(Person)
SURE = P.where(Payments.ok)


def rows(*cells: tuple[bool | None, Any], column: str = "change") -> dict[str, Any]:
    """Rows of the first quarter, each with whether it counts (`ok`) and a cell."""
    held = [
        {"person": "p", "paid_on": day("2025-01-01") + n, "ok": ok, column: cell}
        for n, (ok, cell) in enumerate(cells)
    ]
    return {"payments": held}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], (0, 0)),
        ([(True, 5), (True, 7)], (12, 12)),
        ([(True, 5), (None, 7), (None, -2)], (3, 12)),
        ([(True, 5), (True, None)], (None, None)),
        ([(False, None), (True, 1)], (1, 1)),
    ],
)
def test_sum(cells: list[tuple[bool | None, Any]], expected: tuple[Any, Any]) -> None:
    assert span(told(SURE.sum(Payments.change), rows(*cells))[0]) == expected


def test_an_empty_amount_that_is_at_least_nothing_leaves_only_the_top_open() -> None:
    held = rows((True, 100), (True, None), column="amount_fen")
    found = told(SURE.sum(Payments.amount_fen), held)[0]
    assert (span(found), kinds(found)) == ((100, None), [("empty", "amount_fen")])


def test_a_sum_beyond_the_limit_is_undefined_and_does_not_wrap() -> None:
    held = rows((True, 2**62), (True, 2**62), (True, 2**62), (True, 2**62), column="amount_fen")
    found = told(SURE.sum(Payments.amount_fen), held)[0]
    assert span(found) == (0, None)  # the column promises nothing below 0
    assert [r["kind"] for r in found["because"]] == ["undefined"]
    assert span(told(SURE.sum(Payments.change), rows((True, LIMIT)))[0]) == (LIMIT, LIMIT)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], (0, 0)),
        ([(True, 1), (True, 1), (True, 2)], (2, 2)),
        ([(True, 1), (None, 1), (None, 2)], (1, 2)),
        ([(True, None), (True, None)], (1, 2)),
        ([(None, None)], (0, 1)),
    ],
)
def test_distinct(cells: list[tuple[bool | None, Any]], expected: tuple[Any, Any]) -> None:
    assert span(told(SURE.distinct(Payments.change), rows(*cells))[0]) == expected


def test_equal_ratios_are_one_value_however_written() -> None:
    held = rows((True, (1, 2)), (True, (2, 4)), (True, (3, 4)), column="share")
    assert span(told(SURE.distinct(Payments.share), held)[0]) == (2, 2)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], True),
        ([(True, True), (False, False)], True),
        ([(True, True), (None, True)], True),
        ([(None, False)], None),
        ([(True, None)], None),
        ([(True, None), (True, False)], False),
    ],
)
def test_every(cells: list[tuple[bool | None, Any]], expected: bool | None) -> None:
    held = {
        "payments": [
            {"person": "p", "paid_on": day("2025-01-01"), "ok": ok,
             "kind": None if holds is None else "a" if holds else "b"}
            for ok, holds in cells
        ]
    }  # fmt: skip
    assert told(SURE.every(Payments.kind.is_in("a")), held)[0][""] is expected


@pytest.mark.parametrize(
    ("cells", "least", "greatest"),
    [
        ([], (9, 9), (9, 9)),
        ([(True, 5), (True, 7)], (5, 5), (7, 7)),
        ([(True, 5), (None, 3), (None, 7)], (3, 5), (5, 7)),
        ([(None, 5)], (5, 9), (5, 9)),
        ([(True, 5), (True, None)], (None, 5), (5, None)),
    ],
)
def test_least_and_greatest(
    cells: list[tuple[bool | None, Any]], least: tuple[Any, Any], greatest: tuple[Any, Any]
) -> None:
    assert span(told(SURE.least(Payments.change, if_none=9), rows(*cells))[0]) == least
    assert span(told(SURE.greatest(Payments.change, if_none=9), rows(*cells))[0]) == greatest


def test_the_least_of_an_ordered_class_is_never_open() -> None:
    held = rows((None, 2), (True, None), column="grade")
    assert span(told(SURE.least(Payments.grade, if_none=unknown), held)[0]) == (0, 2)


def test_mean_is_an_exact_ratio() -> None:
    def mean(*cells: tuple[bool | None, Any]) -> tuple[Any, ...]:
        found = told(SURE.mean(Payments.change, if_none=0), rows(*cells))[0]
        return tuple(found[c] for c in ("lo.num", "lo.den", "hi.num", "hi.den"))

    assert mean((True, 1), (True, 2)) == (3, 2, 3, 2)
    assert mean((True, 1), (None, 4)) == (1, 1, 4, 1)
    assert mean((None, 4)) == (0, 1, 4, 1)
    assert mean((True, 1), (True, None)) == (None, None, None, None)
    assert mean() == (0, 1, 0, 1)


def test_the_last_row_is_known_only_if_all_that_could_be_it_agree() -> None:
    def last(*cells: tuple[str | None, str | None]) -> tuple[Any, list[tuple[str, str]]]:
        held = [
            {"person": "p", "paid_on": None if on is None else day(on), "kind": kind}
            for on, kind in cells
        ]
        found = told(P.last(Payments.kind, if_none=unknown), {"payments": held})[0]
        return found[""], kinds(found)

    assert last(("2025-01-01", "a"), ("2025-01-02", "b")) == ("b", [])
    assert last(("2025-01-02", "b"), ("2025-01-02", "b")) == ("b", [])
    assert last(("2025-01-02", "a"), ("2025-01-02", "b")) == (None, [("conflict", "")])
    assert last(("2025-01-02", "b"), (None, "b"), ("2025-01-01", "a")) == ("b", [])
    assert last(("2025-01-02", "b"), (None, "a")) == (None, [("undated", "paid_on")])
    assert last(("2025-01-02", None)) == (None, [("empty", "kind")])
    assert last() == (None, [("gap", "")])


def test_no_row_is_never_for_a_day() -> None:
    assert span(told(P.first(Payments.paid_on, if_none=NEVER), {})[0]) == (NEVER_DAY, NEVER_DAY)


def test_a_later_row_in_a_hole_could_be_the_last() -> None:
    held = {"payments": [{"person": "p", "paid_on": day("2025-01-01"), "change": 4}]}
    tail = {"payments": ((FIRST_DAY, day("2024-12-31")),)}
    head = {"payments": ((day("2025-01-01"), day("2025-06-30")),)}
    value = P.last(Payments.change, if_none=unknown)
    assert span(told(value, held, coverage=head)[0]) == (4, 4)
    found = told(value, held, coverage=tail)[0]
    assert (span(found), kinds(found)) == ((None, None), [("stale", "")])


def test_the_least_of_ratios_is_compared_exactly_and_kept_as_written() -> None:
    huge = 2**61
    held = rows((True, (huge, huge + 1)), (True, (huge - 1, huge)), (True, (2, 2)), column="share")
    found = told(SURE.least(Payments.share, if_none=unknown), held)[0]
    assert (found["lo.num"], found["lo.den"]) == (huge - 1, huge)
