"""Which figures does a rule take from the law, and where are they read, checked and chosen?

The public face of dated parameters.
"""

from zhiban.law.dated_values import (
    LEVELS,
    MODEL_TYPES,
    STATUSES,
    DatedValue,
    Parameter,
    Scope,
    Steps,
    Value,
    entries_for,
    fits,
    select,
    step_of,
    value_text,
)
from zhiban.law.parameter_checks import check
from zhiban.law.parameter_files import load_parameters

__all__ = [
    "LEVELS",
    "MODEL_TYPES",
    "STATUSES",
    "DatedValue",
    "Parameter",
    "Scope",
    "Steps",
    "Value",
    "check",
    "entries_for",
    "fits",
    "load_parameters",
    "select",
    "step_of",
    "value_text",
]
