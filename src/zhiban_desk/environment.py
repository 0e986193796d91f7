"""What does the desk take from its environment, and what does it refuse to start with?

Nothing secret has a default: without a key, or with a weak one, the desk does not start. All that is
wrong is said at once.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiban.errors import Problem, UsageError

#: Names that mean this computer: only these may be served without encryption.
LOCAL = ("localhost", "127.0.0.1", "[::1]")
#: A key shorter than this can be guessed; `secrets.token_urlsafe(48)` makes one of 64.
LEAST_SECRET = 50


@dataclass(frozen=True, slots=True)
class Environment:
    """What the settings are made of."""

    secret: str
    folder: Path
    hosts: tuple[str, ...]
    is_plain_http: bool
    database: dict[str, Any]


def read(given: Mapping[str, str]) -> Environment:
    """Read the variables ZHIBAN_DESK…; all that is wrong → UsageError."""
    problems: list[Problem] = []

    def kept(part: Callable[[Mapping[str, str]], Any]) -> Any:
        try:
            return part(given)
        except UsageError as error:
            problems.extend(error.problems)

    secret, hosts, is_plain, database = (kept(p) for p in (_secret, _hosts, _is_plain, _database))
    if problems:
        raise UsageError(problems)
    return Environment(secret, _folder(given), hosts, is_plain, database)


def _folder(given: Mapping[str, str]) -> Path:
    return Path(given.get("ZHIBAN_DESK", "desk"))


def _secret(given: Mapping[str, str]) -> str:
    secret, file = given.get("ZHIBAN_DESK_SECRET", ""), given.get("ZHIBAN_DESK_SECRET_FILE", "")
    if file:
        path = Path(file)
        try:
            open_to = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
            secret = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise UsageError(Problem(
                "desk-secret-file", "ZHIBAN_DESK_SECRET_FILE",
                f"读不了密钥文件 {file}", f"the file {file} with the key cannot be read",
                "核对路径和权限", "check its path and mode",
            )) from None  # fmt: skip
        if open_to:
            raise UsageError(Problem(
                "desk-secret-open", "ZHIBAN_DESK_SECRET_FILE",
                f"别人也能读密钥文件 {file}", f"others can read the file {file} with the key",
                f"chmod 600 {file}", f"chmod 600 {file}",
            ))  # fmt: skip
    if len(secret) < LEAST_SECRET or len(set(secret)) < 10:
        raise UsageError(Problem(
            "desk-secret", "ZHIBAN_DESK_SECRET",
            f"没有密钥，或密钥不足 {LEAST_SECRET} 个字符、过于单调；没有密钥就不启动",
            f"there is no key, or it is shorter than {LEAST_SECRET} characters or too uniform; "
            "the desk does not start without one",
            "用 python -c 'import secrets; print(secrets.token_urlsafe(48))' 生成，存入只有自己能读的文件",
            "make one with python -c 'import secrets; print(secrets.token_urlsafe(48))' and keep it "
            "in a file that only you can read",
        ))  # fmt: skip
    return secret


def _hosts(given: Mapping[str, str]) -> tuple[str, ...]:
    hosts = tuple(h for h in given.get("ZHIBAN_DESK_HOSTS", ",".join(LOCAL)).split(",") if h)
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        raise UsageError(Problem(
            "desk-hosts", "ZHIBAN_DESK_HOSTS",
            "要写明主机名，不能用通配", "host names are written out, without wildcards",
            "例如 desk.example.gov.cn", "for instance desk.example.gov.cn",
        ))  # fmt: skip
    return hosts


def _is_plain(given: Mapping[str, str]) -> bool:
    is_plain = given.get("ZHIBAN_DESK_PLAIN_HTTP", "") == "1"
    hosts = given.get("ZHIBAN_DESK_HOSTS", ",".join(LOCAL)).split(",")
    if is_plain and not set(hosts) <= set(LOCAL):
        raise UsageError(Problem(
            "desk-plain-http", "ZHIBAN_DESK_PLAIN_HTTP",
            "不加密只能在本机用", "without encryption only this computer may be served",
            "去掉 ZHIBAN_DESK_PLAIN_HTTP，并在前面放一个 HTTPS 代理",
            "leave ZHIBAN_DESK_PLAIN_HTTP out and put an HTTPS proxy before it",
        ))  # fmt: skip
    return is_plain


def _database(given: Mapping[str, str]) -> dict[str, Any]:
    """SQLite in the desk's folder, or the PostgreSQL that a URL names."""
    url = given.get("ZHIBAN_DESK_DATABASE", "")
    if not url:
        return sqlite(_folder(given) / "desk.sqlite3")
    if not url.startswith(("postgresql://", "postgres://")):
        raise UsageError(Problem(
            "desk-database", "ZHIBAN_DESK_DATABASE",
            "只认 postgresql:// 开头的地址；不写就用 SQLite",
            "only an address that begins with postgresql:// is taken; without one it is SQLite",
        ))  # fmt: skip
    return postgresql(url)


def sqlite(path: Path) -> dict[str, Any]:
    """Writers wait for each other in order, instead of "database is locked"."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA busy_timeout=5000; PRAGMA recursive_triggers=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The parts of a URL as libpq reads it; what it leaves out, PGPASSFILE and the like may give."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise UsageError(Problem(
            "desk-no-postgresql", "ZHIBAN_DESK_DATABASE",
            "没有安装 PostgreSQL 驱动", "the driver for PostgreSQL is not installed",
            "pip install 'zhiban[desk,postgres]'", "pip install 'zhiban[desk,postgres]'",
        )) from None  # fmt: skip
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError:
        # What libpq says may quote the password.
        raise UsageError(Problem(
            "desk-database", "ZHIBAN_DESK_DATABASE",
            "读不懂这个地址", "this address cannot be read",
            "postgresql://用户@主机/库", "postgresql://user@host/name",
        )) from None  # fmt: skip
    named = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(parts.pop(key, "")) for key, name in named.items()},
        "CONN_MAX_AGE": 60,
        "OPTIONS": parts,
    }
