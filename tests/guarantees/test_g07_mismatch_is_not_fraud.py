"""G7: no rule can output "fraud"; what follows from a watch is a closed list without a penalty."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from tests import rowwise_frames
from tests.guarantees.watch_packs import loaded, refusal

from zhiban.cli.reading import day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.language.watches import CONSEQUENCES
from zhiban.packs import load
from zhiban.packs.protection import ACCUSING


@pytest.mark.parametrize("word", ["涉嫌欺诈", "骗取待遇", "possible Fraud", "冒领"])
@pytest.mark.parametrize("place", ["title", "article"])
def test_no_rule_says_fraud(tmp_path: Path, word: str, place: str) -> None:
    article, title = (word, "两处领取") if place == "article" else ("领过", word)
    body = f'rule = watch(article("a", "一", "{article}", paid >= 1), title="{title}")'
    assert refusal(tmp_path, body) == (
        "accusing",
        f"规则 g_watch 的文字“{word}”是对人的定性：规则只能说哪些记录不一致（G7）",
        f"rule g_watch says “{word}”, which judges a person: a rule can only say which records "
        "disagree (G7)",
    )


@pytest.mark.parametrize("consequence", ["stop", "debt", "penalty", "suspend", ""])
def test_a_watch_stops_claims_and_punishes_nothing(tmp_path: Path, consequence: str) -> None:
    body = f'rule = watch(article("a", "一", "领过", paid >= 1), consequence="{consequence}")'
    assert refusal(tmp_path, body) == (
        "watch-consequence",
        f"预警 g_watch：后果不能是 {consequence!r}，预警本身不停发、不追回、不处罚",
        f"watch g_watch: its consequence cannot be {consequence!r}; a watch by itself stops "
        "nothing, claims nothing, punishes nobody",
    )


def test_the_consequences_are_a_closed_list() -> None:
    assert set(CONSEQUENCES) == {"verify", "ask", "notify"}


def test_no_loaded_rule_fact_or_code_accuses() -> None:
    library = load()
    texts = [t for f in library.facts.values() for t in (f.id, f.title, f.title_en)]
    texts += [t for r in library.rules.values() for t in (r.id, r.title, r.title_en)]
    assert not [t for t in texts if any(word in t.lower() for word in ACCUSING)]


LATER = """
first_on = fact("g.first_on", "最早日期", Payments.of(Person)
                .least(Payments.paid_on, if_none=unknown))
parts = [article("a", "一", "领过", paid >= 1),
         article("b", "二", "满三个月", reached(months_after(first_on, 3)))]
rule = watch(*parts)
twin = Policy(id="g_twin", title="补助", subject=Person, per=once, basis=BASIS, lane="tell",
              law_on=judged_day, entitled=parts)
"""


def test_of_nobody_is_it_said_that_they_may_soon_be_flagged(tmp_path: Path) -> None:
    library = loaded(tmp_path, LATER)
    rules = [library.rules["g_watch"], library.rules["g_twin"]]
    first_on = day("2025-05-01", "")
    frame = pl.DataFrame([{
        "id": "p", "occasion": "", "as_of": day("2025-06-30", ""), "g.paid.lo": 1, "g.paid.hi": 1,
        "g.first_on.lo": first_on, "g.first_on.hi": first_on,
    }])  # fmt: skip
    for judge in (judge_frame, rowwise_frames.judge_frame):
        found = {r["rule"]: r for r in judge(rules, frame).rows(named=True)}
        assert [r["verdict"] for r in found.values()] == [False, False]
        assert json.loads(found["g_twin"]["outputs"])["near"] == "b"
        assert "near" not in json.loads(found["g_watch"]["outputs"])
