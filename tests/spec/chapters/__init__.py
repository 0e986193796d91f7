"""Which chapters has the reference, in which order?"""

from tests.spec.chapters import (
    ages,
    aggregates,
    arithmetic,
    calculators,
    case_assume_readings,
    codes,
    comparison,
    counted_once,
    coverage,
    dates,
    findings,
    instalments,
    logic,
    look_ups,
    months,
    next_change,
    parameters,
    picks,
    protection,
    ratios,
    rounding,
    values,
    windows,
)

CHAPTERS = tuple(
    module.CHAPTER
    for module in (
        values, logic, comparison, codes, arithmetic, rounding, ratios, dates, ages,
        case_assume_readings, calculators, aggregates, windows, picks, coverage, protection, months,
        look_ups, next_change, parameters, findings, instalments, counted_once,
    )
)  # fmt: skip
