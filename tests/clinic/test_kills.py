"""A program that is killed in the middle of saving loses nothing that it had acknowledged; `make kills` kills more."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.patience import PATIENCE


@pytest.mark.long
def test_what_was_acknowledged_is_there_and_nothing_is_half_there(address: str) -> None:
    program = [sys.executable, "-m", "tests.clinic.kills", "5", address]
    done = subprocess.run(program, capture_output=True, text=True, timeout=2 * PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed 5 times" in done.stdout


def test_it_tells_where_something_acknowledged_is_lost(tmp_path_factory: pytest.TempPathFactory) -> None:
    from sqlalchemy import delete  # noqa: PLC0415

    from tests.clinic import kills  # noqa: PLC0415
    from tests.once import base  # noqa: PLC0415
    from triage.clinic.database import Database  # noqa: PLC0415
    from triage.clinic.model import OPERATOR  # noqa: PLC0415
    from triage.clinic.store import Store  # noqa: PLC0415
    from triage.clinic.tables import CaseRow  # noqa: PLC0415

    place = tmp_path_factory.mktemp("kills") / "cases.sqlite"
    with Store.open(place, base()) as store:
        store.add_case(OPERATOR, kills.TEXTS[0], code="0-0")
    kills.looked_at(str(place), base(), {"0-0": 1})
    with pytest.raises(AssertionError, match="acknowledged"):
        kills.looked_at(str(place), base(), {"0-0": 2})
    database = Database(place)
    with database.session() as session:
        session.execute(delete(CaseRow))
    database.close()
    with pytest.raises((AssertionError, KeyError)):
        kills.looked_at(str(place), base(), {"0-0": 1})
