"""What the tests of the pages in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.clinic.hashing import quick_passwords  # noqa: F401  # a fixture
from tests.clinic.telling import told_once  # noqa: F401  # a fixture
from tests.deep import DEEP, drawn, language_is_open
from tests.web.at_desk import desk, store_in
from tests.web.looks import LANGUAGES, LOOKS, options
from tests.web.one_loop import one_loop  # noqa: F401  # a fixture
from tests.web.seeing import seen_once  # noqa: F401  # a fixture
from tests.web.window import serving
from triage.clinic.store import Store


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are, as long as a module runs."""
    with serving() as place:
        yield place


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In a browser one of the languages is looked at, with another commit another one; any other test looks at both."""
    if language_is_open(metafunc):
        in_browser = "browser" in metafunc.fixturenames
        languages = drawn(LANGUAGES, metafunc.definition.nodeid) if in_browser else LANGUAGES
        metafunc.parametrize("language", languages, indirect=True)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=range(max(map(len, LOOKS.values()))) if DEEP else None)
def look(language: str, request: pytest.FixtureRequest) -> dict[str, Any]:
    """How a journey is seen in a language."""
    return options(*LOOKS[language][getattr(request, "param", 0)])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of a desk, as long as a module runs."""
    with store_in(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def made(store: Store) -> Any:
    """The pages over that store."""
    return desk(store)
