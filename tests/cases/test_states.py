"""Is the table of states whole, and does no line of it take something from anybody by itself?"""

from collections import Counter
from itertools import product

from zhiban.cases.states import ACTS, HELD_BY_OBJECTION, KINDS, LINES, MONEY, SIGNALS, STATES, steps
from zhiban.cases.words import KINDS as KIND_WORDS
from zhiban.cases.words import REASONS
from zhiban.cases.words import STATES as STATE_WORDS

STEPS = list(steps())
NEXT = {(state, signal, money): line for state, signal, money, line in STEPS}


def test_every_combination_stands_in_exactly_one_line():
    counted = Counter((state, signal, money) for state, signal, money, _ in STEPS)
    assert set(counted) == set(product(STATES, SIGNALS, MONEY))
    assert {key for key, count in counted.items() if count > 1} == set()


def test_every_word_is_said_in_both_languages():
    assert set(KIND_WORDS) == set(KINDS)
    assert set(STATE_WORDS) == set(STATES) - {"none", "changed"}
    told = {line.reason or signal for _, signal, _, line in STEPS if line.kind} - {"held"}
    assert told <= set(REASONS)


def test_every_line_leads_to_a_state_and_every_state_is_reached():
    reached = {line.to for line in LINES if line.kind} | {act.to for act in ACTS.values()}
    assert reached - {""} == set(STATES) - {"none", "changed"}


def test_nothing_is_withdrawn_from_whom_money_was_granted():
    for (_, signal, money), line in NEXT.items():
        if line.kind == "withdraw":
            assert signal == "no" and money not in ("claimed", "over")
    # Of a sure no nothing is due: there money is never short, so_far or settled.


def test_no_case_is_closed_without_what_was_received():
    for (state, signal, money), line in NEXT.items():
        if line.kind == "close":
            came_back = state == "overpaid" and signal in ("no", "gone") and money != "claimed"
            assert money == "settled" or signal == "done" or came_back


def test_doubt_takes_and_gives_nothing():
    for signal, state, money in product(("unknown", "held", "failing"), STATES, MONEY):
        line = NEXT[state, signal, money]
        assert line.kind in (None, "suspend")
        if line.kind:
            assert state in ("open", "reported", "overpaid")


def test_what_was_dismissed_stays_dismissed():
    for signal, money in product(SIGNALS, MONEY):
        assert NEXT["dismissed", signal, money].kind is None


def test_an_objection_holds_back_whatever_takes():
    assert set(HELD_BY_OBJECTION) == {"suspend", "withdraw", "overpaid"}
