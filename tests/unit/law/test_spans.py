"""Stretches of days: union, difference and names of periods agree with sets of days."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhiban.law.calendar import first_of_year, last_of_year
from zhiban.law.spans import end_of, holds, overlap, period_span, subtract, union
from zhiban.model.types import date_of

HORIZON = 40
spans = st.tuples(st.integers(0, 30), st.none() | st.integers(0, 35))
lists = st.lists(spans, max_size=5)


def members(stretches):
    return {day for day in range(HORIZON) if holds(stretches, day)}


@given(lists)
def test_union_has_the_same_days_sorted_apart(stretches):
    joined = union(stretches)
    assert members(joined) == members(stretches)
    assert all(end_of(a) + 1 < b[0] for a, b in pairwise(joined))
    assert all(span[0] <= end_of(span) for span in joined)


@given(lists, lists)
def test_difference_has_the_days_left(stretches, holes):
    left = subtract(stretches, holes)
    assert members(left) == members(stretches) - members(holes)
    assert union(left) == left


@given(spans, spans)
def test_overlap_has_the_common_days(a, b):
    common = overlap(a, b)
    assert (members([common]) if common else set()) == members([a]) & members([b])


def test_periods_have_their_days():
    assert period_span("2025") == (first_of_year(2025), last_of_year(2025))
    quarter, month = period_span("2025-Q3"), period_span("2024-02")
    assert [date_of(day).isoformat() for day in quarter] == ["2025-07-01", "2025-09-30"]
    assert [date_of(day).isoformat() for day in month] == ["2024-02-01", "2024-02-29"]
    assert period_span("2025-13") is period_span("hire-7") is period_span("0000") is None
