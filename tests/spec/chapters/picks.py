# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows

CHAPTER = Chapter(
    "The first and the last row",
    """
`first` and `last` give a value of the row that comes first or last: by when rows happen, or by the
column named with `by=`. It is known only if all rows that could be that row agree; the order of the
rows in a file never matters.
""",
    (
        rows(
            "The last row, and what there is if there is none.",
            {"payments": """
            person | paid_on    | kind
            p1     | 2025-02-10 | goods
            p1     | 2025-01-10 | cash
            """},
            """
            person | Payments.of(Person).last(Payments.kind, if_none='other') | Payments.of(Person).first(Payments.kind, if_none='other') | Payments.of(Person).last(Payments.paid_on, if_none=NEVER)
            p1     | goods | cash  | 2025-02-10
            p2     | other | other | never
            """,
        ),
        rows(
            "Two last rows are a conflict, unless they agree.",
            {"payments": """
            person | paid_on    | kind  | amount_fen
            p1     | 2025-02-10 | goods | 10
            p1     | 2025-02-10 | cash  | 10
            p1     | 2025-01-10 | other | 99
            """},
            """
            person | Payments.of(Person).last(Payments.kind, if_none='other') | Payments.of(Person).last(Payments.amount_fen, if_none=0) | why Payments.of(Person).last(Payments.kind, if_none='other')
            p1     | unknown | 10.00 | conflict payments
            """,
        ),
        rows(
            "A row without a date could be the last one.",
            {"payments": """
            person | paid_on    | kind  | amount_fen
            p1     | 2025-02-10 | goods | 10
            p1     |            | cash  | 20
            p2     | 2025-02-10 | cash  | 10
            p2     |            | cash  | 20
            """},
            """
            person | Payments.of(Person).last(Payments.kind, if_none='other') | Payments.of(Person).last(Payments.amount_fen, if_none=0) | why Payments.of(Person).last(Payments.kind, if_none='other')
            p1     | unknown | [10.00, 20.00] | undated payments.paid_on
            p2     | cash    | [10.00, 20.00] | -
            """,
        ),
        rows(
            "A row that may not belong could be the last one; a later one that surely is settles it.",
            {"payments": """
            person | paid_on    | kind  | checked
            p1     | 2025-01-10 | cash  | yes
            p1     | 2025-02-10 | goods |
            p2     | 2025-01-10 | cash  |
            p2     | 2025-02-10 | goods | yes
            p3     | 2025-01-10 | cash  |
            """},
            """
            person | Payments.of(Person).where(Payments.checked).last(Payments.kind, if_none='other') | why Payments.of(Person).where(Payments.checked).last(Payments.kind, if_none='other')
            p1     | unknown | empty payments.checked
            p2     | goods   | -
            p3     | unknown | empty payments.checked
            """,
        ),
        rows(
            "The row with the largest amount, by another column.",
            {"payments": """
            person | paid_on    | kind  | amount_fen
            p1     | 2025-01-10 | cash  | 30
            p1     | 2025-02-10 | goods | 10
            p2     | 2025-01-10 | cash  | 30
            p2     | 2025-02-10 | goods |
            """},
            """
            person | Payments.of(Person).last(Payments.kind, by=Payments.amount_fen, if_none='other') | why Payments.of(Person).last(Payments.kind, by=Payments.amount_fen, if_none='other')
            p1     | cash    | -
            p2     | unknown | undated payments.amount_fen
            """,
        ),
    ),
)  # fmt: skip
