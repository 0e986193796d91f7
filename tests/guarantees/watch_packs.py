"""A pack with one watch in a folder: what the tests of the guarantees change piece by piece."""

from __future__ import annotations

import itertools
import textwrap
from pathlib import Path

import pytest

from zhiban.errors import PackError, Problem
from zhiban.packs import Library, load

REGISTERS = """
from zhiban.language import *

KINDS = CodeList("g_kinds", "种类", ("employer", "own"))
PLACES = CodeList("districts", "区县", ("a", "b"))
PURPOSES = ("entitlement", Purpose("supervision", law="某条例第26条"))

class People(Register):
    id = "g_people"; title = "人"; key = ("person",); linked_by = "exact"; purposes = PURPOSES
    person = subject(Person, title="人")
    born_on = date(title="出生日期")
    nation = text(title="民族")
    hukou = code(PLACES, title="户籍地", sensitive="hukou")
    lives = code(PLACES, title="居住地")

class Payments(Register):
    id = "g_payments"; title = "发放"; key = ("number",); happens = "paid_on"
    linked_by = "exact"; purposes = PURPOSES
    number = text(title="编号")
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位")
    paid_on = date(title="日期")
    paid_fen = money(title="金额")
    change_fen = money(title="增减", at_least=None)
    kind = code(KINDS, title="种类")

class Filings(Register):
    id = "g_filings"; title = "申报"; key = ("number",); happens = "filed_on"; purposes = PURPOSES
    number = text(title="编号")
    person = subject(Person, title="人")
    filed_on = date(title="日期")
    match = link_strength(title="关联强度")

class Notes(Register):
    id = "g_notes"; title = "便笺"; key = ("number",); happens = "made_on"
    purposes = ("supervision",)
    number = text(title="编号")
    person = subject(Person, title="人")
    made_on = date(title="日期")
"""

WATCH = """
from zhiban.language import *
from {pack}.registers import *

BASIS = Basis((Document("文1", "一", "机关", "2020-01-01", in_force="2020-01-01"),))
paid = fact("g.paid", "发放次数", Payments.of(Person).count())

def watch(*when, id="g_watch", title="两处领取", **more):
    fields = dict(subject=Person, per=once, basis=BASIS, law_on=judged_day,
                  purposes=("supervision",), precision="60 %", consequence="verify")
    return Watch(id=id, title=title, when=list(when), **(fields | more))

{body}
"""

ASSESSMENT = """
| | |
|---|---|
| 目的 purpose | 核实 |
| 数据 data | 发放 |
| 风险 risk | 误判 |
| 措施 measures | 先核实 |
"""
RIGHT = 'rule = watch(article("a", "一", "领过", paid >= 1))'
_numbers = itertools.count()


def write_pack(folder: Path, body: str, assessment: str | None = ASSESSMENT) -> Path:
    """A pack below `folder` whose only watch is what `body` declares."""
    root = folder / f"g_pack_{next(_numbers)}"
    rule = root / "watches" / "rule"
    rule.mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "registers.py").write_text(REGISTERS)
    (rule / "watch.py").write_text(WATCH.format(pack=root.name, body=textwrap.dedent(body)))
    if assessment is not None:
        (rule / "assessment.md").write_text(assessment)
    return root


def problems(folder: Path, body: str, assessment: str | None = ASSESSMENT) -> list[Problem]:
    """Why the pack does not load."""
    with pytest.raises(PackError) as caught:
        load([write_pack(folder, body, assessment)])
    return list(caught.value.problems)


def loaded(folder: Path, body: str = RIGHT) -> Library:
    """The library with the pack."""
    return load([write_pack(folder, body)])


def refusal(folder: Path, body: str, assessment: str | None = ASSESSMENT) -> tuple[str, str, str]:
    """The code and both texts of the only problem, which says where and what to try."""
    found = problems(folder, body, assessment)
    assert len(found) == 1, [str(p) for p in found]
    assert "watch.py" in found[0].where
    assert found[0].attempt and found[0].attempt_en
    return found[0].code, found[0].what, found[0].what_en
