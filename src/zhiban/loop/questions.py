"""What does a pool leave to a person, since when, and to whom?

Data that contradict each other about who is who are kept, all of them, and decided by nobody but a
person (SEM 3, 29).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiban.identity.households import doubles
from zhiban.loop.households import MEMBERS, households_of
from zhiban.model.types import date_of
from zhiban.packs import Library
from zhiban.pool.identified import contested_in
from zhiban.pool.pool import Pool


@dataclass(frozen=True)
class Question:
    """Something for a person to decide, and the command that lists it."""

    zh: str
    en: str
    command: str


@dataclass(frozen=True)
class Shown:
    """The delivery that first showed a contradiction: its day, and who answers for its register."""

    day: str
    owner: str
    owner_en: str


def questions(
    pool: Pool, library: Library | None = None, delivered: str = "", day: int | None = None
) -> list[Question]:
    """Numbers that several subjects use; and, when members of households were `delivered` by an
    extract of `day`, who is in several of them on that day. Nothing when all is clear."""
    found = []
    contested = contested_in(pool.folder)
    if contested.height:
        since = contested["since"].to_list()
        found.append(Question(
            f"{contested.height} 个号码几个主体都在用，最早自第 {min(since)} 次提交，待人决定",
            f"{contested.height} numbers are used by several subjects, the first since commit "
            f"{min(since)}: for a person to decide",
            "zhiban subjects conflicts",
        ))  # fmt: skip
    if delivered == MEMBERS and library is not None and day is not None:
        several = doubles(households_of(pool, library, day).rows, day).height
        register = library.registers[MEMBERS]
        if several:
            found.append(Question(
                f"{several} 人在 {date_of(day)} 同时在几户，待{register.owner}核对",
                f"{several} people are in several households on {date_of(day)}: for the "
                f"{register.owner_en or register.owner} to check",
                f"zhiban subjects household --as-of {date_of(day)}",
            ))  # fmt: skip
    return found


def first_shown(pool: Pool, library: Library, commit: int) -> Shown:
    """Who is asked about a contradiction that a commit first showed: the owner of the register
    delivered; "—" for a register that is not at hand."""
    day = pool.catalogue.moment(commit)[:10]
    names = [d.register for d in pool.catalogue.deliveries() if d.no == commit]
    owners = [library.registers[n] for n in names if n in library.registers]
    if not owners:
        return Shown(day, "—", "—")
    return Shown(day, owners[0].owner, owners[0].owner_en or owners[0].owner)
