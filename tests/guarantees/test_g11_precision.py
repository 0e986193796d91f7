"""G11 (as declared): each watch declares the share of its findings that should be right."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.guarantees.watch_packs import loaded, refusal

from zhiban.language.rules import WatchRule
from zhiban.packs import load

BODY = 'rule = watch(article("a", "一", "领过", paid >= 1), precision="{0}")'


@pytest.mark.parametrize("precision", ["", "0 %", "101 %", "-5 %", "high", "1/0"])
def test_what_is_no_share_is_refused(tmp_path: Path, precision: str) -> None:
    assert refusal(tmp_path, BODY.format(precision)) == (
        "watch-precision",
        f"预警 g_watch：查实率 {precision!r} 不是 0 以上、100 % 以内的比例",
        f"watch g_watch: the precision {precision!r} is no share above 0 and up to 100 %",
    )


@pytest.mark.parametrize(
    ("text", "share"), [("60 %", (3, 5)), ("100 %", (1, 1)), ("1/3", (1, 3)), ("0.9", (9, 10))]
)
def test_a_share_is_kept_exactly(tmp_path: Path, text: str, share: tuple[int, int]) -> None:
    rule = loaded(tmp_path, BODY.format(text)).rules["g_watch"]
    assert isinstance(rule, WatchRule) and rule.precision == Fraction(*share)


def test_every_loaded_watch_has_one() -> None:
    watches = [r for r in load().rules.values() if isinstance(r, WatchRule)]
    assert watches and all(0 < w.precision <= 1 for w in watches)
