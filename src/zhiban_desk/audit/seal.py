"""How is an event sealed to all before it?"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

#: What the first event continues from.
BEGINNING = "0" * 64


def seal(said: Mapping[str, Any], before: str) -> str:
    """SHA-256 over canonical JSON of what happened and the seal before it, as 64 hex digits.

    The instant is written in UTC with microseconds, so that both databases give it back the same.
    """
    written = {**said, "at": said["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")}
    text = json.dumps(
        [before, written],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
