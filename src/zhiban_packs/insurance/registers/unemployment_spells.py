"""Who lost a job when and why, and did they register and ask for work?"""

from zhiban.language import Person, Register, boolean, code, date, subject
from zhiban.language import key as key_column
from zhiban_packs.insurance.codes import ENDING_REASONS


class UnemploymentSpells(Register):
    id = "unemployment_spells"
    title, title_en = "失业登记（按次）", "spells of unemployment"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("spell_id",)
    happens = "ended_on"

    spell_id = key_column(title="失业编号", title_en="spell")
    person = subject(Person, title="失业人员", title_en="unemployed person")
    ended_on = date(title="劳动关系终止日期", title_en="job ended on")
    reason = code(
        ENDING_REASONS,
        title="劳动关系终止原因（经办机构认定前留空）",
        title_en="why the job ended; empty until the office has found it",
    )
    registered_on = date(
        title="失业登记日期（未登记写 never）", title_en="registered as unemployed on"
    )
    wants_work = boolean(title="有求职要求", title_en="asks for work")
    transferred_in = boolean(
        title="失业保险关系由市外转入", title_en="insurance transferred in from outside the city"
    )
