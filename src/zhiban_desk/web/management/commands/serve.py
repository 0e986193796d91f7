"""How is the desk served?"""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zhiban.errors import Problem, UsageError


class Command(BaseCommand):
    """`zhiban-desk serve`: the pages on this computer's own address; a proxy brings HTTPS."""

    help = "在本机地址提供页面，由前面的代理加 HTTPS · serve the pages on this computer"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The port, and how many processes."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, port: int, workers: int, **options: Any) -> None:
        """Hand over to the server; an older database → UsageError."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise UsageError(Problem(
                "desk-migrate", "serve", "数据库不是这一版的", "the database is of another version",
                "zhiban-desk migrate", "zhiban-desk migrate",
            ))  # fmt: skip
        connection.close()
        beside = Path(sys.executable).parent / "granian"
        granian = str(beside) if beside.exists() else shutil.which("granian") or "granian"
        os.execv(granian, [
            granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4", "zhiban_desk.wsgi:application",
        ])  # fmt: skip
