"""Which months of unemployment benefit were paid although an employer insured the person?

Judged for each month paid. A yes asks the office to verify: it stops nothing and claims nothing.
"""

from zhiban.language import Person, Watch, any_of, article, each, last_day, parameter
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.supervision.facts import drawn_months as facts
from zhiban_packs.supervision.watches.unemployment_benefit_while_employed.basis import BASIS

unemployment_benefit_while_employed = Watch(
    id="unemployment_benefit_while_employed",
    title="领取失业保险金期间已就业",
    title_en="Unemployment benefit for a month insured by an employer",
    subject=Person,
    per=each(Benefits),
    law_on=last_day(Benefits.for_month),
    basis=BASIS,
    purposes=("supervision",),
    precision="60 %",
    consequence="verify",
    when=[
        article(
            "drawn", "社会保险法51", "当月发放了失业保险金",
            Benefits.paid_fen > 0,
            title_en="benefit was paid for the month",
        ),
        article(
            "insured", "社会保险法51（1）", "当月由用人单位以职工身份参保",
            facts.insured_by_employer,
            title_en="an employer insured the person as an employee for the month",
        ),
        article(
            "after_first_month", "社会保险法51（1）", "重新就业的当月照发时，不计首月",
            any_of(facts.months_insured_before >= 1, parameter("first_month_counts") >= 1),
            title_en="not the first month of work, where that month is still paid",
        ),
    ],
    excused_by=[
        article(
            "left_already", "社会保险经办条例26", "合同已先行终止，单位停保晚报",
            facts.left_already,
            title_en="the contract had ended before, the employer reported late",
        ),
        article(
            "lump_sum_for_business", "地方规定", "创业一次性领取",
            facts.lump_sum,
            title_en="drawn at once to start a business",
        ),
    ],
)  # fmt: skip
