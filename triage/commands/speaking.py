"""Help in the language of whoever asks for it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from copy import copy

import click

from triage.language.errors import harmless
from triage.words.message import Message, in_language, phrased
from triage.words.saying import FALLBACK, languages, rendered

HEADINGS = ("Usage:", "Options:", "Commands:")
"""What click writes at the beginning of a line."""
DEFAULT = "default:"
ERROR, HINT = "Error: {message}", "Try '{command} {option}' for help."
OF_CLICK = (
    "Invalid value for {param}: {message}",
    "Invalid value: {message}",
    "Missing argument {param}.",
    "Missing argument {param}. {message}",
    "Missing option {param}.",
    "Missing option {param}. {message}",
    "No such option {name}. Did you mean {possibility}?",
    "No such option {name}. (Did you mean one of: {possibilities}?)",
    "No such option {name}.",
    "No such command {name}. Did you mean {possibility}?",
    "No such command {name}.",
    "Option {name} requires an argument.",
    "Option {name} does not take a value.",
    "Got unexpected extra argument ({given})",
    "Got unexpected extra arguments ({given})",
    "Choose from: {choices}",
    "{value} is not one of {choices}.",
    "{value} is not {choice}.",
    "{value} is not a valid integer.",
    "{value} is not a valid float.",
    "{value} is not in the range {range}.",
    "File {name} does not exist.",
    "Directory {name} does not exist.",
    "Path {name} does not exist.",
    "File {name} is a directory.",
    "Directory {name} is a file.",
    "File {name} is not readable.",
    "There is no command {name}. Did you mean {possibility}?",
    "There is no command {name}. There are {names}.",
    "it is empty; name a directory.",
)
"""What click says of a command that it does not understand, and we of what it asks of us."""


def help_language(args: Sequence[str]) -> str:
    """The language of a help that is asked for: the one of --lang, of several the last, or the locale's."""
    from triage.language.preferred import language_in, preferred

    asked, _ = split(args)
    return preferred(languages(), *(language_in(word) for word in reversed(asked)))


def split(args: Sequence[str]) -> tuple[list[str], list[str]]:
    """The languages in what was typed, and all else."""
    asked, others, words = [], [], iter(args)
    for word in words:
        if word in ("--lang", "-l"):
            asked.append(next(words, ""))
        elif word.startswith("--lang="):
            asked.append(word.partition("=")[2])
        elif word.startswith("-l"):
            asked.append(word[2:])
        else:
            others.append(word)
    return asked, others


class Group(click.Group):
    """Commands under one name: with nothing but a language it is helped, and no summary of them is cut off."""

    group_class = type

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if split(args)[1] else [])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(command)) for name, command in sorted(self.commands.items())])


def summary(command: click.Command) -> str:
    """What a command does: its first sentence, whole, where it has no shorter one."""
    return command.get_short_help_str(limit=10_000)


def in_words(text: str, language: str) -> str:
    """A text of help; in English where nobody put it into this language."""
    return text if language == FALLBACK else rendered(plain(text), language)


def plain(text: str) -> str:
    """A text without the ends of its lines, a paragraph a line: how it is found."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def misunderstood(error: click.ClickException, language: str) -> str:
    """What click says of a command that cannot be, in a language."""
    lines = []
    if isinstance(error, click.UsageError) and error.ctx is not None:
        lines.append(with_headings(error.ctx.get_usage(), language))
        if names := error.ctx.help_option_names:
            hint = phrased(HINT, command=error.ctx.command_path, option=max(names, key=len))
            lines += [in_language(hint, language), ""]
    message = in_language(recognised(error.format_message()), language)
    return harmless("\n".join((*lines, in_language(phrased(ERROR, message=message), language))))


def recognised(text: str) -> str:
    """A text of click as a message: click fills its blanks before anybody can say it in another language."""
    if isinstance(text, Message):
        return text
    line = " ".join(text.split())
    for template in OF_CLICK:
        match = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)), line)
        if match:
            return phrased(template, **{name: recognised(part) for name, part in match.groupdict().items()})
    return text


def spoken(command: click.Command, language: str) -> click.Command:
    """The command, with its help in a language."""
    if language == FALLBACK:
        return command
    copied = copy(command)
    copied.help = None if command.help is None else in_words(command.help, language)
    copied.short_help = None if command.short_help is None else in_words(command.short_help, language)
    copied.params = _spoken_params(command, language)
    if isinstance(copied, click.Group):
        copied.commands = {name: spoken(inside, language) for name, inside in copied.commands.items()}
    of_click, option = copied.get_help, copied.get_help_option
    vars(copied)["get_help_option"] = lambda ctx: _spoken_help(option(ctx), language)
    vars(copied)["get_help"] = lambda ctx: with_headings(of_click(ctx), language)
    return copied


def _spoken_params(command: click.Command, language: str) -> list[click.Parameter]:
    return [_spoken(param, language) for param in command.params]


def _spoken(param: click.Parameter, language: str) -> click.Parameter:
    copied = copy(param)
    if isinstance(copied, click.Option) and copied.help is not None:
        copied.help = in_words(copied.help, language)
    return copied


def _spoken_help(option: click.Option | None, language: str) -> click.Option | None:
    if option is None:
        return None
    copied = _spoken(option, language)
    assert isinstance(copied, click.Option)
    return copied


def with_headings(text: str, language: str) -> str:
    """What click says itself."""
    for heading in HEADINGS:
        text = re.sub(rf"(?m)^{heading}", in_words(heading, language), text)
    return text.replace(f"[{DEFAULT}", f"[{in_words(DEFAULT, language)}").replace(
        f"; {DEFAULT}", f"; {in_words(DEFAULT, language)}"
    )
