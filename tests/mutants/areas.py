"""Which code is changed, and which tests should notice? The nearest ones first, then the wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUICK = ["-m", "not slow"]
AGREEMENT = [f"tests/agreement/test_{name}.py" for name in
             ("engines", "completions", "rule_completions", "next_change")]  # fmt: skip
REAL_LAW = "tests/cli/test_engines_on_real_law.py"


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


def _meaning(module: str) -> list[list[str]]:
    named = _named_after(module)
    return [
        *([[*QUICK, *named]] if named else []),
        [*QUICK, "tests/unit/model", "tests/unit/engines", "tests/spec"],
        [*QUICK, *AGREEMENT],
        [*QUICK, "tests/unit/language", "tests/unit/law", "tests/unit/packs", "tests/unit/words"],
        [*QUICK, "tests/packs", REAL_LAW],
    ]


def _law(module: str) -> list[list[str]]:
    parts = module.split("/")
    kinds = {"policies", "grades", "watches", "duties"}
    at = next((i for i, part in enumerate(parts) if part in kinds), None)
    own = ["tests/packs/test_examples.py"]
    first = [[*own, "-k", parts[at + 1]]] if at is not None and at + 2 < len(parts) else []
    if "pensions" in parts:
        first.append(["tests/packs/pensions"])
    return [*first, ["tests/packs"], [*QUICK, REAL_LAW, "tests/made_up/test_cases.py"]]


def _named_after(module: str) -> list[str]:
    """The unit tests whose file bears the name of the module."""
    found = (ROOT / "tests" / "unit").rglob(f"test_{Path(module).stem}.py")
    return sorted(str(path.relative_to(ROOT)) for path in found)


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
