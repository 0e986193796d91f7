"""parameters.yaml: values stay exact, and every mistake of a file is shown at once."""

from fractions import Fraction
from textwrap import dedent

import pytest

from zhiban.law.calendar import FIRST_DAY
from zhiban.law.parameters import load_parameters
from zhiban.law.scalars import parse_day
from zhiban.model.types import NEVER_DAY, Integer, Money, Rate, month_number

GOOD = """
share_large:
  title: 大型企业返还比例
  title_en: Refund share of large enterprises
  type: rate
  values:
    - from: 2024-01-01
      until: 2024-12-31
      value: 0.055
      document: 甲〔2024〕1号
      article: 一
      status: memory
    - value: 10 %
      for_occasions: ["2025"]
      scope: {size: [large, medium], industry: H62}
      published_on: 2025-06-12
      document: 甲〔2025〕10号
      status: read
      note: 按年度
    - from: 2026-01-01
      value: unknown
      level: national
      status: unknown
"""


@pytest.fixture
def load(tmp_path):
    def read(text):
        folder = tmp_path / "refund"
        folder.mkdir(exist_ok=True)
        file = folder / "parameters.yaml"
        file.write_text(dedent(text), encoding="utf-8")
        return load_parameters(file)

    return read


def one(load, type_name, value, more=""):
    parameters, problems = load(
        f"x:\n  title: 甲\n  title_en: A\n  type: {type_name}\n  values:\n"
        f"  - {{from: 2025-01-01, value: {value}, document: 甲, status: read{more}}}\n"
    )
    assert [str(problem) for problem in problems] == []
    return parameters["x"].values[0].value


def test_a_file_is_read_whole(load):
    parameters, problems = load(GOOD)
    assert problems == []
    share = parameters["share_large"]
    first, second, third = share.values
    assert (share.title_en, share.type, share.model_type) == (
        "Refund share of large enterprises",
        "rate",
        Rate(),
    )
    assert first.value == Fraction(55, 1000)
    assert first.span == (parse_day("2024-01-01"), parse_day("2024-12-31"))
    assert (first.level, first.article, first.status) == ("city", "一", "memory")
    assert second.value == Fraction(1, 10)
    assert second.from_day == FIRST_DAY
    assert second.for_occasions == ("2025",)
    assert second.scope == (("industry", ("H62",)), ("size", ("large", "medium")))
    assert second.published_day == parse_day("2025-06-12")
    assert (third.value, third.level, third.until_day) == (None, "national", None)
    assert share.dimensions == ("industry", "size")
    assert third.place == "refund/parameters.yaml:20"


@pytest.mark.parametrize(
    ("type_name", "written", "value"),
    [
        ("rate", "0.1", Fraction(1, 10)),
        ("rate", "1/3", Fraction(1, 3)),
        ("rate", "300 %", Fraction(3)),
        ("integer", "-12", -12),
        ("months", "24", 24),
        ("money", "1864.00 元", 186_400),
        ("date", "2025-02-28", parse_day("2025-02-28")),
        ("date", "never", NEVER_DAY),
        ("month", "2024-07", month_number(2024, 7)),
        ("scale", "{24: 6, 12: 3}", ((12, 3), (24, 6))),
    ],
)
def test_every_type_is_read_exactly(load, type_name, written, value):
    assert one(load, type_name, written) == value


def test_money_needs_its_unit_and_a_scale_may_have_one(load):
    assert one(load, "money", "186400", ", unit: fen") == 186_400
    assert one(load, "money", "1864", ", unit: yuan") == 186_400
    parameters, problems = load(GOOD.replace("type: rate", "type: scale\n  unit: months"))
    assert [p.code for p in problems] == ["value-type", "value-type"]
    parameters, problems = load(
        "x: {title: 甲, title_en: A, type: scale, unit: months, values: [{from: 2025-01-01,"
        " value: {12: 3}, document: 甲, status: read}]}"
    )
    assert problems == []
    assert parameters["x"].model_type == Integer("months")
    parameters, _ = load(
        "x: {title: 甲, title_en: A, type: money, unit: fen, values: [{from: 2025-01-01,"
        " value: 3, document: 甲, status: read}]}"
    )
    assert parameters["x"].model_type == Money()
    assert parameters["x"].unit is None


@pytest.mark.parametrize(
    ("was", "becomes", "code", "line"),
    [
        ("type: rate", "type: ratee", "type-unknown", 5),
        ("type: rate", "kind: rate", "key-unknown", 5),
        ("title: 大型企业返还比例", "note: 无", "parameter-missing", 3),
        ("title_en: Refund share of large enterprises", "title_en:", "parameter-missing", 3),
        ("share_large:", "ShareLarge:", "parameter-name", 2),
        ("until: 2024-12-31", "until: 2023-12-31", "value-reversed", 8),
        ("until: 2024-12-31", "until: 2024-02-30", "value-date", 8),
        ("until: 2024-12-31", "untill: 2024-12-31", "key-unknown", 8),
        ("- from: 2024-01-01", "- note: 无", "value-from", 7),
        ("value: 0.055", "value: 约 5", "value-type", 9),
        ("value: 0.055", "value: 5", "value-type", 9),
        ("value: 0.055", "value:", "value-missing", 7),
        ("value: 0.055", "value: [0.055]", "value-type", 9),
        ("value: 0.055", "value: unknown", "value-unsettled", 7),
        ("value: unknown", "value: 3 %", "value-unsettled", 20),
        ("document: 甲〔2024〕1号", "document:", "value-document", 7),
        ("status: memory", "status: sure", "status-unknown", 12),
        ("status: memory", "note: 无", "status-missing", 7),
        ("level: national", "level: nation", "level-unknown", 22),
        ("scope: {size: [large, medium], industry: H62}", "scope: [large]", "value-scope", 13),
        ("scope: {size: [large, medium], industry: H62}", "scope: {size: []}", "value-list", 15),
        ('for_occasions: ["2025"]', "for_occasions: []", "value-list", 14),
        ("article: 一", "article: [一]", "value-text", 11),
        ("article: 一", "value: 6 %", "yaml-twice", 11),
        ("type: rate", "type: rate\n  type: rate", "yaml-twice", 6),
    ],
)
def test_each_mistake_is_named_with_its_line(load, was, becomes, code, line):
    assert was in GOOD
    parameters, problems = load(GOOD.replace(was, becomes, 1))
    matching = [problem for problem in problems if problem.code == code]
    assert matching, [str(problem) for problem in problems]
    assert matching[0].where.split()[0] == f"refund/parameters.yaml:{line}"
    if not code.startswith("yaml"):
        assert parameters == {}


def test_all_mistakes_come_at_once_and_sound_parameters_stay(load):
    broken = GOOD.replace("share_large", "broken").replace("0.055", "x").replace("memory", "sure")
    parameters, problems = load(GOOD + broken)
    assert list(parameters) == ["share_large"]
    assert sorted(problem.code for problem in problems) == ["status-unknown", "value-type"]
    assert {problem.where.split()[-1] for problem in problems} == {"broken"}


def test_an_unknown_key_gets_the_nearest_name(load):
    _, problems = load(GOOD.replace("until:", "untill:"))
    assert "until" in problems[0].attempt_en
    assert "until" in problems[0].attempt


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1", "yaml-syntax"),
        ("a: {b: 1}}", "yaml-syntax"),
        ("- a", "parameters-form"),
        ("a: 1", "parameter-form"),
        ("a: {title: 甲, title_en: A, type: rate, values: [1]}", "value-form"),
        ("a: {title: 甲, title_en: A, type: rate, values: []}", "parameter-no-values"),
    ],
)
def test_other_forms_are_refused(load, text, code):
    parameters, problems = load(text)
    assert parameters == {}
    assert [problem.code for problem in problems] == [code]


def test_an_empty_file_has_no_parameters_and_no_problem(load):
    assert load("# 没有参数\n") == ({}, [])


def test_a_file_that_is_missing_or_not_utf8_is_a_problem(tmp_path):
    assert [p.code for p in load_parameters(tmp_path / "no.yaml")[1]] == ["yaml-unreadable"]
    (tmp_path / "gbk.yaml").write_bytes("题: 甲".encode("gbk"))
    assert [p.code for p in load_parameters(tmp_path / "gbk.yaml")[1]] == ["yaml-not-utf8"]


@pytest.mark.parametrize(
    ("type_name", "written"),
    [
        ("money", "1864"),
        ("money", "1864.001 元"),
        ("integer", "1.0"),
        ("integer", "9223372036854775808"),
        ("date", "2025-2-1"),
        ("month", "2025-13"),
        ("month", "0000-01"),
        ("scale", "3"),
        ("scale", "{12: 3, 012: 4}"),
        ("scale", "{}"),
        ("scale", "{12: 0.5}"),
    ],
)
def test_a_value_that_is_not_exact_is_refused(load, type_name, written):
    parameters, problems = load(
        f"x:\n  title: 甲\n  title_en: A\n  type: {type_name}\n  values:\n"
        f"  - {{from: 2025-01-01, value: {written}, document: 甲, status: read}}\n"
    )
    assert parameters == {}
    assert [problem.code for problem in problems] == ["value-type"]
    assert problems[0].attempt_en
