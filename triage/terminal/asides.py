"""What can be asked at a prompt: why it is asked, and what is known so far; as one says it to a person."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explanation.asking import purpose
from triage.explanation.to_words import finding_words
from triage.interview.interview import Interview, Prompt
from triage.language.texts import text_in
from triage.language.words import Words
from triage.words.saying import say

FEW = 5
"""So many names are listed before the rest is counted."""


def why_asked(interview: Interview, prompt: Prompt, language: str) -> Iterator[tuple[str, int]]:
    """Why a prompt is asked now: lines, and how far each is indented."""
    base = interview.base
    bearing = purpose(interview.reach, tuple(question.id for question in prompt.questions))
    names = {
        "why-both": [name for name in bearing.shows if name in bearing.rules_out],
        "why-shows": [name for name in bearing.shows if name not in bearing.rules_out],
        "why-rules-out": [name for name in bearing.rules_out if name not in bearing.shows],
    }
    for key, names_of_kind in names.items():
        if names_of_kind:
            yield say(key, language), 2
            for name in names_of_kind[:FEW]:
                yield f"- {finding_words(Words(base, language), name)}", 4
            if len(names_of_kind) > FEW:
                yield say("and-more", language, count=len(names_of_kind) - FEW), 4
    if bearing.urgencies:
        levels = ", ".join(text_in(base.urgencies[level].name, language) for level in bearing.urgencies)
        yield say("why-urgency", language, names=levels), 2
    if bearing.tailors:
        yield say("why-tailors", language), 2
    if not (bearing.shows or bearing.rules_out or bearing.urgencies or bearing.tailors):
        yield say("why-opens", language), 2


def so_far(interview: Interview, language: str) -> Iterator[str]:
    """What is known by now."""
    base, findings = interview.base, interview.session.findings
    named = (*base.warning_signs, *base.condition_order)
    groups = {
        "so-far-for": [name for name in named if findings.get(name) is True],
        "so-far-against": [name for name in named if findings.get(name) is False],
        "so-far-open": [name for name in named if name not in findings],
    }
    yield say("so-far-urgency", language, urgency=text_in(base.urgencies[interview.urgency].name, language))
    for key, names in groups.items():
        words = "; ".join(finding_words(Words(base, language), name) for name in names[:FEW])
        if len(names) > FEW and key == "so-far-open":
            yield say("so-far-much-open", language)
        elif len(names) > FEW:
            yield f"{say(key, language)} {words}; {say('and-more', language, count=len(names) - FEW)}."
        elif names:
            yield f"{say(key, language)} {words}."
