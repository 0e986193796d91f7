"""What is a watch? Rows that someone should look at: no accusation, no amount, no consequence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from zhiban.language.declaring import declared
from zhiban.language.refusal import author_line, refuse
from zhiban.language.rule_parts import Article, Per
from zhiban.language.rules import WatchRule
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import Value
from zhiban.law.basis import Basis
from zhiban.model import nodes as n

#: All that may follow from a watch by itself (G1, G7); everything else is a person's decision.
CONSEQUENCES = {"verify": ("核实", "verify"), "ask": ("询问", "ask"), "notify": ("提醒", "notify")}


def Watch(
    *,
    id: str,
    title: str,
    subject: SubjectKind,
    per: Per,
    basis: Basis,
    when: list[Article],
    purposes: tuple[str, ...],
    precision: str,
    consequence: str,
    excused_by: list[Article] | None = None,
    law_on: Value | None = None,
    title_en: str = "",
    aliases: tuple[str, ...] = (),
    areas_because: str = "",
    sensitive_law: Mapping[str, str] | None = None,
) -> WatchRule:
    """Declare a watch (预警): rows that someone should look at.

    `when`: clauses that only rows can make true. `excused_by`: lawful exceptions; a sure one makes
    it no, one in doubt unknown, silence where a register speaks does not excuse. `precision`: the
    share of yes findings that should turn out to be something, as "60 %" (G11). `consequence`:
    verify, ask or notify (G7). `purposes`: for which of the registers' purposes it reads them
    (G13). `areas_because`: why it looks at some districts only; `sensitive_law`: the article that
    allows a kind of sensitive data (G12).
    """
    if consequence not in CONSEQUENCES:
        refuse(
            "watch-consequence",
            f"预警 {id}：后果不能是 {consequence!r}，预警本身不停发、不追回、不处罚",
            f"watch {id}: its consequence cannot be {consequence!r}; a watch by itself stops "
            "nothing, claims nothing, punishes nobody",
            "、".join(f"{code}（{zh}）" for code, (zh, _) in CONSEQUENCES.items()),
            ", ".join(CONSEQUENCES),
        )
    exceptions = [_not_excused(a) for a in excused_by or []]
    return declared(WatchRule(
        id, title, subject, per, basis, (*when, *exceptions), _node(law_on), title_en or id,
        aliases, author_line(), purposes=tuple(purposes), precision=_share(id, precision),
        consequence=consequence, excuses=tuple(a.id for a in exceptions),
        areas_because=areas_because, sensitive_law=sensitive_law or {},
    ))  # fmt: skip


def _not_excused(exception: Article) -> Article:
    return replace(
        exception, title=f"不属于例外：{exception.title}",
        title_en=f"no exception: {exception.title_en}", condition=n.Not(exception.condition),
    )  # fmt: skip


def _share(id: str, text: str) -> Fraction:
    number = text.removesuffix("%").strip()
    try:
        share = Fraction(number) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        refuse(
            "watch-precision",
            f"预警 {id}：查实率 {text!r} 不是 0 以上、100 % 以内的比例",
            f"watch {id}: the precision {text!r} is no share above 0 and up to 100 %",
            'precision="60 %"',
            'precision="60 %"',
        )
        return Fraction(1)
    return share


def _node(value: Value | None) -> n.Node | None:
    return None if value is None else value.node
