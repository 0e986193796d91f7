"""More missing pieces than a word has bits are all named; what never was missing is not."""

from __future__ import annotations

import json

import polars as pl
from tests import rowwise_frames

from zhiban.engines.columnar.judge import judge_frame
from zhiban.language.rule_parts import Article, once
from zhiban.language.rules import WatchRule
from zhiban.language.subjects import Person
from zhiban.law.basis import Basis, Document
from zhiban.model import nodes as n
from zhiban.model.types import Integer, Truth

FACTS = [n.FactValue(f"fact_{place:03d}", Truth(), "person") for place in range(150)]
BASIS = Basis((Document("号", "题", "关", "2000", "2000-01-01"),))


def test_a_hundred_and_fifty_inputs() -> None:
    articles = tuple(Article(f.fact_id, "一", "条", f.fact_id, f) for f in FACTS)
    rule = WatchRule("many", "多", Person, once, BASIS, articles)
    cells = {f.fact_id: [True, None, None if i % 3 else True] for i, f in enumerate(FACTS)}
    keys = {"id": ["a", "b", "c"], "occasion": [""] * 3, "as_of": [20_000] * 3}
    frame = pl.DataFrame(keys | cells)
    found = judge_frame([rule], frame)
    because = [json.loads(text) for text in found["because"]]
    assert [len(b) for b in because] == [0, 150, 100]
    expected = rowwise_frames.judge_frame([rule], frame)["because"]
    assert because == [json.loads(text) for text in expected]


def test_an_operation_is_undefined_beside_its_inputs() -> None:
    part, total = (n.FactValue(name, Integer(None, 0), "person") for name in ("part", "total"))
    share = n.Compare("<=", n.Quotient(part, total), n.Literal(Integer(), 1))
    rule = WatchRule("share", "占比", Person, once, BASIS, (Article("a", "一", "条", "a", share),))
    frame = pl.DataFrame({
        "id": ["none", "unknown", "known"], "occasion": [""] * 3, "as_of": [20_000] * 3,
        "part": [1, 1, 1], "total": [0, None, 2],
    })  # fmt: skip
    found = judge_frame([rule], frame)
    named = dict(zip(found["id"], (json.loads(text) for text in found["because"]), strict=True))
    assert named == {
        "none": [{"of": "ratio(part, total)", "kind": "undefined"}],
        "unknown": [{"fact": "total", "reasons": [{"kind": "empty"}]}],
        "known": [],
    }
