"""Is it told in what a delivery is unlike the one before, and nothing of what chance moves?"""

from __future__ import annotations

import datetime as dt
import html
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pages.test_pages import checked
from tests.written_files import write_any

from zhiban.language import Person, Register, code, date, money, subject, text
from zhiban.language import key as key_column
from zhiban.language.codes import CodeList
from zhiban.loop.delivering import deliver
from zhiban.loop.delivery_report import Report, report_of
from zhiban.model.types import day_number
from zhiban.pages.delivery import delivery_page
from zhiban.pool.pool import Pool
from zhiban.registers.declared import specs_of

AREAS = CodeList(
    "report_areas", "区县（虚构）", ("A", "B", "C", "D"), ("甲区", "乙区", "丙区", "丁区"),
    ("Jia", "Yi", "Bing", "Ding"),
)  # fmt: skip


class Paid(Register):
    id = "report_paid"
    title = "发放（虚构）"
    key = ("paid_id",)
    happens = "paid_on"
    paid_id = key_column(title="编号")
    person = subject(Person, title="人")
    area = code(AREAS, title="区县")
    paid_on = date(title="日期")
    amount_fen = money(title="金额")
    note = text(title="备注")


HEADER = ["paid_id", "person", "area", "paid_on", "amount_fen", "note"]
FIRST = dt.date(2026, 6, 1)
Cell = Callable[[random.Random, int], Any]


def rows(count: int, *, since: dt.date = FIRST, seed: int = 1, **cells: Cell) -> list[list[Any]]:
    """Rows of one quarter; `cells` makes those of a column otherwise."""
    chance = random.Random(seed)
    usual: dict[str, Cell] = {
        "paid_id": lambda _, n: f"{since}-{n}",
        "person": lambda c, _: f"虚构{c.randrange(9000)}",
        "area": lambda c, _: c.choices("ABCD", (50, 30, 15, 5))[0],
        "paid_on": lambda c, _: (since + dt.timedelta(days=c.randrange(90))).isoformat(),
        "amount_fen": lambda c, _: 150_000 + c.randrange(60_000),
        "note": lambda c, _: c.choice(["", "秘密备注"]),
    }
    made = usual | cells
    return [HEADER, *([made[name](chance, n) for name in HEADER] for n in range(count))]


class Deliveries:
    """A pool to which one delivery after another is made."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pool = folder, Pool.open(folder / "pool", create=True)

    def add(self, table: list[list[Any]], days: int = 0, **options: Any) -> Report:
        path = write_any(self.folder / f"{len(list(self.folder.iterdir()))}.csv", table)
        on = day_number(FIRST) + 100 + days
        return deliver(self.pool, Paid, path, **{"extracted_on": on, "kind": "events"} | options)


@pytest.fixture
def made(tmp_path: Path) -> Deliveries:
    return Deliveries(tmp_path)


def told(report: Report) -> list[str]:
    return [one.words[0] for one in report.unlike]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("count", [120, 1500])
def test_nothing_is_told_of_another_quarter_like_the_last(made, seed, count):
    made.add(rows(count, seed=seed))
    later = made.add(rows(count + count // 3, since=dt.date(2026, 9, 1), seed=100 + seed), 92)
    assert later.before is not None and told(later) == []


CASES: list[tuple[int, dict[str, Cell], list[str]]] = [
    (6000, {}, ["行数比上一次多十倍以上：500 → 6,000"]),
    (50, {}, ["行数比上一次少十倍以上：500 → 50"]),
    (500, {"area": lambda c, _: c.choices("ACD", (50, 45, 5))[0]},
     ["区县：乙区（B）上一次有 157 行，这一次一行也没有"]),
    (500, {"area": lambda c, _: c.choices("ABCD", (5, 15, 30, 50))[0]},
     ["区县：各代码的比例和上一次很不一样：丁区（D） 4.8% → 52%，甲区（A） 48% → 5.2%，"
      "乙区（B） 31% → 14%"]),
    (500, {"amount_fen": lambda c, _: 1500 + c.randrange(600)},
     ["金额：数值的分布和上一次很不一样，中位数 180,241 → 1,796"]),
    (500, {"paid_on": lambda c, _: (dt.date(1996, 1, 1) + dt.timedelta(c.randrange(90)))},
     ["日期：数值的分布和上一次很不一样，中位数 2026-07-14 → 1996-02-14"]),
    (500, {"amount_fen": lambda c, _: "" if c.random() < 0.4 else 180_000 + c.randrange(60)},
     ["金额：空着的格从 0% 增到 37%",
      "金额：数值的分布和上一次很不一样，中位数 180,241 → 180,032"]),
    (500, {"paid_on": lambda c, _: "never" if c.random() < 0.3 else "2026-06-09"}, [
        "日期：数值的分布和上一次很不一样，中位数 2026-07-14 → 2026-06-09",
        "日期：写 never 的行从 0% 变为 32%",
    ]),
    (500, {"amount_fen": lambda c, _: "1,5" if c.random() < 0.1 else 150_000 + c.randrange(60_000)},
     ["隔离的行从 0% 增到 8.4%"]),
]  # fmt: skip


@pytest.mark.parametrize(("count", "cells", "said"), CASES)
def test_what_is_unlike_is_told_and_holds_nothing_up(made, count, cells, said):
    made.add(rows(500))
    later = made.add(rows(count, since=FIRST, seed=2, paid_id=lambda _, n: f"new{n}", **cells))
    assert told(later) == said
    assert later.delivery.accepted + later.delivery.quarantined == count
    assert all(all(one.words) for one in later.unlike)


def test_another_unit_is_guessed(made):
    made.add(rows(500))
    later = made.add(rows(500, amount_fen=lambda c, _: 1500 + c.randrange(600)))
    assert later.unlike[0].words[2] == "差了约 100 倍：问提供方单位是不是变了（元、分？）"


def test_columns_that_came_and_went(made):
    made.add([row[:5] for row in rows(200)])
    table = rows(200, seed=3)
    later = made.add([[*row[:4], row[5]] for row in table])
    assert told(later)[:2] == ["上一次有、这一次没有的列：amount_fen", "上一次没有的列：note"]


def test_few_rows_are_not_compared(made):
    made.add(rows(20))
    assert told(made.add(rows(60, seed=2, area=lambda c, _: "D"))) == []


def test_compared_is_the_same_supplier_and_kind_and_no_repair(made):
    made.add(rows(1500), supplier="税务")
    assert made.add(rows(20, seed=2), supplier="人社").before is None
    first = made.add(rows(1400, seed=3), supplier="税务")
    assert first.before is not None and first.before.no == 1
    assert made.add(rows(2, seed=4), supplier="税务", repairs=1).before is None
    assert made.add(rows(2, seed=5), supplier="税务", kind="changes").before is None
    last = made.add(rows(1300, seed=6), supplier="税务")
    assert last.before is not None and last.before.no == 3


def test_the_report_is_the_same_later(made):
    made.add(rows(500))
    table = rows(40, seed=2)
    table[3][4] = "abc"
    now = made.add(table)
    made.add(rows(900, seed=3))
    opened = Pool.open(made.pool.folder)
    later = report_of(opened, opened.catalogue.deliveries()[1], specs_of(Paid))
    assert later.delivery == now.delivery and later.unlike == now.unlike
    assert later.ranked().equals(now.ranked()) and later.came == now.came


def test_what_is_kept_names_nobody_and_quotes_nothing(made):
    found = made.add(rows(500)).delivery
    kept = json.loads(str(made.pool.catalogue.profile(found.no)))
    columns = kept["profile"]["columns"]
    assert columns["note"] == columns["person"] | {"empty": columns["note"]["empty"]}
    assert columns["person"] == {"empty": 0, "codes": {}, "cuts": [], "never": 0}
    assert "秘密备注" not in json.dumps(kept) and "虚构" not in json.dumps(kept, ensure_ascii=False)


def test_of_few_values_no_quantile_is_kept(made):
    found = made.add(rows(29)).delivery
    kept = json.loads(str(made.pool.catalogue.profile(found.no)))
    assert kept["profile"]["columns"]["amount_fen"]["cuts"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_stands_alone_and_says_what_the_terminal_says(made, language):
    made.add(rows(500))
    table = rows(500, seed=2, area=lambda c, _: c.choice("CD"))
    table[7][4] = "<script>alert(1)</script>"
    report = made.add(table)
    page = delivery_page(report, Paid, language, Bare())
    assert not checked(page).open
    assert "<script" not in page and "http" not in page and page.count("<h1>") == 1
    for one in report.unlike:
        assert html.escape(one.words[0 if language == "zh" else 1]) in page
    assert "虚构1" not in page and "秘密备注" not in page
    assert ("甲区（A）" if language == "zh" else "Jia (A)") in page


class Bare:
    """Names for the page: nothing is called anything."""

    def title(self, name: str) -> tuple[str, str]:
        return name, name

    def owner(self, register_id: str) -> tuple[str, str]:
        return register_id, register_id

    def registers_of(self, _: str) -> tuple[str, ...]:
        return ()
