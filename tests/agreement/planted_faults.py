"""Would the tests notice? Twenty-two faults, planted one at a time in a copy of the sources.

    python -m tests.agreement.planted_faults            all of them
    python -m tests.agreement.planted_faults months     those whose sentence has the word

A fault is caught when the tables of the language or the random programs fail with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINES = "engines/rowwise"
FAST = "engines/columnar"


@dataclass(frozen=True)
class Fault:
    """What is wrong, in a sentence, and the change of one file that makes it so."""

    sentence: str
    path: str
    right: str
    wrong: str


FAULTS = (
    Fault("or: no as soon as one is no", "model/values.py",
          "return False if a is False and b is False else None",
          "return False if a is False or b is False else None"),
    Fault("at most does not include the number", "model/values.py",
          "return True if below in (-1, 0) else False if above == 1 else None",
          "return True if below == -1 else False if above == 1 else None"),
    Fault("a count leaves out rows that are in doubt", f"{ENGINES}/aggregates.py",
          "return Ends(len(sure), None if hole else len(possible))",
          "return Ends(len(sure), None if hole else len(sure))"),
    Fault("no row is read as no in spite of a hole", f"{ENGINES}/aggregates.py",
          "return True if sure else None if possible or hole else False",
          "return True if sure else None if possible else False"),
    Fault("a quarantined row is forgotten", f"{ENGINES}/aggregates.py",
          '"quarantined")] if subject_id in table.punctured else []',
          '"quarantined")] if subject_id == "nobody" else []'),
    Fault("the lag of a register is ignored", "engines/coverage.py",
          "return until if until < as_of <= until + lag_days else as_of",
          "return as_of"),
    Fault("days before coverage began count as covered", "engines/coverage.py",
          'out.append(Hole(start, first - 1, "gap"))', "pass"),
    Fault("undated months cannot be new months", "model/months.py",
          "len(self.sure) + len(self.maybe) + self.loose",
          "len(self.sure) + len(self.maybe)"),
    Fault("a full month needs one day more", "law/calendar.py",
          "monthrange(b.year, b.month)[1]) <= b.day else months - 1",
          "monthrange(b.year, b.month)[1]) < b.day else months - 1"),
    Fault("a figure ends a day before its last day", "law/dated_values.py",
          "(value.until_day is None or day <= value.until_day)",
          "(value.until_day is None or day < value.until_day)"),
    Fault("a gap in the law is filled by the value beside it", f"{ENGINES}/parameters.py",
          "complete = complete and bool(values)", "complete = complete or bool(values)"),
    Fault("a case with an unknown condition takes the next branch", f"{ENGINES}/evaluator.py",
          "if truth is not False:", "if truth is True:"),
    Fault("no change when a row leaves a moving window", f"{ENGINES}/changes.py",
          "yield _months_on(last, months + 1)", "yield last"),
    Fault("the month of a stop is not paid", f"{ENGINES}/instalments.py",
          'after_stop = compare("<", at.ends(n.MonthOf(stop)), month)',
          'after_stop = compare("<=", at.ends(n.MonthOf(stop)), month)'),
    Fault("claims are settled by name, not by day", f"{ENGINES}/counted_once.py",
          "return (not claim.granted, event, claim.finding.occasion, claim.finding.id)",
          "return (not claim.granted, 0, claim.finding.id, claim.finding.occasion)"),
    Fault("x over 0 is a number", f"{ENGINES}/scalars.py",
          "if b.lo is None or _sign(b.lo) <= 0:", "if b.lo is None or _sign(b.lo) < 0:"),
    Fault("a half is rounded down", "law/money.py",
          "units += 2 * rest >= whole", "units += 2 * rest > whole"),
    Fault("sums wrap at 64 bits", f"{FAST}/aggregates.py",
          "part = end.cast(pl.Int128)\n        if not all_sure:",
          "part = end.cast(pl.Int64)\n        if not all_sure:"),
    Fault("every: rows in doubt are dropped", f"{FAST}/aggregates.py",
          "open=(~belongs | holds).is_null().any()",
          "open=(~belongs & holds).is_null().all()"),
    Fault("of a tie the last row is left out", f"{FAST}/picks.py",
          'reaches = pl.col("far") >= pl.col("bar") if last',
          'reaches = pl.col("far") > pl.col("bar") if last'),
    Fault("one of two readings is forgotten among the reasons", f"{FAST}/masks.py",
          "for part in (node.first, node.second)", "for part in (node.first, node.first)"),
    Fault("a punctured subject counts as covered", f"{FAST}/holes.py",
          "if held.punctured:", "if held.punctured and False:"),
)  # fmt: skip


def caught(fault: Fault) -> bool:
    """Whether the tests fail once the fault is there."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        plant(fault, source / "zhiban")
        for tests in (["tests/spec"], ["tests/agreement/test_engines.py"]):
            if not passes(tests, source):
                return True
    return False


def plant(fault: Fault, package: Path) -> None:
    """Change the one place; a fault whose place is gone is a mistake of this list."""
    path = package / fault.path
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.right) == 1, (fault.sentence, text.count(fault.right))
    path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")


def passes(tests: list[str], source: Path) -> bool:
    """Run tests against the copied sources."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
        "-o", f"pythonpath={source} {ROOT}", *tests,
    ]  # fmt: skip
    env = os.environ | {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode in (0, 1, 2), done.stdout + done.stderr
    return done.returncode == 0


def main() -> None:
    """Plant them all; exit 1 if one goes unnoticed."""
    words = sys.argv[1:]
    chosen = [f for f in FAULTS if all(w in f.sentence for w in words)]
    missed = []
    for fault in chosen:
        found = caught(fault)
        missed += [] if found else [fault]
        print("✓" if found else "✗", fault.sentence, flush=True)
    print(f"{len(chosen) - len(missed)} of {len(chosen)} caught")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
