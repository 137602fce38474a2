"""A year with four people on each pathway: all of them reach their sport, or a clinician, by a way that makes sense.

The stories stand in docs/follow-up.md, in twelve lines each; `pytest --renew tests/follow_up/test_stories.py`."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.follow_up.stories import BASE, INSIDE, KINDS, MONTHS, STARTS, TESTED, Story, lived, told

PAGE = Path(__file__).resolve().parents[2] / "docs" / "follow-up.md"
pytestmark = pytest.mark.xdist_group("stories")  # each is lived once
BEGINS, ENDS = "<!-- stories -->\n", "<!-- end of stories -->\n"
LIGHT = "strain-grade-1"
TORN = ("strain-grade-1", "strain-grade-2", "strain-grade-3")


@pytest.fixture(scope="module")
def stories() -> dict[tuple[str, str], Story]:
    every = {(pathway, kind): lived(pathway, kind) for pathway in STARTS for kind in KINDS}
    return {**every, (LIGHT, TESTED): lived(LIGHT, TESTED)}


def test_there_is_a_story_for_each_pathway_with_a_programme() -> None:
    followed = set(INSIDE.questions[INSIDE.telling["pathway"]].options)
    assert followed <= set(STARTS)
    for pathway in BASE.pathways.values():  # the others have one phase, or end where somebody is seen
        if pathway.id not in followed and len(pathway.phases) > 1:
            ends = [item.met.written for item in pathway.phases[0].move_on if item.met is not None]
            assert ends in ([{"examined": "yes"}], [{"very-ill": "no"}], []), pathway.id


def test_everyone_reaches_sport_or_a_clinician(stories: dict[tuple[str, str], Story]) -> None:
    assert [story.name for story in stories.values() if story.ends is None] == []


def test_who_recovers_well_goes_through_every_phase_and_never_back(stories: dict[tuple[str, str], Story]) -> None:
    for pathway in INSIDE.questions[INSIDE.telling["pathway"]].options:
        story = stories[pathway, "recovers well"]
        assert story.ends is not None
        assert story.ends[0] == "sport", story.name
        assert {"step-back", "be-seen"}.isdisjoint(story.decisions), story.name
        assert story.begun is not None
        phases = [phase.id for phase in BASE.pathways[pathway].phases]
        walked = [story.begun.phase, *(week.after for week in story.weeks)]
        assert list(dict.fromkeys(walked)) == phases[phases.index(story.begun.phase) :], story.name


def test_who_stalls_comes_to_a_clinician_and_never_to_the_last_phase(stories: dict[tuple[str, str], Story]) -> None:
    for pathway in INSIDE.questions[INSIDE.telling["pathway"]].options:
        story = stories[pathway, "stalls"]
        assert story.ends is not None
        assert story.ends[0] == "clinician", story.name
        assert story.weeks[-1].after != BASE.pathways[pathway].phases[-1].id, story.name
        assert len(story.weeks) <= 20, story.name  # in months, not in years


def test_who_relapses_goes_back_and_comes_out_later_than_who_does_not(stories: dict[tuple[str, str], Story]) -> None:
    for pathway in INSIDE.questions[INSIDE.telling["pathway"]].options:
        story, well = stories[pathway, "relapses"], stories[pathway, "recovers well"]
        assert "step-back" in story.decisions, story.name
        assert story.ends is not None
        assert well.ends is not None
        assert story.ends[0] == "sport", story.name
        assert story.ends[1] >= well.ends[1], story.name


def test_who_stops_answering_is_not_taken_for_recovered(stories: dict[tuple[str, str], Story]) -> None:
    """Half a year later the clock has run, and the criteria have not: nobody is further than before."""
    for pathway in INSIDE.questions[INSIDE.telling["pathway"]].options:
        story = stories[pathway, "stops answering"]
        last, again = story.weeks[1], story.weeks[2]
        assert again.before == last.after, story.name
        open_ended = last.after == BASE.pathways[pathway].phases[-1].id
        assert (again.decision == "be-seen") != (open_ended or again.after == BASE.pathways[pathway].phases[-1].id)


def test_nobody_with_a_tear_is_at_matches_before_twelve_weeks(stories: dict[tuple[str, str], Story]) -> None:
    for pathway in TORN:
        for kind in KINDS:
            story = stories[pathway, kind]
            assert story.begun is not None
            for week in story.weeks:
                if week.after == "full-sport":
                    assert (week.day - story.begun.started).days >= 84, story.name


def test_who_is_tested_with_a_light_tear_is_back_in_weeks_and_through_every_phase(
    stories: dict[tuple[str, str], Story],
) -> None:
    story = stories[LIGHT, TESTED]
    assert story.begun is not None
    played = next(week.day for week in story.weeks if week.after == "full-sport")
    assert 42 <= (played - story.begun.started).days <= 56
    assert {"step-back", "be-seen"}.isdisjoint(story.decisions)
    phases = [phase.id for phase in BASE.pathways[LIGHT].phases]
    assert list(dict.fromkeys(week.before for week in story.weeks)) == phases


def test_nobody_moves_more_than_one_phase_at_a_time(stories: dict[tuple[str, str], Story]) -> None:
    for story in stories.values():
        phases = [phase.id for phase in BASE.pathways[story.pathway].phases]
        for week in story.weeks:
            assert abs(phases.index(week.after) - phases.index(week.before)) <= 1, story.name
        for before, after in pairwise(story.weeks):
            assert before.after == after.before


def test_who_needs_a_doctor_today_is_in_no_programme(stories: dict[tuple[str, str], Story]) -> None:
    for pathway in STARTS.keys() - INSIDE.questions[INSIDE.telling["pathway"]].options.keys():
        for kind in KINDS:
            assert stories[pathway, kind].weeks == []
            assert stories[pathway, kind].start.urgency != "self-care"


def test_the_page_tells_each_story_in_twelve_lines(stories: dict[tuple[str, str], Story], renewing: bool) -> None:
    page = PAGE.read_text()
    made = "".join(_section(pathway, stories) for pathway in BASE.pathways)
    head, rest = page.split(BEGINS)
    found, tail = rest.split(ENDS)
    if renewing:
        PAGE.write_text(f"{head}{BEGINS}{made}{ENDS}{tail}")
    else:
        assert found == made, "pytest --renew tests/follow_up/test_stories.py"
    told_of = len(INSIDE.questions[INSIDE.telling["pathway"]].options) * len(KINDS) + 1
    assert made.count("\n12. ") == made.count("\n 1. ") == told_of


def _section(pathway: str, stories: dict[tuple[str, str], Story]) -> str:
    if pathway not in STARTS:
        return f"\n### {BASE.pathways[pathway].name['en']}\n\nOne step, for as long as somebody wants it.\n"
    parts = [f"\n### {BASE.pathways[pathway].name['en']}\n\nCase: `{STARTS[pathway]}`.\n"]
    if pathway not in INSIDE.questions[INSIDE.telling["pathway"]].options:
        level = BASE.urgencies[stories[pathway, KINDS[0]].start.urgency]
        return f"{parts[0]}\nNo programme, whoever it is, but a clinician: {level.act['en']}\n"
    for kind in (*KINDS, *([TESTED] if pathway == LIGHT else [])):
        lines = told(stories[pathway, kind])
        assert len(lines) == MONTHS
        parts.append(f"\nOne who {kind}:\n\n```\n" + "".join(f"{line}\n" for line in lines) + "```\n")
    return "".join(parts)
