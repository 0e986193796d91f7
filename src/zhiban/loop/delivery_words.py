"""How is the report on a delivery put into words? The same for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhiban.loop.delivery_report import Report
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.profile import SHARES, ColumnProfile, Profile
from zhiban.registers.unlike import Unlike, code_title, percent, share, shown_value

#: Of a list the codes shown one by one; the rest is added up.
MOST_CODES = 12
_QUARTERS = tuple(SHARES.index(at) for at in (0.25, 0.5, 0.75))

Say = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the rows that has one value, now and before (none without a delivery before)."""

    title: str
    now: float
    before: float | None

    @property
    def now_text(self) -> str:
        """As a percentage."""
        return percent(self.now)

    @property
    def before_text(self) -> str:
        """As a percentage; a dash where nothing was before."""
        return "—" if self.before is None else percent(self.before)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the register: its empty cells, the codes of its list, where its middle half
    lies."""

    name: str
    title: str
    empty: Share
    codes: tuple[Share, ...] = ()
    middle: tuple[str, str] = ("", "")


def counts(report: Report, say: Say) -> list[tuple[str, int, int | None]]:
    """What became of the rows: words, how many now, how many of the delivery before."""
    found, before = report.delivery, report.before
    named = (
        (say("交来", "delivered"), "delivered"), (say("收下", "accepted"), "accepted"),
        (say("　其中新增", "  new"), "new_rows"),
        (say("　取代旧行", "  superseding"), "superseded"),
        (say("　来迟不算数", "  late, not counted"), "late"),
        (say("隔离", "quarantined"), "quarantined"), (say("重复", "repeated"), "repeated"),
        (say("不再存在的旧行", "rows that are gone"), "ended"),
    )  # fmt: skip
    return [
        (words, getattr(found, name), None if before is None else getattr(before, name))
        for words, name in named
    ]


def unlike_words(one: Unlike, say: Say) -> tuple[str, str]:
    """What is unlike, and what to try."""
    what, what_en, attempt, attempt_en = one.words
    return say(what, what_en), say(attempt, attempt_en)


def column_lines(report: Report, say: Say) -> Iterator[ColumnLine]:
    """What stands in each column of the register, beside the delivery before."""
    if report.came is None:
        return
    now = report.came.profile
    before = report.came_before.profile if report.came_before is not None else None
    for spec in report.specs:
        yield _line(spec, now, before, say)


def _line(spec: ColumnSpec, now: Profile, before: Profile | None, say: Say) -> ColumnLine:
    new = now.columns[spec.name]
    old = before.columns.get(spec.name) if before is not None else None
    was = None if before is None or old is None else share(old.empty, before.rows)
    empty = Share(say("空格", "empty"), share(new.empty, now.rows), was)
    return ColumnLine(
        spec.name, say(spec.short_title, spec.name), empty,
        tuple(_codes(spec, new, old, say)),
        (_middle(spec, new, say), _middle(spec, old, say) if old is not None else ""),
    )  # fmt: skip


def _codes(
    spec: ColumnSpec, new: ColumnProfile, old: ColumnProfile | None, say: Say
) -> Iterator[Share]:
    total, was = sum(new.codes.values()), sum(old.codes.values()) if old is not None else 0
    earlier = old.codes if old is not None else {}

    def most(code: str) -> float:
        return max(share(new.codes.get(code, 0), total), share(earlier.get(code, 0), was))

    codes = sorted({*new.codes, *earlier}, key=lambda code: (-most(code), code))
    for code in codes[:MOST_CODES]:
        before = None if old is None else share(old.codes.get(code, 0), was)
        yield Share(code_title(spec, code, say), share(new.codes.get(code, 0), total), before)
    rest = codes[MOST_CODES:]
    if rest:
        before = None if old is None else share(sum(old.codes.get(c, 0) for c in rest), was)
        words = say(f"另外 {len(rest)} 个代码", f"{len(rest)} more codes")
        yield Share(words, share(sum(new.codes.get(c, 0) for c in rest), total), before)


def _middle(spec: ColumnSpec, column: ColumnProfile, say: Say) -> str:
    """The middle value and the two between which half of all values lie."""
    if not column.cuts:
        return ""
    low, mid, high = (shown_value(column.cuts[at], spec.type) for at in _QUARTERS)
    return say(
        f"中位数 {mid}，一半在 {low} 到 {high}", f"median {mid}, half between {low} and {high}"
    )
