# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.registers import Firms
from tests.spec.specs import Chapter, rows

from zhiban.language import Enterprise, fact

small = fact(
    "small_firm", "小微企业", Firms.of(Enterprise).size <= "small", title_en="a small firm"
)
staff = fact("staff", "人数", Firms.of(Enterprise).staff, title_en="staff")
GIVEN = {
    "persons": """
    person | born_on    | employer
    p1     | 1990-01-01 | f1
    p2     | 1990-01-01 | f2
    p3     | 1990-01-01 | f3
    p4     | 1990-01-01 |
    """,
    "firms": """
    firm | size  | staff
    f1   | micro | 9
    f2   |       | 12
    """,
}
FACTS = {"small": small, "staff": staff}

CHAPTER = Chapter(
    "Another subject's facts",
    """
A column that names another subject leads to its declared facts: `row.employer[small]`, where
`small = fact("small_firm", …, Firms.of(Enterprise).size <= "small")`. The fact is worked out on the
other side; whatever is missing there is a reason here.
""",
    (
        rows(
            "From a person to the employer.",
            GIVEN,
            """
            person | Persons.of(Person).employer[small] | Persons.of(Person).employer[staff] | why Persons.of(Person).employer[small]
            p1     | yes     | 9       | -
            p2     | unknown | 12      | empty firms.size
            p3     | unknown | unknown | gap firms
            p4     | unknown | unknown | empty persons.employer
            """,
            names=FACTS,
            facts=FACTS,
        ),
        rows(
            "From each row: payments by small firms.",
            GIVEN | {"payments": """
            person | firm | paid_on    | amount_fen
            p1     | f1   | 2025-01-10 | 10
            p1     | f2   | 2025-01-11 | 20
            p2     | f1   | 2025-01-10 | 10
            p3     |      | 2025-01-10 | 10
            """},
            """
            person | Payments.of(Person).where(Payments.firm[small]).sum(Payments.amount_fen) | why Payments.of(Person).where(Payments.firm[small]).sum(Payments.amount_fen)
            p1     | [10.00, 30.00] | empty firms.size
            p2     | 10.00          | -
            p3     | [0.00, 10.00]  | empty payments.firm
            p5     | 0.00           | -
            """,
            names=FACTS,
            facts=FACTS,
        ),
        rows(
            "The rows about a subject are those whose column names it; an empty one names nobody.",
            {"payments": """
            person | firm | paid_on    | amount_fen
            p1     | f1   | 2025-01-10 | 10
            p2     |      | 2025-01-10 | 20
            """},
            """
            firm | Payments.of(Enterprise).sum(Payments.amount_fen)
            f1   | 10.00
            f2   | 0.00
            """,
        ),
    ),
)  # fmt: skip
