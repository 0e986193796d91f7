"""Which towns do the tests look at?"""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiban.made_up import Town, make_town
from zhiban.packs import Library, load

ROOT = Path(__file__).parents[2]
NAMES = ("employment", "insurance", "pensions", "supervision")
PACKS = [ROOT / "src" / "zhiban_packs" / name for name in NAMES]
AS_OF = "2026-10-31"


@pytest.fixture(scope="session")
def library() -> Library:
    return load(PACKS)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="session")
def town(folder: Path) -> Town:
    """A town of the usual size, its files in `folder`."""
    return make_town(2_000, 1, folder)
