"""Does each worked example of a rule come out as its clerk expects? (examples.yaml)

The cells of an example are read exactly as `zhiban judge --facts` reads a file, so an example that
passes here passes there. An interval is written {at_least: …, at_most: …}; null is unknown.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhiban.engines.findings import Finding
from zhiban.engines.rowwise.inputs import GRANTED
from zhiban.errors import DataError, PackError, Problem
from zhiban.language.rules import PolicyRule, Rule, input_id
from zhiban.law.yaml_text import Items, Part, Scalar, read_yaml
from zhiban.law.yaml_text import Mapping as YamlMapping
from zhiban.model.types import Truth
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.reading import FactsFile, read_facts

FILE = "examples.yaml"
AS_OF_WITHOUT = 0


@dataclass(frozen=True)
class Example:
    """One example: its sentence, its cells as text, what is expected, and where it stands."""

    name: str
    occasion: str
    as_of: str
    cells: Mapping[str, str]
    expect: Mapping[str, Any]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that came out otherwise than expected; both sides as an author writes them."""

    of: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.of}: {self.expected} ≠ {self.found}"


def input_specs(rule: Rule) -> list[ColumnSpec]:
    """The columns a file of facts for `rule` may have."""
    return [ColumnSpec(input_id(node), node.type) for node in rule.inputs()]


def examples_of(rule: Rule) -> list[Example]:
    """The examples of a rule's folder; raises PackError where the file cannot be read."""
    path = rule.folder / FILE
    place = f"{path.parent.name}/{path.name}"
    part, problems = read_yaml(path)
    if problems:
        raise PackError(problems)
    body = _plain(part)
    lines = _lines(part)
    ordinary = body.get("ordinary") or {}
    found = []
    for position, one in enumerate(body.get("examples") or []):
        cells = dict(ordinary) | dict(one.get("given") or {})
        found.append(
            Example(
                one.get("name", f"#{position + 1}"), one.get("occasion", f"例{position + 1}"),
                one.get("as_of", ""), _cells(cells), one.get("expect") or {},
                f"{place}:{lines[position]}",
            )
        )  # fmt: skip
    if not found:
        raise PackError(Problem(
            "no-examples", place, "没有例子", "there are no examples",
            "写一个是、一个否、一个未知", "write a yes, a no and an unknown",
        ))  # fmt: skip
    return found


def read_examples(rule: Rule, examples: list[Example]) -> FactsFile:
    """The examples as the wide frame both engines judge; row i is example i (id "例<i>").

    A cell `granted.<rule>` says whether a grant that this rule excludes is there.
    """
    columns = sorted({name for e in examples for name in e.cells})
    grants = [ColumnSpec(name, Truth()) for name in columns if name in _granted(rule)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{rule.id}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "occasion", "as_of", *columns])
            for position, one in enumerate(examples):
                cells = [one.cells.get(c, "") for c in columns]
                writer.writerow([f"例{position}", one.occasion, one.as_of, *cells])
        try:
            return read_facts(path, [*input_specs(rule), *grants], default_as_of=AS_OF_WITHOUT)
        except DataError as error:
            raise PackError([_placed(p, str(path), examples) for p in error.problems]) from None


def _granted(rule: Rule) -> set[str]:
    if not isinstance(rule, PolicyRule):
        return set()
    own = {GRANTED + rule.id} if rule.counted_once is not None else set()
    return own | {GRANTED + e.rule_id for e in rule.excludes}


def _placed(problem: Problem, path: str, examples: list[Example]) -> Problem:
    """A problem of the file made of the examples, at the example it is about."""
    row = re.search(r" 第 (\d+) 行 \(row \d+\)", problem.where)
    place = examples[0].where.rpartition(":")[0]
    where = problem.where
    if row is not None and 2 <= int(row[1]) < len(examples) + 2:
        example = examples[int(row[1]) - 2]
        where, place = where.replace(row[0], f" “{example.name}”"), example.where
    return replace(problem, where=where.replace(path, place))


def mismatches(example: Example, finding: Finding) -> list[Mismatch]:
    """How a finding differs from what the example expects; empty if it does not."""
    expect = example.expect
    wrong = []
    found: dict[str, Any] = {
        "verdict": finding.verdict_text,
        "amount_fen": "" if finding.amount_fen is None else str(finding.amount_fen),
        "unmet": [u.article for u in finding.unmet],
        "because": [b.fact or b.parameter or b.operation for b in finding.because],
    }
    for key, wanted in expect.items():
        if key == "outputs":
            wrong += [
                _mismatch(f"outputs.{name}", value, finding.outputs.get(name))
                for name, value in wanted.items()
                if not _same(finding.outputs.get(name), value)
            ]
        elif key not in found:
            known = ", ".join((*found, "outputs"))
            wrong.append(Mismatch(key, _written(wanted), f"? (expect: {known})"))
        elif not _same(found[key], wanted):
            wrong.append(_mismatch(key, wanted, found[key]))
    if "verdict" not in expect:
        wrong.append(Mismatch("verdict", "?", finding.verdict_text))
    return wrong


def _mismatch(of: str, wanted: Any, found: Any) -> Mismatch:
    return Mismatch(of, _written(wanted), _written(found))


def _written(value: Any) -> str:
    """A value as an author writes it in examples.yaml."""
    if value is None or value == "":
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(_same(found.get(k), v) for k, v in wanted.items())
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and (
                all(_same(f, w) for f, w in zip(found, wanted, strict=True))
                or sorted(map(str, found)) == sorted(map(str, wanted))
            )
        )
    text = (
        {True: "true", False: "false", None: ""}.get(found, found)
        if (found is None or isinstance(found, bool))
        else str(found)
    )
    return text == ("" if wanted is None else str(wanted))


def _cells(cells: Mapping[str, Any]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in cells.items():
        if isinstance(value, Mapping):
            for end, text in value.items():
                out[f"{name}.{end}"] = "" if text is None else str(text)
            out[name] = ""
        else:
            out[name] = "" if value is None else str(value)
    return out


def _plain(part: Part | None) -> Any:
    """YAML as dicts, lists and text; null as None."""
    if isinstance(part, YamlMapping):
        return {key: _plain(value) for key, value in part.entries.items()}
    if isinstance(part, Items):
        return [_plain(item) for item in part.items]
    return part.text if isinstance(part, Scalar) else {}


def _lines(part: Part | None) -> list[int]:
    """The line on which each example begins."""
    listed = part.entries.get("examples") if isinstance(part, YamlMapping) else None
    return [item.line for item in listed.items] if isinstance(listed, Items) else []
