"""G5: findings against a person rest on exact-key links only; a namesake makes it unknown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest
from tests import rowwise_frames
from tests.guarantees.watch_packs import loaded, refusal

from zhiban.engines.columnar.judge import judge_frame
from zhiban.engines.coverage import FIRST_DAY
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.receiving import Covered, receive
from zhiban.model.types import day_number

AS_OF = day_number(dt.date(2025, 6, 30))
FILED = "filed = fact('g.filed', '申报', Filings.of(Person){0}.exists())\n"
WATCH = 'rule = watch(article("a", "一", "领过", paid >= 1), article("b", "二", "申报", filed))'
EXACT = FILED.format(".where(exact(Filings.match))") + WATCH


def test_rows_that_may_be_a_namesakes_need_exact(tmp_path: Path) -> None:
    assert refusal(tmp_path, FILED.format("") + WATCH) == (
        "watch-link",
        "预警 g_watch：登记簿 g_filings 的行不都是精确比对的，"
        "条件里没有 exact(g_filings.match)（G5）",
        "watch g_watch: not all rows of g_filings are joined by an exact key, and no clause asks "
        "for exact(g_filings.match) (G5)",
    )


def test_so_do_rows_that_are_the_occasion(tmp_path: Path) -> None:
    body = 'rule = watch(article("a", "一", "领过", {0}), per=each(Filings))'
    day = "Filings.filed_on >= day('2025-01-01')"
    assert refusal(tmp_path, body.format(day))[0] == "watch-link"
    sure = body.format(f"all_of(exact(Filings.match), {day})")
    assert "g_watch" in loaded(tmp_path, sure).rules


def test_a_register_that_does_not_say_how_it_was_linked_is_refused(tmp_path: Path) -> None:
    body = (
        "class Loose(Register):\n"
        '    id = "g_loose"; title = "散"; key = ("k",); happens = "on"\n'
        '    purposes = (Purpose("supervision", law="某条"),)\n'
        '    k = text(title="k"); person = subject(Person, title="人"); on = date(title="日")\n'
        "seen = fact('g.seen', '见过', Loose.of(Person).exists())\n"
        'rule = watch(article("a", "一", "见过", seen))'
    )
    assert refusal(tmp_path, body) == (
        "watch-link",
        "预警 g_watch：登记簿 g_loose 没有声明它的行怎样对应到人（G5）",
        "watch g_watch: register g_loose does not declare how its rows are joined to people (G5)",
    )


@pytest.mark.parametrize(
    ("strengths", "verdict"),
    [
        (["exact"], "yes"),
        (["probable"], "unknown"),
        (["confirmed"], "unknown"),
        ([""], "unknown"),
        (["probable", "exact"], "yes"),
        (["probable", "probable", "confirmed"], "unknown"),
        ([], "no"),
    ],
)
def test_a_namesake_is_unknown_and_asks_for_the_link(
    tmp_path: Path, strengths: list[str], verdict: str
) -> None:
    library = loaded(tmp_path, EXACT)
    (tmp_path / "p.csv").write_text(
        "number,person,firm,paid_on,paid_fen,change_fen,kind\n1,甲,E1,2025-01-05,1,1,own\n"
    )
    rows = "".join(f"{i},甲,2025-02-01,{s}\n" for i, s in enumerate(strengths))
    (tmp_path / "f.csv").write_text("number,person,filed_on,match\nx,乙,2025-02-01,exact\n" + rows)
    registers = receive(
        library,
        [("g_payments", tmp_path / "p.csv"), ("g_filings", tmp_path / "f.csv")],
        [Covered(name, FIRST_DAY, AS_OF) for name in ("g_payments", "g_filings")],
    )
    rule = library.rules["g_watch"]
    wide = facts_of_registers(library, [rule], registers, AS_OF)
    fast = judge_frame([rule], wide.frame)
    slow = rowwise_frames.judge_frame([rule], wide.frame)
    words = {True: "yes", False: "no", None: "unknown"}
    for found in (fast, slow):
        row = found.row(by_predicate=pl.col("id") == "甲", named=True)
        assert words[row["verdict"]] == verdict
        if verdict == "unknown":
            because = json.loads(row["because"])
            assert because[0]["fact"] == "g.filed"
            kinds = {r["kind"] for r in because[0]["reasons"]}
            assert kinds <= {"link", "empty"} and ("link" in kinds or strengths == [""])
