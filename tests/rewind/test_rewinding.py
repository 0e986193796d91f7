"""Is what came late found, with its row, and proposed in proportion, never from silence? (G8)"""

import json

import polars as pl
import pytest
from tests.rewind.paying import EVER, pay, send
from tests.scan.town import DAY, LIBRARY, found

from zhiban.rewind.listing import as_list, summary
from zhiban.rewind.rewinding import rewind
from zhiban.scan.catalogue import Scans
from zhiban.scan.scanning import scan

BENEFIT, REFUND = (LIBRARY.rules[r] for r in ("unemployment_benefit", "job_retention_refund"))
STOPS = ("person", "kind", "happened_on")


def looked_back(pool, rules=(BENEFIT,), months=3, day=DAY, **options):
    rewound = rewind(pool, LIBRARY, rules, months, day, **options)
    return as_list(pool, LIBRARY, rewound, pool.catalogue.last_commit())


def a_paid_spell(pool, months=6):
    """Somebody with a benefit of that many months: (person, spell, its months)."""
    rows = found(pool).filter(pl.col("rule") == BENEFIT.id, pl.col("amount_fen") > 0)
    for row in rows.iter_rows(named=True):
        lines = json.loads(row["outputs"])["instalments"]
        if len(lines) == months and rows.filter(pl.col("id") == row["id"]).height == 1:
            return row["id"], row["occasion"], lines
    raise AssertionError("nobody")


@pytest.fixture
def paid(pool, tmp_path):
    """A scan whose awards were all paid."""
    scan(pool, LIBRARY, [BENEFIT, REFUND], DAY, law_known_at=DAY)
    pay(pool, tmp_path, found(pool))
    return pool


def test_where_nothing_came_late_nothing_follows(paid):
    assert looked_back(paid, (BENEFIT, REFUND)).is_empty()


def test_a_late_stop_claims_the_months_after_it_and_names_its_row(paid, tmp_path):
    who, spell, lines = a_paid_spell(paid)
    send(paid, tmp_path, "stops", [(who, "imprisoned", lines[3]["month"] + "-15")], STOPS)
    rows = looked_back(paid)
    assert set(rows["id"]) == {who} and set(rows["occasion"]) == {spell}
    assert rows["month"].to_list() == [x["month"] for x in lines[4:]]
    assert set(rows["state"]) == {"overpaid"}
    assert rows["amount_fen"].to_list() == [x["fen"] for x in lines[4:]]
    assert set(rows["late_register"]) == {"stops"} and set(rows["reason"]) == {"fact"}
    assert set(rows["late_commit"]) == {paid.catalogue.last_commit()}
    # The look-back limit is known from memory alone, and says so wherever it is used.
    assert all("overpaid_months" in text for text in rows["unconfirmed"])
    again = looked_back(paid)
    assert again.equals(rows)


def test_one_missing_date_of_six_months_claims_nothing(paid, tmp_path):
    who, _, _ = a_paid_spell(paid)
    spells = paid.rows(LIBRARY.registers["unemployment_spells"]).collect()
    columns = ("spell_id", "person", "ended_on", "reason", "registered_on", "wants_work",
               "transferred_in")  # fmt: skip
    row = spells.filter(pl.col("person") == who).row(0, named=True)
    day = pl.Series([row["ended_on"]]).cast(pl.Int32).cast(pl.Date)[0]
    cells = (row["spell_id"], who, str(day), row["reason"], "", "true", "false")
    send(paid, tmp_path, "unemployment_spells", [cells], columns)
    rows = looked_back(paid)
    assert set(rows["id"]) == {who} and set(rows["state"]) == {"open"}
    assert rows["amount_fen"].null_count() == rows.height


def test_who_is_left_out_of_every_register_owes_nothing(paid, town, tmp_path):
    who, _, _ = a_paid_spell(paid)
    for name in ("persons", "unemployment_spells", "contributions", "benefits"):
        register = LIBRARY.registers[name]
        rows = pl.read_csv(
            town / "registers" / f"{name}.csv", infer_schema=False, comment_prefix="#"
        )
        path = tmp_path / f"{name}.csv"
        rows.filter(pl.col("person") != who).write_csv(path)
        from zhiban.loop.delivering import deliver

        deliver(paid, register, path, extracted_on=DAY, kind="full", covers=(EVER,))
    rows = looked_back(paid).filter(pl.col("id") == who)
    assert rows.height and set(rows["state"]) == {"silent"}
    assert rows["amount_fen"].null_count() == rows.height


def test_a_late_row_that_grants_is_owed_less_what_was_received(pool, town, tmp_path):
    firms = town / "registers" / "enterprises.csv"
    rows = pl.read_csv(firms, infer_schema=False, comment_prefix="#")
    scan(pool, LIBRARY, [REFUND], DAY, law_known_at=DAY)
    whole = found(pool).filter(pl.col("amount_fen") > 0)
    who, fen = whole.row(0, named=True)["id"], whole["amount_fen"][0]
    cells = rows.filter(pl.col("enterprise") == who)
    wrong = cells.with_columns(licence_status=pl.lit("revoked"))
    columns = rows.columns
    send(pool, tmp_path, "enterprises", wrong.rows(), columns, on=DAY - 8)
    scan(pool, LIBRARY, [REFUND], DAY, law_known_at=DAY)
    told = found(pool, 2)
    assert told.filter(pl.col("id") == who, pl.col("verdict")).is_empty()
    pay(pool, tmp_path, told)
    send(pool, tmp_path, "enterprises", cells.rows(), columns, on=DAY - 2)
    rows = looked_back(pool, (REFUND,))
    [row] = rows.to_dicts()
    assert (row["id"], row["state"], row["amount_fen"]) == (who, "owed", fen)
    assert (row["verdict_then"], row["verdict_now"]) == ("no", "yes")
    assert (row["late_register"], row["told_scan"]) == ("enterprises", 2)
    assert row["late_commit"] == pool.catalogue.last_commit()
    counted = summary(rows).row(0, named=True)
    assert (counted["then_no"], counted["now_yes"], counted["owed_fen"]) == (1, 1, fen)


def test_without_a_bank_return_nothing_is_proposed(pool, tmp_path):
    scan(pool, LIBRARY, [BENEFIT], DAY, law_known_at=DAY)
    who, _, lines = a_paid_spell(pool)
    send(pool, tmp_path, "stops", [(who, "imprisoned", lines[3]["month"] + "-15")], STOPS)
    rows = looked_back(pool)
    assert set(rows["state"]) == {"unchecked"}
    assert rows["amount_fen"].null_count() == rows.height == 2


def test_a_month_without_a_scan_is_judged_as_known_then(paid, monkeypatch, tmp_path):
    from zhiban.pool.catalogue import Catalogue

    who, _, lines = a_paid_spell(paid)
    before = paid.catalogue.last_commit()
    send(paid, tmp_path, "stops", [(who, "imprisoned", lines[3]["month"] + "-15")], STOPS)
    with Scans(paid.folder)._db as db:  # as if nobody had ever scanned
        db.execute("delete from files")
        db.execute("delete from scans")
    monkeypatch.setattr(Catalogue, "commit_at", lambda self, moment: before)
    rows = looked_back(paid)
    assert set(rows["id"]) == {who} and set(rows["state"]) == {"overpaid"}
    assert rows["told_scan"].null_count() == rows.height
    assert not [p for p in (paid.folder / "aside").iterdir() if p.is_dir()]
