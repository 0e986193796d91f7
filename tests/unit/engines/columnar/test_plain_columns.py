"""An input that is known or wholly unknown may lie in one plain column, and means the same."""

from __future__ import annotations

import polars as pl

from zhiban.engines.columnar.judge import judge_frame, verdicts
from zhiban.language.rule_parts import Article, once
from zhiban.language.rules import Rule, WatchRule
from zhiban.language.subjects import Person
from zhiban.law.basis import Basis, Document
from zhiban.model import nodes as n
from zhiban.model.types import CodeList, Integer, Ordered, Ratio

CLASSES = CodeList("sizes", "规模", ("small", "large"))
COUNT = n.FactValue("count", Integer(None, 0), "person")
SHARE = n.FactValue("share", Ratio(0), "person")
SIZE = n.FactValue("size", Ordered(CLASSES), "person")


def rule(id: str, condition: n.Node) -> Rule:
    basis = Basis((Document("号", "题", "关", "2000", "2000-01-01"),))
    return WatchRule(id, id, Person, once, basis, (Article("a", "一", "条", "a", condition),))


def compare(symbol: str, left: n.Node, number: int) -> n.Node:
    type_ = left.type if isinstance(left.type, Ordered) else Integer()
    return n.Compare(symbol, left, n.Literal(type_, number))


RULES = [
    rule("at least one", compare(">=", COUNT, 1)),
    rule("not negative", compare(">=", COUNT, 0)),
    rule("below none", compare("<", COUNT, 0)),
    rule("half", compare("<=", n.Multiply(Ratio(), SHARE, n.Literal(Integer(), 2)), 1)),
    rule("small", compare("<=", SIZE, 0)),
    rule("any size", compare("<=", SIZE, 1)),
    rule("twice", compare("==", n.Add(Integer(), COUNT, COUNT), 6)),
]
KEYS = {"id": ["a", "b", "c"], "occasion": [""] * 3, "as_of": [20_000] * 3}
PLAIN = pl.DataFrame({
    **KEYS, "count": [3, 0, None], "share.num": [1, 2, None], "share.den": [2, 3, None],
    "size": [0, 1, None],
})  # fmt: skip
ENDS = pl.DataFrame({
    **KEYS, "count.lo": [3, 0, 0], "count.hi": [3, 0, None],
    "share.lo.num": [1, 2, 0], "share.lo.den": [2, 3, 1],
    "share.hi.num": [1, 2, None], "share.hi.den": [2, 3, None],
    "size.lo": [0, 1, 0], "size.hi": [0, 1, 1],
})  # fmt: skip


def test_both_forms_give_one_finding() -> None:
    assert judge_frame(RULES, PLAIN).equals(judge_frame(RULES, ENDS))


def test_what_is_promised_decides_what_is_unknown() -> None:
    found = judge_frame(RULES, PLAIN).filter(pl.col("id") == "c")
    decided = dict(zip(found["rule"], found["verdict"], strict=True))
    assert decided == {
        "at least one": None, "not negative": True, "below none": False, "half": None,
        "small": None, "any size": True, "twice": None,
    }  # fmt: skip


def test_lazy_verdicts_are_those_of_the_findings() -> None:
    expected = judge_frame(RULES, ENDS).sort("id")
    for frame in (PLAIN, ENDS):
        lazily = verdicts(RULES, frame.lazy(), as_of=20_000).collect()
        for each in RULES:
            of_rule = expected.filter(pl.col("rule") == each.id)["verdict"]
            assert lazily[each.id].to_list() == of_rule.to_list()
