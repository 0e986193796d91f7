"""Is so much of one rule changing in one district that a person should look first? (SEM 27)

A delivery that did not come must not withdraw a hundred thousand cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

GROUP = ["rule", "area", "kind"]
HELD = "brake"


@dataclass(frozen=True)
class Brake:
    """More than `share` of the cases of a rule in a district changing in one way, and at least
    `least` of them, wait for a person."""

    share: Fraction = Fraction(1, 5)
    least: int = 10


#: What stops. To resume and to close follow rows that say so; nobody loses by them.
STOPPED = ("open", "suspend", "withdraw", "overpaid")


def braked(proposals: pl.DataFrame, cases: pl.DataFrame, brake: Brake) -> pl.DataFrame:
    """`proposals` with `held` = "brake" where a group is too large.

    `cases`: rule, area, state of every case there is. Measured against the cases that could change
    so: those worked on for suspend, all for the others. A rule's first opening in a district is no
    change.
    """
    live = pl.col("state").is_in(["open", "reported", "suspended", "overpaid"])
    counts = cases.group_by("rule", "area").agg(there=pl.len(), live=live.sum())
    sizes = (
        proposals.filter(pl.col("kind").is_in(list(STOPPED)), pl.col("reason") != "amount")
        .group_by(GROUP).agg(changing=pl.len())
        .join(counts, on=["rule", "area"], how="left", nulls_equal=True)
    )  # fmt: skip
    base = (
        pl.when(pl.col("kind").is_in(["suspend", "withdraw"])).then("live").otherwise("there")
    ).fill_null(0)  # a district without a case so far
    over = pl.col("changing") * brake.share.denominator > base * brake.share.numerator
    is_first = (pl.col("kind") == "open") & (base == 0)
    stopped = sizes.filter(over, ~is_first, pl.col("changing") >= brake.least)
    met = proposals.join(
        stopped.select(*GROUP, stop=pl.lit(True)), on=GROUP, how="left", nulls_equal=True,
        maintain_order="left",
    )  # fmt: skip
    waits = pl.col("stop").fill_null(False) & (pl.col("held") == "")
    return met.with_columns(pl.when(waits).then(pl.lit(HELD)).otherwise("held").alias("held")).drop(
        "stop"
    )
