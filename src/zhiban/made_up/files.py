"""How does a town lie on disk? One file per register, what each covers, and a label on all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from zhiban.made_up.cases import Case
from zhiban.made_up.registers import COVERED, as_text

README = """\
本文件夹里的一切都是虚构的。没有一行描述真实的人或单位。编号以“虚构”开头；没有姓名、身份证号、账号。
只有区县代码、行业代码、缴费标准等公开数据是真的。此镇从 2019 年 1 月开始：在那以前没有人参保。

Everything in this folder is made up. No row describes a real person or firm. Ids begin with 虚构
(“made up”); there are no names, identity numbers or accounts. Only published codes of districts and
industries and published rates are real. The town begins in January 2019: nobody was insured before.

{people} 人 people · {firms} 个单位 firms · 种子 seed {seed}

*.csv          登记簿 registers, UTF-8（整座城市 of a whole city: registers/*/*.parquet；
               真实情况 as things really are: truth/*/*.parquet）
covered.yaml   每个登记簿覆盖到哪一天 what each register covers
planted.csv    预设的情形和应得的结果 cases that were planted, and what must come out
"""


def write(
    registers: dict[str, pl.DataFrame], cases: list[Case], out: Path, people: int, firms: int,
    seed: int,
) -> None:  # fmt: skip
    """Write the files of a town to the folder `out`, which is made if it is not there."""
    out.mkdir(parents=True, exist_ok=True)
    write_rows(registers, out)
    write_about(cases, out, people, firms, seed)


def write_rows(registers: Mapping[str, pl.DataFrame], out: Path) -> None:
    """Write one file per register to `out`, a folder that is there."""
    for name, frame in registers.items():
        if not frame.is_empty():  # covered all the same: nothing happened
            as_text(name, frame).write_csv(out / f"{name}.csv")


def write_about(cases: list[Case], out: Path, people: int, firms: int, seed: int) -> None:
    """Write what is said of the registers: what they cover, what was planted, and the label."""
    (out / "covered.yaml").write_text(_covered(), encoding="utf-8")
    (out / "planted.csv").write_text(_planted(cases), encoding="utf-8")
    (out / "README.txt").write_text(
        README.format(people=people, firms=firms, seed=seed), encoding="utf-8"
    )


def _covered() -> str:
    lines = [
        "# 虚构。每个登记簿从哪天到哪天查不到就是没有；起日空 = 从来。Made up. Days on which",
        "# silence means “no”; an empty first day = ever since. Pass them on as --covered NAME=…",
    ]
    for name, covered in COVERED.items():
        lines.append(f"{name}:")
        lines.append("  days: [" + ", ".join(f'"{a}..{b}"' for a, b in covered.spans) + "]")
        if covered.note:
            lines += [f"  note: {covered.note}", f"  note_en: {covered.note_en}"]
    return "\n".join(lines) + "\n"


def _planted(cases: list[Case]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("rule", "id", "occasion", "verdict", "amount_fen", "case", "case_en"))
    for case in cases:
        fen = "" if case.amount_fen is None else case.amount_fen
        rows.writerow((
            case.rule, case.subject, case.occasion, case.verdict, fen, case.title, case.title_en,
        ))  # fmt: skip
    return text.getvalue()
