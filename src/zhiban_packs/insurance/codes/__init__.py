"""Which codes do the registers of social insurance use?"""

from zhiban.language import code_list

SEX = code_list("sex", "性别")
DISTRICTS = code_list("districts", "户籍地（本市到区县，市外到省）")
STREETS = code_list("streets", "街道、镇、乡（统计用区划代码）")
SCHEMES = code_list("schemes", "社会保险险种")
ENDING_REASONS = code_list("ending_reasons", "劳动关系终止原因")
STOP_KINDS = code_list("stop_kinds", "失业保险金停发事项")
CLAIMANT_GROUPS = code_list("claimant_groups", "失业保险金标准的人群")
CERTIFICATE_KINDS = code_list("certificate_kinds", "职业证书种类")
CERTIFICATE_LEVELS = code_list("certificate_levels", "职业技能等级（由低到高）")
OCCUPATION_DEMAND = code_list("occupation_demand", "职业（工种）紧缺程度")
RETURN_REASONS = code_list("return_reasons", "代发退回原因")
