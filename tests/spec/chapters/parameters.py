# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.rules.figures import TABLES, figure
from tests.spec.specs import Chapter, values

NAMES = {"parameter": figure, "parameters": TABLES}

CHAPTER = Chapter(
    "Parameters of the law",
    """
Every number of the law is a parameter with dated values. The day `on` picks the value (without it,
the rule's `law_on`; here that is the judged day); `scope` limits a value to some codes. What the law
leaves open is unknown, and nobody can be asked for it. The values used here:
`share` 30 % from 2023-01-01, 60 % from 2025-01-01, 90 % of kind cash; `pay` 1800.00 in 2024,
declared unknown in 2025, 1900.00 from 2026-01-01; `limit` 20 for the year 2024, else 30 (nationally
50); `scale` 12 months give 3, 24 give 6, 60 give 12.
""",
    (
        values(
            "The value in force on a day; the last day of a value still belongs to it.",
            """
            d: date                  | parameter('pay', on=d) | why parameter('pay', on=d)
            2024-01-01               | 1800.00                | -
            2024-12-31               | 1800.00                | -
            2025-01-01               | [0.00, ]               | law pay
            2026-01-01               | 1900.00                | -
            [2024-12-31, 2025-01-01] | [0.00, ]               | empty d, law pay
            """,
            names=NAMES,
        ),
        values(
            "Before the first value there is none: the law says nothing.",
            """
            d: date    | parameter('share', on=d) | why parameter('share', on=d)
            2022-12-31 | [0/1, ]                  | law share
            2023-01-01 | 3/10                     | -
            """,
            names=NAMES,
        ),
        values(
            "A day between ends gives the hull of all values met.",
            """
            d: date                  | k: code(cash goods) | parameter('share', on=d, kind=k) | why parameter('share', on=d, kind=k)
            [2024-06-01, 2025-06-01] | goods               | [3/10, 3/5]                      | empty d
            [2025-01-01, ]           | goods               | 3/5                              | -
            unknown                  | goods               | [0/1, ]                          | empty d, law share
            """,
            names=NAMES,
        ),
        values(
            "A scoped value comes before a general one; an unknown code gives the hull.",
            """
            k: code(cash goods) | parameter('share', on=day('2025-03-01'), kind=k) | why parameter('share', on=day('2025-03-01'), kind=k)
            cash                | 9/10                                              | -
            goods               | 3/5                                               | -
            unknown             | [3/5, 9/10]                                       | empty k
            """,
            names=NAMES,
        ),
        values(
            "A value for the occasion comes before dated ones, the city's own before the national.",
            """
            occasion | d: date    | parameter('limit', on=d)
            2024     | 2024-05-01 | 20
            2025     | 2025-05-01 | 30
            """,
            names=NAMES,
        ),
        values(
            "A step table: the largest bound that is reached; below the first, 0.",
            """
            m: integer>=0 | step(m, parameter('scale'))
            11            | 0
            12            | 3
            23            | 3
            24            | 6
            [20, 30]      | [3, 6]
            [24, 59]      | 6
            unknown       | [0, 12]
            """,
            names=NAMES,
        ),
        values(
            "A value chosen by the judged day changes with it.",
            """
            as_of      | k: code(cash goods) | parameter('pay', on=judged_day)
            2024-12-31 | cash                | 1800.00
            2026-01-01 | cash                | 1900.00
            """,
            names=NAMES,
        ),
    ),
)  # fmt: skip
