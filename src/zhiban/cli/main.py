"""Which commands are there, and how does a mistake end?

Exit code 0 done, 1 the data or the rules are at fault, 2 wrong usage. A mistake of the user never
shows a stack trace: its problems are printed, all of them, in Chinese and then in English.
"""

from __future__ import annotations

import importlib.util
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from zhiban.cli import (
    cases,
    city,
    compare,
    console,
    derive,
    examples,
    explain,
    facts,
    findings,
    judge,
    new,
    office_stub,
    pool,
    receive,
    registers,
    rewind,
    rules,
    scan,
    subjects,
    vault,
)
from zhiban.errors import ZhibanError


class Commands(TyperGroup):
    """The commands; whatever problems one of them raises are printed in one place."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; problems become lines on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except ZhibanError as error:
            console.problems(error.problems)
            raise typer.Exit(error.exit_code) from None


app = typer.Typer(
    name="zhiban",
    cls=Commands,
    help="智办：读登记簿，逐条对照法规，说清是、否、还是未知因为什么。 "
    "Reads public registers, judges the law for every person and firm.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"zhiban {version('zhiban')}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · version")
    ] = False,
) -> None:
    pass


app.command("judge")(judge.judge)
app.command("derive")(derive.derive)
app.command("explain")(explain.explain)
app.command("rules")(rules.rules)
app.command("facts")(facts.facts)
app.command("registers")(registers.registers)
app.command("receive")(receive.receive)
app.command("scan")(scan.scan)
app.command("findings")(findings.findings)
app.command("compare")(compare.compare)
app.command("rewind")(rewind.rewind)
app.add_typer(cases.app, name="cases")
app.add_typer(office_stub.app, name="office-stub")
app.add_typer(pool.app, name="pool")
app.add_typer(subjects.app, name="subjects")
app.add_typer(vault.app, name="vault")
app.command("examples")(examples.examples)
app.command("city")(city.city)
app.command("new")(new.new)
if importlib.util.find_spec("zhiban.cli.demo") is not None:
    demo = importlib.import_module("zhiban.cli.demo")
    app.command("demo")(demo.demo)


def main() -> None:
    """The command `zhiban`."""
    app()
