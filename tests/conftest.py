"""Settings for every test, and the small hand-written base that many of them share."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings
from hypothesis import seed as seeded

from tests import deep
from tests.patience import PATIENCE
from triage.inference import cache
from triage.language import document
from triage.language.base import Base
from triage.language.files import DocumentError, shipped
from triage.language.load import load
from triage.terminal import places

HERE = Path(__file__).parent
LATEST = pytest.StashKey[float | None]()

BASES = HERE / "bases"
CASES = shipped() / "cases"

BASES_KEPT = 6
TEXTS_KEPT = 1000
LONG_TEXT = 200_000

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--in-process-gpu",
    "--renderer-process-limit=1",  # none waits, ready, for a page that does not come
    # No page lives long enough to be compiled for speed; what axe makes and throws away fits where it is thrown away.
    "--js-flags=--no-turbofan --no-maglev --min-semi-space-size=16 --max-semi-space-size=64",
)

NO_EXPLAINING = [phase for phase in Phase if phase is not Phase.explain]  # it takes minutes here

settings.register_profile(
    "ours",
    phases=NO_EXPLAINING,
    derandomize=True,  # but for the seed of the run, which pytest_itemcollected gives each test
    deadline=None,
    database=None,
    max_examples=100 if deep.DEEP else 12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("ours")


@pytest.fixture(scope="session")
def ankle_files() -> Path:
    return BASES / "ankle"


@pytest.fixture(scope="session")
def ankle() -> Base:
    """A base that has one of everything that the language knows."""
    return load(BASES / "ankle")


# No longer than a module: while Playwright runs, no other event loop can in the same thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # heavy

    there = next(filter(None, map(shutil.which, BROWSERS)), None)
    if there is None:
        reason = f"no browser here ({', '.join(BROWSERS)}): tools/system installs one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=there, args=BROWSER_ARGUMENTS, timeout=PATIENCE * 1000)
        yield launched
        launched.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="Renew the files that tests compare with.")
    parser.addoption("--within", type=float, metavar="SECONDS", help="Start no test after this; the rest is skipped.")
    parser.addoption("--draw", type=int, metavar="NUMBER", help="Draw of what is many as a run with this number did.")


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # until all is collected: modules and tests stay until the end
    asked = config.getoption("--draw")
    deep.begin(deep.of_the_commit() if asked is None else asked)
    # Who is started in the background of a shell ignores Ctrl-C, and so does every program that it starts.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        with suppress(ValueError):  # not in the main thread: then signals are somebody else's
            signal.signal(signal.SIGINT, signal.default_int_handler)
    # The same of a terminal that closes, for who is started by nohup.
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        with suppress(ValueError):
            signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_report_header() -> str:
    return "all of what is many is looked at" if deep.DEEP else f"of what is many: --draw {deep.seed()}"


def pytest_collection(session: pytest.Session) -> None:
    """Each process reads every file. Each begins with others of them, and later finds what the others compiled."""
    config = session.config
    worker = getattr(config, "workerinput", None)
    if worker is None or config.args != config.getini("testpaths"):
        return
    names = [f"tests.{path.parent.name}.{path.stem}" for path in sorted(HERE.glob("*/test_*.py"))]
    first = len(names) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for name in names[first:] + names[:first]:
        with suppress(Exception, pytest.skip.Exception):  # told when the file itself is collected
            import_module(name)


def pytest_itemcollected(item: pytest.Item) -> None:
    if isinstance(item, pytest.Function) and isfunction(item.obj) and is_hypothesis_test(item.obj):
        seeded(deep.seed())(item.obj)
    # What is asked of one worked case of the shipped base is asked in one process, where it was concluded before.
    told = item.callspec.params.get("path") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
    if isinstance(told, Path) and told.parent == CASES:
        item.add_marker(pytest.mark.xdist_group(told.stem))
    # Of other tests those of a file: what they share is made once, and files are sooner handed out than tests.
    elif item.get_closest_marker("xdist_group") is None:
        item.add_marker(pytest.mark.xdist_group(item.nodeid.split("::", maxsplit=1)[0].removeprefix("tests/")))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever the order, what takes long goes first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.freeze()  # collecting garbage need not look at all that each time
    gc.enable()
    seconds = session.config.getoption("--within")
    session.config.stash[LATEST] = None if seconds is None else time.monotonic() + seconds


def pytest_runtest_setup(item: pytest.Item) -> None:
    latest = item.config.stash.get(LATEST, None)
    if latest is not None and time.monotonic() > latest:
        pytest.skip("there was no time left for it")


@pytest.fixture(scope="session", autouse=True)
def bases_kept_here() -> Iterator[None]:
    """A command that finds a base kept, by the same file as one before it, is given the very same base: what is made of
    a base is then made once for all commands in a process. Nobody can change one."""
    read, own = cache.read_kept, places.cache()
    known: dict[tuple[object, ...], Base] = {}

    def looked_up(place: Path, key: bytes) -> Base | None:
        if place.parent != own:
            return read(place, key)
        try:
            states = [path.stat() for path in (place, place.parent)]
        except OSError:
            return read(place, key)
        file = states[0]
        at = (place, key, file.st_ino, file.st_size, file.st_mtime_ns, *((one.st_mode, one.st_uid) for one in states))
        if at not in known:
            base = read(place, key)
            if base is None:
                return None
            if len(known) == BASES_KEPT:
                known.pop(next(iter(known)))
            known[at] = base
        return known[at]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "read_kept", looked_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def texts_known_here() -> Iterator[None]:
    """The same text is taken apart once: many tests read a copy of a base that differs in a line, or the same case.
    Nobody changes a node."""
    parse = document.parse_yaml

    @lru_cache(TEXTS_KEPT)
    def known(_loader: object, text: str) -> document.Node:
        return parse(text, "")

    def looked_up(text: str, shown: str) -> document.Node:
        if len(text) < LONG_TEXT:
            with suppress(DocumentError):
                return known(document.LOADER, text)
        return parse(text, shown)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "parse_yaml", looked_up)
        yield


@pytest.fixture
def renewing(request: pytest.FixtureRequest) -> bool:
    """Whether a file that a test compares with is to be written instead."""
    return bool(request.config.getoption("--renew"))
