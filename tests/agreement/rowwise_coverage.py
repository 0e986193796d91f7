"""Which branches of the definition do the random programs never run? Prints them, one a line.

Run as `python -m tests.agreement.rowwise_coverage`: measuring starts before the engine is imported.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import coverage

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhiban"
MEASURED = ("engines/rowwise/*.py", "engines/calculators/rowwise.py", "engines/coverage.py",
            "model/values.py", "model/months.py", "model/reasons.py")  # fmt: skip
#: Lines that no program can reach: they say what types leave unsaid.
NOT_MEASURED = ("if TYPE_CHECKING:", "^ *assert ")


def run_programs() -> None:
    """The default programs of the agreement tests, fewer units of each, on this engine only.

    Beside them more programs of rules, which are quick, and some with numbers near the limit of
    what a value can hold.
    """
    from tests import rowwise_frames
    from tests.agreement import frames
    from tests.agreement.budget import DEFAULT_FACTS, DEFAULT_RULES
    from tests.agreement.generator.programs import random_program
    from tests.agreement.generator.rules import random_rules

    from zhiban.engines.rowwise import derive

    programs = [random_program(seed) for seed in range(DEFAULT_FACTS)]
    programs += [random_program(seed, huge=0.6) for seed in range(100, 106)]
    for program in programs:
        world = program.town.world(program.facts)
        for unit in program.town.units[:40]:
            for fact in program.asked:
                derive(world, fact, unit)
    judged = [random_rules(seed, cases=20) for seed in range(2 * DEFAULT_RULES)]
    judged += [random_rules(seed, cases=20, huge=0.6) for seed in range(200, 240)]
    for rules in judged:
        frame = frames.cases_frame(rules)
        rowwise_frames.judge_frame(rules.rules, frame, law_known_at=rules.law_known_at)


def missed() -> list[str]:
    """Every line and branch not run, as `file:line: text` or `file:line -> line: text`."""
    include = [str(SOURCE / pattern) for pattern in MEASURED]
    measuring = coverage.Coverage(branch=True, include=include, data_file=None, config_file=False)
    for pattern in NOT_MEASURED:
        measuring.exclude(pattern)
    measuring.start()
    run_programs()
    measuring.stop()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        measuring.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    out = []
    for name, found in sorted(files.items()):
        lines = Path(name).read_text(encoding="utf-8").splitlines()
        short = Path(name).resolve().relative_to(SOURCE).as_posix()
        out += [f"{short}:{n}: {lines[n - 1].strip()}" for n in found["missing_lines"]]
        out += [
            f"{short}:{a} -> {b}: {lines[a - 1].strip()}"
            for a, b in found["missing_branches"]
            if a not in found["missing_lines"] and abs(b) not in found["missing_lines"]
        ]
    return out


if __name__ == "__main__":
    print("\n".join(missed()))
