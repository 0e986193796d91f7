"""What is put into a new pack, register or rule? The words its templates ask for."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhiban.cli.new import declared, names
from zhiban.cli.new.imports import import_lines
from zhiban.cli.new.templates import filled, grain
from zhiban.cli.new.writing import write_whole
from zhiban.errors import Problem, UsageError
from zhiban.language.register import Register
from zhiban.language.subjects import SubjectKind
from zhiban.model.types import Date, Month
from zhiban.packs import Library, load
from zhiban.packs.loading import package_name

#: How deep below the pack the modules of a rule and of a register lie.
_RULE_DEPTH, _REGISTER_DEPTH = 2, 1


@dataclass(frozen=True)
class RuleKind:
    """A kind of rule: its folder in a pack, what its template imports, the facts it declares."""

    folder: str
    language: frozenset[str]
    facts: frozenset[str]
    fact_imports: Mapping[str, frozenset[str]]
    #: The end of the class of its own register, if it brings one.
    own_register: str = ""


_BASIS = frozenset({"Basis", "Document", "article", "parameter"})
RULES = {
    "policy": RuleKind(
        "policies", _BASIS | {"Policy"}, frozenset({"registered", "months"}),
        {"zhiban.language": frozenset({"given"}),
         "zhiban.model.types": frozenset({"Integer", "Truth"})},
    ),
    "duty": RuleKind(
        "duties", _BASIS | {"Duty", "months_after", "reached"}, frozenset({"arose_on", "done_on"}),
        {"zhiban.language": frozenset({"given"}), "zhiban.model.types": frozenset({"Date"})},
    ),
    # A watch reads rows and nothing that is given: it brings a register to be replaced.
    "watch": RuleKind(
        "watches", _BASIS | {"Watch"}, frozenset({"explained", "rows_seen"}),
        {"zhiban.language": frozenset({"fact"}), ".register": frozenset()}, "Rows",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What was written, and what to do next: (zh, en, command)."""

    path: Path
    next: tuple[tuple[str, str, str], ...]


def pack(name: str, into: Path, title: str | None) -> Made:
    """An empty pack in the folder `into`."""
    names.check_free(into / name)
    names.check_pack_name(name)
    words = {"name": name, "title": title or "（标题待填）", "folder": name}
    write_whole(into, filled("pack", words))
    folder = into / name
    return Made(folder, (
        ("做一个登记簿", "a register", f"zhiban new register {name}_records --in {folder}"),
        ("做一条政策", "a policy", f"zhiban new policy {name}_aid --in {folder}"),
    ))  # fmt: skip


def register(name: str, into: Path, title: str | None, subject: str | None) -> Made:
    """A register in the pack `into`."""
    path = into / "registers" / f"{name}.py"
    names.check_pack(into)
    names.check_free(path)
    library = _load(into)
    names.check_unused(name, "登记簿", "register", library.registers)
    kind = declared.kind_named(library, subject or "person")
    module, kind_name = _import_of(kind, into, _REGISTER_DEPTH)
    words = _titles(name, title) | _kind_words(kind, kind_name) | {
        "name": name, "class_name": _class_name(name),
        "imports": _register_imports({"boolean", "date", "money"}, module, kind_name),
    }  # fmt: skip
    write_whole(into / "registers", filled("register", words))
    return Made(path, (
        ("看看它的列", "its columns", f"zhiban registers {name} --pack {into}"),
        ("每行判定一次的政策", "a policy judged for each row",
         f"zhiban new policy {name}_aid --in {into} --per {name}"),
    ))  # fmt: skip


def rule(
    kind: str, name: str, into: Path, title: str | None, subject: str | None, per: str | None
) -> Made:
    """A policy, duty or watch in the pack `into`."""
    made = RULES[kind]
    path = into / made.folder / name
    names.check_pack(into)
    names.check_free(path)
    library = _load(into)
    names.check_unused(name, "规则", "rule", library.rules)
    words = _titles(name, title) | _rule_words(library, made, name, into, subject, per or "once")
    write_whole(into / made.folder, filled(kind, words))
    return Made(path, (
        ("例子都成立", "its examples hold", f"zhiban examples {name} --pack {into}"),
        ("要填的列和数字", "its inputs and figures", f"zhiban rules {name} --pack {into}"),
        ("填好文件以后判定", "judge a file once it is filled in",
         f"zhiban judge {name} --facts FILE.csv --pack {into}"),
    ))  # fmt: skip


def _rule_words(
    library: Library, made: RuleKind, name: str, into: Path, subject: str | None, per: str
) -> dict[str, str]:
    """What the rule, its facts and its examples ask for."""
    rows = None if per in ("once", "month", "year") else library.register(per)
    kind = _kind_of(library, subject, rows)
    written = grain(per if rows is None else _grain_of(rows))
    module, kind_name = _import_of(kind, into, _RULE_DEPTH)
    facts = {m: set(used) for m, used in made.fact_imports.items()}
    if made.own_register:
        facts[".register"] = {_class_name(name) + made.own_register}
    rule = {
        "zhiban.language": {*made.language, *written["imports"]}, ".facts": set(made.facts),
    }  # fmt: skip
    for wanted in (facts, rule):
        wanted.setdefault(module, set()).add(kind_name)
        if rows is not None:
            where = declared.relative(rows.__module__, package_name(into.resolve()), _RULE_DEPTH)
            wanted.setdefault(where, set()).add(rows.__name__)
    class_name, happens = (rows.__name__, rows.happens or "") if rows is not None else ("", "")
    shown = {
        key: written[key][0].replace("REGISTER", class_name).replace("HAPPENS", happens)
        for key in ("per", "law_on", "occasion")
    }
    cell = f"\n  {rows.id}.{happens}: {written['cell'][0]}" if rows and "cell" in written else ""
    occasion = f"    occasion: {_quoted(shown['occasion'])}\n" if shown["occasion"] else ""
    return {
        "name": name, "package_name": into.resolve().name, "folder": str(into),
        "class_name": _class_name(name), "per": shown["per"], "law_on": shown["law_on"],
        "fact_imports": import_lines(facts), "rule_imports": import_lines(rule),
        "of_register": f"\n    of={class_name}," if class_name else "",
        "occasion_line": occasion, "occasion_cells": cell,
        "register_imports": _register_imports({"Purpose", "boolean", "date"}, module, kind_name),
    } | _kind_words(kind, kind_name)  # fmt: skip


def _kind_words(kind: SubjectKind, kind_name: str) -> dict[str, str]:
    """What a template says of the kind of subject."""
    return {
        "subject": kind_name, "subject_column": kind.id, "subject_title": kind.title,
        "subject_title_en": kind.title_en,
    }  # fmt: skip


def _register_imports(columns: set[str], module: str, kind_name: str) -> str:
    """The imports of a register with such columns.

    Inside the class `key` names the columns of the business key, hence the second import.
    """
    wanted = {"zhiban.language": {"Register", "subject", *columns}}
    wanted.setdefault(module, set()).add(kind_name)
    language, gap, own = import_lines(wanted).partition("\n\n")
    return (
        language.rstrip("\n") + "\nfrom zhiban.language import key as key_column\n" + gap[1:] + own
    )


def _kind_of(library: Library, subject: str | None, rows: type[Register] | None) -> SubjectKind:
    """The kind asked for; with a register, one of those its rows speak of."""
    if rows is None:
        return declared.kind_named(library, subject or "person")
    spoken = declared.kinds_in(rows, library)
    if subject is None and spoken:
        return spoken[0]
    kind = declared.kind_named(library, subject or "person")
    if kind in spoken:
        return kind
    ids = ", ".join(k.id for k in spoken)
    raise UsageError(Problem(
        "new-subject", f"--subject {kind.id}", f"登记簿 {rows.id} 的行说的是 {ids}",
        f"the rows of {rows.id} speak of {ids}", "去掉 --subject，或换一个登记簿",
        "leave --subject out, or choose another register",
    ))  # fmt: skip


def _grain_of(rows: type[Register]) -> str:
    type_ = rows.columns[rows.happens].type if rows.happens else None
    if isinstance(type_, Date):
        return "rows_by_date"
    return "rows_by_month" if isinstance(type_, Month) else "rows"


def _import_of(kind: SubjectKind, into: Path, depth: int) -> tuple[str, str]:
    module, name = declared.module_of_kind(kind)
    return declared.relative(module, package_name(into.resolve()), depth), name


def _load(folder: Path) -> Library:
    """The library with this pack; a pack that does not load is mended before it grows."""
    others = [p for p in os.environ.get("ZHIBAN_PACKS", "").split(os.pathsep) if p]
    return load([folder, *others])


def _quoted(text: str) -> str:
    """A text of one line as a literal of Python, in the quotes a formatter would choose."""
    if '"' in text and "'" not in text:
        return "'" + text.replace("\\", "\\\\") + "'"
    return json.dumps(text, ensure_ascii=False)


def _titles(name: str, title: str | None) -> dict[str, str]:
    """Both titles as literals; the Chinese one says that it is to be filled in."""
    return {
        "title": _quoted(title or f"{name}（标题待填）"),
        "title_en": _quoted(name.replace("_", " ")),
    }


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
