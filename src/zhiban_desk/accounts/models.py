"""Who works here? A person of the office: a name to sign in with, and nothing that counts logins.

There is no superuser and no staff flag: what a person may do follows from posts alone.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


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
