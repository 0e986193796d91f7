"""How far do faults in deliveries change what is found? Precision and recall of each rule.

Against what the same rules say of the rows as things really are. Unknown is counted apart: it is
neither right nor wrong, and nobody is paid or refused by it.
"""

from __future__ import annotations

import polars as pl

from zhiban.made_up.dirt.faults import LASTING

_KEY = ["rule", "id", "occasion"]
#: The columns of `errors`, in order.
COLUMNS = (
    "rule", "true_yes", "found_yes", "right_yes", "wrong_yes", "missed_no", "missed_unknown",
    "unknown", "precision", "recall",
)  # fmt: skip


def beside(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """rule, id, occasion with `really` and `said` (yes, no, unknown; null: no finding at all).

    Both have rule, id, occasion and verdict, the ids being those of the truth.
    """
    ours = [
        frame.select(*_KEY, verdict=pl.col("verdict")).with_columns(
            pl.col("occasion").fill_null("")
        )
        for frame in (truth, found)
    ]
    both = ours[0].join(ours[1], on=_KEY, how="full", coalesce=True, suffix="_found")
    return both.rename({"verdict": "really", "verdict_found": "said"}).sort(_KEY)


def errors(both: pl.DataFrame) -> pl.DataFrame:
    """COLUMNS: for each rule how many yes there really are, were found, are right or wrong; of
    those missed how many are told no (or nothing) and how many unknown; precision and recall."""
    really, said = pl.col("really") == "yes", pl.col("said") == "yes"
    is_really, is_said = really.fill_null(False), said.fill_null(False)
    unknown = (pl.col("said") == "unknown").fill_null(False)
    counts = both.group_by("rule").agg(
        true_yes=is_really.sum(), found_yes=is_said.sum(), right_yes=(is_really & is_said).sum(),
        wrong_yes=(is_said & ~is_really).sum(),
        missed_no=(is_really & ~is_said & ~unknown).sum(),
        missed_unknown=(is_really & unknown).sum(), unknown=unknown.sum(),
    )  # fmt: skip
    return counts.with_columns(
        precision=pl.when(pl.col("found_yes") > 0).then(pl.col("right_yes") / pl.col("found_yes")),
        recall=pl.when(pl.col("true_yes") > 0).then(pl.col("right_yes") / pl.col("true_yes")),
    ).select(COLUMNS).sort("rule")  # fmt: skip


def unexplained(
    both: pl.DataFrame, planted: pl.DataFrame, kin: pl.DataFrame
) -> pl.DataFrame:  # fmt: skip
    """The yes and no that are not so in truth, and that no lasting fault accounts for.

    A fault accounts for a finding about whomever its row names, or whoever has to do with them:
    `kin` (a, b), ids in either order. `planted.about`: ids with a space between.
    """
    wrong = both.filter(
        pl.col("said").is_in(["yes", "no"]), pl.col("said").ne_missing(pl.col("really")),
        pl.col("really").is_in(["yes", "no"]),
    )  # fmt: skip
    named = planted.filter(fate=LASTING)["about"].str.split(" ").explode().drop_nulls().unique()
    touched = {*named}
    beside_them = kin.filter(
        pl.col("a").is_in(named.implode()) | pl.col("b").is_in(named.implode())
    )
    touched |= {*beside_them["a"], *beside_them["b"]}
    return wrong.filter(~pl.col("id").is_in(sorted(touched)))
