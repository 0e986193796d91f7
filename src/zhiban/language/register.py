"""What is a register? A class with typed columns: the data standard as code.

class Contributions(Register):
    id = "contributions"
    title, title_en = "失业保险缴费", "unemployment insurance contributions"
    person = subject(Person, title="参保人")
    for_month = month(title="费款所属期")
    key = ("person", "for_month")
    happens = "for_month"
    lag_days = 45
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from zhiban.language.promises import GoesWith, NotAfter, Promise
from zhiban.language.protection import LINK_STRENGTH, Purpose, check_sensitive
from zhiban.language.refusal import refuse
from zhiban.language.rows import OneRow, RowSet
from zhiban.language.subjects import SubjectKind
from zhiban.language.values import wrap
from zhiban.model import nodes as n
from zhiban.model.types import (
    Code,
    CodeList,
    Date,
    Integer,
    Money,
    Month,
    Ordered,
    Ratio,
    SubjectId,
    Text,
    Truth,
    Type,
)


@dataclass(frozen=True, slots=True)
class ColumnDeclaration:
    """A column of a register: its type, titles, and whether a row without it is refused."""

    type: Type
    title: str
    title_en: str = ""
    required: bool = False
    name: str = ""
    sensitive: str = ""
    secret: str = ""
    about: str = ""


class SecretColumn:
    """What stands where a rule would read a secret column: nothing can be done with it."""

    def __init__(self, register: str, name: str) -> None:
        self._where = f"{register}.{name}"

    def __getattr__(self, name: str) -> Any:
        if name != "node":
            raise AttributeError(name)
        refuse(
            "secret-column",
            f"{self._where} 只存保险库，规则读不到",
            f"{self._where} lies in the vault alone: no rule can read it",
            "用登记簿的其他列",
            "use another column of the register",
        )


def secret(
    kind: str, *, title: str, title_en: str = "", about: str = "", required: bool = False
) -> Any:
    """A text that goes to the vault and never into the pool, such as a name or a phone.

    `kind`: one of `zhiban.identity.secret_kinds` (name, phone, account, address, or a kind of key
    such as passport, which becomes a further key of the subject). `about`: the column of the
    subject whose secret it is, where a row names several.
    """
    return ColumnDeclaration(Text(), title, title_en, required, secret=kind, about=about)


def subject(kind: SubjectKind, *, title: str, title_en: str = "", required: bool = True) -> Any:
    """The id of a subject the row speaks of."""
    return ColumnDeclaration(SubjectId(kind.id), title, title_en, required)


def key(*, title: str, title_en: str = "") -> Any:
    """A text that is part of the row's business key."""
    return ColumnDeclaration(Text(), title, title_en, True)


def date(*, title: str, title_en: str = "", required: bool = False) -> Any:
    """A day."""
    return ColumnDeclaration(Date(), title, title_en, required)


def month(*, title: str, title_en: str = "", required: bool = False) -> Any:
    """A calendar month."""
    return ColumnDeclaration(Month(), title, title_en, required)


def money(
    *, title: str, title_en: str = "", at_least: int | None = 0, required: bool = False
) -> Any:
    """Integer fen; the column's name ends in `_fen`."""
    return ColumnDeclaration(Money(at_least), title, title_en, required)


def integer(
    *, title: str, title_en: str = "", unit: str | None = None, at_least: int | None = 0,
    required: bool = False,
) -> Any:  # fmt: skip
    """A whole number of `unit`."""
    return ColumnDeclaration(Integer(unit, at_least), title, title_en, required)


def ratio(
    *, title: str, title_en: str = "", at_least: int | None = 0, required: bool = False
) -> Any:
    """An exact quotient of two integers."""
    return ColumnDeclaration(Ratio(at_least), title, title_en, required)


def code(
    codes: CodeList,
    *,
    title: str,
    title_en: str = "",
    ordered: bool = False,
    required: bool = False,
    sensitive: str = "",
) -> Any:
    """A code of a list; `ordered` if its classes can be compared.

    `sensitive`: ethnic_group, hukou or nationality, which no watch or grade may use unsaid (G12).
    """
    type_: Type = Ordered(codes) if ordered else Code(codes)
    return ColumnDeclaration(type_, title, title_en, required, sensitive=check_sensitive(sensitive))


def link_strength(*, title: str, title_en: str = "") -> Any:
    """How each row was joined to its subject: exact (by an exact key), confirmed or probable."""
    return ColumnDeclaration(Code(LINK_STRENGTH), title, title_en)


def text(*, title: str, title_en: str = "", required: bool = False, sensitive: str = "") -> Any:
    """Free text; `sensitive` as for `code`."""
    return ColumnDeclaration(
        Text(), title, title_en, required, sensitive=check_sensitive(sensitive)
    )


def boolean(*, title: str, title_en: str = "", required: bool = False) -> Any:
    """yes or no."""
    return ColumnDeclaration(Truth(), title, title_en, required)


class Register:
    """A register (登记簿): subclass it in a pack's `registers/`, one register a file."""

    id: ClassVar[str] = ""
    title: ClassVar[str] = ""
    title_en: ClassVar[str] = ""
    owner: ClassVar[str] = ""
    owner_en: ClassVar[str] = ""
    rhythm: ClassVar[str] = ""
    lag_days: ClassVar[int] = 0
    #: What the data may be used for; a watch asks for a Purpose with its legal basis (G13).
    purposes: ClassVar[tuple[str | Purpose, ...]] = ()
    #: "exact" where every row was joined to its subject by an exact key (G5); rows that were not
    #: need a `link_strength` column.
    linked_by: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    happens: ClassVar[str | None] = None
    promises: ClassVar[tuple[Promise, ...]] = ()
    columns: ClassVar[dict[str, ColumnDeclaration]]
    #: Columns of its files that go to the vault; `about` is always filled.
    secrets: ClassVar[dict[str, ColumnDeclaration]]

    def __init_subclass__(cls) -> None:
        cls.columns, cls.secrets = {}, {}
        for name, declared in list(vars(cls).items()):
            if isinstance(declared, ColumnDeclaration) and declared.secret:
                cls.secrets[name] = replace(declared, name=name)
                setattr(cls, name, SecretColumn(cls.id, name))
            elif isinstance(declared, ColumnDeclaration):
                cls.columns[name] = replace(declared, name=name)
                setattr(cls, name, wrap(n.Column(cls.id, name, declared.type)))
        _check_declaration(cls)

    @classmethod
    def of(cls, kind: SubjectKind, *, by: str | None = None) -> Any:
        """The rows about a subject of `kind`; the one row if the register is keyed by it."""
        column = by or cls._subject_column(kind)
        if cls.key == (column,):
            return OneRow(cls, kind.id, column)
        return RowSet(n.Rows(cls.id, column, kind.id), cls)

    @classmethod
    def _subject_column(cls, kind: SubjectKind) -> str:
        found = columns_naming(cls, kind.id)
        if len(found) != 1:
            refuse(
                "subject-column",
                f"登记簿 {cls.id} 有 {len(found)} 列说的是 {kind.title}",
                f"register {cls.id} has {len(found)} columns that name a {kind.title_en}",
                "用 by= 指明列名" if found else "换一个登记簿或主体",
                "name the column with by=" if found else "choose another register or subject",
            )
        return found[0] if found else next(iter(cls.columns))


def occasion(column: Any) -> Any:
    """The occasion's own cell, inside an aggregate over the occasion's register."""
    node = column.node
    return wrap(n.OccasionColumn(node.register_id, node.name, node.of_type))


#: Names that batches of rows need for themselves.
RESERVED = ("row", "row_id", "torn", "reasons")


def subjects_named(register: type[Register]) -> dict[str, str]:
    """The columns of a register that name a subject → its kind, as declared."""
    columns = register.columns.values()
    return {c.name: c.type.kind for c in columns if isinstance(c.type, SubjectId)}


def columns_naming(register: type[Register], kind: str) -> list[str]:
    """Those that name a subject of `kind`."""
    return [name for name, of in subjects_named(register).items() if of == kind]


def _check_declaration(cls: type[Register]) -> None:
    if cls.linked_by not in ("", "exact"):
        refuse(
            "linked-by",
            f"登记簿 {cls.id}：linked_by 不能是 {cls.linked_by!r}",
            f"register {cls.id}: linked_by cannot be {cls.linked_by!r}",
            '写 linked_by = "exact"；不全是精确比对的，加一列 link_strength(…)',
            'write linked_by = "exact"; if not all rows are, add a column link_strength(…)',
        )
    promised = [name for promise in cls.promises for name in promise.columns]
    for name in (*cls.key, *((cls.happens,) if cls.happens else ()), *promised):
        if name not in cls.columns:
            refuse(
                "register",
                f"登记簿 {cls.id} 没有列 {name}",
                f"register {cls.id} has no column {name}",
            )
    for promise in cls.promises:
        _check_promise(cls, promise)
    _check_secrets(cls)
    for name, column in cls.columns.items():
        if name in RESERVED:
            refuse(
                "column-name",
                f"{cls.id}.{name}：这个列名留给程序用",
                f"{cls.id}.{name}: this name is kept for the program",
            )
        if isinstance(column.type, Money) != name.endswith("_fen"):
            refuse(
                "money-name",
                f"{cls.id}.{name}：金额列名以 _fen 结尾，其他列不得如此",
                f"{cls.id}.{name}: money columns, and only they, end in _fen",
            )
    if not cls.id or not cls.title or not cls.key:
        refuse(
            "register",
            f"{cls.__name__} 缺少 id、title 或 key",
            f"{cls.__name__} lacks id, title or key",
        )


def _check_secrets(cls: type[Register]) -> None:
    """Each secret is one subject's: the one named, or the only one there is."""
    subjects = list(subjects_named(cls))
    for name, column in cls.secrets.items():
        about = column.about or (subjects[0] if len(subjects) == 1 else "")
        if about not in subjects or name in RESERVED:
            refuse(
                "secret-about",
                f"{cls.id}.{name}：要说明是哪一列主体的",
                f"{cls.id}.{name}: say whose secret it is",
                f"写 about=，可用：{'、'.join(subjects)}",
                f"write about=, one of {', '.join(subjects)}",
            )
        cls.secrets[name] = replace(column, about=about)


def _check_promise(cls: type[Register], promise: Promise) -> None:
    types = {name: cls.columns[name].type for name in promise.columns}
    ordered = (Date, Month, Integer, Money)
    if isinstance(promise, NotAfter):
        kinds = {type(type_) for type_ in types.values()}
        if len(kinds) > 1 or not kinds <= set(ordered):
            refuse(
                "promise",
                f"登记簿 {cls.id}：{promise.first} 与 {promise.second} 不能比较先后大小",
                f"register {cls.id}: {promise.first} and {promise.second} cannot be compared",
                "只比较同类型的日期、月份、整数或金额",
                "compare two dates, two months, two whole numbers or two amounts",
            )
    elif isinstance(promise, GoesWith) and promise.column == promise.needs:
        refuse("promise", f"登记簿 {cls.id}：{promise.column} 以自己为条件",
               f"register {cls.id}: {promise.column} needs itself")  # fmt: skip
