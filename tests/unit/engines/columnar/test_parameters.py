"""A dated parameter says the same in columns: days, scopes and occasions in doubt."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest
from tests import rowwise_frames

from zhiban.engines.columnar.judge import judge_frame
from zhiban.language.rule_parts import Article, each_year
from zhiban.language.rules import PolicyRule, Rule
from zhiban.language.subjects import Person
from zhiban.law.basis import Basis, Document
from zhiban.law.dated_values import DatedValue, Parameter
from zhiban.model import nodes as n
from zhiban.model.types import Code, CodeList, Date, Money, Truth, Unrounded

CODES = CodeList("sectors", "行业", ("farm", "works", "shops"))
START = 20_000


def rate(share: int | None, first: int, last: int | None = None, **more: object) -> DatedValue:
    value = None if share is None else Fraction(share, 100)
    return DatedValue(value, first, last, **more)  # type: ignore[arg-type]


def rule(*values: DatedValue) -> Rule:
    """Money × the rate that `sector` and the day `event.on` pick."""
    event = n.FactValue("event.on", Date(), "person")
    sector = n.FactValue("sector", Code(CODES), "person")
    share = n.ParameterValue("share", Parameter("", "", "", "rate", ()).model_type, None,
                             (("sector", sector),))  # fmt: skip
    paid = n.FactValue("paid_fen", Money(0), "person")
    amount = n.Rounded(Money(), n.Multiply(Unrounded(), paid, share), "fen", "half_up", "法")
    always = Article("always", "一", "条", "always", n.Literal(Truth(), True))
    return PolicyRule(
        "refund", "返还", Person, each_year(open_for_months=12),
        Basis((Document("号", "题", "关", "2000", "1990-01-01"),)), (always,), law_on=event,
        parameters={"share": Parameter("share", "比例", "share", "rate", values)}, amount=amount,
    )  # fmt: skip


def frame() -> pl.DataFrame:
    rng = random.Random(3)
    rows = []
    for place in range(400):
        lo = START + rng.randint(-300, 300)
        hi = rng.choice((lo, lo, lo + rng.randint(0, 400), None))
        rows.append({
            "id": f"p{place}", "occasion": rng.choice(("2024", "2025")), "as_of": START,
            "event.on.lo": rng.choice((lo, lo, lo, None)), "event.on.hi": hi,
            "sector": rng.choice((*CODES.codes, None)),
            "paid_fen.lo": 12_345, "paid_fen.hi": 12_345,
        })  # fmt: skip
    return pl.DataFrame(rows)


TABLES = {
    "one after the other": (rate(10, START - 200, START - 1), rate(20, START)),
    "a gap between": (rate(10, START - 200, START - 50), rate(20, START)),
    "unsettled for a while": (rate(10, START - 200, START - 1), rate(None, START)),
    "narrow before wide": (rate(10, START - 200), rate(30, START, scope=(("sector", ("farm",)),))),
    "city before national": (
        rate(10, START - 100, START, level="national"),
        rate(20, START - 50), rate(90, START - 200, level="ceiling"),
    ),
    "for one year": (rate(10, START - 250), rate(40, START - 999, for_occasions=("2025",))),
    "two that may both apply": (
        rate(10, START - 200, scope=(("sector", ("farm", "works")),)),
        rate(20, START - 200, scope=(("sector", ("shops",)),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_equal_to_the_definition(name: str) -> None:
    rules, cases = [rule(*TABLES[name])], frame()
    columns = ["id", "verdict", "amount_fen"]
    found, expected = judge_frame(rules, cases), rowwise_frames.judge_frame(rules, cases)
    assert found.select(columns).equals(expected.select(columns))
    assert 0 < found["amount_fen"].null_count() < found.height
    for part in ("outputs", "because"):
        assert (
            found[part]
            .str.json_decode(infer_schema_length=None)
            .equals(expected[part].str.json_decode(infer_schema_length=None))
        )
