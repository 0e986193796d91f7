"""How does a supplier's file, or a table of a database, become a delivery to the pool?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zhiban.language.promises import Promise
from zhiban.language.register import Register
from zhiban.loop.delivery_report import Report, report_of
from zhiban.pool.pool import Pool
from zhiban.pool.quarantine import without_reasons
from zhiban.pool.receiving import WITHDRAWN, Order
from zhiban.pool.tables import digest
from zhiban.registers import postgres_source
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.declared import specs_of
from zhiban.registers.mapping import Mapping as Mapped
from zhiban.registers.mapping_files import read_mapping
from zhiban.registers.profile import Profiling
from zhiban.registers.sources import Source, open_source
from zhiban.registers.split import Split, split_rows

BATCH = 250_000


def deliver(
    pool: Pool,
    register: type[Register],
    where: Path | str,
    *,
    extracted_on: int,
    kind: str,
    covers: tuple[tuple[int, int], ...] = (),
    repairs: int | None = None,
    mapping: Path | None = None,
    options: Mapping[str, str] | None = None,
    supplier: str | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> Report:
    """Receive one file, or one table of a database (`where` its URL, `options` its `table`).

    Its columns are those of the register or made so by a supplier's `mapping`. `options`, as
    `open_source` takes them, go before what the mapping says. `supplier` is whose deliveries this
    one is compared with: the mapping's name, if nothing is said. A delivery that `repairs` another
    is a file of our own making, of which nothing holds that the mapping says of the supplier's
    files. DataError when it is no table, or its columns are not the register's; then nothing has
    happened.
    """
    specs = _specs(register, kind)
    mapped = read_mapping(mapping, specs) if mapping is not None else None
    said = dict(mapped.options) if mapped is not None and repairs is None else {}
    said |= options or {}
    source = open_as(where, said)
    if repairs is not None:
        kept = [spec.name for spec in specs] if mapped is None else mapped.known
        source.leave_out(without_reasons(source.names, kept))
    if mapped is None:
        source.check(specs)
    else:
        mapped.check(source.names, source.where)
    told = [spec for spec in specs if spec.name not in register.secrets]
    profiling = Profiling(told)

    def profile() -> str:
        return json.dumps(
            {
                "supplier": supplier if supplier is not None else mapping.stem if mapping else "",
                "repairs": repairs, "options": said, "names": source.names,
                "sources": {} if mapped is None else mapped.sources,
                "profile": profiling.profile().as_json(),
            },
            ensure_ascii=False,
        )  # fmt: skip

    known_as, checksum = _identity(where, said, source)
    order = Order(register, known_as, checksum, extracted_on, kind, covers, repairs, profile)
    # A file of keys promises nothing of the other columns.
    promises = () if kind == WITHDRAWN else register.promises
    splits = _splits(source, specs, promises, mapped, profiling)
    delivery, held = pool.receive(order, splits, step=step)
    return replace(report_of(pool, delivery, told), secrets=dict(held.secrets))


def open_as(where: Path | str, said: Mapping[str, str]) -> Source:
    """Open a delivery with the options of `open_source` that were said of it."""
    say = said.get
    return open_source(
        where, table=say("table"), sheet=say("sheet"), encoding=say("encoding"),
        separator=say("separator"), torn="quarantine",
    )  # fmt: skip


def _identity(
    where: Path | str, said: Mapping[str, str], source: Source
) -> tuple[str, str | Callable[[], str]]:
    """The name a delivery is known by, without user or password, and its checksum."""
    if postgres_source.is_url(where):
        assert source.checksum is not None
        return postgres_source.shown(str(where), said.get("table", "")), source.checksum
    return Path(where).name, digest(Path(where))


def _specs(register: type[Register], kind: str) -> list[ColumnSpec]:
    specs = specs_of(register, secrets=True)
    if kind != WITHDRAWN:
        return specs
    return [ColumnSpec(s.name, s.type, required=s.name in register.key, title=s.title)
            for s in specs]  # fmt: skip


def _splits(
    source: Source, specs: list[ColumnSpec], promises: Sequence[Promise], mapped: Mapped | None,
    profiling: Profiling,
) -> Iterator[Split]:  # fmt: skip
    for batch in source.batches(BATCH):
        made = batch if mapped is None else mapped.apply(batch)
        split = split_rows(made, specs, promises)
        profiling.add(split.accepted)
        yield split
