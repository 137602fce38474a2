"""A database that is busy, full, gone, damaged or none of ours brings one clear message, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.clinic.conftest import Clock
from tests.clinic.test_cases import SOON, text_of
from tests.once import base
from triage.clinic import database as databases
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR, Account
from triage.clinic.problems import PHRASES_OF, StoreProblem
from triage.clinic.store import Store


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 1)


@pytest.fixture
def other(address: str) -> Iterator[Database]:
    """The same database, as somebody else uses it."""
    found = Database(address)
    yield found
    found.close()


def kind_of(call: Callable[[], object]) -> str:
    with pytest.raises(StoreProblem) as error:
        call()
    assert error.value.said("nl") != error.value.said("en")
    return error.value.kind


def is_sqlite(address: str) -> bool:
    return "://" not in address


@pytest.mark.usefixtures("impatient")
def test_a_database_that_somebody_else_holds_is_busy(address: str, other: Database, clock: Clock) -> None:
    with Store.open(address, base(), clock=clock) as store:
        with other.connected() as connection:
            if not is_sqlite(address):
                connection.execute(text("LOCK TABLE audit_head IN ACCESS EXCLUSIVE MODE"))
            assert kind_of(lambda: store.accounts(OPERATOR)) == "locked"
        assert store.verify(OPERATOR).entries == 0


def test_a_database_that_is_full_says_so_and_keeps_what_it_had(store: Store, address: str, clinician: Account) -> None:
    store.add_case(clinician, text_of(SOON), code="kept")
    if is_sqlite(address):

        def cramped(connection: Any, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # no more than there are

        engine = store.database.engine
        event.listen(engine, "checkout", cramped)
        assert kind_of(lambda: [store.add_case(clinician, text_of(SOON)) for _ in range(500)]) == "full"
        event.remove(engine, "checkout", cramped)
    else:
        directly = Database(address)
        with directly.connected() as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
                )
            )
            connection.execute(text("CREATE TRIGGER full_disk BEFORE INSERT ON clinic_case EXECUTE FUNCTION no_room()"))
        directly.close()
        assert kind_of(lambda: store.add_case(clinician, text_of(SOON), code="x")) == "full"
    with Store.open(address, base()) as again:
        assert again.case(clinician, "kept").text == text_of(SOON)
        assert again.verify(OPERATOR).fault is None


def test_a_file_that_was_taken_away_is_gone(tmp_path: Path) -> None:
    place = tmp_path / "cases.sqlite"
    with Store.open(place, base()) as store:
        place.rename(tmp_path / "elsewhere.sqlite")
        assert kind_of(lambda: store.accounts(OPERATOR)) == "gone"
        Store.open(place).close()  # another one in its place is another one
        assert kind_of(lambda: store.accounts(OPERATOR)) == "gone"


def test_a_file_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    place = tmp_path / "cases.sqlite"
    assert kind_of(lambda: Store.open(place, create=False)) == "gone"
    assert kind_of(lambda: Store.migrate(place)) == "gone"
    assert not place.exists()


def test_a_folder_in_place_of_the_file_is_no_store(tmp_path: Path) -> None:
    assert kind_of(lambda: Store.open(tmp_path)) == "gone"


@pytest.mark.parametrize("data", [b"junk", b"SQLite format 3\0" + b"x" * 5000])
def test_another_file_is_no_store(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "cases.sqlite"
    place.write_bytes(data)
    assert kind_of(lambda: Store.open(place)) == "unreadable"
    assert place.read_bytes() == data


def test_the_database_of_another_program_is_no_store(tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415

    place = tmp_path / "other.sqlite"
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()
    assert kind_of(lambda: Store.open(place)) == "unreadable"


@pytest.mark.parametrize("word", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "http://example.org", "://"])
def test_what_is_no_address_is_told(word: str) -> None:
    assert kind_of(lambda: Store.open(word)) == "bad-address"


def test_a_server_that_is_not_there_is_gone(tmp_path: Path) -> None:
    assert kind_of(lambda: Store.open(f"postgresql://triage@/x?host={tmp_path}")) == "gone"


@pytest.mark.parametrize("address", [pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def test_a_server_that_hangs_up_is_met_again(
    address: str, nowhere: Callable[[str], str], request: pytest.FixtureRequest
) -> None:
    there = nowhere(address)
    with Store.open(there, base()) as store:
        assert list(store.accounts(OPERATOR)) == []
        server = request.getfixturevalue("server")
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
        assert list(store.accounts(OPERATOR)) == []


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    place = tmp_path / "new" / "cases.sqlite"
    with Store.open(place, base()) as store:
        store.add_case(OPERATOR, text_of(SOON))
        modes = {path.name: path.stat().st_mode & 0o777 for path in (place.parent, *place.parent.iterdir())}
    assert set(modes.values()) == {0o600, 0o700}


def test_no_message_names_the_address(tmp_path: Path) -> None:
    """There may be a password in it."""
    secret = f"postgresql://triage:hunter2@/x?host={tmp_path}"
    with pytest.raises(StoreProblem) as error:
        Store.open(secret)
    assert "hunter2" not in error.value.said("nl") + error.value.said("en") + str(error.value)
    assert len(PHRASES_OF) == len(set(PHRASES_OF.values()))
