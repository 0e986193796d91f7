"""How does the report on a delivery read in a terminal?"""

from __future__ import annotations

from collections.abc import Iterator

from zhiban.cli.layout import table
from zhiban.cli.listing import Listing
from zhiban.language.register import Register
from zhiban.loop.delivery_report import Report
from zhiban.loop.delivery_words import column_lines, counts, unlike_words
from zhiban.pool.subjects import OUTCOMES

_MOST_REASONS = 20


def text_of(
    report: Report, register: type[Register], words: Listing, *, columns: bool = False
) -> str:
    """The counts, in what it is unlike the one before, and why rows are held back; on demand what
    stands in the columns."""
    found, say = report.delivery, words.say
    title = say(register.title, register.title_en or register.title)
    lines = [say(f"{title}：第 {found.no} 次提交，{found.source}",
                 f"{title}: commit {found.no}, {found.source}")]  # fmt: skip
    lines += [f"  {name}  {number:,}" for name, number, _ in counts(report, say)]
    lines += _before(report, words)
    for outcome, number in report.secrets.items():
        if number:
            lines.append("  " + say(*OUTCOMES[outcome]) + f"  {number:,}")
    if columns:
        lines += _columns(report, words)
    lines += _reasons(report, words)
    return "\n".join(lines)


def _before(report: Report, words: Listing) -> Iterator[str]:
    before, say = report.before, words.say
    if before is None:
        return
    yield say(
        f"上一次（第 {before.no} 次）交来 {before.delivered:,} 行，隔离 {before.quarantined:,} 行",
        f"the delivery before (commit {before.no}): {before.delivered:,} rows, "
        f"{before.quarantined:,} quarantined",
    )
    if report.unlike:
        yield say("和上一次不一样，请核对（行已照常收下）",
                  "unlike the one before: please check (all rows went in as usual)")  # fmt: skip
    for one in report.unlike:
        what, attempt = unlike_words(one, say)
        yield f"  ! {what}" + (say("；可以这样做：", "; try: ") + attempt if attempt else "")


def _columns(report: Report, words: Listing) -> Iterator[str]:
    say, rows = words.say, list[tuple[str, ...]]()
    for line in column_lines(report, say):
        rows.append((line.title, line.empty.title, line.empty.now_text, line.empty.before_text))
        rows += [("", one.title, one.now_text, one.before_text) for one in line.codes]
        if any(line.middle):
            rows += [("", text, "", "") for text in (line.middle[0],)]
    if rows:
        head = (say("列", "column"), "", say("这一次", "now"), say("上一次", "before"))
        yield table([head, *rows], indent="  ")


def _reasons(report: Report, words: Listing) -> Iterator[str]:
    ranked, found, say = report.ranked(), report.delivery, words.say
    if not ranked.height:
        return
    yield say("隔离的原因", "why rows are held back")
    for row in ranked.head(_MOST_REASONS).iter_rows(named=True):
        yield f"  {row['rows']:,}  {row['column'] or '—'}：{say(row['zh'], row['en'])}"
    take = f"zhiban pool quarantine {found.no} --source {found.source.partition(' ')[0]}"
    yield say(f"取出隔离的行：{take}", f"take them out: {take}")
