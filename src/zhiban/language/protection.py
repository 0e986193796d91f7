"""What protects people from a rule? Purposes with their basis, exact links, age, estimates.

Each is declared once, where the data is declared; `zhiban.packs` refuses a rule that breaks one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhiban.language.combining import case
from zhiban.language.refusal import refuse
from zhiban.language.time import days_after, months_after, reached
from zhiban.language.values import NumberValue, TruthValue, Value, wrap
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.types import Code, CodeList, Date, Money, Rate, Truth, Unrounded

#: How a row was joined to its subject (G5).
LINK_STRENGTH = CodeList(
    "link_strength", "关联强度", ("exact", "confirmed", "probable"),
    ("精确比对", "人工确认", "疑似"), ("exact key", "confirmed by a person", "probable"),
    "zhiban",
)  # fmt: skip

#: What no watch or grade may use without a cited article (G12), zh and en.
SENSITIVE = {
    "ethnic_group": ("民族", "ethnic group"),
    "hukou": ("户籍", "household registration"),
    "nationality": ("国籍", "nationality"),
}
#: Columns that are sensitive even if their author did not say so, by a word of their title.
_BY_TITLE = {"民族": "ethnic_group", "户籍": "hukou", "户口": "hukou", "国籍": "nationality"}


class Purpose(str):
    """A purpose of a register (G13) with the article that allows it: Purpose("…", law="…")."""

    law: str

    def __new__(cls, name: str, *, law: str) -> Purpose:
        """The purpose `name`, allowed by `law`."""
        made = super().__new__(cls, name)
        made.law = law
        return made


def check_sensitive(kind: str) -> str:
    """`kind`, refused if it is not one of SENSITIVE."""
    if kind and kind not in SENSITIVE:
        refuse(
            "sensitive",
            f"不认识的敏感类别 {kind!r}",
            f"unknown kind of sensitive data {kind!r}",
            "、".join(SENSITIVE),
            ", ".join(SENSITIVE),
        )
    return kind


def sensitive_kind(declared: str, *titles: str) -> str:
    """The kind of sensitive data: as declared, else as a title (of the column, the list) tells."""
    if declared:
        return declared
    return next((kind for word, kind in _BY_TITLE.items() if any(word in t for t in titles)), "")


def exact(column: Value) -> TruthValue:
    """Whether the row was joined by an exact key: yes or unknown, never no (G5)."""
    if not (isinstance(column.type, Code) and column.type.list == LINK_STRENGTH):
        refuse(
            "exact-link",
            f"exact() 只用于 link_strength 列，{label(column.node)} 不是",
            f"exact() is for link_strength columns only, and this is none: {label(column.node)}",
            '在登记簿加一列 match = link_strength(title="…")，写 exact(登记簿.match)',
            'give the register a column match = link_strength(title="…"), '
            "write exact(Register.match)",
        )
    unsaid = n.Unsaid(Truth(), "link", label(column.node))
    sure = n.IsIn(column.node, ("exact",))
    return TruthValue(n.Case(Truth(), ((sure, n.Literal(Truth(), True)),), unsaid))


def fresh(value: Value, *, dated: Value, max_age: Value | int) -> Any:
    """`value` as long as the day it is `dated` lies at most `max_age` months back (G14, SEM 9).

    Later it is unknown, reason *stale*; the day itself is an input and shown with the finding.
    """
    if not isinstance(dated.type, Date):
        refuse(
            "fresh",
            f"dated 应是一个日期，{label(dated.node)} 是 {dated.type.name}",
            f"dated must be a day; {label(dated.node)} is of type {dated.type.name}",
            "写出证据的日期，如 greatest(登记簿.某日, if_none=unknown)",
            "give the day of the evidence, such as greatest(Register.some_on, if_none=unknown)",
        )
        return value
    too_old = reached(days_after(months_after(dated, max_age), 1))
    unsaid: Value = wrap(n.Unsaid(value.type, "stale", label(dated.node)))
    return case((~too_old, value), otherwise=unsaid)


def spread(total: Value, *, over: int, how: str, law: str) -> NumberValue:
    """A sum of money of `over` months divided among them, to fen: an estimate of each (G3).

    A fact made of it is an estimate too; in the clauses of a watch it is unknown.
    """
    if not isinstance(total.type, Money) or over < 2:
        name, kind = label(total.node), total.type.name
        refuse(
            "spread",
            f"只有几个月的金额能摊到各月：{name} 是 {kind}，over={over}",
            f"only money of several months is spread: {name} is of type {kind}, over={over}",
            "用金额（_fen），over 写 2 以上的月数",
            "take a sum of money (_fen) and let over be 2 months or more",
        )
        return NumberValue(n.Literal(Money(), 0))
    share = n.Literal(Rate(), Fraction(1, over))
    divided = n.Multiply(Unrounded(), total.node, share)
    return NumberValue(n.Spread(Money(total.type.at_least), divided, "fen", how, law))
