"""How do people and posts come and go? By this door alone: checked, written, recorded."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zhiban.errors import Problem, UsageError
from zhiban_desk.accounts.models import Absence, Post, User
from zhiban_desk.audit.actions import MACHINE, record
from zhiban_desk.rights.areas import prefix
from zhiban_desk.rights.table import ROLES


def actor(by: User | None) -> str:
    """Under which name what somebody does is recorded; nobody: the machine."""
    return MACHINE if by is None else by.login


@transaction.atomic
def add_person(by: User | None, login: str, name: str, password: str | None) -> User:
    """A new person, without a post; `by` is nobody only on the server itself."""
    if by is not None and not by.reach("manage_people"):
        raise PermissionDenied("manage_people")
    user = User.objects.create_user(login, name, password)
    record(actor(by), "person_added", f"person:{user.pk}", login=login)
    return user


@transaction.atomic
def give_post(by: User | None, user: User, role: str, area: str) -> Post:
    """A role in an area (a code of GB/T 2260), given by who manages people there, to another."""
    if role not in ROLES:
        raise UsageError(Problem(
            "post-role", role, "没有这个角色", "there is no such role",
            "、".join(ROLES), ", ".join(ROLES),
        ))  # fmt: skip
    code = prefix(area)
    if by is not None and (by == user or not by.may("manage_people", code)):
        raise PermissionDenied("manage_people")
    post, is_new = Post.objects.get_or_create(
        user=user, role=role, area=code, defaults={"given_by": by}
    )
    if is_new:
        record(actor(by), "post_given", f"person:{user.pk}", role=role, area=code)
    return post


@transaction.atomic
def take_post(by: User | None, post: Post) -> None:
    """A post ends; what it allowed ends with it, at once."""
    if by is not None and not by.may("manage_people", post.area):
        raise PermissionDenied("manage_people")
    record(actor(by), "post_taken", f"person:{post.user_id}", role=post.role, area=post.area)
    post.delete()


@transaction.atomic
def be_away(user: User, first: dt.date, last: dt.date, deputy: User | None) -> Absence:
    """A person is away, both days counted; days out of order → UsageError."""
    if last < first:
        raise UsageError(Problem(
            "absence-days", f"{first}..{last}", "结束早于开始", "it ends before it begins",
            "把两个日期调换", "change the two days round",
        ))  # fmt: skip
    absence = Absence.objects.create(user=user, first=first, last=last, deputy=deputy)
    record(
        user.login, "away", f"person:{user.pk}", first=str(first), last=str(last),
        deputy=deputy.login if deputy else None,
    )  # fmt: skip
    return absence
