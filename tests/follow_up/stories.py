"""A year of check-ins with made-up people, one week at a time, told in a line a month.

Nobody here decides anything: the people answer, and the check-in of the shipped base says what it says to anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests import once
from triage.cases.case import Case, Saved, load_case
from triage.cases.follow_up import FollowUp
from triage.follow_up.beginning import beginning
from triage.follow_up.check_in import conclude, given
from triage.inference.domain import domains
from triage.inference.outcome import Outcome, infer
from triage.language.evaluate import Answer
from triage.language.files import shipped

BASE = once.base()
INSIDE = once.check_in()
ASKED = tuple(name for name, question in INSIDE.questions.items() if not question.given)
DOMAINS = domains(INSIDE)
FIRST = date(2026, 3, 2)
"""The Monday on which everyone does the interview."""
WEEK, MONTHS = 7, 12
MONTHLY = 4
"""Who is back answers every so many weeks."""
AWAY = 26 * WEEK
"""So long nothing is heard of someone who stops answering."""

STARTS: Mapping[str, str] = {
    "strain-grade-1": "sprint-mild-strain",
    "strain-grade-2": "sprint-strain-with-weakness",
    "strain-grade-3": "sprint-strain-with-a-pop",
    "recurrent-strain": "strain-in-the-same-place-again",
    "insertion-tendinopathy": "runner-with-sitting-bone-pain",
    "overload": "first-nagging-hamstring",
    "contusion": "blow-on-the-thigh-and-walks-on",
    "muscle-soreness": "sore-after-first-gym-lesson",
    "cramp-effort": "cramp-in-extra-time",
    "cramp-night": "night-cramp",
    "cramp-recurrent": "cramp-in-every-training",
    "referred-back-pain": "sciatica",
    "referred-hip-or-pelvis": "stiff-hip-at-61",
    "circulation": "shop-window-walking",
    "have-it-looked-at": "buttock-nerve-in-a-programmer",
    "be-examined-first": "buttock-pain-that-began-in-a-race",
    "heat-illness": "cramp-and-dizzy-on-a-hot-day",
    "urgent-care": "antibiotic-and-a-sore-sitting-bone",
    "emergency-care": "both-legs-give-way-at-46",
}
"""For each pathway that is followed, and for some that are not, a worked case that begins there."""
KINDS = ("recovers well", "stalls", "relapses", "stops answering")
TESTED = "is tested by a physiotherapist each week"
"""One more with a light tear: whoever is tested need not wait twelve weeks."""
WORKS_AFTER: Mapping[str, int] = {
    "cramp-gone": 0,
    "thigh-soft": 4,
    "walking-free": 5,
    "examined": 6,
    "stairs-free": 12,
    "cause-found": 12,
    "knee-bends": 18,
    "leg-pain-less": 20,
    "walks-and-sleeps": 25,
    "step-up-jump-free": 40,
    "jogging-free": 46,
    "sprint-free": 60,
    "sport-moves-free": 75,
}
"""Days of the programme after which each thing works again, in someone who recovers well."""
STRONG_AFTER = 70
FASTER = 0.55
"""So much of that time it takes in a light tear with a physiotherapist."""
PACE: Mapping[str, float] = {"contusion": 0.4, "muscle-soreness": 0.3}
"""So much of it with a bruise of someone who walks on, and with sore muscles: some weeks, and some days."""


@dataclass
class Week:
    """One check-in."""

    day: date
    before: str
    after: str
    decision: str
    urgency: str
    pain: int


@dataclass
class Story:
    """A year of one person. `ends`: how it ended, and since when; None while the programme goes on."""

    pathway: str
    kind: str
    start: Outcome
    begun: FollowUp | None
    weeks: list[Week] = field(default_factory=list)
    ends: tuple[str, date] | None = None

    @property
    def name(self) -> str:
        return f"{self.pathway}, {self.kind}"

    @property
    def decisions(self) -> list[str]:
        return [week.decision for week in self.weeks]


def lived(pathway: str, kind: str) -> Story:
    """The year of one person, as the check-in takes it."""
    case = load_case(BASE, shipped() / "cases" / f"{STARTS[pathway]}.yaml")
    case = replace(case, saved=Saved(1, BASE.id, BASE.version, BASE.hash, FIRST))
    start = infer(BASE, case.answers)
    assert start.pathway == pathway, (start.pathway, pathway)
    days = case.answers.get("days-since-start")
    began = FIRST - timedelta(days=int(days) if isinstance(days, int | float) else 0)
    if pathway not in INSIDE.questions["pathway"].options:
        return Story(pathway, kind, start, None, ends=("clinician", FIRST))
    found = beginning(BASE, case, began, FIRST)
    story = Story(pathway, kind, start, found)
    phases = [phase.id for phase in BASE.pathways[pathway].phases]
    takes = BASE.pathways[pathway].phases[-1].takes
    pace = FASTER if kind == TESTED else PACE.get(pathway, 1)
    least = 0 if takes is None else takes[0]  # nobody is through a last step before the shortest that it takes
    bad: set[int] = set()
    at_the_end = 0
    for number in range(1, 53):
        day = FIRST + timedelta(days=number * WEEK)
        if kind == "stops answering" and number > 2 and (day - FIRST).days < AWAY:
            continue
        if story.ends is not None and number % MONTHLY:
            continue
        place = phases.index(found.phase)
        if kind == "relapses" and not bad and place == max(len(phases) - 2, 1) and (day - found.since).days >= WEEK:
            bad = {number, number + 1}
        answers = said(case, kind, number, place, len(phases), number in bad, pace)
        outcome = infer(INSIDE, {**given(INSIDE, found, day), **answers})
        done = conclude(BASE.pathways[pathway], found, outcome, day)
        pain = answers["pain"]
        assert isinstance(pain, int)
        story.weeks.append(Week(day, found.phase, done.after, done.decision, outcome.urgency, pain))
        found = done.follow_up
        if done.decision == "be-seen":
            story.ends = ("clinician", day)
            break
        if done.before == phases[-1] and done.decision == "go-on" and story.ends is None:
            at_the_end += 1
            if at_the_end >= 2 and (day - found.since).days >= least:
                story.ends = ("sport", day)
    return story


def said(case: Case, kind: str, number: int, place: int, phases: int, bad: bool, pace: float) -> dict[str, Answer]:
    """What somebody answers at the check-in of week `number`."""
    first = case.answers.get("pain")
    worst = int(first) if isinstance(first, int | float) else 4
    stuck = kind == "stalls" and place >= (phases - 1) // 2
    day = min(number * WEEK, 10) if kind == "stalls" and phases < 4 else number * WEEK
    pain = max(worst - int(number / pace), 3 if kind == "stalls" else 0)
    works = {name: "yes" if day >= after * pace else "no" for name, after in WORKS_AFTER.items()}
    made: dict[str, Answer] = dict.fromkeys(ASKED, "no")
    made |= works
    made |= {
        "pain": 5 if stuck else 4 if bad else pain,
        "exercised": "some" if stuck else "nearly-all",
        "pain-during": 6 if stuck or bad else min(pain + 1, 4),
        "sore-after": "longer" if stuck or bad else "within-a-day",
        "strength": "at-least-90" if day >= STRONG_AFTER * pace else "somewhat-less",
        "rest-tried": "helped",
        "tested": "yes" if kind == TESTED else "no",
        "legs-weak-since": "long",
        "sharp-pain": "yes" if bad else "no",
    }
    if bad:
        made |= {"walking-free": "no", "jogging-free": "no", "sprint-free": "no", "knee-bends": "no"}
    if stuck:
        made |= {"examined": "no" if phases < 4 else made["examined"], "leg-pain-less": "no"}
    return made


def told(story: Story) -> list[str]:
    """The story in twelve lines, one a month."""
    return [_month(story, number) for number in range(MONTHS)]


def _month(story: Story, number: int) -> str:
    first = _month_on(number)
    last = _month_on(number + 1) - timedelta(days=1)
    head = f"{first.day} {first:%b}"
    weeks = [week for week in story.weeks if first <= week.day <= last]
    lines = list(_began(story)) if number == 0 else []
    lines += _spoken(story, weeks) if weeks else []
    if story.ends is not None and first <= story.ends[1] <= last:
        lines.append(_ended(story))
    elif story.ends is not None and story.ends[1] < first:
        lines += ["With the clinician."] if story.ends[0] == "clinician" else []
    elif not weeks:  # and no end yet
        lines.append("Nothing is heard.")
    return f"{number + 1:>2}. {head}: {' '.join(lines)}"


def _month_on(number: int) -> date:
    years, month = divmod(FIRST.month - 1 + number, 12)
    return date(FIRST.year + years, month + 1, FIRST.day)


def _began(story: Story) -> Iterator[str]:
    if story.begun is None:
        level = BASE.urgencies[story.start.urgency].name["en"]
        yield f"Interview: {level[0].lower()}{level[1:]}."
    else:
        yield f"Begins in: {_name(story, story.begun.phase)}."


def _spoken(story: Story, weeks: list[Week]) -> list[str]:
    counted = {name: sum(week.decision == name for week in weeks) for name in ("go-on", "hold", "step-back", "be-seen")}
    words = {"go-on": "on", "hold": "hold", "step-back": "back", "be-seen": "be seen"}
    said = ", ".join(f"{words[name]} {count}" for name, count in counted.items() if count)
    pains = [week.pain for week in weeks]
    pain = f"pain {pains[0]}" if pains[0] == pains[-1] else f"pain {pains[0]} to {pains[-1]}"
    if max(pains) > max(pains[0], pains[-1]):
        pain += f", at worst {max(pains)}"
    return [f"{said}; {pain}. Now in: {_name(story, weeks[-1].after)}."]


def _ended(story: Story) -> str:
    assert story.ends is not None
    if story.ends[0] == "sport":
        return "Back at sport, or at everything as before."
    urgency = story.weeks[-1].urgency if story.weeks else story.start.urgency
    return f"Is seen by a clinician ({urgency})."


def _name(story: Story, phase: str) -> str:
    return next(part.name["en"] for part in BASE.pathways[story.pathway].phases if part.id == phase)
