"""Does the header of a file say what each column is?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from zhiban.registers.columns import ColumnSpec
from zhiban.registers.faults import EXAMPLES, Faults, nearest

_DATUM = re.compile(r"-?[0-9]+([-/.:年月][0-9]+)*[日%]?")


def check_header(names: Sequence[str], faults: Faults) -> dict[str, int]:
    """Each name → its place; doubled and empty names are noted."""
    times = Counter(names)
    for name in [n for n, count in times.items() if count > 1 and n]:
        places = [str(i + 1) for i, n in enumerate(names) if n == name]
        faults.add(
            "column-doubled",
            (
                f"表头里有 {times[name]} 个同名的列（第 {'、'.join(places)} 列）",
                f"{times[name]} columns have this name (columns {', '.join(places)})",
                "只留一列", "keep one of them",
            ),
            row=1, column=name,
        )  # fmt: skip
    for place in [i + 1 for i, name in enumerate(names) if not name]:
        faults.add(
            "column-unnamed",
            (
                f"第 {place} 列没有列名", f"column {place} has no name",
                "给它列名，或删去这一列", "name it or delete it",
            ),
            row=1, column=str(place),
        )  # fmt: skip
    return {name: names.index(name) for name in times if name}


def check_known(
    names: Sequence[str], known: Sequence[str], titles: Mapping[str, str], faults: Faults
) -> None:
    """Note each of `names` that is none of `known`, with the nearest name."""
    if _is_data(names, {*known, *titles}):
        listed = ", ".join(known)
        texts = (
            "第一行看来是数据，不是列名", "the first row looks like data, not like names",
            f"在最前面加一行列名：{listed}", f"put a row of names before it: {listed}",
        )  # fmt: skip
        faults.add("header-missing", texts, row=1)
        return
    strange = [name for name in names if name not in known]
    for name in strange[: 4 * EXAMPLES]:
        close = titles.get(name) or nearest(name, known)
        listed = ", ".join(list(known)[:20]) + (" …" if len(known) > 20 else "")
        fix = (f"是否指 {close}？", f"did you mean {close}?") if close else (
            f"可用的列：{listed}", f"known columns: {listed}")  # fmt: skip
        what = (f"没有名为 “{name}” 的列", f"no column is called “{name}”")
        faults.add("column-unknown", (*what, *fix), row=1, column=name)
    faults.more("column-unknown", len(strange) - 4 * EXAMPLES)


def _is_data(names: Sequence[str], known: Container[str]) -> bool:
    """Whether no cell of the first row is a known name and some are numbers or dates."""
    return not any(name in known for name in names) and any(map(_DATUM.fullmatch, names))


def check_names(names: Sequence[str], specs: Sequence[ColumnSpec], faults: Faults) -> None:
    """Note columns a register does not have, and those it must have and are not there."""
    check_known(names, [s.name for s in specs], {s.title: s.name for s in specs if s.title}, faults)
    if _is_data(names, {name for s in specs for name in (s.name, s.title)}):
        return
    for spec in specs:
        if spec.required and spec.name not in names:
            note_missing(spec.name, faults)


def note_missing(name: str, faults: Faults) -> None:
    """Note that a column that must be there is not."""
    texts = (
        "缺少必需的列", "this column must be there and is not", "补上这一列", "add it",
    )  # fmt: skip
    faults.add("column-missing", texts, row=1, column=name)
