"""Which founders get a lump sum for a first small business that gives others work?

Judged once for each call in which the business stands, by the text in force on the day the call
closes; the years of running are counted to that day too.
"""

from zhiban.language import (
    Basis,
    Document,
    Person,
    Policy,
    all_of,
    any_of,
    article,
    at_most_times,
    each,
    months_after,
    parameter,
)
from zhiban_packs.employment.facts import founders as facts
from zhiban_packs.employment.facts.places import CHONGQING
from zhiban_packs.employment.registers.startup_calls import StartupCalls
from zhiban_packs.insurance.facts.persons import household_district

BASIS = Basis((
    Document(
        "渝人社发〔2018〕117号", "关于开展重点群体一次性创业补助工作的通知",
        "重庆市人力资源和社会保障局", "2018", "2018-01-01", note="施行日没有查到，按年初使用",
    ),
    Document(
        "", "渝中区就业补贴政策发布（首次创业，最高8000元/户）",
        "渝中区人力社保局", "2026-03-19", "2026-03-19", note="区里的说明，市里的文件没有见到",
    ),
))  # fmt: skip

recent_graduate = all_of(
    facts.graduated_on <= facts.registered_on,
    facts.registered_on <= months_after(facts.graduated_on, parameter("graduate_months_max")),
    facts.unemployed_before,
)
enough_staff = all_of(facts.staff >= parameter("staff_min"), facts.five_kinds)

one_off_startup_subsidy = Policy(
    id="one_off_startup_subsidy",
    title="重点群体一次性创业补助",
    title_en="One-off start-up subsidy for key groups",
    subject=Person,
    per=each(StartupCalls),
    law_on=StartupCalls.closes_on,
    basis=BASIS,
    lane="offer_and_confirm",
    entitled=[
        article(
            "first_small_business", "", "首次创办小微企业或个体工商户",
            all_of(
                facts.first,
                any_of(
                    facts.kind.is_in("individual_business"),
                    all_of(facts.kind.is_in("enterprise"), facts.size.is_in("small", "micro")),
                ),
            ),
            title_en="a first business, small or micro enterprise or individual business",
        ),
        article(
            "running", "", "到申报截止时间正常经营1年以上、3年以内",
            all_of(
                months_after(facts.registered_on, parameter("running_months_min"))
                <= StartupCalls.closes_on,
                StartupCalls.closes_on
                <= months_after(facts.registered_on, parameter("running_months_max")),
                facts.closed_on > StartupCalls.closes_on,
            ),
            title_en="running for one to three years when the call closes", near=True,
        ),
        article(
            "staff", "", "带动3人以上就业（创办人不算），并为职工缴纳五险",
            any_of(enough_staff, parameter("staff_rule_lifted") == 1),
            title_en="gives work to three or more besides the founder, all five insurances paid",
        ),
        article(
            "group", "",
            "创办人是毕业2年内登记失业的高校毕业生、登记失业的农村自主创业人员、退役军人、"
            "去产能企业职工，或创办前登记失业的就业困难人员",
            any_of(
                recent_graduate,
                facts.key_group,
                all_of(facts.unemployed_before, any_of(facts.rural, facts.hardship)),
            ),
            title_en="the founder is a recent graduate or rural founder registered as unemployed, "
            "a retired soldier, a worker of a firm cutting overcapacity, or was in hardship",
        ),
        article(
            "household", "", "重庆户籍（高校毕业生除外）",
            any_of(household_district.is_in(CHONGQING), recent_graduate),
            title_en="registered in a household of Chongqing, unless a recent graduate",
        ),
    ],
    amount=parameter("amount"),
    at_most=at_most_times(
        1, granted=facts.receivers_at_home, law="渝人社发〔2018〕117号：每户一次，夫妻只享受一份"
    ),
    closes_when="本户已有一笔一次性创业补助到账，或放弃",
)  # fmt: skip
