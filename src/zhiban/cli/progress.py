"""How far is it? A bar on stderr, only where a person is looking at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

#: Tells what is being done, how much of it is done, and of how much (None: nobody knows).
_Say = Callable[[str, int, int | None], None]


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """A function to call before each of `total` steps with its name; silent without a terminal."""
    with _shown(total) as say:
        done = -1

        def step(name: str) -> None:
            nonlocal done
            done += 1
            say(name[:40], done, total)

        yield step


@contextmanager
def rows(name: str) -> Iterator[Callable[[int], None]]:
    """A function to tell how many rows have been read; silent without a terminal."""
    with _shown(None, name) as say:
        yield lambda count: say(f"{name[:40]}  {count:,}", 0, None)


@contextmanager
def parts() -> Iterator[Callable[[str, int, int], None]]:
    """A function to tell what is being done, and which part of how many; silent without a
    terminal."""
    with _shown(1) as say:
        yield lambda name, done, of: say(name[:40], done, of)


@contextmanager
def _shown(total: int | None, name: str = "") -> Iterator[_Say]:
    """A line on a terminal, with a bar where there is a total; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _name, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns: list[Any] = [SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]
    if total is not None:
        columns.insert(2, BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=total)

        def say(what: str, done: int, of: int | None) -> None:
            progress.update(task, description=what, completed=done, total=of)

        yield say
