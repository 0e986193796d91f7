"""What can a template say that Django's own tags cannot?"""

from __future__ import annotations

from typing import Any

from django import template

from zhiban_desk.texts import both

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **values: Any) -> str:
    """The words in the language of the reader; `values` fill the braces and are escaped."""
    return str(both(zh, en, **values))
