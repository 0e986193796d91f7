"""What could stand in a register? Random rows that keep its promises, for any declared register."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import polars as pl

from zhiban.language.promises import GoesWith, NotAfter
from zhiban.language.register import Register
from zhiban.model import types as t

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("insurance", "employment", "supervision")
PACKS = [ROOT / "src" / "zhiban_packs" / name for name in NAMES]
LUNCH = Path(__file__).parent / "packs" / "lunch"
COVERED = "2010-01-01..2025-06-30"
PERSONS, FIRMS = ([f"{x}{n:02d}" for n in range(30)] for x in "PE")


def random_rows(register: type[Register], chance: random.Random, count: int = 150) -> pl.DataFrame:
    """Rows that keep the promises of a register, unique by its key."""
    if len(register.key) == 1 and isinstance(register.columns[register.key[0]].type, t.SubjectId):
        count = len(PERSONS)
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for number in range(count):
        row = {
            c.name: "" if not c.required and chance.random() < 0.08
            else _cell(register, c.name, number, chance)
            for c in register.columns.values()
        }  # fmt: skip
        keep(register, row)
        rows[tuple(row[k] for k in register.key)] = row
    return pl.DataFrame(list(rows.values()))


def keep(register: type[Register], row: dict[str, str]) -> None:
    """Change cells of a row so that it keeps the promises across columns."""
    for promise in register.promises:
        if isinstance(promise, NotAfter):
            a, b = promise.columns
            is_number = isinstance(register.columns[a].type, (t.Integer, t.Money))
            if (
                row[a]
                and row[b]
                and sorted((row[a], row[b]), key=int if is_number else str)[0] != row[a]
            ):
                row[a], row[b] = row[b], row[a]
        elif isinstance(promise, GoesWith):
            row[promise.column] = row[promise.column] if row[promise.needs] else ""
        elif not any(row[name] for name in promise.columns):
            row[promise.columns[0]] = PERSONS[0] if promise.columns[0] == "person" else FIRMS[0]


def steady_contributions(columns: list[str]) -> pl.DataFrame:
    """Some firms and persons of whom every month of three years is paid in full."""
    months = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13)]
    rows = [
        {"person": PERSONS[n], "enterprise": FIRMS[n], "scheme": "210", "for_month": month,
         "paid_on": f"{month}-20", "fully_paid": "true", "unit_fen": "900", "personal_fen": "450",
         "refunded_fen": "0"}
        for n in range(8)
        for month in months
    ]  # fmt: skip
    return pl.DataFrame(rows).select(columns)


def _ids(type_: t.SubjectId) -> list[str]:
    return PERSONS if type_.kind == "person" else FIRMS


def _cell(register: type[Register], name: str, number: int, chance: random.Random) -> str:
    type_ = register.columns[name].type
    if register.key == (name,):
        return _ids(type_)[number] if isinstance(type_, t.SubjectId) else f"{name}-{number}"
    if isinstance(type_, t.SubjectId):
        return chance.choice(_ids(type_))
    if isinstance(type_, (t.Code, t.Ordered)):
        weights = [8 if c in ("210", "ordinary", "enterprise") else 1 for c in type_.list.codes]
        return chance.choices(type_.list.codes, weights)[0]
    if isinstance(type_, t.Date):
        never = chance.random() < 0.3 and name != register.happens
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(1300))
        return "never" if never else day.isoformat()
    if isinstance(type_, t.Month):
        return f"{chance.randrange(2022, 2026)}-{chance.randrange(1, 13):02d}"
    if isinstance(type_, t.Truth):
        return "true" if chance.random() < 0.8 else "false"
    if isinstance(type_, t.Text):
        rules = ["job_expansion_subsidy", "unemployment_benefit", "job_retention_refund"]
        return chance.choice(rules) if name == "rule" else f"hire_id-{number}"
    return str(chance.randrange(1, 500))
