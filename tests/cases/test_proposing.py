"""What follows for a case from what is found, granted and paid? (SEM 18, 23, 26-29)"""

from dataclasses import replace

import pytest
from tests.cases.worlds import DUTY, REFUND, RUNNING, WATCH, Office, finding, running

YES = finding(True, 100)


def test_a_yes_opens_a_case_and_the_same_scan_again_proposes_nothing(office):
    assert office.step(YES) == [("open", "甲", "yes", 100)]
    assert office.step(YES) == []
    assert office.states() == {"甲": "open"}


def test_the_same_yes_found_by_another_version_of_the_rule_is_the_same_case(office):
    office.step(YES)
    assert office.step(YES, rules=[replace(REFUND, fingerprint="print-2")]) == []


@pytest.mark.parametrize(
    ("outputs", "fen"),
    [({"amount_at_most": 300}, None), ({"unconfirmed": ["share"]}, 100),
     ({"payable": "no"}, 100), ({"payable": "unknown"}, 100), ({"unchecked": ["other"]}, 100)],
)  # fmt: skip
def test_what_cannot_be_paid_opens_nothing_and_suspends(office, outputs, fen):
    held = finding(True, fen, outputs=outputs)
    assert office.step(held) == []
    office.step(YES)
    ((kind, _, reason, amount),) = office.step(held)
    assert (kind, amount) == ("suspend", None)
    assert reason in {"unpriced", "unconfirmed", "shut_out", "grants_unknown", "unchecked"}
    assert office.step(YES) == [("resume", "甲", "yes", 100)]


def test_unknown_suspends_and_only_no_withdraws(office):
    office.step(YES)
    assert office.step(finding(None)) == [("suspend", "甲", "unknown", None)]
    assert office.step(finding(None)) == []
    assert office.step(finding(False)) == [("withdraw", "甲", "no", None)]
    assert office.step(YES) == [("resume", "甲", "yes", 100)]


def test_a_finding_that_is_gone_is_not_withdrawn(office):
    office.step(YES)
    assert office.step() == [("suspend", "甲", "gone", None)]


def test_when_its_time_is_over_an_unpaid_case_goes_on(office):
    office.step(YES)
    over = replace(REFUND, open_occasions=frozenset({"2026"}))
    assert office.step(rules=[over]) == []
    office.grant("G1", 100)
    office.pay("P1", 100)
    assert office.step(rules=[over]) == [("close", "甲", "paid", None)]


def test_a_case_closes_by_the_bank_not_by_the_grant(office):
    office.step(YES)
    office.grant("G1", 100)
    assert office.step(YES) == []
    office.kept.act(1, "reported", "虚构某人", "说是付了")
    assert office.step(YES) == []
    office.pay("P1", 100, sure=False)
    assert office.step(YES) == []
    office.payments[-1] = ("P1", "G1", "甲", None, 100, True)
    assert office.step(YES) == [("close", "甲", "paid", None)]


def test_a_payment_to_somebody_else_or_under_no_grant_closes_nothing(office):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100, who="乙")
    office.pay("P2", 100, grant="G9")
    assert office.step(YES) == []


def test_a_payment_that_comes_back_opens_the_case_again(office):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100)
    office.step(YES)
    office.payments.clear()
    assert office.step(YES) == [("resume", "甲", "not_paid", 0)]
    office.pay("P2", 100)
    assert office.step(YES) == [("close", "甲", "paid", None)]


def test_paid_in_part_is_not_closed_and_only_the_rest_is_asked_for(office):
    office.step(YES)
    office.grant("G1", 60)
    office.pay("P1", 60)
    assert office.step(YES) == []
    assert office.proposed(finding(True, 130))["amount_fen"].to_list() == [70]


@pytest.mark.parametrize("later", [finding(False), None])
def test_gone_after_payment_is_shown_as_overpaid_never_closed(office, later):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100)
    office.step(YES)
    reason = "gone" if later is None else "no"
    found = () if later is None else (later,)
    assert office.step(*found) == [("overpaid", "甲", reason, 100)]
    assert office.step(*found) == []
    assert office.states() == {"甲": "overpaid"}


def test_overpaid_is_paid_minus_due(office):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100)
    office.step(YES)
    assert office.step(finding(True, 70)) == [("overpaid", "甲", "more_than_due", 30)]
    assert office.step(finding(True, 80)) == [("overpaid", "甲", "more_than_due", 20)]
    assert office.step(finding(None)) == [("suspend", "甲", "unknown", None)]
    assert office.step(YES) == [("close", "甲", "paid", None)]


def test_paid_twice_is_overpaid_by_one_payment(office):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100)
    office.pay("P2", 100)
    assert office.step(YES) == [("overpaid", "甲", "more_than_due", 100)]


def test_an_unknown_after_payment_claims_nothing(office):
    office.step(YES)
    office.grant("G1", 100)
    office.pay("P1", 100)
    office.step(YES)
    assert office.step(finding(None)) == []
    assert office.states() == {"甲": "closed"}


def test_a_grant_without_payment_and_a_no_wait_for_a_person(office):
    office.step(YES)
    office.grant("G1", 100)
    assert office.step(finding(False)) == [("suspend", "甲", "granted", None)]
    assert office.step(finding(False)) == []


def test_one_doubtful_month_never_claims_the_others(office):
    months = [(f"2025-{m:02d}", "yes", 10) for m in range(1, 13)]
    assert office.step(running(*months)) == [("open", "甲", "yes", 120)]
    office.grant("G1", 120, rule="benefit", occasion="离职1")
    for m in range(1, 13):
        office.pay(f"P{m}", 10, month=f"2025-{m:02d}")
    assert office.step(running(*months)) == [("close", "甲", "paid", None)]
    doubt = [*months[:11], ("2025-12", "unknown", None)]
    assert office.step(running(*doubt)) == []
    lower = [*months[:10], ("2025-11", "no", None), ("2025-12", "unknown", None)]
    assert office.step(running(*lower)) == [("overpaid", "甲", "more_than_due", 10)]


def test_a_running_benefit_goes_on_while_months_are_to_come(office):
    coming = [("2025-01", "yes", 10), ("2025-02", "yes", 10, True)]
    assert office.step(running(*coming)) == [("open", "甲", "yes", 10)]
    office.grant("G1", 20, rule="benefit", occasion="离职1")
    office.pay("P1", 10, month="2025-01")
    assert office.step(running(*coming)) == []
    office.pay("P2", 10, month="2025-02")
    done = [("2025-01", "yes", 10), ("2025-02", "yes", 10)]
    assert ("close", "甲", "paid", None) in office.step(running(*done))


def test_payments_that_name_no_month_claim_nothing_while_a_month_is_in_doubt(office):
    months = [("2025-01", "no", None), ("2025-02", "unknown", None)]
    office.grant("G1", 20, rule="benefit", occasion="离职1")
    office.pay("P1", 20)
    assert office.step(running(*months)) == []


def test_watches_open_on_yes_alone(office):
    for verdict, kinds in ((None, []), (False, []), (True, ["open"])):
        found = office.step(finding(verdict, rule="watch", occasion=""))
        assert [row[0] for row in found] == kinds
    assert office.proposed(finding(True, rule="watch"))["pays"].to_list() == [False, False]


def test_a_duty_closes_when_its_doing_is_received(office):
    office.step(finding(True, rule="duty"))
    assert office.step(finding(False, rule="duty", unmet=["done"])) == [
        ("close", "甲", "done", None)
    ]
    office.step(finding(True, rule="duty", who="乙"))
    ended = office.step(finding(False, rule="duty", who="乙", unmet=["registered"]), rules=[DUTY])
    assert ("withdraw", "乙", "no", None) in ended


def test_dismissed_stays_so_until_what_it_rests_on_changes(office):
    office.step(YES)
    office.kept.act(1, "dismiss", "虚构某人", "单位放弃")
    assert office.step(YES) == []
    assert office.step(finding(None)) == []
    assert office.step(YES) == []
    assert office.step(finding(True, 200)) == [("resume", "甲", "changed", 200)]


def test_the_cases_of_a_failing_rule_are_suspended_not_withdrawn(office):
    office.step(YES)
    failing = replace(REFUND, failing=True)
    assert office.step(YES, rules=[failing]) == [("suspend", "甲", "failing", None)]
    assert office.step(YES) == [("resume", "甲", "yes", 100)]


def test_a_rule_that_was_not_judged_leaves_its_cases_alone(office):
    office.step(YES)
    assert office.step(rules=[WATCH, RUNNING]) == []


def test_an_objection_holds_back_what_would_take(office):
    office.step(YES)
    office.kept.act(1, "object", "虚构甲", "不同意")
    found = office.proposed(finding(None))
    assert found["held"].to_list() == ["objection"]
    office.kept.apply(found, office.scan)
    assert office.states() == {"甲": "open"}
    office.kept.act(1, "settle", "虚构某人", "已答复")
    assert office.step(finding(None)) == [("suspend", "甲", "unknown", None)]


def test_after_a_merge_the_older_case_goes_on(office):
    office.step(YES)
    office.step(YES, finding(True, 100, who="乙"))
    office.roots = {"乙": "甲"}
    assert office.step(YES) == [("withdraw", "乙", "merged", None)]
    assert office.step(YES) == []
    office.roots = {}
    assert office.step(YES, finding(True, 100, who="乙")) == [("resume", "乙", "yes", 100)]


def test_when_the_younger_id_survives_the_case_keeps_its_own(office):
    office.step(YES)
    office.roots = {"甲": "子"}
    assert office.step(finding(True, 100, who="子")) == []
    ((kind, who, *_),) = office.step(finding(None, who="子"))
    assert (kind, who) == ("suspend", "甲")


def test_both_paid_and_merged_is_overpaid_once(office):
    both = (YES, finding(True, 100, who="乙"))
    office.step(YES)
    office.step(*both)
    office.grant("G1", 100)
    office.grant("G2", 100, who="乙")
    office.pay("P1", 100)
    office.pay("P2", 100, grant="G2", who="乙")
    office.step(*both)
    office.roots = {"乙": "甲"}  # the pool reads the rows of both under the one that goes on
    office.grants[1] = ("G2", "refund", "甲", "2025", 100, True)
    office.payments[1] = ("P2", "G2", "甲", None, 100, True)
    assert office.step(YES) == [("overpaid", "甲", "more_than_due", 100)]


def test_a_grant_made_already_is_not_proposed_again(office):
    office.grant("G1", 100)
    assert office.step(YES) == []
    office.grants[0] = ("G1", "refund", "甲", "2025", None, True)
    assert office.step(YES) == []
    office.grants[0] = ("G1", "refund", "甲", "2025", 100, False)
    assert office.step(YES) == [("open", "甲", "yes", 100)]


def test_without_a_file_of_cases_nothing_is_remembered():
    first = Office()
    assert first.proposed(YES).height == 1 and first.proposed(YES).height == 1
