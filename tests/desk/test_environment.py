"""Does the desk refuse to start when its set-up is not safe, and say all of it at once?"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from zhiban.errors import UsageError
from zhiban_desk.environment import read

GOOD = {"ZHIBAN_DESK_SECRET": secrets.token_urlsafe(48)}


def codes(given: dict[str, str]) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read(given)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("weak", ["", "short", "a" * 80, "ab" * 40])
def test_without_a_good_key_it_does_not_start(weak):
    assert codes({"ZHIBAN_DESK_SECRET": weak}) == ["desk-secret"]


def test_a_key_that_others_can_read_is_no_key(tmp_path: Path):
    file = tmp_path / "key"
    file.write_text(GOOD["ZHIBAN_DESK_SECRET"])
    file.chmod(0o640)
    assert codes({"ZHIBAN_DESK_SECRET_FILE": str(file)}) == ["desk-secret-open"]
    file.chmod(0o600)
    assert read({"ZHIBAN_DESK_SECRET_FILE": str(file)}).secret == GOOD["ZHIBAN_DESK_SECRET"]
    assert codes({"ZHIBAN_DESK_SECRET_FILE": str(tmp_path / "none")}) == ["desk-secret-file"]


@pytest.mark.parametrize("hosts", ["*", ".example.cn", "desk.example.cn,*"])
def test_hosts_are_written_out(hosts):
    assert codes(GOOD | {"ZHIBAN_DESK_HOSTS": hosts}) == ["desk-hosts"]


def test_only_this_computer_is_served_without_encryption():
    plain = GOOD | {"ZHIBAN_DESK_PLAIN_HTTP": "1"}
    assert read(plain).is_plain_http
    assert codes(plain | {"ZHIBAN_DESK_HOSTS": "desk.example.cn"}) == ["desk-plain-http"]
    assert not read(GOOD | {"ZHIBAN_DESK_HOSTS": "desk.example.cn"}).is_plain_http


def test_a_database_is_sqlite_or_postgresql():
    assert read(GOOD).database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    url = "postgresql://desk:p%40ss@db.example.cn:5433/office?sslmode=verify-full"
    database = read(GOOD | {"ZHIBAN_DESK_DATABASE": url}).database
    assert (database["NAME"], database["PASSWORD"], database["PORT"]) == ("office", "p@ss", "5433")
    assert database["OPTIONS"] == {"sslmode": "verify-full"}
    assert codes(GOOD | {"ZHIBAN_DESK_DATABASE": "mysql://db/office"}) == ["desk-database"]
    bad = GOOD | {"ZHIBAN_DESK_DATABASE": "postgresql://u:hidden@h/d?no_such_option=1"}
    with pytest.raises(UsageError) as caught:
        read(bad)
    assert "hidden" not in str(caught.value)


def test_all_problems_are_said_at_once():
    assert codes({"ZHIBAN_DESK_HOSTS": "*", "ZHIBAN_DESK_DATABASE": "x"}) == [
        "desk-secret", "desk-hosts", "desk-database",
    ]  # fmt: skip


def test_the_command_says_it_without_a_trace(tmp_path: Path):
    env = {k: v for k, v in os.environ.items() if not k.startswith("ZHIBAN_DESK")}
    done = subprocess.run(
        [sys.executable, "-m", "zhiban_desk", "check"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("[desk-secret] ZHIBAN_DESK_SECRET: 没有密钥")
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
