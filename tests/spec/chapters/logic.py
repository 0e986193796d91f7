from tests.spec.specs import Chapter, values

CHAPTER = Chapter(
    "Logic",
    """
Kleene's three values: an answer is given as soon as the known parts decide it, whatever the unknown
ones turn out to be. Conditions are joined with `all_of`, `any_of`, `~`, or `&` and `|`; Python's
`and`, `or`, `not` are refused.
""",
    (
        values(
            "No wins in all_of, yes wins in any_of.",
            """
            a: truth | b: truth | all_of(a, b) | any_of(a, b) | ~a
            yes      | yes      | yes          | yes          | no
            yes      | no       | no           | yes          | no
            yes      | unknown  | unknown      | yes          | no
            no       | yes      | no           | yes          | yes
            no       | no       | no           | no           | yes
            no       | unknown  | no           | unknown      | yes
            unknown  | yes      | unknown      | yes          | unknown
            unknown  | no       | no           | unknown      | unknown
            unknown  | unknown  | unknown      | unknown      | unknown
            """,
        ),
        values(
            "No condition at all is a yes, no alternative at all is a no.",
            """
            a: truth | all_of() | any_of() | all_of(a) | any_of(a)
            yes      | yes      | no       | yes       | yes
            unknown  | yes      | no       | unknown   | unknown
            """,
        ),
        values(
            "Only what could still change the answer is a reason.",
            """
            a: truth | b: truth | c: truth | any_of(all_of(a, b), c) | why any_of(all_of(a, b), c)
            unknown  | unknown  | unknown  | unknown                 | empty a, empty b, empty c
            unknown  | no       | unknown  | unknown                 | empty c
            unknown  | yes      | no       | unknown                 | empty a
            unknown  | unknown  | yes      | yes                     | -
            no       | unknown  | no       | no                      | -
            """,
        ),
        values(
            "The three values are sound, now and then cautious: nothing looks for a contradiction.",
            """
            a: truth | any_of(a, ~a) | all_of(a, ~a)
            unknown  | unknown       | unknown
            yes      | yes           | no
            """,
        ),
    ),
)
