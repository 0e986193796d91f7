"""What may an author do with one value? Each type of value has its own class with its operations.

Every operation checks its types at once and refuses at the author's line what has no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zhiban.language.refusal import refuse
from zhiban.model import nodes as n
from zhiban.model.types import (
    Code,
    CodeList,
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

_NUMBERS = (Integer, Ratio, Rate)


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
        return all_of(self, other)

    def __or__(self, other: TruthValue) -> TruthValue:
        return any_of(self, other)

    def __invert__(self) -> TruthValue:
        return TruthValue(n.Not(self.node))


class NumberValue(Value):
    """A whole number, money, rate, ratio, or an amount not yet rounded."""

    def __add__(self, other: object) -> NumberValue:
        right = lift(other, self.type)
        return NumberValue(n.Add(_same_type("+", self, right), self.node, right.node))

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


def fixed_code(codes: CodeList, code: str, *, ordered: bool = False) -> CodeValue:
    """One code of a list as a value, for the branches of a case."""
    like: Type = Ordered(codes) if ordered else Code(codes)
    value = lift(code, like)
    assert isinstance(value, CodeValue)
    return value


def all_of(*conditions: TruthValue) -> TruthValue:
    """Yes if every condition is."""
    return TruthValue(n.All(tuple(_truth(c).node for c in conditions)))


def any_of(*conditions: TruthValue) -> TruthValue:
    """Yes if at least one condition is."""
    return TruthValue(n.AnyOf(tuple(_truth(c).node for c in conditions)))


def ratio(numerator: Value | int, denominator: Value | int) -> NumberValue:
    """numerator / denominator, exact; undefined where the denominator is not above 0."""
    return NumberValue(n.Quotient(lift(numerator, None).node, lift(denominator, None).node))


def step(value: NumberValue, table: Value) -> NumberValue:
    """The value of a step table (parameter of type scale) at `value`."""
    assert isinstance(table.node, n.ParameterValue)
    return NumberValue(n.Step(value.node, table.node))


def at_most(value: Value, cap: Value | int) -> Any:
    """`value`, but never more than `cap`."""
    right = lift(cap, value.type)
    return wrap(n.Smaller(_same_type("at_most", value, right), value.node, right.node))


def at_least(value: Value, floor: Value | int) -> Any:
    """`value`, but never less than `floor`."""
    right = lift(floor, value.type)
    return wrap(n.Larger(_same_type("at_least", value, right), value.node, right.node))


def when(condition: TruthValue, value: object) -> tuple[TruthValue, object]:
    """One branch of a case."""
    return _truth(condition), value


def case(*whens: tuple[TruthValue, object], otherwise: object) -> Any:
    """The value of the first condition that holds; the hull of the reachable if one is unknown."""
    values = [v for _, v in whens] + [otherwise]
    like = next((v.type for v in values if isinstance(v, Value)), None)
    lifted = [lift(v, like) for v in values]
    type_ = lifted[0].type
    for other in lifted[1:]:
        type_ = _common_type("case", type_, other.type)
    branches = tuple((c.node, v.node) for (c, _), v in zip(whens, lifted[:-1], strict=True))
    return wrap(n.Case(type_, branches, lifted[-1].node))


def assume(value: Value, instead: object, *, because: str) -> Any:
    """`value`, or `instead` where it is unknown, because a text says so (shown when explained)."""
    if not because.strip():
        refuse("assume", "assume 必须写明依据", "assume needs the text it rests on")
    constant = lift(instead, value.type).node
    assert isinstance(constant, n.Literal)
    held = constant.value
    assert not isinstance(held, Fraction)
    return wrap(n.Assume(value.type, value.node, held, because))


def readings(first: Value, second: Value, *, law: str) -> Any:
    """Two lawful readings of a text: known only where both agree."""
    return wrap(n.Readings(_same_type("readings", first, second), first.node, second.node, law))


def _truth(value: object) -> TruthValue:
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
    if not _comparable(left.type, right.type):
        refuse(
            "type-mismatch",
            f"{describe(left.type)} 与 {describe(right.type)} 不能比较",
            f"{describe(left.type)} and {describe(right.type)} cannot be compared",
            "比较同一单位的量",
            "compare quantities of one unit",
        )
    return TruthValue(n.Compare(symbol, left.node, right.node))


def describe(type_: Type) -> str:
    """A type in a message, with its unit."""
    unit = getattr(type_, "unit", None)
    return f"{type_.name}({unit})" if unit else type_.name


def _comparable(a: Type, b: Type) -> bool:
    if isinstance(a, _NUMBERS) and isinstance(b, _NUMBERS):
        units = {getattr(a, "unit", None), getattr(b, "unit", None)} - {None}
        return len(units) <= 1
    return (type(a) is type(b) and isinstance(a, (Money, Date, Month))) or (
        isinstance(a, Ordered) and a == b
    )


def _same_type(operation: str, left: Value, right: Value) -> Type:
    return _common_type(operation, left.type, right.type)


def _common_type(operation: str, a: Type, b: Type) -> Type:
    if isinstance(a, Integer) and isinstance(b, Integer) and _comparable(a, b):
        return Integer(a.unit or b.unit, _floor(operation, a.at_least, b.at_least))
    if isinstance(a, Money) and isinstance(b, Money):
        return Money(_floor(operation, a.at_least, b.at_least))
    if isinstance(a, (Rate, Ratio)) and isinstance(b, (Rate, Ratio)) and operation == "case":
        return a if isinstance(a, Rate) and isinstance(b, Rate) else Ratio()
    if (
        isinstance(a, (Integer, Ratio, Rate))
        and isinstance(b, (Integer, Ratio, Rate))
        and (operation in ("at_most", "at_least", "case", "readings"))
    ):
        return Ratio()
    if (
        type(a) is type(b)
        and a == b
        and not (operation in "+-" and isinstance(a, (Rate, Ratio, Unrounded)))
    ):
        return a
    refuse(
        "type-mismatch",
        f"{describe(a)} 与 {describe(b)} 不能一起用于 {operation}",
        f"{describe(a)} and {describe(b)} cannot be used together in {operation}",
    )
    return a


def _difference(left: Value, right: Value) -> NumberValue:
    """left − right: nothing is promised of it."""
    type_ = _same_type("-", left, right)
    bare = Money() if isinstance(type_, Money) else Integer(getattr(type_, "unit", None))
    return NumberValue(n.Subtract(bare, left.node, right.node))


def _floor(operation: str, a: int | None, b: int | None) -> int | None:
    """What is promised of the result when `a` and `b` are promised of the operands."""
    if a is None or b is None:
        return None
    return a + b if operation == "+" else min(a, b)


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
        or not isinstance(a, (Money, Unrounded, *_NUMBERS))
        or (not isinstance(b, _NUMBERS))
    ):
        refuse(
            "type-mismatch",
            f"{describe(a)} 与 {describe(b)} 不能相乘",
            f"{describe(a)} and {describe(b)} cannot be multiplied",
        )
    if not _never_negative(right.node):
        refuse(
            "negative-factor",
            "乘数可能为负",
            "the factor may be negative",
            "声明 at_least=0，或把非负的一方写在右边",
            "declare at_least=0, or write the non-negative one right",
        )
    return NumberValue(n.Multiply(type_, left.node, right.node))


def _never_negative(node: n.Node) -> bool:
    if isinstance(node, n.Literal):
        return not isinstance(node.value, str) and node.value >= 0
    # An age is not in this list: on a day before the birth it is negative.
    if isinstance(node, (n.ParameterValue, n.Count, n.Distinct, n.MonthsCount, n.LongestRun)):
        return True
    if isinstance(node, n.Larger):
        return any(_never_negative(c) for c in node.children)
    if isinstance(node, n.Quotient | n.Add | n.Multiply | n.Smaller | n.Case | n.Readings):
        return all(_never_negative(c) for c in node.children if not isinstance(c.type, Truth))
    if isinstance(node, n.Step):
        return True
    return (getattr(node.type, "at_least", None) or 0) >= 0 and getattr(
        node.type, "at_least", None
    ) is not None
