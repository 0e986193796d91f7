"""What is a fact? A declared value about a subject, or about an occasion of a subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhiban.language.protection import check_sensitive
from zhiban.language.refusal import author_line, refuse
from zhiban.language.register import Register
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import Value, wrap
from zhiban.model import nodes as n
from zhiban.model.rewrite import settle_occasion
from zhiban.model.types import Code, Integer, Money, Ordered, Ratio, Type


@dataclass(frozen=True, eq=False)
class Fact:
    """A declared fact.

    `expression` is None for a fact that only files can give. `kind` is the subject's kind,
    `occasion` the register id, "year" or "month" it is about, or "" for the subject itself.
    """

    id: str
    title: str
    title_en: str
    type: Type
    expression: n.Node | None
    kind: str
    occasion: str
    where: str
    estimate: str = ""
    sensitive: str = ""

    @property
    def value(self) -> Any:
        """The author's face of the fact."""
        return wrap(n.FactValue(self.id, self.type, self.kind, self.occasion), self)


def fact(
    id: str,
    title: str,
    expression: Value,
    *,
    title_en: str = "",
    subject: SubjectKind | None = None,
    of: type[Register] | None = None,
    at_least: int | None = None,
    estimate: str = "",
) -> Any:
    """Declare a fact and return its value.

    `of` names the register whose rows are the occasions; then `subject` must be given.
    Money facts end in `_fen`. No value lies below `at_least`, a missing one neither. `estimate`
    says how the value is guessed at, where it is: then no watch may rest on it (G3).
    """
    node = settle_occasion(expression.node, of.id if of else "")
    occasion = of.id if of else _period_in(node)
    kinds = {subject.id} if subject else _kinds_in(node)
    if len(kinds) > 1:
        refuse(
            "mixed-kinds",
            f"事实 {id} 混用了不同主体：{'、'.join(sorted(kinds))}",
            f"fact {id} mixes kinds of subject: {', '.join(sorted(kinds))}",
            "经由行里的另一主体去查：row.person[fact]",
            "look the other subject up: row.person[fact]",
        )
    if not kinds:
        refuse(
            "no-subject",
            f"事实 {id} 没有说是关于谁的",
            f"fact {id} does not say whom it is about",
            "写 subject=",
            "write subject=",
        )
    type_ = _with_floor(expression.type, at_least)
    if isinstance(type_, Money) != id.endswith("_fen"):
        refuse(
            "money-name",
            f"{id}：金额事实以 _fen 结尾，其他事实不得如此",
            f"{id}: money facts, and only they, end in _fen",
        )
    kind = sorted(kinds)[0] if kinds else ""
    if not estimate and any(isinstance(step, n.Spread) for step in node.walk()):
        estimate = "摊到各月"
    return Fact(
        id, title, title_en or id, type_, node, kind, occasion, author_line(), estimate
    ).value


def given(
    id: str, title: str, type_: Type, *, subject: SubjectKind, title_en: str = "",
    of: type[Register] | None = None, sensitive: str = "",
) -> Any:  # fmt: skip
    """Declare a fact that no register gives yet: only `judge --facts` can bring it.

    `sensitive`: ethnic_group, hukou or nationality (G12).
    """
    return Fact(
        id, title, title_en or id, type_, None, subject.id, of.id if of else "", author_line(),
        sensitive=check_sensitive(sensitive),
    ).value  # fmt: skip


def _with_floor(type_: Type, at_least: int | None) -> Type:
    if isinstance(type_, Integer):
        return Integer(type_.unit, at_least if at_least is not None else type_.at_least)
    if isinstance(type_, Money):
        return Money(at_least if at_least is not None else type_.at_least)
    if isinstance(type_, Ratio):
        return Ratio(at_least if at_least is not None else type_.at_least)
    assert isinstance(type_, Type) and not isinstance(type_, (type(None),))
    if at_least is not None and not isinstance(type_, (Code, Ordered)):
        refuse("at-least", "at_least 只用于数", "at_least is for numbers only")
    return type_


def _period_in(node: n.Node) -> str:
    for step in node.walk():
        if isinstance(step, n.OccasionPeriod):
            return step.period
        if isinstance(step, n.FactValue) and step.occasion in ("year", "month"):
            return step.occasion
    return ""


def _kinds_in(node: n.Node) -> set[str]:
    """The kinds of subject `node` speaks about directly (not through a look-up)."""
    kinds = {node.kind} if isinstance(node, (n.Rows, n.OnlyRow, n.FactValue)) else set()
    return kinds.union(*(_kinds_in(c) for c in node.children)) - {""}
