"""G13: a watch reads a register only for a purpose that the register declares, with its law."""

from __future__ import annotations

from pathlib import Path

from tests.guarantees.watch_packs import loaded, refusal

NOTES = (
    "noted = fact('g.noted', '便笺', Notes.of(Person).exists())\n"
    'rule = watch(article("a", "一", "领过", paid >= 1), '
    'excused_by=[article("n", "二", "有便笺", noted)])'
)


def test_a_purpose_the_register_does_not_declare(tmp_path: Path) -> None:
    body = 'rule = watch(article("a", "一", "领过", paid >= 1), purposes=("taxation",))'
    assert refusal(tmp_path, body) == (
        "watch-purpose",
        "预警 g_watch：登记簿 g_payments 没有声明用途 taxation，不能用于这个预警（G13）",
        "watch g_watch: register g_payments does not declare the purpose taxation: this watch may "
        "not read it (G13)",
    )


def test_a_purpose_without_its_law_even_for_an_exception(tmp_path: Path) -> None:
    assert refusal(tmp_path, NOTES) == (
        "watch-purpose-law",
        "预警 g_watch：登记簿 g_notes 的用途 supervision 没有写法律依据（G13）",
        "watch g_watch: register g_notes declares the purpose supervision without its law (G13)",
    )


def test_a_watch_without_a_purpose(tmp_path: Path) -> None:
    body = 'rule = watch(article("a", "一", "领过", paid >= 1), purposes=())'
    assert refusal(tmp_path, body) == (
        "watch-no-purpose",
        "预警 g_watch：没有写 purposes：为哪项用途读取登记簿（G13）",
        "watch g_watch: it lacks purposes: for which use are the registers read (G13)",
    )


def test_the_purposes_of_a_register_can_be_read(tmp_path: Path) -> None:
    purposes = loaded(tmp_path).registers["g_payments"].purposes
    assert [str(p) for p in purposes] == ["entitlement", "supervision"]
    assert [getattr(p, "law", "") for p in purposes] == ["", "某条例第26条"]
