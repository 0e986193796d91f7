"""How does the standard of registers read as one page of the reference?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhiban.language.promises import GoesWith, NotAfter, Promise
from zhiban.language.register import ColumnDeclaration, Register
from zhiban.model import types as t
from zhiban.registers.columns import form_of

_MOST_CODES = 12
_INTRODUCTION = """# Registers: the data standard

Written by `zhiban registers --page`; a test keeps it equal to what the packs declare. One register
by itself: `zhiban registers NAME`, with `--json-schema` as JSON Schema, with `--template FILE.xlsx`
as an empty Excel file that is hard to fill in wrongly.

## What silence means

A delivery says of which register it is, which days it *covers*, and of which kind it is. Silence
counts as "no" only inside what is covered; everywhere else it is unknown.

| kind | the file holds | a subject that is not in it |
|---|---|---|
| `full` | every row that stands on the days covered | has no row; a row that stood before is gone |
| `changes` | rows that are new or different since the last delivery | keeps the rows it had |
| `events` | rows that happened on the days covered | has no event on those days; keeps older ones |

*Lag*: how late a register is by nature. A rule judged today looks at a register as it stood at the
end of its coverage; within the lag that is fresh enough, beyond it what depends on the register is
unknown because it is *stale*. *Happens*: the column that says on which day a row happens. A row
that happens later than the evidence date is not seen yet. A register without it is a state and can
be delivered `full` only, if its silence is to mean anything.

An empty cell is unknown, never "no" and never nought. Where a date or month is surely not there,
the cell says `never`. A row that breaks a promise is held back with every reason, and silence about
the subject it speaks of is not read as "no" until it is put right.

## How values are written

| type | written as | example |
|---|---|---|
"""
_TYPES: tuple[tuple[str, t.Type], ...] = (
    ("truth", t.Truth()), ("integer", t.Integer()), ("money", t.Money()), ("date", t.Date()),
    ("month", t.Month()), ("ratio", t.Ratio()), ("text", t.Text()), ("subject", t.SubjectId("")),
)  # fmt: skip


def register_page(registers: Iterable[type[Register]]) -> str:
    """The page in Markdown, registers in the order of their ids."""
    listed = sorted(registers, key=lambda r: r.id)
    lines = [_INTRODUCTION.rstrip("\n")]
    for name, type_ in _TYPES:
        form = form_of(type_)
        lines.append(f"| {name} | {form.zh}, {form.en} | {_code(form.example)} |")
    lines += ["| code | a code of the list, or its Chinese title | |", "", "## All registers", ""]
    lines += ["| register | | from | lag |", "|---|---|---|---|"]
    lines += [
        f"| [{r.id}](#{r.id}) | {r.title}, {r.title_en} | {r.owner} | {r.lag_days} days |"
        for r in listed
    ]
    for register in listed:
        lines += ["", *_register(register)]
    return "\n".join([*lines, ""])


def _register(r: type[Register]) -> Iterator[str]:
    yield f"## {r.id}"
    yield ""
    yield f"{r.title}, {r.title_en}. From {r.owner}, {r.rhythm}; lag {r.lag_days} days; "
    yield f"for {', '.join(r.purposes)}. One row per {', '.join(map(_code, r.key))}. " + (
        f"A row happens on {_code(r.happens)}." if r.happens
        else "Rows are a state: they do not happen on a day."
    )  # fmt: skip
    yield ""
    yield "| column | | type | |"
    yield "|---|---|---|---|"
    for column in (*r.columns.values(), *r.secrets.values()):
        filled = "never empty" if column.required else ""
        yield (f"| {_code(column.name)} | {column.title}, {column.title_en or column.name} | "
               f"{_type(column)} | {filled} |")  # fmt: skip
    if r.promises:
        yield ""
        yield f"Promised of every row: {'; '.join(_promise(p) for p in r.promises)}."


def _type(column: ColumnDeclaration) -> str:
    type_ = column.type
    if column.secret:
        return f"{column.secret}, kept in the vault only"
    if isinstance(type_, t.SubjectId):
        return f"id of a {type_.kind}"
    if isinstance(type_, (t.Code, t.Ordered)):
        codes = type_.list
        shown = "; ".join(f"`{c}` {codes.title_of(c)}" for c in codes.codes[:_MOST_CODES])
        more = len(codes.codes) - _MOST_CODES
        kind = "class" if isinstance(type_, t.Ordered) else "code"
        return f"{kind} of {codes.id}: {shown}" + (f"; and {more} more" if more > 0 else "")
    unit = "fen" if isinstance(type_, t.Money) else getattr(type_, "unit", None)
    floor = getattr(type_, "at_least", None)
    parts = [type_.name, unit, None if floor is None else f"at least {floor}"]
    return ", ".join(part for part in parts if part)


def _promise(promise: Promise) -> str:
    if isinstance(promise, NotAfter):
        return f"{_code(promise.first)} is not after {_code(promise.second)}"
    if isinstance(promise, GoesWith):
        return f"where {_code(promise.column)} is filled, {_code(promise.needs)} is too"
    return f"at least one of {', '.join(map(_code, promise.columns))} is filled"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
