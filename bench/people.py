"""How fast does a person register with four secrets a row come in, against the ciphers alone?"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from bench.measuring import say
from zhiban.identity import ciphers
from zhiban.language import Person, Register, date, secret, subject
from zhiban.loop.delivering import deliver
from zhiban.pool.pool import Pool

ROWS = int(os.environ.get("ZHIBAN_BENCH_PEOPLE_ROWS", "200000"))
SECRETS = 4
_WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


class Cards(Register):
    id = "bench_cards"
    title = "社会保障卡（虚构）"
    key = ("person",)
    person = subject(Person, title="持卡人")
    issued_on = date(title="发卡日期")
    name = secret("name", title="姓名")
    phone = secret("phone", title="手机")
    account = secret("account", title="账号")


def write_delivery(path: Path, rows: int) -> None:
    """A CSV of made-up people of the made-up division 500199; every number has its check digit."""
    row = pl.col("row")
    day = pl.date(1940, 1, 1) + pl.duration(days=row // 900)
    frame = pl.DataFrame({"row": pl.int_range(rows, eager=True)}).select(
        "row", body=pl.format("500199{}{}", day.dt.strftime("%Y%m%d"),
                              (row % 900 + 100).cast(pl.String)),
    )  # fmt: skip
    digits = [pl.col("body").str.slice(n, 1).cast(pl.Int64) for n in range(17)]
    rest = pl.sum_horizontal([d * w for d, w in zip(digits, _WEIGHTS, strict=True)])
    last = ((12 - rest % 11) % 11).cast(pl.String).replace("10", "X")
    frame.select(
        person=pl.col("body") + last, issued_on=pl.lit("2020-01-01"),
        name=pl.format("虚构{}", row),
        phone=pl.format("139{}", row.cast(pl.String).str.zfill(8)),
        account=pl.format("62170000{}", row.cast(pl.String).str.zfill(11)),
    ).write_csv(path)  # fmt: skip


def floor(path: Path) -> float:
    """Seconds for the ciphers alone, over the same values: each sealed and indexed, no database."""
    frame = pl.read_csv(path, infer_schema=False)
    key, index = os.urandom(ciphers.SEAL_BYTES), os.urandom(ciphers.INDEX_BYTES)

    def run() -> None:
        for column in ("person", "name", "phone", "account"):
            ciphers.blind_indexes(index, column, frame[column])
            for value in frame[column]:
                ciphers.seal(key, 1, value.encode(), "P0000000000000/1")

    return _seconds(run)


def measure(repeat: int, rows: int = ROWS) -> dict[str, Any]:
    """Seconds and rows a second; each delivery once, as the ledger grows with it."""
    folder = Path(tempfile.mkdtemp(prefix="zhiban-people-"))
    try:
        say("数据 data")
        path = folder / "cards.csv"
        write_delivery(path, rows)
        say("ciphers")
        ciphers_alone = floor(path)
        pool = Pool.open(folder / "pool", create=True)
        pool.named_by({"person": "resident"})
        say("new people")
        new = _seconds(lambda: _deliver(pool, path, 20_500))
        say("the same file again")
        again = _seconds(lambda: _deliver(pool, path, 20_500))
    finally:
        shutil.rmtree(folder)
    seconds = {"ciphers": ciphers_alone, "new": new, "again": again}
    return {
        "rows": rows, "repeat": 1,
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "rows_per_second": {name: round(rows / value) for name, value in seconds.items()},
        "ratios": {"new / ciphers": round(new / ciphers_alone, 2)},
    }  # fmt: skip


def _deliver(pool: Pool, path: Path, day: int) -> None:
    deliver(pool, Cards, path, extracted_on=day, kind="changes")


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    seconds, rate = found["seconds"], found["rows_per_second"]
    return f"""## People with secrets

{found["rows"]:,} rows of made-up people as one CSV, {SECRETS} secrets a row: resident number, name,
phone, account. The floor is the ciphers alone in a bare loop over the same values: SM4-GCM and
HMAC-SM3 for each, nothing read, checked or stored.

| what | seconds | rows a second | |
|---|---|---|---|
| floor: the ciphers | {seconds["ciphers"]} | {rate["ciphers"]:,} | |
| receive people never seen | {seconds["new"]} | {rate["new"]:,} | \
{found["ratios"]["new / ciphers"]} × the floor |
| the same file again: nothing is sealed | {seconds["again"]} | {rate["again"]:,} | |
"""
