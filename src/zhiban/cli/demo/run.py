"""What does the demo do? It makes the town, receives it into a pool, and scans that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from zhiban.cli import reading
from zhiban.cli.demo.pooling import POOL, fill, found, scanned
from zhiban.cli.progress import parts, steps
from zhiban.errors import Problem
from zhiban.language.rules import Rule
from zhiban.loop.deriving import Wide
from zhiban.loop.explaining import explain_registers
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.names import LibraryNames, inputs_of
from zhiban.loop.notes import Note
from zhiban.loop.receiving import Registers, receive
from zhiban.made_up import STEPS, Town, deliveries, make_town
from zhiban.made_up.registers import COVERED
from zhiban.packs import Library
from zhiban.registers.writing import write_table
from zhiban.scan.catalogue import Scans
from zhiban.words.speech import Speech
from zhiban.words.text import as_text
from zhiban.words.told import tell

#: The planted cases explained at the end, by verdict; the first that came out so.
EXPLAINED = {
    "yes": ("twelve_months",),
    "no": ("three_of_ten",),
    "unknown": ("form_in_doubt",),
}
README = """\
虚构的演示，没有一行描述真实的人或单位。由 zhiban demo 生成，再次运行会替换。
A made-up demo: no row describes a real person or firm. The next zhiban demo replaces it.

registers/     登记簿 register files; registers/README.txt says more
pool/          收下这些登记簿的数据池，已扫描一次 the pool that received them, scanned once
deliveries/    后来的交付，可收进数据池 later deliveries, to be received into it
facts/         每条规则所用的事实 the facts each rule was judged on
findings.csv   全部结论 all findings; findings/ 按规则分开 the same by rule
summary.txt    结果页 the page shown at the end

只有 --dirt with --dirt only:
sent/          供数单位交来的文件，带差错 files as suppliers send them, with faults
sent-pool/     收下它们的数据池 the pool that received them
truth/         真实情况、差错、两边的结论 what is really so, the faults, both findings
errors.csv     每条规则准不准、全不全 precision and recall of each rule
"""


@dataclass(frozen=True)
class Done:
    """The town, what was judged on, and what came out; `findings` in the form of files."""

    town: Town
    wides: dict[str, Wide]
    findings: pl.DataFrame
    failures: list[Problem]
    notes: list[Note]
    registers: Registers
    as_of: int

    def explained(
        self, library: Library, language: str
    ) -> Iterator[tuple[str, dict[str, Any], str]]:
        """For each verdict: one finding and its explanation."""
        names = LibraryNames(library)
        speech = Speech(language, names)
        for verdict, cases in EXPLAINED.items():
            finding = self._finding(verdict, cases)
            if finding is None:
                continue
            rule = library.rules[finding["rule"]]
            found, _ = explain_registers(
                library, rule, finding["id"], self.registers, self.as_of,
                occasion=finding["occasion"],
            )  # fmt: skip
            for one in found:
                if (one.finding["occasion"] or None) == finding["occasion"]:
                    yield verdict, finding, as_text(tell(one, language, names), speech)

    def _finding(self, verdict: str, cases: Sequence[str]) -> dict[str, Any] | None:
        found = self.findings.filter(pl.col("verdict") == verdict)
        for case in self.town.cases:
            if case.id in cases:
                here = found.filter(
                    pl.col("rule") == case.rule,
                    pl.col("id") == case.subject,
                    pl.col("occasion").fill_null("") == case.occasion,
                )
                if not here.is_empty():
                    return here.row(0, named=True)
        return found.row(0, named=True) if not found.is_empty() else None


def rules_of_town(library: Library) -> list[Rule]:
    """The rules whose registers the town holds, pack by pack in the order of the packs."""
    return [rule for rule in library.rules.values() if set(_registers(library, rule)) <= {*COVERED}]


def _registers(library: Library, rule: Rule) -> list[str]:
    facts = [i.name for i in inputs_of(library, [rule]) if i.fact is not None]
    own = [rule.subject.register, *([rule.per.register.id] if rule.per.register else [])]
    return [*own, *library.registers_of(facts)]


def run(
    library: Library, rules: Sequence[Rule], folder: Path,
    *, people: int, firms: int, seed: int, as_of: int,
) -> Done:  # fmt: skip
    """Make a town in `folder`, receive it into a pool, scan that, and write what was found."""
    registers = folder / "registers"
    with steps(STEPS + 2 * len(COVERED) + len(rules)) as step:
        town = make_town(
            people, seed, registers, firms=firms, step=lambda zh, en: step(f"{zh} · {en}")
        )
        deliveries.write(town.registers, folder / "deliveries")
        pool = fill(library, registers, folder / POOL, step)
        read = _read(library, registers, step)
        wides = _facts(library, rules, read, as_of, folder / "facts", step)
    with parts() as part:
        done = scanned(pool, library, rules, as_of, part)
    (folder / "README.txt").write_text(README, encoding="utf-8")
    (folder / "findings").mkdir()
    scans = Scans(pool.folder)
    files = [found(scans, rule, done) for rule in rules]
    for rule, file in zip(rules, files, strict=True):
        write_table(file, folder / "findings" / f"{rule.id}.csv")
    findings = pl.concat(files).sort("id", "rule", "occasion", maintain_order=True)
    write_table(findings, folder / "findings.csv")
    notes = [note for wide in wides.values() for note in wide.notes]
    return Done(town, wides, findings, done.failures, notes, read, as_of)


def _read(library: Library, folder: Path, step: Callable[[str], None]) -> Registers:
    return receive(
        library,
        [(name, path) for name in COVERED if (path := folder / f"{name}.csv").exists()],
        reading.covered([f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans]),
        step=step,
    )


def _facts(
    library: Library, rules: Sequence[Rule], read: Registers, as_of: int, out: Path,
    step: Callable[[str], None],
) -> dict[str, Wide]:  # fmt: skip
    """The facts of each rule, written to a file of its own as anybody may try them."""
    out.mkdir()
    wides = {}
    for rule in rules:
        step(f"{rule.title} · {rule.title_en}")
        wides[rule.id] = facts_of_registers(library, [rule], read, as_of)
        write_table(wides[rule.id].as_file(), out / f"{rule.id}.csv")
    return wides
