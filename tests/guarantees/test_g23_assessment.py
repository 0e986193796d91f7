"""G23: an impact assessment (PIPL art. 55) lies beside every watch and grade."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.guarantees.watch_packs import ASSESSMENT, RIGHT, loaded, refusal

from zhiban.language.rules import GradeRule, WatchRule
from zhiban.packs import load
from zhiban.packs.protection import SECTIONS


def test_without_one_the_pack_does_not_load(tmp_path: Path) -> None:
    assert refusal(tmp_path, RIGHT, assessment=None) == (
        "no-assessment",
        "g_watch 的文件夹缺少 assessment.md（影响评估，G23）",
        "the folder of g_watch lacks assessment.md (impact assessment, G23)",
    )


@pytest.mark.parametrize(("word", "word_en"), SECTIONS.items())
def test_an_empty_or_missing_part_is_named(tmp_path: Path, word: str, word_en: str) -> None:
    row = next(line for line in ASSESSMENT.splitlines() if word in line)
    for text in (ASSESSMENT.replace(row + "\n", ""), ASSESSMENT.replace(row, f"| {word} | |")):
        assert refusal(tmp_path, RIGHT, assessment=text) == (
            "assessment",
            f"g_watch 的影响评估没有写：{word}（G23）",
            f"the assessment of g_watch does not say: {word_en} (G23)",
        )


def test_sections_do_as_well_as_a_table(tmp_path: Path) -> None:
    text = "\n".join(f"## {word} {en}\n\n写明了。\n" for word, en in SECTIONS.items())
    folder = tmp_path / "sections"
    folder.mkdir()
    from tests.guarantees.watch_packs import write_pack

    assert load([write_pack(folder, RIGHT, text)])
    assert loaded(tmp_path)


def test_every_loaded_watch_and_grade_has_one() -> None:
    rules = [r for r in load().rules.values() if isinstance(r, (WatchRule, GradeRule))]
    assert rules and all((r.folder / "assessment.md").is_file() for r in rules)
