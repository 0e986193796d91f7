"""Who was recognised as a person with employment hardship, in which category?"""

from zhiban.language import Person, Register, code, date, not_after, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import HARDSHIP_CATEGORIES


class HardshipRecognitions(Register):
    id = "hardship_recognitions"
    title, title_en = "就业困难人员认定", "recognitions of employment hardship"
    owner = "市人力社保局"
    owner_en = "city bureau of human resources and social security"
    rhythm = "每日"
    lag_days = 15
    purposes = ("entitlement", "statistics")
    key = ("recognition_id",)
    happens = "recognised_on"
    promises = (not_after("recognised_on", "ended_on"),)

    recognition_id = key_column(title="认定编号", title_en="recognition")
    person = subject(Person, title="被认定人", title_en="person recognised")
    category = code(HARDSHIP_CATEGORIES, title="类别", title_en="category", required=True)
    recognised_on = date(title="认定日期", title_en="recognised on")
    ended_on = date(title="退出日期（没有退出写 never）", title_en="recognition ended on")
