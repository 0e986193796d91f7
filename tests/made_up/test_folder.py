"""Does the demo's folder appear whole or not at all, and never over anybody's own files?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.made_up.conftest import ROOT

from zhiban.cli.demo.folder import MARK, replaced
from zhiban.errors import UsageError


def fill(out: Path, text: str) -> None:
    with replaced(out) as folder:
        (folder / "registers").mkdir()
        (folder / "registers" / "persons.csv").write_text(text)
        (folder / "findings.csv").write_text(text)


def refusal(out: Path) -> str:
    with pytest.raises(UsageError) as refused, replaced(out):
        pass
    return refused.value.problems[0].code


def test_a_new_folder_and_an_empty_one_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "new" / "below"):
        fill(out, "one")
        assert (out / "findings.csv").read_text() == "one"
        assert (out / MARK).exists()


def test_the_next_demo_replaces_its_own_files_and_keeps_those_of_others(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    fill(out, "one")
    (out / "findings").mkdir()
    (out / "findings" / "stale.csv").write_text("somebody's")
    (out / "registers" / "notes.txt").write_text("mine")
    (out / "old.csv").touch()
    with replaced(out) as folder:
        (folder / "findings.csv").write_text("two")
    assert (out / "findings.csv").read_text() == "two"
    assert not (out / "registers" / "persons.csv").exists()
    assert (out / "registers" / "notes.txt").read_text() == "mine"
    assert (out / "findings" / "stale.csv").read_text() == "somebody's"
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]


def test_the_next_demo_replaces_its_pool_whole_and_refuses_one_of_somebody_else(
    tmp_path: Path,
) -> None:
    out = tmp_path / "demo"
    for name in ("one", "two"):
        with replaced(out) as folder:
            (folder / "pool").mkdir()
            (folder / "pool" / name).write_text(name)
        (out / "pool" / f"received-{name}").touch()
    assert sorted(p.name for p in (out / "pool").iterdir()) == ["received-two", "two"]
    (out / MARK).write_text("findings.csv\n", encoding="utf-8")
    assert refusal(out) == "demo-pool"


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    assert refusal(tmp_path) == "demo-not-ours"
    assert refusal(tmp_path / "thesis.txt") == "demo-no-folder"
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_folder_one_stands_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(Path()) == "demo-here"


def test_a_place_that_cannot_be_written_is_a_refusal_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "below") == "demo-unwritable"


def test_what_fails_halfway_leaves_the_old_folder_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    fill(out, "one")
    with pytest.raises(RuntimeError), replaced(out) as folder:
        (folder / "findings.csv").write_text("half")
        raise RuntimeError
    assert (out / "findings.csv").read_text() == "one"
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]


def test_a_killed_run_leaves_the_old_folder_and_the_next_one_clears_up(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    fill(out, "one")
    program = (
        "import sys, time; from pathlib import Path; from zhiban.cli.demo.folder import replaced\n"
        "with replaced(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'findings.csv').write_text('half'); print('ready', flush=True)\n"
        "    time.sleep(60)"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", program, str(out)], env=env, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None and run.stdout.readline() == "ready\n"
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert (out / "findings.csv").read_text() == "one"
    assert len(list(tmp_path.iterdir())) == 2
    fill(out, "two")
    assert (out / "findings.csv").read_text() == "two"
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]


def test_a_folder_put_aside_by_a_killed_run_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    fill(out, "one")
    (out / "notes.txt").write_text("mine")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    time.sleep(0.01)
    out.rename(tmp_path / f".demo.{dead.pid}.old")
    fill(out, "two")
    assert (out / "notes.txt").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]
