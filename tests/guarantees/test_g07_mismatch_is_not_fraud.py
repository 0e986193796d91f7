"""G7: no rule can output "fraud"; what follows from a watch is a closed list without a penalty."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.guarantees.watch_packs import refusal

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
