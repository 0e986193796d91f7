"""What is said on stderr, and how are problems shown? Results alone go to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from zhiban.errors import Problem


def say(line: object) -> None:
    """One remark on stderr."""
    print(line, file=sys.stderr)


def problems(found: Iterable[Problem]) -> None:
    """Each problem, Chinese first and English below it; then how many there are."""
    listed = list(found)
    for problem in listed:
        say(problem)
    if len(listed) > 1:
        say(f"共 {len(listed)} 个问题 · {len(listed)} problems")


def out(text: str) -> None:
    """A result on stdout."""
    print(text)
