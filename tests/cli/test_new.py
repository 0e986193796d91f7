"""Does `zhiban new` make folders that load, whose examples hold, and that both engines judge?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import polars as pl
import pytest
from tests import rowwise_frames
from tests.both_engines import differences, differences_of
from tests.cli.random_files import ROOT
from typer.testing import CliRunner, Result

from zhiban.cli.main import app
from zhiban.cli.new.writing import write_whole
from zhiban.cli.reading import covered, day, files
from zhiban.engines.columnar.judge import judge_frame
from zhiban.errors import UsageError
from zhiban.loop.judging import facts_of_file
from zhiban.loop.receiving import receive
from zhiban.packs import load

BIN = Path(sys.executable).parent
WUYU = ROOT / "tests" / "fixtures" / "wuyu"
#: What --per and --subject say, the occasions of a small file, and the cell that dates a row.
GRAINS = {
    "once": ([], "", {}),
    "year": (["--per", "year", "--subject", "enterprise"], "2026", {}),
    "month": (["--per", "month"], "2026-06", {}),
    "its_own_register": (
        ["--per", "lake_boats"], "L1", {"lake_boats.happened_on": "2026-06-01"},
    ),
    "month_of_another_pack": (
        ["--per", "contributions", "--subject", "enterprise"], "P1/210/2026-06",
        {"contributions.for_month": "2026-06"},
    ),
}  # fmt: skip

New = Callable[..., Result]


@pytest.fixture(autouse=True)
def _forgetting() -> Iterator[None]:
    """Each test has packs of its own under the same names."""
    path = list(sys.path)
    _forget()
    yield
    _forget()
    sys.path[:] = path


def _forget() -> None:
    for name in [m for m in sys.modules if m.split(".")[0] in ("lake", "wuyu")]:
        del sys.modules[name]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> New:
    """Call `zhiban` in an empty folder, without packs but the installed ones."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [p for p in sys.path if not (Path(p) / "wuyu").is_dir()])
    return lambda *args: CliRunner().invoke(app, [*map(str, args)])


@pytest.fixture
def lake(call: New, tmp_path: Path) -> Path:
    """A new pack with a register, made as an author would."""
    assert call("new", "pack", "lake").exit_code == 0
    made = call("new", "register", "lake_boats", "--in", "lake")
    assert made.exit_code == 0, made.stderr
    return tmp_path / "lake"


def files_of(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if "__pyc" not in str(p))


def test_a_title_may_hold_anything_that_is_one_line(call: New) -> None:
    title = '湖\\"""$name\''
    assert call("new", "pack", "lake", "--title", title).exit_code == 0
    made = call("new", "register", "lake_boats", "--in", "lake", "--title", title)
    assert made.exit_code == 0, made.stderr
    assert title in call("registers", "--pack", "lake").stdout
    assert title in Path("lake/README.md").read_text(encoding="utf-8")


def test_an_empty_pack_loads(call: New, lake: Path) -> None:
    done = call("examples", "--pack", "lake")
    assert (done.exit_code, done.stdout) == (0, "\n0 条规则，0 个例子，0 个不符\n")
    shown = call("registers", "lake_boats", "--pack", "lake")
    assert "record_id*" in shown.stdout


@pytest.mark.parametrize("grain", GRAINS)
def test_a_new_policy_is_judged_at_once(call: New, lake: Path, grain: str) -> None:
    options, occasion, dated = GRAINS[grain]
    made = call("new", "policy", "lake_aid", "--in", "lake", *options)
    assert made.exit_code == 0, made.stderr
    done = call("examples", "--pack", "lake")
    assert done.stdout.splitlines() == ["✓ lake_aid  3 例", "1 条规则，3 个例子，0 个不符"]
    shown = call("rules", "lake_aid", "--pack", "lake", "--as-of=2026-07-01")
    assert shown.exit_code == 0
    assert "依据待填 [未确认（凭记忆）]" in shown.stdout
    facts = pl.DataFrame({
        "id": ["A", "B", "C"], "occasion": [occasion] * 3,
        "lake.lake_aid_registered": ["true", "true", None],
        "lake.lake_aid_months": ["12", "11", "12"],
        **{name: [cell] * 3 for name, cell in dated.items()},
    })  # fmt: skip
    facts.write_csv("facts.csv")
    done = call(
        "judge", "lake_aid", "--facts=facts.csv", "--as-of=2026-07-01", "--out=found.csv",
        "--pack=lake",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    found = pl.read_csv("found.csv")
    assert found["verdict"].to_list() == ["yes", "no", "unknown"]
    assert found["amount_fen"].to_list() == [10000, None, None]
    outputs = json.loads(found["outputs"][0])
    assert outputs["unconfirmed"] == ["amount", "months_min"]  # placeholder law pays nobody
    library = load([lake])
    rule = library.rules["lake_aid"]
    wide = facts_of_file(library, [rule], Path("facts.csv"), day("2026-07-01", "")).frame
    assert not differences(rowwise_frames.judge_frame([rule], wide), judge_frame([rule], wide))


@pytest.mark.parametrize("grain", ["once", "its_own_register"])
def test_a_new_duty_is_judged_at_once(call: New, lake: Path, grain: str) -> None:
    options, occasion, dated = GRAINS[grain]
    made = call("new", "duty", "lake_call", "--in", "lake", *options)
    assert made.exit_code == 0, made.stderr
    done = call("examples", "--pack", "lake")
    assert done.stdout.splitlines() == ["✓ lake_call  4 例", "1 条规则，4 个例子，0 个不符"]
    facts = pl.DataFrame({
        "id": ["A", "B", "C"], "occasion": [occasion] * 3,
        "lake.lake_call_arose_on": ["2026-05-10", "2026-06-15", "2026-06-15"],
        "lake.lake_call_done_on": ["never", "never", "2026-06-20"],
        **{name: [cell] * 3 for name, cell in dated.items()},
    })  # fmt: skip
    facts.write_csv("facts.csv")
    done = call(
        "judge", "lake_call", "--facts=facts.csv", "--as-of=2026-07-01", "--out=found.csv",
        "--pack=lake",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    found = pl.read_csv("found.csv")
    assert found["verdict"].to_list() == ["yes", "yes", "no"]
    states = [json.loads(text).get("state") for text in found["outputs"]]
    assert states == ["overdue", "due", None]
    library = load([lake])
    rule = library.rules["lake_call"]
    wide = facts_of_file(library, [rule], Path("facts.csv"), day("2026-07-01", "")).frame
    assert not differences(rowwise_frames.judge_frame([rule], wide), judge_frame([rule], wide))


def test_a_new_watch_is_judged_over_its_rows(call: New, lake: Path) -> None:
    made = call("new", "watch", "lake_look", "--in", "lake")
    assert made.exit_code == 0, made.stderr
    done = call("examples", "--pack", "lake")
    assert done.stdout.splitlines() == ["✓ lake_look  4 例", "1 条规则，4 个例子，0 个不符"]
    Path("rows.csv").write_text(
        "record_id,person,happened_on,explained\nR1,A,2026-05-01,false\nR2,B,2026-05-01,true\n"
        "R3,C,2026-05-01,\n",
        encoding="utf-8",
    )
    Path("persons.csv").write_text("person,sex\nA,1\nB,1\nC,1\nD,1\n", encoding="utf-8")
    rows = ["--register=lake_look_rows=rows.csv", "--covered=lake_look_rows=..2026-06-30"]
    judged = ["judge", "lake_look", "--register=persons=persons.csv", *rows, "--pack=lake"]
    done = call(*judged, "--as-of=2026-07-01", "--out=found.csv")
    assert done.exit_code == 0, done.stderr
    found = pl.read_csv("found.csv")
    assert dict(found.select("id", "verdict").iter_rows()) == {
        "A": "yes", "B": "no", "C": "unknown", "D": "no",  # silence is evidence against nobody
    }  # fmt: skip
    assert json.loads(found["outputs"][0])["consequence"] == "verify"
    library = load([lake])
    registers = receive(
        library, files(["persons=persons.csv", "lake_look_rows=rows.csv"]),
        covered(["lake_look_rows=..2026-06-30"]),
    )  # fmt: skip
    rule = library.rules["lake_look"]
    assert not differences_of(library, rule, registers, day("2026-07-01", ""))


def test_a_watch_without_its_assessment_does_not_load(call: New, lake: Path) -> None:
    assert call("new", "watch", "lake_look", "--in", "lake").exit_code == 0
    (lake / "watches" / "lake_look" / "assessment.md").unlink()
    done = call("examples", "--pack", "lake")
    assert done.exit_code == 1
    assert "[no-assessment]" in done.stderr


def test_what_is_made_is_laid_out_and_free_of_lint(call: New, lake: Path) -> None:
    for number, (options, _, _) in enumerate(GRAINS.values()):
        for kind in ("policy", "duty"):
            made = call("new", kind, f"{kind}_{number}", "--in", "lake", *options)
            assert made.exit_code == 0, made.stderr
    title = '名称里有"引号"、\\ 和 $'
    call("new", "policy", "quoted", "--in=lake", f"--title={title}")
    shown = call("rules", "--pack=lake")
    assert title in shown.stdout
    for command in (["check", "--select=E,F,I,B,UP,SIM,D100"], ["format", "--check"]):
        done = subprocess.run(
            [BIN / "ruff", *command, "--isolated", "--no-cache", "--line-length=100", "lake"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout


def test_a_policy_about_a_kind_of_subject_that_the_pack_adds(call: New, tmp_path: Path) -> None:
    shutil.copytree(WUYU, tmp_path / "wuyu", ignore=shutil.ignore_patterns("__pycache__"))
    made = call("new", "policy", "wuyu_paint_aid", "--in=wuyu", "--subject=wuyu_boat")
    assert made.exit_code == 0, made.stderr
    by_row = call("new", "policy", "wuyu_yard_aid", "--in=wuyu", "--per=wuyu_refits")
    assert by_row.exit_code == 0, by_row.stderr
    watch = call("new", "watch", "wuyu_look", "--in=wuyu", "--subject=wuyu_boat")
    assert watch.exit_code == 0, watch.stderr
    facts = tmp_path / "wuyu" / "watches" / "wuyu_look" / "facts.py"
    assert "from ...subjects import Boat\n" in facts.read_text(encoding="utf-8")
    done = call("examples", "--pack=wuyu")
    assert "✓ wuyu_look  4 例" in done.stdout
    assert "✓ wuyu_paint_aid  3 例" in done.stdout
    assert "✓ wuyu_yard_aid  3 例" in done.stdout


def test_what_is_there_already_is_left_alone(call: New, lake: Path) -> None:
    assert call("new", "policy", "lake_aid", "--in=lake").exit_code == 0
    before = files_of(lake.parent)
    for words in ("pack lake", "register lake_boats --in=lake", "policy lake_aid --in=lake"):
        done = call("new", *words.split())
        assert done.exit_code == 2
        assert done.stderr.startswith("[new-exists] lake")
    assert files_of(lake.parent) == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["pack", "My-Pack"], "[new-name] My-Pack: 名字只用小写英文字母"),
        (["pack", "My-Pack"], "try: such as my_pack"),
        (["pack", "json"], "[new-name] json: 已经有一个叫这个名字的 Python 包"),
        (["pack", "zhiban_packs"], "try: such as zhiban_packs_law"),
        (["watch", "look", "--in=lake", "--per=year"], "[new-option] --per"),
        (["pack", "lake2", "--per", "year"], "[new-option] --per: 做 pack 用不到 --per"),
        (["policy", "class", "--in=lake"], "[new-name] class"),
        (["policy", "aid", "--in=nowhere"], "[new-in] nowhere: 这里没有知识包"),
        (["policy", "unemployment_benefit", "--in=lake"], "已有这个编号的规则"),
        (["policy", "aid", "--in=lake", "--per=lake_boat"], "nearest: lake_boats"),
        (["policy", "aid", "--in=lake", "--subject=persn"], "person"),
        (["policy", "aid", "--in=lake", "--per=lake_boats", "--subject=enterprise"],
         "[new-subject] --subject enterprise: 登记簿 lake_boats 的行说的是 person"),
        (["policy", "aid", "--in=lake", "--title="], "[new-title]"),
        (["register", "contributions", "--in=lake"], "已有这个编号的登记簿"),
        (["polcy", "aid"], "[new-kind] polcy"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_to_try(
    call: New, lake: Path, words: list[str], problem: str
) -> None:
    before = files_of(lake.parent)
    done = call("new", *words)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(lake.parent) == before


def test_a_pack_that_does_not_load_is_mended_first(call: New, lake: Path) -> None:
    (lake / "facts" / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    done = call("new", "policy", "lake_aid", "--in=lake")
    assert done.exit_code == 1
    assert "[pack-raises] lake/facts/broken.py" in done.stderr
    assert not (lake / "policies" / "lake_aid").exists()


def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    write_text = Path.write_text

    def full_after_one(self: Path, *args: object, **options: object) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(self)
        return write_text(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full_after_one)
    texts = {PurePosixPath("lake/a.py"): "", PurePosixPath("lake/b.py"): ""}
    with pytest.raises(UsageError, match="No space left"):
        write_whole(tmp_path, texts)
    assert written
    assert list(tmp_path.iterdir()) == []
