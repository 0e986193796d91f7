"""How is a whole city made up? Block by block, each written as soon as it is made.

    out/registers/NAME/00000.parquet   what suppliers hold: one file per register and block
    out/truth/NAME/00000.parquet       the same rows as things really are, no cell emptied
    out/truth/homes/00000.parquet      where everybody really lives
    out/planted.csv, covered.yaml, README.txt

The cells are those of register files: days as ISO text or `never`, months as 2024-07, money in
fen. What is in memory is one block for each worker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from zhiban.made_up import blocks, files
from zhiban.made_up.blocks import Block
from zhiban.made_up.cases import Case
from zhiban.made_up.registers import as_text
from zhiban.made_up.town import Town, imagined

REGISTERS, TRUTH, HOMES = "registers", "truth", "homes"


@dataclass(frozen=True)
class City:
    """A city on disk, and how many rows each register has."""

    folder: Path
    people: int
    firms: int
    seed: int
    blocks: list[Block]
    rows: Mapping[str, int]
    cases: list[Case]

    def register(self, name: str, *, truth: bool = False) -> pl.LazyFrame:
        """A register over all blocks, with empty cells or as things really are."""
        place = self.folder / (TRUTH if truth else REGISTERS) / name
        return pl.scan_parquet(place / "*.parquet", missing_columns="raise")


def make_city(
    people: int, firms: int, seed: int, out: Path, *, workers: int = 1,
    block_people: int = blocks.PEOPLE, done: Callable[[int, int], None] = lambda made, of: None,
) -> City:  # fmt: skip
    """Make up a city and write it below `out`; the same bytes whatever the number of workers.

    `done` is told the blocks made so far and their number. Raises UsageError if the first block is
    too small for the planted cases.
    """
    plan = blocks.cut(people, firms, seed, block_people)
    rows: Counter[str] = Counter()
    cases: list[Case] = []
    count = 0
    for number, (mine, planted, works) in enumerate(
        blocks.each(plan, partial(_write, out), workers), 1
    ):
        rows.update(mine)
        cases += planted
        count += works
        done(number, len(plan))
    files.write_about(cases, out, people, count, seed)
    return City(out, people, count, seed, plan, dict(sorted(rows.items())), cases)


def _write(out: Path, block: Block) -> tuple[dict[str, int], list[Case], int]:
    """Make one block and write it; gives back its rows by register, its cases, its firms."""
    town = imagined(block)
    for name, frame in town.truth.items():
        if not frame.is_empty():
            true = as_text(name, frame)
            _file(true, out / TRUTH / name, block)
            _file(emptied(true, town.registers[name]), out / REGISTERS / name, block)
    _file(homes(town), out / TRUTH / HOMES, block)
    heights = {name: frame.height for name, frame in town.registers.items()}
    return heights, town.cases, town.firms


def emptied(true: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """`true` without the cells that are empty in `told`, row for row: cheaper than another text."""
    gaps = [c for c in true.columns if told[c].null_count() > true[c].null_count()]
    return true.with_columns(pl.when(told[c].is_not_null()).then(true[c]).alias(c) for c in gaps)


def _file(frame: pl.DataFrame, folder: Path, block: Block) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / f"{block.number:05d}.parquet")


def homes(town: Town) -> pl.DataFrame:
    """Where everybody of a block really lives: person, region, district, street, is_urban."""
    rows = [
        (p.id, p.home.district.region, p.home.district.code, p.home.street, p.home.is_urban)
        for p in town.folk
    ]
    columns = {"person": pl.String, "region": pl.String, "district": pl.String,
               "street": pl.String, "is_urban": pl.Boolean}  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row")
