"""What do tests of the desk share? A database of its own for each test."""

from tests.desk.databases import office, postgresql_copies, sqlite_copies

__all__ = ["office", "postgresql_copies", "sqlite_copies"]
