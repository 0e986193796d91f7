# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows, values

CHAPTER = Chapter(
    "Sets of months",
    """
`rows.months(column)` is the set of months the rows name: sure ones and possible ones. Counting a
month twice is impossible, whatever the rows.
""",
    (
        values(
            "How many, and the longest run without a break.",
            """
            m: months                                  | m.count() | m.longest_run()
            none                                       | 0         | 0
            2024-11..2025-02                           | 4         | 4
            2024-01..2024-03; 2024-05                  | 4         | 3
            2024-01..2024-03; ?2024-04; 2024-05        | [4, 5]    | [3, 5]
            2024-01..2024-03; +1                       | [3, 4]    | [3, 4]
            2024-01..2024-03; ?..2023-12               | [3, ]     | [3, ]
            unknown                                    | [0, ]     | [0, ]
            """,
        ),
        values(
            "Months within a window, months after a month; after never means all.",
            """
            m: months                  | d: date                  | m.within(between(d, day('2024-03-31'))) | m.after(month_of(d))
            2024-01..2024-04           | 2024-02-15               | 2024-02..2024-03                       | 2024-03..2024-04
            2024-01..2024-04           | never                    | none                                   | 2024-01..2024-04
            2024-01..2024-04           | [2024-01-05, 2024-02-05] | ?2024-01; 2024-02..2024-03             | ?2024-02; 2024-03..2024-04
            2024-01..2024-04           | unknown                  | ?2024-01..2024-03                      | ?2024-01..2024-04
            2024-01; ?2024-02; ?2025-01.. | 2024-01-31            | 2024-01; ?2024-02                      | ?2024-02; ?2025-01..
            """,
        ),
        values(
            "Months in both sets, and whether a month is one of them.",
            """
            a: months                 | b: months                 | a.overlap(b)              | a.includes(fixed_month('2024-02'))
            2024-01..2024-03          | 2024-02..2024-05          | 2024-02..2024-03          | yes
            2024-01; ?2024-02         | 2024-01..2024-02          | 2024-01; ?2024-02         | unknown
            2024-01                   | unknown                   | ?2024-01                  | no
            2024-01; +1               | 2024-01..2024-12          | 2024-01; +1               | unknown
            """,
        ),
        rows(
            "From rows: the same month twice is one; a row in doubt gives a possible month.",
            {"contributions": """
            person | for_month | paid
            p1     | 2024-01   | yes
            p1     | 2024-01   | yes
            p1     | 2024-02   | yes
            p2     | 2024-01   | yes
            p2     | 2024-02   |
            p3     | 2024-01   | yes
            p3     |           | yes
            """},
            """
            person | Contributions.of(Person).where(Contributions.paid).months(Contributions.for_month) | Contributions.of(Person).where(Contributions.paid).months(Contributions.for_month).count()
            p1     | 2024-01..2024-02  | 2
            p2     | 2024-01; ?2024-02 | [1, 2]
            p3     | 2024-01; +1       | [1, 2]
            p4     | none              | 0
            """,
        ),
        rows(
            "A hole in coverage makes its months possible, no others.",
            {"contributions": """
            person | for_month | paid
            p1     | 2024-01   | yes
            p1     | 2024-06   | yes
            """},
            """
            person | Contributions.of(Person).during(calendar_year(2024)).months(Contributions.for_month) | Contributions.of(Person).during(calendar_year(2024)).months(Contributions.for_month).longest_run() | why Contributions.of(Person).during(calendar_year(2024)).months(Contributions.for_month)
            p1     | 2024-01; ?2024-03..2024-04; 2024-06 | [1, 2] | gap contributions
            """,
            covered={"contributions": "..2024-02-29; 2024-05-01.."},
        ),
        rows(
            "The months of days that happen.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2024-01-31 | 1
            p1     | 2024-02-01 | 1
            """},
            """
            person | Payments.of(Person).months(Payments.paid_on)
            p1     | 2024-01..2024-02
            """,
        ),
    ),
)  # fmt: skip
