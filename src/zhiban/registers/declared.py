"""What does a register, as its class declares it, promise about the columns of its files?"""

from __future__ import annotations

from zhiban.language.register import Register
from zhiban.registers.columns import ColumnSpec


def specs_of(register: type[Register]) -> list[ColumnSpec]:
    """The columns of a register's file."""
    return [
        ColumnSpec(c.name, c.type, required=c.required, title=c.title)
        for c in register.columns.values()
    ]
