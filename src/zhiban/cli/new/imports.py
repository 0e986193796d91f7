"""How are the imports of a new module written, sorted as a linter would have them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WIDTH = 100


def import_lines(wanted: Mapping[str, Iterable[str]]) -> str:
    """`from … import …` for each module: absolute ones first, then those inside the pack."""
    absolute = sorted(m for m in wanted if not m.startswith("."))
    inside = sorted((m for m in wanted if m.startswith(".")), key=_farthest_first)
    parts = [[_line(m, wanted[m]) for m in group] for group in (absolute, inside) if group]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _farthest_first(module: str) -> tuple[int, str]:
    dots = len(module) - len(module.lstrip("."))
    return -dots, module


def _line(module: str, names: Iterable[str]) -> str:
    listed = sorted(set(names), key=_order)
    line = f"from {module} import {', '.join(listed)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in listed) + ")"


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
