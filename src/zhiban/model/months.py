"""What is a set of months that is only partly known?

Sure months, months that are possible (`maybe`), every month up to `before` or from `after` on
(both possible, from holes in coverage), and `loose`: so many further months at most, each of which
could be any (rows whose month is empty).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhiban.model.types import NEVER_MONTH

#: A finite hole longer than this is kept as an open end (wider, still sound).
LONGEST_HOLE = 600


@dataclass(frozen=True, slots=True)
class MonthsValue:
    """A set of month numbers, sure and possible."""

    sure: frozenset[int] = frozenset()
    maybe: frozenset[int] = frozenset()
    before: int | None = None
    after: int | None = None
    loose: int = 0

    @classmethod
    def anything(cls) -> MonthsValue:
        """Nothing is known: every month is possible."""
        return cls(before=NEVER_MONTH)

    @property
    def known(self) -> bool:
        """Whether no month is in doubt."""
        return not self.maybe and self.before is None and self.after is None and not self.loose

    def possible(self, month: int) -> bool:
        """Whether the month may be in the set (loose months aside)."""
        return (
            month in self.sure
            or month in self.maybe
            or (self.before is not None and month <= self.before)
            or (self.after is not None and month >= self.after)
        )

    def with_possible(self, first: int | None, last: int | None) -> MonthsValue:
        """This set with every month from `first` to `last` possible too (None: without end)."""
        if last is not None and last >= NEVER_MONTH:
            last = None
        if first is not None and last is not None:
            if last - first < LONGEST_HOLE:
                new = self.maybe | (frozenset(range(first, last + 1)) - self.sure)
                return replace(self, maybe=new)
            first = None
        if first is None:
            end = NEVER_MONTH if last is None else last
            return replace(self, before=end if self.before is None else max(end, self.before))
        return replace(self, after=first if self.after is None else min(first, self.after))

    def restrict(
        self, sure_first: int | None, sure_last: int | None, first: int | None, last: int | None
    ) -> MonthsValue:
        """The months within a window whose ends are not sure.

        A month is surely inside from `sure_first` to `sure_last`, possibly inside from `first` to
        `last`; None is no limit. (A window that is surely empty has sure_first > sure_last.)
        """
        sure = frozenset(m for m in self.sure if _inside(m, sure_first, sure_last))
        maybe = frozenset(m for m in self.sure | self.maybe if _inside(m, first, last)) - sure
        out = MonthsValue(sure, maybe, loose=self.loose)
        if self.before is not None:
            top = self.before if last is None else min(self.before, last)
            if first is None or first <= top:
                out = out.with_possible(first, top)
        if self.after is not None:
            bottom = self.after if first is None else max(self.after, first)
            if last is None or bottom <= last:
                out = out.with_possible(bottom, last)
        return out

    def overlap(self, other: MonthsValue) -> MonthsValue:
        """The months in both sets."""
        sure = self.sure & other.sure
        finite = self.sure | self.maybe | other.sure | other.maybe
        maybe = frozenset(m for m in finite if self.possible(m) and other.possible(m)) - sure
        out = MonthsValue(sure, maybe, loose=self.loose + other.loose)
        if self.before is not None and other.before is not None:
            out = out.with_possible(None, min(self.before, other.before))
        if self.after is not None and other.after is not None:
            out = out.with_possible(max(self.after, other.after), None)
        for a, b in ((self, other), (other, self)):
            if a.before is not None and b.after is not None and b.after <= a.before:
                out = out.with_possible(b.after, a.before)
        return out

    def hull(self, other: MonthsValue) -> MonthsValue:
        """What is possible if either of two sets may be the true one."""
        sure = self.sure & other.sure
        maybe = (self.sure | self.maybe | other.sure | other.maybe) - sure
        befores = [b for b in (self.before, other.before) if b is not None]
        afters = [a for a in (self.after, other.after) if a is not None]
        return MonthsValue(
            sure, maybe, max(befores, default=None), min(afters, default=None),
            max(self.loose, other.loose),
        )  # fmt: skip

    def count(self) -> tuple[int, int | None]:
        """At least and at most how many months."""
        if self.before is not None or self.after is not None:
            return len(self.sure), None
        return len(self.sure), len(self.sure) + len(self.maybe) + self.loose

    def longest_run(self) -> tuple[int, int | None]:
        """At least and at most how many consecutive months; loose months may close any gap."""
        least, most = _run(self.sure), _run(self.sure | self.maybe)
        count = self.count()[1]
        return least, count if count is None or self.loose else most

    def includes(self, month: int) -> bool | None:
        """Whether the set has the month."""
        if month in self.sure:
            return True
        return None if self.loose or self.possible(month) else False


def _inside(month: int, first: int | None, last: int | None) -> bool:
    return (first is None or month >= first) and (last is None or month <= last)


def _run(months: frozenset[int]) -> int:
    longest = 0
    for month in months:
        if month - 1 not in months:
            length = 1
            while month + length in months:
                length += 1
            longest = max(longest, length)
    return longest
