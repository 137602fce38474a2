"""Why a caution that holds is not shown: it is for other outcomes, or a more careful line stands in its place."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explanation.to_words import fits_words
from triage.inference.composition import composed
from triage.inference.outcome import Outcome
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.model import Caution, Item, SafetyNet
from triage.language.words import Words


def hidden_words(words: Words, outcome: Outcome, caution: str) -> Iterator[str]:
    """A sentence for each reason; none where it is shown, or does not hold."""
    base = words.base
    line = base.cautions[caution]
    session = Session(base)
    session.tell(CheckedAnswers(base, outcome.answers))
    if caution in outcome.cautions or caution not in session.cautions:
        return
    unfit, careful = composed(session).keeps_back(line)
    if unfit:
        yield words.say("hidden-for", outcomes=fits_words(words, unfit))
    for other in careful:
        if isinstance(other, Caution | SafetyNet | Item):
            yield words.say("hidden-careful", line=words.text(other.text))
