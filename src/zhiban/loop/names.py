"""What are the inputs of a rule or of a derivation, by the names that files use?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhiban.engines.rowwise.inputs import GRANTED
from zhiban.errors import Problem, UsageError
from zhiban.language.facts import Fact
from zhiban.language.rules import PolicyRule, Rule, input_id
from zhiban.model.types import Truth, Type
from zhiban.packs import Library
from zhiban.registers.columns import ColumnSpec


@dataclass(frozen=True, slots=True)
class InputName:
    """An input by its name in files: a fact, or a column of the occasion (`fact` is None)."""

    name: str
    type: Type
    title: str
    title_en: str
    fact: Fact | None = None
    register_id: str = ""
    column: str = ""

    @property
    def spec(self) -> ColumnSpec:
        """The column of a file of facts."""
        return ColumnSpec(self.name, self.type, title=self.title)


def input_named(library: Library, name: str) -> InputName:
    """A fact's id or `<register>.<column>`; UsageError with the nearest names."""
    if name not in library.facts and "." in name:
        register_id, _, column = name.partition(".")
        register = library.registers.get(register_id)
        if register is not None and column in register.columns:
            c = register.columns[column]
            return InputName(name, c.type, c.title, c.title_en or column, None, register_id, column)
    fact = library.fact(name)
    return InputName(name, fact.type, fact.title, fact.title_en, fact)


def inputs_of(library: Library, rules: Iterable[Rule]) -> list[InputName]:
    """The inputs of the rules, each once, in order of use."""
    found: dict[str, InputName] = {}
    for rule in rules:
        for node in rule.inputs():
            name = input_id(node)
            if name not in found:
                found[name] = input_named(library, name)
    return list(found.values())


def granted_names(rules: Iterable[Rule]) -> list[str]:
    """The columns `granted.<rule>` the rules read: what shuts them out, what was granted."""
    found: dict[str, None] = {}
    for rule in rules:
        if isinstance(rule, PolicyRule):
            for one in rule.excludes:
                found.setdefault(GRANTED + one.rule_id)
            if rule.counted_once is not None:
                found.setdefault(GRANTED + rule.id)
    return list(found)


def granted_specs(names: Sequence[str]) -> list[ColumnSpec]:
    """The columns of grants in a file of facts."""
    return [ColumnSpec(name, Truth()) for name in names]


def one_kind(library: Library, kinds: Iterable[str]) -> str:
    """The only kind of subject; UsageError if there are several."""
    found = sorted(set(kinds) - {""})
    if len(found) != 1:
        titles = [library.kinds[k].title for k in found]
        raise UsageError(Problem(
            "mixed-kinds", ", ".join(found), f"不能一起处理不同的主体：{'、'.join(titles)}",
            "these speak of different kinds of subject", "分开运行", "run them apart",
        ))  # fmt: skip
    return found[0]


def names_of(library: Library, name: str) -> tuple[str, str]:
    """The titles (zh, en) of a fact, a column, a register or a grant; else the name itself."""
    if name.startswith(GRANTED):
        rule = library.rules.get(name.removeprefix(GRANTED))
        if rule is not None:
            return f"已审定：{rule.title}", f"granted: {rule.title_en}"
        return name, name
    if name in library.facts:
        fact = library.facts[name]
        return fact.title, fact.title_en
    if name in library.registers:
        return library.registers[name].title, library.registers[name].title_en or name
    register_id, _, column = name.partition(".")
    register = library.registers.get(register_id)
    if register is not None and column in register.columns:
        c = register.columns[column]
        return c.title, c.title_en or column
    return name, name


class LibraryNames:
    """What the things of a library are called, as `words` asks for it."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def title(self, name: str) -> tuple[str, str]:
        """The title of a fact, a column `register.column`, a register, a grant or a rule."""
        for rule in self.library.rules.values():
            if rule.id == name or name in rule.aliases:
                return rule.title, rule.title_en
        return names_of(self.library, name)

    def owner(self, register_id: str) -> tuple[str, str]:
        """The office that keeps a register."""
        register = self.library.registers.get(register_id)
        if register is None or not register.owner:
            return "登记单位", "the office that keeps the register"
        return register.owner, register.owner_en

    def registers_of(self, name: str) -> list[str]:
        """The registers an input comes from: a fact, or a column of the occasion."""
        if name in self.library.facts:
            return self.library.registers_of([name])
        register_id = name.partition(".")[0]
        return [register_id] if register_id in self.library.registers else []
