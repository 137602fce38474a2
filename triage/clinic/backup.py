"""The whole store as one file, and back: the same file for SQLite and PostgreSQL, packed lines of JSON.

A backup holds every table as it was at one moment, whatever was written meanwhile, but no session: whoever was logged
in logs in again. Its last line says how many rows there are and their SHA-256: half a file is never restored. It also
says the version of its tables: an older backup is restored into tables of that version, which are then brought forward.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import Session

from triage.clinic import audit, schema
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR
from triage.clinic.problems import StoreProblem
from triage.language.writing import replacing
from triage.version import DISTRIBUTION, VERSION

FORMAT = 1
LEFT_OUT = ("alembic_version", "session")
PART = 1000
"""So many rows are put in at once."""


def back_up(database: Database, place: Path, now: datetime) -> int:
    """Writes the backup, readable by its owner alone; gives the number of rows. Raises OSError, StoreProblem."""
    with (
        replacing(place) as partial,
        partial.open("wb") as file,
        gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed,
    ):
        told, rows = sha256(), 0
        for line in _lines(database, now):
            data = json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            told.update(data)
            packed.write(data)
            rows += "row" in line
        packed.write(json.dumps({"rows": rows, "sha256": told.hexdigest()}).encode() + b"\n")
    return rows


def _lines(database: Database, now: datetime) -> Iterator[Mapping[str, object]]:
    with database.connected(reading=True, snapshot=True) as connection:
        head = {"backup": DISTRIBUTION, "format": FORMAT, "software": VERSION, "at": now.isoformat()}
        yield {**head, "revision": schema.revision_of(connection)}
        for table in _tables(connection):
            for row in connection.execute(select(table).order_by(*table.primary_key)):
                yield {"table": table.name, "row": {name: _written(part) for name, part in row._mapping.items()}}


def restore(database: Database, place: Path, now: datetime) -> int:
    """Puts a backup into an empty database, whole or not at all; gives the number of rows.

    Raises StoreProblem where the database is not empty, the backup is not whole or is of a newer version."""
    lines = _read(place)
    head = next(lines, {})
    revision = head.get("revision")
    if head.get("backup") != DISTRIBUTION:
        raise StoreProblem("bad-backup")
    if head.get("format") != FORMAT or revision not in schema.revisions():
        raise StoreProblem("newer")
    with database.connected() as connection:
        if schema.revision_of(connection) is not None:
            raise StoreProblem("not-empty")
        schema.upgrade(connection, str(revision))
        rows = _put_in(connection, lines)
        schema.upgrade(connection)
        with Session(bind=connection) as session:
            if audit.verify(session).fault is not None:
                raise StoreProblem("bad-backup")
            audit.append(session, OPERATOR, now, "restore", detail={"rows": rows, "revision": str(revision)})
            session.flush()
        return rows


def _put_in(connection: Connection, lines: Iterator[Mapping[str, Any]]) -> int:
    tables = {table.name: table for table in _tables(connection)}
    connection.execute(tables["audit_head"].delete())  # the one of an empty log
    rows, waiting, current = 0, list[dict[str, object]](), ""
    for line in lines:
        name = str(line.get("table"))
        if name not in tables or not isinstance(line.get("row"), dict):
            raise StoreProblem("bad-backup")
        if waiting and (name != current or len(waiting) == PART):
            connection.execute(insert(tables[current]), waiting)
            waiting = []
        current = name
        waiting.append({part: _value(connection, tables[name], part, value) for part, value in line["row"].items()})
        rows += 1
    if waiting:
        connection.execute(insert(tables[current]), waiting)
    for table in tables.values():
        _count_on(connection, table)
    return rows


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL counts on from the numbers that were put in."""
    keys = list(table.primary_key)
    if connection.dialect.name != "postgresql" or len(keys) != 1 or keys[0].name != "id":
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
    highest = connection.scalar(select(func.max(keys[0])))
    if sequence is not None and highest is not None:
        connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _read(place: Path) -> Iterator[Mapping[str, Any]]:
    """The lines between the last and all before it. Raises StoreProblem where the last does not fit them."""
    told, rows = sha256(), 0
    before: bytes | None = None
    try:
        with gzip.open(place, "rb") as packed:
            for data in packed:
                if before is not None:
                    told.update(before)
                    line = json.loads(before)
                    if not isinstance(line, dict):
                        raise StoreProblem("bad-backup")
                    rows += "row" in line
                    yield line
                before = data
        last = json.loads(before or b"{}")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise StoreProblem("bad-backup") from error
    if last != {"rows": rows, "sha256": told.hexdigest()}:
        raise StoreProblem("bad-backup")


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are in this database, of whatever version; those that others refer to first."""
    names = [name for name in inspect(connection).get_table_names() if name not in LEFT_OUT]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return [table for table in metadata.sorted_tables if table.name in names]


def _written(part: object) -> object:
    match part:
        case bytes() | memoryview():
            return bytes(part).hex()
        case datetime():
            return (part if part.tzinfo is not None else part.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        case date():
            return part.isoformat()
        case _:
            return part


def _value(connection: Connection, table: Table, name: str, part: Any) -> object:
    """Raises StoreProblem for what no such column holds."""
    column: Column[Any] | None = table.columns.get(name)
    if column is None:
        raise StoreProblem("bad-backup")
    try:
        match column.type:
            case _ if part is None:
                return None
            case LargeBinary():
                return bytes.fromhex(part)
            case DateTime():
                moment = datetime.fromisoformat(part)
                return moment.replace(tzinfo=None) if connection.dialect.name == "sqlite" else moment
            case Date():
                return date.fromisoformat(part)
            case _:
                return part
    except (ValueError, TypeError) as error:
        raise StoreProblem("bad-backup") from error
