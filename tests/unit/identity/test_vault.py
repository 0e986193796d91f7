"""Do secrets come back only through the door, and are they noise everywhere else?"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import DataError, UsageError
from zhiban.identity.key_file import FILE_VARIABLE, TEXT_VARIABLE, Keys, make_keys
from zhiban.identity.readings import check_log, find, read, who_looked
from zhiban.identity.sealing import Secrets, store
from zhiban.identity.vault import Vault

A, B, C = "P00000000000A", "P00000000000B", "P00000000000C"
WHO = {"actor": "虚构经办人", "purpose": "核对测试"}


@pytest.fixture
def keys() -> Keys:
    return make_keys()


@pytest.fixture
def vault(tmp_path, keys):
    opened = Vault.open(tmp_path / "vault", keys)
    yield opened
    opened.close()


def put(vault: Vault, commit: int, kind: str = "phone", **values: str | None) -> int:
    """Store one value for each subject, named by its last letter."""
    subjects = pl.Series([f"P00000000000{letter}" for letter in values])
    column = pl.Series(list(values.values()), dtype=pl.String)
    return store(vault, subjects, {f"persons.{kind}": Secrets(kind, column)}, commit)


def phones(vault: Vault, *subjects: str, **options: int) -> list[tuple[str, str]]:
    found = read(vault, pl.Series(subjects), ["persons.phone"], **WHO, **options)
    return found.select("subject", "value").rows()


def test_what_is_stored_is_read_back_as_it_was_written(vault):
    assert put(vault, 1, A="139 0000 0001", B=None, C="023-60000000") == 2
    assert phones(vault, A, B, C) == [(A, "139 0000 0001"), (C, "023-60000000")]


def test_the_same_file_again_seals_nothing(vault):
    put(vault, 1, A="13900000001")
    assert put(vault, 2, A="13900000001") == 0
    # Written otherwise, it is the same phone still.
    assert put(vault, 3, A="+86 139-0000-0001") == 0


def test_a_new_value_ends_the_old_one_and_the_past_stays_readable(vault):
    put(vault, 1, A="1", B="2")
    put(vault, 3, A="9")
    assert phones(vault, A, B) == [(A, "9"), (B, "2")]
    assert phones(vault, A, B, known_at=2) == [(A, "1"), (B, "2")]
    put(vault, 4, A="1")
    assert phones(vault, A) == [(A, "1")]


def test_two_values_of_one_commit_both_stand_and_one_said_again_stays(vault):
    both = {"persons.phone": Secrets("phone", pl.Series(["1", "2"]))}
    store(vault, pl.Series([A, A]), both, 1)
    assert sorted(v for _, v in phones(vault, A)) == ["1", "2"]
    later = {"persons.phone": Secrets("phone", pl.Series(["2", "3"]))}
    store(vault, pl.Series([A, A]), later, 2)
    assert sorted(v for _, v in phones(vault, A)) == ["2", "3"]


def test_nobody_reads_without_a_name_and_a_purpose(vault):
    put(vault, 1, A="1")
    for actor, purpose in (("", "核对"), ("某人", " "), ("  ", "")):
        with pytest.raises(UsageError, match="nothing is read"):
            read(vault, pl.Series([A]), ["persons.phone"], actor=actor, purpose=purpose)
        with pytest.raises(UsageError, match="nothing is read"):
            find(vault, "persons.phone", "phone", pl.Series(["1"]), actor=actor, purpose=purpose)
    assert who_looked(vault, pl.Series([A])).is_empty()


def test_everyone_asked_for_sees_who_looked(vault):
    put(vault, 1, A="1")
    phones(vault, A, B)
    looked = who_looked(vault, pl.Series([A, B]))
    assert looked["subject"].to_list() == [A, B]
    assert looked.row(1, named=True)["actor"] == "虚构经办人"
    assert looked.row(1, named=True)["fields"] == "persons.phone"


def test_when_the_log_cannot_be_written_nothing_is_read(vault, monkeypatch):
    put(vault, 1, A="1")
    vault.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(sqlite3.OperationalError):
        phones(vault, A)


def test_the_log_only_grows_and_a_missing_line_shows(vault):
    put(vault, 1, A="1")
    for _ in range(3):
        phones(vault, A)
    assert check_log(vault) == []
    for statement in (
        "DELETE FROM reading",
        "UPDATE reading SET actor = 'x'",
        "DELETE FROM reading_of",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"):
            vault.connection.execute(statement)
    vault.connection.execute("DROP TRIGGER reading_kept")
    vault.connection.execute("DELETE FROM reading WHERE number = 2")
    assert check_log(vault) == [2, 3]


def test_a_phone_leads_to_its_holders_by_index_alone(vault):
    put(vault, 1, A="139 00000001", B="13900000001", C="13900000002")
    found = find(vault, "persons.phone", "phone", pl.Series(["(139)0000-0001", "7"]), **WHO)
    assert found.rows() == [("(139)0000-0001", A), ("(139)0000-0001", B)]
    assert who_looked(vault, pl.Series([B]))["act"].to_list() == ["find"]


def test_an_unknown_field_is_an_error_not_an_empty_answer(vault):
    put(vault, 1, A="1")
    with pytest.raises(UsageError, match=r"one of persons\.phone"):
        read(vault, pl.Series([A]), ["persons.phones"], **WHO)


def test_a_value_needs_a_subject_and_a_field_keeps_its_kind(vault):
    with pytest.raises(UsageError, match="without a subject"):
        store(vault, pl.Series([None, A]), {"p.x": Secrets("name", pl.Series(["甲", "乙"]))}, 1)
    put(vault, 1, A="1")
    with pytest.raises(UsageError, match="was phone before"):
        store(vault, pl.Series([A]), {"persons.phone": Secrets("name", pl.Series(["甲"]))}, 2)


def test_kinds_do_not_share_indexes_but_cards_of_one_number_do(vault):
    value = pl.Series(["11010519491231002X"])
    kinds = ("resident", "passport", "local", "account", "phone")
    assert len({vault.blind(kind, value)[0] for kind in kinds}) == 5
    assert vault.blind("residence_permit", value)[0] == vault.blind("resident", value)[0]
    ours = vault.blind("local", value, source="school")
    assert ours[0] != vault.blind("local", value)[0]
    assert vault.blind("resident", pl.Series([None, value[0]]))[0] is None


def test_a_sealed_text_moved_to_somebody_else_does_not_open(vault):
    put(vault, 1, A="1", B="2")
    connection = vault.connection
    (text,) = connection.execute("SELECT sealed FROM secret WHERE holder = 1").fetchone()
    connection.execute("UPDATE secret SET sealed = ? WHERE holder = 2", (text,))
    assert phones(vault, A) == [(A, "1")]
    with pytest.raises(DataError, match="vault-damaged"):
        phones(vault, B)
    connection.execute("UPDATE holder SET wrapped = (SELECT wrapped FROM holder WHERE number = 1)")
    with pytest.raises(DataError, match="vault-damaged"):
        phones(vault, B)


def test_recover_takes_back_values_but_not_readings(vault):
    put(vault, 1, A="1")
    put(vault, 2, A="2", B="7")
    phones(vault, A, B)
    assert vault.recover(1) and not vault.recover(1)
    assert phones(vault, A, B) == [(A, "1")]
    assert who_looked(vault, pl.Series([B])).height == 2
    assert put(vault, 2, A="2", B="7") == 2
    assert phones(vault, A, B) == [(A, "2"), (B, "7")]


def test_a_vault_opens_with_its_own_keys_only(tmp_path, keys):
    folder = tmp_path / "v"
    Vault.open(folder, keys).close()
    with pytest.raises(DataError, match="vault-wrong-keys"):
        Vault.open(folder, make_keys())
    with pytest.raises(DataError, match="seal 1 is not this vault's"):
        Vault.open(folder, Keys(keys.index, make_keys().seals))
    assert (folder.stat().st_mode & 0o077, (folder / "vault.sqlite").stat().st_mode & 0o077) == (
        0,
        0,
    )


def test_a_key_file_is_made_for_its_owner_alone_and_refused_otherwise(tmp_path, keys):
    path = tmp_path / "keys" / "vault.keys"
    keys.write(path)
    assert Keys.read(path) == keys and path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(DataError, match="chmod 600"):
        Keys.read(path)
    with pytest.raises(DataError, match="without keys the vault stays shut"):
        Keys.read(tmp_path / "nowhere")


def test_keys_come_from_the_environment_first(tmp_path, keys, monkeypatch):
    monkeypatch.setenv(
        TEXT_VARIABLE, keys.text().splitlines()[1] + ";seal 1 " + keys.seals[1].hex()
    )
    assert Keys.find(tmp_path / "none") == keys
    monkeypatch.delenv(TEXT_VARIABLE)
    keys.write(tmp_path / "k")
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "k"))
    assert Keys.find(tmp_path / "none") == keys


@pytest.mark.parametrize(
    "text", ["", "index 00\nseal 1 00", "index {i}", "seal 1 {s}", "index {i}\nseal 0 {s}",
             "index {i}\nseal x {s}", "index {i}\nseal 1 {s}\nseal 1 {s}", "index {i}\nkey {s}"],
)  # fmt: skip
def test_a_broken_key_file_is_refused_without_showing_it(text, tmp_path):
    said = text.format(i="ab" * 32, s="cd" * 16)
    with pytest.raises(DataError, match="vault-key-form") as caught:
        Keys.parse(said, "file")
    assert "ab" * 16 not in str(caught.value) and "cd" * 16 not in str(caught.value)


def test_keys_do_not_show_in_a_traceback(keys):
    assert keys.index.hex() not in repr(keys) and str(keys.index) not in repr(keys)
    assert str(keys.seals[1]) not in repr(keys)


def every_byte(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_no_value_stands_in_the_files(tmp_path, vault):
    put(vault, 1, "name", A="虚构金丝雀", B="CANARY NAME")
    put(vault, 1, "phone", A="13977777777")
    raw = every_byte(tmp_path)
    for canary in ("虚构金丝雀".encode(), b"CANARY", b"13977777777", vault.keys.index,
                   vault.keys.seals[1], os.fsencode(vault.keys.index.hex())):  # fmt: skip
        assert canary not in raw
    assert A.encode() in raw  # the search itself works
