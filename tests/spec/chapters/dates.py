# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Dates and months",
    """
Legal time has words of its own. A period of months ends on the same day of the month, or on the
month's last day if there is no such day (Civil Code art. 202); the first day does not count
(art. 201). `never` stays never under every shift. A day outside the years 1 to 9999 is undefined.
""",
    (
        values(
            "So many months later.",
            """
            d: date                  | months_after(d, 1) | months_after(d, 12) | months_after(d, -1)
            2024-01-31               | 2024-02-29         | 2025-01-31          | 2023-12-31
            2023-01-31               | 2023-02-28         | 2024-01-31          | 2022-12-31
            2024-02-29               | 2024-03-29         | 2025-02-28          | 2024-01-29
            never                    | never              | never               | never
            [2024-01-30, 2024-01-31] | 2024-02-29         | [2025-01-30, 2025-01-31] | [2023-12-30, 2023-12-31]
            """,
        ),
        values(
            "So many days and working days later.",
            """
            d: date    | days_after(d, 15) | working_days_after(d, 1) | working_days_after(d, 5)
            2025-09-30 | 2025-10-15        | 2025-10-09               | 2025-10-14
            2025-06-27 | 2025-07-12        | 2025-06-30               | 2025-07-04
            unknown    | unknown           | unknown                  | unknown
            """,
            note="Working days go by the published list of holidays: 1 to 8 October 2025 are off.",
        ),
        values(
            "Full months between two days; negative if the second is earlier.",
            """
            a: date                  | b: date    | months_between(a, b)
            2024-01-31               | 2024-02-28 | 0
            2024-01-31               | 2024-02-29 | 1
            2024-01-15               | 2025-01-14 | 11
            2024-01-15               | 2025-01-15 | 12
            2025-01-15               | 2024-12-31 | -1
            [2024-01-10, 2024-03-10] | 2025-01-10 | [10, 12]
            unknown                  | 2025-01-10 | unknown
            """,
        ),
        values(
            "The month and the year of a day, the first and last day of a month and a year.",
            """
            d: date                  | month_of(d)        | year_of(d) | first_day(month_of(d))   | last_day(month_of(d))
            2024-02-29               | 2024-02            | 2024       | 2024-02-01               | 2024-02-29
            2023-02-01               | 2023-02            | 2023       | 2023-02-01               | 2023-02-28
            [2024-01-31, 2024-02-01] | [2024-01, 2024-02] | 2024       | [2024-01-01, 2024-02-01] | [2024-01-31, 2024-02-29]
            """,
        ),
        values(
            "There is no year of never: undefined.",
            """
            d: date    | year_of(d) | why year_of(d)    | month_of(d)
            2024-05-01 | 2024       | -                 | 2024-05
            never      | unknown    | undefined yearof(d) | never
            """,
        ),
        values(
            "Today's date enters only through a day that is reached: on the day itself, yes.",
            """
            d: date                  | as_of      | reached(d) | months_since(d).reached(12)
            2025-07-01               | 2025-06-30 | no         | no
            2025-07-01               | 2025-07-01 | yes        | no
            2025-07-01               | 2026-06-30 | yes        | no
            2025-07-01               | 2026-07-01 | yes        | yes
            never                    | 2026-07-01 | no         | no
            unknown                  | 2026-07-01 | unknown    | unknown
            [2026-06-01, 2026-08-01] | 2026-07-01 | unknown    | no
            """,
        ),
        values(
            "Something was done in time if it was done on the last day at the latest.",
            """
            done: date | last: date | in_time(done, last)
            2025-07-01 | 2025-07-01 | yes
            2025-07-02 | 2025-07-01 | no
            never      | 2025-07-01 | no
            """,
        ),
    ),
)
