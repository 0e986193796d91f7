"""How do the lines of a rewind become a list, and counts by rule that the list stands behind?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhiban.model.texts import month_text
from zhiban.packs import Library
from zhiban.packs.recovery import Limits
from zhiban.pool.pool import Pool
from zhiban.registers.wide import date_texts
from zhiban.rewind.rewinding import Rewound
from zhiban.rewind.weighing import PROPOSED, STATES, Line
from zhiban.scan.listing import with_area

#: The columns of the list. `amount_fen`: what is proposed, of an `owed` or `overpaid` alone.
COLUMNS = {
    "rule": pl.String, "id": pl.String, "occasion": pl.String, "month": pl.String,
    "area": pl.String, "state": pl.String, "amount_fen": pl.Int64, "reason": pl.String,
    "told_on": pl.Int64, "told_scan": pl.Int64, "verdict_then": pl.String, "fen_then": pl.Int64,
    "verdict_now": pl.String, "fen_now": pl.Int64, "granted_fen": pl.Int64,
    "received_fen": pl.Int64, "beyond_fen": pl.Int64, "late_register": pl.String,
    "late_row": pl.String, "late_how": pl.String, "late_commit": pl.Int64,
    "late_known_on": pl.String, "late_rows": pl.Int64, "unconfirmed": pl.String,
}  # fmt: skip


def as_list(pool: Pool, library: Library, rewound: Rewound, known_at: int) -> pl.DataFrame:
    """One row a line, `COLUMNS`, sorted; dates as text."""
    moments: dict[int, str] = {}
    rows = []
    for line in rewound.lines:
        late = line.case.late[0] if line.case.late else None
        if late is not None and late.commit not in moments:
            moments[late.commit] = pool.catalogue.moment(late.commit)[:10]
        rows.append(_row(line, rewound.limits, moments))
    schema = {name: kind for name, kind in COLUMNS.items() if name != "area"}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    parts = [
        with_area(part.lazy(), pool, library, library.rules[rule].subject.id, known_at).collect()
        for (rule,), part in frame.group_by("rule", maintain_order=True)
    ]
    whole = pl.concat(parts) if parts else pl.DataFrame(schema=COLUMNS)
    whole = whole.with_columns(date_texts(whole["told_on"])).select(list(COLUMNS))
    return whole.sort("rule", "id", "occasion", "month", nulls_last=False)


def _row(line: Line, limits: Limits, moments: dict[int, str]) -> tuple[object, ...]:
    case = line.case
    late = case.late[0] if case.late else None
    said = case.due or case.now
    unconfirmed = [*said.unconfirmed] if line.state == "owed" else []
    if line.state in ("overpaid", "beyond", "small"):
        unconfirmed += [*said.unconfirmed, *limits.unconfirmed]
    month = None if line.month is None else month_text(line.month)
    return (
        case.rule, case.id, case.occasion, month, line.state, line.fen, case.reason,
        case.told.as_of, case.told.no, case.then.word, line.then_fen, said.word, line.now_fen,
        line.granted_fen, line.received_fen, line.beyond_fen,
        *((None,) * 5 if late is None else (
            late.register, late.row_id, late.how, late.commit, moments[late.commit],
        )),
        case.late_rows, ", ".join(dict.fromkeys(unconfirmed)) or None,
    )  # fmt: skip


def summary(listed: pl.DataFrame, by: Sequence[str] = ("rule",)) -> pl.DataFrame:
    """By rule (or area): how many findings differ, what told and known now say of them, how many
    lines are in each state, and the sums proposed."""
    first = listed.unique(["rule", "id", "occasion"], keep="first", maintain_order=True)
    words = [
        (pl.col(f"verdict_{side}") == word).sum().alias(f"{side}_{word}")
        for side in ("then", "now") for word in ("yes", "no", "unknown")
    ]  # fmt: skip
    findings = first.group_by(by).agg(pl.len().alias("findings"), *words)
    states = [(pl.col("state") == state).sum().alias(state) for state in STATES]
    sums = [
        pl.col("amount_fen").filter(pl.col("state") == state).sum().alias(f"{state}_fen")
        for state in PROPOSED
    ]
    return findings.join(listed.group_by(by).agg(*states, *sums), on=list(by)).sort(by)
