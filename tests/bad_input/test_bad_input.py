"""Is every wrong thing told as the page says, and is nothing half written?"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bad_input.deliveries import ALL, HELD, REFUSED, REMARKED, TAKEN, Bad
from tests.bad_input.page import PAGE, page, said_of

from zhiban.loop.held_back import held_back
from zhiban.pool.pool import Pool
from zhiban.registers.writing import write_table

EACH = [pytest.param(bad, id=bad.what) for items in ALL.values() for bad in items]


def test_the_page_is_what_is_said() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "write it again: .venv/bin/python -m tests.bad_input.page"
    )


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    return Pool.open(tmp_path / "inner" / "pool", create=True)


def everything(folder: Path) -> dict[str, int]:
    """Every file of a folder and its size, but for SQLite's own."""
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and "sqlite" not in path.name and path.name != "lock"
    }


@pytest.mark.parametrize("bad", EACH)
def test_what_becomes_of_it(bad: Bad, pool: Pool, tmp_path: Path) -> None:
    pool.named_by(bad.keys)
    (tmp_path / "sent").mkdir()
    before = everything(pool.folder)
    said = said_of(bad, tmp_path / "sent", pool)
    assert said.then == bad.then
    found = pool.catalogue.deliveries(bad.register)
    assert not list(pool.folder.glob("staging/*"))
    assert pool.check() == []
    if bad.then == REFUSED:
        assert found == [] and everything(pool.folder) == before and said.lines
        return
    last = found[-1]
    assert last.delivered == last.accepted + last.quarantined + last.repeated
    assert (said.accepted > 0) and (said.quarantined > 0) == (bad.then == HELD)
    assert bool(said.lines) == (bad.then != TAKEN)
    if bad.then == REMARKED:
        assert last.accepted + last.repeated == last.delivered
    outside = [path for path in tmp_path.rglob("*climbed*")]
    assert outside == [] and all(p.parent != tmp_path or p.is_dir() for p in tmp_path.iterdir())


def test_a_held_formula_is_guarded_when_it_is_exported(pool: Pool, tmp_path: Path) -> None:
    (bad,) = (b for b in ALL["Tricks"] if b.what.startswith("a formula"))
    (tmp_path / "sent").mkdir()
    said_of(bad, tmp_path / "sent", pool)
    (delivery,) = pool.catalogue.deliveries()
    out = tmp_path / "out.csv"
    write_table(held_back(pool, delivery, tmp_path / "sent" / "delivery.csv"), out)
    assert out.read_text().splitlines()[1].startswith("'=1+1,虚构P000002,'=HYPERLINK(1),")
