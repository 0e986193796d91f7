"""Which commands can be tried next? Real ones, on the files just written."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhiban.cli.demo.run import covered_options
from zhiban.language.rules import Rule
from zhiban.loop.names import inputs_of
from zhiban.packs import Library


def commands(
    library: Library, rule: Rule, finding: Mapping[str, Any], out: Path, as_of: str
) -> list[tuple[str, str, str]]:
    """Three of them, each with what it does (zh, en): explain, judge, look the rule up.

    `rule` is judged from its registers; `finding` is one to be explained from the facts.
    """
    occasion = ["--occasion", finding["occasion"]] if finding["occasion"] else []
    facts = out / "facts" / f"{finding['rule']}.csv"
    registers = _registers(library, rule)
    return [
        (
            "为什么（改动这个文件里的一格，再试一次）",
            "why so (change a cell of that file, then try again)",
            _line("explain", finding["rule"], finding["id"], *occasion, "--facts", str(facts),
                  "--as-of", as_of),
        ),
        (
            f"直接从登记簿判定：{rule.title}",
            f"judge straight from the registers: {rule.title_en}",
            _line(
                "judge", rule.id,
                *(x for name in registers
                  for x in ("--register", f"{name}={out / 'registers' / name}.csv")),
                *(x for text in covered_options(registers) for x in ("--covered", text)),
                "--as-of", as_of,
            ),
        ),
        (
            "规则的条文、数字和所需的列", "the rule: its articles, figures and inputs",
            _line("rules", rule.id),
        ),
    ]  # fmt: skip


def _registers(library: Library, rule: Rule) -> list[str]:
    """The registers a rule needs, the subject's own first."""
    facts = [i.name for i in inputs_of(library, [rule]) if i.fact is not None]
    own = [library.kinds[rule.subject.id].register]
    occasion = [rule.per.register.id] if rule.per.register is not None else []
    return list(dict.fromkeys([*own, *occasion, *library.registers_of(facts)]))


def _line(*words: str) -> str:
    """A command as it is typed, broken before the options where it is long."""
    quoted = [_program(), *(shlex.quote(word) for word in words)]
    line = " ".join(quoted)
    if len(line) <= 100:
        return line
    parts: list[str] = []
    for word in quoted:
        if word.startswith("--") or not parts:
            parts.append(word)
        else:
            parts[-1] += " " + word
    return " \\\n      ".join(parts)


def _program() -> str:
    """How `zhiban` was called, if it cannot be called by its name alone."""
    if shutil.which("zhiban") is not None or Path(sys.argv[0]).name != "zhiban":
        return "zhiban"
    called = Path(sys.argv[0]).absolute()
    here = Path.cwd()
    return shlex.quote(str(called.relative_to(here) if called.is_relative_to(here) else called))
