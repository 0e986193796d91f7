"""Is a column of numbers read as keys, and is each fault told apart?"""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest
from stdnum import exceptions
from stdnum.cn import ric, uscc
from tests.unit.identity.people import CODE_ALPHABET, credit_code, resident_number

from zhiban.errors import UsageError
from zhiban.identity.keys import KEY_REASONS, NOTES, put_right, read_keys, said_otherwise

WOMAN, MAN = "11010519491231002X", "440524188001010014"  # examples printed in the standard


def read(text: str | None, kind: str = "resident") -> tuple[str | None, str | None]:
    key, reason = read_keys(pl.Series([text], dtype=pl.String), kind)
    return key[0], reason[0]


@pytest.mark.parametrize("number", [WOMAN, MAN])
def test_the_examples_of_the_standard_are_numbers(number):
    assert read(number) == (number, None)


def test_an_empty_cell_is_unknown_and_no_fault():
    assert read(None) == read("") == read("  ") == (None, None)


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("11010519491231002x", "key-case"),
        ("１１０１０５１９４９１２３１００２Ｘ", "key-wide"),
        ("110105 19491231 002X", "key-blank"),
        ("11010519491231002X\u3000", "key-blank"),
        ("110105\u200b19491231002X", "key-invisible"),
        ("\ufeff11010519491231002X", "key-invisible"),
        ("110105\u00ad19491231002\u202cx", "key-invisible"),
    ],
)
def test_odd_writing_is_put_right_and_reported(written, note):
    assert read(written) == (WOMAN, None)
    column = pl.Series([WOMAN, written, None])
    assert put_right(column, "resident").to_list() == [None, note, None]
    assert column.to_list() == [WOMAN, written, None]


def test_an_old_number_is_brought_to_18_digits():
    assert read("110105491231002") == (WOMAN, None)
    assert put_right(pl.Series(["110105491231002"]), "resident").to_list() == ["key-old"]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("110105194912310021", "key-check"),
        ("11010519491231003X", "key-check"),
        ("110105194912310000", "key-rounded"),
        ("1.10105E+17", "key-scientific"),
        ("110105190002290019", "key-birth"),
        ("110105194913310028", "key-birth"),
        ("110105994912310028", "key-birth"),
        ("110105490229002", "key-birth-15"),
        ("110105491331002", "key-birth-15"),
        ("99010519491231002X", "key-check"),  # 9…: permanent residents, the check decides
        ("01010519491231002X", "key-area"),
        ("73010519491231002X", "key-area"),
        ("1101051949123100", "key-length"),
        ("11010519491231002XX", "key-characters"),
        ("1101051949123100234", "key-length"),
        ("110105*********02X", "key-characters"),
        ("张三", "key-characters"),
        ("无", "key-placeholder"),
        ("n/a", "key-placeholder"),
        ("111111111111111111", "key-placeholder"),
        ("000000", "key-placeholder"),
    ],
)
def test_every_fault_of_a_resident_number_has_its_own_reason(written, reason):
    assert read(written) == (None, reason)


def test_random_numbers_right_and_spoilt_are_judged_as_python_stdnum_judges_them():
    rng = random.Random(7)
    numbers = [resident_number(rng, area=rng.choice(("110105", "510103"))) for _ in range(3000)]
    for i in range(0, 3000, 2):  # spoil one character of every other one
        at = rng.randrange(6, 18)
        numbers[i] = numbers[i][:at] + rng.choice("0123456789X") + numbers[i][at + 1 :]
    keys, _ = read_keys(pl.Series(numbers), "resident")
    assert keys.null_count() > 1000
    for number, key in zip(numbers, keys, strict=True):
        assert (key == number) == _stdnum_takes(number), number


def _stdnum_takes(number: str) -> bool:
    """Without the place of birth: divisions come and go, and ours are partly made up."""
    try:
        day = ric.get_birth_date(number)
        return ric.calc_check_digit(number) == number[-1] and 1850 <= day.year <= 2199
    except (exceptions.ValidationError, ValueError):
        return False


def test_other_columns_of_the_row_are_compared_and_silence_contradicts_nothing():
    keys = pl.Series([WOMAN, WOMAN, WOMAN, WOMAN, None, "E12345678"])
    born = pl.Series([dt.date(1949, 12, 31), dt.date(1949, 12, 30), None, None, None, None])
    born = born.scatter([4, 5], [dt.date(2000, 1, 1)] * 2)
    man = pl.Series([False, False, True, None, True, True])
    expected = [None, "key-birth-differs", "key-sex-differs", None, None, None]
    assert said_otherwise(keys, born_on=born, is_man=man).to_list() == expected


def test_credit_codes_right_and_spoilt_are_judged_as_python_stdnum_judges_them():
    rng = random.Random(8)
    codes = [
        "91110108551385082Q",
        *(credit_code(rng, rng.choice(("91", "12", "52"))) for _ in range(2000)),
    ]
    for i in range(1, 2001, 2):
        at = rng.randrange(8, 18)
        codes[i] = codes[i][:at] + rng.choice(CODE_ALPHABET) + codes[i][at + 1 :]
    keys, _ = read_keys(pl.Series(codes), "uscc")
    assert 800 < keys.null_count() < 1100
    for code, key in zip(codes, keys, strict=True):
        assert (key == code) == uscc.is_valid(code), code


@pytest.mark.parametrize(
    ("written", "key", "reason"),
    [
        ("91110108551385082q", "91110108551385082Q", None),
        ("９１110108551385082Q", "91110108551385082Q", None),
        ("91110108551385082P", None, "key-check"),
        ("9F110108551385082Q", None, "key-department"),
        ("9111O108551385082Q", None, "key-characters"),
        ("55138508-2", None, "key-organisation"),
        ("500105000012345", None, "key-licence"),
        ("9111010855138508", None, "key-length"),
        ("不详", None, "key-placeholder"),
    ],
)
def test_every_fault_of_a_credit_code_has_its_own_reason(written, key, reason):
    assert read(written, "uscc") == (key, reason)


def test_permits_share_the_form_and_the_space_of_resident_numbers():
    rng = random.Random(9)
    for area in ("810000", "820000", "830000", "911100"):
        number = resident_number(rng, area=area)
        assert read(number, "residence_permit") == (number, None)
        assert read(number, "resident") == (number, None)
    assert read(WOMAN, "residence_permit") == (None, "key-not-a-permit")
    assert read("CAN110080010101", "residence_permit") == ("CAN110080010101", None)


def test_passports_and_local_ids():
    assert read("e12345678", "passport") == ("E12345678", None)
    assert read("E1234-5678", "passport") == (None, "key-characters")
    assert read("ABCDEFG", "passport") == (None, "key-characters")
    assert read("E1", "passport") == (None, "key-length")
    assert read(" 虚构P000001\u200b", "local") == ("虚构P000001", None)
    assert read("x" * 65, "local") == (None, "key-length")


def test_an_unknown_kind_names_the_known_ones():
    with pytest.raises(UsageError, match="resident, residence_permit, passport, uscc, local"):
        read(WOMAN, "idcard")


def test_every_reason_is_said_in_both_languages_and_with_what_to_try():
    for reason in KEY_REASONS.values():
        assert all((reason.zh, reason.en, reason.attempt, reason.attempt_en))
    assert set(NOTES) < set(KEY_REASONS)


def test_empty_columns_and_whole_numbers_are_read_too():
    assert read_keys(pl.Series([], dtype=pl.String), "resident")[0].to_list() == []
    assert read_keys(pl.Series([], dtype=pl.String), "uscc")[1].to_list() == []
    key, reason = read_keys(pl.Series([440524188001010014]), "resident")
    assert (key[0], reason[0]) == (MAN, None)
