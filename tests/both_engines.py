"""Do both engines say the same of a rule, from registers to findings?"""

from __future__ import annotations

import json
from typing import Any

import polars as pl
from tests import rowwise_frames

from zhiban.engines.columnar.judge import judge_frame
from zhiban.language.rules import Rule
from zhiban.loop.deriving import derive
from zhiban.loop.names import inputs_of
from zhiban.loop.receiving import Registers
from zhiban.loop.units import units
from zhiban.packs import Library


def differences_of(
    library: Library, rule: Rule, registers: Registers, as_of: int
) -> list[tuple[str, int, Any, Any]]:
    """What the engines disagree on: column, place, by the definition, by the columns."""
    inputs = inputs_of(library, [rule])
    wide = derive(library, inputs, registers, as_of, rules=[rule])
    frame, _ = units(
        rule.subject, rule.per.occasion, registers, as_of,
        open_for_months=rule.per.open_for_months or 0,
    )  # fmt: skip
    facts = [i.fact for i in inputs if i.fact is not None and i.fact.expression is not None]
    slow = rowwise_frames.derive_frame(
        facts, frame, registers.by_id, library.facts, as_of=as_of, kind=rule.subject.id
    )
    floored = [i.name for i in inputs if i.spec.floor is not None]  # kept promises change these
    compared = [c for c in slow.columns if not any(c.startswith(name + ".") for name in floored)]
    definition = rowwise_frames.judge_frame([rule], wide.frame)
    return [
        *differences(slow.select(compared), wide.frame),
        *differences(definition, judge_frame([rule], wide.frame)),
    ]


def differences(wanted: pl.DataFrame, found: pl.DataFrame) -> list[tuple[str, int, Any, Any]]:
    """Where two frames differ, in the columns both have."""
    return [
        (name, place, a, b)
        for name in wanted.columns
        if name in found.columns
        for place, (a, b) in enumerate(zip(wanted[name], found[name], strict=True))
        if _plain(name, a) != _plain(name, b)
    ]


def _plain(name: str, value: Any) -> Any:
    """JSON texts as what they say, so that blanks do not count."""
    if value is not None and name.endswith(("because", "outputs", "unmet")):
        return json.loads(value)
    return value.to_list() if isinstance(value, pl.Series) else value
