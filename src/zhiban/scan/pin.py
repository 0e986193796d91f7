"""What has to be the same for a scan to come out the same? (SEM 12, 24)"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import zhiban
from zhiban.language.rules import Rule
from zhiban.law.parameters import entries_for
from zhiban.model.types import day_number
from zhiban.packs import Library
from zhiban.packs.fingerprint import facts_fingerprint, fingerprint, values_fingerprint
from zhiban.packs.passes import passes_of
from zhiban.pool.pool import Pool

#: What the columnar engine and its files are made of.
LIBRARIES = ("polars", "deltalake")


@dataclass(frozen=True)
class Pin:
    """The days, the commit, the meaning of every rule, the program.

    `rules`: rule → fingerprint of its meaning; `values`: rule → fingerprint of each dated value;
    `asked`: fingerprint of each fact that is looked up in another subject.
    """

    as_of: int
    known_at: int
    law_known_at: int | None
    rules: dict[str, str]
    values: dict[str, dict[str, str]]
    asked: dict[str, str]
    code: str
    libraries: dict[str, str]

    def as_json(self) -> str:
        """The pin as text, always the same for the same pin."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @staticmethod
    def read(text: str) -> Pin:
        """The pin that `as_json` wrote."""
        return Pin(**json.loads(text))

    def follows(self, before: Pin) -> bool:
        """Whether what did not change since `before` can be kept: by the same program, later."""
        return (
            (before.code, before.libraries) == (self.code, self.libraries)
            and before.as_of <= self.as_of
            and before.known_at <= self.known_at
        )

    def changed_rules(self, before: Pin) -> set[str]:
        """The rules whose meaning or dated values are not what they were."""
        return {
            rule for rule, mark in self.rules.items()
            if before.rules.get(rule) != mark or before.values.get(rule) != self.values[rule]
        }  # fmt: skip


def pin_of(
    library: Library, rules: Sequence[Rule], as_of: int, known_at: int, law_known_at: int | None
) -> Pin:
    """The pin of judging `rules` now, with this program."""
    return Pin(
        as_of, known_at, law_known_at,
        {rule.id: fingerprint(rule, library) for rule in rules},
        {rule.id: values_fingerprint(rule) for rule in rules},
        {f: facts_fingerprint([f], library) for f in _asked(library, rules)},
        code_digest(), {name: version(name) for name in LIBRARIES},
    )  # fmt: skip


def law_day(pool: Pool, commit: int) -> int | None:
    """Up to which day texts of law count, if nobody says: whoever knew no later delivery knew no
    later text (SEM 12)."""
    if not commit:
        return None
    return day_number(dt.date.fromisoformat(pool.catalogue.moment(commit)[:10]))


def law_differs(rule: Rule, one: int | None, other: int | None) -> bool:
    """Whether a rule is judged by other texts where those known on another day count."""
    return one != other and any(
        entries_for(p, one) != entries_for(p, other) for p in rule.parameters.values()
    )


def _asked(library: Library, rules: Sequence[Rule]) -> list[str]:
    return sorted({f for asked in passes_of(library, rules) for one in asked for f in one.facts})


@cache
def code_digest() -> str:
    """SHA-256 over the sources of the library (rules have fingerprints of their own)."""
    found = hashlib.sha256()
    root = Path(zhiban.__file__).parent
    for path in sorted(root.rglob("*.py")):
        found.update(path.relative_to(root).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()
