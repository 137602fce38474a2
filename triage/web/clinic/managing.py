"""What is not about care: accounts, how long cases are kept and the audit log for who runs the desk; a case handed out
whole, or taken away."""

from __future__ import annotations

from starlette.responses import Response

from triage.clinic.model import ROLES
from triage.clinic.problems import StoreProblem
from triage.clinic.retention import LONGEST as LONGEST_RULE
from triage.web.clinic.desk import Desk
from triage.web.clinic.doors import Door, Visit
from triage.web.clinic.signing_in import LONGEST
from triage.words.saying import say


class Managing:
    """The pages of who runs the desk, and those about all that is kept of somebody."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def doors(self) -> list[Door]:
        return [
            Door("GET", "/accounts", "accounts", self.accounts),
            Door("POST", "/accounts", "change-account", self.add),
            Door("POST", "/accounts/change", "change-account", self.change),
            Door("GET", "/retention", "retention", self.retention),
            Door("POST", "/retention", "change-retention", self.keep_for),
            Door("GET", "/audit", "audit", self.audit),
            Door("POST", "/audit/verify", "verify", self.verify),
            Door("POST", "/case/{code}/export", "export", self.export),
            Door("GET", "/case/{code}/delete", "delete", self.ask),
            Door("POST", "/case/{code}/delete", "delete", self.delete),
        ]

    # Accounts

    def accounts(self, visit: Visit) -> Response:
        return self._accounts(visit)

    def _accounts(self, visit: Visit, message: str = "", done: str = "", typed: str = "") -> Response:
        values = {
            "path": f"/{visit.language}/clinic/accounts",
            "accounts": self.desk.store.accounts(visit.by),
            "roles": ROLES,
            "said": message,
            "done": done,
            "typed": typed,
        }
        return self.desk.page(visit, "accounts", values, 422 if message else 200)

    def add(self, visit: Visit) -> Response:
        form = visit.form
        name, password = form.one("name")[:LONGEST], form.one("password")[:LONGEST]
        role = next((role for role in ROLES if role == form.one("role")), None)
        if role is None:
            return self._accounts(visit, say("desk-no-role", visit.language), typed=name)
        try:
            account = self.desk.store.add_account(visit.by, name, password, role)
        except StoreProblem as problem:
            return self._accounts(visit, problem.said(visit.language), typed=name)
        return self._accounts(visit, done=say("desk-account-added", visit.language, name=account.name))

    def change(self, visit: Visit) -> Response:
        """One thing about one account: let in or not, another password, no codes from a phone, another role."""
        form, store = visit.form, self.desk.store
        name = form.one("name")[:LONGEST]
        try:
            match form.one("do"):
                case "disable" | "enable" as what:
                    store.disable(visit.by, name, what == "disable")
                case "password":
                    store.set_password(visit.by, name, form.one("password")[:LONGEST])
                case "no-phone":
                    store.set_totp(visit.by, name, None)
                case "role":
                    role = next((role for role in ROLES if role == form.one("role")), None)
                    if role is None:
                        return self._accounts(visit, say("desk-no-role", visit.language))
                    store.set_role(visit.by, name, role)
                case _:
                    return self._accounts(visit, say("desk-stale", visit.language))
        except StoreProblem as problem:
            return self._accounts(visit, problem.said(visit.language))
        if store.who(visit.token) is None:  # it was about their own account
            return self.desk.to(visit.language, "/login?changed=1")
        return self._accounts(visit, done=say("desk-account-changed", visit.language, name=name))

    # How long cases are kept

    def retention(self, visit: Visit) -> Response:
        return self._retention(visit, self.desk.store.kept_for(visit.by))

    def _retention(self, visit: Visit, months: int | None, **others: object) -> Response:
        values = {"months": months, "typed": "", "would": None, "done": "", "longest": LONGEST_RULE, **others}
        return self.desk.page(visit, "retention", values, 422 if others.get("said") else 200)

    def keep_for(self, visit: Visit) -> Response:
        """Another rule, or none. What it takes away is told before it is set."""
        store, form, typed = self.desk.store, visit.form, visit.form.one("months")[:LONGEST].strip()
        nothing = form.one("do") == "none"
        months = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
        try:
            if form.one("do") == "show":
                would = store.retain(visit.by, months, only_tell=True)
                return self._retention(visit, store.kept_for(visit.by), typed=typed, would=would)
            store.keep_for(visit.by, None if nothing else months)
        except StoreProblem as problem:
            if problem.kind != "bad-months":
                raise
            return self._retention(visit, store.kept_for(visit.by), typed=typed, said=problem.said(visit.language))
        done = say("desk-retention-set", visit.language)
        return self._retention(visit, None if nothing else months, done=done)

    # The log

    def audit(self, visit: Visit) -> Response:
        return self._audit(visit)

    def _audit(self, visit: Visit, verified: object = None) -> Response:
        entries = self.desk.store.audit(visit.by, before=visit.query("before") or None)
        values = {"path": f"/{visit.language}/clinic/audit", "found": entries, "verified": verified}
        return self.desk.page(visit, "audit", values)

    def verify(self, visit: Visit) -> Response:
        return self._audit(visit, self.desk.store.verify(visit.by))

    # All that is kept of one case

    def export(self, visit: Visit) -> Response:
        data = self.desk.store.export(visit.by, visit.part("code"))
        return self.desk.taken(data, "application/json", f"case-{visit.now.date()}.json")

    def ask(self, visit: Visit) -> Response:
        kept = self.desk.store.case(visit.by, visit.part("code"))
        return self.desk.page(visit, "delete", {"kept": kept})

    def delete(self, visit: Visit) -> Response:
        """Takes a case away for good, once its code was typed."""
        kept = self.desk.store.case(visit.by, visit.part("code"))
        if " ".join(visit.form.one("code").split()).casefold() != kept.code.casefold():
            values = {"kept": kept, "said": say("desk-delete-code", visit.language)}
            return self.desk.page(visit, "delete", values, 422)
        self.desk.store.delete(visit.by, kept.code)
        self.desk.remember_what_is_there()
        return self.desk.to(visit.language, "/cases?deleted=1")
