"""Is the table of states complete, and can nothing in it end adversely without a person?"""

from __future__ import annotations

from pathlib import Path

from zhiban_desk.cases.states import (
    ADVERSE,
    DATA,
    DECIDED,
    HELD_BY_OBJECTION,
    LIVE,
    MACHINE_STEPS,
    NONE,
    STATES,
    STEPS,
)
from zhiban_desk.cases.states_page import states_page
from zhiban_desk.rights.table import ACTIONS

ALL = MACHINE_STEPS | STEPS
PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "desk-states.md"


def reached(froms: set[str], steps) -> set[str]:
    while True:
        more = {s.to for s in steps if s.to and froms & set(s.froms)} - froms
        if not more:
            return froms
        froms = froms | more


def test_every_name_in_the_table_is_a_state_or_an_action():
    for step in ALL.values():
        assert set(step.froms) <= {NONE, *STATES} and step.to in {"", *STATES}
        assert step.tells in {"", "owner", "supervisor"} and step.only in {"", "unpaid"}
        assert len(set(step.froms)) == len(step.froms) and step.to not in step.froms
        assert step.zh and step.en
    assert set(MACHINE_STEPS).isdisjoint(STEPS)
    assert all(step.pen in ACTIONS for step in STEPS.values())
    assert all(step.pen == DATA for step in MACHINE_STEPS.values())
    assert all(state.pen == DATA or state.pen in ACTIONS for state in STATES.values())
    assert set(HELD_BY_OBJECTION) <= set(MACHINE_STEPS)


def test_every_state_is_reached_and_none_is_a_trap():
    assert reached({NONE}, ALL.values()) == {NONE, *STATES}
    for state in STATES:
        assert "open" in reached({state}, ALL.values()), state


def test_who_holds_the_pen_can_move_the_case_on():
    for code, state in STATES.items():
        ways = [s for s in ALL.values() if code in s.froms and s.to and s.pen == state.pen]
        assert ways, code


def test_what_lives_has_a_limit_and_what_has_ended_has_none():
    assert set(LIVE) == {"open", "reported", "suspended", "overpaid"}
    assert set(MACHINE_STEPS["late"].froms) == set(MACHINE_STEPS["reroute"].froms) == set(LIVE)
    assert all(STATES[code].limit > 0 for code in LIVE)


def test_by_the_machine_alone_nothing_ends_adversely():
    assert set(ADVERSE) == {"refused", "stopped", "recovery"}
    assert not reached({NONE}, MACHINE_STEPS.values()) & set(DECIDED)
    into = {name for name, step in ALL.items() if step.to in ADVERSE}
    assert into == {"refuse", "stop", "claim_back"}
    for name in into:
        assert STEPS[name].needs_reasons and STEPS[name].pen == "decide_adverse"


def test_every_decision_can_be_undone_by_a_person_with_reasons():
    for state in DECIDED:
        back = [s for s in STEPS.values() if state in s.froms and s.to in LIVE]
        assert back and all(s.needs_reasons for s in back)


def test_the_page_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == states_page(), (
        "write it again: zhiban-desk states_page > docs/explanation/desk-states.md"
    )
