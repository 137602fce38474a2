"""A PostgreSQL of our own: started on a socket in a directory of its own, and gone at the end.

PostgreSQL refuses to run as root; there it runs as `nobody`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE, until

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

    def run(self, statement: str, database: str = "postgres") -> None:
        import psycopg  # noqa: PLC0415

        with psycopg.connect(
            f"host={self.directory} user={NAME} dbname={database}", autocommit=True, connect_timeout=PATIENCE
        ) as connection:
            connection.execute(statement.encode())

    def answers(self) -> bool:
        import psycopg  # noqa: PLC0415

        try:
            self.run("SELECT 1")
        except psycopg.Error:
            return False
        return True


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
        settings = ("listen_addresses=", f"unix_socket_directories={directory}", "shared_buffers=64MB")
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
