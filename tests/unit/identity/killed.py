"""A process that kills itself before the n-th statement: run by test_killed.py.

Arguments: folder, number of the statement, last commit of the catalogue to recover to first.
Prints how many statements there were if it lives to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import polars as pl

from zhiban.identity.attaching import attach
from zhiban.identity.decisions import merge, split, undo, withdraw
from zhiban.identity.key_file import Keys
from zhiban.identity.ledger import Ledger
from zhiban.identity.sealing import Secrets, store
from zhiban.identity.vault import Vault

BY = {"by": "虚构经办人", "reason": "户口簿"}
KEYS = Keys(b"i" * 32, {1: b"s" * 16})


def numbers(first: int, count: int) -> pl.Series:
    return pl.Series([f"虚构{n:06d}" for n in range(first, first + count)])


def deliver(ledger: Ledger, vault: Vault, commit: int, first: int) -> pl.Series:
    """A delivery: keys to ids, a second key each, two secrets each, in two portions."""
    for start in (first, first + 20):
        values = numbers(start, 30)
        ids = ledger.assign("resident", vault.blind("resident", values), commit)
        attach(ledger, "passport", vault.blind("passport", values), ids, commit)
        secrets = {
            "p.number": Secrets("resident", values),
            "p.phone": Secrets("phone", values + "0"),
        }
        store(vault, ids, secrets, commit)
    return ids


def work(ledger: Ledger, vault: Vault) -> None:
    """Commit 1 is done already; this is commit 2, which ends with the catalogue's row."""
    ids = deliver(ledger, vault, 2, 40)
    first = merge(ledger, ids[0], ids[1], 2, **BY)
    undo(ledger, first, 2, **BY)
    merge(ledger, ids[2], ids[3], 2, **BY)
    index = vault.blind("passport", numbers(64, 1))
    split(ledger, ids[4], "passport", index, 2, **BY)
    withdraw(ledger, ids[5], "passport", vault.blind("passport", numbers(65, 1))[0], 2, **BY)


def main(folder: Path, at: int, last_commit: int) -> None:
    ledger = Ledger.open(folder / "ledger.sqlite", seed=1)
    vault = Vault.open(folder / "vault", KEYS)
    left = at

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for connection in (ledger.connection, vault.connection):
        connection.set_trace_callback(count)
    ledger.recover(last_commit)
    vault.recover(last_commit)
    work(ledger, vault)
    print(at - left)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
