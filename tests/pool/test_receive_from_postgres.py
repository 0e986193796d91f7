"""Does `zhiban receive` take a table of a real PostgreSQL server, and keep its password nowhere?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.postgres_server import binaries, server
from typer.testing import CliRunner, Result

from zhiban.cli.main import app

pytestmark = pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")

SECRET = "Geheim-9x"
TABLE = "supplier.registrations"


@pytest.fixture(scope="module")
def owner() -> Iterator[str]:
    """The server, where `reader` may read one table and only with the password."""
    with server() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("create schema supplier")
            connection.execute(f"""
                create table {TABLE} (
                    registration_id text, person text, registered_on date, cancelled_on text);
                insert into {TABLE} values
                    ('虚构R1', '虚构P000001', '2026-10-05', 'never'),
                    ('虚构R2', '虚构P000002', '2026-10-06', '2026-13-05'),
                    ('虚构R3', '虚构P000003', null, null);
                create role reader login password '{SECRET}';
                grant usage on schema supplier to reader;
                grant select on {TABLE} to reader;""")
            (rules,) = connection.execute("show hba_file").fetchone() or ("",)
            (old,) = connection.execute("select pg_read_file(%s)", [rules]).fetchone() or ("",)
            new = "local all reader scram-sha-256\n" + old
            connection.execute("create table hba (line text)")
            connection.cursor().executemany(
                "insert into hba values (%s)", [(line,) for line in new.splitlines()]
            )
            connection.execute(f"copy hba to '{rules}'")
            connection.execute("select pg_reload_conf()")
        yield address


@pytest.fixture
def reader(owner: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    return owner.replace("user=zhiban", "user=reader")


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def receive(reader: str, pool: Path, *more: object) -> Result:
    return run("receive", "jobseekers", reader, "--table", TABLE, "--pool", pool,
               "--extracted-on", "2026-10-08", *more)  # fmt: skip


def test_a_table_is_received_repaired_and_received_again(reader, tmp_path):
    pool, out = tmp_path / "pool", tmp_path / "repair.csv"
    found = receive(reader, pool, "--report", tmp_path / "report.html")
    assert found.exit_code == 0, found.output
    lines = found.stdout.splitlines()
    assert lines[:3] == [f"失业人员登记：第 1 次提交，postgresql:///postgres {TABLE}",
                         "  交来  3", "  收下  2"]  # fmt: skip
    assert lines[-2:] == [
        "  1  cancelled_on：没有 2026-13-05 这个日期；可以这样做：核对原件；不知道就留空",
        "取出隔离的行：zhiban pool quarantine 1 --source postgresql:///postgres",
    ]
    taken = run("pool", "quarantine", 1, "--source", reader, "--pool", pool, "--out", out)
    assert taken.exit_code == 0, taken.output
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert row["registration_id"] == "虚构R2" and row["问题"].startswith(
        "cancelled_on：没有 2026-13-05"
    )
    out.write_text(out.read_text(encoding="utf-8").replace("2026-13-05", "2026-12-05"))
    again = run("receive", "jobseekers", out, "--pool", pool, "--extracted-on", "2026-10-08",
                "--repairs", 1)  # fmt: skip
    assert again.stdout.splitlines()[1:3] == ["  交来  1", "  收下  1"]
    twice = receive(reader, pool)
    assert "  重复  2" in twice.stdout and "  收下  0" in twice.stdout
    kept = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(kept) > 5 and not any(SECRET.encode() in p.read_bytes() for p in kept)
    assert not any(b"user=" in p.read_bytes() for p in kept)


def test_rows_of_a_table_that_has_changed_cannot_be_told_apart(owner, reader, tmp_path):
    pool = tmp_path / "pool"
    assert receive(reader, pool).exit_code == 0
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"insert into {TABLE} values ('虚构R4', '虚构P000004', null, null)")
        try:
            found = run("pool", "quarantine", 1, "--source", reader, "--pool", pool)
        finally:
            connection.execute(f"delete from {TABLE} where registration_id = '虚构R4'")
    assert found.exit_code == 1
    assert (
        f"[quarantine-source] postgresql:///postgres {TABLE}: 这不是第 1 次交付的内容"
        in found.stderr
    )


def test_a_password_in_the_address_is_refused_and_not_repeated(reader, tmp_path):
    for address in (f"postgresql://reader:{SECRET}@127.0.0.1:1/db", f"{reader}&password={SECRET}"):
        found = run("receive", "jobseekers", address, "--table", TABLE, "--pool", tmp_path / "p")
        assert found.exit_code == 2 and "里写着密码" in found.stderr
        assert SECRET not in found.output and not (tmp_path / "p").exists()


def test_a_wrong_password_is_told_and_nothing_is_half_written(owner, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "wrong-" + SECRET)
    found = receive(reader, tmp_path / "pool")
    assert found.exit_code == 1 and "[database]" in found.stderr
    assert "password authentication failed" in found.stderr and SECRET not in found.output
    assert run("pool", "status", "--json", "--pool", tmp_path / "pool").stdout.strip() == "[]"


def test_judge_reads_the_same_table(reader, tmp_path):
    def judged(*source: object) -> str:
        found = run("judge", "unemployment_benefit", *source, "--as-of", "2026-10-31")
        assert found.exit_code in (0, 1), found.output
        return found.output

    good = f"create view supplier.good as select * from {TABLE} where registration_id <> '虚构R2'"
    with psycopg.connect(reader.replace("user=reader", "user=zhiban"), autocommit=True) as owner:
        owner.execute(good)
        owner.execute("grant select on supplier.good to reader")
    path = tmp_path / "jobseekers.csv"
    path.write_text(
        "registration_id,person,registered_on,cancelled_on\n"
        "虚构R1,虚构P000001,2026-10-05,never\n虚构R3,虚构P000003,,\n"
    )
    from_table = judged("--register", f"jobseekers={reader}", "--table", "jobseekers=supplier.good")
    assert from_table == judged("--register", f"jobseekers={path}")
    wrong = run("derive", "--for", "unemployment_benefit", "--register", f"jobseekers={reader}",
                "--table", f"jobseekers={TABLE}", "--as-of", "2026-10-31")  # fmt: skip
    assert wrong.exit_code == 1 and "2026-13-05" in wrong.stderr
    assert f"jobseekers (postgresql:///postgres {TABLE}) 第 3 行" in wrong.stderr
