"""`zhiban rules`: which rules are there, and what does one need to be judged?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhiban.cli import console, publishing, reading
from zhiban.cli.options import AsJson, AsOf, Lang, Name, Pack


def rules(
    name: Name = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="写一个只有表头的 CSV 供填写 · an empty CSV to fill in"),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="DIR", help="把规则发布成网页 · publish the rules as pages"),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="DATE",
            help="与 --as-of 那天的法规相比，这天有什么不同 · what the law of this day changes",
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="DIR",
            help="与以前发布的网页（文件夹）相比 · compare with pages published before",
        ),
    ] = None,
    lang: Lang = "zh",
    pack: Pack = None,
) -> None:
    """规则：列出、看一条、发布成网页、比较两个版本。 List, show, publish or compare rules."""
    listing = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli import shapes
    from zhiban.loop.names import inputs_of

    if html is not None:
        publishing.publish(library, html, reading.as_of(as_of))
        return
    if against is not None:
        chosen = list(library.rules.values()) if name is None else [library.rule(name)]
        publishing.against(library, chosen, against, listing.language, as_json, whole=name is None)
        return
    if compare is not None:
        publishing.two_days(library, name, as_of, compare, listing.language, as_json)
        return
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
