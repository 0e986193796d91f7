"""What does `zhiban explain --json` say of the days a register speaks for?"""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_coverage_without_a_beginning_is_open_there(run: Run, files: dict[str, Path]) -> None:
    firms = files["enterprises"]
    firm = firms.read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    result = run(
        "explain", "enterprise_size", firm, "--json", "--as-of=2025-06-30",
        f"--register=enterprises={firms}", "--covered=enterprises=..2025-06-30",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)
    covered = {
        behind["register"]: behind["covered"] for rows in found["rows"].values() for behind in rows
    }
    assert covered["enterprises"] == [[None, "2025-06-30"]]
