"""The log: an entry for everything, nothing in it of whom it is about, and a chain that shows what was done to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.clinic.conftest import PASSWORD
from tests.clinic.test_cases import IDENTIFYING, SOON, STORY, text_of
from triage.clinic.audit import Head
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR, Account, Role
from triage.clinic.problems import Refused
from triage.clinic.store import Store

WITHOUT_TRIGGERS = {
    "sqlite": ["DROP TRIGGER audit_no_UPDATE", "DROP TRIGGER audit_no_DELETE"],
    "postgresql": ["ALTER TABLE audit DISABLE TRIGGER ALL"],
}


def directly(address: str, *statements: str, guarded: bool = False) -> None:
    """What somebody does who can write to the database; past its triggers unless `guarded`."""
    database = Database(address)
    try:
        with database.connected() as connection:
            before = [] if guarded else WITHOUT_TRIGGERS[connection.dialect.name]
            for statement in (*before, *statements):
                connection.execute(text(statement))
    finally:
        database.close()


@pytest.fixture
def ten(store: Store, clinician: Account) -> Store:
    """A log of ten entries: three accounts, and what a clinician did."""
    for number in range(4):
        store.add_case(clinician, text_of(SOON), code=f"x{number}")
    for number in range(3):
        store.case(clinician, f"x{number}")
    return store


def test_everything_has_its_entry(store: Store, people: dict[Role, Account]) -> None:
    clinician = people["clinician"]
    token = store.log_in("clinician", PASSWORD).token
    store.add_case(clinician, text_of(SOON), code="x")
    store.case(clinician, "x")
    store.work_list(clinician)
    store.export(clinician, "x")
    store.delete(clinician, "x")
    store.log_out(token)
    with pytest.raises(Refused):
        store.log_in("clinician", "secret words")
    entries = store.audit(people["administrator"]).items
    assert [(entry.operation, entry.by) for entry in entries] == [
        ("log-in-refused", "clinician"),
        *((done, "clinician") for done in ("log-out", "delete", "export", "work-list", "case", "add-case", "log-in")),
        *[("change-account", "-")] * 3,
    ]
    handles = {entry.handle for entry in entries}
    assert len(handles) == 2  # that of the case, and none
    assert {entry.case for entry in entries} == {""}  # its code is gone with it


def test_nothing_in_it_tells_whom_it_is_about(store: Store, people: dict[Role, Account], address: str) -> None:
    clinician = people["clinician"]
    store.add_case(clinician, STORY, code="12345")
    store.save_case(clinician, "12345", STORY.replace("Ommen", "Raalte"), 1)
    store.case(clinician, "12345")
    store.delete(clinician, "12345")
    with pytest.raises(Refused):
        store.log_in("my secret password typed in the wrong place", "x")
    database = Database(address)
    with database.connected(reading=True) as connection:
        kept = repr(connection.execute(text("SELECT * FROM audit")).all())
    database.close()
    assert not [word for word in (*IDENTIFYING, "12345", "Raalte", "secret", "sudden") if word in kept]


def test_a_log_that_nobody_touched_is_sound(ten: Store) -> None:
    found = ten.verify(OPERATOR)
    assert (found.entries, found.fault, found.head.number) == (10, None, 10)
    assert ten.verify(OPERATOR, found.head).fault is None
    assert ten.verify(OPERATOR, Head(0, "0" * 64)).fault is None


TAMPERING: dict[str, tuple[list[str], str, int]] = {
    "one taken out": (["DELETE FROM audit WHERE number = 5"], "removed", 6),
    "the first taken out": (["DELETE FROM audit WHERE number = 1"], "removed", 2),
    "one taken out, and the others moved up": (
        ["DELETE FROM audit WHERE number = 9", "UPDATE audit SET number = 9 WHERE number = 10"],
        "changed",
        9,
    ),
    "who it was": (["UPDATE audit SET by = 'somebody else' WHERE number = 5"], "changed", 5),
    "what was done": (["UPDATE audit SET operation = 'case' WHERE number = 4"], "changed", 4),
    "of which case": (["UPDATE audit SET handle = 'x' WHERE number = 8"], "changed", 8),
    "when": (["UPDATE audit SET at = '2020-01-01 00:00:00' WHERE number = 2"], "changed", 2),
    "how": (["UPDATE audit SET detail = '{}' WHERE number = 1"], "changed", 1),
    "two in each other's place": (
        [
            "UPDATE audit SET number = 100 WHERE number = 5",
            "UPDATE audit SET number = 5 WHERE number = 6",
            "UPDATE audit SET number = 6 WHERE number = 100",
        ],
        "changed",
        5,
    ),
    "the end cut off": (["DELETE FROM audit WHERE number > 7"], "cut-off", 8),
    "all of it": (["DELETE FROM audit"], "cut-off", 1),
    "its head": (["UPDATE audit_head SET number = 9"], "cut-off", 11),
    "no head": (["DELETE FROM audit_head"], "cut-off", 11),
}


@pytest.mark.parametrize(("done", "fault", "number"), TAMPERING.values(), ids=TAMPERING)
def test_what_was_done_to_it_shows(ten: Store, address: str, done: list[str], fault: str, number: int) -> None:
    directly(address, *done)
    database = Database(address)
    from triage.clinic.audit import verify  # noqa: PLC0415

    with database.session(reading=True) as session:
        found = verify(session)
    database.close()
    assert (found.fault, found.number) == (fault, number)
    assert ten is not None


def test_a_log_that_was_cut_off_with_its_head_shows_beside_a_head_that_was_kept(ten: Store, address: str) -> None:
    head = ten.verify(OPERATOR).head
    database = Database(address)
    with database.connected(reading=True) as connection:
        earlier = connection.execute(text("SELECT hash FROM audit WHERE number = 7")).scalar_one()
    database.close()
    literal = f"x'{earlier.hex()}'" if "postgres" not in address else f"'\\x{earlier.hex()}'"
    directly(address, "DELETE FROM audit WHERE number > 7", f"UPDATE audit_head SET number = 7, hash = {literal}")
    assert ten.verify(OPERATOR).fault is None  # nothing in it tells
    assert ten.verify(OPERATOR, head).fault == "cut-off" or ten.verify(OPERATOR, head).fault == "other-head"


CHANGES: dict[str, str] = {
    "change": "UPDATE audit SET by = 'x'",
    "removal": "DELETE FROM audit WHERE number = 1",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_it(ten: Store, address: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"):
        directly(address, statement, guarded=True)
    assert ten.verify(OPERATOR).fault is None


def test_it_is_read_a_page_at_a_time(ten: Store, people: dict[Role, Account]) -> None:
    chief = people["administrator"]
    first = ten.audit(chief, limit=4)
    second = ten.audit(chief, limit=4, before=first.next)
    assert [entry.number for entry in first.items] == [10, 9, 8, 7]
    assert [entry.number for entry in second.items] == [6, 5, 4, 3]
    assert [entry.case for entry in ten.audit(chief, code="x1").items] == ["x1", "x1"]


def test_entries_written_at_once_follow_each_other(store: Store, clinician: Account) -> None:
    from threading import Thread  # noqa: PLC0415

    look: Callable[[], object] = lambda: [store.work_list(clinician) for _ in range(5)]  # noqa: E731
    threads = [Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.verify(OPERATOR)
    assert (found.fault, found.entries) == (None, 3 + 30)
