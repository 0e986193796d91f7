from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Comparison",
    """
`<= < >= > == !=` between quantities of one unit. 以上, 以下, 以内 include the number (Civil Code
art. 1259), so write `>=` and `<=` for them.
""",
    (
        values(
            "At the limit itself.",
            """
            n: integer | n >= 5 | n > 5 | n <= 5 | n < 5 | n == 5 | n != 5
            4          | no     | no    | yes    | yes   | no     | yes
            5          | yes    | no    | yes    | no    | yes    | no
            6          | yes    | yes   | no     | no    | no     | yes
            """,
        ),
        values(
            "With one value between ends.",
            """
            n: integer | n >= 5  | n > 5   | n <= 5  | n < 5   | n == 5  | n != 5
            [5, 7]     | yes     | unknown | unknown | no      | unknown | unknown
            [6, 7]     | yes     | yes     | no      | no      | no      | yes
            [3, 5]     | unknown | no      | yes     | unknown | unknown | unknown
            [3, 4]     | no      | no      | yes     | yes     | no      | yes
            [5, 5]     | yes     | no      | yes     | no      | yes     | no
            """,
        ),
        values(
            "With both between ends: decided where they do not overlap.",
            """
            a: integer | b: integer | a <= b  | a < b   | a == b  | a > b
            [1, 3]     | [3, 5]     | yes     | unknown | unknown | no
            [1, 3]     | [4, 5]     | yes     | yes     | no      | no
            [1, 3]     | [2, ]      | unknown | unknown | unknown | unknown
            [4, 6]     | [1, 3]     | no      | no      | no      | yes
            """,
        ),
        values(
            "Dates compare with never as the latest of all.",
            """
            d: date                  | d <= day('2025-07-01') | d > day('2025-07-01')
            2025-07-01               | yes                    | no
            never                    | no                     | yes
            [2025-06-01, 2025-06-30] | yes                    | no
            [2025-06-01, never]      | unknown                | unknown
            """,
        ),
        values(
            "A reason is on whichever side it lies.",
            """
            a: integer | b: integer | a <= b  | why a <= b
            1          | unknown    | unknown | empty b
            unknown    | unknown    | unknown | empty a, empty b
            """,
        ),
    ),
)
