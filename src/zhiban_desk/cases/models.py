"""What is a case? The work that follows from a finding: never ownerless, never twice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhiban_desk.accounts.models import User, inside
from zhiban_desk.cases.states import ADVERSE, LIVE, STATES


class CaseRows(models.QuerySet["Case"]):
    """Cases, and who may see which."""

    def visible_to(self, user: User) -> CaseRows:
        """The cases in the areas of this person's posts; a page asks for no others."""
        return self.filter(inside(user.reach("see_cases")))


class Case(models.Model):
    """One for a rule, a subject and an occasion, whatever scan found it (SEM 27).

    Money is fen; `amount_fen` empty is not known, never nought. `inputs`: the hash of what it rests
    on; `dismissed_inputs`: that hash when a person ended it. `root`: under whom a merged subject is
    shown now. `is_paying`: somebody is owed something.
    """

    rule = models.CharField(max_length=128)
    subject = models.CharField(max_length=64)
    occasion = models.CharField(max_length=200, blank=True)
    root = models.CharField(max_length=64, db_index=True)
    area = models.CharField(max_length=12, db_index=True)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=32)
    is_paying = models.BooleanField()
    amount_fen = models.BigIntegerField(null=True)
    inputs = models.CharField(max_length=64, blank=True)
    dismissed_inputs = models.CharField(max_length=64, blank=True)
    scan = models.BigIntegerField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="cases")
    due_on = models.DateField(null=True)
    late_times = models.PositiveSmallIntegerField(default=0)
    is_disputed = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reasons = models.TextField(blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        """What holds whoever writes, and by whatever way."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "state", "due_on"], name="case_today"),
            models.Index(fields=["state", "due_on"], name="case_late"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["rule", "subject", "occasion"], name="case_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(STATES)), name="case_state"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | ~Q(state__in=sorted(LIVE)), name="case_dated"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="case_decided_pair",
            ),
            models.CheckConstraint(
                condition=(Q(decided_by__isnull=False) & ~Q(reasons=""))
                | ~Q(state__in=sorted(ADVERSE)),
                name="case_adverse_by_person",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0), name="case_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.occasion}"


class Held(models.Model):
    """A proposal that waits for a person: too much changes at once, or an objection is open."""

    rule = models.CharField(max_length=128)
    subject = models.CharField(max_length=64)
    occasion = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=12, db_index=True)
    why = models.CharField(max_length=16)
    scan = models.BigIntegerField()
    proposal = models.JSONField()

    class Meta:
        """One a case."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["rule", "subject", "occasion"], name="held_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.occasion}: {self.why}"


class Notice(models.Model):
    """What somebody of the office is told: which step, of which case."""

    to = models.ForeignKey(User, models.CASCADE, related_name="notices")
    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    step = models.CharField(max_length=16)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.step} {self.case_id}"
