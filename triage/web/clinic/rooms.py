"""All doors of the desk together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from triage.clinic.store import Store
from triage.web.clinic.cases import Cases
from triage.web.clinic.desk import Desk
from triage.web.clinic.doors import Door
from triage.web.clinic.lists import Lists
from triage.web.clinic.managing import Managing
from triage.web.clinic.recorded import Recorded
from triage.web.clinic.reviewing import Reviewing
from triage.web.clinic.signing_in import SigningIn

if TYPE_CHECKING:
    from triage.web.application import Site


def doors(desk: Desk) -> list[Door]:
    """Every door that there is."""
    parts = (SigningIn(desk), Lists(desk), Cases(desk), Reviewing(desk), Recorded(desk), Managing(desk))
    return [door for part in parts for door in part.doors()]


def routes(site: Site, store: Store) -> list[Route]:
    """The addresses of the desk over this store."""
    desk = Desk(site, store)
    return desk.routes(doors(desk))
