"""What `triage cases --coverage` and `triage mutate` print, and how they end. `make golden` renews the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.reports.schema import case_coverage_of, mutation_of
from tests.without import without
from triage.commands.main import main

HERE = Path(__file__).parent / "golden"
BASE = Path(__file__).parent.parent / "terminal" / "bases" / "tooth"
GOLDEN = {
    "coverage.en.txt": ["cases", "--coverage", "--lang", "en"],
    "coverage.nl.txt": ["cases", "--coverage", "--lang", "nl"],
    "coverage.json": ["cases", "--coverage", "--format", "json"],
    "mutate.en.txt": ["mutate", "--sample", "25", "--lang", "en"],
    "mutate.nl.txt": ["mutate", "--sample", "25", "--seed", "1", "--lang", "nl"],
    "mutate.json": ["mutate", "--sample", "25", "--format", "json"],
}


def run(*arguments: str, base: Path = BASE) -> Result:
    return CliRunner().invoke(main, [*arguments, "--knowledge", str(base)])


def changed(base: Path, to: Path, file: str, *replaced: tuple[str, str]) -> Path:
    """A copy of a base in which words of a file are replaced by others."""
    for path in base.rglob("*.yaml"):
        place = to / path.relative_to(base)
        place.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text()
        for old, new in replaced if path.name == file else ():
            assert old in text
            text = text.replace(old, new)
        place.write_text(text)
    return to


@pytest.mark.parametrize("name", GOLDEN)
def test_the_output_is_the_one_we_keep(name: str, renewing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BASE.parent)
    done = run(*GOLDEN[name], base=Path(BASE.name))
    assert (done.exit_code, done.stderr) == (1, "")  # that base has few cases
    if renewing:
        (HERE / name).write_text(done.stdout)
    assert done.stdout == (HERE / name).read_text()


def test_no_file_lies_idle() -> None:
    assert {path.name for path in HERE.iterdir()} == set(GOLDEN)


def test_coverage_as_json_adds_up() -> None:
    found = case_coverage_of(run("cases", "--coverage", "--format", "json").stdout)
    [base] = found["bases"]
    assert base["cases"] == 6
    rules = [one for one in base["conditions"] if one["kind"] == "rule"]
    assert found["rules"] == base["rules"]
    assert base["rules"]["shown"] == sum(one["shown"] for one in rules)
    assert base["rules"]["atoms"] == sum(one["atoms"] for one in rules)
    for one in rules:
        assert one["atoms"] - one["shown"] <= len(one["gaps"]) <= 2 * (one["atoms"] - one["shown"])
        assert Path(one["file"]).name == "rules.yaml"


def test_mutants_as_json_add_up() -> None:
    found = mutation_of(run("mutate", "--format", "json").stdout)
    [base] = found["bases"]
    tallies = [found["all"], *base["operators"].values()]
    for of in tallies:
        parts = ("killed_by_cases", "killed_by_properties", "survived", "equivalent", "undecided")
        assert of["total"] == sum(of[part] for part in parts)
    assert base["made"] == found["all"]["total"] == sum(of["total"] for of in base["operators"].values())
    assert len(base["left"]) == found["all"]["survived"] + found["all"]["equivalent"]
    assert not found["enough"]


def test_what_is_wanted_can_be_less_but_urgencies_stay() -> None:
    assert run("mutate", "--at-least", "10").exit_code == 1  # a lowered urgency survives
    done = run("cases", "--coverage", "--at-least", "10")
    assert done.exit_code == 1  # a rule fires nowhere


def test_enough_ends_well(tmp_path: Path) -> None:
    base = changed(BASE, tmp_path / "base", "root-infected.yaml", ("swollen-neck: unknown", "swollen-neck: yes"))
    for path in (base / "cases").glob("*.yaml"):
        text = path.read_text()
        path.write_text(text.split("expect:")[0])
    done = run("cases", "--coverage", "--at-least", "10", "--lang", "en", base=base)
    assert (done.exit_code, "Enough: " in " ".join(done.stdout.split())) == (0, True)


def test_without_a_solver_it_says_what_was_not_decided() -> None:
    def run(*arguments: str) -> str:
        done = without("z3", *arguments, "--knowledge", BASE)
        assert (done.returncode, done.stderr) == (1, "")
        return done.stdout

    said = " ".join(run("mutate", "--lang", "en").split())
    assert "not decided: to prove whether some case gives them away takes the extra `proof`. To install: pip" in said
    found = mutation_of(run("mutate", "--format", "json"))["all"]
    assert found["undecided"] > 0
    assert (found["equivalent"], found["killed_by_properties"]) == (0, 0)
    shown = case_coverage_of(run("cases", "--coverage", "--format", "json"))
    assert {gap["possible"] for one in shown["bases"][0]["conditions"] for gap in one["gaps"]} <= {True, None}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cases", "cold-hurts", "--coverage"), "--coverage is about all worked cases; leave CASE out"),
        (("cases", "--format", "json"), "--format and --at-least go with --coverage"),
        (("cases", "--at-least", "5"), "--format and --at-least go with --coverage"),
        (("cases", "--coverage", "--lang", "xx"), "--lang: this knowledge base does not speak `xx`"),
        (("mutate", "--sample", "0"), "0 is not in the range x>=1"),
        (("mutate", "--at-least", "101"), "101.0 is not in the range 0<=x<=100"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_nonsense_is_refused(arguments: Sequence[str], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_cases_that_do_not_pass_are_named(tmp_path: Path) -> None:
    base = changed(BASE, tmp_path / "base", "cold-hurts.yaml", ("must-not: [", "must-not: [brush-gently, "))
    done = run("mutate", base=base)
    assert done.exit_code == 2
    assert done.stderr == "worked cases that do not pass show nothing: `cold-hurts`; see `triage cases`\n"


def test_a_base_without_cases(tmp_path: Path) -> None:
    base = changed(BASE, tmp_path / "base", "base.yaml")
    for path in (base / "cases").iterdir():
        path.unlink()
    for command in (("cases", "--coverage"), ("mutate", "--sample", "5")):
        done = run(*command, base=base)
        assert (done.exit_code, done.stderr) == (1, "")
