"""`triage check`: a base, loaded and judged."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.commands.options import format_option, knowledge_option, lang_option, seed_option
from triage.commands.reading import language_of, needing
from triage.commands.telling import indented, new_page, progress_bar, say_left_out
from triage.language.errors import TriageError
from triage.language.pointing import said
from triage.language.words import Words

if TYPE_CHECKING:
    from triage.agreement.agreement import Agreement
    from triage.cases.project import Project
    from triage.language.base import Base
    from triage.language.property import Promises
    from triage.proof.judgement import Judgement
    from triage.proof.pairs import Pair


@click.command()
@format_option("text", "json", "sarif")
@click.option(
    "--counterexamples",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a case file for each property that fails; DIR is made, what is above it is not.",
)
@click.option(
    "--agreement",
    metavar="N",
    type=click.IntRange(min=1),
    help="Also run N random cases through every engine: all must agree.",
)
@click.option("--force", is_flag=True, help="Write over case files that are there already.")
@seed_option("Which random cases.")
@click.option("--accepted", is_flag=True, help="List what may stay as well, with its reasons.")
@click.option("--unknown", is_flag=True, help="List what not knowing the answer to each question means, and why.")
@click.option("--pairs", is_flag=True, help="List conditions that go together while nothing says which leads.")
@click.option("--watch", "watched", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@lang_option
@knowledge_option
def check(watched: bool, **options: Any) -> None:
    """Load a knowledge base with its worked cases, and judge it: every mistake with its place, every property proved.

    Lint and proofs take the extra `proof`; engines that take an extra join --agreement where it is installed.
    Exit code 1: something is wrong with a base that loads, or with one of its case files; 2: it does not load."""
    wanted = _Wanted(**options)
    if wanted.agreement is not None and wanted.form == "sarif":
        raise TriageError("--agreement is about no place in a file; take --format text or json")
    if watched:
        _watch(wanted)
    elif not wanted.sound():
        raise click.exceptions.Exit(1)


def _watch(wanted: _Wanted) -> None:
    """Checks at every change of a file. Ctrl-C is how it ends, and nothing that went wrong."""
    from triage.language.files import shipped
    from triage.language.preferred import language_in, preferred
    from triage.terminal.watching import watch
    from triage.words.saying import languages, say

    spoken = languages()
    language = language_in(wanted.lang or "")
    language = language if language in spoken else preferred(spoken)
    directory = wanted.knowledge or shipped()
    if wanted.form != "text" or not directory.is_dir():
        raise TriageError("--watch is for somebody who reads along: take --format text, and a directory that is there")

    def look() -> None:
        click.echo(f"\n== {datetime.now():%H:%M:%S} ==")
        try:
            wanted.sound()
        except TriageError as error:
            click.echo(said(error))
        sys.stdout.flush()

    try:
        watch(directory, look, lambda: click.echo(say("watching", language)))
    except KeyboardInterrupt:
        click.echo()


@dataclass(frozen=True)
class _Wanted:
    """What somebody wants to know of a base."""

    form: str
    counterexamples: Path | None
    agreement: int | None
    force: bool
    seed: int
    accepted: bool
    unknown: bool
    pairs: bool
    lang: str | None
    knowledge: Path | None

    def sound(self) -> bool:
        """Checks, and tells all of it. Raises TriageError where there is no base to be judged."""
        from triage.cases.project import read_project
        from triage.language.checks import WARNINGS
        from triage.language.errors import KnowledgeError
        from triage.reports.author.judged import counterexamples as failing
        from triage.reports.author.judged_json import unreadable_sarif
        from triage.terminal.saving import keep_into

        try:
            projects = read_project(self.knowledge).both
            language = language_of(projects[0].base, self.lang)
            say_left_out(projects, language)
            promises = [project.promises(WARNINGS) for project in projects]
        except KnowledgeError as error:
            if self.form == "sarif":
                click.echo(indented(unreadable_sarif(error.problems, Path.cwd())))
            raise
        judgements = _judgements(projects, promises)
        if self.counterexamples is not None:
            keep_into(self.counterexamples, failing(judgements, language), self.force)
        count = self.agreement
        agreed = (
            [] if count is None else [(project.base, _agreement(project, count, self.seed)) for project in projects]
        )
        together = [(project.base, _pairs(project.base)) for project in projects] if self.pairs else []
        self.tell(projects, judgements, agreed, together, language)
        wrong = any(judgement.errors for judgement in judgements) or any(
            agreement.disagreements for _, agreement in agreed
        )
        return not wrong and not any(project.unreadable for project in projects)

    def tell(
        self,
        projects: Sequence[Project],
        judgements: Sequence[Judgement],
        agreed: Sequence[tuple[Base, Agreement]],
        together: Sequence[tuple[Base, tuple[Pair, ...]]],
        language: str,
    ) -> None:
        from triage.reports.author.engines import engines_record, engines_text
        from triage.reports.author.judged import judged_text, pairs_text, unknown_text
        from triage.reports.author.judged_json import judged_json, judged_sarif, pairs_record

        if self.form == "text":
            unreadable = [project.base.id for project in projects if project.unreadable]
            click.echo(judged_text(judgements, language, new_page(), self.accepted, unreadable), nl=False)
            if self.unknown:
                click.echo(unknown_text(judgements, language, new_page()), nl=False)
            for base, agreement in agreed:
                click.echo("\n" + engines_text(Words(base, language), agreement), nl=False)
            for base, unargued in together:
                click.echo("\n" + pairs_text(Words(base, language), unargued, new_page()), nl=False)
        elif self.form == "json":
            engines = [engines_record(base, tally) for base, tally in agreed] or None
            pairs = [pairs_record(base, unargued) for base, unargued in together] if self.pairs else None
            click.echo(indented(judged_json(judgements, language, engines, pairs)))
        else:
            problems = [problem for project in projects for problem in project.problems]
            click.echo(indented(judged_sarif(judgements, problems, language, Path.cwd())))


def _judgements(projects: Sequence[Project], promises: Sequence[Promises]) -> list[Judgement]:
    """Nothing is proved where there is no solver."""
    from triage.proof.judgement import Judgement

    try:
        from triage.proof.check import check_projects
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        return [Judgement(project.base) for project in projects]
    return check_projects(projects, promises)


def _pairs(base: Base) -> tuple[Pair, ...]:
    with needing("proof"):
        from triage.proof.pairs import unargued
    return tuple(unargued(base))


def _agreement(project: Project, count: int, seed: int) -> Agreement:
    from triage.agreement.agreement import agree

    with progress_bar() as progress:
        return agree(project.base, count, seed, [case.answers for case in project.worked.values()], progress)
