"""Who asked for the unemployment allowance, when, and how had the last job ended?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import ENDING_REASONS


class AllowanceClaims(Register):
    id = "allowance_claims"
    title, title_en = "失业补助金申领（按次）", "claims for the unemployment allowance"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("claim_id",)
    happens = "applied_on"

    claim_id = key_column(title="申领编号", title_en="claim")
    person = subject(Person, title="申领人", title_en="claimant")
    applied_on = date(title="申领日期", title_en="applied on")
    ended_on = date(title="最近一次劳动关系终止日期", title_en="last job ended on")
    reason = code(
        ENDING_REASONS,
        title="劳动关系终止原因（经办机构认定前留空）",
        title_en="why the job ended; empty until the office has found it",
    )
