"""Does the page on scans run as it stands, and does the correction show?"""

from pathlib import Path

import polars as pl
import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "scan-a-pool.md"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path) -> None:
    run_page(PAGE, tmp_path)
    changes = pl.read_csv(tmp_path / "changes.csv", infer_schema=False)
    grown = changes.filter(pl.col("rule") == "enterprise_size")
    assert set(grown["reason"]) == {"fact"} and set(grown["state"]) == {"changed"}
    assert "time" in set(changes["reason"])
    then, now = (pl.read_csv(tmp_path / f"{n}.csv", infer_schema=False) for n in ("then", "now"))
    assert then.height == now.height > 10 and not then.equals(now)
