"""Which employers get part of last year's unemployment insurance back, and how much?

Two measures of keeping staff were in use: until 2023 the decrease of insured persons over the
year, from 2025 the persons who drew unemployment benefit over the mean of insured persons.
"""

from zhiban.language import (
    Enterprise,
    Policy,
    all_of,
    any_of,
    article,
    case,
    each_year,
    parameter,
    ratio,
    when,
    year,
)
from zhiban_packs.employment.facts.firms import abnormal, dishonest, licence, size, unit_type
from zhiban_packs.employment.policies.job_retention_refund.basis import BASIS
from zhiban_packs.insurance.facts.firms import (
    drawers,
    insured_end,
    insured_end_before,
    mean_staff,
    months_paid,
    paid_fen,
)

#: Kinds of unit treated like enterprises where the year's text says so.
LIKE_ENTERPRISES = (
    "social_group",
    "foundation",
    "social_service",
    "law_firm",
    "accounting_firm",
    "individual_business",
)

by_drawers = parameter("uses_drawers_measure") == 1
layoff_rate = case(
    when(by_drawers, ratio(drawers, mean_staff)),
    otherwise=ratio(insured_end_before - insured_end, insured_end_before),
)
# The texts do not say which count is meant by "30 persons or fewer": the denominator is taken.
persons = case(when(by_drawers, mean_staff), otherwise=insured_end_before)
ceiling = case(
    when(persons <= parameter("small_unit_persons_max"), parameter("small_unit_layoff_ceiling")),
    otherwise=parameter("layoff_rate_ceiling"),
)
share = case(
    when(unit_type.is_in(LIKE_ENTERPRISES), parameter("share_other")),
    when(size.is_in("large"), parameter("share_large")),
    otherwise=parameter("share_other"),
)

job_retention_refund = Policy(
    id="job_retention_refund",
    title="失业保险稳岗返还",
    title_en="Refund of unemployment insurance to employers that keep their staff",
    subject=Enterprise,
    per=each_year(open_for_months=12),
    law_on=year.last_day,
    basis=BASIS,
    lane="offer_and_confirm",
    entitled=[
        article(
            "insured_unit", "一", "本市参保的企业，以及当年文件规定参照执行的单位",
            any_of(
                unit_type.is_in("enterprise"),
                all_of(
                    unit_type.is_in(LIKE_ENTERPRISES),
                    parameter("includes_units_like_enterprises") == 1,
                ),
            ),
            title_en="an enterprise insured in the city, or a unit the year's text treats like one",
        ),
        article(
            "paid_in_full", "一", "上年度足额缴纳失业保险费满规定月数",
            months_paid >= parameter("months_paid_min"),
            title_en="unemployment insurance paid in full for enough months of last year",
        ),
        article(
            "few_laid_off", "一", "裁员率（2022、2023年为参保人数减少率）不高于控制目标",
            layoff_rate <= ceiling,
            title_en="layoff rate (2022 and 2023: decrease of insured persons) within the target",
        ),
        article(
            "in_good_standing", "一", "没有严重失信、注销、吊销、列入经营异常名录（按当年文件）",
            all_of(
                ~dishonest,
                any_of(
                    parameter("shuts_out_abnormal") == 0,
                    all_of(~abnormal, ~licence.is_in("deregistered", "revoked")),
                ),
            ),
            title_en="not seriously dishonest; where the year's text says so, in normal business",
        ),
    ],
    amount=(paid_fen * share).rounded(
        to="fen", how="half_up", law="文件没有规定进位，付到分"
    ),
    closes_when="该年度的返还已付到单位账户，或单位放弃，或该年度受理结束",
)  # fmt: skip
