"""How are all rules published? An index and a page for each rule, in both languages, and snapshots.

A snapshot (JSON beside the page) is what a later version of the pack is compared with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiban.language.rules import Rule
from zhiban.loop.names import InputName, LibraryNames, inputs_of
from zhiban.model.types import Code, Ordered
from zhiban.packs import Library, fingerprint
from zhiban.packs.examples import Example, examples_of
from zhiban.pages.chart import chart
from zhiban.pages.engine import render
from zhiban.registers.columns import form_of
from zhiban.words.law import figure, span_words, text_of
from zhiban.words.phrases import Phrases
from zhiban.words.rulebook import KINDS, rulebook
from zhiban.words.snapshots import snapshot
from zhiban.words.speech import Speech
from zhiban.words.values import code_words
from zhiban.words.verdicts import VERDICTS
from zhiban.words.versions import Difference, differences, figures_on, periods

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Listed:
    """A rule in the index."""

    id: str
    title: str
    kind: str
    kind_word: str
    what: str
    href: str
    unread: int


def pages(library: Library, today: int) -> Iterator[tuple[str, str]]:
    """Every file of the published rules: its name and its text."""
    for language in LANGUAGES:
        yield _index_name(language), index(library, language)
    for rule in library.rules.values():
        for language in LANGUAGES:
            yield page_name(rule.id, language), rule_page(library, rule, language, today)
    names = LibraryNames(library)
    for rule in library.rules.values():
        shot = snapshot(rule, fingerprint(rule, library), names)
        yield f"{rule.id}.json", json.dumps(shot, ensure_ascii=False, indent=2) + "\n"


def page_name(rule_id: str, language: str) -> str:
    """The file of a rule's page."""
    return f"{rule_id}.html" if language == "zh" else f"{rule_id}.en.html"


def _index_name(language: str) -> str:
    return "index.html" if language == "zh" else "index.en.html"


def pack_of(rule: Rule) -> str:
    """The pack a rule belongs to: the folder above its kind's."""
    parts = rule.folder.parts
    for place in range(len(parts) - 1, 0, -1):
        if parts[place] in ("policies", "watches", "duties", "grades"):
            return parts[place - 1]
    return rule.folder.parent.name


def index(library: Library, language: str) -> str:
    """The list of all rules, by pack; a choice of kind works without a script."""
    speech = Speech(language, LibraryNames(library))
    packs: dict[str, list[Listed]] = {}
    for rule in library.rules.values():
        book = rulebook(rule, language, speech.names)
        unread = sum(
            v.status in ("memory", "unknown") for p in rule.parameters.values() for v in p.values
        )
        packs.setdefault(pack_of(rule), []).append(Listed(
            rule.id, book.title, rule.kind, book.kind_word, _line(rule, speech),
            page_name(rule.id, language), unread,
        ))  # fmt: skip
    kinds = [(kind, speech.say(*KINDS[kind])) for kind in KINDS
             if any(r.kind == kind for r in library.rules.values())]  # fmt: skip
    other = "en" if language == "zh" else "zh"
    return render(
        "index.html.j2", speech, packs=packs, kinds=kinds, count=len(library.rules),
        other=_index_name(other), titles=_pack_titles(library),
    )  # fmt: skip


def _pack_titles(library: Library) -> Mapping[str, str]:
    """Packs by the heading of their README, else by name."""
    titles = {}
    for rule in library.rules.values():
        name = pack_of(rule)
        readme = rule.folder.parents[1] / "README.md"
        if name not in titles and readme.is_file():
            titles[name] = (
                readme.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip()
            )
    return titles


def _line(rule: Rule, speech: Speech) -> str:
    """Whom a rule is for, and when it was last in force."""
    spans = [span_words(first, last, speech) for first, last in rule.basis.spans()]
    whom = speech.say(rule.subject.title, rule.subject.title_en)
    return f"{whom} · {spans[-1]}" if spans else whom


def rule_page(library: Library, rule: Rule, language: str, today: int) -> str:
    """Everything about one rule."""
    names = LibraryNames(library)
    speech = Speech(language, names)
    day = _day_shown(rule, today)
    other = "en" if language == "zh" else "zh"
    figures = [
        (p, chart(p, speech, today), [figure(p, v, speech) for v in p.values])
        for p in rule.parameters.values()
    ]
    return render(
        "rule.html.j2", speech,
        rule=rule, book=rulebook(rule, language, names, figures_on(rule, day)),
        day=speech.day(day), fingerprint=fingerprint(rule, library),
        texts=[text_of(d, speech) for d in rule.basis.documents],
        in_force=[span_words(a, b, speech) for a, b in rule.basis.spans()],
        law_on="" if rule.law_on is None else Phrases(rule, speech).of(rule.law_on),
        figures=figures, unread=[f for _, _, fs in figures for f in fs if f.status in ("memory", "unknown")],
        versions=list(_versions(rule, language, names, speech)),
        examples=[_example(e, rule, speech) for e in _examples(rule)],
        inputs=[_input(i, speech, names) for i in inputs_of(library, [rule])],
        assessment=_assessment(rule), other=page_name(rule.id, other), index=_index_name(language),
        shown_day_is_today=day == today,
    )  # fmt: skip


def _day_shown(rule: Rule, today: int) -> int:
    """Today if the rule is in force, else the last day it was, or the first it will be."""
    spans = rule.basis.spans()
    if rule.basis.in_force_on(today) or not spans:
        return today
    past = [last for _, last in spans if last is not None and last < today]
    return past[-1] if past else spans[0][0]


def _versions(
    rule: Rule, language: str, names: LibraryNames, speech: Speech
) -> Iterator[tuple[str, Sequence[Difference]]]:
    """Each version with what differs from the one before; the newest first."""
    found = periods(rule)
    out = []
    for place, period in enumerate(found):
        before = found[place - 1].first if place else None
        changed = [] if before is None else differences(rule, before, period.first, language, names)
        out.append((span_words(period.first, period.last, speech), changed))
    yield from reversed(out)


def _examples(rule: Rule) -> list[Example]:
    return examples_of(rule) if (rule.folder / "examples.yaml").exists() else []


def _example(example: Example, rule: Rule, speech: Speech) -> dict[str, Any]:
    expect = example.expect
    verdict = str(expect.get("verdict", ""))
    verdict = {"true": "yes", "false": "no"}.get(verdict, verdict)
    amount = expect.get("amount_fen")
    articles = {a.id: speech.say(a.title, a.title_en) for a in rule.articles}
    named = [articles.get(str(u), "") for u in expect.get("unmet") or ()]
    missing = [speech.title(str(b)) for b in expect.get("because") or ()]
    return {
        "name": example.name, "verdict": verdict if verdict in VERDICTS else "unknown",
        "word": speech.say(*VERDICTS.get(verdict, ("", ""))),
        "amount": speech.yuan(int(str(amount))) if str(amount or "").lstrip("-").isdigit() else "",
        "why": speech.say("、", ", ").join(x for x in named + missing if x),
        "as_of": example.as_of,
        "given": [(speech.title(name), name, cell) for name, cell in example.cells.items()],
    }  # fmt: skip


def _input(each: InputName, speech: Speech, names: LibraryNames) -> dict[str, Any]:
    form = form_of(each.type)
    codes = []
    if isinstance(each.type, (Code, Ordered)):
        codes = [(c, code_words(c, each.type.list, speech)) for c in each.type.list.codes]
    unit = getattr(each.type, "unit", None)
    return {
        "name": each.name, "title": speech.title(each.name),
        "form": speech.say(form.zh, form.en), "unit": UNIT_WORDS.get(unit or "", ("", ""))[speech.pick],
        "codes": codes,
        "registers": [(speech.title(r), speech.owner(r)) for r in names.registers_of(each.name)],
    }  # fmt: skip


UNIT_WORDS = {"months": ("个月", "months"), "days": ("天", "days"), "years": ("岁", "years"),
              "persons": ("人", "persons"), "ppm": ("百万分之一", "millionths")}  # fmt: skip


def _assessment(rule: Rule) -> str:
    path = rule.folder / "assessment.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""
