"""What is known of a firm or another insured unit?"""

from zhiban.language import Enterprise, day, fact, reached
from zhiban_packs.employment.registers.credit import Credit
from zhiban_packs.employment.registers.enterprises import Enterprises

_unit = Enterprises.of(Enterprise)

unit_type = fact("employment.unit_type", "单位类型", _unit.unit_type, title_en="kind of unit")
industry = fact("employment.industry", "行业", _unit.industry, title_en="industry")
size = fact("employment.size", "企业规模（单位确认）", _unit.size, title_en="size class")
licence = fact("employment.licence", "登记状态", _unit.licence_status, title_en="licence status")
dispatch = fact(
    "employment.dispatch", "劳务派遣单位", _unit.dispatch, title_en="labour dispatch firm"
)
staff = fact("employment.staff", "从业人员", _unit.staff, title_en="staff")
turnover_fen = fact("employment.turnover_fen", "营业收入", _unit.turnover_fen, title_en="turnover")
assets_fen = fact("employment.assets_fen", "资产总额", _unit.assets_fen, title_en="total assets")


#: 企业信息公示暂行条例 came into force: no list is older.
LISTS_BEGAN = day("2014-10-01")


def _listed(kind: str):
    rows = Credit.of(Enterprise).since(LISTS_BEGAN)
    return rows.where(Credit.kind.is_in(kind), ~reached(Credit.removed_on)).exists()


dishonest = fact(
    "employment.dishonest", "在严重违法失信名单上", _listed("dishonest"),
    title_en="on the list of the seriously dishonest",
)  # fmt: skip
abnormal = fact(
    "employment.abnormal", "在经营异常名录上", _listed("abnormal"),
    title_en="on the list of abnormal operations",
)  # fmt: skip
