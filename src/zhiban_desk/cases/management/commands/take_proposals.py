"""How do the proposals of a scan come to the desk?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhiban.errors import DataError, Problem
from zhiban_desk.cases.upsert import upsert


class Command(BaseCommand):
    """`zhiban-desk take_proposals FILE`: a Parquet file of proposals; twice changes nothing."""

    help = "收下一次扫描的办件提议（Parquet） · take in the proposals of a scan"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the scan if the file is empty."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--scan",
            type=int,
            help="没有提议的扫描的编号 · the number of a scan that proposes nothing",
        )

    def handle(self, *, file: Path, scan: int | None, **options: Any) -> None:
        """Take them in; a file that cannot be read → DataError."""
        import polars as pl

        try:
            rows = pl.read_parquet(file).iter_rows(named=True)
        except (OSError, pl.exceptions.PolarsError):
            raise DataError(Problem(
                "proposal-file", str(file), "读不了这个 Parquet 文件",
                "this Parquet file cannot be read", "核对路径", "check the path",
            )) from None  # fmt: skip
        done = upsert(rows, scan)
        said = "、".join(f"{kind} {n}" for kind, n in sorted(done.items())) or "—"
        self.stdout.write(f"已收下 taken: {said}")
