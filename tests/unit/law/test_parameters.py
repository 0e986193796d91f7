"""Which dated value applies, what refuses a pack, and what a fingerprint sees."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiban.law.dated_values import LEVELS
from zhiban.law.parameters import (
    DatedValue,
    Parameter,
    check,
    entries_for,
    select,
    step_of,
    value_text,
)
from zhiban.law.scalars import parse_day as day

ALWAYS = ((day("2020-01-01"), None),)
LARGE, SMALL = (("size", ("large",)),), (("size", ("small", "micro")),)


def value(number, first="2020-01-01", last=None, **more):
    return DatedValue(number, day(first), None if last is None else day(last), **more)


def parameter(*values, type_name="integer"):
    return Parameter("x", "甲", "A", type_name, values)


def chosen(entries, on="2025-07-01", occasion="", **scope):
    return [v.value for v in select(parameter(*entries), day(on), occasion, scope)]


def codes(*entries, spans=ALWAYS, occasions=(), code_lists=None, type_name="integer"):
    problems = check(parameter(*entries, type_name=type_name), spans, occasions, code_lists)
    return [problem.code for problem in problems]


# --- selection ------------------------------------------------------------------------------


def test_the_date_chooses_and_both_ends_are_included():
    entries = (value(1, "2024-01-01", "2024-12-31"), value(2, "2025-01-01"))
    assert chosen(entries, "2023-12-31") == []
    assert chosen(entries, "2024-01-01") == chosen(entries, "2024-12-31") == [1]
    assert chosen(entries, "2025-01-01") == [2]


def test_an_occasion_is_stronger_than_any_date_and_its_value_is_for_it_alone():
    entries = (value(1), value(2, "2030-01-01", for_occasions=("2025",)))
    assert chosen(entries, occasion="2025") == [2]
    assert chosen(entries, "2031-01-01", occasion="2026") == [1]
    assert chosen(entries[1:], "2031-01-01", occasion="2026") == []


def test_city_before_national_and_a_ceiling_never():
    entries = (value(3, level="ceiling"), value(2, level="national"), value(1))
    assert chosen(entries) == [1]
    assert chosen(entries[:2]) == [2]
    assert chosen(entries[:1]) == []
    assert chosen((value(2, level="national", scope=LARGE), value(1)), size="large") == [1]


def test_the_narrowest_scope_wins_where_it_fits():
    both = (*LARGE, ("trade", ("H62",)))
    entries = (value(1), value(2, scope=LARGE), value(3, scope=both))
    assert chosen(entries, size="small", trade="H62") == [1]
    assert chosen(entries, size="large", trade="F52") == [2]
    assert chosen(entries, size="large", trade="H62") == [3]


def test_an_unknown_code_leaves_every_value_it_may_mean():
    entries = (value(1), value(2, scope=LARGE), value(3, scope=SMALL))
    assert chosen(entries, size=None) == chosen(entries) == [2, 3, 1]
    assert chosen(entries[1:], size=None) == [2, 3]
    assert chosen((*entries, value(9, level="national")), size=None) == [2, 3, 1]
    unsettled_occasion = (value(1), value(2, scope=LARGE, for_occasions=("2025",)))
    assert chosen(unsettled_occasion, occasion="2025", size=None) == [2, 1]
    assert chosen(unsettled_occasion, occasion="2025", size="small") == [1]


levels = st.sampled_from(LEVELS)
scopes = st.sampled_from([(), LARGE, SMALL, (("trade", ("a",)),), (*LARGE, ("trade", ("a", "b")))])
entries_at_random = st.lists(
    st.builds(
        DatedValue,
        st.integers(0, 9),
        st.integers(0, 5),
        st.none() | st.integers(0, 9),
        levels,
        scopes,
        st.sampled_from([(), ("o",)]),
    ),
    max_size=5,
)
sizes, trades = st.sampled_from(["large", "small", "other"]), st.sampled_from(["a", "b", "c"])


@given(entries_at_random, st.integers(0, 9), st.sampled_from(["", "o"]), sizes, trades)
def test_with_an_unknown_code_nothing_is_left_out_that_some_code_would_choose(
    entries, on, occasion, size, trade
):
    of = parameter(*entries)
    sure = select(of, on, occasion, {"size": size, "trade": trade})
    for scope in ({"size": None, "trade": trade}, {"trade": None, "size": size}, {}):
        possible = select(of, on, occasion, scope)
        assert all(v in possible for v in sure)


# --- published by then ----------------------------------------------------------------------


def test_texts_published_later_are_not_known_yet():
    entries = parameter(
        value(1, "2024-01-01"),
        value(2, "2025-01-01", published_day=day("2025-06-12")),
        value(3, "2026-01-01", published_day=day("2025-11-01")),
    )
    assert [v.value for v in entries_for(entries, None).values] == [1, 2, 3]
    assert [v.value for v in entries_for(entries, day("2025-06-11")).values] == [1]
    assert [v.value for v in entries_for(entries, day("2025-11-01")).values] == [1, 2, 3]
    assert entries_for(entries, day("2023-01-01")).values == ()


# --- gaps -----------------------------------------------------------------------------------


def test_a_day_of_the_basis_without_a_value_is_a_gap():
    entries = (value(1, "2020-01-01", "2023-12-31"), value(2, "2024-01-02"))
    problems = check(parameter(*entries), ALWAYS, ())
    assert [p.code for p in problems] == ["parameter-gap"]
    assert "2024-01-01..2024-01-01" in problems[0].what_en
    assert codes(*entries, spans=((day("2024-01-02"), None),)) == []
    assert codes(value(1, "2021-01-01", "2024-12-31")) == ["parameter-gap"] * 2


def test_ceilings_fill_no_gap_and_unsettled_law_does():
    assert codes(value(1, level="ceiling")) == ["parameter-gap"]
    assert codes(value(None, status="unknown")) == []
    assert codes(value(1, level="national")) == []


def test_a_period_named_by_a_value_covers_its_days():
    spans = ((day("2024-01-01"), day("2025-12-31")),)
    named = value(1, "2025-06-01", for_occasions=("2024",))
    assert codes(named, spans=spans) == ["parameter-gap"]
    assert codes(named, value(2, for_occasions=("2025",)), spans=spans) == []
    assert codes(named, value(2, "2025-01-01"), spans=spans) == []


def test_a_gap_for_some_codes_is_found_when_the_codes_are_known():
    entries = (value(1, scope=LARGE), value(2, scope=SMALL))
    assert codes(*entries) == []
    assert codes(*entries, code_lists={"size": ("large", "small", "micro")}) == []
    lists = {"size": ("large", "medium", "small", "micro")}
    problems = check(parameter(*entries), ALWAYS, (), lists)
    assert [p.code for p in problems] == ["parameter-gap"]
    assert "size=medium" in problems[0].what
    assert codes(*entries, value(3, level="national"), code_lists=lists) == []


# --- names ----------------------------------------------------------------------------------


def test_a_code_or_an_occasion_that_does_not_exist_is_named():
    problems = check(
        parameter(value(1, scope=(("size", ("larg",)),)), value(2)),
        ALWAYS,
        (),
        {"size": ("large", "small")},
    )
    assert [(p.code, p.attempt_en) for p in problems] == [("value-names", "write large")]
    assert codes(value(1), value(2, for_occasions=("2052",)), occasions=("2025",)) == [
        "value-names"
    ]
    assert codes(value(1), value(2, scope=LARGE), code_lists={"sizes": ("large",)}) == [
        "value-names"
    ]


# --- two values on one day ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "clash"),
    [
        (value(1, last="2024-12-31"), value(2, "2024-12-31"), True),
        (value(1, last="2024-12-31"), value(2, "2025-01-01"), False),
        (value(1), value(1, level="national"), False),
        (value(1), value(2, scope=LARGE), False),
        (value(1, scope=LARGE), value(2, scope=LARGE), True),
        (value(1, scope=(("size", ("large", "small")),)), value(2, scope=SMALL), True),
        (value(1, scope=LARGE), value(2, scope=(("trade", ("a",)),)), True),
        (value(1), value(2, for_occasions=("2025",)), False),
        (value(1, for_occasions=("2024", "2025")), value(2, for_occasions=("2025",)), True),
        (value(1, level="ceiling"), value(2, level="ceiling"), True),
    ],
)
def test_two_values_of_one_level_and_scope_on_one_day(a, b, clash):
    assert codes(value(0, "2019-01-01", "2019-01-01"), a, b, spans=()) == (
        ["parameter-twice"] if clash else []
    )


# --- ceilings -------------------------------------------------------------------------------


def test_a_city_value_above_the_ceiling_in_force_that_day():
    ceiling = value(30, "2022-01-01", "2023-12-31", level="ceiling")
    assert codes(value(31), ceiling) == ["parameter-ceiling"]
    assert codes(value(30), ceiling) == []
    assert codes(value(20, last="2023-12-31"), value(31, "2024-01-01"), ceiling) == []
    assert codes(value(20), value(31, for_occasions=("2023",)), ceiling) == ["parameter-ceiling"]
    assert codes(value(20), value(31, for_occasions=("2024",)), ceiling) == []
    assert codes(value(None, status="unknown"), ceiling) == []
    assert codes(value(31, level="national"), ceiling) == []


def test_a_narrower_ceiling_takes_the_place_of_the_wide_one():
    wide, narrow = value(30, level="ceiling"), value(60, level="ceiling", scope=SMALL)
    city = value(60, scope=(("size", ("small",)),))
    assert codes(value(30), city, wide, narrow) == []
    assert codes(value(30), replace(city, value=61), wide, narrow) == ["parameter-ceiling"]
    assert codes(value(30), replace(city, scope=LARGE), wide, narrow) == ["parameter-ceiling"]


def test_a_scale_is_compared_bound_by_bound():
    top = value(((12, 3), (24, 6)), level="ceiling")
    assert codes(value(((12, 3), (24, 6))), top, type_name="scale") == []
    assert codes(value(((18, 3), (36, 6))), top, type_name="scale") == []
    assert codes(value(((6, 1), (24, 6))), top, type_name="scale") == ["parameter-ceiling"]
    assert codes(value(((12, 3), (18, 4), (24, 6))), top, type_name="scale") == [
        "parameter-ceiling"
    ]


def test_steps():
    steps = ((12, 3), (24, 6))
    assert [step_of(steps, x) for x in (11, 12, 23, 24, 10**9)] == [0, 3, 3, 6, 6]


# --- as text and as meaning -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "type_name", "text"),
    [
        (Fraction(55, 1000), "rate", "5.5 %"),
        (Fraction(1, 3), "rate", "1/3"),
        (Fraction(3), "rate", "300 %"),
        (Fraction(-1, 200), "rate", "-0.5 %"),
        (186_400, "money", "1864.00 元"),
        (day("2025-06-01"), "date", "2025-06-01"),
        (2024 * 12 + 6, "month", "2024-07"),
        (((12, 3), (24, 6)), "scale", "12→3 24→6"),
        (None, "rate", "未定 unknown"),
        (24, "months", "24"),
    ],
)
def test_a_value_is_written_as_the_law_writes_it(content, type_name, text):
    assert value_text(content, type_name) == text


def test_a_fingerprint_sees_meaning_and_no_words():
    a = value(
        Fraction(1, 10), scope=(("size", ("b", "a")),), document="甲", note="注", article="一"
    )
    b = replace(a, document="乙", note="", article="", place="x:1", scope=(("size", ("a", "b")),))
    assert json.dumps(a.canonical()) == json.dumps(b.canonical())
    for change in (
        {"value": Fraction(1, 5)},
        {"value": None},
        {"status": "memory"},
        {"from_day": 0},
        {"until_day": day("2030-01-01")},
        {"level": "national"},
        {"for_occasions": ("2025",)},
        {"published_day": 0},
        {"scope": ()},
    ):
        assert replace(a, **change).canonical() != a.canonical()
    of = parameter(a)
    assert replace(of, title="乙", title_en="B", place="y").canonical() == of.canonical()
    assert "values" not in of.canonical()
