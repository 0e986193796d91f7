# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Rounding",
    """
A rounding names its unit (`fen`, `jiao`, `yuan`), its way and the text that says so. It works on
the size of an amount, so that a debt rounds like the payment it mirrors.
""",
    (
        values(
            "Half up, half even, down, up, to a whole fen.",
            """
            a_fen: money | r: ratio>=0 | (a_fen * r).rounded(to='fen', how='half_up', law='x') | (a_fen * r).rounded(to='fen', how='half_even', law='x') | (a_fen * r).rounded(to='fen', how='down', law='x') | (a_fen * r).rounded(to='fen', how='up', law='x')
            0.01         | 1/2         | 0.01 | 0.00 | 0.00 | 0.01
            0.03         | 1/2         | 0.02 | 0.02 | 0.01 | 0.02
            0.05         | 1/2         | 0.03 | 0.02 | 0.02 | 0.03
            -0.05        | 1/2         | -0.03 | -0.02 | -0.02 | -0.03
            0.10         | 1/3         | 0.03 | 0.03 | 0.03 | 0.04
            1.00         | 1/1         | 1.00 | 1.00 | 1.00 | 1.00
            """,
        ),
        values(
            "To a jiao and to a yuan.",
            """
            a_fen: money | r: ratio>=0 | (a_fen * r).rounded(to='jiao', how='half_up', law='x') | (a_fen * r).rounded(to='yuan', how='half_up', law='x') | (a_fen * r).rounded(to='yuan', how='up', law='x')
            2.50         | 1/1         | 2.50 | 3.00 | 3.00
            2.49         | 1/1         | 2.50 | 2.00 | 3.00
            2.44         | 1/1         | 2.40 | 2.00 | 3.00
            """,
        ),
        values(
            "Each end is rounded; nothing is lost on the way, whatever the size.",
            """
            a_fen: money         | r: ratio>=0 | (a_fen * r).rounded(to='fen', how='half_up', law='x')
            [0.10, 0.20]         | 1/4         | [0.03, 0.05]
            10000000000000000.01 | 35/10000    | 35000000000000.00
            10.00                | unknown     | [0.00, ]
            """,
        ),
    ),
)
