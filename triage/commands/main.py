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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from triage.language.errors import INTERRUPTED, TriageError
from triage.version import VERSION

if TYPE_CHECKING:
    from types import ModuleType

    from triage.agreement.agreement import Agreement
    from triage.cases.project import Project
    from triage.difference.difference import Counts, Shift
    from triage.inference.session import EngineName
    from triage.language.case import Case
    from triage.language.model import Base
    from triage.records.signature import Key
    from triage.reports.layout import Page


LANGUAGE = "triage.language"
"""Under this name a command keeps the language that it speaks, for whoever has to say something in its place."""

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
        except KeyboardInterrupt:
            from triage.explanation.phrases import PHRASES, say
            from triage.language.preferred import preferred

            # A command that has more to say when it is stopped says it itself.
            language = ctx.meta.get(LANGUAGE) or preferred(tuple(PHRASES["stopped"]))
            click.echo(f"\n{say('stopped', language)}", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            from triage.terminal.insisting import output_lost

            # Whatever else is read or written brings a TriageError: this is our output. Nobody must try it again.
            ctx.exit(output_lost(error))


def _knowledge(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--knowledge",
        "-k",
        metavar="DIR",
        type=click.Path(path_type=Path),
        multiple=True,
        callback=_only_one,
        help="Another knowledge base.",
    )(command)


def _only_one(_ctx: click.Context, _param: click.Parameter, given: tuple[Path, ...]) -> Path | None:
    """The one base that is meant: of two, none is skipped silently."""
    if len(given) > 1:
        raise click.BadParameter("there is more than one; name one knowledge base")
    return given[0] if given else None


def _lang(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--lang", "-l", metavar="CODE", help="Language, such as nl or en; the locale's by default.")(
        command
    )


def _engine(default: EngineName) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--engine",
        type=click.Choice(["experta", "counters"]),
        default=default,
        show_default=True,
        help="Which engine draws the conclusions. Both come to the same, for the same reasons.",
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
@click.option("--record", metavar="OUT", type=click.Path(path_type=Path), help="Keep it in a file, for triage replay.")
@click.option("--key", metavar="KEY", type=click.Path(path_type=Path), help="Sign what is kept with the key in a file.")
@click.option("--force", is_flag=True, help="Write OUT even if it is there already.")
@_engine("experta")
@_lang
@_knowledge
def run(
    files: tuple[str, ...],
    form: str,
    full: bool,
    trace: bool,
    record: Path | None,
    key: Path | None,
    force: bool,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Triage the answers in case files (- is standard input) without asking.

    With several files each outcome stands in the order given, in JSON one a line; a bad file gets its error there."""
    from triage.inference.outcome import infer
    from triage.language.errors import CaseError
    from triage.reports.to_json import outcome_json
    from triage.reports.to_text import to_text
    from triage.terminal.saving import keep_new, refuse

    if key is not None and record is None and form != "json":
        raise TriageError("--key signs what is kept; add --record with a file, or --format json")
    signing = _key(key)
    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    if record is not None:
        refuse(record, force, _read_by(knowledge, *files))
    failed = False
    gap = ""
    kept: list[str] = []
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
        outcome = infer(base, case.answers, engine)
        if form == "json" or record is not None:
            data = outcome_json(base, outcome, language, case.name, signing)
            printed = json.dumps(data, ensure_ascii=False, indent=2 if len(files) == 1 else None)
            kept.append(printed)
        if form == "json":
            _say_first(base, case, language, aside=True, inside=_inside(base, case, knowledge))
            click.echo(printed)
        else:
            if len(files) > 1:
                click.echo(f"{gap}==> {file} <==")
                gap = "\n"
            _say_first(base, case, language, inside=_inside(base, case, knowledge))
            click.echo(to_text(base, outcome, language, _page(), full=full, trace=trace), nl=False)
            _say_last(base, case, language, _inside(base, case, knowledge))
    if record is not None:
        sources = _read_by(knowledge, *files)
        keep_new(record, "".join(f"{line}\n" for line in kept), force, private=True, sources=sources)
    if failed:
        sys.exit(2)


@main.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--key", metavar="KEY", type=click.Path(path_type=Path), help="Check signatures with the key that made them."
)
@click.option(
    "--public-key",
    "public",
    metavar="KEY",
    type=click.Path(path_type=Path),
    help="Or with the public half of that key.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def replay(
    file: str, key: Path | None, public: Path | None, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Derive a saved outcome again, and say whether it is still the same.

    FILE (- is standard input) is what `triage run --format json` or `--record` wrote, one outcome or one a line. The
    exit code is 0 where every outcome is the same to the letter, 1 where one was altered or comes out otherwise under
    this version of the knowledge base, or where a key was given and a signature is missing or not of that key, 2 where
    one cannot be read. An older version can be named with --knowledge."""
    from triage.records.record import read_records
    from triage.reports.replay import replay as derived_again
    from triage.reports.replay import replay_json, replays_text

    if key is not None and public is not None:
        raise TriageError("--key and --public-key do the same here; give one of them")
    checking = _key(public, public=True) if public is not None else _key(key)
    base = _load(knowledge)
    language = _language(base, lang)
    shown = "standard input" if file == "-" else file
    found = [derived_again(base, record, checking) for record in read_records(_bytes(file), shown)]
    if form == "json":
        click.echo(_indented(replay_json(found, shown)))
    else:
        click.echo(replays_text(base, found, language, iter(_page, None)), nl=False)
    sys.exit(max(each.exit_code for each in found))


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--how", metavar="ID", multiple=True, help="The proof of a finding, urgency, pathway or caution.")
@click.option("--why-not", metavar="ID", multiple=True, help="What it lacked, and the fewest answers that bring it.")
@click.option("--what-if", metavar="QUESTION=ANSWER", multiple=True, help="What changes with another answer.")
@click.option("--hinges", is_flag=True, help="Which other answers, alone or in pairs, would change the outcome.")
@click.option("--enough", is_flag=True, help="A smallest set of the answers that forces this urgency.")
@click.option("--open", "open_ends", is_flag=True, help="What could not be ruled out, and what would settle it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_engine("counters")
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
    engine: EngineName,
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
    made = explained(base, infer(base, case.answers, engine), asked)
    inside = _inside(base, case, knowledge)
    _say_first(base, case, language, aside=form == "json", inside=inside)
    if form == "json":
        click.echo(_indented(explanation_json(base, made, case, language, inside)))
    else:
        click.echo(explanation_text(base, made, case, language, _page()), nl=False)
        _say_last(base, case, language, inside)


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
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option(
    "--counterexamples",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a case file for each property that fails.",
)
@click.option(
    "--agreement",
    metavar="N",
    type=click.IntRange(min=1),
    help="Also run N random cases through every engine: all must agree.",
)
@click.option("--force", is_flag=True, help="Write over case files that are there already.")
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Which random cases.")
@click.option("--accepted", is_flag=True, help="List what may stay as well, with its reasons.")
@click.option("--unknown", is_flag=True, help="List what not knowing the answer to each question means, and why.")
@_lang
@_knowledge
def check(
    form: str,
    counterexamples: Path | None,
    agreement: int | None,
    force: bool,
    seed: int,
    accepted: bool,
    unknown: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Load a knowledge base, and judge it: every mistake with its place, and every property proved.

    Lint and proofs take the extra `proof`; engines that take an extra join --agreement where it is installed.
    Exit code 1: something is wrong with a base that loads, or with one of its case files; 2: it does not load."""
    from triage.cases.project import read_project
    from triage.language.checks import WARNINGS
    from triage.language.errors import KnowledgeError
    from triage.proof.judgement import Judgement
    from triage.reports.engines import engines_json, engines_text
    from triage.reports.judged import counterexamples as failing
    from triage.reports.judged import judged_text, unknown_text
    from triage.reports.judged_json import judged_json, judged_sarif, unreadable_sarif
    from triage.terminal.saving import keep_into

    if agreement is not None and form == "sarif":
        raise TriageError("--agreement is about no place in a file; take --format text or json")
    try:
        projects = read_project(knowledge).both
        language = _language(projects[0].base, lang)
        _say_left_out(projects, language)
        promises = [each.promises(WARNINGS) for each in projects]
    except KnowledgeError as error:
        if form == "sarif":
            click.echo(_indented(unreadable_sarif(error.problems, Path.cwd())))
        raise
    try:
        from triage.proof.check import judge
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        judgements = [Judgement(each.base) for each in projects]
    else:
        judgements = [judge(each, promised) for each, promised in zip(projects, promises, strict=True)]
    if counterexamples is not None:
        keep_into(counterexamples, failing(judgements, language), force)
    agreed = [] if agreement is None else [(each.base, _agreement(each, agreement, seed)) for each in projects]
    if form == "text":
        unreadable = [each.base.id for each in projects if each.unreadable]
        click.echo(judged_text(judgements, language, _page(), accepted, unreadable), nl=False)
        if unknown:
            click.echo(unknown_text(judgements, language, _page()), nl=False)
        for base, found in agreed:
            click.echo("\n" + engines_text(base, found, language), nl=False)
    elif form == "json":
        data = judged_json(judgements, language)
        if agreed:
            data["agreement"] = [engines_json(base, found) for base, found in agreed]
        click.echo(_indented(data))
    else:
        problems = [problem for each in projects for problem in each.problems]
        click.echo(_indented(judged_sarif(judgements, problems, language, Path.cwd())))
    wrong = any(judgement.errors for judgement in judgements) or any(found.disagreements for _, found in agreed)
    if wrong or any(each.unreadable for each in projects):
        raise click.exceptions.Exit(1)


def _agreement(project: Project, count: int, seed: int) -> Agreement:
    from triage.agreement.agreement import agree

    with _progress() as progress:
        return agree(project.base, count, seed, [case.answers for case in project.worked.values()], progress)


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
@click.option("--coverage", "covered", is_flag=True, help="Say what the cases show of each rule, and what not yet.")
@click.option("--at-least", type=click.FloatRange(0, 100), help="Percentage of tests to be shown (with --coverage).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def cases(
    names: tuple[str, ...],
    covered: bool,
    at_least: float | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Run the worked cases of a knowledge base (or those named); report each as passed or with what differs.

    What a reviewer proposes, and what cannot be read, is listed and counted apart.

    With --coverage: whether each rule fires and is ruled out somewhere, and for each test in it whether some case shows
    that it decides alone. The exit code is 1 where that is not enough."""
    from triage.reports.cases import run_cases

    project = _project(knowledge)
    if covered:
        _cover(project, names, at_least, form, lang)
        return
    if form == "json" or at_least is not None:
        raise TriageError("--format and --at-least go with --coverage")
    failures = 0
    for line, passed in run_cases(project, names):
        click.echo(line)
        failures += not passed
    if failures:
        sys.exit(1)


def _cover(project: Project, names: tuple[str, ...], at_least: float | None, form: str, lang: str | None) -> None:
    from triage.coverage.gaps import examine
    from triage.coverage.worked import worked
    from triage.reports.case_coverage import ENOUGH, case_coverage_json, case_coverage_text, enough

    if names:
        raise TriageError("--coverage is about all worked cases; leave CASE out")
    language = _language(project.base, lang)
    solving = _solving()
    looked = [(of, examine(of, None if solving is None else solving.Showing(of))) for of in worked(project)]
    _say_left_out(project.both, language)
    wanted = ENOUGH if at_least is None else at_least
    if form == "json":
        click.echo(_indented(case_coverage_json(looked, wanted)))
    else:
        click.echo(case_coverage_text(looked, wanted, language, _page()), nl=False)
    if not enough(looked, wanted):
        sys.exit(1)


@main.command()
@click.option("--at-least", type=click.FloatRange(0, 100), help="Percentage of mutants to be killed.  [default: 95]")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Try so many mutants of each base, not all.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which sample.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def mutate(
    at_least: float | None, sample: int | None, seed: int, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Make small mistakes in a knowledge base, and see whether its worked cases and properties notice them.

    What survives is listed with a case that would give it away. The exit code is 1 where too few are noticed, or not
    every lowered urgency."""
    from triage.coverage.mutation import trial
    from triage.coverage.worked import worked
    from triage.reports.mutation import ENOUGH, Outcome, enough, mutation_json, mutation_text

    project = _project(knowledge)
    language = _language(project.base, lang)
    solving = _solving()
    outcomes = []
    every = worked(project)
    _say_left_out(project.both, language)
    for of in every:
        made = trial(of, sample, seed)
        verdicts = made.run(None if solving is None else solving.Solving)
        hidden = not sys.stderr.isatty()
        with click.progressbar(verdicts, len(made.chosen), of.base.id, file=sys.stderr, hidden=hidden) as seen:
            outcomes.append(Outcome(made, tuple(seen)))
    wanted = ENOUGH if at_least is None else at_least
    if form == "json":
        click.echo(_indented(mutation_json(outcomes, wanted)))
    else:
        click.echo(mutation_text(outcomes, wanted, language, _page()), nl=False)
    if not enough(outcomes, wanted):
        sys.exit(1)


@main.command()
@click.argument("old", metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option(
    "--examples", metavar="DIR", type=click.Path(path_type=Path), help="Write the smallest examples as case files."
)
@click.option("--force", is_flag=True, help="Write over examples that are there already.")
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(0, 1_000_000),
    default=10_000,
    show_default=True,
    help="Count in N random cases: any answers, and worked cases with some answers changed.",
)
@click.option(
    "--smallest", is_flag=True, help="Look for the smallest example of every kind of change, however many there are."
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Which random cases.")
@_lang
@_knowledge
def diff(
    old: str,
    new: str | None,
    form: str,
    examples: Path | None,
    force: bool,
    sample: int,
    smallest: bool,
    seed: int,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Say what a change of knowledge means: which answers now lead to another urgency, leading condition or pathway.

    OLD and NEW are each a directory, or a git revision such as `main`, `HEAD~1` or `v1.0:path/to/base`; without a path
    that of --knowledge, or `knowledge`. NEW is what is on disk by default. What is found is proved to be all there is.
    Each change of urgency has its smallest example. Where there are very many kinds of change, the others have a small
    one, unless --smallest is given.

    Exit code 0: no outcome changes; 1: some do; 2: they cannot be compared."""
    from triage.cases.project import read_project
    from triage.language.revisions import opened
    from triage.reports.cases import left_out
    from triage.reports.difference import compared, counted, difference_markdown, difference_text, example_files
    from triage.reports.difference_json import difference_json
    from triage.terminal.saving import keep_into

    with _extra("proof"):
        from triage.difference.outcome_changes import shifts
    with opened(old, knowledge) as before, opened(new, knowledge, beside=old) as after:
        one, other = read_project(before.directory), read_project(after.directory)
        language = _language(other.base, lang)
        # Reads every case, while the files of a revision are there.
        for line in left_out((*one.both, *other.both), language, counted=False):
            told = line.replace(str(before.directory), before.shown)
            click.echo(told.replace(str(after.directory), after.shown), err=True)
    shown = sys.stderr.isatty()

    def tell(worked: Counts, drawn: Counts) -> None:
        if shown:
            click.echo(counted(worked, drawn, language), err=True)

    def solve(old: Base, new: Base) -> list[Shift]:
        with _progress() as progress:
            return list(shifts(old, new, smallest, progress))

    found = compared(before, one, after, other, solve, sample, seed, tell)
    if examples is not None:
        keep_into(examples, example_files(found, language), force)
    if form == "json":
        click.echo(_indented(difference_json(found)))
    elif form == "markdown":
        click.echo(difference_markdown(found, language), nl=False)
    else:
        click.echo(difference_text(found, language, _page()), nl=False)
    if found.changed:
        sys.exit(1)


def _solving() -> ModuleType | None:
    """What asks the solver, where that is installed."""
    try:
        from triage.proof import solving
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        return None
    return solving


@main.command()
@click.argument("only", required=False, default="", metavar="[ID]")
@click.option("--coverage", "covered", is_flag=True, help="Count what rests on what, and list what is missing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
@_knowledge
def sources(only: str, covered: bool, form: str, lang: str | None, knowledge: Path | None) -> None:
    """Show the documents and claims of a knowledge base, what rests on each, and where sources disagree.

    ID is one document, claim or conflict. With --coverage the exit code is 1 where something is missing."""
    from triage.language.grounds import grounds
    from triage.reports.coverage import coverage, coverage_json, coverage_text
    from triage.reports.sources import sources_json, sources_text

    project = _project(knowledge)
    language = _language(project.base, lang)
    found = grounds(*(each.base for each in project.both))
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
@click.option("--step", "stepped", is_flag=True, help="Show after each answer what it sets off.")
@_engine("experta")
@_lang
@_knowledge
def ask(
    save: Path | None,
    resume: Path | None,
    no_save: bool,
    plain: bool,
    stepped: bool,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Answer the questionnaire."""
    from triage.terminal.kept import Kept, converse

    kind = Kept
    if stepped:
        from triage.terminal.stepped import Stepped as kind
    base = _load(knowledge)

    def language(case: str | None) -> str:
        return _language(base, lang, case)

    sys.exit(
        converse(
            base,
            language,
            save=save,
            resume=resume,
            keep=not no_save,
            plain=plain,
            kind=kind,
            knowledge=knowledge,
            engine=engine,
        )
    )


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--quiz", "quizzed", is_flag=True, help="Hide each step and ask about it first; keeps score.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another quiz about the same steps.")
@click.option("--questions", type=click.IntRange(1), metavar="N", help="Ask only so many in the quiz, of every sort.")
@click.option("--from", "first", type=click.IntRange(1), default=1, metavar="N", help="Begin at this step.")
@click.option("--one-by-one", is_flag=True, help="Tell the answers one at a time, as in an interview.")
@click.option("--generated", is_flag=True, help="Show also each rule that the language adds, as a step of its own.")
@click.option("--full", is_flag=True, help="In plain steps: all of working memory, and everything that follows.")
@click.option("--plain", is_flag=True, help="Plain text, as for screen readers; so it is without a terminal.")
@_lang
@_knowledge
def step(
    file: str,
    quizzed: bool,
    seed: int,
    questions: int | None,
    first: int,
    one_by_one: bool,
    generated: bool,
    full: bool,
    plain: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Show the reasoning about a case file or saved interview one step at a time, forwards and backwards.

    Each step is one turn of match, resolve and act: working memory, the agenda, the rule that fires, what it adds.
    All answers are told at once, so that the agenda has something to choose from."""
    from triage.terminal import keys
    from triage.terminal.lesson import lesson, print_lesson

    if quizzed and (generated or file == "-"):
        other = "--generated" if generated else "a case on standard input, from which it reads the answers"
        raise TriageError(f"--quiz cannot go together with {other}")
    if questions is not None and not quizzed:
        raise TriageError("--questions goes together with --quiz")
    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    case = _read_case(base, file)
    language = wanted or _language(base, None, case.language)
    _say_first(base, case, language, inside=_inside(base, case, knowledge))
    made = lesson(
        base,
        case,
        language,
        first=first,
        one_by_one=one_by_one,
        generated=generated,
        seed=seed if quizzed else None,
        questions=questions,
        again=shlex.join(["triage", "step", file, *(["-k", str(knowledge)] if knowledge else [])]),
    )
    if plain or not keys.available():
        print_lesson(made, full)
        return
    with _extra("step"):
        from triage.terminal.stepping import show_lesson
    sys.exit(show_lesson(made))


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
    from triage.explanation.phrases import say
    from triage.explanation.to_words import urgency_words
    from triage.follow_up.plan import refusal
    from triage.language.check_in import load_check_in
    from triage.language.model import presses
    from triage.reports.check_in import check_in_json, check_in_text, last_words
    from triage.terminal.checking_in import ask_started, follows, standing
    from triage.terminal.checking_in import check_in as checked

    if form == "json" and answers is None:
        raise TriageError("--format json asks no questions; give the answers with --answers")
    base = _load(knowledge)
    inside = load_check_in(base, knowledge)
    wanted = _language(base, lang) if lang else None
    today = on or date.today()
    ask = None if answers else lambda spoken: ask_started(wanted or _language(base, None, spoken))
    case = _read_case(base, str(file))
    refused = refusal(base, inside, case)
    if refused is not None and case.follow_up is None and not follows(inside, refused.pathway):
        # Nobody who has to be seen is asked on which day it began, or reads which pathways there are instead.
        language = wanted or _language(base, None, case.language)
        _say_first(base, case, language, aside=form == "json", inside=inside)
        page = _page()
        page.paragraph(say("check-in-refused", language))
        page.label(urgency_words(base, refused.urgency, language))
        click.echo(page.text(), nl=False, err=form == "json")
        sys.exit(2)
    here = standing(base, file, today, date.today(), started, ask)
    language = wanted or _language(base, None, here.case.language)
    if answers is not None and here.case.told:  # otherwise the conversation says it
        _say_first(base, here.case, language, aside=form == "json", inside=inside)
    found = checked(base, inside, file, here, today, language, answers, plain)
    if found is None:
        return
    done, stretches = found.done, found.stretches
    if form == "json":
        click.echo(
            _indented(check_in_json(base, inside, done, stretches, here.case.saved, today, language, here.case.name))
        )
    else:
        # Who is to call for help now does not read a page of reasons first; they are in the letter.
        brief = found.stopped or (answers is None and presses(done.outcome.urgency))
        click.echo(check_in_text(base, inside, done, stretches, here.case.saved, language, _page(), brief))
    if found.trouble is not None:
        click.echo(str(found.trouble), err=True)
    if form == "text":
        page = _page()
        page.label(last_words(inside, done, language))
        click.echo(page.text(), nl=False)
    sys.exit(found.code)


FORMATS = ("csv", "tsv", "ndjson", "parquet", "arrow", "xlsx", "csv.gz", "tsv.gz", "ndjson.gz")
"""What kinds of tables there are."""


@main.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--in-format", type=click.Choice(FORMATS), help="What IN is, if its name does not say so.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What OUT is, if its name does not say so.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook to read.")
@click.option(
    "--excel", is_flag=True, help="Write CSV that a spreadsheet opens well, and in which it runs nothing as a formula."
)
@click.option("--columns", metavar="A,B,...", help="What to write of each case, instead of everything usual.")
@click.option(
    "--rejects",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where rows go that cannot stand, with the reason.",
)
@click.option("--summary", metavar="OUT", type=click.Path(path_type=Path), help="Write the counts as JSON.")
@click.option("--plot", metavar="OUT", type=click.Path(path_type=Path), help="Draw the counts in an SVG file.")
@click.option("--missing-ok", is_flag=True, help="A question without a column was not asked of anybody.")
@click.option("--force", is_flag=True, help="Write over what is there already.")
@click.option(
    "--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True, help="What does the work."
)
@click.option("--master", metavar="URL", help="The Spark master, such as spark://HOST:7077; otherwise this machine.")
@_lang
@_knowledge
def batch(
    source: Path,
    out: Path,
    in_format: str | None,
    form: str | None,
    sheet: str | None,
    excel: bool,
    columns: str | None,
    rejects: Path | None,
    summary: Path | None,
    plot: Path | None,
    missing_ok: bool,
    force: bool,
    engine: str,
    master: str | None,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Triage a table of cases into another: CSV, TSV, NDJSON (also as .gz), Parquet, Arrow or a workbook (.xlsx), by
    the end of its name. - is standard input, and standard output.

    IN has a column for each question, or a column `answers` with an object in each row; other columns are carried
    through. A row with an answer that cannot stand goes to OUT.rejects with the reason, in the format of IN. A row in
    which every cell is empty is no case."""
    with _extra("population"):
        from triage.population.interrupting import interruptible
        from triage.population.population import DEFAULT
        from triage.population.run import Files, keep
        from triage.population.run import run as run_through
        from triage.reports.batch import batch_json, batch_text, decimal_comma, refused_row
    if engine == "spark":
        with _extra("spark"):
            from triage.population.spark import run as run_on_spark
        through: Callable[..., Any] = partial(run_on_spark, master=master or "local[*]")
    elif master is not None:
        raise TriageError("--master is for --engine spark")
    else:
        through = run_through
    if plot is not None:
        with _extra("chart"):
            from triage.reports.to_picture import batch_picture

    base = _load(knowledge)
    language = _language(base, lang)
    asked = tuple(name.strip() for name in columns.split(",")) if columns is not None else DEFAULT
    also = tuple(place for place in (summary, plot) if place is not None)
    comma = excel and decimal_comma(language if lang is not None else None, language)
    files = Files(source, out, rejects, also, in_format, form, sheet, excel, comma, force)
    aside = str(out) == "-"  # data goes to standard output, and whatever is said to standard error
    with _progress() as told, _extra("population"):
        try:
            with interruptible() as heed:

                def progress(done: int, of: int) -> None:
                    heed()
                    if told is not None:
                        told(done, of)

                done = through(
                    base,
                    files,
                    asked,
                    missing_ok=missing_ok,
                    progress=progress,
                    refused=lambda row, reason: click.echo(refused_row(row, reason, language), err=True),
                )
        except KeyboardInterrupt as stopped:
            raise TriageError("stopped; nothing is kept of what was being written") from stopped
    if summary is not None:
        keep(summary, _indented(batch_json(done)) + "\n")
    if plot is not None:
        keep(plot, batch_picture(base, done.counts.urgency, done.counts.leading, language).decode())
    click.echo(batch_text(done, language, _page()), nl=False, err=aside)


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
    """Plan the coming weeks from the current phase on: which exercises on which days, and when to check in.

    Where somebody has to look first there is no plan: then it says what to do instead, and a calendar holds nothing but
    what earlier plans had put there, as cancelled. That is an answer like another, with exit code 0. A calendar goes 12
    weeks ahead at most, so that the next one can take out what this one put in."""
    from triage.explanation.phrases import say
    from triage.follow_up.beginning import started_on
    from triage.follow_up.earlier import AHEAD
    from triage.follow_up.plan import plan as planned
    from triage.follow_up.plan import refusal
    from triage.reports.notices import notices
    from triage.reports.plan import plan_json, plan_text, refusal_json, refusal_text
    from triage.terminal.checking_in import followed, standing

    if form == "ics":
        with _extra("plan"):
            from triage.reports.to_ics import Edition, calendar
    base = _load(knowledge)
    first = on or date.today()
    case = _read_case(base, str(file))
    language = _language(base, lang, case.language)
    inside = _inside(base, case, knowledge)
    refused = refusal(base, inside, case)
    if refused is None:
        here = standing(base, file, first, max(first, date.today()), started)
        ahead = min(weeks, AHEAD) if form == "ics" else weeks
        made = planned(base, case, here.follow_up, first, ahead, followed(base, here, knowledge))
    # Where it is refused, it is refused whatever else is missing from the file, and whatever day it is.
    _say_first(base, case, language, aside=form != "text", inside=inside)
    said = notices(base, case, language, inside)
    if form == "ics" and weeks > AHEAD:
        click.echo(say("plan-ahead", language, weeks=AHEAD), err=True)
    begun = started_on(case) or started
    if form == "ics":
        found = case.follow_up if refused is not None else here.follow_up
        done = len(found.check_ins) if found is not None else 0
        edition = Edition(file.name, begun or first, done, datetime.now(UTC).replace(microsecond=0))
        plans = None if refused is not None else made
        click.echo(calendar(base, case, found, plans, edition, first, language), nl=False)
    elif form == "json" and refused is not None:
        click.echo(_indented(refusal_json(base, refused, inside, language, begun, case.name, said)))
    elif form == "json":
        click.echo(_indented(plan_json(base, made, language, case.name, said)))
    elif refused is not None:
        click.echo(refusal_text(base, refused, inside, language, _page()), nl=False)
    else:
        click.echo(plan_text(base, made, language, _page()), nl=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--svg", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in an SVG file.")
@click.option("--png", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in a PNG file.")
@click.option("--force", is_flag=True, help="Write OUT even if it is there already.")
@_lang
@_knowledge
def progress(
    file: Path, svg: Path | None, png: Path | None, force: bool, lang: str | None, knowledge: Path | None
) -> None:
    """Show pain and phase over time, from the check-ins in FILE."""
    from triage.follow_up.progress import progress as over_time
    from triage.language.check_in import load_check_in
    from triage.terminal.checking_in import recorded
    from triage.terminal.saving import keep_new, refuse

    base = _load(knowledge)
    inside = load_check_in(base, knowledge)
    here = recorded(base, file)
    language = _language(base, lang, here.case.language)
    points = over_time(inside, here.pathway, here.follow_up, str(file))
    kinds: tuple[tuple[Literal["svg", "png"], Path | None], ...] = (("svg", svg), ("png", png))
    drawn = {kind: out for kind, out in kinds if out is not None}
    for out in drawn.values():
        refuse(out, force, _read_by(knowledge, file))
    if svg is not None and png is not None and svg.resolve() == png.resolve():
        raise TriageError(f"{svg}: --svg and --png name the same file; give each its own")
    with _extra("chart"):
        from triage.reports.progress import progress_text

        if drawn:
            from triage.reports.to_picture import progress_picture
    for kind, out in drawn.items():
        picture = progress_picture(here.pathway, points, kind, language)
        keep_new(out, picture, force, private=True, sources=_read_by(knowledge, file))
    _say_first(base, here.case, language, inside=inside)
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
    _say_first(base, case, language, aside=True, inside=inside)
    made = written(base, inside, case, infer(base, case.answers), begun, on or date.today(), language)
    click.echo(letter_html(made, language) if form == "html" else letter_text(made, _page()), nl=False)


@main.command()
@click.argument("file", metavar="FILE")
@click.option("--html", "out", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--for",
    "reader",
    type=click.Choice(["patient", "clinician", "both"]),
    default="both",
    show_default=True,
    help="Whose part to write.",
)
@click.option("--force", is_flag=True, help="Write OUT even if it is there already.")
@click.option("--date", "on", metavar="DATE", callback=_date, help="The date to put on it; none by default.")
@_lang
@_knowledge
def report(
    file: str,
    out: Path,
    reader: Literal["patient", "clinician", "both"],
    force: bool,
    on: date | None,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Write one HTML page on a case (- is standard input or output): advice for the person, proof for the clinician.

    The page loads nothing from elsewhere. It is made for a phone, a desk and A4 paper."""
    from triage.explanation.phrases import say
    from triage.inference.outcome import infer
    from triage.language.check_in import load_check_in
    from triage.terminal.saving import keep_new, refuse

    with _extra("html"):
        from triage.reports.report import report as written
        from triage.reports.report import report_html

    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    case = _read_case(base, file)
    language = wanted or _language(base, None, case.language)
    inside = load_check_in(base, knowledge) if case.follow_up is not None else None
    sources = [*_read_by(knowledge, file)]
    if str(out) != "-":
        refuse(out, force, sources)
    _say_first(base, case, language, aside=True, inside=inside)
    page = report_html(written(base, inside, case, infer(base, case.answers), language, reader, on))
    if str(out) == "-":
        click.echo(page, nl=False)
    else:
        keep_new(out, page, force, private=True, sources=sources)
        click.echo(say("report-written", language, file=out))


@main.command()
@click.argument("kind", metavar="KIND")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--decision-table", "table", metavar="ID", help="Of the rules: a table of all that lead to this finding.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "html"]), default="text", show_default=True)
@_lang
@_knowledge
def show(kind: str, name: str | None, table: str | None, form: str, lang: str | None, knowledge: Path | None) -> None:
    """Show one rule, finding, question, pathway, claim or exercise: what it says, and what hangs together with it.

    A plural (`triage show rules`) lists them all. --decision-table takes a finding, urgency, pathway or caution; only
    it is there as csv and html too."""
    from triage.explanation.decision_table import decision_table
    from triage.explanation.showing import Shower, read_kind
    from triage.explanation.worked import Worked
    from triage.reports.decision_table import table_csv, table_html, table_json, table_text
    from triage.reports.showing import listed_json, listed_text, shown_json, shown_text

    one, every = read_kind(kind, name, table is not None)
    if table is None and form in ("csv", "html"):
        raise TriageError(f"--format {form} is for --decision-table; here it is text or json")
    project = _project(knowledge)
    base = project.base
    language = _language(base, lang)
    if table is not None:
        found = decision_table(base, table)
        match form:
            case "text":
                click.echo(table_text(base, found, language, _page()), nl=False)
            case "json":
                click.echo(_indented(table_json(base, found, language)))
            case "csv":
                click.echo(table_csv(base, found, language), nl=False)
            case _:
                click.echo(table_html(base, found, language), nl=False)
    elif every:
        data = listed_json(base, one, language)
        click.echo(_indented(data) if form == "json" else listed_text(base, one, language, _page()).rstrip("\n"))
    else:
        worked = Worked(base, {called: case.answers for called, case in project.worked.items()})
        part = Shower(base, worked).shown(one, name or "")
        _say_left_out([project], language)
        if form == "json":
            click.echo(_indented(shown_json(base, part, language)))
        else:
            click.echo(shown_text(base, part, language, _page()), nl=False)


@main.command()
@click.argument("out", required=False, metavar="[OUT]", type=click.Path(path_type=Path))
@click.option("--around", metavar="ID", help="Only what this depends on and what depends on it.")
@click.option("--depth", metavar="N", type=click.IntRange(1, 99), help="How far around, in steps.  [default: 1]")
@click.option("--case", "file", metavar="FILE", help="Light up what a case makes of it (- is standard input).")
@click.option("--format", "form", type=click.Choice(["svg", "dot", "mermaid"]), help="svg, or as OUT ends.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_lang
@_knowledge
def graph(
    out: Path | None,
    around: str | None,
    depth: int | None,
    file: str | None,
    form: str | None,
    force: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Draw the network from questions through rules and findings to urgencies and pathways.

    A whole base is drawn without its rules: a line says which of them made it. Without OUT it is printed."""
    from triage.explanation import network as networks
    from triage.inference.outcome import infer
    from triage.reports.network_text import network_dot, network_mermaid
    from triage.reports.network_words import Scribe
    from triage.terminal.saving import keep_new

    if depth is not None and around is None:
        raise TriageError("--depth says how far to go around something; name it with --around")
    base = _load(knowledge)
    wanted = _language(base, lang) if lang else None
    centre = networks.keys_of(base, around) if around is not None else ()
    case = _read_case(base, file) if file is not None else None
    language = wanted or _language(base, None, None if case is None else case.language)
    found = networks.network(base)
    if case is not None:
        _say_first(base, case, language, aside=True)
        found = networks.light(found, base, infer(base, case.answers))
    found = networks.around(found, centre, depth or 1) if centre else networks.folded(found)
    scribe = Scribe(base, found, language, {} if case is None else dict(case.answers))
    ending = "" if out is None else {".dot": "dot", ".gv": "dot", ".mmd": "mermaid"}.get(out.suffix.lower(), "")
    if (form or ending or "svg") == "svg":
        with _extra("graph"):
            from triage.reports.network_svg import network_svg as drawn
    else:
        drawn = network_dot if (form or ending) == "dot" else network_mermaid
    text = drawn(scribe, found, centre, "" if case is None else case.name)
    if out is None or str(out) == "-":
        click.echo(text, nl=False)
    else:
        sources = _read_by(knowledge, *([] if file is None else [file]))
        keep_new(out, text, force, private=case is not None, sources=sources)


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--as", "reviewer", metavar="NAME", help="Who reviews; asked for otherwise.")
@click.option("--candidates", metavar="DIR", type=click.Path(path_type=Path), help="Where proposed cases go.")
@_on
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@click.option(
    "--summary", metavar="DIR", type=click.Path(path_type=Path), help="Count the reviews of all cases in DIR."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="Of the summary.")
@_lang
@_knowledge
def review(
    files: tuple[Path, ...],
    reviewer: str | None,
    candidates: Path | None,
    on: date | None,
    plain: bool,
    summary: Path | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Review the outcomes of case files, or count what reviewers said.

    Every conclusion and every rule that fired is marked as agreed, too careful, not careful enough or wrong. The marks
    are kept in the case file, under `review`; objections make a worked case in a directory `candidates` beside it.
    With --summary: agreement per rule and condition, over- and under-triage, and between reviewers (Cohen's kappa, with
    the extra [review])."""
    base = _load(knowledge)
    language = _language(base, lang)
    if summary is None:
        from triage.terminal.reviewing import review as reviewed

        if form != "text":
            raise TriageError("--format goes with --summary")
        if not files:
            raise TriageError("name the case files to review, or --summary with a directory")
        sys.exit(reviewed(base, files, reviewer, language, candidates, on, plain))
    from triage.records.agreement import summary as counted
    from triage.records.reviewed_cases import reviewed_cases
    from triage.reports.agreement import agreement_csv, agreement_json, agreement_text

    if files:
        raise TriageError("--summary reads the cases in its own directory; leave FILE out")
    cases, problems = reviewed_cases(base, summary)
    found = counted(base, cases)
    match form:
        case "json":
            click.echo(_indented(agreement_json(base, found)))
        case "csv":
            click.echo(agreement_csv(found), nl=False)
        case _:
            click.echo(agreement_text(base, found, language, _page()), nl=False)
    if problems:
        raise TriageError("\n".join(map(str, problems)))


@main.group()
def export() -> None:
    """Write the knowledge base in a form for other readers."""


@export.command(name="clips")
@click.argument("out", metavar="OUT.clp", type=click.Path(path_type=Path))
@click.option("--check-in", "inside", is_flag=True, help="The rules of its check-in instead.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_knowledge
def export_clips(out: Path, inside: bool, force: bool, knowledge: Path | None) -> None:
    """Write the rules as CLIPS 6.4 source with comments, which say how to use it. - is standard output."""
    from triage.agreement.to_clips import to_clips
    from triage.language.check_in import load_check_in
    from triage.terminal.saving import keep_new

    base = _load(knowledge)
    text = to_clips(load_check_in(base, knowledge) if inside else base)
    if str(out) == "-":
        click.echo(text, nl=False)
    else:
        keep_new(out, text, force, sources=_read_by(knowledge))


@export.command(name="markdown")
@click.argument("out", metavar="OUT/", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Take the place of a book that is there.")
@_lang
@_knowledge
def export_markdown(out: Path, force: bool, lang: str | None, knowledge: Path | None) -> None:
    """Write the whole base as a book of Markdown pages with links, one page a condition and a care pathway."""
    from triage.reports.book import book
    from triage.terminal.saving import keep_book

    base = _load(knowledge)
    pages = book(base, _language(base, lang))
    keep_book(out, pages, force)
    click.echo(f"{out / 'index.md'}: {len(pages)} pages")


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Says which extra to install, and how, where a library is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        from triage.explanation.installing import installing

        raise TriageError(
            f"this needs the library {error.name}, which the extra `{name}` brings. {installing('en', name)}"
        ) from error


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, if a person is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, file=sys.stderr) as bar:
        yield lambda done, of: bar.update(1000 * done // max(of, 1) - bar.pos)


def _read_by(knowledge: Path | None, *files: str | Path) -> Iterator[Path]:
    """What a command reads, and may not write over: these files, and the knowledge base."""
    from triage.language.files import shipped

    yield from (Path(file) for file in files if str(file) != "-")
    yield from (path for path in (knowledge or shipped()).rglob("*") if path.is_file())


def _inside(base: Base, case: Case, knowledge: Path | None) -> Base | None:
    """The check-in of the base, for the words of the check-ins of a case; None where there is none, or no such words.

    What is wrong with a check-in must not keep anybody from what their answers came to."""
    from triage.language.check_in import has_check_in, load_check_in

    if case.follow_up is None or not case.follow_up.check_ins or not has_check_in(knowledge):
        return None
    try:
        return load_check_in(base, knowledge)
    except TriageError:
        return None


def _say_first(base: Base, case: Case, language: str, aside: bool = False, inside: Base | None = None) -> None:
    """What has to be known before anything made of this case is read; `aside`: on standard error, beside data;
    `inside`: the check-in base, where check-ins are read."""
    from triage.reports.notices import notices

    for notice in notices(base, case, language, inside):
        page = _page()
        page.paragraph(notice)
        for line in page.lines:
            click.echo(line, err=aside)


def _say_last(base: Base, case: Case, language: str, inside: Base | None) -> None:
    """A check-in that was more urgent than what has been read meanwhile: the first lines of a page scroll away."""
    from triage.reports.notices import pressing_note

    if (note := pressing_note(base, case, language, inside)) is not None:
        page = _page()
        page.label(note)
        click.echo(f"\n{page.text()}", nl=False)


def _indented(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _load(knowledge: Path | None) -> Base:
    """The base, as it was kept when nothing has changed since; `check` alone reads it anew each time.

    A check-in can be named by its folder, to run its cases by themselves."""
    return _project(knowledge).base


def _project(knowledge: Path | None) -> Project:
    """The same base, with what belongs to it."""
    from triage.cases.project import read_project
    from triage.language.cache import load_cached

    return read_project(knowledge, lambda directory: load_cached(directory, _cache()))


def _say_left_out(projects: Iterable[Project], language: str) -> None:
    from triage.reports.cases import left_out

    for line in left_out(projects, language):
        click.echo(line, err=True)


def _cache() -> Path | None:
    """Where loaded bases are kept; None for somebody who has no place of their own."""
    from triage.terminal.places import cache

    try:
        return cache()
    except OSError:
        return None


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


def _key(path: Path | None, public: bool = False) -> Key | None:
    from triage.records.signature import read_key

    if path is None:
        return None
    with _extra("sign"):
        return read_key(path, public)


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise TriageError(f"{file}: cannot be read: {(error.strerror or str(error)).lower()}") from error


def _language(base: Base, wanted: str | None, fallback: str | None = None) -> str:
    """The language to speak: the one asked for, or the case's, or the locale's, or English, or the base's first."""
    from triage.language.errors import listed, quoted
    from triage.language.preferred import preferred

    if wanted is not None and wanted not in base.languages:
        raise TriageError(
            f"--lang: this knowledge base does not speak {quoted(wanted)}; it speaks {listed(base.languages)}"
        )
    language = wanted or preferred(base.languages, fallback)
    click.get_current_context().meta[LANGUAGE] = language
    return language


def _page() -> Page:
    from triage.reports.layout import Page
    from triage.terminal.style import colour, width

    return Page(width(), colour())
