"""Would the tests notice? Twenty-five faults, planted one at a time in a copy of the sources.

    python -m tests.agreement.planted_faults            all of them
    python -m tests.agreement.planted_faults months     those whose sentence has the word

A fault is caught when the table of the language that says what is right fails with it.
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
    """What is wrong, in a sentence, and the change of one file that makes it so.

    `table` is the chapter and the sentence of the table of tests/spec that must fail.
    """

    sentence: str
    path: str
    right: str
    wrong: str
    table: str


FAULTS = (
    Fault("or: no as soon as one is no",
          "model/values.py",
          "return False if a is False and b is False else None",
          "return False if a is False or b is False else None",
          "Logic: No wins in all_of, yes wins in any_of."),
    Fault("at most does not include the number",
          "model/values.py",
          "return True if below in (-1, 0) else False if above == 1 else None",
          "return True if below == -1 else False if above == 1 else None",
          "Values and the unknown: A missing class of an ordered list lies between the lowest "
          "and the highest."),
    Fault("a count leaves out rows that are in doubt",
          f"{ENGINES}/aggregates.py",
          "return Ends(len(sure), None if hole else len(possible))",
          "return Ends(len(sure), None if hole else len(sure))",
          "Many rows: Counting: a row in doubt may or may not be there."),
    Fault("no row is read as no in spite of a hole",
          f"{ENGINES}/aggregates.py",
          "return True if sure else None if possible or hole else False",
          "return True if sure else None if possible else False",
          "Coverage, lag and quarantine: Inside coverage, no row is none; outside, nobody knows."),
    Fault("a quarantined row is forgotten",
          f"{ENGINES}/gathering.py",
          '"quarantined")] if subject_id in table.punctured else []',
          '"quarantined")] if subject_id == "nobody" else []',
          "Coverage, lag and quarantine: An unreadable row about a subject takes away its "
          "coverage, and only its own."),
    Fault("the lag of a register is ignored",
          "engines/coverage.py",
          "return until if until < as_of <= until + lag_days else as_of",
          "return as_of",
          "Coverage, lag and quarantine: Within the lag, the register is read as of its last day."),
    Fault("days before coverage began count as covered",
          "engines/coverage.py",
          'out.append(Hole(start, first - 1, "gap"))',
          "pass",
          "Coverage, lag and quarantine: Inside coverage, no row is none; outside, nobody knows."),
    Fault("undated months cannot be new months",
          "model/months.py",
          "len(self.sure) + len(self.maybe) + self.loose",
          "len(self.sure) + len(self.maybe)",
          "Sets of months: How many, and the longest run without a break."),
    Fault("a full month needs one day more",
          "law/calendar.py",
          "monthrange(b.year, b.month)[1]) <= b.day else months - 1",
          "monthrange(b.year, b.month)[1]) < b.day else months - 1",
          "Dates and months: Full months between two days; negative if the second is earlier."),
    Fault("a figure ends a day before its last day",
          "law/dated_values.py",
          "(value.until_day is None or day <= value.until_day)",
          "(value.until_day is None or day < value.until_day)",
          "Parameters of the law: The value in force on a day; the last day of a value still "
          "belongs to it."),
    Fault("a gap in the law is filled by the value beside it",
          f"{ENGINES}/parameters.py",
          "complete = complete and bool(values)",
          "complete = complete or bool(values)",
          "Parameters of the law: Before the first value there is none: the law says nothing."),
    Fault("a case with an unknown condition takes the next branch",
          f"{ENGINES}/working_out.py",
          "if truth is not False:",
          "if truth is True:",
          "Choices: case, assume, readings: The first condition that holds; the hull of what is "
          "reachable if one is unknown."),
    Fault("no change when a row leaves a moving window",
          f"{ENGINES}/changes.py",
          "self._on(_months_on(last, months + 1))",
          "self._on(last)",
          "The next change: A row enters and leaves a moving window."),
    Fault("the month of a stop is not paid",
          f"{ENGINES}/instalments.py",
          'after_stop = compare("<", at.ends(n.MonthOf(stop)), month)',
          'after_stop = compare("<=", at.ends(n.MonthOf(stop)), month)',
          "Instalments: A stop ends it after its month; a month of work is not awarded."),
    Fault("claims are settled by name, not by day",
          f"{ENGINES}/counted_once.py",
          "return (not claim.granted, event, claim.finding.occasion, claim.finding.id)",
          "return (not claim.granted, 0, claim.finding.id, claim.finding.occasion)",
          "Counted once: The earliest hire wins; one whose day is unknown comes after all that "
          "have one."),
    Fault("x over 0 is a number",
          f"{ENGINES}/scalars.py",
          "if b.lo is None or _sign(b.lo) <= 0:",
          "if b.lo is None or _sign(b.lo) < 0:",
          "Ratios and rates: Nothing is divided by zero: undefined is unknown with its reason."),
    Fault("a half is rounded down",
          "law/money.py",
          "units += 2 * rest >= whole",
          "units += 2 * rest > whole",
          "Rounding: Half up, half even, down, up, to a whole fen."),
    Fault("sums wrap at 64 bits",
          f"{FAST}/aggregates.py",
          "part = end.cast(pl.Int128)\n        if not all_sure:",
          "part = end.cast(pl.Int64)\n        if not all_sure:",
          "Many rows: A sum too large to be held is undefined, never wrapped."),
    Fault("every: rows in doubt are dropped",
          f"{FAST}/aggregates.py",
          "open=(~belongs | holds).is_null().any()",
          "open=(~belongs & holds).is_null().all()",
          "Many rows: For every row; a row that may not belong does no harm if it holds there "
          "too."),
    Fault("of a tie the last row is left out",
          f"{FAST}/picks.py",
          'reaches = pl.col("far") >= pl.col("bar") if last',
          'reaches = pl.col("far") > pl.col("bar") if last',
          "The first and the last row: Two last rows are a conflict, unless they agree."),
    Fault("one of two readings is forgotten among the reasons",
          f"{FAST}/masks.py",
          "for part in (node.first, node.second)",
          "for part in (node.first, node.first)",
          "Choices: case, assume, readings: Two readings: known only where both agree; otherwise "
          "the law is the reason."),
    Fault("a punctured subject counts as covered",
          f"{FAST}/holes.py",
          "if held.punctured:",
          "if held.punctured and False:",
          "Coverage, lag and quarantine: An unreadable row about a subject takes away its "
          "coverage, and only its own."),
    Fault("months that are still to come count as due",
          f"{FAST}/instalments.py",
          "due = is_sure & is_known & (pl.col(MONTH) <= pl.col(THIS))",
          "due = is_sure & is_known",
          "Instalments: The rate of each month, what is due, what is projected."),
    Fault("a figure begins a day late where the day is known within bounds",
          f"{FAST}/applicable.py",
          "True if first is None else hi >= first",
          "True if first is None else hi > first",
          "Parameters of the law: The value in force on a day; the last day of a value still "
          "belongs to it."),
    Fault("the last change is taken for the next",
          f"{FAST}/changes.py",
          "return pl.min_horizontal(days) if days else None",
          "return pl.max_horizontal(days) if days else None",
          "Rules and findings: A day known within bounds changes things after its first and "
          "after its last day."),
)  # fmt: skip


def caught(fault: Fault) -> bool:
    """Whether the table of the language that speaks of it fails once the fault is there."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        plant(fault, source / "zhiban")
        engine = "columnar" if fault.path.startswith(FAST) else "rowwise"
        return not passes([f"tests/spec/test_spec.py::test_table[{fault.table}-{engine}]"], source)


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
    assert done.returncode in (0, 1), done.stdout + done.stderr
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
