"""`zhiban registers`: which registers are read, and what does each file hold?"""

from __future__ import annotations

from zhiban.cli import console, reading
from zhiban.cli.options import AsJson, Lang, Name, Pack


def registers(
    name: Name = None, as_json: AsJson = False, lang: Lang = "zh", pack: Pack = None
) -> None:
    """登记簿：列出，或看一个的列、类型、代码、主键。 List the registers, or show one."""
    listing = reading.listing(lang)
    library = reading.load_packs(pack)
    from zhiban.cli import shapes

    if name is None:
        lines = [shapes.register_line(r) for r in library.registers.values()]
        console.out(shapes.dumps(lines) if as_json else listing.registers(lines))
        return
    shape = shapes.register(library.register(name))
    console.out(shapes.dumps(shape) if as_json else "\n".join(listing.register(shape)))
