"""Which numbers say who somebody is, and how is a whole column of them read?

A kind of key has a `space`: two numbers name the same subject only inside one space. Residents'
numbers and residence permits of the same form share a space, because the state gives each number
of that form once, whatever card it is printed on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.identity import resident, uscc, written
from zhiban.identity.key_reasons import KEY_REASONS, NOTES, KeyReason

__all__ = ["KEY_KINDS", "KEY_REASONS", "NOTES", "KeyKind", "KeyReason", "kind_in_space",
           "kind_of_key", "put_right", "read_keys", "said_otherwise"]  # fmt: skip

_Reader = Callable[[pl.Series], tuple[pl.Series, pl.Series]]
#: The permanent residence card before 2023: three letters of nationality, twelve digits.
_OLD_CARD = r"^[A-Z]{3}[0-9]{12}$"
_ANY = r"^[0-9A-Z]{5,20}$"


@dataclass(frozen=True, slots=True)
class KeyKind:
    """A kind of key; `subject` is the kind of subject it names, empty where any can have it."""

    id: str
    title: str
    title_en: str
    subject: str
    space: str
    form: str
    read: _Reader


def read_keys(column: pl.Series, kind: str) -> tuple[pl.Series, pl.Series]:
    """Read `column` as keys of `kind`: (the key in its one spelling, why it is none).

    Both are String and as long as the column. An empty cell is unknown: null and no reason. The
    reason is a code of `KEY_REASONS`; a cell has either a key or a reason, never both.
    """
    of = kind_of_key(kind)
    text = _local(column) if kind == "local" else written.plain(column, of.form)
    key, reason = of.read(text)
    refused = reason.is_not_null()
    if kind != "local" and refused.any():
        hollow = refused & written.placeholders(text).fill_null(False)
        reason = reason.set(hollow, "key-placeholder")
    return key.alias(column.name), reason.alias("reason")


def put_right(column: pl.Series, kind: str) -> pl.Series:
    """How keys were oddly written that were read all the same: codes of `NOTES`, or null."""
    key, _ = read_keys(column, kind)
    note = pl.repeat(None, column.len(), dtype=pl.String, eager=True)
    changed = (key != column.cast(pl.String)).fill_null(False)
    if not changed.any():
        return note.alias("note")
    notes = written.how_written(column.filter(changed)).fill_null("key-old")
    return note.scatter(changed.arg_true(), notes).alias("note")


def said_otherwise(
    keys: pl.Series, *, born_on: pl.Series | None = None, is_man: pl.Series | None = None
) -> pl.Series:
    """Where read numbers of 18 characters disagree with other columns of their rows.

    `born_on` is Date, `is_man` Boolean, null where unknown: silence contradicts nothing. Gives
    codes of `KEY_REASONS`, or null. The date counts before the sex.
    """
    personal = keys.str.contains(resident.FORM).fill_null(False)
    numbers = keys.set(~personal, None)
    reason = pl.repeat(None, keys.len(), dtype=pl.String, eager=True)
    if is_man is not None:
        reason = reason.set(
            (resident.is_man(numbers) != is_man).fill_null(False), "key-sex-differs"
        )
    if born_on is not None:
        differs = (resident.born_on(numbers) != born_on).fill_null(False)
        reason = reason.set(differs, "key-birth-differs")
    return reason.alias("reason")


def kind_of_key(kind: str) -> KeyKind:
    """The kind of key with this id; UsageError with the known ones otherwise."""
    if kind in KEY_KINDS:
        return KEY_KINDS[kind]
    known = ", ".join(KEY_KINDS)
    where, known = f"键的种类 (kind of key) {kind}", ", ".join(KEY_KINDS)
    what = ("没有这种键", "there is no such kind of key")
    raise UsageError(Problem("key-kind", where, *what, f"可用：{known}", f"one of {known}"))


def kind_in_space(space: str) -> str | None:
    """The first kind of key whose numbers lie in a space; None where none does."""
    return next((kind for kind, of in KEY_KINDS.items() if of.space == space), None)


def _permits(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Residence permits: the form of 18 characters beginning 81, 82, 83 or 9, or the old card."""
    key, reason = resident.read(text)
    native = (key.is_not_null() & ~key.str.contains("^(8[123]|9)")).fill_null(False)
    old = text.str.contains(_OLD_CARD).fill_null(False)
    key = key.zip_with(~old, text).set(native, None)
    return key, reason.set(old, None).set(native, "key-not-a-permit")


def _passports(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Passports: 5 to 20 letters and digits with a digit among them; no check is common to all."""
    fits = text.str.contains(_ANY) & text.str.contains("[0-9]")
    misfit = text.str.contains(r"^[0-9A-Z]*[0-9][0-9A-Z]*$")
    reason = pl.repeat(None, text.len(), dtype=pl.String, eager=True)
    reason = reason.set((~fits & misfit).fill_null(False), "key-length")
    reason = reason.set((~fits & ~misfit).fill_null(False), "key-characters")
    return text.set(reason.is_not_null(), None), reason


def _locals(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    reason = pl.repeat(None, text.len(), dtype=pl.String, eager=True)
    reason = reason.set((text.str.len_chars() > 64).fill_null(False), "key-length")
    return text.set(reason.is_not_null(), None), reason


def _local(column: pl.Series) -> pl.Series:
    """A supplier's own ids keep their case and width: only the supplier knows what they mean."""
    return written.visible(column)


#: Every kind of key by its id.
KEY_KINDS: dict[str, KeyKind] = {
    kind.id: kind
    for kind in (
        KeyKind("resident", "公民身份号码", "resident identity number", "person", "gb11643",
                resident.PLAIN, resident.read),
        KeyKind("residence_permit", "居住证或永久居留身份证号码", "residence permit number",
                "person", "gb11643", resident.PLAIN, _permits),
        KeyKind("passport", "护照号码", "passport number", "person", "passport",
                _ANY, _passports),
        KeyKind("uscc", "统一社会信用代码", "unified social credit code", "enterprise", "gb32100",
                uscc.FORM, uscc.read),
        KeyKind("local", "供数方自编号", "a supplier's own id", "", "local", "", _locals),
    )
}  # fmt: skip
