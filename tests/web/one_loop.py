"""One loop of events for all that the tests of a process ask of pages: a client that has none starts one for each
request, in a thread of its own, and that takes longer than many a page. Who serves pages has one as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def one_loop() -> Iterator[None]:
    from anyio.from_thread import start_blocking_portal  # noqa: PLC0415
    from starlette.testclient import TestClient  # noqa: PLC0415

    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield
