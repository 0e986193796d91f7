"""How many small slips do the tests notice? Writes results.json and a page of the reference.

    python -m tests.mutants.run [--share 1.0] [--seed 1] [--workers 2] [--no-page]

Each worker has a copy of the project; a mutant is written into it, the tests run until one fails,
the file is put back. Killed: a test failed, or did not end in time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any

from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from tests.mutants.areas import AREAS, Area
from tests.mutants.draw import Mutant, draw
from tests.mutants.page import page

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "reference" / "mutants.md"
COPIED = ("src", "tests", "docs", "pyproject.toml", "README.md", "CONTRIBUTING.md", "GLOSSARY.md")
SECONDS = 300


def main() -> int:
    """Draw, run, write; exit code 1 when the tests fail without any change."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--share", type=float, default=1.0, help="of the mutants of each area")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--only", choices=[area.name for area in AREAS], action="append")
    asked.add_argument("--no-page", action="store_true")
    options = asked.parse_args()
    areas = [a for a in AREAS if not options.only or a.name in options.only]
    drawn = {
        a.name: draw(a.modules(ROOT), ROOT, max(1, round(a.count * options.share)), options.seed)
        for a in areas
    }
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(options.workers):
            copies.put(_copy(Path(folder) / str(number)))
        if failing := _failing_unchanged(areas, copies.queue[0]):
            print(f"fails without any change: {failing}", file=sys.stderr)
            return 1
        with ThreadPoolExecutor(options.workers) as workers:
            work = [
                workers.submit(_try, mutant, area, copies) for area in areas
                for mutant in drawn[area.name]
            ]  # fmt: skip
            tried = []
            for number, one in enumerate(work):
                tried.append(one.result())
                _say(number + 1, len(work), tried[-1])
    found = _counted(tried, areas, options.seed)
    print(json.dumps({a: found["areas"][a] for a in found["areas"]}, ensure_ascii=False, indent=2))
    if not options.no_page:
        text = json.dumps(found, ensure_ascii=False, indent=2)
        RESULTS.write_text(text + "\n", encoding="utf-8")
        PAGE.write_text(page(found), encoding="utf-8")
    return 0


def _copy(to: Path) -> Path:
    to.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)
    return to


def _try(mutant: Mutant, area: Area, copies: Queue[Path]) -> dict[str, Any]:
    copy = copies.get()
    start = time.monotonic()
    try:
        operator = get_operator(mutant.operator)()
        with use_mutation(copy / mutant.module, operator, mutant.occurrence) as (before, after):
            killed_by = None
            if after is not None and after != before:
                killed_by = next(
                    (stage for stage in area.stages(mutant.module) if _fails(stage, copy)), None
                )
            changed = _changed(before, after)
    finally:
        copies.put(copy)
    return {
        "area": area.name, "module": mutant.module, "line": mutant.line,
        "operator": mutant.operator.removeprefix("core/"), "killed": killed_by is not None,
        "by": " ".join(killed_by or []), "seconds": round(time.monotonic() - start, 1), **changed,
    }  # fmt: skip


def _fails(tests: list[str], copy: Path) -> bool:
    """Does a test fail, or not end? Collecting nothing (code 5) is not a failure."""
    known = os.environ | {
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ZHIBAN_PROGRAMS": "0.2",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env=known, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)


def _failing_unchanged(areas: list[Area], copy: Path) -> str:
    """The tests that fail while nothing is changed: with them everything would seem killed."""
    stages = {tuple(stage): stage for area in areas for stage in area.stages("")}
    return next((" ".join(stage) for stage in stages.values() if _fails(stage, copy)), "")


def _changed(before: str, after: str | None) -> dict[str, str]:
    """The first line that differs, before and after."""
    pairs = zip(before.splitlines(), (after or before).splitlines(), strict=False)
    old, new = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return {"before": old.strip(), "after": new.strip()}


def _say(number: int, of: int, one: dict[str, Any]) -> None:
    mark = "✓" if one["killed"] else "✗ SURVIVED"
    line = f"{number}/{of} {mark} {one['seconds']} s {one['module']}:{one['line']}"
    print(line if one["killed"] else f"{line}\n    - {one['before']}\n    + {one['after']}",
          file=sys.stderr, flush=True)  # fmt: skip


def _counted(tried: list[dict[str, Any]], areas: list[Area], seed: int) -> dict[str, Any]:
    counts = {}
    for area in areas:
        own = [t for t in tried if t["area"] == area.name]
        killed = sum(t["killed"] for t in own)
        counts[area.name] = {
            "title": area.title, "tried": len(own), "killed": killed,
            "percent": round(100 * killed / len(own), 1),
        }  # fmt: skip
    keep = ("area", "module", "line", "operator", "before", "after")
    survived = [{k: t[k] for k in keep} for t in tried if not t["killed"]]
    return {"seed": seed, "areas": counts, "survived": survived}


if __name__ == "__main__":
    sys.exit(main())
