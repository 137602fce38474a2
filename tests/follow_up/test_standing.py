"""A case has a standing, and every command says the same of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest
import yaml

from tests import once
from tests.deep import drawn, examples, sample, seed
from tests.follow_up.conftest import Run, asked, ready_case
from tests.follow_up.histories import histories, spoken
from tests.follow_up.truth import contradictions, flat, truth
from triage.cases.case import Case, load_case
from triage.cases.follow_up import CheckIn, FollowUp, follow_up_data
from triage.follow_up.beginning import Course
from triage.follow_up.plan import plan, refusal
from triage.follow_up.standing import Standing, phase_since, standing
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.files import CASES, CHECK_IN, case_files, shipped

pytestmark = pytest.mark.usefixtures("concluding_once")
CHECK_INS = sorted((shipped() / CHECK_IN / CASES).glob("*.yaml"))
Answers = Callable[..., Path]


def placed(check_in: Base, path: Path) -> tuple[Path, Path, str]:
    """A case that is where a worked check-in begins, and a file with what is then answered; and the day of that."""
    answers = load_case(check_in, path).answers
    days, since = (int(float(str(answers.get(name, 10)))) for name in ("days-since-start", "days-in-phase"))
    today = date(2026, 3, 1).toordinal() + days
    started = date(2026, 3, 1)
    begun = max(started.toordinal(), today - since)
    data = yaml.safe_load(ready_case())
    data |= {
        "started": started.isoformat(),
        "pathway": str(answers["pathway"]),
        "phase": str(answers["phase"]),
        "since": date.fromordinal(begun).isoformat(),
        "begun": date.fromordinal(begun).isoformat(),
        "check-ins": [],
    }
    data["saved"]["format"] = 2
    data["saved"]["date"] = "2026-03-01"
    place, given = Path("case.yaml"), Path("given.yaml")
    place.write_text(yaml.safe_dump(data))
    given.write_text("answers: " + json.dumps(asked(check_in, path.stem)))
    return place, given, date.fromordinal(today).isoformat()


def said_of(run: Run, place: Path, today: str, language: str, knowledge: tuple[str, ...] = ()) -> Mapping[str, str]:
    """What every command says of a case."""
    spoken = ("--lang", language, *knowledge)
    record = Path("record.json")
    said = {
        "run": run("run", place, *spoken),
        "run --full": run("run", place, "--full", *spoken),
        "run json": run("run", place, "--format", "json", "--record", record, "--force", *spoken),
        "explain": run("explain", place, *spoken),
        "explain json": run("explain", place, "--format", "json", *spoken),
        "report": run("report", place, "--output", "-", *spoken),
        "letter": run("letter", place, "--date", today, *spoken),
        "letter html": run("letter", place, "--date", today, "--format", "html", *spoken),
        "progress": run("progress", place, *spoken),
        "ask --resume": run("ask", "--plain", "--resume", place, *spoken, input="quit\n"),
        "review": run("review", place, "--as", "me", "--plain", *spoken, input="quit\n"),
        "check-in": run("check-in", place, "--plain", "--date", today, *spoken, input="quit\n"),
        "replay": run("replay", record, *spoken),
    }
    for command, done in said.items():
        assert done.exit_code in (0, 1 if command == "replay" else 0), f"{command}: {done.output}"
    return {command: done.stdout for command, done in said.items()}


def stands(base: Base, check_in: Base, place: Path) -> Standing:
    return standing(base, check_in, load_case(base, place))


@pytest.mark.parametrize("path", sample(CHECK_INS, 6), ids=lambda path: path.stem)
def test_every_command_says_the_same_of_every_check_in(run: Run, base: Base, check_in: Base, path: Path) -> None:
    place, given, today = placed(check_in, path)
    language = drawn(base.languages, path.stem)[0]
    done = run("check-in", place, "--date", today, "--answers", given, "--lang", language)
    assert done.exit_code == 0, done.output
    now = stands(base, check_in, place)
    assert now.done is not None
    assert now.urgency == now.done.urgency
    known = truth(now, language)
    said = {"the check-in itself": done.stdout, **said_of(run, place, today, language)}
    assert list(filter(None, contradictions(said, known))) == []
    planned = flat(run("plan", place, "--date", today, "--lang", language).stdout)
    if now.stops:
        assert known.act in planned
    assert (refusal(now) is None) == (not now.stops)


@pytest.mark.parametrize("picture", ["--svg", "--output"])
def test_a_picture_of_the_pain_does_not_hide_how_it_stands(
    picture: str, run: Run, case: Path, answers: Answers
) -> None:
    after(run, case, answers, ("2026-03-08", "cold-white-foot"))
    done = run("progress", case, picture, "pain.svg", "--lang", "en")
    assert done.exit_code == 0
    assert "Call 112 now" in flat(done.stderr)


# What a standing is


def after(run: Run, case: Path, answers: Answers, *steps: tuple[str, str]) -> Path:
    for day, name in steps:
        done = run("check-in", case, "--date", day, "--answers", answers(name))
        assert done.exit_code == 0, done.output
    return case


def test_a_later_no_does_not_undo_what_nobody_looked_at(
    run: Run, base: Base, check_in: Base, case: Path, answers: Answers
) -> None:
    after(run, case, answers, ("2026-03-08", "rest-days-over-and-walking"), ("2026-03-12", "cold-white-foot"))
    assert stands(base, check_in, case).urgency == "emergency"
    after(run, case, answers, ("2026-03-20", "programme-done-and-quiet"))
    now = stands(base, check_in, case)
    assert (now.urgency, [sign.gone for sign in now.signs]) == ("urgent", [True])
    last = yaml.safe_load(case.read_text())["check-ins"][-1]
    assert (last["decision"], last["urgency"]) == ("be-seen", "urgent")
    assert "nobody has looked at it" in flat(run("run", case, "--lang", "en").stdout)


@pytest.mark.parametrize("full", [[], ["--full"]])
def test_who_stops_before_saying_that_somebody_looked_is_not_told_to_wait(
    run: Run, case: Path, answers: Answers, check_in: Base, full: list[str]
) -> None:
    """The questions end half-way, with every sign denied: what was found before still has to be seen today."""
    after(run, case, answers, ("2026-03-08", "rest-days-over-and-walking"), ("2026-03-12", "cold-white-foot"))
    given = Path("half.yaml")
    half = {name: answer for name, answer in asked(check_in, "stopped-half-way").items() if name != "looked-at"}
    given.write_text("answers: " + json.dumps(half))
    said = run("check-in", case, "--date", "2026-03-20", "--answers", given, "--lang", "en", *full)
    assert "a week" not in flat(said.stdout)
    assert "A doctor today" in flat(said.stdout)
    assert "a week" not in flat(run("run", case, "--lang", "en").stdout)


def test_a_doctor_who_looked_ends_it(run: Run, base: Base, check_in: Base, case: Path, answers: Answers) -> None:
    after(run, case, answers, ("2026-03-08", "rest-days-over-and-walking"), ("2026-03-12", "cold-white-foot"))
    given = Path("seen.yaml")
    seen = {**asked(check_in, "programme-done-and-quiet"), "looked-at": "yes", "tested": "no"}
    given.write_text("answers: " + json.dumps(seen))
    assert run("check-in", case, "--date", "2026-03-20", "--answers", given).exit_code == 0
    now = stands(base, check_in, case)
    assert (now.urgency, now.signs, now.owed) == ("self-care", (), ())
    assert now.leads == ("strain-grade-1",)


def test_what_passes_by_itself_is_over_when_it_is_gone(
    run: Run, base: Base, check_in: Base, case: Path, answers: Answers
) -> None:
    after(run, case, answers, ("2026-03-08", "rest-days-over-and-walking"), ("2026-03-12", "fever-in-the-second-week"))
    assert stands(base, check_in, case).presses
    after(run, case, answers, ("2026-03-20", "programme-done-and-quiet"))
    assert not stands(base, check_in, case).presses


def test_an_earlier_day_can_be_asked_for(run: Run, case: Path, answers: Answers) -> None:
    after(run, case, answers, ("2026-03-08", "rest-days-over-and-walking"), ("2026-03-12", "cold-white-foot"))
    for day, words in (("2026-03-08", "This is how it stood on Sunday 8 March 2026"), ("2026-03-12", "Call 112 now")):
        done = run("run", case, "--as-of", day, "--lang", "en")
        assert words in flat(done.stdout)
    assert "112" not in run("run", case, "--as-of", "2026-03-08", "--lang", "en").stdout.partition("Seek help")[0]
    refused = run("run", case, "--as-of", "2026-02-01", "--lang", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the answers are of 2026-03-02" in refused.stderr
    assert run("explain", case, "--as-of", "2026-03-08").exit_code == 0


def test_without_the_check_in_base_what_the_file_says_counts(
    run: Run, base: Base, case: Path, answers: Answers
) -> None:
    after(run, case, answers, ("2026-03-12", "cold-white-foot"))
    found = load_case(base, case)
    assert standing(base, None, found).urgency == "emergency"
    plan_free = refusal(standing(base, None, found))
    assert plan_free is not None


def test_of_a_day_that_the_case_knows_nothing_of(base: Base, case: Path) -> None:
    with pytest.raises(TriageError, match="2026-03-02"):
        standing(base, None, load_case(base, case), date(2026, 3, 1))


# Random histories


def made_up(base: Base, check_in: Base, count: int, place: int) -> Iterator[Case]:
    """Histories; so many, of which another `place` gives others. They begin with worked cases that have a check-in."""
    random = Random(f"{seed()}/{place}")
    followed = check_in.questions[check_in.telling["pathway"]].options
    paths = list(case_files())
    random.shuffle(paths)
    cases = (case for case in map(once.case, paths) if case.candidate is None)
    those = (case.answers for case in cases if case.expect is not None and case.expect.pathway in followed)
    return histories(base, check_in, list(islice(those, count)), count, random.randrange(2**32))


def test_random_histories_never_contradict_themselves(base: Base, check_in: Base) -> None:
    for case in made_up(base, check_in, examples(5), 1):
        now = standing(base, check_in, case)
        for language in base.languages:
            found = list(filter(None, contradictions(spoken(now, language), truth(now, language))))
            assert found == [], follow_up_data(case.follow_up) if case.follow_up else ""


def test_a_history_never_forgets_by_itself(base: Base, check_in: Base) -> None:
    """What presses goes on pressing, until somebody has looked or the base says that it passes."""
    for case in made_up(base, check_in, examples(12), 2):
        found = case.follow_up
        assert found is not None
        stood = [
            standing(base, check_in, replace(case, follow_up=replace(found, check_ins=found.check_ins[:number])))
            for number in range(1, len(found.check_ins) + 1)
        ]
        for before, now in pairwise(stood):
            looked = (
                now.checked is not None
                and now.checked.trace
                and any(event.kind == "established" and event.of == "looked-at-since" for event in now.checked.trace)
            )
            for owed in before.owed:
                rule = None if owed.rule is None else owed.base.rules[owed.rule]
                if not looked and (rule is None or owed.base.levels.lingers(rule)):
                    assert now.presses


def test_who_may_have_a_plan_gets_one(base: Base, check_in: Base) -> None:
    for case in made_up(base, check_in, examples(6), 3):
        now = standing(base, check_in, case)
        assert (refusal(now) is None) == (not now.stops)
        if refusal(now) is None:
            assert case.follow_up is not None
            assert now.day is not None
            assert plan(Course(base, case, check_in), case.follow_up, now.day, 2).spans


def test_before_somebody_had_to_be_seen_a_phase_of_an_earlier_version_had_begun_with_the_complaint() -> None:
    """Its file does not say when; who had to be seen counts anew from that day on, and not before it."""
    started, day = date(2026, 3, 1), date(2026, 3, 10)
    seen = CheckIn(day, "first", {}, "be-seen", "urgent", "first", "")
    found = FollowUp(started, "rest", "first", day, (seen,))
    assert phase_since(found, 0) == started
    assert phase_since(found, 1) == day


DAYS = ["2026-02-30", "2026-3-2", "20260302", "2026-W10-1", "2026-061", "yesterday", "", "-1", "2026-03-02T10:00"]


@pytest.mark.parametrize("command", ["run", "explain"])
def test_a_day_that_is_none_or_of_which_nothing_is_known_is_refused(run: Run, case: Path, command: str) -> None:
    """With exit code 2, what would be right, and not a word about the case."""
    for typed in DAYS:
        refused = run(command, case, "--as-of", typed)
        assert (refused.exit_code, refused.stdout) == (2, ""), typed
        assert f"--as-of: {typed} is no date; expected one such as 2026-03-31" in refused.stderr
    for day, words in (
        ("1900-01-01", "the answers are of 2026-03-02"),
        ("2026-03-01", "expected that day or a later one"),
        ("2199-12-31", "2199-12-31 is in the future; today is"),
    ):
        refused = run(command, case, "--as-of", day)
        assert (refused.exit_code, refused.stdout) == (2, ""), day
        assert words in refused.stderr
        assert "case.yaml" in refused.stderr
    assert run(command, case, "--as-of", "2026-03-02").exit_code == 0
    case.write_text(case.read_text().partition("saved:")[0])
    refused = run(command, case, "--as-of", "2026-03-02")
    assert (refused.exit_code, "does not say of which day" in refused.stderr) == (2, True)


def test_on_every_day_it_is_told_how_it_stood_then_and_no_more(base: Base, check_in: Base) -> None:
    for case in made_up(base, check_in, examples(2), 4):
        assert case.day is not None
        whole = standing(base, check_in, case)
        for offset in range(-3, 120, 4):
            day = case.day + timedelta(days=offset)
            if offset < 0:
                with pytest.raises(TriageError, match=str(case.day)):
                    standing(base, check_in, case, day)
                continue
            now = standing(base, check_in, case, day)
            known = [done for done, _ in whole.past if done.date <= day]
            assert [done for done, _ in now.past] == known
            assert now.day is not None
            assert now.day <= day
            assert known == [] or now.urgency == known[-1].urgency
