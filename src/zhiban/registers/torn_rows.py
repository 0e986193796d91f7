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


def words(torn: Torn, width: int) -> tuple[str, ...]:
    """what, what_en, attempt, attempt_en."""
    if torn.code == "cell-precision":
        return (
            f"{torn.line} 里的数字超过 15 位，Excel 已丢掉后面的数字",
            f"the number in {torn.line} has more than 15 digits: Excel has lost the last ones",
            "把这一列设成文本格式，照原件重新填写", "format the column as text and enter it again",
        )  # fmt: skip
    if torn.code in _JSON:
        return _JSON[torn.code]
    count = len(torn.cells)
    if torn.code == "row-quote":
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


_JSON = {
    "json-line": (
        "这一行不是完整的 JSON 对象", "the line is no whole JSON object",
        "一行写一个对象；文件可能被截断", "write one object a line; the file may be cut off",
    ),
    "json-twice": (
        "同一个键写了两遍", "a key stands twice", "只留一个", "keep one of them",
    ),
    "json-key": (
        "有前面各行没有的键", "a key that no earlier line has",
        "第一行写全所有的键，没有值写 null",
        "give every key in the first line, null without a value",
    ),
    "json-nested": (
        "值里还有对象或数组", "a value is itself an object or an array",
        "每个键只写一个文字、数字或 true/false", "give each key one text, number or true/false",
    ),
}  # fmt: skip
