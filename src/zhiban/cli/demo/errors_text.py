"""How are measured errors shown? One line a rule, and what became of the rows with faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from zhiban.cli.demo.measured import Measured
from zhiban.cli.layout import table
from zhiban.language.rules import Rule
from zhiban.made_up.dirt.errors import errors, unexplained

Say = Callable[[str, str], str]
_FATES = {
    "harmless": ("认得出，不碍事", "recognised, does no harm"),
    "held_back": ("隔离，有关的人算“未知”", "held back: about these people nothing is sure"),
    "put_right": ("后来的交付改正", "put right by a later delivery"),
    "lasting": ("没有人知道，一直错着", "nobody knows: stays wrong"),
}


def text(found: Measured, rules: Mapping[str, Rule], language: str) -> str:
    """What was planted, what came of the rows, and the errors of each rule."""

    def say(zh: str, en: str) -> str:
        return f"{zh} · {en}" if language == "zh" else en

    lines = [
        "",
        "── " + say("带差错的交付，与真实情况比", "Sent with faults, beside what is really so"),
        "  " + say(
            f"交来 {found.delivered:,} 行：隔离 {found.quarantined:,}，重复 {found.repeated:,}",
            f"{found.delivered:,} rows sent: {found.quarantined:,} held back, "
            f"{found.repeated:,} repeated",
        ),
        table([(say("差错", "fault"), say("处", "places"), say("后果", "what comes of it")),
               *_planted(found.planted, say)], "  "),
        "",
        table(_errors(errors(found.both), rules, language, say), "  "),
        "  " + say(
            "漏成未知的不付也不拒，补上缺的就定；漏成否的才是错",
            "whoever is missed as unknown is neither paid nor refused; missed as no is wrong",
        ),
    ]  # fmt: skip
    left = unexplained(found.both, found.planted, found.kin).height
    told = say("说错而没有哪处差错能解释的", "wrong, and no planted fault accounts for it")
    lines.append(f"  {told}: {left}")
    return "\n".join(lines) + "\n"


def _planted(planted: pl.DataFrame, say: Say) -> list[tuple[str, ...]]:
    counts = planted.group_by("kind", "fate").len().sort("fate", "kind")
    return [(kind, f"{n:,}", say(*_FATES[fate])) for kind, fate, n in counts.iter_rows()]


def _errors(
    found: pl.DataFrame, rules: Mapping[str, Rule], language: str, say: Say
) -> list[tuple[str, ...]]:
    head = tuple(say(zh, en) for zh, en in (
        ("规则", "rule"), ("真有", "really"), ("说是", "said yes"), ("说错", "wrong"),
        ("漏成否", "missed: no"), ("漏成未知", "missed: unknown"), ("准", "precision"),
        ("全", "recall"),
    ))  # fmt: skip
    out = [head]
    for row in found.iter_rows(named=True):
        rule = rules[row["rule"]]
        counts = ("true_yes", "found_yes", "wrong_yes", "missed_no", "missed_unknown")
        shares = ("–" if row[k] is None else f"{row[k]:.1%}" for k in ("precision", "recall"))
        title = rule.title if language == "zh" else rule.title_en
        out.append((f"{title} {rule.id}", *(f"{row[k]:,}" for k in counts), *shares))
    return out
