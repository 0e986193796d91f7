"""What does a finding ask for, how much of it is due, and how does that stand to what was paid?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.cases.frames import KEY

_LINES = pl.Struct({
    "instalments": pl.List(pl.Struct({
        "month": pl.String, "verdict": pl.String, "fen": pl.Int64, "projected": pl.Boolean,
    }))
})  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """What has to be known of a rule. `kind`: policy, watch, duty; `open_occasions`: the periods
    still judged, None if it is not judged by periods; `failing`: the scan could not judge it."""

    rule: str
    kind: str
    fingerprint: str
    pays: bool = False
    is_running: bool = False
    open_occasions: frozenset[str] | None = None
    failing: bool = False


def frame_of(rules: list[Traits]) -> pl.DataFrame:
    """The traits as a frame: one row a rule."""
    return pl.DataFrame(
        [(t.rule, t.kind, t.fingerprint, t.pays, t.is_running, t.failing) for t in rules],
        schema={"rule": pl.String, "rule_kind": pl.String, "fingerprint": pl.String,
                "pays": pl.Boolean, "is_running": pl.Boolean, "failing": pl.Boolean},
        orient="row",
    )  # fmt: skip


def expired(rules: list[Traits], keys: pl.DataFrame) -> pl.Series:
    """Whether the time for judging each key (rule, occasion) is over."""
    by_rule = {t.rule: t.open_occasions for t in rules}
    found = [
        (periods := by_rule.get(rule)) is not None and occasion not in periods
        for rule, occasion in keys.select("rule", "occasion").iter_rows()
    ]
    return pl.Series("expired", found, pl.Boolean)


def held_because() -> pl.Expr:
    """Why nothing may be paid on a yes of a policy; null where nothing stands against it."""
    fen = pl.col("finding_fen")
    return (
        pl.when(_has("unconfirmed")).then(pl.lit("unconfirmed"))
        .when(_has("unchecked")).then(pl.lit("unchecked"))
        .when(_said("payable") == "no").then(pl.lit("shut_out"))
        .when(_said("payable") == "unknown").then(pl.lit("grants_unknown"))
        .when(fen.is_null()).then(pl.lit("unpriced"))
        .when(fen <= 0).then(pl.lit("nothing_due"))
    )  # fmt: skip


def finding_fen() -> pl.Expr:
    """What a yes says is due: for a running benefit the months whose evidence is in (SEM 15)."""
    due = _said("due_fen").cast(pl.Int64, strict=False)
    return pl.when("is_running").then(due).otherwise(pl.col("amount"))


def is_finished() -> pl.Expr:
    """Whether nothing more will fall due: no month is still to come or in doubt."""
    outputs = pl.col("outputs")
    later = outputs.str.contains('"projected": ?true') | outputs.str.contains("months_at_least")
    unsure = outputs.str.contains('"verdict": ?"unknown"')
    return ~pl.col("is_running") | ~(later | unsure).fill_null(True)


def due_at_most(units: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """`KEY`, `at_most_fen`: what a running benefit's payments may have been due at most (G8).

    A month in doubt, or still to come, counts as due what was paid for it. Null: no sum is sure,
    because months are missing from the list or payments name none.
    """
    running = units.filter(pl.col("is_running"), pl.col("finding"))
    lines = (
        running.select(*KEY, pl.col("outputs").str.json_decode(_LINES)).unnest("outputs")
        .explode("instalments").unnest("instalments").drop_nulls("month")
    )  # fmt: skip
    paid = paid.join(running.select(KEY), on=KEY, how="semi")
    met = lines.join(paid, on=[*KEY, "month"], how="full", coalesce=True)
    sure_yes = (pl.col("verdict") == "yes") & ~pl.col("projected").fill_null(False)
    in_doubt = (pl.col("verdict") == "unknown") | (sure_yes & pl.col("fen").is_null())
    in_doubt |= pl.col("projected").fill_null(False)
    paid_fen = pl.col("paid_fen").fill_null(0)
    due = (
        pl.when(in_doubt).then(paid_fen).when(sure_yes).then(pl.col("fen")).otherwise(0)
    )  # fmt: skip
    sums = met.with_columns(due=due, doubt=in_doubt.fill_null(False)).group_by(KEY).agg(
        at_most_fen=pl.col("due").sum(), doubt=pl.col("doubt").any(),
        nameless=pl.col("month").is_null().any(),
    )  # fmt: skip
    open_end = running.select(*KEY, open_end=pl.col("outputs").str.contains("months_at_least"))
    sums = sums.join(open_end, on=KEY)
    unsure = pl.col("open_end") | (pl.col("doubt") & pl.col("nameless"))
    return sums.select(*KEY, pl.when(~unsure).then("at_most_fen").alias("at_most_fen"))


def _said(name: str) -> pl.Expr:
    return pl.col("outputs").str.json_path_match(f"$.{name}")


def _has(name: str) -> pl.Expr:
    return ~_said(name).fill_null("[]").is_in(["[]", ""])
