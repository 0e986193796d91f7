"""Is every cell of role × area × action as it is meant, and filtered below the pages?

The table is written down here a second time, by hand: a change of rights is made in both places, or
this fails.
"""

from __future__ import annotations

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from zhiban.errors import DataError, UsageError
from zhiban_desk.accounts.actions import add_person, give_post, take_post
from zhiban_desk.accounts.models import Post, User, inside
from zhiban_desk.audit.models import Event
from zhiban_desk.rights.areas import prefix
from zhiban_desk.rights.table import ACTIONS, ROLES, TABLE

MEANT = """
                worker  supervisor  leader  auditor  keeper
see_cases       yes     yes         yes     yes      -
see_personal    yes     yes         -       yes      -
work_cases      yes     yes         -       -        -
hand_over       -       yes         -       -        -
decide_adverse  -       yes         -       -        -
release_held    -       yes         -       -        -
read_audit      -       -           -       yes      -
manage_people   -       -           -       -        yes
"""
COLUMNS, *ROWS = [line.split() for line in MEANT.strip("\n").splitlines()]
CELLS = {(role, row[0]): cell == "yes" for row in ROWS
         for role, cell in zip(COLUMNS, row[1:], strict=True)}  # fmt: skip
# The place of the post, a street in it, its city; a district beside it, another province.
PLACES = {"500109": True, "500109001": True, "50": False, "5001": False, "500108": False,
          "500108001": False, "51": False, "500190": False}  # fmt: skip


def test_the_table_has_every_role_and_action_and_no_other():
    assert set(CELLS) == set(itertools.product(ROLES, ACTIONS))
    assert set(TABLE) == set(ROLES) and set().union(*TABLE.values()) == set(ACTIONS)


def test_every_cell_holds_in_every_place(office):
    for role in ROLES:
        user = User.objects.create_user(role, role)
        give_post(None, user, role, "500109")
        for action, (place, is_inside) in itertools.product(ACTIONS, PLACES.items()):
            assert user.may(action, place) == (CELLS[role, action] and is_inside), (role, action)
        user.is_active = False
        assert not any(user.may(action, "500109") for action in ACTIONS)


def test_nobody_may_anything_without_a_post(office):
    user = User.objects.create_user("new", "new")
    assert not any(user.reach(action) for action in ACTIONS)
    with pytest.raises(KeyError):
        user.reach("no_such_action")


def test_posts_add_up_each_in_its_own_place(office):
    user = User.objects.create_user("two", "two")
    give_post(None, user, "worker", "500109")
    give_post(None, user, "supervisor", "500108")
    assert user.reach("see_cases") == ["500108", "500109"]
    assert user.reach("hand_over") == ["500108"]
    assert not user.may("decide_adverse", "500109001")


def test_rows_are_filtered_by_the_same_prefixes(office):
    owner = User.objects.create_user("all", "all")
    for place in PLACES:
        Post.objects.create(user=owner, role="worker", area=place)
    seen = Post.objects.filter(inside(["500109"])).values_list("area", flat=True)
    assert set(seen) == {place for place, is_inside in PLACES.items() if is_inside}
    assert not Post.objects.filter(inside([])).exists()


@pytest.mark.parametrize(("code", "expected"), [
    ("500000", "50"), ("500109", "500109"), ("500100", "5001"), ("500109000", "500109"),
    ("500109010", "500109010"), ("500109001000", "500109001"), ("50", "50"), ("500000000000", "50"),
])  # fmt: skip
def test_a_code_without_its_empty_levels_is_a_prefix(code, expected):
    assert prefix(code) == expected


@pytest.mark.parametrize(
    "code", ["", "5", "500", "50010", "北碚区", "000000", "50010a", "５００１０９"]
)
def test_what_is_no_code_is_refused(code):
    with pytest.raises(DataError, match="area-code"):
        prefix(code)


def test_posts_are_given_by_who_manages_people_there_and_never_to_oneself(office):
    keeper, worker = (User.objects.create_user(name, name) for name in ("keeper", "worker"))
    give_post(None, keeper, "keeper", "500109")
    give_post(keeper, worker, "worker", "500109001")
    for by, to, area in ((keeper, keeper, "500109"), (keeper, worker, "500108"),
                         (worker, keeper, "500109001")):  # fmt: skip
        with pytest.raises(PermissionDenied):
            give_post(by, to, "supervisor", area)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(user=keeper, role="supervisor", area="50", given_by=keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(user=keeper, role="king", area="50")
    with pytest.raises(UsageError, match="post-role"):
        give_post(None, worker, "king", "500109")
    with pytest.raises(PermissionDenied):
        add_person(worker, "friend", "friend", None)


def test_giving_and_taking_is_recorded_once_and_works_at_once(office):
    user = User.objects.create_user("jb03", "虚构·经办")
    post = give_post(None, user, "worker", "500109")
    assert give_post(None, user, "worker", "500109000") == post
    assert user.may("work_cases", "500109001")
    take_post(None, post)
    assert not user.may("work_cases", "500109001")
    verbs = [(e.verb, e.about, e.details["area"]) for e in Event.objects.all()]
    person = f"person:{user.pk}"
    assert verbs == [("post_given", person, "500109"), ("post_taken", person, "500109")]
