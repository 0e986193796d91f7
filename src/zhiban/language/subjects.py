"""Whom or what does a rule speak about? Kinds of subject; a pack can add one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject; `register` names the register whose ids are the subjects judged."""

    id: str
    title: str
    title_en: str
    register: str = ""


Person = SubjectKind("person", "自然人", "person", "persons")
Enterprise = SubjectKind("enterprise", "用人单位", "enterprise", "enterprises")
Household = SubjectKind("household", "家庭户", "household", "households")
Place = SubjectKind("place", "场所", "place", "places")
