"""How is a YAML file read so that every scalar stays the text its author wrote?

`0.055` must not become a float and `no` must not become False. What is read is a small tree whose
parts know their line, so that every problem can name its place. A repeated key is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from zhiban.errors import Problem

#: The reader in C is the faster one; without it the one in Python gives the same tree.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text; None where nothing, ~ or null is written without quotes."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Part, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their parts; `lines` says where each key stands."""

    entries: dict[str, Part]
    lines: dict[str, int]
    line: int


Part = Scalar | Items | Mapping


def read_yaml(path: Path) -> tuple[Part | None, list[Problem]]:
    """The tree of `path` with its problems; None if it is empty or cannot be read at all."""
    place = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return None, [
            Problem(
                "yaml-unreadable",
                place,
                f"文件读不出来（{error.strerror}）",
                f"the file cannot be read ({error.strerror})",
            )
        ]
    except UnicodeDecodeError as error:
        return None, [
            Problem(
                "yaml-not-utf8",
                place,
                f"第 {error.start} 个字节不是 UTF-8",
                f"byte {error.start} is not UTF-8",
                "另存为 UTF-8 编码",
                "save the file as UTF-8",
            )
        ]
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        why = getattr(error, "problem", None) or "?"
        return None, [
            Problem(
                "yaml-syntax",
                place + line,
                f"不是合法的 YAML（{why}）",
                f"this is not YAML ({why})",
                "检查缩进、冒号后的空格和引号",
                "check the indentation, the space after each colon, and the quotes",
            )
        ]
    problems: list[Problem] = []
    return (None if node is None else _part(node, place, problems)), problems


def _part(node: yaml.Node, place: str, problems: list[Problem]) -> Part:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_part(item, place, problems) for item in node.value), line)
    if not isinstance(node, yaml.MappingNode):
        is_plain = not getattr(node, "style", None)  # None, or "" from the reader in C
        is_null = is_plain and node.value in ("", "~", "null")
        return Scalar(None if is_null else str(node.value), line)
    entries: dict[str, Part] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        key_line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            key = f"(line {key_line})"
        if key in entries:
            problems.append(
                Problem(
                    "yaml-twice",
                    f"{place}:{key_line}",
                    f"“{key}”在第 {lines[key]} 行已经写过",
                    f"{key!r} stands already on line {lines[key]}",
                    "删去其中一处",
                    "remove one of the two",
                )
            )
            continue
        entries[key] = _part(value_node, place, problems)
        lines[key] = key_line
    return Mapping(entries, lines, line)
