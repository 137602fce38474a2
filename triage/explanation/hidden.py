"""Why a caution that holds is not shown: it is for other outcomes, or a more careful line stands in its place."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explanation.to_words import fits_words
from triage.inference.composition import composed
from triage.inference.outcome import Outcome
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.model import Caution, Item, SafetyNet
from triage.language.texts import text_in
from triage.words.saying import say


def hidden_words(base: Base, outcome: Outcome, caution: str, language: str) -> Iterator[str]:
    """A sentence for each reason; none where it is shown, or does not hold."""
    line = base.cautions[caution]
    session = Session(base)
    session.tell(CheckedAnswers(base, outcome.answers))
    if caution in outcome.cautions or caution not in session.cautions:
        return
    unfit, careful = composed(session).keeps_back(line)
    if unfit:
        yield say("hidden-for", language, outcomes=fits_words(base, unfit, language))
    for other in careful:
        if isinstance(other, Caution | SafetyNet | Item):
            yield say("hidden-careful", language, line=text_in(other.text, language))
