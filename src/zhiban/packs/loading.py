"""How do packs get in? Every module of a pack is imported and what it declares is collected.

Nothing needs to be registered anywhere: one thing a city adds is one folder. All problems of all
packs are reported at once; a pack that raises takes nothing down without being named.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from zhiban.errors import PackError, Problem
from zhiban.language import refusal, subjects
from zhiban.language.facts import Fact
from zhiban.language.register import Register
from zhiban.language.rules import Rule, WatchRule
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import Value
from zhiban.model.calculators import Calculator
from zhiban.packs.checks import check
from zhiban.packs.estimates import without_estimates
from zhiban.packs.library import Library
from zhiban.packs.recovery import read_recovery


@dataclass
class _Collected:
    """What has been found so far; `problems` are gathered from imports and checks alike."""

    registers: dict[str, type[Register]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    calculators: dict[str, Calculator] = field(default_factory=dict)
    kinds: dict[str, SubjectKind] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folders: Iterable[Path | str] | None = None) -> Library:
    """Load the installed packs and those in `folders` (None: the folders in ZHIBAN_PACKS).

    Raises PackError with every problem found.
    """
    if folders is None:
        folders = [p for p in os.environ.get("ZHIBAN_PACKS", "").split(os.pathsep) if p]
    found = _Collected(
        kinds={k.id: k for k in vars(subjects).values() if isinstance(k, SubjectKind)}
    )
    roots = [*installed_packs(), *(Path(f).resolve() for f in folders)]
    names = []
    with refusal.collecting() as refused:
        for root in roots:
            names.append(root.name)
            for module in _modules(root, found.problems):
                _collect(module, found)
    found.problems[:0] = refused
    recovery, wrong = read_recovery(roots)
    found.problems.extend(wrong)
    library = Library(
        found.registers, found.facts, found.rules, found.kinds, tuple(names), found.calculators,
        recovery,
    )  # fmt: skip
    for rule in found.rules.values():
        if isinstance(rule, WatchRule):
            found.rules[rule.id] = without_estimates(rule, library)
    found.problems.extend(check(library))
    if found.problems:
        _forget(roots)
        raise PackError(found.problems)
    return library


def installed_packs() -> list[Path]:
    """The folders of the packs that installed distributions offer, by name."""
    folders = []
    for point in sorted(entry_points(group="zhiban.packs"), key=lambda p: p.name):
        spec = importlib.util.find_spec(point.value)
        if spec is not None and spec.submodule_search_locations:
            folders.append(Path(next(iter(spec.submodule_search_locations))))
    return folders


def _modules(root: Path, problems: list[Problem]) -> Iterator[ModuleType]:
    if not root.is_dir():
        problems.append(Problem("no-pack", str(root), "没有这个文件夹", "there is no such folder"))
        return
    package = _importable(root)
    importlib.invalidate_caches()  # a folder may be a moment old: `zhiban new`
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        name = ".".join((package, *parts))
        try:
            module = importlib.import_module(name)
        except Exception as error:  # a pack is somebody else's code: name it and go on (SEM 23)
            where = f"{root.name}/{path.relative_to(root)}"
            what = f"{type(error).__name__}: {error}"
            problems.append(
                Problem("pack-raises", where, f"载入时出错：{what}", f"raises on import: {what}")
            )
            continue
        if Path(str(module.__file__ or path)).resolve().parts[: len(root.parts)] != root.parts:
            problems.append(Problem(
                "pack-name", root.name, f"另一个同名的包已载入：{module.__file__}",
                f"another package of this name is loaded: {module.__file__}",
                "给文件夹改名", "rename the folder",
            ))  # fmt: skip
            return
        yield module


def package_name(root: Path) -> str:
    """The dotted name of a pack's package: `lake`, or `zhiban_packs.insurance`."""
    return ".".join(part.name for part in reversed(_package_folders(root)))


def _package_folders(root: Path) -> list[Path]:
    """The pack's folder and those above it that are packages themselves."""
    folders = [root]
    while (folders[-1].parent / "__init__.py").exists():
        folders.append(folders[-1].parent)
    return folders


def _importable(root: Path) -> str:
    """The dotted name of a pack's package; what holds it is made importable."""
    above = str(_package_folders(root)[-1].parent)
    if above not in sys.path:
        sys.path.append(above)
    return package_name(root)


def _forget(roots: Iterable[Path]) -> None:
    """Let a corrected pack be loaded again in the same process."""
    for root in roots:
        package = package_name(root)
        for name in [m for m in sys.modules if m == package or m.startswith(package + ".")]:
            del sys.modules[name]


def _collect(module: ModuleType, found: _Collected) -> None:
    for thing in list(vars(module).values()):
        if isinstance(thing, type) and issubclass(thing, Register) and thing is not Register:
            if thing.__module__ == module.__name__:
                _add(found.registers, thing.id, thing, "register", module, found.problems)
        elif isinstance(thing, Value) and thing.fact is not None:
            _add(found.facts, thing.fact.id, thing.fact, "fact", module, found.problems)
        elif isinstance(thing, Rule):
            _add(found.rules, thing.id, thing, "rule", module, found.problems)
        elif isinstance(thing, Calculator):
            _add(found.calculators, thing.id, thing, "calculator", module, found.problems)
        elif isinstance(thing, SubjectKind):
            _add(found.kinds, thing.id, thing, "kind", module, found.problems)


def _add(
    things: dict[str, Any], id: str, thing: Any, word: str, module: ModuleType,
    problems: list[Problem],
) -> None:  # fmt: skip
    standing = things.setdefault(id, thing)
    if standing is not thing and not (isinstance(thing, SubjectKind) and standing == thing):
        first = getattr(standing, "where", "") or getattr(standing, "__module__", "")
        problems.append(Problem(
            f"twice-{word}", getattr(thing, "where", "") or module.__name__,
            f"{word} 的编号 {id} 已在 {first} 使用",
            f"the {word} id {id} is already used in {first}",
            "换一个编号", "choose another id",
        ))  # fmt: skip
