"""What is a value called in a sentence? A phrase for every node that rules and facts are made of."""

from __future__ import annotations

from zhiban.language.rules import Rule
from zhiban.law.parameters import Parameter
from zhiban.model import nodes as n
from zhiban.model.texts import plain
from zhiban.model.types import NEVER_DAY, Date, Ordered
from zhiban.words.speech import Both, Speech
from zhiban.words.values import end_words, value_words

_TO: dict[str, Both] = {"fen": ("分", "fen"), "jiao": ("角", "jiao"), "yuan": ("元", "yuan")}
_HOW: dict[str, Both] = {
    "half_up": ("四舍五入", "a half goes up"),
    "half_even": ("四舍六入五成双", "a half goes to the even side"),
    "down": ("舍去尾数", "rounded down"),
    "up": ("进位", "rounded up"),
}


class Phrases:
    """The phrases of one rule in one language; its parameters have titles too."""

    def __init__(self, rule: Rule, speech: Speech) -> None:
        self.rule = rule
        self.speech = speech

    def parameter(self, name: str) -> str:
        """The title of a figure of the law."""
        found: Parameter | None = self.rule.parameters.get(name)
        if found is None:
            return name
        return plain(self.speech.say(found.title, found.title_en))

    def of(self, node: n.Node) -> str:
        """The phrase for a value."""
        say = self.speech.say
        match node:
            case n.FactValue():
                return self.speech.title(node.fact_id)
            case n.OccasionColumn() | n.Column() | n.OnlyRow():
                return self.speech.title(f"{node.register_id}.{node.name}")
            case n.LookUp():
                return self.speech.title(node.fact_id)
            case n.ParameterValue():
                return self.parameter(node.name)
            case n.Literal():
                return self.literal(node)
            case n.OccasionPeriod():
                return say(*_PERIODS[node.period, node.part])
            case n.JudgedDay():
                return say("判定日", "the judged day")
            case n.InstalmentMonth():
                return say("当月", "the month")
            case n.Assume():
                return self.of(node.of)
            case n.Calculated():
                output = node.calculator.output(node.output)
                return plain(say(output.title, output.title_en))
            case n.Unsaid():
                return self.speech.title(node.about)
            case n.Case() if isinstance(node.otherwise, n.Unsaid):
                value = node.whens[-1][1]  # fresh(value, …), or exact(column)
                return self.of(node.otherwise if isinstance(value, n.Literal) else value)
            case n.Case():
                return self.case(node)
            case n.Readings():
                words = dict.fromkeys((self.of(node.first), self.of(node.second)))
                return self.speech.either(list(words))
            case n.Rounded():
                how = say(*_HOW[node.how])
                to = say(*_TO[node.to])
                return self.of(node.of) + self.speech.brackets(
                    say(f"{how}到{to}", f"to the {to}, {how}")
                )
            case n.Step():
                return say(
                    f"按{self.of(node.of)}对应的{self.of(node.scale)}",
                    f"{self.of(node.scale)} for {self.of(node.of)}",
                )
        return self.arithmetic(node) or self.time(node) or self.months(node) or self.other(node)

    def arithmetic(self, node: n.Node) -> str:
        """Sums, products and the like; nothing for any other node."""
        say = self.speech.say
        match node:
            case n.Add():
                return f"{self.inner(node.left)} + {self.inner(node.right)}"
            case n.Subtract():
                return f"{self.inner(node.left)} − {self.inner(node.right)}"
            case n.Multiply():
                return f"{self.inner(node.of)} × {self.inner(node.factor)}"
            case n.Quotient():
                return f"{self.inner(node.numerator)} ÷ {self.inner(node.denominator)}"
            case n.Smaller() if _is_guard(node.right) or _is_guard(node.left):
                return self.of(node.left if _is_guard(node.right) else node.right)
            case n.Smaller():
                a, b = self.of(node.left), self.of(node.right)
                return say(f"“{a}”与“{b}”中较小的", f"the smaller of {a} and {b}")
            case n.Larger():
                a, b = self.of(node.left), self.of(node.right)
                return say(f"“{a}”与“{b}”中较大的", f"the larger of {a} and {b}")
        return ""

    def inner(self, node: n.Node) -> str:
        """A phrase inside another: in brackets if it is a sum itself."""
        text = self.of(node)
        compound = isinstance(node, (n.Add, n.Subtract, n.Multiply, n.Quotient, n.Case, n.Readings))
        return self.speech.say(f"（{text}）", f"({text})") if compound else text

    def time(self, node: n.Node) -> str:
        """Legal time; nothing for any other node."""
        say = self.speech.say
        match node:
            case n.AddMonths():
                day, months = self.named(node.day), node.months
                if (
                    isinstance(months, n.Literal)
                    and isinstance(months.value, int)
                    and months.value < 0
                ):
                    count = self.speech.times(-months.value, "months")
                    return say(f"{day}之前{count}", f"{count} before {day}")
                count = self.count(months, "months")
                return say(f"{day}之后{count}", f"{count} after {day}")
            case n.AddDays():
                day, count = self.named(node.day), self.speech.times(abs(node.days), "days")
                if node.days == -1:
                    return say(f"{day}的前一天", f"the day before {day}")
                if node.days == 1:
                    return say(f"{day}的次日", f"the day after {day}")
                if node.days < 0:
                    return say(f"{day}之前{count}", f"{count} before {day}")
                return say(f"{day}之后{count}", f"{count} after {day}")
            case n.WorkingDaysAfter():
                day = self.named(node.day)
                return say(
                    f"{day}之后第{node.days}个工作日", f"{node.days} working days after {day}"
                )
            case n.Birthday():
                return say(
                    f"年满{node.years}周岁之日", f"the day of reaching the age of {node.years}"
                )
            case n.AgeOn():
                on = self.named(node.on)
                return say(f"{on}当天的周岁年龄", f"age in full years on the day: {on}")
            case n.MonthsBetween():
                a, b = self.named(node.start), self.named(node.end)
                return say(f"从{a}到{b}的整月数", f"full months from {a} to {b}")
            case n.MonthOf():
                return self.part_of(node.day, ("所在月份", "the month of"))
            case n.YearOf():
                return self.part_of(node.day, ("所在年份", "the year of"))
            case n.FirstDay():
                if isinstance(node.month, n.InstalmentMonth):
                    return say("当月第一天", "the first day of the month")
                return self.part_of(node.month, ("的第一天", "the first day of"))
            case n.LastDay():
                if isinstance(node.month, n.InstalmentMonth):
                    return say("当月最后一天", "the last day of the month")
                return self.part_of(node.month, ("的最后一天", "the last day of"))
            case n.FirstOfYear():
                return self.part_of(node.year, ("的1月1日", "1 January of"))
            case n.LastOfYear():
                return self.part_of(node.year, ("的12月31日", "31 December of"))
        return ""

    def named(self, node: n.Node) -> str:
        """A phrase inside an English one: a title that is no noun stands in quotes."""
        text = self.of(node)
        while isinstance(node, n.Smaller) and (_is_guard(node.left) or _is_guard(node.right)):
            node = node.left if _is_guard(node.right) else node.right
        is_title = isinstance(node, (n.FactValue, n.OccasionColumn, n.Column))
        return self.speech.quoted(text) if is_title and self.speech.language == "en" else text

    def part_of(self, node: n.Node, words: Both) -> str:
        """A month, a year or a day made of another date."""
        inner = self.named(node)
        return self.speech.say(f"{inner}{words[0]}", f"{words[1]} {inner}")

    def count(self, node: n.Node, unit: str) -> str:
        """A number with its unit, or the name of the number."""
        if isinstance(node, n.Literal) and isinstance(node.value, int):
            return self.speech.times(node.value, unit)
        return self.of(node)

    def months(self, node: n.Node) -> str:
        """Sets of months; nothing for any other node."""
        say = self.speech.say
        match node:
            case n.MonthsCount():
                return say(f"{self.of(node.months)}的月数", f"number of {self.of(node.months)}")
            case n.LongestRun():
                inner = self.of(node.months)
                return say(f"{inner}最长连续的月数", f"longest run of {inner}")
            case n.MonthsOverlap():
                words = dict.fromkeys((self.of(node.left), self.of(node.right)))
                both = self.speech.listed(list(words), last=("同时是", "which are also"))
                return both
            case n.MonthsWithin():
                inner = self.of(node.months)
                since = "" if node.first is None else self.of(node.first)
                until = "" if node.last is None else self.of(node.last)
                if since and until:
                    return say(f"{since}至{until}的{inner}", f"{inner} from {since} to {until}")
                if until:
                    return say(f"截至{until}的{inner}", f"{inner} up to {until}")
                return say(f"自{since}起的{inner}", f"{inner} from {since} on") if since else inner
            case n.MonthsAfter():
                inner, after = self.of(node.months), self.of(node.month)
                return say(f"{after}之后的{inner}", f"{inner} after {after}")
        return ""

    def other(self, node: n.Node) -> str:
        """Conditions as values, and whatever else there may be: the names of what it is made of."""
        say = self.speech.say
        if isinstance(node, n.IncludesMonth):
            return say(
                f"“{self.of(node.months)}”里有“{self.of(node.month)}”",
                f"“{self.of(node.months)}” includes “{self.of(node.month)}”",
            )
        names = dict.fromkeys(self.of(child) for child in node.children)
        return self.speech.listed(list(names)) if names else say("这一项", "this item")

    def case(self, node: n.Case) -> str:
        """All that may be meant."""
        values = [value for _, value in node.whens] + [node.otherwise]
        return self.speech.either(list(dict.fromkeys(self.of(v) for v in values)))

    def literal(self, node: n.Literal) -> str:
        """A constant."""
        value = node.value
        if isinstance(value, (bool, str)):
            return value_words(value, node.type, self.speech)
        if isinstance(value, int):
            return end_words(value, node.type, self.speech)
        return end_words((value.numerator, value.denominator), node.type, self.speech)

    def codes(self, node: n.IsIn) -> tuple[str, ...]:
        """The codes of a condition, of an ordered list in its order."""
        if isinstance(node.of.type, Ordered):
            return tuple(c for c in node.of.type.list.codes if c in node.codes)
        return node.codes


def _is_guard(node: n.Node) -> bool:
    """Whether a node is only a far day that keeps `never` out of the arithmetic."""
    far = NEVER_DAY - 366
    return isinstance(node, n.Literal) and isinstance(node.type, Date) and node.value > far  # type: ignore[operator]


_PERIODS: dict[tuple[str, str], Both] = {
    ("year", "number"): ("所判年度", "the year judged"),
    ("year", "first_day"): ("所判年度的1月1日", "1 January of the year judged"),
    ("year", "last_day"): ("所判年度的12月31日", "31 December of the year judged"),
    ("month", "number"): ("所判月份", "the month judged"),
    ("month", "first_day"): ("所判月份的第一天", "the first day of the month judged"),
    ("month", "last_day"): ("所判月份的最后一天", "the last day of the month judged"),
}
