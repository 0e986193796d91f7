"""Is the set-up safe as a whole, and are the migrations those of the models?"""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management import call_command


def test_the_migrations_are_those_of_the_models(office):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_djangos_own_checks_find_nothing(office):
    assert run_checks(databases=["default"], include_deployment_checks=False) == []


def test_checks_for_deployment_find_nothing_when_encrypted(tmp_path):
    import os

    env = os.environ | {"ZHIBAN_DESK_PLAIN_HTTP": "", "ZHIBAN_DESK_HOSTS": "desk.example.cn"}
    done = subprocess.run(
        [sys.executable, "-m", "zhiban_desk", "check", "--deploy", "--fail-level", "WARNING",
         "--tag", Tags.security],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    # Subdomains and the browsers' list of encrypted hosts are for the owner of the domain.
    found = {word for word in done.stderr.replace("(", " ").replace(")", " ").split()
             if word.startswith("security.")}  # fmt: skip
    assert found <= {"security.W005", "security.W021"}, done.stderr


def test_passwords_are_kept_with_argon2_alone():
    from zhiban_desk.accounts.models import User

    user = User(login="jb03", name="虚构·经办")
    user.set_password("a long made-up phrase")
    assert user.password.startswith("argon2$argon2id$")
    assert len(settings.PASSWORD_HASHERS) == 1
