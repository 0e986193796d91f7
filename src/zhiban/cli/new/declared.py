"""Where does a pack declare a kind of subject or a register, so that a new module can import it?"""

from __future__ import annotations

import sys

from zhiban.errors import Problem, UsageError
from zhiban.language.register import Register, subjects_named
from zhiban.language.subjects import SubjectKind
from zhiban.packs import Library
from zhiban.registers.faults import nearest


def kind_named(library: Library, name: str) -> SubjectKind:
    """The kind of subject with this id; UsageError with the nearest."""
    if name in library.kinds:
        return library.kinds[name]
    known = ", ".join(library.kinds)
    hint = nearest(name, library.kinds) or known
    raise UsageError(Problem(
        "no-kind", f"--subject {name}", f"没有这种主体，有 {known}",
        f"there is no such kind of subject; there are {known}", hint, hint,
    ))  # fmt: skip


def module_of_kind(kind: SubjectKind) -> tuple[str, str]:
    """The module that declares a kind and its name there; the language for those of the library."""
    import zhiban.language as language

    for name, thing in vars(language).items():
        if isinstance(thing, SubjectKind) and thing == kind:
            return "zhiban.language", name
    found = [
        (module_name, name)
        for module_name, module in list(sys.modules.items())
        for name, thing in list(vars(module).items() if module is not None else ())
        if isinstance(thing, SubjectKind) and thing == kind
    ]
    # Wherever it is used it is a name too; where it is declared has the shortest path.
    return min(found, key=lambda place: (not place[0].endswith("subjects"), len(place[0]), place))


def kinds_in(register: type[Register], library: Library) -> list[SubjectKind]:
    """The kinds of subject the rows of a register speak of, in the order of its columns."""
    found = dict.fromkeys(subjects_named(register).values())
    return [library.kinds[k] for k in found if k in library.kinds]


def relative(module: str, package: str, depth: int) -> str:
    """`module` as seen `depth` folders below the root of `package`; absolute if it is outside."""
    if module == package:
        return "." * (depth + 1)
    if module.startswith(package + "."):
        return "." * (depth + 1) + module.removeprefix(package + ".")
    return module
