"""What is said of a row that is not whole?"""

from __future__ import annotations

from collections.abc import Sequence

from zhiban.registers.csv_text import Torn
from zhiban.registers.faults import EXAMPLES, Faults


class TornRows:
    """The torn rows of one file: the first ones in full, the rest counted."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._first: list[Torn] = []
        self._counts: dict[str, int] = {}

    def note(self, torn: Sequence[Torn]) -> None:
        """Remember these."""
        for one in torn:
            count = self._counts[one.code] = self._counts.get(one.code, 0) + 1
            if count <= EXAMPLES:
                self._first.append(one)

    def tell(self, faults: Faults) -> None:
        """Note them as faults of the file."""
        for one in self._first:
            faults.add(one.code, words(one, self.width), row=one.row)
        for code, count in self._counts.items():
            faults.more(code, count - EXAMPLES)


def words(torn: Torn, width: int) -> tuple[str, str, str, str]:
    """what, what_en, attempt, attempt_en."""
    count = len(torn.cells)
    if not count:
        return (
            "引号不配对，读不下去",
            "a quote is not closed, or is closed in mid-cell",
            "含逗号、换行或引号的单元格整体加引号，格内的引号写两遍；文件可能被截断",
            "quote the whole cell and double the quotes inside; the file may be cut off",
        )
    if count < width:
        return (
            f"只有 {count} 格，表头有 {width} 列：这一行被截断",
            f"{count} cells where the header has {width}: the row is cut off",
            "重新导出或重新传送整个文件",
            "export or transfer the whole file again",
        )
    return (
        f"有 {count} 格，表头只有 {width} 列",
        f"{count} cells where the header has {width}",
        "含逗号的单元格要加引号；金额不写千位分隔符",
        "quote cells that hold a comma; write no thousands separators",
    )
