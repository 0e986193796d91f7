"""Which page tells the states?"""

from typing import Any

from django.core.management.base import BaseCommand

from zhiban_desk.cases.states_page import states_page


class Command(BaseCommand):
    """`zhiban-desk states_page`: the page, to be kept in docs/explanation."""

    help = "写出状态一页 · write the page of states"

    def handle(self, **options: Any) -> None:
        """Write it."""
        self.stdout.write(states_page(), ending="")
