"""Which columns have cases, proposals and the money behind them? Money is fen."""

from __future__ import annotations

import polars as pl

KEY = ["rule", "subject", "occasion"]
_TEXT, _WHOLE, _TRUTH = pl.String(), pl.Int64(), pl.Boolean()
_KEYS: dict[str, pl.DataType] = dict.fromkeys(KEY, _TEXT)

#: What the office keeps of a case. `subject` is the id it was opened under; `inputs` the hash of
#: what it rests on, `dismissed` that hash when a person dismissed it; `disputed`: an objection is
#: open; `scan` the scan that last moved it, `fingerprint` the rule as that scan read it.
CASES: dict[str, pl.DataType] = {"case": _WHOLE} | _KEYS | {
    "state": _TEXT, "reason": _TEXT, "verdict": _TEXT, "due_fen": _WHOLE, "amount_fen": _WHOLE,
    "over_fen": _WHOLE, "inputs": _TEXT, "dismissed": _TEXT, "disputed": _TRUTH, "opened": _WHOLE,
    "scan": _WHOLE, "fingerprint": _TEXT,
}  # fmt: skip

#: One proposal. `subject`: of the case, or of the finding where there is none yet; `root`: under
#: whom it is shown now. `amount_fen`: what is left to pay, or was paid too much. `held`: why it
#: waits for a person (empty: it does not).
PROPOSALS: dict[str, pl.DataType] = {"kind": _TEXT} | _KEYS | {
    "root": _TEXT, "case": _WHOLE, "reason": _TEXT, "amount_fen": _WHOLE, "due_fen": _WHOLE,
    "granted_fen": _WHOLE, "paid_fen": _WHOLE, "verdict": _TEXT, "before": _TEXT, "state": _TEXT,
    "pays": _TRUTH, "area": _TEXT, "scan": _WHOLE, "fingerprint": _TEXT, "inputs": _TEXT,
    "held": _TEXT,
}  # fmt: skip

#: Grants of a rule; `is_standing`: not reversed by the judged day.
GRANTS: dict[str, pl.DataType] = {"grant_id": _TEXT} | _KEYS | {
    "amount_fen": _WHOLE, "is_standing": _TRUTH,
}  # fmt: skip

#: Payments as the bank returned them. `is_sure`: paid, and surely not come back; else nobody has
#: said whether it came back. `month`: as text, for a running benefit.
PAYMENTS: dict[str, pl.DataType] = {
    "payment_id": _TEXT, "grant_id": _TEXT, "subject": _TEXT, "month": _TEXT,
    "amount_fen": _WHOLE, "is_sure": _TRUTH,
}  # fmt: skip

#: `claim_fen`: granted or paid, whichever is more, or possibly so; null: a grant of unknown sum.
LEDGER: dict[str, pl.DataType] = _KEYS | {
    "granted_fen": _WHOLE, "paid_fen": _WHOLE, "claim_fen": _WHOLE, "has_claim": _TRUTH,
}  # fmt: skip
PAID_MONTHS: dict[str, pl.DataType] = _KEYS | {"month": _TEXT, "paid_fen": _WHOLE}
