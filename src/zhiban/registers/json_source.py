"""What does a file of JSON lines hold: one object a line, its keys the columns?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.registers import text_file
from zhiban.registers.bytes_seen import refuse
from zhiban.registers.csv_text import Torn
from zhiban.registers.faults import Faults
from zhiban.registers.text_file import TextFile, WholeLines

#: The columns are the keys found in the first lines; later lines may leave keys out, not add any.
HEAD_LINES = 1000
_HEAD = 16 * 1024 * 1024
_GUESSED_LINE = 200


class JsonLines:
    """A file of JSON lines whose keys are known. A row's number is that of its line."""

    def __init__(self, path: Path, faults: Faults, encoding: str | None) -> None:
        self._text = TextFile(path, faults, encoding)
        lines = self._text.head(_HEAD).decode(errors="replace").split("\n")[:HEAD_LINES]
        found = [read_object(line) for line in lines if line.strip()]
        objects = [each for each in found if isinstance(each, dict)]
        if not objects:
            raise refuse(
                faults, "file-json", "每一行都不是 JSON 对象", "no line is a JSON object",
                '一行一个对象，如 {"person": "P1"}', 'write one object a line: {"person": "P1"}',
            )  # fmt: skip
        self.names = list(dict.fromkeys(name.strip() for each in objects for name in each))

    def pieces(self, rows: int) -> Iterator[tuple[pl.DataFrame, pl.Series, list[Torn]]]:
        """The objects, about `rows` at a time; empty lines are left out."""
        lines, number, is_last = WholeLines(self._text.pieces(text_file.PIECE)), 0, False
        while not is_last:
            body, is_last = lines.take(rows * _GUESSED_LINE)
            held: list[tuple[int, dict[str, str | None]]] = []
            torn: list[Torn] = []
            for line in body.decode().removesuffix("\n").split("\n"):
                number += 1
                if not line.strip():
                    continue
                cells = self._cells(line)
                if isinstance(cells, str):
                    torn.append(Torn(number, [], line, cells))
                else:
                    held.append((number, cells))
            if held or torn:
                yield self._piece(held, torn)

    def _cells(self, line: str) -> dict[str, str | None] | str:
        """The cells of a line, or the kind of fault."""
        found = read_object(line)
        if isinstance(found, str):
            return found
        cells = {name.strip(): value for name, value in found.items()}
        if any(name not in self.names for name in cells):
            return "json-key"
        if any(isinstance(value, (dict, list)) for value in cells.values()):
            return "json-nested"
        return {name: _text(value) for name, value in cells.items()}

    def _piece(
        self, held: list[tuple[int, dict[str, str | None]]], torn: list[Torn]
    ) -> tuple[pl.DataFrame, pl.Series, list[Torn]]:
        columns = {
            str(n): pl.Series([cells.get(name) for _, cells in held], dtype=pl.String)
            for n, name in enumerate(self.names)
        }
        return pl.DataFrame(columns), pl.Series([n for n, _ in held], dtype=pl.Int64), torn


def read_object(line: str) -> dict[str, Any] | str:
    """The object of a line, numbers as they are written; or json-line, json-twice."""
    try:
        found = json.loads(
            line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )
    except _TwiceError:
        return "json-twice"
    except (ValueError, RecursionError):
        return "json-line"
    return found if isinstance(found, dict) else "json-line"


class _TwiceError(Exception):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)
