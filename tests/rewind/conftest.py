"""The town of the scan tests; each test works on a copy of its pool."""

from tests.scan.conftest import pool, town

__all__ = ["pool", "town"]
