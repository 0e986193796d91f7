"""A made-up office and made-up proposals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhiban_desk.accounts.actions import give_post
from zhiban_desk.accounts.models import User

#: A Tuesday with an ordinary week around it.
DAY = dt.date(2026, 3, 10)
REASONS = "虚构理由：依据第三条和第十二行缴费记录。"


def person(login: str, role: str, area: str = "500109") -> User:
    user = User.objects.create_user(login, f"虚构·{login}")
    give_post(None, user, role, area)
    return user


def proposal(kind: str = "open", **changed: Any) -> dict[str, Any]:
    return {
        "kind": kind, "rule": "job_stabilisation_refund", "subject": "E1", "occasion": "2025",
        "root": changed.get("subject", "E1"), "reason": "yes", "amount_fen": 841_600,
        "pays": True, "area": "500109001", "scan": 1, "inputs": "a" * 8, "held": "",
    } | changed  # fmt: skip
