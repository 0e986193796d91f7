"""Who works here? A person of the office: a name to sign in with, and nothing that counts logins.

There is no superuser and no staff flag: what a person may do follows from posts alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zhiban_desk.rights.areas import is_in
from zhiban_desk.rights.table import ROLES, roles_for


class Users(BaseUserManager["User"]):
    """The people of the office."""

    def create_user(self, login: str, name: str, password: str | None = None, **more: Any) -> User:
        """A new person; without a password nobody can sign in as them."""
        user = self.model(login=self.model.normalize_username(login), name=name, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person of the office."""

    login = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)

    objects = Users()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ("name",)

    def __str__(self) -> str:
        return self.name

    def reach(self, action: str) -> list[str]:
        """The areas, as prefixes, in which this person may do an action; none for who has left."""
        if not self.is_active:
            return []
        posts = self.posts.filter(role__in=roles_for(action)).order_by("area")
        return list(posts.values_list("area", flat=True).distinct())

    def may(self, action: str, area: str) -> bool:
        """May this person do this there?"""
        return any(is_in(area, reached) for reached in self.reach(action))

    def is_away(self, day: dt.date) -> bool:
        """Is this person absent on a day, or gone for good?"""
        absences = self.absences.filter(first__lte=day, last__gte=day)
        return not self.is_active or absences.exists()


class Post(models.Model):
    """What a person is where: a role in an area, given by somebody else.

    `area` is a prefix (`rights.areas.prefix`); `given_by` is empty for one given on the server.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="posts")
    role = models.CharField(max_length=16)
    area = models.CharField(max_length=12, db_index=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Once each; a role that exists; nobody gives a post to themselves."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "role", "area"], name="post_once"),
            models.CheckConstraint(condition=models.Q(role__in=sorted(ROLES)), name="post_role"),
            models.CheckConstraint(
                condition=models.Q(given_by=None) | ~models.Q(given_by=models.F("user")),
                name="post_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area}"


class Absence(models.Model):
    """Days on which a person is away (both ends count), and who stands in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    deputy = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Days in order; nobody stands in for themselves."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(first__lte=models.F("last")), name="absence_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("user")),
                name="absence_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def inside(areas: list[str], field: str = "area") -> models.Q:
    """The rows whose area lies in one of these; none for none."""
    reached = models.Q(pk__in=())
    for area in areas:
        reached |= models.Q(**{f"{field}__startswith": area})
    return reached
