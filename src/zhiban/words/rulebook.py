"""What does a rule say, in words, for those who never read code? Everything about it, once.

Pages show it; snapshots of it are compared when a pack changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhiban.language.rule_parts import Article
from zhiban.language.rules import DutyRule, GradeRule, PolicyRule, Rule, WatchRule
from zhiban.language.watches import CONSEQUENCES
from zhiban.model import nodes as n
from zhiban.model.types import Truth
from zhiban.words.beside import OVER
from zhiban.words.conditions import Asked, Conditions, Figures
from zhiban.words.phrases import Phrases
from zhiban.words.speech import Both, Names, Speech
from zhiban.words.values import percent_text

KINDS: Mapping[str, Both] = {
    "policy": ("政策", "policy"), "watch": ("预警", "watch"), "duty": ("职责", "duty"),
    "grade": ("分级", "grade"),
}  # fmt: skip
LANES: Mapping[str, Both] = {
    "pay": ("不用申请，查到符合就付", "paid without an application"),
    "offer_and_confirm": ("先告诉对象，对象确认后付", "offered; paid once it is confirmed"),
    "prefill": ("表格替对象填好，由对象交", "the form is filled in; the person hands it in"),
    "tell": ("告诉对象有这项待遇、怎样办", "told that it exists and how to get it"),
}
_GRAINS: Mapping[str, Both] = {
    "once": ("每个对象判一次", "judged once for each"),
    "year": ("每年判一次", "judged for each year"),
    "month": ("每月判一次", "judged for each month"),
}
_CHOICES: Mapping[str, Both] = {
    "subject": ("几项都符合时由对象自己选", "where several apply the person chooses"),
    "larger": ("几项都符合时取金额大的", "where several apply the larger one is taken"),
    "priority": ("几项都符合时按规定的先后", "where several apply the order of the law decides"),
}


@dataclass(frozen=True)
class RuleClause:
    """An article in words: what it asks for, with nested lines; `always`: it asks nothing."""

    article: str
    no: str
    title: str
    lines: tuple[Asked, ...]
    always: bool | None = None

    def flat(self) -> str:
        """The clause as one text to compare."""
        return "; ".join(line.flat() for line in self.lines) or str(self.always)


@dataclass(frozen=True)
class RuleBook:
    """A rule in words of one language, with the figures of one day if they are given."""

    rule: str
    title: str
    kind: str
    kind_word: str
    what: tuple[str, ...]
    clauses: tuple[RuleClause, ...]
    amount: tuple[Asked, ...]
    limits: tuple[str, ...]


def rulebook(rule: Rule, language: str, names: Names, figures: Figures | None = None) -> RuleBook:
    """Everything a rule says."""
    speech = Speech(language, names)
    asks = Conditions(Phrases(rule, speech), figures)
    return RuleBook(
        rule.id, speech.say(rule.title, rule.title_en), rule.kind,
        speech.say(*KINDS.get(rule.kind, (rule.kind, rule.kind))),
        tuple(speech.stop(text) for text in _what(rule, speech)),
        tuple(_clauses(rule.articles, asks)), tuple(_amount(rule, asks)),
        tuple(speech.stop(text) for text in _limits(rule, asks)),
    )  # fmt: skip


def _clauses(articles: Sequence[Article], asks: Conditions) -> Iterator[RuleClause]:
    for a in articles:
        found = asks.lines(a.condition)
        lines = () if isinstance(found, bool) else tuple(found)
        always = found if isinstance(found, bool) else None
        yield RuleClause(a.id, a.no, asks.speech.say(a.title, a.title_en), lines, always)


def _what(rule: Rule, speech: Speech) -> Iterator[str]:
    """What the rule is, whom it is for, how often it is judged."""
    say = speech.say
    whom = say(rule.subject.title, rule.subject.title_en)
    a_whom = f"{'An' if whom[:1] in 'aeiou' else 'A'} {whom}"
    title = say(rule.title, rule.title_en)
    match rule:
        case PolicyRule():
            yield say(f"符合下面条件的{whom}可以享受“{title}”",
                      f"{a_whom} that meets the conditions below has a right to “{title}”")  # fmt: skip
            yield say(
                f"办理方式：{LANES[rule.lane][0]}", f"How it reaches them: {LANES[rule.lane][1]}"
            )
        case WatchRule():
            yield say(f"下面的情况都查到时，提示工作人员核实这个{whom}的记录；提示不是认定，核实前不作任何处理",
                      f"When all of this is found, a person is asked to look at the rows of this {whom}; "
                      "this is no finding of fault, and nothing follows before that")  # fmt: skip
            if rule.consequence in CONSEQUENCES:
                follows = CONSEQUENCES[rule.consequence]
                yield say(
                    f"提示以后由工作人员{follows[0]}", f"What follows: a person is to {follows[1]}"
                )
            share = percent_text(Fraction(rule.precision), speech)
            yield say(f"预计每 100 条提示里查实的占 {share}；实际查实的还没有自动统计，低于它应由人停用这项预警",
                      f"Of its flags {share} should turn out to be something; this is not measured by itself yet: below that a person should stop it")  # fmt: skip
            if rule.areas_because:
                yield say(
                    f"只看部分区县，因为{rule.areas_because}",
                    f"Looks at some districts only: {_quoted(rule.areas_because)}",
                )
        case DutyRule():
            who = say("经办机构", "the office") if rule.owed_by == "office" else whom
            yield say(
                f"下面的情况出现时，{who}有一件要按期办的事",
                f"When this is so, {who} has something to do by a day",
            )
        case GradeRule():
            classes = () if rule.classes is None else rule.classes.codes
            named = [rule.classes.title_of(c, speech.language) for c in classes if rule.classes]
            yield say(f"给每个在范围内的{whom}定一个等级，由低到高：{'、'.join(named)}",
                      f"Gives each {whom} in scope a class, from low to high: {', '.join(named)}")  # fmt: skip
    yield _grain(rule, speech)


def _quoted(text: str) -> str:
    """A text that has only Chinese stands in quotes in English."""
    return text if text.isascii() else f"“{text}”"


def _grain(rule: Rule, speech: Speech) -> str:
    if rule.per.grain == "rows":
        register = speech.title(rule.per.occasion)
        return speech.say(f"“{register}”的每一行判一次", f"judged for each row of “{register}”")
    words = speech.say(*_GRAINS[rule.per.grain])
    months = rule.per.open_for_months
    if months and rule.per.grain != "once":
        count = speech.times(months, "months")
        words += speech.say(f"，期满后{count}内都可以判", f", until {count} after its end")
    return words


def _amount(rule: Rule, asks: Conditions) -> Iterator[Asked]:
    """How much, or which months and how much each; of a duty what is due; of a grade the class."""
    say = asks.speech.say

    def line(zh: str, en: str, node: n.Node) -> Asked:
        settled = asks.settled(node)
        if isinstance(settled, n.Case):
            return Asked(say(f"{zh}按情形定：", f"{en} depends:"), tuple(asks.cases(settled)))
        is_condition = isinstance(settled.type, Truth)
        text = asks.inline(settled) if is_condition else asks.value(settled)
        return Asked(say(f"{zh}：{text}", f"{en}: {text}"), asks.choices(settled))

    if isinstance(rule, PolicyRule) and rule.amount is not None:
        yield line("金额", "Amount", rule.amount)
    if isinstance(rule, PolicyRule) and rule.instalments is not None:
        plan = rule.instalments
        yield line("从哪个月起", "First month", plan.first)
        yield line("多少个月", "How many months", plan.months)
        yield line("每月多少", "How much a month", plan.amount)
        goes_on = list(_clauses(plan.continues, asks))
        if goes_on:
            yield Asked(
                say("每个月还要符合：", "Each month needs:"),
                tuple(Asked(c.title, c.lines) for c in goes_on if c.always is None),
            )
        if plan.stops:
            yield Asked(
                say("发生下面的事，下个月起停发：", "It stops with the month after any of these:"),
                tuple(Asked(asks.phrases.of(stop)) for stop in plan.stops),
            )
    if isinstance(rule, DutyRule):
        if rule.due is not None:
            yield line("期限", "Due on", rule.due)
        if rule.done is not None:
            yield line("办好的标志", "Done when", rule.done)
    if isinstance(rule, GradeRule) and rule.class_of is not None:
        yield line("等级", "Class", rule.class_of)


def _limits(rule: Rule, asks: Conditions) -> Iterator[str]:
    """What shuts it out, how often it is given, what is counted once, when the case closes."""
    if not isinstance(rule, PolicyRule):
        return
    speech, say = asks.speech, asks.speech.say
    for other in rule.excludes:
        title = speech.benefit(other.rule_id)
        span = say(*OVER.get(other.over, ("", "")))
        yield say(f"{span}已经审定过{title}的，不再付（{other.law}）",
                  f"Not paid where {title} was granted {span} ({_quoted(other.law)})")  # fmt: skip
    if rule.at_most is not None:
        name = asks.phrases.of(rule.at_most.granted)
        yield say(f"{name}少于{rule.at_most.times}才付（{rule.at_most.law}）",
                  f"Paid only while {name} is less than {rule.at_most.times} ({_quoted(rule.at_most.law)})")  # fmt: skip
    if rule.counted_once is not None:
        name = speech.quoted(asks.phrases.of(rule.counted_once.subject))
        event = speech.quoted(asks.phrases.of(rule.counted_once.event))
        yield say(f"{name}相同的只计一次，先计已经审定的，再计{event}最早的",
                  f"The same {name} counts once: what is granted already first, then the earliest {event}")  # fmt: skip
    if rule.choice in _CHOICES:
        yield say(*_CHOICES[rule.choice])
    if rule.closes_when:
        yield say(
            f"办结的标志：{rule.closes_when}", f"The case closes when: {_quoted(rule.closes_when)}"
        )
