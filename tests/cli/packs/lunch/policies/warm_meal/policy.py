"""Who gets a warm meal?"""

from lunch.facts import guest, hunger, years
from zhiban.language import Basis, Document, Person, Policy, article, judged_day, once, parameter

warm_meal = Policy(
    id="warm_meal",
    title="热餐",
    title_en="A warm meal",
    subject=Person,
    per=once,
    law_on=judged_day,
    basis=Basis((Document("试〔2025〕1号", "虚构的热餐办法", "厨房", "2025-01-01", "2025-01-01"),)),
    lane="tell",
    entitled=[
        article("old_enough", "一", "年满规定岁数", years >= parameter("years_min")),
        article("hungry", "二", "饿了", hunger.is_in("some", "great")),
        article("no_guest", "三", "不是客人", ~guest),
    ],
    closes_when="吃过了",
)
