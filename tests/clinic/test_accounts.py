"""Logging in: who is let in, who is not and learns nothing, and when a session ends."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pyotp
import pytest
from sqlalchemy import select

from tests.clinic.conftest import PASSWORD, Clock
from triage.clinic import accounts, passwords
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR, Account, Role
from triage.clinic.problems import Refused, StoreProblem
from triage.clinic.store import Store
from triage.clinic.tables import SessionRow

NEW = "een andere zin van genoeg woorden"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def kind_of(call: Callable[[], object]) -> str:
    with pytest.raises(StoreProblem) as error:
        call()
    return error.value.kind


def code_at(clock: Clock, step: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(int(clock.now.timestamp()) + 30 * step)


def tries(store: Store, name: str, number: int) -> None:
    for _ in range(number):
        with pytest.raises(Refused):
            store.log_in(name, "not this one")


@pytest.mark.parametrize("name", ["clinician", " Clinician ", "CLINICIAN"])
def test_with_name_and_password_one_is_let_in(store: Store, clinician: Account, name: str) -> None:
    came = store.log_in(name, PASSWORD)
    assert came.account == clinician
    assert store.who(came.token) == clinician


def test_whoever_is_refused_learns_nothing(
    store: Store, people: dict[Role, Account], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_totp(OPERATOR, "researcher", SECRET, code_at(clock))
    store.disable(OPERATOR, "administrator")
    tries(store, "clinician", accounts.TRIES)
    compared: list[bool] = []
    really = passwords.holds

    def holds(kept: str, password: str) -> bool:
        compared.append(not passwords.stale(kept))
        return really(kept, password)

    monkeypatch.setattr(passwords, "holds", holds)
    clock.passes(minutes=1)
    attempts: dict[str, tuple[str, str, str | None]] = {
        "no such name": ("nobody", PASSWORD, None),
        "wrong password": ("researcher", "not this one", code_at(clock)),
        "no code": ("researcher", PASSWORD, None),
        "wrong code": ("researcher", PASSWORD, "000000"),
        "disabled": ("administrator", PASSWORD, None),
        "locked out": ("clinician", PASSWORD, None),
        "empty": ("", "", ""),
        "far too long": ("x" * 10_000, "y" * 10_000, "z" * 10_000),
    }
    said = set()
    for name, password, code in attempts.values():
        with pytest.raises(Refused) as error:
            store.log_in(name, password, code)
        said.add((error.value.said("nl"), error.value.said("en")))
    assert len(said) == 1
    # A hash with the same settings is compared for each: that is what takes the time.
    assert compared == [True] * len(attempts)
    assert len(people) == 4


def test_after_five_wrong_tries_an_account_is_locked_for_a_while(
    store: Store, clinician: Account, clock: Clock
) -> None:
    tries(store, "clinician", accounts.TRIES)
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD)
    clock.passes(minutes=14)
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD)
    clock.passes(minutes=2)
    assert store.log_in("clinician", PASSWORD).account == clinician


def test_a_good_try_forgets_the_wrong_ones_before_it(store: Store, clinician: Account) -> None:
    for _ in range(3):
        tries(store, "clinician", accounts.TRIES - 1)
        assert store.log_in("clinician", PASSWORD).account == clinician


def test_a_code_from_a_phone_is_needed_and_taken_once(store: Store, clinician: Account, clock: Clock) -> None:
    store.set_totp(OPERATOR, "clinician", SECRET, code_at(clock))
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD, code_at(clock))  # the one that was used to set it up
    clock.passes(seconds=60)
    came = store.log_in("clinician", PASSWORD, code_at(clock))
    assert came.account == Account(clinician.id, "clinician", "clinician", totp=True)
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD, code_at(clock))
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD, code_at(clock, 5))


def test_a_code_is_asked_for_only_once_one_was_right(store: Store, clinician: Account) -> None:
    assert kind_of(lambda: store.set_totp(clinician, "clinician", SECRET, "123")) == "bad-code-from-phone"
    assert store.log_in("clinician", PASSWORD).account == clinician


def test_one_sets_ones_own_code_and_nobody_elses(store: Store, people: dict[Role, Account], clock: Clock) -> None:
    assert kind_of(lambda: store.set_totp(people["clinician"], "researcher", SECRET, code_at(clock))) == "not-allowed"
    store.set_totp(people["clinician"], "clinician", SECRET, code_at(clock))
    assert [one.totp for one in store.accounts(OPERATOR)] == [False, True, False]


@pytest.mark.parametrize(
    ("times", "ends"),
    [
        ([{"minutes": 29}], False),
        ([{"minutes": 30}], True),
        ([{"minutes": 29}] * 24, False),
        ([{"minutes": 29}] * 25, True),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_session_ends_when_nothing_happens_and_after_twelve_hours(
    store: Store, clock: Clock, times: list[dict[str, float]], ends: bool
) -> None:
    token = store.log_in("clinician", PASSWORD).token
    for time in times:
        clock.passes(**time)
        account = store.who(token)
    assert (account is None) == ends


ENDING: dict[str, Callable[[Store, Account, str], object]] = {
    "log out": lambda store, _by, token: store.log_out(token),
    "own password": lambda store, by, _token: store.change_password(by, PASSWORD, NEW),
    "new password": lambda store, by, _token: store.set_password(OPERATOR, by.name, NEW),
    "disabled": lambda store, by, _token: store.disable(OPERATOR, by.name),
    "another role": lambda store, by, _token: store.set_role(OPERATOR, by.name, "researcher"),
    "no code any more": lambda store, by, _token: store.set_totp(by, by.name, None),
}


@pytest.mark.parametrize("end", ENDING.values(), ids=ENDING)
def test_a_session_ends_with_what_it_rested_on(
    store: Store, clinician: Account, end: Callable[[Store, Account, str], object]
) -> None:
    here, there = store.log_in("clinician", PASSWORD).token, store.log_in("clinician", PASSWORD).token
    end(store, clinician, here)
    assert store.who(here) is None
    # Elsewhere one goes on only after a mere log-out here.
    assert (store.who(there) is not None) == (end is ENDING["log out"])


@pytest.mark.usefixtures("people")
def test_no_session_is_anybodys(store: Store) -> None:
    assert [store.who(token) for token in ("", "x", "\ud800", "a" * 10_000)] == [None] * 4


@pytest.mark.usefixtures("people")
def test_the_store_holds_no_token(store: Store, address: str) -> None:
    token = store.log_in("clinician", PASSWORD).token
    database = Database(address)
    with database.session(reading=True) as session:
        kept = [row.hash for row in session.scalars(select(SessionRow))]
    database.close()
    assert kept == [sha256(token.encode()).hexdigest()]


def test_a_wrong_old_password_changes_nothing_and_counts(store: Store, clinician: Account) -> None:
    for _ in range(accounts.TRIES):
        assert kind_of(lambda: store.change_password(clinician, "not this one", NEW)) == "wrong-password"
    assert kind_of(lambda: store.change_password(clinician, PASSWORD, NEW)) == "wrong-password"
    with pytest.raises(Refused):
        store.log_in("clinician", PASSWORD)


@pytest.mark.parametrize(
    "password",
    ["kort", "aaaaaaaaaaaaaa", "1234567890123", "Welkom2026!!!!", "annadevries1961", "ab\x00cdefghijklm", "x" * 129],
)
def test_what_everybody_tries_first_is_no_password(store: Store, password: str) -> None:
    assert kind_of(lambda: store.add_account(OPERATOR, "Anna de Vries", password, "clinician")) == "weak-password"
    assert list(store.accounts(OPERATOR)) == []


@pytest.mark.parametrize("name", ["", " ", "-", "x" * 61, "a\x1bb"])
def test_what_is_no_name_makes_no_account(store: Store, name: str) -> None:
    assert kind_of(lambda: store.add_account(OPERATOR, name, PASSWORD, "clinician")) == "bad-name"


@pytest.mark.usefixtures("people")
def test_a_name_is_taken_once(store: Store) -> None:
    assert kind_of(lambda: store.add_account(OPERATOR, "CLINICIAN", PASSWORD, "clinician")) == "name-taken"


def test_the_last_administrator_stays_one(store: Store, people: dict[Role, Account]) -> None:
    chief = people["administrator"]
    assert kind_of(lambda: store.disable(chief, "administrator")) == "last-administrator"
    assert kind_of(lambda: store.set_role(chief, "administrator", "clinician")) == "last-administrator"
    store.add_account(chief, "another", PASSWORD, "administrator")
    store.disable(chief, "administrator")
    assert [one.disabled for one in store.accounts(OPERATOR)] == [True, False, False, False]


def test_passwords_are_kept_as_argon2id_with_the_settings_of_its_standard() -> None:
    import argon2  # noqa: PLC0415

    kept = argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY).hash(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.holds(kept, PASSWORD)
    assert not passwords.holds(kept, NEW)
    assert not passwords.holds("no hash at all", PASSWORD)
