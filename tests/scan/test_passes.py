"""Does a scan over buckets say what is said with everybody's rows in memory? (SEM 16)"""

from dataclasses import replace

import pytest
from tests.scan.town import DAY, LIBRARY, RULES, all_at_once, found

from zhiban.errors import PackError
from zhiban.language import Enterprise, Person, Register, fact, integer, subject
from zhiban.language.facts import Fact
from zhiban.packs.passes import passes_of
from zhiban.scan import parts
from zhiban.scan.scanning import scan


@pytest.mark.parametrize("rows", [4_000_000, 12_000])
def test_findings_are_those_of_everybody_at_once(pool, rows, monkeypatch):
    monkeypatch.setattr(parts, "ROWS_A_PART", rows)
    done = scan(pool, LIBRARY, RULES, DAY, law_known_at=DAY)
    assert done.failures == []
    here = found(pool)
    assert here.height > 1000
    assert here.equals(all_at_once(pool, DAY, DAY))
    counts = here.group_by("rule", "verdict").len().rows()
    word = {True: "yes", False: "no", None: "unknown"}
    assert all(done.scan.counts[rule][word[verdict]] == n for rule, verdict, n in counts)


def test_parts_hold_every_bucket_once():
    rows = [0] * 8 + [90] + [1, 5] * 10 + [0] * 3
    for most in (1, 10, 60, 1_000):
        parts.ROWS_A_PART, kept = most, parts.ROWS_A_PART
        try:
            found_parts = parts.parts_of(rows)
        finally:
            parts.ROWS_A_PART = kept
        assert [bucket for part in found_parts for bucket in part] == list(range(32))
        assert all(found_parts)


def test_what_is_asked_of_others_comes_in_order():
    passes = passes_of(LIBRARY, RULES)
    place = {f: number for number, asked in enumerate(passes) for one in asked for f in one.facts}
    # A household asks its members; whoever asks the household comes later.
    assert place["startup.received"] < place["household.startup_receivers"]
    hires = next(one for one in passes[0] if one.about == "hires.person")
    assert (hires.kind, hires.named_in) == ("person", (("hires", "person"),))


def test_asking_over_more_than_three_links_is_refused():
    class Chain(Register):
        id = "chain"
        title = title_en = owner = owner_en = "chain"
        key = ("firm",)
        firm = subject(Enterprise, title="单位", title_en="unit")
        boss = subject(Person, title="人", title_en="person")

    class Jobs(Register):
        id = "jobs"
        title = title_en = owner = owner_en = "jobs"
        key = ("person",)
        person = subject(Person, title="人", title_en="person")
        firm = subject(Enterprise, title="单位", title_en="unit")
        hours = integer(title="工时", title_en="hours", unit="hours")

    values = [fact("f0", "零", Jobs.of(Person).hours, title_en="none")]
    expressions = [Jobs.of(Person).hours.node]
    for number in range(1, 5):
        link = Chain.of(Enterprise).boss if number % 2 else Jobs.of(Person).firm
        expressions.append(link[values[-1]].node)
        values.append(fact(f"f{number}", "n", link[values[-1]], title_en="one more link"))
    facts = {
        v.node.fact_id: Fact(v.node.fact_id, "n", "n", v.type, e, "", "", "")
        for v, e in zip(values, expressions, strict=True)
    }

    class Asks:
        def __init__(self, value):
            self.fact_ids = lambda: [value.node.fact_id]

    library = replace(LIBRARY, facts={**LIBRARY.facts, **facts})
    assert len(passes_of(library, [Asks(values[3])])) == 3
    with pytest.raises(PackError, match=r"takes over 4 passes: f4"):
        passes_of(library, [Asks(values[4])])
    facts["f0"] = replace(facts["f0"], expression=expressions[2])
    library = replace(LIBRARY, facts={**LIBRARY.facts, **facts})
    with pytest.raises(PackError, match=r"go in a circle|goes in a circle: f2 → f1 → f0 → f1"):
        passes_of(library, [Asks(values[2])])
