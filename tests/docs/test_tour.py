"""Does the tour of the README run as it stands, and show what it says it shows?"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"```(sh|text)\n(.*?)```", re.DOTALL)


def tour() -> list[tuple[str, str]]:
    text = README.read_text(encoding="utf-8")
    part = text.split("## A tour of five minutes")[1].split("\n## ")[0]
    return BLOCK.findall(part)


@pytest.mark.slow
def test_every_block_of_the_tour_runs(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = ""
    shown = 0
    for kind, block in tour():
        if kind == "text":
            assert said.endswith(block), (said, block)
            shown += 1
            continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, block + done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        said = done.stdout
    assert shown
