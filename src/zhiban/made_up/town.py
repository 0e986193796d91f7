"""How is a town made up? People, firms, jobs, then the registers that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.made_up import (
    files,
    known,
    planted_benefits,
    planted_duties,
    planted_firms,
    planted_flexible,
    planted_pensions,
    planted_people,
    planted_startups,
    planted_watches,
)
from zhiban.made_up.beside import fill
from zhiban.made_up.blocks import Block
from zhiban.made_up.book import Book
from zhiban.made_up.careers import Job, careers
from zhiban.made_up.cases import Case, cases_of
from zhiban.made_up.cast import Cast, Edit
from zhiban.made_up.dice import Dice
from zhiban.made_up.firms import Firm, firms, measure
from zhiban.made_up.gaps import blanked
from zhiban.made_up.giant import giant
from zhiban.made_up.people import Person, people
from zhiban.made_up.rows import frames
from zhiban.made_up.unemployment import Unemployment, seek, unemployment

STEPS = 5
Step = Callable[[str, str], None]


@dataclass(frozen=True)
class Town:
    """A town made up: its registers by name, and the cases that were planted in it.

    `registers` is what suppliers hold, with empty cells; `truth` the same rows as things really
    are. Days and months are numbers, money is fen. `folk`: everybody, with home and age.
    """

    registers: dict[str, pl.DataFrame]
    cases: list[Case]
    people: int
    firms: int
    seed: int
    truth: dict[str, pl.DataFrame]
    folk: Sequence[Person]


def make_town(
    people: int,
    seed: int,
    out: Path,
    *,
    firms: int = 150,
    step: Step = lambda zh, en: None,
) -> Town:
    """Make up a town of so many people and firms and write its register files to `out`.

    The same numbers and seed give the same bytes. `step` is told what is being made (zh, en);
    there are STEPS of them. Raises UsageError if the town is too small for its planted cases.
    """
    step("人和单位", "people and firms")
    town = imagine(people, firms, seed, step)
    step("写登记簿文件", "writing the register files")
    files.write(town.registers, town.cases, out, people, firms, seed)
    return town


def imagine(count: int, firm_count: int, seed: int, step: Step = lambda zh, en: None) -> Town:
    """The same town without its files."""
    return imagined(Block(seed, 0, count, firm_count, count), step)


def imagined(block: Block, step: Step = lambda zh, en: None) -> Town:
    """One block of a city; block 0, with the planted cases, may be a town of its own."""
    folk = people(block.people, block.dice("people"), block.mark)
    cast = _cast(folk, block)
    numbers = range(len(cast.firms) + 1, block.firms + 1)
    largest = giant(block.of_people)
    here = [largest] if block.number == 0 else []
    works = [*cast.firms, *here, *firms(numbers, block.dice("firms"), block.mark)]
    step("工作和失业", "jobs and unemployment")
    jobs, retirements = careers(folk, works, block.dice("careers"), largest)
    jobs = [*sorted(cast.jobs, key=lambda j: (j.person.id, j.first)), *jobs]
    losses = _losses(jobs, cast, block)
    _measure(works, jobs, block.dice("files"))
    step("技能、学籍、创业、养老", "skills, schools, businesses, pensions")
    fill(cast.book, folk, works, jobs, retirements, losses, block.dice)
    step("缴费明细和缺口", "contributions and gaps")
    truth = frames(
        folk, works, [] if here else [largest], jobs, retirements, losses, cast,
        block.dice("grants"),
    )  # fmt: skip
    spared = {f.id for f in works if f.is_cast} | {p.id for p in folk if p.is_cast}
    dice = block.dice("gaps")
    registers = {name: blanked(name, frame, dice, spared) for name, frame in truth.items()}
    for edit in cast.edits:
        registers[edit.register] = _edited(registers[edit.register], edit)
    cases = cases_of(cast, registers)
    return Town(registers, cases, block.people, len(works), block.seed, truth, folk)


def _cast(folk: list[Person], block: Block) -> Cast:
    """Everybody who plays a part in a planted case; nobody outside the first block."""
    cast = Cast(folk, book=Book(block.mark))
    if block.number:
        return cast
    planted_firms.plant(cast)
    planted_people.plant(cast)
    planted_benefits.plant(cast)
    planted_flexible.plant(cast)
    planted_startups.plant(cast)
    planted_pensions.plant(cast)
    planted_watches.plant(cast)
    planted_duties.plant(cast)
    if len(cast.firms) >= block.firms:
        raise UsageError(Problem(
            "town-small", "--firms", f"单位太少，预设的情形就要 {len(cast.firms)} 个",
            f"too few firms: the planted cases alone take {len(cast.firms)}",
            f"用 {2 * len(cast.firms)} 个或更多", f"use {2 * len(cast.firms)} or more",
        ))  # fmt: skip
    return cast


def _losses(jobs: list[Job], cast: Cast, block: Block) -> Unemployment:
    losses = unemployment(jobs, block.dice("unemployment"), block.mark)
    for person, registered_on, cancelled_on in cast.jobseekers:
        seek(losses, person, registered_on, cancelled_on)
    losses.benefits += cast.benefits
    losses.stops += cast.stops
    losses.awards += [(f"虚构A9{n:05d}", *row) for n, row in enumerate(cast.awards, 1)]
    return losses


def _measure(works: list[Firm], jobs: list[Job], dice: Dice) -> None:
    """Staff and size of each firm, from the people it insures."""
    insured: dict[str, int] = {}
    for job in jobs:
        if job.last is None or job.last >= known.LAST_PAID_MONTH:
            insured[job.firm.id] = insured.get(job.firm.id, 0) + 1
    for firm in works:
        measure(firm, insured.get(firm.id, 0), dice)


def _edited(frame: pl.DataFrame, edit: Edit) -> pl.DataFrame:
    here = pl.all_horizontal(pl.col(column) == value for column, value in edit.where.items())
    return frame.with_columns(pl.when(~here.fill_null(False)).then(pl.col(edit.column)))
