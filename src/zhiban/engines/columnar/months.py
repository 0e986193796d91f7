"""What do sets of months come to in columns? `zhiban.model.months` again, on words of bits.

Every month that is named one by one must lie in the window of words. Cutting an open end to a
short stretch names new months; how far they reach is asked of `extent`, which looks at the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_

import polars as pl

from zhiban.engines.columnar import bits
from zhiban.engines.columnar.bits import WORD as WORD
from zhiban.engines.columnar.bits import number as number
from zhiban.engines.columnar.lets import Let
from zhiban.engines.columnar.longest_runs import longest_runs
from zhiban.engines.columnar.planes import MonthsPlane, SpanPlane, TruthPlane
from zhiban.model.months import LONGEST_HOLE
from zhiban.model.types import NEVER_MONTH

#: (first, last) → the blocks that any stretch in the frame lies in; null where there is none.
Extent = Callable[[pl.Expr, pl.Expr], Sequence[int]]

#: The blocks where the frame cannot be asked: 1900 to 2199.
BLOCKS = bits.blocks_of(1900 * 12, 2199 * 12 + 11)


def extent_of(frame: pl.LazyFrame, let: Let) -> Extent:
    """The extent of stretches in the rows of `frame`."""

    def extent(first: pl.Expr, last: pl.Expr) -> Sequence[int]:
        ends = let.on(frame, [first, last]).select(a=first.floordiv(WORD), b=last.floordiv(WORD))
        spans = ends.drop_nulls().unique().collect().rows()
        return sorted({block for a, b in spans for block in range(a, b + 1)})

    return extent


def anything() -> MonthsPlane:
    """Every month is possible."""
    return MonthsPlane((), (), (), before=number(NEVER_MONTH))


def covering(plane: MonthsPlane, blocks: Sequence[int]) -> MonthsPlane:
    """The plane with words for `blocks` too."""
    missing = set(blocks) - set(plane.blocks)
    if not missing:
        return plane
    every = tuple(sorted(missing | set(plane.blocks)))
    sure = dict(zip(plane.blocks, plane.sure, strict=True))
    maybe = dict(zip(plane.blocks, plane.maybe, strict=True))
    return replace(
        plane, blocks=every, sure=tuple(sure.get(b, number(0)) for b in every),
        maybe=tuple(maybe.get(b, number(0)) for b in every),
    )  # fmt: skip


def aligned(planes: Sequence[MonthsPlane]) -> list[MonthsPlane]:
    """The planes with words for the same blocks."""
    every = sorted({block for plane in planes for block in plane.blocks})
    return [covering(plane, every) for plane in planes]


def count(plane: MonthsPlane, let: Let) -> SpanPlane:
    """How many months, at least and at most."""
    least = let(bits.count(plane.sure))
    most = least + bits.count(plane.maybe)
    if plane.loose is not None:
        most = most + plane.loose
    return SpanPlane(least, let(_closed(plane, most)))


def longest_run(plane: MonthsPlane, let: Let) -> SpanPlane:
    """The longest run; loose months may close any gap."""
    least = let(longest_runs(plane.blocks, plane.sure))
    all_months = bits.named(bits.any_of(plane.sure, plane.maybe), let)
    most = longest_runs(plane.blocks, all_months)
    if plane.loose is not None:
        total = bits.count(all_months) + plane.loose
        most = pl.when(plane.loose > 0).then(total).otherwise(most)
    return SpanPlane(least, let(_closed(plane, most)))


def _closed(plane: MonthsPlane, most: pl.Expr) -> pl.Expr:
    """`most` where neither side of the set is open."""
    ends = [end.is_null() for end in (plane.before, plane.after) if end is not None]
    return pl.when(pl.all_horizontal(ends)).then(most) if ends else most


def includes(plane: MonthsPlane, month: SpanPlane, let: Let) -> TruthPlane:
    """Whether the set has the month."""
    at = month.lo if month.is_one else let(pl.when(month.lo == month.hi).then(month.lo))
    sure = bits.has(plane.blocks, plane.sure, at)
    possible = [bits.has(plane.blocks, plane.maybe, at)]
    if plane.before is not None:
        possible.append((at <= plane.before).fill_null(False))
    if plane.after is not None:
        possible.append((at >= plane.after).fill_null(False))
    if plane.loose is not None:
        possible.append(plane.loose > 0)
    no = at.is_not_null() & ~pl.any_horizontal(possible)
    return TruthPlane(let(pl.when(sure).then(True).when(no).then(False)))


def within(
    plane: MonthsPlane, first: SpanPlane | None, last: SpanPlane | None, let: Let,
    extent: Extent | None,
) -> MonthsPlane:  # fmt: skip
    """The months from `first` to `last`."""
    sure_first = None if first is None else let(first.hi.fill_null(NEVER_MONTH + 1))
    sure_last = None if last is None else let(last.lo.fill_null(-1))
    return restrict(
        plane, (sure_first, sure_last),
        (None if first is None else first.lo, None if last is None else last.hi), let, extent,
    )  # fmt: skip


def after(plane: MonthsPlane, month: SpanPlane, let: Let, extent: Extent | None) -> MonthsPlane:
    """The months later than `month`; all of them if it is never."""
    every = (month.lo == NEVER_MONTH).fill_null(False)
    maybe_all = (month.hi == NEVER_MONTH).fill_null(True)
    sure_first = (
        pl.when(every).then(number(-1))
        .when(maybe_all).then(number(NEVER_MONTH + 1))
        .otherwise(month.hi + 1)
    )  # fmt: skip
    first = pl.when(~every & ~maybe_all).then(month.lo + 1)
    return restrict(plane, (let(sure_first), None), (let(first), None), let, extent)


def restrict(
    plane: MonthsPlane, surely: tuple[pl.Expr | None, pl.Expr | None],
    possibly: tuple[pl.Expr | None, pl.Expr | None], let: Let, extent: Extent | None,
) -> MonthsPlane:  # fmt: skip
    """The months of a window whose ends are not sure; null or None in `possibly` is no limit."""
    first, last = possibly
    inside = bits.stretch(plane.blocks, *surely)
    around = bits.stretch(plane.blocks, first, last)
    sure = bits.named(bits.both(plane.sure, inside), let)
    maybe = bits.both(bits.any_of(plane.sure, plane.maybe), around)
    maybe = bits.named(bits.without(maybe, sure), let)
    out = MonthsPlane(plane.blocks, sure, maybe, loose=plane.loose)
    if plane.before is not None:
        top = plane.before
        if last is not None:
            top = pl.min_horizontal(plane.before, last)
            top = let(pl.when(plane.before.is_not_null()).then(top))
        active = top.is_not_null() if first is None else (first <= top).fill_null(top.is_not_null())
        out = with_possible(out, active, first, top, let, extent)
    if plane.after is not None:
        bottom = plane.after
        if first is not None:
            bottom = pl.max_horizontal(plane.after, first)
            bottom = let(pl.when(plane.after.is_not_null()).then(bottom))
        active = bottom.is_not_null()
        if last is not None:
            active = (bottom <= last).fill_null(bottom.is_not_null())
        out = with_possible(out, active, bottom, last, let, extent)
    return out


def with_possible(
    plane: MonthsPlane, active: pl.Expr, first: pl.Expr | None, last: pl.Expr | None, let: Let,
    extent: Extent | None,
) -> MonthsPlane:  # fmt: skip
    """The set with every month from `first` to `last` possible too, where `active`."""
    none = pl.lit(None, dtype=pl.Int64)
    first = none if first is None else first
    last = none if last is None else let(pl.when(last < NEVER_MONTH).then(last))
    both = active & first.is_not_null() & last.is_not_null()
    short = let((both & (last - first < LONGEST_HOLE)).fill_null(False))
    down = (active & first.is_null()) | (both & ~short)
    before = let(pl.when(down).then(last.fill_null(NEVER_MONTH)))
    after_ = let(pl.when(active & first.is_not_null() & last.is_null()).then(first))
    out = replace(
        plane,
        before=before if plane.before is None else let(pl.max_horizontal(plane.before, before)),
        after=after_ if plane.after is None else let(pl.min_horizontal(plane.after, after_)),
    )
    named = let(pl.when(short & (first <= last)).then(first))
    named_last = let(pl.when(short & (first <= last)).then(last))
    found = BLOCKS if extent is None else extent(named, named_last)
    if not found:
        return out
    out = covering(out, found)
    marked = bits.stretch(out.blocks, named, named_last)
    there = let(named.is_not_null())
    new = tuple(pl.when(there).then(word).otherwise(number(0)) for word in marked)
    maybe = bits.any_of(out.maybe, bits.without(new, out.sure))
    return replace(out, maybe=bits.named(maybe, let))


def overlap(left: MonthsPlane, right: MonthsPlane, let: Let, extent: Extent | None) -> MonthsPlane:
    """The months in both sets."""
    a, b = aligned([left, right])
    sure = bits.named(bits.both(a.sure, b.sure), let)
    finite = bits.any_of(bits.any_of(a.sure, a.maybe), bits.any_of(b.sure, b.maybe))
    maybe = bits.both(finite, bits.both(_possible(a), _possible(b)))
    loose = [p.loose for p in (a, b) if p.loose is not None]
    out = MonthsPlane(
        a.blocks, sure, bits.named(bits.without(maybe, sure), let),
        loose=None if not loose else let(reduce(pl.Expr.__add__, loose)),
    )  # fmt: skip
    if a.before is not None and b.before is not None:
        there = a.before.is_not_null() & b.before.is_not_null()
        top = let(pl.when(there).then(pl.min_horizontal(a.before, b.before)))
        out = with_possible(out, top.is_not_null(), None, top, let, extent)
    if a.after is not None and b.after is not None:
        there = a.after.is_not_null() & b.after.is_not_null()
        bottom = let(pl.when(there).then(pl.max_horizontal(a.after, b.after)))
        out = with_possible(out, bottom.is_not_null(), bottom, None, let, extent)
    for x, y in ((a, b), (b, a)):
        if x.before is not None and y.after is not None:
            meet = let((y.after <= x.before).fill_null(False))
            out = with_possible(out, meet, y.after, x.before, let, extent)
    return out


def _possible(plane: MonthsPlane) -> bits.Words:
    out = bits.any_of(plane.sure, plane.maybe)
    if plane.before is not None:
        # No open end: every month up to −1, that is none.
        out = bits.any_of(out, bits.stretch(plane.blocks, None, plane.before.fill_null(-1)))
    if plane.after is not None:
        first = plane.after.fill_null(NEVER_MONTH + 1)
        out = bits.any_of(out, bits.stretch(plane.blocks, first, None))
    return out


def hull(values: Sequence[tuple[pl.Expr | None, MonthsPlane]], let: Let) -> MonthsPlane:
    """What is possible if any of the sets may be the true one, each where it is in reach."""
    reaches = [reach for reach, _ in values]
    planes = aligned([plane for _, plane in values])

    def where(reach: pl.Expr | None, end: pl.Expr, otherwise: int | None) -> pl.Expr:
        if reach is None:
            return end
        return pl.when(reach).then(end).otherwise(pl.lit(otherwise, dtype=pl.Int64))

    def words(of: Callable[[MonthsPlane], bits.Words], otherwise: int) -> list[list[pl.Expr]]:
        pairs = zip(reaches, planes, strict=True)
        columns = [[where(r, w, otherwise) for w in of(p)] for r, p in pairs]
        return [list(word) for word in zip(*columns, strict=True)]

    sure = tuple(let(reduce(and_, word)) for word in words(lambda p: p.sure, bits.FULL))
    every = words(lambda p: bits.any_of(p.sure, p.maybe), 0)
    maybe = bits.without(tuple(reduce(or_, word) for word in every), sure)

    def ends(
        of: Callable[[MonthsPlane], pl.Expr | None], join: Callable[..., pl.Expr]
    ) -> pl.Expr | None:
        found = [
            where(r, end, None)
            for r, p in zip(reaches, planes, strict=True)
            if (end := of(p)) is not None
        ]
        return let(join(found)) if found else None

    loose = ends(lambda p: p.loose, pl.max_horizontal)
    return MonthsPlane(
        planes[0].blocks, sure, bits.named(maybe, let),
        before=ends(lambda p: p.before, pl.max_horizontal),
        after=ends(lambda p: p.after, pl.min_horizontal),
        loose=None if loose is None else let(loose.fill_null(0)),
    )  # fmt: skip
