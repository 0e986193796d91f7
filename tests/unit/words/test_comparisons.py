"""How do single comparisons, gaps and figures read? The faults once made stay mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiban.cli import reading
from zhiban.loop.explaining import explain_facts
from zhiban.loop.names import LibraryNames
from zhiban.packs import Library, load
from zhiban.words.told import Told, tell

HEAD = (
    "id,occasion,employment.unit_type,employment.size,insurance.firm_months_paid,"
    "insurance.mean_staff,insurance.drawers,insurance.insured_end_before,insurance.insured_end,"
    "insurance.paid_fen,employment.dishonest,employment.abnormal,employment.licence\n"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load([])


def told(
    library: Library, tmp_path: Path, row: str, language: str = "zh", as_of: str = "2025-09-01",
    rule: str = "job_retention_refund", head: str = HEAD,
) -> Told:  # fmt: skip
    path = tmp_path / "facts.csv"
    path.write_text(head + row + "\n", encoding="utf-8")
    found, _ = explain_facts(library, library.rules[rule], "甲", path, reading.as_of(as_of))
    return tell(found[0], language, LibraryNames(library))


def line(one: Told, article: str) -> str:
    (clause,) = [c for c in one.clauses if c.article == article]
    return " ".join(x.text for x in clause.lines)


def test_of_a_choice_only_the_value_meant_is_named(library: Library, tmp_path: Path) -> None:
    one = told(
        library, tmp_path, "甲,2025,enterprise,small,12,120,36,,,100,false,false,in_business"
    )
    text = line(one, "few_laid_off")
    assert text == (
        "上年度停保后领取失业保险金的人数 ÷ 上年度月平均参保缴费人数："
        "查到30 %（36 ÷ 120），要求不高于5.5 %。"
    )
    two = told(library, tmp_path, "甲,2025,enterprise,small,12,20,8,,,100,false,false,in_business")
    assert "要求不高于20 %。" in line(two, "few_laid_off")


def test_a_choice_still_open_says_what_it_depends_on(library: Library, tmp_path: Path) -> None:
    one = told(
        library, tmp_path, "甲,2025,enterprise,small,12,,36,,,100,false,false,in_business", "en"
    )
    assert "(which figure applies depends on" in line(one, "few_laid_off")


def test_a_no_names_the_one_article_and_the_office(library: Library, tmp_path: Path) -> None:
    one = told(library, tmp_path, "甲,2025,enterprise,small,11,40,0,,,100,false,false,in_business")
    assert (
        one.sentence
        == "不符合“失业保险稳岗返还”的条件，没有满足“上年度足额缴纳失业保险费满规定月数”这一条。"
    )
    (clause,) = [c for c in one.clauses if c.met is False]
    assert clause.lines[0].text.endswith("：查到11个月，要求不少于12个月。")
    assert (
        clause.lines[0].correct
        == "如果不对，可以找市人力社保局 / 重庆市税务局（社会保险费征缴明细）改正。"
    )


def test_long_lists_of_codes_are_cut_and_the_value_found_is_said(
    library: Library, tmp_path: Path
) -> None:
    one = told(library, tmp_path, "甲,2025,other,small,12,40,0,,,100,false,false,in_business", "zh")
    (clause,) = [c for c in one.clauses if c.met is False]
    texts = [x.text for x in clause.lines[0].deeper]
    assert any("“社会团体”、“基金会”、“社会服务机构”等6项之一" in text for text in texts), texts
    assert all("查到“" in text for text in texts)


def test_a_missing_cell_of_a_file_names_the_register_it_would_come_from(
    library: Library, tmp_path: Path
) -> None:
    one = told(library, tmp_path, "甲,2025,enterprise,small,12,40,,,,100,false,false,in_business")
    (gap,) = one.missing
    what, who = gap.sentences(one.speech)
    assert what == (
        "事实文件里“上年度停保后领取失业保险金的人数”这一格空着（来自“失业保险金发放明细”）。"
    )
    assert who == "由市人力社保局补填；也可以请本人提供。"


def test_an_amount_left_open_by_the_text_is_asked_of_its_maker_only(
    library: Library, tmp_path: Path
) -> None:
    row = "甲,2024,enterprise,large,12,400,0,400,400,100,false,false,in_business"
    one = told(library, tmp_path, row, as_of="2024-12-01")
    gaps = [*one.missing, *one.money_missing]
    assert gaps and all(gap.kind == "law" and not gap.askable for gap in gaps)
    assert all("由制定机关明确，不用问本人" in gap.who for gap in gaps)


def test_the_output_of_a_calculator_is_called_by_its_title(library: Library) -> None:
    from zhiban.words.gaps import gaps
    from zhiban.words.phrases import Phrases
    from zhiban.words.speech import Speech

    rule = library.rules["employee_pension"]
    from zhiban.model import nodes as n

    calculated = next(
        node for root in rule.nodes() for node in root.walk() if isinstance(node, n.Calculated)
    )
    name = f"{calculated.calculator.id}.{calculated.output}"
    phrases = Phrases(rule, Speech("zh", LibraryNames(library)))
    (gap,) = gaps([{"of": name, "kind": "undefined"}], phrases)
    assert calculated.calculator.output(calculated.output).title in gap.why
    assert calculated.calculator.id not in gap.why


def test_what_time_changes_is_said_with_the_day(library: Library, tmp_path: Path) -> None:
    head = (
        "id,occasion,unemployment_spells.ended_on,unemployment_spells.reason,"
        "unemployment_spells.registered_on,unemployment_spells.wants_work,insurance.months_paid\n"
    )
    row = "甲,S1,2025-02-20,economic_layoff,2025-10-03,true,30"
    one = told(library, tmp_path, row, rule="unemployment_benefit", head=head)
    assert one.change[0].startswith("数据不变，到2025年10月3日会变："), one.change
    assert "“已办理失业登记，并有求职要求”从没有满足变为满足。" in " ".join(one.change)


def test_figures_of_the_law_stand_in_a_phrase_by_their_value(library: Library) -> None:
    """“12 months after the day of registration”, not the title of a figure in the middle."""
    from zhiban.engines.rowwise import Unit
    from zhiban.engines.rowwise.inputs import inputs_of_row
    from zhiban.engines.rowwise.judge import case_of
    from zhiban.findings.clauses import comparisons, tree_of
    from zhiban.packs.examples import examples_of, read_examples
    from zhiban.words.comparisons import line as say
    from zhiban.words.phrases import Phrases
    from zhiban.words.speech import Speech

    rule = library.rules["one_off_startup_subsidy"]
    row = read_examples(rule, examples_of(rule)).frame.row(0, named=True)
    unit = Unit(row["id"], rule.subject.id, row["occasion"])
    case = case_of(rule, unit, inputs_of_row(rule, row), row["as_of"], None)
    phrases = Phrases(rule, Speech("zh", LibraryNames(library)))
    texts = [
        say(one, phrases).text
        for article in rule.articles
        for one in comparisons(tree_of(case, article.condition))
    ]
    assert any(text.startswith("注册登记日期之后12个月：") for text in texts), texts
