"""What belongs to a base: which files are worked cases, which only proposed, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest

from tests.cases.conftest import CANDIDATE
from triage.cases.project import Project, read_project
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.errors import KnowledgeError
from triage.language.load import load


def inside(project: Project) -> Project:
    assert project.check_in is not None
    return project.check_in


def test_worked_cases_come_with_their_variants(place: Path) -> None:
    project = read_project(place)
    assert tuple(project.worked) == ("bent", "bent/straight", "fell", "linked")
    assert dict(project.worked["bent/straight"].answers) == {"crooked": "no", "fell": "no"}
    assert tuple(inside(project).worked) == ("well", "well/sore")


def test_what_is_proposed_is_no_worked_case(place: Path) -> None:
    project = read_project(place)
    assert tuple(project.candidates) == ("bent-by-ann",)
    assert tuple(inside(project).candidates) == ("proposed",)
    file = place / "cases" / "candidates" / "bent-by-ann.yaml"
    file.write_text(file.read_text().removeprefix(CANDIDATE))
    agreed = read_project(place)
    assert tuple(agreed.worked) == ("bent", "bent/straight", "bent-by-ann", "fell", "linked")
    assert agreed.candidates == {}


def test_what_cannot_be_read_is_kept_with_every_mistake(place: Path) -> None:
    project = read_project(place)
    assert project.unreadable == ("broken", "gone")
    cases = place / "cases"
    assert [str(problem.place) for problem in project.problems] == [
        f"{cases}/broken.yaml:1:11",
        f"{cases}/broken.yaml:1:30",
        f"{cases}/gone.yaml",
    ]
    assert inside(project).unreadable == ("lost",)
    assert [str(problem.place) for problem in inside(project).problems] == [f"{place}/check-in/cases/lost.yaml:2:1"]


def test_a_directory_that_is_called_like_a_case_cannot_be_read(readable: Path) -> None:
    (readable / "cases" / "folder.yaml").mkdir()
    (problem,) = read_project(readable).problems
    assert problem.message == "this is a directory; expected a file"


def test_nothing_is_wrong_where_every_file_is_read(readable: Path) -> None:
    assert [(part.unreadable, part.problems) for part in read_project(readable).both] == 2 * [((), ())]


def test_two_files_of_one_name_are_told_apart(readable: Path) -> None:
    (readable / "cases" / "deep" / "bent.yaml").write_text("answers: {fell: yes}\n")
    assert list(read_project(readable).files) == ["bent", "bent-by-ann", "deep/bent.yaml", "fell", "linked"]


def test_a_file_is_read_once(place: Path) -> None:
    project = read_project(place)
    cases = dict(project.worked)
    rmtree(place / "cases")
    assert project.read("bent") is cases["bent"]
    assert tuple(project.candidates) == ("bent-by-ann",)


def test_a_check_in_is_a_project_by_itself(place: Path) -> None:
    project = read_project(place / "check-in")
    assert project.both == (project,)
    assert (project.base.id, project.prefix) == ("wrist-check-in", "")
    assert tuple(project.worked) == ("well", "well/sore")


def test_the_base_comes_from_where_it_is_kept(place: Path) -> None:
    base = load(place)
    asked: list[Path | None] = []

    def kept(directory: Path | None) -> Base:
        asked.append(directory)
        return base

    assert read_project(place, kept).base is base
    read_project(place / "check-in", kept)
    assert asked == [place, place]


def test_properties_are_read_with_every_mistake(place: Path) -> None:
    project = read_project(place)
    assert tuple(project.promises(WARNINGS).properties) == ("crooked-cannot-wait",)
    assert inside(project).promises(WARNINGS).properties == {}
    (place / "properties" / "other.yml").write_text("- property: empty\n- rule: none\n")
    with pytest.raises(KnowledgeError) as caught:
        project.promises(WARNINGS)
    assert {problem.place.line for problem in caught.value.problems} == {1, 2}


def test_a_base_without_anything_is_a_project_too(place: Path) -> None:
    for name in ("cases", "check-in", "properties"):
        rmtree(place / name)
    project = read_project(place)
    assert (project.both, dict(project.worked), dict(project.candidates), project.problems) == ((project,), {}, {}, ())


def test_a_broken_check_in_keeps_nobody_from_the_base(place: Path) -> None:
    (place / "check-in" / "base.yaml").write_text("base: [\n")
    project = read_project(place)
    assert project.worked
    with pytest.raises(KnowledgeError):
        assert project.check_in
