"""How does one row of a wide frame of facts become the inputs of a case?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zhiban.engines.rowwise.evaluator import Input
from zhiban.language.rules import Rule, input_id
from zhiban.model.months import MonthsValue
from zhiban.model.reasons import NONE, Reason, Reasons
from zhiban.model.types import Months, Ratio, Type, is_interval
from zhiban.model.values import Ends, is_known

GRANTED = "granted."


def inputs_of_row(rule: Rule, row: Mapping[str, Any]) -> dict[str, Input]:
    """The inputs of `rule` in one row of a canonical wide frame, and the grants it brings."""
    inputs = {}
    for node in rule.inputs():
        name = input_id(node)
        value = value_of_row(row, name, node.type)
        if value is not MISSING:
            inputs[name] = Input(value, NONE if is_known(value) else _reasons(row, name))
    for name, value in row.items():
        if name.startswith(GRANTED):
            inputs[name] = Input(value, NONE)
    return inputs


MISSING: Any = object()


def value_of_row(row: Mapping[str, Any], name: str, type_: Type) -> Any:
    """What a row says of one input; MISSING if the frame has no such column."""
    if isinstance(type_, Months):
        if f"{name}.sure" not in row:
            return MISSING
        sure, maybe = (frozenset(row[f"{name}.{p}"] or ()) for p in ("sure", "maybe"))
        ends = (row.get(f"{name}.before"), row.get(f"{name}.after"))
        return MonthsValue(sure, maybe - sure, *ends, loose=row.get(f"{name}.loose") or 0)
    if isinstance(type_, Ratio):
        if f"{name}.lo.num" not in row:
            return MISSING
        pairs = [(row[f"{name}.{end}.num"], row[f"{name}.{end}.den"]) for end in ("lo", "hi")]
        lo, hi = (None if num is None else (num, den) for num, den in pairs)
        return Ends(lo, hi)
    if is_interval(type_):
        if f"{name}.lo" not in row:
            return MISSING
        return Ends(row[f"{name}.lo"], row[f"{name}.hi"])
    return row.get(name, MISSING)


def _reasons(row: Mapping[str, Any], name: str) -> Reasons:
    text = row.get(f"{name}.because")
    if not text:
        return frozenset({Reason("empty", fact=name)})
    return frozenset(
        Reason(r["kind"], r.get("register", ""), r.get("column", ""), fact=name,
               operation=r.get("of", ""))
        for r in json.loads(text)
    )  # fmt: skip
