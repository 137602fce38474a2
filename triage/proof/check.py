"""Everything that can be said of a base that loads, in one run: lint, proofs, and worked cases against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from triage.cases.case import Case
from triage.cases.project import Project
from triage.coverage.bitset import positions
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.evaluate import Answer
from triage.language.model import names
from triage.language.property import Accepted, Promises, Property
from triage.proof import ambiguous, programme
from triage.proof.encoding import Encoding
from triage.proof.expectations import contradictions
from triage.proof.judgement import Judgement, Remark, Verdict
from triage.proof.lint import Lint
from triage.proof.meanwhile import Meanwhile
from triage.proof.parity import less_urgent
from triage.proof.proving import Prover, asked

WORTH_SHARING = 100
"""With so many rules or more another process looks for what is remarkable, while this one proves what is promised."""
ALSO = 8
"""The other has less to do: it proves one property in so many as well."""


@dataclass(frozen=True)
class Task:
    """A base that the solver is asked about: what is promised of it, the answers of its worked cases, and of a check-in
    the base `around` it."""

    base: Base
    properties: Sequence[Property]
    worked: Sequence[Mapping[str, Answer]]
    around: Base | None


def check_projects(projects: Sequence[Project], promises: Sequence[Promises]) -> list[Judgement]:
    """What the solver, and the worked cases, say of each base. `projects`: a base and, after it, its check-in."""
    outer = (None, *(project.base for project in projects))
    tasks = [
        Task(
            project.base,
            tuple(promised.properties.values()),
            [dict(case.answers) for case in project.worked.values()],
            around,
        )
        for project, promised, around in zip(projects, promises, outer, strict=False)
    ]
    shared = any(len(task.base.rules) >= WORTH_SHARING for task in tasks)
    with Meanwhile(shared, solver_results, tasks) as solved:
        proved = [
            {
                checked_property.id: prover.prove(checked_property)
                for place, checked_property in enumerate(task.properties)
                if place % ALSO
            }
            for task in tasks
            for prover in (Prover(encoded(task.base, task.properties)),)
        ]
        of_cases = [list(_of_cases(project.base, project.worked)) for project in projects]
        rest = solved.result()
    judgements = []
    for task, here, (there, remarks), cases, promised in zip(tasks, proved, rest, of_cases, promises, strict=True):
        # What was proved there is about a copy.
        verdicts_by_id = here | {verdict.about.id: verdict for verdict in there}
        verdicts = tuple(
            replace(verdicts_by_id[checked_property.id], about=checked_property) for checked_property in task.properties
        )
        remarks += [
            *_of_unknown(task.base),
            *_of_unasked(task.base),
            *ambiguous.remarks(task.base),
            *cases,
            *_of_properties(verdicts),
        ]
        kept, accepted = _accept(remarks, promised.accepted)
        judgements.append(Judgement(task.base, tuple(sorted(kept)), tuple(accepted), verdicts))
    return judgements


def encoded(base: Base, properties: Iterable[Property]) -> Encoding:
    """A base for the solver, with all that is asked about it here."""
    return Encoding(base, also=[*asked(properties), *programme.criteria(base)])


def solver_results(tasks: Iterable[Task]) -> list[tuple[list[Verdict], list[Remark]]]:
    """Of each base some of the proofs, and what looks wrong over all answers."""
    return [_solver_result(task, encoded(task.base, task.properties)) for task in tasks]


def _solver_result(task: Task, encoding: Encoding) -> tuple[list[Verdict], list[Remark]]:
    remarks = [
        *Lint(encoding, task.worked).remarks(),
        *programme.remarks(encoding),
        *(less_urgent(task.around, task.base) if task.around is not None else ()),
    ]
    return list(map(Prover(encoding).prove, task.properties[::ALSO])), remarks


def _of_unknown(base: Base) -> Iterator[Remark]:
    """Questions that may be answered `unknown`, of which the base does not say what that means."""
    for question in base.questions.values():
        if question.may_be_unknown and not question.given and question.unknown is None:
            yield Remark(question.place, "unknown-not-said", question.id)


def _of_unasked(base: Base) -> Iterator[Remark]:
    """Warning signs that count as refuted where a question for them was not asked, because its `when` is false. What is
    asked only instead of another question is left out: that other one was answered."""
    instead = {name for question in base.questions.values() if question.unknown for name in question.unknown.ask}
    gated = {question.id for question in base.questions.values() if question.when is not None} - instead
    for name in base.warning_signs:
        asked = tuple(question for question in _asked_for(base, name) if question in gated)
        if asked:
            yield Remark(base.findings[name].place, "sign-refuted-unasked", name, asked)


def _asked_for(base: Base, sign: str) -> list[str]:
    """The questions that the rules of a sign test, themselves or through findings, in the order of the base."""
    seen, waiting = {sign}, [sign]
    while waiting:
        for condition in base.conditions_of.get(waiting.pop(), ()):
            new = [name for name in names(condition) if name not in seen]
            seen.update(new)
            waiting += new
    return [name for name in base.questions if name in seen]


def _of_cases(base: Base, cases: Mapping[str, Case]) -> Iterator[Remark]:
    """Of two cases of which one has all answers of the other: what they cannot both expect."""
    order = sorted(
        ((name, case, case.expect) for name, case in cases.items() if case.expect is not None),
        key=lambda row: (len(row[1].answers), row[0]),
    )
    giving: dict[
        tuple[str, Answer], int
    ] = {}  # the cases that give an answer, each a bit: they are compared by the million
    for place, (_, case, _) in enumerate(order):
        for item in case.answers.items():
            giving[item] = giving.get(item, 0) | 1 << place
    for place, (name, case, expect) in enumerate(order):
        later = (1 << len(order)) - (2 << place)
        extending = reduce(and_, (giving[item] for item in case.answers.items()), later)
        for other, extended, then in (order[number] for number in positions(extending)):
            contradicting = list(contradictions(base, (case.answers, expect), (extended.answers, then)))
            if contradicting:
                yield Remark(then.place, "cases-contradict", f"{name}+{other}", (name, other, ", ".join(contradicting)))


def _of_properties(verdicts: Iterable[Verdict]) -> Iterator[Remark]:
    for verdict in verdicts:
        about = verdict.about
        if not verdict.proved:
            first = verdict.failures[0]
            named = tuple(f"{name}: {value}" for name, value in first.bound.items())
            yield Remark(about.place, "property-fails", about.id, named)
        for bound in verdict.idle:
            at = "/".join((about.id, *bound.values()))
            yield Remark(about.place, "property-says-nothing", at)


def _accept(
    remarks: Iterable[Remark], accepted: Sequence[Accepted]
) -> tuple[list[Remark], list[tuple[Remark, Accepted]]]:
    """Remarks that stand, and those that may stay; what accepts nothing is a remark itself."""
    reasons = {(entry.check, at): entry for entry in accepted for at in entry.at if entry.check in WARNINGS}
    stands: list[Remark] = []
    stays: list[tuple[Remark, Accepted]] = []
    for remark in remarks:
        reason = reasons.get((remark.check, remark.at))
        if reason is None:
            stands.append(remark)
        else:
            stays.append((remark, reason))
    used = {(remark.check, remark.at) for remark, _ in stays}
    for acceptance in accepted:
        for at in acceptance.at:
            if (acceptance.check, at) not in used:
                stands.append(Remark(acceptance.place, "accepted-for-nothing", f"{acceptance.check}: {at}"))
    return stands, sorted(stays, key=lambda pair: pair[0])
