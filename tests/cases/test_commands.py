"""Every command that reads the cases of a base speaks of the same worked cases, the same proposals and the same files
that cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cases.conftest import CANDIDATE
from tests.pointed import messages
from triage.commands.main import main

OUTER = ("bent", "bent/straight", "fell", "linked")
INNER = ("check-in/well", "check-in/well/sore")
"""The worked cases of the project, and of its check-in."""
PROPOSED = ("bent-by-ann", "check-in/proposed")
UNREADABLE = ("broken", "gone", "check-in/lost")
SENTENCES = {
    "nl": (
        "Gevallen die niet te lezen zijn, en dus niet meetellen: {}; zie `triage cases`.",
        "Gevallen die een beoordelaar voorstelt, en die dus nog niet meetellen: {}; zie `triage cases`.",
    ),
    "en": (
        "Case files that cannot be read, and so do not count: {}; see `triage cases`.",
        "Cases that a reviewer proposes, and so do not count yet: {}; see `triage cases`.",
    ),
}


def run(place: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--knowledge", str(place)])


def mistakes(place: Path, outer: bool = True, inner: bool = True) -> list[str]:
    """Where each mistake stands in a file that cannot be read."""
    cases = place / "cases"
    found = [f"{cases}/broken.yaml:1:11", f"{cases}/broken.yaml:1:30", f"{cases}/gone.yaml"] if outer else []
    return found + ([f"{place}/check-in/cases/lost.yaml:2:1"] if inner else [])


def told(lines: str) -> list[str]:
    """The places that are named, one a line."""
    return re.findall(r"(?m)^ *(\S+\.ya?ml(?::\d+:\d+)?): ", lines)


def note(language: str, unreadable: int, proposed: int) -> list[str]:
    """The sentences of those that are not nought."""
    counts = zip(SENTENCES[language], (unreadable, proposed), strict=True)
    return [sentence.format(count) for sentence, count in counts if count]


def sentences(done: Result) -> list[str]:
    return [line for line in messages(done.stderr) if not told(line)]


def counts_of_diff(done: Result) -> list[int]:
    return [each["worked"]["total"] for each in json.loads(done.stdout)["bases"]]


def counts_of_show(done: Result) -> list[int]:
    return [json.loads(done.stdout)["matters"]["tried"]]


def counts_of_coverage(done: Result) -> list[int]:
    return [each["cases"] for each in json.loads(done.stdout)["bases"]]


def listed(done: Result, *words: str) -> tuple[str, ...]:
    return tuple(re.findall(rf"(?m)^(?:{'|'.join(words)})  (\S+)", done.stdout))


def test_cases_lists_everything(place: Path) -> None:
    done = run(place, "cases")
    assert (done.exit_code, done.stderr) == (1, "")
    assert listed(done, "passed", "FAILED") == (*OUTER, *INNER)
    assert listed(done, "FAILED") == ()
    assert sorted(listed(done, "candidate")) == sorted(PROPOSED)
    assert sorted(listed(done, "unreadable")) == sorted(UNREADABLE)
    assert told(done.stdout) == mistakes(place)
    last = "6 of 6 worked cases passed, 2 of them of the check-in; 2 candidates; 3 cannot be read"
    assert done.stdout.splitlines()[-1] == last


GO_ON: dict[str, tuple[tuple[str, ...], str, Callable[[Result], list[int]] | None, list[int], int]] = {
    # the words; where in the project; what counts the cases, and how many; the exit code
    "show": (("show", "rule", "crooked", "--format", "json"), "", counts_of_show, [4], 0),
    "show in the check-in": (("show", "rule", "all-well", "--format", "json"), "check-in", counts_of_show, [2], 0),
    "check": (("check", "--format", "json"), "", None, [], 1),
    "check of the check-in": (("check", "--format", "json"), "check-in", None, [], 1),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", GO_ON)
def test_who_can_goes_on_without(name: str, language: str, place: Path) -> None:
    words, within, count, counted, code = GO_ON[name]
    done = run(place / within, *words, "--lang", language)
    assert done.exit_code == code
    if count is not None:
        assert count(done) == counted
    outer, inner = not within, bool(within) or name == "check"
    assert told(done.stderr) == mistakes(place, outer, inner)
    assert sentences(done) == note(language, 2 * outer + inner, outer + inner)


@pytest.mark.parametrize(
    ("language", "sound", "not_sound"),
    [("nl", "is in orde.", "is niet in orde."), ("en", "is sound.", "is not sound.")],
)
def test_a_base_with_a_case_that_cannot_be_read_is_not_called_sound(
    place: Path, language: str, sound: str, not_sound: str
) -> None:
    done = run(place, "check", "--lang", language)
    assert (done.exit_code, done.stdout.count(sound), done.stdout.count(not_sound)) == (1, 0, 2)
    (place / "check-in/cases/lost.yaml").unlink()
    done = run(place, "check", "--lang", language)
    assert (done.exit_code, done.stdout.count(sound), done.stdout.count(not_sound)) == (1, 1, 1)


def test_code_hosts_are_told_of_each_mistake(place: Path) -> None:
    done = run(place, "check", "--format", "sarif")
    (log,) = json.loads(done.stdout)["runs"]
    rules = log["tool"]["driver"]["rules"]
    found = [result for result in log["results"] if rules[result["ruleIndex"]]["id"] == "cannot-be-read"]
    assert {result["ruleId"] for result in found} == {"cannot-be-read"}
    at = [result["locations"][0]["physicalLocation"] for result in found]
    places = [
        ":".join(
            (where["artifactLocation"]["uri"].removeprefix("file://"), *map(str, where.get("region", {}).values()))
        )
        for where in at
    ]
    gone = f"{place.parent}/nowhere.yaml"
    assert places == [gone if "gone" in said else said for said in mistakes(place)], "a link by what it leads to"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["json", "text", "markdown"])
def test_a_comparison_counts_the_same_cases(form: str, language: str, place: Path) -> None:
    done = run(place, "diff", place, "--format", form, "--sample", "0", "--lang", language)
    assert done.exit_code == 0
    assert told(done.stderr) == 2 * mistakes(place), "of what was and of what is"
    assert sentences(done) == note(language, 0, 2), "the report counts the others"
    if form == "json":
        assert counts_of_diff(done) == [4, 2]
        assert [each["unreadable_cases"] for each in json.loads(done.stdout)["bases"]] == [4, 2]
    else:
        said = " ".join(done.stdout.replace("\\", "").split())
        for count in (4, 2):
            assert SENTENCES[language][0].format(count) in said


@pytest.mark.parametrize("command", [("mutate",), ("cases", "--coverage")], ids=" ".join)
def test_who_needs_every_case_does_not(command: tuple[str, ...], place: Path) -> None:
    done = run(place, *command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(told(done.stderr)) == sorted(mistakes(place))
    assert len(messages(done.stderr)) == len(mistakes(place))


@pytest.mark.parametrize("command", [("check",), ("mutate",), ("cases", "--coverage")], ids=" ".join)
def test_a_property_that_cannot_be_read_is_named_beside_the_cases(command: tuple[str, ...], place: Path) -> None:
    (place / "properties" / "other.yml").write_text("- rule: none\n")
    done = run(place, *command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(told(done.stderr)) == sorted([*mistakes(place), f"{place}/properties/other.yml:1:3"])


READ: dict[str, tuple[tuple[str, ...], Callable[[Result], list[int]] | None]] = {
    "cases --coverage": (("cases", "--coverage", "--format", "json", "--at-least", "0"), counts_of_coverage),
    "mutate": (("mutate", "--at-least", "0", "--format", "json"), None),
    "check": (("check", "--format", "json"), None),
    "diff": (("diff", "--format", "json", "--sample", "0"), counts_of_diff),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", READ)
def test_what_is_proposed_is_counted_apart(name: str, language: str, readable: Path) -> None:
    words, count = READ[name]
    old = [readable] if name == "diff" else []
    done = run(readable, words[0], *old, *words[1:], "--lang", language)
    assert sentences(done) == note(language, 0, 2)
    assert told(done.stderr) == []
    if count is not None:
        assert count(done) == [4, 2]


def agreed(readable: Path) -> None:
    """Somebody agrees with what Ann proposes."""
    file = readable / "cases" / "candidates" / "bent-by-ann.yaml"
    file.write_text(file.read_text().removeprefix(CANDIDATE))


def test_nothing_rests_on_what_is_proposed_until_it_is_agreed_on(readable: Path) -> None:
    def contradictions() -> list[str]:
        remarks = json.loads(run(readable, "check", "--format", "json").stdout)["remarks"]
        return [remark["at"] for remark in remarks if remark["check"] == "cases-contradict"]

    def matters() -> tuple[int, list[str]]:
        found = json.loads(run(readable, "show", "rule", "crooked", "--format", "json").stdout)["matters"]
        return found["tried"], found["cases"]

    assert (run(readable, "cases").exit_code, contradictions(), matters()) == (0, [], (4, ["bent"]))
    assert run(readable, "mutate", "--at-least", "0").exit_code == 1, (
        "too few urgencies; a candidate keeps nobody from trying"
    )
    agreed(readable)
    assert run(readable, "cases").exit_code == 1
    assert contradictions() == ["bent+bent-by-ann"]
    assert matters() == (5, ["bent", "bent-by-ann"])
    done = run(readable, "mutate")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "worked cases that do not pass show nothing: `bent-by-ann`; see `triage cases`",
    )


def test_reviews_of_what_is_proposed_are_not_counted(readable: Path) -> None:
    for name in ("bent.yaml", "candidates/bent-by-ann.yaml"):
        done = CliRunner().invoke(
            main,
            ["review", str(readable / "cases" / name), "--as", "Bob", "--knowledge", str(readable)],
            input="1\n" * 9,
        )
        assert done.exit_code == 0, done.output
    done = run(readable, "review", "--summary", readable, "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    (edition,) = json.loads(done.stdout)["editions"]
    assert edition["cases"] == 1


def test_engines_are_held_beside_each_other_on_worked_cases(readable: Path) -> None:
    """As many as there are worked cases are those; what is proposed has the answers of one of them."""
    found = json.loads(run(readable, "check", "--agreement", len(OUTER), "--format", "json").stdout)["agreement"][0]
    assert (found["cases"], found["distinct"]) == (len(OUTER), len(OUTER))
