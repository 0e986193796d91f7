"""`zhiban rules`: which rules are there, and what does one need to be judged?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhiban.cli import console, reading
from zhiban.cli.options import AsJson, AsOf, Lang, Name, Pack


def rules(
    name: Name = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="写一个只有表头的 CSV 供填写 · an empty CSV to fill in"),
    ] = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """规则：列出，或看一条的条文、要填的列、数字和依据。 List the rules, or show one."""
    listing = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli import shapes
    from zhiban.loop.names import inputs_of

    if name is None:
        lines = [shapes.rule_line(r) for r in library.rules.values()]
        console.out(shapes.dumps(lines) if as_json else listing.rules(lines))
        return
    rule = library.rule(name)
    inputs = inputs_of(library, [rule])
    if template is not None:
        from zhiban.cli.template import write_template

        write_template(template, [i.name for i in inputs])
        console.say(f"已写好 {template} · written")
        return
    on = reading.as_of(as_of)
    shape = shapes.rule(library, rule, inputs, on)
    console.out(shapes.dumps(shape) if as_json else "\n".join(listing.rule(shape)))
