"""Does the page on running the desk run as it stands, up to a page in a browser's hands?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.docs.pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "run-the-desk.md"
SERVED = "zhiban-desk serve --port 8000\n"


@pytest.mark.slow
def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ZHIBAN_DESK")]:
        monkeypatch.delenv(name)
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(SERVED) == 1
    # The page serves for ever: its last command is run below, where it can be ended.
    page = tmp_path / "page.md"
    page.write_text(text.replace(SERVED, ""), encoding="utf-8")
    assert run_page(page, tmp_path) >= 1
    assert "口令" in first_page(tmp_path)


def first_page(folder: Path) -> str:
    """What the server of the page answers to a browser that comes for the first time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = SERVED.replace("8000", str(port)).split()
    env = os.environ | {"ZHIBAN_DESK_SECRET_FILE": "desk.key", "ZHIBAN_DESK_PLAIN_HTTP": "1"}
    serving = subprocess.Popen(
        [Path(sys.executable).parent / command[0], *command[1:]],
        cwd=folder, env=env, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    return page.read().decode()
            except (urllib.error.URLError, TimeoutError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
