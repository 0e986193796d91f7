"""Which firm has staff all over the city? One, with 100,000 people in a city of eight million."""

from __future__ import annotations

from zhiban.made_up import geography, known
from zhiban.made_up.firms import Firm

#: Its number is the same in every block: one firm, many deliveries of its staff.
ID = "虚构E900000"
INDUSTRY, DISTRICT = "39", "500106"
#: Staff for a thousand people of the city.
STAFF_PER_THOUSAND = 12.5
#: Share of all who are taken on that it takes on, so that its insured come near its staff.
OF_HIRED = 0.065


def giant(people: int) -> Firm:
    """The firm in a city of so many people; its staff is what is on record."""
    industry = next(one for one in known.industries() if one.code == INDUSTRY)
    firm = Firm(ID, "enterprise", industry, geography.centre(DISTRICT), known.FIRST_MONTH)
    firm.wage_yuan = industry.wage
    firm.staff = max(1, int(people * STAFF_PER_THOUSAND / 1000))
    firm.size = "large" if firm.staff >= 1000 else ""
    firm.is_cast = True  # chance empties none of its cells and gives it no loan
    return firm
