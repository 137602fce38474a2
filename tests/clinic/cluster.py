"""A PostgreSQL of our own: started on a socket in a directory of its own, and gone at the end.

PostgreSQL refuses to run as root; there it runs as `nobody`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.patience import PATIENCE, until

if TYPE_CHECKING:
    import psycopg

NAME = "triage"
PLACES = ("/usr/local/bin", *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)))


@dataclass
class Cluster:
    """A server. `directory` holds its socket; `words` are what starts it."""

    directory: Path
    words: Sequence[str]
    server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        with (self.directory / "log").open("ab") as log:
            server = self.server = subprocess.Popen(self.words, stdout=log, stderr=log, cwd="/")
        until(lambda: self.answers() or server.poll() is not None, 0.05)
        assert server.poll() is None, (self.directory / "log").read_text()

    def stop(self, how: signal.Signals) -> None:
        """Ends it; what it acknowledged is kept, unless nobody needs it any more (SIGQUIT)."""
        if self.server is not None:
            self.server.send_signal(how)
            self.server.wait(PATIENCE)
            self.server = None

    def address(self, database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={self.directory}"

    def connected(self, database: str = "postgres") -> psycopg.Connection:
        """To use in a `with`."""
        import psycopg  # noqa: PLC0415

        where = f"host={self.directory} user={NAME} dbname={database}"
        return psycopg.connect(where, autocommit=True, connect_timeout=PATIENCE)

    def run(self, statement: str, database: str = "postgres") -> None:
        with self.connected(database) as connection:
            connection.execute(statement.encode())

    def answers(self) -> bool:
        import psycopg  # noqa: PLC0415

        try:
            self.run("SELECT 1")
        except psycopg.Error:
            return False
        return True


SHAPE = """
SELECT array_agg(part ORDER BY part) FROM (
    SELECT concat_ws(' ', relname, relkind, relhastriggers, conname, pg_get_constraintdef(pg_constraint.oid)) AS part
    FROM pg_class LEFT JOIN pg_constraint ON conrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, atttypmod, attnotnull)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS parts"""
"""All that stands in a database, but for its rows."""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"""


class Databases:
    """Databases like a `template`. Making one, and throwing it away, takes longer than most tests: what one test has
    used serves the next, after what makes it as new (`again`). A connection to each stays open for that."""

    def __init__(self, cluster: Cluster, template: str, again: str) -> None:
        self.cluster, self.template, self.again = cluster, template, again
        with cluster.connected(template) as connection:
            self._shape = connection.execute(SHAPE).fetchone()
        self._used: list[psycopg.Connection] = []
        self._connections = ExitStack()
        self._made = 0

    def close(self) -> None:
        self._connections.close()

    @contextmanager
    def one(self) -> Iterator[str]:
        """Gives the address of one that is as the template, for as long as the block."""
        connection = next((one for one in self._taken() if self._as_new(one)), None) or self._another()
        yield self.cluster.address(connection.info.dbname)
        self._used.append(connection)

    def _taken(self) -> Iterator[psycopg.Connection]:
        while self._used:
            yield self._used.pop()

    def _as_new(self, connection: psycopg.Connection) -> bool:
        """One that a test has made into something else is left."""
        import psycopg  # noqa: PLC0415

        try:
            connection.execute(OTHERS)
            connection.execute(self.again.encode())
            return connection.execute(SHAPE).fetchone() == self._shape
        except psycopg.Error:
            return False

    def _another(self) -> psycopg.Connection:
        self._made += 1
        name = f"{self.template}_{self._made}"
        self.cluster.run(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        return self._connections.enter_context(self.cluster.connected(name))


def programs() -> Path | None:
    """Where the programs of PostgreSQL are; None where there is none."""
    found = shutil.which("initdb") or shutil.which("initdb", path=":".join(PLACES))
    return None if found is None else Path(found).resolve().parent


@contextmanager
def cluster(durable: bool = False) -> Iterator[Cluster]:
    """A server for as long as the block; `durable`: what it acknowledges is on disk."""
    there = programs()
    assert there is not None
    directory = Path(tempfile.mkdtemp(prefix="triage-pg-"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(directory, "nobody")
    directory.chmod(0o700)
    try:
        make = [there / "initdb", "-D", directory / "data", "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(
            _as_somebody([*map(str, make), "--no-sync"]), check=True, capture_output=True, timeout=PATIENCE, cwd="/"
        )
        settings = (
            "listen_addresses=",
            f"unix_socket_directories={directory}",
            "shared_buffers=64MB",
            "autovacuum=off",
        )
        fast = () if durable else ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
        words = [str(there / "postgres"), "-D", str(directory / "data")]
        for setting in (*settings, *fast):
            words += ["-c", setting]
        found = Cluster(directory, _as_somebody(words))
        try:
            found.start()
            yield found
        finally:
            found.stop(signal.SIGQUIT)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _as_somebody(words: Sequence[str]) -> list[str]:
    if os.geteuid() != 0:
        return list(words)
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", *words]
