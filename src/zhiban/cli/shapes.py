"""What do the commands write with --json? One shape for each declared thing, stable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhiban.cli.law_shapes import day, document, open_occasions, parameter
from zhiban.language.facts import Fact
from zhiban.language.protection import Purpose
from zhiban.language.register import ColumnDeclaration, Register
from zhiban.language.rules import DutyRule, PolicyRule, Rule, WatchRule
from zhiban.language.subjects import SubjectKind
from zhiban.model import types as t
from zhiban.model.labels import label
from zhiban.packs import Library, fingerprint
from zhiban.registers.columns import form_of
from zhiban.registers.facts import has_ends

if TYPE_CHECKING:
    from zhiban.loop.names import InputName


def dumps(value: Any) -> str:
    """JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def type_name(type_: t.Type) -> str:
    """The word for a type; the id of a subject is `subject`."""
    return "subject" if isinstance(type_, t.SubjectId) else type_.name


def type_of(type_: t.Type) -> dict[str, Any]:
    """A type: its name, unit, floor, code list, and how its values are written."""
    form = form_of(type_)
    out: dict[str, Any] = {"type": type_name(type_), "form": form.zh, "form_en": form.en}
    if form.example:
        out["example"] = form.example
    unit = "fen" if isinstance(type_, t.Money) else getattr(type_, "unit", None)
    if unit is not None:
        out["unit"] = unit
    floor = getattr(type_, "at_least", None)
    if floor is not None:
        out["at_least"] = floor
    if isinstance(type_, t.SubjectId):
        out["names"] = type_.kind
    if isinstance(type_, (t.Code, t.Ordered)):
        codes = type_.list
        out["code_list"] = codes.id
        out["codes"] = [
            {"code": c, "title": codes.title_of(c), "title_en": codes.title_of(c, "en")}
            for c in codes.codes
        ]
    return out


def kind(subject: SubjectKind) -> dict[str, str]:
    """A kind of subject and the register whose ids it is judged by."""
    return {"id": subject.id, "title": subject.title, "title_en": subject.title_en,
            "register": subject.register}  # fmt: skip


# --- registers ----------------------------------------------------------------------------------


def register_line(register: type[Register]) -> dict[str, Any]:
    """A register in the list."""
    return {"id": register.id, "title": register.title, "title_en": register.title_en}


def register(register: type[Register]) -> dict[str, Any]:
    """A register with everything needed to write its file."""
    return register_line(register) | {
        "owner": register.owner,
        "rhythm": register.rhythm,
        "lag_days": register.lag_days,
        "purposes": list(register.purposes),
        "purpose_laws": {str(p): p.law for p in register.purposes if isinstance(p, Purpose)},
        "linked_by": register.linked_by,
        "key": list(register.key),
        "happens": register.happens,
        "columns": [_column(register, c) for c in register.columns.values()],
        "secrets": [
            _column(register, c) | {"secret": c.secret, "about": c.about}
            for c in register.secrets.values()
        ],
    }


def _column(register: type[Register], column: ColumnDeclaration) -> dict[str, Any]:
    return {
        "name": column.name, "title": column.title, "title_en": column.title_en or column.name,
        "required": column.required, "key": column.name in register.key,
        "happens": column.name == register.happens, **type_of(column.type),
    }  # fmt: skip


# --- facts --------------------------------------------------------------------------------------


def fact_line(fact: Fact) -> dict[str, Any]:
    """A fact in the list."""
    return {
        "id": fact.id, "title": fact.title, "title_en": fact.title_en,
        "type": type_name(fact.type), "subject": fact.kind, "occasion": fact.occasion,
    }  # fmt: skip


def fact(library: Library, fact: Fact) -> dict[str, Any]:
    """A fact: what it is about, from which registers it comes, which rules use it."""
    used_by = [
        rule.id for rule in library.rules.values()
        if any(getattr(node, "fact_id", "") == fact.id for node in rule.inputs())
    ]  # fmt: skip
    return (
        fact_line(fact)
        | type_of(fact.type)
        | {
            "columns": columns_of(fact.id, fact.type),
            "given": fact.expression is None,
            "estimate": fact.estimate,
            "registers": library.registers_of([fact.id]),
            "used_by": used_by,
            "where": fact.where,
        }
    )


def columns_of(name: str, type_: t.Type) -> list[str]:
    """The columns by which a file can give this input."""
    return [name, f"{name}.at_least", f"{name}.at_most"] if has_ends(type_) else [name]


# --- rules --------------------------------------------------------------------------------------


def rule_line(rule: Rule) -> dict[str, Any]:
    """A rule in the list."""
    return {"id": rule.id, "title": rule.title, "title_en": rule.title_en, "kind": rule.kind,
            "subject": rule.subject.id, "per": rule.per.grain,
            "occasion": rule.per.occasion}  # fmt: skip


def rule(library: Library, rule: Rule, inputs: Sequence[InputName], as_of: int) -> dict[str, Any]:
    """A rule with everything needed to write its file and to check its law."""
    out = rule_line(rule) | {
        "aliases": list(rule.aliases),
        "subject": kind(rule.subject),
        "open_for_months": rule.per.open_for_months,
        "law_on": None if rule.law_on is None else label(rule.law_on),
        "articles": [
            {"id": a.id, "no": a.no, "title": a.title, "title_en": a.title_en}
            for a in rule.articles
        ],
        "inputs": [_input(library, i) for i in inputs],
        "registers": library.registers_of([i.name for i in inputs if i.fact is not None]),
        "parameters": [
            parameter(p, as_of, open_occasions(rule, as_of)) for p in rule.parameters.values()
        ],
        "basis": [document(d) for d in rule.basis.documents],
        "in_force": [[day(first), day(last)] for first, last in rule.basis.spans()],
        "fingerprint": fingerprint(rule, library),
    }
    if isinstance(rule, WatchRule):
        out |= {
            "consequence": rule.consequence,
            "precision": f"{rule.precision.numerator}/{rule.precision.denominator}",
            "purposes": list(rule.purposes),
            "excused_by": list(rule.excuses),
            "areas_because": rule.areas_because,
        }
    if isinstance(rule, DutyRule):
        out |= {"owed_by": rule.owed_by}
    if isinstance(rule, PolicyRule):
        out |= {
            "lane": rule.lane,
            "closes_when": rule.closes_when,
            "running_benefit": rule.instalments is not None,
            "counted_once": rule.counted_once is not None,
            "excludes": [
                {"rule": e.rule_id, "over": e.over, "counts": e.counts, "law": e.law}
                for e in rule.excludes
            ],
        }
    return out


def _input(library: Library, each: InputName) -> dict[str, Any]:
    registers = [each.register_id] if each.fact is None else library.registers_of([each.name])
    return {
        "name": each.name, "title": each.title, "title_en": each.title_en, **type_of(each.type),
        "interval": has_ends(each.type), "columns": columns_of(each.name, each.type),
        "registers": registers,
    }  # fmt: skip
