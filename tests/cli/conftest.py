"""How do the tests call the commands, and on which register files?"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.cli.random_files import COVERED, PACKS, ROOT, random_rows, steady_contributions
from typer.testing import CliRunner, Result

from zhiban.cli.main import app
from zhiban.packs import Library, load

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Call `zhiban` in this process with the packs of the tree."""

    def call(*args: object, packs: bool = True) -> Result:
        more = [str(x) for p in PACKS for x in ("--pack", p)] if packs else []
        return CliRunner().invoke(app, [*map(str, args), *more])

    return call


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Call `zhiban` as a process of its own."""

    def call(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
        env = os.environ | {
            "PYTHONPATH": str(ROOT / "src"),
            "ZHIBAN_PACKS": os.pathsep.join(map(str, PACKS)),
        }
        program = "from zhiban.cli.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", program, *map(str, args)],
            capture_output=True, text=True, env=env, check=False, **options,  # type: ignore[call-overload]
        )  # fmt: skip

    return call


@pytest.fixture(scope="session")
def library() -> Library:
    return load(PACKS)


@pytest.fixture(scope="session")
def files(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A random file for each register, with empty cells and days on every side of coverage."""
    folder = tmp_path_factory.mktemp("registers")
    found = {}
    for name, register in library.registers.items():
        found[name] = folder / f"{name}.csv"
        rows = random_rows(register, random.Random(name))
        steady = steady_contributions(rows.columns) if name == "contributions" else rows.clear()
        pl.concat([rows, steady], how="diagonal").write_csv(found[name])
    return found


@pytest.fixture(scope="session")
def register_options(files: dict[str, Path]) -> list[str]:
    """`--register` and `--covered` for every file."""
    options = [f"--register={name}={path}" for name, path in files.items()]
    return options + [f"--covered={name}={COVERED}" for name in files]
