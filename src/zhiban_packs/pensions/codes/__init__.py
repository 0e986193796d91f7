"""Which codes does pension law use beside those of social insurance?"""

from zhiban.language import code_list

WOMEN_RETIREMENT_GROUPS = code_list("women_retirement_groups", "女职工原法定退休年龄的类别")
