"""Why can this number not be used as a key, and what should be done about it?

The words never repeat the number: they end in reports, logs and on screens.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyReason:
    """One reason in both languages: what is wrong, and what to try."""

    code: str
    zh: str
    en: str
    attempt: str
    attempt_en: str


_ORIGINAL = ("核对证件原件后改正；不知道就留空", "check the document; leave it empty if unknown")
_ASK = ("核对两栏，改正错的一栏", "check both columns and correct the wrong one")

_TEXTS: dict[str, tuple[str, str, str, str]] = {
    # What makes a number useless.
    "key-placeholder": (
        "写的是占位内容，不是号码", "a placeholder stands here, not a number",
        "不知道就留空", "leave it empty if unknown",
    ),
    "key-scientific": (
        "号码被电子表格改成了科学计数法，末几位已丢失",
        "a spreadsheet turned the number into scientific notation and lost its last digits",
        "从原系统重新导出，此列设为文本", "export it again with this column as text",
    ),
    "key-rounded": (
        "校验码不符且末三位为零，像是被电子表格舍去了末几位",
        "the check character is wrong and the number ends in 000, as if a spreadsheet rounded it",
        "从原系统重新导出，此列设为文本", "export it again with this column as text",
    ),
    "key-characters": (
        "含有号码里不会出现的字符", "holds characters that do not occur in such a number",
        *_ORIGINAL,
    ),
    "key-length": ("位数不对", "has the wrong number of characters", *_ORIGINAL),
    "key-area": (
        "开头的行政区划代码不存在", "begins with a division code that does not exist", *_ORIGINAL,
    ),
    "key-birth": (
        "第7至14位不是真实的出生日期", "characters 7 to 14 are no real date of birth", *_ORIGINAL,
    ),
    "key-birth-15": (
        "15位旧号码的第7至12位不是真实的出生日期",
        "characters 7 to 12 of this 15-digit number are no real date of birth",
        *_ORIGINAL,
    ),
    "key-check": (
        "校验码不符，至少有一位写错",
        "the check character does not fit: at least one character is wrong",
        *_ORIGINAL,
    ),
    "key-department": (
        "前两位不是已公布的登记管理部门和机构类别",
        "the first two characters name no published department and category",
        *_ORIGINAL,
    ),
    "key-organisation": (
        "这是9位组织机构代码，不是统一社会信用代码",
        "this is an organisation code of 9 characters, not a unified social credit code",
        "按登记信息换成18位代码", "look up the code of 18 characters",
    ),
    "key-licence": (
        "这是15位旧营业执照注册号，不是统一社会信用代码",
        "this is an old licence number of 15 digits, not a unified social credit code",
        "按登记信息换成18位代码", "look up the code of 18 characters",
    ),
    "key-not-a-permit": (
        "这是居民身份证号码，不是居住证或永久居留证号码",
        "this is a resident identity number, not the number of a residence permit",
        "改正证件类型", "correct the kind of document",
    ),
    # What disagrees with another column of the same row.
    "key-birth-differs": (
        "号码里的出生日期与出生日期一栏不同",
        "the date of birth in the number differs from the column of birth dates",
        *_ASK,
    ),
    "key-sex-differs": (
        "号码里的性别与性别一栏不同", "the sex in the number differs from the column of sexes",
        *_ASK,
    ),
    # What was read all the same.
    "key-invisible": (
        "含有看不见的字符，已去掉", "held invisible characters, which were removed",
        "请供数方清理", "ask the supplier to clean the column",
    ),
    "key-blank": (
        "号码中有空格，已去掉", "held blanks, which were removed",
        "请供数方清理", "ask the supplier to clean the column",
    ),
    "key-wide": (
        "用了全角字符，已改为半角", "was written in full-width characters and read as plain ones",
        "请供数方清理", "ask the supplier to clean the column",
    ),
    "key-case": (
        "用了小写字母，已改为大写", "was written in lower case and read as upper case",
        "不需要处理", "nothing to do",
    ),
    "key-old": (
        "15位旧号码，已换算为18位", "an old number of 15 digits, brought to 18",
        "不需要处理", "nothing to do",
    ),
}  # fmt: skip

#: Every reason by its code.
KEY_REASONS: dict[str, KeyReason] = {code: KeyReason(code, *t) for code, t in _TEXTS.items()}
#: The codes that say how a readable number was written; all others refuse it.
NOTES = ("key-invisible", "key-wide", "key-blank", "key-case", "key-old")
