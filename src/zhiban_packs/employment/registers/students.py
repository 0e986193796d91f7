"""Who is a pupil or student where, and when will they graduate?"""

from zhiban.language import Person, Register, boolean, code, date, subject
from zhiban.language import key as key_column
from zhiban_packs.employment.codes import SCHOOL_TYPES
from zhiban_packs.insurance.codes import DISTRICTS


class Students(Register):
    id = "students"
    title, title_en = "在校生学籍", "pupils and students enrolled"
    owner = "市教委 / 市人力社保局（技工院校）"
    owner_en = (
        "city education commission / city bureau of human resources and social security "
        "(technical schools)"
    )
    rhythm = "每学期"
    lag_days = 120
    purposes = ("entitlement", "statistics")
    key = ("student_id",)

    student_id = key_column(title="学籍编号", title_en="enrolment")
    person = subject(Person, title="学生", title_en="student")
    school_type = code(SCHOOL_TYPES, title="学校类型", title_en="type of school")
    school_district = code(
        DISTRICTS, title="学校所在地（本市到区县，市外到省）", title_en="place of the school"
    )
    graduates_on = date(title="（预计）毕业日期", title_en="graduates on, or is expected to")
    seeks_work = boolean(
        title="本人声明有就业创业意愿并积极求职创业", title_en="declares to be looking for work"
    )
