"""Whatever is decided in whatever order: is every commit afterwards still what it was then?

Random sequences are run beside a plain model that copies its whole state at each commit: who has
which key, and which subjects are tied. Then the ledger is asked about all commits, and taken back
to each of them.
"""

from __future__ import annotations

import os
import random
from copy import deepcopy

import polars as pl
import pytest
from tests.unit.identity.blind import blinds

from zhiban.errors import UsageError
from zhiban.identity.attaching import attach, contested
from zhiban.identity.decisions import merge, split, undo, withdraw
from zhiban.identity.ledger import Ledger

RUNS = max(1, round(12 * float(os.environ.get("ZHIBAN_PROGRAMS", "1"))))
BY = {"by": "虚构经办人", "reason": "随机"}


class Model:
    """The ledger as one would keep it on paper."""

    def __init__(self) -> None:
        self.age: dict[str, int] = {}  # id → when it was made
        self.keys: dict[str, set[str]] = {}  # key → ids that have it
        self.ended: set[tuple[str, str]] = set()  # (key, id) parted by a decision
        self.ties: dict[int, tuple[str, str]] = {}  # standing ties by entry
        self.entries: list[tuple] = []  # (act, what), by number - 1

    def group(self, one: str) -> set[str]:
        members, grew = {one}, True
        while grew:
            grew = False
            for a, b in self.ties.values():
                if (a in members) != (b in members):
                    members |= {a, b}
                    grew = True
        return members

    def survivor(self, one: str) -> str:
        return min(self.group(one), key=self.age.__getitem__)

    def owners(self, key: str) -> set[str]:
        return {self.survivor(one) for one in self.keys.get(key, ())}

    def whose(self, key: str) -> str | None:
        found = self.owners(key)
        return next(iter(found)) if len(found) == 1 else None


class Run:
    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger, self.rng, self.model = ledger, random.Random(seed), Model()
        self.commit, self.dumps = 0, {0: list(ledger.connection.iterdump())}
        self.acts, self.past = 0, {}

    def go(self, commits: int) -> None:
        for _ in range(commits):
            self.commit += 1
            for _ in range(self.rng.randrange(1, 5)):
                step = self.rng.choice(
                    [self.create, self.attach, self.merge, self.split, self.withdraw, self.undo]
                )
                step()
            self.past[self.commit] = deepcopy(self.model)
            self.dumps[self.commit] = list(self.ledger.connection.iterdump())

    def some(self) -> str | None:
        return self.rng.choice(list(self.model.age)) if self.model.age else None

    def create(self) -> None:
        keys = [f"k{self.rng.randrange(30)}" for _ in range(3)]
        found = self.ledger.assign("resident", blinds(keys), self.commit)
        # New subjects are made in the order of their blind indexes.
        new = sorted({k for k in keys if not self.model.keys.get(k)}, key=lambda k: blinds([k])[0])
        by_key = dict(zip(keys, found, strict=True))
        for key in new:
            self.model.age[by_key[key]] = len(self.model.age)
            self.model.keys[key] = {by_key[key]}
        assert found.to_list() == [self.model.whose(k) for k in keys]

    def attach(self) -> None:
        if (one := self.some()) is None:
            return
        key, model = f"k{self.rng.randrange(30)}", self.model
        told = attach(self.ledger, "resident", blinds([key]), pl.Series([one]), self.commit)[0]
        owner = model.survivor(one)
        if owner in model.owners(key):
            assert told == ("contested" if len(model.owners(key)) > 1 else "known")
        elif (key, one) in model.ended:
            assert told == "decided"
        else:
            model.keys.setdefault(key, set()).add(one)
            assert told == ("contested" if len(model.owners(key)) > 1 else "new")

    def merge(self) -> None:
        a, b = self.some(), self.some()
        if a is None or b is None:
            return
        if a in self.model.group(b):
            with pytest.raises(UsageError):
                merge(self.ledger, a, b, self.commit, **BY)
            return
        entry = merge(self.ledger, a, b, self.commit, **BY)
        self.enter(entry, "tie", (a, b), stands=True)

    def split(self) -> None:
        own = {}
        for key, ids in self.model.keys.items():
            for one in ids:
                own.setdefault(one, []).append(key)
        rich = sorted(one for one, keys in own.items() if len(keys) > 1)
        if not rich:
            return
        one = self.rng.choice(rich)
        key = self.rng.choice(sorted(own[one]))
        entry, new = split(self.ledger, one, "resident", blinds([key]), self.commit, **BY)
        assert new not in self.model.age
        self.model.age[new] = len(self.model.age)
        self.part(key, one)
        self.model.keys[key].add(new)
        self.enter(entry, "tie", (one, new), stands=False)

    def withdraw(self) -> None:
        pairs = sorted((k, one) for k, ids in self.model.keys.items() for one in ids)
        if not pairs:
            return
        key, one = self.rng.choice(pairs)
        index = blinds([key])[0]
        entry = withdraw(self.ledger, one, "resident", index, self.commit, **BY)
        self.part(key, one)
        self.enter(entry, "link", (key, one), stands=True)

    def part(self, key: str, one: str) -> None:
        self.model.keys[key].discard(one)
        self.model.ended.add((key, one))

    def undo(self) -> None:
        if not self.model.entries:
            return
        number = self.rng.randrange(1, len(self.model.entries) + 1)
        kind, what, root = self.model.entries[number - 1]
        latest = max(i for i, e in enumerate(self.model.entries, 1) if e[2] == root)
        if latest != number:
            with pytest.raises(UsageError):
                undo(self.ledger, number, self.commit, **BY)
            return
        entry = undo(self.ledger, number, self.commit, **BY)
        self.model.entries.append((kind, what, root))
        assert entry == len(self.model.entries)
        if kind == "tie":
            if root in self.model.ties:
                del self.model.ties[root]
            else:
                self.model.ties[root] = what
        else:
            key, one = what
            if one in self.model.keys[key]:
                self.part(key, one)
            else:
                self.model.keys[key].add(one)

    def enter(self, entry: int, kind: str, what: tuple, *, stands: bool) -> None:
        self.model.entries.append((kind, what, entry))
        assert entry == len(self.model.entries)
        self.acts += 1
        if kind == "tie" and stands:
            self.model.ties[entry] = what


def compare(ledger: Ledger, model: Model, at: int) -> None:
    keys = sorted(model.keys)
    found = ledger.find("resident", blinds(keys), known_at=at).to_list()
    assert found == [model.whose(key) for key in keys], at
    everybody = pl.Series(list(model.age), dtype=pl.String)
    shown = ledger.survivors(everybody, known_at=at).to_list()
    assert shown == [model.survivor(one) for one in everybody], at
    several = {tuple(sorted(model.owners(k))) for k in keys if len(model.owners(k)) > 1}
    told = contested(ledger, known_at=at)
    assert {tuple(sorted(row)) for row in told["subjects"]} == several, at


@pytest.mark.parametrize("seed", range(RUNS))
def test_every_commit_stays_what_it_was(tmp_path, seed):
    ledger = Ledger.open(tmp_path / "ledger.sqlite", seed=seed)
    run = Run(ledger, seed)
    run.go(25)
    assert run.acts > 5
    for commit, model in run.past.items():
        compare(ledger, model, commit)
    for commit in range(25, -1, -run.rng.randrange(1, 5)):
        ledger.recover(commit)
        assert list(ledger.connection.iterdump()) == run.dumps[commit]
    ledger.close()
