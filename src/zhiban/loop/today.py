"""Which day is it for the office?"""

from __future__ import annotations

import datetime as dt

from zhiban.model.types import day_number

#: China has one time, without summer time; no time zone data needed.
SHANGHAI = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


def today() -> int:
    """Today in Asia/Shanghai, as a day number."""
    return day_number(dt.datetime.now(SHANGHAI).date())
