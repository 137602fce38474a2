"""SQLite or PostgreSQL: how a transaction begins and ends, and what an error of theirs means to a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from triage.clinic.problems import Kind, StoreProblem
from triage.language.writing import PRIVATE, private_directory

PATIENCE = 10
"""Seconds to wait for somebody else's transaction."""
READING = "reading"
"""The option of a connection that says that nothing will be written: it waits for nobody."""

SQLITE_KINDS: dict[int, Kind] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_READONLY: "gone",
    sqlite3.SQLITE_PERM: "gone",
    sqlite3.SQLITE_CORRUPT: "unreadable",
    sqlite3.SQLITE_NOTADB: "unreadable",
}
POSTGRES_KINDS: dict[str, Kind] = {
    "55P03": "locked",  # a lock was not given in time
    "40P01": "locked",  # two waited for each other
    "40001": "locked",
    "57014": "locked",  # it took too long
    "53300": "locked",  # too many connections
    "53100": "full",
    "53200": "full",
    "25006": "gone",  # it can only be read
    "42501": "gone",  # it may not be read
    "3D000": "gone",
    "28P01": "gone",
    "28000": "gone",
    "42P01": "unreadable",  # a table is not there
    "42703": "unreadable",
}
GONE_CLASSES = ("08", "57P", "58")
"""Beginnings of what PostgreSQL says when it goes, or lost a file."""


class Database:
    """A database at an address. `place` is the file of SQLite, None for PostgreSQL. `version`: that of its tables, once
    it was looked at; no other is read or written from then on."""

    def __init__(self, address: str | Path) -> None:
        url = _url(address)
        self.place: Path | None = None
        if url.drivername == "sqlite":
            self.place = Path(url.database or "").absolute()
            self.engine = _sqlite(self.place)
        else:
            self.engine = _postgres(url)
        self.version: str | None = None
        self._inode: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is a file; a server says by itself."""
        return self.place is None or (self.place.is_file() and self.place.stat().st_size > 0)

    def make(self) -> None:
        """Makes the file, for nobody else to read. Raises StoreProblem."""
        if self.place is None:
            return
        try:
            private_directory(self.place.parent)
            os.close(os.open(self.place, os.O_CREAT | os.O_RDWR, PRIVATE))
        except OSError as error:
            raise StoreProblem("full" if error.errno == 28 else "gone") from error

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def connected(self, reading: bool = False, snapshot: bool = False) -> Iterator[Connection]:
        """A connection in a transaction, which is kept when the block ends well. `snapshot`: all that is read is as it
        was at one moment, as it always is in SQLite. Raises StoreProblem."""
        with self._telling(), self.engine.connect() as bare:
            connection = bare.execution_options(**{READING: reading})
            if snapshot and self.place is None:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            self._same_file()
            with connection.begin():
                self._same_version(connection)
                yield connection

    def forget(self) -> None:
        """Nothing of what was deleted stays in the file beside that of SQLite. Waits for nobody: the next one does it
        too."""
        if self.place is not None:
            with suppress(SQLAlchemyError, StoreProblem), self.engine.connect() as connection:
                driver = connection.connection.driver_connection
                if driver is not None:
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def session(self, reading: bool = False) -> Iterator[Session]:
        """The same, for rows as objects. What the block yields may not outlive it."""
        with self.connected(reading) as connection, Session(bind=connection, expire_on_commit=False) as session:
            yield session
            session.flush()

    def _same_file(self) -> None:
        """SQLite goes on writing to a file that somebody has deleted or moved: what it acknowledges would be lost."""
        if self.place is None:
            return
        try:
            inode = self.place.stat().st_ino
        except OSError as error:
            raise StoreProblem("gone") from error
        if self._inode is None:
            self._inode = inode
        elif self._inode != inode:
            raise StoreProblem("gone")

    def _same_version(self, connection: Connection) -> None:
        """A newer program may bring the tables forward while this one runs."""
        if self.version is None:
            return
        if connection.scalar(text("SELECT version_num FROM alembic_version")) != self.version:
            raise StoreProblem("newer")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as error:
            kind = _kind(error)
            if kind is None:
                raise
            if kind in ("gone", "unreadable"):
                with suppress(SQLAlchemyError):
                    self.engine.dispose()  # a server that came back is met with new connections
            raise StoreProblem(kind) from error
        except NoConnection as error:
            raise StoreProblem("locked") from error


def _url(address: str | Path) -> URL:
    """Raises StoreProblem for what is no address. A bare path is a file of SQLite."""
    given = str(address)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise StoreProblem("bad-address") from error
    match url.get_backend_name():
        case "sqlite" if url.database not in (None, "", ":memory:"):
            return URL.create("sqlite", database=url.database)
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case _:
            raise StoreProblem("bad-address")


def _sqlite(place: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(place)),
        pool_size=8,
        pool_timeout=PATIENCE,
        connect_args={"timeout": PATIENCE},
    )

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say ourselves when a transaction begins
        for setting in (
            "journal_mode=WAL",  # who reads waits for nobody
            "synchronous=FULL",  # what is acknowledged is on disk
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is not left in free pages
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READING)
        # A transaction that reads first and writes later cannot wait for another: it has to take its turn at once.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgres(url: URL) -> Engine:
    settings = f"-c lock_timeout={PATIENCE}s -c statement_timeout=60s -c timezone=UTC"
    return create_engine(
        url,
        pool_size=8,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        connect_args={"connect_timeout": PATIENCE, "options": settings},
    )


def _kind(error: DBAPIError) -> Kind | None:
    number = getattr(error.orig, "sqlite_errorcode", None)
    if number is not None:
        return SQLITE_KINDS.get(number & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return "gone" if state.startswith(GONE_CLASSES) else POSTGRES_KINDS.get(state)
    return "gone" if error.connection_invalidated or type(error.orig).__name__ == "OperationalError" else None
