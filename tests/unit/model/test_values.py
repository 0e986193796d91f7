"""What do partly known values say? Truth tables, comparisons and hulls, written out by hand."""

from __future__ import annotations

import pytest

from zhiban.model.months import MonthsValue
from zhiban.model.types import (
    Code,
    CodeList,
    Date,
    Integer,
    Money,
    Months,
    Ordered,
    Rate,
    Ratio,
    Text,
    Truth,
    Type,
    Unrounded,
)
from zhiban.model.values import (
    End,
    Ends,
    Value,
    and_,
    compare,
    compare_ends,
    exactly,
    hull,
    is_known,
    is_rational,
    larger,
    not_,
    nothing_known,
    or_,
    pair,
    smaller,
)

YES, NO, DARK = True, False, None
CLASSES = CodeList("values_classes", "级", ("low", "middle", "high"))


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (YES, YES, YES, YES), (YES, NO, NO, YES), (YES, DARK, DARK, YES),
        (NO, YES, NO, YES), (NO, NO, NO, NO), (NO, DARK, NO, DARK),
        (DARK, YES, DARK, YES), (DARK, NO, NO, DARK), (DARK, DARK, DARK, DARK),
    ],
)  # fmt: skip
def test_kleenes_tables(
    a: bool | None, b: bool | None, both: bool | None, either: bool | None
) -> None:
    assert and_(a, b) is both
    assert or_(a, b) is either


def test_not_turns_yes_and_no_and_leaves_the_unknown() -> None:
    assert [not_(x) for x in (YES, NO, DARK)] == [NO, YES, DARK]


#: left, right, then <= < == of left and right.
COMPARED: list[tuple[Ends, Ends, bool | None, bool | None, bool | None]] = [
    (Ends(3, 3), Ends(3, 3), YES, NO, YES),
    (Ends(2, 2), Ends(3, 3), YES, YES, NO),
    (Ends(4, 4), Ends(3, 3), NO, NO, NO),
    (Ends(1, 3), Ends(3, 5), YES, DARK, DARK),  # they touch: surely at most, perhaps equal
    (Ends(1, 2), Ends(3, 5), YES, YES, NO),
    (Ends(3, 5), Ends(1, 3), DARK, NO, DARK),
    (Ends(4, 5), Ends(1, 3), NO, NO, NO),
    (Ends(1, 5), Ends(3, 3), DARK, DARK, DARK),
    (Ends(None, 3), Ends(3, None), YES, DARK, DARK),
    (Ends(None, 2), Ends(3, None), YES, YES, NO),
    (Ends(3, None), Ends(None, 3), DARK, NO, DARK),
    (Ends(3, None), Ends(3, 3), DARK, NO, DARK),
    (Ends(None, None), Ends(3, 3), DARK, DARK, DARK),
    (Ends((1, 2), (1, 2)), Ends((2, 4), (2, 4)), YES, NO, YES),
    (Ends((1, 3), (1, 3)), Ends((1, 2), (1, 2)), YES, YES, NO),
    (Ends((3, 1), (3, 1)), Ends(3, 3), YES, NO, YES),
]


@pytest.mark.parametrize(("left", "right", "most", "less", "same"), COMPARED)
def test_a_comparison_is_decided_as_soon_as_the_ends_decide(
    left: Ends, right: Ends, most: bool | None, less: bool | None, same: bool | None
) -> None:
    assert compare("<=", left, right) is most
    assert compare(">", left, right) is not_(most)
    assert compare("<", left, right) is less
    assert compare(">=", left, right) is not_(less)
    assert compare("==", left, right) is same
    assert compare("!=", left, right) is not_(same)


def test_ratios_are_compared_by_their_worth_and_kept_as_written() -> None:
    assert [compare_ends((1, 2), b) for b in ((2, 4), (1, 3), (2, 3), 0, 1)] == [0, 1, -1, 1, -1]
    assert smaller((1, 2), (2, 4)) == larger((1, 2), (2, 4)) == (1, 2)  # the first if equal
    assert (smaller(2, 3), smaller(3, 2), larger(2, 3), larger(3, 2)) == (2, 2, 3, 3)
    assert (pair(7), pair((7, 2))) == ((7, 1), (7, 2))


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (Ends(0, 0), True), (Ends(0, 1), False), (Ends(None, 0), False), (Ends(0, None), False),
        (Ends((1, 2), (2, 4)), True), (exactly(5), True), (None, False), (False, True),
        ("", True), (MonthsValue(), True), (MonthsValue(loose=1), False),
        (MonthsValue(before=0), False), (MonthsValue(after=0), False),
        (MonthsValue(maybe=frozenset({1})), False),
    ],
)  # fmt: skip
def test_known_means_that_both_ends_meet(value: Value, known: bool) -> None:
    assert is_known(value) is known


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Truth(), None), (Text(), None), (Code(CLASSES), None),
        (Ordered(CLASSES), Ends(0, 2)), (Date(), Ends(None, None)), (Rate(), Ends(None, None)),
        (Integer(), Ends(None, None)), (Integer(at_least=0), Ends(0, None)),
        (Money(0), Ends(0, None)), (Money(), Ends(None, None)), (Ratio(), Ends(None, None)),
        (Ratio(0), Ends((0, 1), None)), (Months(), MonthsValue.anything()),
    ],
)  # fmt: skip
def test_of_a_missing_value_only_what_is_promised_is_known(type_: Type, value: Value) -> None:
    assert nothing_known(type_) == value


def test_the_types_whose_ends_are_pairs() -> None:
    types = (Ratio(), Rate(), Unrounded(), Money(), Integer(), Date(), Truth())
    assert [is_rational(t) for t in types] == [True] * 3 + [False] * 4


@pytest.mark.parametrize(
    ("values", "type_", "lo", "hi"),
    [
        ([Ends(3, 4)], Integer(), 3, 4),
        ([Ends(3, 4), Ends(1, 2)], Integer(), 1, 4),
        ([Ends(1, 2), Ends(3, 4), Ends(2, 9)], Integer(), 1, 9),
        ([Ends(1, 2), Ends(None, 1)], Integer(), None, 2),
        ([Ends(None, 2), Ends(1, 1)], Integer(), None, 2),
        ([Ends(1, 2), Ends(1, None)], Integer(), 1, None),
        ([Ends(1, None), Ends(1, 2)], Integer(), 1, None),
        ([Ends((1, 2), (1, 2)), Ends(1, 1)], Ratio(), (1, 2), (1, 1)),
        ([Ends((1, 2), None), Ends((1, 3), (5, 1))], Ratio(), (1, 3), None),
    ],
)
def test_the_hull_allows_for_all_and_nothing_more(
    values: list[Value], type_: Type, lo: End, hi: End
) -> None:
    assert hull(values, type_) == Ends(lo, hi)


def test_the_hull_of_what_has_no_ends() -> None:
    assert hull(["a", "a"], Text()) == "a" and hull(["a", "b"], Text()) is None
    assert hull([True, True], Truth()) is True and hull([True, None], Truth()) is None
    both = hull([MonthsValue(frozenset({1, 2})), MonthsValue(frozenset({2}))], Months())
    assert both == MonthsValue(frozenset({2}), frozenset({1}))
