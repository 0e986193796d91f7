"""Whom or what does a rule speak about? Kinds of subject; a pack can add one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject; `register` names the register whose ids are the subjects judged, `area`
    its column that says where a subject is counted."""

    id: str
    title: str
    title_en: str
    register: str = ""
    area: str = ""


Person = SubjectKind("person", "自然人", "person", "persons", "household_district")
Enterprise = SubjectKind("enterprise", "用人单位", "enterprise", "enterprises", "district")
Household = SubjectKind("household", "家庭户", "household", "households")
Place = SubjectKind("place", "场所", "place", "places")
