"""Deliveries for the tests: rows as frames, in the form in which a split hands them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from zhiban.pool.layout import Layout
from zhiban.pool.receiving import Order

REASON = [{"column": "x", "kind": "cell", "zh": "坏", "en": "bad"}]


@dataclass
class Batch:
    accepted: pl.DataFrame
    rejected: pl.DataFrame


def order(
    register: Any, extracted_on: int, kind: str = "changes", covers: Any = (),
    repairs: int | None = None,
) -> Order:  # fmt: skip
    return Order(register, "test.csv", "0" * 64, extracted_on, kind, tuple(covers), repairs)


def batches(
    register: Any, rows: Sequence[dict[str, Any]], bad: Sequence[dict[str, Any]] = (), size: int = 7
) -> Iterator[Batch]:
    """`rows` are good, `bad` are held back; numbered in this order from 2 on."""
    content = Layout(register, None).content  # type: ignore[arg-type]
    numbered = [{**row, "row": n} for n, row in enumerate(rows, start=2)]
    held = [{**row, "row": n, "reasons": REASON} for n, row in enumerate(bad, 2 + len(rows))]
    schema = {**content, "row": pl.Int64}
    for start in range(0, max(len(numbered), 1), size):
        yield Batch(
            pl.DataFrame(numbered[start : start + size], schema=schema, orient="row"),
            pl.DataFrame(held if start == 0 else [], schema_overrides={"row": pl.Int64})
            if held and start == 0
            else pl.DataFrame(schema={"row": pl.Int64}),
        )
