"""Do both engines say the same of real law, from register files to findings?"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.both_engines import differences_of
from tests.cli.random_files import PACKS

from zhiban.cli.reading import covered, day
from zhiban.loop.receiving import Registers, receive
from zhiban.packs import Library, load

AS_OF = day("2025-07-10", "")
COVERED = {"whole": "..2025-06-30", "part": "2022-01-01..2025-05-31", "nothing": ""}


@pytest.fixture(params=list(COVERED))
def registers(
    request: pytest.FixtureRequest, library: Library, files: dict[str, Path]
) -> Registers:
    days = COVERED[request.param]
    return receive(library, list(files.items()), covered([f"{n}={days}" for n in files if days]))


@pytest.mark.slow
@pytest.mark.parametrize("rule_id", sorted(load(PACKS).rules))
def test_facts_and_findings_are_those_of_the_definition(
    library: Library, registers: Registers, rule_id: str
) -> None:
    assert not differences_of(library, library.rules[rule_id], registers, AS_OF)[:5]
