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
from zhiban.made_up.careers import Job, Retirement, careers
from zhiban.made_up.cases import Case, cases_of
from zhiban.made_up.cast import Cast, Edit
from zhiban.made_up.contributions import contributions
from zhiban.made_up.dice import Dice
from zhiban.made_up.firms import FEN_PER_WAN, Firm, firms, measure
from zhiban.made_up.gaps import blanked
from zhiban.made_up.people import Person, people
from zhiban.made_up.registers import COLUMNS, frame_of
from zhiban.made_up.unemployment import Unemployment, seek, unemployment
from zhiban.model.types import NEVER_DAY, month_number

#: Hires are filed from this month on.
FILING_BEGINS = month_number(2022, 1)
STEPS = 5


@dataclass(frozen=True)
class Town:
    """A town made up: its registers by name, and the cases that were planted in it."""

    registers: dict[str, pl.DataFrame]
    cases: list[Case]
    people: int
    firms: int
    seed: int


def make_town(
    people: int,
    seed: int,
    out: Path,
    *,
    firms: int = 150,
    step: Callable[[str, str], None] = lambda zh, en: None,
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


def imagine(
    count: int, firm_count: int, seed: int, step: Callable[[str, str], None] = lambda zh, en: None
) -> Town:
    """The same town without its files."""
    folk = people(count, Dice(seed, "people"))
    cast = Cast(folk)
    planted_firms.plant(cast)
    planted_people.plant(cast)
    planted_benefits.plant(cast)
    planted_flexible.plant(cast)
    planted_startups.plant(cast)
    planted_pensions.plant(cast)
    planted_watches.plant(cast)
    planted_duties.plant(cast)
    numbers = range(len(cast.firms) + 1, firm_count + 1)
    if not numbers:
        raise UsageError(Problem(
            "town-small", "--firms", f"单位太少，预设的情形就要 {len(cast.firms)} 个",
            f"too few firms: the planted cases alone take {len(cast.firms)}",
            f"用 {2 * len(cast.firms)} 个或更多", f"use {2 * len(cast.firms)} or more",
        ))  # fmt: skip
    works = [*cast.firms, *firms(numbers, Dice(seed, "firms"))]
    step("工作和失业", "jobs and unemployment")
    jobs, retirements = careers(folk, works, Dice(seed, "careers"))
    jobs = [*sorted(cast.jobs, key=lambda j: (j.person.id, j.first)), *jobs]
    losses = unemployment(jobs, Dice(seed, "unemployment"))
    for person, registered_on, cancelled_on in cast.jobseekers:
        seek(losses, person, registered_on, cancelled_on)
    losses.benefits += cast.benefits
    losses.stops += cast.stops
    losses.awards += [(f"虚构A9{n:05d}", *row) for n, row in enumerate(cast.awards, 1)]
    _measure(works, jobs, Dice(seed, "files"))
    step("技能、学籍、创业、养老", "skills, schools, businesses, pensions")
    fill(cast.book, folk, works, jobs, retirements, losses, seed)
    step("缴费明细和缺口", "contributions and gaps")
    frames = _frames(folk, works, jobs, retirements, losses, cast, Dice(seed, "grants"))
    spared = {f.id for f in works if f.is_cast} | {p.id for p in folk if p.is_cast}
    dice = Dice(seed, "gaps")
    frames = {name: blanked(name, frame, dice, spared) for name, frame in frames.items()}
    for edit in cast.edits:
        frames[edit.register] = _edited(frames[edit.register], edit)
    return Town(frames, cases_of(cast, frames), count, len(works), seed)


def _measure(works: list[Firm], jobs: list[Job], dice: Dice) -> None:
    """Staff and size of each firm, from the people it insures."""
    insured: dict[str, int] = {}
    for job in jobs:
        if job.last is None or job.last >= known.LAST_PAID_MONTH:
            insured[job.firm.id] = insured.get(job.firm.id, 0) + 1
    for firm in works:
        measure(firm, insured.get(firm.id, 0), dice)


def _frames(
    folk: list[Person], works: list[Firm], jobs: list[Job], retirements: list[Retirement],
    losses: Unemployment, cast: Cast, dice: Dice,
) -> dict[str, pl.DataFrame]:  # fmt: skip
    rows: dict[str, Sequence[tuple[object, ...]]] = {
        "persons": [(p.id, p.sex, p.born_on, p.district) for p in folk],
        "enterprises": [_enterprise(firm) for firm in works],
        "unemployment_spells": losses.spells,
        "benefits": losses.benefits,
        "awards": losses.awards,
        "pensions": [(r.person.id, r.scheme, r.first_drawn_on) for r in retirements],
        "stops": losses.stops,
        "graduates": [(p.id, p.graduated_on, p.form, p.level) for p in folk if p.form],
        "hires": _hires(jobs),
        "jobseekers": losses.jobseekers,
        "credit": [(f.id, *row) for f in works for row in f.listed],
        "grants": _grants(works, cast, dice),
    }
    rows |= cast.book.rows
    return {
        name: contributions(jobs, works) if name == "contributions"
        else frame_of(name, rows.get(name, []))
        for name in COLUMNS
    }  # fmt: skip


def _enterprise(firm: Firm) -> tuple[object, ...]:
    assert firm.turnover_wan is not None and firm.assets_wan is not None
    return (
        firm.id, firm.unit_type, firm.industry.code, firm.size, firm.district, firm.licence,
        firm.dispatch, firm.staff, firm.turnover_wan * FEN_PER_WAN, firm.assets_wan * FEN_PER_WAN,
    )  # fmt: skip


def _hires(jobs: list[Job]) -> list[tuple[object, ...]]:
    filed = [j for j in jobs if j.first >= FILING_BEGINS and j.is_filed]
    return [
        (f"虚构H{n:06d}", j.firm.id, j.person.id, j.hired_on, j.contract)
        for n, j in enumerate(filed, 1)
    ]


def _grants(works: list[Firm], cast: Cast, dice: Dice) -> list[tuple[object, ...]]:
    """Refunds of earlier years to some firms, and what the planted cases need."""
    rows = [*cast.grants, *cast.book.grants]
    for firm in works:
        for year in (2022, 2023):
            if not firm.is_cast and firm.unit_type == "enterprise" and dice.chance(0.5):
                granted_on = known.LAST_DAY - 365 * (2026 - year) + dice.between(-60, 30)
                fen = dice.between(20_000, 900_000)
                reversed_on = granted_on + 90 if dice.chance(0.03) else NEVER_DAY
                rows.append((
                    "job_retention_refund", firm.id, None, str(year), None, granted_on, fen,
                    reversed_on,
                ))  # fmt: skip
    return [(f"虚构G{n:06d}", *row) for n, row in enumerate(rows, 1)]


def _edited(frame: pl.DataFrame, edit: Edit) -> pl.DataFrame:
    here = pl.all_horizontal(pl.col(column) == value for column, value in edit.where.items())
    return frame.with_columns(pl.when(~here.fill_null(False)).then(pl.col(edit.column)))
