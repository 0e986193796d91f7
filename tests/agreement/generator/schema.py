"""Which registers do random programs read? Every shape a register can have, its promises at random.

persons, firms   keyed by their subject: one row each
payments         rows that happen on a day, two kinds of subject
contributions    rows that happen in a month
notes            rows that do not happen at any time
hires            rows that happen on a day and are the occasions of some programs
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from zhiban.language import (
    Enterprise,
    Person,
    Register,
    boolean,
    code,
    date,
    integer,
    key,
    money,
    month,
    ratio_column,
    subject,
    text,
)
from zhiban.model.types import CodeList

KINDS = CodeList("kinds", "类别", ("a", "b", "c"))
CLASSES = CodeList("classes", "等级", ("low", "middle", "high", "top"))
SUBJECTS = {"person": Person, "enterprise": Enterprise}
OCCASIONS = ("", "hires", "year", "month")


@dataclass(frozen=True, eq=False)
class Schema:
    """The registers of one program, by id."""

    registers: dict[str, type[Register]]

    def keyed_by(self, kind: str) -> type[Register]:
        """The register that holds one row about each subject of the kind."""
        return self.registers[{"person": "persons", "enterprise": "firms"}[kind]]

    def about(self, kind: str) -> list[tuple[type[Register], str]]:
        """The registers with many rows about a kind of subject, and the column that says so."""
        column = {"person": "person", "enterprise": "firm"}[kind]
        names = ("payments", "contributions", "notes", "hires")
        return [(self.registers[name], column) for name in names]


def random_schema(rng: Random) -> Schema:
    """Registers with random lags and with or without promises about missing numbers."""

    def declare(id: str, key_: tuple[str, ...], happens: str | None, **columns: Any) -> None:
        body = {"id": id, "title": id, "title_en": id, "key": key_, "happens": happens,
                "lag_days": rng.choice((0, 0, 1, 10, 45)), **columns}  # fmt: skip
        registers[id] = type(id.title(), (Register,), body)

    def floor() -> int | None:
        return rng.choice((0, 0, None, 1, -3))

    def values(**more: Any) -> dict[str, Any]:
        common = {
            "amount_fen": money(title="金额", at_least=rng.choice((0, 0, None, -500))),
            "units": integer(title="数量", at_least=floor()),
            "kind": code(KINDS, title="类别"),
            "grade": code(CLASSES, title="等级", ordered=True),
            "ok": boolean(title="是否"),
            "share": ratio_column(title="比例", at_least=rng.choice((0, None))),
            "note": text(title="说明"),
            "other_on": date(title="另一日"),
            "since": month(title="起月"),
        }
        return common | more

    registers: dict[str, type[Register]] = {}
    person = subject(Person, title="人")
    firm = subject(Enterprise, title="单位")
    maybe_firm = subject(Enterprise, title="单位", required=False)
    maybe_person = subject(Person, title="人", required=False)
    declare("persons", ("person",), None,
            **values(person=person, born=date(title="出生"), firm=maybe_firm))  # fmt: skip
    declare("firms", ("firm",), None,
            **values(firm=firm, born=date(title="成立"), person=maybe_person))  # fmt: skip
    declare("payments", ("person", "no"), "paid_on",
            **values(person=person, firm=maybe_firm, no=key(title="号"), paid_on=date(title="支付"),
                     for_month=month(title="所属月")))  # fmt: skip
    declare("contributions", ("person", "no"), "for_month",
            **values(person=person, firm=maybe_firm, no=key(title="号"), paid_on=date(title="支付"),
                     for_month=month(title="所属月")))  # fmt: skip
    declare("notes", ("person", "no"), None,
            **values(person=person, firm=maybe_firm, no=key(title="号"), paid_on=date(title="日"),
                     for_month=month(title="所属月")))  # fmt: skip
    declare("hires", ("firm", "no"), "hired_on",
            **values(firm=firm, person=maybe_person, no=key(title="号"),
                     hired_on=date(title="录用"),
                     paid_on=date(title="支付"), for_month=month(title="月")))  # fmt: skip
    return Schema(registers)
