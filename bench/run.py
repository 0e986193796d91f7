"""How fast is zhiban? Each section measured in one run, written as JSON and as a page.

    python bench/run.py [--only SECTION] [--repeat 5]

Figures are medians of `--repeat` runs in which the compared cases take turns. `--only` measures
some sections anew and keeps the others as they were written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import polars as pl  # noqa: E402

from bench.measuring import say  # noqa: E402

#: The sections in the order of the page: a module of this folder with `measure` and `page`.
SECTIONS = ("rules", "rows", "start", "explain", "pensions", "pool", "people", "scan")
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> None:
    """Measure, then write results.json and the page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--only", choices=SECTIONS, action="append")
    asked.add_argument("--repeat", type=int, default=5)
    options = asked.parse_args()
    found: dict[str, Any] = {}
    if options.only:
        found = json.loads(RESULTS.read_text(encoding="utf-8"))
    found["machine"] = {"cores": os.cpu_count(), "python": platform.python_version(),
                        "polars": pl.__version__}  # fmt: skip
    for name in options.only or SECTIONS:
        say(f"── {name}")
        found[name] = import_module(f"bench.{name}").measure(options.repeat)
    text = json.dumps(found, ensure_ascii=False, indent=2)
    print(text)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")


def page(found: dict[str, Any]) -> str:
    """The page of the reference."""
    machine = found["machine"]
    head = f"""# Speed

Written by `make bench`, on {machine["cores"]} cores, Python {machine["python"]}, Polars
{machine["polars"]}. Compared cases took turns; the figures are medians. All data is made up.
"""
    sections = [import_module(f"bench.{name}").page(found[name]) for name in SECTIONS]
    return "\n".join([head, *sections])


if __name__ == "__main__":
    main()
