"""How much have the random tests tried? Counted by kind, over all workers, said at the end.

A plugin of pytest, named in tests/conftest.py.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

#: What is compared, and how often.
TRIED: Counter[str] = Counter()

FACTS = "values of facts, one engine against the other"
FINDINGS = "findings, one engine against the other"
COMPLETED_FACTS = "values of facts, under another state of knowledge"
COMPLETED_FINDINGS = "findings, under another state of knowledge"
DAYS = "values and findings, on the day after"

_KEY = "random comparisons"


def count(kind: str, times: int = 1) -> None:
    """So many comparisons of a kind were made."""
    TRIED[kind] += times


class _Workers:
    """Adds up what the workers of a parallel run counted."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        TRIED.update(Counter(getattr(node, "workeroutput", {}).get(_KEY, {})))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Workers())


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_KEY] = dict(TRIED)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if TRIED:
        terminalreporter.section("random comparisons, none of which disagreed unless a test failed")
        for kind, times in sorted(TRIED.items()):
            terminalreporter.write_line(f"{times:>12,}  {kind}")
