# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.rules.benefit import benefit
from tests.spec.specs import Chapter, rule

CHAPTER = Chapter(
    "Instalments",
    """
A running benefit is one finding: the verdict is its start, the amount the sum of all months awarded.
Every month is judged by itself: conditions to continue, stops, its own rate. Months later than the
judged month are projected and not due. Here: 100.00 a month (before 2024 90.00, only remembered), 110.00 from July 2025, not
yet settled from 2026 on; not in a month in which one worked; nothing after the month of death.
""",
    (
        rule(
            "The rate of each month, what is due, what is projected.",
            benefit,
            """
            registered | first_month | months | died_on | worked | as_of      | verdict | amount | out months | out due_fen | instalments
            yes        | 2025-06     | 3      | never   | none   | 2025-07-15 | yes     | 320.00 | 3          | 210.00      | 2025-06 yes 100.00; 2025-07 yes 110.00; 2025-08 yes 110.00 projected
            yes        | 2025-06     | 0      | never   | none   | 2025-07-15 | yes     | 0.00   | 0          | 0.00        | -
            no         | 2025-06     | 3      | never   | none   | 2025-07-15 | no      | -      | -          | -           | -
            """,
        ),
        rule(
            "A stop ends it after its month; a month of work is not awarded.",
            benefit,
            """
            registered | first_month | months | died_on    | worked  | as_of      | amount | out months | instalments
            yes        | 2025-01     | 3      | 2025-02-10 | none    | 2025-07-15 | 200.00 | 2          | 2025-01 yes 100.00; 2025-02 yes 100.00; 2025-03 no -
            yes        | 2025-01     | 3      | never      | 2025-02 | 2025-07-15 | 200.00 | 2          | 2025-01 yes 100.00; 2025-02 no -; 2025-03 yes 100.00
            """,
        ),
        rule(
            "What is unknown in one month leaves the others known.",
            benefit,
            """
            registered | first_month | months | died_on | worked   | as_of      | amount | out months_at_least | out months_at_most | out due_fen | out amount_at_least | out amount_at_most | out amount_because
            yes        | 2025-01     | 3      | never   | ?2025-02 | 2025-07-15 | -      | 2                   | 3                  | 200.00      | 200.00              | 300.00             | empty worked
            yes        | 2025-01     | [2, 3] | never   | none     | 2025-07-15 | -      | 2                   | 3                  | 200.00      | 200.00              | 300.00             | empty months
            yes        | 2025-01     | 2      | unknown | none     | 2025-07-15 | -      | 0                   | 2                  | 0.00        | 0.00                | 200.00             | empty died_on
            """,
        ),
        rule(
            "A rate the law has not settled leaves that month unpriced.",
            benefit,
            """
            registered | first_month | months | died_on | worked | as_of      | verdict | amount | out due_fen | out amount_at_least | out amount_because
            yes        | 2025-12     | 2      | never   | none   | 2025-12-15 | yes     | -      | 110.00      | 110.00              | law pay
            """,
        ),
        rule(
            "A rate that nobody has read in its text is named if a month awarded has it.",
            benefit,
            """
            registered | first_month | months | died_on    | worked  | as_of      | amount | out unconfirmed
            yes        | 2023-12     | 2      | never      | none    | 2025-07-15 | 190.00 | pay
            yes        | 2024-01     | 2      | never      | none    | 2025-07-15 | 200.00 | -
            yes        | 2023-12     | 2      | never      | 2023-12 | 2025-07-15 | 100.00 | -
            yes        | 2023-12     | 2      | unknown    | none    | 2025-07-15 | -      | pay
            yes        | 2023-12     | 0      | never      | none    | 2025-07-15 | 0.00   | -
            """,
        ),
        rule(
            "A first month that is not known, or never comes.",
            benefit,
            """
            registered | first_month | months | died_on | worked | as_of      | verdict | amount | out months_at_most | out months | out amount_because
            yes        | unknown     | 3      | never   | none   | 2025-07-15 | yes     | -      | 3                  | -          | empty first_month
            yes        | never       | 3      | never   | none   | 2025-07-15 | yes     | 0.00   | -                  | 0          | -
            """,
        ),
    ),
)  # fmt: skip
