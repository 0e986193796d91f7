"""What happened? One event a row, never changed, each sealed together with all before it.

Triggers of the database refuse UPDATE and DELETE, whoever asks (`triggers.py`). `Head` is the one
row that writers lock, so that two of them cannot both continue from the same event: locking "the
last event" lets the chain fork on PostgreSQL.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Event(models.Model):
    """One thing that happened.

    `number` counts from 1 without holes; `at` is an instant; `actor` is the name a person
    signs in with, or `machine`; `about` is what it happened to, `kind:id`; `details` is JSON, with
    no personal data but what a person wrote as reasons; `seal` is a SHA-256 over all of it and the
    seal before.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=64)
    about = models.CharField(max_length=128)
    details = models.JSONField()
    seal_before = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        """Found by what it is about, and by who did it."""

        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["about", "number"], name="event_about"),
            models.Index(fields=["actor", "number"], name="event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.about}"

    def said(self) -> dict[str, Any]:
        """What the seal covers besides the seal before."""
        return {
            "number": self.number,
            "at": self.at,
            "actor": self.actor,
            "verb": self.verb,
            "about": self.about,
            "details": self.details,
        }


class Head(models.Model):
    """The end of the chain: one row, locked by whoever writes."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        """There is one."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_head")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.seal}"
