"""Is every command and option documented, and do the pages do what they say?"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import typer.main
from tests.cli.conftest import Run
from tests.cli.random_files import ROOT

from zhiban.cli.main import app
from zhiban.model.reasons import KINDS

DOCS = ROOT / "docs"
PAGE = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    own = PAGE.split("\n## zhiban-desk\n")[0]  # the desk is a program of its own
    parts = re.split(r"^## zhiban(?:$| )([\w-]*)$", own, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_its_section_and_every_section_its_command() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(sections()) - {""} == set(commands)


def test_every_option_stands_in_the_section_of_its_command() -> None:
    group = typer.main.get_command(app)
    found = sections()
    for name, command in [("", group), *group.commands.items()]:  # type: ignore[attr-defined]
        documented = set(re.findall(r"`(--?[a-z][a-z-]*)", found[name]))
        below = getattr(command, "commands", {}).values() if name else ()
        options = {
            option
            for one in (command, *below)
            for parameter in one.params
            if parameter.param_type_name == "option"
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        options.discard("--help")
        options.discard("-h")
        assert options <= documented, name
        assert documented <= options | {"--help", "-h"}, name


def test_every_kind_of_reason_is_explained() -> None:
    page = (DOCS / "reference" / "findings.md").read_text(encoding="utf-8")
    assert {kind for kind in KINDS if f"| `{kind}` |" in page} == set(KINDS)


def test_the_file_of_the_how_to_is_judged_as_the_page_says(run: Run, tmp_path: Path) -> None:
    page = (DOCS / "how-to" / "judge-a-facts-file.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in page.splitlines()]
    start = next(i for i, line in enumerate(lines) if line.startswith("id,occasion"))
    path = tmp_path / "firms.csv"
    path.write_text("\n".join(lines[start : start + 4]) + "\n", encoding="utf-8")
    result = run("judge", "job_retention_refund", "--facts", path, "--as-of=2025-07-01")
    assert result.exit_code == 0, result.stderr
    found = {r["id"]: r["verdict"] for r in csv.DictReader(io.StringIO(result.stdout))}
    assert found == {"E1": "unknown", "E2": "no", "E3": "unknown"}
