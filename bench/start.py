"""How long does a command take from the start of its process?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measuring import in_turns

FACTS = "id,occasion,insurance.mean_staff,insurance.drawers\n" + "".join(
    f"虚构{i},2025,40,{i}\n" for i in range(10)
)


def measure(repeat: int) -> dict[str, Any]:
    """Seconds (medians) from the start of the process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "ten.csv"
        facts.write_text(FACTS, encoding="utf-8")
        zhiban = [sys.executable, "-c", "from zhiban.cli.main import main; main()"]
        judge = ["judge", "job_retention_refund", "--facts", str(facts), "--as-of", "2025-09-01"]

        def run(*arguments: str) -> object:
            return subprocess.run([*zhiban, *arguments], check=True, capture_output=True)

        seconds = in_turns(
            {"version": lambda: run("--version"), "judge_ten_rows": lambda: run(*judge)}, repeat
        )
    return {"repeat": repeat, "seconds": {name: round(value, 3) for name, value in seconds.items()}}


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    seconds = found["seconds"]
    return f"""## Start

`zhiban judge` on a file of ten rows, from the start of the process, all packs loaded:
{seconds["judge_ten_rows"]} s; `zhiban --version`: {seconds["version"]} s.
"""
