"""Which codes do the registers of the supervision use?"""

from zhiban.language import code_list

PAYERS = code_list("payers", "社会保险费由谁缴纳")
INSURED_IDENTITIES = code_list("insured_identities", "参保身份")
