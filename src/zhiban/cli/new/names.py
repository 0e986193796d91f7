"""May a new thing have this name? What is wrong is said with what to try."""

from __future__ import annotations

import importlib.util
import keyword
import re
import sys
from collections.abc import Container
from pathlib import Path

from zhiban.errors import Problem, UsageError

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def check_name(name: str) -> None:
    """Raise UsageError unless `name` can be an id and the name of a Python module."""
    if _NAME.fullmatch(name) and not keyword.iskeyword(name) and not keyword.issoftkeyword(name):
        return
    better = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not _NAME.fullmatch(better) or keyword.iskeyword(better) or keyword.issoftkeyword(better):
        better = "harvest_aid"
    raise UsageError(Problem(
        "new-name", name, "名字只用小写英文字母、数字和下划线，以字母开头，不能是 Python 的关键字",
        "a name is lower-case letters, digits and underscores, begins with a letter and is no "
        "keyword of Python",
        f"例如 {better}", f"such as {better}",
    ))  # fmt: skip


def check_pack_name(name: str) -> None:
    """Raise UsageError if Python already knows a package of this name."""
    if name not in sys.stdlib_module_names and importlib.util.find_spec(name) is None:
        return
    raise UsageError(Problem(
        "new-name", name, "已经有一个叫这个名字的 Python 包",
        "there is a Python package of this name already", f"例如 {name}_law", f"such as {name}_law",
    ))  # fmt: skip


def check_title(title: str, option: str) -> None:
    """Raise UsageError for a title that is empty or not one line."""
    if not title.strip() or not title.isprintable():
        raise UsageError(Problem(
            "new-title", option, "标题是一行文字", "a title is one line of text",
            "例如 --title 收割补助", "such as --title 'Harvest aid'",
        ))  # fmt: skip


def check_pack(folder: Path) -> None:
    """Raise UsageError unless `folder` is a pack."""
    if not (folder / "__init__.py").is_file():
        raise UsageError(Problem(
            "new-in", str(folder), "这里没有知识包（没有 __init__.py）",
            "there is no pack here (no __init__.py)",
            "用 --in 指出知识包的文件夹，或先 zhiban new pack 名称",
            "give the folder of a pack with --in, or begin with zhiban new pack NAME",
        ))  # fmt: skip


def check_free(path: Path) -> None:
    """Raise UsageError if something is at `path` already."""
    if path.exists() or path.is_symlink():
        raise UsageError(Problem(
            "new-exists", str(path), "已经存在，不覆盖", "it exists already and is left alone",
            "换一个名字，或先移走它", "choose another name, or move it away first",
        ))  # fmt: skip


def check_unused(name: str, word: str, word_en: str, known: Container[str]) -> None:
    """Raise UsageError if a loaded pack has a rule or register of this id."""
    if name in known:
        raise UsageError(Problem(
            "new-name", name, f"已有这个编号的{word}", f"there is a {word_en} with this id already",
            "编号在全部知识包里不能重复：以知识包的名字开头",
            "ids are unique over all packs: begin with the name of the pack",
        ))  # fmt: skip
