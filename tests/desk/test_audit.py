"""Is what happened sealed, never changed on either database, and the first break named?"""

from __future__ import annotations

import io
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from zhiban.errors import DataError, UsageError
from zhiban_desk.audit.actions import MACHINE, Said, record, record_all
from zhiban_desk.audit.models import Event, Head
from zhiban_desk.audit.verify import verify

REFUSED = "events are never changed"


def happened(n: int) -> None:
    with transaction.atomic():
        record_all(
            Said(MACHINE, "tried", f"thing:{i}", {"第几": i, "none": None}) for i in range(n)
        )


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unguarded(kind: str, *statements: str) -> None:
    """What somebody does who owns the database: takes the guard away, and puts it back."""
    if kind == "postgresql":
        off, on = ([f"ALTER TABLE audit_{t} {way} TRIGGER USER" for t in ("event", "head")]
                   for way in ("DISABLE", "ENABLE"))  # fmt: skip
        return run(*off, *statements, *on)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    return run(*(f"DROP TRIGGER {name}" for name, _ in triggers), *statements,
               *(sql for _, sql in triggers))  # fmt: skip


def test_events_are_numbered_without_holes_and_hold(office):
    assert verify() == (0, "0" * 64)
    happened(3)
    with transaction.atomic():
        last = record("jb03", "opened", "case:7", purpose="核对账户")
    assert [e.number for e in Event.objects.all()] == [1, 2, 3, 4]
    assert verify() == (4, last.seal)


def test_an_event_belongs_to_the_transaction_it_tells_of(office):
    with pytest.raises(RuntimeError):
        record("jb03", "opened", "case:7")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("jb03", "opened", "case:7")
        raise ZeroDivisionError
    assert verify() == (0, "0" * 64)


@pytest.mark.parametrize("statement", [
    "UPDATE audit_event SET actor = 'nobody' WHERE number = 2",
    "UPDATE audit_event SET seal = seal",
    "DELETE FROM audit_event WHERE number = 3",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET number = 1",
    "UPDATE audit_head SET number = 9",
    "UPDATE audit_head SET seal = 'x'",
])  # fmt: skip
def test_the_database_refuses_to_change_what_happened(office, statement):
    happened(3)
    with pytest.raises(DatabaseError, match=REFUSED):
        run(statement)
    assert verify()[0] == 3


def test_nor_by_other_ways_of_each_database(office):
    happened(3)
    ways = {
        "sqlite": [
            "REPLACE INTO audit_event SELECT number, at, 'nobody', verb, about, details, "
            "seal_before, seal FROM audit_event WHERE number = 2",
            "REPLACE INTO audit_head VALUES (1, 0, 'x')",
        ],
        "postgresql": ["TRUNCATE audit_event", "TRUNCATE audit_head"],
    }[office]
    if office == "sqlite":
        run("PRAGMA recursive_triggers = OFF")
    for way in ways:
        with pytest.raises(DatabaseError, match=REFUSED):
            run(way)
    for through in (lambda: Event.objects.all().delete(), lambda: Event.objects.update(verb="x")):
        with pytest.raises(DatabaseError, match=REFUSED):
            through()
    assert verify()[0] == 3


@pytest.mark.parametrize(("statement", "code", "where"), [
    ("UPDATE audit_event SET actor = 'nobody' WHERE number = 2", "audit-broken", "2"),
    ("UPDATE audit_event SET details = '{}' WHERE number = 4", "audit-broken", "4"),
    ("UPDATE audit_event SET at = '2026-01-01 00:00:00+00' WHERE number = 1", "audit-broken", "1"),
    ("DELETE FROM audit_event WHERE number = 3", "audit-hole", "4"),
    ("DELETE FROM audit_event WHERE number = 5", "audit-end", "4"),
    ("DELETE FROM audit_event WHERE number = 1", "audit-hole", "2"),
    ("UPDATE audit_head SET number = 4", "audit-end", "5"),
])  # fmt: skip
def test_the_first_broken_link_is_named(office, statement, code, where):
    happened(5)
    unguarded(office, statement)
    with pytest.raises(DataError) as caught:
        verify()
    assert [(p.code, p.where) for p in caught.value.problems] == [(code, where)]


def test_a_chain_written_anew_is_seen_by_what_was_noted_outside(office):
    happened(2)
    noted = verify()
    unguarded(office, "DELETE FROM audit_event",
              f"UPDATE audit_head SET number = 0, seal = '{'0' * 64}'")  # fmt: skip
    with transaction.atomic():
        record_all([Said(MACHINE, "tried", "thing:9"), Said(MACHINE, "tried", "thing:10")])
    assert verify()[0] == 2
    with pytest.raises(DataError, match="audit-noted"):
        verify(noted)


def test_a_guard_that_is_gone_is_missed(office):
    happened(1)
    on = " ON audit_event" if office == "postgresql" else ""
    run(f"DROP TRIGGER event_no_update{on}")
    with pytest.raises(DataError, match="audit-unguarded"):
        verify()


def test_eight_writers_at_once_make_one_chain(office):
    failed: list[BaseException] = []

    def write(who: int) -> None:
        try:
            for i in range(10):
                with transaction.atomic():
                    record(f"w{who}", "tried", f"thing:{i}")
        except BaseException as error:
            failed.append(error)
        finally:
            connections["default"].close()

    writers = [threading.Thread(target=write, args=(who,)) for who in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failed
    assert verify()[0] == 80 == Head.objects.get().number


def test_the_command_gives_what_to_note_and_takes_it_back(office):
    happened(2)
    said = io.StringIO()
    call_command("verify_audit", stdout=said)
    end = said.getvalue().splitlines()[-1]
    happened(1)
    call_command("verify_audit", noted=end, stdout=io.StringIO())
    call_command("verify_audit", noted="0:" + "0" * 64, stdout=io.StringIO())
    with pytest.raises(DataError, match="audit-noted"):
        call_command("verify_audit", noted="2:" + "a" * 64, stdout=io.StringIO())
    with pytest.raises(UsageError, match="audit-noted-form"):
        call_command("verify_audit", noted="2", stdout=io.StringIO())
