"""How do templates become pages? Everything shown is escaped; the style stands inside the page."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from zhiban.words.speech import Speech

LANG = {"zh": "zh-CN", "en": "en"}
#: The sign and the class of each state: never by colour alone.
SIGNS = {"yes": "✓", "no": "✗", "unknown": "?", True: "✓", False: "✗", None: "?"}
STATES = {"yes": "yes", "no": "no", "unknown": "unknown", True: "yes", False: "no", None: "unknown"}
GRANT_STATES = {"free": "yes", "taken": "no", "unknown": "unknown", "unchecked": "unknown"}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("zhiban.pages"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"sign": SIGNS.__getitem__, "state": STATES.__getitem__}
    return made


@cache
def style() -> Markup:
    """The one style sheet of all pages, as it stands in each of them."""
    loader = _environment().loader
    assert loader is not None
    return Markup(loader.get_source(_environment(), "page.css")[0])


def render(template: str, speech: Speech, **values: Any) -> str:
    """A page in one language; `say(zh, en)` in the template gives the words."""
    page = _environment().get_template(template)
    return page.render(
        say=speech.say, speech=speech, lang=LANG[speech.language], style=style(), **values
    )
