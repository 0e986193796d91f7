"""Which rows do the registers hold of those who were made up? Register by register."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.made_up import known
from zhiban.made_up.careers import Job, Retirement
from zhiban.made_up.cast import Cast
from zhiban.made_up.contributions import contributions
from zhiban.made_up.dice import Dice
from zhiban.made_up.firms import FEN_PER_WAN, Firm
from zhiban.made_up.people import Person
from zhiban.made_up.registers import COLUMNS, frame_of
from zhiban.made_up.unemployment import Unemployment
from zhiban.model.types import NEVER_DAY, month_number

#: Hires are filed from this month on.
FILING_BEGINS = month_number(2022, 1)


def frames(
    folk: Sequence[Person], works: Sequence[Firm], abroad: Sequence[Firm], jobs: Sequence[Job],
    retirements: Sequence[Retirement], losses: Unemployment, cast: Cast, dice: Dice,
) -> dict[str, pl.DataFrame]:  # fmt: skip
    """Every register's frame; days and months are numbers. `abroad`: firms on record elsewhere."""
    mark = cast.book.mark
    rows: dict[str, Sequence[tuple[object, ...]]] = {
        "persons": [
            (p.id, p.sex, p.born_on, p.district, p.home.district.code, p.home.street) for p in folk
        ],
        "enterprises": [_enterprise(firm) for firm in works],
        "unemployment_spells": losses.spells,
        "benefits": losses.benefits,
        "awards": losses.awards,
        "pensions": [(r.person.id, r.scheme, r.first_drawn_on) for r in retirements],
        "stops": losses.stops,
        "graduates": [(p.id, p.graduated_on, p.form, p.level) for p in folk if p.form],
        "hires": _hires(jobs, mark),
        "jobseekers": losses.jobseekers,
        "credit": [(f.id, *row) for f in works for row in f.listed],
        "grants": _grants(works, cast, dice, mark),
    }
    rows |= cast.book.rows
    return {
        name: contributions(jobs, [*works, *abroad]) if name == "contributions"
        else frame_of(name, rows.get(name, []))
        for name in COLUMNS
    }  # fmt: skip


def _enterprise(firm: Firm) -> tuple[object, ...]:
    assert firm.turnover_wan is not None and firm.assets_wan is not None
    return (
        firm.id, firm.unit_type, firm.industry.code, firm.size, firm.district, firm.licence,
        firm.dispatch, firm.staff, firm.turnover_wan * FEN_PER_WAN, firm.assets_wan * FEN_PER_WAN,
        firm.home.street,
    )  # fmt: skip


def _hires(jobs: Sequence[Job], mark: str) -> list[tuple[object, ...]]:
    filed = [j for j in jobs if j.first >= FILING_BEGINS and j.is_filed]
    return [
        (f"{mark}H{n:06d}", j.firm.id, j.person.id, j.hired_on, j.contract)
        for n, j in enumerate(filed, 1)
    ]


def _grants(works: Sequence[Firm], cast: Cast, dice: Dice, mark: str) -> list[tuple[object, ...]]:
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
    return [(f"{mark}G{n:06d}", *row) for n, row in enumerate(rows, 1)]
