"""When did the employment service speak with whom?"""

from zhiban.language import Person, Register, code, date, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import CONTACT_WAYS


class Contacts(Register):
    id = "contacts"
    title, title_en = "失业人员联系记录", "contacts with the unemployed"
    owner = "街道（乡镇）公共就业服务机构"
    owner_en = "public employment service of the street or town"
    rhythm = "每日"
    lag_days = 7
    purposes = ("service", "statistics")
    key = ("contact_id",)
    happens = "contacted_on"

    contact_id = key_column(title="联系编号", title_en="contact")
    person = subject(Person, title="联系对象", title_en="person contacted")
    contacted_on = date(title="联系日期", title_en="contacted on")
    way = code(CONTACT_WAYS, title="联系方式", title_en="way")
