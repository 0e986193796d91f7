"""Are proposals taken over exactly once, and do those that are too many wait for a person?"""

import os
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from tests.cases.worlds import finding

from zhiban.cases.brake import Brake, braked
from zhiban.cases.kept import Cases
from zhiban.errors import UsageError
from zhiban.pool.failpoints import CASE_POINTS

ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"虚构{n:02d}" for n in range(20)]
ALL = [finding(True, 100, who=name) for name in NAMES]


def with_brake(office, *findings, brake=None):
    found = office.proposed(*findings).with_columns(area=pl.lit("500103"))
    there = office.kept.all().select("rule", "state", area=pl.lit("500103"))
    return braked(found, there, brake or Brake())


def test_taken_over_twice_is_once(office):
    found = office.proposed(*ALL)
    assert office.kept.apply(found, 1).counts == {"open": 20}
    events = office.kept.events()
    office.kept.apply(office.proposed(*ALL), 2)
    assert office.kept.events().equals(events) and office.kept.applied() == [1, 2]


def test_an_older_scan_is_not_taken_over_after_a_later_one(office):
    office.kept.apply(office.proposed(*ALL), 3)
    with pytest.raises(UsageError, match="cases-older"):
        office.kept.apply(office.proposed(), 2)


def test_a_missing_delivery_stops_before_anything_is_suspended(office):
    first = with_brake(office, *ALL)
    assert set(first["held"]) == {""}  # a rule's first opening is no change
    office.kept.apply(first, office.scan)
    unknown = [finding(None, who=name) for name in NAMES]
    taken = office.kept.apply(with_brake(office, *unknown), office.scan)
    assert (taken.counts, taken.held) == ({}, 20)
    assert set(office.states().values()) == {"open"}
    assert office.kept.release("refund", "suspend", "500101", "虚构某人", "看过") == 0
    assert office.kept.release("refund", "suspend", "500103", "虚构某人", "交付确实停了") == 20
    assert set(office.states().values()) == {"suspended"}
    assert office.kept.events()["who"].drop_nulls().unique().to_list() == ["虚构某人"]
    assert office.kept.release("refund", "suspend", "500103", "虚构某人", "再来") == 0


def test_what_waits_is_dropped_when_the_next_scan_finds_all_well(office):
    office.kept.apply(with_brake(office, *ALL), office.scan)
    no = [finding(False, who=name) for name in NAMES]
    office.kept.apply(with_brake(office, *no), office.scan)
    assert office.kept.held().height == 20
    office.kept.apply(with_brake(office, *ALL), office.scan)
    assert office.kept.held().is_empty() and set(office.states().values()) == {"open"}


def test_what_a_person_did_meanwhile_is_not_written_over(office):
    office.kept.apply(with_brake(office, *ALL), office.scan)
    no = [finding(False, who=name) for name in NAMES]
    office.kept.apply(with_brake(office, *no), office.scan)
    office.kept.act(1, "dismiss", "虚构某人", "放弃")
    assert office.kept.release("refund", "withdraw", None, "虚构某人", "看过") == 19
    assert office.states()[NAMES[0]] == "dismissed"


def test_few_changes_and_a_larger_share_go_through(office):
    office.kept.apply(with_brake(office, *ALL), office.scan)
    nine = [finding(None, who=name) for name in NAMES[:9]] + ALL[9:]
    assert set(with_brake(office, *nine)["held"]) == {""}
    ten = [finding(None, who=name) for name in NAMES[:10]] + ALL[10:]
    assert set(with_brake(office, *ten)["held"]) == {"brake"}
    half = Brake(Fraction(1, 2), 10)  # exactly the share does not stop
    assert set(with_brake(office, *ten, brake=half)["held"]) == {""}


def test_many_more_than_before_wait_too(office):
    office.kept.apply(with_brake(office, *ALL), office.scan)
    more = [finding(True, 100, who=f"新{n}") for n in range(12)]
    assert set(with_brake(office, *ALL, *more)["held"]) == {"brake"}


@pytest.mark.parametrize("act", ["dismiss", "reported", "object"])
def test_a_person_does_what_the_state_allows(office, act):
    with pytest.raises(UsageError, match="cases-act"):
        office.kept.act(1, act, "虚构某人", "没有这件")
    office.step(finding(True, 100))
    office.kept.act(1, "dismiss", "虚构某人", "放弃")
    with pytest.raises(UsageError, match="cases-act"):
        office.kept.act(1, act, "虚构某人", "已经不办")


@pytest.mark.parametrize("point", [p.split()[0] for p in CASE_POINTS])
def test_killed_at_a_point_and_run_again(point, tmp_path):
    program = (
        "import sys; from pathlib import Path; from zhiban.cases.kept import Cases\n"
        "from tests.cases.worlds import Office; from tests.cases.test_kept import ALL\n"
        "office = Office(Cases(Path(sys.argv[1])))\n"
        "office.kept.apply(office.proposed(*ALL), 1)"
    )
    known = os.environ | {"ZHIBAN_KILL_AT": point, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=known, check=False)
    assert run.returncode == -signal.SIGKILL
    there = Cases(tmp_path).all().height
    assert there == (20 if point == "cases.3" else 0)
    again = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env=known | {"ZHIBAN_KILL_AT": ""}, check=False,
    )  # fmt: skip
    assert again.returncode == 0
    assert Cases(tmp_path).all().height == 20 == Cases(tmp_path).events().height
