"""A made-up town in a pool, what the rules say of it all at once, and deliveries at random."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from zhiban.cli import reading
from zhiban.loop.delivering import deliver
from zhiban.loop.folders import covered_in, files_of
from zhiban.loop.judging import judge_registers
from zhiban.loop.pooled import registers_of
from zhiban.made_up import make_town
from zhiban.model.types import day_number
from zhiban.packs import load
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scans
from zhiban.scan.findings import CONTENT, KEY, standing

PACKS = Path(__file__).parents[2] / "src" / "zhiban_packs"
LIBRARY = load([PACKS / name for name in ("insurance", "employment", "pensions", "supervision")])
RULES = list(LIBRARY.rules.values())
DAY = day_number(dt.date(2026, 10, 31))


def make_pool(folder: Path, people: int = 200, keys: Mapping[str, str] | None = None) -> Pool:
    """A town's registers received as full deliveries; `keys` as in `zhiban receive --keys`."""
    make_town(people, 1, folder / "registers", firms=80)
    pool = Pool.open(folder / "pool", create=True)
    pool.named_by(keys or {})
    covered = reading.covered(covered_in(folder / "registers"))
    for name, path in reading.files(files_of(folder / "registers", LIBRARY)):
        spans = tuple((c.first, c.last) for c in covered if c.register == name)
        register = LIBRARY.registers[name]
        deliver(pool, register, path, extracted_on=DAY - 20, kind="full", covers=spans)
    return pool


def found(pool: Pool, no: int | None = None) -> pl.DataFrame:
    """The findings that stand after a scan, or the last."""
    scans = Scans(pool.folder)
    scan = scans.the(no)
    rules = [rule.id for rule in RULES]
    return standing(scans, scan.no, rules).select(*KEY, *CONTENT).sort(KEY).collect()


def all_at_once(
    pool: Pool, day: int, law_known_at: int | None = None, rules=RULES, library=LIBRARY
) -> pl.DataFrame:
    """What the rules say with the rows of everybody in memory."""
    registers = registers_of(pool, library)
    judged = judge_registers(library, rules, registers, day, law_known_at=law_known_at)
    return judged.frame.select(*KEY, *CONTENT).sort(KEY)


def random_delivery(pool: Pool, registers: Path, folder: Path, chance, day: int) -> str:
    """Some rows of one register, cells exchanged among them, or withdrawn; which register."""
    files = dict(reading.files(files_of(registers, LIBRARY)))
    name = chance.choice(sorted(files))
    register = LIBRARY.registers[name]
    rows = pl.read_csv(files[name], infer_schema=False, comment_prefix="#")
    count = min(rows.height, chance.choice([1, 3, 8]))
    some = rows.sample(count, seed=chance.randrange(10**6))
    kind = chance.choice(["changes", "changes", "withdrawn"])
    if kind == "withdrawn":
        some = some.select(list(register.key))
    else:
        for column in some.columns:
            if column not in register.key and chance.random() < 0.4:
                seed = chance.randrange(10**6)
                other = rows[column].sample(count, seed=seed, with_replacement=True)
                some = some.with_columns(other.alias(column))
    path = folder / "delivery.csv"
    some.write_csv(path)
    deliver(pool, register, path, extracted_on=day, kind=kind)
    return f"{name} {kind}"


def with_wrong(factors: Mapping[tuple[str, str], int], library=LIBRARY):
    """The library, a parameter (rule, name) multiplied on all its days."""
    rules = dict(library.rules)
    for (rule_id, name), factor in factors.items():
        rule = rules[rule_id]
        wrong = replace(rule.parameters[name], values=tuple(
            value if value.value is None else replace(value, value=value.value * factor)
            for value in rule.parameters[name].values
        ))  # fmt: skip
        rules[rule_id] = replace(rule, parameters={**rule.parameters, name: wrong})
    return replace(library, rules=rules)
