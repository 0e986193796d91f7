"""Do both engines say the same of real law, from register files to findings?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests import rowwise_frames
from tests.cli.random_files import PACKS

from zhiban.cli.reading import covered, day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.loop.deriving import derive
from zhiban.loop.names import inputs_of
from zhiban.loop.receiving import Registers, receive
from zhiban.loop.units import units
from zhiban.packs import Library, load

AS_OF = day("2025-07-10", "")
COVERED = {"whole": "..2025-06-30", "part": "2022-01-01..2025-05-31", "nothing": ""}


def plain(name: str, value: Any) -> Any:
    """JSON texts as what they say, so that blanks do not count."""
    if value is not None and name.endswith(("because", "outputs", "unmet")):
        return json.loads(value)
    return value.to_list() if isinstance(value, pl.Series) else value


def differences(wanted: pl.DataFrame, found: pl.DataFrame) -> list[tuple[str, int, Any, Any]]:
    return [
        (name, place, a, b)
        for name in wanted.columns
        if name in found.columns
        for place, (a, b) in enumerate(zip(wanted[name], found[name], strict=True))
        if plain(name, a) != plain(name, b)
    ]


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
    rule = library.rules[rule_id]
    inputs = inputs_of(library, [rule])
    wide = derive(library, inputs, registers, AS_OF, rules=[rule])
    frame, _ = units(
        rule.subject, rule.per.occasion, registers, AS_OF,
        open_for_months=rule.per.open_for_months or 0,
    )  # fmt: skip
    facts = [i.fact for i in inputs if i.fact is not None]
    slow = rowwise_frames.derive_frame(
        facts, frame, registers.by_id, library.facts, as_of=AS_OF, kind=rule.subject.id
    )
    floored = [i.name for i in inputs if i.spec.floor is not None]  # kept promises change these
    compared = [c for c in slow.columns if not any(c.startswith(name + ".") for name in floored)]
    assert not differences(slow.select(compared), wide.frame)[:5]
    definition = rowwise_frames.judge_frame([rule], wide.frame)
    assert not differences(definition, judge_frame([rule], wide.frame))[:5]
