"""Can a watch harm anyone by a guess? Silence, estimates, doubtful links, places, purposes.

Refused as the pack loads: G2, G3, G5, G12 (places), G13. `zhiban.packs.polarity` proves G2.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.errors import Problem
from zhiban.language.protection import LINK_STRENGTH, Purpose, exact
from zhiban.language.register import ColumnDeclaration, Register
from zhiban.language.rule_parts import Article
from zhiban.language.rules import WatchRule
from zhiban.language.values import wrap
from zhiban.model import nodes as n
from zhiban.model.labels import label
from zhiban.model.leaves import signed_leaves
from zhiban.model.types import Code, Ordered, Rate
from zhiban.packs.library import Library
from zhiban.packs.polarity import Polarity, Way, flipped

_AREAS = ("区县", "街道", "乡镇")


class WatchChecks:
    """The checks of one watch: G2, G3, G5, G12 (places), G13."""

    def __init__(self, rule: WatchRule, library: Library, polarity: Polarity) -> None:
        self.rule = rule
        self.library = library
        self.polarity = polarity

    def problems(self) -> Iterator[Problem]:
        """Every problem, those of the clauses in their order first."""
        for article in self.rule.clauses:
            yield from self._silence(article)
            yield from self._guesses(article)
        for article in self.rule.exceptions:
            yield from self._assumed(article)
        yield from self._without_rows()
        yield from self._links()
        yield from self._places()
        yield from self._purposes()

    def _problem(
        self, code: str, zh: str, en: str, attempt: str = "", attempt_en: str = ""
    ) -> Problem:
        return Problem(
            code, self.rule.where, f"预警 {self.rule.id}：{zh}", f"watch {self.rule.id}: {en}",
            attempt, attempt_en,
        )  # fmt: skip

    # G2

    def _silence(self, article: Article) -> Iterator[Problem]:
        at = f"条件 {article.id}"
        named = [*self._forbidden(article), *self._assumed(article)]
        yield from named
        for leaf, wanted in () if named else signed_leaves(article.condition):
            way = self.polarity.way(leaf)
            if (way if wanted else flipped(way)) not in (Way.FIXED, Way.UP):
                what = label(leaf) if wanted else f"~{label(leaf)}"
                yield self._problem(
                    "watch-silence",
                    f"{at} 的 {what} 会因为少了记录而成立；查不到不能作为对任何人不利的依据（G2）",
                    f"{what} of clause {article.id} can come true because a row is missing: "
                    "silence is never evidence against anyone (G2)",
                    "只用 exists、count ≥、非负列的 sum ≥；合法的例外写进 excused_by",
                    "use exists, count ≥, sum ≥ over columns that are never negative; put a lawful "
                    "exception into excused_by",
                )  # fmt: skip

    def _forbidden(self, article: Article) -> Iterator[Problem]:
        at = f"条件 {article.id}"
        said = set()
        for node in self.polarity.reached(article.condition):
            kind = type(node).__name__.lower()
            if isinstance(node, (n.Extreme, n.Pick, n.Mean)) and node.if_none is not None:
                kind = "if_none"
            if kind in said:
                continue
            said.add(kind)
            if kind == "if_none":
                yield self._problem(
                    "watch-if-none",
                    f"{at} 用了 if_none：查不到被当成一个值（G2）",
                    f"clause {article.id} uses if_none, which gives silence a value (G2)",
                    "写 if_none=unknown，或改用 exists",
                    "write if_none=unknown, or use exists",
                )
            elif kind == "every":
                yield self._problem(
                    "watch-every",
                    f"{at} 用了 every：一行也没有时成立（G2）",
                    f"clause {article.id} uses every, which holds where there is no row (G2)",
                    "改用 exists 或 count ≥",
                    "use exists or count ≥",
                )
            elif kind in ("pick", "mean"):
                yield self._problem(
                    "watch-pick",
                    f"{at} 用了 first、last 或 mean：少一行就可能变成“是”（G2）",
                    f"clause {article.id} uses first, last or mean: a row less may make it yes "
                    "(G2)",
                    "改用 exists、greatest、least",
                    "use exists, greatest, least",
                )  # fmt: skip

    def _assumed(self, article: Article) -> Iterator[Problem]:
        if any(isinstance(node, n.Assume) for node in self.polarity.reached(article.condition)):
            yield self._problem(
                "watch-assume",
                f"{article.id} 用了 assume：预警不能推定（G2）",
                f"{article.id} uses assume: a watch assumes nothing (G2)",
                "去掉 assume，不知道就是未知",
                "remove assume: what is not known stays unknown",
            )

    def _without_rows(self) -> Iterator[Problem]:
        if not any(self.polarity.needs_rows(a.condition) for a in self.rule.clauses):
            yield self._problem(
                "watch-without-rows",
                "一行记录也没有的人也可能是“是”（G2）",
                "it could be yes of someone about whom there is no row (G2)",
                "至少一个条件要有记录才成立，如 exists()、count() >= 1",
                "at least one clause must need a row, such as exists(), count() >= 1",
            )

    # G3

    def _guesses(self, article: Article) -> Iterator[Problem]:
        for node in self.polarity.reached(article.condition):
            fact = (
                self.library.facts.get(node.fact_id)
                if isinstance(node, (n.FactValue, n.LookUp))
                else None
            )
            if fact is not None and fact.expression is None:
                yield self._problem(
                    "watch-given",
                    f"条件 {article.id} 用到事实 {fact.id}，它不来自任何登记簿（G2）",
                    f"clause {article.id} uses fact {fact.id}, which comes from no register (G2)",
                    "先声明登记簿，再由它推出这个事实",
                    "declare its register and derive the fact from it",
                )
            if _averages(node, self.polarity):
                yield self._problem(
                    "watch-average",
                    f"条件 {article.id} 把一段时间的数平分（{label(node)}）；平均数不是证据（G3）",
                    f"clause {article.id} divides a figure ({label(node)}): an average is no "
                    "evidence (G3)",
                    "改用逐月的真实记录；要估算就用 spread(…)，在预警里它总是未知",
                    "use the real rows of each month; an estimate is made by spread(…), and "
                    "is unknown in a watch",
                )  # fmt: skip

    # G5

    def _links(self) -> Iterator[Problem]:
        inexact: dict[str, str] = {}
        for article in self.rule.clauses:
            for node in self.polarity.reached(article.condition):
                if isinstance(node, n.Rows):
                    self._need_exact(node.register_id, node.where, inexact)
                elif isinstance(node, n.OnlyRow):
                    self._need_exact(node.register_id, (), inexact)
        occasion = self.rule.per.register
        if occasion is not None:
            conditions = tuple(part for a in self.rule.clauses for part in _parts(a.condition))
            self._need_exact(occasion.id, conditions, inexact, of_occasion=True)
        for register_id, column in inexact.items():
            if column:
                yield self._problem(
                    "watch-link",
                    f"登记簿 {register_id} 的行不都是精确比对的，条件里没有 exact({column})（G5）",
                    f"not all rows of {register_id} are joined by an exact key, and no clause asks "
                    f"for exact({column}) (G5)",
                    f".where(exact({column}))；事由的行写成一个条件",
                    f".where(exact({column})); for rows that are the occasion, a clause",
                )  # fmt: skip
            else:
                yield self._problem(
                    "watch-link",
                    f"登记簿 {register_id} 没有声明它的行怎样对应到人（G5）",
                    f"register {register_id} does not declare how its rows are joined to people "
                    "(G5)",
                    'linked_by = "exact"，或加一列 link_strength(…)',
                    'linked_by = "exact", or a column link_strength(…)',
                )  # fmt: skip

    def _need_exact(
        self, register_id: str, conditions: tuple[n.Node, ...], inexact: dict[str, str],
        of_occasion: bool = False,
    ) -> None:  # fmt: skip
        register = self.library.registers.get(register_id)
        if register is None:
            return
        column = _strength_column(register)
        if column is None:
            if register.linked_by != "exact":
                inexact.setdefault(register_id, "")
            return
        cell = n.OccasionColumn if of_occasion else n.Column
        asked = exact(wrap(cell(register_id, column.name, column.type))).node
        if asked not in conditions:
            inexact[register_id] = f"{register_id}.{column.name}"

    # G12, places

    def _places(self) -> Iterator[Problem]:
        if self.rule.areas_because:
            return
        for article in self.rule.articles:
            for node in self.polarity.reached(article.condition):
                of = node.of if isinstance(node, n.IsIn) else getattr(node, "left", None)
                if isinstance(node, (n.IsIn, n.SameCode)) and of is not None and _is_area(of.type):
                    yield self._problem(
                        "watch-area",
                        f"条件 {article.id} 只看部分地区（{label(of)}），没有说明理由（G12）",
                        f"clause {article.id} looks at some places only ({label(of)}) and no "
                        "reason is given (G12)",
                        '写 areas_because="……"',
                        'write areas_because="…"',
                    )  # fmt: skip
                    return

    # G13

    def _purposes(self) -> Iterator[Problem]:
        if not self.rule.purposes:
            yield self._problem(
                "watch-no-purpose",
                "没有写 purposes：为哪项用途读取登记簿（G13）",
                "it lacks purposes: for which use are the registers read (G13)",
                'purposes=("supervision",)',
                'purposes=("supervision",)',
            )
        used: dict[str, None] = {}
        for root in self.rule.nodes():
            for node in self.polarity.reached(root):
                if isinstance(node, (n.Rows, n.OnlyRow, n.OccasionColumn)):
                    used.setdefault(node.register_id)
        if self.rule.per.register is not None:
            used.setdefault(self.rule.per.register.id)
        for register_id in used:
            register = self.library.registers.get(register_id)
            for purpose in self.rule.purposes if register is not None else ():
                assert register is not None
                yield from self._purpose(register, purpose)

    def _purpose(self, register: type[Register], purpose: str) -> Iterator[Problem]:
        declared = [p for p in register.purposes if p == purpose]
        if not declared:
            yield self._problem(
                "watch-purpose",
                f"登记簿 {register.id} 没有声明用途 {purpose}，不能用于这个预警（G13）",
                f"register {register.id} does not declare the purpose {purpose}: this watch may "
                "not read it (G13)",
                f'有法律依据的话，在登记簿写 Purpose("{purpose}", law="……")',
                f'if a law allows it, the register declares Purpose("{purpose}", law="…")',
            )  # fmt: skip
        elif not any(isinstance(p, Purpose) and p.law for p in declared):
            yield self._problem(
                "watch-purpose-law",
                f"登记簿 {register.id} 的用途 {purpose} 没有写法律依据（G13）",
                f"register {register.id} declares the purpose {purpose} without its law (G13)",
                f'写成 Purpose("{purpose}", law="……")',
                f'write Purpose("{purpose}", law="…")',
            )


def _averages(node: n.Node, polarity: Polarity) -> bool:
    """Whether a figure found in rows is divided, so that it stands for what nobody recorded."""
    if isinstance(node, n.Quotient):
        return polarity.way(node) is not Way.FIXED
    if isinstance(node, n.Multiply) and isinstance(node.factor, n.Literal):
        return isinstance(node.factor.of_type, Rate)
    return False


def _parts(node: n.Node) -> Iterator[n.Node]:
    """The conditions that must all hold for `node` to hold."""
    if isinstance(node, n.All):
        for part in node.of:
            yield from _parts(part)
    else:
        yield node


def _strength_column(register: type[Register]) -> ColumnDeclaration | None:
    columns = register.columns.values()
    return next((c for c in columns if c.type == Code(LINK_STRENGTH)), None)


def _is_area(type_: object) -> bool:
    if not isinstance(type_, (Code, Ordered)):
        return False
    return type_.list.id in ("districts", "streets") or any(w in type_.list.title for w in _AREAS)
