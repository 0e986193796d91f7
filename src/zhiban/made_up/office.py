"""虚构的办理机构：怎样从办件走到银行回单？ How do cases become grants and a bank's return?

A made-up office, not the desk: two people who do not exist decide, a bank that does not exist pays
and makes the mistakes banks make. All it leaves are files; what counts is what `zhiban receive`
takes in of them, as from any supplier (SEM 28).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.made_up.dice import Dice
from zhiban.model.types import date_of

MAKER, CHECKER = "虚构经办甲", "虚构复核乙"
GRANTS = ("grant_id", "rule", "enterprise", "person", "occasion", "counted_person", "granted_on",
          "amount_fen", "reversed_on")  # fmt: skip
PAYMENTS = ("payment_id", "grant_id", "enterprise", "person", "for_month", "paid_on", "amount_fen",
            "returned_on", "return_reason")  # fmt: skip
#: What the office notes beside a grant; none of it is delivered.
DECIDED = (*GRANTS, "case", "made_by", "checked_by")
_KEY = ("rule", "enterprise", "person", "occasion")


@dataclass(frozen=True)
class Mistakes:
    """How many lines of a bank's return are refused, paid twice, paid with a wrong sum, of nobody's
    order, or silent about whether the payment came back."""

    refused: int = 0
    doubled: int = 0
    wrong: int = 0
    unknown: int = 0
    silent: int = 0


def decide(folder: Path, cases: pl.DataFrame, on: int) -> int:
    """Grant what cases ask for and nobody granted yet; how many grants.

    `cases`: case, rule, kind (person, enterprise), subject, occasion, due_fen, amount_fen (left to
    pay). Writes `decided.csv` and the delivery `grants.csv`. Made by one, checked by another.
    """
    known = _read(folder / "decided.csv", DECIDED)
    given: dict[tuple[str | None, ...], int] = {}
    for row in known.iter_rows(named=True):
        key = tuple(row[name] for name in _KEY)
        given[key] = given.get(key, 0) + int(row["amount_fen"])
    rows: list[tuple[str | None, ...]] = []
    for case in cases.sort("case").iter_rows(named=True):
        who: dict[str, str | None] = {"enterprise": None, "person": None}
        who[case["kind"]] = case["subject"]
        key = (case["rule"], who["enterprise"], who["person"], case["occasion"] or None)
        fen = min(case["amount_fen"], case["due_fen"] - given.get(key, 0))
        if fen > 0:
            number = f"虚构审{known.height + len(rows) + 1:06d}"
            rows.append((
                number, case["rule"], who["enterprise"], who["person"], case["occasion"] or None,
                None, date_of(on).isoformat(), str(fen), "never", str(case["case"]), MAKER, CHECKER,
            ))  # fmt: skip
    _write(folder / "decided.csv", pl.concat([known, _frame(rows, DECIDED)]), GRANTS, "grants.csv")
    return len(rows)


def pay(folder: Path, on: int, mistakes: Mistakes, seed: int = 1) -> dict[str, int]:
    """Send what is granted and not paid to the made-up bank, and file its return.

    Writes the order `bank.csv` and the delivery `payments.csv`; counts by what became of a line.
    """
    grants = _read(folder / "decided.csv", DECIDED)
    known = _read(folder / "payments.csv", PAYMENTS)
    paid = set(known.filter(pl.col("return_reason").is_null())["grant_id"].drop_nulls())
    order = grants.filter(~pl.col("grant_id").is_in(list(paid)), pl.col("reversed_on") == "never")
    order.select(*GRANTS[:4], "amount_fen", "made_by", "checked_by").write_csv(folder / "bank.csv")
    fates = _fates(order.height, mistakes, Dice(seed, f"bank {on}"))
    rows: list[tuple[str | None, ...]] = []
    day, dice = date_of(on).isoformat(), Dice(seed, f"sums {on}")

    def line(grant: str | None, who: tuple[str | None, str | None], fen: int, back: str | None,
             reason: str | None = None) -> None:  # fmt: skip
        number = f"虚构付{known.height + len(rows) + 1:06d}"
        rows.append((number, grant, *who, None, day, str(fen), back, reason))

    for row, fate in zip(order.iter_rows(named=True), fates, strict=True):
        who, fen = (row["enterprise"], row["person"]), int(row["amount_fen"])
        if fate == "wrong":
            fen += dice.between(1, 9) * 100
        reason = dice.pick(("no_account", "name_mismatch", "closed")) if fate == "refused" else None
        back = {"refused": day, "silent": None}.get(fate, "never")
        line(row["grant_id"], who, fen, back, reason)
        if fate == "doubled":
            line(row["grant_id"], who, fen, "never")
    for number in range(mistakes.unknown):
        line(f"虚构不明{number + 1}", ("虚构谁也不是", None), 12_300, "never")
    _write(folder / "payments.csv", pl.concat([known, _frame(rows, PAYMENTS)]))
    return {fate: fates.count(fate) for fate in dict.fromkeys(fates)}


def _fates(count: int, mistakes: Mistakes, dice: Dice) -> list[str]:
    """What becomes of each line of an order, drawn by lot."""
    wanted = [
        name for name in ("refused", "doubled", "wrong", "silent")
        for _ in range(getattr(mistakes, name))
    ]  # fmt: skip
    if len(wanted) > count:
        raise UsageError(Problem(
            "office-few", str(count), f"只有 {count} 笔，安排不了 {len(wanted)} 个差错",
            f"there are {count} payments only: too few for {len(wanted)} mistakes",
            "少要几个差错", "ask for fewer mistakes",
        ))  # fmt: skip
    places = sorted(range(count), key=lambda _: dice.factor(1.0))[: len(wanted)]
    fates = ["paid"] * count
    for place, fate in zip(places, wanted, strict=True):
        fates[place] = fate
    return fates


def _frame(rows: list[tuple[str | None, ...]], columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _read(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    if not path.exists():
        return _frame([], columns)
    return pl.read_csv(path, infer_schema=False).select(columns)


def _write(
    path: Path, frame: pl.DataFrame, columns: tuple[str, ...] = (), delivery: str = ""
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_csv(path)
    if delivery:
        frame.select(columns).write_csv(path.parent / delivery)
