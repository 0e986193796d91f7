"""Which of several sure claims on one counted subject stands, over a whole frame? (SEM 17)"""

from __future__ import annotations

import polars as pl

from zhiban.engines.columnar.texts import escaped, glued
from zhiban.engines.rowwise.counted_once import COUNTED_ONCE
from zhiban.model.types import NEVER_DAY

#: Columns the claims bring: the subject counted, the day of the event, whether it was granted.
COUNTED, EVENT, GRANTED = "~counted", "~event", "~granted"
CLAIMS = {COUNTED: pl.String, EVENT: pl.Int64, GRANTED: pl.Boolean}


def settle(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings with all but one sure claim of a rule on a counted subject turned to no."""
    place = pl.int_range(pl.len())
    claims = findings.with_columns(**{"~place": place}).filter(
        pl.col("verdict").fill_null(False) & pl.col(COUNTED).is_not_null()
    )
    order = claims.with_columns(
        late=~pl.col(GRANTED).fill_null(False), day=pl.col(EVENT).fill_null(NEVER_DAY)
    ).sort("late", "day", "occasion", "id", "~place")
    best = order.unique(["rule", COUNTED], keep="first", maintain_order=True).select(
        "rule", COUNTED, won_id="id", won_occasion="occasion", won_place="~place"
    )
    joined = findings.with_columns(**{"~place": place}).join(
        best, on=["rule", COUNTED], how="left", maintain_order="left"
    )
    lost = pl.col("verdict").fill_null(False) & (pl.col("won_place") != pl.col("~place"))
    lost = lost.fill_null(False)
    head = f'[{{"article": "{COUNTED_ONCE}", "no": "", "title": "已由另一申领计入", "parts": '
    won = pl.concat_str("won_id", pl.lit(" "), "won_occasion").str.strip_chars()
    text = glued([
        head, '[{"of": "', escaped(pl.col(COUNTED)), '", "found": "', escaped(won),
        '", "required": "one claim"}]}]',
    ])  # fmt: skip
    return joined.with_columns(
        verdict=pl.when(lost).then(False).otherwise("verdict"),
        amount_fen=pl.when(~lost).then("amount_fen"),
        outputs=pl.when(lost).then(pl.lit("{}")).otherwise("outputs"),
        unmet=pl.when(lost).then(text).otherwise("unmet"),
    ).drop("won_id", "won_occasion", "won_place", "~place")
