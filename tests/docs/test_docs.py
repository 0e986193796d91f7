"""Do the pages hold together: links lead somewhere, and nothing betrays one machine?"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# Joined here, so that this file does not name what it forbids.
MACHINE = ["/".join(["", name, ""]) for name in ("tmp", "work", "root", "opt")]
MACHINE += ["/".join(["", "home", ""]), "C:" + "\\", "." + "library"]
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "registry" + ".npm", "--index" + "-url http"]


def tracked() -> list[Path]:
    """The files under version control, also those about to be; all of them in an export."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    found = [ROOT / name for name in names if name] or list(ROOT.rglob("*"))
    return sorted(path for path in found if path.is_file() and ".venv" not in path.parts)


def words_of(path: Path) -> str:
    """The text of a file, empty for what is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a Markdown page make."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", words_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


PAGES = [path for path in tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for target in LINK.findall(CODE.sub("", words_of(page))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        goal = (page.parent / name).resolve() if name else page
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            lost.append(target)
    assert not lost


def test_every_page_of_docs_is_reached_from_its_index() -> None:
    docs = ROOT / "docs"
    lost = []
    for page in docs.glob("*/*.md"):
        index = page.parent / "README.md"
        if page != index and f"({page.name})" not in words_of(index):
            lost.append(str(page.relative_to(ROOT)))
    assert not lost


@pytest.mark.parametrize("forbidden", MACHINE + REGISTRIES)
def test_nothing_names_a_machine_or_a_registry(forbidden: str) -> None:
    at_start = r"(?<![\w.\-~/])" if forbidden[0] in "/." else ""
    pattern = re.compile(at_start + re.escape(forbidden))
    assert not [str(p.relative_to(ROOT)) for p in tracked() if pattern.search(words_of(p))]


def test_readme_names_the_two_commands() -> None:
    readme = words_of(ROOT / "README.md")
    assert "make demo" in readme
    assert "make test" in readme


def test_the_commands_the_pages_name_are_targets() -> None:
    targets = set(re.findall(r"^([a-z]+):", words_of(ROOT / "Makefile"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z]+)", words_of(page))}
    assert named <= targets


def test_glossary_lines_are_whole() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in words_of(ROOT / "GLOSSARY.md").splitlines()
        if line.startswith("| ")
    ]
    assert all(len(row) == 4 and all(row) for row in rows)
    terms = [row[1] for row in rows if row[1] != "English"]
    assert len(terms) == len(set(terms))
