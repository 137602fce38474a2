"""A program that is killed in the middle of saving, again and again: `python -m tests.clinic.kills 100`.

Each time a process of its own puts cases in and changes them, and says after each what was acknowledged. It is killed
(SIGKILL) at some moment; then the store is opened again: all that was acknowledged has to be there, nothing may be half
there, and the log has to be sound."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from tests.clinic.cluster import cluster, programs
from tests.patience import PATIENCE
from triage.clinic.database import Database
from triage.clinic.model import OPERATOR, Wanted
from triage.clinic.store import Store
from triage.clinic.tables import AuditRow, CaseRow
from triage.clinic.told import tell
from triage.commands.reading import cache_place
from triage.inference.cache import load_cached
from triage.language.base import Base
from triage.language.files import shipped

TEXTS = [path.read_text() for path in sorted((shipped() / "cases").glob("b*.yaml"))[:6]]
PASSWORD = "een zin van genoeg woorden"


def _work(address: str, base: Base, turn: int, out: int) -> None:
    with Store.open(address, base) as store:
        clinician = next(one for one in store.accounts(OPERATOR) if one.name == "clinician")
        for number in range(10_000):
            code, text = f"{turn}-{number}", TEXTS[number % len(TEXTS)]
            kept = store.add_case(clinician, text, code=code)
            os.write(out, f"{code} {kept.version}\n".encode())
            kept = store.save_case(clinician, code, f"# once more\n{text}", kept.version)
            os.write(out, f"{code} {kept.version}\n".encode())


def _killed(address: str, base: Base, turn: int, chance: random.Random) -> dict[str, int]:
    """Lets a process work and kills it; gives what it had been told to be kept, by code."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(PATIENCE)  # nothing that is stuck stays
        _work(address, base, turn, writing)
        os._exit(1)
    os.close(writing)
    wanted, met = chance.randrange(1, 8), b""
    with os.fdopen(reading, "rb", buffering=0) as lines:
        while met.count(b"\n") < wanted and (part := lines.read(4096)):
            met += part
        time.sleep(chance.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        while part := lines.read(4096):
            met += part
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the process ended by itself: {status}"
    assert os.WTERMSIG(status) == signal.SIGKILL, "the process was stuck"
    acknowledged: dict[str, int] = {}
    for line in met.decode().splitlines():
        code, version = line.split()
        acknowledged[code] = int(version)
    return acknowledged


def looked_at(address: str, base: Base, acknowledged: dict[str, int]) -> None:
    with Store.open(address, base, create=False) as store:
        assert store.verify(OPERATOR).fault is None
    database = Database(address)
    with database.session(reading=True) as session:
        rows = {row.code: row for row in session.scalars(select(CaseRow))}
        entries: dict[str, int] = {
            name: session.scalar(select(func.count()).where(AuditRow.operation == name)) or 0
            for name in ("add-case", "save-case")
        }
    database.close()
    lost = {code: version for code, version in acknowledged.items() if rows[code].version < version}
    assert not lost, f"acknowledged, and not there: {lost}"
    half = [code for code, row in rows.items() if row.text.startswith("# once more") != (row.version == 2)]
    assert not half, f"half written: {half}"
    assert entries == {"add-case": len(rows), "save-case": sum(row.version == 2 for row in rows.values())}


def kill(address: str, times: int, seed: int) -> int:
    """Kills so many processes; gives how many saves had been acknowledged. Raises AssertionError."""
    base, chance = load_cached(None, cache_place()), random.Random(seed)
    acknowledged: dict[str, int] = {}
    tell(base, None, TEXTS[0], "case.yaml")  # what is made of a base for that is there for every process
    with Store.open(address, base) as store:
        store.add_account(OPERATOR, "clinician", PASSWORD, "clinician")
        assert store.work_list(store.log_in("clinician", PASSWORD).account, Wanted()).total == 0
    for turn in range(times):
        acknowledged |= _killed(address, base, turn, chance)
        looked_at(address, base, acknowledged)
    return sum(acknowledged.values())


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    if len(sys.argv) > 2:
        print(f"killed {times} times, {kill(sys.argv[2], times, seed)} saves acknowledged and kept")
        return
    with tempfile.TemporaryDirectory() as room:
        saves = kill(str(Path(room) / "cases.sqlite"), times, seed)
    print(f"SQLite: killed {times} times, {saves} saves acknowledged and kept", flush=True)
    if programs() is None:
        print("There is no PostgreSQL here.")
        return
    with cluster(durable=True) as server:
        saves = kill(server.address("postgres"), times, seed)
    print(f"PostgreSQL: killed {times} times, {saves} saves acknowledged and kept")


if __name__ == "__main__":
    main()
