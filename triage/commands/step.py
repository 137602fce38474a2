"""`triage step`: the reasoning about a case, a step at a time."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.commands.options import knowledge_option, lang_option, seed_option
from triage.commands.reading import case_from, language_for, language_of, load_base, needing, standing_of
from triage.commands.telling import say_first
from triage.language.errors import TriageError, in_shell
from triage.words.message import phrased


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--quiz", "quizzed", is_flag=True, help="Hide each step and ask about it first; keeps score.")
@seed_option("Another quiz about the same steps.")
@click.option("--questions", type=click.IntRange(1), metavar="N", help="Ask only so many in the quiz, of every sort.")
@click.option("--from", "first", type=click.IntRange(1), default=1, metavar="N", help="Begin at this step.")
@click.option("--one-by-one", is_flag=True, help="Tell the answers one at a time, as in an interview.")
@click.option("--generated", is_flag=True, help="Show also each rule that the language adds, as a step of its own.")
@click.option("--full", is_flag=True, help="In plain steps: all of working memory, and everything that follows.")
@click.option("--plain", is_flag=True, help="Plain text, as for screen readers; so it is without a terminal.")
@lang_option
@knowledge_option
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
    from triage.terminal.waiting import framed

    if quizzed and (generated or file == "-"):
        other = "--generated" if generated else "a case on standard input, from which it reads the answers"
        raise TriageError(phrased("--quiz cannot go together with {other}", other=other))
    if questions is not None and not quizzed:
        raise TriageError("--questions goes together with --quiz")
    with framed("step", file):
        base = load_base(knowledge)
        wanted = language_of(base, lang) if lang else None
        case = case_from(base, file)
        language = language_for(base, wanted, case)
        stands = standing_of(base, case, knowledge)
        told_lesson = lesson(
            base,
            case,
            language,
            first=first,
            one_by_one=one_by_one,
            generated=generated,
            seed=seed if quizzed else None,
            questions=questions,
            again=" ".join(map(in_shell, ["triage", "step", file, *(["-k", str(knowledge)] if knowledge else [])])),
        )
    say_first(stands, language)
    if plain or not keys.available():
        print_lesson(told_lesson, full)
        return
    with framed("step", file):
        with needing("step"):
            from triage.terminal.stepping import left, shows
        app = shows(told_lesson)
        code = app.run()
    sys.exit(left(app, told_lesson, code))
