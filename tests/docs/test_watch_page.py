"""Do the files of the page on watches make a pack that loads, and is its mistake refused?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhiban.errors import PackError
from zhiban.packs import load
from zhiban.packs.example_runs import run_examples

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-watch.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def pack(folder: Path, name: str, watch: str) -> Path:
    """The pack of the page under a name of its own, so that each test imports afresh."""
    rule = folder / name / "watches" / "twice_lodged"
    rule.mkdir(parents=True)
    (folder / name / "__init__.py").write_text('"""A pack."""\n')
    (folder / name / "registers.py").write_text(blocks("python")[0])
    (rule / "watch.py").write_text(watch.replace("mypack", name))
    (rule / "assessment.md").write_text(blocks("markdown")[0])
    (rule / "examples.yaml").write_text(blocks("yaml")[0])
    return folder / name


def test_the_pack_of_the_page_loads_and_its_examples_come_out(tmp_path: Path) -> None:
    rule = load([pack(tmp_path, "page_watch", blocks("python")[1])]).rules["twice_lodged"]
    runs = run_examples(rule)
    assert not runs.problems and runs.missing == ()
    assert [wrong for one in runs.ran for wrong in one.wrong] == []


def test_the_mistake_of_the_page_is_refused_with_its_words(tmp_path: Path) -> None:
    right = blocks("python")[1]
    wrong = right.replace('article("lodged", "八", "当月住在宿舍", lodged,',
                          'article("absent", "八", "没有入住", ~lodged,')  # fmt: skip
    assert wrong != right
    with pytest.raises(PackError) as refused:
        load([pack(tmp_path, "page_absent", wrong)])
    said = [problem.what_en for problem in refused.value.problems]
    assert len(said) == 2 and said[0] == blocks("text")[0].strip()
