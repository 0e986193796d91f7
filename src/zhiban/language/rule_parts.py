"""Of what is a rule made? How often it is judged, articles, instalments, claims, exclusions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhiban.language.refusal import refuse
from zhiban.language.register import Register
from zhiban.language.values import MonthValue, TruthValue, Value, lift
from zhiban.model import nodes as n
from zhiban.model.types import Integer


@dataclass(frozen=True)
class Per:
    """How often a rule is judged: once, for each month or year, or for each row of a register."""

    grain: str  # "once" | "month" | "year" | "rows"
    register: type[Register] | None = None
    open_for_months: int | None = None

    @property
    def occasion(self) -> str:
        """The id by which facts name this occasion: "", month, year, or the register's id."""
        return {"once": "", "rows": self.register.id if self.register else ""}.get(
            self.grain, self.grain
        )


#: Judged once, not again and again.
once = Per("once")


def each_year(*, open_for_months: int) -> Per:
    """One finding per year; a year stays open that many months after its end."""
    return Per("year", open_for_months=open_for_months)


def each_month(*, open_for_months: int) -> Per:
    """One finding per month; a month stays open that many months after its end."""
    return Per("month", open_for_months=open_for_months)


def each(register: type[Register]) -> Per:
    """One finding per row of a register: a hire, a spell, a certificate."""
    return Per("rows", register)


@dataclass(frozen=True)
class Article:
    """One condition of a rule, as an article of its text says it."""

    id: str
    no: str
    title: str
    title_en: str
    condition: n.Node
    near: bool = False


def article(
    id: str, no: str, title: str, condition: TruthValue, *, title_en: str = "", near: bool = False
) -> Article:
    """Declare a condition with the article that asks for it; `near`: a miss worth telling."""
    if not isinstance(condition, TruthValue):
        refuse("condition", f"条文 {id} 的条件不是“是/否/未知”", f"article {id} has no condition")
        condition = TruthValue(n.All(()))
    return Article(id, no, title, title_en or id, condition.node, near)


@dataclass(frozen=True)
class Instalments:
    """A running benefit by month (SEM 15): counted from `first`, `months` of them at most."""

    first: n.Node
    months: n.Node
    longest: int
    amount: n.Node
    continues: tuple[Article, ...]
    stops: tuple[n.Node, ...]


def instalments(
    *,
    first: MonthValue,
    months: Value,
    longest: int,
    amount: Callable[[MonthValue], Value],
    continues: Callable[[MonthValue], tuple[Article, ...]] = lambda m: (),
    stops: tuple[Value, ...] = (),
) -> Instalments:
    """Declare the months of a running benefit.

    `longest` bounds `months` for every case. `amount` and `continues` are given the month judged.
    A month later than the month of a stopping day is not awarded, nor is any after it.
    """
    month = MonthValue(n.InstalmentMonth())
    return Instalments(
        first.node, months.node, longest, amount(month).node, continues(month),
        tuple(s.node for s in stops),
    )  # fmt: skip


@dataclass(frozen=True)
class CountedOnce:
    """One subject counted for one claim over all claimants (SEM 17), earliest `event` first."""

    subject: n.Node
    event: n.Node


def counted_once(subject: Value, *, event: Value) -> CountedOnce:
    """Declare that `subject` counts for one claim only, the one with the earliest `event`."""
    return CountedOnce(subject.node, event.node)


@dataclass(frozen=True)
class Excludes:
    """A benefit that shuts this one out (SEM 18)."""

    rule_id: str
    over: str
    counts: str
    law: str


OVER = ("lifetime", "year", "overlapping_months", "same_occasion", "same_counted_subject")


def excludes(rule_id: str, *, over: str, counts: str = "granted", law: str) -> Excludes:
    """Declare that a grant of `rule_id` over the same span leaves nothing to pay here."""
    if over not in OVER:
        refuse(
            "excludes",
            f"不认识的范围 {over}",
            f"unknown span {over}",
            "、".join(OVER),
            ", ".join(OVER),
        )
    return Excludes(rule_id, over, counts, law)


@dataclass(frozen=True)
class AtMost:
    """How often this benefit may be granted; `granted` counts what uses it up (SEM 18)."""

    times: int
    granted: n.Node
    law: str


def at_most_times(times: Value | int, *, granted: Value, law: str) -> AtMost:
    """Declare that nothing is left to pay once `granted` (a fact over grants) reaches `times`.

    Where texts differ, by year or by what is granted, `times` is a value; it is then held as the
    grants beyond it, of which there may be none yet: granted < times is granted - times < 0.
    """
    limit = lift(times, Integer())
    if not (isinstance(granted.type, Integer) and isinstance(limit.type, Integer)):
        refuse("at-most", "times、granted 应是次数", "times and granted must be numbers of grants")
    if isinstance(limit.node, n.Literal):
        assert isinstance(limit.node.value, int)
        return AtMost(limit.node.value, granted.node, law)
    return AtMost(0, n.Subtract(Integer(), granted.node, limit.node), law)
