"""The store: cases, who may see them, and what was done with them.

Every method is one transaction: what it does and its entry in the audit log are kept together, or neither is. What a
method gives back has been kept on disk. Who asks is looked up anew each time: an account that was disabled or given
another role a moment ago has no more rights than it has now. Raises StoreProblem, and nothing was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from triage.cases.review import Review
from triage.clinic import accounts, audit, backup, cases, judged, kept, passwords, persons, retention, schema, worklist
from triage.clinic.audit import Detail, Head, Verified
from triage.clinic.database import Database
from triage.clinic.judged import Judged
from triage.clinic.model import (
    OPERATOR,
    Account,
    Entry,
    FirstImpression,
    LoggedIn,
    Page,
    Retained,
    Role,
    StoredCase,
    StoredRecord,
    StoredReview,
    Wanted,
)
from triage.clinic.permissions import Operation, may
from triage.clinic.problems import NotAllowed, Refused, StoreProblem
from triage.clinic.tables import AccountRow, CaseRow
from triage.clinic.told import Told, tell
from triage.language.base import Base
from triage.language.errors import TriageError

Clock = Callable[[], datetime]
UNFILTERED = Wanted()
NOBODY = Account(0, "", "operator")
"""In the log: somebody who was not let in."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Doing:
    """What is being done: in this transaction, by whom, at which moment. `handle` and `detail` go into the log."""

    session: Session
    by: Account
    at: datetime
    handle: str = ""
    detail: Detail | None = None

    def about(self, row: CaseRow, **detail: str | int) -> None:
        self.handle, self.detail = row.handle, detail


Sealing = Callable[[StoredCase], str]
"""Gives the sealed outcome of a case as it is about to be kept."""


def _sealed(doing: Doing, row: CaseRow, sealed: Sealing | None) -> StoredCase:
    """The case as it is kept now, with what seals it."""
    case = cases.stored(row, doing.by)
    record = {} if sealed is None else {"record": kept.add(doing.session, doing.by, row, sealed(case), doing.at).id}
    doing.about(row, version=row.version, **record)
    return case


class Store:
    """A store that is open. `base` draws the conclusions; `knowledge` is where it was read."""

    def __init__(self, database: Database, base: Base | None, knowledge: Path | None, clock: Clock) -> None:
        self.database = database
        self._base = base
        self._knowledge = knowledge
        self._now = clock

    @classmethod
    def open(
        cls,
        address: str | Path,
        base: Base | None = None,
        *,
        knowledge: Path | None = None,
        create: bool = True,
        clock: Clock = utc_now,
    ) -> Store:
        """The store at an address: a file of SQLite, or `postgresql://...`. Without a base no case can be put in.

        `create`: makes the tables where there is nothing yet. Raises StoreProblem."""
        database = Database(address)
        try:
            if not database.is_there:
                if not create:
                    raise StoreProblem("gone")
                database.make()
            if create:
                with database.connected(reading=True) as connection:
                    empty = schema.revision_of(connection) is None
                if empty:
                    schema.bring(database)
            schema.check(database)
        except BaseException:
            database.close()
            raise
        return cls(database, base, knowledge, clock)

    @staticmethod
    def restore(address: str | Path, place: Path, clock: Clock = utc_now) -> int:
        """Puts a backup into an empty place, whole or not at all; gives the number of rows."""
        database = Database(address)
        try:
            if not database.is_there:
                database.make()
            return backup.restore(database, place, clock())
        finally:
            database.close()

    @staticmethod
    def migrate(address: str | Path, clock: Clock = utc_now) -> tuple[str, str]:
        """Brings the tables of an older store forward; gives their version before and after."""
        database = Database(address)
        try:
            if not database.is_there:
                raise StoreProblem("gone")
            before, after = schema.bring(database)
            if before != after:
                with database.session() as session:
                    audit.append(session, OPERATOR, clock(), "migrate", detail={"from": before or "", "to": after})
            return before or "", after
        finally:
            database.close()

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Logging in

    def log_in(self, name: str, password: str, code: str | None = None) -> LoggedIn:
        """Raises Refused, always the same, and as slowly for a name that nobody has."""
        with self.database.session(reading=True) as session:
            account = accounts.known(session, name)
        right = passwords.holds(account.password, password)
        now = self._now()
        with self.database.session() as session:
            row = accounts.let_in(session, account, right, code, now)
            if row is None:
                # Not which name was typed: people type their password there.
                tried = session.get(AccountRow, account.id)
                by = NOBODY if tried is None else accounts.account(tried)
                audit.append(session, by, now, "log-in-refused")
            else:
                if passwords.stale(row.password):
                    row.password = passwords.hashed(password)
                token = accounts.begin(session, row, now)
                audit.append(session, accounts.account(row), now, "log-in")
        if row is None:
            raise Refused
        return LoggedIn(token, accounts.account(row))

    def who(self, token: str) -> Account | None:
        """Whose session this is; None where it has ended. To ask is to use it."""
        now = self._now()
        with self.database.session(reading=True) as session:
            signed_in = accounts.of_session(session, token, now)
        if signed_in is None:
            return None
        account, note = signed_in
        if note:
            with self.database.session() as session:
                accounts.use(session, token, now)
        return account

    def log_out(self, token: str) -> None:
        with self.database.session() as session:
            owner = accounts.end(session, token)
            row = session.get(AccountRow, owner) if owner is not None else None
            if row is not None:
                audit.append(session, accounts.account(row), self._now(), "log-out")

    def change_password(self, by: Account, old: str, new: str) -> None:
        """Ends every session of the account, this one too. A wrong old password counts as a wrong try."""
        with self.database.session(reading=True) as session:
            account = accounts.known_by(session, by.id)
        right = passwords.holds(account.password, old)
        with self._doing(by, "change-password") as doing:
            row = accounts.numbered(doing.session, doing.by.id)
            locked = row.locked_until is not None and row.locked_until > doing.at
            if right and not locked and row.password == account.password:
                accounts.set_password(doing.session, row, new)
            else:
                right = False
                doing.detail = {"refused": 1}
                if not locked:
                    accounts.count_wrong(row, doing.at)
        if not right:
            raise StoreProblem("wrong-password")

    # Accounts

    def accounts(self, by: Account) -> Sequence[Account]:
        with self._doing(by, "accounts") as doing:
            return accounts.all_accounts(doing.session)

    def add_account(self, by: Account, name: str, password: str, role: Role) -> Account:
        with self._doing(by, "change-account") as doing:
            added = accounts.add(doing.session, name, password, role, doing.at)
            doing.detail = {"what": "add", "account": added.id, "role": role}
            return added

    def set_password(self, by: Account, name: str, new: str) -> None:
        """A new password for somebody who lost theirs; ends their sessions."""
        with self._changing(by, name, "password") as (doing, row):
            accounts.set_password(doing.session, row, new)

    def set_role(self, by: Account, name: str, role: Role) -> None:
        with self._changing(by, name, "role") as (doing, row):
            row.role = role
            doing.detail = {"what": "role", "account": row.id, "role": role}
            accounts.end_all(doing.session, row.id)

    def disable(self, by: Account, name: str, disabled: bool = True) -> None:
        """Lets an account in no more, and ends its sessions; or lets it in again."""
        with self._changing(by, name, "disable" if disabled else "enable") as (doing, row):
            accounts.disable(doing.session, row, disabled)

    def set_totp(self, by: Account, name: str, secret: str | None, code: str | None = None) -> None:
        """Asks this account for codes of a secret (`accounts.new_secret`) from now on, once one of them is right; None
        asks for none. Ends its sessions. One's own, or anybody's for who makes accounts."""
        own = by.name == name and by != OPERATOR
        with self._doing(by, "change-password" if own else "change-account") as doing:
            row = accounts.numbered(doing.session, doing.by.id) if own else accounts.named(doing.session, name)
            accounts.set_totp(doing.session, row, secret, code, doing.at)
            doing.detail = {"what": "code-on" if secret else "code-off", "account": row.id}

    # Cases

    def add_case(
        self,
        by: Account,
        text: str,
        *,
        code: str | None = None,
        called: str = "",
        sealed: Sealing | None = None,
    ) -> StoredCase:
        """A case from the text of its file, under a code that is free, or a new one. Reviews in it become reviews of
        the store; `called` is what the file is called in messages, `sealed` gives the sealed outcome that is kept with
        it: both are kept, or neither. Raises CaseError with every mistake in the text."""
        told = self._told(text, called or code or "case.yaml")
        with self._doing(by, "add-case") as doing:
            row = cases.add(doing.session, doing.by, told, self._known_base, code, doing.at)
            judged.take_over(doing.session, row, told.reviews, doing.at)
            return _sealed(doing, row, sealed)

    def case(self, by: Account, code: str) -> StoredCase:
        with self._doing(by, "case") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row, version=row.version)
            return cases.stored(row, doing.by)

    def work_list(self, by: Account, wanted: Wanted = UNFILTERED) -> Page[StoredCase]:
        with self._doing(by, "work-list") as doing:
            page = worklist.work_list(doing.session, self._base, doing.by, wanted, doing.at.date())
            doing.detail = {"shown": len(page.items)}
            return page

    def save_case(
        self, by: Account, code: str, text: str, seen_version: int, sealed: Sealing | None = None
    ) -> StoredCase:
        """Puts another text in place of the one that was seen; `sealed` as in `add_case`. Raises ChangedMeanwhile with
        the case as it is now."""
        told = self._told(text, code)
        with self._doing(by, "save-case") as doing:
            row = cases.find(doing.session, doing.by, code)
            cases.save(doing.session, doing.by, row, told, self._known_base, seen_version, doing.at)
            judged.take_over(doing.session, row, told.reviews, doing.at)
            return _sealed(doing, row, sealed)

    def unchanged(self, stored_cases: Collection[StoredCase]) -> set[StoredCase]:
        """Those of them that stand in the store as they were given. Tells nobody anything, and so is not in the log."""
        with self.database.session(reading=True) as session:
            return cases.unchanged(session, stored_cases)

    # Reviews and records

    def say_first(self, by: Account, code: str, urgency: str, condition: str) -> None:
        """What a reviewer would have done, before they see what came out; said once. `condition` may be `none`."""
        with self._doing(by, "say-first") as doing:
            row = cases.find(doing.session, doing.by, code)
            judged.say_first(doing.session, self._known_base, doing.by, row, urgency, condition, doing.at)
            doing.about(row)

    def first_impressions(self, by: Account, code: str) -> Sequence[FirstImpression]:
        """Those of a case; none for a clinician who has not given theirs."""
        with self._doing(by, "first-impressions") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            return judged.first_impressions(doing.session, doing.by, row)

    def add_review(self, by: Account, code: str, review: Review) -> None:
        """In place of the one that this account gave before; it is signed with the name of the account."""
        with self._doing(by, "add-review") as doing:
            row = cases.find(doing.session, doing.by, code)
            judged.add(doing.session, doing.by, row, review, doing.at)
            doing.about(row)

    def reviews(self, by: Account, code: str) -> Sequence[StoredReview]:
        """Those of a case; none for a clinician who neither reviewed it nor gave a first impression."""
        with self._doing(by, "reviews") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            return judged.of_case(doing.session, doing.by, row)

    def summary(self, by: Account) -> Judged:
        with self._doing(by, "summary") as doing:
            return judged.summary(doing.session, doing.by, self._known_base)

    def add_record(self, by: Account, code: str, sealed: str) -> StoredRecord:
        """A sealed outcome, as `triage run --record` writes it."""
        with self._doing(by, "add-record") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            return kept.add(doing.session, doing.by, row, sealed, doing.at)

    def records(self, by: Account, code: str) -> Sequence[StoredRecord]:
        with self._doing(by, "records") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            return kept.of_case(doing.session, row)

    # One person's data, and what is kept for how long

    def export(self, by: Account, code: str) -> bytes:
        """All that is kept of a case, for whom it is about."""
        with self._doing(by, "export") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            return persons.export(doing.session, row)

    def delete(self, by: Account, code: str) -> None:
        """Takes a case away, with its reviews and records. The log keeps that it happened, not what was there."""
        with self._doing(by, "delete") as doing:
            row = cases.find(doing.session, doing.by, code)
            doing.about(row)
            persons.remove(doing.session, row.id)
        self.database.forget()

    def kept_for(self, by: Account) -> int | None:
        """The rule of this store: after how many months without a change a case goes. None: cases stay."""
        with self._doing(by, "retention") as doing:
            return retention.rule(doing.session)

    def keep_for(self, by: Account, months: int | None) -> None:
        """Sets that rule, or with None takes it away. A desk that runs applies it within a day (`daily`)."""
        with self._doing(by, "change-retention") as doing:
            retention.set_rule(doing.session, months)
            doing.detail = {"months": months or 0}

    def retain(self, by: Account, months: int | None = None, *, only_tell: bool = False) -> Retained:
        """Takes away the cases in which nothing changed for so many months; by the rule where none are given.
        `only_tell`: none yet."""
        with self._doing(by, "retain") as doing:
            months = retention.rule(doing.session) if months is None else months
            old_cases = [] if months is None else retention.kept_long_enough(doing.session, doing.at, months)
            doing.detail = {"months": months or 0, "cases": 0 if only_tell else len(old_cases)}
            if not only_tell:
                for old in old_cases:
                    audit.append(doing.session, doing.by, doing.at, "delete", old.handle, {"months": months or 0})
                    persons.remove(doing.session, old.id)
        if old_cases and not only_tell:
            self.database.forget()
        return Retained(months, len(old_cases))

    def reread(self, by: Account) -> tuple[int, Sequence[str]]:
        """Concludes anew, under the base as it is now, every case that was concluded under another version of it. Gives
        how many, and the handles of those that this version cannot read, which stay as they are."""
        base, done, unread = self._known_base, 0, list[str]()
        with self._doing(by, "reread") as doing:
            asked = select(CaseRow).where(CaseRow.base_hash != base.hash).order_by(CaseRow.id)
            waiting = [(row.id, row.handle, row.version, row.text) for row in doing.session.scalars(asked)]
            doing.detail = {"cases": len(waiting)}
        for number, handle, version, text in waiting:
            try:
                told = self._told(text, handle)
            except TriageError:
                unread.append(handle)
                continue
            with self._doing(by, "reread") as doing:
                row = doing.session.get(CaseRow, number, with_for_update=True)
                if row is not None and row.version == version:  # whoever changed it meanwhile has concluded it anew
                    cases.reread(row, told, base)
                    doing.about(row, version=version)
                    done += 1
        return done, unread

    def back_up(self, by: Account, place: Path) -> int:
        """Writes all of it to a file; gives the number of rows. Raises OSError too."""
        with self._doing(by, "backup"):
            pass  # the entry is in the backup
        return backup.back_up(self.database, place, self._now())

    # The log

    def audit(self, by: Account, *, before: str | None = None, limit: int = 100, code: str = "") -> Page[Entry]:
        """The audit log, newest first; `before`: the `next` of the page before; `code`: only of this case."""
        with self._doing(by, "audit") as doing:
            row = cases.find(doing.session, doing.by, code) if code else None
            number = int(before) if before is not None and before.isdecimal() and len(before) < 19 else None
            return audit.entries(doing.session, number, max(1, min(limit, 500)), row.handle if row else "")

    def verify(self, by: Account, kept_head: Head | None = None) -> Verified:
        """Follows the log from its beginning; `kept_head` is a head that somebody kept elsewhere."""
        with self._doing(by, "verify") as doing:
            verified = audit.verify(doing.session, kept_head)
            doing.detail = {"entries": verified.entries, "sound": int(verified.fault is None)}
            return verified

    # How it is done

    @contextmanager
    def _doing(self, by: Account, operation: Operation) -> Iterator[Doing]:
        """One transaction, with its entry in the log as its last act. Raises NotAllowed, which is noted too."""
        now = self._now()
        refused = False
        try:
            with self.database.session() as session:
                account = self._as_now(session, by)
                if account.disabled or not may(account.role, operation):
                    refused = True
                    audit.append(session, account, now, "refused", detail={"what": operation})
                else:
                    doing = Doing(session, account, now)
                    yield doing
                    session.flush()
                    audit.append(session, account, now, operation, doing.handle, doing.detail or {})
        except IntegrityError as error:
            # Two at the same moment took one code, one name, or said one thing twice.
            taken: Literal["name-taken", "code-taken"] = "name-taken" if operation == "change-account" else "code-taken"
            raise StoreProblem(taken) from error
        if refused:
            raise NotAllowed

    def _as_now(self, session: Session, by: Account) -> Account:
        """The account as it is now; one that may do nothing where there is none."""
        if by == OPERATOR:
            return by
        row = session.get(AccountRow, by.id)
        return Account(0, "", "researcher", disabled=True) if row is None else accounts.account(row)

    @contextmanager
    def _changing(self, by: Account, name: str, what: str) -> Iterator[tuple[Doing, AccountRow]]:
        """A change of another account. The last administrator stays one, unless the operator wants otherwise."""
        with self._doing(by, "change-account") as doing:
            row = accounts.named(doing.session, name)
            doing.detail = {"what": what, "account": row.id}
            yield doing, row
            doing.session.flush()
            if doing.by.role == "administrator" and not accounts.administrators(doing.session):
                raise StoreProblem("last-administrator")

    def _told(self, text: str, name: str) -> Told:
        if len(text) > cases.MOST:
            raise StoreProblem("too-large")
        return tell(self._known_base, self._knowledge, text, name)

    @property
    def _known_base(self) -> Base:
        if self._base is None:
            raise ValueError("this store was opened without a base")
        return self._base
