"""Do planted numbers stay out of the pool, its logs, its errors and its temporary files?"""

from __future__ import annotations

import random
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from tests.pool.deliveries import batches, order
from tests.pool.registers import Hires, Paid
from tests.unit.identity.people import credit_code, resident_numbers

from zhiban.identity.attaching import attach, contested
from zhiban.identity.key_file import make_keys
from zhiban.identity.ledger import Ledger
from zhiban.identity.readings import find, read
from zhiban.identity.vault import Vault
from zhiban.language import Person, Register, date, secret, subject
from zhiban.language.refusal import collecting
from zhiban.loop import delivering
from zhiban.pool.backup import back_up
from zhiban.pool.identified import Identified
from zhiban.pool.pool import Pool

NUMBERS = resident_numbers(40, seed=11)
FIRM = credit_code(random.Random(5))
WRONG = NUMBERS[0][:17] + ("0" if NUMBERS[0][17] != "0" else "1")
NAME, PHONE, ACCOUNT = "虚构金丝雀甲", "13912345678", "6217000123456789012"
PASSPORT = "E99887766"
MONTH = 24300
KEYS = {"person": "resident", "enterprise": "uscc"}
WHO = {"actor": "虚构经办人", "purpose": "测试"}


@pytest.fixture
def city(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    folder = tmp_path / "pool"
    vault = Vault.open(folder / "vault", make_keys())
    ledger = Ledger.open(folder / "ledger.sqlite")
    pool = Pool.open(folder, Identified(ledger, vault, KEYS), create=True)
    yield pool, ledger, vault
    vault.close()
    ledger.close()


class Cards(Register):
    id = "pool_cards"
    title = "社会保障卡（虚构）"
    key = ("person",)
    person = subject(Person, title="持卡人")
    issued_on = date(title="发卡日期")
    name = secret("name", title="姓名")
    phone = secret("phone", title="手机")
    account = secret("account", title="账号")
    passport = secret("passport", title="护照")


def deliver(pool: Pool, day: int = 20100, bad: Sequence[dict[str, str]] = ()) -> None:
    rows = [{"person": number, "for_month": MONTH, "amount": 5} for number in NUMBERS]
    rows.append({"person": WRONG, "for_month": MONTH, "amount": 6})
    found, held = pool.receive(order(Paid, day), batches(Paid, rows, bad, size=50))
    assert (found.delivered, held.count) == (41 + len(bad), 1 + len(bad))
    hire = {"hire_id": "h1", "person": NUMBERS[3], "firm": FIRM, "hired_on": 20000}
    pool.receive(order(Hires, day), batches(Hires, [hire]))


def deliver_cards(pool: Pool, folder: Path, rows: list[tuple[str, ...]], day: int = 20200):
    """Through a file, as a supplier sends it."""
    path = folder / "cards.csv"
    head = "person,issued_on,name,phone,account,passport"
    path.write_text("\n".join([head, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    report = delivering.deliver(pool, Cards, path, extracted_on=day, kind="changes")
    path.unlink()
    return report


def places(folder: Path, planted: str) -> list[str]:
    """Files in which a planted text stands, in any encoding a file might use."""
    forms = {planted.encode(code) for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")}
    forms |= {planted.encode().hex().encode(), planted.encode()[::-1]}
    files = [p for p in folder.rglob("*") if p.is_file()]
    return [str(p) for p in files if any(form in p.read_bytes() for form in forms)]


PLANTED = (*NUMBERS, WRONG, FIRM, NAME, PHONE, ACCOUNT, PASSPORT)


def test_planted_numbers_names_phones_and_accounts_stand_nowhere(city, tmp_path, capfd, caplog):
    pool, ledger, vault = city
    bad = [{"person": n, "for_month": f"see {n}", "amount": PHONE} for n in NUMBERS]
    for day in (20100, 20110):
        deliver(pool, day, bad)
    assert pool.rows(Paid).collect()["person"].str.contains("^P[0-9A-Z]{12}$").all()
    row = (NUMBERS[0], "2020-01-01", NAME, PHONE, ACCOUNT, PASSPORT)
    wrong = (NUMBERS[1], "2020-13-45", NAME, PHONE, ACCOUNT, PASSPORT)
    report = deliver_cards(pool, tmp_path, [row, wrong])
    assert (report.delivery.accepted, report.delivery.quarantined) == (1, 1)
    assert report.secrets["sealed"] == 4
    assert "name" not in pool.rows(Cards).collect().columns
    one = ledger.find("resident", vault.blind("resident", pl.Series([NUMBERS[0]])))
    fields = [f"pool_cards.{name}" for name in ("name", "phone", "account", "passport")]
    found = read(vault, one, fields, **WHO)
    assert set(found["value"]) == {NAME, PHONE, ACCOUNT, PASSPORT}
    spaced = pl.Series([f"+86 {PHONE[:3]}-{PHONE[3:]}"])
    assert find(vault, fields[1], "phone", spaced, **WHO)["subject"].to_list() == one.to_list()
    back_up(pool.folder, pool.catalogue, tmp_path / "copy")
    pool.compact([Paid, Cards])
    pool.rows(Cards).collect().write_csv(tmp_path / "export.csv")

    for planted in (*PLANTED, vault.keys.index.hex()):
        assert places(tmp_path, planted) == []
    assert places(tmp_path, one[0])  # what does stand there is found
    said = "".join(capfd.readouterr()) + caplog.text + str(report)
    assert not any(planted in said for planted in PLANTED)


def test_a_new_phone_takes_the_place_of_the_old_and_a_late_extract_does_not(city, tmp_path):
    pool, ledger, vault = city

    def phones():
        one = ledger.find("resident", vault.blind("resident", pl.Series([NUMBERS[0]])))
        return read(vault, one, ["pool_cards.phone"], **WHO)["value"].to_list()

    for day, phone in ((20200, PHONE), (20210, "13700000001"), (20205, "13700000002")):
        deliver_cards(pool, tmp_path, [(NUMBERS[0], "2020-01-01", NAME, phone, "", "")], day)
    assert phones() == ["13700000001"]
    again = deliver_cards(pool, tmp_path, [(NUMBERS[0], "2020-01-01", NAME, "", "", "")], 20220)
    assert again.secrets["sealed"] == 0
    assert phones() == ["13700000001"]  # an empty cell says nothing


def test_a_passport_of_two_people_is_contested_and_both_keep_it(city, tmp_path):
    pool, ledger, _ = city
    rows = [(n, "2020-01-01", NAME, "", "", PASSPORT) for n in NUMBERS[:2]]
    report = deliver_cards(pool, tmp_path, rows)
    assert report.delivery.accepted == 2 and report.secrets["contested"] == 2
    (people,) = contested(ledger)["subjects"].to_list()
    assert len(people) == 2


def test_without_a_vault_secrets_are_dropped_and_counted(tmp_path):
    pool = Pool.open(tmp_path / "plain", create=True)
    report = deliver_cards(pool, tmp_path, [("虚构甲", "2020-01-01", NAME, PHONE, ACCOUNT, "")])
    assert report.delivery.accepted == 1 and report.secrets == {"not-kept": 3}
    assert places(tmp_path / "plain", NAME) == places(tmp_path / "plain", PHONE) == []


def test_no_rule_reads_a_secret():
    with collecting() as problems:
        Cards.name.node  # noqa: B018
    assert [p.code for p in problems] == ["secret-column"]


def test_reasons_and_errors_do_not_repeat_the_number(city):
    pool, ledger, _ = city
    named = pool.subjects.named("person", pl.Series([WRONG, "1.10105E+17", None, NUMBERS[1]]), 1)
    assert named.ids.is_null().to_list() == [True, True, True, False]
    assert "校验码" in named.reason[0] and "科学计数法" in named.reason[1]
    assert WRONG not in named.reason[0] + named.reason_en[0]
    with pytest.raises(TypeError) as caught:
        ledger.assign("resident", pl.Series(NUMBERS), 1)
    assert not any(
        number in "".join(traceback.format_exception(caught.value)) for number in NUMBERS
    )


def test_the_number_is_read_back_by_id_and_the_id_found_by_the_number(city):
    pool, ledger, vault = city
    deliver(pool)
    ids = ledger.find("resident", vault.blind("resident", pl.Series(NUMBERS)))
    shown = read(vault, ids, ["resident"], **WHO)
    assert dict(shown.select("subject", "value").iter_rows()) == dict(
        zip(ids, NUMBERS, strict=True)
    )
    (row,) = pool.rows(Hires).collect().iter_rows(named=True)
    assert row["person"] == ids[3] and row["firm"][0] == "E"


def test_the_short_old_number_and_the_full_width_one_are_the_same_person(city):
    pool, *_ = city
    number = next(n for n in NUMBERS if n[6:8] == "19")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    forms = pl.Series([number, number[:6] + number[8:17], wide, f" {number}\u200b"])
    named = pool.subjects.named("person", forms, 1)
    assert named.ids.n_unique() == 1 and named.reason.null_count() == 4


def test_a_contested_number_names_nobody_until_a_person_has_decided(city):
    pool, ledger, vault = city
    own = vault.blind("local", pl.Series(["虚构P1", "虚构P2"]))
    ids = ledger.assign("local", own, 1, subject="person")
    index = vault.blind("resident", pl.Series([NUMBERS[0]] * 2))
    attach(ledger, "resident", index, ids, 1)
    named = pool.subjects.named("person", pl.Series([NUMBERS[0]]), 1)
    assert (
        named.ids.to_list() == [None]
        and "several people have used this number" in named.reason_en[0]
    )


def test_the_same_delivery_twice_gives_no_new_ids_and_seals_nothing(city):
    pool, ledger, vault = city
    deliver(pool)
    count = "SELECT count(*) FROM secret"
    before = vault.connection.execute(count).fetchone(), len(list(ledger.connection.iterdump()))
    rows = [{"person": number, "for_month": MONTH, "amount": 5} for number in NUMBERS]
    again, _ = pool.receive(order(Paid, 20100), batches(Paid, rows))
    assert again.repeated == 40
    after = vault.connection.execute(count).fetchone(), len(list(ledger.connection.iterdump()))
    assert after[0] == before[0] and after[1] - before[1] <= 1  # the number of the commit
