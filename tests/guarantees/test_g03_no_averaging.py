"""G3: no averaging. An estimate supports no adverse finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests import rowwise_frames
from tests.guarantees.watch_packs import loaded, problems

from zhiban.cli.reading import day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.engines.coverage import FIRST_DAY
from zhiban.loop.explaining import explain_registers
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.names import LibraryNames
from zhiban.loop.receiving import Covered, Registers, receive
from zhiban.model import nodes as n
from zhiban.packs import Library
from zhiban.words.told import tell

YEAR = "year_fen = fact('g.year_fen', '全年', Payments.of(Person).sum(Payments.paid_fen))\n"
MONTH = YEAR + (
    "month_fen = fact('g.month_fen', '月均', "
    "spread(year_fen, over=12, how='half_up', law='某条'))\n"
)
GUESS = "guess = fact('g.guess', '估计次数', Payments.of(Person).count() + 1, estimate='按上年')\n"
WATCH = 'rule = watch(article("p", "零", "领过", paid >= 1), article("a", "一", "x", {0}))'


AS_OF = day("2025-06-30", "as_of")
PAYMENTS = """number,person,firm,paid_on,paid_fen,change_fen,kind
1,p1,f1,2025-01-05,9000000,0,own
2,p2,f1,2025-01-05,9000000,0,own
3,p2,f1,2025-02-05,9000000,0,own
"""


def registers(library: Library, folder: Path) -> Registers:
    """Two people paid, one of them twice; the whole time is covered."""
    people = folder / "people.csv"
    people.write_text("person,born_on,nation,hukou,lives\np1,,,,\np2,,,,\n")
    payments = folder / "payments.csv"
    payments.write_text(PAYMENTS)
    covered = [Covered(id_, FIRST_DAY, AS_OF + 60) for id_ in ("g_people", "g_payments")]
    return receive(library, [("g_people", people), ("g_payments", payments)], covered)


def judged(library: Library, folder: Path) -> list[tuple[bool | None, Any]]:
    """Verdict and reasons of everybody, on which both engines agree."""
    rules = [library.rules["g_watch"]]
    frame = facts_of_registers(library, rules, registers(library, folder), AS_OF).frame
    columnar = judge_frame(rules, frame)
    assert rowwise_frames.judge_frame(rules, frame).rows() == columnar.rows()
    return [(r["verdict"], json.loads(r["because"])) for r in columnar.rows(named=True)]


def texts(folder: Path, body: str, code: str) -> tuple[str, str]:
    found = [p for p in problems(folder, body) if p.code == code]
    assert len(found) == 1 and found[0].attempt and found[0].attempt_en
    return found[0].what, found[0].what_en


@pytest.mark.parametrize(
    ("declared", "condition", "about"),
    [
        (MONTH, "month_fen >= 500000", "g.month_fen"),
        (GUESS, "guess >= 1", "g.guess"),
        (GUESS + "twice = fact('g.twice', '两倍', guess + guess)\n", "twice >= 1", "g.twice"),
        (YEAR, "spread(year_fen, over=12, how='half_up', law='某条') >= 1", "spread("),
    ],
)
def test_a_watch_that_rests_on_an_estimate_gives_unknown(
    tmp_path: Path, declared: str, condition: str, about: str
) -> None:
    library = loaded(tmp_path, declared + WATCH.format(condition))
    for verdict, because in judged(library, tmp_path):
        assert verdict is None
        assert because[-1]["kind"] == "estimate" and because[-1]["of"].startswith(about)


def test_what_real_rows_prove_stands_beside_an_estimate(tmp_path: Path) -> None:
    library = loaded(tmp_path, MONTH + WATCH.format("any_of(month_fen >= 1, paid >= 2)"))
    assert [verdict for verdict, _ in judged(library, tmp_path)] == [None, True]


def test_the_estimate_is_named_in_both_languages(tmp_path: Path) -> None:
    library = loaded(tmp_path, MONTH + WATCH.format("month_fen >= 500000"))
    rule = library.rules["g_watch"]
    (one, *_), _ = explain_registers(library, rule, "p1", registers(library, tmp_path), AS_OF)
    zh, en = (tell(one, language, LibraryNames(library)) for language in ("zh", "en"))
    said = [
        " ".join(t for gap in told.missing for t in gap.sentences(told.speech)) for told in (zh, en)
    ]
    assert said[0] == "“月均”是估算值，不能作为依据。 由工作人员查逐月的真实记录，不用问本人。"
    assert said[1].startswith("An estimate is no evidence: “g.month_fen”.")


def test_nor_one_on_an_average_that_nobody_declared(tmp_path: Path) -> None:
    body = YEAR + WATCH.format("ratio(year_fen, 12) >= 500000")
    assert texts(tmp_path, body, "watch-average") == (
        "预警 g_watch：条件 a 把一段时间的数平分（ratio(g.year_fen, 12)）；平均数不是证据（G3）",
        "watch g_watch: clause a divides a figure (ratio(g.year_fen, 12)): an average is no "
        "evidence (G3)",
    )
    body = YEAR + WATCH.format(
        "(year_fen * Fraction(1, 12)).rounded(to='fen', how='down', law='x') >= 500000"
    )
    assert "watch-average" in {p.code for p in problems(tmp_path, body)}


def test_an_estimate_may_be_shown_and_may_excuse(tmp_path: Path) -> None:
    body = MONTH + (
        'rule = watch(article("a", "一", "领过", paid >= 1), '
        'excused_by=[article("little", "二", "很少", month_fen <= 100)])'
    )
    library = loaded(tmp_path, body)
    expression = library.facts["g.month_fen"].expression
    assert expression is not None and any(isinstance(x, n.Spread) for x in expression.walk())
