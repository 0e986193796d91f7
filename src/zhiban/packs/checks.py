"""Does what was loaded hold together? Wrong questions are refused before anyone is judged."""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.engines.rowwise import Unit, judge
from zhiban.errors import Problem
from zhiban.language.rules import GradeRule, PolicyRule, Rule
from zhiban.law.calendar import month_of, year_of
from zhiban.law.parameters import Parameter
from zhiban.law.parameters import check as check_parameter
from zhiban.model import nodes as n
from zhiban.model.texts import month_text
from zhiban.model.types import NEVER_DAY, Code
from zhiban.packs.law_checks import check_instalment_months, check_law_on, check_occasion
from zhiban.packs.library import Library
from zhiban.packs.protection import check_protection

_NOT_IN_RULES = (
    n.Rows, n.OnlyRow, n.LookUp, n.Column, n.Count, n.Exists, n.Every, n.Distinct, n.Sum, n.Extreme,
    n.Mean, n.Pick, n.MonthsOf,
)  # fmt: skip


def check(library: Library) -> list[Problem]:
    """Every problem of the loaded packs, in the order of the rules."""
    problems = [*_check_registers(library), *_check_facts(library)]
    sound = not problems
    for rule in library.rules.values():
        found = list(_check_rule(rule, library))
        if not found and sound:
            found = list(_yes_about_nobody(rule))
        problems += found
    return problems


def _check_registers(library: Library) -> Iterator[Problem]:
    for kind in library.kinds.values():
        register = library.registers.get(kind.register)
        if register is not None and len(register.key) != 1:
            yield Problem(
                "subject-register",
                kind.register,
                f"{kind.title}的登记簿应以主体编号为唯一键",
                f"the register of kind {kind.id} must be keyed by the subject alone",
            )


def _check_facts(library: Library) -> Iterator[Problem]:
    for fact in library.facts.values():
        if fact.expression is None:
            continue
        for node in fact.expression.walk():
            if isinstance(node, (n.Rows, n.OnlyRow)) and node.register_id not in library.registers:
                yield Problem(
                    "no-register",
                    fact.where,
                    f"事实 {fact.id} 用到未声明的登记簿 {node.register_id}",
                    f"fact {fact.id} uses the undeclared register {node.register_id}",
                )
            if isinstance(node, (n.FactValue, n.LookUp)) and node.fact_id not in library.facts:
                yield Problem(
                    "no-fact",
                    fact.where,
                    f"事实 {fact.id} 用到未声明的事实 {node.fact_id}",
                    f"fact {fact.id} uses the undeclared fact {node.fact_id}",
                    "把它赋给模块里的一个名字",
                    "give it a name in a module of the pack",
                )
            if isinstance(node, n.ParameterValue | n.InstalmentMonth | n.JudgedDay):
                yield Problem(
                    "fact-uses-law",
                    fact.where,
                    f"事实 {fact.id} 不能使用参数或判定日",
                    f"fact {fact.id} may not use parameters or the judged day",
                    "参数放在规则的条文里",
                    "keep parameters in the articles of rules",
                )
        yield from _window_checks(fact.id, fact.where, fact.expression, library)
    yield from _circles(library)


def _window_checks(id: str, where: str, root: n.Node, library: Library) -> Iterator[Problem]:
    for node in root.walk():
        if isinstance(node, n.Rows) and node.windows and node.register_id in library.registers:
            register = library.registers[node.register_id]
            if register.happens is None:
                yield Problem(
                    "no-happens",
                    where,
                    f"{id}：登记簿 {register.id} 没有声明行何时发生，不能限定时间",
                    f"{id}: register {register.id} does not declare when its rows happen",
                )


def _circles(library: Library) -> Iterator[Problem]:
    """Facts that rest on themselves, each circle once, with its path (SEM 16)."""
    done: set[str] = set()

    def visit(id: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if id in path:
            circle = " → ".join((*path[path.index(id) :], id))
            yield Problem(
                "circular-facts",
                library.facts[id].where,
                f"事实循环引用：{circle}",
                f"facts rest on each other in a circle: {circle}",
            )
            return
        if id in done or id not in library.facts:
            return
        expression = library.facts[id].expression
        for node in expression.walk() if expression is not None else ():
            if isinstance(node, (n.FactValue, n.LookUp)):
                yield from visit(node.fact_id, (*path, id))
        done.add(id)

    for id in library.facts:
        yield from visit(id, ())


def _check_rule(rule: Rule, library: Library) -> Iterator[Problem]:
    where = rule.where
    yield from rule.basis.problems(where)
    if rule.law_on is None:
        yield Problem(
            "no-law-on",
            where,
            f"规则 {rule.id} 没有写 law_on：由哪一天决定适用的条文",
            f"rule {rule.id} lacks law_on: which day picks the text",
            "例如 law_on=year.last_day、law_on=Hires.hired_on、law_on=judged_day",
            "such as law_on=year.last_day, law_on=Hires.hired_on, law_on=judged_day",
        )
    if len({a.id for a in rule.articles}) < len(rule.articles):
        yield Problem(
            "twice-article",
            where,
            f"规则 {rule.id} 有两条条文同名",
            f"rule {rule.id} has an article id twice",
        )
    if not rule.articles:
        yield Problem(
            "no-articles", where, f"规则 {rule.id} 没有条件", f"rule {rule.id} has no condition"
        )
    if rule.subject.id not in library.kinds:
        yield Problem(
            "no-kind", where, f"没有主体 {rule.subject.id}", f"there is no kind {rule.subject.id}"
        )
    yield from check_law_on(rule)
    yield from check_instalment_months(rule)
    yield from check_occasion(rule)
    for root in rule.nodes():
        yield from _check_nodes(rule, root, root is rule.law_on)
    undeclared = [f for f in rule.inputs() if isinstance(f, n.FactValue)]
    undeclared = [f for f in undeclared if f.fact_id not in library.facts]
    for fact in undeclared:
        yield Problem(
            "no-fact",
            where,
            f"规则 {rule.id} 用到未声明的事实 {fact.fact_id}",
            f"rule {rule.id} uses the undeclared fact {fact.fact_id}",
            "把它赋给模块里的一个名字",
            "give it a name in a module of the pack",
        )
    codes = _scope_codes(rule)
    for parameter in _used_parameters(rule):
        occasions = _occasions(rule, parameter)
        yield from check_parameter(parameter, rule.basis.spans(), occasions, codes)
    if not undeclared:
        yield from check_protection(rule, library)
    if isinstance(rule, PolicyRule) and rule.counted_once and rule.per.grain != "rows":
        yield Problem(
            "counted-once",
            where,
            f"{rule.id}：逐一计入的规则须按行判定（per=each(…)）",
            f"{rule.id}: what is counted once is judged row by row (per=each(…))",
        )


def _check_nodes(rule: Rule, root: n.Node, is_law_on: bool) -> Iterator[Problem]:
    for node in root.walk():
        if isinstance(node, _NOT_IN_RULES):
            yield Problem(
                "rule-uses-rows",
                rule.where,
                f"规则 {rule.id} 的条文只能用已声明的事实、该次事项的列和参数",
                f"the clauses of rule {rule.id} may use only declared facts, occasion columns "
                "and parameters",
                "先用 fact(…) 声明",
                "declare it with fact(…) first",
            )
            return
        if isinstance(node, n.FactValue):
            if node.kind and node.kind != rule.subject.id:
                yield Problem(
                    "mixed-kinds",
                    rule.where,
                    f"规则 {rule.id} 说的是{rule.subject.title}，"
                    f"事实 {node.fact_id} 说的是 {node.kind}",
                    f"rule {rule.id} is about a {rule.subject.id}, "
                    f"fact {node.fact_id} about a {node.kind}",
                    "经由行里的另一主体去查：row.person[fact]",
                    "look the other subject up: row.person[fact]",
                )
            if node.occasion not in ("", rule.per.occasion):
                yield Problem(
                    "mixed-occasions",
                    rule.where,
                    f"规则 {rule.id} 按 {rule.per.occasion or '一次'} 判定，"
                    f"事实 {node.fact_id} 按 {node.occasion}",
                    f"rule {rule.id} is judged per {rule.per.occasion or 'once'}, "
                    f"fact {node.fact_id} per {node.occasion}",
                )
        if isinstance(node, n.OccasionColumn) and node.register_id != rule.per.occasion:
            yield Problem(
                "mixed-occasions",
                rule.where,
                f"规则 {rule.id} 的事项不是 {node.register_id}",
                f"the occasions of rule {rule.id} are not rows of {node.register_id}",
            )
        if isinstance(node, n.OccasionPeriod) and node.period != rule.per.occasion:
            yield Problem(
                "mixed-occasions",
                rule.where,
                f"规则 {rule.id} 不按{node.period}判定",
                f"rule {rule.id} is not judged per {node.period}",
            )
    if not is_law_on and _judged_day_as_value(root):
        yield Problem(
            "judged-day",
            rule.where,
            f"规则 {rule.id}：判定日只能用于门槛（reached 等）和选取条文",
            f"rule {rule.id}: the judged day stands only in thresholds and where it picks a text",
            "用 reached(…)、age(…).reached(…)、months_since(…).reached(…)",
            "use reached(…), age(…).reached(…), months_since(…).reached(…)",
        )


def _judged_day_as_value(node: n.Node) -> bool:
    if isinstance(node, n.JudgedDay):
        return True
    if isinstance(node, n.ParameterValue):
        return any(_judged_day_as_value(code) for _, code in node.scope)
    return any(_judged_day_as_value(child) for child in node.children)


def _used_parameters(rule: Rule) -> list[Parameter]:
    names = {
        node.name
        for root in rule.nodes()
        for node in root.walk()
        if isinstance(node, n.ParameterValue)
    }
    return [p for name, p in rule.parameters.items() if name in names]


def _scope_codes(rule: Rule) -> dict[str, tuple[str, ...]]:
    return {
        dimension: code.type.list.codes
        for root in rule.nodes()
        for node in root.walk()
        if isinstance(node, n.ParameterValue)
        for dimension, code in node.scope
        if isinstance(code.type, Code)
    }


def _occasions(rule: Rule, parameter: Parameter) -> tuple[str, ...]:
    """The years the basis touches, for parameters chosen by occasion."""
    if rule.per.grain != "year" or not any(v.for_occasions for v in parameter.values):
        return ()
    return tuple(sorted(_years(rule)))


def _years(rule: Rule) -> set[str]:
    years: set[str] = set()
    for first, last in rule.basis.spans():
        end = first if last is None or last == NEVER_DAY else last
        years |= {str(y) for y in range(year_of(first), year_of(end) + 1)}
    return years


def _yes_about_nobody(rule: Rule) -> Iterator[Problem]:
    """A rule that says yes of someone about whom nothing is known is wrong (SEM 6)."""
    if isinstance(rule, GradeRule):
        return
    for occasion in sorted(_years(rule)) if rule.per.grain == "year" else _months(rule):
        as_of = rule.basis.spans()[-1][0]
        finding = judge(rule, Unit("nobody", rule.subject.id, occasion), {}, as_of)
        if finding.verdict is True:
            yield Problem(
                "yes-about-nobody",
                rule.where,
                f"规则 {rule.id} 对一无所知的主体也答“是”",
                f"rule {rule.id} says yes of someone about whom nothing is known",
                "去掉单独就能成立的 assume 或 if_none",
                "remove the assume or if_none that alone makes it yes",
            )
            return


def _months(rule: Rule) -> list[str]:
    if rule.per.grain != "month":
        return [""]
    return [month_text(month_of(first)) for first, _ in rule.basis.spans()]
