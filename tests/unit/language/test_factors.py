"""Which factors are surely not negative, so that money may be multiplied by them?"""

from typing import Any

import pytest

from zhiban.errors import PackError
from zhiban.language import Person, Register, at_least, integer, money, ratio
from zhiban.language import key as key_column
from zhiban.language import subject as subject_column


class FactorLoans(Register):
    id = "factor_loans"
    title, title_en = "贷款", "loans"
    key = ("loan_id",)

    loan_id = key_column(title="编号", title_en="loan")
    person = subject_column(Person, title="借款人", title_en="borrower")
    rate_ppm = integer(title="利率", title_en="rate", unit="ppm", at_least=None)
    amount_fen = money(title="金额", title_en="amount")


def _interest(points: Any) -> Any:
    return FactorLoans.amount_fen * ratio(points, 1000000)


def test_a_difference_kept_at_zero_or_more_is_a_factor():
    assert _interest(at_least(FactorLoans.rate_ppm - 20000, 0)) is not None


def test_a_bare_difference_is_not():
    with pytest.raises(PackError):
        _interest(FactorLoans.rate_ppm - 20000)
