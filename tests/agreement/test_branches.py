"""Do the random programs run every branch of the definition? Else agreement says nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: What no random program runs, and why that is right.
NOT_RUN = {
    "points = Points(calculator)": "all outputs at once are asked for by the tests of calculators",
    "return {gives.name: output_value(points, gives, values) for gives in calculator.outputs}":
        "the same",
}  # fmt: skip


@pytest.mark.slow
def test_every_branch_is_run() -> None:
    command = [sys.executable, "-m", "tests.agreement.rowwise_coverage"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    missed = done.stdout.splitlines()
    unexplained = [line for line in missed if line.split(": ", 1)[1] not in NOT_RUN]
    assert not unexplained, "write a recipe for:\n" + "\n".join(unexplained)
    stale = set(NOT_RUN) - {line.split(": ", 1)[1] for line in missed}
    assert not stale, f"run after all: {stale}"
