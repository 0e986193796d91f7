"""What is late today?"""

from typing import Any

from django.core.management.base import BaseCommand

from zhiban_desk.cases.actions import chase
from zhiban_desk.cases.days import today


class Command(BaseCommand):
    """`zhiban-desk chase`: once a day, from the system's timer."""

    help = "每天一次：过期上报，缺勤转代理 · once a day: what is late is told upwards"

    def handle(self, **options: Any) -> None:
        """Chase what is late."""
        touched = chase(today())
        self.stdout.write(f"处理 {touched} 件 · cases touched: {touched}")
