"""What is said before anything that is made of a case file: what a later check-in came to, and that it was saved under
another version of the base.

Every command that reads a case file says these first, so that nobody reads on without knowing.
"""

from __future__ import annotations

from triage.explanation.phrases import say, text_in
from triage.explanation.to_words import finding_words
from triage.follow_up.check_in import SEEN_FIRST
from triage.inference.outcome import infer
from triage.language.case import Case, Saved
from triage.language.model import RANK, Base
from triage.reports.plan import day_words


def notices(base: Base, case: Case, language: str, inside: Base | None = None) -> tuple[str, ...]:
    """Whole sentences for whoever reads what is made of this case; most urgent first, often none. `inside` is the
    check-in of the base, for its words."""
    said = (check_in_note(base, case, language, inside), version_note(base, case.saved, language))
    return tuple(note for note in said if note is not None)


def check_in_note(base: Base, case: Case, language: str, inside: Base | None = None) -> str | None:
    """What the last check-in came to. Where it says to be seen sooner than the answers do, how soon; what is made of
    the answers alone must not be read without it."""
    if case.follow_up is None or not case.follow_up.check_ins:
        return None
    last = case.follow_up.check_ins[-1]
    day = day_words(last.date, language)
    if last.decision == SEEN_FIRST and RANK[last.urgency] > RANK[infer(base, case.answers).urgency]:
        level = (inside or base).urgencies[last.urgency]
        return say(
            "check-in-urgent", language, day=day, level=text_in(level.name, language), act=text_in(level.act, language)
        )
    if inside is None:
        return say("check-in-there", language, day=day)
    asked = case.saved.date if case.saved is not None else None
    key = "check-in-before" if asked is not None and asked > last.date else "check-in-after"
    return say(key, language, day=day, decision=finding_words(inside, last.decision, language))


def version_note(base: Base, saved: Saved | None, language: str) -> str | None:
    """Says that a case was saved under another version of the base; None where it was this very one."""
    if saved is None or saved.hash == base.hash:
        return None
    before, now = saved.version, base.version
    if before == now:
        before, now = f"{before} ({saved.hash[:12]})", f"{now} ({base.hash[:12]})"
    return say("other-version", language, saved=before, current=now)
