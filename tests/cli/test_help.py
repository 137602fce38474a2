"""What `triage --help` says, and docs/cli.md, which is made of it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from tests.terminal.person import ROOT
from triage.commands.catalogue import COMMANDS, GROUPS
from triage.commands.main import main
from triage.commands.speaking import DEFAULT, HEADINGS, plain
from triage.language.files import shipped
from triage.words.saying import languages

PAGE = ROOT / "docs" / "cli.md"
EXAMPLES = [(name, line) for name, command in COMMANDS.items() for line in command.examples]
CASE = "night-cramp.yaml"


def helped(*command: str) -> str:
    english = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    return CliRunner().invoke(main, [*command, "--help"], terminal_width=100, prog_name="triage", env=english).stdout


def subcommands(name: str) -> list[str]:
    command = main.get_command(click.Context(main), name)
    return list(command.commands) if isinstance(command, click.Group) else []


def page() -> str:
    said = ["# The commands", "Made of `triage --help` (`pytest --renew tests/cli/test_help.py`).", block(helped())]
    for title, commands in GROUPS:
        said.append(f"## {title}")
        for command in commands:
            said += [f"### triage {command.name}", block(helped(command.name))]
            for below in subcommands(command.name):
                said += [f"#### triage {command.name} {below}", block(helped(command.name, below))]
    return "\n\n".join(said) + "\n"


def block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


def test_the_page_of_commands_is_their_help(renewing: bool) -> None:
    if renewing:
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_the_help_lists_each_command_once_and_cuts_off_no_line() -> None:
    text = helped()
    assert re.findall(r"^  ([a-z][a-z-]*)  +\S", text, re.MULTILINE) == list(COMMANDS)
    assert not re.search(r"\.\.\.$", text.partition("Answer:")[2], re.MULTILINE)
    assert all(command.summary in text for command in COMMANDS.values())


def test_every_module_of_a_command_is_listed() -> None:
    modules = {path.stem for path in (ROOT / "triage" / "commands").glob("*.py")}
    of_help = {"__init__", "catalogue", "main", "options", "reading", "speaking", "telling", "writing"}
    assert modules - of_help == {name.replace("-", "_") for name in COMMANDS}


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_is_a_command_line_that_is_understood(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in ("case.yaml", "answers.yaml", "cases.csv", "outcome.json"):
        shutil.copy(shipped() / "cases" / CASE, tmp_path / file)
    monkeypatch.chdir(tmp_path)
    words = shlex.split(re.sub(r" [<>] \S+", "", line))
    assert words[:2] == ["triage", name]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    rest = words[2:]
    if isinstance(command, click.Group):
        command = command.commands[rest.pop(0)]
    command.make_context(
        name, rest, parent=click.Context(main, **main.context_settings)
    )  # raises where an option is unknown or a file has to be there and is not


def test_examples_are_told() -> None:
    for name, command in COMMANDS.items():
        text = helped(name)
        assert all(line in text for line in command.examples), name


@pytest.mark.parametrize(
    ("typed", "says"),
    [("rum", "Did you mean run"), ("qqqq", "There are ask, run"), ("checkin", "Did you mean check-in")],
)
def test_a_command_that_is_not_there_is_answered_with_those_that_are(typed: str, says: str) -> None:
    result = CliRunner().invoke(main, [typed])
    assert result.exit_code == 2
    assert says in result.stderr


LANGUAGES = [language for language in languages() if language != "en"]


def texts(command: click.Command) -> Iterator[str]:
    """Every text of the help of a command, and of those in it."""
    yield from (text for text in (command.help, command.short_help) if text)
    # click keeps the option of help as it first met it: under the names that people type.
    for param in command.get_params(click.Context(command, parent=click.Context(main, **main.context_settings))):
        if isinstance(param, click.Option) and param.help:
            yield param.help
    if isinstance(command, click.Group) and command is not main:
        for inside in command.commands.values():
            yield from texts(inside)


def in_english() -> Iterator[str]:
    context = click.Context(main)
    yield from (*HEADINGS, DEFAULT, "For example:", *(title for title, _ in GROUPS))
    yield from (command.summary for command in COMMANDS.values())
    for command in (main, *(main.get_command(context, name) for name in COMMANDS)):
        assert command is not None
        yield from texts(command)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_is_there_in_every_language_and_no_other(language: str) -> None:
    wanted = {plain(text) for text in in_english()}
    place = ROOT / "triage" / "words" / language / "help.po"
    with place.open("rb") as file:
        there = {message.id: str(message.string) for message in read_po(file) if message.id}
    assert wanted - there.keys() == set()
    assert there.keys() - wanted == set()
    assert [text for text, said in there.items() if not said.strip()] == []


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        (("plan", "--lang", "nl", "--help"), "C.UTF-8"),
        (("plan", "-h", "--lang=nl_NL"), "C.UTF-8"),
        (("export", "clips", "-h"), "nl_NL.UTF-8"),
        (("--help",), "nl_NL.UTF-8"),
        ((), "nl_NL.UTF-8"),
    ],
)
def test_help_speaks_the_language_that_is_asked_for_or_that_of_the_computer(
    words: tuple[str, ...], locale: str
) -> None:
    said = CliRunner().invoke(main, words, env={"LC_ALL": locale, "LANGUAGE": ""}).output
    assert "Opties:" in said
    assert "Show this message" not in said
    assert not {"Options:", "Usage:", "For example:"} & set(said.split("\n"))
