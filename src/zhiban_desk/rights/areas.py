"""Which area lies in which? A code without its empty levels is a prefix of all in it."""

from __future__ import annotations

from zhiban.errors import DataError, Problem

#: Province, city, district, street, community: where each level ends.
_ENDS = (2, 4, 6, 9, 12)


def prefix(code: str) -> str:
    """500000 → 50, 500109000 → 500109: what every code inside begins with.

    Not digits of whole levels, or no province → DataError.
    """
    if not (code.isascii() and code.isdigit() and len(code) in _ENDS) or code[:2] == "00":
        raise DataError(Problem(
            "area-code", code, "不是行政区划代码", "this is no code of an area",
            "2、4、6、9 或 12 位数字，例如 500109", "2, 4, 6, 9 or 12 digits, such as 500109",
        ))  # fmt: skip
    while len(code) > 2 and not int(code[_ENDS[_ENDS.index(len(code)) - 1]:]):  # fmt: skip
        code = code[: _ENDS[_ENDS.index(len(code)) - 1]]
    return code


def is_in(code: str, area: str) -> bool:
    """Does an area (both as `prefix` gives them) lie in another, or is it the same?"""
    return code.startswith(area)
