"""What commands read: a base, a case, a key, and in which language to speak."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.language.errors import CaseError, TriageError
from triage.words.message import phrased

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from triage.cases.case import Case
    from triage.cases.project import Project
    from triage.follow_up.standing import Standing
    from triage.inference.session import EngineName
    from triage.language.base import Base
    from triage.records.key import Key


LANGUAGE = "triage.language"
"""Under this name a command keeps the language that it speaks, for whoever has to say something in its place."""


PRESSES = "triage.presses"
"""And under this one how a case stands for which somebody has to look today or now, for where the output is lost."""


def load_base(knowledge: Path | None) -> Base:
    """The base, as it was kept when nothing has changed since; `check` alone reads it anew each time.

    A check-in can be named by its folder, to run its cases by themselves."""
    return load_project(knowledge).base


def load_project(knowledge: Path | None) -> Project:
    """The same base, with what belongs to it."""
    from triage.cases.project import read_project
    from triage.inference.cache import load_cached

    return read_project(knowledge, lambda directory: load_cached(directory, cache_place()))


def cache_place() -> Path | None:
    """Where loaded bases are kept; None for somebody who has no place of their own."""
    from triage.terminal.places import cache

    try:
        return cache()
    except OSError:
        return None


def standing_of(
    base: Base,
    case: Case,
    knowledge: Path | None,
    as_of: date | None = None,
    engine: EngineName = "counters",
    file: str = "",
) -> Standing:
    """How the case in a `file` stands, by now or on a day. Raises TriageError for a day of which nothing is known."""
    from triage.cases.check_in import check_in_of
    from triage.follow_up.standing import newest, standing

    try:
        if as_of is not None and as_of > max(date.today(), newest(case) or date.min):
            raise TriageError(phrased("{as_of} is in the future; today is {today}", as_of=as_of, today=date.today()))
        stands = standing(base, check_in_of(base, case, knowledge), case, as_of, engine)
    except CaseError:
        raise
    except TriageError as error:
        raise TriageError(
            phrased("{file}: {error}", file=file, error=error.message) if file else error.message
        ) from error
    if stands.presses:
        click.get_current_context().meta[PRESSES] = stands
    return stands


def case_from(base: Base, file: str) -> Case:
    from triage.cases.case import load_case, read_case
    from triage.language.document import decode
    from triage.language.files import MAX_BYTES, DocumentError

    if file != "-":
        return load_case(base, Path(file))
    here, text = "standard input", ""
    try:
        text = decode(sys.stdin.buffer.read(MAX_BYTES + 1), here)
        return read_case(base, text, here)
    except DocumentError as error:
        raise CaseError([error.problem]) from error
    except CaseError as error:
        raise CaseError(error.problems, {here: text}) from error


def key_from(path: Path | None, public: bool = False) -> Key | None:
    from triage.records.signature import read_key

    if path is None:
        return None
    with needing("sign"):
        return read_key(path, public)


MOST_RECORDED = 64 * 1024 * 1024
"""So many bytes of records are read at once."""


def bytes_from(file: str) -> bytes:
    """What stands in a file of records, or comes in (`-`). Raises TriageError when it cannot be read or is too much."""
    from triage.language.files import DocumentError, read_bytes

    try:
        data = sys.stdin.buffer.read(MOST_RECORDED + 1) if file == "-" else read_bytes(Path(file), file, MOST_RECORDED)
    except DocumentError as error:
        raise TriageError(phrased("{file}: {message}", file=file, message=error.problem.message)) from error
    if len(data) > MOST_RECORDED:
        raise TriageError(
            phrased(
                "{file}: too large; expected at most {megabytes} MB: cut it into parts",
                file=file,
                megabytes=MOST_RECORDED // 1024 // 1024,
            )
        )
    return data


def read_by(knowledge: Path | None, *files: str | Path) -> Iterator[Path]:
    """What a command reads, and may not write over: these files, and the knowledge base."""
    from triage.language.files import BESIDE, files_under, shipped

    yield from (Path(file) for file in files if str(file) != "-")
    root = knowledge or shipped()
    try:
        yield from files_under(root)
    except TriageError:  # of what lies beside the base, which is no matter to who only asks
        yield from files_under(root, left_out=BESIDE)


def language_of(base: Base, wanted: str | None, fallback: str | None = None) -> str:
    """The language to speak: the one asked for, or the case's, or the locale's, or English, or the base's first."""
    from triage.language.errors import listed, quoted
    from triage.language.preferred import language_in, preferred

    if wanted is not None and wanted not in base.languages:
        wanted = language_in(wanted) if language_in(wanted) in base.languages else wanted
    if wanted is not None and wanted not in base.languages:
        raise TriageError(
            phrased(
                "--lang: this knowledge base does not speak {wanted}; it speaks {languages}",
                wanted=quoted(wanted),
                languages=listed(base.languages),
            )
        )
    language = base.language(wanted or preferred(base.languages, fallback))
    click.get_current_context().meta[LANGUAGE] = language
    return language


def language_for(base: Base, wanted: str | None, case: Case) -> str:
    """The language for what is made of a case, as it is spoken to whoever answered it."""
    from triage.words.saying import for_another

    language = language_of(base, wanted, case.language)
    return for_another(language) if case.for_another else language


def solving_if_installed() -> ModuleType | None:
    """What asks the solver, where that is installed."""
    try:
        from triage.proof import solving
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        return None
    return solving


@contextmanager
def needing(name: str) -> Iterator[None]:
    """Says which extra to install, and how, where a library is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        from triage.explanation.installing import installing

        raise TriageError(
            phrased(
                "this needs the library {library}, which the extra `{name}` brings. {installing}",
                library=error.name,
                name=name,
                installing=installing("en", name),
            )
        ) from error
