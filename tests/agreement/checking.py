"""How is a failure shown? As the smallest program found that still fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.agreement.generator.programs import Program
from tests.agreement.generator.shrinking import show, shrink


def check(program: Program, broken: Callable[[Program], str]) -> None:
    """Fail if `broken` says something of the program, with a small one of which it does too."""
    if broken(program):
        smaller = shrink(program, lambda p: bool(broken(p)))
        pytest.fail(f"{broken(smaller)}\n{show(smaller)}", pytrace=False)
