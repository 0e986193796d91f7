"""How does the report on a delivery look as a page to read, print and send to the supplier?"""

from __future__ import annotations

from zhiban.language.register import Register
from zhiban.loop.delivery_report import Report
from zhiban.loop.delivery_words import column_lines, counts, unlike_words
from zhiban.model.types import date_of
from zhiban.pages.engine import render
from zhiban.words.speech import Names, Speech


def delivery_page(report: Report, register: type[Register], language: str, names: Names) -> str:
    """One self-contained page; it names nobody and quotes no cell."""
    speech = Speech(language, names)
    say = speech.say
    return render(
        "delivery.html.j2", speech, delivery=report.delivery, before=report.before,
        title=say(register.title, register.title_en or register.title),
        owner=speech.owner(register.id), extracted_on=date_of(report.delivery.extracted_on).isoformat(),
        counts=counts(report, say), columns=list(column_lines(report, say)),
        unlike=[unlike_words(one, say) for one in report.unlike],
        reasons=list(report.ranked().iter_rows(named=True)),
    )  # fmt: skip
