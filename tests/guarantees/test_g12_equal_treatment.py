"""G12: ethnic group, household registration, nationality need a cited article; places a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.guarantees.watch_packs import loaded, problems, refusal

NATION = 'x = fact("g.nation", "x", People.of(Person).nation)\n'
HUKOU = 'x = fact("g.hukou", "x", People.of(Person).hukou)\n'
LIVES = 'x = fact("g.lives", "x", People.of(Person).lives)\n'
GRADE = (
    'SIZES = CodeList("s", "级", ("low", "high"))\n'
    'g = Grade(id="g_grade", title="级", subject=Person, per=once, basis=BASIS, '
    "law_on=judged_day, classes=SIZES, "
    'class_of=case(when(x == "甲", fixed_code(SIZES, "high", ordered=True)), '
    'otherwise=fixed_code(SIZES, "low", ordered=True)), '
    'applies=[article("a", "一", "领过", paid >= 1)]{0})\n'
)


def body(fact: str, condition: str, more: str = "") -> str:
    clauses = f'article("p", "零", "领过", paid >= 1), article("a", "一", "x", {condition})'
    return fact + f"rule = watch({clauses}{more})"


@pytest.mark.parametrize(
    ("fact", "condition", "zh", "en", "column"),
    [
        (NATION, 'x == "某族"', "民族", "ethnic group", "g_people.nation"),
        (HUKOU, "x.is_in('a')", "户籍", "household registration", "g_people.hukou"),
    ],
    ids=["by its title", "as declared"],
)
def test_a_watch_may_not_use_it_unsaid(
    tmp_path: Path, fact: str, condition: str, zh: str, en: str, column: str
) -> None:
    found = refusal(tmp_path, body(fact, condition, ', areas_because="某地先行"'))
    assert found == (
        "sensitive-data",
        f"g_watch 用到{zh}（{column}），没有写明准许使用的条文（G12）",
        f"g_watch uses {en} ({column}) and cites no article that allows it (G12)",
    )


def test_nor_a_grade(tmp_path: Path) -> None:
    found = {p.code: p.what for p in problems(tmp_path, NATION + GRADE.format(""))}
    assert found["sensitive-data"] == (
        "g_grade 用到民族（g_people.nation），没有写明准许使用的条文（G12）"
    )
    assert (
        "g_grade"
        in loaded(
            tmp_path, NATION + GRADE.format(', sensitive_law={"ethnic_group": "某法第3条"}')
        ).rules
    )


def test_with_a_cited_article_it_loads(tmp_path: Path) -> None:
    more = ', areas_because="某地先行", sensitive_law={"hukou": "某法第3条"}'
    library = loaded(tmp_path, body(HUKOU, "x.is_in('a')", more))
    assert library.rules["g_watch"].sensitive_law == {"hukou": "某法第3条"}


def test_a_watch_of_some_places_says_why(tmp_path: Path) -> None:
    assert refusal(tmp_path, body(LIVES, "x.is_in('a')")) == (
        "watch-area",
        "预警 g_watch：条件 a 只看部分地区（g.lives），没有说明理由（G12）",
        "watch g_watch: clause a looks at some places only (g.lives) and no reason is given (G12)",
    )
    assert loaded(tmp_path, body(LIVES, "x.is_in('a')", ', areas_because="某地先行试点"'))
