"""A grade: the size of a firm by its staff."""

from tests.spec.registers import SIZES

from zhiban.language import Basis, Document, Enterprise, Grade, article, case, given, once, when
from zhiban.language.combining import fixed_code
from zhiban.language.time import judged_day
from zhiban.model.types import Integer, Truth

active = given("active", "在营", Truth(), subject=Enterprise)
staff = given("staff", "人数", Integer(at_least=0), subject=Enterprise)


def size(code: str):  # type: ignore[no-untyped-def]
    """A class of the list."""
    return fixed_code(SIZES, code, ordered=True)


sizes = Grade(
    id="sizes", title="划型", subject=Enterprise, per=once, law_on=judged_day,
    basis=Basis([Document("某部1号", "某标准", "某部", "2011-06-18", in_force="2011-06-18")]),
    applies=[article("active", "一", "在营", active)], classes=SIZES,
    class_of=case(
        when(staff >= 1000, size("large")), when(staff >= 300, size("medium")),
        when(staff >= 20, size("small")), otherwise=size("micro"),
    ),
)  # fmt: skip
