"""How are values, constants and requirements written? One form for each type."""

from __future__ import annotations

import datetime as dt

import pytest

from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.leaves import leaf_label, required_text, signed_leaves
from zhiban.model.months import MonthsValue
from zhiban.model.texts import months_text, plain, value_text
from zhiban.model.types import (
    NEVER_DAY,
    NEVER_MONTH,
    CodeList,
    Date,
    Integer,
    Money,
    Month,
    Months,
    Ordered,
    Ratio,
    Text,
    Truth,
    Type,
    date_of,
    day_number,
    month_number,
)
from zhiban.model.values import Ends, Value, exactly

CLASSES = CodeList("texts_classes", "级", ("low", "high"), ("低", "高"), ("Low", "High"))
UNTITLED = CodeList("texts_untitled", "级", ("low", "high"), ("低", "高"))


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        (exactly(0), Money(), "0.00"), (exactly(5), Money(), "0.05"),
        (exactly(-5), Money(), "-0.05"), (exactly(-101), Money(), "-1.01"),
        (exactly(123456), Money(), "1234.56"), (exactly(100), Money(), "1.00"),
        (exactly((2, 40)), Ratio(), "2/40"), (Ends(1, None), Integer(), "[1, ]"),
        (Ends(None, None), Integer(), "[, ]"), (Ends(1, 2), Integer(), "[1, 2]"),
        (exactly(0), Date(), "1970-01-01"), (exactly(-1), Date(), "1969-12-31"),
        (exactly(NEVER_DAY), Date(), "never"), (exactly(NEVER_DAY - 1), Date(), "9999-12-30"),
        (exactly(NEVER_MONTH), Month(), "never"), (exactly(NEVER_MONTH - 1), Month(), "9999-11"),
        (exactly(2024 * 12), Month(), "2024-01"), (exactly(2024 * 12 + 11), Month(), "2024-12"),
        (exactly(1), Ordered(CLASSES), "high"), (Ends(0, 1), Ordered(CLASSES), "[low, high]"),
        (True, Truth(), "true"), (False, Truth(), "false"), (None, Truth(), ""),
        ("甲", Text(), "甲"), (None, Text(), ""),
        (MonthsValue(frozenset({24288}), frozenset({24289})), Months(), "2024-01"),
    ],
)  # fmt: skip
def test_a_value_has_one_form(value: Value, type_: Type, text: str) -> None:
    assert value_text(value, type_) == text


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([], ""),
        ([24288], "2024-01"),
        ([24288, 24289], "2024-01..2024-02"),
        ([24288, 24290], "2024-01;2024-03"),
        ([24299, 24300, 24301, 24303], "2024-12..2025-02;2025-04"),
    ],
)
def test_months_in_a_row_are_written_as_a_stretch(months: list[int], text: str) -> None:
    assert months_text(months) == text


def test_days_and_months_are_numbers_and_back() -> None:
    assert day_number(dt.date(1970, 1, 2)) == 1
    assert date_of(day_number(dt.date(2024, 2, 29))) == dt.date(2024, 2, 29)
    assert month_number(2024, 1) == 24288 and month_number(2023, 12) == 24287


def test_a_code_has_a_title_in_the_language_asked_for() -> None:
    assert [CLASSES.title_of(c) for c in ("low", "high", "none")] == ["低", "高", "none"]
    assert [CLASSES.title_of(c, "en") for c in ("low", "high", "none")] == ["Low", "High", "none"]
    assert UNTITLED.title_of("high") == "高"
    assert UNTITLED.title_of("high", "en") == "high"  # no English titles: the code itself


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (Month(), 2024 * 12, "2024-01"), (Month(), 2024 * 12 + 11, "2024-12"),
        (Date(), 1, "1970-01-02"), (Ordered(CLASSES), 1, "high"), (Truth(), True, "true"),
        (Truth(), False, "false"), (Integer(), 12, "12"), (Text(), "A", "A"),
    ],
)  # fmt: skip
def test_a_constant_is_written_as_the_author_wrote_it(
    type_: Type, value: int | bool | str, text: str
) -> None:
    assert label(n.Literal(type_, value)) == text


def test_hints_for_those_who_fill_in_files_are_left_out_of_titles() -> None:
    assert plain("申请日期（没有申请为 never）") == "申请日期"
    assert plain("applied on; never if not") == "applied on"
    assert plain("日期（当地时间）") == "日期（当地时间）"


MEN = n.FactValue("texts.men", Integer(), "person")
SIZE = n.FactValue("texts.size", Ordered(CLASSES), "person")
ON = n.FactValue("texts.on", Date(), "person")
WELL = n.FactValue("texts.well", Truth(), "person")


@pytest.mark.parametrize(
    ("symbol", "opposite"),
    [("<=", ">"), ("<", ">="), (">=", "<"), (">", "<="), ("==", "!="), ("!=", "==")],
)
def test_what_is_required_of_a_comparison(symbol: str, opposite: str) -> None:
    leaf = n.Compare(symbol, MEN, n.Literal(Integer(), 20))
    assert required_text(leaf, True, exactly(20)) == f"{symbol} 20"
    assert required_text(leaf, False, exactly(20)) == f"{opposite} 20"
    assert leaf_label(leaf) == "texts.men"


def test_what_is_required_of_the_other_conditions() -> None:
    within = n.IsIn(SIZE, ("high", "low"))
    assert required_text(within, True, None) == "in low | high"  # in the order of the list
    assert required_text(within, False, None) == "not in low | high"
    assert [required_text(n.Reached(ON), w, None) for w in (True, False)] == [
        "<= as_of", "> as_of",
    ]  # fmt: skip
    assert [required_text(WELL, w, None) for w in (True, False)] == ["true", "false"]


def test_a_not_turns_what_is_wanted_and_a_switch_between_texts_is_no_finding() -> None:
    switch = n.Compare("==", n.Literal(Integer(), 1), n.Literal(Integer(), 1))
    condition = n.All((n.Not(n.AnyOf((WELL, n.Not(n.Reached(ON))))), switch, WELL))
    assert list(signed_leaves(condition)) == [(WELL, False), (n.Reached(ON), True), (WELL, True)]
