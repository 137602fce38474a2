"""What comes out of the store: plain objects that nobody can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from triage.cases.review import Review

Role = Literal["clinician", "researcher", "administrator", "operator"]
ROLES: tuple[Role, ...] = ("clinician", "researcher", "administrator")
"""What an account can be. The operator is whoever runs commands on the machine of the store; nobody logs in as that."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. `totp`: a code from a phone is needed as well."""

    id: int
    name: str
    role: Role
    totp: bool = False
    disabled: bool = False


OPERATOR = Account(0, "-", "operator")
"""Whoever runs `triage clinic` on the machine itself."""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """`token` goes into the cookie; the store keeps only its hash."""

    token: str
    account: Account


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case in the store. `text`: the case file; `version` counts its changes from 1; `base`: the name and version of
    the knowledge base under which `urgency` and `condition` came out, `base_hash` its content; `open_check_in`: the day
    of the next check-in, None where none is planned; `by`: who changed it last.

    A researcher gets it `hidden`: `code` is then a number that tells nothing, `text` has nothing that tells who it is
    about, the moments are cut to the month, and `by` is empty."""

    id: int
    code: str
    version: int
    text: str
    base: str
    base_hash: str
    urgency: str
    urgency_rank: int
    condition: str | None
    open_check_in: date | None
    added: datetime
    changed: datetime
    by: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases of the work list. `urgency`: only these; `text`: somewhere in the code; `open_check_in`: only those
    whose check-in is due by today; `condition`: only where it leads; `after`: the `next` of the page before."""

    urgency: tuple[str, ...] = ()
    text: str = ""
    open_check_in: bool = False
    condition: str | None = None
    after: str | None = None
    limit: int = 50


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A part of a list. `next`: what the following page comes after, None at the end; `total`: how many there are in
    all."""

    items: tuple[Item, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class FirstImpression:
    """What a reviewer would have done before they saw what came out; `condition` is `none` where none leads."""

    by: str
    at: datetime
    urgency: str
    condition: str


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review of a case. `current`: of the answers as they are now. For a researcher names and remarks are hidden."""

    by: str
    at: datetime
    review: Review
    current: bool


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A sealed outcome, as `triage run --record` writes it."""

    id: int
    by: str
    at: datetime
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Retained:
    """What went because it was kept for long enough: so many `cases`, without a change for so many `months`; None where
    no rule says how long."""

    months: int | None
    cases: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log. `by` is empty where nobody was logged in; `case`: the code of the case that it is
    about, empty where it is about none or the case was deleted; `handle`: the number under which the log knows that
    case, whatever became of it."""

    number: int
    at: datetime
    by: str
    operation: str
    case: str
    handle: str
    detail: Mapping[str, str | int] = field(default_factory=dict)
