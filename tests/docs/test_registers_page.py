"""Is the reference page of registers what the packs declare?"""

from __future__ import annotations

from pathlib import Path

from zhiban.packs import load
from zhiban.registers.register_page import register_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "registers.md"


def test_the_page_is_what_the_packs_declare():
    assert PAGE.read_text(encoding="utf-8") == register_page(load(None).registers.values()), (
        "write it again: zhiban registers --page > docs/reference/registers.md"
    )
