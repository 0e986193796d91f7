"""Does the code of the page on calculators run, and do its two definitions agree?"""

import re
from pathlib import Path

import polars as pl

from zhiban.engines.calculators.columns import evaluate_frame
from zhiban.engines.calculators.rowwise import evaluate
from zhiban.model.values import Ends, exactly

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-calculator.md"


def test_the_calculator_of_the_page_works():
    declared, defined, _use = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    imports, declaration = declared.split("\n\n", 1)
    names: dict[str, object] = {}
    exec("\n".join([imports, defined, declaration]), names)
    payment = names["payment"]
    frame = pl.DataFrame({"years": [12, 13, 61], "part_fen": [500, 500, 500]})
    found = evaluate_frame(payment, frame.lazy()).collect()["grant_fen.hi"].to_list()
    assert found == [6000, None, None]
    for years, expected in zip((12, 13, 61), found, strict=True):
        given = {"years": exactly(years), "part_fen": exactly(500)}
        assert evaluate(payment, given)["grant_fen"].value.hi == expected
    given = {"years": Ends(2, 4), "part_fen": exactly(500)}
    assert evaluate(payment, given)["grant_fen"].value == Ends(1000, 2000)
