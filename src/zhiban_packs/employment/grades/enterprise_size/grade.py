"""Is a firm large, medium, small or micro?

A firm belongs to the highest class whose lower bounds it reaches in every indicator of its
industry; one that does not reach all bounds of a small firm is micro. An indicator that an
industry does not use has the bound 0. 以下 means "less than" in this table.
"""

from zhiban.language import (
    Basis,
    Document,
    Enterprise,
    Grade,
    all_of,
    article,
    case,
    fixed_code,
    judged_day,
    once,
    parameter,
    when,
)
from zhiban_packs.employment.codes import SIZE_GROUPS, SIZES
from zhiban_packs.employment.facts.firms import assets_fen, industry, staff, turnover_fen
from zhiban_packs.employment.grades.enterprise_size.industries import GROUPS, INSIDE

BASIS = Basis((
    Document(
        "工信部联企业〔2011〕300号", "中小企业划型标准规定",
        "工业和信息化部 国家统计局 国家发展改革委 财政部", "2011-06-18", "2011-06-18",
    ),
    Document(
        "国统字〔2017〕213号", "统计上大中小微型企业划分办法（2017）",
        "国家统计局", "2017-12-28", "2018-01-01",
        note="指标和标准不变，行业按 GB/T 4754-2017；发布日和施行日凭记忆",
    ),
))  # fmt: skip

group = case(
    *(when(industry.is_in(codes), fixed_code(SIZE_GROUPS, name)) for name, codes in GROUPS.items()),
    otherwise=fixed_code(SIZE_GROUPS, "other"),
)
large = all_of(
    staff >= parameter("staff_large", group=group),
    turnover_fen >= parameter("turnover_large", group=group),
    assets_fen >= parameter("assets_large", group=group),
)
medium = all_of(
    staff >= parameter("staff_medium", group=group),
    turnover_fen >= parameter("turnover_medium", group=group),
    assets_fen >= parameter("assets_medium", group=group),
)
small = all_of(
    staff >= parameter("staff_small", group=group),
    turnover_fen >= parameter("turnover_small", group=group),
    assets_fen >= parameter("assets_small", group=group),
)

enterprise_size = Grade(
    id="enterprise_size",
    title="中小企业划型",
    title_en="Size class of an enterprise",
    subject=Enterprise,
    per=once,
    law_on=judged_day,
    basis=BASIS,
    classes=SIZES,
    class_of=case(
        when(large, fixed_code(SIZES, "large", ordered=True)),
        when(medium, fixed_code(SIZES, "medium", ordered=True)),
        when(small, fixed_code(SIZES, "small", ordered=True)),
        otherwise=fixed_code(SIZES, "micro", ordered=True),
    ),
    applies=[
        article(
            "industry_in_table", "四", "所属行业在划型标准之内",
            industry.is_in(INSIDE),
            title_en="the industry is in the table of classes",
        ),
    ],
)  # fmt: skip
