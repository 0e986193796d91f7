"""Does the story from scan to payment run as it stands, and does each firm end where it should?"""

from pathlib import Path

import polars as pl
import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "from-scan-to-payment.md"


@pytest.mark.slow
def test_the_story_runs(tmp_path: Path) -> None:
    assert run_page(PAGE, tmp_path) == 1

    def cases(name: str) -> pl.DataFrame:
        text = pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False)
        return text.with_columns(pl.col("due_fen", "over_fen", "amount_fen").cast(pl.Int64))

    opened, closed = cases("open"), cases("closed")
    assert opened.height >= 20 and not closed.is_empty()
    assert pl.read_csv(tmp_path / "enterprises.csv").height >= 50
    # One payment came back: its case alone is open, until it is paid again.
    assert cases("refused").height == 1 and cases("none").is_empty()
    # One was paid twice: shown with what is too much, which is one payment.
    (twice,) = cases("doubled").iter_rows(named=True)
    assert (twice["reason"], twice["over_fen"]) == ("more_than_due", twice["due_fen"])
    # One is not entitled, as is known later: all that was paid is too much.
    late = cases("overpaid").filter(pl.col("subject") != twice["subject"])
    paid = opened.filter(pl.col("subject") == late["subject"].item())
    assert (late["reason"].item(), late["over_fen"].item()) == ("no", paid["amount_fen"].item())
    then, now = (pl.read_csv(tmp_path / f"{n}.csv", infer_schema=False) for n in ("then", "now"))
    changed = then.join(now, on=["id", "occasion", "verdict"], how="anti")
    assert changed["id"].to_list() == late["subject"].to_list()
    assert set(changed["verdict"]) == {"yes"}
    assert closed.height + 1 == opened.height  # all but the one paid twice
