"""Is every planted fault caught? Each in a process of its own."""

import pytest
from tests.agreement.planted_faults import FAULTS, Fault, caught


def test_there_are_enough() -> None:
    assert len(FAULTS) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.sentence)
def test_it_is_caught(fault: Fault) -> None:
    assert caught(fault)
