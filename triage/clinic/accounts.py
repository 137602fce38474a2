"""Accounts and sessions: passwords, codes from a phone, lock-out.

Whoever is not let in learns nothing: a wrong name, a wrong password, a wrong code, a disabled account and one that is
locked out get one answer, after the same work.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from triage.clinic import passwords
from triage.clinic.model import ROLES, Account, Role
from triage.clinic.problems import StoreProblem
from triage.clinic.tables import AccountRow, SessionRow
from triage.version import DISTRIBUTION

TRIES = 5
"""After so many wrong tries in a row an account is locked for a while."""
LOCKED = timedelta(minutes=15)
IDLE = timedelta(minutes=30)
"""A session in which nothing happened for so long has ended."""
LONGEST = timedelta(hours=12)
"""And every session ends after so long."""
NOTED = timedelta(minutes=1)
"""How exactly it is noted when a session was last used."""
STEP = 30
"""Seconds that a code from a phone counts; one step earlier or later is taken too, for clocks differ."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared at a log-in, read before the slow part; for a name that is not there, what nobody has."""

    id: int
    password: str


def known(session: Session, name: str) -> Known:
    row = session.scalars(select(AccountRow).where(AccountRow.key == _key(name))).first()
    return Known(0, passwords.nobodys()) if row is None else Known(row.id, row.password)


def known_by(session: Session, number: int) -> Known:
    row = session.get(AccountRow, number)
    return Known(0, passwords.nobodys()) if row is None else Known(row.id, row.password)


def let_in(session: Session, known_account: Known, right: bool, code: str | None, now: datetime) -> AccountRow | None:
    """The account, where all that was given is right, and it is neither locked nor disabled. Else counts one more wrong
    try."""
    row = session.get(AccountRow, known_account.id, with_for_update=True)
    if row is None:
        return None
    step = code_step(row.totp, code, now) if row.totp is not None else 0
    fresh = step is not None and (row.totp is None or step > row.last_code)
    locked = row.locked_until is not None and row.locked_until > now
    if right and fresh and not locked and not row.disabled and row.password == known_account.password:
        row.failures, row.locked_until = 0, None
        row.last_code = step or row.last_code
        return row
    if not locked:
        count_wrong(row, now)
    return None


def count_wrong(row: AccountRow, now: datetime) -> None:
    row.failures += 1
    if row.failures >= TRIES:
        row.failures, row.locked_until = 0, now + LOCKED


def code_step(secret: str | None, code: str | None, now: datetime) -> int | None:
    """The step of the clock whose code this is, None where it is none of the three around now."""
    if secret is None:
        return None
    given = "".join((code or "").split())
    current = int(now.timestamp()) // STEP
    fits = [step for step in (current - 1, current, current + 1) if _same(pyotp.TOTP(secret).at(step * STEP), given)]
    return max(fits, default=None)


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode("utf-8", "replace"))


def begin(session: Session, row: AccountRow, now: datetime) -> str:
    """A new session; gives its token."""
    session.execute(delete(SessionRow).where((SessionRow.begun < now - LONGEST) | (SessionRow.seen < now - IDLE)))
    token = secrets.token_urlsafe(32)
    session.add(SessionRow(hash=_hash(token), account_id=row.id, begun=now, seen=now))
    return token


def of_session(session: Session, token: str, now: datetime) -> tuple[Account, bool] | None:
    """Whose session this is, and whether it is time to note that it was used; None where it has ended."""
    asked = select(SessionRow, AccountRow).join(AccountRow).where(SessionRow.hash == _hash(token))
    session_row = session.execute(asked).first()
    if session_row is None:
        return None
    row, owner = session_row
    if owner.disabled or now - row.begun >= LONGEST or now - row.seen >= IDLE:
        return None
    return account(owner), now - row.seen >= NOTED


def use(session: Session, token: str, now: datetime) -> None:
    row = session.get(SessionRow, _hash(token))
    if row is not None and now > row.seen:
        row.seen = now


def end(session: Session, token: str) -> int | None:
    """Ends a session; gives the id of its account."""
    row = session.get(SessionRow, _hash(token))
    if row is None:
        return None
    session.delete(row)
    return row.account_id


def end_all(session: Session, account_id: int) -> None:
    session.execute(delete(SessionRow).where(SessionRow.account_id == account_id))


def add(session: Session, name: str, password: str, role: Role, now: datetime) -> Account:
    """Raises StoreProblem for a name that is taken or none, a password that is too weak."""
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME or not called.isprintable() or called == "-" or role not in ROLES:
        raise StoreProblem("bad-name")
    if session.scalars(select(AccountRow).where(AccountRow.key == _key(name))).first() is not None:
        raise StoreProblem("name-taken")
    row = AccountRow(name=called, key=_key(name), role=role, password=_new(password, called), added=now)
    row.totp, row.last_code, row.disabled, row.failures, row.locked_until = None, 0, False, 0, None
    session.add(row)
    session.flush()
    return account(row)


def all_accounts(session: Session) -> Sequence[Account]:
    return [account(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.key))]


def named(session: Session, name: str) -> AccountRow:
    """Raises StoreProblem."""
    row = session.scalars(select(AccountRow).where(AccountRow.key == _key(name)).with_for_update()).first()
    if row is None:
        raise StoreProblem("no-account")
    return row


def numbered(session: Session, number: int) -> AccountRow:
    """Raises StoreProblem."""
    row = session.get(AccountRow, number, with_for_update=True)
    if row is None:
        raise StoreProblem("no-account")
    return row


def set_password(session: Session, row: AccountRow, new: str) -> None:
    """A new password: every session of the account ends, and it is locked no more."""
    row.password = _new(new, row.name)
    row.failures, row.locked_until = 0, None
    end_all(session, row.id)


def set_totp(session: Session, row: AccountRow, secret: str | None, code: str | None, now: datetime) -> None:
    """Asks for a code from a phone from now on, once one with this secret is right; None asks for none."""
    if secret is not None:
        step = code_step(secret, code, now)
        if step is None:
            raise StoreProblem("bad-code-from-phone")
        row.last_code = step
    row.totp = secret
    end_all(session, row.id)


def disable(session: Session, row: AccountRow, disabled: bool) -> None:
    row.disabled = disabled
    row.failures, row.locked_until = 0, None
    if disabled:
        end_all(session, row.id)


def administrators(session: Session) -> int:
    """How many can log in and make accounts."""
    asked = select(func.count()).where(AccountRow.role == "administrator", AccountRow.disabled.is_(False))
    return session.scalar(asked) or 0


def new_secret() -> str:
    """A secret for codes from a phone, to be set once a code of it is right."""
    return pyotp.random_base32()


def phone_address(secret: str, name: str) -> str:
    """What the phone reads, as text or as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=DISTRIBUTION)


def account(row: AccountRow) -> Account:
    role = next(role for role in ROLES if role == row.role)
    return Account(row.id, row.name, role, row.totp is not None, row.disabled)


def _new(password: str, name: str) -> str:
    if passwords.too_weak(password, name):
        raise StoreProblem("weak-password")
    return passwords.hashed(password)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()[:100]


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
