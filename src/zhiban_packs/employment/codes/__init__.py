"""Which codes do the registers of employment use?"""

from zhiban.language import code_list

INDUSTRIES = code_list("industries", "国民经济行业（大类；59、70 用中类）")
SIZES = code_list("sizes", "企业规模")
SIZE_GROUPS = code_list("size_groups", "划型标准的行业")
UNIT_TYPES = code_list("unit_types", "单位类型")
LICENCE_STATUS = code_list("licence_status", "登记状态")
CREDIT_LISTS = code_list("credit_lists", "信用名单")
EDUCATION_FORMS = code_list("education_forms", "教育形式")
EDUCATION_LEVELS = code_list("education_levels", "学历")
SCHOOL_TYPES = code_list("school_types", "学校类型")
HARDSHIP_GROUPS = code_list("hardship_groups", "困难家庭和困难人员")
STUDENT_LOAN_KINDS = code_list("student_loan_kinds", "助学贷款种类")
APPLICANT_GROUPS = code_list("applicant_groups", "在校求职创业补贴的对象")
FLEXIBLE_FORMS = code_list("flexible_forms", "灵活就业形式")
HARDSHIP_CATEGORIES = code_list("hardship_categories", "就业困难人员类别")
INSURANCE_SUBSIDY_KINDS = code_list("insurance_subsidy_kinds", "社会保险补贴种类")
KEY_GROUPS = code_list("key_groups", "创业扶持重点群体")
BUSINESS_KINDS = code_list("business_kinds", "经营主体类型")
DEBT_KINDS = code_list("debt_kinds", "贷款种类")
CONTACT_WAYS = code_list("contact_ways", "联系方式")
