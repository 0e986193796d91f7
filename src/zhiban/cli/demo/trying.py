"""Which commands can be tried next? Real ones, on the files just written."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhiban.language.rules import Rule


def commands(
    rule: Rule, finding: Mapping[str, Any], out: Path, as_of: str
) -> list[tuple[str, str, str]]:
    """Three of them, each with what it does (zh, en): explain, judge, look the rule up.

    `finding` is explained from the facts written; `rule` is judged from the registers.
    """
    facts = out / "facts" / f"{finding['rule']}.csv"
    occasion = ["--occasion", finding["occasion"]] if finding["occasion"] else []
    about = ["explain", finding["rule"], finding["id"], *occasion, "--facts", str(facts)]
    folder, found = str(out / "registers"), f"{rule.id}.csv"
    return [
        (
            "为什么（改动这个文件里的一格，再试一次）",
            "why so (change a cell of that file, then try again)",
            _line(*about, "--as-of", as_of),
        ),
        (
            f"直接从登记簿判定{rule.title}",
            f"judge straight from the registers: {rule.title_en}",
            _line("judge", rule.id, "--register", folder, "--as-of", as_of, "--out", found),
        ),
        (
            "这条规则的条文、数字和所需的列",
            "the articles, figures and inputs of the rule",
            _line("rules", rule.id),
        ),
    ]


def _line(*words: str) -> str:
    """A command as it is typed."""
    return " ".join([_program(), *(_quoted(word) for word in words)])


def _quoted(word: str) -> str:
    """A word for the shell; letters of any script need no quotes."""
    plain = "".join("a" if c.isalpha() else c for c in word)
    return word if shlex.quote(plain) == plain else shlex.quote(word)


def _program() -> str:
    """How `zhiban` was called, if it cannot be called by its name alone."""
    if shutil.which("zhiban") is not None or Path(sys.argv[0]).name != "zhiban":
        return "zhiban"
    called, here = Path(sys.argv[0]).absolute(), Path.cwd()
    return _quoted(str(called.relative_to(here) if called.is_relative_to(here) else called))
