"""Can what a rule rests on be worked out at all? The day that picks its text, and its months."""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.errors import Problem
from zhiban.language.rules import PolicyRule, Rule
from zhiban.model import nodes as n


def check_law_on(rule: Rule) -> Iterator[Problem]:
    """A parameter in `law_on` needs a day of its own: its text would be picked by itself."""
    for node in rule.law_on.walk() if rule.law_on is not None else ():
        if isinstance(node, n.ParameterValue) and node.on is None:
            yield Problem(
                "law-on-circle",
                rule.where,
                f"规则 {rule.id}：law_on 里的参数 {node.name} 要由 law_on 选取条文，循环引用",
                f"rule {rule.id}: the text of parameter {node.name} in law_on is picked by law_on "
                "itself, a circle",
                f'给参数写明日期：parameter("{node.name}", on=…)',
                f'give the parameter a day of its own: parameter("{node.name}", on=…)',
            )


def check_occasion(rule: Rule) -> Iterator[Problem]:
    """A rule judged row by row asks something of the row: else it is yes of rows nobody knows."""
    if rule.per.grain != "rows":
        return
    asked = [a.condition for a in rule.articles] + ([rule.law_on] if rule.law_on else [])
    steps = (step for root in asked for step in root.walk())
    if not any(
        isinstance(s, n.OccasionColumn) or (isinstance(s, n.FactValue) and s.occasion)
        for s in steps
    ):
        yield Problem(
            "occasion-not-asked",
            rule.where,
            f"规则 {rule.id} 按 {rule.per.occasion} 的行判定，条文和 law_on 却不问这一行",
            f"rule {rule.id} is judged for each row of {rule.per.occasion}, but neither its "
            "articles nor law_on ask anything of the row",
            "law_on 用该行的日期，或改为 per=once",
            "let law_on be a day of the row, or judge it once (per=once)",
        )


def check_instalment_months(rule: Rule) -> Iterator[Problem]:
    """Only what is asked month by month may speak of the month of the instalment (SEM 15)."""
    monthly: tuple[n.Node, ...] = ()
    if isinstance(rule, PolicyRule) and rule.instalments is not None:
        plan = rule.instalments
        monthly = (plan.amount, *(a.condition for a in plan.continues))
    for root in rule.nodes():
        if any(root is each for each in monthly):
            continue
        if any(isinstance(node, n.InstalmentMonth) for node in root.walk()):
            yield Problem(
                "instalment-month",
                rule.where,
                f"规则 {rule.id}：逐月判定的月份只能用在 instalments 的 amount 与 continues 里",
                f"rule {rule.id}: the month of an instalment stands only in amount and continues "
                "of instalments",
                "改用 first、月数或事项的日期",
                "use the first month, the number of months or a day of the occasion",
            )
            return
