"""How fast is zhiban? Ratios measured in one run, written as JSON and as a page.

    python bench/run.py [--people 2000000] [--repeat 5] [--no-page]

Every figure is a median of `--repeat` runs; the compared cases take turns, so that a machine that
slows down slows all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import polars as pl  # noqa: E402

from bench import plain, rows  # noqa: E402
from zhiban.engines.columnar.judge import reason_masks, verdicts  # noqa: E402

RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
FACTS = """id,occasion,insurance.mean_staff,insurance.drawers
""" + "".join(f"虚构{i},2025,40,{i}\n" for i in range(10))


def main() -> None:
    """Measure, then write results.json and the page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=2_000_000)
    asked.add_argument("--repeat", type=int, default=5)
    asked.add_argument("--no-page", action="store_true")
    asked.add_argument("--peak", help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.peak:
        cases(options.folder, options.people)[options.peak]()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), options.people, options.repeat)
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, ensure_ascii=False, indent=2))
    if not options.no_page:
        PAGE.write_text(page(found), encoding="utf-8")


def measure(folder: Path, people: int, repeat: int) -> dict[str, Any]:
    """All figures: seconds (medians), ratios, peak memory in MiB."""
    say("数据 data")
    plain.write_people(folder / "people.parquet", people)
    with_ends(folder)
    seconds: dict[str, list[float]] = {name: [] for name in cases(folder, people)}
    for turn in range(repeat):
        for name, case in cases(folder, people).items():
            say(f"{turn + 1}/{repeat} {name}")
            start = time.perf_counter()
            case()
            seconds[name].append(time.perf_counter() - start)
    median = {name: statistics.median(times) for name, times in seconds.items()}
    peaks = {name: peak(name, folder, people) for name in ("verdicts", "reasons")}
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(),
                    "polars": pl.__version__},
        "people": people, "policies": 100, "conditions": 5, "repeat": repeat,
        "seconds": {name: round(value, 3) for name, value in median.items()},
        "ratios": {
            "verdicts / by hand": round(median["verdicts"] / median["by_hand"], 2),
            "reasons / verdicts": round(median["reasons"] / median["verdicts"], 2),
            "facts from rows / by hand": round(median["rows"] / median["rows_by_hand"], 2),
        },
        "peak_mib_per_million": {n: round(p / 1024 / people * 1e6) for n, p in peaks.items()},
        "million_decisions_per_second": round(people * 100 / median["verdicts"] / 1e6),
    }  # fmt: skip


def cases(folder: Path, people: int) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    rules, hand = plain.policies()
    facts, ends = folder / "people.parquet", folder / "ends.parquet"
    paid, firms = rows.registers(min(people, 200_000))
    small = folder / "ten.csv"
    small.write_text(FACTS, encoding="utf-8")
    command = [sys.executable, "-c", "from zhiban.cli.main import main; main()", "judge",
               "job_retention_refund", "--facts", str(small), "--as-of", "2025-09-01"]  # fmt: skip
    return {
        "by_hand": lambda: pl.scan_parquet(facts).select(hand).collect(),
        "verdicts": lambda: verdicts(rules, pl.scan_parquet(facts), as_of=plain.AS_OF).collect(),
        "reasons": lambda: reason_masks(rules, pl.read_parquet(ends)),
        "rows_by_hand": lambda: rows.by_hand(paid, firms),
        "rows": lambda: rows.derived(paid, firms),
        "judge_ten_rows": lambda: subprocess.run(command, check=True, capture_output=True),
    }


def with_ends(folder: Path) -> None:
    """The same people with both ends of every number, as the engine meets them after deriving."""
    frame = pl.scan_parquet(folder / "people.parquet")
    ends = [pl.col(n).alias(n + end) for n in plain.NUMBERS for end in (".lo", ".hi")]
    wanted = frame.select("id", "occasion", "as_of", *ends, *plain.FLAGS, *plain.CODES)
    wanted.collect().write_parquet(folder / "ends.parquet")


def peak(name: str, folder: Path, people: int) -> int:
    """The peak memory of one case in a process of its own, KiB."""
    say(f"memory {name}")
    command = [sys.executable, __file__, "--peak", name, "--folder", str(folder),
               "--people", str(people)]  # fmt: skip
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def page(found: dict[str, Any]) -> str:
    """The page of the reference."""
    seconds, ratios, peaks = found["seconds"], found["ratios"], found["peak_mib_per_million"]
    machine = found["machine"]
    return f"""# Speed

Written by `make bench`; the figures are medians of {found["repeat"]} runs in which the cases took
turns, on {machine["cores"]} cores, Python {machine["python"]}, Polars {machine["polars"]}.
All data is made up.

## Rules over plain facts

{found["policies"]} policies of {found["conditions"]} conditions over {found["people"]:,} people
in a Parquet file, one cell in twenty empty.

| case | seconds | against |
|---|---|---|
| by hand: the same conditions as Polars expressions | {seconds["by_hand"]} | |
| verdicts: yes, no, unknown | {seconds["verdicts"]} | {ratios["verdicts / by hand"]} × by hand |
| both ends of every number, reasons for every unknown | {seconds["reasons"]} | \
{ratios["reasons / verdicts"]} × verdicts |

That is {found["million_decisions_per_second"]} million decisions a second. Peak memory for a
million people: {peaks["verdicts"]} MiB for the verdicts, {peaks["reasons"]} MiB with reasons
(a process of its own, everything included).

## Facts from rows

Three facts (months paid in a year, their sum, whether any firm was small, by look-up) of
{min(found["people"], 200_000):,} people with twelve rows each. By hand they are two-valued:
an empty amount counts as nothing, and nothing says why.

| case | seconds | against |
|---|---|---|
| by hand | {seconds["rows_by_hand"]} | |
| zhiban, both ends with reasons and next change | {seconds["rows"]} | \
{ratios["facts from rows / by hand"]} × by hand |

## Start

`zhiban judge` on a file of ten rows, from process start: {seconds["judge_ten_rows"]} s.
"""


def say(text: str) -> None:
    """Progress on stderr."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
