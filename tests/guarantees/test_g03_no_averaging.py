"""G3: no averaging. An estimate supports no adverse finding."""

from __future__ import annotations

from pathlib import Path

from tests.guarantees.watch_packs import loaded, problems

from zhiban.model import nodes as n

YEAR = "year_fen = fact('g.year_fen', '全年', Payments.of(Person).sum(Payments.paid_fen))\n"
MONTH = YEAR + (
    "month_fen = fact('g.month_fen', '月均', "
    "spread(year_fen, over=12, how='half_up', law='某条'))\n"
)
WATCH = 'rule = watch(article("p", "零", "领过", paid >= 1), article("a", "一", "x", {0}))'


def texts(folder: Path, body: str, code: str) -> tuple[str, str]:
    found = [p for p in problems(folder, body) if p.code == code]
    assert len(found) == 1 and found[0].attempt and found[0].attempt_en
    return found[0].what, found[0].what_en


def test_a_watch_on_a_figure_spread_over_months_does_not_load(tmp_path: Path) -> None:
    body = MONTH + WATCH.format("month_fen >= 500000")
    assert texts(tmp_path, body, "watch-estimate") == (
        "预警 g_watch：条件 a 用到估算值 g.month_fen；估算不能作为不利依据（G3）",
        "watch g_watch: clause a uses the estimate g.month_fen: an estimate supports nothing "
        "adverse (G3)",
    )


def test_nor_one_on_a_fact_declared_an_estimate(tmp_path: Path) -> None:
    body = (
        "guess = fact('g.guess', '估计次数', Payments.of(Person).count() + 1, estimate='按上年')\n"
        + WATCH.format("guess >= 5")
    )
    assert texts(tmp_path, body, "watch-estimate")[0] == (
        "预警 g_watch：条件 a 用到估算值 g.guess；估算不能作为不利依据（G3）"
    )


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
