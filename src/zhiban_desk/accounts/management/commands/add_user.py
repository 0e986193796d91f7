"""Who is new in the office?"""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation

from zhiban.errors import Problem, UsageError
from zhiban_desk.accounts.actions import add_person, give_post
from zhiban_desk.accounts.models import User
from zhiban_desk.rights.table import ROLES


class Command(BaseCommand):
    """`zhiban-desk add_user LOGIN NAME [--post ROLE:AREA]…`: the password is asked for, or piped in."""

    help = "新增工作人员；口令从键盘或管道读入 · add a person; the password is typed or piped in"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """LOGIN, NAME and posts."""
        parser.add_argument("login", help="登录名 · name to sign in with")
        parser.add_argument("name", help="姓名 · name")
        parser.add_argument(
            "--post", action="append", default=[], metavar="ROLE:AREA",
            help="岗位，可多次 · a post, repeatable: " + ", ".join(ROLES),
        )  # fmt: skip

    def handle(self, *, login: str, name: str, post: list[str], **options: Any) -> None:
        """Add the person; a name that is taken or a weak password → UsageError."""
        if User.objects.filter(login=login).exists():
            raise UsageError(Problem(
                "desk-user-exists", login, "登录名已有人用", "somebody has this name already",
                "换一个登录名", "another name",
            ))  # fmt: skip
        is_piped = not sys.stdin.isatty()
        password = (
            sys.stdin.readline().rstrip("\n") if is_piped else getpass.getpass("口令 password: ")
        )
        said = []
        for language in ("zh-hans", "en"):
            with translation.override(language):
                try:
                    validate_password(password, User(login=login, name=name))
                except ValidationError as error:
                    said.append(" ".join(error.messages))
        if said:
            raise UsageError(Problem("desk-password", login, *said))
        with transaction.atomic():
            user = add_person(None, login, name, password)
            for one in post:
                role, _, area = one.partition(":")
                give_post(None, user, role, area)
        self.stdout.write(f"已新增 added: {login} {name}")
