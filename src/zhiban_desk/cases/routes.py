"""Whose is a case? The nearest who works in its area, is there, and has least to do.

Nearest: the longest area that still holds the case. Who is away is stood in for by the deputy, if
the deputy may work there. Where nobody works, it is the supervisor's; so no case is ever without an
owner. An office without a supervisor takes in nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db.models import Count

from zhiban.errors import Problem, UsageError
from zhiban_desk.accounts.models import Post, User
from zhiban_desk.cases.models import Case
from zhiban_desk.cases.states import LIVE
from zhiban_desk.rights.areas import is_in
from zhiban_desk.rights.table import roles_for


class Routes:
    """Owners as of one day; what it gives out is counted, so that a batch is spread."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self.posts = {
            action: list(
                Post.objects.filter(role__in=roles_for(action), user__is_active=True)
                .select_related("user").order_by("user__login")
            )
            for action in ("work_cases", "hand_over")
        }  # fmt: skip
        live = Case.objects.filter(state__in=LIVE).values_list("owner")
        self.load = Counter(dict(live.annotate(Count("pk"))))
        self._there: dict[int, User | None] = {}

    def owner(self, area: str) -> User:
        """Who gets a case of an area; nobody at all to be found → UsageError."""
        found = self._nearest("work_cases", area) or self._nearest("hand_over", area)
        # Everybody is away: better one who comes back than none.
        found = found or [p.user for p in self.posts["hand_over"] if is_in(area, p.area)]
        if not found:
            raise UsageError(Problem(
                "case-ownerless", area, "没有人可以承办这里的办件",
                "there is nobody who could own cases here",
                "先设一个主管岗位：zhiban-desk add_user … --post supervisor:代码",
                "first add a supervisor: zhiban-desk add_user … --post supervisor:CODE",
            ))  # fmt: skip
        owner = min(found, key=lambda user: (self.load[user.pk], user.login))
        self.load[owner.pk] += 1
        return owner

    def home(self, area: str) -> str:
        """Where a case is kept, so that there is always somebody who sees it.

        Its area; if that is not known or nobody's, the largest a supervisor answers for.
        """
        supervised = [post.area for post in self.posts["hand_over"]]
        if any(area and is_in(area, one) for one in supervised):
            return area
        return min(supervised, key=lambda one: (len(one), one), default=area)

    def supervisor(self, area: str) -> User | None:
        """Who is told upwards: the nearest supervisor who is there."""
        found = self._nearest("hand_over", area)
        return found[0] if found else None

    def there(self, user: User) -> User | None:
        """The person, or who stands in on this day; nobody if neither is there."""
        if user.pk not in self._there:
            stands_in = user
            if user.is_away(self.day):
                absence = user.absences.filter(first__lte=self.day, last__gte=self.day).first()
                deputy = absence.deputy if absence else None
                stands_in = deputy if deputy and not deputy.is_away(self.day) else None
            self._there[user.pk] = stands_in
        return self._there[user.pk]

    def _nearest(self, action: str, area: str) -> list[User]:
        """Those there with the right, from the smallest area outwards."""
        holding = [post for post in self.posts[action] if is_in(area, post.area)]
        for size in sorted({len(post.area) for post in holding}, reverse=True):
            there = {self.there(post.user) for post in holding if len(post.area) == size}
            able = [user for user in there if user is not None and user.may(action, area)]
            if able:
                return sorted(able, key=lambda user: user.login)
        return []
