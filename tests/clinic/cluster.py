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


@dataclass(frozen=True)
class Cluster:
    """A server that runs. `directory` holds its socket."""

    directory: Path

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
        with (directory / "log").open("wb") as log:
            server = subprocess.Popen(_as_somebody(words), stdout=log, stderr=log, cwd="/")
        try:
            found = Cluster(directory)
            until(lambda: found.answers() or server.poll() is not None, 0.05)
            assert server.poll() is None, (directory / "log").read_text()
            yield found
        finally:
            server.send_signal(signal.SIGQUIT)  # it leaves nothing that anybody needs
            server.wait(PATIENCE)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _as_somebody(words: Sequence[str]) -> list[str]:
    if os.geteuid() != 0:
        return list(words)
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", *words]
