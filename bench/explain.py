"""How long does it take to explain one subject, everything being loaded? Milliseconds, as JSON.

`explain` reads the subject's own rows from register files already read. A subject with more than a
thousand rows (a large employer) is derived by the columnar engine and told apart. Printed are the
median and the ninety-fifth percentile of one library call, words in one language included.

    python bench/run.py --only explain
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from zhiban.cli import reading
from zhiban.loop.explaining import explain_registers
from zhiban.loop.names import LibraryNames
from zhiban.loop.one_subject import is_heavy
from zhiban.loop.receiving import Registers, receive
from zhiban.loop.units import subjects
from zhiban.made_up import make_town
from zhiban.made_up.registers import COVERED
from zhiban.packs import Library, load
from zhiban.words.told import tell

AS_OF = "2026-10-31"
PEOPLE = 2_000
#: Subjects a rule for each repetition asked for.
EACH = 3


def measure(repeat: int, people: int = PEOPLE) -> dict[str, Any]:
    """Explain subjects by every rule, one call after another; the first call of a rule apart."""
    each = EACH * repeat
    library = load([])
    with tempfile.TemporaryDirectory() as folder:
        registers = _town(library, Path(folder), people)
        times: dict[bool, list[float]] = {False: [], True: []}
        rules: dict[str, float] = {}
        for rule in library.rules.values():
            ids = _ids(library, rule, registers)[: each + 1]
            mine = []
            for place, id_ in enumerate(ids):
                took = _time(library, rule, id_, registers)
                if took is None or place == 0:  # the first call of a rule is not warm
                    continue
                heavy = is_heavy(rule, id_, registers)
                times[heavy].append(took)
                if not heavy:
                    mine.append(took)
            if mine:
                rules[rule.id] = round(statistics.median(mine), 1)
    return {
        "people": people,
        "median": _median(times[False]),
        "p95": _p95(times[False]),
        "calls": len(times[False]),
        "large_employers_median": _median(times[True]),
        "large_employers_calls": len(times[True]),
        "by_rule": rules,
    }


def _town(library: Library, folder: Path, people: int) -> Registers:
    make_town(people, 1, folder)
    covered = reading.covered([f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans])
    paths = [(n, folder / f"{n}.csv") for n in COVERED if (folder / f"{n}.csv").exists()]
    return receive(library, paths, covered)


def _ids(library: Library, rule: Any, registers: Registers) -> list[str]:
    """Subjects that the rule judges: where it is per row, those who have one."""
    received = registers.by_id.get(rule.per.occasion)
    if received is not None and received.is_given and rule.subject.id in received.frame.columns:
        return received.frame[rule.subject.id].drop_nulls().unique().sort().to_list()
    return subjects(library.kinds[rule.subject.id], registers)[0].to_list()


def _time(library: Library, rule: Any, id_: str, registers: Registers) -> float | None:
    start = time.perf_counter()
    try:
        found, _ = explain_registers(library, rule, id_, registers, reading.as_of(AS_OF))
    except Exception:
        return None
    tell(found[0], "zh", LibraryNames(library))
    return (time.perf_counter() - start) * 1000


def _median(times: list[float]) -> float | None:
    return round(statistics.median(times), 1) if times else None


def _p95(times: list[float]) -> float | None:
    return round(sorted(times)[int(len(times) * 0.95)], 1) if times else None


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    slowest = sorted(found["by_rule"].items(), key=lambda pair: -pair[1])
    rows = "\n".join(f"| `{rule}` | {took} |" for rule, took in slowest)
    return f"""## Explain

One subject explained from registers already read, words in one language included, in a made-up
town of {found["people"]:,} people: median **{found["median"]} ms**, 95th percentile
{found["p95"]} ms, over {found["calls"]} calls. Subjects with more than a thousand rows of their own
(large employers) are left to the columnar engine: median {found["large_employers_median"]} ms over
{found["large_employers_calls"]} calls. What takes longest looks up another subject with many rows,
or holds many occasions at once.

| rule | median, ms |
|---|---|
{rows}
"""
