"""What is missing, said in words: which register, which cell, why, and who can help. (SEM 5)"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

#: kind of gap → what happened, who can help; zh, en.
KINDS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "gap": (("没有覆盖到", "never covered"), ("可以问本人", "the person can be asked")),
    "empty": (("空着没有填", "left empty"), ("可以问本人", "the person can be asked")),
    "stale": (("登记簿已过期", "out of date"), ("由提供单位补报", "for its supplier")),
    "quarantined": (("该行有错被隔离", "quarantined"), ("由提供单位改正", "for its supplier")),
    "conflict": (("几行互相矛盾", "rows disagree"), ("由工作人员核实", "for an officer")),
    "undated": (("有一行日期不明", "a row has no date"), ("由提供单位补报", "for its supplier")),
    "undefined": (("算不出来", "no answer"), ("", "")),
    "law": (("文件没有定", "the text leaves it open"), ("由制定机关明确", "for the lawmaker")),
}  # fmt: skip

Titles = Callable[[str], tuple[str, str]]


def missing_words(items: Sequence[Mapping[str, Any]], language: str, titles: Titles) -> list[str]:
    """One line per missing piece of a `because` list."""
    out = []
    for item in items:
        if "fact" in item:
            name = title(item["fact"], language, titles)
            whys = [reason_words(r, language, titles) for r in item.get("reasons", [])]
            out.append(f"{name}{_colon(language)}{_join(whys, language)}")
        elif "parameter" in item:
            out.append(
                f"{item['parameter']}{_colon(language)}{reason_words(item, language, titles)}"
            )
        else:
            out.append(
                f"{item.get('of', '')}{_colon(language)}{reason_words(item, language, titles)}"
            )
    return out


def reason_words(reason: Mapping[str, Any], language: str, titles: Titles) -> str:
    """One reason: register and column, what is wrong with it, who can help."""
    pick = 0 if language == "zh" else 1
    what, helper = (
        pair[pick] for pair in KINDS.get(reason["kind"], ((reason["kind"],) * 2, ("", "")))
    )
    place = title(reason["register"], language, titles) if "register" in reason else ""
    if place and "column" in reason:
        place += " / " + title(f"{reason['register']}.{reason['column']}", language, titles)
    text = f"{place} {what}".strip()
    if not helper:
        return text
    return f"{text}（{helper}）" if language == "zh" else f"{text} ({helper})"


def title(name: str, language: str, titles: Titles) -> str:
    """The title of a fact, register or column in `language`, with its name where that helps."""
    zh, en = titles(name)
    words = zh if language == "zh" else en
    return words if words == name else f"{words} {name}"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _join(texts: Sequence[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(texts)
