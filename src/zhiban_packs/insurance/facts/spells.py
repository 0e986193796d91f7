"""What is known of a person at the loss of a job?

Each fact is about one spell of unemployment. Months count if they were paid in full for a month
not later than the one in which the job ended, and later than the last month of benefit drawn.
"""

from zhiban.language import Person, between, fact
from zhiban_packs.insurance.facts.job_loss import (
    first_stop_on,
    insured_again_on,
    last_month_drawn,
    pension_first_drawn_on,
)
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.awards import Awards
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.unemployment_spells import UnemploymentSpells as Spells

_spell = {"of": Spells, "subject": Person}
_unemployment = Contributions.of(Person).since(BEGAN).where(Contributions.scheme.is_in("210"))
_paid = _unemployment.where(Contributions.fully_paid).until(Spells.ended_on)

last_drawn = fact(
    "insurance.last_drawn_month",
    "本次失业前最后领取失业保险金的月份（没有领过为 never）",
    last_month_drawn(Spells.ended_on),
    title_en="last month of benefit drawn before the spell",
    **_spell,
)

months_paid = fact(
    "insurance.months_paid",
    "失业前累计缴纳失业保险费月数（上次领取之后）",
    _paid.months(Contributions.for_month).after(last_drawn).count(),
    title_en="months of unemployment insurance paid since benefit was last drawn",
    at_least=0,
    **_spell,
)

_earlier_awards = Awards.of(Person).during(between(BEGAN, Spells.ended_on))

carried_months = fact(
    "insurance.carried_months",
    "上次核定后尚未领取的月数",
    _earlier_awards.last(Awards.months_granted, if_none=0)
    - _earlier_awards.last(Awards.months_drawn, if_none=0),
    title_en="months left over from the last award",
    at_least=0,
    **_spell,
)

reemployed_on = fact(
    "insurance.reemployed_on",
    "重新就业参保的首日（没有为 never）",
    insured_again_on(_unemployment, Spells.ended_on),
    title_en="first day of the first month insured by an employer again",
    **_spell,
)

pension_drawn_on = fact(
    "insurance.pension_drawn_on",
    "开始享受基本养老保险待遇日期（没有为 never）",
    pension_first_drawn_on(),
    title_en="first day of a basic pension",
    **_spell,
)


def _first(kind: str, id: str, title: str, title_en: str):
    day = first_stop_on(kind, Spells.ended_on)
    return fact(id, f"{title}（没有为 never）", day, title_en=title_en, **_spell)


conscripted_on = _first(
    "conscripted", "insurance.conscripted_on", "失业后应征服兵役日期", "conscripted on"
)
settled_abroad_on = _first(
    "settled_abroad", "insurance.settled_abroad_on", "失业后移居境外日期", "settled abroad on"
)
refused_offer_on = _first(
    "refused_offer",
    "insurance.refused_offer_on",
    "失业后无正当理由拒绝适当工作或培训日期",
    "refused a suitable offer on",
)
imprisoned_on = _first(
    "imprisoned", "insurance.imprisoned_on", "失业后收监执行日期", "imprisoned on"
)
died_on = _first("died", "insurance.died_on", "死亡日期", "died on")
