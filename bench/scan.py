"""How long does a scan take: over everybody, and since the last over those who have changed?"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

from bench.measuring import peak_mib, say

PEOPLE = int(os.environ.get("ZHIBAN_BENCH_SCAN_PEOPLE", "200000"))
QUARTER = 25_000
#: Coverage "ever since" begins on this day (1992-01-01): no register is older.
_BEGIN = 8_035
#: Of how many people a row has changed; and how much of a full scan may then be needed.
SHARES = {0.0001: 0.15, 0.01: 0.30}


def measure(_repeat: int, people: int = PEOPLE) -> dict[str, Any]:
    """Seconds, rows, MiB. Each step runs once: a scan takes minutes."""
    folder = tempfile.mkdtemp(prefix="zhiban-scan-")
    try:
        say("数据 data")
        quarters = max(1, round(people / QUARTER))
        peak_mib("bench.town", "make", folder, str(quarters), str(min(people, QUARTER)))
        peaks = {"receive": peak_mib("bench.scan", "receive", folder)}
        peaks["full"] = peak_mib("bench.scan", "full", folder)
        steps = {"receive": _told(folder, "receive"), "full": _told(folder, "full")}
        for share in SHARES:
            peak_mib("bench.scan", "change", folder, str(share))
            peaks[str(share)] = peak_mib("bench.scan", "since", folder, str(share))
            steps[str(share)] = _told(folder, str(share))
    finally:
        shutil.rmtree(folder)
    made = quarters * min(people, QUARTER)
    return {"people": made, "steps": steps, "peak_mib": peaks}


def receive(folder: str) -> None:
    """All quarters' files of a register as one delivery, register after register."""
    from zhiban.cli import reading
    from zhiban.loop.delivering import deliver
    from zhiban.made_up.registers import COVERED

    library, pool, day = _opened(folder)
    covered = reading.covered([f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans])
    seconds, rows = 0.0, 0
    for name, register in library.registers.items():
        files = sorted(Path(folder).glob(f"quarter-*/{name}.parquet"))
        if not files:
            continue
        whole = Path(folder) / f"{name}.parquet"
        pl.scan_parquet(files).sink_parquet(whole)
        spans = tuple((max(c.first, _BEGIN), c.last) for c in covered if c.register == name)
        start = time.perf_counter()
        found = deliver(pool, register, whole, extracted_on=day, kind="full", covers=spans)
        seconds += time.perf_counter() - start
        rows += found.delivery.accepted
        say(f"{name} {found.delivery.accepted:,}")
    _tell(folder, "receive", seconds=seconds, rows=rows)


def full(folder: str) -> None:
    """Everybody judged by every rule."""
    _scan(folder, "full", since_last=False)


def change(folder: str, share: str) -> None:
    """Another amount in one contribution of a share of the people."""
    from zhiban.loop.delivering import deliver

    library, pool, day = _opened(folder)
    amount = str(98_700 + round(float(share) * 10_000))  # another one for each share
    rows = pl.scan_parquet(Path(folder) / "contributions.parquet")
    people = rows.select("person").unique().collect()["person"].sort()
    some = people.sample(max(1, round(people.len() * float(share))), seed=7)
    changed = (
        rows.filter(pl.col("person").is_in(some.implode())).group_by("person").first()
        .with_columns(unit_fen=pl.lit(amount)).select(rows.collect_schema().names()).collect()
    )  # fmt: skip
    path = Path(folder) / "changed.parquet"
    changed.write_parquet(path)
    register = library.registers["contributions"]
    found = deliver(pool, register, path, extracted_on=day + 1, kind="changes")
    assert found.delivery.superseded == some.len(), found.delivery


def since(folder: str, share: str) -> None:
    """Those judged again of whom something may have changed."""
    _scan(folder, share, since_last=True)


def _scan(folder: str, name: str, *, since_last: bool) -> None:
    from zhiban.scan.scanning import scan

    library, pool, day = _opened(folder)
    rules = list(library.rules.values())
    start = time.perf_counter()
    done = scan(
        pool, library, rules, day, law_known_at=day, since_last=since_last,
        step=lambda what, at, of: say(f"{time.perf_counter() - start:6.1f} s {what} {at}/{of}"),
    )  # fmt: skip
    seconds = time.perf_counter() - start
    assert not done.failures, done.failures
    _tell(folder, name, seconds=seconds, findings=sum(done.keeping.judged.values()),
          rules=len(rules))  # fmt: skip


def _opened(folder: str) -> tuple[Any, Any, int]:
    from zhiban.made_up.known import LAST_DAY
    from zhiban.packs import load
    from zhiban.pool.pool import Pool

    return load(), Pool.open(Path(folder) / "pool", create=True), LAST_DAY


def _tell(folder: str, name: str, **measured: float) -> None:
    text = json.dumps({k: round(v, 1) for k, v in measured.items()})
    (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")


def _told(folder: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
    return found


def page(found: dict[str, Any]) -> str:
    """The figures in words."""
    steps, peaks = found["steps"], found["peak_mib"]
    whole = steps["full"]
    lines = [
        f"| since the last, {float(share):.2%} of the people changed | {steps[share]['seconds']:,} "
        f"| {steps[share]['seconds'] / whole['seconds']:.0%} of a full scan; limit {limit:.0%} "
        f"| {steps[share]['findings']:,.0f} | {peaks[share]:,} |"
        for share, limit in ((str(s), limit) for s, limit in SHARES.items())
    ]
    changed = "\n".join(lines)
    received = steps["receive"]
    rows = received["rows"]
    return f"""## Scans

A town of {found["people"]:,} people in a pool, {rows:,.0f} rows of all its registers; every rule of
the packs over everybody, findings compared and kept. One run. A change is one row of contributions
delivered anew with another amount.

| | seconds | | findings judged | peak MiB |
|---|---|---|---|---|
| received | {received["seconds"]:,} | {rows / received["seconds"]:,.0f} rows/s \
| | {peaks["receive"]:,} |
| full scan | {whole["seconds"]:,} | {rows / whole["seconds"]:,.0f} rows/s \
| {whole["findings"]:,.0f} | {peaks["full"]:,} |
{changed}
"""
