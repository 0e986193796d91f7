"""How does the demo end? One page: verdicts, money, what is missing, why, and what next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from zhiban.cli.demo import tally
from zhiban.cli.layout import table
from zhiban.language.rules import PolicyRule

if TYPE_CHECKING:
    import polars as pl

    from zhiban.language.rules import Rule
    from zhiban.packs import Library

MOST = 5


@dataclass(frozen=True)
class Page:
    """What the page is made of. `explained`: verdict → text; `commands`: what → command line."""

    library: Library
    rules: Sequence[Rule]
    findings: pl.DataFrame
    people: int
    firms: int
    seed: int
    as_of: str
    folder: str
    explained: Sequence[tuple[str, str]]
    commands: Sequence[tuple[str, str, str]]
    language: str

    def text(self) -> str:
        """The whole page."""
        return "\n".join(self.lines()) + "\n"

    def lines(self) -> Iterator[str]:
        """Line by line; Chinese with English beside it, or English alone."""
        say = self.say
        yield ""
        yield say(
            "虚构的小镇：没有一行描述真实的人或单位",
            "A made-up town: no row is about a real person or firm",
        )
        yield say(
            f"{self.people:,} 人，{self.firms:,} 个单位，种子 {self.seed}；"
            f"判定日 {self.as_of}（不随今天变，用 --as-of 改）",
            f"{self.people:,} people, {self.firms:,} firms, seed {self.seed}; "
            f"judged on {self.as_of} (whatever today is; --as-of changes it)",
        )  # fmt: skip
        yield from self.part("结论", "Findings", self.verdicts())
        yield from self.part("金额（元）", "Money (yuan)", self.money())
        yield from self.part(
            "最缺什么（单独补上就能定下最多结论的）",
            "What is missing (what alone would settle most comes first)",
            self.missing(),
        )  # fmt: skip
        words = {"yes": ("一个“是”", "A yes"), "no": ("一个“否”", "A no"),
                 "unknown": ("一个“未知”", "An unknown")}  # fmt: skip
        for verdict, text in self.explained:
            yield from self.part(*words[verdict], text)
        yield from self.part("接下来可以试", "What to try next", "\n\n".join(
            f"  # {say(zh, en)}\n  {command}" for zh, en, command in self.commands
        ))  # fmt: skip
        yield ""
        yield say(
            f"以上全部虚构；文件在 {self.folder}。办件页面还没有，暂不启动服务。",
            f"All of this is made up; the files are in {self.folder}. "
            "There is no desk to serve yet.",
        )  # fmt: skip

    def say(self, zh: str, en: str) -> str:
        """Both languages, or English alone."""
        return f"{zh} · {en}" if self.language == "zh" else en

    def part(self, zh: str, en: str, body: str) -> Iterator[str]:
        """A titled part of the page."""
        yield ""
        yield f"── {self.say(zh, en)}"
        yield body

    def named(self, rule: Rule) -> str:
        """A rule by its title and its id."""
        return f"{rule.title if self.language == 'zh' else rule.title_en} {rule.id}"

    def verdicts(self) -> str:
        """Findings per rule and verdict."""
        say = self.say
        rows: list[Sequence[str]] = [
            (say("规则", "rule"), say("是", "yes"), say("否", "no"), say("未知", "unknown"))
        ]
        for pack, rules in self.by_pack(self.rules):
            rows.append((pack,))
            for rule in rules:
                counts = tally.verdicts(self.findings, rule.id)
                rows.append(("  " + self.named(rule), *(f"{counts[v]:,}" for v in tally.VERDICTS)))
        return table(rows, "  ")

    def money(self) -> str:
        """Known sums by policy, and how many yes findings have none."""
        say = self.say
        rows: list[Sequence[str]] = [
            (say("规则", "rule"), say("已知合计", "known sum"), say("笔数", "findings"),
             say("金额未定", "sum not known"))
        ]  # fmt: skip
        for pack, rules in self.by_pack(r for r in self.rules if isinstance(r, PolicyRule)):
            rows.append((pack,))
            for rule in rules:
                m = tally.money(self.findings, rule.id)
                yuan = f"{m.known_fen // 100:,}.{m.known_fen % 100:02d}"
                rows.append(("  " + self.named(rule), yuan, f"{m.priced:,}", f"{m.unpriced:,}"))
        return table(rows, "  ")

    def by_pack(self, rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
        """The rules pack by pack, under the pack's own title: the heading of its README."""
        for folder, members in groupby(rules, key=lambda rule: rule.folder.parents[1]):
            readme = folder / "README.md"
            lines = readme.read_text(encoding="utf-8").splitlines() if readme.is_file() else []
            yield next((x[2:] for x in lines if x.startswith("# ")), folder.name), list(members)

    def missing(self) -> str:
        """The missing pieces that would settle most findings."""
        from zhiban.words.gaps import KINDS

        say = self.say
        rows: list[Sequence[str]] = [
            (say("缺的", "missing"), say("为什么", "why"), say("单独可定", "settles alone"),
             say("共涉及", "named by"))
        ]  # fmt: skip
        for piece in tally.missing(self.findings)[:MOST]:
            kinds = [KINDS[k] for k in piece.kinds[:2] if k in KINDS]
            why = say("、".join(zh for zh, _ in kinds), ", ".join(en for _, en in kinds))
            rows.append((
                f"{self.title(piece)[self.language == 'en']} {piece.name}", why,
                f"{piece.settles:,}", f"{piece.named:,}",
            ))  # fmt: skip
        return table(rows, "  ")

    def title(self, piece: tally.Missing) -> tuple[str, str]:
        """What a missing piece is called."""
        from zhiban.loop.names import names_of

        calculator, _, output = piece.name.rpartition(".")
        if piece.what == "undefined" and calculator in self.library.calculators:
            given = {o.name: o for o in self.library.calculators[calculator].outputs}[output]
            return given.title, given.title_en
        if piece.what != "parameter":
            return names_of(self.library, piece.name)
        for rule in self.rules:
            if piece.name in rule.parameters:
                parameter = rule.parameters[piece.name]
                return parameter.title, parameter.title_en
        return piece.name, piece.name
