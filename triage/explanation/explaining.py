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
from triage.language.condition import Condition
from triage.language.evaluate import INAPPLICABLE, Answer, Known
from triage.language.model import names
from triage.language.words import Words

SEVERAL = 3
"""So many answers to one question are named; of several choices, which are long, the first alone."""


def subject_words(words: Words, subject: Subject) -> str:
    """The name of a finding, urgency or pathway, the text of a caution."""
    base = words.base
    match subject.kind:
        case "finding":
            return finding_words(words, subject.id)
        case "urgency":
            return words.text(base.urgencies[subject.id].name)
        case "pathway":
            return words.text(base.pathways[subject.id].name)
        case "caution":
            return words.text(base.cautions[subject.id].text)


def proof_words(words: Words, proof: Proof) -> str:
    """One step of a proof on a line."""
    match proof.kind:
        case "answer":
            return answered(words, proof.of, proof.answer)
        case "counts" | "inapplicable":
            return words.say(f"proof-{proof.kind}", name=asked(words.base.questions[proof.of], words.language))
        case "fired" | "failed":
            return words.say(f"proof-{proof.kind}", name=proof.of)
        case "established" | "refuted" as status:
            return matched_words(words, Matched(finding=proof.of, status=status))
        case "urgency" | "default-urgency":
            name = subject_words(words, Subject("urgency", proof.of))
            return words.say(f"proof-{proof.kind}", name=name)
        case "pathway" | "default-pathway":
            name = subject_words(words, Subject("pathway", proof.of))
            return words.say(f"proof-{proof.kind}", name=name)
        case "caution":
            return words.say("proof-caution", name=subject_words(words, Subject("caution", proof.of)))


def answered(words: Words, question: str, answer: Answer | None) -> str:
    """A question with its answer; None is not answered."""
    return words.say(
        "answered",
        question=asked(words.base.questions[question], words.language),
        answer=given_words(words, question, answer),
    )


def given_words(words: Words, question: str, answer: Answer | None) -> str:
    return (
        words.say("not-answered")
        if answer is None
        else answer_words(words.base.questions[question], answer, words.language)
    )


def lack_words(words: Words, outcome: Outcome, part: Condition, known: Known) -> str:
    """What a rule wants, and how it stands: of a single test the answer, of several each with its answer."""
    tested = names(part)
    stands = [_stands(words, outcome, name, known) for name in tested]
    if len(tested) > 1:
        stands = [
            words.say("answered", question=_name(words, name), answer=now)
            for name, now in zip(tested, stands, strict=True)
        ]
    return words.say("wanted-but", wanted=to_words(words, part), now="; ".join(stands))


def _stands(words: Words, outcome: Outcome, name: str, known: Known) -> str:
    """How a finding stands, or what was answered to a question."""
    if name in words.base.findings:
        status = {True: "established", False: "refuted", None: "open"}[known.findings.get(name)]
        return words.say(f"stands-{status}")
    if known.answers.get(name) is INAPPLICABLE:
        return words.say("inapplicable")
    return given_words(words, name, outcome.answers.get(name))


def _name(words: Words, name: str) -> str:
    return (
        finding_words(words, name) if name in words.base.findings else asked(words.base.questions[name], words.language)
    )


def change_words(words: Words, change: Change) -> str:
    """A change on a line."""
    return _change_words(words, change, [change.after])


def _change_words(words: Words, change: Change, after: Sequence[Answer | None]) -> str:
    return words.say(
        "was-now",
        question=asked(words.base.questions[change.question], words.language),
        before=given_words(words, change.question, change.before),
        after=several_words(words, change.question, after),
    )


def several_words(words: Words, question: str, answers: Sequence[Answer | None]) -> str:
    """The first few of several answers to a question."""
    most = 1 if words.base.questions[question].type == "choices" else SEVERAL
    texts = [given_words(words, question, answer) for answer in answers[:most]]
    more = f", {words.say('and-more', count=len(answers) - most)}" if len(answers) > most else ""
    return f" {words.say('or')} ".join(texts) + more


def ways_words(words: Words, ways: Iterable[tuple[Change, ...]]) -> tuple[str, ...]:
    """Changes of the same questions, a line a question: of pairs the first change, with the second ones that go with
    it."""
    together = list(next(groupby(ways, key=lambda way: way[:-1]))[1])
    *first, last = together[0]
    after = list(dict.fromkeys(way[-1].after for way in together))
    return (*(change_words(words, change) for change in first), _change_words(words, last, after))
