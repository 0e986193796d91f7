"""How does an author declare a rule? Policy, Grade and Duty, with the parameters beside them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from zhiban.language.refusal import author_folder, author_line, refuse, report
from zhiban.language.rule_parts import (
    Article,
    AtMost,
    CountedOnce,
    Excludes,
    Instalments,
    Per,
)
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import Value, wrap
from zhiban.law.basis import Basis
from zhiban.law.parameters import Parameter, load_parameters
from zhiban.model import nodes as n
from zhiban.model.rewrite import settle_occasion
from zhiban.model.types import CodeList, Date, Integer

LANES = ("pay", "offer_and_confirm", "prefill", "tell")


def Policy(
    *,
    id: str,
    title: str,
    subject: SubjectKind,
    per: Per,
    basis: Basis,
    lane: str,
    entitled: list[Article],
    law_on: Value | None = None,
    amount: Value | None = None,
    instalments: Instalments | None = None,
    counted_once: CountedOnce | None = None,
    excludes: tuple[Excludes, ...] = (),
    at_most: AtMost | None = None,
    choice: str = "",
    closes_when: str = "",
    title_en: str = "",
    aliases: tuple[str, ...] = (),
) -> PolicyRule:
    """Declare a policy (政策): who is owed what, by which text, in which lane it reaches them."""
    if lane not in LANES:
        refuse(
            "lane",
            f"不认识的办理方式 {lane!r}",
            f"unknown lane {lane!r}",
            "、".join(LANES),
            ", ".join(LANES),
        )
    if amount is not None and instalments is not None:
        refuse(
            "amount",
            "amount 与 instalments 只能有一个",
            "amount and instalments exclude each other",
        )
    rule = PolicyRule(
        id, title, subject, per, basis, tuple(entitled), _node(law_on), title_en or id, aliases,
        author_line(), lane=lane, amount=_node(amount), instalments=instalments,
        counted_once=counted_once, excludes=tuple(excludes),
        at_most=at_most, choice=choice, closes_when=closes_when,
    )  # fmt: skip
    return declared(rule)


def Grade(
    *,
    id: str,
    title: str,
    subject: SubjectKind,
    per: Per,
    basis: Basis,
    classes: CodeList,
    class_of: Value,
    applies: list[Article],
    law_on: Value | None = None,
    title_en: str = "",
    aliases: tuple[str, ...] = (),
    sensitive_law: Mapping[str, str] | None = None,
) -> GradeRule:
    """Declare a grade (分级): yes = class known, unknown = several possible, no = out of scope.

    `sensitive_law` cites, for each kind of sensitive data used, the article that allows it (G12).
    """
    return declared(GradeRule(
        id, title, subject, per, basis, tuple(applies), _node(law_on), title_en or id, aliases,
        author_line(), classes=classes, class_of=class_of.node, sensitive_law=sensitive_law or {},
    ))  # fmt: skip


def Duty(
    *,
    id: str,
    title: str,
    subject: SubjectKind,
    per: Per,
    basis: Basis,
    arises: list[Article],
    due: Value,
    done: Value,
    owed_by: str,
    law_on: Value | None = None,
    title_en: str = "",
    aliases: tuple[str, ...] = (),
) -> DutyRule:
    """Declare a duty (职责): who must have done what by when."""
    if owed_by not in ("office", "subject"):
        refuse(
            "duty",
            f"owed_by 不能是 {owed_by!r}",
            f"owed_by cannot be {owed_by!r}",
            "office、subject",
            "office, subject",
        )
    return declared(DutyRule(
        id, title, subject, per, basis, tuple(arises), _node(law_on), title_en or id, aliases,
        author_line(), owed_by=owed_by, due=due.node, done=done.node,
    ))  # fmt: skip


def parameter(name: str, *, on: Value | None = None, **scope: Value) -> Any:
    """The value of a dated parameter, declared in the parameters.yaml beside the calling module.

    `on` says which day picks the text (default: the rule's `law_on`); `scope` gives the codes that
    scoped values ask for, such as `industry=industry_group`.
    """
    tables = parameters_of(author_folder())
    if name not in tables:
        near = ", ".join(difflib.get_close_matches(name, tables, 3)) or ", ".join(tables)
        refuse(
            "parameter",
            f"parameters.yaml 里没有参数 {name}",
            f"parameters.yaml has no {name}",
            near,
            near,
        )
        return wrap(n.Literal(Integer(), 0))
    pairs = tuple(sorted((k, v.node) for k, v in scope.items()))
    day = on if on is None or isinstance(on.type, Date) else wrap(n.FirstDay(on.node))
    return wrap(n.ParameterValue(name, tables[name].model_type, _node(day), pairs))


@cache
def parameters_of(folder: Path) -> Mapping[str, Parameter]:
    """The parameters of a rule's folder; problems are reported to the load that is going on."""
    path = folder / "parameters.yaml"
    if not path.exists():
        return {}
    tables, problems = load_parameters(path)
    for problem in problems:
        report(problem)
    return tables


R = TypeVar("R", bound=Rule)

#: Fields that hold no expression.
_SETTLED = ("subject", "per", "basis", "folder", "parameters", "classes", "sensitive_law")


def declared(rule: R) -> R:
    """`rule` with its folder and parameters, and bare columns of its occasion read as its cells."""
    folder = author_folder()
    changes = {
        f.name: _settled(getattr(rule, f.name), rule.per.occasion)
        for f in fields(rule)
        if f.name not in _SETTLED
    }
    return replace(rule, **changes, folder=folder, parameters=parameters_of(folder))


def _settled(value: Any, occasion: str) -> Any:
    if isinstance(value, n.Node):
        return settle_occasion(value, occasion)
    if isinstance(value, tuple):
        return tuple(_settled(v, occasion) for v in value)
    if isinstance(value, (Article, Instalments, CountedOnce, AtMost)):
        return replace(
            value, **{f.name: _settled(getattr(value, f.name), occasion) for f in fields(value)}
        )
    return value


def _node(value: Value | None) -> n.Node | None:
    return None if value is None else value.node
