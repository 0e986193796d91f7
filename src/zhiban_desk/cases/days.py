"""Which day is it, and when is a time limit over? In working days of the published holidays."""

from __future__ import annotations

import datetime as dt

from zhiban.law.calendar import working_days_after
from zhiban.loop.today import today as day_of_today
from zhiban.model.types import date_of, day_number
from zhiban_desk.cases.states import STATES


def today() -> dt.date:
    """Today in Asia/Shanghai."""
    return date_of(day_of_today())


def due(state: str, day: dt.date) -> dt.date | None:
    """The last day of a state's limit that begins on a day; None for what has ended."""
    limit = STATES[state].limit
    return None if limit is None else date_of(working_days_after(day_number(day), limit)[0])
