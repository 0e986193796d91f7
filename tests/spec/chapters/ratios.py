# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Ratios and rates",
    """
A ratio is two whole numbers and stays so: 2/40 is exactly 5 %. It is compared, multiplied with
money, and shown. A quotient whose denominator is not above 0 is undefined.
""",
    (
        values(
            "Exact at the limit.",
            """
            laid_off: integer>=0 | staff: integer>=0 | ratio(laid_off, staff) | ratio(laid_off, staff) <= Fraction(11, 200)
            2                    | 40                | 2/40                   | yes
            11                   | 200               | 11/200                 | yes
            3                    | 54                | 3/54                   | no
            """,
        ),
        values(
            "Nothing is divided by zero: undefined is unknown with its reason.",
            """
            a: integer>=0 | b: integer>=0 | ratio(a, b) | ratio(a, b) <= Fraction(1, 2) | why ratio(a, b)
            3             | 0             | unknown     | unknown                       | undefined ratio(a, b)
            0             | 0             | unknown     | unknown                       | undefined ratio(a, b)
            3             | unknown       | unknown     | unknown                       | empty b
            """,
        ),
        values(
            "Ends of both sides; a denominator that is surely above 0 decides.",
            """
            a: integer>=0 | b: integer>=0 | ratio(a, b)   | ratio(a, b) <= 1
            [2, 4]        | 8             | [2/8, 4/8]    | yes
            2             | [4, 8]        | [2/8, 2/4]    | yes
            2             | [4, ]         | [0/1, 2/4]    | yes
            2             | [0, 8]        | unknown       | unknown
            unknown       | 4             | [0/4, ]       | unknown
            """,
        ),
        values(
            "at_most and at_least mix whole numbers and ratios.",
            """
            a: integer>=0 | b: integer>=0 | at_most(ratio(a, b), 1) | at_least(ratio(a, b), 1)
            3             | 2             | 1/1                     | 3/2
            1             | 2             | 1/2                     | 1/1
            unknown       | 2             | [0/2, 1/1]              | [1/1, ]
            """,
        ),
    ),
)
