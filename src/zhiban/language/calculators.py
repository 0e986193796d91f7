"""How does an author declare a calculator: an algorithm of the law that needs more than a clause?

    payout = calculator(
        "pensions.payout_months", "1", "计发月数", title_en="…", law="国发〔2005〕38号附件",
        inputs=[takes("age_months", "退休年龄（月）", Integer("months"), down=["tenths"]), …],
        outputs=[gives("tenths", "计发月数（十分之一月）", Integer())],
        row=row, columns=columns,
    )

`row` gets each input by name as a whole number (fen, day or month number), word, truth or Fraction
and returns each output by name; `columns` gets and returns Polars expressions. Inputs outside
their bounds, unknown inputs and `Undefined` are dealt with outside the two definitions.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence

from zhiban.language.refusal import author_line, refuse
from zhiban.language.values import describe
from zhiban.model.calculators import Calculator, Columns, Gives, Row, Takes
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
