"""What can be done with a pool? Opened by its folder, it answers as of any commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from deltalake.exceptions import DeltaError

from zhiban.errors import DataError, Problem
from zhiban.language.register import Register
from zhiban.pool.backup import back_up, restore
from zhiban.pool.catalogue import Catalogue, Delivery
from zhiban.pool.checking import check
from zhiban.pool.checking_identities import check_identities
from zhiban.pool.compaction import compact
from zhiban.pool.identified import Identified, recover_identities
from zhiban.pool.layout import Layout
from zhiban.pool.receiving import Order, Quarantine, Split, receive
from zhiban.pool.rehoming import Settled, rows_of, settled
from zhiban.pool.subjects import AsDelivered, Subjects
from zhiban.pool.writer import CATALOGUE, TABLES, locked, recover

_KEYS = "keys"
#: What comes of a disk that is full, shut or gone.
_REFUSED = (OSError, sqlite3.OperationalError, DeltaError)


@dataclass
class Pool:
    """A folder with a catalogue and its tables; `subjects` gives the ids of those named in rows."""

    folder: Path
    catalogue: Catalogue
    subjects: Subjects
    wait_seconds: float = 10.0
    _settled: dict[tuple[str, int], Settled | None] = field(default_factory=dict)

    @staticmethod
    def open(folder: Path, subjects: Subjects | None = None, *, create: bool = False) -> Pool:
        """Open the pool in `folder`; DataError if there is none and it is not to be made."""
        path = folder / CATALOGUE
        if not path.exists() and not create:
            raise DataError(Problem(
                "no-pool", str(folder), "这里没有数据池", "there is no pool here",
                "先用 zhiban receive 接收一个登记簿", "receive a register first: zhiban receive",
            ))  # fmt: skip
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return Pool(folder, Catalogue(path), subjects or AsDelivered())
        except (OSError, sqlite3.OperationalError) as error:
            raise DataError(Problem(
                "pool-unusable", str(folder), f"不能打开或建立数据池：{error}",
                f"the pool cannot be opened or made: {error}",
                "检查文件夹的读写权限和磁盘空间", "check the folder's permissions and disk space",
            )) from None  # fmt: skip

    def named_by(self, keys: Mapping[str, str]) -> None:
        """Say by which numbers subjects go (person → resident, …; nothing: ids as delivered).

        Said at the first delivery it holds for ever: a person must not be two subjects. Until one
        has been taken in it may be said anew. DataError when something else was said before, or
        when the vault of a pool with commits is missing.
        """
        said = self.catalogue.note(_KEYS)
        is_begun = self.catalogue.last_commit() > 0
        if is_begun:
            said = said or "{}"
        elif said is None or keys:
            said = json.dumps(dict(sorted(keys.items())))
            self.catalogue.set_note(_KEYS, said)
        known: dict[str, str] = json.loads(said)
        if keys and known != dict(keys):
            raise DataError(Problem(
                "pool-keys", str(self.folder),
                f"这个数据池的主体号码是 {said}，不能改",
                f"subjects of this pool go by {said}: that cannot be changed",
                "去掉 --keys，或另建一个数据池", "leave --keys out, or make another pool",
            ))  # fmt: skip
        if known:
            self.subjects = Identified.open(self.folder, known, make=not is_begun)

    def receive(
        self,
        order: Order,
        batches: Iterable[Split],
        *,
        step: Callable[[int], None] = lambda _: None,
    ) -> tuple[Delivery, Quarantine]:
        """Take in a delivery; waits for another run that writes, and undoes what one left."""
        with self.writing():
            return receive(
                self.folder, self.catalogue, order, batches, self.subjects, step=step
            )  # fmt: skip

    def compact(
        self, registers: list[type[Register]], *, step: Callable[[str], None] = lambda _: None
    ) -> int:
        """Make many small files few; how many fewer. Every commit reads as before."""
        with self.writing():
            return compact(self.folder, self.catalogue, registers, step=step)

    def check(
        self, *, with_vault: bool = True, step: Callable[[str], None] = lambda _: None
    ) -> list[Problem]:
        """Everything that is wrong; nothing when the pool is whole. `with_vault`: whether those of
        whom rows speak are looked up in its ledger, and what its vault has sealed is opened."""
        found, whole = check(self.folder, self.catalogue, step=step)
        known: dict[str, str] = json.loads(self.catalogue.note(_KEYS) or "{}")
        if with_vault and known and self.catalogue.last_commit():
            found += check_identities(self.folder, whole, known)
        return found

    def back_up(self, to: Path) -> int:
        """Copy the pool to another folder; how many data files were new there."""
        with self.writing():
            return back_up(self.folder, self.catalogue, to)

    def restore(self, backup: Path) -> list[str]:
        """Bring missing and damaged data files back from a backup; which ones."""
        try:
            with locked(self.folder, self.wait_seconds):
                return restore(self.folder, self.catalogue, backup)
        except OSError as error:
            raise self._disk(error) from None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone, on a pool in order; what the disk refuses becomes a DataError, and is undone."""
        try:
            with locked(self.folder, self.wait_seconds):
                try:
                    self.recover()
                    yield
                except (DataError, *_REFUSED) as error:  # some of it may have been written already
                    is_undone = self._undone()
                    if isinstance(error, DataError):
                        raise
                    raise self._disk(error, is_undone=is_undone) from None
        except _REFUSED as error:  # the lock itself
            raise self._disk(error) from None

    def _undone(self) -> bool:
        """Try to undo what was written; whether the disk allowed even that."""
        try:
            self.recover()
        except _REFUSED:
            return False
        return True

    def _disk(self, error: Exception, *, is_undone: bool = True) -> DataError:
        left, left_en = (
            ("这一次没有留下任何东西", "nothing of this run is left") if is_undone else
            ("写了一半的谁也看不到，下一次运行会收回",
             "nobody sees what was half written, and the next run takes back what it left")
        )  # fmt: skip
        return DataError(Problem(
            "pool-disk", str(self.folder),
            f"磁盘写不下去（{error}），{left}", f"the disk did not take it ({error}); {left_en}",
            "腾出磁盘空间或检查权限，再运行一次",
            "make room or check the permissions, then run again",
        ))  # fmt: skip

    def recover(self) -> list[str]:
        """Undo what an interrupted run left; under the lock only."""
        last = self.catalogue.last_commit()
        if isinstance(self.subjects, Identified):
            self.subjects.recover(last)
        else:  # whatever this run is: the next commit must not take over what a lost one left
            recover_identities(self.folder, last)
        return recover(self.folder, self.catalogue)

    def layout(self, register: type[Register]) -> Layout:
        """The tables that hold a register."""
        return Layout(register, self.folder / TABLES)

    def rows(
        self, register: type[Register], *, by: str | None = None,
        buckets: Iterable[int] | None = None, known_at: int | None = None,
    ) -> pl.LazyFrame:  # fmt: skip
        """The rows of a register that stood at commit `known_at` (null: now), each under the
        subject whose it was by what was decided up to then."""
        layout = self.layout(register)
        return rows_of(
            self.catalogue, layout, by or layout.subject_columns[0],
            self._decided(layout, known_at), buckets=buckets, known_at=known_at,
        )  # fmt: skip

    def punctured(self, register: type[Register], *, known_at: int | None = None) -> list[str]:
        """The subjects of whom a row is held back at `known_at`, or is nobody's in particular since
        a decision (SEM 10, 29)."""
        found = self.catalogue.punctured(register.id, known_at)
        ties = {m.subject: m.home for m in self.catalogue.moves(known_at) if not m.entry}
        decided = self._decided(self.layout(register), known_at)
        doubt = decided.in_doubt if decided is not None else frozenset[str]()
        return sorted({ties.get(one, one) for one in found} | doubt)

    def homes_of(self, ids: Iterable[str]) -> pl.DataFrame:
        """subject, home: under whom else rows stored under these ids may be read now."""
        asked = set(ids)
        pairs = [
            (m.subject, to) for m in self.catalogue.moves() if m.subject in asked
            for to in (m.home, m.other) if to
        ]  # fmt: skip
        schema = {"subject": pl.String(), "home": pl.String()}
        return pl.DataFrame(pairs, schema=schema, orient="row")

    def decided_between(self, after: int, until: int) -> pl.Series:
        """Everybody whom a decision of the commits after `after` up to `until` touches."""
        before, now = (set(self.catalogue.moves(at)) for at in (after, until))
        touched = {i for m in before ^ now for i in (m.subject, m.home, m.other) if i}
        return pl.Series("id", sorted(touched), pl.String)

    def _decided(self, layout: Layout, known_at: int | None) -> Settled | None:
        last = self.catalogue.last_commit()
        at = last if known_at is None else min(known_at, last)
        asked = (layout.register.id, at)
        if asked not in self._settled:
            self._settled[asked] = settled(self.catalogue, layout, at)
        return self._settled[asked]
