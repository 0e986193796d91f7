"""What do the rules say of every unit? (SEM 2, 13, 17, 23)

Over a file of facts, or over registers: then the facts are derived first, and judged as if they
had come from a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.engines.columnar.judge import FINDINGS, judge_frame
from zhiban.errors import DataError, Problem, ZhibanError
from zhiban.findings.clauses import WORDS
from zhiban.language.rules import Rule
from zhiban.loop.deriving import Wide, derive, without_empty_occasion
from zhiban.loop.granted import Wanted, wanted_of
from zhiban.loop.names import granted_names, granted_specs, inputs_of, one_kind
from zhiban.loop.notes import Note, short
from zhiban.loop.receiving import Registers
from zhiban.loop.units import is_period
from zhiban.packs import Library
from zhiban.registers.reading import read_facts
from zhiban.registers.wide import date_texts

KEY = ("id", "rule", "occasion")


@dataclass(frozen=True)
class Judged:
    """The findings as a frame, the rules that raised, and what should be said."""

    frame: pl.DataFrame
    failures: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def as_file(self) -> pl.DataFrame:
        """The form that `judge` writes, sorted by id, rule and occasion."""
        frame = self.frame.select(
            "id", "occasion", "rule", verdict_word(), "amount_fen", "outputs", "unmet", "because",
            date_texts(self.frame["as_of"]),
        )  # fmt: skip
        return without_empty_occasion(frame.sort(*KEY, maintain_order=True))


def verdict_word(column: str = "verdict") -> pl.Expr:
    """A verdict as files write it: yes, no, or unknown for null."""
    return pl.col(column).replace_strict(
        list(WORDS), list(WORDS.values()), default=WORDS[None], return_dtype=pl.String
    )


def judge(
    rules: Sequence[Rule], frame: pl.DataFrame, *, law_known_at: int | None = None,
    settled: bool = True,
) -> Judged:  # fmt: skip
    """Judge a canonical wide frame; a rule that raises writes nothing and stops no other."""
    try:
        return Judged(judge_frame(rules, frame, law_known_at=law_known_at, settled=settled))
    except Exception as error:  # whatever it is, the other rules are judged without it (SEM 23)
        if len(rules) == 1:
            return Judged(pl.DataFrame(schema=FINDINGS), [failure(rules[0], error)])
    return _together(
        [judge([rule], frame, law_known_at=law_known_at, settled=settled) for rule in rules]
    )


def failure(rule: Rule, error: Exception) -> Problem:
    """What is said of a rule that raised (SEM 23)."""
    what = f"{type(error).__name__}: {error}"
    return Problem(
        "rule-raises", rule.id, f"规则出错，没有写出结果（{what}）",
        f"the rule raised, nothing is written for it ({what})",
        "其他规则不受影响；请把这条信息交给规则的作者",
        "the other rules are not affected; show this to the author of the rule",
    )  # fmt: skip


def _together(parts: Sequence[Judged]) -> Judged:
    frames = [p.frame for p in parts] or [pl.DataFrame(schema=FINDINGS)]
    return Judged(
        pl.concat(frames, how="diagonal"),
        [f for p in parts for f in p.failures],
        list(dict.fromkeys(n for p in parts for n in p.notes)),
    )


# --- over a file of facts -----------------------------------------------------------------------


def judge_facts(
    library: Library,
    rules: Sequence[Rule],
    path: Path,
    as_of: int,
    *,
    occasion: str | None = None,
    law_known_at: int | None = None,
) -> Judged:
    """Judge every row of a file of facts. Raises DataError with everything wrong in it."""
    wide = facts_of_file(library, rules, path, as_of, occasion=occasion)
    judged = judge(rules, wide.frame, law_known_at=law_known_at)
    return Judged(judged.frame, judged.failures, wide.notes + judged.notes)


def facts_of_file(
    library: Library, rules: Sequence[Rule], path: Path, as_of: int, *, occasion: str | None = None
) -> Wide:
    """The rows of a file of facts that are judged; `occasion` stands for an empty one."""
    one_kind(library, (rule.subject.id for rule in rules))
    specs = [i.spec for i in inputs_of(library, rules)]
    grants = granted_specs(granted_names(rules))
    read = read_facts(path, [*specs, *grants], default_as_of=as_of)
    names = [s.name for s in grants]
    frame = read.frame.drop([n for n in names if n in read.missing])
    missing = [n for n in read.missing if n not in names]
    notes = []
    if missing:
        notes.append(Note(
            f"文件没有这些列，按未知处理：{short(missing)}",
            f"columns the file does not have, unknown for all: {short(missing)}",
        ))  # fmt: skip
    if occasion is not None:
        frame = frame.with_columns(pl.col("occasion").replace("", occasion))
    _check_occasions(rules, frame, path)
    lines: Sequence[int] = range(2, frame.height + 2)
    if occasion is not None:
        asked = frame["occasion"] == occasion
        lines = [line for line, is_asked in zip(lines, asked, strict=True) if is_asked]
        frame = frame.filter(asked)
    return Wide(frame, specs + [s for s in grants if s.name in frame.columns], notes, lines)


def _check_occasions(rules: Sequence[Rule], frame: pl.DataFrame, path: Path) -> None:
    """Rules judged per year or month need to know which: all rows that do not say are named."""
    problems = []
    for grain in sorted({r.per.grain for r in rules} & {"year", "month"}):
        names = "、".join(r.id for r in rules if r.per.grain == grain)
        word = {"year": ("年份，如 2025", "a year such as 2025"),
                "month": ("月份，如 2025-07", "a month such as 2025-07")}[grain]  # fmt: skip
        wrong = [t for t in frame["occasion"].unique() if not is_period(grain, t)]
        rows = frame.with_row_index("row", offset=2).filter(pl.col("occasion").is_in(wrong))
        for row in rows.head(5).iter_rows(named=True):
            problems.append(Problem(
                "occasion", f"{path} 第 {row['row']} 行 (row {row['row']}) 列 (column) occasion",
                f"{names} 要说明事由：“{row['occasion']}”不是{word[0]}",
                f"{names} is judged per {grain}; “{row['occasion']}” is not {word[1]}",
                "补上 occasion 列，或用 --occasion 指定", "fill in the column, or give --occasion",
            ))  # fmt: skip
        if rows.height > 5:
            more = (f"另有 {rows.height - 5} 行", f"and {rows.height - 5} rows more")
            problems.append(Problem("occasion", str(path), *more))
    if problems:
        raise DataError(problems)


# --- over registers -----------------------------------------------------------------------------


def judge_registers(
    library: Library,
    rules: Sequence[Rule],
    registers: Registers,
    as_of: int,
    *,
    occasion: str | None = None,
    law_known_at: int | None = None,
    settled: bool = True,
    step: Callable[[str], None] = lambda _: None,
) -> Judged:
    """Derive what the rules need for every unit, and judge it; `step` is told each group.

    Not `settled`: see `judge_frame`.
    """
    parts = []
    for group in groups(rules):
        step(", ".join(rule.id for rule in group))
        try:
            wide = facts_of_registers(library, group, registers, as_of, occasion=occasion)
        except ZhibanError:  # the mistake is in what was asked, not in a rule
            raise
        except Exception as error:
            asked = {"occasion": occasion, "law_known_at": law_known_at, "settled": settled}
            parts += _one_by_one(library, group, registers, as_of, asked, error)
            continue
        judged = judge(group, wide.frame, law_known_at=law_known_at, settled=settled)
        parts.append(Judged(judged.frame, judged.failures, wide.notes))
    return _together([Judged(pl.DataFrame(schema=FINDINGS), notes=registers.notes), *parts])


def _one_by_one(
    library: Library, group: Sequence[Rule], registers: Registers, as_of: int,
    asked: dict[str, Any], error: Exception,
) -> list[Judged]:  # fmt: skip
    if len(group) == 1:
        return [Judged(pl.DataFrame(schema=FINDINGS), [failure(group[0], error)])]
    return [judge_registers(library, [rule], registers, as_of, **asked) for rule in group]


def groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules by whom and per what they are judged; one group is judged over one wide frame."""
    found: list[tuple[tuple[object, ...], list[Rule], list[Wanted]]] = []
    for rule in rules:
        key = (rule.subject.id, rule.per.occasion, rule.per.open_for_months)
        wanted = wanted_of(rule)
        for other, members, standing in found:
            if other == key and all(
                w in standing or w.name not in [s.name for s in standing] for w in wanted
            ):
                members.append(rule)
                standing.extend(w for w in wanted if w not in standing)
                break
        else:
            found.append((key, [rule], wanted))
    return [members for _, members, _ in found]


def facts_of_registers(
    library: Library,
    rules: Sequence[Rule],
    registers: Registers,
    as_of: int,
    *,
    occasion: str | None = None,
    only: str | None = None,
) -> Wide:
    """The wide frame that rules of one group are judged on; `only` one subject if given."""
    wanted = list(dict.fromkeys(w for rule in rules for w in wanted_of(rule)))
    inputs = inputs_of(library, rules)
    return derive(
        library, inputs, registers, as_of,
        occasion=occasion, rules=rules, wanted=wanted, only=only,
    )  # fmt: skip
