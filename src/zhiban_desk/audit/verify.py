"""Does the chain hold, and if not, which link is the first that does not?"""

from __future__ import annotations

from django.db import connection, transaction

from zhiban.errors import DataError, Problem
from zhiban_desk.audit.models import Event, Head
from zhiban_desk.audit.seal import BEGINNING, seal
from zhiban_desk.audit.triggers import NAMES, standing


def verify(noted: tuple[int, str] | None = None) -> tuple[int, str]:
    """Read the whole chain; (number, seal) of its end.

    `noted` is such an end, written down earlier outside the database: it must still be in the chain.
    Without it, nothing inside the database can show that somebody who owns it wrote a whole new
    chain. A broken link, a missing trigger → DataError with the first broken link.
    """
    with transaction.atomic():
        head = Head.objects.filter(id=1).first()
        number, before = 0, BEGINNING
        # The beginning is in every chain.
        is_noted = noted in (None, (number, before))
        for event in Event.objects.order_by("number").iterator(chunk_size=5000):
            broken = _broken(event, number, before)
            if broken:
                raise DataError(broken)
            number, before = event.number, event.seal
            is_noted = is_noted or noted == (number, before)
    if head is None or (head.number, head.seal) != (number, before):
        raise DataError(Problem(
            "audit-end", f"{number}",
            f"最后一条是 {number}，记录的末端是 {head.number if head else '无'}：尾部被删或被加",
            f"the last event is {number}, the end on record {head.number if head else 'none'}: "
            "events were cut off or put on",
            "停止写入，取备份比较", "stop writing and compare with a backup",
        ))  # fmt: skip
    if noted is not None and not is_noted:
        raise DataError(Problem(
            "audit-noted", f"{noted[0]}",
            "以前记下的末端不在链里：整条链被重写过，或者记的不是这个库",
            "the end noted earlier is not in the chain: it was written anew, or is another's",
            "取记下末端那天的备份比较", "compare with a backup of the day it was noted",
        ))  # fmt: skip
    missing = sorted(set(NAMES[connection.vendor]) - standing())
    if missing:
        raise DataError(Problem(
            "audit-unguarded", ", ".join(missing),
            "链完好，但拒绝改动的触发器不在了", "the chain holds, but triggers that guard it are gone",
            "查清是谁去掉的，再恢复", "find out who took them away, then put them back",
        ))  # fmt: skip
    return number, before


def _broken(event: Event, number: int, before: str) -> Problem | None:
    """What is wrong with a link, if anything."""
    where = f"{event.number}"
    if event.number != number + 1:
        return Problem(
            "audit-hole", where,
            f"{number} 之后缺 {event.number - number - 1} 条",
            f"{event.number - number - 1} are missing after {number}",
            "停止写入，取备份比较", "stop writing and compare with a backup",
        )  # fmt: skip
    if event.seal_before != before or seal(event.said(), before) != event.seal:
        return Problem(
            "audit-broken", where,
            "第一条对不上的：内容或封印被改过", "the first that does not hold: it or its seal was changed",
            "停止写入，取备份比较这一条", "stop writing and compare this one with a backup",
        )  # fmt: skip
    return None
