"""Do README.md and README.zh-CN.md say the same, each in its language?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose_of(text: str) -> str:
    return BLOCK.sub("", text)


def code(text: str) -> list[str]:
    """The blocks of code, to the letter."""
    return BLOCK.findall(text)


def headings(text: str) -> list[int]:
    """The level of each heading, in order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", prose_of(text), re.MULTILINE)]


def links(text: str) -> list[str]:
    """Where its links lead, in order; the link to the other page apart."""
    return [goal for goal in LINK.findall(prose_of(text)) if goal not in (ENGLISH, CHINESE)]


def tables(text: str) -> list[int]:
    """How many cells each row of its tables has."""
    rows = re.findall(r"^\|.*\|$", prose_of(text), re.MULTILINE)
    return [row.count("|") - 1 for row in rows]


def items(text: str) -> int:
    """How many items its lists have."""
    return len(re.findall(r"^- ", prose_of(text), re.MULTILINE))


def commands(text: str) -> list[str]:
    """What stands between backquotes inside the text: commands, options, files."""
    return sorted(re.findall(r"`[^`\n]+`", prose_of(text)))


@pytest.mark.parametrize("part", [code, headings, links, tables, items, commands])
def test_both_have_the_same(part) -> None:
    english, chinese = part(text_of(ENGLISH)), part(text_of(CHINESE))
    assert english == chinese
    assert english


def test_each_leads_to_the_other() -> None:
    assert f"({CHINESE})" in text_of(ENGLISH).split("\n## ")[0]
    assert f"({ENGLISH})" in text_of(CHINESE).split("\n## ")[0]


def test_the_numbers_in_the_text_are_the_same() -> None:
    def numbers(text: str) -> list[str]:
        plain = LINK.sub("", re.sub(r"`[^`\n]+`", "", prose_of(text))).replace(",", "")
        return sorted(re.findall(r"\d+(?:\.\d+)?", plain))

    assert numbers(text_of(ENGLISH)) == numbers(text_of(CHINESE))
