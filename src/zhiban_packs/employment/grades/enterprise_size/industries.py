"""Which industries of GB/T 4754-2017 belong to which line of the table of size classes?

Outside are 铁路运输业 53, 房地产租赁经营 704, 金融业 J, 教育 P, 卫生 84, 公共管理 S, 国际组织 T.
"""

from itertools import chain


def _divisions(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{division:02d}" for division in range(first, last + 1))


#: Line of the table → divisions (59 and 70: groups).
GROUPS: dict[str, tuple[str, ...]] = {
    "farming": _divisions(1, 5),
    "industry": _divisions(6, 46),
    "construction": _divisions(47, 50),
    "wholesale": ("51",),
    "retail": ("52",),
    "transport": (*_divisions(54, 58), "591"),
    "storage": ("592", "593", "594", "595", "596", "599"),
    "post": ("60",),
    "lodging": ("61",),
    "catering": ("62",),
    "telecom": ("63", "64"),
    "software": ("65",),
    "real_estate": ("701",),
    "property_management": ("702",),
    "leasing": ("71", "72"),
    "other": ("703", "709", *_divisions(73, 82), "85", *_divisions(86, 90)),
}

INSIDE = tuple(chain.from_iterable(GROUPS.values()))
