"""The command line: one thin command a job. It reads, calls and prints; what it prints is made elsewhere.

What a command needs is imported when it runs, so that `triage --help` answers at once.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.language.errors import TriageError
from triage.version import VERSION

if TYPE_CHECKING:
    from triage.language.case import Case
    from triage.language.model import Base
    from triage.reports.layout import Page


# A base is many small objects that all stay: looking for rubbish among them every 700 costs a tenth of the time to the
# first question, and finds none.
gc.set_threshold(100_000)


class Main(click.Group):
    """The one spot where an error of ours becomes output."""

    def invoke(self, ctx: click.Context) -> Any:
        # Whoever started us may have closed these.
        sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
        sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # an encoding that lacks a letter loses that alone
        try:
            return super().invoke(ctx)
        except TriageError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            # Whatever else is read or written brings a TriageError: this is our output. Nobody must try it again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                ctx.exit(0)  # whoever read it has had enough (`triage questions | head`)
            click.echo(f"standard output: cannot be written: {(error.strerror or str(error)).lower()}", err=True)
            ctx.exit(2)


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
    from triage.reports.to_json import outcome_json
    from triage.reports.to_text import to_text

    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    failed = False
    gap = ""
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
                click.echo(f"{gap}==> {file} <==")
                gap = "\n"
            click.echo(to_text(base, outcome, language, _page(), full=full, trace=trace), nl=False)
    if failed:
        sys.exit(2)


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--how", metavar="ID", multiple=True, help="The proof of a finding, urgency, pathway or caution.")
@click.option("--why-not", metavar="ID", multiple=True, help="What it lacked, and the fewest answers that bring it.")
@click.option("--what-if", metavar="QUESTION=ANSWER", multiple=True, help="What changes with another answer.")
@click.option("--hinges", is_flag=True, help="Which other answers, alone or in pairs, would change the outcome.")
@click.option("--enough", is_flag=True, help="A smallest set of the answers that forces this urgency.")
@click.option("--open", "open_ends", is_flag=True, help="What could not be ruled out, and what would settle it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def explain(
    file: str,
    how: tuple[str, ...],
    why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    hinges: bool,
    enough: bool,
    open_ends: bool,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Explain the outcome of a case file or saved interview (- is standard input).

    Without options: how the urgency and the likeliest condition came out, and what is open. --how, --why-not and
    --what-if may be repeated; all other answers of --what-if count together."""
    from triage.explanation.change import read_changes
    from triage.explanation.explanation import Asked
    from triage.explanation.explanation import explain as explained
    from triage.inference.outcome import infer
    from triage.reports.explanation_json import explanation_json
    from triage.reports.explanation_text import explanation_text

    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    asked = Asked(how, why_not, read_changes(base, what_if) if what_if else None, hinges, enough, open_ends)
    case = _read_case(base, file)
    language = wanted or _language(base, None, case.language)
    made = explained(base, infer(base, case.answers), asked)
    if form == "json":
        click.echo(_indented(explanation_json(base, made, case, language)))
    else:
        click.echo(explanation_text(base, made, case, language, _page()), nl=False)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def questions(form: str, lang: str | None, knowledge: Path | None) -> None:
    """List the questions, so that a person can look at them or another program can ask them."""
    from triage.reports.questions import questions_text
    from triage.reports.to_json import questions_json

    base = _load(knowledge)
    language = _language(base, lang)
    if form == "json":
        click.echo(json.dumps(questions_json(base, language), ensure_ascii=False, indent=2))
    else:
        click.echo(questions_text(base, language, _page()), nl=False)


@main.command()
@_knowledge
def check(knowledge: Path | None) -> None:
    """Load and validate a knowledge base; report every mistake with its place."""
    from triage.language.check_in import has_check_in, load_check_in
    from triage.language.load import load
    from triage.reports.checked import checked_text

    base = load(knowledge)
    click.echo(checked_text(base), nl=False)
    if has_check_in(knowledge):
        click.echo(checked_text(load_check_in(base, knowledge)), nl=False)


@main.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", "-l", "languages", metavar="CODES", default="nl,en", show_default=True, help="Its languages.")
def new(directory: Path, languages: str) -> None:
    """Start a knowledge base of your own in a new directory: small, sound, and full of comments to learn from."""
    from triage.language.starter import start

    for file in start(directory, [code.strip() for code in languages.split(",")]):
        click.echo(file)
    click.echo(f"\nNow: triage check -k {shlex.quote(str(directory))}   (then docs/authoring.md)")


@main.command()
@click.argument("names", nargs=-1, metavar="[CASE]...")
@_knowledge
def cases(names: tuple[str, ...], knowledge: Path | None) -> None:
    """Run the worked cases of a knowledge base (or those named); report each as passed or with what differs."""
    from triage.language.check_in import has_check_in, load_check_in
    from triage.reports.cases import run_cases

    base = _load(knowledge)
    inside = load_check_in(base, knowledge) if has_check_in(knowledge) else None
    failures = 0
    for line, passed in run_cases(base, inside, knowledge, names):
        click.echo(line)
        failures += not passed
    if failures:
        sys.exit(1)


@main.command()
@click.argument("only", required=False, default="", metavar="[ID]")
@click.option("--coverage", "covered", is_flag=True, help="Count what rests on what, and list what is missing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def sources(only: str, covered: bool, form: str, lang: str | None, knowledge: Path | None) -> None:
    """Show the documents and claims of a knowledge base, what rests on each, and where sources disagree.

    ID is one document, claim or conflict. With --coverage the exit code is 1 where something is missing."""
    from triage.language.check_in import has_check_in, load_check_in
    from triage.language.grounds import grounds
    from triage.reports.coverage import coverage, coverage_json, coverage_text
    from triage.reports.sources import sources_json, sources_text

    base = _load(knowledge)
    language = _language(base, lang)
    found = grounds(base, load_check_in(base, knowledge) if has_check_in(knowledge) else None)
    if not covered:
        data = sources_json(found, language, only)
        click.echo(_indented(data) if form == "json" else sources_text(found, language, _page(), only).rstrip("\n"))
        return
    if only:
        raise TriageError("--coverage is about the whole knowledge base; leave ID out")
    counted = coverage(found)
    click.echo(_indented(coverage_json(counted)) if form == "json" else coverage_text(counted).rstrip("\n"))
    if counted.problems:
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
    from triage.terminal.kept import converse

    base = _load(knowledge)
    sys.exit(
        converse(
            base, lambda case: _language(base, lang, case), save=save, resume=resume, keep=not no_save, plain=plain
        )
    )


def _date(_context: click.Context, option: click.Parameter, given: str | None) -> date | None:
    from triage.language.follow_up import day

    try:
        return None if given is None else day(given)
    except ValueError as error:
        raise TriageError(f"{option.opts[0]}: {given} is no date; expected one such as 2026-03-31") from error


def _on(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--date", "on", metavar="DATE", callback=_date, help="The day that counts as today.")(command)


def _started(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--started", metavar="DATE", callback=_date, help="When the complaint began, if FILE does not say so."
    )(command)


@main.command(name="check-in")
@click.argument("file", type=click.Path(path_type=Path))
@_on
@_started
@click.option("--answers", metavar="ANSWERS", type=click.Path(path_type=Path), help="Take the answers from a file.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@_lang
@_knowledge
def check_in(
    file: Path,
    on: date | None,
    started: date | None,
    answers: Path | None,
    form: str,
    plain: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Say how it goes since the last time, and hear whether to go on, hold, step back, or be seen.

    FILE is a saved interview or any other case; it keeps all check-ins."""
    from triage.language.check_in import load_check_in
    from triage.reports.check_in import check_in_json, check_in_text
    from triage.terminal.checking_in import ask_started, standing
    from triage.terminal.checking_in import check_in as checked

    if form == "json" and answers is None:
        raise TriageError("--format json asks no questions; give the answers with --answers")
    base = _load(knowledge)
    inside = load_check_in(base, knowledge)
    wanted = _language(base, lang) if lang else None
    today = on or date.today()
    ask = None if answers else lambda spoken: ask_started(wanted or _language(base, None, spoken))
    here = standing(base, file, today, date.today(), started, ask)
    language = wanted or _language(base, None, here.case.language)
    found = checked(base, inside, file, here, today, language, answers, plain)
    if found is None:
        return
    done, stretches = found
    if form == "json":
        click.echo(
            _indented(check_in_json(base, inside, done, stretches, here.case.saved, today, language, here.case.name))
        )
    else:
        click.echo(check_in_text(base, inside, done, stretches, here.case.saved, language, _page()), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--weeks", type=click.IntRange(1, 52), default=2, show_default=True, help="How many weeks to plan.")
@_on
@_started
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True)
@_lang
@_knowledge
def plan(
    file: Path,
    weeks: int,
    on: date | None,
    started: date | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Plan the coming weeks from the current phase on: which exercises on which days, and when to check in."""
    from triage.follow_up.plan import plan as planned
    from triage.reports.plan import plan_json, plan_text
    from triage.terminal.checking_in import followed, standing

    base = _load(knowledge)
    first = on or date.today()
    here = standing(base, file, first, max(first, date.today()), started)
    language = _language(base, lang, here.case.language)
    made = planned(base, here.case, here.follow_up, first, weeks, followed(base, here, knowledge))
    if form == "json":
        click.echo(_indented(plan_json(base, made, language, here.case.name)))
    elif form == "ics":
        with _extra("plan"):
            from triage.reports.to_ics import plan_ics
        click.echo(plan_ics(base, made, first, language), nl=False)
    else:
        click.echo(plan_text(base, made, language, _page()), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--svg", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in an SVG file.")
@click.option("--png", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in a PNG file.")
@_lang
@_knowledge
def progress(file: Path, svg: Path | None, png: Path | None, lang: str | None, knowledge: Path | None) -> None:
    """Show pain and phase over time, from the check-ins in FILE."""
    from triage.follow_up.progress import progress as over_time
    from triage.language.check_in import load_check_in
    from triage.terminal.checking_in import recorded
    from triage.terminal.saving import keep_picture

    base = _load(knowledge)
    inside = load_check_in(base, knowledge)
    here = recorded(base, file)
    language = _language(base, lang, here.case.language)
    points = over_time(inside, here.pathway, here.follow_up, str(file))
    with _extra("chart"):
        from triage.reports.progress import progress_text
    if svg is not None or png is not None:
        with _extra("chart"):
            from triage.reports.to_picture import progress_picture
    if svg is not None:
        keep_picture(svg, progress_picture(here.pathway, points, "svg", language))
    if png is not None:
        keep_picture(png, progress_picture(here.pathway, points, "png", language))
    click.echo(progress_text(inside, here.pathway, points, language, _page()), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_on
@_started
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@_lang
@_knowledge
def letter(
    file: Path, on: date | None, started: date | None, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Write the one page that someone hands to a GP or physiotherapist."""
    from triage.follow_up.beginning import started_on
    from triage.inference.outcome import infer
    from triage.language.case import load_case
    from triage.language.check_in import load_check_in
    from triage.reports.letter import letter as written
    from triage.reports.letter import letter_html, letter_text

    base = _load(knowledge)
    case = load_case(base, file)
    language = _language(base, lang, case.language)
    inside = load_check_in(base, knowledge) if case.follow_up is not None else None
    begun = started_on(case) or started
    made = written(base, inside, case, infer(base, case.answers), begun, on or date.today(), language)
    click.echo(letter_html(made, language) if form == "html" else letter_text(made, _page()), nl=False)


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Says which extra to install where a library is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise TriageError(
            f"this needs the library {error.name}; install the program with the extra [{name}]"
        ) from error


def _indented(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _load(knowledge: Path | None) -> Base:
    """The base, as it was kept when nothing has changed since; `check` alone reads it anew each time."""
    from triage.language.cache import load_cached

    return load_cached(knowledge, Path(click.get_app_dir("triage")) / "cache")


def _read_case(base: Base, file: str) -> Case:
    from triage.language.case import load_case, read_case
    from triage.language.document import decode
    from triage.language.errors import CaseError
    from triage.language.files import MAX_BYTES, DocumentError

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
