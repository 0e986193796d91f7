"""What does a register, as its class declares it, promise about the columns of its files?"""

from __future__ import annotations

from zhiban.language.register import Register
from zhiban.registers.columns import ColumnSpec


def specs_of(register: type[Register], *, secrets: bool = False) -> list[ColumnSpec]:
    """The columns of a register; with `secrets` also those of its files that go to the vault."""
    declared = [*register.columns.values(), *(register.secrets.values() if secrets else ())]
    return [ColumnSpec(c.name, c.type, required=c.required, title=c.title) for c in declared]
