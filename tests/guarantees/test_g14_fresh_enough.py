"""G14: evidence older than a rule allows is unknown, reason stale; its day is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import rowwise_frames
from tests.guarantees.watch_packs import loaded

from zhiban.cli.reading import day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.engines.coverage import FIRST_DAY
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.receiving import Covered, receive

INCOME = """
class Incomes(Register):
    id = "g_incomes"; title = "收入"; key = ("number",); happens = "for_on"
    number = text(title="编号"); person = subject(Person, title="人")
    for_on = date(title="收入日期"); income_fen = money(title="月收入")

income_fen = fact("g.income_fen", "月收入",
                  Incomes.of(Person).last(Incomes.income_fen, if_none=unknown))
income_on = fact("g.income_on", "收入日期",
                 Incomes.of(Person).greatest(Incomes.for_on, if_none=unknown))
low = article("low", "一", "月收入不超过一千元",
              fresh(income_fen, dated=income_on, max_age=24) <= 100000)
poor = Policy(id="g_poor", title="补助", subject=Person, per=once, basis=BASIS, lane="tell",
              law_on=judged_day, entitled=[low])
"""


@pytest.mark.parametrize(
    ("as_of", "verdict", "change"),
    [
        ("2025-06-30", True, "2025-07-02"),
        ("2025-07-01", True, "2025-07-02"),
        ("2025-07-02", None, None),
        ("2027-07-01", None, None),
    ],
)
def test_an_income_of_24_months_ago(
    tmp_path: Path, as_of: str, verdict: bool | None, change: str | None
) -> None:
    library = loaded(tmp_path, INCOME)
    file = tmp_path / "incomes.csv"
    file.write_text("number,person,for_on,income_fen\n1,甲,2023-07-01,80000\n")
    today = day(as_of, "")
    registers = receive(
        library, [("g_incomes", file)], [Covered("g_incomes", FIRST_DAY, today + 60)]
    )
    rule = library.rules["g_poor"]
    wide = facts_of_registers(library, [rule], registers, today)
    assert {"g.income_fen", "g.income_on"} == {s.name for s in wide.specs}  # its day is shown
    for judge in (judge_frame, rowwise_frames.judge_frame):
        row = judge([rule], wide.frame).row(0, named=True)
        assert row["verdict"] is verdict
        if verdict is None:
            assert json.loads(row["because"]) == [{"of": "g.income_on", "kind": "stale"}]
        if change:
            assert row["next_change"] == day(change, "")


def test_newer_evidence_is_taken(tmp_path: Path) -> None:
    library = loaded(tmp_path, INCOME)
    file = tmp_path / "incomes.csv"
    file.write_text(
        "number,person,for_on,income_fen\n1,甲,2023-07-01,80000\n2,甲,2025-06-01,120000\n"
    )
    today = day("2025-07-02", "")
    registers = receive(
        library, [("g_incomes", file)], [Covered("g_incomes", FIRST_DAY, today + 60)]
    )
    rule = library.rules["g_poor"]
    wide = facts_of_registers(library, [rule], registers, today)
    assert judge_frame([rule], wide.frame)["verdict"].to_list() == [False]
