"""Is a table written whole or not at all, and safe to open in a spreadsheet?"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from zhiban.errors import UsageError
from zhiban.registers import writing
from zhiban.registers.reading import check_output, write_table

FRAME = pl.DataFrame(
    {
        "id": ["=1+1", "+x", "-x", "@x", "-5", "-3/50", "'=1", "渝北, 1"],
        "amount_fen": [-1, 2, None, 4, 5, 6, 7, 8],
        "is_due": [True, False, None, True, True, True, True, True],
        "outputs": ['{"a": 1}', "[]", None, "{}", "{}", "{}", "{}", "{}"],
    }
)
LINES = [
    "id,amount_fen,is_due,outputs",
    '\'=1+1,-1,true,"{""a"": 1}"',
    "'+x,2,false,[]",
    "'-x,,,",
    "'@x,4,true,{}",
    "-5,5,true,{}",
    "-3/50,6,true,{}",
    "''=1,7,true,{}",
    '"渝北, 1",8,true,{}',
]


def test_csv_guards_text_that_looks_like_a_formula_and_nothing_else(tmp_path):
    path = tmp_path / "out.csv"
    write_table(FRAME, path)
    assert path.read_text(encoding="utf-8").splitlines() == LINES


def test_without_a_path_the_table_goes_to_stdout(capfd):
    write_table(FRAME, None)
    assert capfd.readouterr().out.splitlines() == LINES


def test_parquet_keeps_types_and_text_as_they_are(tmp_path):
    path = tmp_path / "out.parquet"
    write_table(FRAME, path)
    assert pl.read_parquet(path).equals(FRAME)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, name, monkeypatch):
    path = tmp_path / name
    path.write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_table(FRAME, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == [name]


def test_a_link_and_a_device_are_written_through(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    (tmp_path / "null.csv").symlink_to("/dev/null")
    write_table(FRAME, tmp_path / "link.csv")
    write_table(FRAME, tmp_path / "null.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").splitlines() == LINES
    assert not Path("/dev/null").is_file()


def test_where_no_table_can_be_written_is_told_beforehand(tmp_path):
    check_output(tmp_path / "out.csv")
    for bad, code in (("out.xlsx", "output-extension"), ("none/out.csv", "output-folder")):
        with pytest.raises(UsageError) as caught:
            check_output(tmp_path / bad)
        assert [p.code for p in caught.value.problems] == [code]
