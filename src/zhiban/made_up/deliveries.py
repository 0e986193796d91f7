"""What does a supplier deliver after the town's last day? Later rows, faults, a correction, keys.

Four files of the register of jobseekers, small enough to be read: they can be received one after
the other into a pool that holds the town.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import polars as pl

README = """\
本文件夹里的一切都是虚构的，没有一行描述真实的人。是这个小镇后来的交付，可以依次收进数据池。
Everything in this folder is made up; no row is about a real person. Later deliveries of this town,
to be received into a pool one after the other:

jobseekers-1.csv           2026-11-10 取出：新登记的人 people newly registered
jobseekers-2.csv           2026-11-17 取出：又一批，有几行写错 more of them, some rows with faults
jobseekers-corrected.csv   2026-11-24 取出：更正一行 one row corrected
jobseekers-withdrawn.csv   2026-11-25 取出：撤回一行，只有键 one row withdrawn: keys alone

zhiban receive jobseekers FILE --pool ../pool --extracted-on DATE
"""
COLUMNS = ("registration_id", "person", "registered_on", "cancelled_on")
#: How many people register anew in a delivery.
EACH = 6

Row = tuple[str, str, str, str]


def write(registers: dict[str, pl.DataFrame], out: Path) -> None:
    """Write the deliveries of a town to the folder `out`; the same town, the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    first, second = _rows(registers)
    _write(out / "jobseekers-1.csv", COLUMNS, first)
    _write(out / "jobseekers-2.csv", COLUMNS, _spoilt(second))
    corrected = (*first[0][:3], "2026-11-20")
    _write(out / "jobseekers-corrected.csv", COLUMNS, [corrected])
    _write(out / "jobseekers-withdrawn.csv", COLUMNS[:1], [first[1][:1]])
    (out / "README.txt").write_text(README, encoding="utf-8")


def _rows(registers: dict[str, pl.DataFrame]) -> tuple[list[Row], list[Row]]:
    """People who lost a job and stand in no register of jobseekers, last lost first; whoever is
    missing to the number is taken from all people."""
    known = registers["jobseekers"]["person"].drop_nulls()
    lost = registers["unemployment_spells"].drop_nulls(["person", "ended_on"])
    lost = lost.sort("ended_on", "person", descending=[True, False])
    people = pl.concat([lost["person"], registers["persons"]["person"].sort()])
    new = people.filter(~people.is_in(known.implode())).unique(maintain_order=True)
    people = pl.concat([new, people]).unique(maintain_order=True).head(2 * EACH)
    rows = [
        (f"虚构N{n:06d}", person, f"2026-11-{1 + n + n // 7:02d}", "never")
        for n, person in enumerate(people, 1)
    ]
    return rows[:EACH], rows[EACH:]


def _spoilt(rows: Sequence[Row]) -> list[Row]:
    """Two rows with faults among them: an impossible date, an end before the beginning."""
    out = list(rows)
    out[1] = (*out[1][:2], "2026-13-05", "never")
    out[3] = (*out[3][:3], "2026-01-05")
    return out


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
