# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Choices: case, assume, readings",
    """
`case` takes the value of the first condition that holds. `assume` gives silence a value because a
text does. `readings` keeps two lawful readings of one text apart.
""",
    (
        values(
            "The first condition that holds; the hull of what is reachable if one is unknown.",
            """
            a: truth | b: truth | case(when(a, 10), when(b, 20), otherwise=30) | why case(when(a, 10), when(b, 20), otherwise=30)
            yes      | unknown  | 10       | -
            no       | yes      | 20       | -
            no       | no       | 30       | -
            unknown  | yes      | [10, 20] | empty a
            no       | unknown  | [20, 30] | empty b
            unknown  | unknown  | [10, 30] | empty a, empty b
            """,
        ),
        values(
            "What is not reachable does not matter, nor does a choice between equals.",
            """
            a: truth | n: integer | case(when(a, 5), otherwise=n) | why case(when(a, 5), otherwise=n)
            yes      | unknown    | 5       | -
            no       | unknown    | unknown | empty n
            unknown  | 5          | 5       | -
            unknown  | 8          | [5, 8]  | empty a
            """,
        ),
        values(
            "A code is known only if every reachable one is the same.",
            """
            a: truth | k: code(x y) | case(when(a, k), otherwise=k) | case(when(a, 'x'), otherwise=k)
            unknown  | x            | x       | x
            unknown  | y            | y       | unknown
            unknown  | unknown      | unknown | unknown
            """,
        ),
        values(
            "assume stands in where nothing is known, and only where nothing speaks against it.",
            """
            n: integer>=0 | assume(n, 3, because='第九条') | assume(n, 0, because='第九条')
            7             | 7      | 7
            unknown       | 3      | 0
            [2, 5]        | 3      | [2, 5]
            [4, 5]        | [4, 5] | [4, 5]
            """,
        ),
        values(
            "For a truth too.",
            """
            a: truth | assume(a, False, because='第九条')
            yes      | yes
            no       | no
            unknown  | no
            """,
        ),
        values(
            "Two readings: known only where both agree; otherwise the law is the reason.",
            """
            a: integer | b: integer | readings(a, b, law='某函') | readings(a, b, law='某函') >= 5 | why readings(a, b, law='某函')
            7          | 7          | 7       | yes     | -
            7          | 9          | [7, 9]  | yes     | law 某函
            3          | 9          | [3, 9]  | unknown | law 某函
            unknown    | 9          | unknown | unknown | empty a
            9          | unknown    | unknown | unknown | empty b
            """,
        ),
    ),
)
