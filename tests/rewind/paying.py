"""Grants and payments as the desk and the bank would deliver them, and other made-up deliveries."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
from tests.scan.town import DAY, LIBRARY

from zhiban.loop.delivering import deliver
from zhiban.model.types import date_of, day_number

EVER = (day_number(dt.date(2008, 1, 1)), DAY)
_GRANTS = ("grant_id", "rule", "enterprise", "person", "occasion", "counted_person", "granted_on",
           "amount_fen", "reversed_on")  # fmt: skip
_PAYMENTS = ("payment_id", "grant_id", "enterprise", "person", "for_month", "paid_on", "amount_fen",
             "returned_on", "return_reason")  # fmt: skip


def send(pool, folder: Path, name: str, rows, columns, *, kind="changes", covers=(), on=DAY):
    """Deliver rows, tuples of texts, to a register; the report."""
    path = folder / f"{name}.csv"
    pl.DataFrame(rows, schema={c: pl.String for c in columns}, orient="row").write_csv(path)
    register = LIBRARY.registers[name]
    report = deliver(pool, register, path, extracted_on=on, kind=kind, covers=covers)
    assert report.delivery.accepted == len(rows), report.reasons
    return report


def pay(pool, folder: Path, findings: pl.DataFrame, *, paid_on: int = DAY - 5) -> None:
    """Grant and pay what findings award, running benefits month by month; the bank returned all."""
    grants, payments = [], []
    day = str(date_of(paid_on))
    paid = findings.filter(pl.col("verdict"), pl.col("amount_fen") > 0)
    for number, row in enumerate(paid.iter_rows(named=True)):
        person = LIBRARY.rules[row["rule"]].subject.id == "person"
        whose = ("", row["id"]) if person else (row["id"], "")
        grants.append((f"试G{number}", row["rule"], *whose, row["occasion"], "", day,
                       str(row["amount_fen"]), "never"))  # fmt: skip
        parts = [("", row["amount_fen"])]
        if lines := json.loads(row["outputs"]).get("instalments"):
            parts = [(x["month"], x["fen"]) for x in lines if x["verdict"] == "yes"]
        for month, fen in parts:
            payments.append((f"试P{number}-{month}", f"试G{number}", *whose, month, day, str(fen),
                             "never", ""))  # fmt: skip
    send(pool, folder, "grants", grants, _GRANTS)
    send(pool, folder, "payments", payments, _PAYMENTS, kind="full", covers=(EVER,))
