"""What came before and after the loss of a job, whichever benefit asks?

Values, not facts: the benefit and the allowance each declare them about their own occasion.
"""

from zhiban.language import NEVER, Person, between, first_day, month_of
from zhiban_packs.insurance.facts.scheme import BEGAN
from zhiban_packs.insurance.registers.benefits import Benefits
from zhiban_packs.insurance.registers.contributions import Contributions
from zhiban_packs.insurance.registers.pensions import Pensions
from zhiban_packs.insurance.registers.stops import Stops


def last_month_drawn(ended_on):
    """The last month of benefit drawn up to the loss of the job."""
    drawn = Benefits.of(Person).during(between(BEGAN, ended_on))
    return drawn.greatest(Benefits.for_month, if_none=NEVER)


def insured_again_on(insured, ended_on):
    """The first day of the first later month among the rows `insured`."""
    later = insured.since(ended_on).where(Contributions.for_month > month_of(ended_on))
    return first_day(later.least(Contributions.for_month, if_none=NEVER))


def pension_first_drawn_on():
    """The first day of a basic pension of any scheme."""
    basic = Pensions.of(Person).since(BEGAN).where(Pensions.scheme.is_in("110", "120", "170"))
    return basic.least(Pensions.first_drawn_on, if_none=NEVER)


def first_stop_on(kind, ended_on):
    """The first day of a stopping event of `kind` since the loss of the job."""
    events = Stops.of(Person).since(ended_on).where(Stops.kind.is_in(kind))
    return events.least(Stops.happened_on, if_none=NEVER)
