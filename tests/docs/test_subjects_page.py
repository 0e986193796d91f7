"""Does the page on who is who run as it stands?"""

from pathlib import Path

import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "settle-who-is-who.md"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    run_page(PAGE, tmp_path)
    proof = (tmp_path / "proof.txt").read_text(encoding="utf-8")
    assert "清除证明" in proof and "否 no" in proof
