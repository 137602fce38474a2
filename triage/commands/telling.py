"""What commands print around what they are about, and how."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from triage.cases.project import Project
    from triage.follow_up.standing import Standing
    from triage.reports.layout import Page


def new_page() -> Page:
    from triage.reports.layout import Page
    from triage.terminal.style import colour, width

    return Page(width(), colour())


def indented(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def say_first(standing: Standing, language: str, aside: bool = False) -> None:
    """What has to be known before anything made of a case is read; `aside`: on standard error, beside data."""
    for line in first_words(standing, language):
        click.echo(line, err=aside)


def first_words(standing: Standing, language: str) -> Iterator[str]:
    from triage.reports.person.notices import notices

    for notice in notices(standing, language):
        page = new_page()
        page.paragraph(notice)
        yield from page.lines


def say_last(standing: Standing, language: str) -> None:
    """How soon somebody has to look, once more: the first lines of a page scroll away."""
    for line in last_words(standing, language):
        click.echo(line)


def last_words(standing: Standing, language: str) -> Iterator[str]:
    from triage.reports.person.standing import last_note

    if (note := last_note(standing, language)) is not None:
        page = new_page()
        page.label(note)
        yield from ("", *page.lines)


def page_by_page(lines: Sequence[str]) -> None:
    """Prints lines; on a terminal that they do not fit on, through the pager that somebody reads long texts with."""
    if sys.stdout.isatty() and len(lines) >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "FRX")  # colours stay, and so does what was read
        click.echo_via_pager("\n".join(lines) + "\n")
    else:
        for line in lines:
            click.echo(line)


def say_left_out(projects: Iterable[Project], language: str) -> None:
    from triage.reports.author.cases import left_out

    for line in left_out(projects, language):
        click.echo(line, err=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, if a person is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, file=sys.stderr) as bar:
        yield lambda done, of: bar.update(1000 * done // max(of, 1) - bar.pos)
