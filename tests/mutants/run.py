"""How many small slips do the tests notice? Writes results.json and a page of the reference.

    python -m tests.mutants.run [--share 1.0] [--seed 1] [--workers 2] [--only AREA]
                                [--resume | --again] [--no-page]

Each worker has a copy of the project; a mutant is written into it, the tests run until one fails,
the file is put back. Results are written after each mutant.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import Queue
from typing import Any

from tests.mutants.areas import AREAS, ROOT, Area
from tests.mutants.draw import Mutant, draw
from tests.mutants.page import page
from tests.mutants.trying import GENEROUS, Copy, Outcome, Run, attempt, copied, digest, run_tests

RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "reference" / "mutants.md"
#: In this time the tests of a stage end without any change.
UNCHANGED_SECONDS = 1800

Work = tuple[Mutant, Area]
Key = tuple[str, str, int]


def main() -> int:
    """Draw, run, write; exit code 1 when the tests fail without any change."""
    options = _options()
    areas = [a for a in AREAS if not options.only or a.name in options.only]
    drawn: list[Work] = [
        (mutant, area)
        for area in areas
        for mutant in draw(
            area.modules(ROOT), ROOT, max(1, round(area.count * options.share)), options.seed
        )
    ]
    results = Results(options.seed, drawn, options.only or (), options.resume, options.again)
    work = [(mutant, area) for mutant, area in drawn if _key(mutant) not in results.tried]
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Copy] = Queue()
        first = copied(Path(folder) / "0")
        seconds: dict[tuple[str, ...], float] = {}
        for tests in _stages(work):
            start = time.monotonic()
            if run_tests(tests, first, UNCHANGED_SECONDS) is not Run.PASSED:
                print(f"fails without any change: {' '.join(tests)}", file=sys.stderr)
                return 1
            seconds[tuple(tests)] = time.monotonic() - start
        copies.put(Copy(first, seconds))
        for number in range(1, options.workers):
            copies.put(Copy(copied(Path(folder) / str(number)), seconds))
        again = []
        with ThreadPoolExecutor(options.workers) as workers:
            running = {workers.submit(_try, *one, copies): one for one in work}
            for number, done in enumerate(as_completed(running)):
                one = done.result()
                if one["outcome"] == Outcome.ENDLESS.value:
                    again.append(running[done])
                else:
                    results.add(one)
                _say(f"{number + 1}/{len(work)}", one)
        for number, (mutant, area) in enumerate(again):  # alone, and with all the time they need
            one = attempt(mutant, area, copies.queue[0], GENEROUS)
            results.add(one)
            _say(f"again {number + 1}/{len(again)}", one)
    if not options.no_page:
        PAGE.write_text(page(results.found(), AREAS), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    asked = argparse.ArgumentParser()
    asked.add_argument("--share", type=float, default=1.0, help="of the mutants of each area")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--only", choices=[area.name for area in AREAS], action="append")
    asked.add_argument("--resume", action="store_true", help="keep what was tried already")
    asked.add_argument("--again", action="store_true", help="keep what was killed already")
    asked.add_argument("--no-page", action="store_true")
    return asked.parse_args()


class Results:
    """What was found, on disk after each mutant; areas that are not run keep their figures."""

    def __init__(
        self, seed: int, drawn: list[Work], only: tuple[str, ...], resume: bool, again: bool
    ) -> None:
        self.seed = seed
        before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
        known = before.get("tried", []) if before.get("seed") == seed else []
        wanted = {_key(mutant) for mutant, _ in drawn}
        self.others = [t for t in known if only and t["area"] not in only]
        self.tried = {
            _key_of(t): t for t in known
            if (resume or again) and _key_of(t) in wanted
            and t["source"] == digest(ROOT / t["module"])
            and not (again and t["outcome"] == Outcome.SURVIVED.value)
        }  # fmt: skip

    def add(self, one: dict[str, Any]) -> None:
        """Keep the outcome of one mutant."""
        self.tried[_key_of(one)] = one
        text = json.dumps(self.found(), ensure_ascii=False, indent=1)
        RESULTS.write_text(text + "\n", encoding="utf-8")

    def found(self) -> dict[str, Any]:
        """Everything that was tried, in order of area and place."""
        names = [area.name for area in AREAS]
        tried = [*self.others, *self.tried.values()]
        tried.sort(key=lambda t: (names.index(t["area"]), t["module"], t["line"], t["operator"]))
        return {"seed": self.seed, "tried": tried}


def _key(mutant: Mutant) -> Key:
    return mutant.module, mutant.operator.removeprefix("core/"), mutant.occurrence


def _key_of(tried: dict[str, Any]) -> Key:
    return tried["module"], tried["operator"], tried["occurrence"]


def _stages(work: list[Work]) -> Iterator[list[str]]:
    """Every list of tests that some mutant needs: none may fail without any change."""
    stages = {tuple(s): s for mutant, area in work for s in area.stages(mutant.module)}
    yield from stages.values()


def _try(mutant: Mutant, area: Area, copies: Queue[Copy]) -> dict[str, Any]:
    copy = copies.get()
    try:
        return attempt(mutant, area, copy)
    finally:
        copies.put(copy)


def _say(place: str, one: dict[str, Any]) -> None:
    line = f"{place} {one['outcome']} {one['seconds']} s {one['module']}:{one['line']}"
    shown = one["outcome"] != Outcome.KILLED.value
    print(f"{line}\n    - {one['before']}\n    + {one['after']}" if shown else line,
          file=sys.stderr, flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
