"""Does the page on mapping a supplier run as it stands, and end as it says?"""

from pathlib import Path

from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "map-a-supplier.md"


def test_the_page_runs(tmp_path: Path) -> None:
    assert run_page(PAGE, tmp_path) == 1
