"""Which faults has a delivery, and what comes of each? Small kinds, each with its share of rows.

Every row has one fault at most, and every fault is written down: where, what stood there, what was
sent instead, and its fate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from zhiban.language.register import Register, subjects_named
from zhiban.made_up.dice import Dice
from zhiban.model.types import Code, Date, Integer, Money, Month

#: What comes of a fault: nothing; the row is held back; a later delivery puts it right; it stays.
HARMLESS, HELD_BACK, PUT_RIGHT, LASTING = "harmless", "held_back", "put_right", "lasting"


@dataclass
class Draft:
    """One register on its way: `rows` as text, which of them are spoilt, and what follows later."""

    register: type[Register]
    rows: pl.DataFrame
    dice: Dice
    used: set[int] = field(default_factory=set)
    edits: dict[str, dict[int, str]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    again: list[int] = field(default_factory=list)
    invented: list[dict[str, str | None]] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    corrected: list[int] = field(default_factory=list)
    planted: list[dict[str, str]] = field(default_factory=list)

    @property
    def people(self) -> list[str]:
        """The columns that name a person."""
        return [c for c, kind in subjects_named(self.register).items() if kind == "person"]

    def columns(self, *types: type) -> list[str]:
        """The columns of a type that are no part of the key."""
        return [
            c.name for c in self.register.columns.values()
            if isinstance(c.type, types) and c.name in self.rows.columns
            and c.name not in self.register.key
        ]  # fmt: skip

    def edit(self, at: int, column: str, value: str, kind: str, fate: str) -> None:
        """Send another value in a cell."""
        self.edits.setdefault(column, {})[at] = value
        self.note(at, kind, fate, column, self.rows[column][at], value)

    def note(
        self, at: int, kind: str, fate: str, column: str = "", was: str = "", sent: str = ""
    ) -> None:  # fmt: skip
        """Write a fault down, with those whom the row speaks of."""
        row = self.rows.row(at, named=True)
        about = [row[c] for c in subjects_named(self.register) if row.get(c)]
        self.planted.append({
            "register": self.register.id, "kind": kind, "fate": fate,
            "key": " ".join(str(row[c]) for c in self.register.key if row[c] is not None),
            "about": " ".join(about), "column": column, "was": was, "sent": sent,
        })  # fmt: skip


Kind = Callable[[Draft, int], bool]


def wrong_check_digit(draft: Draft, at: int) -> bool:
    """The last character of a number is another."""
    column, number = _number(draft, at, lambda number: True)
    if not number:
        return False
    wrong = "0" if number[-1] != "0" else "1"
    draft.edit(at, column, number[:-1] + wrong, "wrong_check_digit", HELD_BACK)
    return True


def fifteen_digits(draft: Draft, at: int) -> bool:
    """The old short form of a number of somebody born before 2000."""
    column, number = _number(draft, at, lambda number: number[6:8] == "19")
    if not number:
        return False
    draft.edit(at, column, number[:6] + number[8:17], "fifteen_digits", HARMLESS)
    return True


def lower_x(draft: Draft, at: int) -> bool:
    """A check character X written small."""
    column, number = _number(draft, at, lambda number: number.endswith("X"))
    if not number:
        return False
    draft.edit(at, column, number[:-1] + "x", "lower_x", HARMLESS)
    return True


def impossible_date(draft: Draft, at: int) -> bool:
    """A thirteenth month, or the 30th of February."""
    for column in draft.columns(Date, Month):
        told = draft.rows[column][at]
        if told and told != "never":
            wrong = f"{told[:4]}-13" if len(told) == 7 else f"{told[:4]}-02-30"
            draft.edit(at, column, wrong, "impossible_date", HELD_BACK)
            return True
    return False


def unknown_code(draft: Draft, at: int) -> bool:
    """A code that stands in no list."""
    for column in draft.columns(Code):
        if draft.rows[column][at]:
            draft.edit(at, column, "其他？", "unknown_code", HELD_BACK)
            return True
    return False


def repeated(draft: Draft, at: int) -> bool:
    """The same row twice."""
    draft.again.append(at)
    draft.note(at, "repeated", HARMLESS)
    return True


def late(draft: Draft, at: int) -> bool:
    """A row that comes with a later delivery."""
    draft.left_out.add(at)
    draft.late.append(at)
    draft.note(at, "late", PUT_RIGHT)
    return True


def corrected(draft: Draft, at: int) -> bool:
    """A wrong value that the supplier corrects."""
    if not _other_value(draft, at, "corrected", PUT_RIGHT):
        return False
    draft.corrected.append(at)
    return True


def withdrawn(draft: Draft, at: int) -> bool:
    """A row that was never so, with a key of its own, taken back later."""
    key = draft.register.key
    if len(key) > 1 or key[0] in subjects_named(draft.register):
        return False
    invented = {**draft.rows.row(at, named=True)}
    invented[key[0]] = f"{invented[key[0]]}误"
    draft.invented.append(invented)
    draft.note(at, "withdrawn", PUT_RIGHT, key[0], "", str(invented[key[0]]))
    return True


def lost(draft: Draft, at: int) -> bool:
    """A row that no delivery ever brings, though its days are said to be covered."""
    draft.left_out.add(at)
    draft.note(at, "lost", LASTING)
    return True


def wrong(draft: Draft, at: int) -> bool:
    """A wrong value that looks right, and stays."""
    return _other_value(draft, at, "wrong", LASTING)


#: Share of rows of each kind; status: estimate. No published figures on such registers were found.
SHARES: dict[Kind, float] = {
    wrong_check_digit: 0.001, fifteen_digits: 0.003, lower_x: 0.002, impossible_date: 0.001,
    unknown_code: 0.0005, repeated: 0.003, late: 0.003, corrected: 0.001, withdrawn: 0.001,
    lost: 0.0002, wrong: 0.0002,
}  # fmt: skip


def spoil(register: type[Register], rows: pl.DataFrame, dice: Dice) -> Draft:
    """Plant every kind of fault in the rows of a register (text, subjects by their numbers)."""
    draft = Draft(register, rows, dice)
    for kind, share in SHARES.items():
        wanted, tries = _count(rows.height, share, dice), 0
        while wanted and tries < 20 * wanted + 20:
            tries += 1
            at = dice.between(0, rows.height - 1)
            if at not in draft.used and kind(draft, at):
                draft.used.add(at)
                wanted -= 1
    return draft


def _count(rows: int, share: float, dice: Dice) -> int:
    """How many of so many rows; of few rows one now and then."""
    whole, rest = divmod(rows * share, 1)
    return int(whole) + dice.chance(rest) if rows else 0


def _number(draft: Draft, at: int, fits: Callable[[str], bool]) -> tuple[str, str]:
    for column in draft.people:
        number = draft.rows[column][at] if column in draft.rows.columns else None
        if number and len(number) == 18 and fits(number):
            return column, number
    return "", ""


def _other_value(draft: Draft, at: int, kind: str, fate: str) -> bool:
    """A day a year earlier, a number one larger: right in form."""
    for column in draft.columns(Date, Integer, Money):
        told = draft.rows[column][at]
        if not told or told == "never":
            continue
        if isinstance(draft.register.columns[column].type, Date):
            value = (dt.date.fromisoformat(told) - dt.timedelta(365)).isoformat()
        else:
            value = str(int(told) + 1)
        draft.edit(at, column, value, kind, fate)
        return True
    return False
