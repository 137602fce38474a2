"""The command line: one thin command a job. It reads, calls and prints; what it prints is made elsewhere.

What a command needs is imported when it runs, so that `triage --help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.language.errors import TriageError
from triage.version import VERSION

if TYPE_CHECKING:
    from triage.language.case import Case
    from triage.language.model import Base
    from triage.reports.layout import Page


class Main(click.Group):
    """The one spot where an error of ours becomes output."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TriageError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # Whoever read our output has had enough (`triage questions | head`).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _knowledge(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--knowledge", "-k", metavar="DIR", type=click.Path(path_type=Path), help="Another knowledge base."
    )(command)


def _lang(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--lang", "-l", metavar="CODE", help="Language, such as nl or en; the locale's by default.")(
        command
    )


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="triage")
def main() -> None:
    """Rule-based triage: answer questions, get an urgency, a likely condition, a care pathway, and every reason.

    Decision support, never a diagnosis."""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--full", is_flag=True, help="Print every phase of the care pathway.")
@click.option("--trace", is_flag=True, help="Print every step of the reasoning.")
@_lang
@_knowledge
def run(files: tuple[str, ...], form: str, full: bool, trace: bool, lang: str | None, knowledge: Path | None) -> None:
    """Triage the answers in case files (- is standard input) without asking.

    With several files each outcome stands in the order given, in JSON one a line; a bad file gets its error there."""
    from triage.inference.outcome import infer
    from triage.language.errors import CaseError
    from triage.language.load import load
    from triage.reports.to_json import outcome_json
    from triage.reports.to_text import to_text

    base = load(knowledge)
    wanted = _language(base, lang) if lang else None
    failed = False
    for file in files:
        try:
            case = _read_case(base, file)
        except CaseError as error:
            failed = True
            if form == "json" and len(files) > 1:
                click.echo(json.dumps({"file": file, "error": str(error)}, ensure_ascii=False))
            click.echo(str(error), err=True)
            continue
        language = wanted or case.language or _language(base, None)
        outcome = infer(base, case.answers)
        if form == "json":
            data = outcome_json(base, outcome, language, case.name)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2 if len(files) == 1 else None))
        else:
            if len(files) > 1:
                click.echo(f"==> {file} <==")
            click.echo(to_text(base, outcome, language, _page(), full=full, trace=trace))
    if failed:
        sys.exit(2)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def questions(form: str, lang: str | None, knowledge: Path | None) -> None:
    """List the questions, so that a person can look at them or another program can ask them."""
    from triage.language.load import load
    from triage.reports.questions import questions_text
    from triage.reports.to_json import questions_json

    base = load(knowledge)
    language = _language(base, lang)
    if form == "json":
        click.echo(json.dumps(questions_json(base, language), ensure_ascii=False, indent=2))
    else:
        click.echo(questions_text(base, language, _page()), nl=False)


@main.command()
@_knowledge
def check(knowledge: Path | None) -> None:
    """Load and validate a knowledge base; report every mistake with its place."""
    from triage.language.load import load
    from triage.reports.checked import checked_text

    click.echo(checked_text(load(knowledge)), nl=False)


@main.command()
@click.argument("names", nargs=-1, metavar="[CASE]...")
@_knowledge
def cases(names: tuple[str, ...], knowledge: Path | None) -> None:
    """Run the worked cases of a knowledge base (or those named); report each as passed or with what differs."""
    from triage.language.load import load
    from triage.reports.cases import run_cases

    base = load(knowledge)
    failures = 0
    for line, passed in run_cases(base, knowledge, names):
        click.echo(line)
        failures += not passed
    if failures:
        sys.exit(1)


@main.command()
@click.option("--save", metavar="FILE", type=click.Path(path_type=Path), help="Keep the answers in this file.")
@click.option("--resume", metavar="FILE", type=click.Path(path_type=Path), help="Go on with a saved interview.")
@click.option("--no-save", is_flag=True, help="Keep nothing on disk.")
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@_lang
@_knowledge
def ask(
    save: Path | None, resume: Path | None, no_save: bool, plain: bool, lang: str | None, knowledge: Path | None
) -> None:
    """Answer the questionnaire."""
    from triage.language.load import load
    from triage.terminal.conversation import converse

    base = load(knowledge)
    sys.exit(
        converse(
            base, lambda case: _language(base, lang, case), save=save, resume=resume, keep=not no_save, plain=plain
        )
    )


def _read_case(base: Base, file: str) -> Case:
    from triage.language.case import load_case, read_case
    from triage.language.document import MAX_BYTES, DocumentError, decode
    from triage.language.errors import CaseError

    if file != "-":
        return load_case(base, Path(file))
    try:
        return read_case(base, decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"), "standard input")
    except DocumentError as error:
        raise CaseError([error.problem]) from error


def _language(base: Base, wanted: str | None, fallback: str | None = None) -> str:
    """The language to speak: the one asked for, or the case's, or the locale's, or English, or the base's first."""
    from triage.language.errors import listed, quoted

    if wanted is not None:
        if wanted not in base.languages:
            raise TriageError(
                f"--lang: this knowledge base does not speak {quoted(wanted)}; it speaks {listed(base.languages)}"
            )
        return wanted
    return next((code for code in (fallback, *_locale(), "en") if code in base.languages), base.languages[0])


def _locale() -> Iterator[str]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            yield os.environ[name][:2].lower()
            return


def _page() -> Page:
    from triage.reports.layout import Page
    from triage.terminal.style import colour, width

    return Page(width(), colour())


if __name__ == "__main__":
    main()
