"""G2 over everybody: delete every row about a person, and no watch fires, with either engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from tests import rowwise_frames

from zhiban.engines.columnar.judge import judge_frame
from zhiban.language.register import Register
from zhiban.language.rules import WatchRule
from zhiban.loop.judging import facts_of_registers
from zhiban.loop.names import inputs_of
from zhiban.loop.receiving import Covered, Received, Registers, receive
from zhiban.loop.units import units
from zhiban.made_up.known import LAST_DAY
from zhiban.made_up.registers import COVERED
from zhiban.made_up.town import Town, make_town
from zhiban.model.types import SubjectId
from zhiban.packs import Library, load

LIBRARY = load()
WATCHES = [rule for rule in LIBRARY.rules.values() if isinstance(rule, WatchRule)]
Keep = Callable[[Received], Received]


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Registers:
    folder = tmp_path_factory.mktemp("town")
    town: Town = make_town(600, 1, folder)
    from zhiban.cli.reading import covered

    spans = [f"{n}={a}..{b}" for n, c in COVERED.items() for a, b in c.spans]
    assert set(town.registers) == set(COVERED)
    days: list[Covered] = list(covered(spans))
    return receive(LIBRARY, [(name, folder / f"{name}.csv") for name in COVERED], days)


def persons_in(register: type[Register]) -> list[str]:
    return [c.name for c in register.columns.values() if c.type == SubjectId("person")]


def without(registers: Registers, people: list[str], *, but: tuple[str, ...] = ()) -> Registers:
    """The registers without any row about these people, except in the registers `but`."""

    def thinned(received: Received) -> Received:
        columns = [c for c in persons_in(received.register) if c in received.frame.columns]
        if not columns or received.register.id in (*but, "persons"):
            return received
        about = pl.any_horizontal(pl.col(c).is_in(people) for c in columns).fill_null(False)
        return replace(received, frame=received.frame.filter(~about))

    return replace(registers, by_id={k: thinned(r) for k, r in registers.by_id.items()})


def found(library: Library, rule: WatchRule, registers: Registers, engine: str) -> pl.DataFrame:
    if engine == "columnar":
        wide = facts_of_registers(library, [rule], registers, LAST_DAY)
        return judge_frame([rule], wide.frame)
    frame, _ = units(rule.subject, rule.per.occasion, registers, LAST_DAY,
                     open_for_months=rule.per.open_for_months or 0)  # fmt: skip
    wide = facts_of_registers(library, [rule], registers, LAST_DAY)
    facts = [i.fact for i in inputs_of(library, [rule]) if i.fact is not None]
    slow = rowwise_frames.derive_frame(
        facts, frame, registers.by_id, library.facts, as_of=LAST_DAY, kind=rule.subject.id
    )
    names = [c for c in slow.columns if c in wide.frame.columns and c not in ("id", "occasion")]
    judged_on = wide.frame.with_columns(slow.select(names))
    return rowwise_frames.judge_frame([rule], judged_on)


@pytest.mark.parametrize("engine", ["rowwise", "columnar"])
@pytest.mark.parametrize("rule", WATCHES, ids=lambda r: r.id)
def test_without_a_row_about_anybody_no_watch_fires(
    registers: Registers, rule: WatchRule, engine: str
) -> None:
    before = found(LIBRARY, rule, registers, engine)
    assert before["verdict"].sum() > 0  # or the test would show nothing
    people = before["id"].unique().to_list()
    occasion = () if rule.per.register is None else (rule.per.register.id,)
    for kept in ((), occasion):
        after = found(LIBRARY, rule, without(registers, people, but=kept), engine)
        assert after.filter(pl.col("verdict")).is_empty()
    assert kept == () or after.height == before.height  # the payments alone accuse nobody


@pytest.mark.parametrize("rule", WATCHES, ids=lambda r: r.id)
def test_a_register_that_is_not_delivered_accuses_nobody(
    registers: Registers, rule: WatchRule
) -> None:
    facts = [i.name for i in inputs_of(LIBRARY, [rule]) if i.fact is not None]
    for name in LIBRARY.registers_of(facts):
        silent = replace(
            registers.by_id[name], frame=registers.by_id[name].frame.clear(), coverage=()
        )
        there = replace(registers, by_id={**registers.by_id, name: silent})
        before = found(LIBRARY, rule, registers, "columnar")
        after = found(LIBRARY, rule, there, "columnar")
        key = ["id", "occasion"]
        fires = after.filter(pl.col("verdict")).select(key)
        assert fires.join(before.filter(pl.col("verdict")), on=key, how="anti").is_empty()
