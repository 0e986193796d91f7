"""What is the smallest set of rules and cases that still fails?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from tests.agreement.generator.rules import Case, RuleProgram
from tests.agreement.generator.shrinking import _parts, simpler, text
from tests.agreement.generator.smallest import smallest

from zhiban.language.rule_parts import Article, AtMost, CountedOnce, Instalments
from zhiban.language.rules import Rule, input_id
from zhiban.model import nodes as n
from zhiban.model.types import date_of

Fails = Callable[[RuleProgram], bool]


def shrink_rules(program: RuleProgram, fails: Fails, seconds: float = 25.0) -> RuleProgram:
    """A smaller program for which `fails` is still true."""
    return smallest(program, _candidates, fails, seconds)


def _candidates(program: RuleProgram) -> Iterator[RuleProgram]:
    for rule in program.rules if len(program.rules) > 1 else ():
        yield replace(program, rules=(rule,))
    yield from (replace(program, cases=part) for part in _parts(program.cases))
    if program.law_known_at is not None:
        yield replace(program, law_known_at=None)
    for rule in program.rules if len(program.rules) == 1 else ():
        yield from (replace(program, rules=(r,)) for r in _simpler_rules(rule))
    for place, case in enumerate(program.cases[:2]):
        if case.because:
            yield _with_case(program, place, replace(case, because={}))
        if case.next_change is not None:
            yield _with_case(program, place, replace(case, next_change=None))


def _with_case(program: RuleProgram, place: int, case: Case) -> RuleProgram:
    return replace(program, cases=(*program.cases[:place], case, *program.cases[place + 1 :]))


def _simpler_rules(rule: Rule) -> Iterator[Rule]:
    for place in range(len(rule.articles)):
        yield replace(rule, articles=rule.articles[:place] + rule.articles[place + 1 :])
    for name in ("amount", "instalments", "counted_once", "excludes", "at_most", "law_on"):
        if getattr(rule, name, None):
            yield replace(rule, **{name: () if name == "excludes" else None})
    for field in fields(rule):
        value = getattr(rule, field.name)
        for new in _simpler_parts(value):
            yield replace(rule, **{field.name: new})
    yield from _fewer_figures(rule)


def _simpler_parts(value: Any) -> Iterator[Any]:
    if isinstance(value, n.Node):
        yield from (new for new in simpler(value) if type(new.type) is type(value.type))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            for new in _simpler_parts(item):
                yield (*value[:place], new, *value[place + 1 :])
        if value and isinstance(value[0], (n.Node, Article)):
            yield ()
    elif isinstance(value, (Article, Instalments, CountedOnce, AtMost)):
        for field in fields(value):
            for new in _simpler_parts(getattr(value, field.name)):
                yield replace(value, **{field.name: new})


def _fewer_figures(rule: Rule) -> Iterator[Rule]:
    used = {s.name for r in rule.nodes() for s in r.walk() if isinstance(s, n.ParameterValue)}
    for name in sorted(used):
        parameter = rule.parameters[name]
        for place in range(len(parameter.values)):
            values = parameter.values[:place] + parameter.values[place + 1 :]
            tables = {**rule.parameters, name: replace(parameter, values=values)}
            yield replace(rule, parameters=tables)


def show_rules(program: RuleProgram) -> str:
    """The rules and the inputs they use, as text."""
    lines = [f"seed {program.seed}  law known at {program.law_known_at}"]
    for rule in program.rules[:3]:
        lines.append(f"{rule.id} ({rule.kind}, {rule.per.grain}) in force {rule.basis.spans()}")
        for field in fields(rule):
            value = getattr(rule, field.name)
            if isinstance(value, (n.Node, Instalments, CountedOnce, AtMost)) or (
                field.name in ("articles", "excludes") and value
            ):
                lines.append(f"  {field.name}: {_shown(value)}")
        used = {s.name for r in rule.nodes() for s in r.walk() if isinstance(s, n.ParameterValue)}
        for name in sorted(used):
            parameter = rule.parameters[name]
            lines.append(f"  {name} ({parameter.type}): " + "; ".join(map(str, parameter.values)))
    names = {input_id(i) for rule in program.rules[:3] for i in rule.inputs()}
    for case in program.cases[:6]:
        held = {k: v for k, v in case.values.items() if k in names}
        lines.append(
            f"{case.id} {case.occasion} as_of {date_of(case.as_of)} ({case.as_of}) "
            f"next {case.next_change}: {held} {case.because} {case.granted}"
        )
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, n.Node):
        return text(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(v) for v in value) + "]"
    if isinstance(value, (Article, Instalments, CountedOnce, AtMost)):
        parts = ", ".join(f"{f.name}={_shown(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({parts})"
    return repr(value)
