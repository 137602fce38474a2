"""What goes wrong is told in the language of the reader."""

from __future__ import annotations

import ast
import errno
import os
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from click.testing import CliRunner

from tests.program import spoken
from tests.terminal.person import ROOT
from triage.commands.main import main
from triage.language import document, keys
from triage.words.message import Message, in_language, phrased
from triage.words.saying import languages

LANGUAGES = [language for language in languages() if language != "en"]
MET = ("ask", "run", "plan", "check_in", "review", "replay", "progress", "letter", "report", "explain")
"""The commands of whoever is ill, and of a clinician."""
SAID_WITH = {"Problem", "wrong", "_wrong", "TriageError", "AnswerError", "RecordError", "UsageError", "BadParameter"}
BLANK = re.compile(r"\{(\w+)\}")


def modules() -> Iterator[Path]:
    """Where messages are made that somebody who is ill, or a clinician, can meet."""
    commands = {ROOT / "triage" / "commands" / f"{name}.py" for name in MET}
    for path in sorted((ROOT / "triage").rglob("*.py")):
        if (
            path in commands
            or "import phrased" in path.read_text()
            or "import in_language, phrased" in path.read_text()
        ):
            yield path


def said_in(path: Path) -> Iterator[str]:
    """The messages and their parts that stand in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "phrased":
                yield from texts(*node.args, *(keyword.value for keyword in node.keywords))
            elif name in SAID_WITH:
                yield from texts(*node.args)


def texts(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if re.search("[a-z]", BLANK.sub("", text)):
                yield text
            case ast.IfExp():
                yield from texts(node.body, node.orelse)


def there(language: str) -> dict[str, str]:
    with (ROOT / "triage" / "words" / language / "errors.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_there_with_its_blanks(language: str) -> None:
    known = there(language)
    wanted = {text for path in modules() for text in said_in(path)}
    assert len(wanted) > 150
    assert wanted - known.keys() == set()
    assert [text for text, said in known.items() if set(BLANK.findall(text)) != set(BLANK.findall(said))] == []


NO_YAML = (
    *(
        "a: 1\n b: 2",
        "- a\nb: 1",
        "a: {b: 1",
        "a: [1, 2",
        "a: 'x",
        'a: "x\\q"',
        "a: @x",
        "a: *x y",
        "a: &",
        "a: *",
        "a: - b",
    ),
    *("- a: 1\n  b\n  c: 2", "a: |x\n  b", "%YAML 2.0\n---\na: 1", 'a: "x\n---\ny"', "a: !foo!bar x", "%foo\nbar"),
    *('a: "\\xzz"', "  a: 1\n b: 2", "a: ? b", "{:", "]", "a: !<x y", "a: b\n\tc: d"),
)
"""Each is no YAML in a way of its own."""


def said_of_yaml() -> set[str]:
    """What the library says of a text that is none."""
    found = set()
    for text in NO_YAML:
        with pytest.raises(yaml.MarkedYAMLError) as error:
            list(yaml.parse(text, Loader=document.LOADER))
        found |= {error.value.context, error.value.problem} - {None}
    return {str(each) for each in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_yaml_is_told_in_that_language(language: str) -> None:
    assert said_of_yaml() - there(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_base_has_a_name(language: str) -> None:
    forms = [form for form in vars(keys).values() if isinstance(form, keys.Form)]
    named = {form.what for form in forms} | {key.shape.names for form in forms for key in form.keys.values()}
    wanted = {name for name in (*named, *keys.ENTRIES) if name and not re.search(r"[`.]", name)}
    assert wanted - there(language).keys() == set()


@pytest.mark.xdist_group("program")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_there_that_nobody_says(language: str) -> None:
    of_the_system = {os.strerror(number).lower() for number in errno.errorcode} | said_of_yaml()
    assert there(language).keys() - spoken().strings - of_the_system == set()


def dutch(*command: str, locale: str = "nl_NL.UTF-8") -> str:
    done = CliRunner().invoke(main, command, prog_name="triage", env={"LC_ALL": locale, "LANGUAGE": ""})
    assert done.exit_code == 2, done.output
    return done.output


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            ("run", "there-is-none.yaml"),
            "there-is-none.yaml: kan niet gelezen worden: dat bestand of die map is er niet",
        ),
        (("run", "."), ".: dit is een map; hier hoort een bestand"),
        (
            ("run", "bad.yaml"),
            "bad.yaml:1:18: `onset`: `suddn` is geen antwoord; bedoel je `sudden`? Hier hoort een van",
        ),
        (("explain", "bad.yaml"), "bad.yaml:1:33: er is geen vraag `foo`; geen van de"),
        (("plan", "bad.yaml", "--date", "2026-13-01"), "--date: 2026-13-01 is geen datum; schrijf hem zoals"),
        (("ask", "--save", "none/here.yaml"), "none: die map is er niet; maak hem eerst, met: mkdir -p none"),
        (("ask", "--save", "a.yaml", "--no-save"), "--save en --no-save gaan niet samen"),
        (("check-in", "good.yaml", "--answers", "good.yaml", "--date", "2001-01-01"), "klacht"),
        (("replay", "bad.yaml"), "bad.yaml: geen geldige JSON: "),
        (("explain", "good.yaml", "--what-if", "pain"), "--what-if: `pain` is geen ander antwoord"),
        (("run", "good.yaml", "--lang", "xx"), "--lang: deze kennisbank spreekt geen `xx`; wel"),
        (
            ("run", "good.yaml", "-k", "there-is-none"),
            "there-is-none: die map is er niet; hier hoort een map met een base.yaml",
        ),
        # What click says.
        (("rum",), "Fout: De opdracht 'rum' is er niet. Bedoel je run?"),
        (("qqqq",), "Fout: De opdracht 'qqqq' is er niet. Er zijn ask, "),
        (("run",), "Fout: 'FILE...' ontbreekt."),
        (("run", "a", "--frmt", "b"), "Fout: De optie '--frmt' is er niet. (Bedoel je een van: "),
        (("run", "a", "--qqqq"), "Fout: De optie '--qqqq' is er niet."),
        (("run", "a", "--lang"), "Fout: Achter de optie '--lang' hoort een waarde."),
        (("run", "a", "--full=1"), "Fout: Achter de optie '--full' hoort geen waarde."),
        (("run", "a", "--format", "b"), "Fout: Onjuiste waarde voor '--format': 'b' is niet een van 'text', 'json'."),
        (("run", "a", "-k", ""), "dit is leeg; noem een map."),
        (("run", "a", "-k", "b", "-k", "c"), "er is er meer dan een; noem een kennisbank"),
        (("letter", "a", "b"), "Fout: Er staat een woord te veel (b)"),
        (("run", "a", "\0"), "Er staat een nulteken in wat je typte."),
    ],
    ids=lambda part: " ".join(part).replace("\0", "0") if isinstance(part, tuple) else "",
)
def test_a_person_reads_it_in_their_language(
    command: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.yaml").write_text("answers: {onset: suddn, age: 4, foo: 3}\n")
    (tmp_path / "good.yaml").write_text("answers: {onset: sudden}\nstarted: 2026-03-01\n")
    monkeypatch.chdir(tmp_path)
    said = dutch(*command)
    assert says in said
    assert not re.search(r"\b(Error|Usage|Try|expected)\b", said)


def test_lang_says_in_which_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "die map is er niet" not in dutch("run", "x", "-k", "none", locale="C.UTF-8")
    assert "die map is er niet" in dutch("run", "x", "-k", "none", "--lang", "nl", locale="C.UTF-8")
    assert "De optie '--frmt' is er niet." in dutch("run", "x", "--frmt", "--lang=nl", locale="C.UTF-8")


def test_a_language_that_we_do_not_speak_reads_english() -> None:
    done = CliRunner().invoke(main, ["run", "there-is-none.yaml"], env={"LC_ALL": "de_DE.UTF-8", "LANGUAGE": ""})
    assert "cannot be read: no such file or directory" in done.output


def test_what_fills_a_blank_is_left_as_it_is() -> None:
    """A word of somebody's own is neither filled nor put into another language."""
    said = phrased("{word} is no option", word="`{word} nothing`")
    assert said == "`{word} nothing` is no option"
    assert in_language(said, "nl") == "`{word} nothing` is geen keuze"


def test_parts_are_said_in_the_same_language() -> None:
    said = phrased("{what} must be a list, not {node}{hint}", what="`answers`", node="nothing", hint="")
    assert in_language(said, "nl") == "`answers` moet een lijst zijn, niet niets"
    assert in_language(said, "en") == str(said)


def test_a_message_goes_to_another_process_whole() -> None:
    said = pickle.loads(pickle.dumps(phrased("{given} is no number", given="`x`")))
    assert isinstance(said, Message)
    assert in_language(said, "nl") == "`x` is geen getal"
