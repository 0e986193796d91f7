"""How does a duty read: owed, overdue, done, not known? A duty made by `zhiban new` is judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhiban.cli.main import app
from zhiban.cli.publishing import publish
from zhiban.packs import load

FACTS = """\
id,as_of,{0}_arose_on,{0}_done_on
late,2026-07-01,2026-05-10,never
open,2026-06-01,2026-05-10,never
done,2026-07-01,2026-05-10,2026-06-01
dark,2026-07-01,2026-05-10,
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    inside = folder / "words_of_duties"
    made = [("pack", inside.name, folder), ("duty", "call_again", inside)]
    for kind, name, where in made:
        args = ["new", kind, name, "--in", str(where)]
        result = CliRunner().invoke(app, args)
        assert result.exit_code == 0, result.output
    return inside


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        (
            "late",
            "：经办机构逾期没有办，期限 2026年6月10日。",
            ": the office has not done it and it is overdue; due on 10 June 2026.",
        ),
        (
            "open",
            "：经办机构有这件事要办，期限 2026年6月10日。",
            ": the office has this to do; due on 10 June 2026.",
        ),
        ("done", "：现在没有要办的。", ": nothing is owed now."),
        ("dark", "：还不能确定是否要办。", ": it is not known whether it is owed."),
    ],
)
def test_a_duty_says_what_is_owed_by_whom_and_when(
    pack: Path, tmp_path: Path, id_: str, zh: str, en: str
) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(FACTS.format("words_of_duties.call_again"), encoding="utf-8")
    for language, wanted in (("zh", zh), ("en", en)):
        asked = ["explain", "call_again", id_, "--facts", str(facts), "--pack", str(pack)]
        result = CliRunner().invoke(app, [*asked, "--lang", language])
        assert result.exit_code == 0, result.output
        assert result.stdout.splitlines()[0].endswith(wanted), result.stdout


def test_a_duty_is_published_like_any_rule(pack: Path, tmp_path: Path) -> None:
    publish(load([pack]), tmp_path, 20_000)
    page = (tmp_path / "call_again.html").read_text(encoding="utf-8")
    assert "期限和办好的标志" in page and "经办机构有一件要按期办的事" in page
