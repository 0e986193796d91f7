"""What is a row of a register, as JSON Schema (draft 2020-12)?

It describes one object of a JSON-lines file; every value may be text, as in CSV.
"""

from __future__ import annotations

from typing import Any

from zhiban.language.promises import GoesWith, NotAfter, SomeFilled
from zhiban.language.register import ColumnDeclaration, Register
from zhiban.model import types as t
from zhiban.registers.columns import form_of
from zhiban.registers.scalars import FALSE_WORDS, NEVER_WORDS, TRUE_WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NEVER = "|".join(NEVER_WORDS)


def json_schema(register: type[Register]) -> dict[str, Any]:
    """The schema of a row. What silence means, key and lag stand under `x-` keywords."""
    columns = [*register.columns.values(), *register.secrets.values()]
    required = [c.name for c in columns if c.required]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "$id": f"urn:zhiban:register:{register.id}",
        "title": register.title,
        "description": register.title_en,
        "type": "object",
        "properties": {c.name: _column(c) for c in columns},
        "required": required,
        "additionalProperties": False,
        "x-key": list(register.key),
        "x-happens": register.happens,
        "x-lag-days": register.lag_days,
        "x-purposes": list(register.purposes),
    }
    rules = [r for p in register.promises for r in _promise(p)]
    if rules:
        schema["allOf"] = rules
    promised = [p for p in register.promises if isinstance(p, NotAfter)]
    if promised:
        schema["x-not-after"] = [[p.first, p.second] for p in promised]
    return schema


def _column(column: ColumnDeclaration) -> dict[str, Any]:
    form = form_of(column.type)
    out: dict[str, Any] = {"title": column.title, "description": column.title_en or column.name}
    kinds = [*_kinds(column.type)] + ([] if column.required else [{"type": "null"}, _BLANK])
    out |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if form.example:
        out["examples"] = [form.example]
    unit = "fen" if isinstance(column.type, t.Money) else getattr(column.type, "unit", None)
    if unit:
        out["x-unit"] = unit
    return out


_BLANK = {"type": "string", "pattern": r"^\s*$"}


def _kinds(type_: t.Type) -> list[dict[str, Any]]:
    """The ways to write a value of a type."""
    if isinstance(type_, (t.Code, t.Ordered)):
        codes = type_.list
        titled = [
            {
                "const": code,
                "title": codes.title_of(code),
                "description": codes.title_of(code, "en"),
            }
            for code in codes.codes
        ]
        return [{"oneOf": titled}]
    if isinstance(type_, t.Truth):
        return [{"type": "boolean"}, {"enum": [*TRUE_WORDS, *FALSE_WORDS]}]
    if isinstance(type_, t.Date):
        return [
            {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            {"enum": list(NEVER_WORDS)},
        ]
    if isinstance(type_, t.Month):
        return [{"type": "string", "pattern": f"^([0-9]{{4}}-(0[1-9]|1[0-2])|{_NEVER})$"}]
    if isinstance(type_, (t.Integer, t.Money)):
        whole: dict[str, Any] = {"type": "integer"}
        sign = "-?"
        if type_.at_least is not None:
            whole["minimum"] = type_.at_least
            sign = "" if type_.at_least >= 0 else "-?"
        return [whole, {"type": "string", "pattern": f"^{sign}[0-9]+$"}]
    if isinstance(type_, (t.Ratio, t.Rate)):
        return [{"type": "string", "pattern": r"^-?[0-9]+( */ *[0-9]+|(\.[0-9]+)? *%?)$"},
                {"type": "number"}]  # fmt: skip
    return [{"type": "string", "pattern": r"\S"}]


def _promise(promise: object) -> list[dict[str, Any]]:
    """The promises that JSON Schema can say; the order of two cells it cannot."""
    if isinstance(promise, SomeFilled):
        return [{"anyOf": [_filled(name) for name in promise.columns]}]
    if isinstance(promise, GoesWith):
        return [{"if": _filled(promise.column), "then": _filled(promise.needs)}]
    return []


def _filled(name: str) -> dict[str, Any]:
    filled = {"not": {"anyOf": [{"type": "null"}, _BLANK]}}
    return {"required": [name], "properties": {name: filled}}
