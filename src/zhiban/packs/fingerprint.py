"""Has the meaning of a rule changed? SHA-256 over canonical JSON of what it means (SEM 24).

Titles, documents and file places do not count. Facts, code lists and how coverage is read do.
Dated values are hashed apart, so that a finding can name only those it used.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from zhiban.language.rule_parts import Article, AtMost, CountedOnce, Excludes, Instalments
from zhiban.language.rules import Rule
from zhiban.model import nodes as n
from zhiban.model.calculators import Calculator
from zhiban.model.types import CodeList, Type
from zhiban.packs.library import Library

_NOT_MEANING = {
    "title", "title_en", "aliases", "where", "folder", "no", "law", "because", "source", "titles",
    "titles_en", "near", "parameters", "basis", "sensitive_law", "areas_because",
}  # fmt: skip


def fingerprint(rule: Rule, library: Library) -> str:
    """The fingerprint of a rule's meaning: 64 hexadecimal digits."""
    meaning = _canonical(rule)
    return digest({
        "rule": meaning,
        "basis": rule.basis.canonical(),
        **_meaning_of(facts_of(rule, library), library),
        "parameters": {k: p.canonical() for k, p in sorted(rule.parameters.items())},
    })  # fmt: skip


def facts_fingerprint(fact_ids: Iterable[str], library: Library) -> str:
    """The fingerprint of what some facts mean, through the facts they use."""
    under = {one for fact_id in fact_ids for one in facts_under(fact_id, library)}
    return digest(_meaning_of(under, library))


def _meaning_of(facts: Iterable[str], library: Library) -> dict[str, Any]:
    listed = sorted(facts)
    registers = sorted(set(library.registers_of(listed)))
    return {
        "facts": {f: _canonical(library.facts[f].expression) for f in listed},
        "registers": {r: _reading(library, r) for r in registers},
    }


def facts_under(fact_id: str, library: Library) -> set[str]:
    """The fact and every fact it uses or looks up."""
    steps = library.steps(fact_id)
    return {fact_id} | {s.fact_id for s in steps if isinstance(s, (n.FactValue, n.LookUp))}


def values_fingerprint(rule: Rule) -> dict[str, str]:
    """The fingerprint of each dated value, as `parameter#position`."""
    return {
        f"{name}#{position}": digest(value.canonical())
        for name, parameter in sorted(rule.parameters.items())
        for position, value in enumerate(parameter.values)
    }


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(rule: Rule, library: Library) -> set[str]:
    """Every fact a rule rests on."""
    return {under for fact in rule.fact_ids() for under in facts_under(fact, library)}


def _reading(library: Library, register_id: str) -> dict[str, Any]:
    register = library.registers[register_id]
    return {
        "key": list(register.key), "happens": register.happens, "lag_days": register.lag_days,
        "columns": {c: _canonical(d.type) for c, d in sorted(register.columns.items())},
    }  # fmt: skip


def _canonical(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, CodeList):
        return {"list": value.id, "codes": list(value.codes)}
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, Calculator):
        return value.canonical()
    if isinstance(value, (tuple, list)):
        return [_canonical(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = isinstance(
            value, (n.Node, Type, Article, Instalments, CountedOnce, Excludes, AtMost, Rule)
        )
        body = {
            f.name: _canonical(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name not in _NOT_MEANING
        }
        return {"is": type(value).__name__, **body} if named else body
    return value
