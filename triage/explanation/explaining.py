"""Proofs, tests that were lacking and changes to words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from triage.explanation.chain import matched_words
from triage.explanation.change import Change
from triage.explanation.proof import Proof
from triage.explanation.subject import Subject
from triage.explanation.to_words import answer_words, asked, finding_words, to_words
from triage.inference.outcome import Outcome
from triage.inference.trace import Matched
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.evaluate import INAPPLICABLE, Answer, Known
from triage.language.model import names
from triage.language.texts import text_in
from triage.words.saying import say

SEVERAL = 3
"""So many answers to one question are named; of several choices, which are long, the first alone."""


def subject_words(base: Base, subject: Subject, language: str) -> str:
    """The name of a finding, urgency or pathway, the text of a caution."""
    match subject.kind:
        case "finding":
            return finding_words(base, subject.id, language)
        case "urgency":
            return text_in(base.urgencies[subject.id].name, language)
        case "pathway":
            return text_in(base.pathways[subject.id].name, language)
        case "caution":
            return text_in(base.cautions[subject.id].text, language)


def proof_words(base: Base, proof: Proof, language: str) -> str:
    """One step of a proof on a line."""
    match proof.kind:
        case "answer":
            return answered(base, proof.of, proof.answer, language)
        case "counts" | "inapplicable":
            return say(f"proof-{proof.kind}", language, name=asked(base.questions[proof.of], language))
        case "fired" | "failed":
            return say(f"proof-{proof.kind}", language, name=proof.of)
        case "established" | "refuted" as status:
            return matched_words(base, Matched(finding=proof.of, status=status), language)
        case "urgency" | "default-urgency":
            name = subject_words(base, Subject("urgency", proof.of), language)
            return say(f"proof-{proof.kind}", language, name=name)
        case "pathway" | "default-pathway":
            name = subject_words(base, Subject("pathway", proof.of), language)
            return say(f"proof-{proof.kind}", language, name=name)
        case "caution":
            return say("proof-caution", language, name=subject_words(base, Subject("caution", proof.of), language))


def answered(base: Base, question: str, answer: Answer | None, language: str) -> str:
    """A question with its answer; None is not answered."""
    return say(
        "answered",
        language,
        question=asked(base.questions[question], language),
        answer=given_words(base, question, answer, language),
    )


def given_words(base: Base, question: str, answer: Answer | None, language: str) -> str:
    return say("not-answered", language) if answer is None else answer_words(base.questions[question], answer, language)


def lack_words(base: Base, outcome: Outcome, part: Condition, known: Known, language: str) -> str:
    """What a rule wants, and how it stands: of a single test the answer, of several each with its answer."""
    tested = names(part)
    stands = [_stands(base, outcome, name, known, language) for name in tested]
    if len(tested) > 1:
        stands = [
            say("answered", language, question=_name(base, name, language), answer=now)
            for name, now in zip(tested, stands, strict=True)
        ]
    return say("wanted-but", language, wanted=to_words(base, part, language), now="; ".join(stands))


def _stands(base: Base, outcome: Outcome, name: str, known: Known, language: str) -> str:
    """How a finding stands, or what was answered to a question."""
    if name in base.findings:
        status = {True: "established", False: "refuted", None: "open"}[known.findings.get(name)]
        return say(f"stands-{status}", language)
    if known.answers.get(name) is INAPPLICABLE:
        return say("inapplicable", language)
    return given_words(base, name, outcome.answers.get(name), language)


def _name(base: Base, name: str, language: str) -> str:
    return finding_words(base, name, language) if name in base.findings else asked(base.questions[name], language)


def change_words(base: Base, change: Change, language: str) -> str:
    """A change on a line."""
    return _change_words(base, change, [change.after], language)


def _change_words(base: Base, change: Change, after: Sequence[Answer | None], language: str) -> str:
    return say(
        "was-now",
        language,
        question=asked(base.questions[change.question], language),
        before=given_words(base, change.question, change.before, language),
        after=several_words(base, change.question, after, language),
    )


def several_words(base: Base, question: str, answers: Sequence[Answer | None], language: str) -> str:
    """The first few of several answers to a question."""
    most = 1 if base.questions[question].type == "choices" else SEVERAL
    shown = [given_words(base, question, answer, language) for answer in answers[:most]]
    more = f", {say('and-more', language, count=len(answers) - most)}" if len(answers) > most else ""
    return f" {say('or', language)} ".join(shown) + more


def ways_words(base: Base, ways: Iterable[tuple[Change, ...]], language: str) -> tuple[str, ...]:
    """Changes of the same questions, a line a question: of pairs the first change, with the second ones that go with
    it."""
    together = list(next(groupby(ways, key=lambda way: way[:-1]))[1])
    *first, last = together[0]
    after = list(dict.fromkeys(way[-1].after for way in together))
    return (*(change_words(base, change, language) for change in first), _change_words(base, last, after, language))
