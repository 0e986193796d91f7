# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.rules.bounty import bounty
from tests.spec.specs import Chapter, rule

CHAPTER = Chapter(
    "Counted once",
    """
One graduate counts for one firm. Of several sure claims the one with the earliest event stands; the
others are no, and name the winner. What is unknown does not compete.
""",
    (
        rule(
            "The earliest hire wins; one whose day is unknown comes after all that have one.",
            bounty,
            """
            id | kept    | graduate | hired_on   | verdict | amount  | unmet        | found
            f1 | yes     | g1       | 2025-03-02 | no      | -       | counted_once | g1 f2, required one claim
            f2 | yes     | g1       | 2025-03-01 | yes     | 1500.00 | -            | -
            f3 | yes     | g1       | unknown    | no      | -       | counted_once | g1 f2, required one claim
            f4 | yes     | g2       | 2025-03-02 | yes     | 1500.00 | -            | -
            """,
        ),
        rule(
            "An unknown claim does not block a sure one, nor is it shut out.",
            bounty,
            """
            id | kept    | graduate | hired_on   | verdict | unmet
            f1 | unknown | g1       | 2025-03-01 | unknown | -
            f2 | yes     | g1       | 2025-03-02 | yes     | -
            f3 | no      | g1       | 2025-02-01 | no      | kept
            """,
        ),
        rule(
            "On one day, the smaller id.",
            bounty,
            """
            id | kept | graduate | hired_on   | verdict
            f2 | yes  | g1       | 2025-03-01 | no
            f1 | yes  | g1       | 2025-03-01 | yes
            """,
        ),
    ),
)  # fmt: skip
