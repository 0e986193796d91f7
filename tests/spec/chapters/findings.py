# ruff: noqa: E501 - a table is as wide as it is
from tests.spec.rules.leave import ended, leave
from tests.spec.rules.notice import notice
from tests.spec.rules.refund import refund
from tests.spec.rules.sizes import sizes
from tests.spec.rules.twice import twice
from tests.spec.specs import Chapter, rule

CHAPTER = Chapter(
    "Rules and findings",
    """
A rule is yes if its text is in force and every article holds, no if one surely does not, unknown
otherwise. A no names the articles not met with what was found and required; an unknown names every
missing piece. The rules of this chapter lie in `tests/spec/rules`: `refund` (laid off ÷ staff at
most 5.5 %, in good standing; 60 % of what was paid up to 30 staff, 30 % above), the grade `sizes`,
the watch `twice` (a month both drawn and insured, unless the contract had ended), the duty
`notice`.
""",
    (
        rule(
            "Yes, no, unknown.",
            refund,
            """
            occasion | laid_off | staff | honest  | paid_fen | verdict | amount | unmet                          | why
            2024     | 11       | 200   | yes     | 1000.00  | yes     | 300.00 | -                              | -
            2024     | 12       | 200   | yes     | 1000.00  | no      | -      | few_laid_off                   | -
            2024     | 12       | 200   | no      | 1000.00  | no      | -      | few_laid_off, in_good_standing | -
            2024     | 11       | 200   | unknown | 1000.00  | unknown | -      | -                              | empty honest
            2024     | unknown  | 200   | yes     | 1000.00  | unknown | -      | -                              | empty laid_off
            2024     | unknown  | 200   | no      | 1000.00  | no      | -      | in_good_standing               | -
            """,
        ),
        rule(
            "A no says what was found and what was required.",
            refund,
            """
            occasion | laid_off | staff | honest | paid_fen | found
            2024     | 12       | 200   | yes    | 1000.00  | ratio(laid_off, staff) 12/200, required <= 11/200
            2024     | 0        | 200   | no     | 1000.00  | honest false, required true
            """,
        ),
        rule(
            "A yes whose amount is not known is unpriced: at least, at most, and why.",
            refund,
            """
            occasion | laid_off | staff    | honest | paid_fen | verdict | amount | out amount_at_least | out amount_at_most | out amount_because
            2024     | 0        | 20       | yes    | unknown  | yes     | -      | 0.00                | -                  | empty paid_fen
            2024     | 0        | [20, 40] | yes    | 1000.00  | yes     | -      | 300.00              | 600.00             | empty staff
            """,
        ),
        rule(
            "A figure that nobody has read in its text is named where it may have been used.",
            refund,
            """
            occasion | laid_off | staff    | honest  | paid_fen | verdict | amount | out unconfirmed
            2024     | 0        | 20       | yes     | 1000.00  | yes     | 600.00 | -
            2024     | 0        | 40       | yes     | 1000.00  | yes     | 300.00 | large
            2024     | 0        | [20, 40] | yes     | 1000.00  | yes     | -      | large
            2024     | 0        | 20       | unknown | 1000.00  | unknown | -      | -
            """,
            note="Of units with more than 30 staff the share is only remembered.",
        ),
        rule(
            "Outside the days its text is in force, a rule is no.",
            refund,
            """
            occasion | laid_off | staff | honest | paid_fen | verdict | unmet        | found
            2023     | 0        | 20    | yes    | 1000.00  | no      | not_in_force | law_on 2023-12-31, required 2024-01-01..
            """,
        ),
        rule(
            "A text without an end is in force on every later day, known or not.",
            leave,
            """
            left_on                  | asked | verdict | why
            [2020-01-01, ]           | yes   | yes     | -
            [2019-12-31, ]           | yes   | unknown | empty left_on
            [, 2019-12-31]           | yes   | no      | -
            unknown                  | no    | no      | -
            """,
        ),
        rule(
            "One with an end is not.",
            ended,
            """
            left_on                  | asked | verdict | why
            [2020-01-01, 2024-12-31] | yes   | yes     | -
            [2020-01-01, ]           | yes   | unknown | empty left_on
            [2025-01-01, ]           | yes   | no      | -
            """,
        ),
        rule(
            "Without a register of grants, what an exclusion leaves is not checked.",
            refund,
            """
            occasion | laid_off | staff | honest | paid_fen | out unchecked | out payable
            2024     | 0        | 20    | yes    | 1000.00  | other_refund  | -
            """,
        ),
        rule(
            "A grade is yes with a class, unknown with the classes that are possible.",
            sizes,
            """
            active  | staff     | verdict | out class | out possible          | why
            yes     | 299       | yes     | small     | -                     | -
            yes     | 300       | yes     | medium    | -                     | -
            yes     | [10, 500] | unknown | -         | micro, small, medium  | empty staff
            no      | 299       | no      | -         | -                     | -
            unknown | 299       | unknown | -         | small                 | empty active
            """,
        ),
        rule(
            "A watch is yes only on rows; a sure exception makes it no, one in doubt unknown, and silence where a register speaks (here: left no) does not excuse.",
            twice,
            """
            insured | drew    | left    | verdict | out consequence | unmet | why
            yes     | yes     | no      | yes     | verify          | -     | -
            yes     | yes     | yes     | no      | -               | left  | -
            yes     | yes     | unknown | unknown | -               | -     | empty left
            unknown | yes     | no      | unknown | -               | -     | empty insured
            unknown | unknown | unknown | unknown | -               | -     | empty drew, empty insured, empty left
            no      | yes     | unknown | no      | -               | insured | -
            """,
        ),
        rule(
            "A duty is yes as long as it is owed and not done.",
            notice,
            """
            asked | due_on     | told    | as_of      | verdict | out state | out due_on | unmet | next change
            yes   | 2025-07-01 | no      | 2025-07-01 | yes     | due       | 2025-07-01 | -     | 2025-07-02
            yes   | 2025-07-01 | no      | 2025-07-02 | yes     | overdue   | 2025-07-01 | -     | -
            yes   | 2025-07-01 | yes     | 2025-07-02 | no      | -         | -          | done  | -
            yes   | 2025-07-01 | unknown | 2025-07-02 | unknown | overdue   | 2025-07-01 | -     | -
            no    | 2025-07-01 | no      | 2025-07-02 | no      | -         | -          | asked | -
            """,
        ),
        rule(
            "A day known within bounds changes things after its first and after its last day.",
            notice,
            """
            asked | due_on                   | told | as_of      | verdict | out state | next change
            yes   | [2025-07-01, 2025-09-01] | no   | 2025-06-01 | yes     | due       | 2025-07-02
            yes   | [2025-07-01, 2025-09-01] | no   | 2025-07-02 | yes     | unknown   | 2025-09-02
            """,
        ),
    ),
)  # fmt: skip
