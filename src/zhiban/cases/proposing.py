"""What should happen to which case, now that a scan has found this? Frames in, proposals out.

One case for one rule, one subject through the merge chain and one occasion, whatever scan found it
(SEM 27). What the cases say already is not proposed: the same scan twice proposes nothing new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.cases.frames import KEY, PROPOSALS
from zhiban.cases.signals import (
    Traits,
    due_at_most,
    expired,
    finding_fen,
    frame_of,
    held_because,
    is_finished,
)
from zhiban.cases.states import HELD_BY_OBJECTION, steps
from zhiban.findings.clauses import WORDS

#: Which of several cases of one key goes on after a merge: what was paid first, then what is worked
#: on, then the older.
_RANK = {"overpaid": 0, "closed": 0, "open": 1, "reported": 1, "suspended": 2}
_NOT_DONE = '"article": ?"done"'


@dataclass(frozen=True)
class Given:
    """What proposals follow from.

    `findings`: rule, id, occasion, verdict, amount_fen, outputs, unmet, because, as a scan left
    them; `cases`, `ledger`, `paid_months` as `frames` has them; `rules`: those of the scan;
    `roots`: id → the id under which a merged subject goes on.
    """

    scan: int
    findings: pl.DataFrame
    cases: pl.DataFrame
    ledger: pl.DataFrame
    paid_months: pl.DataFrame
    rules: Sequence[Traits]
    roots: Mapping[str, str]


def propose(given: Given) -> pl.DataFrame:
    """The proposals (`PROPOSALS`), sorted by rule, subject, occasion; areas are not filled in."""
    first, younger = _cases(given)
    units = _units(given, first)
    units = units.with_columns(
        expired(list(given.rules), units), inputs=_hashes(units)
    ).with_columns(signal=_signal(), due_fen=_due(), at=_state())
    units = units.with_columns(money=_money())
    found = _steps(units)
    merged = _merged(given, younger)
    found = found.with_columns(scan=pl.lit(given.scan)).select(
        pl.col(c).cast(t) for c, t in PROPOSALS.items()
    )
    proposals = pl.concat([found, merged])
    return proposals.sort(*KEY, "case", nulls_last=True)


def _cases(given: Given) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cases of the rules judged that go on, and the younger ones of keys that became one."""
    cases = given.cases.join(
        pl.DataFrame({"rule": [t.rule for t in given.rules]}, schema={"rule": pl.String}),
        on="rule", how="semi",
    ).with_columns(root=_root(given.roots, "subject"))  # fmt: skip
    rank = pl.col("state").replace_strict(_RANK, default=3, return_dtype=pl.Int64)
    ranked = cases.with_columns(rank=rank).sort("rank", "case")
    place = pl.int_range(pl.len()).over("rule", "root", "occasion")
    ranked = ranked.with_columns(place=place).drop("rank")
    is_first = pl.col("place") == 0
    return ranked.filter(is_first).drop("place"), ranked.filter(~is_first).drop("place")


def _root(roots: Mapping[str, str], column: str) -> pl.Expr:
    return pl.col(column).replace(dict(roots)) if roots else pl.col(column)


def _units(given: Given, first: pl.DataFrame) -> pl.DataFrame:
    """Everything about each key: what is found, the case there is, what was granted and paid."""
    traits = frame_of(list(given.rules))
    cases = first.select(
        "rule", "occasion", "case", "state", "disputed", "dismissed", "over_fen",
        subject="root", own="subject", known_due="due_fen", known_inputs="inputs",
    )  # fmt: skip
    findings = given.findings.select(
        "rule", "occasion", "outputs", "unmet", "because", subject="id", finding="verdict",
        amount="amount_fen", is_found=pl.lit(True),
    )  # fmt: skip
    asked = pl.concat([cases.select(KEY), given.ledger.filter(pl.col("paid_fen") > 0).select(KEY)])
    kept = pl.concat([
        findings.filter(pl.col("finding").fill_null(False)),
        findings.filter(~pl.col("finding").fill_null(False)).join(asked, on=KEY, how="semi"),
    ])  # fmt: skip
    units = kept.join(cases, on=KEY, how="full", coalesce=True, maintain_order="left_right")
    units = units.join(traits.filter(pl.col("rule_kind") != "grade"), on="rule", how="inner")
    units = units.join(given.ledger, on=KEY, how="left", maintain_order="left")
    at_most = due_at_most(units, given.paid_months)
    units = units.join(at_most, on=KEY, how="left", maintain_order="left")
    return units.with_columns(
        finding_fen=finding_fen(), is_found=pl.col("is_found").fill_null(False),
        disputed=pl.col("disputed").fill_null(False),
        # No row received: nothing was granted and nothing paid as far as anybody has said.
        granted_fen=pl.col("granted_fen").fill_null(0), paid_fen=pl.col("paid_fen").fill_null(0),
        has_claim=pl.col("has_claim").fill_null(False),
    )  # fmt: skip


def _hashes(units: pl.DataFrame) -> pl.Series:
    """SHA-256 of what each key rests on: what is found, the meaning of the rule, what was paid."""
    names = ("finding", "amount", "outputs", "unmet", "because", "fingerprint", "granted_fen",
             "paid_fen", "is_found")  # fmt: skip
    texts = units.select(
        pl.concat_str([pl.col(n).cast(pl.String).fill_null("?") for n in names], separator="\x1f")
    ).to_series()
    hashed = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    return pl.Series("inputs", hashed, pl.String)


def _signal() -> pl.Expr:
    is_policy = pl.col("rule_kind") == "policy"
    yes, no = pl.col("finding"), ~pl.col("finding")
    is_done = (pl.col("rule_kind") == "duty") & pl.col("unmet").str.contains(_NOT_DONE)
    return (
        pl.when("failing").then(pl.lit("failing"))
        .when(~pl.col("is_found") & pl.col("expired")).then(pl.lit("expired"))
        .when(~pl.col("is_found")).then(pl.lit("gone"))
        .when(yes & is_policy & held_because().is_not_null()).then(pl.lit("held"))
        .when(yes).then(pl.lit("yes"))
        .when(no & is_done).then(pl.lit("done"))
        .when(no).then(pl.lit("no"))
        .otherwise(pl.lit("unknown"))
    )  # fmt: skip


def _due() -> pl.Expr:
    """What is due, where that is sure: nought where it is not so, the last word after its time."""
    signal = _signal()
    return (
        pl.when(pl.col("rule_kind") != "policy").then(pl.lit(None, pl.Int64))
        .when(signal == "yes").then("finding_fen")
        .when(signal.is_in(["no", "gone"])).then(pl.lit(0, pl.Int64))
        .when(signal == "expired").then("known_due")
    )  # fmt: skip


def _state() -> pl.Expr:
    is_changed = (pl.col("state") == "dismissed") & pl.col("dismissed").ne_missing(pl.col("inputs"))
    return pl.when(is_changed).then(pl.lit("changed")).otherwise(pl.col("state").fill_null("none"))


def _money() -> pl.Expr:
    due, paid, claim = pl.col("due_fen"), pl.col("paid_fen"), pl.col("claim_fen")
    has_claim = pl.col("has_claim")
    is_over = (_over() > 0).fill_null(False)
    # A grant whose sum nobody has said may be all of it: nothing more is proposed.
    is_short = (due > claim).fill_null(False)
    return (
        pl.when(is_over).then(pl.lit("over"))
        .when(~has_claim).then(pl.lit("nothing"))
        .when(is_short).then(pl.lit("short"))
        .when((paid >= due) & (due > 0) & is_finished()).then(pl.lit("settled"))
        .when((paid >= due) & (due > 0)).then(pl.lit("so_far"))
        .otherwise(pl.lit("claimed"))
    )  # fmt: skip


def _over() -> pl.Expr:
    """Paid minus due, for what is surely not due (G8); null where that is not sure."""
    running_yes = pl.col("is_running") & (pl.col("signal") == "yes")
    due = pl.when(running_yes).then("at_most_fen").otherwise("due_fen")
    return pl.col("paid_fen") - due


def _steps(units: pl.DataFrame) -> pl.DataFrame:
    """The line of the table for each key, without those that propose nothing."""
    table = pl.DataFrame(
        [
            (state, signal, money, line.kind, line.to or state, line.reason or signal,
             line.if_changed)
            for state, signal, money, line in steps() if line.kind
        ],
        schema={"at": pl.String, "signal": pl.String, "money": pl.String, "kind": pl.String,
                "next": pl.String, "reason": pl.String, "if_changed": pl.Boolean},
        orient="row",
    )  # fmt: skip
    met = units.join(table, on=["at", "signal", "money"], how="inner", maintain_order="left")
    left = pl.max_horizontal(pl.lit(0), pl.col("due_fen") - pl.col("claim_fen").fill_null(0))
    asks, over = pl.col("kind").is_in(["open", "resume"]), pl.col("kind") == "overpaid"
    known = pl.when(over).then("over_fen").otherwise("known_due")
    now = pl.when(over).then(_over()).otherwise("due_fen")
    met = met.filter(~pl.col("if_changed") | now.ne_missing(known))
    is_paid = pl.col("rule_kind") == "policy"
    reason = pl.when(pl.col("reason") == "held").then(held_because()).otherwise("reason")
    disputed = pl.col("disputed") & pl.col("kind").is_in(list(HELD_BY_OBJECTION))
    return met.select(
        "kind", "rule", pl.coalesce("own", "subject").alias("subject"), "occasion",
        pl.col("subject").alias("root"), "case", reason.alias("reason"),
        pl.when(over).then(_over()).when(asks & is_paid).then(left).alias("amount_fen"),
        "due_fen", "granted_fen", "paid_fen", _word().alias("verdict"),
        pl.col("at").alias("before"), pl.col("next").alias("state"),
        (pl.col("pays") & asks & (left > 0).fill_null(False)).alias("pays"),
        pl.lit(None, pl.String).alias("area"), "fingerprint", "inputs",
        pl.when(disputed).then(pl.lit("objection")).otherwise(pl.lit("")).alias("held"),
    )  # fmt: skip


def _word() -> pl.Expr:
    said = pl.col("finding").replace_strict(WORDS, default=WORDS[None], return_dtype=pl.String)
    return pl.when("is_found").then(said)


def _merged(given: Given, younger: pl.DataFrame) -> pl.DataFrame:
    """Cases worked on whose subject has become one with that of an older case (SEM 29)."""
    there = younger.filter(pl.col("state").is_in(["open", "reported", "suspended"]))
    empty = {c: pl.lit(None, t) for c, t in PROPOSALS.items() if c not in there.columns}
    rows = there.with_columns(**empty).with_columns(
        kind=pl.lit("withdraw"), reason=pl.lit("merged"), before="state",
        state=pl.lit("withdrawn"), pays=pl.lit(False), held=pl.lit(""), scan=pl.lit(given.scan),
        amount_fen=pl.lit(None, pl.Int64),
    )  # fmt: skip
    return rows.select(pl.col(c).cast(t) for c, t in PROPOSALS.items())
