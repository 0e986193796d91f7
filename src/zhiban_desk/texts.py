"""How does one sentence stand in two languages? Both beside each other; the reader's is picked."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language


def pick(zh: str, en: str) -> str:
    """The words in the language of the reader; Chinese where nobody has chosen."""
    return en if (get_language() or "").startswith("en") else zh


def _picked(zh: str, en: str, values: dict[str, Any]) -> str:
    said = pick(zh, en)
    return said.format(**values) if values else said


_lazy = lazy(_picked, str)


def both(zh: str, en: str, **values: Any) -> str:
    """The same, decided only when it is shown; `values` fill the braces."""
    return _lazy(zh, en, values)
