"""A backup holds everything and restores into an empty store of either kind, whole or not at all."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import text

from tests.clinic.conftest import BOTH, PASSWORD, Clock, with_people
from tests.clinic.test_audit import directly
from tests.clinic.test_cases import EMERGENCY, SOON, STORY, text_of
from tests.once import base
from triage.clinic import schema
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR, Account, Role
from triage.clinic.problems import StoreProblem
from triage.clinic.store import Store
from triage.clinic.tables import Table

RELEASED = Path(__file__).parent / "released"
"""A backup of a store of each version of the tables, as `triage clinic backup` of that version wrote it."""


def dumped(address: str) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables, but sessions."""
    database = Database(address)
    with database.connected(reading=True) as connection:
        found = {
            name: [
                dict(row._mapping) for row in connection.execute(table.select().order_by(*table.primary_key.columns))
            ]
            for name, table in Table.metadata.tables.items()
            if name != "session"
        }
    database.close()
    return found


def backed_up(store: Store, people: dict[Role, Account], place: Path) -> Path:
    """A store that gets something in every table; and its backup."""
    clinician = people["clinician"]
    store.log_in("clinician", PASSWORD)
    for code, words in {"a": text_of(SOON), "b": text_of(EMERGENCY), "c": STORY}.items():
        store.add_case(clinician, words, code=code)
    store.say_first(clinician, "a", "urgent", "none")
    store.keep_for(OPERATOR, 240)
    store.back_up(OPERATOR, place)
    return place


@pytest.fixture
def backup(store: Store, people: dict[Role, Account], tmp_path: Path) -> Path:
    return backed_up(store, people, tmp_path / "backup.gz")


@pytest.fixture(scope="module")
def whole(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a backup is, made once for who damages it. From which database it came it does not tell."""
    room = tmp_path_factory.mktemp("whole")
    with Store.open(copy(empty_file, room / "cases.sqlite"), base(), clock=Clock()) as store:
        return backed_up(store, with_people(store), room / "backup.gz").read_bytes()


@pytest.mark.parametrize("other", BOTH)
def test_what_was_there_is_there_again(
    backup: Path, store: Store, address: str, nowhere: Callable[[str], str], other: str, clock: Clock
) -> None:
    there = nowhere(other)
    rows = Store.restore(there, backup, clock)
    before, after = dumped(address), dumped(there)
    *log, restored = after.pop("audit")
    assert log == before.pop("audit")
    assert restored["operation"] == "restore"
    before.pop("audit_head"), after.pop("audit_head")
    assert after == before
    assert rows == sum(map(len, before.values())) + len(log) + 1
    with Store.open(there, base(), create=False, clock=clock) as again:
        assert again.verify(OPERATOR).fault is None
        assert again.log_in("clinician", PASSWORD).account.name == "clinician"
        assert again.kept_for(OPERATOR) == 240
        added = again.add_case(again.accounts(OPERATOR)[1], text_of(SOON), code="d")  # numbers are counted on
        assert added.id > max(int(str(row["id"])) for row in before["clinic_case"])
    assert store is not None


def test_only_its_owner_can_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_it_is_restored_into_nothing_but_an_empty_store(backup: Path, address: str) -> None:
    with pytest.raises(StoreProblem) as error:
        Store.restore(address, backup)
    assert error.value.kind == "not-empty"


def lines(place: Path) -> list[bytes]:
    return gzip.decompress(place.read_bytes()).splitlines(keepends=True)


def packed(parts: list[bytes]) -> bytes:
    return gzip.compress(b"".join(parts))


def edited(parts: list[bytes], old: bytes, new: bytes) -> bytes:
    assert any(old in part for part in parts)
    return packed([part.replace(old, new) for part in parts])


def another_head(parts: list[bytes], **change: object) -> bytes:
    return packed([json.dumps({**json.loads(parts[0]), **change}).encode() + b"\n", *parts[1:]])


BROKEN: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "bad-backup"),
    "something else": (lambda _: b"just some text", "bad-backup"),
    "something else, packed": (lambda _: gzip.compress(b"[1]\n{}\n"), "bad-backup"),
    "cut off": (lambda place: place.read_bytes()[:-40], "bad-backup"),
    "without its end": (lambda place: packed(lines(place)[:-1]), "bad-backup"),
    "without one row": (lambda place: packed([*lines(place)[:3], *lines(place)[4:]]), "bad-backup"),
    "an answer changed": (lambda place: edited(lines(place), b"urgent", b"soonish"), "bad-backup"),
    "of a newer version": (lambda place: another_head(lines(place), revision="9999"), "newer"),
    "of a newer form": (lambda place: another_head(lines(place), format=2), "newer"),
}


@pytest.mark.parametrize(("broken", "kind"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("other", BOTH)
def test_what_is_no_whole_backup_is_not_restored(
    whole: bytes, nowhere: Callable[[str], str], other: str, broken: Callable[[Path], bytes], kind: str, tmp_path: Path
) -> None:
    there, backup = nowhere(other), tmp_path / "backup.gz"
    backup.write_bytes(whole)
    backup.write_bytes(broken(backup))
    with pytest.raises(StoreProblem) as error:
        Store.restore(there, backup)
    assert error.value.kind == kind
    database = Database(there)
    with database.connected(reading=True) as connection:
        assert schema.revision_of(connection) is None
    database.close()


def test_a_backup_of_a_log_that_was_changed_is_not_restored(
    store: Store, backup: Path, address: str, tmp_path: Path
) -> None:
    directly(address, "UPDATE audit SET by = 'x' WHERE number = 2")
    store.back_up(OPERATOR, backup)
    with pytest.raises(StoreProblem) as error:
        Store.restore(tmp_path / "other.sqlite", backup)
    assert error.value.kind == "bad-backup"


def test_there_is_a_backup_of_every_version_that_was_released() -> None:
    assert [place.name for place in sorted(RELEASED.iterdir())] == [f"{name}.gz" for name in schema.revisions()]


@pytest.mark.parametrize("released", sorted(RELEASED.iterdir()), ids=lambda place: place.name)
@pytest.mark.parametrize("other", BOTH)
def test_every_version_that_was_released_is_brought_forward(
    nowhere: Callable[[str], str], other: str, released: Path
) -> None:
    there = nowhere(other)
    Store.restore(there, released)
    with Store.open(there, base(), create=False) as store:
        assert store.verify(OPERATOR).fault is None
        assert store.log_in("clinician", PASSWORD).account.role == "clinician"
        clinician = store.accounts(OPERATOR)[1]
        assert [case.code for case in store.work_list(clinician).items] == ["b", "a", "c"]
        assert [one.urgency for one in store.first_impressions(clinician, "a")] == ["urgent"]
        assert store.kept_for(OPERATOR) == (240 if released.stem >= "0003" else None)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("revision", schema.revisions())
def test_tables_of_every_version_become_those_of_this_program(
    nowhere: Callable[[str], str], kind: str, revision: str
) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415

    there = nowhere(kind)
    database = Database(there)
    database.make()
    assert schema.bring(database, revision) == (None, revision)
    if revision != schema.NEWEST:
        with pytest.raises(StoreProblem) as error:
            Store.open(there)
        assert error.value.kind == "older"
        assert Store.migrate(there) == (revision, schema.NEWEST)
    assert Store.migrate(there) == (schema.NEWEST, schema.NEWEST)
    with database.connected(reading=True) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    database.close()


def test_the_newest_version_is_the_last() -> None:
    assert schema.revisions()[-1] == schema.NEWEST


def test_a_store_of_a_newer_program_is_left_alone(store: Store, address: str) -> None:
    directly(address, "UPDATE alembic_version SET version_num = '9999'", guarded=True)
    for touch in (lambda: Store.open(address), lambda: Store.migrate(address)):
        with pytest.raises(StoreProblem) as error:
            touch()
        assert error.value.kind == "newer"
    database = Database(address)
    with database.connected(reading=True) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    database.close()
    assert store is not None
