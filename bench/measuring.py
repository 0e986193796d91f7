"""How is a time or a memory measured? In turns, as medians; memory in a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What a new process runs to know its own peak. VmHWM begins anew when a program is loaded;
# ru_maxrss does not, it would show the peak of the process that started it.
_PEAK = """
import sys
sys.path[:0] = [{root!r}]
from importlib import import_module
getattr(import_module({module!r}), {function!r})(*{arguments!r})
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM:")))
"""


def say(text: str) -> None:
    """Progress on stderr."""
    print(text, file=sys.stderr, flush=True)


def in_turns(cases: Mapping[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    """The median seconds of each case; the cases take turns, so that a slow minute slows all."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range(repeat):
        for name, case in cases.items():
            say(f"{turn + 1}/{repeat} {name}")
            start = time.perf_counter()
            case()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def peak_mib(module: str, function: str, *arguments: str) -> int:
    """The peak memory of one function, everything included, in MiB; in a process of its own."""
    say(f"memory {module}.{function}")
    program = _PEAK.format(root=str(ROOT), module=module, function=function, arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True
    )
    return round(int(done.stdout.split()[-1]) / 1024)
