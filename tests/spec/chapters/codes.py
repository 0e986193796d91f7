# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Codes, classes, texts",
    """
A code is one of a list, without order. A class of an ordered list has a lowest and a highest and is
compared by its place. Texts are compared for equality only.
""",
    (
        values(
            "is_in asks whether the code is one of those named.",
            """
            k: code(a b c) | k.is_in('a', 'b') | k == 'a' | k != 'a' | why k.is_in('a', 'b')
            a              | yes               | yes      | no       | -
            b              | yes               | no       | yes      | -
            c              | no                | no       | yes      | -
            unknown        | unknown           | unknown  | unknown  | empty k
            """,
        ),
        values(
            "Between ends of an ordered list, is_in is decided if all classes agree.",
            """
            size: ordered(micro small medium large) | size.is_in('micro', 'small') | size.is_in('micro', 'large') | size >= 'small'
            small                                   | yes                          | no                           | yes
            [micro, small]                          | yes                          | unknown                      | unknown
            [medium, large]                         | no                           | unknown                      | yes
            [small, medium]                         | unknown                      | no                           | yes
            unknown                                 | unknown                      | unknown                      | unknown
            """,
        ),
        values(
            "Subjects and texts are the same or not.",
            """
            a: firm | b: firm | a == b  | a != b
            f1      | f1      | yes     | no
            f1      | f2      | no      | yes
            f1      | unknown | unknown | unknown
            """,
        ),
    ),
)
