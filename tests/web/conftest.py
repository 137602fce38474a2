"""What the tests of the pages in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.clinic.hashing import quick_passwords  # noqa: F401  # a fixture
from tests.deep import drawn, language_is_open
from tests.web.at_desk import desk, store_in
from tests.web.window import DESK, PHONE, serving
from triage.clinic.store import Store


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are, as long as a module runs."""
    with serving() as place:
        yield place


LANGUAGES = ("nl", "en")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A journey in a browser is gone in one of the languages, in another by the next run; any other test in both."""
    if language_is_open(metafunc):
        journey = "browser" in metafunc.fixturenames
        languages = drawn(LANGUAGES, metafunc.definition.nodeid) if journey else LANGUAGES
        metafunc.parametrize("language", languages, indirect=True)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def look(language: str) -> dict[str, Any]:
    """How a journey is seen in a language: so that between them both colours and both sizes occur."""
    if language == "nl":
        return {"viewport": DESK, "color_scheme": "light"}
    return {"viewport": PHONE, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of a desk, as long as a module runs."""
    with store_in(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def made(store: Store) -> Any:
    """The pages over that store."""
    return desk(store)
