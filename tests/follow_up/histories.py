"""Random histories of a case: an interview, and up to eight check-ins after it, each as somebody might answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from tests.follow_up.truth import contradictions, truth
from triage.cases.case import SAVE_FORMAT, Case, Saved, load_case
from triage.cases.follow_up import FollowUp
from triage.explanation.explanation import Asked, explain
from triage.follow_up import standing as course
from triage.follow_up.beginning import pathway_of
from triage.follow_up.check_in import given
from triage.follow_up.plan import refusal
from triage.follow_up.standing import Concluded, Standing, concluded, standing, still_to_be_seen
from triage.inference.outcome import Stretch, followed, infer
from triage.inference.session import EngineName
from triage.interview.interview import Interview
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.load import load
from triage.language.model import Question
from triage.language.words import Words
from triage.records.record import Record
from triage.reports.clinician.explanation_json import explanation_json
from triage.reports.clinician.explanation_text import explanation_text
from triage.reports.clinician.letter import letter, letter_text
from triage.reports.clinician.replay import replay, replay_text
from triage.reports.clinician.report import report, report_html
from triage.reports.layout import Page
from triage.reports.person.notices import notices
from triage.reports.person.page import page_text
from triage.reports.person.plan import refusal_text
from triage.reports.person.standing import leads_words, sign_names, standing_page, stands
from triage.reports.person.to_text import to_text
from triage.reports.to_json import outcome_json

MOST = 8
"""So many check-ins a history has at most."""
BEGIN = date(2026, 3, 1)


@contextmanager
def concluded_once() -> Iterator[None]:
    """Within, the same answers are concluded from once. A standing goes through its case from the first day on, so a
    history of eight check-ins would conclude the same some hundred times; and on every page of a case stand the same
    phases of its pathway."""
    really = course.concluded_from
    known: dict[object, Concluded] = {}
    phases: dict[object, tuple[Stretch, ...]] = {}
    bases: dict[int, Base] = {}

    def which(base: Base) -> int:
        """Of a base that a test made of another the hash is that of the other; no other has its number while it is
        kept."""
        return id(bases.setdefault(id(base), base))

    def of(base: Base, answers: CheckedAnswers, engine: EngineName = "counters") -> Concluded:
        key = (which(base), engine, tuple(answers.items()))
        if key not in known:
            known[key] = really(base, answers, engine)
        return known[key]

    def phases_of(base: Base, answers: CheckedAnswers, pathway: str, phase: str) -> tuple[Stretch, ...]:
        key = (which(base), pathway, phase, tuple(answers.items()))
        if key not in phases:
            phases[key] = followed(base, answers, pathway, phase)
        return phases[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course, "concluded_from", of)
        patch.setattr("triage.follow_up.beginning.followed", phases_of)
        yield


def histories(base: Base, inside: Base, interviews: list[CheckedAnswers], count: int, seed: int) -> Iterator[Case]:
    """So many cases with their check-ins; `interviews` are those that they begin with."""
    random = Random(seed)
    for number in range(count):
        yield history(base, inside, random.choice(interviews), Random(f"{seed}/{number}"))


def history(base: Base, inside: Base, answers: CheckedAnswers, random: Random) -> Case:
    outcome = infer(base, answers)
    day = BEGIN + timedelta(days=random.randrange(1, 5))
    phases = base.pathways[outcome.pathway].phases
    found = FollowUp(BEGIN, outcome.pathway, phases[0].id, BEGIN)
    case = Case("", answers, saved=Saved(SAVE_FORMAT, base.id, base.version, base.hash, day), follow_up=found)
    for _ in range(random.randrange(1, MOST + 1)):
        day += timedelta(days=random.choice((0, 1, 3, 7, 7, 14, 40)))
        assert case.follow_up is not None
        found = case.follow_up
        told = given(inside, found, day, still_to_be_seen(base, inside, case))
        interview = Interview(inside, told)
        ill = random.random() < 0.4
        while (prompt := interview.next()) is not None and random.random() > 0.01:
            interview.answer({question.id: answer(question, random, ill) for question in prompt.questions})
        done = concluded(base, inside, case, pathway_of(base, found, ""), found, interview.outcome(), day)
        case = replace(case, follow_up=done.follow_up)
    return case


def answer(question: Question, random: Random, ill: bool) -> Answer:
    """What somebody may answer: mostly that nothing is wrong, or with `ill` now and then that something is."""
    if question.type == "number":
        return random.choice((question.min, question.min + 1, 2, 3, 5, 7 if ill else 1))
    if question.type == "yes-no":
        wrong = 0.12 if ill else 0.01
        if question.topic == "warning-signs":
            return random.choices(("no", "yes", "unknown"), (1 - wrong, wrong * 0.7, wrong * 0.3))[0]
        return random.choices(("no", "yes", "unknown"), (0.3, 0.65, 0.05))[0]
    return random.choice((*question.options, "unknown"))


def spoken(now: Standing, language: str) -> dict[str, str]:
    """What the commands say of a case that stands so, without a terminal between."""
    case, day = now.case, now.day or BEGIN
    outcome = now.basis
    words = Words(outcome.base, language)
    why = explain(outcome, Asked())
    first = "\n".join(notices(now, language))
    refused = refusal(now)
    record = outcome_json(now.outcome, language, standing=stands(now, language))
    again = replay(now.base, Record(json.loads(json.dumps(record))))
    assert again.status == "identical"
    return {
        "run": page_text(standing_page(now, language), Page(80), language),
        "run json": json.dumps(record),
        "run --full": first
        + to_text(Words(now.speaks.base, language), now.speaks, Page(80), full=True, leads=leads_words(now, language)),
        "explain": first + explanation_text(words, why, case, Page(80), leads_words(now, language), now.urgency),
        "explain json": json.dumps(explanation_json(words, why, now)),
        "report": report_html(report(now, language)),
        "letter": letter_text(letter(now, BEGIN, day, language), Page(80)),
        "progress, review, ask": first,
        "replay": replay_text(Words(now.base, language), again, Page(80)),
        **(
            {"plan": first + refusal_text(refused, sign_names(now, language), language, Page(80))}
            if refused is not None
            else {}
        ),
    }


def main() -> int:
    """Goes through so many histories (2,000 by default), and prints every contradiction."""
    base = load()
    inside = load_check_in(base)
    followed = inside.questions["pathway"].options
    cases = [load_case(base, path) for path in case_files()]
    interviews = [case.answers for case in cases if infer(base, case.answers).pathway in followed]
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    check_ins = wrong = 0
    made = enumerate(histories(base, inside, interviews, count, seed=0))
    for _ in range(count):
        with concluded_once():
            number, case = next(made)
            now = standing(base, inside, case)
        check_ins += len(now.past)
        language = base.languages[number % 2]
        for found in filter(None, contradictions(spoken(now, language), truth(now, language))):
            wrong += 1
            print(f"{number}: {found}", flush=True)
        if number % 100 == 99:
            print(f"{number + 1} histories", file=sys.stderr, flush=True)
    print(f"{count} histories, {check_ins} check-ins, {wrong} contradictions")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
