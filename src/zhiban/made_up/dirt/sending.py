"""Which files does each supplier send, in which order? The registers with faults, then what mends.

sent/01-persons.csv …              everything a register holds, with faults
sent/40-hires-late.csv             rows that came too late for the first
sent/…-corrected.csv, -withdrawn.csv
sent/mappings/hires.yaml           where a supplier has its own columns
sent/deliveries.csv                one line a file, in order, as `zhiban receive` is told of it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.language.register import Register, subjects_named
from zhiban.made_up.dice import Dice
from zhiban.made_up.dirt.faults import Draft, spoil
from zhiban.made_up.dirt.suppliers import Form, form_of, write, write_mapping

FULL, CHANGES, WITHDRAWN = "full", "changes", "withdrawn"
_LATER = ((CHANGES, "late"), (CHANGES, "corrected"), (WITHDRAWN, "withdrawn"))
PLANTED = {
    "register": pl.String, "kind": pl.String, "fate": pl.String, "key": pl.String,
    "about": pl.String, "column": pl.String, "was": pl.String, "sent": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """One file: of which register, of which kind; `days_later` than the first ones' extract."""

    file: Path
    register: str
    kind: str
    days_later: int
    mapping: Path | None


def send(
    registers: Mapping[str, type[Register]], rows: Mapping[str, pl.DataFrame],
    numbers: Mapping[str, Mapping[str, str]], out: Path, seed: int,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[list[Sent], pl.DataFrame]:  # fmt: skip
    """Write what suppliers send to `out`; the files in order, and the faults planted in them.

    `rows`: the cells of each register as text; `numbers`: for each kind of subject, the number of
    each. The same rows and seed give the same files.
    """
    (out / "mappings").mkdir(parents=True)
    drafts = []
    for name, frame in rows.items():
        step(name)
        register = registers[name]
        text = _by_number(register, frame.cast(pl.String), numbers)
        drafts.append(spoil(register, text, Dice(seed, f"dirt/{name}")))
    sent = [_first(draft, out, place) for place, draft in enumerate(drafts, 1)]
    for days_later, (kind, what) in enumerate(_LATER, 1):
        for draft in drafts:
            later = _later(draft, what)
            if later.height:
                sent.append(_one(draft, later, out, len(sent) + 1, kind, days_later * 7, what))
    planted = [fault for draft in drafts for fault in draft.planted]
    _list(sent, out)
    return sent, pl.DataFrame(planted, schema=PLANTED, orient="row")


def _by_number(
    register: type[Register], rows: pl.DataFrame, numbers: Mapping[str, Mapping[str, str]]
) -> pl.DataFrame:
    """The rows with numbers in place of ids."""
    return rows.with_columns(
        pl.col(column).replace(numbers[kind])
        for column, kind in subjects_named(register).items()
        if kind in numbers and column in rows.columns
    )


def _first(draft: Draft, out: Path, place: int) -> Sent:
    rows = draft.rows.with_columns(
        _edited(draft.rows[column], cells) for column, cells in draft.edits.items()
    )
    stays = [at for at in range(rows.height) if at not in draft.left_out]
    invented = pl.DataFrame(draft.invented, schema=rows.schema, orient="row")
    rows = pl.concat([rows[stays], rows[draft.again], invented])
    return _one(draft, rows, out, place, FULL, 0, "")


def _edited(column: pl.Series, cells: Mapping[int, str]) -> pl.Series:
    return column.scatter(list(cells), list(cells.values()))


def _later(draft: Draft, what: str) -> pl.DataFrame:
    if what == "late":
        return draft.rows[sorted(draft.late)]
    if what == "corrected":
        return draft.rows[sorted(draft.corrected)]
    invented = pl.DataFrame(draft.invented, schema=draft.rows.schema, orient="row")
    return invented.select(draft.register.key)


def _one(
    draft: Draft, rows: pl.DataFrame, out: Path, place: int, kind: str, days_later: int, what: str
) -> Sent:  # fmt: skip
    register = draft.register
    # Keys alone are written by hand, in the register's own words.
    form = Form() if kind == WITHDRAWN else form_of(register, draft.rows.height)
    name = f"{place:02d}-{register.id}{'-' if what else ''}{what}{form.suffix}"
    write(register, rows, out / name, form)
    mapping = None
    if form.own:
        mapping = out / "mappings" / f"{register.id}.yaml"
        if not mapping.exists():
            write_mapping(register, rows.columns, mapping)
    return Sent(out / name, register.id, kind, days_later, mapping)


def _list(sent: Sequence[Sent], out: Path) -> None:
    pl.DataFrame({
        "file": [one.file.name for one in sent], "register": [one.register for one in sent],
        "kind": [one.kind for one in sent], "days_later": [one.days_later for one in sent],
        "mapping": [one.mapping.name if one.mapping else None for one in sent],
    }).write_csv(out / "deliveries.csv")  # fmt: skip
