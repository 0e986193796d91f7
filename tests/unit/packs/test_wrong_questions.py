"""Is every wrong question refused when a pack loads, with what, where and what to try?"""

import itertools
import textwrap

import pytest

from zhiban.errors import PackError
from zhiban.packs import load

REGISTERS = """
from zhiban.language import *

REASONS = CodeList("reasons", "原因", ("quit", "dismissed"))

class People(Register):
    id = "wq_people"
    title = "人"
    key = ("person",)
    person = subject(Person, title="人")
    born_on = date(title="出生日期")

class Spells(Register):
    id = "wq_spells"
    title = "失业"
    key = ("spell",)
    happens = "ended_on"
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位")
    spell = text(title="编号")
    ended_on = date(title="日期")
    reason = code(REASONS, title="原因")
    paid_fen = money(title="金额")
    days = integer(title="天数", unit="days")
"""

RULE = """
from zhiban.language import *
from {pack}.registers import *

spells = fact("wq.spells", "次数", Spells.of(Person).count())
drawn_fen = fact("wq.drawn_fen", "金额", Spells.of(Person).sum(Spells.paid_fen))
firm_spells = fact("wq.firm_spells", "单位次数", Spells.of(Enterprise).count())
days = fact("wq.days", "天数", Spells.of(Person).sum(Spells.days))
reason = fact("wq.reason", "原因", Spells.of(Person).last(Spells.reason, if_none=unknown))
BASIS = Basis((
    Document("文1", "一", "机关", "2020-01-01", in_force="2020-01-01", until="2025-12-31"),
))

def policy(*articles, id="wq_rule", law_on=judged_day, **more):
    return Policy(id=id, title="规则", subject=Person, per=once, basis=BASIS, lane="tell",
                  law_on=law_on, entitled=list(articles), **more)

{body}
"""

_numbers = itertools.count()


def write_pack(folder, body, parameters="", name=None):
    name = name or f"wq_pack_{next(_numbers)}"
    root = folder / name
    rule = root / "policies" / "rule"
    rule.mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "registers.py").write_text(REGISTERS)
    (rule / "policy.py").write_text(RULE.format(pack=name, body=textwrap.dedent(body)))
    if parameters:
        (rule / "parameters.yaml").write_text(textwrap.dedent(parameters))
    return root


def problems_of(*packs):
    with pytest.raises(PackError) as caught:
        load(packs)
    return caught.value.problems


RIGHT = 'rule = policy(article("a", "一", "有过失业", spells >= 1))'

FLOOR = """
    floor:
      title: 下限
      title_en: floor
      type: integer
      values:
        - {{from: {start}, value: 1, document: 文1, status: read}}
"""

WRONG = {
    "no-fact": 'rule = policy(article("a", "一", "x", '
    'fact("wq.unnamed", "x", Spells.of(Person).count()) >= 1))',
    "mixed-kinds": 'rule = policy(article("a", "一", "混", spells >= firm_spells))',
    "python-logic": 'rule = policy(article("a", "一", "与", (spells >= 1) and (days >= 1)))',
    "type-mismatch": 'rule = policy(article("a", "一", "分比天", drawn_fen >= days))',
    "code-not-in-list": 'rule = policy(article("a", "一", "码", reason.is_in("dismised")))',
    "if-none": 'last = fact("wq.last", "末次", Spells.of(Person).last(Spells.ended_on))\n' + RIGHT,
    "no-law-on": 'rule = policy(article("a", "一", "无", spells >= 1), law_on=None)',
    "yes-about-nobody": 'rule = policy(article("a", "一", "空", spells >= 0))',
    "rule-uses-rows": 'rule = policy(article("a", "一", "行", Spells.of(Person).exists()))',
    "rows-as-condition": 'rule = policy(article("a", "一", "行", spells >= 1 if Spells.of(Person) '
    "else spells >= 2))",
    "pack-raises": "1 / 0",
    "column": 'x = fact("wq.x", "x", People.of(Person).born)\n' + RIGHT,
    "look-up": 'x = fact("wq.x", "x", Spells.firm[spells], of=Spells, subject=Person)\n' + RIGHT,
    "lane": 'rule = policy(article("a", "一", "x", spells >= 1), id="b")\n'
    'other = Policy(id="c", title="t", subject=Person, per=once, basis=BASIS, lane="gift", '
    'law_on=judged_day, entitled=[article("a", "一", "x", spells >= 1)])',
    "judged-day": 'rule = policy(article("a", "一", "x", judged_day >= day("2020-01-01")))',
    "twice-article": 'rule = policy(article("a", "一", "x", spells >= 1), '
    'article("a", "二", "y", days >= 1))',
    "money-name": 'x = fact("wq.money", "x", Spells.of(Person).sum(Spells.paid_fen))\n' + RIGHT,
    "counting": 'x = fact("wq.old", "x", age(People.of(Person).born_on).reached(60, '
    'counting="roughly"))\n' + RIGHT,
    "negative-factor": "rule = policy(article('a', '一', 'x', spells >= 1), "
    "amount=drawn_fen * (spells - 3))",
    "rounding": "rule = policy(article('a', '一', 'x', spells >= 1), "
    "amount=drawn_fen.rounded(to='fen', how='half_up', law='x'))",
    "no-happens": 'x = fact("wq.n", "x", People.of(Person, by="person").exists())\n'
    'class Loose(Register):\n    id = "wq_loose"; title = "散"; key = ("k",)\n'
    '    person = subject(Person, title="人"); k = text(title="k")\n'
    'y = fact("wq.m", "x", Loose.of(Person).during(last_months(3)).count())\n' + RIGHT,
    "no-assessment": 'SIZES = CodeList("s", "级", ("small", "large"))\n'
    's = fact("wq.s", "s", Spells.of(Person).count())\n'
    'g = Grade(id="wq_grade", title="级", subject=Person, per=once, basis=BASIS, '
    "law_on=judged_day, "
    "classes=SIZES, class_of=case(when(spells >= 3, s), otherwise=spells), "
    'applies=[article("a", "一", "x", spells >= 1)])',
}


def test_a_right_pack_loads(tmp_path):
    library = load([write_pack(tmp_path, RIGHT)])
    assert "wq_rule" in library.rules and "wq.spells" in library.facts


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_question_is_refused(tmp_path, code):
    problems = problems_of(write_pack(tmp_path, WRONG[code]))
    found = [p for p in problems if p.code == code]
    assert found, [str(p) for p in problems]
    assert all(p.where and p.what and p.what_en for p in problems)
    assert "policy.py" in found[0].where or "rule" in found[0].where


def test_all_problems_are_reported_at_once(tmp_path):
    codes = ("mixed-kinds", "type-mismatch", "code-not-in-list")
    named = [WRONG[c].replace("rule =", f"r{i} =") for i, c in enumerate(codes)]
    body = "\n".join(named)
    codes = {p.code for p in problems_of(write_pack(tmp_path, body))}
    assert {"mixed-kinds", "type-mismatch", "code-not-in-list"} <= codes


def test_a_gap_in_a_parameter_is_refused(tmp_path):
    body = 'rule = policy(article("a", "一", "下限", spells >= parameter("floor")))'
    gap = write_pack(tmp_path, body, FLOOR.format(start="2021-01-01"))
    assert any("gap" in p.code for p in problems_of(gap))
    assert load([write_pack(tmp_path, body, FLOOR.format(start="2020-01-01"))])


REACHED = """
    start:
      title: 起算日
      title_en: start
      type: date
      values:
        - {from: 2020-01-01, value: 2021-01-01, document: 文1, status: read}
"""


def test_a_day_that_picks_its_own_text_is_refused(tmp_path):
    body = 'rule = policy(article("a", "一", "x", spells >= 1), law_on=parameter("start"))'
    circle = problems_of(write_pack(tmp_path, body, REACHED))
    assert [p.code for p in circle] == ["law-on-circle"]
    assert "rule/policy.py:" in circle[0].where
    assert circle[0].what.endswith("law_on 里的参数 start 要由 law_on 选取条文，循环引用")
    assert circle[0].attempt == '给参数写明日期：parameter("start", on=…)'
    assert 'parameter("start", on=…)' in circle[0].attempt_en
    fixed = body.replace('parameter("start")', 'parameter("start", on=judged_day)')
    assert load([write_pack(tmp_path, fixed, REACHED)])


def test_a_rule_judged_row_by_row_asks_something_of_the_row(tmp_path):
    body = """
    rule = Policy(id="wq_rows", title="逐行", subject=Person, per=each(Spells), basis=BASIS,
                  lane="tell", law_on={law_on}, entitled=[article("a", "一", "x", spells >= 1)])
    """
    blind = textwrap.dedent(body).replace("{law_on}", "judged_day")
    problems = problems_of(write_pack(tmp_path, blind))
    assert [p.code for p in problems] == ["occasion-not-asked"]
    assert "wq_spells" in problems[0].what and "per=once" in problems[0].attempt
    assert load([write_pack(tmp_path, blind.replace("judged_day", "Spells.ended_on"))])


def test_a_circle_deep_inside_the_day_is_refused_too(tmp_path):
    body = (
        'rule = policy(article("a", "一", "x", spells >= 1), '
        'law_on=parameter("start", on=parameter("start")))'
    )
    assert "law-on-circle" in {p.code for p in problems_of(write_pack(tmp_path, body, REACHED))}


def test_the_month_of_an_instalment_stands_only_where_it_is_asked_month_by_month(tmp_path):
    body = """
    held = []
    def amount(month):
        held.append(month)
        return drawn_fen
    plan = instalments(first=month_of(day("2020-01-01")), months=spells, longest=3, amount=amount)
    late = held[0] >= fixed_month("2020-02")
    rule = policy(article("a", "一", "有过失业", spells >= 1), {where}instalments=plan)
    """
    assert load([write_pack(tmp_path, textwrap.dedent(body).replace("{where}", ""))])
    leaked = textwrap.dedent(body).replace("{where}", 'article("b", "二", "月", late), ')
    assert [p.code for p in problems_of(write_pack(tmp_path, leaked))] == ["instalment-month"]


def test_a_parameter_that_is_not_there_is_named_with_the_nearest(tmp_path):
    body = 'rule = policy(article("a", "一", "下限", spells >= parameter("flor")))'
    problems = problems_of(write_pack(tmp_path, body, FLOOR.format(start="2020-01-01")))
    assert any(p.code == "parameter" and "floor" in p.attempt for p in problems)


def test_two_packs_with_one_rule_id_are_refused(tmp_path):
    one, two = write_pack(tmp_path, RIGHT), write_pack(tmp_path, RIGHT)
    assert "twice-rule" in {p.code for p in problems_of(one, two)}


def test_circular_facts_are_refused_with_their_path(tmp_path):
    body = (
        'a = given("wq.a", "甲", spells.type, subject=Person)\n'
        'b = fact("wq.b", "乙", a + 1)\na = fact("wq.a", "甲", b + 1)\n' + RIGHT
    )
    problems = [p for p in problems_of(write_pack(tmp_path, body)) if p.code == "circular-facts"]
    assert problems and "wq.a → wq.b → wq.a" in problems[0].what


def test_a_pack_that_raises_does_not_hide_the_problems_of_another(tmp_path):
    raising = write_pack(tmp_path, "1 / 0")
    wrong = write_pack(tmp_path, WRONG["type-mismatch"])
    assert {"pack-raises", "type-mismatch"} <= {p.code for p in problems_of(raising, wrong)}


def test_a_corrected_pack_loads_in_the_same_process(tmp_path):
    root = write_pack(tmp_path, WRONG["type-mismatch"])
    problems_of(root)
    (root / "policies" / "rule" / "policy.py").write_text(RULE.format(pack=root.name, body=RIGHT))
    assert "wq_rule" in load([root]).rules


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert [p.code for p in problems_of(tmp_path / "nowhere")] == ["no-pack"]
