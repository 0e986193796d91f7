"""What must each rule say of a made-up city? The rules over what is really so, block by block.

    out/truth/verdicts/RULE/00000.parquet    the findings of a block, in the form `judge` writes
    out/truth/verdicts/RULE/giant.parquet    those of the one firm whose staff live in every block

Nobody's verdict depends on another block but that firm's: it is judged with all its staff at hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from zhiban.cli import reading
from zhiban.cli.demo.run import rules_of_town
from zhiban.language.rules import Rule
from zhiban.loop.judging import judge_registers
from zhiban.loop.receiving import receive
from zhiban.made_up import blocks, giant
from zhiban.made_up.blocks import Block
from zhiban.made_up.city import HOMES, TRUTH, City
from zhiban.made_up.known import LAST_DAY
from zhiban.made_up.registers import COVERED
from zhiban.packs import Library, load

VERDICTS = "verdicts"
#: The registers that name an employer and somebody of its staff.
STAFF = ("contributions", "hires", "benefits")


def verdicts(
    city: City, *, packs: Sequence[Path] | None = None, as_of: int = LAST_DAY, workers: int = 1,
    done: Callable[[int, int], None] = lambda judged, of: None,
) -> dict[str, int]:  # fmt: skip
    """Judge the truth of a city by every rule whose registers it has; findings by rule."""
    count: dict[str, int] = {}
    do = partial(_judge_block, city.folder, packs, as_of)
    for number, found in enumerate(blocks.each(city.blocks, do, workers), 1):
        _add(count, found)
        done(number, len(city.blocks))
    _add(count, _judge_giant(city, packs, as_of))
    return count


def _add(count: dict[str, int], found: dict[str, int]) -> None:
    for rule, findings in found.items():
        count[rule] = count.get(rule, 0) + findings


def _judge_block(
    folder: Path, packs: Sequence[Path] | None, as_of: int, block: Block
) -> dict[str, int]:
    """Everybody of a block but the one firm, whose row stands in the first block alone."""
    truth = folder / TRUTH
    with tempfile.TemporaryDirectory() as beside:
        files = {p.parent.name: p for p in truth.glob(f"*/{block.number:05d}.parquet")}
        firms = pl.read_parquet(truth / "enterprises" / "*.parquet", glob=True).filter(
            pl.col("enterprise") == giant.ID
        )
        if block.number:
            own = [pl.read_parquet(files["enterprises"])] if "enterprises" in files else []
            files["enterprises"] = Path(beside) / "enterprises.parquet"
            pl.concat([*own, firms]).write_parquet(files["enterprises"])
        kept = pl.col("id") != giant.ID
        library = load(packs)
        rules = rules_of_town(library)
        return _judge(library, rules, files, as_of, kept, truth, f"{block.number:05d}")


def _judge_giant(city: City, packs: Sequence[Path] | None, as_of: int) -> dict[str, int]:
    """The one firm, with every row about it and about those who ever were its staff."""
    library = load(packs)
    rules = [rule for rule in rules_of_town(library) if rule.subject.register == "enterprises"]
    named = [city.register(name, truth=True) for name in STAFF if city.rows.get(name)]
    staff = pl.concat(
        [rows.filter(pl.col("enterprise") == giant.ID).select("person") for rows in named]
    ).unique()
    with tempfile.TemporaryDirectory() as beside:
        files = {}
        for name in (n for n, rows in city.rows.items() if rows):
            mine = _about(city.register(name, truth=True), staff).collect()
            if not mine.is_empty():
                files[name] = Path(beside) / f"{name}.parquet"
                mine.write_parquet(files[name])
        truth = city.folder / TRUTH
        return _judge(library, rules, files, as_of, pl.col("id") == giant.ID, truth, "giant")


def _about(rows: pl.LazyFrame, staff: pl.LazyFrame) -> pl.LazyFrame:
    """The rows that name the firm, or somebody of its staff; all where neither can be named."""
    columns = rows.collect_schema().names()
    parts = []
    if "enterprise" in columns:
        parts.append(rows.filter(pl.col("enterprise") == giant.ID))
    if "person" in columns:
        others = rows.filter(pl.col("enterprise") != giant.ID) if parts else rows
        parts.append(others.join(staff, on="person", how="semi"))
    return pl.concat(parts) if parts else rows


def _judge(
    library: Library, rules: Iterable[Rule], files: dict[str, Path], as_of: int, kept: pl.Expr,
    truth: Path, name: str,
) -> dict[str, int]:  # fmt: skip
    spans = [f"{n}={a}..{b}" for n, covered in COVERED.items() for a, b in covered.spans]
    given = sorted((n, path) for n, path in files.items() if n in COVERED and n != HOMES)
    registers = receive(library, given, reading.covered(spans))
    count = {}
    for rule in rules:
        judged = judge_registers(library, [rule], registers, as_of)
        if judged.failures:
            raise RuntimeError(f"{rule.id}: {judged.failures}")
        found = judged.as_file().filter(kept)
        folder = truth / VERDICTS / rule.id
        folder.mkdir(parents=True, exist_ok=True)
        found.write_parquet(folder / f"{name}.parquet")
        count[rule.id] = found.height
    return count
