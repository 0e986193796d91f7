"""What has begun and what has ended with this scan? Claims wait until all of them are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from zhiban.engines.columnar.counted_once import COUNTED, settle
from zhiban.engines.columnar.judge import LOOK_AGAIN, UNSETTLED
from zhiban.findings.clauses import WORDS
from zhiban.language.rules import Rule, counts_once
from zhiban.scan.findings import CONTENT, KEY, difference, standing
from zhiban.scan.reading import Whom
from zhiban.scan.writing import Writing

_NO_IDS = pl.Series("id", [], pl.String)


@dataclass
class Keeping:
    """Compares what is found with what stood after the scan `before`, and writes the difference.

    `tally`: rule → verdict → how many more findings stand than before; `judged`: how many were
    looked at.
    """

    writing: Writing
    before: int | None
    tally: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    judged: Counter[str] = field(default_factory=Counter)
    begun: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, list[tuple[Whom, pl.DataFrame]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, rules: Sequence[Rule], whom: Whom, frame: pl.DataFrame) -> None:
        """Keep the findings of some rules about some subjects, as `UNSETTLED` has them."""
        for rule in rules:
            found = frame.filter(pl.col("rule") == rule.id)
            self.judged[rule.id] += found.height
            looks = found.group_by("id").agg(pl.col(LOOK_AGAIN).min().alias("day")).sort("id")
            self.writing.add("looks", rule.id, looks, is_base=whom.buckets is not None)
            if counts_once(rule):
                self._waiting[rule.id].append((whom, found))
            else:
                self._write(rule.id, self._standing(rule.id, whom), found)

    def settle(self, rule: Rule) -> None:
        """Which of several claims on one subject stands, among all claims of a rule (SEM 17)."""
        waiting = self._waiting.pop(rule.id, [])
        found = pl.concat([pl.DataFrame(schema=UNSETTLED), *(frame for _, frame in waiting)])
        is_claim = pl.col("verdict").fill_null(False) & pl.col(COUNTED).is_not_null()
        everybody = any(whom.buckets is not None for whom, _ in waiting)
        judged = pl.concat([_NO_IDS, *(w.ids for w, _ in waiting if w.ids is not None)]).unique()
        claims = found.filter(is_claim)
        if not everybody:
            claims = pl.concat([claims, self._claims_of_others(rule.id, judged)])
        self.writing.add("claims", rule.id, claims, is_base=True)
        names = [*KEY, *CONTENT]
        settled = settle(claims).select(names)
        now = pl.concat([settled, found.filter(~is_claim).select(names)])
        if everybody:
            old = self._standing(rule.id, None)
        else:  # all findings of those judged; of others their claims alone
            old = self._standing(rule.id, Whom(ids=pl.concat([judged, settled["id"]]).unique()))
            mine = pl.col("id").is_in(judged.implode())
            others = old.filter(~mine).join(settled, on=KEY, how="semi")
            old = pl.concat([old.filter(mine), others])
        self._write(rule.id, old, now)

    def drop(self, rule_id: str) -> None:
        """Nothing of this rule is written: what stood stands (SEM 23)."""
        for role in ("findings", "ends", "looks", "claims"):
            self.writing.drop(role, rule_id)
        for counts in (self.begun, self.ended, self.judged, self.tally, self._waiting):
            counts.pop(rule_id, None)

    def _write(self, rule_id: str, old: pl.DataFrame, found: pl.DataFrame) -> None:
        begins, ends = difference(old, found)
        self.begun[rule_id] += begins.height
        self.ended[rule_id] += ends.height
        for sign, frame in ((1, begins), (-1, ends)):
            for verdict, count in frame.group_by("verdict").len().iter_rows():
                self.tally[rule_id][WORDS[verdict]] += sign * count
        rows = begins.with_columns(since=pl.lit(self.writing.no, pl.Int64))
        self.writing.add("findings", rule_id, rows.sort(KEY))
        self.writing.add("ends", rule_id, ends.sort(KEY))

    def _standing(self, rule_id: str, whom: Whom | None) -> pl.DataFrame:
        buckets, ids = (whom.buckets, whom.ids) if whom is not None else (None, None)
        scans = self.writing.scans
        return standing(scans, self.before or 0, [rule_id], buckets=buckets, ids=ids).collect()

    def _claims_of_others(self, rule_id: str, judged: pl.Series) -> pl.DataFrame:
        chain = self.writing.scans.chain("claims", self.before or 0, rule_id)
        frames = [pl.read_parquet(path) for path in (chain[0] if chain else [])]
        held = pl.concat([pl.DataFrame(schema=UNSETTLED), *frames])
        return held.filter(~pl.col("id").is_in(judged.implode()))
