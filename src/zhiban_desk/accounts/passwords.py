"""When is a password long enough? Django says it in English only, so the desk says it itself."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from zhiban_desk.texts import both

LEAST = 12


class LongEnough:
    """At least twelve characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Too short → ValidationError."""
        if len(password) < LEAST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """What is asked for."""
        return both("口令至少 {n} 个字符", "A password has at least {n} characters", n=LEAST)
