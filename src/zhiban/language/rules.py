"""What is a rule? Policy, Watch, Duty and Grade: law written as articles over declared facts."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from zhiban.language.refusal import author_folder, author_line, refuse, report
from zhiban.language.register import Register
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import MonthValue, TruthValue, Value, lift, wrap
from zhiban.law.basis import Basis
from zhiban.law.parameters import Parameter, load_parameters
from zhiban.model import nodes as n
from zhiban.model.rewrite import settle_occasion
from zhiban.model.types import CodeList, Date, Integer

LANES = ("pay", "offer_and_confirm", "prefill", "tell")


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


@dataclass(frozen=True)
class Rule:
    """What all kinds of rule share. `folder` holds parameters.yaml and examples.yaml."""

    id: str
    title: str
    subject: SubjectKind
    per: Per
    basis: Basis
    articles: tuple[Article, ...]
    law_on: n.Node | None = None
    title_en: str = ""
    aliases: tuple[str, ...] = ()
    where: str = field(default="", compare=False)
    folder: Path = field(default=Path(), compare=False)
    parameters: Mapping[str, Parameter] = field(default_factory=dict, compare=False)
    #: Kind of sensitive data → the article that lets a watch or grade use it (G12).
    sensitive_law: Mapping[str, str] = field(default_factory=dict, compare=False)

    #: The word for the kind of rule; each subclass has its own.
    kind = "rule"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of every expression of the rule, in a fixed order."""
        roots = [a.condition for a in self.articles]
        return tuple(roots + ([self.law_on] if self.law_on is not None else []))

    def inputs(self) -> tuple[n.Node, ...]:
        """The facts and occasion columns the rule is judged on, each once, in order of use."""
        found: dict[str, n.Node] = {}
        for root in self.nodes():
            for node in root.walk():
                if isinstance(node, (n.FactValue, n.OccasionColumn)):
                    found.setdefault(input_id(node), node)
        return tuple(found.values())

    def fact_ids(self) -> list[str]:
        """The facts the rule is judged on, in order of use."""
        return [node.fact_id for node in self.inputs() if isinstance(node, n.FactValue)]


def input_id(node: n.Node) -> str:
    """The name of an input in files: the fact's id, or `<register>.<column>`."""
    if isinstance(node, n.FactValue):
        return node.fact_id
    assert isinstance(node, n.OccasionColumn)
    return f"{node.register_id}.{node.name}"


@dataclass(frozen=True)
class PolicyRule(Rule):
    """Someone is owed something."""

    lane: str = "tell"
    amount: n.Node | None = None
    instalments: Instalments | None = None
    counted_once: CountedOnce | None = None
    excludes: tuple[Excludes, ...] = ()
    at_most: AtMost | None = None
    choice: str = ""
    closes_when: str = ""

    kind = "policy"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles, the amount or instalments, and the claim."""
        roots = list(super().nodes())
        if self.amount is not None:
            roots.append(self.amount)
        if self.instalments is not None:
            i = self.instalments
            roots += [i.first, i.months, i.amount, *(a.condition for a in i.continues), *i.stops]
        if self.counted_once is not None:
            roots += [self.counted_once.subject, self.counted_once.event]
        if self.at_most is not None:
            roots.append(self.at_most.granted)
        return tuple(roots)


@dataclass(frozen=True)
class GradeRule(Rule):
    """A class out of an ordered list; the articles say to whom it applies."""

    classes: CodeList | None = None
    class_of: n.Node | None = None

    kind = "grade"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles and of the class."""
        roots = super().nodes()
        return roots if self.class_of is None else (*roots, self.class_of)


@dataclass(frozen=True)
class WatchRule(Rule):
    """Something may be wrong: never an accusation, always positive rows (G2, G7).

    `articles` are the clauses that need rows, then, each negated, the lawful exceptions, whose ids
    are `excuses`. `precision` is the share of yes findings that should turn out to be something.
    """

    purposes: tuple[str, ...] = ()
    precision: Fraction = Fraction(1)
    consequence: str = ""
    excuses: tuple[str, ...] = ()
    areas_because: str = field(default="", compare=False)

    kind = "watch"

    @property
    def clauses(self) -> tuple[Article, ...]:
        """The articles that need rows."""
        return tuple(a for a in self.articles if a.id not in self.excuses)

    @property
    def exceptions(self) -> tuple[Article, ...]:
        """The articles of the lawful exceptions, each saying that it does not apply."""
        return tuple(a for a in self.articles if a.id in self.excuses)


@dataclass(frozen=True)
class DutyRule(Rule):
    """Someone must act by a date; yes = owed now and not done (SEM 20)."""

    owed_by: str = "office"
    due: n.Node | None = None
    done: n.Node | None = None

    kind = "duty"

    def nodes(self) -> tuple[n.Node, ...]:
        """The roots of the articles, the due day and what counts as done."""
        return (*super().nodes(), *(x for x in (self.due, self.done) if x is not None))


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


def counts_once(rule: Rule) -> bool:
    """Whether claims of the rule compete for one subject, so that other claims decide too."""
    return isinstance(rule, PolicyRule) and rule.counted_once is not None
