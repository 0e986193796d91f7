"""Does the page on looking back run as it stands, and is the paid firm found with its row?"""

from pathlib import Path

import polars as pl
import pytest
from tests.docs.pages import run_page

from zhiban.registers.sources import open_source

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "rewind.md"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path) -> None:
    run_page(PAGE, tmp_path)
    rows = pl.read_csv(tmp_path / "proposals.csv", infer_schema=False)
    [row] = rows.to_dicts()
    assert (row["state"], row["reason"], row["late_register"]) == (
        "overpaid",
        "fact",
        "enterprises",
    )
    assert row["amount_fen"] == row["received_fen"] and row["verdict_now"] == "no"
    sheet = open_source(tmp_path / "proposals.xlsx")
    assert sum(batch.height for batch in sheet.batches(100)) == 1
