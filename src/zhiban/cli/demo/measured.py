"""What is left of the truth when suppliers send it with faults? Received, scanned, compared.

Two pools are judged on the same day: one of the rows as things really are, one of what suppliers
sent, in which people and firms go by their numbers, through the vault.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhiban.cli.demo.pooling import covers_of, fill, found, scanned
from zhiban.language.rules import Rule
from zhiban.loop.delivering import deliver
from zhiban.made_up import files
from zhiban.made_up.dirt import Sent, send
from zhiban.made_up.dirt.errors import beside
from zhiban.made_up.dirt.numbers import credit_codes, resident_numbers
from zhiban.made_up.dirt.sending import FULL
from zhiban.made_up.known import LAST_DAY
from zhiban.made_up.registers import COVERED, as_text
from zhiban.made_up.town import Town
from zhiban.packs import Library
from zhiban.pool.deciding import identified
from zhiban.pool.pool import Pool
from zhiban.pool.receiving import Order
from zhiban.scan.catalogue import Scans

SENT, SENT_POOL, TRUTH = "sent", "sent-pool", "truth"
KEYS = {"person": "resident", "enterprise": "uscc", "household": "local"}


@dataclass(frozen=True)
class Measured:
    """Every finding really and as said; the faults planted, by ids of the town; what came of the
    rows; who has to do with whom (`errors.unexplained`)."""

    both: pl.DataFrame
    planted: pl.DataFrame
    delivered: int
    quarantined: int
    repeated: int
    kin: pl.DataFrame


def measure(
    library: Library, rules: Sequence[Rule], town: Town, folder: Path, as_of: int,
    step: Callable[[str], None] = lambda _: None,
) -> Measured:  # fmt: skip
    """Send the town with faults to `folder`/sent, receive it into `folder`/sent-pool, scan it, and
    hold it beside the truth, which is written to `folder`/truth."""
    really = _truth(library, rules, town, folder / TRUTH, as_of, step)
    numbers = {
        "person": resident_numbers(town.truth["persons"]),
        "enterprise": credit_codes(town.truth["enterprises"]["enterprise"]),
    }
    rows = {n: as_text(n, f) for n, f in town.registers.items() if not f.is_empty()}
    sent, planted = send(library.registers, rows, numbers, folder / SENT, town.seed, step)
    pool = _received(library, sent, folder / SENT_POOL, step)
    step("扫描交来的 · scanning what was sent")
    said = _scanned(pool, library, rules, as_of)
    planted = planted.with_columns(about=_by_id(planted["about"], numbers))
    planted.write_parquet(folder / TRUTH / "faults.parquet")
    both = beside(really, _in_ids_of_the_town(said, pool, numbers))
    both.write_parquet(folder / TRUTH / "findings.parquet")
    told = pool.catalogue.deliveries()
    kin = [
        town.truth[name].select(a="person", b="enterprise").drop_nulls()
        for name in ("contributions", "hires")
    ]
    return Measured(
        both, planted, sum(d.delivered for d in told), sum(d.quarantined for d in told),
        sum(d.repeated for d in told), pl.concat(kin).unique(),
    )  # fmt: skip


def _truth(
    library: Library, rules: Sequence[Rule], town: Town, folder: Path, as_of: int,
    step: Callable[[str], None],
) -> pl.DataFrame:  # fmt: skip
    """What the rules say of the rows as things really are; the rows stay in `folder`."""
    folder.mkdir()
    files.write_rows(town.truth, folder)
    pool = fill(library, folder, folder / "pool", step)
    step("扫描真实情况 · scanning the truth")
    really = _scanned(pool, library, rules, as_of)
    pool.catalogue.close()
    shutil.rmtree(folder / "pool")
    return really


def _scanned(pool: Pool, library: Library, rules: Sequence[Rule], as_of: int) -> pl.DataFrame:
    done = scanned(pool, library, rules, as_of)
    scans = Scans(pool.folder)
    return pl.concat([
        found(scans, rule, done).select("id", "rule", "occasion", "verdict") for rule in rules
    ])  # fmt: skip


def _received(
    library: Library, sent: Sequence[Sent], folder: Path, step: Callable[[str], None]
) -> Pool:
    pool = Pool.open(folder, create=True)
    pool.named_by(KEYS)
    for one in sent:
        step(one.file.name)
        deliver(
            pool, library.register(one.register), one.file, kind=one.kind, mapping=one.mapping,
            extracted_on=LAST_DAY + one.days_later,
            covers=covers_of(one.register) if one.kind == FULL else (),
        )  # fmt: skip
    nothing = hashlib.sha256(b"").hexdigest()
    for name in sorted(set(COVERED) - {one.register for one in sent}):
        register = library.register(name)
        pool.receive(Order(register, name, nothing, LAST_DAY, FULL, covers_of(name)), [])
    return pool


def _by_id(about: pl.Series, numbers: Mapping[str, Mapping[str, str]]) -> pl.Series:
    known = {number: id_ for kind in numbers.values() for id_, number in kind.items()}
    return pl.Series(
        [" ".join(known.get(word, word) for word in text.split()) for text in about],
        dtype=pl.String,
    )


def _in_ids_of_the_town(
    said: pl.DataFrame, pool: Pool, numbers: Mapping[str, Mapping[str, str]]
) -> pl.DataFrame:
    """The findings under the ids of the town, in occasions too."""
    known = identified(pool)
    ids: dict[str, str] = {}
    for kind, of in numbers.items():
        blind = known.vault.blind(KEYS[kind], pl.Series(list(of.values())))
        theirs = known.ledger.find(KEYS[kind], blind, subject=kind)
        ids |= {mine: id_ for id_, mine in zip(of, theirs, strict=True) if mine is not None}
    occasions = said["occasion"].drop_nulls().unique()
    there = {text: _replaced(text, ids) for text in occasions}
    return said.with_columns(pl.col("id").replace(ids), pl.col("occasion").replace(there))


def _replaced(occasion: str, ids: Mapping[str, str]) -> str:
    return "/".join(ids.get(part, part) for part in occasion.split("/"))
