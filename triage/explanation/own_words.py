"""A finding, or an urgency, in the person's own answers: those that made its rule fire, in the words in which they were
given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.explanation.proof import Prover
from triage.explanation.to_words import answer_words, asked, fact_words, finding_words, inside, option_words
from triage.inference.outcome import Outcome, once
from triage.language.condition import NONE, UNKNOWN, Chosen, Found, Test
from triage.language.evaluate import Answer, evaluate
from triage.language.model import Question
from triage.language.support import support
from triage.language.words import Words
from triage.words.saying import for_another, say

BARE = 2
"""An option of so few words says too little without its question ("Cycling", "Something else")."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An answer in the person's own words. `yes`: it says yes to what is wrong, and speaks for itself. `risk`: it is
    one of those of which a clinician is told in words of their own (the `fact` of a question), an age but not alone."""

    words: str
    yes: bool
    risk: bool


@once
def own_answers(outcome: Outcome, words: Words, finding: str, facts: bool = False) -> tuple[OwnWords, ...]:
    """The answers that established a finding, through whatever findings, as the person would say them: what was said
    yes to, the options that counted, numbers with what they are of. What is wrong and what is a risk comes before what
    everybody has (a place, a start), what its own rule asks for before what is behind other findings, how long ago it
    began behind what it began with, a no last. What nobody was asked is nobody's word, and what was not known comes in
    only where nothing else made the rule fire. With `facts` what is one for a clinician is told as that."""
    base = words.base
    prover = Prover(outcome)
    told = _answers(outcome, _tests(prover, prover.by.get(finding), {finding}))

    def place(name: str) -> tuple[bool, bool, bool, int]:
        no, since = outcome.answers[name] == "no", base.questions[name].counts is not None
        if facts:  # a clinician reads of the risks in a line of their own
            return no, False, False, told[name].depth
        return no, not _tells(outcome, name, told[name]), since, told[name].depth

    known = [name for name in told if outcome.answers[name] != UNKNOWN]
    return tuple(
        OwnWords(
            told_words(base.questions[name], outcome.answers[name], words.language, told[name].options, facts),
            outcome.answers[name] == "yes" and not base.questions[name].facts,
            _risk(base.questions[name], outcome.answers[name], told[name]),
        )
        for name in sorted(known or told, key=place)
    )


def own_words(words: Words, outcome: Outcome, finding: str, facts: bool = False) -> tuple[str, ...]:
    """The answers that established a finding, in words alone."""
    return tuple(one.words for one in own_answers(outcome, words, finding, facts))


def _tells(outcome: Outcome, name: str, one: _Answer) -> bool:
    """Whether an answer says that something is there which need not be: a yes, or a risk."""
    answer = outcome.answers[name]
    return answer == "yes" or _risk(outcome.base.questions[name], answer, one)


def _risk(question: Question, answer: Answer, one: _Answer) -> bool:
    """Whether an answer is a risk: a clinician is told of it as a fact. An age alone, which everybody has, is none."""
    if isinstance(answer, str | tuple):
        given = one.options or (answer if isinstance(answer, tuple) else (answer,))
        return any(option in question.facts for option in given)
    return False


def reason_words(words: Words, outcome: Outcome, rule: str) -> tuple[str, ...]:
    """The answers on which a rule rests that fired without a sign or a condition to speak for it: what was not known
    comes first, for that is what its urgency is about, then what is a risk; how long ago it began comes behind what it
    began with."""
    base = words.base

    def place(name: str) -> tuple[bool, bool, bool, bool, int]:
        answer = outcome.answers[name]
        everybodys = not _risk(base.questions[name], answer, told[name])
        return (
            answer != UNKNOWN,
            answer == "no",
            everybodys,
            base.questions[name].counts is not None,
            told[name].depth,
        )

    told = _answers(outcome, _tests(Prover(outcome), rule, set()))
    return tuple(
        told_words(base.questions[name], outcome.answers[name], words.language, told[name].options)
        for name in sorted(told, key=place)
    )


@dataclass(slots=True)
class _Answer:
    """The options of an answer that counted, and how many findings lie at least between it and what it speaks for."""

    chosen: dict[str, None]
    depth: int

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.chosen)


def _answers(outcome: Outcome, tests: Iterable[tuple[int, Test]]) -> dict[str, _Answer]:
    """The answers that tests are of, but for what nobody was asked."""
    told: dict[str, _Answer] = {}
    for depth, test in tests:
        name, answer = test.question, outcome.answers[test.question]
        if outcome.base.questions[name].given:
            continue
        one = told.setdefault(name, _Answer({}, depth))
        one.depth = min(one.depth, depth)
        if isinstance(test, Chosen) and isinstance(answer, tuple):
            one.chosen.update(dict.fromkeys(option for option in answer if option in test.options))
    return told


def sign_words(words: Words, outcome: Outcome, finding: str) -> str:
    """A warning sign by its name, with the answers that made it one."""
    answers = "; ".join(own_words(words, outcome, finding))
    return f"{finding_words(words, finding)}{f' ({answers})' if answers else ''}"


def _tests(prover: Prover, rule: str | None, seen: set[str], depth: int = 0) -> Iterator[tuple[int, Test]]:
    """The tests on answers that a rule rests on, those that hold, and how many findings lie between."""
    if rule is None:
        return
    for leaf in support(prover.base.rules[rule].when, prover.known, True):
        if evaluate(leaf, prover.known) is not True:
            continue  # it holds that this does not
        if not isinstance(leaf, Found):
            yield depth, leaf
        elif leaf.finding not in seen:
            seen.add(leaf.finding)
            yield from _tests(prover, prover.by.get(leaf.finding), seen, depth + 1)


def told_words(
    question: Question, answer: Answer, language: str, options: tuple[str, ...] = (), facts: bool = False
) -> str:
    """An answer as the person would say it, of several `options` those alone where some are named. With `facts` as a
    clinician is told of it."""
    if facts and (fact := fact_words(question, options or answer, language)):
        return "; ".join(fact)
    if answer == "yes" and question.type == "yes-no" and question.statement is not None:
        return asked(question, language)
    if answer == UNKNOWN:
        reader = for_another(language) if facts else language  # a clinician reads of somebody else
        return say("own-unknown", reader, question=asked(question, language))
    if question.options and answer != ():
        names = options or (answer if isinstance(answer, tuple) else (str(answer),))
        listed = [option_words(question, name, language) for name in names if name != NONE]
        words = "; ".join([*listed[:1], *map(inside, listed[1:])])
        if len(words.split()) > BARE:
            return words
    title = asked(question, language)
    return f"{title}{' ' if title.endswith('?') else ': '}{answer_words(question, answer, language)}"
