"""What is said of a protection used wrongly? Word for word, in both languages, with a way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhiban.errors import PackError
from zhiban.language import (
    Person,
    Register,
    code,
    date,
    exact,
    fact,
    fresh,
    link_strength,
    money,
    spread,
    subject,
    text,
)
from zhiban.language.protection import LINK_STRENGTH
from zhiban.model.types import CodeList

KINDS = CodeList("protection_kinds", "种类", ("exact", "other"))


class Pays(Register):
    id = "protection_pays"
    title = "发放"
    key = ("number",)
    number = text(title="编号")
    person = subject(Person, title="人")
    paid_on = date(title="日期")
    paid_fen = money(title="金额")
    kind = code(KINDS, title="种类")
    match = link_strength(title="关联")


def paid_fen() -> object:
    return fact("protection.paid_fen", "金额", Pays.of(Person).sum(Pays.paid_fen))


def times() -> object:
    return fact("protection.times", "次数", Pays.of(Person).count())


def linked_by_name() -> object:
    class Guests(Register):
        id = "protection_guests"
        title = "住客"
        key = ("person",)
        linked_by = "name"
        person = subject(Person, title="人")

    return Guests


WRONG: dict[str, tuple[Callable[[], object], str, str, str, str]] = {
    "linked-by": (
        linked_by_name,
        "登记簿 protection_guests：linked_by 不能是 'name'",
        "register protection_guests: linked_by cannot be 'name'",
        '写 linked_by = "exact"；不全是精确比对的，加一列 link_strength(…)',
        'write linked_by = "exact"; if not all rows are, add a column link_strength(…)',
    ),
    "sensitive": (
        lambda: text(title="备注", sensitive="religion"),
        "不认识的敏感类别 'religion'",
        "unknown kind of sensitive data 'religion'",
        "ethnic_group、hukou、nationality",
        "ethnic_group, hukou, nationality",
    ),
    "exact-link": (
        lambda: exact(Pays.kind),
        "exact() 只用于 link_strength 列，protection_pays.kind 不是",
        "exact() is for link_strength columns only, and this is none: protection_pays.kind",
        '在登记簿加一列 match = link_strength(title="…")，写 exact(登记簿.match)',
        'give the register a column match = link_strength(title="…"), write exact(Register.match)',
    ),
    "fresh": (
        lambda: fresh(paid_fen(), dated=times(), max_age=24),
        "dated 应是一个日期，protection.times 是 integer",
        "dated must be a day; protection.times is of type integer",
        "写出证据的日期，如 greatest(登记簿.某日, if_none=unknown)",
        "give the day of the evidence, such as greatest(Register.some_on, if_none=unknown)",
    ),
    "spread": (
        lambda: spread(times(), over=12, how="half_up", law="某条"),
        "只有几个月的金额能摊到各月：protection.times 是 integer，over=12",
        "only money of several months is spread: protection.times is of type integer, over=12",
        "用金额（_fen），over 写 2 以上的月数",
        "take a sum of money (_fen) and let over be 2 months or more",
    ),
}


@pytest.mark.parametrize("code_", WRONG)
def test_a_wrong_use_is_refused_word_for_word(code_: str) -> None:
    use, *texts = WRONG[code_]
    with pytest.raises(PackError) as refused:
        use()
    (problem,) = refused.value.problems
    said = [problem.what, problem.what_en, problem.attempt, problem.attempt_en]
    assert (problem.code, said) == (code_, texts)
    assert "test_protection.py" in problem.where


@pytest.mark.parametrize(("over", "right"), [(1, False), (2, True)])
def test_money_of_two_months_is_spread_and_of_one_is_not(over: int, right: bool) -> None:
    if right:
        assert spread(paid_fen(), over=over, how="down", law="某条").node.of.factor.value * 2 == 1
        return
    with pytest.raises(PackError, match="spread"):
        spread(paid_fen(), over=over, how="down", law="某条")


def test_only_the_list_of_link_strengths_tells_how_a_row_was_joined() -> None:
    assert KINDS.codes[0] == LINK_STRENGTH.codes[0] == "exact"  # the same code, another list
    assert exact(Pays.match).node.whens[0][0].codes == ("exact",)
