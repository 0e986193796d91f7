"""How is a wrong question refused? At the author's line, and together with all the others.

While a pack loads, problems are collected and the expression goes on with a best guess, so that
one load shows everything that is wrong. Outside a load the first problem is raised.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import FrameType

from zhiban.errors import PackError, Problem

_collector: ContextVar[list[Problem] | None] = ContextVar("collector", default=None)
_LANGUAGE = str(Path(__file__).parent)


@contextmanager
def collecting() -> Iterator[list[Problem]]:
    """Collect the problems reported inside, instead of raising the first."""
    problems: list[Problem] = []
    token = _collector.set(problems)
    try:
        yield problems
    finally:
        _collector.reset(token)


def refuse(code: str, what: str, what_en: str, attempt: str = "", attempt_en: str = "") -> None:
    """Report a problem at the line of the pack that asked the question."""
    report(Problem(code, author_line(), what, what_en, attempt, attempt_en))


def report(problem: Problem) -> None:
    """Report a problem to the load that is going on; outside a load, raise it."""
    problems = _collector.get()
    if problems is None:
        raise PackError(problem)
    if problem not in problems:
        problems.append(problem)


def author_line() -> str:
    """The nearest line outside the language itself, as `folder/file.py:line`."""
    frame = _author_frame()
    path = Path(frame.f_code.co_filename)
    return f"{path.parent.name}/{path.name}:{frame.f_lineno}"


def author_folder() -> Path:
    """The folder of the module that is speaking."""
    return Path(_author_frame().f_code.co_filename).parent


def _author_frame() -> FrameType:
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_LANGUAGE):
        frame = frame.f_back
    return frame
