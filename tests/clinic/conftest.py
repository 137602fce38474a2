"""A store on each database, a clock that stands still, and three people with a role each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copy

import pytest

from tests.clinic.cluster import Cluster, Databases, cluster, programs
from tests.clinic.hashing import quick_passwords  # noqa: F401  # a fixture
from tests.clinic.telling import told_once  # noqa: F401  # a fixture
from tests.once import base
from triage.clinic.model import OPERATOR, Account, Role
from triage.clinic.store import Store
from triage.clinic.tables import Table

PASSWORD = "een zin van genoeg woorden"
NUMBERS = count()
BOTH = (
    pytest.param("sqlite", id="sqlite"),
    # All in one process: they share one server.
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.xdist_group("postgresql")),
)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL for all tests of this process."""
    if programs() is None:
        reason = "no PostgreSQL here (initdb): tools/system installs one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with cluster() as found:
        yield found


@pytest.fixture(scope="session")
def nothing(server: Cluster) -> Iterator[Databases]:
    """Databases with nothing in them."""
    with closing(Databases(server, "template1", "DROP SCHEMA public CASCADE; CREATE SCHEMA public")) as databases:
        yield databases


@pytest.fixture(scope="session")
def empty_stores(server: Cluster) -> Iterator[Databases]:
    """Databases with an empty store in them."""
    server.run("CREATE DATABASE empty_store")
    Store.open(server.address("empty_store")).close()
    tables = [*Table.metadata.tables, "alembic_version"]
    again = ["SET session_replication_role = replica"]  # no trigger forbids it, and no key of another table
    with server.connected("empty_store") as connection:
        connection.execute("CREATE SCHEMA kept")
        for name in tables:
            connection.execute(f"CREATE TABLE kept.{name} AS SELECT * FROM {name}".encode())
            again += [f"DELETE FROM {name}", f"INSERT INTO {name} SELECT * FROM kept.{name}"]
        for (sequence,) in connection.execute("SELECT sequencename FROM pg_sequences"):
            again.append(f"ALTER SEQUENCE {sequence} RESTART")
    with closing(Databases(server, "empty_store", "; ".join(again))) as databases:
        yield databases


@pytest.fixture
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Gives the address of a database of a kind with nothing in it."""
    with ExitStack() as until_the_end:

        def made(kind: str) -> str:
            if kind == "sqlite":
                return str(tmp_path / f"{next(NUMBERS)}.sqlite")
            databases: Databases = request.getfixturevalue("nothing")
            return until_the_end.enter_context(databases.one())

        yield made


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of SQLite, to copy."""
    place = tmp_path_factory.mktemp("empty") / "cases.sqlite"
    Store.open(place).close()
    return place


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path, empty_file: Path) -> Iterator[str]:
    """The address of a store with nothing in it, on each database."""
    if request.param == "sqlite":
        yield str(copy(empty_file, tmp_path / "cases.sqlite"))
        return
    databases: Databases = request.getfixturevalue("empty_stores")
    with databases.one() as there:
        yield there


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(address: str, clock: Clock) -> Iterator[Store]:
    with Store.open(address, base(), clock=clock) as opened:
        yield opened


def with_people(store: Store) -> dict[Role, Account]:
    """One account of each role, called by it; and the operator."""
    found: dict[Role, Account] = {"operator": OPERATOR}
    roles: tuple[Role, ...] = ("clinician", "researcher", "administrator")
    for role in roles:
        found[role] = store.add_account(OPERATOR, role, PASSWORD, role)
    return found


@pytest.fixture
def people(store: Store) -> dict[Role, Account]:
    return with_people(store)


@pytest.fixture
def clinician(people: dict[Role, Account]) -> Account:
    return people["clinician"]


@pytest.fixture
def researcher(people: dict[Role, Account]) -> Account:
    return people["researcher"]
