"""Which calculators, and which uses of them, are refused at the author's line?"""

import pytest

from zhiban.errors import PackError
from zhiban.language import CodeList, Fraction, Person, calculator, fact, fixed_month, gives, takes
from zhiban.language import given as given_fact
from zhiban.language.values import NumberValue
from zhiban.model import nodes as n
from zhiban.model.types import Code, Integer, Money, Month, Months, Ratio, Text, Truth, Unrounded
from zhiban.packs.fingerprint import digest

KINDS = CodeList("kinds", "类别", ("a", "b"))


def row(units, share):
    return {"pay_fen": int(units * share), "left": 7}


def columns(units, share):
    return {"pay_fen": units, "left": units}


def made(**change):
    declared = {
        "inputs": [
            takes("units", "数量", Integer("days"), up=["pay_fen"], apart=["left"]),
            takes("share", "比例", Ratio(), up=["pay_fen"]),
        ],
        "outputs": [gives("pay_fen", "金额", Money(0)), gives("left", "余", Integer())],
        "row": row, "columns": columns, "law": "某办法第一条",
    }  # fmt: skip
    if "outputs" in change:  # the promises above name outputs that may be gone
        declared["inputs"] = [takes("units", "数量", Integer()), takes("share", "比例", Ratio())]
    return calculator("test.pay", change.pop("version", "1"), "测试", **declared | change)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("calculator", {"law": " "}),
        ("calculator", {"version": ""}),
        ("calculator-names", {"outputs": []}),
        ("calculator-names", {"outputs": [gives("units", "又是", Integer())]}),
        ("calculator-names", {"outputs": [gives("pay fen", "空格", Integer())]}),
        ("money-name", {"outputs": [gives("pay", "金额", Money())]}),
        ("money-name", {"outputs": [gives("pay_fen", "金额", Integer())]}),
        ("calculator-type", {"outputs": [gives("pay", "比", Ratio())]}),
        ("calculator-type", {"inputs": [takes("units", "月", Months())]}),
        ("calculator-type", {"inputs": [takes("units", "未舍入", Unrounded())]}),
        ("calculator-moves", {"inputs": [takes("units", "数", Integer(), up=["nothing"])]}),
        ("calculator-moves",
         {"inputs": [takes("units", "数", Integer(), up=["left"], apart=["left"])]}),
        ("calculator-moves", {"inputs": [takes("units", "数", Integer(), whichever=True)]}),
        ("calculator-moves", {"inputs": [takes("units", "类", Code(KINDS), up=["left"])]}),
        ("calculator-moves", {"inputs": [takes("units", "文", Text(), whichever=True)]}),
        ("calculator-signature", {"row": lambda units: {}}),
        ("calculator-signature", {"columns": lambda units, share, more: {}}),
    ],
)  # fmt: skip
def test_a_declaration_that_does_not_hold_together_is_refused(code, change):
    with pytest.raises(PackError) as caught:
        made(**change)
    assert caught.value.problems[0].code == code


DAYS = given_fact("test.days", "天数", Integer("days"), subject=Person)
SHARE = given_fact("test.share", "比例", Ratio(), subject=Person)


def test_an_output_is_a_value_of_its_type():
    pay = made().of(units=DAYS, share=SHARE)["pay_fen"]
    assert isinstance(pay, NumberValue)
    assert pay.type == Money(0)
    assert isinstance(pay.node, n.Calculated)
    assert [type(child) for child in pay.node.children] == [n.FactValue, n.FactValue]


def test_constants_may_be_written_plainly():
    node = made().of(units=3, share=Fraction(1, 2))["left"].node
    assert node.inputs[0] == n.Literal(Integer(), 3)
    assert node.used == (node.inputs[1],)


@pytest.mark.parametrize(
    ("code", "use"),
    [
        ("calculator-input", lambda c: c.of(units=DAYS)),
        ("calculator-input", lambda c: c.of(units=DAYS, share=SHARE, shares=SHARE)),
        ("calculator-output", lambda c: c.of(units=DAYS, share=SHARE)["pay"]),
        ("type-mismatch", lambda c: c.of(units=SHARE, share=SHARE)),
        ("type-mismatch", lambda c: c.of(units=fixed_month("2024-01"), share=SHARE)),
        ("type-mismatch", lambda c: c.of(
            units=given_fact("test.months", "月数", Integer("months"), subject=Person),
            share=SHARE)),
    ],
)  # fmt: skip
def test_a_use_that_makes_no_sense_is_refused(code, use):
    with pytest.raises(PackError) as caught:
        use(made())
    assert caught.value.problems[0].code == code


def test_types_that_fit():
    wanted = calculator(
        "test.fits", "1", "测试", law="某办法", row=lambda a, b, c, d: {},
        columns=lambda a, b, c, d: {}, outputs=[gives("out", "果", Month())],
        inputs=[takes("a", "金额", Money()), takes("b", "类", Code(KINDS)),
                takes("c", "是否", Truth()), takes("d", "比", Ratio())],
    )  # fmt: skip
    kind = given_fact("test.kind", "类", Code(KINDS), subject=Person)
    node = wanted.of(a=100, b=kind, c=True, d=DAYS)["out"].node
    assert node.type == Month()
    assert wanted.of(a=100, b="a", c=False, d=1)["out"].node.inputs[1].value == "a"


def test_the_version_and_what_is_declared_are_part_of_the_meaning():
    def print_of(**change):
        return digest(made(**change).canonical())

    one = print_of()
    assert print_of() == one
    assert print_of(version="2") != one
    assert print_of(law="另一办法") == one
    looser = [takes("units", "数量", Integer("days")), takes("share", "比例", Ratio())]
    assert print_of(inputs=looser) != one


def test_a_fact_may_be_an_output_of_a_calculator():
    left = fact("test.left", "余数", made().of(units=DAYS, share=SHARE)["left"])
    assert left.fact.kind == "person"
