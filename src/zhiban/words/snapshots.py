"""What did a rule say in the version published, and how does it differ from the one here?

A snapshot is plain JSON: the rule in words of both languages, its figures, texts and fingerprint.
Two versions of a pack cannot be loaded side by side; their snapshots can be compared for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhiban.language.rules import Rule
from zhiban.words.conditions import Asked
from zhiban.words.law import figure, text_of
from zhiban.words.rulebook import rulebook
from zhiban.words.speech import Names, Speech
from zhiban.words.versions import Difference

#: Raised when the shape changes; a snapshot of another form is refused.
FORM = 1
LANGUAGES = ("zh", "en")


def snapshot(rule: Rule, fingerprint: str, names: Names) -> dict[str, Any]:
    """A rule as it is now, to be compared later."""
    return {
        "form": FORM, "rule": rule.id, "kind": rule.kind, "title": rule.title,
        "title_en": rule.title_en, "fingerprint": fingerprint,
        "words": {language: _words(rule, language, names) for language in LANGUAGES},
    }  # fmt: skip


def _words(rule: Rule, language: str, names: Names) -> dict[str, Any]:
    speech = Speech(language, names)
    book = rulebook(rule, language, names)
    return {
        "what": list(book.what),
        "clauses": {
            c.article: {"no": c.no, "title": c.title, "asks": c.flat()} for c in book.clauses
        },
        "amount": _flat(book.amount),
        "limits": list(book.limits),
        "figures": {
            name: {
                "title": speech.say(p.title, p.title_en),
                "values": [
                    "; ".join(x for x in (f.value, f.when, f.source, f.status_word) if x)
                    for f in (figure(p, v, speech) for v in p.values)
                ],
            }
            for name, p in rule.parameters.items()
        },
        "texts": {
            f"{t.number} {t.when}": ", ".join(x for x in (t.number, t.title, t.when) if x)
            for t in (text_of(d, speech) for d in rule.basis.documents)
        },
    }


def _flat(lines: tuple[Asked, ...]) -> str:
    return "; ".join(line.flat() for line in lines)


def compare(old: Mapping[str, Any], new: Mapping[str, Any], speech: Speech) -> list[Difference]:
    """What differs from an old snapshot of a rule to a new one."""
    return list(_compare(old, new, speech))


def _compare(
    old: Mapping[str, Any], new: Mapping[str, Any], speech: Speech
) -> Iterator[Difference]:
    say = speech.say
    title = ("title", "title_en")[speech.pick]
    if old[title] != new[title]:
        yield Difference(say("名称", "title"), "title", old[title], new[title])
    a, b = (shot["words"][speech.language] for shot in (old, new))
    yield from _each(a["clauses"], b["clauses"], say("条件", "condition"), _clause)
    for key, zh, en in (("amount", "金额", "amount"), ("what", "对象和办理", "whom and how"),
                        ("limits", "不重复和次数", "limits")):  # fmt: skip
        before, after = (_joined(side[key], speech) for side in (a, b))
        if before != after:
            yield Difference(say(zh, en), key, before, after)
    yield from _each(a["figures"], b["figures"], say("数字", "figure"), _figure)
    yield from _each(a["texts"], b["texts"], say("文件", "text"), _text)
    if old["fingerprint"] != new["fingerprint"]:
        yield Difference(
            say("含义的指纹", "fingerprint of the meaning"), "fingerprint",
            old["fingerprint"][:12], new["fingerprint"][:12],
        )  # fmt: skip


def _each(a: Mapping[str, Any], b: Mapping[str, Any], word: str, said: Any) -> Iterator[Difference]:
    for name in [*a, *(n for n in b if n not in a)]:
        title_a, before = said(a[name]) if name in a else ("", "")
        title_b, after = said(b[name]) if name in b else ("", "")
        if before != after or (title_a != title_b and title_a and title_b):
            title = title_b or title_a
            yield Difference(f"{word}“{title}”" if title else word, name, before, after)


def _clause(entry: Mapping[str, str]) -> tuple[str, str]:
    return entry["title"], entry["asks"]


def _figure(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry["title"], " | ".join(entry["values"])


def _text(entry: str) -> tuple[str, str]:
    return "", entry


def _joined(value: Any, speech: Speech) -> str:
    return value if isinstance(value, str) else " ".join(value)
