"""How does an event come into the chain? By this door alone, with what it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from zhiban_desk.audit.models import Event, Head
from zhiban_desk.audit.seal import seal

#: Who acts when nobody does.
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be recorded; `details` are plain JSON values, no floats, no personal data."""

    actor: str
    verb: str
    about: str
    details: dict[str, Any] = field(default_factory=dict)


def record(actor: str, verb: str, about: str, **details: Any) -> Event:
    """Record one thing; outside a transaction → RuntimeError."""
    return record_all([Said(actor, verb, about, details)])[0]


def record_all(said: Iterable[Said]) -> list[Event]:
    """Record several things in order. The chain stays locked until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells of")
    head = Head.objects.select_for_update().get(id=1)
    now = dt.datetime.now(dt.UTC)
    events = []
    for one in said:
        event = Event(
            number=head.number + 1, at=now, actor=one.actor, verb=one.verb, about=one.about,
            details=one.details, seal_before=head.seal,
        )  # fmt: skip
        event.seal = seal(event.said(), head.seal)
        head.number, head.seal = event.number, event.seal
        events.append(event)
    if events:
        Event.objects.bulk_create(events, batch_size=500)
        head.save(update_fields=["number", "seal"])
    return events
