# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows

PAYMENTS = """
person | paid_on    | amount_fen
p1     | 2025-02-10 | 10
"""
COUNT = "Payments.of(Person).count()"
IN_2024 = "Payments.of(Person).during(calendar_year(2024)).count()"

CHAPTER = Chapter(
    "Coverage, lag and quarantine",
    """
Silence means no only where a register speaks. A day it never covered is a gap, a day after it fell
silent is stale; rows that could lie there widen every result whose window they touch. Within the
register's lag after its last day it is read as of that day (here `payments` has a lag of 10 days).
""",
    (
        rows(
            "Inside coverage, no row is none; outside, nobody knows.",
            {"payments": PAYMENTS},
            f"""
            person | {COUNT} | {IN_2024} | why {COUNT} | Payments.of(Person).exists()
            p1     | [1, ]   | 0         | gap payments | yes
            p2     | [0, ]   | 0         | gap payments | unknown
            """,
            covered={"payments": "2024-01-01..2025-12-31"},
        ),
        rows(
            "A hole touches only the windows it lies in.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).during(calendar_year(2024)).count() | Payments.of(Person).during(calendar_year(2025)).count() | why Payments.of(Person).during(calendar_year(2024)).count()
            p1     | [0, ] | 1 | gap payments
            """,
            covered={"payments": "..2024-05-31; 2024-06-02.."},
        ),
        rows(
            "A register that covers nothing says nothing, also where it has rows.",
            {"payments": PAYMENTS},
            f"""
            person | {COUNT} | {IN_2024} | Payments.of(Person).sum(Payments.amount_fen)
            p1     | [1, ]   | [0, ]     | [10.00, ]
            """,
            covered={"payments": "none"},
        ),
        rows(
            "Within the lag, the register is read as of its last day.",
            {
                "payments": """
            person | paid_on    | amount_fen
            p1     | 2025-06-20 | 10
            p1     | 2025-06-22 | 20
            """
            },
            f"""
            person | {COUNT} | next change of {COUNT}
            p1     | 1       | 2025-06-22
            """,
            as_of="2025-06-21",
            covered={"payments": "..2025-06-20"},
            note="A row after the last covered day, if there is one, is not seen before the lag is over.",
        ),
        rows(
            "On the last day of the lag all is still known; a day later the register is stale.",
            {"payments": PAYMENTS},
            f"""
            person | {COUNT} | next change of {COUNT}
            p1     | 1       | 2025-07-01
            """,
            as_of="2025-06-30",
            covered={"payments": "..2025-06-20"},
        ),
        rows(
            "Stale: any number of rows may have come since.",
            {"payments": PAYMENTS},
            f"""
            person | {COUNT} | why {COUNT}    | {IN_2024} | Payments.of(Person).exists()
            p1     | [1, ]   | stale payments | 0         | yes
            """,
            as_of="2025-07-01",
            covered={"payments": "..2025-06-20"},
        ),
        rows(
            "An unreadable row about a subject takes away its coverage, and only its own.",
            {"payments": PAYMENTS},
            f"""
            person | {COUNT} | why {COUNT}         | Payments.of(Person).exists()
            p1     | [1, ]   | quarantined payments | yes
            p2     | [0, ]   | quarantined payments | unknown
            p3     | 0       | -                    | no
            """,
            quarantined={"payments": ("p1", "p2")},
        ),
        rows(
            "Behind an unreadable row the other holes still count.",
            {"payments": PAYMENTS},
            f"""
            person | why {COUNT}
            p1     | gap payments, quarantined payments
            """,
            quarantined={"payments": ("p1",)},
            covered={"payments": "2024-01-01..2025-12-31"},
        ),
        rows(
            "A last row is safe from holes before it, not from holes after it.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).last(Payments.amount_fen, if_none=0) | Payments.of(Person).first(Payments.amount_fen, if_none=0) | why Payments.of(Person).first(Payments.amount_fen, if_none=0)
            p1     | 10.00 | [0.00, ] | gap payments
            """,
            covered={"payments": "2024-01-01..2025-12-31"},
        ),
        rows(
            "A register whose rows do not happen is covered or not as a whole.",
            {
                "notes": """
            person | months
            p1     | 3
            """
            },
            """
            person | Notes.of(Person).sum(Notes.months) | why Notes.of(Person).sum(Notes.months)
            p1     | [3, ] | stale notes
            p2     | [0, ] | stale notes
            """,
            covered={"notes": "2025-01-01..2025-06-30"},
        ),
    ),
)
