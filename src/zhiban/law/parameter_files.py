"""How is a rule folder's parameters.yaml read, with all its mistakes shown at once?

Every scalar is read as text, so that 0.055 stays exact. One parameter reads:

    share_large:
      title: 大型企业返还比例
      title_en: Refund share of large enterprises
      type: rate          # rate integer months days persons money date month scale
      values:
        - from: 2025-06-01            # inclusive; may be left out beside for_occasions
          until: 2025-12-31           # inclusive, optional
          value: 10 %                 # exact, or `unknown` for unsettled law
          level: city                 # city (default), national, ceiling
          scope: {size: [large]}      # optional
          for_occasions: ["2025"]     # optional: chosen by occasion instead of by date
          published_on: 2025-06-12    # optional
          document: 渝人社规〔2025〕10号
          article: 一
          status: read                # read, derived, memory, unknown
"""

from __future__ import annotations

from pathlib import Path

from zhiban.errors import Problem
from zhiban.law.calendar import FIRST_DAY
from zhiban.law.dated_values import (
    LEVELS,
    MODEL_TYPES,
    STATUSES,
    DatedValue,
    Parameter,
    Scope,
    Value,
)
from zhiban.law.scalars import BadScalar, parse_scalar, parse_steps
from zhiban.law.yaml_fields import Fields, text_of
from zhiban.law.yaml_text import Items, Mapping, Part, Scalar, read_yaml

PARAMETER_KEYS = ("title", "title_en", "type", "unit", "values", "note")
VALUE_KEYS = (
    "from",
    "until",
    "value",
    "unit",
    "level",
    "scope",
    "for_occasions",
    "published_on",
    "document",
    "article",
    "status",
    "note",
)
UNITS = {"money": ("fen", "yuan"), "scale": ("months", "days", "persons", "years")}


def load_parameters(path: Path) -> tuple[dict[str, Parameter], list[Problem]]:
    """The parameters of `path` by name, and every problem; what has a problem is left out."""
    tree, problems = read_yaml(path)
    reader = _Reader(f"{path.parent.name}/{path.name}", problems)
    if tree is None or (isinstance(tree, Scalar) and tree.text is None):
        return {}, problems
    if not isinstance(tree, Mapping):
        reader.say("parameters-form", 1, "", "最外层应是 参数名: …", "the file is not name: …")
        return {}, problems
    found: dict[str, Parameter] = {}
    for name, part in tree.entries.items():
        parameter = reader.parameter(name, part, tree.lines[name])
        if parameter is not None:
            found[name] = parameter
    return found, problems


class _Reader(Fields):
    """Reads the parameters of one file."""

    def parameter(self, name: str, part: Part, line: int) -> Parameter | None:
        """One parameter, or None if anything in it is wrong."""
        before = len(self.problems)
        if not isinstance(part, Mapping):
            self.say("parameter-form", line, name, "缺少 title、type、values", "no title, type, …")
            return None
        if not (name.isascii() and name.isidentifier() and name == name.lower()):
            self.say(
                "parameter-name",
                line,
                name,
                "参数名只用小写英文字母、数字和下划线",
                "a name is lower-case letters, digits and underscores",
            )
        self.known_keys(name, part, PARAMETER_KEYS)
        title = self.required(name, part, "title")
        title_en = self.required(name, part, "title_en")
        type_name = self.one_of(name, part, "type", tuple(MODEL_TYPES), None)
        unit = self.unit(name, part, type_name)
        values = part.entries.get("values")
        entries: list[DatedValue] = []
        if not isinstance(values, Items) or not values.items:
            self.say(
                "parameter-no-values",
                line,
                name,
                "values 应是一列值，至少一项",
                "values is a list with at least one entry",
            )
        else:
            for item in values.items:
                entry = self.value(name, type_name, unit, item)
                if entry is not None:
                    entries.append(entry)
        if len(self.problems) > before or type_name is None:
            return None
        kept_unit = unit if type_name == "scale" else None
        place = f"{self.file}:{line}"
        return Parameter(name, title, title_en, type_name, tuple(entries), kept_unit, place)

    def value(
        self, name: str, type_name: str | None, unit: str | None, part: Part
    ) -> DatedValue | None:
        """One dated value, or None if anything in it is wrong."""
        before = len(self.problems)
        if not isinstance(part, Mapping):
            self.say("value-form", part.line, name, "一项值应写成 from: …", "an entry is from: …")
            return None
        self.known_keys(name, part, VALUE_KEYS)
        occasions = self.texts(name, part, "for_occasions")
        from_day = self.day(name, part, "from", required=not occasions)
        until_day = self.day(name, part, "until")
        published_day = self.day(name, part, "published_on")
        if from_day is not None and until_day is not None and until_day < from_day:
            self.say(
                "value-reversed",
                part.lines["until"],
                name,
                "until 早于 from",
                "until lies before from",
                ("两端都包括在内；检查年份", "both ends are included; check the year"),
            )
        level = self.one_of(name, part, "level", LEVELS, "city")
        status = self.one_of(name, part, "status", STATUSES, None)
        document = self.text(name, part, "document") or ""
        if not document and status != "unknown":
            self.say(
                "value-document",
                part.line,
                name,
                "没有写依据文件",
                "no document is named",
                ("写 document: 文号", "write document: and its number"),
            )
        value = self.exact(name, type_name, self.unit(name, part, type_name) or unit, part)
        unsettled = text_of(part.entries.get("value")) == "unknown"
        if status is not None and unsettled != (status == "unknown"):
            self.say(
                "value-unsettled",
                part.line,
                name,
                "value: unknown 与 status: unknown 必须同时出现",
                "value: unknown and status: unknown belong together",
                ("未定的法律两处都写 unknown", "write unknown in both for unsettled law"),
            )
        scope = self.scope(name, part)
        article, note = self.text(name, part, "article"), self.text(name, part, "note")
        if len(self.problems) > before or level is None or status is None:
            return None
        return DatedValue(
            value,
            FIRST_DAY if from_day is None else from_day,
            until_day,
            level,
            scope,
            occasions,
            published_day,
            document,
            article or "",
            status,
            note or "",
            f"{self.file}:{part.line}",
        )

    def exact(self, name: str, type_name: str | None, unit: str | None, part: Mapping) -> Value:
        """The value itself; None for `unknown` and for anything wrong (which is noted)."""
        given = part.entries.get("value")
        if given is None or (isinstance(given, Scalar) and not given.text):
            self.say(
                "value-missing",
                part.line,
                name,
                "没有 value",
                "there is no value",
                ("法律未定时写 value: unknown", "write value: unknown for unsettled law"),
            )
            return None
        if type_name is None or text_of(given) == "unknown":
            return None
        try:
            if type_name == "scale":
                pairs = given.entries.items() if isinstance(given, Mapping) else ()
                return parse_steps((bound, text_of(step)) for bound, step in pairs)
            return parse_scalar(type_name, unit, text_of(given))
        except BadScalar as bad:
            line = part.lines["value"]
            self.say("value-type", line, name, bad.what, bad.what_en, (bad.attempt, bad.attempt_en))
            return None

    def scope(self, name: str, part: Mapping) -> Scope:
        """The scope as sorted (dimension, sorted codes)."""
        given = part.entries.get("scope")
        if given is None or (isinstance(given, Scalar) and given.text is None):
            return ()
        if not isinstance(given, Mapping):
            self.say(
                "value-scope", part.line, name, "scope 应写成 {维度: [代码]}", "scope is a map"
            )
            return ()
        dimensions = sorted(given.entries)
        return tuple((dim, tuple(sorted(self.texts(name, given, dim)))) for dim in dimensions)

    def unit(self, name: str, part: Mapping, type_name: str | None) -> str | None:
        """The unit, where the type has one."""
        if "unit" not in part.entries:
            return None
        return self.one_of(name, part, "unit", UNITS.get(type_name or "", ()), None)
