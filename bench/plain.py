"""What is judged over plain facts? A hundred policies, as rules and by hand in Polars."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.language import (
    Basis,
    CodeList,
    Document,
    Enterprise,
    Policy,
    article,
    given,
    judged_day,
    once,
)
from zhiban.language.rules import PolicyRule
from zhiban.language.values import TruthValue, Value
from zhiban.model.types import Code, Integer, Truth

SEED = 20260112
LETTERS = CodeList("bench_letters", "字母", tuple("abcdefgh"))
BASIS = Basis((Document("压测", "made up for the benchmark", "—", "2020-01-01", "2020-01-01"),))
NUMBERS = [f"bench.number_{i}" for i in range(10)]
FLAGS = [f"bench.flag_{i}" for i in range(5)]
CODES = [f"bench.code_{i}" for i in range(5)]
AS_OF = 20600


@dataclass(frozen=True)
class Condition:
    """One condition in both forms."""

    rule: TruthValue
    by_hand: pl.Expr


def facts() -> dict[str, Value]:
    """The twenty facts, by id."""
    out: dict[str, Value] = {}
    for name in NUMBERS:
        out[name] = given(name, name, Integer(), subject=Enterprise)
    for name in FLAGS:
        out[name] = given(name, name, Truth(), subject=Enterprise)
    for name in CODES:
        out[name] = given(name, name, Code(LETTERS), subject=Enterprise)
    return out


def policies(count: int = 100, conditions: int = 5) -> tuple[list[PolicyRule], list[pl.Expr]]:
    """The policies as rules, and the same as Polars expressions (three-valued)."""
    chance, known = random.Random(SEED), facts()
    rules, by_hand = [], []
    for number in range(count):
        made = [_condition(known, chance) for _ in range(conditions)]
        rules.append(
            Policy(
                id=f"bench_{number:03d}", title="压测", subject=Enterprise, per=once, basis=BASIS,
                lane="tell", law_on=judged_day,
                entitled=[article(f"c{i}", str(i), "条件", c.rule) for i, c in enumerate(made)],
            )
        )  # fmt: skip
        by_hand.append(pl.all_horizontal([c.by_hand for c in made]).alias(f"bench_{number:03d}"))
    return rules, by_hand


def _condition(known: dict[str, Value], chance: random.Random) -> Condition:
    kind = chance.random()
    if kind < 0.6:
        name, bar = chance.choice(NUMBERS), chance.randrange(100, 900)
        if chance.random() < 0.5:
            return Condition(known[name] >= bar, pl.col(name) >= bar)
        return Condition(known[name] <= bar, pl.col(name) <= bar)
    if kind < 0.8:
        name = chance.choice(FLAGS)
        flag = known[name]
        assert isinstance(flag, TruthValue)
        return (
            Condition(flag, pl.col(name))
            if chance.random() < 0.5
            else Condition(~flag, ~pl.col(name))
        )
    name = chance.choice(CODES)
    codes = chance.sample(LETTERS.codes, 3)
    return Condition(known[name].is_in(*codes), pl.col(name).is_in(codes))


def write_people(path: Path, count: int) -> None:
    """A Parquet file of `count` subjects, one cell in twenty empty."""
    row = pl.int_range(count, dtype=pl.UInt64, eager=True)

    def noise(column: int) -> pl.Series:
        return row.hash(SEED + column)

    def with_gaps(values: pl.Series, column: int) -> pl.Series:
        return pl.select(
            pl.when(noise(1000 + column) % 20 != 0).then(values)
        ).to_series()  # fmt: skip

    columns: dict[str, pl.Series] = {
        "id": pl.select(pl.format("虚构{}", row)).to_series(),
        "occasion": pl.repeat("", count, dtype=pl.String, eager=True),
        "as_of": pl.repeat(AS_OF, count, dtype=pl.Int64, eager=True),
    }
    for i, name in enumerate(NUMBERS):
        columns[name] = with_gaps((noise(i) % 1000).cast(pl.Int64), i)
    for i, name in enumerate(FLAGS):
        columns[name] = with_gaps(noise(100 + i) % 2 == 0, 100 + i)
    for i, name in enumerate(CODES):
        letters = pl.Series(LETTERS.codes)
        columns[name] = with_gaps(letters.gather((noise(200 + i) % 8).cast(pl.UInt32)), 200 + i)
    pl.DataFrame(columns).write_parquet(path, row_group_size=250_000)
