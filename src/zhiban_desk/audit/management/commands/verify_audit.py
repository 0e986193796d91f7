"""Does the chain of events hold?"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from zhiban.errors import Problem, UsageError
from zhiban_desk.audit.verify import verify


class Command(BaseCommand):
    """`zhiban-desk verify_audit [--noted NUMBER:SEAL]`: its answer is what to note for next time."""

    help = (
        "核对审计链，说出第一条对不上的 · verify the chain of events and name the first broken link"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An end written down earlier."""
        parser.add_argument(
            "--noted", metavar="NUMBER:SEAL", help="以前记下的末端 · an end noted earlier"
        )

    def handle(self, *, noted: str | None, **options: Any) -> None:
        """Verify; a broken chain → DataError."""
        end = None
        if noted is not None:
            parts = re.fullmatch(r"(\d+):([0-9a-f]{64})", noted)
            if parts is None:
                raise UsageError(Problem(
                    "audit-noted-form", noted, "不是这个命令写出的末端",
                    "this is no end as this command writes it", "号:封印", "NUMBER:SEAL",
                ))  # fmt: skip
            end = (int(parts[1]), parts[2])
        number, seal = verify(end)
        self.stdout.write(f"审计链完好，共 {number} 条 · the chain holds, events: {number}")
        self.stdout.write(f"{number}:{seal}")
