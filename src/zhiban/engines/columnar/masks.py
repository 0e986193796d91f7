"""Which missing pieces keep a value unknown, in every row? One bit a piece, in words of UInt64.

A piece counts where it is unknown and every node above it is unknown too (SEM 5). A mask is a
mapping of word → expression (0 = none of its pieces); words that no row can need are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from zhiban.engines.columnar import choices
from zhiban.engines.columnar.comparisons import is_always_known
from zhiban.engines.columnar.planes import TruthPlane
from zhiban.engines.columnar.scalars import Scalars
from zhiban.model import nodes as n
from zhiban.model.labels import label

Mask = dict[int, pl.Expr]
WORD = 64
_ZERO = pl.lit(0, dtype=pl.UInt64)


@dataclass(frozen=True, order=True)
class Piece:
    """What is missing: an input, a parameter, or an operation (of a kind: undefined, law).

    Where facts are worked out from registers: something of a register, and of its column.
    """

    fact: str = ""
    parameter: str = ""
    operation: str = ""
    kind: str = ""
    register: str = ""
    column: str = ""


@dataclass
class Pieces:
    """The bits given out to pieces, first come, first served."""

    places: dict[Piece, int] = field(default_factory=dict)

    def bit(self, piece: Piece) -> tuple[int, pl.Expr]:
        """(word, the word with the bit of `piece` set)."""
        word, bit = self.place(piece)
        return word, pl.lit(1 << bit, dtype=pl.UInt64)

    def place(self, piece: Piece) -> tuple[int, int]:
        """(word, number of the bit in it)."""
        return divmod(self.places.setdefault(piece, len(self.places)), WORD)

    def where(self, piece: Piece, condition: pl.Expr) -> Mask:
        """The mask of one piece, set where `condition` holds."""
        word, bit = self.bit(piece)
        return {word: pl.when(condition).then(bit).otherwise(_ZERO)}

    def test(self, piece: Piece, mask: Mask) -> pl.Expr | None:
        """Where the mask has the piece; None: nowhere."""
        if piece not in self.places:
            return None
        word, bit = self.bit(piece)
        return (mask[word] & bit) != 0 if word in mask else None


def joined(masks: Iterable[Mask]) -> Mask:
    """The pieces of any of the masks."""
    out: Mask = {}
    for mask in masks:
        for word, expr in mask.items():
            out[word] = out[word] | expr if word in out else expr
    return out


def limited(mask: Mask, condition: pl.Expr) -> Mask:
    """The mask where `condition` is true, none elsewhere."""
    return {w: pl.when(condition).then(e).otherwise(_ZERO) for w, e in mask.items()}


class Masks:
    """The masks of expressions; `leaf` gives those of inputs, parameters and step tables."""

    def __init__(self, scalars: Scalars, pieces: Pieces, leaf: Callable[[n.Node], Mask]) -> None:
        self._scalars = scalars
        self._pieces = pieces
        self._leaf = leaf
        self._masks: dict[n.Node, Mask] = {}

    def mask(self, node: n.Node) -> Mask:
        """The missing pieces that keep `node` unknown; 0 where it is known."""
        held = self._masks.get(node)
        if held is None:
            held = self._masks[node] = self._work_out(node)
        return held

    def all_of(self, nodes: Iterable[n.Node]) -> Mask:
        """The missing pieces of any of the nodes."""
        return joined(self.mask(node) for node in nodes)

    def _work_out(self, node: n.Node) -> Mask:
        if is_always_known(self._scalars.plane(node)):
            return {}
        own = self._own(node)
        undefined = self._scalars.undefined(node)
        if undefined is not None:
            piece = Piece(operation=label(node), kind="undefined")
            own = joined([own, self._pieces.where(piece, undefined)])
        return limited(own, ~self._scalars.known(node)) if own else {}

    def _own(self, node: n.Node) -> Mask:
        match node:
            case n.FactValue() | n.OccasionColumn() | n.ParameterValue() | n.Step():
                return self._leaf(node)
            case n.Unsaid():
                return self._pieces.where(Piece(operation=node.about, kind=node.kind), pl.lit(True))
            case n.Case():
                return self._of_case(node)
            case n.Readings():
                known = [self._scalars.known(part) for part in (node.first, node.second)]
                piece = Piece(operation=node.law, kind="law")
                return joined([
                    self._pieces.where(piece, known[0] & known[1]),
                    self.mask(node.first), self.mask(node.second),
                ])  # fmt: skip
            case n.Calculated():
                open_law = self._scalars.open_law(node)
                assert open_law is not None
                piece = Piece(operation=label(node), kind="law")
                return joined([self._pieces.where(piece, open_law), self.all_of(node.used)])
            case n.Reached():
                return self.mask(node.day)
            case _:
                return self.all_of(node.children)

    def _of_case(self, node: n.Case) -> Mask:
        conditions = []
        for condition, _ in node.whens:
            plane = self._scalars.plane(condition)
            assert isinstance(plane, TruthPlane)
            conditions.append(plane)
        looked, reached = choices.reaches(conditions, self._scalars.let)
        values = [*(value for _, value in node.whens), node.otherwise]
        parts = zip([*looked, *reached], [*(c for c, _ in node.whens), *values], strict=True)
        masks = []
        for reach, part in parts:
            if choices.is_nowhere(reach):
                continue
            mask = self.mask(part)
            masks.append(mask if reach is None else limited(mask, reach))
        return joined(masks)
