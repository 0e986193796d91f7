"""Which graduates in need get a lump sum for looking for work after leaving school?

Once for a person, by the law of the day of the application; whoever has not applied is judged by
today's, so that the office can tell them before the year is over.
"""

from zhiban.language import (
    Person,
    Policy,
    all_of,
    any_of,
    article,
    at_most,
    at_most_times,
    days_after,
    judged_day,
    months_after,
    once,
    parameter,
    reached,
)
from zhiban_packs.employment.facts import leavers as facts
from zhiban_packs.employment.facts.places import CHONGQING
from zhiban_packs.employment.policies.graduate_jobseeking_subsidy_after_leaving.basis import BASIS

applied = reached(facts.applied_on)
last_day_to_apply = months_after(facts.graduated_on, parameter("months_after_leaving_max"))

graduate_jobseeking_subsidy_after_leaving = Policy(
    id="graduate_jobseeking_subsidy_after_leaving",
    title="离校未就业高校毕业生求职创业补贴",
    title_en="Job-seeking subsidy for needy graduates who left school without work",
    subject=Person,
    per=once,
    law_on=at_most(facts.applied_on, judged_day),
    basis=BASIS,
    lane="prefill",
    entitled=[
        article(
            "paid_still", "", "这项补贴仍在发放", parameter("paid_still") == 1,
            title_en="the subsidy is still paid",
        ),
        article(
            "just_left", "", "离校一年以内的高校毕业生",
            all_of(
                reached(facts.graduated_on),
                any_of(
                    all_of(applied, facts.applied_on <= last_day_to_apply),
                    all_of(~applied, ~reached(days_after(last_day_to_apply, 1))),
                ),
            ),
            title_en="a university graduate who left within a year",
        ),
        article(
            "household", "", "本市户籍", facts.household_district.is_in(*CHONGQING),
            title_en="registered household in the city",
        ),
        article(
            "unemployed", "", "登记失业", facts.unemployed, title_en="registered as unemployed"
        ),
        article(
            "group", "", "属于至少一类困难家庭或困难人员", facts.in_need,
            title_en="belongs to at least one of the groups in need",
        ),
        article("applied", "", "已经申请", applied, title_en="applied for", near=True),
    ],
    amount=parameter("amount"),
    at_most=at_most_times(
        1, granted=facts.granted_before, law="渝人社发〔2018〕174号：一次性发放"
    ),
    closes_when="离校后求职创业补贴已到账",
)  # fmt: skip
