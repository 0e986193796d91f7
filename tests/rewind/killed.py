"""Run once, to be killed: `python -m tests.rewind.killed scan|compare|rewind POOL OUT`."""

import sys
from pathlib import Path

from tests.scan.town import DAY, LIBRARY

from zhiban.pool.pool import Pool
from zhiban.registers.writing import write_table
from zhiban.rewind.listing import as_list
from zhiban.rewind.rewinding import rewind
from zhiban.scan.catalogue import Scans
from zhiban.scan.comparing import compare
from zhiban.scan.scanning import scan

RULES = [LIBRARY.rules[r] for r in ("unemployment_benefit", "job_retention_refund")]


def run(what: str, folder: Path, out: Path) -> None:
    """Do it, and write what came out."""
    pool = Pool.open(folder)
    if what == "scan":
        scan(pool, LIBRARY, RULES, DAY + 62, law_known_at=DAY, since_last=True)
        return
    if what == "compare":
        scans = Scans(folder)
        found = compare(pool, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    else:
        rewound = rewind(pool, LIBRARY, RULES, 4, DAY + 62)
        found = as_list(pool, LIBRARY, rewound, pool.catalogue.last_commit())
    write_table(found, out)


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
