"""What was granted and paid under one rule, to one subject, for one occasion?

Only the bank's return counts as paid. A payment that came back is none; one of which nobody says
whether it came back may be one: enough not to pay twice, not enough to close a case or to claim.
"""

from __future__ import annotations

import polars as pl

from zhiban.cases.frames import KEY, LEDGER, PAID_MONTHS


def ledger(grants: pl.DataFrame, payments: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(`LEDGER`, `PAID_MONTHS`) from `GRANTS` and `PAYMENTS`."""
    granted = (
        grants.filter("is_standing").group_by(KEY)
        .agg(granted_fen=pl.col("amount_fen").sum(), open=pl.col("amount_fen").is_null().any())
    )  # fmt: skip
    paid = matched(grants, payments)
    fen, is_sure = pl.col("amount_fen"), pl.col("is_sure")
    sums = paid.group_by(KEY).agg(
        paid_fen=fen.filter(is_sure).sum(), maybe=fen.sum(), unread=fen.is_null().any()
    )
    rows = granted.join(sums, on=KEY, how="full", coalesce=True, maintain_order="left_right")
    nought = ("granted_fen", "paid_fen", "maybe")  # no row of that kind was received: none is paid
    rows = rows.with_columns(pl.col(c).fill_null(0) for c in nought)
    is_open = pl.col("open").fill_null(False) | pl.col("unread").fill_null(False)
    out = rows.with_columns(
        pl.when(~is_open).then(pl.max_horizontal("granted_fen", "maybe")).alias("claim_fen"),
        (is_open | (pl.max_horizontal("granted_fen", "maybe") > 0)).alias("has_claim"),
    ).select(pl.col(c).cast(t) for c, t in LEDGER.items())
    months = (
        paid.filter(is_sure).group_by(*KEY, "month").agg(paid_fen=fen.sum())
        .select(pl.col(c).cast(t) for c, t in PAID_MONTHS.items())
    )  # fmt: skip
    return out.sort(KEY), months.sort(*KEY, "month")


def matched(grants: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """The payments with the rule, subject and occasion of their grant, if it was the payee's."""
    keys = grants.select("grant_id", *KEY).unique("grant_id", keep="first", maintain_order=True)
    return payments.join(keys, on=["grant_id", "subject"], how="inner", maintain_order="left")


def unmatched(grants: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """The payments that belong to no grant, or went to somebody else than was granted."""
    return payments.join(grants, on=["grant_id", "subject"], how="anti")
