"""Which version the tables of a database have, and how it is brought forward to that of this program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from triage.clinic.database import Database
from triage.clinic.problems import StoreProblem

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0003"
"""The version of `tables`; a test compares."""


def revisions() -> tuple[str, ...]:
    """Every version that there was, the oldest first."""
    return tuple(reversed([revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()]))


def revision_of(connection: Connection) -> str | None:
    """The version that a database has; None where it is empty. Raises StoreProblem where it is no store of ours."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise StoreProblem("unreadable")
    return revision


def check(database: Database) -> None:
    """Holds the database to the version of this program. Raises StoreProblem where it is newer or older, or none of
    ours."""
    with database.connected(reading=True) as connection:
        revision = revision_of(connection)
    if revision is None:
        raise StoreProblem("gone")
    if revision not in revisions():
        raise StoreProblem("newer")
    if revision != NEWEST:
        raise StoreProblem("older")
    database.version = NEWEST


def bring(database: Database, to: str = "head") -> tuple[str | None, str]:
    """Brings a database forward in one transaction: from an empty one too. Gives the version before and after.

    Raises StoreProblem where it is newer than this program."""
    with database.connected() as connection:
        before = revision_of(connection)
        if before is not None and before not in revisions():
            raise StoreProblem("newer")
        upgrade(connection, to)
        return before, revision_of(connection) or ""


def upgrade(connection: Connection, to: str = "head") -> None:
    """The same within a transaction that is under way."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
