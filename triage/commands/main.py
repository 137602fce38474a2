"""The command line: the group of all commands. Each is a module of its own, read when somebody calls it.

A command reads, calls and prints; what it prints is made elsewhere. What it needs of other folders is imported when it
runs. `triage --help` reads no command at all: what it says of each stands in `catalogue`.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import IO, Any

import click

from triage.commands.catalogue import COMMANDS, GROUPS, HOLDING, WITHIN
from triage.commands.options import lang_before_option
from triage.commands.reading import LANGUAGE, PRESSES
from triage.commands.speaking import Group, help_language, in_words, misunderstood, split, spoken, with_headings
from triage.language.errors import INTERRUPTED, TriageError
from triage.version import VERSION
from triage.words.saying import FALLBACK

# A base is many small objects that all stay: looking for rubbish among them every 700 costs a tenth of the time to the
# first question, and finds none.
gc.set_threshold(100_000)

HELP_IN = "triage.help_in"
"""Where a call keeps the language in which it is helped."""
TYPED = "triage.typed"
"""And what was typed."""


class Main(Group):
    """The one spot where an error of ours becomes output."""

    def invoke(self, ctx: click.Context) -> Any:
        # Whoever started us may have closed these. What is opened next must not get the number of one of them, or what
        # is said there goes into a file of somebody's.
        for descriptor in range(3):
            try:
                os.fstat(descriptor)
            except OSError:
                os.open(os.devnull, os.O_RDWR)
        sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
        sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
        sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # an encoding that lacks a letter loses that alone
        try:
            return super().invoke(ctx)
        except TriageError as error:
            from triage.language.pointing import said

            with suppress(OSError):  # where nobody can be told, the exit code says it
                click.echo(said(error, _spoken_in(ctx)), err=True)
            ctx.exit(error.exit_code)
        except click.ClickException as error:
            raise _Misunderstood(error, _spoken_in(ctx)) from error.__cause__
        except (KeyboardInterrupt, RuntimeError) as error:
            # Before 3.12 Python wraps what breaks in while a class is made, as when something is imported.
            if not isinstance(error, KeyboardInterrupt) and not isinstance(error.__cause__, KeyboardInterrupt):
                raise
            from triage.words.saying import say

            # A command that has more to say when it is stopped says it itself.
            with suppress(OSError):
                click.echo(f"\n{say('stopped', _spoken_in(ctx))}", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            from triage.terminal.insisting import output_lost

            # Whatever else is read or written brings a TriageError: this is our output. Nobody must try it again.
            code = output_lost(error, _spoken_in(ctx))
            if code and (stands := ctx.meta.get(PRESSES)) is not None:
                from triage.reports.person.check_in import last_words

                with suppress(OSError):
                    click.echo(last_words(stands, _spoken_in(ctx)), err=True)
            ctx.exit(code)

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **named: Any) -> click.Context:
        try:
            if any("\0" in word for word in args):  # from no shell, but from whoever calls this as a function
                raise click.UsageError("A null character stands in what was given.")
            return super().make_context(info_name, args, *more, **named)
        except (click.exceptions.NoArgsIsHelpError, _Misunderstood):
            raise
        except click.ClickException as error:
            raise _Misunderstood(error, help_language(args)) from error.__cause__

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[TYPED] = tuple(args)
        if {"--help", "-h"} & set(args) or " ".join(split(args)[1]) in HOLDING:
            ctx.meta[HELP_IN] = help_language(args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        language = _help_in(ctx)
        return with_headings(click.Group.get_help(spoken(self, language), ctx), language)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"triage.commands.{name}"), name)
        language = _help_in(ctx)
        command = spoken(command, language)
        _show_examples(command, cmd_name, language)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS)
            hint = f" Did you mean {' or '.join(close)}?" if close else f" There are {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Which there are, by who uses them; no line is cut off."""
        language = _help_in(ctx)
        widest = max(map(len, COMMANDS))
        for title, commands in GROUPS:
            rows = [(command.name.ljust(widest), in_words(command.summary, language)) for command in commands]
            with formatter.section(in_words(title, language)):
                formatter.write_dl(rows)


def _show_examples(command: click.Command, path: str, language: str) -> None:
    """Under its help, and under that of every command in it."""
    examples = COMMANDS[path].examples if path in COMMANDS else WITHIN[path]
    lines = "\n".join(f"  {line}" for line in examples)
    command.epilog = f"\b\n{in_words('For example:', language)}\n{lines}"
    if isinstance(command, click.Group):
        for name, inside in command.commands.items():
            _show_examples(inside, f"{path} {name}", language)


def _help_in(ctx: click.Context) -> str:
    language: str = ctx.meta.get(HELP_IN, FALLBACK)
    return language


def _spoken_in(ctx: click.Context) -> str:
    """The language of whoever called: the one that the command speaks by now, or the one that was asked for."""
    language: str = ctx.meta.get(LANGUAGE) or help_language(ctx.meta.get(TYPED, ()))
    return language


class _Misunderstood(click.ClickException):
    """What click says of a command that cannot be, in the language of whoever typed it, and fit for a terminal: what
    was typed stands in it."""

    def __init__(self, error: click.ClickException, language: str) -> None:
        super().__init__(error.message)
        self.error, self.language = error, language
        vars(self)["exit_code"] = error.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        if isinstance(self.error, click.exceptions.NoArgsIsHelpError):
            self.error.show(file)
        else:
            click.echo(misunderstood(self.error, self.language), file=file or sys.stderr)


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="triage")
@lang_before_option
def main() -> None:
    """Rule-based triage: answer questions, get an urgency, a likely condition, a care pathway, and every reason.

    Decision support, never a diagnosis. `triage COMMAND --help` tells more of each, with examples."""
