"""Where can a run be killed? Numbered points, at which the tests kill it, each once.

`ZHIBAN_KILL_AT=receive.4` kills the process at once when it comes to that point; nothing is said,
nothing is closed, as when the power goes.
"""

from __future__ import annotations

import os
import signal

#: Every point, in the order in which a run passes them.
POINTS = (
    "receive.1 staged", "receive.2 first file", "receive.3 files", "receive.4 first table",
    "receive.5 tables", "receive.6 commit",
    "compact.1 files", "compact.2 first table", "compact.3 tables", "compact.4 commit",
    "compact.5 swept",
)  # fmt: skip

SCAN_POINTS = ("scan.1 first file", "scan.2 files", "scan.3 commit")
FOLD_POINTS = ("fold.1 layers in one file",)
COMPARE_POINTS = ("compare.1 judged in between", "compare.2 compared")
REWIND_POINTS = (
    "rewind.1 a day judged as known then", "rewind.2 a day judged as known now",
    "rewind.3 differences", "rewind.4 weighed",
)  # fmt: skip
CASE_POINTS = ("cases.1 cases", "cases.2 what waits", "cases.3 commit")
#: Those between ledger, vault and catalogue, in pools that know their subjects by numbers.
IDENTITY_POINTS = (
    "subjects.1 numbers in the ledger", "subjects.2 numbers in the vault",
    "subjects.3 further keys in the ledger", "subjects.4 secrets in the vault",
    "decide.1 decision in the ledger", "decide.2 decision in the catalogue",
)  # fmt: skip

_KILL_AT = os.environ.get("ZHIBAN_KILL_AT", "")


def reach(point: str) -> None:
    """Pass a point; ends the process when the tests asked for it here."""
    if _KILL_AT and point.startswith(_KILL_AT):
        os.kill(os.getpid(), signal.SIGKILL)
