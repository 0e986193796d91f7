"""One town for all tests of scans; each that changes it works on a copy."""

import shutil

import pytest
from tests.scan.town import make_pool

from zhiban.pool.pool import Pool


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The folder of a town: `registers` and `pool`."""
    folder = tmp_path_factory.mktemp("town")
    make_pool(folder)
    return folder


@pytest.fixture
def pool(town, tmp_path):
    """A copy of its pool."""
    shutil.copytree(town / "pool", tmp_path / "pool")
    return Pool.open(tmp_path / "pool")
