"""Help in the language of whoever asks for it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from copy import copy
from itertools import pairwise

import click

from triage.words.saying import FALLBACK, languages, rendered

HEADINGS = ("Usage:", "Options:", "Commands:")
"""What click writes at the beginning of a line."""
DEFAULT = "default:"


def help_language(args: Sequence[str]) -> str:
    """The language of a help that is asked for: the one of --lang, or the locale's."""
    from triage.language.preferred import language_in, preferred

    asked = [word for flag, word in pairwise(args) if flag in ("--lang", "-l")]
    asked += [word.partition("=")[2] for word in args if word.startswith("--lang=")]
    return preferred(languages(), *(language_in(word) for word in asked))


def in_words(text: str, language: str) -> str:
    """A text of help; in English where nobody put it into this language."""
    return text if language == FALLBACK else rendered(plain(text), language)


def plain(text: str) -> str:
    """A text without the ends of its lines, a paragraph a line: how it is found."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def spoken(command: click.Command, language: str) -> click.Command:
    """The command, with its help in a language."""
    if language == FALLBACK:
        return command
    made = copy(command)
    made.help = None if command.help is None else in_words(command.help, language)
    made.short_help = None if command.short_help is None else in_words(command.short_help, language)
    made.params = _spoken_params(command, language)
    if isinstance(made, click.Group):
        made.commands = {name: spoken(inside, language) for name, inside in made.commands.items()}
    of_click, option = made.get_help, made.get_help_option
    vars(made)["get_help_option"] = lambda ctx: _spoken_help(option(ctx), language)
    vars(made)["get_help"] = lambda ctx: with_headings(of_click(ctx), language)
    return made


def _spoken_params(command: click.Command, language: str) -> list[click.Parameter]:
    return [_spoken(param, language) for param in command.params]


def _spoken(param: click.Parameter, language: str) -> click.Parameter:
    made = copy(param)
    if isinstance(made, click.Option) and made.help is not None:
        made.help = in_words(made.help, language)
    return made


def _spoken_help(option: click.Option | None, language: str) -> click.Option | None:
    if option is None:
        return None
    made = _spoken(option, language)
    assert isinstance(made, click.Option)
    return made


def with_headings(text: str, language: str) -> str:
    """What click says itself."""
    for heading in HEADINGS:
        text = re.sub(rf"(?m)^{heading}", in_words(heading, language), text)
    return text.replace(f"[{DEFAULT}", f"[{in_words(DEFAULT, language)}").replace(
        f"; {DEFAULT}", f"; {in_words(DEFAULT, language)}"
    )
