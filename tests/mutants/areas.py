"""Which code is changed, and which tests should notice? The quick ones first, then the wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

QUICK = ["-m", "not slow"]
UNITS = [f"tests/unit/{name}" for name in ("model", "language", "law", "engines", "packs")]
RANDOM = [f"tests/agreement/test_{name}.py" for name in
          ("engines", "completions", "rule_completions", "next_change")]  # fmt: skip


@dataclass(frozen=True)
class Area:
    """Modules under some folders, how many mutants of them, and the tests in order."""

    name: str
    title: str
    globs: tuple[str, ...]
    count: int
    stages: Callable[[str], list[list[str]]]

    def modules(self, root: Path) -> list[Path]:
        """The modules of the area that hold code."""
        found = {path for glob in self.globs for path in root.glob(glob)}
        return sorted(path for path in found if path.name != "__init__.py")


def _meaning(_module: str) -> list[list[str]]:
    return [
        [*QUICK, "tests/spec", *UNITS],
        ["tests/packs", "tests/cli/test_engines_on_real_law.py", *QUICK],
        RANDOM,
    ]


def _law(module: str) -> list[list[str]]:
    parts = module.split("/")
    kinds = {"policies", "grades", "watches", "duties"}
    at = next((i for i, part in enumerate(parts) if part in kinds), None)
    own = ["tests/packs/test_examples.py"]
    first = [[*own, "-k", parts[at + 1]]] if at is not None and at + 2 < len(parts) else []
    if "pensions" in parts:
        first.append(["tests/packs/pensions"])
    return [
        *first,
        ["tests/packs"],
        ["tests/cli/test_engines_on_real_law.py", "tests/made_up/test_cases.py"],
    ]


AREAS = (
    Area("model", "meaning: `model/`", ("src/zhiban/model/**/*.py",), 60, _meaning),
    Area("engines", "both engines: `engines/`", ("src/zhiban/engines/**/*.py",), 100, _meaning),
    Area(
        "packs", "law: rules, facts and calculators of the packs",
        tuple(f"src/zhiban_packs/*/{kind}/**/*.py" for kind in
              ("policies", "grades", "watches", "duties", "facts", "calculators")),
        100, _law,
    ),
)  # fmt: skip
