"""G17: a figure was wrong for a day, all were paid by it; rewind restores them to the fen."""

from __future__ import annotations

import polars as pl
import pytest
from tests.rewind.paying import pay
from tests.scan.conftest import pool, town
from tests.scan.town import DAY, LIBRARY, all_at_once, found, with_wrong

from zhiban.rewind.listing import as_list
from zhiban.rewind.rewinding import rewind
from zhiban.scan.scanning import scan

__all__ = ["pool", "town"]
RULES = ("job_retention_refund", "unemployment_benefit")


@pytest.mark.parametrize("factor", [3, 0])
def test_a_wrong_figure_of_a_day_is_put_right_to_the_fen(factor, pool, tmp_path):
    wrong = with_wrong({
        ("unemployment_benefit", "benefit_month"): factor,
        ("job_retention_refund", "share_other"): factor,
    })  # fmt: skip
    for day, library in ((DAY - 2, LIBRARY), (DAY - 1, wrong), (DAY, LIBRARY)):
        scan(pool, library, [library.rules[r] for r in RULES], day, law_known_at=DAY)
    told = found(pool, 2).filter(pl.col("rule").is_in(RULES))
    pay(pool, tmp_path, told)
    rules = [LIBRARY.rules[r] for r in RULES]
    rewound = rewind(pool, LIBRARY, rules, 6, DAY)
    lines = as_list(pool, LIBRARY, rewound, pool.catalogue.last_commit())
    keys = ["rule", "id", "occasion"]
    right = all_at_once(pool, DAY, DAY, rules).filter(pl.col("amount_fen") > 0)
    # Of the others a part is unknown; their sure months were never paid.
    sure = lines.join(right, on=keys, how="semi")
    assert set(sure["state"]) == {"overpaid" if factor else "owed"}
    assert set(sure["reason"]) == {"parameter"} and set(sure["told_scan"]) == {2}
    assert set(lines["state"]) <= {"overpaid", "owed", "open"}
    sign = pl.when(pl.col("state") == "owed").then(1).otherwise(-1)
    repair = lines.group_by(keys).agg((sign * pl.col("amount_fen")).sum().alias("repair"))
    paid = told.filter(pl.col("amount_fen") > 0).select(*keys, paid="amount_fen")
    after = right.select(*keys, "amount_fen").join(paid, on=keys, how="left")
    after = after.join(repair, on=keys, how="left")
    restored = pl.col("paid").fill_null(0) + pl.col("repair").fill_null(0)
    assert after.height > 20
    assert after.filter(restored != pl.col("amount_fen")).is_empty()
    assert after.filter(pl.col("paid").fill_null(0) != pl.col("amount_fen")).height > 20
