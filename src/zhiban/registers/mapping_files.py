"""What does a supplier's mapping file say, and does it fit the register?

file: {sheet: 明细, encoding: gb18030}
columns:
  person: 身份证号                                 # another name
  scheme: {from: 险种, codes: {失业: "210"}}        # other codes
  district: {from: 行政区划代码, part: 1..6}         # a part of a longer code
  unit_fen: {from: 缴费额, unit: 元}                # money in another unit
  for_month: {from: 属期, date: YYYYMM}            # another form of dates
  address: {join: [街道, 门牌], with: " "}          # several columns in one
  source: {value: 税务}                            # the same in every row
ignored: [序号]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from zhiban.errors import DataError
from zhiban.law.yaml_fields import Fields, nearest
from zhiban.law.yaml_text import Mapping as Entries
from zhiban.law.yaml_text import Part, Scalar, read_yaml
from zhiban.model import types as t
from zhiban.registers.columns import ColumnSpec
from zhiban.registers.mapping import UNITS, Column, Mapping
from zhiban.registers.scalars import spellings

_TOP = ("file", "columns", "ignored")
_FILE = ("sheet", "encoding", "separator", "table")
_COLUMN = ("from", "join", "with", "value", "part", "codes", "unit", "date")
_TOKENS = {
    "YYYY": r"(?P<y>[0-9]{4})", "MM": r"(?P<m>[0-9]{2})", "DD": r"(?P<d>[0-9]{2})",
    "M": r"(?P<m>[0-9]{1,2})", "D": r"(?P<d>[0-9]{1,2})",
}  # fmt: skip


def read_mapping(path: Path, specs: Sequence[ColumnSpec]) -> Mapping:
    """Read the mapping file at `path` for the columns of a register; DataError with all faults."""
    part, problems = read_yaml(path)
    reader = _Reader(str(path), specs)
    reader.fields.problems += problems
    if isinstance(part, Entries):
        found = reader.mapping(part)
    elif not problems:
        reader.say(1, "", "映射文件里没有 columns", "the mapping file has no columns")
    if reader.fields.problems:
        raise DataError(reader.fields.problems)
    return found


class _Reader:
    """Reads one mapping file; `fields.problems` fills as it goes."""

    def __init__(self, file: str, specs: Sequence[ColumnSpec]) -> None:
        self.fields = Fields(file)
        self.specs = {spec.name: spec for spec in specs}

    def say(
        self, line: int, name: str, what: str, what_en: str, attempt: tuple[str, str] = ("", "")
    ) -> None:
        self.fields.say("mapping", line, name, what, what_en, attempt)

    def mapping(self, part: Entries) -> Mapping:
        self.fields.known_keys("", part, _TOP)
        given = part.entries.get("columns")
        columns: list[Column] = []
        if isinstance(given, Entries):
            for name, entry in given.entries.items():
                made = self._column(name, entry, given.lines[name])
                if made is not None:
                    columns.append(made)
            for spec in self.specs.values():
                if spec.required and spec.name not in given.entries:
                    self.say(
                        given.line, spec.name, "没有说必需的这一列从哪里来",
                        "it is not said where this column, which must be there, comes from",
                        ("在 columns 里补上", "add it under columns"),
                    )  # fmt: skip
        else:
            self.say(part.line, "", "映射文件里没有 columns", "the mapping file has no columns")
        ignored = self.fields.texts("ignored", part, "ignored")
        return Mapping(tuple(columns), ignored, self._options(part))

    def _options(self, part: Entries) -> dict[str, str]:
        given = part.entries.get("file")
        if given is None:
            return {}
        if not isinstance(given, Entries):
            self.say(part.lines["file"], "file", "file 应是几个键", "file holds keys")
            return {}
        self.fields.known_keys("file", given, _FILE)
        found = {key: self.fields.text("file", given, key) for key in _FILE if key in given.entries}
        if "separator" in found:
            mark = self.fields.one_of("file", given, "separator", (",", ";", "|", "tab"), ",")
            found["separator"] = "\t" if mark == "tab" else mark
        return {key: text for key, text in found.items() if text is not None}

    def _column(self, name: str, entry: Part, line: int) -> Column | None:
        spec = self.specs.get(name)
        if spec is None:
            self.say(
                line, name, f"登记簿没有列 {name}", f"the register has no column {name}",
                nearest(name, self.specs),
            )  # fmt: skip
            return None
        if isinstance(entry, Scalar) and entry.text:
            return Column(name, (entry.text,))
        if not isinstance(entry, Entries):
            self.say(line, name, "应是一个列名，或 {from: 列名, …}",
                     "give the name of a column, or {from: NAME, …}")  # fmt: skip
            return None
        self.fields.known_keys(name, entry, _COLUMN)
        ways = [key for key in ("from", "join", "value") if key in entry.entries]
        if len(ways) != 1:
            self.say(line, name, "from、join、value 要写一个，且只写一个",
                     "give one of from, join and value, and only one")  # fmt: skip
        joined = self.fields.texts(name, entry, "join")
        single = self.fields.text(name, entry, "from")
        return Column(
            name,
            (single,) if single else joined,
            self.fields.text(name, entry, "with") or "",
            self.fields.text(name, entry, "value"),
            self._part(name, entry),
            self._codes(spec, entry),
            self._unit(spec, entry),
            self._date(spec, entry),
        )

    def _part(self, name: str, entry: Entries) -> tuple[int, int] | None:
        text = self.fields.text(name, entry, "part")
        if text is None:
            return None
        match = re.fullmatch(r"([1-9][0-9]{0,3})\.\.([1-9][0-9]{0,3})", text)
        if match is None or int(match[1]) > int(match[2]):
            self.say(
                entry.lines["part"], name, f"part 看不懂：{text}", f"part says {text}",
                ("写成 1..6：第 1 到第 6 个字符", "write 1..6: characters 1 to 6"),
            )  # fmt: skip
            return None
        return int(match[1]), int(match[2])

    def _codes(self, spec: ColumnSpec, entry: Entries) -> dict[str, str]:
        given = entry.entries.get("codes")
        if given is None:
            return {}
        line = entry.lines["codes"]
        if not isinstance(given, Entries):
            self.say(line, spec.name, "codes 应是 原代码: 代码", "codes holds OLD: NEW")
            return {}
        known: dict[str, str] | None = None
        if isinstance(spec.type, (t.Code, t.Ordered)):
            known = spellings(spec.type.list)
        elif isinstance(spec.type, t.Truth):
            known = dict.fromkeys(("true", "false", "是", "否"), "")
        found: dict[str, str] = {}
        for old, new in given.entries.items():
            text = new.text if isinstance(new, Scalar) else None
            if text is None or (known is not None and text not in known):
                self.say(
                    given.lines[old], spec.name, f"{old} 改成的 {text} 不在代码表中",
                    f"{old} becomes {text}, which is not in the code list",
                    nearest(text or "", known or ("…",)),
                )  # fmt: skip
                continue
            found[old] = text
        return found

    def _unit(self, spec: ColumnSpec, entry: Entries) -> str | None:
        text = self.fields.text(spec.name, entry, "unit")
        if text is None:
            return None
        line = entry.lines["unit"]
        if not isinstance(spec.type, t.Money):
            self.say(line, spec.name, "unit 只用于金额", "unit is for money only")
        elif text not in UNITS:
            self.say(line, spec.name, f"不认识单位 {text}", f"no unit {text}", nearest(text, UNITS))
        return text

    def _date(self, spec: ColumnSpec, entry: Entries) -> str | None:
        text = self.fields.text(spec.name, entry, "date")
        if text is None:
            return None
        line = entry.lines["date"]
        if not isinstance(spec.type, (t.Date, t.Month)):
            self.say(line, spec.name, "date 只用于日期和月份", "date is for days and months only")
            return None
        if text == "excel":
            return ""
        if "YY" in text and "YYYY" not in text:
            self.say(
                line, spec.name, f"{text} 只有两位年份，看不出是哪个世纪",
                f"{text} has two digits for the year, which do not say the century",
                ("请对方改用四位年份", "ask the supplier for four digits"),
            )  # fmt: skip
            return None
        pattern = "".join(
            _TOKENS.get(piece, re.escape(piece)) for piece in re.findall("YYYY|MM|DD|M|D|.", text)
        )
        wanted = ("y", "m", "d") if isinstance(spec.type, t.Date) else ("y", "m")
        if any(pattern.count(f"?P<{name}>") != (name in wanted) for name in "ymd"):
            form = "YYYYMMDD" if len(wanted) == 3 else "YYYYMM"
            self.say(
                line, spec.name, f"日期的写法看不懂：{text}", f"dates cannot be written {text}",
                (f"写成例如 {form}，或 excel", f"write for example {form}, or excel"),
            )  # fmt: skip
            return None
        return f"^{pattern}$"
