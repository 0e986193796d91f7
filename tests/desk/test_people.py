"""How does somebody new come into the office?"""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from zhiban.errors import UsageError
from zhiban_desk.accounts.models import User


def added(monkeypatch, password: str, login: str = "jb03") -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    said = io.StringIO()
    call_command("add_user", login, "虚构·经办", stdout=said)
    return said.getvalue()


def test_a_person_is_added_with_a_good_password(office, monkeypatch):
    assert added(monkeypatch, "a long made-up phrase") == "已新增 added: jb03 虚构·经办\n"
    assert User.objects.get().check_password("a long made-up phrase")
    with pytest.raises(UsageError, match="desk-user-exists"):
        added(monkeypatch, "a long made-up phrase")


@pytest.mark.parametrize("weak", ["short", "123456789012", "password1234", "jb03jb03jb03"])
def test_a_weak_password_is_refused_in_both_languages(office, monkeypatch, weak):
    login = "jb03jb03jb" if weak.startswith("jb03") else "jb03"
    with pytest.raises(UsageError) as caught:
        added(monkeypatch, weak, login)
    problem = caught.value.problems[0]
    assert problem.code == "desk-password" and problem.what != problem.what_en
    assert not User.objects.exists()
