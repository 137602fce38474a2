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
from triage.commands.catalogue import COMMANDS, GROUPS, HOLDING, WITHIN
from triage.commands.main import main
from triage.commands.speaking import DEFAULT, HEADINGS, in_words, plain, spoken, summary
from triage.language.files import shipped
from triage.words.saying import languages

PAGE = ROOT / "docs" / "cli.md"
TOLD = {**{name: command.examples for name, command in COMMANDS.items()}, **WITHIN}
EXAMPLES = [(name, line) for name, lines in TOLD.items() for line in lines]
CASE = "night-cramp.yaml"


def helped(*command: str, width: int = 100) -> str:
    english = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    called = CliRunner().invoke(main, [*command, "--help"], terminal_width=width, prog_name="triage", env=english)
    assert (called.exit_code, called.stderr) == (0, "")
    return called.stdout


def within(command: click.Command | None, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all in it, as deep as they go, each under what is typed for it."""
    assert command is not None, path
    yield path, command
    for name, inside in command.commands.items() if isinstance(command, click.Group) else ():
        yield from within(inside, *path, name)


EVERY = {
    path: command for name in COMMANDS for path, command in within(main.get_command(click.Context(main), name), name)
}
"""Each command and sub-command there is."""
HOLDERS = [path for path, command in EVERY.items() if isinstance(command, click.Group)]
"""Those in which there are others."""


def page() -> str:
    said = ["# The commands", "Made of `triage --help` (`pytest --renew tests/cli/test_help.py`).", block(helped())]
    for title, commands in GROUPS:
        said.append(f"## {title}")
        for command in commands:
            said += [f"### triage {command.name}", block(helped(command.name))]
            for below in EVERY:
                if below[0] == command.name and len(below) > 1:
                    said += [f"##{'#' * len(below)} triage {' '.join(below)}", block(helped(*below))]
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


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", HOLDERS, ids=" ".join)
def test_no_summary_of_a_command_in_another_is_cut_off(path: tuple[str, ...], language: str) -> None:
    """Each has a line of its own in 80 columns, and is whole in fewer."""
    holder = EVERY[path]
    assert isinstance(holder, click.Group)
    told = spoken(holder, language)
    assert isinstance(told, click.Group)
    said = [summary(command) for command in told.commands.values()]
    wide, narrow = (helped(*path, "--lang", language, width=width) for width in (80, 50))
    for words in said:
        assert [line for line in wide.split("\n") if line.endswith(f"  {words}")], words
        assert words in " ".join(narrow.split()), words


def test_every_module_of_a_command_is_listed() -> None:
    modules = {path.stem for path in (ROOT / "triage" / "commands").glob("*.py")}
    of_help = {"__init__", "catalogue", "main", "options", "reading", "speaking", "telling", "writing"}
    assert modules - of_help == {name.replace("-", "_") for name in COMMANDS}


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_is_a_command_line_that_is_understood(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-base").mkdir()
    for file in ("case.yaml", "answers.yaml", "cases.csv", "outcome.json"):
        shutil.copy(shipped() / "cases" / CASE, tmp_path / file)
    monkeypatch.chdir(tmp_path)
    words = shlex.split(re.sub(r" [<>] \S+", "", line))
    assert words[: len(name.split()) + 1] == ["triage", *name.split()]
    path = max((path for path in EVERY if tuple(words[1 : len(path) + 1]) == path), key=len)
    assert not isinstance(EVERY[path], click.Group)
    EVERY[path].make_context(
        name, words[len(path) + 1 :], parent=click.Context(main, **main.context_settings)
    )  # raises where an option is unknown or a file has to be there and is not


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_and_sub_command_has_examples_and_tells_them(path: tuple[str, ...]) -> None:
    lines = TOLD[" ".join(path)]
    assert lines
    for language in languages():
        heading = in_words("For example:", language)
        told = helped(*path, "--lang", language, width=80).partition(f"\n  {heading}\n")[2]
        assert told.split("\n") == [*(f"    {line}" for line in lines), ""]


def test_no_example_is_of_a_command_that_is_not_there() -> None:
    assert set(TOLD) == {" ".join(path) for path in EVERY}
    assert {"", *(" ".join(path) for path in HOLDERS)} == HOLDING


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


@pytest.mark.parametrize("path", [(), *EVERY], ids=" ".join)
def test_help_speaks_the_language_of_lang_everywhere(path: tuple[str, ...]) -> None:
    """Before the name of the command, behind it, between the names of two, and without --help where that is one too."""
    for language, other in (("nl", "en_GB.UTF-8"), ("en", "nl_NL.UTF-8")):
        asked = ["--lang", language]
        ways = [[*path[:at], *asked, *path[at:], "--help"] for at in range(len(path) + 1)]
        ways += [[*path, f"--lang={language}", "-h"], [*path, "-h", f"-l{language}"]]
        said = [CliRunner().invoke(main, way, env={"LC_ALL": other, "LANGUAGE": ""}) for way in ways]
        assert {(done.exit_code, done.stderr) for done in said} == {(0, "")}
        if not path or path in HOLDERS:
            for way in (asked, []):
                locale = other if way else f"{language}.UTF-8"
                done = CliRunner().invoke(main, [*path, *way], env={"LC_ALL": locale, "LANGUAGE": ""})
                assert (done.exit_code, done.stdout) == (2, "")
                assert done.stderr == said[0].stdout
        assert len({done.stdout for done in said}) == 1
        heading = in_words("Options:", language)
        assert f"\n{heading}\n" in said[0].stdout


def test_of_two_languages_the_one_nearest_the_command_is_spoken() -> None:
    done = CliRunner().invoke(main, ["--lang", "en", "plan", "--lang", "nl", "--help"])
    assert "Opties:" in done.stdout


def test_a_language_before_the_name_of_a_command_is_that_of_the_command() -> None:
    case = str(shipped() / "cases" / CASE)
    before, behind = (
        CliRunner().invoke(main, words) for words in (["--lang", "nl", "run", case], ["run", case, "--lang", "nl"])
    )
    assert (before.exit_code, before.stdout) == (0, behind.stdout)
    unspoken = CliRunner().invoke(main, ["--lang", "xx", "run", case])
    assert (unspoken.exit_code, "does not speak `xx`" in unspoken.stderr) == (2, True)
