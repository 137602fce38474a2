"""Where a command writes: standard output, or a file that is named with --output."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any

import click

from triage.commands.reading import LANGUAGE, read_by
from triage.language.errors import shown_path
from triage.words.message import phrased

Command = Callable[..., None]
GOOD = (None, 0, 1)
"""The exit codes with which there is something to read: 1 is an answer of some commands."""


def output_options(command: Command) -> Command:
    """Where to write, for a command that writes by itself."""
    command = click.option("--force", is_flag=True, help="Write over a file that is there.")(command)
    return click.option(
        *("--output", "-o"),
        metavar="OUT",
        type=click.Path(path_type=Path),
        help="Write to a file, and say so, instead of to standard output.",
    )(command)


def into_a_file(*, private: bool) -> Callable[[Command], Command]:
    """Gives a command that prints `--output FILE`: what it would print is in the file, whole, or there is no file.
    `private`: somebody's answers are in it."""

    def decorate(command: Command) -> Command:
        writes = "force" in signature(command).parameters  # something else besides, over which it may write too

        @wraps(command)
        def printing(*given: Any, output: Path | None, force: bool, **named: Any) -> None:
            named |= {"force": force} if writes else {}
            if output is None or str(output) == "-":
                command(*given, **named)
                return
            from triage.terminal.saving import keep_new, refuse

            sources = list(read_by(named.get("knowledge"), *_files(named)))
            refuse(output, force, sources)
            text, end = _printed(lambda: command(*given, **named))
            keep_new(output, text, force, private=private, sources=sources)
            say_written(output)
            if end is not None:
                raise end

        return output_options(printing)

    return decorate


def _files(named: dict[str, Any]) -> list[str | Path]:
    """What a command reads of those that call it, as far as its arguments tell."""
    given = [named[name] for name in ("file", "files") if named.get(name)]
    return [file for value in given for file in (value if isinstance(value, tuple) else (value,))]


def _printed(command: Callable[[], None]) -> tuple[str, BaseException | None]:
    """What a command prints, and how it ends where it ends by itself."""
    text = io.StringIO()
    end: BaseException | None = None
    try:
        with redirect_stdout(text):
            command()
    except SystemExit as exiting:
        if exiting.code not in GOOD:
            raise
        end = exiting
    except click.exceptions.Exit as exiting:
        if exiting.exit_code not in GOOD:
            raise
        end = exiting
    return text.getvalue(), end


def say_written(place: Path) -> None:
    from triage.words.saying import say

    click.echo(say("output-written", _language(), file=place), err=True)


def _say_instead(place: Path) -> None:
    from triage.words.saying import say

    with suppress(OSError):  # nobody reads it: that is no reason to do anything else
        click.echo(say("output-instead", _language(), file=shown_path(place)), err=True)


def _language() -> str:
    """The one that the command speaks by now, or the one that was asked for."""
    from triage.language.preferred import language_in, preferred
    from triage.words.saying import languages

    context = click.get_current_context()
    return str(context.meta.get(LANGUAGE) or preferred(languages(), language_in(str(context.params.get("lang") or ""))))


def place_of(older: Path | None, output: Path | None) -> Path | None:
    """Where to write, of an older spelling and --output; None is standard output. Says to whom it may concern what to
    type by now. Raises UsageError where both are given."""
    if older is not None and output is not None:
        raise click.UsageError(
            phrased("{older} and --output {output} both say where to write; take --output", older=older, output=output)
        )
    if older is not None:
        _say_instead(older)
    place = older or output
    return None if place is None or str(place) == "-" else place
