"""What do the texts of the options mean? What cannot be read is wrong usage, said with a hint."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhiban.errors import Problem, UsageError

if TYPE_CHECKING:
    from zhiban.cli.listing import Listing
    from zhiban.loop import Covered
    from zhiban.packs import Library


def load_packs(packs: Sequence[Path] | None) -> Library:
    """The installed packs with those given by --pack (or else by ZHIBAN_PACKS)."""
    from zhiban.packs import load

    return load(packs or None)


def day(text: str, option: str) -> int:
    """An ISO date as a day number."""
    from zhiban.model.types import day_number

    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return day_number(dt.date.fromisoformat(text))
    except ValueError:
        raise _wrong(
            option, f"“{text}” 不是日期", f"“{text}” is not a date", "写成 2025-07-01",
            "write it as 2025-07-01",
        ) from None  # fmt: skip


def pool_folder(given: Path | None) -> Path:
    """The pool: --pool, or ZHIBAN_POOL, or ./pool."""
    return given or Path(os.environ.get("ZHIBAN_POOL") or "pool")


def as_of(text: str | None) -> int:
    """The judged day; without one today in Shanghai, and it is said which day that is."""
    from zhiban.cli.console import say
    from zhiban.loop.today import today
    from zhiban.model.types import date_of

    if text is not None:
        return day(text, "--as-of")
    found = today()
    say(f"判定日 {date_of(found)}（上海时间今天）· as of {date_of(found)} (today in Shanghai)")
    return found


def optional_day(text: str | None, option: str) -> int | None:
    """A day, or None if the option was not given."""
    return None if text is None else day(text, option)


def place(text: str, option: str) -> Path | str:
    """A file, or the URL of a database; the password never stands in it."""
    from zhiban.registers.postgres_source import has_password, is_url, shown

    if not is_url(text):
        return Path(text)
    if has_password(text):
        raise _wrong(
            option, f"地址 {shown(text, '').strip()} 里写着密码，别人在进程列表里看得到",
            f"the address {shown(text, '').strip()} holds a password, which others can see in the "
            "list of processes",
            "把密码放进环境变量 PGPASSWORD 或 ~/.pgpass 文件",
            "put it into the variable PGPASSWORD or the file ~/.pgpass",
        )  # fmt: skip
    return text


def tables(texts: Sequence[str] | None) -> dict[str, str]:
    """NAME=TABLE pairs: which table of a database holds which register."""
    return {name: str(table) for name, table in files(texts, "--table", "hires=hr.hires")}


def files(
    texts: Sequence[str] | None, option: str = "--register",
    example: str = "persons=persons.csv",
) -> list[tuple[str, Path | str]]:  # fmt: skip
    """NAME=FILE pairs; a URL in place of the file stays text."""
    found = []
    for text in texts or ():
        name, sign, path = text.partition("=")
        if not (name and sign and path):
            raise _wrong(
                option, f"“{text}” 不是 名称=文件", f"“{text}” is not NAME=FILE",
                f"例如 {option} {example}", f"such as {option} {example}",
            )  # fmt: skip
        found.append((name.strip(), place(path, option)))
    return found


def covered(texts: Sequence[str] | None) -> list[Covered]:
    """NAME=FROM..UNTIL[:kind]; FROM may be left out (from the beginning), both may be months."""
    return [_covered(text) for text in texts or ()]


def _covered(text: str) -> Covered:
    from zhiban.engines.coverage import FIRST_DAY
    from zhiban.loop.receiving import KINDS, Covered
    from zhiban.model.types import NEVER_DAY, day_number

    match = re.fullmatch(r"([^=]+)=([\d-]*)\.\.([\d-]+)(?::(\w+))?", text.strip())
    if match is None or (match[4] or "full") not in KINDS:
        raise _wrong(
            "--covered", f"“{text}” 看不懂", f"“{text}” cannot be read",
            "写成 名称=起日..止日，后面可加 :full、:changes 或 :events，"
            "例如 persons=2015-01-01..2025-06-30",
            "write NAME=FROM..UNTIL, then :full, :changes or :events if need be, "
            "such as persons=2015-01-01..2025-06-30",
        )  # fmt: skip
    first = FIRST_DAY if not match[2] else _edge(match[2], 0)
    last = min(_edge(match[3], 1), NEVER_DAY - 1)
    if first <= day_number(dt.date.min):
        first = FIRST_DAY
    if last < first:
        raise _wrong("--covered", f"“{text}” 的止日早于起日", f"“{text}” ends before it begins")
    return Covered(match[1].strip(), first, last, match[4] or "full")


def _edge(text: str, end: int) -> int:
    from zhiban.law.spans import period_span

    if re.fullmatch(r"\d{4}(-\d{2})?", text, re.ASCII):
        span = period_span(text)
        if span is not None and span[end] is not None:
            return int(span[end] or 0)
    return day(text, "--covered")


def person(who: str | None) -> str:
    """Who does this: as said, or the user of this machine."""
    import getpass

    return who or getpass.getuser()


def listing(text: str) -> Listing:
    """The words for lists in the language asked for."""
    from zhiban.cli.listing import Listing

    return Listing(language(text))


def language(text: str) -> str:
    """zh or en."""
    if text not in ("zh", "en"):
        raise _wrong("--lang", f"没有语言 {text}", f"no language {text}", "zh 或 en", "zh or en")
    return text


def _wrong(where: str, *texts: str) -> UsageError:
    return UsageError(Problem("usage", where, *texts))
