"""On which documents does a rule rest, and on which days are they in force?

Outside these days the rule answers no, "not in force"; inside them its parameters may have no
gap (SEM 14).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from zhiban.errors import Problem
from zhiban.law.dated_values import STATUSES
from zhiban.law.spans import Span, holds, union
from zhiban.model.types import day_number

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """A text of law; dates are ISO text, `issued_on` may be a year or month only or empty.

    `until` is inclusive, None = until further notice. `status` read, derived or memory.
    """

    number: str
    title: str
    issuer: str
    issued_on: str
    in_force: str
    until: str | None = None
    article: str = ""
    status: str = field(default="read", kw_only=True)
    note: str = ""

    def span(self) -> Span:
        """The days it is in force; ValueError if a date cannot be read."""
        last = None if self.until is None else _iso_day(self.until)
        return (_iso_day(self.in_force), last)

    def problems(self, where: str) -> list[Problem]:
        """Everything wrong with its dates and status."""
        place = f"{where} {self.number or self.title}"
        found: list[Problem] = []
        dates = [("in_force", self.in_force), ("until", self.until), ("issued_on", self.issued_on)]
        for name, text in dates:
            partial = name == "issued_on" and (text == "" or _PARTIAL.fullmatch(text or ""))
            if text is None or partial:
                continue
            try:
                _iso_day(text)
            except ValueError:
                found.append(
                    Problem(
                        "basis-date",
                        place,
                        f"{name} 不是日期：{text!r}",
                        f"{name} is not a date: {text!r}",
                        "写成 2025-06-01",
                        "write it as 2025-06-01",
                    )
                )
        if not found:
            first, last = self.span()
            if last is not None and last < first:
                found.append(
                    Problem(
                        "basis-reversed",
                        place,
                        f"失效日 {self.until} 早于生效日 {self.in_force}",
                        f"it ends on {self.until}, before it begins on {self.in_force}",
                    )
                )
        if self.status not in STATUSES[:3]:
            found.append(
                Problem(
                    "basis-status",
                    place,
                    f"不认识的状态 {self.status!r}",
                    f"the status {self.status!r} does not exist",
                    "read（读过原文）、derived（推出）或 memory（凭记忆）",
                    "read, derived or memory",
                )
            )
        if not self.number and not self.title:
            found.append(
                Problem("basis-unnamed", where, "文件没有文号和标题", "a document without a name")
            )
        return found


@dataclass(frozen=True, slots=True)
class Basis:
    """The documents a rule rests on; a list is accepted and kept as a tuple."""

    documents: tuple[Document, ...]

    def __post_init__(self) -> None:
        """Keep any iterable of documents as a tuple."""
        object.__setattr__(self, "documents", tuple(self.documents))

    def spans(self) -> tuple[Span, ...]:
        """The days on which at least one document is in force: sorted, apart, not touching.

        Documents with problems are left out; `problems` names them.
        """
        return union(doc.span() for doc in self.documents if not doc.problems(""))

    def in_force_on(self, day: int) -> bool:
        """Whether at least one document is in force on `day`."""
        return holds(self.spans(), day)

    def problems(self, where: str) -> list[Problem]:
        """Everything wrong with the documents; none at all is a problem too."""
        found: Iterable[Problem] = (p for doc in self.documents for p in doc.problems(where))
        if self.documents:
            return list(found)
        return [
            Problem(
                "basis-empty",
                where,
                "规则没有依据文件",
                "the rule rests on no document",
                "至少写一个 Document(文号, 标题, 机关, 发布日, in_force=生效日)",
                "give at least one Document(number, title, issuer, issued_on, in_force=...)",
            )
        ]

    def canonical(self) -> list[list[int | None]]:
        """The days in force, as JSON, for fingerprints."""
        return [list(span) for span in self.spans()]


@lru_cache(maxsize=1024)
def _iso_day(text: str) -> int:
    """The day number of YYYY-MM-DD; ValueError for anything else."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(f"{text!r} is not a date")
    return day_number(dt.date.fromisoformat(text))
