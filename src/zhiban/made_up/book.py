"""Where are the rows kept that are made up beside jobs? Register by register, numbered in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhiban.model.types import NEVER_DAY

Row = tuple[object, ...]
#: The letter in the numbers of each register.
LETTERS = {
    "certificates": "C", "applications": "Q", "allowance_claims": "Y", "students": "X",
    "student_loans": "L", "flexible_registrations": "Z", "flexible_periods": "T",
    "hardship_recognitions": "N", "startups": "U", "debts": "B", "loan_applications": "D",
    "startup_loans": "K", "firm_loan_applications": "F", "insured_months": "I", "contacts": "J",
}  # fmt: skip


@dataclass
class Book:
    """Rows by register, each in the order of its columns; grants and what was sought apart."""

    #: What every number begins with.
    mark: str = "虚构"
    rows: dict[str, list[Row]] = field(default_factory=dict)
    #: Grants without their number: rule, enterprise, person, occasion, counted person, day, fen,
    #: reversed on.
    grants: list[Row] = field(default_factory=list)

    def add(self, register: str, *cells: object) -> None:
        """A row with the key it brings itself."""
        self.rows.setdefault(register, []).append(cells)

    def number(self, register: str, *cells: object) -> str:
        """A row under the next number of its register; gives back the number."""
        rows = self.rows.setdefault(register, [])
        number = f"{self.mark}{LETTERS[register]}{len(rows) + 1:06d}"
        rows.append((number, *cells))
        return number

    def apply(self, rule: str, person_id: str, occasion: str | None, applied_on: int) -> None:
        """Somebody applied for a benefit."""
        self.number("applications", rule, person_id, None, occasion, applied_on)

    def grant(
        self, rule: str, person_id: str, occasion: str | None, granted_on: int, fen: int,
        reversed_on: int = NEVER_DAY,
    ) -> None:  # fmt: skip
        """A benefit was granted to a person."""
        self.grants.append((rule, None, person_id, occasion, None, granted_on, fen, reversed_on))
