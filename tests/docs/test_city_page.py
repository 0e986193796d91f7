"""Does the page on made-up cities run as it stands?"""

from pathlib import Path

import polars as pl
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "make-up-a-city.md"


def test_the_page_runs(tmp_path: Path) -> None:
    run_page(PAGE, tmp_path)
    homes = pl.read_parquet(tmp_path / "city" / "truth" / "homes" / "*.parquet")
    assert homes.height == 600
    assert homes.columns == ["person", "region", "district", "street", "is_urban"]
