"""How does an author declare a calculator: an algorithm of the law that needs more than a clause?

    payout = calculator(
        "pensions.payout_months", "1", "计发月数", title_en="…", law="国发〔2005〕38号附件",
        inputs=[takes("age_months", "退休年龄（月）", Integer("months"), down=["tenths"]), …],
        outputs=[gives("tenths", "计发月数（十分之一月）", Integer())],
        row=row, columns=columns,
    )

`row` gets each input by name as a whole number (fen, day or month number), word, truth or Fraction
and returns each output by name; `columns` gets and returns Polars expressions. Inputs outside
their bounds, unknown inputs and `Undefined` are dealt with outside the two definitions. In an
expression: `payout.of(age_months=…, retires_in=…)["tenths"]`.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiban.language.refusal import author_line, refuse
from zhiban.language.type_rules import describe
from zhiban.language.values import Value, lift, wrap
from zhiban.model import calculators as model
from zhiban.model import nodes as n
from zhiban.model.calculators import Columns, Gives, Row, Takes
from zhiban.model.types import (
    Code,
    Date,
    Integer,
    Money,
    Month,
    Ordered,
    Rate,
    Ratio,
    Text,
    Truth,
    Type,
)

_TAKEN = (Truth, Integer, Money, Rate, Ratio, Date, Month, Ordered, Code, Text)
_GIVEN = (Truth, Integer, Money, Date, Month, Ordered)


@dataclass(frozen=True, eq=False)
class Calculator(model.Calculator):
    """A calculator as authors use it."""

    def of(self, **inputs: object) -> Outputs:
        """Its outputs for these values, one for every input; constants may be written plainly."""
        wanted = {takes_.name: takes_ for takes_ in self.inputs}
        for name in inputs:
            if name not in wanted:
                near = difflib.get_close_matches(name, wanted, 1, 0.0)
                refuse(
                    "calculator-input",
                    f"{self.title} 没有输入 {name}",
                    f"calculator {self.id} has no input {name}",
                    "相近的有 " + "、".join(near),
                    "nearest: " + ", ".join(near),
                )
        missing = [name for name in wanted if name not in inputs]
        if missing:
            refuse(
                "calculator-input",
                f"{self.title} 缺少输入：{'、'.join(missing)}",
                f"calculator {self.id} lacks {', '.join(missing)}",
                "每个输入都要写，常常不知道的也要",
                "every input is named, even one that is often unknown",
            )
        return Outputs(self, {k: _fitting(self, wanted[k], inputs.get(k)) for k in wanted})


class Outputs:
    """What a calculator gives for some values; `outputs["name"]` is a value like any other."""

    def __init__(self, of: Calculator, inputs: Mapping[str, n.Node | None]) -> None:
        self._calculator = of
        self._inputs = inputs

    def __getitem__(self, name: str) -> Any:
        """The output of this name."""
        names = [gives_.name for gives_ in self._calculator.outputs]
        if name not in names:
            near = difflib.get_close_matches(name, names, 1, 0.0)
            refuse(
                "calculator-output",
                f"{self._calculator.title} 没有结果 {name}",
                f"calculator {self._calculator.id} does not give {name}",
                "相近的有 " + "、".join(near),
                "nearest: " + ", ".join(near),
            )
            name = names[0]
        nodes = tuple(node for node in self._inputs.values() if node is not None)
        return wrap(n.Calculated(self._calculator, name, nodes))


def _fitting(of: Calculator, takes_: Takes, given: object) -> n.Node | None:
    """The node of a value that fits the input; None if nothing was given (already refused)."""
    if given is None:
        return None
    value = lift(given, takes_.type)
    if not _fits(takes_.type, value):
        refuse(
            "type-mismatch",
            f"{of.title} 的输入 {takes_.name} 是 {describe(takes_.type)}，"
            f"这里给的是 {describe(value.type)}",
            f"input {takes_.name} of calculator {of.id} is a {describe(takes_.type)}, "
            f"given is a {describe(value.type)}",
        )
    return value.node


def _fits(wanted: Type, value: Value) -> bool:
    found = value.type
    if isinstance(wanted, (Ratio, Rate)):
        return isinstance(found, (Ratio, Rate, Integer))
    if isinstance(wanted, Integer) and isinstance(found, Integer):
        return wanted.unit is None or found.unit is None or wanted.unit == found.unit
    if isinstance(wanted, Money) and isinstance(value.node, n.Literal):
        return isinstance(found, (Money, Integer))
    return type(wanted) is type(found) and (not isinstance(wanted, (Code, Ordered)) or (
        found == wanted
    ))  # fmt: skip


def takes(
    name: str, title: str, type: Type, *, title_en: str = "", at_least: int | None = None,
    at_most: int | None = None, up: Iterable[str] = (), down: Iterable[str] = (),
    apart: Iterable[str] = (), whichever: bool = False,
) -> Takes:  # fmt: skip
    """An input. `up`, `down`: outputs that never fall, never rise with it; `apart`: do not depend.

    An output named nowhere is unknown unless the input is known. Outside `at_least`..`at_most`
    every output that depends on it is undefined. `whichever`: an unknown code or truth gives the
    hull over all of them instead of unknown.
    """
    return Takes(
        name, title, title_en or name, type, at_least, at_most, frozenset(up), frozenset(down),
        frozenset(apart), whichever,
    )  # fmt: skip


def gives(name: str, title: str, type: Type, *, title_en: str = "") -> Gives:
    """An output; a floor promised by its type (at_least) holds also where it is unknown."""
    return Gives(name, title, title_en or name, type)


def calculator(
    id: str, version: str, title: str, *, inputs: Sequence[Takes], outputs: Sequence[Gives],
    row: Row, columns: Columns, law: str, title_en: str = "",
) -> Calculator:  # fmt: skip
    """Declare a calculator; `version` changes whenever an answer may change (SEM 24)."""
    made = Calculator(
        id, version, title, title_en or id, tuple(inputs), tuple(outputs), row, columns, law,
        author_line(),
    )  # fmt: skip
    _check(made)
    return made


def _check(made: Calculator) -> None:
    if not made.version.strip() or not made.law.strip():
        refuse(
            "calculator",
            f"计算器 {made.id} 没有写版本或依据",
            f"calculator {made.id} names no version or no law",
        )
    names = [t.name for t in made.inputs] + [g.name for g in made.outputs]
    twice = sorted({name for name in names if names.count(name) > 1})
    bad = [name for name in names if not name.isidentifier()]
    if twice or bad or not made.outputs or not made.inputs:
        refuse(
            "calculator-names",
            f"计算器 {made.id} 没有输入或输出，或名称重复、不合规：{'、'.join(twice + bad)}",
            f"calculator {made.id} has no input or output, or a bad name: {', '.join(twice + bad)}",
            "名称用小写英文字母、数字和下划线",
            "names are lower-case letters, digits and underscores",
        )
    for takes_ in made.inputs:
        _check_input(made, takes_)
    for gives_ in made.outputs:
        if not isinstance(gives_.type, _GIVEN):
            _refuse_type(made, gives_.name, gives_.type)
        if isinstance(gives_.type, Money) != gives_.name.endswith("_fen"):
            refuse(
                "money-name",
                f"{made.id}.{gives_.name}：金额以 _fen 结尾，其他输出不得如此",
                f"{made.id}.{gives_.name}: money, and only money, ends in _fen",
            )
    for word, definition in (("row", made.row), ("columns", made.columns)):
        _check_signature(made, word, definition)


def _check_input(made: Calculator, takes_: Takes) -> None:
    if not isinstance(takes_.type, _TAKEN):
        _refuse_type(made, takes_.name, takes_.type)
    outputs = {gives_.name for gives_ in made.outputs}
    named = [*takes_.up, *takes_.down, *takes_.apart]
    lost = sorted(set(named) - outputs)
    if lost or len(named) > len(set(named)):
        refuse(
            "calculator-moves",
            f"{made.id}.{takes_.name}：up、down、apart 各写不同的输出；没有输出 {'、'.join(lost)}",
            f"{made.id}.{takes_.name}: up, down, apart name different outputs; "
            f"there is none called {', '.join(lost)}",
            "输出有 " + "、".join(sorted(outputs)),
            "the outputs are " + ", ".join(sorted(outputs)),
        )
    is_word = isinstance(takes_.type, (Truth, Code, Text))
    ordered = bool(takes_.up or takes_.down or takes_.least is not None or takes_.most is not None)
    chosen = takes_.whichever and not isinstance(takes_.type, (Truth, Code))
    if (is_word and ordered) or chosen:
        refuse(
            "calculator-moves",
            f"{made.id}.{takes_.name}：{describe(takes_.type)} 没有大小；只有它才能写 whichever",
            f"{made.id}.{takes_.name}: a {describe(takes_.type)} has no order; "
            "whichever is for codes and truths only",
        )


def _check_signature(made: Calculator, word: str, definition: Callable[..., object]) -> None:
    wanted = [takes_.name for takes_ in made.inputs]
    parameters = inspect.signature(definition).parameters.values()
    found = [p.name for p in parameters if p.kind is not p.VAR_KEYWORD]
    takes_more = len(found) < len(parameters)
    if set(found) - set(wanted) or (len(found) < len(wanted) and not takes_more):
        refuse(
            "calculator-signature",
            f"计算器 {made.id} 的 {word} 的参数是 {'、'.join(found)}，输入是 {'、'.join(wanted)}",
            f"{word} of calculator {made.id} takes {', '.join(found)}, "
            f"its inputs are {', '.join(wanted)}",
            "参数名与输入名一致",
            "name the arguments like the inputs",
        )


def _refuse_type(made: Calculator, name: str, type_: Type) -> None:
    refuse(
        "calculator-type",
        f"{made.id}.{name}：计算器不接受 {describe(type_)}",
        f"{made.id}.{name}: a calculator has no {describe(type_)}",
        "用整数、金额（分）、日期、月份、代码、是否；比例只能作输入",
        "use integers, money, dates, months, codes, truths; ratios as inputs only",
    )
