"""Why can this cell not be read, and what should stand there instead?"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

import polars as pl

from zhiban.model import types as t
from zhiban.registers import cells, scalars
from zhiban.registers.columns import ColumnSpec, form_of
from zhiban.registers.faults import EXAMPLES, Faults, nearest

_YES = {"1", "y", "yes", "t", "对", "有", "√"}
_NO = {"0", "n", "no", "f", "错", "无", "×", "不是"}
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
#: Excel's number of a day between 1927 and 2119.
_SERIAL = re.compile(r"[1-7][0-9]{4}(\.0+)?", re.ASCII)
_SERIAL_ZERO = dt.date(1899, 12, 30)
_TWO_DIGITS = re.compile(r"[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
#: How many bad cells of a column are looked at to find the kinds of fault.
_LOOKED_AT = 500
#: For how many words that are in no code list the nearest one is sought.
_MOST_GUESSES = 200


def explain_cells(
    faults: Faults, column: str, spec: ColumnSpec, texts: pl.Series, rows: pl.Series, bad: pl.Series
) -> None:
    """Note why the `bad` cells of `column` cannot be read: some of each kind, the rest counted."""
    total = int(bad.sum())
    if not total:
        return
    shown: dict[str, int] = {}
    found = [str(text) for text in texts.filter(bad).head(_LOOKED_AT)]
    places = rows.filter(bad).head(_LOOKED_AT)
    for (code, said), row in zip(explanations(found, spec), places, strict=True):
        if shown.get(code, 0) < EXAMPLES:
            shown[code] = shown.get(code, 0) + 1
            faults.add(code, said, row=row, column=column)
    faults.more("cells-more", total - sum(shown.values()), column=column)


def explanations(texts: Sequence[str], spec: ColumnSpec) -> list[tuple[str, tuple[str, ...]]]:
    """For each text that cannot be read as `spec`: the kind of fault and its words."""
    out = []
    for n, (text, better) in enumerate(zip(texts, suggestions(texts, spec), strict=True)):
        code = kind_of(text, spec, better)
        out.append((code, words(code, text, spec, better, guess=n < _MOST_GUESSES)))
    return out


def explain_low(
    faults: Faults, column: str, spec: ColumnSpec, texts: pl.Series, rows: pl.Series, low: pl.Series
) -> None:
    """Note which cells of `column` lie below the promised floor."""
    hits = list(zip(texts.filter(low), rows.filter(low), strict=True))
    for text, row in hits[:EXAMPLES]:
        faults.add("cell-below", low_words(text, spec), row=row, column=column)
    faults.more("cell-below", len(hits) - EXAMPLES, column=column)


def low_words(text: str, spec: ColumnSpec) -> tuple[str, str, str, str]:
    """what, what_en, attempt, attempt_en for a cell below the promised floor."""
    return (
        f"{text} 小于允许的最小值 {spec.floor}", f"{text} is less than {spec.floor}",
        "改正数值；不知道就留空", "correct the value; leave it empty if unknown",
    )  # fmt: skip


def kind_of(text: str, spec: ColumnSpec, better: str | None) -> str:
    """The kind of fault: cell-invisible, -code, -date, -serial, -century, -range, -zero, -digits or
    -type. Each way to write dates wrongly is a kind, so that a column that mixes them shows it."""
    type_ = spec.type
    if isinstance(type_, (t.Text, t.SubjectId)):
        return "cell-invisible"
    if isinstance(type_, (t.Code, t.Ordered)):
        return "cell-code"
    if isinstance(type_, t.Date) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return "cell-date"
    if isinstance(type_, t.Month) and re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return "cell-date"
    if isinstance(type_, t.Date) and _TWO_DIGITS.fullmatch(text):
        return "cell-century"
    if isinstance(type_, t.Date) and _SERIAL.fullmatch(text):
        return "cell-serial"
    if isinstance(type_, (t.Integer, t.Money)) and re.fullmatch(r"-?[0-9]+", text):
        return "cell-range"
    if spec.is_fraction:
        if re.fullmatch(r"-?[0-9]+ */ *0+", text):
            return "cell-zero"
        if re.fullmatch(r"-?[0-9]+( */ *[0-9]+|(\.[0-9]+)? *%?)", text):
            return "cell-range"
    return "cell-digits" if better else "cell-type"


def words(
    code: str, text: str, spec: ColumnSpec, better: str | None, *, guess: bool = True
) -> tuple[str, ...]:
    """what, what_en, attempt, attempt_en for a cell with this kind of fault."""
    shown = text if len(text) <= 40 else text[:40] + "…"
    form = form_of(spec.type)
    fix = (f"写成 {better}", f"write {better}") if better else None
    if code == "cell-invisible":
        marks = {f"U+{ord(c):04X}": None for c in text if unicodedata.category(c) in ("Cc", "Cf")}
        found = ", ".join(mark for mark in marks if mark not in ("U+0009", "U+000A", "U+000D"))
        return (
            f"有看不见的字符：{found}", f"holds invisible characters: {found}",
            "删去它，重新填写", "delete them and write it again",
        )  # fmt: skip
    if code == "cell-code":
        return _code_words(shown, text, spec, fix, guess)
    if code == "cell-date":
        what = (f"没有 {shown} 这个{form.zh}", f"there is no {form.en.split()[-1]} {shown}")
        return (*what, "核对原件；不知道就留空", "check the original; leave it empty if unknown")
    if code == "cell-range":
        return (
            f"{shown} 超出 64 位整数的范围", f"{shown} does not fit into 64 bits",
            "核对是否多写了数字", "check for digits too many",
        )  # fmt: skip
    if code == "cell-zero":
        return (
            f"{shown} 的分母为零", f"{shown} has the denominator zero",
            "改正分母；不知道就留空", "correct it; leave it empty if unknown",
        )  # fmt: skip
    what = (f"“{shown}” 不是{form.zh}", f"“{shown}” is not {form.en}")
    if code == "cell-century":
        what = (f"“{shown}” 只有两位年份，看不出是哪个世纪",
                f"“{shown}” has two digits for the year, which do not say the century")  # fmt: skip
    if code == "cell-serial":
        what = (f"“{shown}” 不是日期，看来是 Excel 的日期序号",
                f"“{shown}” is not a date; it looks like a day number of Excel")  # fmt: skip
    if fix is None and isinstance(spec.type, t.Money) and re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        fix = ("若以元为单位，乘以 100 写成分", "if this is yuan, multiply by 100: fen are whole")
    form_fix = (f"写成例如 {form.example}；不知道就留空",
                f"write for example {form.example}; leave it empty if unknown")  # fmt: skip
    return (*what, *(fix or form_fix))


def _code_words(
    shown: str, text: str, spec: ColumnSpec, fix: tuple[str, str] | None, guess: bool
) -> tuple[str, ...]:
    assert isinstance(spec.type, (t.Code, t.Ordered))
    codes = spec.type.list
    what = (
        f"“{shown}” 不在代码表 {codes.id}（{codes.title}）中",
        f"“{shown}” is not in the code list {codes.id}",
    )
    close = nearest(text, scalars.spellings(codes)) if guess else None
    if fix is None and close is not None:
        fix = (f"是否指 {close}？", f"did you mean {close}?")
    listed = ", ".join(codes.codes[:12]) + (" …" if len(codes.codes) > 12 else "")
    allowed = (f"可用代码：{listed}", f"allowed: {listed}")
    if fix is None:
        return (*what, *allowed)
    return (*what, *(f"{first} {second}" for first, second in zip(fix, allowed, strict=True)))


def suggestions(texts: Sequence[str], spec: ColumnSpec) -> list[str | None]:
    """What the writers most likely meant, if that can be read; else None. All read at once."""
    if isinstance(spec.type, t.Months):
        return [None] * len(texts)
    tried = [(n, c) for n, text in enumerate(texts) for c in _candidates(text, spec.type)]
    parsed = cells.parse(pl.Series([c for _, c in tried], dtype=pl.String), spec)
    out: list[str | None] = [None] * len(texts)
    for (n, candidate), bad in zip(tried, parsed.bad, strict=True):
        if out[n] is None and not bad and candidate != texts[n]:
            out[n] = candidate
    return out


def _candidates(text: str, type_: t.Type) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).strip()
    yield plain
    if isinstance(type_, (t.Code, t.Ordered)):
        yield plain.upper()
        yield plain.lower()
    if isinstance(type_, t.Truth):
        folded = plain.casefold()
        yield "true" if folded in _YES else "false" if folded in _NO else text
    if isinstance(type_, (t.Integer, t.Money, t.Ratio, t.Rate)):
        bare = re.sub(r"(?<=\d)[,、'_ ](?=\d{3})", "", plain).lstrip("+")
        yield bare
        if isinstance(type_, t.Integer):
            yield re.sub(r"\.0+$", "", bare)
    if isinstance(type_, t.Date) and (found := _DATE.fullmatch(plain)):
        yield f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    if isinstance(type_, t.Date) and _SERIAL.fullmatch(plain):
        yield str(_SERIAL_ZERO + dt.timedelta(days=int(plain.partition(".")[0])))
    if isinstance(type_, t.Date) and re.fullmatch(r"\d{8}", plain):
        yield f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if isinstance(type_, t.Month) and (found := _MONTH.fullmatch(plain)):
        yield f"{found[1]}-{found[2]:0>2}"
