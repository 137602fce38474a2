"""One answer: inference, the choice of the next question, what the trace costs; and the questions asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from statistics import median
from time import process_time
from typing import Any

from benchmarks.cases import Answers, converse, worked_cases
from benchmarks.measure import Row, Watch, in_turn, ms, p95, ratio
from triage.explanation.explanation import Asked, explain
from triage.inference.borrowed import KnowledgeEngine, ReteMatcher
from triage.inference.clauses import Program
from triage.inference.engine import Engine
from triage.inference.outcome import Outcome, infer
from triage.inference.session import ENGINES, EngineName, Session
from triage.inference.trace import Mark
from triage.interview.interview import Interview
from triage.language.base import Base
from triage.language.evaluate import INAPPLICABLE
from triage.language.load import load

ROUNDS = 5
RETE_CASES = 1
"""So many cases go through experta's own matcher, which takes its time."""
SPREAD = 40
"""So many cases, spread over all, are gone through time and again."""
WHOLE_CASES = 12
TRACE_ROUNDS = 30
GROWN_UP = 18
"""Children are told of apart: they are asked what grown-ups are not."""


class ReteEngine(Engine):
    """The same rules, agenda and firing, under experta's own matcher and strategy."""

    __matcher__ = ReteMatcher
    __strategy__ = KnowledgeEngine.__strategy__
    get_activations = KnowledgeEngine.get_activations  # Rete makes rules of its own, which do not have our rank


class Untraced(Engine):
    """The same engine, and nobody takes down what it does."""

    def __init__(self, program: Program, record: Any) -> None:  # noqa: ARG002
        super().__init__(program, _forget)

    get_activations = KnowledgeEngine.get_activations


def _forget(mark: Mark) -> None:
    """Keeps nothing."""


def answering() -> Iterator[Row]:
    """Every row about answers."""
    base = load()
    cases = worked_cases(base)
    spread = dict(islice(cases.items(), 0, None, max(1, len(cases) // SPREAD)))
    talks = {name: [given for _, given in converse(base, answers)] for name, answers in spread.items()}
    yield from _inference(base, talks)
    yield from _next_question(base, spread)
    yield from _whole(base, cases)
    yield from _tracing(base, talks)
    yield from _questions(base, cases)
    yield from _hinges(base, cases)


def _tell(base: Base, talk: list[Answers], engine: type[Engine], watch: Watch) -> tuple[str, ...]:
    """One conversation; the rules that fired."""
    session = Session(base, engine)
    for given in talk:
        with watch:
            session.tell(given)
    return session.fired


def _inference(base: Base, talks: dict[str, list[Answers]]) -> Iterator[Row]:
    ours, both, rete = Watch(), Watch(), Watch()
    for _ in range(ROUNDS):
        for talk in talks.values():
            _tell(base, talk, Engine, ours)
    alike = True
    for talk in islice(talks.values(), RETE_CASES):
        alike &= set(_tell(base, talk, Engine, both)) == set(_tell(base, talk, ReteEngine, rete))
    typical = median(ours.seconds)
    yield Row("inference, an answer", f"{ms(typical)}, p95 {ms(p95(ours.seconds))}", "median < 1 ms", typical < 1e-3)
    faster = ratio(rete.seconds, both.seconds)
    yield Row("    experta's own matcher takes", f"{faster:.0f} times that", ">= 20 times", faster >= 20)
    yield Row("    and fires the same rules", "yes" if alike else "NO", "yes", alike)


def _next_question(base: Base, cases: dict[str, Answers]) -> Iterator[Row]:
    watch = Watch()
    slowest = []
    for _ in range(ROUNDS):
        before = len(watch.seconds)
        for answers in cases.values():
            interview = Interview(base)
            prompt = interview.next()
            while prompt is not None:
                given = {question.id: answers[question.id] for question in prompt.questions}
                with watch:
                    interview.answer(given)
                    prompt = interview.next()
        slowest.append(watch.seconds[before:])
    # The same answers in every round: what a busy machine adds to one of them is not ours.
    steps = [min(times) for times in zip(*slowest, strict=True)]
    typical, most = median(watch.seconds), max(steps)
    yield Row(
        "inference and the next question", f"{ms(typical)}, p95 {ms(p95(steps))}", "median < 5 ms", typical < 5e-3
    )
    yield Row("    the slowest", ms(most), "<= 25 ms", most <= 25e-3)


def _whole(base: Base, cases: dict[str, Answers]) -> Iterator[Row]:
    """Processor time of a whole interview, the outcome at its end with it, and of inferring one case; either engine."""
    spread = list(islice(cases.values(), 0, None, max(1, len(cases) // WHOLE_CASES)))
    interviews: dict[EngineName, list[float]] = {name: [] for name in ENGINES}
    outcomes: dict[EngineName, list[float]] = {name: [] for name in ENGINES}
    for counts in [False] + [True] * ROUNDS:
        for answers in spread:
            for engine in ENGINES:
                start = process_time()
                interview = Interview(base, engine=engine)
                while (prompt := interview.next()) is not None:
                    interview.answer({question.id: answers[question.id] for question in prompt.questions})
                between = process_time()
                infer(base, answers, engine)
                if counts:
                    interviews[engine].append(between - start)
                    outcomes[engine].append(process_time() - between)
    fast, slow = median(interviews["counters"]), median(interviews["experta"])
    yield Row("a whole interview, counters", ms(fast), "<= 60 ms", fast <= 60e-3)
    yield Row("    experta", ms(slow))
    fast, slow = median(outcomes["counters"]), median(outcomes["experta"])
    yield Row("inferring one case, counters", ms(fast), "<= 3 ms", fast <= 3e-3)
    yield Row("    experta", ms(slow))


def _tracing(base: Base, talks: dict[str, list[Answers]]) -> Iterator[Row]:
    """The quickest of many runs of each conversation, with the trace and without, so that little else is in them."""
    traced = untraced = 0.0
    for talk in talks.values():
        both = {"traced": partial(_tell_all, base, talk, Engine), "untraced": partial(_tell_all, base, talk, Untraced)}
        taken = in_turn(both, TRACE_ROUNDS)
        traced += min(taken["traced"])
        untraced += min(taken["untraced"])
    cost = traced / untraced - 1
    yield Row("tracing, of inference", f"{cost:.1%}", "< 5 %", cost < 0.05)


def _tell_all(base: Base, talk: list[Answers], engine: type[Engine]) -> None:
    session = Session(base, engine)
    for given in talk:
        session.tell(given)


def _age(answers: Answers) -> float:
    age = answers.get("age")
    return age if isinstance(age, int | float) else GROWN_UP


def _questions(base: Base, cases: dict[str, Answers]) -> Iterator[Row]:
    """Asking only what matters, against asking all that applies, one by one or with checklists; and the outcome."""
    questions = all_prompts = all_questions = 0
    asked: dict[str, int] = {}
    different = []
    for name, answers in cases.items():
        talk = list(converse(base, answers))
        asked[name] = len(talk)
        questions += sum(len(given) for _, given in talk)
        told = {question: answer for _, given in talk for question, answer in given.items()}
        applying = _everything(base, answers)
        lists = [base.checklist_of(question) for question in applying]
        all_questions += len(applying)
        all_prompts += len({checklist.id for checklist in lists if checklist}) + lists.count(None)
        found = {question: answer for question, answer in answers.items() if base.questions[question].given}
        if _decision(infer(base, {**told, **found})) != _decision(infer(base, answers)):
            different.append(name)
    number, prompts = len(cases), sum(asked.values())
    share = prompts / all_questions
    yield Row("worked cases", str(number))
    yield Row("    prompts, of asking all that applies one by one", f"{share:.0%}", "<= 50 %", share <= 0.5)
    yield Row("    prompts a case", f"{prompts / number:.1f}, with all {all_prompts / number:.1f}")
    yield Row("    prompts, the median case", f"{median(asked.values()):.0f}", "<= 15", median(asked.values()) <= 15)
    if young := [asked[name] for name, answers in cases.items() if _age(answers) < GROWN_UP]:
        yield Row(f"    prompts, the median of {len(young)} under {GROWN_UP}", f"{median(young):.0f}")
    yield Row("    questions a case", f"{questions / number:.1f}, with all {all_questions / number:.1f}")
    says = f"not in {', '.join(different)}" if different else "in all"
    yield Row("    same outcome", says, "in all", not different)


def _hinges(base: Base, cases: dict[str, Answers]) -> Iterator[Row]:
    """What each answer hangs on, for the first case; what belongs to the base is made in the round before."""
    outcome = infer(base, next(iter(cases.values())))
    taken = in_turn({"hinges": partial(explain, outcome, Asked(hinges=True))}, ROUNDS)["hinges"]
    yield Row("explaining the hinges of a case", ms(median(taken)), "< 1 s", median(taken) < 1)


def _everything(base: Base, answers: Answers) -> list[str]:
    """The questions that are not ruled out when all are answered."""
    session = Session(base)
    session.tell(answers)
    return [question for question in base.questions if session.values.get(question) is not INAPPLICABLE]


def _decision(outcome: Outcome) -> tuple[str, str | None, str]:
    return outcome.urgency, outcome.leading, outcome.pathway
