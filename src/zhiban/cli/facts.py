"""`zhiban facts`: what can be derived from the registers?"""

from __future__ import annotations

from zhiban.cli import console, reading
from zhiban.cli.options import AsJson, Lang, Name, Pack


def facts(name: Name = None, as_json: AsJson = False, lang: Lang = "zh", pack: Pack = None) -> None:
    """事实：列出，或看一个的类型、代码、来自哪些登记簿。 List the facts, or show one."""
    listing = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli import shapes

    if name is None:
        lines = [shapes.fact_line(f) for f in library.facts.values()]
        console.out(shapes.dumps(lines) if as_json else listing.facts(lines))
        return
    shape = shapes.fact(library, library.fact(name))
    console.out(shapes.dumps(shape) if as_json else "\n".join(listing.fact(shape)))
