"""Why is a fact unknown for a unit? Bits for each missing piece, gathered over rows and subjects.

The second pass: only units of which something is unknown go through it. At a row table the masks
speak of rows; joined over the rows that count they speak of the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from zhiban.engines.columnar import picks, single_rows
from zhiban.engines.columnar.aggregates import worth
from zhiban.engines.columnar.brought import reason_mask
from zhiban.engines.columnar.comparisons import known
from zhiban.engines.columnar.holes import OpenHole
from zhiban.engines.columnar.lookups import others_of
from zhiban.engines.columnar.masks import Mask, Masks, Piece, Pieces, joined, limited
from zhiban.engines.columnar.planes import MonthsPlane, Plane, TruthPlane
from zhiban.engines.columnar.row_tables import RowTable, speaks_of_row
from zhiban.engines.columnar.rows import Gathered, gather
from zhiban.engines.columnar.tables import new_name
from zhiban.model import nodes as n
from zhiban.model.labels import label

if TYPE_CHECKING:
    from zhiban.engines.columnar.units import Units

_EVERYWHERE = pl.lit(True)


class UnitMasks(Masks):
    """The masks of expressions over units; right where the column `only` is true (None: all)."""

    def __init__(self, units: Units, pieces: Pieces, only: str | None = None) -> None:
        super().__init__(units.scalars, pieces, self._never)
        self.units = units
        self._only = only
        self.pieces = pieces
        self._of_rows: dict[RowTable, RowMasks] = {}
        self._of_others: dict[Units, UnitMasks] = {}

    def kept(self, node: n.Node) -> Mask:
        """The mask of `node`, each word a column of the units."""
        return self._keep(self.mask(node))

    def of_rows(self, table: RowTable) -> RowMasks:
        """The masks over a row table of these units."""
        if table not in self._of_rows:
            self._of_rows[table] = RowMasks(table, self)
        return self._of_rows[table]

    def looked_up(self, table: Units | RowTable, node: n.LookUp) -> Mask:
        """Why the fact looked up is unknown, beside the rows that name its subject."""
        others = others_of(table, node, self.units)
        if others.units not in self._of_others:
            self._of_others[others.units] = UnitMasks(others.units, self.pieces)
        masks = self._of_others[others.units]
        theirs = masks.kept(self.units.world.facts[node.fact_id].value.node)
        named = pl.col(others.index).is_not_null()
        out: Mask = {}
        for word, expr in theirs.items():
            moved = others.beside(table, TruthPlane(expr))
            assert isinstance(moved, TruthPlane)
            out[word] = pl.when(named).then(moved.expr).otherwise(_zero())
        return out

    def _never(self, node: n.Node) -> Mask:
        raise TypeError(f"{type(node).__name__} has no place in a fact")

    def _keep(self, mask: Mask) -> Mask:
        return {word: _column(self.units, expr) for word, expr in mask.items()}

    def _own(self, node: n.Node) -> Mask:
        match node:
            case n.FactValue() if node.fact_id in self.units.brought:
                return reason_mask(self.units.frame, node.fact_id, self.pieces)
            case n.FactValue():
                expression = self.units.world.facts[node.fact_id].expression
                if expression is None:
                    piece = Piece(kind="gap", column=node.fact_id)
                    return self.pieces.where(piece, _EVERYWHERE)
                return self.kept(expression)
            case n.OccasionColumn():
                no_row = self.units.has_no_row
                gap = Piece(kind="gap", register=node.register_id)
                empty = Piece(kind="empty", register=node.register_id, column=node.name)
                masks = [self.pieces.where(gap, no_row), self.pieces.where(empty, ~no_row)]
                return joined(masks)
            case n.LookUp():
                return joined([self.mask(node.subject), self.looked_up(self.units, node)])
            case n.OnlyRow():
                return self._single_row(node)
            case _ if isinstance(getattr(node, "rows", None), n.Rows):
                return self._keep(self._aggregate(node))
            case _:
                return super()._own(node)

    def _single_row(self, node: n.OnlyRow) -> Mask:
        rows = single_rows.rows_of(self.units, node).among(self._only)
        column = n.Column(node.register_id, node.name, node.of_type)
        members, planes = rows.members(rows.table.value(column))
        value = worth(members, planes[0]).alias("v")
        per_key = members.select("key", value).group_by("key").agg(
            empty=pl.col("v").null_count() > 0, many=pl.col("v").drop_nulls().n_unique() > 1
        )  # fmt: skip
        out = rows.beside(per_key, empty=False, many=False)
        none = rows.possible == 0
        register = node.register_id
        empty = Piece(kind="empty", register=register, column=node.name)
        masks = [
            self.pieces.where(empty, out["empty"]),
            self.pieces.where(Piece(kind="conflict", register=register), out["many"]),
            self._gap(rows, register),
        ]
        masks += [limited(self._hole(hole, register), none) for hole in rows.holes]
        return self._keep(joined(masks))

    def _hole(self, hole: OpenHole, register: str) -> Mask:
        return self.pieces.where(Piece(kind=hole.kind, register=register), hole.touches)

    def _gap(self, rows: Gathered, register: str) -> Mask:
        """No row and no hole: what stands for "there is none" is unknown itself."""
        nothing = (rows.possible == 0) & ~rows.hole
        return self.pieces.where(Piece(kind="gap", register=register), nothing)

    def _aggregate(self, node: n.Node) -> Mask:
        rows_node = node.rows  # type: ignore[attr-defined]
        rows = gather(self.units, rows_node, *row_parts(node)).among(self._only)
        register = rows_node.register_id
        over_rows = self.of_rows(rows.table)
        masks = [self._gap(rows, register)]
        undefined = self.units.undefined.get(node)
        if undefined is not None:
            masks.append(self.pieces.where(_undefined(node), pl.col(undefined)))
        window = self.all_of(
            end for w in rows_node.windows for end in (w.first, w.last) if end is not None
        )
        unsure = over_rows.membership(rows_node)
        parts = over_rows.all_of(_named_parts(node))
        if isinstance(node, n.Pick):
            own, unsure_there, holes = self._pick(rows, node, unsure, parts)
        else:
            own, unsure_there = self._counted(rows, unsure, parts)
            holes = rows.holes
        masks += [own, *(self._hole(hole, register) for hole in holes)]
        if window:
            asked = pl.any_horizontal([h.touches for h in holes]) if holes else pl.lit(False)
            if rows.table.held.register.happens is not None:
                asked = asked | unsure_there
            masks.append(limited(window, asked))
        return joined(masks)

    def _counted(self, rows: Gathered, unsure: Mask, parts: Mask) -> tuple[Mask, pl.Expr]:
        """What the rows that may belong lack; and whether one of them is in doubt."""
        words = sorted({*unsure, *parts})
        members, planes = rows.members(*_planes(unsure, words), *_planes(parts, words))
        return self._over_rows(rows, members, planes, words), rows.possible > rows.sure

    def _over_rows(
        self, rows: Gathered, members: pl.DataFrame, planes: Sequence[Plane], words: list[int]
    ) -> Mask:
        """The pieces of any row; the first half of `planes` counts only for rows in doubt."""
        exprs = [plane.expr for plane in planes if isinstance(plane, TruthPlane)]
        aggregated = {}
        for i, word in enumerate(words):
            doubt = pl.when(pl.col("b").is_null()).then(exprs[i]).otherwise(_zero())
            aggregated[str(word)] = (doubt | exprs[len(words) + i]).bitwise_or()
        if not aggregated:
            return {}
        columns = rows.beside(members.group_by("key").agg(**aggregated))
        return {word: columns[str(word)].fill_null(_zero()) for word in words}

    def _pick(
        self, rows: Gathered, node: n.Pick, unsure: Mask, parts: Mask
    ) -> tuple[Mask, pl.Expr, Sequence[OpenHole]]:
        """The same for the rows that can be the one picked, and why it is open which is."""
        over_rows = self.of_rows(rows.table)
        register = node.rows.register_id
        if isinstance(node.by, n.Column):
            plane = rows.table.value(node.by)
            piece = Piece(kind="undated", register=register, column=node.by.name)
            order = self.pieces.where(piece, ~known(plane))
        else:
            order = over_rows.mask(node.by)
        words = sorted({*unsure, *parts, *order})
        found = picks.candidates(
            rows, node, *_planes(unsure, words), *_planes(parts, words), *_planes(order, words)
        )
        members = found.members
        row_masks, orders = found.more[: 2 * len(words)], found.more[2 * len(words) :]
        own = self._over_rows(rows, members, row_masks, words)
        tied = members.select(
            "key", place=worth(members, found.by), v=_worth(members, found.of)
        ).drop_nulls()
        ties = tied.group_by("key", "place").agg(many=pl.col("v").n_unique() > 1)
        exprs = [plane.expr for plane in orders if isinstance(plane, TruthPlane)]
        counted = members.group_by("key").agg(
            pl.len().cast(pl.Int64).alias("n"), pl.col("b").is_null().any().alias("unsure"),
            *(expr.bitwise_or().alias(str(word)) for word, expr in zip(words, exprs, strict=True)),
        )  # fmt: skip
        many = ties.group_by("key").agg(pl.col("many").any())
        out = rows.beside(counted.join(many, on="key", how="left"), n=0, unsure=False, many=False)
        several = out["n"] + found.hole.cast(pl.Int64) >= 2
        why = {word: out[str(word)].fill_null(_zero()) for word in words}
        conflict = self.pieces.where(Piece(kind="conflict", register=register), out["many"])
        return joined([own, limited(joined([why, conflict]), several)]), out["unsure"], found.holes


class RowMasks(Masks):
    """The masks of expressions over the rows of a register."""

    def __init__(self, table: RowTable, units: UnitMasks) -> None:
        super().__init__(table.scalars, units.pieces, units._never)
        self.table = table
        self.units = units

    def mask(self, node: n.Node) -> Mask:
        """The missing pieces at each row; what says nothing of rows is taken from the unit."""
        if isinstance(node, (n.Literal, n.Unsaid)) or speaks_of_row(node):
            return super().mask(node)
        if self.table.key != "u":
            return {}
        mask = self.units.kept(node)
        self.table.carry([name for expr in mask.values() for name in expr.meta.root_names()])
        return mask

    def membership(self, rows: n.Rows) -> Mask:
        """Why a row that is in doubt may not belong, the ends of windows aside."""
        masks = [self.mask(condition) for condition in rows.where]
        happens = self.table.held.register.happens
        if happens is not None and (rows.windows or not rows.scheduled):
            piece = Piece(kind="undated", register=rows.register_id, column=happens)
            undated = self.table.cells(happens).is_null()
            masks.append(self.units.pieces.where(piece, undated))
        return joined(masks)

    def _own(self, node: n.Node) -> Mask:
        match node:
            case n.Column():
                piece = Piece(kind="empty", register=node.register_id, column=node.name)
                return self.units.pieces.where(piece, _EVERYWHERE)
            case n.LookUp():
                looked_up = self.units.looked_up(self.table, node)
                return joined([self.mask(node.subject), looked_up])
            case _:
                return super()._own(node)


def row_parts(node: n.Node) -> list[n.Node]:
    """The nodes that an aggregate asks of each row."""
    match node:
        case n.Pick():
            return [node.of, node.by]
        case n.Every():
            return [node.condition]
        case n.Distinct() | n.Sum() | n.Extreme() | n.Mean():
            return [node.of]
        case n.MonthsOf():
            return [node.month]
        case _:
            return []


def _named_parts(node: n.Node) -> list[n.Node]:
    """Those of which an unknown one is a reason by itself."""
    return [node.of] if isinstance(node, n.Pick) else row_parts(node)


def _undefined(node: n.Node) -> Piece:
    return Piece(operation=label(node), kind="undefined")


def _planes(mask: Mask, words: list[int]) -> list[Plane]:
    """The words of a mask, in order, each as a plane of one expression."""
    return [TruthPlane(mask.get(word, _zero())) for word in words]


def _zero() -> pl.Expr:
    return pl.lit(0, dtype=pl.UInt64)


def _worth(members: pl.DataFrame, plane: Plane) -> pl.Series:
    if isinstance(plane, MonthsPlane):
        return pl.repeat(None, members.height, dtype=pl.Int64, eager=True)
    return worth(members, plane)


def _column(units: Units, expr: pl.Expr) -> pl.Expr:
    """The expression as a column of the units."""
    if expr.meta.is_column() and expr.meta.output_name() in units.frame.columns:
        return expr
    name = new_name()
    units.add(**{name: expr})
    return pl.col(name)
