"""Conditions and answers to words, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import NONE, All, Any, AtLeast, Chosen, Condition, Denied, Found, Is, Meant, Not, Within
from triage.language.evaluate import Answer
from triage.language.model import Decided, Fits, Question, Stances
from triage.language.texts import text_in
from triage.language.words import Words
from triage.words.saying import say


def answer_words(question: Question, answer: Answer | None, language: str) -> str:
    """An answer as the person would say it; None is a question that does not apply."""
    match answer:
        case None:
            return say("inapplicable", language)
        case "unknown":
            return unknown_words(question, language)
        case tuple():
            return ", ".join(option_words(question, option, language) for option in answer) or say("none", language)
        case str():
            return option_words(question, answer, language)
        case _:
            unit = question.unit_one if answer == 1 and question.unit_one else question.unit
            return f"{answer:g} {text_in(unit, language)}".strip()


def unknown_words(question: Question, language: str) -> str:
    """ "I don't know", as this question offers it."""
    own = None if question.unknown is None else question.unknown.say
    return text_in(own, language) or say("unknown", language)


def option_words(question: Question, option: str, language: str) -> str:
    if option in question.options:
        return text_in(question.options[option], language)
    return say(option, language)


def finding_words(words: Words, finding: str) -> str:
    return words.text(words.base.findings[finding].name)


def inside(text: str) -> str:
    """The words as they stand within a sentence: without their capital, unless it is an abbreviation, or "I"."""
    first = text.split(" ", 1)[0]
    return text if first == "I" or (len(first) > 1 and first[1].isupper()) else text[:1].lower() + text[1:]


SEVERAL = 3
"""So many conditions that are as likely are named; the others are counted."""


def unknown_meaning(question: Question, language: str) -> str:
    """What it means not to know the answer, and why; empty where it has to be known."""
    if not question.may_be_unknown:
        return ""
    unknown = question.unknown
    means = say(f"unknown-{question.unknown_means}", language, ask=", ".join(unknown.ask) if unknown else "")
    return f"{means}. {text_in(unknown.because, language)}" if unknown else f"{means}."


def fits_words(words: Words, fits: Fits) -> str:
    """The outcomes that a line is for: "how soon: a doctor today; not with care pathway: rest"."""
    lines = []
    for test in fits:
        names = f" {words.say('or')} ".join(_decided_words(words, test, name) for name in test.names)
        outcomes = f"{words.say(f'fits-{test.key}')}: {names}"
        lines.append(outcomes if test.holds else words.say("fits-not", outcome=outcomes))
    return "; ".join(lines)


def _decided_words(words: Words, test: Decided, name: str) -> str:
    match test.key:
        case "urgency":
            return words.text(words.base.urgencies[name].name)
        case "pathway":
            return words.text(words.base.pathways[name].name)
        case "leading" if name == NONE:
            return words.say("nothing-clear")
        case _:
            return finding_words(words, name)


def about_words(words: Words, about: Stances) -> str:
    """What a line says of which subjects: "heat (do not)"."""
    return "; ".join(
        f"{words.text(words.base.subjects[subject].name)} ({words.say(f'stance-{stance}')})"
        for subject, stance in about.items()
    )


def suspected_words(words: Words, finding: str) -> str:
    """A finding where the words around it say how sure it is: "a clot in the leg", not "possible clot in the leg"."""
    finding_part = words.base.findings[finding]
    return words.text(finding_part.may_be or finding_part.name)


def suspected(outcome: Outcome) -> bool:
    """Whether what leads is no more than suspected, by its own name."""
    return _suspected(outcome.base, outcome.leads)


def _suspected(base: Base, conditions: Sequence[str]) -> bool:
    return any(base.findings[name].may_be is not None for name in conditions)


def leading_line(words: Words, outcome: Outcome) -> str:
    """The leading condition with how likely it is: "Most likely: a strain", "It may be: a clot in the leg"."""
    return likely_line(words, outcome.leads)


def likely_line(words: Words, conditions: Sequence[str]) -> str:
    """The same of conditions that lead, or would."""
    key = "may-be" if _suspected(words.base, conditions) else "leading"
    return f"{words.say(key)}: {either_words(words, conditions)}"


def leading_words(words: Words, outcome: Outcome) -> str:
    """The leading condition, and those that are as likely: "a strain or a bruise"."""
    return either_words(words, outcome.leads)


def either_words(words: Words, conditions: Sequence[str]) -> str:
    """One of these, of which there is one at least."""
    first, *others = (suspected_words(words, name) for name in conditions)
    names = [first, *map(inside, others)]
    if len(names) > SEVERAL + 1:
        more = words.say("and-more", count=len(names) - SEVERAL)
        return f"{', '.join(names[:SEVERAL])}; {more}"
    return f"{', '.join(names[:-1])} {words.say('or')} {names[-1]}" if len(names) > 1 else names[0]


def asked(question: Question, language: str) -> str:
    """A question in the fewest words: the line it has in a checklist, or the question itself."""
    return text_in(question.statement or question.ask, language)


def fact_words(question: Question, answer: Answer, language: str) -> list[str]:
    """What a clinician wants to know of an answer, in the few words of the base: "aged 68", "statin"."""
    if isinstance(answer, int | float):
        fact = question.facts.get("number")
        return [text_in(fact, language).replace("{number}", f"{answer:g}")] if fact is not None else []
    options = (answer,) if isinstance(answer, str) else answer
    return [text_in(question.facts[name], language) for name in options if name in question.facts]


def term_words(question: Question, language: str) -> str:
    """What a clinician calls what a yes-no question asks for; as it was asked, where the base has no term for it."""
    return text_in(question.term or question.facts.get("yes"), language) or inside(asked(question, language))


def to_words(words: Words, condition: Condition) -> str:
    """A condition as a phrase.

    >>> from triage.language.load import load
    >>> base = load()
    >>> to_words(base, Not(Found("all-clear")), "en")
    'not (every warning sign is ruled out)'
    """
    base = words.base
    match condition:
        case Meant(_, test):
            return to_words(words, test)
        case Denied(_, meant):
            return to_words(words, Not(meant))
        case All(parts):
            return _joined(words, parts, "and", "always")
        case Any(parts):
            return _joined(words, parts, "or", "never")
        case AtLeast(count, parts):
            several = "; ".join(to_words(words, part) for part in parts)
            return f"{words.say('at-least-of', count=count)} ({several})"
        case Not(part):
            return f"{words.say('not')} ({to_words(words, part)})"
        case Found(finding):
            return finding_words(words, finding)
        case Is(name, values):
            question = base.questions[name]
            answer = _either([option_words(question, value, words.language) for value in values], words.language)
            return words.say("answered", question=asked(question, words.language), answer=answer)
        case Chosen(name, options):
            question = base.questions[name]
            answer = _either([option_words(question, option, words.language) for option in options], words.language)
            return words.say("answered", question=asked(question, words.language), answer=answer)
        case Within():
            question = base.questions[condition.question]
            return words.say(
                "answered",
                question=asked(question, words.language),
                answer=_bounds(condition, question, words.language),
            )
        case _:
            assert_never(condition)


def _joined(words: Words, parts: tuple[Condition, ...], word: str, empty: str) -> str:
    if not parts:
        return words.say(empty)
    several = [to_words(words, part) for part in parts]
    phrases = [
        f"({text})" if isinstance(part, All | Any) and not isinstance(part, Meant | Denied) and len(parts) > 1 else text
        for part, text in zip(parts, several, strict=True)
    ]
    return f" {words.say(word)} ".join(phrases)


def _either(words: list[str], language: str) -> str:
    return f" {say('or', language)} ".join(words)


def _bounds(test: Within, question: Question, language: str) -> str:
    bounds = []
    if test.low is not None:
        bounds.append(say("more-than" if test.low_open else "at-least", language, low=f"{test.low:g}"))
    if test.high is not None:
        bounds.append(say("less-than" if test.high_open else "at-most", language, high=f"{test.high:g}"))
    both = f" {say('and', language)} ".join(bounds)
    return f"{both} ({text_in(question.unit, language)})"


def urgency_words(words: Words, urgency: str) -> str:
    """How soon, and what to do about it, on one line."""
    level = words.base.urgencies[urgency]
    return f"{words.text(level.name)}: {words.text(level.act)}"
