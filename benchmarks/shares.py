"""How urgent healthy-ish people are told to be, under this base and others, and with `--lines` how often each line of
advice is read under this one: `python -m benchmarks.shares REV ... [--lines] [--people N]`.

Each person is one of the mild worked cases of which here and there an answer is not known, and seldom a sign is there.
The same people answer under every base. Who does not know an answer says of what is asked instead what fits the answer
that the case has.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

from triage.cases.case import Case
from triage.cases.project import Project, read_project
from triage.difference.revisions import opened
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer, Known, evaluate, verdict
from triage.language.load import load
from triage.language.model import Question
from triage.reports.person.page import nets

PEOPLE = 10_000
SIGN, SIGN_NOT_KNOWN, NOT_KNOWN = 0.001, 0.001, 0.03
"""How often somebody has a sign of a checklist, does not know whether, and does not know an answer to anything else."""
SCREENS = ("warning-signs", "health")


class Person:
    """What somebody answers, whatever the base asks. `story`: the answers of a worked case."""

    def __init__(self, number: int, story: Mapping[str, Answer]) -> None:
        self.number = number
        self.story = story

    def answers(self, base: Base) -> dict[str, Answer]:
        """Of what an older base asks. An answer that it does not have is not known there."""
        questions = {name: base.questions[name] for name in self.story if name in base.questions}
        given = {name: self.drawn(each, fitting(each, self.story[name])) for name, each in questions.items()}
        for other in base.questions.values():
            if other.unknown is not None and given.get(other.id) == UNKNOWN:
                for name in other.unknown.ask:
                    given[name] = self.drawn(base.questions[name], self.instead(base, other, name))
        return given

    def drawn(self, question: Question, told: Answer) -> Answer:
        """What is told, or that it is not known; of a sign seldom that it is there."""
        drawn = Random(f"{self.number}/{question.id}").random()
        if question.topic in SCREENS and question.type == "yes-no":
            return "yes" if drawn < SIGN else UNKNOWN if drawn > 1 - SIGN_NOT_KNOWN else told
        return UNKNOWN if drawn > 1 - NOT_KNOWN and question.may_be_unknown else told

    def instead(self, base: Base, other: Question, name: str) -> Answer:
        """What fits the answer to what this is asked instead of."""
        assert other.unknown is not None
        told = self.story[other.id]
        for answers in product(*(sayable(base.questions[asked]) for asked in other.unknown.ask)):
            asked = dict(zip(other.unknown.ask, answers, strict=True))
            known = Known({**self.story, other.id: UNKNOWN, **asked}, {})
            for reading in other.unknown.readings:
                if evaluate(reading.when, known) and verdict(reading.stands_for, told):
                    return asked[name]
        return sayable(base.questions[name])[-1]


def fitting(question: Question, told: Answer) -> Answer:
    """The answer as this question takes it: without options that it does not have, else not known."""
    if isinstance(told, tuple):
        return tuple(option for option in told if option in question.options)
    known = told in question.options or question.type in ("yes-no", "number") or told == UNKNOWN
    return told if known else UNKNOWN


def sayable(question: Question) -> tuple[str, ...]:
    """What can be answered to what is asked instead: yes or no, or one of its options."""
    return ("yes", "no") if question.type == "yes-no" else tuple(question.options)


def people(project: Project, count: int = PEOPLE) -> list[Person]:
    """The same every time, as long as the worked cases are."""
    rank = project.base.levels.rank
    mild = [
        case.answers
        for case in project.worked.values()
        if rank[_urgency(project.base, case)] < rank[project.base.default_urgency]
        and UNKNOWN not in case.answers.values()
    ]
    random = Random(0)
    return [Person(number, random.choice(mild)) for number in range(count)]


def _urgency(base: Base, case: Case) -> str:
    """As the case says itself, where it does: `triage cases` holds it to that."""
    said = case.expect.urgency if case.expect is not None else None
    return said or infer(base, case.answers).urgency


def shares(base: Base, everybody: list[Person]) -> Counter[str]:
    """How many end at each urgency, who answer all that their story answers."""
    return Counter(infer(base, person.answers(base)).urgency for person in everybody)


def lines(base: Base, everybody: list[Person]) -> tuple[Counter[str], Counter[str]]:
    """How many read each line: of the current phase of their pathway, of the cautions and of the safety net; and how
    many come to each pathway. A line is named after its pathway, phase and place."""
    read: Counter[str] = Counter()
    pathways: Counter[str] = Counter()
    for person in everybody:
        outcome = infer(base, person.answers(base))
        pathways[outcome.pathway] += 1
        read.update(f"caution {name}" for name in outcome.cautions)
        read.update(f"safety-net {net.id}" for net in nets(outcome))
        now = next((stretch for stretch in outcome.phases if stretch.state == "current"), None)
        if now is not None:
            phase = next(phase for phase in base.pathways[outcome.pathway].phases if phase.id == now.phase)
            shown = {id(item) for item in (*now.do, *now.avoid, *now.seek_help)}
            read.update(f"{outcome.pathway}/{phase.id}/{name}" for name, line in phase.lines() if id(line) in shown)
    return read, pathways


def every_line(base: Base, pathways: Counter[str]) -> Iterator[str]:
    """The lines that somebody could read: those of pathways that somebody came to, and what stands around them."""
    yield from (f"caution {name}" for name in base.cautions)
    yield from (f"safety-net {name}" for name in base.safety_net)
    for name in pathways:
        phase = base.pathways[name].phases[0]
        yield from (
            f"{name}/{phase.id}/{line}" for line, part in phase.lines() if line.startswith(("do-", "avoid-", "seek-"))
        )


def print_lines(base: Base, everybody: list[Person]) -> None:
    read, pathways = lines(base, everybody)
    for name, count in pathways.most_common():
        print(f"{count / len(everybody):7.2%}  pathway {name}")
    conditional = {
        f"{pathway.id}/{phase.id}/{name}"
        for pathway in base.pathways.values()
        for phase in pathway.phases
        for name, line in phase.lines()
        if line.when is not None
    } | {f"caution {name}" for name in base.cautions}
    conditional |= {f"safety-net {name}" for name in base.safety_net}
    for name in sorted(every_line(base, pathways), key=lambda name: (-read[name], name)):
        of = pathways[name.partition("/")[0]] if "/" in name else len(everybody)
        # A line without a condition is for everybody on its pathway; one that has one is for some.
        mark = "nobody" if not read[name] else "everybody" if read[name] == of and name in conditional else ""
        print(f"{read[name] / of:7.2%}  {name}  {mark}".rstrip())


def main(words: list[str]) -> None:
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("revisions", nargs="*", metavar="REV")
    asked.add_argument("--lines", action="store_true", help="how often each line is read")
    asked.add_argument("--people", type=int, default=PEOPLE, help="so many people")
    given = asked.parse_args(words)
    revisions: list[str] = given.revisions
    with opened(None) as source:  # the stories of now: those of before answer nothing that was not asked yet
        everybody = people(read_project(source.directory), given.people)
    for revision in (*revisions, None):
        with opened(revision) as source:
            base = load(source.directory)
        found = shares(base, everybody)
        parts = ", ".join(f"{level} {found[level] / len(everybody):.1%}" for level in base.levels.order)
        print(f"{revision or 'now'}: {parts}", flush=True)
    if given.lines:
        print_lines(base, everybody)  # the last base is the one of now


if __name__ == "__main__":
    main(sys.argv[1:])
