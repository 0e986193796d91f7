# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.specs import Chapter, rows, values

VISITS = """
person | no | seen_on    | match
p1     | 1  | 2025-02-10 | exact
p2     | 1  | 2025-02-10 | probable
p2     | 2  | 2025-03-10 | confirmed
p3     | 1  | 2025-02-10 |
p4     | 1  | 2025-02-10 | probable
p4     | 2  | 2025-03-10 | exact
"""
SEEN = "Visits.of(Person).where(exact(Visits.match)).exists()"
TIMES = "Visits.of(Person).where(exact(Visits.match)).count()"
FRESH = "fresh(income_fen, dated=on, max_age=24)"

CHAPTER = Chapter(
    "Old evidence, doubtful links, estimates",
    """
What is too old, or was joined to a person by a guess, is not wrong: it is unknown, with a reason of
its own. `fresh(value, dated=…, max_age=…)` holds a value for so many months after its day (G14);
`exact(R.match)` is yes for a row joined by an exact key and unknown for every other (G5);
`spread(…)` divides a sum among months and marks every fact made of it as an estimate (G3).
""",
    (
        values(
            "Evidence of 24 months ago still counts, a day more and it is stale; what is stale is unknown, never nought.",
            f"""
            income_fen: money>=0 | on: date | as_of | {FRESH} | why {FRESH} | {FRESH} <= 100000
            800.00     | 2023-07-01 | 2025-06-30 | 800.00 | - | yes
            800.00     | 2023-07-01 | 2025-07-01 | 800.00 | - | yes
            800.00     | 2023-07-01 | 2025-07-02 | [0.00, ] | stale on | unknown
            800.00     | unknown    | 2025-07-01 | [0.00, ] | empty on, stale on | unknown
            unknown    | 2025-06-01 | 2025-07-01 | [0.00, ] | empty income_fen | unknown
            [0, 800]   | 2025-06-01 | 2025-07-01 | [0, 800] | empty income_fen | yes
            """,
        ),
        rows(
            "A row joined by no exact key never proves anything; one that is proves it beside others.",
            {"visits": VISITS},
            f"""
            person | {SEEN} | why {SEEN} | {TIMES}
            p1     | yes     | -                       | 1
            p2     | unknown | link visits.match       | [0, 2]
            p3     | unknown | empty visits.match, link visits.match | [0, 1]
            p4     | yes     | -                       | [1, 2]
            p5     | no      | -                       | 0
            """,
        ),
        values(
            "A sum spread over months, each rounded alike.",
            """
            year_fen: money>=0 | spread(year_fen, over=12, how='half_up', law='x')
            1200.00    | 100.00
            100.00     | 8.33
            unknown    | [0.00, ]
            """,
        ),
    ),
)
