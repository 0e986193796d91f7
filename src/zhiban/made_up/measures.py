"""How much of each published total is there in a made-up city? Counted from its true registers.

The last day of the city stands for the year of the published figure, whichever that is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from zhiban.made_up import known
from zhiban.made_up.city import HOMES, City
from zhiban.made_up.registers import KINDS
from zhiban.model.texts import month_text
from zhiban.model.types import date_of

#: What a contribution against unemployment is per fen of its base: `office.yaml`.
_PER_BASE = 10_000
LAST_PAID = month_text(known.LAST_PAID_MONTH)
EMPLOYEES = ("110", "120")


def measure(city: City) -> dict[str, float]:
    """Total by its id in `data/totals.csv`: people, firms, or a mean."""
    return {name: float(count(city) or 0) for name, count in MEASURES.items()}


def people_by_district(city: City) -> dict[str, int]:
    """How many live in each of the 38 districts."""
    found = _true(city, HOMES).group_by("district").len().collect()
    return dict(found.iter_rows())


def _true(city: City, name: str) -> pl.LazyFrame:
    """A register as things really are; without rows if nothing happened."""
    if name != HOMES and not city.rows.get(name):
        return pl.LazyFrame(schema=dict.fromkeys(KINDS[name], pl.String))
    return city.register(name, truth=True)


def _one(frame: pl.LazyFrame, what: pl.Expr) -> float:
    value = frame.select(what).collect().item()
    return 0.0 if value is None else float(value)


def _rows(name: str, where: pl.Expr, city: City) -> float:
    return _one(_true(city, name).filter(where), pl.len())


def _people(*parts: tuple[str, pl.Expr]) -> Callable[[City], float]:
    """How many people have a row in any of the registers."""

    def count(city: City) -> float:
        found = [_true(city, name).filter(where).select("person") for name, where in parts]
        return _one(pl.concat(found), pl.col("person").n_unique())

    return count


def _aged(low: int, high: int | None) -> pl.Expr:
    """Aged from `low` to `high` years, both included, on the last day."""
    last = date_of(known.LAST_DAY)  # the 31st of a month: every day of the month is over
    born = pl.col("born_on")
    young_enough = born <= f"{last.year - low}-{last:%m-%d}"
    if high is None:
        return young_enough
    return young_enough & (born > f"{last.year - high - 1}-{last:%m-%d}")


def _mean_base(city: City) -> float:
    """Yuan a month, over the months of 2024 paid in full."""
    unit, _ = known.office().shares["210"]
    paid = _true(city, "contributions").filter(
        (pl.col("scheme") == "210") & (pl.col("fully_paid") == "true")
        & pl.col("for_month").str.starts_with("2024")
    )  # fmt: skip
    return _one(paid, pl.col("unit_fen").mean() * _PER_BASE / unit / 100)


def _per_household(city: City) -> float:
    members = _true(city, "household_members")
    return _one(members, pl.len() / pl.col("household").n_unique())


def _benefit(city: City) -> float:
    return _rows("benefits", pl.col("for_month").str.starts_with("2022"), city) / 12


_REGION = pl.col("region")
_INSURED = (pl.col("for_month") == LAST_PAID) & pl.col("scheme").is_in([*EMPLOYEES])
_ALONE = pl.col("for_month") == LAST_PAID
_ALL = pl.lit(True)
_EMPLOYEES = (
    ("contributions", _INSURED), ("individual_contributions", _ALONE),
    ("pensions", pl.col("scheme").is_in([*EMPLOYEES])),
)  # fmt: skip
_ENTERPRISE = pl.col("unit_type") == "enterprise"


def _insured(scheme: str) -> Callable[[City], float]:
    here = (pl.col("for_month") == LAST_PAID) & (pl.col("scheme") == scheme)
    return _people(("contributions", here))


def _of_size(size: str) -> Callable[[City], float]:
    return partial(_rows, "enterprises", _ENTERPRISE & (pl.col("size") == size))


MEASURES: dict[str, Callable[[City], float]] = {
    "men": partial(_rows, "persons", pl.col("sex") == "1"),
    "age_0_15": partial(_rows, "persons", _aged(0, 15)),
    "age_16_59": partial(_rows, "persons", _aged(16, 59)),
    "age_60": partial(_rows, "persons", _aged(60, None)),
    "age_65": partial(_rows, "persons", _aged(65, None)),
    "urban": partial(_rows, HOMES, pl.col("is_urban")),
    "from_outside": partial(
        _rows, "persons", ~pl.col("household_district").str.starts_with("50")
    ),
    "region_中心城区": partial(_rows, HOMES, _REGION == "中心城区"),
    "region_主城新区": partial(_rows, HOMES, _REGION == "主城新区"),
    "region_渝东北": partial(_rows, HOMES, _REGION == "渝东北"),
    "region_渝东南": partial(_rows, HOMES, _REGION == "渝东南"),
    "unemployment_insured": _insured("210"),
    "injury_insured": _insured("410"),
    "pension_insured": _people(*_EMPLOYEES, ("resident_pension_records", _ALL)),
    "employees_pension": _people(*_EMPLOYEES),
    "employees_pensioners": _people(_EMPLOYEES[-1]),
    "residents_pension": _people(("resident_pension_records", _ALL)),
    "residents_drawing": _people(("pensions", pl.col("scheme") == "170")),
    "benefit_in_a_month": _benefit,
    "enterprises": partial(_rows, "enterprises", _ENTERPRISE),
    "registered_unemployed": _people((
        "jobseekers",
        (pl.col("registered_on") <= "2025-12-31") & (pl.col("cancelled_on") > "2025-12-31"),
    )),
    "graduates": _people((
        "graduates",
        pl.col("graduated_on").str.starts_with("2024")
        & (pl.col("education_form") == "ordinary"),
    )),
    "mean_base_2024": _mean_base,
    "per_household": _per_household,
    "size_large": _of_size("large"),
    "size_medium": _of_size("medium"),
    "size_small": _of_size("small"),
    "size_micro": _of_size("micro"),
}  # fmt: skip
