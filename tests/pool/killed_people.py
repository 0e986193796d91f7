"""A run on people by their numbers that the tests kill. `python -m tests.pool.killed_people DIR`"""

import sys
from pathlib import Path

import polars as pl
from tests.pool.deliveries import Batch, order
from tests.unit.identity.people import resident_numbers

from zhiban.language import Person, Register, date, secret, subject
from zhiban.pool import deciding
from zhiban.pool.pool import Pool

NUMBERS = resident_numbers(8, seed=4)
WHO = {"by": "虚构经办人", "reason": "户口簿"}


class Cards(Register):
    id = "killed_cards"
    title = "社会保障卡（虚构）"
    key = ("person",)
    person = subject(Person, title="持卡人")
    issued_on = date(title="发卡日期")
    name = secret("name", title="姓名")
    passport = secret("passport", title="护照")


def cards(numbers: list[str], say: str) -> list[Batch]:
    frame = pl.DataFrame(
        [(n, 18000, f"虚构{say}{i}", f"E{i:07d}") for i, n in enumerate(numbers)],
        schema=["person", "issued_on", "name", "passport"], orient="row",
    ).with_row_index("row", 2)  # fmt: skip
    good = frame.with_columns(pl.col("row", "issued_on").cast(pl.Int64))
    return [Batch(part, pl.DataFrame(schema={"row": pl.Int64})) for part in good.iter_slices(3)]


def run(folder: Path) -> None:
    """Do what is not done yet: each step is known by the commits there are."""
    pool = Pool.open(folder, create=True)
    pool.named_by({"person": "resident"})
    steps = (
        lambda: pool.receive(order(Cards, 20100), cards(NUMBERS[:4], "甲")),
        lambda: pool.receive(order(Cards, 20110), cards(NUMBERS[2:], "乙")),
        lambda: deciding.merge(pool, *(pool.subjects.ledger.ids_of(pl.Series([1, 2]))), **WHO),
        lambda: deciding.undo(pool, 1, **WHO),
    )
    for step in steps[pool.catalogue.last_commit() :]:
        step()


if __name__ == "__main__":
    run(Path(sys.argv[1]))
