"""The parameters of the chapter on parameters; parameters.yaml lies beside this file."""

from pathlib import Path
from typing import Any

from zhiban.language import parameter
from zhiban.language.declaring import parameters_of

TABLES = parameters_of(Path(__file__).parent)


def figure(name: str, **more: Any) -> Any:
    """`parameter(…)` as it would stand in this folder."""
    return parameter(name, **more)
