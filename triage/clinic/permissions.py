"""Which role may do what: this one table. The store asks it, whoever calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from triage.clinic.model import Role

Operation = Literal[
    "work-list",
    "case",
    "add-case",
    "save-case",
    "reread",
    "say-first",
    "first-impressions",
    "add-review",
    "reviews",
    "summary",
    "add-record",
    "records",
    "export",
    "delete",
    "retain",
    "retention",
    "change-retention",
    "accounts",
    "change-account",
    "change-password",
    "audit",
    "verify",
    "backup",
]

_DESK: frozenset[Role] = frozenset({"clinician", "researcher"})
_CARE: frozenset[Role] = frozenset({"clinician"})
_RUN: frozenset[Role] = frozenset({"administrator", "operator"})

MAY: Mapping[Operation, frozenset[Role]] = {
    "work-list": _DESK,
    "case": _DESK,
    "add-case": _CARE | {"operator"},
    "save-case": _CARE,
    "reread": _RUN,
    "say-first": _CARE,
    "first-impressions": _DESK,
    "add-review": _CARE,
    "reviews": _DESK,
    "summary": _DESK | {"operator"},
    "add-record": _CARE,
    "records": _CARE,
    "export": _CARE | {"operator"},
    "delete": _CARE | {"operator"},
    "retain": _RUN,
    "retention": _RUN,
    "change-retention": _RUN,
    "accounts": _RUN,
    "change-account": _RUN,
    "change-password": frozenset({"clinician", "researcher", "administrator"}),
    "audit": _RUN,
    "verify": _RUN,
    "backup": frozenset({"operator"}),
}
"""Who runs the desk sees no case: an administrator makes accounts and reads the log. A researcher sees cases without
whom they are about (`hiding`), and changes nothing."""
HIDDEN_FROM: frozenset[Role] = frozenset({"researcher"})
"""Who sees no identities."""


def may(role: Role, operation: Operation) -> bool:
    return role in MAY[operation]
