"""Who may draw the monthly pension of the employees' scheme, and how much is it at retirement?

Judged by the law of the month of retirement: the statutory month, or the one that was chosen.
"""

from zhiban.language import (
    Person,
    Policy,
    article,
    first_day,
    once,
    parameter,
    reached,
    readings,
)
from zhiban_packs.pensions.calculators.employee_pension import employee_pension
from zhiban_packs.pensions.calculators.minimum_months import minimum_months
from zhiban_packs.pensions.facts import records
from zhiban_packs.pensions.facts.retirement import (
    may_retire_then,
    payout_tenths,
    retires_in,
    statutory_month,
)
from zhiban_packs.pensions.policies.employee_pension.basis import BASIS

needed = minimum_months.of(
    retires_in=retires_in, statutory=statutory_month, months_paid=records.months_paid
)

pension = employee_pension.of(
    base_fen=readings(
        parameter("base_month"),
        parameter("base_month_elsewhere"),
        law="重庆市养老金计发基数",
    ),
    average_index=records.average_index,
    months_paid=records.months_paid,
    pre_account_months=records.pre_account_months,
    account_fen=records.account_fen,
    payout_tenths=payout_tenths,
    transition_rate=parameter("transition_rate"),
    index_decimals=parameter("index_decimals"),
    years_decimals=parameter("years_decimals"),
    wage_unit_fen=parameter("wage_unit"),
    part_unit_fen=parameter("part_unit"),
)

policy = Policy(
    id="employee_pension",
    title="企业职工基本养老金",
    title_en="Monthly pension of the employees' scheme",
    subject=Person,
    per=once,
    law_on=first_day(retires_in),
    basis=BASIS,
    lane="prefill",
    entitled=[
        article(
            "age_reached", "办法1、3", "已到法定退休年月，或选定的弹性退休年月",
            reached(first_day(retires_in)),
            title_en="the statutory or chosen month of retirement has come",
        ),
        article(
            "choice_allowed", "办法3、8", "退休年月在可选范围之内，或经批准提前退休",
            may_retire_then,
            title_en="the month lies in the range of choice, or early retirement was approved",
        ),
        article(
            "months_enough", "社会保险法16；办法2", "累计缴费达到退休当年的最低年限",
            records.months_paid >= needed["minimum_months"],
            title_en="contributions reach the minimum of the year of retirement",
        ),
        article(
            "place_here", "国办发〔2009〕66号", "待遇领取地为本市", records.place_here,
            title_en="the pension is to be drawn in this city",
        ),
    ],
    amount=pension["total_fen"],
    closes_when="待遇领取登记中出现职工养老金，起始月不晚于应发月",
)  # fmt: skip
