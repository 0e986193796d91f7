"""What do tests of guarantees share? Those of the desk have a database of their own."""

from tests.desk.databases import office, postgresql_copies, sqlite_copies

__all__ = ["office", "postgresql_copies", "sqlite_copies"]
