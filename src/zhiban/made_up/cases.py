"""Which cases were planted in the town, and what must come out for each?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhiban.made_up import known
from zhiban.made_up.cast import Cast


@dataclass(frozen=True, slots=True)
class Case:
    """A planted case: the verdict it must get (yes, no, unknown) and, if told, the sum in fen."""

    id: str
    title: str
    title_en: str
    rule: str
    subject: str
    occasion: str
    verdict: str
    amount_fen: int | None = None


def rule_ids() -> list[str]:
    """The rules that have planted cases, in the order of the file."""
    return list(dict.fromkeys(row["rule"] for row in known.rows("cases.csv")))


def cases_of(cast: Cast, frames: dict[str, pl.DataFrame]) -> list[Case]:
    """The cases that have a part in this town, in the order of `data/cases.csv`."""
    spells = dict(frames["unemployment_spells"].select("person", "spell_id").iter_rows())
    sought = {person: number for number, person, *_ in frames["jobseekers"].iter_rows()}
    hires = {
        (enterprise, person): hire_id
        for hire_id, enterprise, person, *_ in frames["hires"].iter_rows()
    }
    found = []
    for row in known.rows("cases.csv"):
        if row["case_id"] not in cast.parts:
            continue
        subject, hired = cast.parts[row["case_id"]]
        occasion = cast.occasions.get(row["case_id"])
        if occasion is None:
            occasion = {
                "job_retention_refund": "2025",
                "unemployment_benefit": spells.get(subject.id, ""),
                "first_contact_with_unemployed": sought.get(subject.id, ""),
                "monthly_contact_with_unemployed": sought.get(subject.id, ""),
                "job_expansion_subsidy": hires.get((subject.id, hired.id if hired else ""), ""),
            }.get(row["rule"], "")
        found.append(Case(
            row["case_id"], row["case"], row["case_en"], row["rule"], subject.id, occasion,
            row["verdict"], int(row["amount_fen"]) if row["amount_fen"] else None,
        ))  # fmt: skip
    return found
