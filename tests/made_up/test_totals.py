"""Does a made-up city come near the published totals, and is the page what the command writes?"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from zhiban.cli.main import app
from zhiban.made_up import known
from zhiban.made_up.city import City, make_city
from zhiban.made_up.measures import MEASURES
from zhiban.made_up.totals import Total, totals

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(20_000, 800, 3, tmp_path_factory.mktemp("city"), block_people=10_000)


@pytest.fixture(scope="module")
def found(city: City) -> list[Total]:
    return totals(city)


def test_every_total_is_within_its_margin(found: list[Total]) -> None:
    assert [(t.id, t.off_percent, t.allowed_percent) for t in found if not t.is_within] == []
    assert sum(t.published is not None for t in found) == 22 + 38


def test_what_was_not_published_is_not_compared(found: list[Total]) -> None:
    unknown = [t for t in found if t.status == "unknown"]
    assert {t.id for t in unknown} >= {"size_large", "graduates", "registered_unemployed"}
    assert all(t.published is None and t.off_percent is None for t in unknown)


def test_every_published_total_tells_where_it_is_from() -> None:
    rows = known.rows("totals.csv")
    assert [row["id"] for row in rows if row["id"] not in MEASURES] == []
    for row in rows:
        assert row["status"] in ("read", "derived", "memory", "unknown"), row["id"]
        assert bool(row["published"]) == bool(row["source"]) == bool(row["margin_percent"])
        assert bool(row["published"]) == (row["status"] != "unknown")


def test_ages_are_counted_to_the_day(city: City) -> None:
    """Counted by hand from days, apart from the text of the register."""
    born = city.register("persons", truth=True).collect()["born_on"].str.to_date()
    last = pl.select(pl.date(2026, 10, 31)).item()
    years = [last.year - b.year - ((b.month, b.day) > (last.month, last.day)) for b in born]
    made = {t.id: t.made_up for t in totals(city)}
    for name, low, high in (("age_0_15", 0, 15), ("age_16_59", 16, 59), ("age_65", 65, 200)):
        assert made[name] == pytest.approx(sum(low <= y <= high for y in years) / 20)


def test_a_total_too_far_off_is_said_to_be() -> None:
    off = Total("x", "某", "some", "2022", 100.0, 112.0, 1e6, 10.0, "read", "s", "")
    assert (off.off_percent, off.is_within) == (pytest.approx(12), False)
    assert Total("x", "某", "some", "2022", 100.0, 112.0, 1e4, 10.0, "read", "s", "").is_within


def test_the_command_writes_registers_truth_and_the_table(tmp_path: Path) -> None:
    out, page = tmp_path / "city", tmp_path / "page.md"
    args = ["city", "--people", "600", "--out", str(out), "--workers", "1", "--page", str(page)]
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0, done.stderr
    assert "600 人" in done.stdout and "失业保险参保职工" in done.stdout
    assert {p.name for p in out.iterdir()} == {
        "registers", "truth", "planted.csv", "covered.yaml", "README.txt",
    }  # fmt: skip
    assert "| 500243 彭水苗族土家族自治县 |" in page.read_text(encoding="utf-8")
    again = CliRunner().invoke(app, args)
    assert again.exit_code == 2 and "[city-not-empty]" in again.stderr
    english = CliRunner().invoke(app, [*args[:4], str(tmp_path / "e"), *args[5:7], "--lang", "en"])
    assert "insured against unemployment" in english.stdout


def test_the_page_has_the_totals_of_today_and_none_beyond_its_margin() -> None:
    text = (ROOT / "docs" / "reference" / "made-up-city.md").read_text(encoding="utf-8")
    for row in known.rows("totals.csv"):
        assert f"| {row['item']} {row['item_en']} | {row['year']} |" in text, "write the page again"
    assert "beyond the margin" not in text
