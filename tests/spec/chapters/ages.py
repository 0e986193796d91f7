# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Ages",
    """
满周岁 is counted in three ways, and every use says which: `on_the_day` (reached on the birthday),
`day_after` (from the day after it), `by_month` (from the first day of its month). Someone born on
29 February reaches an age on 28 February of a common year.
""",
    (
        values(
            "The day on which an age is reached.",
            """
            born: date | age(born).reached_on(16, counting='on_the_day') | age(born).reached_on(16, counting='day_after') | age(born).reached_on(16, counting='by_month')
            2008-05-31 | 2024-05-31 | 2024-06-01 | 2024-05-01
            2008-02-29 | 2024-02-29 | 2024-03-01 | 2024-02-01
            2008-12-31 | 2024-12-31 | 2025-01-01 | 2024-12-01
            never      | never      | never      | never
            """,
        ),
        values(
            "Born on 29 February, in a common year.",
            """
            born: date | age(born).reached_on(17, counting='on_the_day') | age(born).reached_on(17, counting='day_after')
            2008-02-29 | 2025-02-28 | 2025-03-01
            2008-02-28 | 2025-02-28 | 2025-03-01
            2008-03-01 | 2025-03-01 | 2025-03-02
            """,
        ),
        values(
            "Completed years on a day.",
            """
            born: date               | on: date   | age(born).on(on, counting='on_the_day') | age(born).on(on, counting='day_after') | age(born).on(on, counting='by_month')
            1965-03-01               | 2025-02-28 | 59 | 59 | 59
            1965-03-01               | 2025-03-01 | 60 | 59 | 60
            1965-03-31               | 2025-03-01 | 59 | 59 | 60
            1964-02-29               | 2025-02-28 | 61 | 60 | 61
            [1965-01-01, 1965-12-31] | 2025-06-30 | [59, 60] | [59, 60] | [59, 60]
            unknown                  | 2025-06-30 | unknown | unknown | unknown
            """,
        ),
        values(
            "On the judged day, an age is a threshold.",
            """
            born: date | as_of      | age(born).reached(60, counting='on_the_day') | age(born).reached(60, counting='day_after')
            1965-07-01 | 2025-06-30 | no  | no
            1965-07-01 | 2025-07-01 | yes | no
            1965-07-01 | 2025-07-02 | yes | yes
            unknown    | 2025-07-02 | unknown | unknown
            """,
        ),
    ),
)
