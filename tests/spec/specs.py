"""What is a spec? A sentence, a small table of what is known, and what expressions come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.spec.registers import REGISTERS
from tests.spec.text_tables import TextTable, read_table, read_type

from zhiban import language
from zhiban.language.facts import Fact
from zhiban.language.values import Value, wrap
from zhiban.model import nodes as n
from zhiban.model import types as t


@dataclass(frozen=True)
class ValueSpec:
    """Inputs in the left columns (`name: type`), expressions and their values in the right ones.

    A heading `why EXPRESSION` asks for the missing pieces.
    """

    sentence: str
    table: TextTable
    as_of: str = "2025-07-01"
    names: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def inputs(self) -> dict[str, t.Type]:
        """The inputs with their types."""
        pairs = [h.split(": ", 1) for h in self.table.heading if ": " in h]
        return {name: read_type(text) for name, text in pairs}

    def expression(self, heading: str) -> Value:
        """The value an author would get by writing the heading."""
        inputs = {
            name: wrap(n.FactValue(name, type_, "person", ""))
            for name, type_ in self.inputs.items()
        }
        return evaluated(heading.removeprefix("why "), {**inputs, **self.names})


@dataclass(frozen=True)
class RowsSpec:
    """Registers, and for each subject in the first column of `table` what expressions come to.

    `covered`: the days each register speaks for, as `2024-01-01..2024-12-31; …`; without an entry
    it speaks for all days. `quarantined`: subjects with a row that could not be read.
    """

    sentence: str
    given: Mapping[str, TextTable]
    table: TextTable
    as_of: str = "2025-07-01"
    covered: Mapping[str, str] = field(default_factory=dict)
    quarantined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def kind(self) -> str:
        """The kind of subject, which heads the first column."""
        return {"person": "person", "firm": "enterprise"}[self.table.heading[0]]

    def expression(self, heading: str) -> Value:
        """The value an author would get by writing the heading."""
        text = heading.removeprefix("why ").removeprefix("next change of ")
        return evaluated(text, {**REGISTERS, **self.names})


@dataclass(frozen=True)
class RuleSpec:
    """A rule, inputs in the left columns, and parts of the finding in the right ones.

    Right columns: verdict, amount, unmet, why, next change, or an entry of outputs (`out NAME`).
    """

    sentence: str
    rule: Any
    table: TextTable
    note: str = ""


Spec = ValueSpec | RowsSpec | RuleSpec


@dataclass(frozen=True)
class Chapter:
    """A chapter of the reference."""

    title: str
    intro: str
    specs: tuple[Spec, ...]


def evaluated(text: str, names: Mapping[str, Any]) -> Value:
    """What a line of a pack comes to."""
    public = {name: getattr(language, name) for name in language.__all__}
    found = eval(text, {**public, **names})
    assert isinstance(found, Value), text
    return found


def as_fact(id: str, value: Value, kind: str) -> Fact:
    """The fact an author would declare."""
    if isinstance(value.type, t.Money):
        id = f"{id}_fen"
    return Fact(id, id, id, value.type, value.node, kind, "", "spec")


def values(sentence: str, table: str, **more: Any) -> ValueSpec:
    """A spec of values."""
    return ValueSpec(sentence, read_table(table), **more)


def rows(sentence: str, given: Mapping[str, str], table: str, **more: Any) -> RowsSpec:
    """A spec of rows."""
    tables = {name: read_table(text) for name, text in given.items()}
    return RowsSpec(sentence, tables, read_table(table), **more)


def rule(sentence: str, rule_: Any, table: str, **more: Any) -> RuleSpec:
    """A spec of a rule."""
    return RuleSpec(sentence, rule_, read_table(table), **more)


def day(text: str) -> int:
    """A day number."""
    return t.day_number(dt.date.fromisoformat(text))
