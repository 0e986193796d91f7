"""Does the page on packs lead from nothing to a judged file?"""

import subprocess
import sys
from pathlib import Path

from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-pack.md"


def test_the_page_runs_and_shows_what_it_says(tmp_path: Path) -> None:
    assert run_page(PAGE, tmp_path) == 3
    for command in (["check", "--select=E4,E7,E9,F,I,UP,SIM,D100"], ["format", "--check"]):
        done = subprocess.run(
            [Path(sys.executable).parent / "ruff", *command, "--isolated", "--no-cache",
             "--line-length=100", "lake"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
