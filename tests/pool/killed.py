"""A run that the tests kill: three deliveries, a compaction. `python -m tests.pool.killed DIR`"""

import random
import sys
from pathlib import Path

from tests.pool.registers import Hires, Paid
from tests.pool.test_random_deliveries import deliver

from zhiban.pool.pool import Pool


class Nothing:
    """A model nobody asks."""

    def deliver(self, *_):
        """Forget it."""


def run(folder: Path) -> None:
    """Do what is not done yet: each step is known by the commits there are."""
    pool = Pool.open(folder, create=True)
    for number in range(pool.catalogue.last_commit(), 4):
        if number == 3:
            pool.compact([Paid, Hires])
        else:
            deliver(pool, Nothing(), random.Random(number))
    if pool.catalogue.last_commit() == 4:
        pool.compact([Paid, Hires])


if __name__ == "__main__":
    run(Path(sys.argv[1]))
