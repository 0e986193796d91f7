"""Who registered flexible work, in which form, and noted it for the insurance subsidy?"""

from zhiban.language import Person, Register, boolean, code, date, not_after, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import FLEXIBLE_FORMS
from zhiban_packs.insurance.codes import DISTRICTS


class FlexibleRegistrations(Register):
    id = "flexible_registrations"
    title, title_en = "灵活就业登记", "registrations of flexible work"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("registration_id",)
    happens = "registered_on"
    promises = (not_after("registered_on", "ended_on"),)

    registration_id = key_column(title="登记编号", title_en="registration")
    person = subject(Person, title="登记人", title_en="person")
    registered_on = date(title="登记日期", title_en="registered on")
    form = code(FLEXIBLE_FORMS, title="灵活就业形式", title_en="form of work")
    district = code(DISTRICTS, title="就业地", title_en="place of work")
    licensed = boolean(title="本人持有营业执照", title_en="holds a business licence")
    noted_on = date(
        title="社保补贴备案日期（没有备案写 never）", title_en="noted for the subsidy on"
    )
    ended_on = date(title="登记终止日期（仍在登记写 never）", title_en="registration ended on")
