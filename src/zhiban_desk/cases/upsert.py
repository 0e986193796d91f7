"""What does the desk make of proposals? One case a key; the same scan twice changes nothing.

In: the frame of proposals of the library (kind, rule, subject, occasion, root, reason, amount_fen,
pays, area, scan, inputs, held). Out: what was done, counted.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from zhiban.errors import DataError, Problem
from zhiban_desk.accounts.actions import actor
from zhiban_desk.accounts.models import User
from zhiban_desk.audit.actions import Said, record_all
from zhiban_desk.cases.actions import move
from zhiban_desk.cases.days import due, today
from zhiban_desk.cases.models import Case, Held, Notice
from zhiban_desk.cases.routes import Routes
from zhiban_desk.cases.states import DECIDED, HELD_BY_OBJECTION, LIVE, MACHINE_STEPS
from zhiban_desk.rights.areas import prefix

COLUMNS = ("kind", "rule", "subject", "occasion", "root", "reason", "amount_fen", "pays", "area",
           "scan", "inputs", "held")  # fmt: skip
#: What the library may propose; `late` and `reroute` are the desk's own.
KINDS = tuple(kind for kind in MACHINE_STEPS if kind not in ("late", "reroute"))
_LOCK = 7_405_001
Key = tuple[str, str, str]


class Upsert:
    """One batch of proposals, in one transaction."""

    def __init__(self, by: User | None, day: dt.date) -> None:
        self.by, self.day, self.routes = by, day, Routes(day)
        self.done: Counter[str] = Counter()
        self.said: list[tuple[Case, str, dict[str, Any]]] = []
        self.held: set[Key] = set()

    def take(self, rows: list[Mapping[str, Any]]) -> dict[str, int]:
        """Do what the rows say."""
        there = {(c.rule, c.subject, c.occasion): c for c in _cases_of(rows)}
        rules = {row["rule"] for row in rows}
        held = Held.objects.filter(rule__in=rules).values_list("rule", "subject", "occasion")
        self.held = set(held)
        made: list[Case] = []
        moved: dict[int, Case] = {}
        for row in rows:
            key = _key(row)
            case = there.get(key)
            if self._waits(row, case):
                continue
            is_new = case is None
            case = self._apply(row, case)
            if case is None:
                self.done["unchanged"] += 1
                continue
            there[key] = case
            if is_new:
                made.append(case)
            elif case.pk:
                moved[case.pk] = case
            self.said.append((case, row["kind"], {"reason": row["reason"], "scan": row["scan"],
                                                  "after": case.state}))  # fmt: skip
            self.done[row["kind"]] += 1
        Case.objects.bulk_create(made, batch_size=500)
        Case.objects.bulk_update(moved.values(), _CHANGED, batch_size=500)
        record_all(Said(actor(self.by), kind, f"case:{case.pk}", details)
                   for case, kind, details in self.said)  # fmt: skip
        self._tell()
        return dict(self.done)

    def _waits(self, row: Mapping[str, Any], case: Case | None) -> bool:
        """Is it kept for a person? What a person has released waits no more, except for an
        objection."""
        why = row["held"] if self.by is None else ""
        if case is not None and case.is_disputed and row["kind"] in HELD_BY_OBJECTION:
            why = "objection"
        rule, subject, occasion = _key(row)
        key = {"rule": rule, "subject": subject, "occasion": occasion}
        if not why:
            if _key(row) in self.held:
                Held.objects.filter(**key).delete()
            return False
        kept = {"area": self._area(row), "why": why, "scan": row["scan"], "proposal": dict(row)}
        Held.objects.update_or_create(**key, defaults=kept)
        self.done["held"] += 1
        return True

    def _apply(self, row: Mapping[str, Any], case: Case | None) -> Case | None:
        """The case as it is now, or None if nothing changes."""
        kind, step = row["kind"], MACHINE_STEPS[row["kind"]]
        if case is None:
            return self._new(row, step.to) if "none" in step.froms else None
        # What an older scan said, or this one already, is no news: somebody may have acted since.
        if row["scan"] <= case.scan:
            return None
        if case.state in DECIDED and row["inputs"] == case.dismissed_inputs and kind != "close":
            return None
        if kind == "open" and case.state in LIVE:
            if case.amount_fen == row["amount_fen"]:
                return None
        elif case.state in step.froms:
            move(case, step.to, self.day)
            if step.to in LIVE and self.routes.there(case.owner) != case.owner:
                case.owner = self.routes.owner(case.area)
        elif not (case.state == step.to and case.amount_fen != row["amount_fen"]):
            return None
        case.reason, case.amount_fen = row["reason"], row["amount_fen"]
        case.scan, case.inputs, case.root = row["scan"], row["inputs"], row["root"]
        return case

    def _new(self, row: Mapping[str, Any], state: str) -> Case:
        rule, subject, occasion = _key(row)
        area = self._area(row)
        return Case(
            rule=rule, subject=subject, occasion=occasion, root=row["root"], area=area,
            state=state, reason=row["reason"], is_paying=row["pays"],
            amount_fen=row["amount_fen"], inputs=row["inputs"], scan=row["scan"],
            owner=self.routes.owner(area), due_on=due(state, self.day),
        )  # fmt: skip

    def _area(self, row: Mapping[str, Any]) -> str:
        return self.routes.home(prefix(row["area"]) if row["area"] else "")

    def _tell(self) -> None:
        notices = []
        for case, kind, _ in self.said:
            tells = MACHINE_STEPS[kind].tells
            who = self.routes.supervisor(case.area) if tells == "supervisor" else case.owner
            if tells and who is not None:
                notices.append(Notice(to=who, case=case, step=kind))
        Notice.objects.bulk_create(notices, batch_size=500)


_CHANGED = ["state", "late_times", "due_on", "owner", "reason", "amount_fen", "scan", "inputs",
            "root", "decided_by", "decided_at", "reasons", "dismissed_inputs"]  # fmt: skip


@transaction.atomic
def upsert(rows: Iterable[Mapping[str, Any]], scan: int | None = None) -> dict[str, int]:
    """Do what a scan proposes: how many of each kind, held, unchanged. All or none.

    The rows are all that one scan proposes: what was held of an earlier scan and is proposed no
    more, waits no more. `scan` is its number, needed where it proposes nothing. A missing column,
    an unknown kind, a case proposed twice, two scans in one → DataError.
    """
    listed = list(rows)
    _check(listed)
    _one_at_a_time()
    number = listed[0]["scan"] if listed else scan
    if number is not None:
        Held.objects.filter(scan__lt=number).delete()
    return Upsert(None, today()).take(listed)


@transaction.atomic
def release(by: User, rule: str, area: str) -> dict[str, int]:
    """A person lets through what was held of a rule in an area; objections go on waiting."""
    code = prefix(area)
    if not by.may("release_held", code):
        raise PermissionDenied("release_held")
    _one_at_a_time()
    held = Held.objects.filter(rule=rule, area__startswith=code).exclude(why="objection")
    return Upsert(by, today()).take([one.proposal for one in held.order_by("pk")])


def _one_at_a_time() -> None:
    """Two scans that arrive together wait for each other; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _key(row: Mapping[str, Any]) -> Key:
    return row["rule"], row["subject"], row["occasion"] or ""


def _cases_of(rows: list[Mapping[str, Any]]) -> Iterable[Case]:
    """The cases of the rows, locked until the transaction ends."""
    by_rule: dict[str, list[str]] = {}
    for row in rows:
        by_rule.setdefault(row["rule"], []).append(row["subject"])
    for rule, subjects in by_rule.items():
        for start in range(0, len(subjects), 500):
            part = subjects[start : start + 500]
            yield from (
                Case.objects.filter(rule=rule, subject__in=part)
                .select_related("owner").select_for_update(of=("self",))
            )  # fmt: skip


def _check(rows: list[Mapping[str, Any]]) -> None:
    problems = []
    twice = [key for key, n in Counter(_key(row) for row in rows if "rule" in row).items() if n > 1]
    missing = sorted({name for row in rows for name in COLUMNS if name not in row})
    unknown = sorted({row["kind"] for row in rows if "kind" in row} - set(KINDS))
    if len({row.get("scan") for row in rows}) > 1:
        problems.append(Problem("proposal-scans", "scan", "一次只收一次扫描的提议",
                                "proposals of one scan are taken at a time"))  # fmt: skip
    if missing:
        problems.append(Problem("proposal-columns", ", ".join(missing), "缺这些列",
                                "these columns are missing"))  # fmt: skip
    if unknown:
        problems.append(Problem("proposal-kind", ", ".join(unknown), "不认识的提议",
                                "these kinds are unknown",
                                "、".join(KINDS), ", ".join(KINDS)))  # fmt: skip
    if twice:
        problems.append(Problem("proposal-twice", " ".join(twice[0]),
                                f"{len(twice)} 个办件提了两次",
                                f"{len(twice)} cases are proposed twice"))  # fmt: skip
    if problems:
        raise DataError(problems)
