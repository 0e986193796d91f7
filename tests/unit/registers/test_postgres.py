"""Is a table of a real PostgreSQL server read as a file with the same cells would be?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import polars as pl
import psycopg
import pytest
from tests.postgres_server import binaries, server

from zhiban.errors import DataError, Problem
from zhiban.model import types as t
from zhiban.registers import text_file
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.sources import open_source
from zhiban.registers.split import split_rows

pytestmark = pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")

COLUMNS = (
    ColumnSpec("person", t.SubjectId("person"), required=True),
    ColumnSpec("born_on", t.Date()),
    ColumnSpec("paid_fen", t.Money(0)),
    ColumnSpec("active", t.Truth()),
    ColumnSpec("note", t.Text()),
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as address:
        with psycopg.connect(address) as connection:
            connection.execute("""
                create schema hr;
                create table hr."Hires" (
                    person text, born_on date, paid_fen bigint, active boolean, note varchar);
                insert into hr."Hires" values
                    ('P1', '2024-02-29', 186400, true, E'two\nlines, "quoted"'),
                    ('P2', null, -5, false, ''),
                    (null, null, null, null, null),
                    ('渝北P3', '1999-12-31', 9223372036854775807, null, '\\.');
                create table alone (person text);
                insert into alone values (null), ('P1'), (null);
                create table many as select 'P' || n as person, n as paid_fen
                    from generate_series(1, 20000) n;
                create table bare (person text);
                create view decimals as select 'P1' as person, 12.50 as paid_fen;
            """)
        yield address


def problem(where: str, table: str | None) -> Problem:
    with pytest.raises(DataError) as caught:
        list(open_source(where, table=table).batches())
    (found,) = caught.value.problems
    return found


def test_cells_keep_their_meaning(url):
    source = open_source(url, table='hr."Hires"')
    assert source.names == ["person", "born_on", "paid_fen", "active", "note"]
    (batch,) = source.batches()
    assert batch["row"].to_list() == [2, 3, 4, 5]
    found = split_rows(batch, COLUMNS)
    first = t.day_number(dt.date(2024, 2, 29))
    assert found.accepted.rows() == [
        (2, "P1", first, 186400, True, 'two\nlines, "quoted"'),
        (5, "渝北P3", t.day_number(dt.date(1999, 12, 31)), 2**63 - 1, None, "\\."),
    ]
    assert found.rejected["row"].to_list() == [3, 4]


def test_empty_cells_are_rows_too(url):
    (batch,) = open_source(url, table="alone").batches()
    assert batch["person"].to_list() == [None, "P1", None]


def test_large_tables_come_in_batches(url, monkeypatch):
    monkeypatch.setattr(text_file, "PIECE", 4000)
    batches = list(open_source(url, table="many").batches(rows=1000))
    assert len(batches) > 2
    read = pl.concat(batches)
    assert read["row"].to_list() == list(range(2, 20002))
    assert read["paid_fen"].cast(pl.Int64).sum() == 200_010_000


def test_a_decimal_is_told_like_in_a_file(url):
    (batch,) = open_source(url, table="decimals").batches()
    (reason,) = split_rows(batch, COLUMNS).rejected["reasons"][0]
    assert reason["zh"].endswith("若以元为单位，乘以 100 写成分")


def test_a_table_that_is_not_there_names_the_nearest(url):
    found = problem(url, "hr.Hire")
    assert (found.code, found.what, found.attempt) == (
        "database-table", "没有表 hr.Hire，或无权读取", "是否指 hr.Hires？",
    )  # fmt: skip
    assert problem(url, "person; drop table alone").code in ("database-table", "database")
    assert open_source(url, table="alone").names == ["person"]


def test_a_table_must_be_named_and_hold_rows(url):
    assert problem(url, None).what == "没有说明读哪个表"
    assert problem(url, "bare").code == "file-header-only"


def test_a_server_that_is_not_there_is_told_without_the_password():
    found = problem("postgresql://me:Geheim9@127.0.0.1:1/db", "t")
    assert found.code == "database" and "Geheim9" not in str(found)
    assert found.where == "postgresql://127.0.0.1:1/db t"
    assert found.attempt == "核对地址、用户、权限，数据库是否在运行"


@pytest.mark.parametrize("url", ["postgresql://me:Geheim9@:x/d", "postgresql://me:Geheim9@[h/d"])
def test_an_address_that_cannot_be_read_is_told_without_the_password(url):
    found = problem(url, "t")
    assert found.code == "database" and "Geheim9" not in str(found)
