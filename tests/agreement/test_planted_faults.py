"""Is every planted fault caught, in the definition and in the columnar engine?

Each in a process of its own, by the one table of the language that speaks of it.
"""

import pytest
from tests.agreement.planted_faults import FAST, FAULTS, Fault, caught


def test_there_are_enough() -> None:
    assert len(FAULTS) >= 20
    assert sum(f.path.startswith(FAST) for f in FAULTS) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.sentence)
def test_it_is_caught(fault: Fault) -> None:
    assert caught(fault)
