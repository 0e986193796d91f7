"""Does the page list all 24 guarantees, and do the tests it names exist?"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "guarantees.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| G(\d+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_all_guarantees_are_listed_in_order() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 25))


def test_each_is_proven_by_tests_that_exist_or_says_what_it_waits_for() -> None:
    for number, _, proof in ROWS:
        named = re.findall(r"`(tests/[^`]+)`", proof)
        assert named or "to come with the" in proof, number
        for path in named:
            assert re.search(r"^def test_", (ROOT / path).read_text("utf-8"), re.MULTILINE), path
            assert f"G{number}" in (ROOT / path).read_text("utf-8").splitlines()[0], path


def test_every_test_of_a_guarantee_is_on_the_page() -> None:
    files = [p.name for p in (ROOT / "tests" / "guarantees").glob("test_g*.py")]
    assert files and all(f"tests/guarantees/{name}`" in PAGE for name in files)
