"""How is a page of the documentation run? Commands in order, files written where it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run_page(page: Path, folder: Path) -> int:
    """Run the blocks of a page in a folder; how many outputs it shows, all of them found true.

    sh runs; text is how the output of the command before it ends; anything else is a file whose
    first line is a comment that names it.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "ZHIBAN_PACKS": ""}
    said, shown = "", 0
    for kind, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "text":
            assert said.endswith(block), (said, block)
            shown += 1
        elif kind == "sh":
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block],
                cwd=folder, env=env, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, block + done.stdout + done.stderr
            assert "Traceback" not in done.stderr
            said = done.stdout
        else:
            name = re.match(r"# (\S+)\n", block)
            assert name is not None, block
            assert (folder / name[1]).is_file(), f"{name[1]} is not what `zhiban new` made"
            (folder / name[1]).write_text(block[name.end() :], encoding="utf-8")
    return shown
