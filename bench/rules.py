"""How fast are rules over plain facts? Against the same conditions written by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from bench import plain
from bench.measuring import in_turns, peak_mib, say
from zhiban.engines.columnar.judge import reason_masks, verdicts

PEOPLE = 2_000_000


def judge_verdicts(folder: str) -> None:
    """Verdicts only: yes, no, unknown."""
    rules, _ = plain.policies()
    verdicts(rules, pl.scan_parquet(f"{folder}/people.parquet"), as_of=plain.AS_OF).collect()


def judge_reasons(folder: str) -> None:
    """Both ends of every number, and the reasons of every unknown."""
    rules, _ = plain.policies()
    reason_masks(rules, pl.read_parquet(f"{folder}/ends.parquet"))


def measure(repeat: int, people: int = PEOPLE) -> dict[str, Any]:
    """Seconds (medians), ratios, MiB per million people."""
    with tempfile.TemporaryDirectory() as folder:
        say("数据 data")
        plain.write_people(Path(folder) / "people.parquet", people)
        with_ends(Path(folder))
        rules, hand = plain.policies()
        facts, ends = f"{folder}/people.parquet", f"{folder}/ends.parquet"
        seconds = in_turns(
            {
                "by_hand": lambda: pl.scan_parquet(facts).select(hand).collect(),
                "verdicts": lambda: verdicts(
                    rules, pl.scan_parquet(facts), as_of=plain.AS_OF
                ).collect(),
                "reasons": lambda: reason_masks(rules, pl.read_parquet(ends)),
                "floor": lambda: pl.scan_parquet(facts).select(pl.all().null_count()).collect(),
            },
            repeat,
        )
        peaks = {
            name: peak_mib("bench.rules", function, folder)
            for name, function in (("verdicts", "judge_verdicts"), ("reasons", "judge_reasons"))
        }
    return {
        "people": people, "policies": 100, "conditions": 5, "repeat": repeat,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "ratios": {
            "verdicts / by hand": round(seconds["verdicts"] / seconds["by_hand"], 2),
            "reasons / verdicts": round(seconds["reasons"] / seconds["verdicts"], 2),
        },
        "peak_mib_per_million": {n: round(p / people * 1e6) for n, p in peaks.items()},
        "million_decisions_per_second": round(people * 100 / seconds["verdicts"] / 1e6),
    }  # fmt: skip


def with_ends(folder: Path) -> None:
    """The same people with both ends of every number, as the engine meets them after deriving."""
    frame = pl.scan_parquet(folder / "people.parquet")
    ends = [pl.col(n).alias(n + end) for n in plain.NUMBERS for end in (".lo", ".hi")]
    wanted = frame.select("id", "occasion", "as_of", *ends, *plain.FLAGS, *plain.CODES)
    wanted.collect().write_parquet(folder / "ends.parquet")


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    seconds, ratios, peaks = found["seconds"], found["ratios"], found["peak_mib_per_million"]
    return f"""## Rules over plain facts

{found["policies"]} policies of {found["conditions"]} conditions over {found["people"]:,} people
in a Parquet file, one cell in twenty empty; medians of {found["repeat"]} runs.

| case | seconds | against |
|---|---|---|
| floor: reading the same columns | {seconds["floor"]} | |
| by hand: the same conditions as Polars expressions | {seconds["by_hand"]} | |
| verdicts: yes, no, unknown | {seconds["verdicts"]} | {ratios["verdicts / by hand"]} × by hand |
| both ends of every number, reasons for every unknown | {seconds["reasons"]} | \
{ratios["reasons / verdicts"]} × verdicts |

That is {found["million_decisions_per_second"]} million decisions a second. Peak memory for a
million people: {peaks["verdicts"]} MiB for the verdicts, {peaks["reasons"]} MiB with reasons
(a process of its own, everything included).
"""
