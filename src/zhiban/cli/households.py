"""How are the members of a household shown, and those who are in several at once?"""

from __future__ import annotations

import polars as pl

from zhiban.cli.layout import table
from zhiban.errors import Problem, UsageError
from zhiban.identity.households import doubles, members_on
from zhiban.loop.households import Households
from zhiban.model.types import NEVER_DAY, date_of
from zhiban.registers.faults import nearest


def members_text(found: Households, household: str, day: int, *, zh: bool) -> str:
    """The members of one household on a day, with their days; UsageError if there is no such."""
    stays = found.rows.filter(pl.col("household") == household).sort("from_on", "person")
    if stays.is_empty():
        close = nearest(household, found.rows["household"].unique().to_list())
        raise UsageError(Problem(
            "no-household", household, "没有这一户", "there is no such household",
            f"是否指 {close}？" if close else "", f"did you mean {close}?" if close else "",
        ))  # fmt: skip
    member = dict(members_on(stays, day).select("person", "is_member").iter_rows())
    says = {True: ("是", "yes"), None: ("未知", "unknown"), False: ("否", "no")}
    head = ("成员", "入户", "离户", "当日在户") if zh else ("member", "from", "until", "that day")
    lines = [
        (person, *(_day(number, zh=zh) for number in days), says[member.get(person, False)][not zh])
        for _, person, *days in stays.iter_rows()
    ]
    return "\n".join([table([head, *lines]), *_doubts(found, {household, *member}, zh=zh)])


def doubles_text(found: Households, day: int, *, zh: bool) -> str:
    """Who is surely in several households on a day."""
    rows = [(person, " ".join(homes)) for person, homes in doubles(found.rows, day).iter_rows()]
    head = ("成员", "户") if zh else ("member", "households")
    said = (
        f"{date_of(day)} 有 {len(rows)} 人同时在几户；哪一户不对，请数据来源更正" if zh
        else f"{len(rows)} people are in several households on {date_of(day)}; "
        "ask the register's owner to correct the wrong one"
    )  # fmt: skip
    listed = [table([head, *rows])] if rows else []
    return "\n".join([*listed, said, *_doubts(found, set(), zh=zh)])


def _doubts(found: Households, about: set[str], *, zh: bool) -> list[str]:
    out = []
    if not found.is_covered:
        out.append(
            "当日不在这个登记簿说明的期间内：没有列出的不等于不在户" if zh
            else "the register does not speak for that day: who is not listed may be a member"
        )  # fmt: skip
    if about & found.in_doubt:
        out.append(
            "这一户或其成员有行被隔离：没有列出的不等于不在户" if zh
            else "rows of this household or its members are held back: others may be members"
        )  # fmt: skip
    return out


def _day(number: int | None, *, zh: bool) -> str:
    if number is None:
        return "未知" if zh else "unknown"
    if number == NEVER_DAY:
        return "仍在户" if zh else "still there"
    return str(date_of(number))
