"""G24 (duties): what an office owes is found from silence, and counts against the office alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import rowwise_frames

from zhiban.cli.reading import day
from zhiban.engines.columnar.judge import judge_frame
from zhiban.engines.coverage import FIRST_DAY
from zhiban.language.rules import DutyRule
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.receiving import Covered, Registers, receive
from zhiban.packs import load

LIBRARY = load()
RULE = LIBRARY.rules["first_contact_with_unemployed"]
TODAY = day("2025-09-27", "")


def received(folder: Path, contacts: str, *, covered: bool = True) -> Registers:
    (folder / "j.csv").write_text(
        "registration_id,person,registered_on,cancelled_on\nR1,甲,2025-09-19,never\n"
    )
    (folder / "c.csv").write_text("contact_id,person,contacted_on,way\n" + contacts)
    days = [Covered("jobseekers", FIRST_DAY, TODAY)]
    if covered:
        days.append(Covered("contacts", FIRST_DAY, TODAY))
    files = [("jobseekers", folder / "j.csv"), ("contacts", folder / "c.csv")]
    return receive(LIBRARY, files, days)


@pytest.mark.parametrize(
    ("contacts", "covered", "verdict"),
    [
        ("C1,乙,2025-09-22,phone\n", True, True),  # nothing about 甲: owed
        ("C1,乙,2025-09-22,phone\n", False, None),  # nobody delivered: not known
        ("C1,甲,2025-09-22,phone\n", True, False),
        ("C1,甲,2025-09-18,phone\n", True, True),  # before the registration
        ("C1,甲,2025-09-19,desk\n", True, False),  # on the day itself
        ("C1,甲,,phone\n", True, None),
    ],
)
def test_silence_where_the_register_speaks_is_owed_by_the_office(
    tmp_path: Path, contacts: str, covered: bool, verdict: bool | None
) -> None:
    registers = received(tmp_path, contacts, covered=covered)
    wide = facts_of_registers(LIBRARY, [RULE], registers, TODAY)
    for judge in (judge_frame, rowwise_frames.judge_frame):
        rows = {r["id"]: r for r in judge([RULE], wide.frame).rows(named=True)}
        assert rows["甲"]["verdict"] is verdict
        outputs = json.loads(rows["甲"]["outputs"])
        if verdict:
            assert outputs == {
                "due_on": "2025-09-26", "state": "overdue", "owed_by": "office",
            }  # fmt: skip


def test_every_duty_says_who_owes_it_and_silence_binds_the_office() -> None:
    duties = [r for r in LIBRARY.rules.values() if isinstance(r, DutyRule)]
    assert duties and all(d.owed_by in ("office", "subject") for d in duties)
