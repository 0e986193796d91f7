"""G2: an adverse finding needs positive rows; silence is never evidence against anyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.guarantees.watch_packs import loaded, problems, refusal

SILENT = (
    "watch-silence",
    "预警 g_watch：条件 a 的 {0} 会因为少了记录而成立；查不到不能作为对任何人不利的依据（G2）",
    "watch g_watch: {0} of clause a can come true because a row is missing: silence is never "
    "evidence against anyone (G2)",
)
REFUSED = {
    "at most a count": ("paid <= 3", SILENT, "g.paid <= 3"),
    "not a row": (
        "~fact('g.any', '有', Payments.of(Person).exists())", SILENT, "~g.any",
    ),
    "a difference": ("3 - paid >= 1", SILENT, "subtract(3, g.paid) >= 1"),
    "a sum that may fall": (
        "fact('g.sum_fen', '和', Payments.of(Person).sum(Payments.change_fen)) >= 100",
        SILENT, "g.sum_fen >= 100",
    ),
    "every": (
        "fact('g.all', '都', Payments.of(Person).every(Payments.kind.is_in('own')))",
        ("watch-every", "预警 g_watch：条件 a 用了 every：一行也没有时成立（G2）",
         "watch g_watch: clause a uses every, which holds where there is no row (G2)"), "",
    ),
    "if_none": (
        "reached(fact('g.first', '首次', Payments.of(Person).least(Payments.paid_on, "
        "if_none=NEVER)))",
        ("watch-if-none", "预警 g_watch：条件 a 用了 if_none：查不到被当成一个值（G2）",
         "watch g_watch: clause a uses if_none, which gives silence a value (G2)"), "",
    ),
    "the last row": (
        "fact('g.last', '末次', Payments.of(Person).last(Payments.kind, if_none=unknown))"
        ".is_in('own')",
        ("watch-pick",
         "预警 g_watch：条件 a 用了 first、last 或 mean：少一行就可能变成“是”（G2）",
         "watch g_watch: clause a uses first, last or mean: a row less may make it yes (G2)"),
        "",
    ),
    "assume": (
        "assume(fact('g.yes', '有', Payments.of(Person).exists()), False, because='某条')",
        ("watch-assume", "预警 g_watch：a 用了 assume：预警不能推定（G2）",
         "watch g_watch: a uses assume: a watch assumes nothing (G2)"), "",
    ),
}  # fmt: skip


def with_named_facts(line: str) -> str:
    """The line with the facts declared in it given names before it, as a pack must."""
    named = ""
    while "fact('" in line:
        start = end = line.index("fact('")
        depth = 0
        for end in range(start + 4, len(line)):
            depth += {"(": 1, ")": -1}.get(line[end], 0)
            if not depth:
                break
        named += f"named = {line[start : end + 1]}\n"
        line = line[:start] + "named" + line[end + 1 :]
    return named + line


@pytest.mark.parametrize("name", REFUSED)
def test_what_silence_could_make_true_does_not_load(tmp_path: Path, name: str) -> None:
    condition, (code, zh, en), what = REFUSED[name]
    clauses = f'article("p", "零", "领过", paid >= 1), article("a", "一", "x", {condition})'
    body = with_named_facts(f"rule = watch({clauses})")
    assert refusal(tmp_path, body) == (code, zh.format(what), en.format(what))


def test_a_fact_that_no_register_gives_does_not_load(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        'told = given("g.told", "人说的", paid.type, subject=Person)\n'
        'rule = watch(article("p", "零", "领过", paid >= 1), article("a", "一", "x", told >= 1))',
    )
    texts = {p.code: (p.what, p.what_en) for p in found}
    assert texts["watch-given"] == (
        "预警 g_watch：条件 a 用到事实 g.told，它不来自任何登记簿（G2）",
        "watch g_watch: clause a uses fact g.told, which comes from no register (G2)",
    )


@pytest.mark.parametrize(
    "condition", ["paid >= 0", "any_of(paid >= 1, reached(day('2020-01-01')))"]
)
def test_what_holds_without_any_row_does_not_load(tmp_path: Path, condition: str) -> None:
    found = problems(tmp_path, f'rule = watch(article("a", "一", "x", {condition}))')
    texts = {p.code: (p.what, p.what_en) for p in found}
    assert texts["watch-without-rows"] == (
        "预警 g_watch：一行记录也没有的人也可能是“是”（G2）",
        "watch g_watch: it could be yes of someone about whom there is no row (G2)",
    )


@pytest.mark.parametrize(
    "condition",
    [
        "paid >= 2",
        "fact('g.f', '有', Payments.of(Person).where(~Payments.kind.is_in('own')).exists())",
        "fact('g.f_fen', '和', Payments.of(Person).sum(Payments.paid_fen)) >= 100",
        "fact('g.f', '月', Payments.of(Person).months(Payments.paid_on).longest_run()) >= 3",
        "fact('g.f', '末', Payments.of(Person).greatest(Payments.paid_on, if_none=unknown)) "
        ">= day('2025-01-01')",
        "reached(fact('g.f', '首', Payments.of(Person).least(Payments.paid_on, if_none=unknown)))",
        "~(paid <= 3)",
        "fact('g.f', '单位', Payments.of(Person).where(Payments.firm[firm_paid] >= 2).exists())",
    ],
)
def test_what_only_rows_can_make_true_loads(tmp_path: Path, condition: str) -> None:
    body = "firm_paid = fact('g.firm', '单位发放', Payments.of(Enterprise).count())\n"
    body += with_named_facts(f'rule = watch(article("a", "一", "x", {condition}))')
    assert "g_watch" in loaded(tmp_path, body).rules


def test_all_that_is_wrong_with_a_watch_is_said_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        'rule = watch(article("a", "一", "x", paid <= 3), precision="140 %", '
        'consequence="stop", purposes=("tax",))',
    )
    assert {p.code for p in found} == {
        "watch-silence", "watch-without-rows", "watch-precision", "watch-consequence",
        "watch-purpose",
    }  # fmt: skip
