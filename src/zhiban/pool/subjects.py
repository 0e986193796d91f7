"""Of whom does a row speak? The number in the file becomes the id the pool knows them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

#: A resident's number, in the long or the old short form, must not come into the pool as it is.
_IDENTITY_NUMBER = r"^\d{15}$|^\d{17}[0-9Xx]$"


@dataclass(frozen=True, slots=True)
class Named:
    """Ids for the cells of a column (null where there is none) and, where a cell names nobody, why:
    `reason` in Chinese, `reason_en` in English."""

    ids: pl.Series
    reason: pl.Series
    reason_en: pl.Series


@dataclass(frozen=True, slots=True)
class Secret:
    """A column for the vault: its field there, its kind (`identity.secret_kinds`), the values as
    written, and whose they are: the column that names them, their ids and their kind."""

    field: str
    kind: str
    values: pl.Series
    about: str
    ids: pl.Series
    subject: str


#: What can come of a secret, in Chinese and in English.
OUTCOMES = {
    "sealed": ("新封存的值", "values sealed"),
    "not-kept": ("没有保险库，未保存的值（须用 --keys 建池）",
                 "values not kept: this pool has no vault (make it with --keys)"),
    "not-a-number": ("读不成号码、未保存的值", "values that are no such number, not kept"),
    "contested": ("与他人相争的号码（见 zhiban subjects conflicts）",
                  "numbers that another subject uses too (zhiban subjects conflicts)"),
}  # fmt: skip


class Subjects(Protocol):
    """What receiving asks of the identity ledger."""

    def named(self, kind: str, cells: pl.Series, commit: int) -> Named:
        """Ids of the subjects of `kind` named in `cells`; new ones are known from `commit` on."""

    def keep(self, secrets: Sequence[Secret], commit: int, *, late: bool) -> Mapping[str, int]:
        """Bring secrets to the vault; what came of them, by outcome (see `OUTCOMES`). `late`: from
        an older extract than one that was received already: nothing that stands is replaced."""


class AsDelivered:
    """Ids as the supplier writes them: for registers that carry no identity numbers."""

    def named(self, kind: str, cells: pl.Series, commit: int) -> Named:
        """The cells themselves; one that looks like a resident's number is refused."""
        told = cells.str.contains(_IDENTITY_NUMBER).fill_null(False)
        zh = "像是身份证号码，不能直接进入数据池"
        en = "looks like a resident's identity number, which must not enter the pool as it is"
        return Named(
            pl.select(pl.when(~told).then(cells)).to_series(),
            pl.select(pl.when(told).then(pl.lit(zh))).to_series(),
            pl.select(pl.when(told).then(pl.lit(en))).to_series(),
        )

    def keep(self, secrets: Sequence[Secret], commit: int, *, late: bool) -> Mapping[str, int]:
        """There is no vault: they are dropped, and counted."""
        return {"not-kept": sum(s.values.count() for s in secrets)}
