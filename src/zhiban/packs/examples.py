"""Does each worked example of a rule come out as its clerk expects? (examples.yaml)

The cells of an example are read exactly as `zhiban judge --facts` reads a file, so an example that
passes here passes there. An interval is written {at_least: …, at_most: …}; null is unknown.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiban.engines.findings import Finding
from zhiban.errors import PackError, Problem
from zhiban.language.rules import Rule, input_id
from zhiban.law.yaml_text import Items, Part, Scalar, read_yaml
from zhiban.law.yaml_text import Mapping as YamlMapping
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.reading import FactsFile, read_facts

AS_OF_WITHOUT = 0


@dataclass(frozen=True)
class Example:
    """One example: its sentence, its cells as text, and what is expected."""

    name: str
    occasion: str
    as_of: str
    cells: Mapping[str, str]
    expect: Mapping[str, Any]


def input_specs(rule: Rule) -> list[ColumnSpec]:
    """The columns a file of facts for `rule` may have."""
    return [ColumnSpec(input_id(node), node.type) for node in rule.inputs()]


def examples_of(rule: Rule) -> list[Example]:
    """The examples of a rule's folder; raises PackError where the file cannot be read."""
    path = rule.folder / "examples.yaml"
    part, problems = read_yaml(path)
    if problems:
        raise PackError(problems)
    body = _plain(part)
    ordinary = body.get("ordinary") or {}
    found = []
    for position, one in enumerate(body.get("examples") or []):
        cells = dict(ordinary) | dict(one.get("given") or {})
        found.append(
            Example(
                one.get("name", f"#{position + 1}"), one.get("occasion", f"例{position + 1}"),
                one.get("as_of", ""), _cells(cells), one.get("expect") or {},
            )
        )  # fmt: skip
    if not found:
        raise PackError(Problem("no-examples", str(path), "没有例子", "there are no examples"))
    return found


def read_examples(rule: Rule, examples: list[Example]) -> FactsFile:
    """The examples as the wide frame both engines judge; row i is example i (id "例<i>")."""
    columns = sorted({name for e in examples for name in e.cells})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{rule.id}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "occasion", "as_of", *columns])
            for position, one in enumerate(examples):
                cells = [one.cells.get(c, "") for c in columns]
                writer.writerow([f"例{position}", one.occasion, one.as_of, *cells])
        return read_facts(path, input_specs(rule), default_as_of=AS_OF_WITHOUT)


def mismatches(example: Example, finding: Finding) -> list[str]:
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
                f"outputs.{name}: {finding.outputs.get(name)!r} ≠ {value!r}"
                for name, value in wanted.items()
                if not _same(finding.outputs.get(name), value)
            ]
        elif key not in found:
            wrong.append(f"expect 里没有 {key} 这一项")
        elif not _same(found[key], wanted):
            wrong.append(f"{key}: {found[key]!r} ≠ {wanted!r}")
    if "verdict" not in expect:
        wrong.append("expect 没有 verdict")
    return wrong


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
