"""Is every fault planted in the definition caught? Each in a process of its own.

Those planted in the columnar engine take the random programs and are tried by the script alone.
"""

import pytest
from tests.agreement.planted_faults import FAST, FAULTS, Fault, caught

IN_DEFINITION = [f for f in FAULTS if not f.path.startswith(FAST)]


def test_there_are_enough() -> None:
    assert len(FAULTS) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("fault", IN_DEFINITION, ids=lambda f: f.sentence)
def test_it_is_caught(fault: Fault) -> None:
    assert caught(fault)
