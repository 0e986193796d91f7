# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows

CHAPTER = Chapter(
    "Windows of time",
    """
A register declares when its rows happen: on a day, or in a month, which counts as its first day.
`during` takes a window with fixed, computed or moving ends; both ends are included. Rows later than
the evidence date are not seen unless `.scheduled()` asks for them.
""",
    (
        rows(
            "A year, up to a day, from a day on: the ends belong to the window.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2023-12-31 | 1
            p1     | 2024-01-01 | 10
            p1     | 2024-12-31 | 100
            p1     | 2025-01-01 | 1000
            """},
            """
            person | Payments.of(Person).during(calendar_year(2024)).sum(Payments.amount_fen) | Payments.of(Person).until(day('2024-01-01')).sum(Payments.amount_fen) | Payments.of(Person).since(day('2024-12-31')).sum(Payments.amount_fen)
            p1     | 110.00 | 11.00 | 1100.00
            """,
        ),
        rows(
            "The last months before the month of the judged day.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2025-03-31 | 1
            p1     | 2025-04-01 | 10
            p1     | 2025-06-30 | 100
            p1     | 2025-07-01 | 1000
            """},
            """
            person | Payments.of(Person).during(last_months(3)).sum(Payments.amount_fen) | Payments.of(Person).during(last_months(1)).count()
            p1     | 110.00 | 1
            """,
            as_of="2025-07-15",
        ),
        rows(
            "A row without its date, and a window that ends on an unknown day.",
            {
                "payments": """
                person | paid_on    | amount_fen
                p1     |            | 10
                p2     | 2025-03-01 | 10
                """,
                "persons": """
                person | born_on
                p1     | 1965-01-01
                p2     |
                """,
            },
            """
            person | Payments.of(Person).during(calendar_year(2024)).count() | Payments.of(Person).since(Persons.of(Person).born_on).count() | why Payments.of(Person).since(Persons.of(Person).born_on).count()
            p1     | [0, 1] | [0, 1] | undated payments.paid_on
            p2     | 0      | [0, 1] | empty persons.born_on
            """,
        ),
        rows(
            "Rows of the future are seen only if they are asked for.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2025-07-01 | 1
            p1     | 2025-07-02 | 10
            """},
            """
            person | Payments.of(Person).sum(Payments.amount_fen) | Payments.of(Person).scheduled().sum(Payments.amount_fen) | next change of Payments.of(Person).sum(Payments.amount_fen)
            p1     | 1.00 | 11.00 | 2025-07-02
            """,
        ),
        rows(
            "A row that happens in a month counts as its first day.",
            {"contributions": """
            person | for_month | paid
            p1     | 2025-01   | yes
            p1     | 2025-06   | yes
            p1     | 2025-07   | yes
            """},
            """
            person | Contributions.of(Person).count() | Contributions.of(Person).during(last_months(6)).count() | Contributions.of(Person).since(day('2025-06-02')).count()
            p1     | 3 | 2 | 1
            """,
        ),
    ),
)  # fmt: skip
