# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows

PAYMENTS = """
person | paid_on    | amount_fen | kind  | checked
p1     | 2025-01-10 | 10         | cash  | yes
p1     | 2025-02-10 | 30         | goods | no
p2     | 2025-01-10 | 10         | cash  | yes
p2     | 2025-02-10 | 30         | cash  |
p3     | 2025-01-10 |            |       | yes
p3     | 2025-02-10 | 30         | cash  | yes
p4     |            | 10         | cash  | yes
"""

CHAPTER = Chapter(
    "Many rows",
    """
A set of rows is filtered with `where`, `during`, `until`, `since`, and reduced to one value. A row
whose filter is unknown possibly belongs: it widens the result. `count`, `sum`, `exists`, `every`
know what no rows mean (0, 0, no, yes); all others must say it with `if_none=`.
""",
    (
        rows(
            "Counting: a row in doubt may or may not be there.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).count() | Payments.of(Person).where(Payments.checked).count() | Payments.of(Person).where(Payments.checked).exists() | why Payments.of(Person).where(Payments.checked).count()
            p1     | 2      | 1      | yes     | -
            p2     | 2      | [1, 2] | yes     | empty payments.checked
            p4     | [0, 1] | [0, 1] | unknown | undated payments.paid_on
            p5     | 0      | 0      | no      | -
            """,
            note="p4's row has no date: it may lie after the judged day, where nothing is seen yet.",
        ),
        rows(
            "For every row; a row that may not belong does no harm if it holds there too.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).every(Payments.checked) | Payments.of(Person).where(Payments.checked).every(Payments.kind == 'cash') | why Payments.of(Person).every(Payments.checked)
            p1     | no      | yes     | -
            p2     | unknown | yes     | empty payments.checked
            p3     | yes     | unknown | -
            p5     | yes     | yes     | -
            """,
        ),
        rows(
            "Sums: an empty amount leaves the upper end open, a row in doubt widens.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).sum(Payments.amount_fen) | Payments.of(Person).where(Payments.checked).sum(Payments.amount_fen)
            p1     | 40.00         | 10.00
            p2     | 40.00         | [10.00, 40.00]
            p3     | [30.00, ]     | [30.00, ]
            p4     | [0.00, 10.00] | [0.00, 10.00]
            p5     | 0.00          | 0.00
            """,
        ),
        rows(
            "A sum too large to be held is undefined, never wrapped.",
            {"payments": """
            person | paid_on    | amount_fen           | checked
            p1     | 2025-01-10 | 46116860184273879.04 | yes
            p1     | 2025-02-10 | 46116860184273879.04 | yes
            p1     | 2025-03-10 | 46116860184273879.04 | yes
            """},
            """
            person | Payments.of(Person).sum(Payments.amount_fen) | why Payments.of(Person).sum(Payments.amount_fen)
            p1     | unknown | undefined sum(rows(), payments.amount_fen)
            """,
        ),
        rows(
            "A sum of what may be negative is open on both sides.",
            {"payments": """
            person | paid_on    | balance_fen | checked
            p1     | 2025-01-10 | -10         | yes
            p1     | 2025-02-10 | 30          |
            p2     | 2025-01-10 | -10         |
            p2     | 2025-02-10 |             | yes
            """},
            """
            person | Payments.of(Person).where(Payments.checked).sum(Payments.balance_fen)
            p1     | [-10.00, 20.00]
            p2     | unknown
            """,
        ),
        rows(
            "Different values: an empty one may be new or one of the others.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).distinct(Payments.kind) | why Payments.of(Person).distinct(Payments.kind)
            p1     | 2      | -
            p2     | 1      | -
            p3     | [1, 2] | empty payments.kind
            p5     | 0      | -
            """,
        ),
        rows(
            "The least and the greatest, and what they are if there is no row.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).greatest(Payments.amount_fen, if_none=0) | Payments.of(Person).least(Payments.amount_fen, if_none=unknown) | Payments.of(Person).where(Payments.checked).greatest(Payments.amount_fen, if_none=0)
            p1     | 30.00         | 10.00         | 10.00
            p2     | 30.00         | 10.00         | [10.00, 30.00]
            p3     | [30.00, ]     | [0.00, 30.00] | [30.00, ]
            p4     | [0.00, 10.00] | unknown       | [0.00, 10.00]
            p5     | 0.00          | unknown       | 0.00
            """,
        ),
        rows(
            "The mean, as an exact ratio of fen.",
            {"payments": """
            person | paid_on    | amount_fen | checked
            p1     | 2025-01-10 | 0.10       | yes
            p1     | 2025-02-10 | 0.20       | yes
            p1     | 2025-03-10 | 0.20       | yes
            p2     | 2025-01-10 | 0.10       | yes
            p2     | 2025-02-10 | 0.40       |
            """},
            """
            person | Payments.of(Person).mean(Payments.amount_fen, if_none=0) | Payments.of(Person).where(Payments.checked).mean(Payments.amount_fen, if_none=0)
            p1     | 50/3 | 50/3
            p2     | 50/2 | [10/1, 40/1]
            p3     | 0/1  | 0/1
            """,
        ),
        rows(
            "If no row at all means unknown, that is a gap.",
            {"payments": PAYMENTS},
            """
            person | Payments.of(Person).last(Payments.kind, if_none=unknown) | why Payments.of(Person).last(Payments.kind, if_none=unknown)
            p2     | cash    | -
            p5     | unknown | gap payments
            """,
        ),
        rows(
            "The one row of a register keyed by its subject.",
            {"firms": """
            firm | size  | staff
            f1   | small | 12
            f2   |       | 40
            f4   | small | 12
            f4   | small | 15
            """},
            """
            firm | Firms.of(Enterprise).size | Firms.of(Enterprise).staff | Firms.of(Enterprise).exists() | why Firms.of(Enterprise).size | why Firms.of(Enterprise).staff
            f1   | small   | 12       | yes | -                | -
            f2   | unknown | 40       | yes | empty firms.size | -
            f3   | unknown | unknown  | no  | gap firms        | gap firms
            f4   | small   | [12, 15] | yes | -                | conflict firms
            """,
            note="Two rows that agree are one; where they disagree, neither is chosen.",
        ),
    ),
)  # fmt: skip
