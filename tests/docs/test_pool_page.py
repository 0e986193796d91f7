"""Does the page on the pool run as it stands?"""

from pathlib import Path

import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "keep-a-pool.md"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path) -> None:
    assert run_page(PAGE, tmp_path) == 2
    repaired = (tmp_path / "repaired.csv").read_text(encoding="utf-8").splitlines()
    assert repaired[1].startswith("虚构新2,虚构P000002,2026-10-06,never,")
    assert "虚构P000002" not in "".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in (tmp_path / "pool" / "quarantine").iterdir()
    )
