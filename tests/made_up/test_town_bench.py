"""Does the bench of a whole town judge every rule over quarters that keep to themselves?"""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from bench import town

from zhiban.packs import load


def test_two_quarters_are_made_judged_and_told(tmp_path: Path) -> None:
    town.make(str(tmp_path), "2", "600")
    places = sorted(tmp_path.glob("quarter-*"))
    for place in places:
        town.judge(str(place))
    found = json.loads((tmp_path / town.MADE).read_text(encoding="utf-8")) | town.together(places)
    assert (found["people"], found["quarters"]) == (1200, 2)
    assert set(found["rules"]) == set(load().rules)
    written = [pl.read_parquet(p) for p in tmp_path.glob("quarter-*/findings/*.parquet")]
    counted = sum(rule[v] for rule in found["rules"].values() for v in town.VERDICTS)
    assert sum(frame.height for frame in written) == counted
    people = [pl.read_parquet(p)["person"] for p in tmp_path.glob("quarter-*/persons.parquet")]
    assert pl.concat(people).n_unique() == 1200
    machine = {"machine": {"cores": 1, "python": "3", "polars": "2"}}
    page = town.page(found | machine | {"peak_mib": {"making": 1, "judging": 1}})
    assert "1,200 people" in page
