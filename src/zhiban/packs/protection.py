"""Does a rule keep what protects people? Watches, grades and words, refused as the pack loads.

Each refusal names the guarantee (G n) it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiban.errors import Problem
from zhiban.language.protection import SENSITIVE, sensitive_kind
from zhiban.language.register import ColumnDeclaration
from zhiban.language.rules import GradeRule, Rule, WatchRule
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.types import Code, Ordered
from zhiban.packs.library import Library
from zhiban.packs.polarity import Polarity
from zhiban.packs.watch_checks import WatchChecks

#: Words that no rule may put out: a mismatch is not a fraud (G7).
ACCUSING = ("fraud", "欺诈", "诈骗", "骗", "冒领", "swindl")
#: What an impact assessment says (G23, PIPL art. 55).
SECTIONS = {"目的": "purpose", "数据": "data", "风险": "risk", "措施": "measures"}


def check_protection(rule: Rule, library: Library) -> Iterator[Problem]:
    """Every way in which a rule breaks a guarantee, in the order of the guarantees."""
    yield from _words(rule)
    if not isinstance(rule, (WatchRule, GradeRule)):
        return
    polarity = Polarity(rule, library)
    yield from _assessment(rule)
    yield from _sensitive(rule, library, polarity)
    if isinstance(rule, WatchRule):
        yield from WatchChecks(rule, library, polarity).problems()


# --- G7 -----------------------------------------------------------------------------------------


def _words(rule: Rule) -> Iterator[Problem]:
    texts = [rule.id, rule.title, rule.title_en]
    for article in rule.articles:
        texts += [article.id, article.title, article.title_en]
    if isinstance(rule, GradeRule) and rule.classes is not None:
        texts += [*rule.classes.codes, *rule.classes.titles, *rule.classes.titles_en]
    for text in dict.fromkeys(texts):
        if any(word in text.lower() for word in ACCUSING):
            yield Problem(
                "accusing", rule.where,
                f"规则 {rule.id} 的文字“{text}”是对人的定性：规则只能说哪些记录不一致（G7）",
                f"rule {rule.id} says “{text}”, which judges a person: a rule can only say which "
                "records disagree (G7)",
                "写成所见的事实，例如“领取期间有参保缴费”",
                "say what was seen, such as “insured while drawing benefit”",
            )  # fmt: skip


# --- G23 ----------------------------------------------------------------------------------------


def _assessment(rule: Rule) -> Iterator[Problem]:
    path = rule.folder / "assessment.md"
    if not path.exists():
        yield Problem(
            "no-assessment", rule.where,
            f"{rule.id} 的文件夹缺少 assessment.md（影响评估，G23）",
            f"the folder of {rule.id} lacks assessment.md (impact assessment, G23)",
            "写明目的、数据、风险、措施", "say purpose, data, risk, measures",
        )  # fmt: skip
        return
    text = path.read_text(encoding="utf-8")
    missing = [word for word in SECTIONS if not _says(text, word)]
    if missing:
        words = ", ".join(SECTIONS[word] for word in missing)
        yield Problem(
            "assessment", f"{rule.where} assessment.md",
            f"{rule.id} 的影响评估没有写：{'、'.join(missing)}（G23）",
            f"the assessment of {rule.id} does not say: {words} (G23)",
            "每项一行表格或一节，例如 | 目的 purpose | …… |",
            "one table row or section each, such as | 目的 purpose | … |",
        )  # fmt: skip


def _says(text: str, word: str) -> bool:
    """Whether a row or a section of that name holds words."""
    row = rf"^\|\s*{word}[^|\n]*\|[^|\n]*\w[^|\n]*\|"
    section = rf"^#+\s*{word}[^\n]*\n+(?!#)[^\n]*\w"
    return re.search(f"{row}|{section}", text, re.MULTILINE) is not None


# --- G12 ----------------------------------------------------------------------------------------


def _sensitive(rule: Rule, library: Library, polarity: Polarity) -> Iterator[Problem]:
    found: dict[str, str] = {}
    for root in rule.nodes():
        for node in polarity.reached(root):
            kind = _kind_of(node, library)
            if kind:
                found.setdefault(kind, label(node))
    for kind, name in found.items():
        if not rule.sensitive_law.get(kind):
            zh, en = SENSITIVE[kind]
            yield Problem(
                "sensitive-data", rule.where,
                f"{rule.id} 用到{zh}（{name}），没有写明准许使用的条文（G12）",
                f"{rule.id} uses {en} ({name}) and cites no article that allows it (G12)",
                f'去掉它，或写 sensitive_law={{"{kind}": "某法第几条"}}',
                f'leave it out, or write sensitive_law={{"{kind}": "the article"}}',
            )  # fmt: skip


def _kind_of(node: n.Node, library: Library) -> str:
    if isinstance(node, n.FactValue):
        fact = library.facts.get(node.fact_id)
        if fact is None or fact.expression is not None:
            return ""
        return sensitive_kind(fact.sensitive, fact.title)
    column = _column(node, library)
    if column is None:
        return ""
    lists = (column.type.list.title,) if isinstance(column.type, (Code, Ordered)) else ()
    return sensitive_kind(column.sensitive, column.title, *lists)


def _column(node: n.Node, library: Library) -> ColumnDeclaration | None:
    if not isinstance(node, (n.Column, n.OccasionColumn, n.OnlyRow)):
        return None
    register = library.registers.get(node.register_id)
    return None if register is None else register.columns.get(node.name)
