"""Is the reason of a change the true one, where rows came and the day moved?"""

import random

import polars as pl
import pytest
from tests.scan.town import DAY, LIBRARY, RULES, all_at_once, found, random_delivery
from typer.testing import CliRunner

from zhiban.cli.main import app
from zhiban.scan.catalogue import Scans
from zhiban.scan.comparing import REASONS, STATES, compare, summary
from zhiban.scan.findings import KEY
from zhiban.scan.scanning import scan

SAID = ["verdict", "amount_fen", "outputs", "unmet", "because"]


@pytest.fixture
def both(pool, town, tmp_path):
    """Two scans two months apart, with deliveries in between."""
    chance = random.Random(5)
    scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    for _ in range(8):
        random_delivery(pool, town / "registers", tmp_path, chance, DAY)
    scan(pool, LIBRARY, RULES, DAY + 62, law_known_at=DAY, since_last=True)
    return pool


def said(frame):
    return {tuple(row[:3]): row[3:] for row in frame.select(*KEY, *SAID).iter_rows()}


def test_rows_and_time_are_told_apart(both):
    scans = Scans(both.folder)
    rows = compare(both, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    before, now = said(found(both, 1)), said(found(both, 2))
    between = said(all_at_once(both, DAY, DAY))
    seen = set()
    for row in rows.filter(pl.col("state") != "standing").iter_rows(named=True):
        key = (row["rule"], row["id"], row["occasion"])
        rows_did, time_did = (
            between.get(key) != before.get(key), between.get(key) != now.get(key)
        )  # fmt: skip
        expected = {(True, False): {"fact", "other"}, (False, True): {"time"},
                    (True, True): {"both"}}[rows_did, time_did]  # fmt: skip
        assert row["reason"] in expected, (key, row["reason"])
        seen.add(row["reason"])
    assert {"fact", "time", "both"} <= seen
    assert not [p for p in (both.folder / "aside").iterdir() if p.is_dir()]
    back = compare(both, LIBRARY, scans, scans.scan(2), scans.scan(1), RULES)
    assert back.sort(KEY)["reason"].equals(rows.sort(KEY)["reason"])


def test_every_number_opens_its_list(both, tmp_path):
    scans = Scans(both.folder)
    rows = compare(both, LIBRARY, scans, scans.scan(1), scans.scan(2), RULES)
    counted = summary(rows).filter(pl.col("by_both") > 0).row(0, named=True)
    asked = [("--state", s, counted[s]) for s in STATES]
    asked += [("--reason", r, counted[f"by_{r}"]) for r in REASONS]
    for option, value, count in asked:
        out = tmp_path / "list.csv"
        run = CliRunner().invoke(app, [
            "compare", "1", "2", "--pool", str(both.folder), "--rule", counted["rule"],
            option, value, "--out", str(out),
        ])  # fmt: skip
        assert run.exit_code == 0, run.output
        assert pl.read_csv(out, infer_schema=False).height == count, (option, value)
