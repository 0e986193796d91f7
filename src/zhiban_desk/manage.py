"""Which commands has the desk? Those of Django and its own; a mistake ends without a trace."""

from __future__ import annotations

import os
import sys

from zhiban.errors import ZhibanError


def main() -> None:
    """The command `zhiban-desk`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiban_desk.settings")
    from django.core.management import execute_from_command_line

    from zhiban_desk.environment import read

    try:
        given = read(os.environ)
        if given.database["ENGINE"].endswith("sqlite3"):
            given.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        execute_from_command_line(sys.argv)
    except ZhibanError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        sys.exit(error.exit_code)
