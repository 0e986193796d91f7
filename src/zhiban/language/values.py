"""What may an author do with one value? Each type of value has its own class with its operations.

Every operation checks its types at once and refuses at the author's line what has no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zhiban.language.refusal import refuse
from zhiban.language.type_rules import NUMBERS, common_type, comparable, describe, never_negative
from zhiban.model import nodes as n
from zhiban.model.types import (
    Code,
    Date,
    Integer,
    Money,
    Month,
    Months,
    Ordered,
    Rate,
    Ratio,
    SubjectId,
    Text,
    Truth,
    Type,
    Unrounded,
)

if TYPE_CHECKING:
    from zhiban.language.facts import Fact


class Value:
    """A value an author can combine; `node` is its meaning, `fact` its declaration if any."""

    def __init__(self, node: n.Node, fact: Fact | None = None) -> None:
        self.node = node
        self.fact = fact

    @property
    def type(self) -> Type:
        """The type of the value."""
        return self.node.type

    def __bool__(self) -> bool:
        refuse(
            "python-logic",
            "不能用 Python 的 and、or、not、if 连接条件：未知会被丢掉",
            "Python's and, or, not, if cannot join conditions: unknown would be lost",
            "改用 all_of(a, b)、any_of(a, b)、~a、case(when(…), …)",
            "write all_of(a, b), any_of(a, b), ~a, case(when(…), …)",
        )
        return True

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> TruthValue:  # type: ignore[override]
        return _compare("==", self, other)

    def __ne__(self, other: object) -> TruthValue:  # type: ignore[override]
        return _compare("!=", self, other)

    def __le__(self, other: object) -> TruthValue:
        return _compare("<=", self, other)

    def __lt__(self, other: object) -> TruthValue:
        return _compare("<", self, other)

    def __ge__(self, other: object) -> TruthValue:
        return _compare(">=", self, other)

    def __gt__(self, other: object) -> TruthValue:
        return _compare(">", self, other)


class TruthValue(Value):
    """yes, no or unknown; joined with & | ~ or all_of, any_of."""

    def __and__(self, other: TruthValue) -> TruthValue:
        return TruthValue(n.All((self.node, truth_of(other).node)))

    def __or__(self, other: TruthValue) -> TruthValue:
        return TruthValue(n.AnyOf((self.node, truth_of(other).node)))

    def __invert__(self) -> TruthValue:
        return TruthValue(n.Not(self.node))


class NumberValue(Value):
    """A whole number, money, rate, ratio, or an amount not yet rounded."""

    def __add__(self, other: object) -> NumberValue:
        right = lift(other, self.type)
        return NumberValue(n.Add(common_type("+", self.type, right.type), self.node, right.node))

    def __sub__(self, other: object) -> NumberValue:
        right = lift(other, self.type)
        return _difference(self, right)

    def __rsub__(self, other: object) -> NumberValue:
        left = lift(other, self.type)
        return _difference(left, self)

    __radd__ = __add__

    def __mul__(self, other: object) -> NumberValue:
        return _multiply(self, lift(other, None))

    __rmul__ = __mul__

    def rounded(self, *, to: str, how: str, law: str) -> NumberValue:
        """The amount rounded `to` fen, jiao or yuan, `how` (half_up, half_even, up, down)."""
        if to not in ("fen", "jiao", "yuan") or how not in ("half_up", "half_even", "up", "down"):
            refuse(
                "rounding",
                f"不认识的舍入方式 {to}/{how}",
                f"unknown rounding {to}/{how}",
                "to=fen|jiao|yuan，how=half_up|half_even|up|down",
                "to=fen|jiao|yuan, how=half_up|half_even|up|down",
            )
        if not isinstance(self.type, Unrounded):
            refuse(
                "rounding", "只有未舍入的金额才能舍入", "only an unrounded amount can be rounded"
            )
        return NumberValue(n.Rounded(Money(), self.node, to, how, law))


class DateValue(Value):
    """A day."""


class MonthValue(Value):
    """A calendar month."""


class MonthsValue(Value):
    """A set of calendar months."""

    def count(self) -> NumberValue:
        """How many months."""
        return NumberValue(n.MonthsCount(self.node))

    def longest_run(self) -> NumberValue:
        """The length of the longest run of consecutive months."""
        return NumberValue(n.LongestRun(self.node))

    def within(self, window: n.Window) -> MonthsValue:
        """The months of the set within the window, which has fixed or computed ends."""
        if window.months_back is not None:
            refuse(
                "window",
                "within() 不接受 last_months()：先用 during() 限定行",
                "within() takes no last_months(): limit the rows with during() first",
            )
        return MonthsValue(n.MonthsWithin(self.node, window.first, window.last))

    def after(self, month: Value) -> MonthsValue:
        """The months later than `month` (a month, or the month of a day); all if it is NEVER."""
        node = month.node if isinstance(month.type, Month) else n.MonthOf(month.node)
        return MonthsValue(n.MonthsAfter(self.node, node))

    def overlap(self, other: MonthsValue) -> MonthsValue:
        """The months in both sets."""
        return MonthsValue(n.MonthsOverlap(self.node, other.node))

    def includes(self, month: Value) -> TruthValue:
        """Whether the set has the month."""
        return TruthValue(n.IncludesMonth(self.node, month.node))


class CodeValue(Value):
    """One code of a list, ordered or not."""

    def is_in(self, *codes: str | Iterable[str]) -> TruthValue:
        """Whether the code is one of `codes`; each must be in the list."""
        flat: list[str] = []
        for code in codes:
            flat.extend([code] if isinstance(code, str) else code)
        return TruthValue(n.IsIn(self.node, tuple(_checked_code(self.type, c) for c in flat)))


class TextValue(Value):
    """Text: shown, compared for equality."""


class SubjectValue(Value):
    """The id of another subject; `subject[fact]` is that subject's fact.

    The fact is about the subject, or about the very row that names the subject (a hire as seen
    from the person's side).
    """

    def __getitem__(self, fact: Value) -> Any:
        assert isinstance(self.type, SubjectId)
        if fact.fact is None:
            refuse(
                "look-up",
                "只能查另一主体的已声明事实",
                "only a declared fact can be looked up",
                "先用 fact(…) 声明",
                "declare it with fact(…) first",
            )
            return fact
        register = getattr(self.node, "register_id", None)
        if fact.fact.kind not in ("", self.type.kind) or fact.fact.occasion not in ("", register):
            refuse(
                "look-up",
                f"事实 {fact.fact.id} 说的是 {fact.fact.kind or fact.fact.occasion}，"
                f"这里需要 {self.type.kind}",
                f"fact {fact.fact.id} speaks about {fact.fact.kind or fact.fact.occasion}, "
                f"needed here is {self.type.kind}",
            )
        return wrap(n.LookUp(self.node, fact.fact.id, fact.type))


_CLASSES: dict[type[Type], type[Value]] = {
    Truth: TruthValue, Integer: NumberValue, Money: NumberValue, Unrounded: NumberValue,
    Rate: NumberValue, Ratio: NumberValue, Date: DateValue, Month: MonthValue, Months: MonthsValue,
    Code: CodeValue, Ordered: CodeValue, Text: TextValue, SubjectId: SubjectValue,
}  # fmt: skip


def wrap(node: n.Node, fact: Fact | None = None) -> Any:
    """The author's face of `node`."""
    return _CLASSES[type(node.type)](node, fact)


def lift(value: object, like: Type | None) -> Value:
    """`value` as a Value: numbers become constants, codes are checked against their list."""
    if isinstance(value, Value):
        return value
    if isinstance(value, bool):
        return TruthValue(n.Literal(Truth(), value))
    if isinstance(value, int):
        return NumberValue(n.Literal(like if isinstance(like, Money) else Integer(), value))
    if isinstance(value, Fraction):
        return NumberValue(n.Literal(Rate(), value))
    if isinstance(value, str) and isinstance(like, (Code, Text)):
        code = _checked_code(like, value) if isinstance(like, Code) else value
        text: Value = wrap(n.Literal(like, code))
        return text
    if isinstance(value, str) and isinstance(like, Ordered):
        return CodeValue(n.Literal(like, like.list.codes.index(_checked_code(like, value))))
    refuse(
        "literal",
        f"这里不能写 {value!r}",
        f"{value!r} cannot stand here",
        "金额、比例用参数 parameter(…)，日期用 day(…)",
        "use parameter(…) for money and rates, day(…) for dates",
    )
    return NumberValue(n.Literal(Integer(), 0))


def truth_of(value: object) -> TruthValue:
    """`value` as a condition."""
    if isinstance(value, TruthValue):
        return value
    if not isinstance(value, bool):
        refuse("condition", f"{value!r} 不是条件", f"{value!r} is not a condition")
    return TruthValue(n.Literal(Truth(), bool(value)))


def _checked_code(type_: Type, code: str) -> str:
    codes = type_.list.codes if isinstance(type_, (Code, Ordered)) else ()
    if code not in codes:
        import difflib

        near = difflib.get_close_matches(code, codes, 3, 0.0)
        title = type_.list.title if isinstance(type_, (Code, Ordered)) else ""
        refuse(
            "code-not-in-list",
            f"代码 {code!r} 不在代码表“{title}”中",
            f"code {code!r} is not in its list",
            "相近的有 " + "、".join(near),
            "nearest: " + ", ".join(near),
        )
        return codes[0] if codes else code
    return code


def _compare(symbol: str, left: Value, other: object) -> TruthValue:
    right = lift(other, left.type)
    if isinstance(left.type, Truth) and isinstance(right.type, Truth):
        refuse("condition", "条件之间不比较，用 all_of、any_of、~", "conditions are not compared")
        return TruthValue(left.node)
    if isinstance(left.type, (Code, Text, SubjectId)):
        if left.type != right.type or symbol not in ("==", "!="):
            refuse(
                "type-mismatch",
                f"{left.type} 与 {right.type} 不能用 {symbol} 比较",
                f"{left.type} and {right.type} cannot be compared with {symbol}",
            )
        same = TruthValue(n.SameCode(left.node, right.node))
        return same if symbol == "==" else ~same
    if not comparable(left.type, right.type):
        refuse(
            "type-mismatch",
            f"{describe(left.type)} 与 {describe(right.type)} 不能比较",
            f"{describe(left.type)} and {describe(right.type)} cannot be compared",
            "比较同一单位的量",
            "compare quantities of one unit",
        )
    return TruthValue(n.Compare(symbol, left.node, right.node))


def _difference(left: Value, right: Value) -> NumberValue:
    """left − right: nothing is promised of it."""
    type_ = common_type("-", left.type, right.type)
    bare = Money() if isinstance(type_, Money) else Integer(getattr(type_, "unit", None))
    return NumberValue(n.Subtract(bare, left.node, right.node))


def _multiply(left: Value, right: Value) -> NumberValue:
    a, b = left.type, right.type
    fraction = (Rate, Ratio)
    if isinstance(b, Money) or (isinstance(a, fraction) and not isinstance(b, fraction)):
        left, right, a, b = right, left, b, a
    type_: Type
    if isinstance(a, Money):
        type_ = Money() if isinstance(b, Integer) else Unrounded()
    elif isinstance(a, Unrounded):
        type_ = Unrounded()
    elif isinstance(a, Integer) and isinstance(b, Integer):
        type_ = Integer(a.unit or b.unit)
    else:
        type_ = Ratio()
    if (
        isinstance(b, (Money, Unrounded))
        or not isinstance(a, (Money, Unrounded, *NUMBERS))
        or (not isinstance(b, NUMBERS))
    ):
        refuse(
            "type-mismatch",
            f"{describe(a)} 与 {describe(b)} 不能相乘",
            f"{describe(a)} and {describe(b)} cannot be multiplied",
        )
    if not never_negative(right.node):
        refuse(
            "negative-factor",
            "乘数可能为负",
            "the factor may be negative",
            "声明 at_least=0，或把非负的一方写在右边",
            "declare at_least=0, or write the non-negative one right",
        )
    return NumberValue(n.Multiply(type_, left.node, right.node))
