"""May a benefit be granted so many times, be it a number or a value that differs by year?"""

from zhiban.language import Person, at_most_times, given, when
from zhiban.language.combining import case
from zhiban.model import nodes as n
from zhiban.model.types import Integer, Truth

granted = given("grants", "次数", Integer(), subject=Person)
urgent = given("urgent", "急需", Truth(), subject=Person)


def test_a_number_is_kept():
    limit = at_most_times(3, granted=granted, law="每年至多三次")
    assert (limit.times, limit.granted) == (3, granted.node)


def test_a_value_is_held_as_the_grants_beyond_it():
    times = case(when(urgent, 3), otherwise=1)
    limit = at_most_times(times, granted=granted, law="每年一次，急需紧缺再加两次")
    assert limit.times == 0
    assert limit.granted == n.Subtract(Integer(), granted.node, times.node)
