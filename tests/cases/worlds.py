"""A small office: findings, grants and payments said in a line each, scan after scan."""

import json
from dataclasses import dataclass, field

import polars as pl

from zhiban.cases.frames import CASES, GRANTS, PAYMENTS
from zhiban.cases.kept import Cases
from zhiban.cases.money import ledger
from zhiban.cases.proposing import Given, propose
from zhiban.cases.signals import Traits

FINDINGS = {"rule": pl.String, "id": pl.String, "occasion": pl.String, "verdict": pl.Boolean,
            "amount_fen": pl.Int64, "outputs": pl.String, "unmet": pl.String,
            "because": pl.String}  # fmt: skip
REFUND = Traits("refund", "policy", "print-1", pays=True)
RUNNING = Traits("benefit", "policy", "print-1", pays=True, is_running=True)
WATCH = Traits("watch", "watch", "print-1")
DUTY = Traits("duty", "duty", "print-1")


def finding(verdict, fen=None, *, who="甲", rule="refund", occasion="2025", outputs=None, unmet=()):
    """One finding: verdict True, False or None (unknown)."""
    outputs = json.dumps(outputs or {}, ensure_ascii=False)
    unmet = json.dumps([{"article": name} for name in unmet])
    return (rule, who, occasion, verdict, fen, outputs, unmet, "[]")


def running(*months, who="甲", verdict=True, **more):
    """A running benefit: (month, verdict, fen, projected) in order."""
    lines, due = [], 0
    for month, said, fen, *projected in months:
        line = {"month": month, "verdict": said}
        if fen is not None:
            line["fen"] = fen
        if projected:
            line["projected"] = True
        elif said == "yes":
            due += fen
        lines.append(line)
    outputs = {"due_fen": due, "instalments": lines} | more
    return finding(verdict, None, who=who, rule="benefit", occasion="离职1", outputs=outputs)


@dataclass
class Office:
    """Scans one after the other over what it is told; proposals are taken over at once."""

    kept: Cases | None = None
    rules: tuple = (REFUND, RUNNING, WATCH, DUTY)
    scan: int = 0
    grants: list = field(default_factory=list)
    payments: list = field(default_factory=list)
    roots: dict = field(default_factory=dict)

    def grant(self, no, fen, *, who="甲", rule="refund", occasion="2025", standing=True):
        """A grant received."""
        self.grants.append((no, rule, who, occasion, fen, standing))

    def pay(self, no, fen, *, grant="G1", who="甲", month=None, sure=True):
        """A payment received, as the bank returned it."""
        self.payments.append((no, grant, who, month, fen, sure))

    def given(self, findings, rules=None):
        """What proposals follow from."""
        grants = pl.DataFrame(self.grants, schema=GRANTS, orient="row")
        payments = pl.DataFrame(self.payments, schema=PAYMENTS, orient="row")
        cases = self.kept.all() if self.kept else pl.DataFrame(schema=CASES)
        return Given(
            self.scan, pl.DataFrame(findings, schema=FINDINGS, orient="row"), cases,
            *ledger(grants, payments), list(self.rules if rules is None else rules), self.roots,
        )  # fmt: skip

    def proposed(self, *findings, rules=None):
        """The proposals of one more scan."""
        self.scan += 1
        return propose(self.given(list(findings), rules))

    def step(self, *findings, rules=None):
        """One more scan, taken over: (kind, subject, reason, fen) of each proposal."""
        found = self.proposed(*findings, rules=rules)
        self.kept.apply(found, self.scan)
        return [
            tuple(row) for row in found.select("kind", "subject", "reason", "amount_fen").rows()
        ]

    def states(self):
        """Subject → state of its case."""
        return dict(self.kept.all().select("subject", "state").iter_rows())
