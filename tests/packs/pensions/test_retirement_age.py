"""In which month may, and must, a person retire? Examples of the law, and months on either side."""

import pytest

from zhiban.engines.calculators.rowwise import evaluate
from zhiban.law.calendar import month_of as month_of_day
from zhiban.model.types import day_number, month_number
from zhiban.model.values import Ends, compare, exactly
from zhiban_packs.pensions.calculators.minimum_months import minimum_months
from zhiban_packs.pensions.calculators.retirement_age import retirement_age

M55, M50 = "original_55", "original_50"


def month(text: str) -> int:
    return month_number(int(text[:4]), int(text[5:]))


def asked(sex, born, group=None):
    ends = exactly(month(born)) if isinstance(born, str) else born
    out = evaluate(retirement_age, {"born": ends, "sex": sex, "women_group": group})
    return {name: answered.value for name, answered in out.items()}


# (sentence, status, sex, group, born, expected)
EXAMPLES = [
    ("1965年1月出生的男职工60岁1个月、2025年2月退休，可选2025年1月至2028年2月", "read",
     "1", None, "1965-01", ("2025-02", 1, "2025-01", "2028-02")),
    ("1970年1月出生、原55岁退休的女职工55岁1个月、2025年2月退休", "read",
     "2", M55, "1970-01", ("2025-02", 1, "2025-01", "2028-02")),
    ("1975年4月出生、原50岁退休的女职工50岁2个月、2025年6月退休", "read",
     "2", M50, "1975-04", ("2025-06", 2, "2025-04", "2028-06")),
    ("1964年12月出生的男职工不延迟，2024年12月退休", "read",
     "1", None, "1964-12", ("2024-12", 0, "2024-12", "2024-12")),
    ("1976年9月出生的男职工63岁、2039年9月退休，可提前到2036年9月", "derived",
     "1", None, "1976-09", ("2039-09", 36, "2036-09", "2042-09")),
    ("1968年3月出生的男职工2029年1月退休，最早2028年3月（60周岁）", "derived",
     "1", None, "1968-03", ("2029-01", 10, "2028-03", "2032-01")),
    ("1973年7月出生、原55岁退休的女职工55岁11个月、2029年6月退休", "derived",
     "2", M55, "1973-07", ("2029-06", 11, "2028-07", "2032-06")),
    ("1995年12月出生、原50岁退休的女职工55岁，最早2047年12月（不是50岁）", "derived",
     "2", M50, "1995-12", ("2050-12", 60, "2047-12", "2053-12")),
]  # fmt: skip

# The steps the decision's own text gives: born, delay in months, month of retirement.
STEPS = [
    ("1", None, "1965-04", 1, "2025-05"), ("1", None, "1965-05", 2, "2025-07"),
    ("1", None, "1976-08", 35, "2039-07"), ("1", None, "1976-12", 36, "2039-12"),
    ("2", M55, "1969-12", 0, "2024-12"), ("2", M55, "1970-04", 1, "2025-05"),
    ("2", M55, "1970-05", 2, "2025-07"), ("2", M55, "1981-08", 35, "2039-07"),
    ("2", M55, "1981-09", 36, "2039-09"), ("2", M55, "1981-12", 36, "2039-12"),
    ("2", M50, "1974-12", 0, "2024-12"), ("2", M50, "1975-01", 1, "2025-02"),
    ("2", M50, "1975-02", 1, "2025-03"), ("2", M50, "1975-03", 2, "2025-05"),
    ("2", M50, "1984-10", 59, "2039-09"), ("2", M50, "1984-11", 60, "2039-11"),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[1]}：{e[0]}")
def test_examples(example):
    _, _, sex, group, born, (statutory, delay, earliest, latest) = example
    out = asked(sex, born, group)
    assert out["statutory"] == exactly(month(statutory))
    assert out["delay_months"] == exactly(delay)
    original = 60 if sex == "1" else 55 if group == M55 else 50
    assert out["age_months"] == exactly(original * 12 + delay)
    assert out["earliest"] == exactly(month(earliest))
    assert out["latest"] == exactly(month(latest))


@pytest.mark.parametrize(("sex", "group", "born", "delay", "retires"), STEPS)
def test_the_steps_of_the_tables(sex, group, born, delay, retires):
    out = asked(sex, born, group)
    assert (out["delay_months"], out["statutory"]) == (exactly(delay), exactly(month(retires)))


def test_a_choice_before_the_sixtieth_birthday_is_refused():
    earliest = asked("1", "1968-03")["earliest"]
    assert compare("<=", earliest, exactly(month("2028-02"))) is False
    assert compare("<=", earliest, exactly(month("2028-03"))) is True


def test_exactly_thirty_six_months_early_is_allowed():
    earliest = asked("1", "1976-09")["earliest"]
    assert compare("<=", earliest, exactly(month("2036-09"))) is True
    assert compare("<=", earliest, exactly(month("2036-08"))) is False


def test_a_woman_whose_group_is_unknown_has_a_range():
    out = asked("2", "1972-06")
    assert out["statutory"] == Ends(month("2022-06"), month("2028-02"))
    assert out["delay_months"] == Ends(0, 8)


def test_the_group_of_women_means_nothing_for_a_man():
    assert asked("1", "1965-01", None) == asked("1", "1965-01", M50)


@pytest.mark.parametrize("sex", ["0", "9", None])
def test_without_a_sex_nothing_is_known(sex):
    assert asked(sex, "1972-06", M50)["statutory"] == Ends(None, None)


def test_the_table_is_by_month_so_a_day_within_the_month_need_not_be_known():
    first, last = month("1965-01"), month("1965-04")
    assert asked("1", Ends(first, last))["delay_months"] == exactly(1)
    assert asked("1", Ends(first, last + 1))["delay_months"] == Ends(1, 2)
    assert asked("1", Ends(first, None))["statutory"] == Ends(month("2025-02"), None)


def test_whoever_is_born_on_a_leap_day_is_born_in_february():
    import datetime as dt

    for day in (dt.date(1968, 2, 29), dt.date(1968, 2, 1)):
        born = exactly(month_of_day(day_number(day)))
        assert asked("1", born) == asked("1", "1968-02")


# --- minimum months -------------------------------------------------------------------------------


def missing(retires_in, months_paid, statutory=None):
    paid = Ends(0, None) if months_paid is None else exactly(months_paid)
    values = {
        "retires_in": exactly(month(retires_in)),
        "statutory": exactly(month(statutory or retires_in)),
        "months_paid": paid,
    }
    out = evaluate(minimum_months, values)
    return out["minimum_months"].value, out["missing_months"].value


MINIMUM = [
    ("2029年12月退休，180个月够", "derived", ("2029-12", 180), 180, 0),
    ("2030年1月退休，180个月还差6个月", "derived", ("2030-01", 180), 186, 6),
    ("2028年5月退休，179个月还差1个月", "derived", ("2028-05", 179), 180, 1),
    ("弹性提前到2031年8月，按2031年的192个月，195个月够", "derived",
     ("2031-08", 195, "2034-02"), 192, 0),
    ("2029年11月到龄，延迟到2032年3月，仍按180个月", "read",
     ("2032-03", 180, "2029-11"), 180, 0),
    ("2039年起240个月，239个月还差1个月", "derived", ("2039-01", 239), 240, 1),
]  # fmt: skip


@pytest.mark.parametrize("example", MINIMUM, ids=lambda e: f"{e[1]}：{e[0]}")
def test_minimum_months(example):
    _, _, given, needed, lacking = example
    assert missing(*given) == (exactly(needed), exactly(lacking))


def test_without_months_the_minimum_is_known_and_what_is_missing_is_not():
    assert missing("2035-07", None) == (exactly(216), Ends(0, 216))
