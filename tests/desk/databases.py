"""How does each test of the desk get a database of its own, on both kinds?

Every database is a copy of a migrated one, so that transactions are real: what a test commits is
committed, and triggers that refuse DELETE need no exception for tests.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "zhiban_desk.settings"
os.environ["ZHIBAN_DESK_SECRET"] = secrets.token_urlsafe(48)
os.environ["ZHIBAN_DESK_PLAIN_HTTP"] = "1"
for _name in ("ZHIBAN_DESK_SECRET_FILE", "ZHIBAN_DESK_HOSTS", "ZHIBAN_DESK_DATABASE"):
    os.environ.pop(_name, None)

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from tests.postgres_server import binaries, server  # noqa: E402

from zhiban_desk.environment import postgresql, sqlite  # noqa: E402

django.setup()
setup_test_environment()

Copy = Callable[[str], dict[str, Any]]


def point(database: dict[str, Any]) -> None:
    """From here on the desk works on this database."""
    connections["default"].close()
    configured = connections.configure_settings({"default": database})
    connections.settings["default"] = configured["default"]
    del connections["default"]


@pytest.fixture(scope="session")
def postgresql_copies() -> Iterator[Copy]:
    """Copies of a migrated PostgreSQL database."""
    import psycopg

    if binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with server() as address, psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create database migrated")
        point(postgresql(address.replace("/postgres?", "/migrated?")))
        call_command("migrate", verbosity=0)
        connections["default"].close()

        def copy(name: str) -> dict[str, Any]:
            connection.execute(f"create database {name} template migrated")  # type: ignore[arg-type]
            return postgresql(address.replace("/postgres?", f"/{name}?"))

        yield copy
        connections["default"].close()


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Copies of a migrated SQLite database."""
    folder = tmp_path_factory.mktemp("desk")
    point(sqlite(folder / "migrated.sqlite3"))
    call_command("migrate", verbosity=0)
    connections["default"].close()

    def copy(name: str) -> dict[str, Any]:
        made = Path(shutil.copy(folder / "migrated.sqlite3", folder / f"{name}.sqlite3"))
        return sqlite(made)

    return copy


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty office on a database of its own; which kind."""
    copy = request.getfixturevalue(f"{request.param}_copies")
    point(copy("t" + secrets.token_hex(6)))
    yield request.param
    connections["default"].close()
