"""G15: does every no and every unknown of the made-up town say why, in both languages, plainly?

Each no names an article, the value found, the value required and the office that can correct it.
Each unknown names the register, the column or fact, and the kind of gap, and who can bring it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from zhiban.cli import reading
from zhiban.findings import Explanation
from zhiban.loop.explaining import explain_everyone
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.names import LibraryNames
from zhiban.loop.receiving import Registers, receive
from zhiban.made_up import make_town
from zhiban.made_up.registers import COVERED
from zhiban.model.texts import plain
from zhiban.packs import Library, load
from zhiban.words.comparisons import Line
from zhiban.words.told import Told, tell

AS_OF = "2026-10-31"
LANGUAGES = ("zh", "en")
#: Words of the other language that stand in a sentence: names that have no other.
ALLOWED = {"LPR", "csv"}
LONGEST = {"zh": 150, "en": 70}  # characters, words
OFFICES = {
    "zh": ("改正",),
    "en": ("can correct it", "can be corrected by", "nothing to correct in a register"),
}
KINDS = {
    "zh": ("没有收到", "空着", "过期", "隔离", "矛盾", "没有日期", "算不出", "没有定",
           "还没有核实", "证据太旧"),
    "en": ("no data received", "left empty", "cell of the file is empty", "out of date",
           "set apart", "disagree", "no date", "cannot be worked out", "leaves this figure open",
           "is not yet certain", "older than the rule allows"),
}  # fmt: skip
#: What no sentence may hold: an id, a value of the machine, a piece of code.
INTERNAL = re.compile(
    r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z_]+\.[a-z_]{3,}\b|None|null|[{}<>|]|\bas_of\b|\b\w+\(\)"
)
SIZE = 400


@pytest.fixture(scope="module")
def library() -> Library:
    return load([])


@pytest.fixture(scope="module")
def registers(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Registers:
    folder: Path = tmp_path_factory.mktemp("town")
    make_town(SIZE, 1, folder)
    covered = [f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans]
    files = [(n, path) for n in COVERED if (path := folder / f"{n}.csv").exists()]
    return receive(library, files, reading.covered(covered))


def explained(library: Library, registers: Registers) -> Iterator[Explanation]:
    day = reading.as_of(AS_OF)
    for rule in library.rules.values():
        yield from explain_everyone(library, rule, registers, day)


@pytest.fixture(scope="module")
def told(library: Library, registers: Registers) -> list[tuple[Explanation, dict[str, Told]]]:
    """Every no and unknown of the town."""
    names = LibraryNames(library)
    out = []
    for one in explained(library, registers):
        if one.finding["verdict"] != "yes":
            out.append((one, {language: tell(one, language, names) for language in LANGUAGES}))
    assert len(out) > 1_000
    return out


def flat(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from flat(line.deeper)


def own_words(text: str, one: Explanation) -> str:
    """A sentence without the ids of subjects and occasions, which are names, and quoted names."""
    for name in (one.finding["id"], one.finding["occasion"]):
        text = text.replace(name, "") if name else text
    return re.sub(r"虚构\w*", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_an_id_or_a_value_of_the_machine(
    told: list[tuple[Explanation, dict[str, Told]]], language: str
) -> None:
    for one, words in told:
        for sentence in words[language].sentences():
            found = INTERNAL.search(own_words(sentence, one))
            assert found is None, (one.rule.id, one.finding["id"], found, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_no_names_article_found_required_and_who_can_correct_it(
    told: list[tuple[Explanation, dict[str, Told]]], language: str
) -> None:
    required = {"zh": "要求", "en": "required"}[language]
    found = {"zh": "查到", "en": "found"}[language]
    nos = [(e, words[language]) for e, words in told if e.finding["verdict"] == "no"]
    assert nos
    for one, words in nos:
        clauses = [c for c in words.clauses if c.met is False]
        lines = [line for c in clauses for line in flat(c.lines) if not line.deeper]
        text = " ".join(words.sentences())
        assert any(office in text for office in OFFICES[language]), (one.rule.id, text)
        assert required in text or any(c.notes for c in clauses), (one.rule.id, text)
        for clause in clauses:
            assert clause.title
            assert clause.lines or clause.notes, (one.rule.id, clause.article)
        for line in lines:
            assert found in line.text and line.required and line.found, (one.rule.id, line)
            assert line.correct, (one.rule.id, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_unknown_names_register_or_text_column_and_kind_of_gap(
    told: list[tuple[Explanation, dict[str, Told]]], library: Library, language: str
) -> None:
    names = LibraryNames(library)
    unknowns = [(e, words[language]) for e, words in told if e.finding["verdict"] == "unknown"]
    assert unknowns
    for one, words in unknowns:
        assert words.missing, one.rule.id
        for gap in words.missing:
            assert gap.why and gap.who, (one.rule.id, gap)
            assert any(kind in gap.why for kind in KINDS[language]), (one.rule.id, gap)
            if gap.column:
                column = names.title(f"{gap.register}.{gap.column}")[LANGUAGES.index(language)]
                assert plain(column) in gap.why, gap
            if gap.register:
                title = names.title(gap.register)[LANGUAGES.index(language)]
                assert title in gap.why, gap
            asked = {"zh": "请本人提供", "en": "may also be asked"}[language] in gap.who
            assert asked is gap.askable
            assert not gap.askable or gap.kind in ("gap", "empty")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(
    told: list[tuple[Explanation, dict[str, Told]]], language: str
) -> None:
    for one, words in told:
        for sentence in words[language].sentences():
            for part in re.split(r"[。；]" if language == "zh" else r"[.;] ", sentence):
                length = len(part) if language == "zh" else len(part.split())
                assert length <= LONGEST[language], (one.rule.id, length, part)


def test_chinese_holds_no_english_and_english_no_chinese_but_names(
    told: list[tuple[Explanation, dict[str, Told]]],
) -> None:
    for one, words in told:
        for sentence in words["zh"].sentences():
            latin = set(re.findall(r"[A-Za-z]{2,}", own_words(sentence, one))) - ALLOWED
            assert not latin, (one.rule.id, latin, sentence)
        for sentence in words["en"].sentences():
            words_only = re.sub(r"“[^”]*”", "", own_words(sentence, one))
            # A text of law in brackets is a name.
            words_only = re.sub(r"\([^()]*[\u4e00-\u9fff][^()]*\)$", "", words_only.rstrip("."))
            assert not re.search(r"[\u4e00-\u9fff]", words_only), (one.rule.id, sentence)


def test_one_subject_is_explained_as_in_the_whole_scan(
    library: Library, registers: Registers
) -> None:
    """`explain` reads one subject's rows only; the words must be those of the whole scan."""
    from zhiban.loop.explaining import explain_registers

    day, names = reading.as_of(AS_OF), LibraryNames(library)
    for rule in library.rules.values():
        whole: dict[str, list[Explanation]] = {}
        for one in explain_everyone(library, rule, registers, day):
            whole.setdefault(one.finding["id"], []).append(one)
        for id_ in list(whole)[:4]:
            alone, _ = explain_registers(library, rule, id_, registers, day)
            assert len(alone) == len(whole[id_])
            by_occasion = {e.finding["occasion"]: e for e in whole[id_]}
            for one in alone:
                other = by_occasion[one.finding["occasion"]]
                for key in ("verdict", "amount_fen", "outputs", "unmet", "because", "next_change"):
                    assert one.finding[key] == other.finding[key], (rule.id, id_, key)
                for language in LANGUAGES:
                    a, b = tell(one, language, names), tell(other, language, names)
                    assert (a.sentence, a.notes, a.clauses, a.missing, a.beside, a.months) == (
                        b.sentence, b.notes, b.clauses, b.missing, b.beside, b.months,
                    )  # fmt: skip


def test_every_rule_is_judged_over_the_town(library: Library, registers: Registers) -> None:
    day = reading.as_of(AS_OF)
    counts = {
        rule.id: facts_of_registers(library, [rule], registers, day).frame.select(pl.len()).item()
        for rule in library.rules.values()
    }
    assert not [rule for rule, count in counts.items() if count == 0]
