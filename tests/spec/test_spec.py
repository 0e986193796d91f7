"""Does every table of the reference hold on both engines, and is the page up to date?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.agreement.test_engines import same_value
from tests.spec import engines
from tests.spec.chapters import CHAPTERS
from tests.spec.specs import RowsSpec, RuleSpec, Spec, ValueSpec, day
from tests.spec.text_tables import read_value, write_value
from tests.spec.write_manual import PAGE, manual

from zhiban.model.texts import end_text
from zhiban.model.types import Date, Money

CASES = [
    pytest.param(spec, id=f"{chapter.title}: {spec.sentence}")
    for chapter in CHAPTERS
    for spec in chapter.specs
]


@pytest.mark.parametrize("engine", ["rowwise", "columnar"])
@pytest.mark.parametrize("spec", CASES)
def test_table(spec: Spec, engine: str) -> None:
    if isinstance(spec, RuleSpec):
        check_findings(spec, engine)
        return
    for place, heading in enumerate(spec.table.heading):
        if isinstance(spec, ValueSpec) and (": " in heading or heading in ("as_of", "occasion")):
            continue
        if isinstance(spec, RowsSpec) and place == 0:
            continue
        check_column(spec, place, heading, engine)


def check_column(spec: ValueSpec | RowsSpec, place: int, heading: str, engine: str) -> None:
    """Every cell below one expression."""
    answers = (engines.VALUE_ENGINES if isinstance(spec, ValueSpec) else engines.ROW_ENGINES)[
        engine
    ]
    type_ = spec.expression(heading).type
    for cells, answer in zip(spec.table.rows, answers(spec, heading), strict=True):  # type: ignore[operator]
        expected = cells[place]
        if heading.startswith("why "):
            if answer.why is not None:
                assert ", ".join(answer.why) == ("" if expected == "-" else expected), cells
        elif heading.startswith("next change of "):
            if answer.says_next_change:
                shown = "-" if answer.next_change is None else end_text(answer.next_change, Date())
                assert shown == expected, cells
        else:
            shown = write_value(answer.value, type_)
            assert same_value(answer.value, read_value(expected, type_)), f"{shown} in {cells}"


def check_findings(spec: RuleSpec, engine: str) -> None:
    """Every cell to the right of the inputs."""
    found = engines.findings_of(spec, engines.RULE_ENGINES[engine])
    for cells, finding in zip(spec.table.rows, found, strict=True):
        for heading, expected in zip(spec.table.heading, cells, strict=True):
            shown = finding_cell(heading, finding)
            assert shown is None or shown == expected, f"{heading}: {shown} in {cells}"


def finding_cell(heading: str, finding: dict[str, Any]) -> str | None:
    """A part of a finding as the tables write it; None for an input."""
    outputs = json.loads(finding["outputs"])
    match heading.split(" "):
        case ["verdict"]:
            return {True: "yes", False: "no", None: "unknown"}[finding["verdict"]]
        case ["amount"]:
            amount = finding["amount_fen"]
            return "-" if amount is None else end_text(amount, Money())
        case ["unmet"]:
            return ", ".join(u["article"] for u in json.loads(finding["unmet"])) or "-"
        case ["found"]:
            parts = [p for u in json.loads(finding["unmet"]) for p in u["parts"]]
            return (
                "; ".join(f"{p['of']} {p['found']}, required {p['required']}" for p in parts) or "-"
            )
        case ["why"]:
            return ", ".join(engines.short(json.loads(finding["because"]))) or "-"
        case ["next", "change"]:
            day_ = finding["next_change"]
            return "-" if day_ is None else end_text(day_, Date())
        case ["out", name]:
            return out_cell(name, outputs.get(name))
        case ["instalments"]:
            return "; ".join(instalment(line) for line in outputs.get("instalments", ())) or "-"
        case _:
            return None


def instalment(line: dict[str, Any]) -> str:
    """One month of a running benefit."""
    later = " projected" if line.get("projected") else ""
    return f"{line['month']} {line['verdict']} {money(line.get('fen'))}{later}"


def out_cell(name: str, value: Any) -> str:
    """An entry of outputs."""
    if value is None:
        return "-"
    if name.endswith("because"):
        return ", ".join(engines.short(value))
    if name in ("due_fen", "amount_at_least", "amount_at_most"):
        return money(value)
    return ", ".join(value) if isinstance(value, list) else str(value).lower()


def money(fen: int | None) -> str:
    return "-" if fen is None else end_text(fen, Money())


def test_days_are_read() -> None:
    assert day("1970-01-02") == 1


def test_the_page_of_the_language_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), (
        "docs/reference/language.md is made from tests/spec: python -m tests.spec.write_manual"
    )
