"""Who may borrow with the guarantee of the start-up loan fund, and up to how much?

Judged for each application, by the text in force on the day of applying. The amount is the ceiling
of the loan, of the whole loan where partners borrow together; it is lent, not given.
"""

from zhiban.language import (
    Person,
    Policy,
    age,
    all_of,
    any_of,
    article,
    at_least,
    at_most,
    case,
    each,
    months_after,
    parameter,
    when,
)
from zhiban_packs.employment.facts import loan_applicants as facts
from zhiban_packs.employment.facts.places import CHONGQING
from zhiban_packs.employment.policies.startup_guaranteed_loan.basis import BASIS
from zhiban_packs.employment.registers.loan_applications import LoanApplications
from zhiban_packs.insurance.facts.persons import born_on, household_district

applied_on = LoanApplications.applied_on
graduate_months = parameter("graduate_months_max")
spouse_counts = parameter("spouse_counts") == 1


def recent(graduated_on):
    """Whether someone left university recently enough."""
    return all_of(
        graduated_on <= applied_on, applied_on <= months_after(graduated_on, graduate_months)
    )


graduate = recent(facts.graduated_on)
of_working_age = all_of(
    age(born_on).on(applied_on, counting="on_the_day") >= parameter("age_min"),
    any_of(
        facts.poor,
        months_after(applied_on, LoanApplications.term_months) < LoanApplications.retires_on,
    ),
)
consumer_max_fen = parameter("consumer_loan_max")
ceiling = case(
    when(
        LoanApplications.partners >= 2,
        at_most(
            parameter("limit_partner_each") * at_least(LoanApplications.partners, 2),
            parameter("limit_partner_total"),
        ),
    ),
    otherwise=parameter("limit_person"),
)

startup_guaranteed_loan = Policy(
    id="startup_guaranteed_loan",
    title="创业担保贷款（个人）的资格和额度",
    title_en="Guaranteed start-up loan for persons: eligibility and ceiling",
    subject=Person,
    per=each(LoanApplications),
    law_on=applied_on,
    basis=BASIS,
    lane="tell",
    entitled=[
        article(
            "group", "一（一）1",
            "属于重点群体：登记失业人员、就业困难人员、退役军人、刑满释放人员、规定年限内的高校毕业生、"
            "去产能企业职工、网络商户、农村自主创业人员、脱贫人口",
            any_of(
                facts.poor,
                facts.key_group,
                graduate,
                all_of(
                    spouse_counts,
                    any_of(facts.spouse_in_group, recent(facts.spouse_graduated_on)),
                ),
            ),
            title_en="of a group supported: registered unemployed, in hardship, retired soldier, "
            "released prisoner, recent graduate, overcapacity worker, online shopkeeper, rural "
            "founder, lifted out of poverty",
        ),
        article(
            "working_age", "一（一）1",
            "年满16周岁，贷款期满仍在法定劳动年龄内（脱贫人口只看年满16周岁）",
            of_working_age,
            title_en="16 or over, and below the retirement age until the loan ends",
        ),
        article(
            "business", "一（一）2", "申请时已登记注册，或经认定为网络创业",
            any_of(
                LoanApplications.online,
                facts.business,
                all_of(spouse_counts, facts.spouse_business),
            ),
            title_en="a business registered, or recognised as founded online, when applying",
        ),
        article(
            "project", "一（一）3", "项目在本市，真实可行",
            all_of(LoanApplications.district.is_in(CHONGQING), LoanApplications.real),
            title_en="a real project in the city",
        ),
        article(
            "no_other_loans", "一（一）4",
            "本人和配偶没有其他贷款（助学、脱贫人口小额信贷、住房、购车和5万元以下消费贷款除外）",
            all_of(
                facts.other_loans == 0,
                facts.spouse_other_loans == 0,
                facts.consumer_fen <= consumer_max_fen,
                facts.spouse_consumer_fen <= consumer_max_fen,
            ),
            title_en="neither the person nor the spouse has other loans than those exempt",
        ),
        article(
            "term", "", "贷款期限不超过规定年限",
            LoanApplications.term_months <= parameter("term_months_max"),
            title_en="the term is not too long",
        ),
        article(
            "household", "", "重庆户籍（高校毕业生除外；户籍限制已取消的不限）",
            any_of(
                household_district.is_in(CHONGQING),
                graduate,
                parameter("household_lifted") == 1,
            ),
            title_en="registered in a household of Chongqing, unless a recent graduate or lifted",
        ),
    ],
    amount=ceiling,
    closes_when="贷款台账显示已发放，或不予受理",
)  # fmt: skip
