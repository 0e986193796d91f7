"""An office with a file of its own for each test."""

import pytest
from tests.cases.worlds import Office

from zhiban.cases.kept import Cases


@pytest.fixture
def office(tmp_path):
    """An office that has no case yet."""
    return Office(Cases(tmp_path))
