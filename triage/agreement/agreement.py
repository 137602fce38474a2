"""Do independent readers of the same rules come to the same conclusions?

The plain evaluator is the reference: short, and close to the words of the language. The columns say of many cases at
once what it says of one, experta is what `triage run` uses, counters are what looks at many cases one by one, and
CLIPS runs the text that `to_clips` writes. All get the same random cases, of the given base and of small made-up ones.
Columns take every case; the others, which are much slower, one in a hundred.

A difference is cut down to the fewest answers that still show it; a made-up base also to the smallest rules.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from signal import SIG_IGN, SIGINT, signal

from triage.agreement.conclusion import (
    Conclusion,
    EngineDifference,
    agrees,
    by_counters,
    by_evaluating,
    by_experta,
    differing,
)
from triage.cases.random_cases import Answers, Cases, random_base
from triage.language.base import Base
from triage.language.condition import AtLeast, Condition, Not, Several
from triage.language.evaluate import Answer

CHUNK = 2_000
"""So many cases are drawn, and concluded as columns, at a time."""
WORTH_SHARING = 5
"""With fewer chunks than this, starting other processes takes longer than it saves."""
SELDOM = 100
"""A slow engine takes one case in so many, but so many cases at least."""

Concluder = Callable[[Sequence[Answers]], Sequence[Conclusion]]


@dataclass(frozen=True, slots=True)
class Engine:
    """`open` prepares a base for many cases; `extra` is what must be installed for it."""

    name: str
    open: Callable[[Base], Concluder]
    slow: bool = False
    extra: str = ""


def open_columns(base: Base) -> Concluder:
    from triage.agreement.with_columns import concluder  # noqa: PLC0415  # an extra

    return concluder(base)


def open_experta(base: Base) -> Concluder:
    return lambda cases: [by_experta(base, case) for case in cases]


def open_counters(base: Base) -> Concluder:
    return lambda cases: [by_counters(base, case) for case in cases]


def open_clips(base: Base) -> Concluder:
    from triage.agreement.with_clips import Clips  # noqa: PLC0415  # an extra

    engine = Clips(base)
    return lambda cases: [engine.conclude(case) for case in cases]


ENGINES = (
    Engine("columns", open_columns, extra="population"),
    Engine("experta", open_experta, slow=True),
    Engine("counters", open_counters, slow=True),
    Engine("clips", open_clips, slow=True, extra="clips"),
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The smallest case found about which an engine differs from the reference, on the base or (`on_random_base`) on a
    made-up one."""

    engine: str
    base: Base
    on_random_base: bool
    answers: Answers
    about: tuple[EngineDifference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was compared, and what differed.

    `cases` of the base, `distinct` of them; `bases` were made up, with `base_cases` in all. `compared` counts for each
    engine that took part the cases that it concluded, `differing` those in which it differed; `left_out` are those
    that did not take part, with the extra that each needs. `fired`, `established` and `refuted` say how much of the
    base the cases reached."""

    seed: int
    cases: int
    distinct: int
    bases: int
    base_cases: int
    compared: Mapping[str, int]
    differing: Mapping[str, int]
    left_out: Mapping[str, str]
    fired: frozenset[str]
    established: frozenset[str]
    refuted: frozenset[str]
    disagreements: tuple[Disagreement, ...]


def agree(
    base: Base,
    count: int,
    seed: int = 0,
    worked: Sequence[Answers] = (),
    progress: Callable[[int, int], object] | None = None,
    engines: Sequence[Engine] | None = None,
    processes: int | None = None,
    chunk: int = CHUNK,
) -> Agreement:
    """Runs `count` cases of the base, the `worked` ones among them, and a number of made-up bases through all engines.

    `progress` is told how many cases are done, and of how many. `processes` (all the machine has, by default)
    share the work `chunk` cases at a time; what comes out does not depend on how many there are."""
    taking, left_out = _there(base, ENGINES if engines is None else engines)
    plan = _Plan(base, count, seed, tuple(worked), taking, chunk)
    tally = _Tally()
    for part in _parts(plan, processes):
        tally.add(part)
        if progress is not None:
            progress(tally.cases, count)
    return Agreement(
        seed=seed,
        cases=tally.cases,
        distinct=len(tally.digests),
        bases=tally.bases,
        base_cases=tally.base_cases,
        compared={engine.name: tally.compared[engine.name] for engine in taking},
        differing={engine.name: tally.differing[engine.name] for engine in taking},
        left_out=left_out,
        fired=frozenset(tally.fired),
        established=frozenset(tally.established),
        refuted=frozenset(tally.refuted),
        disagreements=tuple(
            _smallest(plan, engine, tally.first[engine.name]) for engine in taking if engine.name in tally.first
        ),
    )


def _there(base: Base, engines: Sequence[Engine]) -> tuple[tuple[Engine, ...], dict[str, str]]:
    """The engines whose libraries are installed, and the others with their extra."""
    taking, left_out = [], {}
    for engine in engines:
        try:
            engine.open(base)
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("triage"):
                raise
            left_out[engine.name] = engine.extra
        else:
            taking.append(engine)
    return tuple(taking), left_out


# The work, in parts that do not depend on each other


@dataclass(frozen=True)
class _Plan:
    base: Base
    count: int
    seed: int
    worked: tuple[Answers, ...]
    engines: tuple[Engine, ...]
    chunk: int

    @property
    def chunks(self) -> int:
        return -(-self.count // self.chunk)

    @property
    def seldom(self) -> int:
        """A slow engine takes one case in so many."""
        return max(1, min(SELDOM, self.count // SELDOM))

    @property
    def bases(self) -> int:
        """Few for few cases, and one for every thousand of many."""
        return max(min(-(-self.count // 10), 20), self.count // 1000)


BASE_CASES = 30
"""So many cases of each made-up base."""

Met = tuple[Base | None, Answers]
"""A case about which two engines differed, and its made-up base."""


@dataclass
class _Tally:
    """What came of some of the cases."""

    cases: int = 0
    bases: int = 0
    base_cases: int = 0
    digests: set[bytes] = field(default_factory=set)
    compared: Counter[str] = field(default_factory=Counter)
    differing: Counter[str] = field(default_factory=Counter)
    fired: set[str] = field(default_factory=set)
    established: set[str] = field(default_factory=set)
    refuted: set[str] = field(default_factory=set)
    first: dict[str, Met] = field(default_factory=dict)

    def add(self, other: _Tally) -> None:
        self.cases += other.cases
        self.bases += other.bases
        self.base_cases += other.base_cases
        self.digests |= other.digests
        self.compared += other.compared
        self.differing += other.differing
        self.fired |= other.fired
        self.established |= other.established
        self.refuted |= other.refuted
        self.first = other.first | self.first

    def compare(
        self,
        engine: Engine,
        concluder: Concluder,
        cases: Sequence[Answers],
        wanted: Sequence[Conclusion],
        drawn_base: Base | None,
    ) -> None:
        self.compared[engine.name] += len(cases)
        for case, reference, concluded in zip(cases, wanted, concluder(cases), strict=True):
            if not agrees(reference, concluded):
                self.differing[engine.name] += 1
                self.first.setdefault(engine.name, (drawn_base, case))


def _parts(plan: _Plan, processes: int | None) -> Iterator[_Tally]:
    """The chunks of cases, then the made-up bases; the same ones in the same order however many processes there are."""
    batches = [range(first, min(first + 20, plan.bases)) for first in range(0, plan.bases, 20)]
    jobs: list[int | range] = [*range(plan.chunks), *batches]
    many = min(processes or os.cpu_count() or 1, len(jobs))
    if many < 2 or plan.chunks < WORTH_SHARING:
        worker = _Worker(plan)
        yield from map(worker.do, jobs)
        return
    context = multiprocessing.get_context("spawn")  # a library with threads of its own does not survive a fork
    with context.Pool(many, _start, (plan,)) as pool:
        yield from pool.imap(_do, jobs)


class _Worker:
    """One process with its engines."""

    def __init__(self, plan: _Plan) -> None:
        self.plan = plan
        self.concluders = {engine.name: engine.open(plan.base) for engine in plan.engines}

    def do(self, job: int | range) -> _Tally:
        return self.chunk(job) if isinstance(job, int) else self.random_bases(job)

    def chunk(self, number: int) -> _Tally:
        plan = self.plan
        drawn = Cases(plan.base, plan.worked, Random(f"{plan.seed} cases {number}"))
        first = number * plan.chunk
        size = min(plan.chunk, plan.count - first)
        cases = list(plan.worked[first:][:size])
        cases += [drawn.draw() for _ in range(size - len(cases))]
        wanted = [by_evaluating(plan.base, case) for case in cases]
        told = _Tally(cases=size, digests=set(map(_digest, cases)))
        for conclusion in wanted:
            told.fired |= conclusion.fired
            for finding, is_so in conclusion.findings.items():
                (told.established if is_so else told.refuted).add(finding)
        for engine in plan.engines:
            of = slice(-first % plan.seldom, None, plan.seldom) if engine.slow else slice(None)
            told.compare(engine, self.concluders[engine.name], cases[of], wanted[of], None)
        return told

    def random_bases(self, numbers: range) -> _Tally:
        told = _Tally()
        for number in numbers:
            random = Random(f"{self.plan.seed} base {number}")
            base = random_base(self.plan.base, random)
            drawn = Cases(base, (), random)
            cases = [drawn.draw() for _ in range(BASE_CASES)]
            wanted = [by_evaluating(base, case) for case in cases]
            told.bases += 1
            told.base_cases += BASE_CASES
            for engine in self.plan.engines:
                told.compare(engine, engine.open(base), cases, wanted, base)
        return told


_workers: list[_Worker] = []
"""The one of this process."""


def _start(plan: _Plan) -> None:
    signal(SIGINT, SIG_IGN)  # who interrupts the program hears of it once
    _workers.append(_Worker(plan))


def _do(job: int | range) -> _Tally:
    return _workers[0].do(job)


def _digest(case: Answers) -> bytes:
    return hashlib.blake2b(repr(sorted(case.items())).encode(), digest_size=8).digest()


# The smallest case that shows a difference


def _smallest(plan: _Plan, engine: Engine, met: Met) -> Disagreement:
    drawn_base, answers = met
    base = plan.base if drawn_base is None else drawn_base
    if drawn_base is not None:
        base = _fewest_rules(engine, drawn_base, answers)
    concluder = engine.open(base)
    answers = _fewest_answers(base, concluder, answers)
    about = tuple(differing(by_evaluating(base, answers), concluder([answers])[0]))
    return Disagreement(engine.name, base, drawn_base is not None, answers, about)


def _differs(base: Base, concluder: Concluder, answers: Answers) -> bool:
    return not agrees(by_evaluating(base, answers), concluder([answers])[0])


def _fewest_answers(base: Base, concluder: Concluder, answers: Answers) -> Answers:
    """No answer of these can be left out, and no selection made smaller, without the difference going away."""
    smallest, shrunk = answers, True
    while shrunk:
        shrunk = False
        for smaller in _smaller_cases(smallest):
            if _differs(base, concluder, smaller):
                smallest, shrunk = smaller, True
                break
    return smallest


def _smaller_cases(answers: Answers) -> Iterator[dict[str, Answer]]:
    for name, answer in answers.items():
        yield {other: value for other, value in answers.items() if other != name}
        if isinstance(answer, tuple):
            for option in answer:
                yield {**answers, name: tuple(other for other in answer if other != option)}


def _fewest_rules(engine: Engine, base: Base, answers: Answers) -> Base:
    smallest, shrunk = base, True
    while shrunk:
        shrunk = False
        for smaller in _smaller_bases(smallest):
            if _differs(smaller, engine.open(smaller), answers):
                smallest, shrunk = smaller, True
                break
    return smallest


def _smaller_bases(base: Base) -> Iterator[Base]:
    """Without one of the rules or cautions, or with a part of a condition in the place of the whole."""
    for name, rule in base.rules.items():
        yield replace(base, rules={other: kept for other, kept in base.rules.items() if other != name})
        for when in _smaller_conditions(rule.when):
            yield replace(base, rules={**base.rules, name: replace(rule, when=when)})
    for name, caution in base.cautions.items():
        yield replace(base, cautions={other: kept for other, kept in base.cautions.items() if other != name})
        for when in _smaller_conditions(caution.when):
            yield replace(base, cautions={**base.cautions, name: replace(caution, when=when)})
    for name, question in base.questions.items():
        if question.when is not None:
            for gate in (None, *_smaller_conditions(question.when)):
                yield replace(base, questions={**base.questions, name: replace(question, when=gate)})


def _smaller_conditions(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, Not):
        yield condition.part
    elif isinstance(condition, Several):
        yield from condition.parts
        if len(condition.parts) > (condition.count if isinstance(condition, AtLeast) else 1):
            for number in range(len(condition.parts)):
                yield replace(condition, parts=(*condition.parts[:number], *condition.parts[number + 1 :]))
