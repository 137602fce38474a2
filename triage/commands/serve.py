"""`triage serve`: the questions in a browser."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from triage.commands.clinic import opened, retained_words
from triage.commands.options import Share, knowledge_option, lang_option, store_option
from triage.commands.reading import language_of, load_base, needing
from triage.language.errors import TriageError, quoted
from triage.words.message import phrased

if TYPE_CHECKING:
    from triage.clinic.model import Retained
    from triage.clinic.problems import StoreProblem
    from triage.clinic.store import Store
    from triage.language.base import Base
    from triage.web.application import Settings

SHORTEST = 32
"""A key has at least so many bytes."""
MOST = 64 * 1024
"""And at most so many."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Where only this machine reaches the pages."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; by default only this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What pages are signed with, 32 bytes or more; a new one at every start by default.",
)
@click.option("--address", metavar="URL", help="Where people reach the pages, if another server stands before this.")
@click.option(
    "--allow-host",
    "allowed",
    metavar="NAME",
    multiple=True,
    help="Another name under which people reach the pages; may be repeated. Other names are refused.",
)
@click.option(
    "--rate",
    type=Share(0),
    default=10,
    show_default=True,
    help="Pages a second for each sender in the long run; 0 sets no limit.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="So many processes answer at this port; one for each core is fastest.",
)
@click.option("--intake", is_flag=True, help="End with a summary for a clinician, without advice.")
@click.option(
    "--feedback",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ask at each question whether the words are clear, and count yes and no in FILE.",
)
@click.option("--teach", is_flag=True, help="Lessons as well, at /teach: steps of the reasoning, and a classroom.")
@click.option(
    "--lessons",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="More cases for a class, besides the worked cases of the base.",
)
@click.option(
    "--beside",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Another base, to hold beside this one in lessons, and to derive outcomes again under at the desk.",
)
@click.option("--clinic", is_flag=True, help="A desk for clinicians as well, at /clinic, over a store of cases.")
@store_option
@click.option("--teach-edit", is_flag=True, help="Let a class edit rules where this listens to other machines as well.")
@lang_option
@knowledge_option
def serve(
    host: str,
    port: int,
    key: Path | None,
    address: str | None,
    allowed: tuple[str, ...],
    rate: float,
    workers: int,
    intake: bool,
    feedback: Path | None,
    teach: bool,
    lessons: Path | None,
    beside: Path | None,
    clinic: bool,
    store: str | None,
    teach_edit: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Ask the questions in a browser, and show the outcome there.

    Nothing is kept of who answers: answers travel in the pages. Only what clinicians take into their desk (--clinic) is
    in its store. To restart without losing anybody, or to run servers side by side, give them all the same --key."""
    with needing("web"):
        import triage.web.serving  # noqa: F401  # all that it needs is there
        from triage.web.application import Settings
        from triage.web.guarding import Limits

    base = load_base(knowledge)
    language = language_of(base, lang)
    if address is not None and not (address.startswith(("http://", "https://")) and _host_in(address)):
        raise TriageError(
            phrased(
                "--address: {address} is no address; expected one such as https://example.org", address=quoted(address)
            )
        )
    for name, given in {"--teach-edit": teach_edit, "--lessons": lessons}.items():
        if given and not teach:
            raise TriageError(phrased("{name} goes together with --teach", name=name))
    if beside and not (teach or clinic):
        raise TriageError("--beside goes together with --teach or --clinic")
    if teach and workers > 1:
        raise TriageError("--teach takes one process, for a classroom is kept in its memory; leave out --workers")
    if clinic and workers > 1:
        raise TriageError("--clinic takes one process, for a store is open in one; leave out --workers")
    edits = teach and (teach_edit or host in LOOPBACK)
    settings = Settings(
        _key(key),
        address or "",
        knowledge,
        Limits(rate=rate),
        intake,
        feedback,
        teaches=teach,
        edits=edits,
        lessons=lessons,
        beside=beside,
        names=_names(host, address, allowed),
    )
    with ExitStack() as stack:
        if clinic:
            settings = replace(settings, store=stack.enter_context(_kept(store, lang, base, knowledge)))
        _serve(settings, base, language, host, port, workers)


@contextmanager
def _kept(address: str | None, lang: str | None, base: Base, knowledge: Path | None) -> Iterator[Store]:
    """The store, in which the rule of how long cases are kept is applied now and each day."""
    with opened(address, lang, base, knowledge) as (store, language):
        from triage.clinic.daily import keeping_to_rule
        from triage.clinic.problems import StoreProblem

        def tell(came: Retained | StoreProblem) -> None:
            if isinstance(came, StoreProblem):
                click.echo(came.said(language), err=True)
            elif came.cases:
                click.echo(retained_words(came, language))

        with keeping_to_rule(store, tell):
            yield store


def _serve(settings: Settings, base: Base, language: str, host: str, port: int, workers: int) -> None:
    """Until a signal ends it."""
    from triage.web.application import application
    from triage.web.serving import serve as serving
    from triage.words.saying import say

    app = application(base, settings)

    def ready(place: str) -> None:
        click.echo(say("web-serving", language, address=place))
        where = (settings.address or place).rstrip("/")
        if settings.teaches:
            click.echo(say("teach-serving", language, address=f"{where}/teach"))
        if settings.store is not None:
            click.echo(say("desk-serving", language, address=f"{where}/clinic"))

    serving(app, host, port, ready, workers)


def _names(host: str, address: str | None, allowed: tuple[str, ...]) -> frozenset[str]:
    """Under which names people reach the pages. Raises TriageError."""
    from triage.web.guarding import name_in

    names = [host, *map(_name, allowed)]
    if address is not None:
        names.append(_host_in(address))
    if host not in LOOPBACK:  # others reach this machine by its name
        names += [socket.gethostname(), f"{socket.gethostname()}.local"]
    return frozenset(name for name in map(name_in, names) if name)


def _name(given: str) -> str:
    """A name as a browser sends it. Raises TriageError."""
    from triage.web.guarding import name_in

    try:
        name = given.removesuffix(".").encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not name or name_in(name) != name:
        raise TriageError(
            phrased(
                "--allow-host: {name} is no name of a machine; expected one such as example.org", name=quoted(given)
            )
        )
    return name


def _host_in(address: str) -> str:
    """The name in an address; nothing where there is none."""
    from triage.web.guarding import name_in

    try:
        return name_in(urlsplit(address).netloc)
    except ValueError:
        return ""


def _key(path: Path | None) -> bytes:
    """Raises TriageError."""
    if path is None:
        return secrets.token_bytes(SHORTEST)
    from triage.language.files import DocumentError, read_bytes

    try:
        key = read_bytes(path, str(path), MOST)
    except DocumentError as error:
        raise TriageError(phrased("{path}: {message}", path=path, message=error.problem.message)) from error
    if len(key) > MOST:
        raise TriageError(
            phrased("{path}: too large for a key; expected at most {most} kB", path=path, most=MOST // 1024)
        )
    if len(key) < SHORTEST:
        raise TriageError(
            phrased(
                "{path}: a key of {number} bytes; expected {least} or more", path=path, number=len(key), least=SHORTEST
            )
        )
    return key
