"""How does the page on bad input come about? Each thing is delivered, and what is said noted.

Write it again: .venv/bin/python -m tests.bad_input.page
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bad_input.deliveries import ALL, HELD, REFUSED, REMARKED, TAKEN, Bad

from zhiban.errors import DataError
from zhiban.language.register import Register
from zhiban.loop.delivering import deliver
from zhiban.loop.delivery_report import Report
from zhiban.packs import Library, load
from zhiban.pool.pool import Pool

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "bad-input.md"
DAY = 20_750
_MEANT = {
    REFUSED: "The file is no table of the register: all its faults are told at once, and nothing "
    "of it is kept.",
    HELD: "The row is held back with every reason, the others go in; silence about its subject is "
    "not read as “no” until it is put right.",
    REMARKED: "The rows go in; the report says what is unlike the delivery before.",
    TAKEN: "There is nothing wrong with it.",
}  # fmt: skip
_HEAD = """# Bad input: what is said of what

Everything that suppliers send wrongly, and what `zhiban receive` says of it: what is wrong, where,
and what to try. The page is written from deliveries that the tests make
(`.venv/bin/python -m tests.bad_input.page`), and a test holds it to them; it also sees that a
refused delivery leaves no trace in the pool. Where a reason quotes a cell, “…” stands for it.

| what becomes of it | |
|---|---|
"""


@dataclass(frozen=True)
class Said:
    """What was said of one delivery, in Chinese and in English, and what the pool did with it."""

    lines: list[tuple[str, str]]
    then: str
    accepted: int = 0
    quarantined: int = 0


@cache
def library() -> Library:
    """The packs of the tree."""
    return load(None)


def said_of(bad: Bad, folder: Path, pool: Pool) -> Said:
    """Deliver the wrong thing to a pool and note what is said."""
    register = library().register(bad.register)
    if bad.before is not None:
        (folder / "before").mkdir()
        _deliver(pool, register, bad.before(folder / "before"), bad)
    path = bad.makes(folder)
    try:
        report = _deliver(pool, register, path, bad)
    except DataError as error:
        shown = [
            tuple(p.text(language).replace(f"{folder}/", "") for language in ("zh", "en"))
            for p in error.problems
        ]
        return Said([(zh, en) for zh, en in shown], REFUSED)
    lines = [(f"{r['column'] or '—'}：{r['zh']}", f"{r['column'] or '—'}: {r['en']}")
             for r in report.ranked().iter_rows(named=True)]  # fmt: skip
    lines += [
        (f"{a}；可以这样做：{c}", f"{b}; try: {d}")
        for a, b, c, d in (one.words for one in report.unlike)
    ]
    counts = report.delivery.accepted, report.delivery.quarantined
    then = HELD if counts[1] else REMARKED if report.unlike else TAKEN
    return Said(lines, then, *counts)


def _deliver(pool: Pool, register: type[Register], path: Path, bad: Bad) -> Report:
    return deliver(pool, register, path, extracted_on=DAY, kind="changes", options=bad.options)


def page() -> str:
    """The page in Markdown."""
    lines = [_HEAD.rstrip("\n"), *(f"| {name} | {meant} |" for name, meant in _MEANT.items())]
    for group, items in ALL.items():
        lines += ["", f"## {group}", "", "| what comes | what becomes of it | what is said |"]
        lines += ["|---|---|---|", *(_row(bad) for bad in items)]
    return "\n".join([*lines, ""])


def _row(bad: Bad) -> str:
    with tempfile.TemporaryDirectory() as name:
        pool = Pool.open(Path(name) / "pool", create=True)
        pool.named_by(bad.keys)
        said = said_of(bad, Path(name), pool)
    return f"| {bad.what} | {said.then} | {'<br>'.join(_cells(said))} |"


def _cells(said: Said) -> Iterator[str]:
    for zh, en in said.lines:
        for text in (zh, en):
            yield text.replace("|", "\\|").replace("\n", " ")
    if not said.lines:
        yield "—"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
