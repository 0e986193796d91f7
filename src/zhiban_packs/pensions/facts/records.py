"""What has a person paid, and what is in the account?"""

from zhiban.language import Person, fact
from zhiban_packs.insurance.registers.pensions import Pensions
from zhiban_packs.pensions.registers.pension_records import PensionRecords
from zhiban_packs.pensions.registers.resident_records import ResidentRecords

_employee = PensionRecords.of(Person)
_resident = ResidentRecords.of(Person)


def _record(id: str, title: str, value, title_en: str):
    return fact(f"pensions.{id}", title, value, title_en=title_en)


months_paid = _record(
    "months_paid", "职工养老保险累计缴费月数（含视同缴费）", _employee.months_paid,
    "months paid to the employees' scheme, deemed ones included",
)  # fmt: skip
pre_account_months = _record(
    "pre_account_months", "其中建立个人账户前的月数", _employee.pre_account_months,
    "of these, before personal accounts",
)  # fmt: skip
average_index = _record(
    "average_index", "平均缴费指数", _employee.average_index, "mean contribution index"
)
account_fen = _record(
    "account_fen", "个人账户储存额", _employee.account_fen, "balance of the account"
)
place_here = _record(
    "place_here", "待遇领取地为本市", _employee.place_here, "to be drawn in this city"
)

resident_months_paid = _record(
    "resident_months_paid", "居民养老保险累计缴费月数（含补缴）", _resident.months_paid,
    "months paid to the residents' scheme, back-paid ones included",
)  # fmt: skip
resident_back_paid_months = _record(
    "resident_back_paid_months", "其中补缴的月数", _resident.back_paid_months,
    "of these, back-paid",
)  # fmt: skip
resident_need_not_fill_up = _record(
    "resident_need_not_fill_up", "制度开始时已满四十五周岁，不必缴满十五年",
    _resident.need_not_fill_up, "over 45 when the scheme began: fewer years do",
)  # fmt: skip
resident_account_fen = _record(
    "resident_account_fen", "居民养老保险个人账户储存额", _resident.account_fen,
    "balance of the account in the residents' scheme",
)  # fmt: skip
has_only_child = _record(
    "has_only_child", "持有独生子女父母光荣证等证明", _resident.has_only_child,
    "holds proof of an only child",
)  # fmt: skip

draws_other_pension = fact(
    "pensions.draws_employee_pension", "已在领取职工或机关事业单位养老金",
    Pensions.of(Person).where(Pensions.scheme.is_in("110", "120")).exists(),
    title_en="already draws a pension of the employees' or civil service scheme",
)  # fmt: skip
