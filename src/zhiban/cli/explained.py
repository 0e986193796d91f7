"""What does `explain --json` write? A finding with everything behind it, exact and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhiban.cli.law_shapes import dated, day, document
from zhiban.engines.rowwise.cells import cell_value
from zhiban.loop.names import LibraryNames
from zhiban.model.texts import value_text
from zhiban.words.told import tell

if TYPE_CHECKING:
    from zhiban.findings import Clause, Explanation, RowsBehind
    from zhiban.packs import Library
    from zhiban.words.comparisons import Line
    from zhiban.words.gaps import Gap
    from zhiban.words.told import Told

LANGUAGES = ("zh", "en")


def explanation(e: Explanation, library: Library) -> dict[str, Any]:
    """A finding with everything behind it."""
    f = e.finding
    names = LibraryNames(library)
    told = {language: tell(e, language, names) for language in LANGUAGES}
    return {
        "rule": e.rule.id, "title": e.rule.title, "title_en": e.rule.title_en,
        "id": f["id"], "occasion": f["occasion"], "as_of": day(f["as_of"]), "law_on": e.law_on,
        "verdict": f["verdict"], "amount_fen": f["amount_fen"], "outputs": f["outputs"],
        "unmet": f["unmet"], "because": f["because"],
        "articles": [_clause(c) for c in e.clauses],
        "parameters": [
            {"name": p.parameter.name, "title": p.parameter.title,
             "title_en": p.parameter.title_en, "type": p.parameter.type,
             "values": [dated(p.parameter, v) for v in p.values]}
            for p in e.parameters
        ],
        "basis": [document(d) | {"applies": applies} for d, applies in e.documents],
        "next_change": day(f.get("next_change")),
        "rows": {name: [_rows(r) for r in behind] for name, behind in e.evidence.items()},
        "beside": [
            {"rule": b.rule_id or None, "state": b.state, "over": b.over or None, "law": b.law}
            for b in e.besides
        ],
        "later": None if e.later is None else {
            "as_of": day(e.later.finding["as_of"]), "verdict": e.later.finding["verdict"],
            "amount_fen": e.later.finding["amount_fen"],
        },
        "words": {language: _words(told[language]) for language in LANGUAGES},
    }  # fmt: skip


def _clause(clause: Clause) -> dict[str, Any]:
    out = clause.as_json()
    for part, one in zip(out["parts"], clause.parts, strict=True):
        part["inputs"] = list(one.inputs)
    return out


def _rows(behind: RowsBehind) -> dict[str, Any]:
    if behind.file:
        return {"file": behind.file, "row": behind.line}
    names = [name for name, _ in behind.columns]
    types = [type_ for _, type_ in behind.columns]
    return {
        "register": behind.register, "of": behind.of, "not_counted": behind.others,
        "covered": [[day(a), day(b)] for a, b in behind.covered],
        "rows": [
            {name: value_text(cell_value(cell, type_), type_) if cell is not None else None
             for name, cell, type_ in zip(names, row, types, strict=True)}
            for row in behind.rows
        ],
    }  # fmt: skip


def _words(told: Told) -> dict[str, Any]:
    return {
        "verdict": told.sentence,
        "notes": [*told.notes, *told.money],
        "articles": [
            {"article": c.article, "lines": [_line(x) for x in c.lines], "notes": list(c.notes)}
            for c in told.clauses
        ],
        "settle": [_gap(g, told) for g in told.missing],
        "settle_amount": [_gap(g, told) for g in told.money_missing],
        "beside": [text for _, text in told.beside],
        "next_change": list(told.change),
    }


def _line(line: Line) -> dict[str, Any]:
    out: dict[str, Any] = {"text": line.text}
    if line.correct:
        out["correct"] = line.correct
    if line.deeper:
        out["deeper"] = [_line(x) for x in line.deeper]
    return out


def _gap(gap: Gap, told: Told) -> dict[str, Any]:
    what, who = gap.sentences(told.speech)
    return {
        "what": what, "who": who, "ask_the_person": gap.askable, "kind": gap.kind,
        "register": gap.register or None, "column": gap.column or None,
    }  # fmt: skip
