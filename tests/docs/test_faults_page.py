"""Does the page on faults run as it stands, with nothing wrong that no fault accounts for?"""

from pathlib import Path

import polars as pl
import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "see-what-faults-do.md"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path) -> None:
    run_page(PAGE, tmp_path)
    found = pl.read_csv(tmp_path / "faulty" / "errors.csv")
    assert found["right_yes"].sum() > 100
    assert "accounts for it: 0" in (tmp_path / "faulty.txt").read_text(encoding="utf-8")
