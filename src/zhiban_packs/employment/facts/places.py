"""Which place codes are in the city, and since when are work and groups of people on record?"""

from zhiban.language import day
from zhiban_packs.insurance.codes import DISTRICTS

#: The districts and counties of Chongqing.
CHONGQING = tuple(code for code in DISTRICTS.codes if code.startswith("50"))

#: 劳动和社会保障部令第28号 就业服务与就业管理规定 came into force: unemployment, employment and
#: hardship have been registered under it since.
REGISTERED_SINCE = day("2008-01-01")

#: Nobody of working age belonged to one of the groups before this day.
GROUPS_SINCE = day("1949-10-01")
