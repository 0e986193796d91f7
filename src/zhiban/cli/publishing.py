"""How are the rules published, and how do two versions of one differ? (`zhiban rules`)"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhiban.cli import console, files, reading
from zhiban.errors import DataError, Problem, UsageError

if TYPE_CHECKING:
    from zhiban.language.rules import Rule
    from zhiban.packs import Library
    from zhiban.words.speech import Speech
    from zhiban.words.versions import Difference


def publish(library: Library, folder: Path, today: int) -> None:
    """Write the pages of all rules, and a snapshot of each, into `folder`."""
    from zhiban.pages.rules import pages

    if folder.exists() and not folder.is_dir():
        raise UsageError(Problem(
            "not-a-folder", str(folder), "这是一个文件，要给一个文件夹", "this is a file; give a folder",
            "换一个名字", "choose another name",
        ))  # fmt: skip
    count = 0
    for name, text in pages(library, today):
        files.write(folder / name, text, say=False)
        count += 1
    console.say(f"已写好 {folder}/index.html 等 {count} 个文件 · {count} files written")


def two_days(
    library: Library, name: str | None, before: str | None, after: str, language: str, as_json: bool
) -> None:
    """Say what the law of day `after` has that differs from that of day `before`."""
    from zhiban.loop.names import LibraryNames
    from zhiban.words.speech import Speech
    from zhiban.words.versions import differences

    if name is None:
        raise UsageError(Problem(
            "usage", "--compare", "要说明比较哪条规则", "which rule is to be compared?",
            "zhiban rules 规则编号 --as-of 日期 --compare 日期", "zhiban rules RULE --as-of DATE --compare DATE",
        ))  # fmt: skip
    rule = library.rule(name)
    names = LibraryNames(library)
    a, b = reading.as_of(before), _day(after)
    found = differences(rule, a, b, language, names)
    speech = Speech(language, names)
    if as_json:
        console.out(json.dumps([_json(d) for d in found], ensure_ascii=False, indent=2))
        return
    title = speech.quoted(speech.say(rule.title, rule.title_en))
    head = speech.say(f"{title}：从{speech.day(a)}到{speech.day(b)}",
                      f"{title}: from {speech.day(a)} to {speech.day(b)}")  # fmt: skip
    console.out("\n".join([head, *_lines(found, speech)]))


def _day(text: str) -> int:
    day = reading.optional_day(text, "--compare")
    assert day is not None
    return day


def against(
    library: Library, rules: Sequence[Rule], folder: Path, language: str, as_json: bool,
    *, whole: bool,
) -> None:  # fmt: skip
    """Say what differs from the snapshots in a folder of pages published before."""
    from zhiban.loop.names import LibraryNames
    from zhiban.packs import fingerprint
    from zhiban.words.snapshots import compare, snapshot
    from zhiban.words.speech import Speech

    names = LibraryNames(library)
    speech = Speech(language, names)
    old = _snapshots(folder)
    out: dict[str, list[Difference]] = {}
    titles: dict[str, str] = {}
    added: list[str] = []
    for rule in rules:
        now = snapshot(rule, fingerprint(rule, library), names)
        then = next((old[i] for i in (rule.id, *rule.aliases) if i in old), None)
        titles[rule.id] = speech.say(rule.title, rule.title_en)
        if then is None:
            added.append(rule.id)
        elif found := compare(then, now, speech):
            out[rule.id] = found
    known = {i for rule in library.rules.values() for i in (rule.id, *rule.aliases)}
    gone = [i for i in old if i not in known] if whole else []
    if as_json:
        shape = {"added": added, "removed": gone,
                 "changed": {i: [_json(d) for d in found] for i, found in out.items()}}  # fmt: skip
        console.out(json.dumps(shape, ensure_ascii=False, indent=2))
        return
    say = speech.say
    lines = [say(f"新增规则“{titles[i]}”", f"New rule “{titles[i]}”") for i in added]
    lines += [say(f"不再有规则“{_title(old[i], speech)}”", f"Rule no longer there: “{_title(old[i], speech)}”")
              for i in gone]  # fmt: skip
    for i, found in out.items():
        lines += [f"“{titles[i]}”", *_lines(found, speech)]
    console.out("\n".join(lines) or say("没有不同。", "Nothing differs."))


def _title(shot: dict[str, Any], speech: Speech) -> str:
    return str(shot[("title", "title_en")[speech.pick]])


def _lines(found: Sequence[Difference], speech: Speech) -> list[str]:
    """One line each; a long difference on three."""
    out = []
    for one in found:
        if one.before and one.after and len(one.before) + len(one.after) > 60:
            by = speech.brackets(one.by)
            out += [f"  {one.what}{by}",
                    f"    {speech.say('原来：', 'before: ')}{one.before}",
                    f"    {speech.say('现在：', 'now: ')}{one.after}"]  # fmt: skip
        else:
            out.append(f"  {one.sentence(speech)}")
    return out or ["  " + speech.say("没有不同。", "Nothing differs.")]


def _json(one: Difference) -> dict[str, Any]:
    return {"what": one.what, "name": one.name, "before": one.before or None,
            "after": one.after or None, "by": one.by or None}  # fmt: skip


def _snapshots(folder: Path) -> dict[str, dict[str, Any]]:
    """The snapshots in a folder, by rule; DataError with everything wrong."""
    from zhiban.words.snapshots import FORM

    problems, found = [], {}
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        problems.append(Problem(
            "no-snapshots", str(folder), "这个文件夹里没有发布过的规则", "no published rules in this folder",
            "先用 zhiban rules --html 文件夹 发布旧版本", "publish the old version with zhiban rules --html DIR",
        ))  # fmt: skip
    for path in paths:
        try:
            shot = json.loads(path.read_text(encoding="utf-8"))
            if shot["form"] != FORM:
                raise ValueError(f"form {shot['form']}")
            found[str(shot["rule"])] = shot
        except (OSError, ValueError, KeyError, TypeError) as error:
            problems.append(Problem(
                "snapshot", str(path), f"不是发布过的规则：{error}", f"not a published rule: {error}",
                "去掉这个文件，或重新发布", "remove the file, or publish again",
            ))  # fmt: skip
    if problems:
        raise DataError(problems)
    return found
