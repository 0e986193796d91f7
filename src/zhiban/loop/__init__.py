"""What does zhiban do, from the registers of a city to what follows from them?

The loop on one page:

    register 登记簿 → subject 主体 → fact 事实 → rule 规则 → finding 发现 → case 办件
    receive 汇集 → link 归一 → derive 比对 → judge 研判 → open 派办 → close 闭环 → measure 评价

The verbs that work on files are here; the others come with the pool.
"""

from zhiban.loop.deriving import Wide, derive
from zhiban.loop.explaining import explain_facts, explain_registers
from zhiban.loop.judging import Judged, judge, judge_facts, judge_registers
from zhiban.loop.names import inputs_of, names_of
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Covered, Received, receive
from zhiban.loop.today import today

__all__ = [
    "Covered",
    "Judged",
    "Note",
    "Received",
    "Wide",
    "derive",
    "explain_facts",
    "explain_registers",
    "inputs_of",
    "judge",
    "judge_facts",
    "judge_registers",
    "names_of",
    "receive",
    "today",
]
