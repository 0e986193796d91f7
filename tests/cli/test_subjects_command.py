"""Do the commands on subjects merge, split and undo, and does the vault show what is asked?"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from tests.unit.identity.people import resident_numbers

from zhiban.identity.key_file import FILE_VARIABLE, TEXT_VARIABLE

ONE, OTHER = resident_numbers(2, seed=9)
WHO = ("--reason", "户口簿", "--who", "虚构经办人")


@pytest.fixture
def city(run, tmp_path, monkeypatch):
    monkeypatch.delenv(TEXT_VARIABLE, raising=False)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    cards = tmp_path / "cards.csv"
    cards.write_text(
        "person,issued_on,name,phone,account,passport\n"
        f"{ONE},2020-01-01,虚构甲,13900000001,6217000000000000001,E99887766\n"
        f"{OTHER},2020-01-01,虚构乙,13900000002,6217000000000000002,E99887766\n",
        encoding="utf-8",
    )
    done = run(
        "receive", "social_security_cards", cards, "--pool", tmp_path / "city",
        "--keys", "person=resident", "--extracted-on", "2026-10-01",
    )  # fmt: skip
    assert done.exit_code == 0 and "新封存的值  8" in done.output, done.output
    assert "与他人相争的号码" in done.output
    assert (
        "1 个号码几个主体都在用，最早自第 1 次提交，待人决定：zhiban subjects conflicts"
        in done.output
    )
    return tmp_path / "city"


def test_a_conflict_is_listed_decided_and_taken_back(run, city):
    told = run("subjects", "conflicts", "--pool", city, packs=False).output
    ids = re.findall(r"P[0-9A-Z]{12}", told)
    (key,) = re.findall(r"passport:[0-9a-f]{8}", told)
    assert len(ids) == 2 and "1 个号码相争" in told and "E99887766" not in told
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assert f"第 1 次提交 {today}" in told and "市人力社保局" in told
    status = run("pool", "status", "--lang", "en", "--pool", city, packs=False).output
    assert "1 numbers are used by several subjects, the first since commit 1" in status
    merged = run("subjects", "merge", *ids, *WHO, "--pool", city, packs=False)
    assert merged.exit_code == 0 and "第 2 次提交，第 1 条记录" in merged.output, merged.output
    assert "几个主体" not in run("pool", "status", "--pool", city, packs=False).output
    assert (
        "0 numbers"
        in run("subjects", "conflicts", "--lang", "en", "--pool", city, packs=False).output
    )
    shown = run("subjects", "show", ids[1], "--pool", city, packs=False).output
    assert shown.count("gb11643:") == 2 and "户口簿" in shown and "虚构经办人" in shown
    assert run("subjects", "undo", "1", *WHO, "--pool", city, packs=False).exit_code == 0
    assert "1 个号码相争" in run("subjects", "conflicts", "--pool", city, packs=False).output
    taken = run("subjects", "withdraw", ids[0], "--key", key, *WHO, "--pool", city, packs=False)
    assert taken.exit_code == 0, taken.output
    assert "0 个号码相争" in run("subjects", "conflicts", "--pool", city, packs=False).output
    split = run("subjects", "split", ids[1], "--key", key, *WHO, "--pool", city, packs=False)
    assert split.exit_code == 0 and "新主体" in split.output


def test_the_vault_shows_masked_and_logs_who_and_why(run, city):
    told = run("subjects", "conflicts", "--pool", city, packs=False).output
    one = re.findall(r"P[0-9A-Z]{12}", told)[0]
    why = ("--purpose", "核发待遇", "--who", "虚构经办人", "--pool", city)
    shown = run("vault", "show", one, *why, packs=False)
    assert shown.exit_code == 0, shown.output
    assert "虚**" in shown.output and re.search(r"139\*{4}000[12]", shown.output)
    assert not any(text in shown.output for text in (ONE, OTHER, "E99887766", "62170000"))
    phone = ("--field", "social_security_cards.phone")
    full = run("vault", "show", one, *phone, "--unmask", *why, packs=False)
    assert re.search(r"1390000000[12]", full.output) and "虚" not in full.output.split("\n")[1]
    log = run("vault", "who-looked", one, "--pool", city, packs=False).output
    assert "read masked" in log and "共 2 次" in log and log.count("核发待遇") == 2


def test_mistakes_say_what_to_do(run, city, tmp_path):
    nobody = run("subjects", "show", "P000000000000", "--pool", city, packs=False)
    assert nobody.exit_code == 2 and "没有主体" in nobody.output
    told = run("subjects", "conflicts", "--pool", city, packs=False).output
    one = re.findall(r"P[0-9A-Z]{12}", told)[0]
    wrong = run("subjects", "split", one, "--key", "x", *WHO, "--pool", city, packs=False)
    assert wrong.exit_code == 2 and "gb11643:" in wrong.output
    field = run("vault", "show", one, "--purpose", "p", "--field", "x", "--pool", city, packs=False)
    assert field.exit_code == 2 and "social_security_cards.phone" in field.output
    again = run("subjects", "undo", "7", *WHO, "--pool", city, packs=False)
    assert again.exit_code == 2 and "没有第 7 条记录" in again.output


def test_somebody_in_two_households_is_told_when_it_is_delivered(run, tmp_path):
    def receive(text, day):
        file = tmp_path / "members.csv"
        file.write_text("household,person,from_on,until_on\n" + text, encoding="utf-8")
        done = run("receive", "household_members", file, "--pool", tmp_path / "town",
                   "--extracted-on", day)  # fmt: skip
        assert done.exit_code == 0, done.output
        return done.output

    first = receive(
        "虚构户1,虚构甲,2010-05-01,never\n虚构户2,虚构乙,2010-05-01,never\n", "2026-10-01"
    )
    assert "同时在几户" not in first
    said = receive("虚构户2,虚构甲,2026-01-01,never\n", "2026-10-05")
    assert "! 1 人在 2026-10-05 同时在几户，待市公安局核对：" in said
    listed = run("subjects", "household", "--as-of", "2026-10-05", "--pool", tmp_path / "town")
    assert "虚构户1 虚构户2" in listed.output
    assert "同时在几户" not in receive("虚构户1,虚构甲,2010-05-01,2025-12-31\n", "2026-10-06")
