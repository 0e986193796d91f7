"""How long does the whole pack take over a million people, from register files to findings?

    python bench/town.py [--people 1000000] [--quarter 25000] [--folder DIR] [--keep]

The people live in quarters that keep to themselves: nobody works, marries or borrows beyond their
own. Each quarter is made up and written as Parquet, then read and judged by every rule in a process
of its own, as a pool is scanned bucket by bucket; what is in memory is one quarter. Writes
bench/town.json and the page docs/reference/benchmarks-town.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import polars as pl  # noqa: E402

from bench.measuring import peak_mib, say  # noqa: E402

RESULTS = ROOT / "bench" / "town.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks-town.md"
PEOPLE, QUARTER = 1_000_000, 25_000
MADE, JUDGED = "made.json", "judged.json"
VERDICTS = ("yes", "no", "unknown")


def main() -> None:
    """Make the town, judge it, each in a process of its own; write what was measured."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--quarter", type=int, default=QUARTER)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--keep", action="store_true", help="keep the files")
    options = asked.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="zhiban-town-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        quarters = str(max(1, round(options.people / options.quarter)))
        making = peak_mib("bench.town", "make", str(folder), quarters, str(options.quarter))
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))
        places = sorted(folder.glob("quarter-*"))
        peaks = [peak_mib("bench.town", "judge", str(place)) for place in places]
        judged = together(places)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    found = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(),
                    "polars": pl.__version__},
        **made, **judged, "peak_mib": {"making": making, "judging": max(peaks)},
    }  # fmt: skip
    text = json.dumps(found, ensure_ascii=False, indent=2)
    print(text)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")


def make(folder: str, quarters: str, size: str) -> None:
    """Write each quarter's registers as Parquet below `folder`."""
    from zhiban.made_up.registers import as_text
    from zhiban.made_up.town import imagine

    start = time.perf_counter()
    rows: Counter[str] = Counter()
    people = firms = 0
    for number in range(int(quarters)):
        town = imagine(int(size), int(size) * 3 // 40, number + 1)
        place = Path(folder) / f"quarter-{number:04d}"
        place.mkdir(exist_ok=True)
        for name, frame in town.registers.items():
            if frame.height:
                own = as_text(name, frame).with_columns(
                    pl.col(pl.String).str.replace("^虚构", f"虚构{number:04d}")
                )
                own.write_parquet(place / f"{name}.parquet")
                rows[name] += frame.height
        people, firms = people + town.people, firms + town.firms
        say(f"made {number + 1}/{quarters}  {time.perf_counter() - start:.0f} s")
    (Path(folder) / MADE).write_text(json.dumps({
        "people": people, "firms": firms, "quarters": int(quarters),
        "rows": dict(rows.most_common()), "making_seconds": round(time.perf_counter() - start, 1),
    }), encoding="utf-8")  # fmt: skip


def judge(folder: str) -> None:
    """Read and judge one quarter by every rule; findings are written beside the registers."""
    from zhiban.cli import reading
    from zhiban.cli.demo.run import rules_of_town
    from zhiban.loop.judging import facts_of_registers
    from zhiban.loop.judging import judge as judge_wide
    from zhiban.loop.receiving import receive
    from zhiban.made_up.known import LAST_DAY
    from zhiban.made_up.registers import COVERED
    from zhiban.packs import load

    place = Path(folder)
    start = time.perf_counter()
    library = load()
    loaded = time.perf_counter()
    covered = reading.covered([f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans])
    read = receive(library, [(p.stem, p) for p in sorted(place.glob("*.parquet"))], covered)
    found: dict[str, Any] = {
        "loading_seconds": loaded - start, "reading_seconds": time.perf_counter() - loaded,
        "rules": {},
    }  # fmt: skip
    (place / "findings").mkdir(exist_ok=True)
    for rule in rules_of_town(library):
        begun = time.perf_counter()
        judged = judge_wide([rule], facts_of_registers(library, [rule], read, LAST_DAY).frame)
        assert not judged.failures, judged.failures
        file = judged.as_file()
        file.write_parquet(place / "findings" / f"{rule.id}.parquet")
        found["rules"][rule.id] = {
            "title": rule.title, "title_en": rule.title_en,
            "seconds": time.perf_counter() - begun, **Counter(file["verdict"]),
        }  # fmt: skip
    (place / JUDGED).write_text(json.dumps(found), encoding="utf-8")
    say(f"judged {place.name}  {time.perf_counter() - start:.0f} s")


def together(places: Sequence[Path]) -> dict[str, Any]:
    """What the quarters came to: seconds and findings added up, rule by rule."""
    parts = [json.loads((place / JUDGED).read_text(encoding="utf-8")) for place in places]
    rules: dict[str, dict[str, Any]] = {}
    for part in parts:
        for rule_id, one in part["rules"].items():
            whole = rules.setdefault(rule_id, one | dict.fromkeys((*VERDICTS, "seconds"), 0))
            for key in (*VERDICTS, "seconds"):
                whole[key] = round(whole[key] + one.get(key, 0), 2)
    return {
        "loading_seconds": round(sum(part["loading_seconds"] for part in parts), 1),
        "reading_seconds": round(sum(part["reading_seconds"] for part in parts), 1),
        "judging_seconds": round(sum(rule["seconds"] for rule in rules.values()), 1),
        "rules": rules,
    }


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    machine, peak = found["machine"], found["peak_mib"]
    findings = sum(rule[v] for rule in found["rules"].values() for v in VERDICTS)
    rows = sum(found["rows"].values())
    lines = [
        f"| {rule['title']} {rule['title_en']} | {rule['seconds']:,.1f} "
        f"| {sum(rule[v] for v in VERDICTS):,} | {rule['yes']:,} | {rule['no']:,} "
        f"| {rule['unknown']:,} |"
        for rule in sorted(found["rules"].values(), key=lambda r: -r["seconds"])
    ]
    table = "\n".join(lines)
    total = sum(found[f"{step}_seconds"] for step in ("loading", "reading", "judging"))
    return f"""# A whole town

Written by `python bench/town.py --people {found["people"]}`, on {machine["cores"]} cores, Python
{machine["python"]}, Polars {machine["polars"]}. Everybody is made up.

{found["people"]:,} people and {found["firms"]:,} firms in {found["quarters"]} quarters that keep to
themselves; {rows:,} rows of {len(found["rows"])} registers as Parquet,
{found["rows"].get("contributions", 0):,} of them monthly contributions. Each quarter is read whole,
with all its checks, and judged by {len(found["rules"])} rules one after the other, reasons
included, in a process of its own; the findings are written as Parquet. One quarter at a time.

| step | seconds | peak memory |
|---|---|---|
| making the town | {found["making_seconds"]:,} | {peak["making"]:,} MiB |
| loading the packs, once a quarter | {found["loading_seconds"]:,} | |
| reading and checking the registers | {found["reading_seconds"]:,} | |
| deriving and judging | {found["judging_seconds"]:,} | |
| from files to findings | {total:,.1f} | {peak["judging"]:,} MiB |

{findings:,} findings.

| rule | seconds | findings | yes | no | unknown |
|---|---|---|---|---|---|
{table}
"""


if __name__ == "__main__":
    main()
