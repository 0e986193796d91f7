"""What wrong things do suppliers send? Each made here, with what happens to it, nothing real in it.

The page docs/reference/bad-input.md is written from this list, and a test holds it to it.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from tests.written_files import write_any, write_excel

#: What becomes of a delivery.
REFUSED, HELD, REMARKED, TAKEN = (
    "refused whole",
    "row held back",
    "taken in, and remarked",
    "taken in",
)

HEADER = ["registration_id", "person", "registered_on", "cancelled_on"]
GOOD = ["虚构A1", "虚构P000001", "2026-10-05", "never"]
LINE = ",".join(HEADER) + "\n"
BODY = ",".join(GOOD) + "\n"
PAID = ["payment_id", "person", "paid_on", "amount_fen"]
PEOPLE = ["person", "sex", "born_on", "household_district"]
NUMBERS = {"person": "resident"}


@dataclass(frozen=True)
class Bad:
    """One wrong thing: in the issue's words, how its file is made, of which register it is."""

    what: str
    makes: Callable[[Path], Path]
    then: str
    register: str = "jobseekers"
    options: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    #: Delivered before, where the fault is that two deliveries differ.
    before: Callable[[Path], Path] | None = None


def file(body: bytes | str, name: str = "jobseekers.csv") -> Callable[[Path], Path]:
    """A file with these bytes."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return path

    return make


def row(
    *cells: str, header: Sequence[str] = HEADER, good: Sequence[str] = GOOD
) -> Callable[[Path], Path]:
    """A good row, and one with these cells."""
    return lambda folder: write_any(folder / "delivery.csv", [header, good, cells])


def paid(amount: str) -> Callable[[Path], Path]:
    """Payments, the second of this amount."""
    good = ["虚构B1", "虚构P000001", "2026-10-05", "186400"]
    return row("虚构B2", "虚构P000002", "2026-10-05", amount, header=PAID, good=good)


def person(number: str) -> Callable[[Path], Path]:
    """People by their numbers: the one of the standard's own example, and this one."""
    good = ["11010519491231002X", "2", "1949-12-31", "500103"]
    return row(number, "2", "1949-12-31", "500103", header=PEOPLE, good=good)


def many(count: int, districts: str, seed: int = 1) -> Callable[[Path], Path]:
    """Firms in districts of these last digits."""

    def make(folder: Path) -> Path:
        chance = random.Random(seed)
        rows = [
            [
                f"虚构E{n:06d}",
                "enterprise",
                f"50010{chance.choice(districts)}",
                chance.randrange(5, 50),
            ]
            for n in range(count)
        ]
        header = ["enterprise", "unit_type", "district", "staff"]
        return write_any(folder / "enterprises.csv", [header, *rows])

    return make


def bomb(folder: Path) -> Path:
    """A small file that unpacks to 3 GB."""
    path = folder / "jobseekers.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_001)
    size, claimed = (1_000_001).to_bytes(4, "little"), (3 * 1024**3).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, claimed))
    return path


def climbing(folder: Path) -> Path:
    """A workbook with a part whose name leads out of the folder."""
    path = write_excel(folder / "jobseekers.xlsx", {"a": [HEADER, GOOD]})
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("../../../climbed.xml", b"<a/>")
    return path


def cut(name: str, keep: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    """A whole file of this kind, of which a part is kept."""

    def make(folder: Path) -> Path:
        path = folder / name
        if name.endswith(".parquet"):
            pl.DataFrame([GOOD], schema=HEADER, orient="row").write_parquet(path)
        else:
            write_excel(path, {"a": [HEADER, GOOD]})
        path.write_bytes(keep(path.read_bytes()))
        return path

    return make


def folder_of_that_name(folder: Path) -> Path:
    """No file, but a folder."""
    path = folder / "jobseekers.csv"
    path.mkdir()
    return path


DATES = ["2026/1/5", "20260105", "5.1.2026", "26-01-05", "46027", "2026年1月5日", "2026-01-05"]
FEW, USUAL = many(60, "13"), many(600, "1356")

ALL: dict[str, list[Bad]] = {
    "Code pages": [
        Bad("UTF-16", file((LINE + BODY).encode("utf-16")), REFUSED),
        Bad("Big5", file((LINE + "臺灣省高雄縣鳳山區,龍門鎮,,\n").encode("big5")), REFUSED),
        Bad("UTF-8 with damaged bytes",
            file((LINE + BODY).encode().replace("构".encode(), b"\xff")),
            REFUSED),
        Bad("GB18030 without saying so", file((LINE + BODY).encode("gb18030")), TAKEN),
        Bad("said to be GB18030, but is UTF-8", file(LINE + BODY), REFUSED,
            options={"encoding": "gb18030"}),
    ],
    "Headers": [
        Bad("header missing", file(BODY * 2), REFUSED),
        Bad("a column doubled", file(LINE.replace("cancelled_on", "person") + BODY), REFUSED),
        Bad("a column without a name", file(LINE.replace("cancelled_on", "") + BODY), REFUSED),
        Bad("a column renamed", file(LINE.replace("registered", "registred") + BODY), REFUSED),
        Bad("columns shuffled", file("person,cancelled_on,registration_id,registered_on\n"
                                     "虚构P000001,never,虚构A1,2026-10-05\n"), TAKEN),
    ],
    "Numbers and dates": [
        Bad("decimal comma", paid("1864,00"), HELD, "payments"),
        Bad("decimal point in fen", paid("1864.00"), HELD, "payments"),
        Bad("full-width digits", paid("１８６４００"), HELD, "payments"),
        Bad("thousands separators", paid("186,400"), HELD, "payments"),
        Bad("too many digits", paid("9" * 20), HELD, "payments"),
        Bad("two-digit year", row("虚构A2", "虚构P000002", "26-10-05", "never"), HELD),
        Bad("Excel serial date", row("虚构A2", "虚构P000002", "46300", "never"), HELD),
        Bad("a day that does not exist", row("虚构A2", "虚构P000002", "2026-02-30", "never"), HELD),
        Bad("mixed date forms in one column", lambda folder: write_any(
            folder / "delivery.csv",
            [HEADER, *([f"虚构A{n}", f"虚构P{n}", d, ""] for n, d in enumerate(DATES))]), HELD),
    ],
    "Files that are no table": [
        Bad("NUL bytes", file(LINE + BODY + "虚构A2,\x00,,\n"), REFUSED),
        Bad("a picture called .csv", file(b"\x89PNG\r\n\x1a\n" + bytes(200)), REFUSED),
        Bad("unreadable: no such file", lambda folder: folder / "jobseekers.csv", REFUSED),
        Bad("unreadable: a folder", folder_of_that_name, REFUSED),
        Bad("another ending", file(LINE + BODY, "jobseekers.doc"), REFUSED),
        Bad("cut Parquet footer", cut("jobseekers.parquet", lambda b: b[:-20]), REFUSED),
        Bad("Excel cut off", cut("jobseekers.xlsx", lambda b: b[:900]), REFUSED),
        Bad("zip bomb", bomb, REFUSED),
    ],
    "Files that are not whole": [
        Bad("empty", file(b""), REFUSED),
        Bad("header only", file(LINE), REFUSED),
        Bad("cut in mid-row", file(LINE + BODY + "虚构A2,虚构P0"), HELD),
        Bad("a quote that does not close", file(LINE + BODY + '虚构A2,"虚构P000002,,\n'), HELD),
        Bad("a cell too many", file(LINE + BODY + "虚构A2,虚构P000002,,,\n"), HELD),
    ],
    "People": [
        Bad("wrong check digit", person("110105194912310021"), HELD, "persons", keys=NUMBERS),
        Bad("15-digit number with an impossible date", person("110105491331002"), HELD, "persons",
            keys=NUMBERS),
        Bad("invisible characters in a name", row("虚构A2", "虚构P\u200b000002", "", ""), HELD),
        Bad("an identity number as an id", row("虚构A2", "11010519491231002X", "", ""), HELD),
        Bad("a cell that must not be empty", row("虚构A2", "", "", ""), HELD),
        Bad("a row that breaks a promise", row("虚构A2", "虚构P000002", "2026-10-05", "2026-10-01"),
            HELD),
        Bad("two rows under one key that differ",
            lambda folder: write_any(folder / "delivery.csv", [
                HEADER, GOOD, ["虚构A2", "虚构P000002", "2026-10-05", "never"],
                ["虚构A2", "虚构P000002", "2026-10-06", "never"]]), HELD),
        Bad("a code of no list", row("虚构B2", "虚构P000002", "2026-10-05", "closd", header=[
            "payment_id", "person", "returned_on", "return_reason"], good=[
            "虚构B1", "虚构P000001", "2026-10-05", "closed"]), HELD, "payments"),
    ],
    "Unlike the delivery before": [
        Bad("ten times larger", USUAL, REMARKED, "enterprises", before=FEW),
        Bad("ten times smaller", FEW, REMARKED, "enterprises", before=USUAL),
        Bad("an area missing", many(500, "135", 2), REMARKED, "enterprises", before=USUAL),
        Bad("a column that changed its meaning: other shares of its codes",
            many(600, "1111111356", 3), REMARKED, "enterprises", before=USUAL),
    ],
    "Tricks": [
        Bad("a formula in a cell: never run, and guarded when exported",
            row("=1+1", "虚构P000002", "=HYPERLINK(1)", ""), HELD),
        Bad("a path as an id", row("../../climbed", "../../../climbed", "", ""), TAKEN),
        Bad("a path inside a workbook", climbing, TAKEN),
        Bad("a sheet named like a path", lambda f: write_excel(f / "jobseekers.xlsx",
            {"a": [HEADER, GOOD]}), REFUSED, options={"sheet": "../climbed"}),
        Bad("a file name with invisible characters", file(LINE + BODY, "a\u202egsv.csv"), REFUSED),
    ],
}  # fmt: skip
