"""Are findings kept as they were found, compared, replayed, and safe from a rule that raises?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.scan.town import DAY, LIBRARY, RULES, found

from zhiban.loop.delivering import deliver
from zhiban.pool.failpoints import SCAN_POINTS
from zhiban.pool.pool import Pool
from zhiban.scan.catalogue import Scans
from zhiban.scan.comparing import compare
from zhiban.scan.replaying import replay
from zhiban.scan.scanning import scan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def change(town, tmp_path):
    """Deliver the row about a firm again, some cells otherwise; which firm."""

    def deliver_again(pool, **cells):
        yes = found(pool, 1).filter(pl.col("rule") == "enterprise_size", pl.col("verdict"))
        rows = pl.read_csv(
            town / "registers" / "enterprises.csv", infer_schema=False, comment_prefix="#"
        )
        row = rows.filter(pl.col("enterprise") == yes["id"][0])
        path = tmp_path / "firm.csv"
        row.with_columns(**{name: pl.lit(str(v)) for name, v in cells.items()}).write_csv(path)
        register = LIBRARY.registers["enterprises"]
        report = deliver(pool, register, path, extracted_on=DAY, kind="changes")
        assert report.delivery.accepted == 1, report.reasons
        return row["enterprise"][0]

    return deliver_again


@pytest.fixture
def changed(pool, change):
    """Two scans; between them a firm grew."""
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    who = change(pool, staff=250_000, turnover_fen=10**14, assets_fen=10**14)
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    return pool, who


def test_what_stood_after_a_scan_is_read_as_it_was(changed):
    pool, who = changed
    first, second = found(pool, 1), found(pool, 2)
    differs = first.join(second, on=first.columns, how="anti", nulls_equal=True)
    assert set(differs["id"]) == {who}
    assert "enterprise_size" in set(differs["rule"])


def test_a_change_is_told_with_its_reason(changed):
    pool, who = changed
    scans = Scans(pool.folder)
    rows = compare(pool, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    moved = rows.filter(pl.col("state") != "standing")
    assert set(moved["id"]) == {who} and set(moved["reason"]) == {"fact"}
    size = moved.row(by_predicate=pl.col("rule") == "enterprise_size", named=True)
    assert (size["state"], size["outputs_before"] != size["outputs"]) == ("changed", True)
    assert size["area"] is not None
    back = compare(pool, LIBRARY, scans, scans.scan(2), scans.scan(1), RULES)
    assert back.filter(pl.col("state") != "standing").height == moved.height


def test_time_alone_is_told_as_time(pool):
    for day in (DAY, DAY + 62):
        scan(pool, LIBRARY, RULES, day, law_known_at=DAY)
    scans = Scans(pool.folder)
    rows = compare(pool, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    moved = rows.filter(pl.col("state") != "standing")
    assert moved.height > 100 and set(moved["reason"]) == {"time"}


def test_a_changed_value_is_told_as_parameter(pool, monkeypatch):
    from zhiban.scan import pin

    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    monkeypatch.setattr(pin, "values_fingerprint", lambda rule: {"x#0": "other"})
    # Judged one month on, so that something differs at all.
    scan(pool, LIBRARY, RULES, DAY + 62, law_known_at=DAY, since_last=True)
    scans = Scans(pool.folder)
    rows = compare(pool, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    assert set(rows.filter(pl.col("state") == "changed")["reason"]) == {"parameter"}


def test_a_scan_made_again_is_the_same_byte_for_byte(changed):
    pool, _ = changed
    scans = Scans(pool.folder)
    for no in (1, 2):
        again = replay(pool, LIBRARY, scans, scans.scan(no))
        assert (again.otherwise, again.pins, len(again.rules)) == ((), (), len(RULES))
    assert [p.name for p in (pool.folder / "aside").iterdir()] == ["lock"]


def test_a_replay_notices_what_was_written_over(changed):
    pool, _ = changed
    scans = Scans(pool.folder)
    (file,) = scans.files("findings", 1, "enterprise_size")
    path = scans.folder / file.path
    pl.read_parquet(path).with_columns(verdict=pl.lit(True)).write_parquet(path)
    assert replay(pool, LIBRARY, scans, scans.scan(1)).otherwise == ("enterprise_size",)


def test_a_rule_that_raises_leaves_what_stood(pool, change, monkeypatch):
    from zhiban.loop import judging

    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    change(pool, staff=250_000, turnover_fen=10**14, assets_fen=10**14)
    before, real = found(pool), judging.judge_frame

    def raising(rules, *args, **options):
        if any(rule.id == "enterprise_size" for rule in rules):
            raise ArithmeticError("made to fail")
        return real(rules, *args, **options)

    monkeypatch.setattr(judging, "judge_frame", raising)
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    assert [problem.where for problem in done.failures] == ["enterprise_size"]
    assert "made to fail" in done.scan.failures["enterprise_size"]
    of_rule = pl.col("rule") == "enterprise_size"
    assert found(pool).filter(of_rule).equals(before.filter(of_rule))
    monkeypatch.undo()
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY, since_last=True)
    assert done.keeping.judged["enterprise_size"] == before.filter(of_rule).height
    assert not found(pool).filter(of_rule).equals(before.filter(of_rule))


def test_a_fact_that_raises_stops_only_the_rules_that_rest_on_it(pool, monkeypatch):
    from zhiban.scan import scanning

    real = scanning.work_out

    def raising(library, asked, registers, as_of):
        if asked.about == "hires.person":
            raise ArithmeticError("made to fail")
        return real(library, asked, registers, as_of)

    monkeypatch.setattr(scanning, "work_out", raising)
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    assert [problem.where for problem in done.failures] == ["job_expansion_subsidy"]
    assert found(pool).filter(pl.col("rule") == "enterprise_size").height > 10


@pytest.mark.parametrize("point", [p.split()[0] for p in SCAN_POINTS])
def test_killed_at_a_point_and_run_again(point, pool, tmp_path):
    program = (
        "import sys; from pathlib import Path; from zhiban.pool.pool import Pool\n"
        "from tests.scan.town import DAY, LIBRARY, RULES\n"
        "from zhiban.scan.scanning import scan\n"
        "scan(Pool.open(Path(sys.argv[1])), LIBRARY, RULES[:4], DAY, law_known_at=DAY)"
    )
    known = os.environ | {"ZHIBAN_KILL_AT": point, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    run = subprocess.run([sys.executable, "-c", program, str(pool.folder)], env=known, check=False)
    assert run.returncode == -signal.SIGKILL
    scans = Scans(pool.folder)
    assert len(scans.all()) == (1 if point == "scan.3" else 0)
    done = scan(pool, LIBRARY, RULES[:4], DAY, law_known_at=DAY)
    known_files = {scans.folder / f.path for role in ("findings", "ends", "looks", "claims",
                   "answers") for f in scans.files(role, done.scan.no)}  # fmt: skip
    assert set(scans.folder.rglob("*.parquet")) == known_files
    assert found(Pool.open(pool.folder)).height == sum(done.keeping.judged.values())
