# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows

CHAPTER = Chapter(
    "The next change",
    """
Today's date enters a rule only through thresholds, so the first later day on which a value can
change by itself is known beforehand: never later than the real change, now and then earlier.
""",
    (
        rows(
            "A threshold, an age, months since a day.",
            {"persons": """
            person | born_on
            p1     | 1965-08-15
            p2     | 1964-02-29
            p3     |
            """},
            """
            person | age(Persons.of(Person).born_on).reached(60, counting='on_the_day') | next change of age(Persons.of(Person).born_on).reached(60, counting='on_the_day') | next change of age(Persons.of(Person).born_on).reached(61, counting='on_the_day')
            p1     | no      | 2025-08-15 | 2026-08-15
            p2     | yes     | -          | -
            p3     | unknown | -          | -
            """,
        ),
        rows(
            "A row enters and leaves a moving window.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2025-07-20 | 1
            p2     | 2025-05-20 | 1
            p3     | 2025-06-20 | 1
            """},
            """
            person | Payments.of(Person).during(last_months(1)).count() | next change of Payments.of(Person).during(last_months(1)).count()
            p1     | 0 | 2025-07-20
            p2     | 0 | -
            p3     | 1 | 2025-08-01
            """,
        ),
        rows(
            "A register falls silent.",
            {"payments": """
            person | paid_on    | amount_fen
            p1     | 2025-01-20 | 1
            """},
            """
            person | Payments.of(Person).count() | next change of Payments.of(Person).count()
            p1     | 1 | 2025-07-01
            """,
            as_of="2025-06-25",
            covered={"payments": "..2025-06-20"},
        ),
        rows(
            "A window that has not begun yet lies in the dark when it does.",
            {},
            """
            person | Payments.of(Person).during(calendar_year(2026)).count() | next change of Payments.of(Person).during(calendar_year(2026)).count()
            p1     | 0 | 2026-01-01
            """,
            covered={"payments": "..2025-06-20"},
        ),
        rows(
            "In the dark, one more month becomes possible with every month.",
            {},
            """
            person | Payments.of(Person).since(day('2025-06-01')).months(Payments.paid_on) | next change of Payments.of(Person).since(day('2025-06-01')).months(Payments.paid_on)
            p1     | ?2025-06..2025-07 | 2025-08-01
            """,
            covered={"payments": "..2025-06-20"},
        ),
    ),
)  # fmt: skip
