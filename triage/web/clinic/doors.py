"""The addresses of the desk, each with what it needs: the one table by which a page opens, or does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from triage.clinic.model import Account
from triage.clinic.permissions import Operation, may
from triage.web.fields import Form

Needs = Operation | Literal["nothing", "account"]
"""An operation of the store, an account whatever its role, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a door. `account`: who, None where nobody is logged in; `token`: of their session; `csrf`: what a
    form of this visit has to bring back; `form`, `file`: what it brought."""

    request: Request
    language: str
    now: datetime
    account: Account | None = None
    token: str = ""
    csrf: str = ""
    form: Form = field(default_factory=lambda: Form({}))
    file: bytes = b""

    @property
    def by(self) -> Account:
        """Who it is, behind a door that needs an account."""
        assert self.account is not None, "this door lets nobody in without an account"
        return self.account

    def part(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        return self.request.query_params.get(name, "")[:200]

    def may(self, operation: Operation) -> bool:
        return self.account is not None and may(self.account.role, operation)


@dataclass(frozen=True, slots=True)
class Door:
    """`path`: behind the desk in a language; `slow`: takes so long that it waits for others of its kind."""

    method: Literal["GET", "POST"]
    path: str
    needs: Needs
    page: Callable[[Visit], Response]
    slow: bool = False


def opens(door: Door, account: Account | None) -> bool | None:
    """Whether a door opens to somebody; None where they have to log in first."""
    if door.needs == "nothing":
        return True
    if account is None:
        return None
    return door.needs == "account" or may(account.role, door.needs)


def by_path(doors: list[Door]) -> Mapping[str, Mapping[str, Door]]:
    """The doors at each path, by method."""
    doors_at: dict[str, dict[str, Door]] = {}
    for door in doors:
        assert door.method not in doors_at.setdefault(door.path, {}), f"two doors at {door.method} {door.path}"
        doors_at[door.path][door.method] = door
    return doors_at
