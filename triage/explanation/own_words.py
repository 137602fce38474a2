"""A finding in the person's own answers: those that made its rule fire, in the words in which they were given."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explanation.phrases import say
from triage.explanation.proof import Prover
from triage.explanation.to_words import answer_words, asked, fact_words, finding_words, inside, option_words
from triage.inference.outcome import Outcome
from triage.language.condition import NONE, UNKNOWN, Chosen, Found, Test
from triage.language.evaluate import Answer, evaluate
from triage.language.model import Base, Question
from triage.language.support import support

BARE = 2
"""An option of so few words says too little without its question ("Cycling", "Something else")."""


def own_words(base: Base, outcome: Outcome, finding: str, language: str, facts: bool = False) -> tuple[str, ...]:
    """The answers that established a finding, through whatever findings, as the person would say them: what was said
    yes to, the options that counted, numbers with what they are of. Those that its own rule asks for come first, those
    behind other findings next, a no last. What nobody was asked is nobody's word, and what was not known comes in only
    where nothing else made the rule fire. With `facts` what is one for a clinician is told as that."""
    prover = Prover(base, outcome)
    options: dict[str, dict[str, None]] = {}
    depths: dict[str, int] = {}
    for depth, test in _tests(prover, finding, {finding}):
        name, answer = test.question, outcome.answers[test.question]
        if base.questions[name].given:
            continue
        depths[name] = min(depth, depths.get(name, depth))
        chosen = options.setdefault(name, {})
        if isinstance(test, Chosen) and isinstance(answer, tuple):
            chosen.update(dict.fromkeys(each for each in answer if each in test.options))
    known = [name for name in options if outcome.answers[name] != UNKNOWN]
    return tuple(
        _told(base.questions[name], outcome.answers[name], tuple(options[name]), language, facts)
        for name in sorted(known or options, key=lambda name: (outcome.answers[name] == "no", depths[name]))
    )


def sign_words(base: Base, outcome: Outcome, finding: str, language: str) -> str:
    """A warning sign by its name, with the answers that made it one."""
    answers = "; ".join(own_words(base, outcome, finding, language))
    return f"{finding_words(base, finding, language)}{f' ({answers})' if answers else ''}"


def _tests(prover: Prover, finding: str, seen: set[str], depth: int = 0) -> Iterator[tuple[int, Test]]:
    """The tests on answers that the rule behind a finding rests on, those that hold, and how many findings lie
    between."""
    rule = prover.by.get(finding)
    if rule is None:
        return
    for leaf in support(prover.base.rules[rule].when, prover.known, True):
        if evaluate(leaf, prover.known) is not True:
            continue  # it holds that this does not
        if not isinstance(leaf, Found):
            yield depth, leaf
        elif leaf.finding not in seen:
            seen.add(leaf.finding)
            yield from _tests(prover, leaf.finding, seen, depth + 1)


def _told(question: Question, answer: Answer, options: tuple[str, ...], language: str, facts: bool) -> str:
    if facts and (said := fact_words(question, options or answer, language)):
        return "; ".join(said)
    if answer == "yes" and question.type == "yes-no":
        return asked(question, language)
    if answer == UNKNOWN:
        return say("own-unknown", language, question=asked(question, language))
    if question.options and answer != ():
        names = options or (answer if isinstance(answer, tuple) else (str(answer),))
        listed = [option_words(question, name, language) for name in names if name != NONE]
        words = "; ".join([*listed[:1], *map(inside, listed[1:])])
        if len(words.split()) > BARE:
            return words
    return f"{asked(question, language)}: {answer_words(question, answer, language)}"
