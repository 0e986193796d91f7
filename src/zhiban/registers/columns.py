"""What is promised about one column of a file?"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.model import types as t
from zhiban.model.texts import plain


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a register, or one fact of a fact file.

    `at_least` (whole units of the type) is promised by the register; without it the promise of
    the type counts. `required`: the column must be there and every cell filled (registers only).
    """

    name: str
    type: t.Type
    at_least: int | None = None
    required: bool = False
    title: str = ""

    @property
    def short_title(self) -> str:
        """What people call the column, without hints for those who fill in files."""
        return plain(self.title) or self.name

    @property
    def floor(self) -> int | None:
        """The least value a cell may have, or None."""
        if self.at_least is not None:
            return self.at_least
        if isinstance(self.type, t.Ordered):
            return 0
        return getattr(self.type, "at_least", None)

    @property
    def ceiling(self) -> int | None:
        """The greatest value a cell may have, or None."""
        return len(self.type.list.codes) - 1 if isinstance(self.type, t.Ordered) else None

    @property
    def is_fraction(self) -> bool:
        """Whether values are two integers, `.num` and `.den`."""
        return isinstance(self.type, (t.Ratio, t.Rate))


@dataclass(frozen=True, slots=True)
class Form:
    """How a value of a type is written in a file, in words, with an example."""

    zh: str
    en: str
    example: str


_FORMS: tuple[tuple[type[t.Type], Form], ...] = (
    (t.Truth, Form("“是/否”值", "yes or no", "true")),
    (t.Integer, Form("整数", "a whole number", "12")),
    (t.Money, Form("以分为单位的整数金额", "money as a whole number of fen", "186400")),
    (t.Ratio, Form("比例", "a ratio", "2/40")),
    (t.Rate, Form("比率", "a rate", "5.5 %")),
    (t.Date, Form("日期", "a date", "2025-02-28")),
    (t.Month, Form("月份", "a month", "2024-07")),
    (t.Months, Form("月份的集合", "a set of months", "2024-01..2024-03;2024-07")),
    (t.Code, Form("代码", "a code of the list", "")),
    (t.Ordered, Form("等级代码", "a class of the list", "")),
    (t.Text, Form("文字", "text", "")),
    (t.SubjectId, Form("主体编号", "the id of a subject", "")),
)


def form_of(type_: t.Type) -> Form:
    """How values of `type_` are written; ValueError for a type no file can hold."""
    for kind, form in _FORMS:
        if isinstance(type_, kind):
            return form
    raise ValueError(f"no file holds values of type {type_.name}")
