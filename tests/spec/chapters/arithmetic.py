from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Arithmetic and money",
    """
Whole numbers and money are exact. `+` and `−` need one unit on both sides. A factor must not be
able to be negative. Money × a fraction is an unrounded amount: it becomes money only through
`.rounded(…)`. Beyond 2⁶² a number is undefined, never wrapped.
""",
    (
        values(
            "Ends are added; a difference turns the ends of what is taken away around.",
            """
            a: integer | b: integer | a + b   | a - b
            5          | 3          | 8       | 2
            [1, 2]     | [10, 20]   | [11, 22] | [-19, -8]
            [1, ]      | 3          | [4, ]   | [-2, ]
            3          | [1, ]      | [4, ]   | [, 2]
            unknown    | 3          | unknown | unknown
            """,
        ),
        values(
            "A product with a factor that is 0 or more.",
            """
            a: integer | f: integer>=0 | a * f
            5          | 3             | 15
            -5         | [1, 3]        | [-15, -5]
            [-2, 4]    | [1, 3]        | [-6, 12]
            5          | unknown       | [0, ]
            -5         | unknown       | [, 0]
            unknown    | 0             | unknown
            """,
        ),
        values(
            "Money by a number of months is money.",
            """
            pay_fen: money | months: integer>=0 | pay_fen * months | pay_fen + pay_fen
            1864.00        | 3                  | 5592.00          | 3728.00
            [10.00, 20.00] | 2                  | [20.00, 40.00]   | [20.00, 40.00]
            """,
        ),
        values(
            "What is too large is undefined, and says so.",
            """
            a: integer          | a + a               | why a + a         | a + a >= 7
            2305843009213693952 | 4611686018427387904 | -                 | yes
            2305843009213693953 | unknown             | undefined add(a, a) | unknown
            """,
        ),
        values(
            "at_most and at_least cap a value; an end is known as soon as one side gives it.",
            """
            n: integer | at_most(n, 10) | at_least(n, 10)
            7          | 7              | 10
            12         | 10             | 12
            [7, 12]    | [7, 10]        | [10, 12]
            unknown    | [, 10]         | [10, ]
            """,
        ),
    ),
)
