"""What the tests of the pages in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.window import serving


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are, as long as a module runs."""
    with serving() as place:
        yield place


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
