"""The same as over everybody, after all that can come in between: also merges, splits, full
deliveries, another figure, another rule, a firm with very many staff? (SEM 29, 30)"""

import os
import random
import shutil
from dataclasses import replace

import polars as pl
import pytest
from tests.scan.town import (
    DAY,
    LIBRARY,
    all_at_once,
    found,
    make_pool,
    random_delivery,
    with_wrong,
)

from zhiban.cli import reading
from zhiban.identity.attaching import attach
from zhiban.language.register import subjects_named
from zhiban.loop.delivering import deliver
from zhiban.loop.folders import covered_in, files_of
from zhiban.pool import deciding
from zhiban.pool.pool import Pool
from zhiban.scan.scanning import scan

WHO = {"by": "虚构经办人", "reason": "虚构户口簿"}
KINDS = ("person", "enterprise", "household", "place")
ASKED = ("job_expansion_subsidy", "one_off_startup_subsidy", "skill_upgrade_subsidy",
         "unemployment_benefit", "enterprise_size")  # fmt: skip
STAFF = int(os.environ.get("ZHIBAN_BIG_FIRM", "50000"))


@pytest.fixture(scope="module")
def known_by_numbers(tmp_path_factory):
    """A town whose people go by numbers, so that they can be merged and split."""
    folder = tmp_path_factory.mktemp("numbers")
    make_pool(folder, keys=dict.fromkeys(KINDS, "local"))
    return folder


class Story:
    """What comes in, at random: each step changes the pool or the library and says what it did."""

    def __init__(self, pool, registers, folder, chance):
        self.pool, self.registers, self.folder = pool, registers, folder
        self.chance, self.library, self.day = chance, LIBRARY, DAY
        self.merged, self.number = [], 0

    def deliver(self, late=False):
        on = self.day - (90 if late else 0)
        return random_delivery(self.pool, self.registers, self.folder, self.chance, on)

    def late(self):
        return "late " + self.deliver(late=True)

    def insert(self):
        """Rows of before under new keys: more spells, hires, certificates of those who are there,
        or new people."""
        name, register, rows = self._rows()
        some = rows.sample(min(3, rows.height), seed=self.chance.randrange(10**6))
        self.number += 1
        column = next((c for c in register.key if c not in subjects_named(register)),
                      register.key[0])  # fmt: skip
        if some[column].str.contains("虚构").all():
            some = some.with_columns(pl.col(column) + f"新{self.number}")
        self._send(name, some, "changes")
        return f"insert {name}"

    def full(self):
        """Everything again, but some rows that are gone."""
        name, _, rows = self._rows()
        kept = rows.sample(fraction=0.9, seed=self.chance.randrange(10**6))
        covered = reading.covered(covered_in(self.registers))
        spans = tuple((c.first, c.last) for c in covered if c.register == name)
        self._send(name, kept, "full", spans)
        return f"full {name}"

    def merge(self):
        kind = self.chance.choice(["persons", "enterprises"])
        a, b = self.chance.sample(self._subjects(kind), 2)
        _, entry = deciding.merge(self.pool, a, b, **WHO)
        self.merged.append(entry)
        return f"merge {kind}"

    def unmerge(self):
        if not self.merged:
            return self.merge()
        deciding.undo(self.pool, self.merged.pop(), **WHO)
        return "undo"

    def split(self):
        """Somebody's rows came by two numbers; one of them is another's."""
        self.number += 1
        number = f"虚构双号{self.number}"
        vault, ledger = self.pool.subjects.vault, self.pool.subjects.ledger
        one = self.chance.choice(self._subjects("persons"))
        index = vault.blind("local", pl.Series([number]))
        attach(ledger, "local", index, pl.Series([one]), self.pool.catalogue.last_commit())
        for name in ("persons", "certificates"):
            _, register, rows = self._rows(name)
            key = {c: pl.col(c) + number for c in register.key if c != "person"}
            self._send(name, rows.head(2).tail(1).with_columns(person=pl.lit(number), **key),
                       "changes")  # fmt: skip
        deciding.split(self.pool, one, "local", index, **WHO)
        return "split"

    def figure(self):
        factor = self.chance.choice([2, 3, 5])
        self.library = with_wrong({("unemployment_benefit", "benefit_month"): factor})
        return f"figure {factor}"

    def rule(self):
        rule = self.library.rules["job_expansion_subsidy"]
        articles = LIBRARY.rules[rule.id].articles[: -self.chance.choice([1, 2])]
        fewer = replace(rule, articles=articles)
        self.library = replace(self.library, rules={**self.library.rules, rule.id: fewer})
        return "rule"

    def _subjects(self, name):
        """The ids of a register in the order in which they were made: ids themselves are random."""
        register = LIBRARY.registers[name]
        ids = self.pool.rows(register).collect()[register.key[0]].unique()
        return sorted(ids, key=self.pool.subjects.ledger.group)

    def _rows(self, name=None):
        files = dict(reading.files(files_of(self.registers, LIBRARY)))
        name = name or self.chance.choice(sorted(files))
        rows = pl.read_csv(files[name], infer_schema=False, comment_prefix="#")
        return name, LIBRARY.registers[name], rows

    def _send(self, name, rows, kind, covers=()):
        path = self.folder / "delivery.csv"
        rows.write_csv(path)
        register = LIBRARY.registers[name]
        deliver(self.pool, register, path, extracted_on=self.day, kind=kind, covers=covers)


STEPS = ("deliver", "late", "insert", "full", "merge", "unmerge", "split", "figure", "rule")


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3, 4))])
def test_whatever_comes_in_between(seed, known_by_numbers, tmp_path):
    shutil.copytree(known_by_numbers / "pool", tmp_path / "pool")
    shutil.copy(known_by_numbers / "pool-keys", tmp_path)
    pool = Pool.open(tmp_path / "pool")
    pool.named_by({})
    chance = random.Random(seed)
    story = Story(pool, known_by_numbers / "registers", tmp_path, chance)
    waiting = list(STEPS) * 2
    chance.shuffle(waiting)
    scan(pool, LIBRARY, [LIBRARY.rules[r] for r in ASKED], DAY, law_known_at=DAY)
    moved = 0
    while waiting:
        story.day += chance.choice([0, 0, 1, 20])
        said = [getattr(story, waiting.pop())() for _ in range(min(3, len(waiting)))]
        rules = [story.library.rules[r] for r in ASKED]
        done = scan(pool, story.library, rules, story.day, law_known_at=DAY, since_last=True)
        assert done.failures == [] and done.scan.since is not None
        whole = all_at_once(pool, story.day, DAY, rules, story.library)
        here = found(pool)
        differ = [
            one.join(other, on=one.columns, how="anti", nulls_equal=True)
            for one, other in ((here, whole), (whole, here))
        ]
        assert here.equals(whole), (said, *(d.rows() for d in differ))
        moved += sum(done.keeping.begun.values())
    assert moved > 50


def test_a_firm_with_very_many_staff_is_another_kind_of_unit(pool, tmp_path):
    """Its one row moves what is asked about it by everybody who ever paid contributions there."""
    firm, paid = "虚构大厂", "2026-08-01"
    people = [f"虚构工{n:06d}" for n in range(STAFF)]
    rules = [LIBRARY.rules[r] for r in ("skill_upgrade_subsidy", "enterprise_size")]
    everybody = pl.DataFrame({"person": people})
    rows = {
        "enterprises": pl.DataFrame({
            "enterprise": [firm], "unit_type": "enterprise", "industry": "36", "size": "large",
            "district": "500103", "licence_status": "in_business", "dispatch": "false",
            "staff": str(STAFF), "turnover_fen": "100000000000", "assets_fen": "100000000000",
        }),
        "persons": everybody.with_columns(
            sex=pl.lit("1"), born_on=pl.lit("1985-01-15"), household_district=pl.lit("500112")
        ),
        "certificates": everybody.with_columns(
            certificate_id=pl.col("person").str.replace("工", "证"), kind=pl.lit("skill_level"),
            occupation=pl.lit("电工"), level=pl.lit("4"), demand=pl.lit("outside"),
            issued_on=pl.lit("2026-07-10"), verified=pl.lit("true"),
        ),
        "contributions": everybody.with_columns(
            enterprise=pl.lit(firm), scheme=pl.lit("210"), for_month=pl.lit("2026-07"),
            paid_on=pl.lit(paid), fully_paid=pl.lit("true"), unit_fen=pl.lit("10000"),
            personal_fen=pl.lit("5000"), refunded_fen=pl.lit("0"),
        ),
    }  # fmt: skip
    send_rows(pool, tmp_path, rows)
    scan(pool, LIBRARY, rules, DAY, law_known_at=DAY)
    send_rows(pool, tmp_path, {
        "enterprises": rows["enterprises"].with_columns(unit_type=pl.lit("public_body"))
    })  # fmt: skip
    done = scan(pool, LIBRARY, rules, DAY, law_known_at=DAY, since_last=True)
    judged = done.keeping.judged
    assert judged["enterprise_size"] == 1 and judged["skill_upgrade_subsidy"] >= STAFF
    assert sum(done.keeping.begun.values()) >= STAFF
    assert found(pool).equals(all_at_once(pool, DAY, DAY, rules))


def send_rows(pool, folder, frames):
    for name, frame in frames.items():
        path = folder / f"{name}.csv"
        frame.write_csv(path)
        report = deliver(pool, LIBRARY.registers[name], path, extracted_on=DAY, kind="changes")
        assert report.delivery.accepted == frame.height, report.reasons
