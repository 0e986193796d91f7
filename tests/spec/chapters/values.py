# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows, values

CHAPTER = Chapter(
    "Values and the unknown",
    """
A value is known, or it is known to lie between two ends, or nothing is known of it. What is not
known is never read as no, zero or none. "There is none" is something else: it is known, and every
operation that may meet it says what it means.
""",
    (
        values(
            "A number of which nothing is known decides nothing.",
            """
            n: integer | n + 1   | n >= 5  | n == n
            7          | 8       | yes     | yes
            unknown    | unknown | unknown | unknown
            """,
        ),
        values(
            "Ends are carried along and decide as soon as they can.",
            """
            n: integer | n + 1   | n >= 5  | n <= 9
            [6, 8]     | [7, 9]  | yes     | yes
            [2, 8]     | [3, 9]  | unknown | yes
            [2, ]      | [3, ]   | unknown | unknown
            [, 4]      | [, 5]   | no      | yes
            [12, ]     | [13, ]  | yes     | no
            """,
        ),
        values(
            "A register or a fact may promise a floor; then a missing number is at least that.",
            """
            n: integer>=0 | n + 1  | n >= 0 | n >= 1  | n < 0
            unknown       | [1, ]  | yes    | unknown | no
            """,
        ),
        values(
            "A missing class of an ordered list lies between the lowest and the highest.",
            """
            size: ordered(small middle large) | size >= 'small' | size <= 'middle'
            unknown                            | yes             | unknown
            [middle, large]                    | yes             | unknown
            [small, middle]                    | yes             | yes
            """,
        ),
        values(
            "A missing date or month may be any, and it may be never.",
            """
            d: date    | d <= day('2025-07-01') | month_of(d) | why month_of(d)
            2025-06-30 | yes                    | 2025-06     | -
            never      | no                     | never       | -
            unknown    | unknown                | unknown     | empty d
            """,
        ),
        rows(
            "An empty cell is unknown; an amount that cannot be negative is then at least 0.",
            {"payments": """
            person | paid_on    | amount_fen | balance_fen
            p1     | 2025-01-10 | 20         | 20
            p1     | 2025-02-10 |            |
            p2     | 2025-01-10 | 20         | -5
            """},
            """
            person | Payments.of(Person).sum(Payments.amount_fen) | Payments.of(Person).sum(Payments.balance_fen) | why Payments.of(Person).sum(Payments.amount_fen)
            p1     | [20.00, ]                                    | unknown                                       | empty payments.amount_fen
            p2     | 20.00                                        | -5.00                                         | -
            p3     | 0.00                                         | 0.00                                          | -
            """,
            note="In the tables money is written in yuan; in files and in memory it is whole fen.",
        ),
    ),
)  # fmt: skip
