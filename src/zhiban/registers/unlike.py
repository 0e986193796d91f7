"""In what is a delivery unlike the one before? Said to a person; it holds nothing up.

A register changes: what is asked here is only whether it changed as nothing real does in so short
a time. Every bound stands below, and is wide enough for chance: few rows are never compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from zhiban.model import types as t
from zhiban.model.texts import month_text
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.profile import SHARES, ColumnProfile, Profile

#: So many times the rows of the delivery before, or so small a part of them.
TIMES = 10
#: Fewer rows are not compared.
FEWEST_ROWS = 100
#: A code that should stand in at least so many rows and stands in hardly a tenth of them.
EXPECTED, HARDLY = 10, 0.1
#: How much of all rows may have moved to another code or value, beside what chance moves.
MOVED = 0.2
#: By how much the share of empty cells, or of rows held back, may rise.
EMPTIER, HELD = 0.2, 0.05
_NAMED = 5
_UNITS = (100, 1000, 10_000, 12)

Words = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One of the two deliveries: what came, what was held back, the header, the day it was taken
    out, and its profile."""

    rows: int
    held: int
    names: Sequence[str]
    extracted_on: int
    profile: Profile


@dataclass(frozen=True, slots=True)
class Unlike:
    """One way in which a delivery is unlike the one before: kind, column (or none), and words:
    what, what_en, attempt, attempt_en."""

    kind: str
    column: str
    words: Words


def compare(now: Delivered, before: Delivered, specs: Sequence[ColumnSpec]) -> list[Unlike]:
    """Everything in which `now` is unlike `before`, the whole first, then column by column."""
    found = [*_whole(now, before)]
    for spec in specs:
        a, b = before.profile.columns.get(spec.name), now.profile.columns.get(spec.name)
        if a is not None and b is not None:
            found += _column(spec, a, b, before, now)
    return found


def _whole(now: Delivered, before: Delivered) -> Iterator[Unlike]:
    if max(now.rows, before.rows) >= FEWEST_ROWS:
        if now.rows >= TIMES * before.rows:
            yield _rows(now, before, "多", "more", "核对是否重复导出，或少写了条件",
                        "check whether it was exported twice or without conditions")  # fmt: skip
        elif before.rows >= TIMES * now.rows:
            yield _rows(now, before, "少", "fewer", "核对是否只导出了一部分，如一个区县、一页",
                        "check whether only a part was exported, such as one district")  # fmt: skip
    gone = [name for name in before.names if name not in now.names]
    new = [name for name in now.names if name not in before.names]
    if gone:
        listed = ", ".join(gone)
        yield Unlike("column-gone", "", (
            f"上一次有、这一次没有的列：{listed}", f"columns there before and gone: {listed}",
            "问提供方是不是改了导出的列", "ask the supplier whether the export was changed",
        ))  # fmt: skip
    if new:
        listed = ", ".join(new)
        yield Unlike("column-new", "", (
            f"上一次没有的列：{listed}", f"columns that are new: {listed}",
            "核对它们的含义", "check what they mean",
        ))  # fmt: skip
    old, held = share(before.held, before.rows), share(now.held, now.rows)
    if min(now.rows, before.rows) >= FEWEST_ROWS and held - old >= HELD and held >= 2 * old:
        yield Unlike("held-more", "", (
            f"隔离的行从 {percent(old)} 增到 {percent(held)}",
            f"rows held back rose from {percent(old)} to {percent(held)}",
            "看隔离的原因；多半是一个原因造成的", "look at the reasons: it is often one",
        ))  # fmt: skip


def _rows(now: Delivered, before: Delivered, zh: str, en: str, *attempt: str) -> Unlike:
    return Unlike(f"rows-{en}", "", (
        f"行数比上一次{zh}十倍以上：{before.rows:,} → {now.rows:,}",
        f"at least ten times {en} rows than before: {before.rows:,} → {now.rows:,}",
        attempt[0], attempt[1],
    ))  # fmt: skip


def _column(
    spec: ColumnSpec, a: ColumnProfile, b: ColumnProfile, before: Delivered, now: Delivered
) -> Iterator[Unlike]:
    old_rows, rows = before.profile.rows, now.profile.rows
    if min(old_rows, rows) < FEWEST_ROWS:
        return
    name = spec.short_title
    old, empty = share(a.empty, old_rows), share(b.empty, rows)
    if empty - old >= EMPTIER:
        yield Unlike("emptier", spec.name, (
            f"{name}：空着的格从 {percent(old)} 增到 {percent(empty)}",
            f"{spec.name}: empty cells rose from {percent(old)} to {percent(empty)}",
            "问提供方为什么不填了；空格按未知处理", "ask why: empty cells are read as unknown",
        ))  # fmt: skip
    silent = _silent(a.codes, b.codes)
    for code in silent[:_NAMED]:
        yield _silence(spec, code, a.codes[code], b.codes.get(code, 0))
    if len(silent) > _NAMED:
        more = len(silent) - _NAMED
        yield Unlike("silent", spec.name, (
            f"{name}：另有 {more} 个代码也几乎没有了", f"{spec.name}: and {more} more codes",
            "", "",
        ))  # fmt: skip
    yield from _other_codes(spec, a.codes, b.codes, silent)
    yield from _other_values(spec, a, b, before, now)
    old, never = share(a.never, old_rows - a.empty), share(b.never, rows - b.empty)
    if abs(never - old) >= MOVED:
        yield Unlike("never", spec.name, (
            f"{name}：写 never 的行从 {percent(old)} 变为 {percent(never)}",
            f"{spec.name}: rows that say never went from {percent(old)} to {percent(never)}",
            *_MEANING,
        ))  # fmt: skip


_MEANING = ("问提供方这一列的含义是不是变了", "ask whether the column changed its meaning")


def _silent(a: Mapping[str, int], b: Mapping[str, int]) -> list[str]:
    """Codes that stood in many rows and stand in hardly any, the most frequent first."""
    old, new = sum(a.values()), sum(b.values())
    if min(old, new) < FEWEST_ROWS:
        return []
    found = [
        code for code, count in a.items()
        if count * new / old >= EXPECTED and b.get(code, 0) < HARDLY * count * new / old
    ]  # fmt: skip
    return sorted(found, key=lambda code: (-a[code], code))


def _silence(spec: ColumnSpec, code: str, old: int, new: int) -> Unlike:
    zh, en = _titles(spec, code)
    said = "一行也没有" if not new else f"只有 {new:,} 行"
    said_en = "none" if not new else f"only {new:,}"
    return Unlike("silent", spec.name, (
        f"{spec.short_title}：{zh}上一次有 {old:,} 行，这一次{said}",
        f"{spec.name}: {en} had {old:,} rows and has {said_en} now",
        "问提供方这一部分是不是漏交了", "ask the supplier whether this part was left out",
    ))  # fmt: skip


def _other_codes(
    spec: ColumnSpec, a: Mapping[str, int], b: Mapping[str, int], silent: Sequence[str]
) -> Iterator[Unlike]:
    """Whether the codes that speak in both stand in other shares than before."""
    a = {code: n for code, n in a.items() if code not in silent}
    old, new = sum(a.values()), sum(b.values())
    if min(old, new) < FEWEST_ROWS:
        return
    codes = {*a, *b}
    moves = {code: b.get(code, 0) / new - a.get(code, 0) / old for code in codes}
    moved = sum(abs(move) for move in moves.values()) / 2
    if moved < MOVED + sqrt(len(codes) / min(old, new)):
        return
    most = sorted(codes, key=lambda code: (-abs(moves[code]), code))[:3]
    shares = [(percent(a.get(c, 0) / old), percent(b.get(c, 0) / new)) for c in most]
    zh = "，".join(
        f"{_titles(spec, c)[0]} {p} → {q}" for c, (p, q) in zip(most, shares, strict=True)
    )
    en = ", ".join(
        f"{_titles(spec, c)[1]} {p} → {q}" for c, (p, q) in zip(most, shares, strict=True)
    )
    yield Unlike("codes", spec.name, (
        f"{spec.short_title}：各代码的比例和上一次很不一样：{zh}",
        f"{spec.name}: the codes stand in other shares than before: {en}", *_MEANING,
    ))  # fmt: skip


def _other_values(
    spec: ColumnSpec, a: ColumnProfile, b: ColumnProfile, before: Delivered, now: Delivered
) -> Iterator[Unlike]:
    """Whether numbers or days lie elsewhere; days may move along with the day of the extract."""
    if not a.cuts or not b.cuts:
        return
    moved = _moved(a.cuts, b.cuts)
    if isinstance(spec.type, (t.Date, t.Month)):
        days = now.extracted_on - before.extracted_on
        by = days if isinstance(spec.type, t.Date) else round(days / 30.4)
        moved = min(moved, _moved([cut + by for cut in a.cuts], b.cuts))
    least = min(p.profile.rows - c.empty - c.never for p, c in ((before, a), (now, b)))
    if moved < MOVED + sqrt(2 / least):
        return
    middle = SHARES.index(0.5)
    old, new = a.cuts[middle], b.cuts[middle]
    attempt: tuple[str, str] = _MEANING
    if isinstance(spec.type, (t.Money, t.Integer)):
        unit = _unit(old, new)
        if unit:
            attempt = (f"差了约 {unit} 倍：问提供方单位是不是变了（元、分？）",
                       f"about {unit} times: ask whether the unit changed (yuan?)")  # fmt: skip
    shown = (shown_value(old, spec.type), shown_value(new, spec.type))
    yield Unlike("values", spec.name, (
        f"{spec.short_title}：数值的分布和上一次很不一样，中位数 {shown[0]} → {shown[1]}",
        f"{spec.name}: values lie elsewhere than before, median {shown[0]} → {shown[1]}", *attempt,
    ))  # fmt: skip


def _moved(a: Sequence[int], b: Sequence[int]) -> float:
    """The part of all rows that surely moved: the greatest distance of the two distributions that
    their cuts prove (0 to 1)."""
    most = 0.0
    for at in {*a, *b}:
        (low_a, high_a), (low_b, high_b) = _below(a, at), _below(b, at)
        most = max(most, low_a - high_b, low_b - high_a)
    return most


def _below(cuts: Sequence[int], at: int) -> tuple[float, float]:
    """Between which shares of all values lie those that are not above `at`."""
    pairs = list(zip(SHARES, cuts, strict=True))
    return (
        max((share for share, cut in pairs if cut <= at), default=0.0),
        min((share for share, cut in pairs if cut > at), default=1.0),
    )


def _unit(old: int, new: int) -> int | None:
    if old <= 0 or new <= 0:
        return None
    times = max(old, new) / min(old, new)
    return next((unit for unit in _UNITS if 0.85 <= times / unit <= 1.18), None)


def shown_value(value: int, type_: t.Type) -> str:
    """A number as it stands in files: a day, a month, fen, a whole number."""
    if isinstance(type_, t.Date):
        return t.date_of(value).isoformat()
    if isinstance(type_, t.Month):
        return month_text(value)
    return f"{value:,}"


def code_title(spec: ColumnSpec, code: str, say: Callable[[str, str], str]) -> str:
    """A code with its title, in the language that `say` picks."""
    if not isinstance(spec.type, (t.Code, t.Ordered)):
        return code
    titles = (spec.type.list.title_of(code, language) for language in ("zh", "en"))
    zh, en = (code if title == code else f"{title}（{code}）" for title in titles)
    return say(zh, en.replace("（", " (").replace("）", ")"))


def _titles(spec: ColumnSpec, code: str) -> tuple[str, str]:
    return code_title(spec, code, lambda zh, _: zh), code_title(spec, code, lambda _, en: en)


def share(part: int, whole: int) -> float:
    """A part of the whole; nought of nothing."""
    return part / whole if whole > 0 else 0.0


def percent(part: float) -> str:
    """A share in words: more exact where it is small."""
    return f"{part:.1%}" if 0 < part < 0.1 else f"{part:.0%}"
