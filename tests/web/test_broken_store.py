"""A database that another program holds, that is full, stopped or newer, under whole pages of the desk: each gives one
clear page in the language of the reader, what was acknowledged is there, and the pages go on when the database does."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from tests import once
from tests.clinic.cluster import Cluster, cluster, programs
from tests.patience import PATIENCE
from tests.web.at_desk import PASSWORD, AtDesk, desk, file_of
from tests.web.visitor import TODAY
from triage.clinic import database as databases
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR
from triage.clinic.problems import Kind, StoreProblem
from triage.clinic.store import Store

STATUS: dict[Kind, int] = {"locked": 503, "full": 507, "gone": 503, "newer": 503}
HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
NO_ROOM = """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"""


class Broken:
    """A store under pages, and ways in which it breaks for a while."""

    def __init__(self, folder: Path, server: Cluster | None) -> None:
        self.server = server
        self.place = folder / "store.sqlite"
        self.address = str(self.place) if server is None else server.address("postgres")
        self.store = Store.open(self.address, once.base(), clock=lambda: TODAY)
        self.pages = desk(self.store)

    def locked(self) -> AbstractContextManager[object]:
        """Another process, or somebody else at the server, holds it."""
        return self._held_by_another() if self.server is None else self._log_held()

    @contextmanager
    def _held_by_another(self) -> Iterator[None]:
        words = [sys.executable, "-c", HOLDS, str(self.place)]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield
            other.communicate(timeout=PATIENCE)

    @contextmanager
    def _log_held(self) -> Iterator[None]:
        with self.directly() as connection:
            connection.execute(text("LOCK TABLE audit_head IN ACCESS EXCLUSIVE MODE"))
            yield

    @contextmanager
    def directly(self) -> Iterator[Any]:
        """A connection that is not of the pages."""
        database = Database(self.address)
        with database.connected() as connection:
            yield connection
        database.close()

    @contextmanager
    def full(self) -> Iterator[None]:
        """There is no room for anything new."""
        if self.server is not None:
            with self.directly() as connection:
                connection.execute(text(NO_ROOM))
                for table in ("clinic_case", "audit"):
                    connection.execute(
                        text(f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()")
                    )
            yield
            with self.directly() as connection:
                connection.execute(text("DROP FUNCTION no_room CASCADE"))
            return

        def cramped(connection: Any, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # no more than there are

        def roomy(connection: Any, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1000000")

        engine = self.store.database.engine
        event.listen(engine, "checkout", cramped)
        yield
        event.remove(engine, "checkout", cramped)
        event.listen(engine, "checkout", roomy)

    @contextmanager
    def gone(self) -> Iterator[None]:
        """The file is elsewhere for a while, or the server is stopped, and started again."""
        if self.server is not None:
            self.server.stop(signal.SIGINT)
            yield
            self.server.start()
            return
        elsewhere = self.place.with_name("elsewhere.sqlite")
        self.place.rename(elsewhere)
        yield
        elsewhere.rename(self.place)

    @contextmanager
    def newer(self) -> Iterator[None]:
        """A later version of the program brought the tables forward, and takes that back."""
        with self.directly() as connection:
            before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        yield
        with self.directly() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :before"), {"before": before})


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))],
)
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broken]:
    if request.param == "postgresql" and programs() is None:
        pytest.skip("no PostgreSQL here (initdb): tools/system installs one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "PATIENCE", 1)
        with cluster(durable=True) if request.param == "postgresql" else nullcontext() as server:
            made = Broken(tmp_path_factory.mktemp("broken"), server)
            made.store.add_account(OPERATOR, "Anna", PASSWORD, "clinician")
            yield made
            made.store.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", STATUS)
def test_pages_say_what_is_wrong_lose_nothing_and_go_on_when_it_is_over(
    broken: Broken, kind: Kind, language: str
) -> None:
    anna = AtDesk(broken.pages, "Anna", language)
    before, after = (f"{language} {kind} {when}" for when in ("before", "after"))
    anna.add(code=before)
    ways: dict[Kind, Callable[[], AbstractContextManager[object]]] = {
        "locked": broken.locked,
        "full": broken.full,
        "gone": broken.gone,
        "newer": broken.newer,
    }
    anna.get("/add")
    with ways[kind]():
        pages = {"a look": [anna.get("/cases")], "a save": [anna.post("/add", file=file_of(), code=after)]}
        if kind == "full":  # there is a little room left in what the database has already
            pages = {what: refused(anna, what, after) for what in pages}
        for what, (*_, page) in pages.items():
            anna.page = page
            assert page.status_code == STATUS[kind], what
            assert page.headers["content-type"] == "text/html; charset=utf-8"
            assert f'<html lang="{language}"' in page.text
            assert StoreProblem(kind).said(language) in anna.text, what
            assert not any(word in page.text for word in ("Traceback", "sqlite", "psycopg", "alembic"))
    anna.get("/cases")
    assert anna.page.status_code == 200
    assert before in anna.text
    anna.get("/case/" + before)
    assert anna.page.status_code == 200
    anna.add(code=f"{after} all")
    assert f"{after} all" in anna.text
    assert broken.store.verify(OPERATOR).fault is None
    with broken.directly() as connection:
        unsealed = "SELECT count(*) FROM clinic_case WHERE id NOT IN (SELECT case_id FROM record)"
        assert connection.execute(text(unsealed)).scalar() == 0


def refused(anna: AtDesk, what: str, code: str) -> list[Any]:
    """The pages until there is no room any more. Each that was not refused is of something that was kept."""
    pages = []
    for number in range(500):
        page = anna.get("/cases") if what == "a look" else anna.post("/add", file=file_of(), code=f"{code} {number}")
        pages.append(page)
        if page.status_code not in (200, 303):
            return pages
    raise AssertionError("it is never full")


def test_a_store_of_a_later_program_is_not_served(tmp_path: Path) -> None:
    place = tmp_path / "store.sqlite"
    Store.open(place).close()
    database = Database(place)
    with database.connected() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    words = [sys.executable, "-m", "triage", "serve", "--clinic", "--store", str(place), "--port", "0", "--lang", "nl"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == StoreProblem("newer").said("nl")
