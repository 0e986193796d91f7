"""How does the reference of the language come about? `python -m tests.spec.write_manual`."""

from __future__ import annotations

from pathlib import Path

from tests.spec.chapters import CHAPTERS
from tests.spec.specs import Chapter, RowsSpec, RuleSpec, Spec, ValueSpec
from tests.spec.text_tables import TextTable

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "language.md"
INTRO = """# The language

What every expression is worth, also when something is not known. Made from the tables in
`tests/spec`, each of which is run on both engines; do not edit this page, run
`python -m tests.spec.write_manual`.

How to read the tables. Left columns are what is known, right columns are expressions and what they
come to. `unknown` is what is known of a missing value; `[2, 5]` is a value that is at least 2 and
at most 5, an empty end is open; months with `?` are possible, `+1` is one further month that could
be any. A column `why …` lists the missing pieces that keep a value unknown. Nothing in a cell of a
register is an empty cell.
"""


def manual() -> str:
    """The whole page."""
    contents = "\n".join(f"- [{c.title}](#{anchor(c.title)})" for c in CHAPTERS)
    return "\n".join([INTRO, contents, *(_chapter(c) for c in CHAPTERS)])


def anchor(title: str) -> str:
    """The anchor of a heading."""
    kept = "".join(c for c in title.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")


def _chapter(chapter: Chapter) -> str:
    specs = "\n".join(_spec(spec) for spec in chapter.specs)
    return f"\n## {chapter.title}\n\n{chapter.intro.strip()}\n{specs}"


def _spec(spec: Spec) -> str:
    parts = [f"\n**{spec.sentence}**\n"]
    if spec.note:
        parts.append(f"{spec.note}\n")
    match spec:
        case ValueSpec():
            if any(h.startswith("why ") or "reached" in h for h in spec.table.heading):
                parts += [f"Judged on {spec.as_of}.\n"] if _looks_at_today(spec) else []
            parts.append(_shown(spec.table))
        case RowsSpec():
            for register, table in spec.given.items():
                parts.append(
                    f"Register `{register}`{_covered(spec, register)}:\n\n{table.markdown(False)}\n"
                )
            for register in spec.covered:
                if register not in spec.given:
                    parts.append(f"Register `{register}`{_covered(spec, register)}: no rows.\n")
            parts.append(f"Judged on {spec.as_of}:\n\n{_shown(spec.table)}")
        case RuleSpec():
            parts.append(_shown(spec.table))
    return "\n".join(parts)


def _looks_at_today(spec: ValueSpec) -> bool:
    return any("reached" in h for h in spec.table.heading) and "as_of" not in spec.table.heading


def _covered(spec: RowsSpec, register: str) -> str:
    words = []
    if register in spec.covered:
        words.append(f"covered {spec.covered[register]}")
    if register in spec.quarantined:
        words.append(f"with an unreadable row about {', '.join(spec.quarantined[register])}")
    return f" ({', '.join(words)})" if words else ""


def _shown(table: TextTable) -> str:
    return table.markdown()


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
