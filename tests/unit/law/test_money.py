"""Amounts and rates: exact in, exact out, rounding with a sign."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiban.law.money import (
    UNITS_FEN,
    WAYS,
    fen_to_yuan_text,
    parse_rate,
    round_fraction,
    yuan_to_fen,
)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1864.00 元", 186_400),
        ("1864元", 186_400),
        ("1,864.5", 186_450),
        ("￥ 0.01", 1),
        ("-0.05 元", -5),
        ("0.5 万元", 500_000),
        ("2亿元", 20_000_000_000),
        ("12.3400", 1_234),
        ("92233720368547758.07", 2**63 - 1),
    ],
)
def test_yuan_become_fen_exactly(text, fen):
    assert yuan_to_fen(text) == fen


@pytest.mark.parametrize("text", ["", "元", "1.234 元", "1,86", "1e3", "12.", "1 2", "壹元", "１"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError):
        yuan_to_fen(text)


def test_amounts_beyond_64_bits_overflow():
    with pytest.raises(OverflowError):
        yuan_to_fen("92233720368547758.08")
    with pytest.raises(OverflowError):
        round_fraction(2**63, 1, "fen", "down")


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_fen_written_and_read_again_are_the_same(fen):
    assert yuan_to_fen(fen_to_yuan_text(fen)) == fen


@pytest.mark.parametrize(
    ("num", "den", "to", "half_up", "half_even", "down", "up"),
    [
        (5, 2, "fen", 3, 2, 2, 3),
        (7, 2, "fen", 4, 4, 3, 4),
        (-5, 2, "fen", -3, -2, -2, -3),
        (-1, 3, "fen", 0, 0, 0, -1),
        (45, 1, "jiao", 50, 40, 40, 50),
        (-45, 1, "jiao", -50, -40, -40, -50),
        (44, 1, "jiao", 40, 40, 40, 50),
        (150, 1, "yuan", 200, 200, 100, 200),
        (250, 1, "yuan", 300, 200, 200, 300),
        (300, 1, "yuan", 300, 300, 300, 300),
        (5, -2, "fen", -3, -2, -2, -3),
        (0, 7, "yuan", 0, 0, 0, 0),
    ],
)
def test_rounding_table(num, den, to, half_up, half_even, down, up):
    assert [round_fraction(num, den, to, how) for how in WAYS] == [half_up, half_even, down, up]


amounts = st.tuples(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
units, ways = st.sampled_from(sorted(UNITS_FEN)), st.sampled_from(WAYS)


@given(amounts, units, ways)
def test_rounding_is_near_whole_and_mirrors_the_sign(amount, to, how):
    num, den = amount
    rounded = round_fraction(num, den, to, how)
    assert rounded % UNITS_FEN[to] == 0
    error = abs(Fraction(num, den) - rounded)
    assert error < UNITS_FEN[to] if how in ("up", "down") else 2 * error <= UNITS_FEN[to]
    assert round_fraction(-num, den, to, how) == -rounded


@given(amounts, amounts, units, ways)
def test_rounding_keeps_order(a, b, to, how):
    a, b = sorted((a, b), key=lambda amount: Fraction(*amount))
    assert round_fraction(*a, to, how) <= round_fraction(*b, to, how)


def test_rounding_refuses_other_words_and_nothing_below_the_line():
    with pytest.raises(ValueError, match="jiao"):
        round_fraction(1, 1, "li", "down")
    with pytest.raises(ValueError, match="half_up"):
        round_fraction(1, 1, "fen", "nearest")
    with pytest.raises(ZeroDivisionError):
        round_fraction(1, 0, "fen", "down")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("5.5 %", Fraction(55, 1000)),
        ("5.5%", Fraction(55, 1000)),
        ("10％", Fraction(1, 10)),
        ("0.055", Fraction(55, 1000)),
        ("1/20", Fraction(1, 20)),
        (" 2 / 40 ", Fraction(1, 20)),
        ("8 ‰", Fraction(1, 125)),
        ("-0.1", Fraction(-1, 10)),
        ("100 %", Fraction(1)),
    ],
)
def test_rates_are_exact(text, rate):
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "%", "1/0", "5.5 percent", "1.5/2", "1e-2", "nan"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError):
        parse_rate(text)
