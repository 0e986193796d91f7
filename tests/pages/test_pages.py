"""Are the pages whole, harmless, and free of scripts and other hosts, in both languages?"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from zhiban.cli import reading
from zhiban.loop.explaining import explain_facts
from zhiban.loop.names import LibraryNames
from zhiban.packs import Library, fingerprint, load
from zhiban.pages.finding import finding_page
from zhiban.pages.rules import index, page_name, pages, rule_page

ROOT = Path(__file__).parents[2]
AS_OF = "2025-09-01"
LANGUAGES = ("zh", "en")
VOID = {"meta", "br", "input", "link", "img", "rect", "path"}
FIRMS = """\
id,occasion,employment.unit_type,employment.size,insurance.firm_months_paid,insurance.mean_staff,insurance.drawers,insurance.paid_fen,employment.dishonest,employment.abnormal,employment.licence
甲,2025,enterprise,small,12,40,2,3120000,false,false,in_business
乙,2025,enterprise,small,12,50,,4000000,false,false,in_business
丙<script>alert(1)</script>,2025,enterprise,small,11,20,0,4000000,false,false,in_business
"""


class Checked(HTMLParser):
    """A page read tag by tag: whether tags close, what it points at."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.targets: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        names = dict(attrs)
        self.targets += [v for k, v in names.items() if k in ("href", "src", "action") and v]
        assert not [k for k in names if k.startswith("on")], attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def checked(page: str) -> Checked:
    found = Checked()
    found.feed(page)
    found.close()
    assert found.open == []
    assert "script" not in found.tags
    assert not [t for t in found.targets if ":" in t or t.startswith("//")], found.targets
    assert not re.search(r"url\(|@import|https?:", page)
    return found


@pytest.fixture(scope="module")
def library() -> Library:
    return load([])


@pytest.fixture(scope="module")
def published(library: Library) -> dict[str, str]:
    return dict(pages(library, reading.as_of(AS_OF)))


def explained(library: Library, tmp_path: Path, id_: str, language: str) -> str:
    path = tmp_path / "firms.csv"
    path.write_text(FIRMS, encoding="utf-8")
    rule = library.rules["job_retention_refund"]
    found, _ = explain_facts(library, rule, id_, path, reading.as_of(AS_OF))
    return finding_page(found, fingerprint(rule, library), language, LibraryNames(library))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_one_page_with_verdict_clauses_and_signs(
    library: Library, tmp_path: Path, language: str
) -> None:
    page = explained(library, tmp_path, "乙", language)
    found = checked(page)
    text = " ".join(" ".join(found.text).split())
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page
    assert {"zh": "? 未知", "en": "? unknown"}[language] in text
    assert {"zh": "firms.csv 第3行", "en": "firms.csv, row 3"}[language] in text
    rule = library.rules["job_retention_refund"]
    places = [text.index(a.title if language == "zh" else a.title_en) for a in rule.articles]
    assert places == sorted(places)
    assert "@page" in page and "prefers-color-scheme: dark" in page


def test_what_comes_from_a_file_is_escaped(library: Library, tmp_path: Path) -> None:
    page = explained(library, tmp_path, "丙<script>alert(1)</script>", "zh")
    checked(page)
    assert "&lt;script&gt;" in page


def test_every_rule_has_a_page_in_both_languages_and_a_snapshot(
    library: Library, published: dict[str, str]
) -> None:
    wanted = {"index.html", "index.en.html"}
    for rule in library.rules:
        wanted |= {page_name(rule, language) for language in LANGUAGES} | {f"{rule}.json"}
    assert set(published) == wanted
    for name, text in published.items():
        if name.endswith(".json"):
            assert json.loads(text)["rule"] == name.removesuffix(".json")
            continue
        for target in checked(text).targets:
            assert target.startswith("#") or target in published, (name, target)


def test_a_rule_page_says_what_the_rule_says(library: Library, published: dict[str, str]) -> None:
    for rule in library.rules.values():
        for language in LANGUAGES:
            page = checked(published[page_name(rule.id, language)])
            text = " ".join(" ".join(page.text).split())
            titles = [a.title if language == "zh" else a.title_en for a in rule.articles]
            for title in (*titles, *(d.number for d in rule.basis.documents if d.number)):
                assert " ".join(title.split()) in text, (rule.id, title)
            for parameter in rule.parameters.values():
                assert (parameter.title if language == "zh" else parameter.title_en) in text
                assert all(v.document in text for v in parameter.values)
            assert fingerprint(rule, library) in text
            if (rule.folder / "assessment.md").exists():
                heading = {"zh": "影响评估", "en": "Impact assessment"}[language]
                assert heading in text


def test_a_chart_is_drawn_where_a_figure_moves_and_told_in_words(
    published: dict[str, str],
) -> None:
    page = published["unemployment_benefit.html"]
    assert '<svg viewBox="0 0 640 118"' in page and 'role="img"' in page
    assert "1,864.00 元" in re.search(r'aria-label="(失业保险金月标准[^"]*)"', page)[1]  # type: ignore[index]


def test_the_index_narrows_by_kind_without_a_script(
    library: Library, published: dict[str, str]
) -> None:
    page = published["index.html"]
    for kind in {rule.kind for rule in library.rules.values()}:
        assert f'id="kind-{kind}"' in page and f'data-kind="{kind}"' in page
        assert f"body:has(#kind-{kind}:checked)" in page


def test_a_title_with_a_tag_in_it_is_harmless(library: Library) -> None:
    from dataclasses import replace

    rule = library.rules["job_retention_refund"]
    bad = "<script>alert(1)</script><b>"
    articles = tuple(replace(a, title=bad, title_en=bad) for a in rule.articles)
    wrong = replace(rule, title=bad, title_en=bad, articles=articles)
    mixed = replace(library, rules={**library.rules, rule.id: wrong})
    for language in LANGUAGES:
        for page in (
            rule_page(mixed, wrong, language, reading.as_of(AS_OF)),
            index(mixed, language),
        ):
            checked(page)
            assert "&lt;script&gt;" in page


def test_a_watch_is_not_said_to_stop_itself_or_to_withhold_payment(library: Library) -> None:
    """What it says of its share and of unread figures is what is true of a watch today."""
    rule = library.rules["unemployment_benefit_while_employed"]
    today = reading.as_of(AS_OF)
    zh, en = (rule_page(library, rule, language, today) for language in LANGUAGES)
    assert "低于它应由人停用这项预警" in zh and "自动停用" not in zh
    assert "below that a person should stop it" in en and "stops itself" not in en
    assert "核对以前不作数" in zh and "不付款" not in zh
    assert "does not count before" in en and "nothing is paid" not in en
    paid = rule_page(library, library.rules["job_retention_refund"], "zh", today)
    assert "不付款" in paid and "不作数" not in paid
