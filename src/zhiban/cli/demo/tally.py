"""What comes out over everybody: verdicts, money, and which missing piece would settle most?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

VERDICTS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Money:
    """The known sum of the yes findings of a rule, in fen, and how many have no known sum."""

    known_fen: int
    priced: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something not known: `settles` findings hang on it alone, `named` findings name it.

    `what` is fact, parameter or undefined; `kinds` say why it is missing, the most frequent first.
    """

    what: str
    name: str
    kinds: tuple[str, ...]
    settles: int
    named: int


def verdicts(findings: pl.DataFrame, rule_id: str) -> dict[str, int]:
    """How many findings of a rule are yes, no and unknown; `findings` in the form of files."""
    counted = Counter(findings.filter(pl.col("rule") == rule_id)["verdict"])
    return {verdict: counted[verdict] for verdict in VERDICTS}


def money(findings: pl.DataFrame, rule_id: str) -> Money:
    """What the yes findings of a rule come to."""
    yes = findings.filter(pl.col("rule") == rule_id, pl.col("verdict") == "yes")["amount_fen"]
    return Money(int(yes.sum()), yes.len() - yes.null_count(), yes.null_count())


def missing(findings: pl.DataFrame) -> list[Missing]:
    """Everything that unknown findings name, what settles most first."""
    settles: Counter[tuple[str, str]] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    kinds: dict[tuple[str, str], Counter[str]] = {}
    for text in findings.filter(pl.col("verdict") == "unknown")["because"]:
        items = json.loads(text)
        for item in items:
            key = _key(item)
            named[key] += 1
            settles[key] += len(items) == 1
            kinds.setdefault(key, Counter()).update(_kinds(item))
    order = sorted(named, key=lambda key: (-settles[key], -named[key], key))
    return [
        Missing(*key, tuple(k for k, _ in kinds[key].most_common()), settles[key], named[key])
        for key in order
    ]


def _key(item: dict[str, object]) -> tuple[str, str]:
    for what in ("fact", "parameter"):
        if what in item:
            return what, str(item[what])
    return "undefined", str(item.get("of", ""))


def _kinds(item: dict[str, object]) -> Iterable[str]:
    reasons = item.get("reasons")
    if isinstance(reasons, list):
        return sorted({str(reason["kind"]) for reason in reasons})
    return [str(item.get("kind", "undefined"))]
