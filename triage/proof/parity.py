"""What the interview calls urgent is never less at a check-in.

A question of a check-in stands for one of the interview: the very same, or one of which it says that it is `like` it.
More answers never lower what is demanded. So what a few answers demand by themselves, they demand in every case with
them, and it is enough to compare the two bases on those alone: on each answer, and on each two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.check_in import same_question
from triage.language.condition import UNKNOWN, Is, leaves
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.proof.judgement import Remark

MOST = 2
"""So many answers are looked at together."""


def less_urgent(base: Base, inside: Base) -> Iterator[Remark]:
    """Answers that need a doctor today or now in the interview of `base`, and less at its check-in."""
    pairs = [pair for question in inside.questions.values() for pair in _equivalent_answers(base, inside, question)]
    told: set[frozenset[str]] = set()
    for count in range(1, MOST + 1):
        for combination in combinations(pairs, count):
            names = frozenset(name for then, now in combination for name in (*then, *now))
            if len(names) < len({name for then, now in combination for name in now}) or any(
                seen <= names for seen in told
            ):
                continue
            then, now = _joined(combination)
            if then is None or now is None:
                continue
            before, after = _demanded(base, then), _demanded(inside, now)
            if base.levels.presses(before) and (
                after is None or base.levels.rank[after] < base.levels.rank[before or ""]
            ):
                told.add(names)
                question = inside.questions[next(iter(now))]
                at = "+".join(f"{name}/{answer}" for name, answer in now.items())
                yield Remark(question.place, "less-urgent-later", at, (before or "", after or ""), now)


Pair = tuple[Mapping[str, Answer], Mapping[str, Answer]]
"""Answers of the interview, and those of a check-in that say the same."""


def _equivalent_answers(base: Base, inside: Base, question: Question) -> Iterator[Pair]:
    """The answers to a question of the check-in, each with what it is in the interview."""
    if question.given:
        return
    if same_question(base, inside, question.id):
        answers: tuple[Answer, ...] = ("yes", "no") if question.type == "yes-no" else tuple(question.options)
        for answer in (*answers, *((UNKNOWN,) if question.may_be_unknown else ())):
            yield {question.id: answer}, {question.id: answer}
    elif question.like:
        yield dict(question.like), {question.id: "yes"}


def _joined(pairs: tuple[Pair, ...]) -> tuple[Mapping[str, Answer] | None, Mapping[str, Answer] | None]:
    """The answers together; None where they cannot both be given."""
    joined: list[dict[str, Answer] | None] = [{}, {}]
    for pair in pairs:
        for number, answers in enumerate(pair):
            there = joined[number]
            if there is None or any(there.get(name, answer) != answer for name, answer in answers.items()):
                joined[number] = None
            else:
                there.update(answers)
    return joined[0], joined[1]


def _demanded(base: Base, answers: Mapping[str, Answer]) -> str | None:
    """How soon these answers alone demand that somebody looks."""
    session = Session(base)
    session.tell(CheckedAnswers(base, {**_gates(base, answers), **answers}))
    return session.urgency


def _gates(base: Base, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What has to be yes for these to be asked at all, where that is simply a yes."""
    gates: dict[str, Answer] = {}
    for name in answers:
        when = base.questions[name].when
        for leaf in leaves(when) if when is not None else ():
            if isinstance(leaf, Is) and "yes" in leaf.values:
                gates.setdefault(leaf.question, "yes")
    return gates
