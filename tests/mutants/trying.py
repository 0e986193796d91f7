"""Do the tests notice one slip? Each worker has a copy of the project to try mutants in."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from tests.mutants.areas import ROOT, Area
from tests.mutants.draw import Mutant

COPIED = ("src", "tests", "docs", "pyproject.toml", "README.md", "CONTRIBUTING.md", "GLOSSARY.md")
#: How many times as long as without any change the tests may take, and at least these seconds.
LIMIT, LEAST = 5, 60
#: How many times as long the second time.
GENEROUS = 3


class Outcome(Enum):
    """What became of a mutant; `ENDLESS`: the tests did not end, twice."""

    KILLED = "killed"
    SURVIVED = "survived"
    ENDLESS = "endless"


class Run(Enum):
    """How a run of some tests went."""

    PASSED = "passed"
    FAILED = "failed"
    DID_NOT_END = "did not end"


@dataclass(frozen=True)
class Copy:
    """A copy of the project, and how long its tests take there without any change."""

    folder: Path
    seconds: dict[tuple[str, ...], float]

    def limit(self, tests: list[str]) -> float:
        """How long these tests may take."""
        usual = self.seconds.get(tuple(tests), 0.0)
        return max(LEAST, LIMIT * usual)


def copied(to: Path) -> Path:
    """The project, copied into the new folder `to`."""
    to.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)
    return to


def attempt(mutant: Mutant, area: Area, copy: Copy, times: float = 1) -> dict[str, Any]:
    """What became of a mutant; outcome None: the tests did not end."""
    start = time.monotonic()
    path = copy.folder / mutant.module
    source = digest(path)
    operator = get_operator(mutant.operator)()
    with use_mutation(path, operator, mutant.occurrence) as (before, after):
        outcome, by = Outcome.SURVIVED, ""
        for tests in area.stages(mutant.module) if after not in (None, before) else ():
            ran = run_tests(tests, copy.folder, times * copy.limit(tests))
            if ran is not Run.PASSED:
                outcome = Outcome.KILLED if ran is Run.FAILED else Outcome.ENDLESS
                by = " ".join(tests)
                break
        changed = _changed(before, after)
    return {
        "area": area.name, "module": mutant.module, "line": mutant.line,
        "operator": mutant.operator.removeprefix("core/"), "occurrence": mutant.occurrence,
        "source": source, "outcome": outcome.value, "by": by,
        "seconds": round(time.monotonic() - start, 1), **changed,
    }  # fmt: skip


def run_tests(tests: list[str], folder: Path, seconds: float) -> Run:
    """Run tests until one fails; to collect nothing (code 5) is not a failure."""
    known = os.environ | {
        "PYTHONPATH": str(folder / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ZHIBAN_PROGRAMS": "0.2",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=folder, env=known, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        return Run.PASSED if process.wait(seconds) in (0, 5) else Run.FAILED
    except subprocess.TimeoutExpired:
        return Run.DID_NOT_END
    finally:
        if process.poll() is None:  # its children too
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def digest(path: Path) -> str:
    """What tells whether a module has changed since it was tried."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _changed(before: str, after: str | None) -> dict[str, str]:
    """The first line that differs, before and after."""
    pairs = zip(before.splitlines(), (after or before).splitlines(), strict=False)
    old, new = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return {"before": old.strip(), "after": new.strip()}
