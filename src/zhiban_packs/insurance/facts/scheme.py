"""Since when has there been unemployment insurance? No row before that day can matter.

国发〔1986〕77号 国营企业职工待业保险暂行规定 (from memory). Nobody who drew a pension earlier was
ever insured. A register that covers the time since then answers for the whole of it.
"""

from zhiban.language import day

BEGAN = day("1986-10-01")
