"""What do the facts of many units rest on? The registers as frames, with what each covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from zhiban.engines.columnar.brought import Exchange
from zhiban.engines.coverage import Spans
from zhiban.language.facts import Fact
from zhiban.language.register import Register


@dataclass(frozen=True, eq=False)
class RegisterFrame:
    """A register's rows (canonical columns) with what they cover.

    `punctured` are subjects with a quarantined row.
    """

    register: type[Register]
    frame: pl.DataFrame
    coverage: Spans = ()
    punctured: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class ColumnarWorld:
    """Everything known on the judged day `as_of`.

    `exchange`: what was worked out before about other subjects; None: the registers hold the rows
    of everybody, and it is worked out here.
    """

    as_of: int
    registers: Mapping[str, RegisterFrame]
    facts: Mapping[str, Fact]
    exchange: Exchange | None = None
