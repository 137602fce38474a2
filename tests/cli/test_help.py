"""What `triage --help` says, and docs/cli.md, which is made of it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.terminal.person import ROOT
from triage.commands.catalogue import COMMANDS, GROUPS
from triage.commands.main import main
from triage.language.files import shipped

PAGE = ROOT / "docs" / "cli.md"
EXAMPLES = [(name, line) for name, command in COMMANDS.items() for line in command.examples]
CASE = "night-cramp.yaml"


def helped(*command: str) -> str:
    return CliRunner().invoke(main, [*command, "--help"], terminal_width=100, prog_name="triage").stdout


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
    of_help = {"__init__", "catalogue", "main", "options", "reading", "telling", "writing"}
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
