"""Logging in and out, and one's own account: the password, and codes from a phone."""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse, Response

from triage.clinic.accounts import new_secret, phone_address
from triage.clinic.problems import Refused, StoreProblem
from triage.web.clinic.desk import AT, COOKIE, STATUS, VISITOR, Desk
from triage.web.clinic.doors import Door, Visit
from triage.web.codes import qr
from triage.words.saying import say

LONGEST = 1024
"""Nobody types a password of more characters; to compare a longer one would keep a core busy."""
SECRET = re.compile(r"[A-Z2-7]{16,64}\Z")


class SigningIn:
    """The pages of somebody's own account."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def doors(self) -> list[Door]:
        return [
            Door("GET", "", "nothing", self.front),
            Door("GET", "/login", "nothing", self.form),
            Door("POST", "/login", "nothing", self.log_in),
            Door("POST", "/logout", "account", self.log_out),
            Door("GET", "/account", "change-password", self.own),
            Door("POST", "/account", "change-password", self.change),
            Door("POST", "/account/phone", "change-password", self.phone),
        ]

    def front(self, visit: Visit) -> Response:
        """Where somebody begins: what their role is there for."""
        if visit.account is None:
            return self.desk.to(visit.language, "/login")
        return self.desk.to(visit.language, "/cases" if visit.may("work-list") else "/accounts")

    def form(self, visit: Visit) -> Response:
        if visit.account is not None:
            return self.front(visit)
        done = say("desk-password-changed", visit.language) if visit.query("changed") else ""
        return self.desk.page(visit, "login", {"done": done, "name": ""})

    def log_in(self, visit: Visit) -> Response:
        """Whoever is not let in is told the same, whatever was wrong."""
        form = visit.form
        name, password, code = (form.one(field)[:LONGEST] for field in ("name", "password", "code"))
        try:
            session = self.desk.store.log_in(name, password, code.strip() or None)
        except Refused as refused:
            values = {"done": "", "name": name, "said": refused.said(visit.language)}
            return self.desk.page(visit, "login", values, 422)
        if visit.token:
            self.desk.store.log_out(visit.token)
        response = RedirectResponse(f"/{visit.language}/{AT}", 303)
        self.desk.set_cookie(visit.request, response, COOKIE, session.token)
        self.desk.set_cookie(visit.request, response, VISITOR, "")
        return response

    def log_out(self, visit: Visit) -> Response:
        self.desk.store.log_out(visit.token)
        return self._left(visit, "/login")

    def _left(self, visit: Visit, path: str) -> Response:
        response = self.desk.to(visit.language, path)
        self.desk.set_cookie(visit.request, response, COOKIE, "")
        # What a browser still holds of this desk is thrown away.
        response.headers["clear-site-data"] = '"cache"'
        return response

    def own(self, visit: Visit) -> Response:
        return self._own(visit, "", 200)

    def _own(self, visit: Visit, message: str, status: int, secret: str = "") -> Response:
        secret = secret or new_secret()
        address = phone_address(secret, visit.by.name)
        values = {"said": message, "secret": secret, "code": qr(address)}
        return self.desk.page(visit, "account", {"path": f"/{visit.language}/{AT}/account", **values}, status)

    def change(self, visit: Visit) -> Response:
        """Another password. Every session ends with it, this one too."""
        old, new, again = (visit.form.one(name)[:LONGEST] for name in ("old", "new", "again"))
        if new != again:
            return self._own(visit, say("desk-not-the-same", visit.language), 422)
        try:
            self.desk.store.change_password(visit.by, old, new)
        except StoreProblem as problem:
            return self._own(visit, problem.said(visit.language), STATUS.get(problem.kind, 422))
        return self._left(visit, "/login?changed=1")

    def phone(self, visit: Visit) -> Response:
        """Codes from a phone from now on, or no more. Every session ends with it."""
        secret, code = visit.form.one("secret"), visit.form.one("code").strip()
        wanted = visit.form.one("do") == "on"
        if visit.form.one("do") not in ("on", "off") or (wanted and not SECRET.match(secret)):
            return self._own(visit, say("desk-stale", visit.language), 422)
        try:
            self.desk.store.set_totp(visit.by, visit.by.name, secret if wanted else None, code if wanted else None)
        except StoreProblem as problem:
            return self._own(visit, problem.said(visit.language), STATUS.get(problem.kind, 422), secret)
        return self._left(visit, "/login?changed=1")
