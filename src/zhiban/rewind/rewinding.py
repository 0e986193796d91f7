"""Who was told otherwise than is known now, and what is owed or overpaid? One rewind, as proposals.

Nothing is written into the pool: what is judged on the way lies aside and goes when the run ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from zhiban.errors import Problem, UsageError
from zhiban.language.rules import PolicyRule, Rule
from zhiban.law import calendar
from zhiban.loop.notes import Note
from zhiban.packs import Library
from zhiban.packs.fingerprint import fingerprint, values_fingerprint
from zhiban.packs.recovery import Limits, limits_on
from zhiban.pool.failpoints import reach
from zhiban.pool.pool import Pool
from zhiban.rewind.days import Telling, tellings
from zhiban.rewind.judging import Key, Sides, both_sides, commit_that_decided
from zhiban.rewind.late import LateRow, late_rows
from zhiban.rewind.received import moneys
from zhiban.rewind.said import Said
from zhiban.rewind.weighing import Case, Line, weigh
from zhiban.scan.aside import aside
from zhiban.scan.catalogue import Scans
from zhiban.scan.pin import law_day, law_differs
from zhiban.scan.scanning import Step

#: Where to look at one subject: every day, told then and known now.
Days = Sequence[tuple[Telling | None, Said, Said]]


@dataclass(frozen=True)
class Rewound:
    """The lines of all rules; the tellings looked at; the limits; what should be said; of the one
    subject asked for, both sides of every day by rule and occasion."""

    lines: list[Line]
    tellings: Sequence[Telling]
    limits: Limits
    notes: list[Note]
    failed: tuple[str, ...]
    one: Mapping[tuple[str, str], Days]


@dataclass(frozen=True)
class _Now:
    pool: Pool
    library: Library
    as_of: int
    known_at: int
    law_known_at: int | None
    first: int


def rewind(
    pool: Pool, library: Library, rules: Sequence[Rule], months: int, as_of: int, *,
    known_at: int | None = None, one: str | None = None,
    step: Step = lambda _what, _done, _of: None,
) -> Rewound:  # fmt: skip
    """Look back over the tellings of the last `months` months before `as_of`.

    Only rules that award money are looked at. `one`: a subject to be shown in detail, day by day.
    """
    paying = [
        rule for rule in rules
        if isinstance(rule, PolicyRule) and (rule.amount or rule.instalments) is not None
    ]  # fmt: skip
    commit = pool.catalogue.last_commit() if known_at is None else known_at
    if not commit or not paying:
        raise UsageError(_nothing(pool, commit))
    now = _Now(
        pool, library, as_of, commit, law_day(pool, commit), calendar.add_months(as_of, -months)
    )
    found, notes = tellings(pool, Scans(pool.folder), now.first, as_of, commit)
    limits = limits_on(library.recovery, as_of)
    lines: list[Line] = []
    shown: dict[tuple[str, str], Days] = {}
    with aside(pool.folder, pool.wait_seconds) as folder:
        sides = both_sides(
            pool, library, paying, found, as_of, commit, now.law_known_at, folder, step
        )
        for rule in paying:
            if rule.id in sides.failed:
                continue
            step(f"比对 weighing: {rule.id}", 0, 1)
            cases = _cases(now, sides, rule)
            reach("rewind.3")
            money = moneys(
                pool, library, rule, [c.id for c in cases], now.first, as_of, commit
            )  # fmt: skip
            for case in cases:
                lines += weigh(case, money.of(case.id, case.occasion), limits, as_of)
            if one is not None:
                of_one = sides.of(rule.id, pl.Series("id", [one]))
                for (_, occasion), days in of_one.items():
                    shown[rule.id, occasion] = [
                        (at, *pair) for at, pair in zip([*found, None], days, strict=True)
                    ]  # fmt: skip
    reach("rewind.4")
    return Rewound(lines, found, limits, notes, tuple(sorted(sides.failed)), shown)


def _nothing(pool: Pool, commit: int) -> Problem:
    if not commit:
        return Problem(
            "rewind-empty", str(pool.folder), "数据池还是空的", "the pool is empty",
            "先用 zhiban receive 接收登记簿", "receive registers first: zhiban receive",
        )  # fmt: skip
    return Problem(
        "rewind-no-money", "RULE", "这些规则都不发钱，没有可回看的",
        "none of these rules awards money: there is nothing to rewind",
        "zhiban rules 列出规则", "zhiban rules lists the rules",
    )  # fmt: skip


def _cases(now: _Now, sides: Sides, rule: Rule) -> list[Case]:
    """The findings of a rule that any telling told otherwise than they are known now."""
    last: dict[Key, tuple[int, Said, Said]] = {}
    for place, telling in enumerate(sides.tellings):
        if telling.tells(rule.id):
            for key, then, known in sides.differing(place, rule.id):
                last[key] = (place, then, known)
    if not last:
        return []
    days = sides.of(rule.id, pl.Series("id", sorted({id_ for id_, _ in last}), pl.String))
    by_place: dict[int, list[Key]] = defaultdict(list)
    for key, (place, _, _) in last.items():
        by_place[place].append(key)
    out = []
    for place, keys in by_place.items():
        telling = sides.tellings[place]
        rows, decided = _late(now, rule, telling, keys)
        moved = set(now.pool.decided_between(telling.known_at, now.known_at))
        reason = _reason(now, rule, telling)
        for key in keys:
            own = rows.get(key[0], ())
            late = [r for r in own if r.commit == decided[key]] if key in decided else own
            _, then, known = last[key]
            after = [pair[1] for pair in days[key]]
            due = next((said for said in reversed(after) if said.is_priced_yes), None)
            is_open = any(said.is_there and said.verdict is None for said in after) or any(
                said.verdict is True and not said.is_priced_yes for said in after
            )
            told_yes = any(
                pair[0].verdict is True
                for pair, at in zip(days[key], sides.tellings, strict=False) if at.tells(rule.id)
            )  # fmt: skip
            out.append(Case(
                rule.id, *key, telling, then, known, due, is_open, told_yes,
                reason or ("fact" if own else "identity" if key[0] in moved else "other"),
                late, len(own),
            ))  # fmt: skip
    return sorted(out, key=lambda c: (c.id, c.occasion))


def _late(
    now: _Now, rule: Rule, telling: Telling, keys: Sequence[Key]
) -> tuple[Mapping[str, Sequence[LateRow]], dict[Key, int]]:
    rows = late_rows(
        now.pool, now.library, rule, [id_ for id_, _ in keys], telling.known_at, now.known_at
    )
    several = {
        key: commits for key in keys
        if len(commits := sorted({r.commit for r in rows.get(key[0], ())})) > 1
    }  # fmt: skip
    return rows, commit_that_decided(
        now.pool, now.library, rule, telling, now.law_known_at, several
    )


def _reason(now: _Now, rule: Rule, telling: Telling) -> str:
    """Whether a rule means something else since, or one of its values does; else nothing."""
    pin = None if telling.scan is None else telling.scan.pin
    if pin is not None and pin.rules[rule.id] != fingerprint(rule, now.library):
        return "rule"
    law = law_differs(rule, telling.law_known_at, now.law_known_at)
    if law or (pin is not None and pin.values[rule.id] != values_fingerprint(rule)):
        return "parameter"
    return ""
