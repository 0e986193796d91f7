"""The days on which a rule's documents are in force, and what is wrong with them."""

from dataclasses import replace

import pytest

from zhiban.law.basis import Basis, Document
from zhiban.law.scalars import parse_day as day

OLD = Document("甲〔2021〕1号", "旧", "市人社局", "2021-05", "2021-01-01", "2021-12-31")
NEW = Document("甲〔2022〕1号", "新", "市人社局", "2022-03-28", "2022-01-01", status="memory")


def test_spans_are_joined_where_they_touch():
    assert Basis([OLD, NEW]).spans() == ((day("2021-01-01"), None),)
    later = replace(NEW, in_force="2022-04-08", until="2022-12-31")
    basis = Basis((later, OLD))
    assert basis.spans() == (
        (day("2021-01-01"), day("2021-12-31")),
        (day("2022-04-08"), day("2022-12-31")),
    )
    assert basis.in_force_on(day("2021-12-31"))
    assert not basis.in_force_on(day("2022-01-01"))
    assert basis.problems("refund") == []
    assert basis.canonical() == [list(span) for span in basis.spans()]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"in_force": "2022-13-01"}, "basis-date"),
        ({"in_force": "2022-06"}, "basis-date"),
        ({"until": "2022/06/01"}, "basis-date"),
        ({"issued_on": "spring"}, "basis-date"),
        ({"until": "2021-12-31"}, "basis-reversed"),
        ({"status": "sure"}, "basis-status"),
        ({"number": "", "title": ""}, "basis-unnamed"),
    ],
)
def test_what_is_wrong_is_named_and_left_out(change, code):
    basis = Basis([OLD, replace(NEW, **change)])
    problems = basis.problems("refund")
    assert [problem.code for problem in problems] == [code]
    assert problems[0].where.startswith("refund")
    assert basis.spans() == Basis([OLD]).spans()


def test_an_issue_date_may_be_partial_or_missing():
    for text in ("", "2022", "2022-03"):
        assert Basis([replace(NEW, issued_on=text)]).problems("") == []


def test_a_basis_needs_a_document():
    assert [problem.code for problem in Basis([]).problems("refund")] == ["basis-empty"]
