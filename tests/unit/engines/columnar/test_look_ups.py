"""Facts of other subjects: values, reasons and next changes come back beside those who asked."""

from __future__ import annotations

from zhiban.language import Enterprise, age, fact, unknown

from .small_world import Firms, Months, Payments, Person, day, kinds, month_of, span, told

P = Payments.of(Person)
size = fact("firm.size", "规模", Firms.of(Enterprise).size)
is_large = fact("firm.is_large", "大型", size.is_in("high"))
staff = fact("firm.staff", "人数", Firms.of(Enterprise).staff, at_least=0)
ROWS = {
    "payments": [
        {"no": "1", "person": "p", "paid_on": day("2025-01-01"), "firm": "f"},
        {"no": "2", "person": "q", "paid_on": day("2025-01-01"), "firm": "g"},
        {"no": "3", "person": "r", "paid_on": day("2025-01-01"), "firm": None},
        {"no": "4", "person": "r", "paid_on": day("2024-01-01"), "firm": "f"},
        {"no": "5", "person": "s", "paid_on": day("2025-01-01"), "firm": "h"},
    ],
    "firms": [{"firm": "f", "size": 2, "staff": 7}, {"firm": "g", "size": None}],
}
OTHERS = (size, is_large, staff)


def test_of_the_subject_that_one_row_names() -> None:
    employer = P.last(Payments.firm, if_none=unknown)
    found = told(employer[staff], ROWS, ("p", "q", "r", "s", "t"), others=OTHERS)
    assert [span(f) for f in found] == [(7, 7), (0, None), (0, None), (0, None), (0, None)]
    assert [kinds(f) for f in found] == [
        [], [("empty", "staff")], [("empty", "firm")], [("gap", "")], [("gap", "")],
    ]  # fmt: skip


def test_as_a_filter_of_rows() -> None:
    found = told(P.where(Payments.firm[is_large]).count(), ROWS, ("p", "q", "r"), others=OTHERS)
    assert [span(f) for f in found] == [(1, 1), (0, 1), (1, 2)]
    assert kinds(found[1]) == [("empty", "size")]
    assert kinds(found[2]) == [("empty", "firm")]


def test_of_the_subject_of_the_occasion() -> None:
    units = [("p", "1"), ("r", "3"), ("r", "4")]
    found = told(Payments.firm[is_large], ROWS, units, of=Payments, others=OTHERS)
    assert [f[""] for f in found] == [True, None, True]


def test_a_fact_about_the_very_row() -> None:
    months = Months.of(Person).until(Payments.paid_on).count()
    before = fact("person.months_before", "此前月数", months, of=Payments, subject=Person)
    held = ROWS | {
        "months": [{"person": "p", "for_month": month_of(m)} for m in ("2024-12", "2025-02")]
    }
    found = told(Payments.person[before], held, [("p", "1")], of=Payments, others=(before,))
    assert span(found[0]) == (1, 1)


def test_the_next_change_of_another_subject_is_one_of_those_who_look_it_up() -> None:
    grown = age(Payments.of(Enterprise).first(Payments.paid_on, if_none=unknown)).reached(
        1, counting="on_the_day"
    )
    of_age = fact("firm.a_year_old", "满一年", grown)
    found = told(P.last(Payments.firm, if_none=unknown)[of_age], ROWS, ("p", "q"), others=(of_age,))
    assert [f[""] for f in found] == [True, False]
    assert found[1]["next_change"] == day("2025-07-01")  # the first day that is not covered
