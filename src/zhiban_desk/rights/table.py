"""Which role may do which action? The one place where it stands; a post says in which area.

A right reaches the area of the post and all below it, never beside it or above. What is not written
here is refused. Who keeps the machine sees no case; who sees everything changes nothing.
"""

from __future__ import annotations

#: Role → its title.
ROLES = {
    "worker": ("经办", "case worker"),
    "supervisor": ("主管", "supervisor"),
    "leader": ("领导", "leader"),
    "auditor": ("审计", "auditor"),
    "keeper": ("系统管理", "keeper of the system"),
}

#: Action → its title.
ACTIONS = {
    "see_cases": ("看办件", "see cases"),
    "see_personal": ("写明用途后看个人信息", "open personal data, saying what for"),
    "work_cases": ("办理办件", "work on cases"),
    "hand_over": ("改派办件", "hand cases over"),
    "decide_adverse": ("作不利决定并写理由", "decide adversely, with written reasons"),
    "release_held": ("放行大批变动", "release a change that was held"),
    "read_audit": ("查审计链", "read the chain of events"),
    "manage_people": ("管理人员和岗位", "manage people and posts"),
}

#: Role → the actions it may do in the area of its post.
TABLE: dict[str, frozenset[str]] = {
    "worker": frozenset({"see_cases", "see_personal", "work_cases"}),
    "supervisor": frozenset({
        "see_cases", "see_personal", "work_cases", "hand_over", "decide_adverse", "release_held",
    }),
    "leader": frozenset({"see_cases"}),
    "auditor": frozenset({"see_cases", "see_personal", "read_audit"}),
    "keeper": frozenset({"manage_people"}),
}  # fmt: skip


def roles_for(action: str) -> frozenset[str]:
    """The roles that may do an action; an action that is not there → KeyError."""
    ACTIONS[action]
    return frozenset(role for role, actions in TABLE.items() if action in actions)
