"""What is said before anything that is made of a case file: how the case stands after check-ins, that it was saved
under another version of the base, what comes out otherwise for this person, and which of their answers were set aside.

Every command that reads a case file says these first, so that nobody reads on without knowing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from triage.cases.case import Case, Saved
from triage.cases.earlier import SetAside
from triage.cases.follow_up import lost_in_history
from triage.explanation.to_words import answer_words, asked, finding_words, option_words
from triage.follow_up.standing import Standing
from triage.inference.outcome import Outcome
from triage.inference.reach import still_relevant
from triage.language.errors import printable
from triage.language.model import Conclusion, Question
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.standing import standing_notes
from triage.words.saying import say

FEW = 3
"""So many questions that were not asked are named."""


def notices(standing: Standing, language: str, resumed: bool = False, led: bool = False) -> tuple[str, ...]:
    """Whole sentences for whoever reads what is made of a case that stands so; most urgent first, often none.
    `resumed`: what was set aside is asked again right now; `led`: what follows begins with the standing itself."""
    base, case, inside = standing.base, standing.case, standing.inside
    words = Words(base, language)
    note = version_note(words, case.saved)
    notes: list[str] = [] if led else list(standing_notes(standing, language))
    if case.follow_up is not None and case.follow_up.pretended:
        notes.append(say("pretended", language))
    if (note is not None or case.told) and not resumed:
        outcome = standing.first
        if outcome.urgency == base.levels.alarm and not notes:  # nothing is read before that
            level = base.urgencies[outcome.urgency]
            notes.append(f"{text_in(level.name, language)}. {text_in(level.act, language)}")
        notes += earlier_stands(words, case.told, outcome.urgency)
        notes += [note] if note is not None else []
        if note is not None and case.saved is not None:
            notes += _then_and_now(words, case.saved.concluded, outcome)
            notes += _not_asked(words, case, outcome)
    elif note is not None:
        notes.append(note)
    notes += [_set_aside_words(words, entry) for entry in case.told]
    if case.again:
        notes.append(say("asked-again-now" if resumed else "ask-again", language))
    if inside is not None:
        notes += _history(Words(inside, language), case)
    return tuple(notes)


def version_note(words: Words, saved: Saved | None) -> str | None:
    """Says that a case was saved under another version of the base; None where it was this very one."""
    base = words.base
    if saved is None or saved.hash == base.hash:
        return None
    before, now = saved.version, base.version
    if before == now:
        before, now = f"{before} ({saved.hash[:12]})", f"{now} ({base.hash[:12]})"
    return words.say("other-version", saved=printable(before), current=now)


def earlier_stands(words: Words, told: Collection[SetAside], urgency: str) -> list[str]:
    """What counts as not known may be what was urgent: until it is asked again nobody is sent home by its absence."""
    base = words.base
    if not any(entry.question for entry in told):
        return []
    levels = [entry.urgency for entry in told if entry.urgency in base.levels.order]
    if not levels:
        return (
            [words.say("earlier-stands-whatever")] if base.levels.rank[urgency] < max(base.levels.rank.values()) else []
        )
    then = max(levels, key=base.levels.rank.__getitem__)
    if base.levels.rank[then] <= base.levels.rank[urgency]:
        return []
    level = base.urgencies[then]
    return [words.say("earlier-stands", name=words.text(level.name), act=words.text(level.act))]


def _then_and_now(words: Words, then: Conclusion | None, now: Outcome) -> Iterator[str]:
    """What came out otherwise for this person, as far as the file tells what came out then."""
    base = words.base
    if then is None:
        return
    differs = False
    if then.urgency != now.urgency:
        differs = True
        levels = [words.text(base.urgencies[level].name) for level in (then.urgency, now.urgency)]
        because = " ".join(_reasons(words, now))
        yield words.say("then-now-because", before=levels[0], after=levels[1], because=because)
    before = None if then.leading is None else base.now_called(then.leading)
    if before != now.leading:
        differs = True
        named = [_finding(words, name) if name else words.say("nothing-clear") for name in (before, now.leading)]
        yield f"{words.say('leading')}: {words.say('replay-then-now', before=named[0], after=named[1])}."
    pathway = base.pathway_now_called(then.pathway)
    if pathway != now.pathway:
        differs = True
        paths = [_pathway(words, name) for name in (pathway, now.pathway)]
        yield f"{words.say('pathway')}: {words.say('replay-then-now', before=paths[0], after=paths[1])}."
    signs = [base.now_called(name) for name in then.warning_signs]
    for key, names in {
        "signs-new": [name for name in now.warning_signs if name not in signs],
        "signs-gone": [name for name in signs if name not in now.warning_signs],
    }.items():
        if names:
            differs = True
            yield words.say(key, names="; ".join(_finding(words, name) for name in names))
    if not differs:
        yield words.say("then-the-same")


def _reasons(words: Words, outcome: Outcome) -> list[str]:
    """Why it is as urgent as it is: the first rule that demands that, or the default."""
    base = words.base
    demanding = [base.rules[name].because for name in outcome.fired if base.rules[name].urgency == outcome.urgency]
    return [words.text(because) for because in demanding[:1]] or [words.text(base.default_because)]


def _not_asked(words: Words, case: Case, outcome: Outcome) -> Iterator[str]:
    """The questions that can still change something; of a finished interview, those that are new since."""
    base = words.base
    if outcome.settled or outcome.urgency == base.levels.alarm:
        return
    if names := still_relevant(base, case.answers):
        questions = [asked(base.questions[name], words.language) for name in names[:FEW]]
        if len(names) > FEW:
            questions.append(words.say("and-more", count=len(names) - FEW))
        yield words.say("not-asked-yet", questions="; ".join(questions))


def _set_aside_words(words: Words, entry: SetAside) -> str:
    version = printable(entry.version)
    if entry.phase:
        pathway = _pathway(words, entry.pathway)
        return words.say("set-aside-phase", pathway=pathway, phase=printable(entry.phase), version=version)
    question = words.base.questions.get(words.base.now_called(entry.question))
    gone = question is None or question.given
    key = "set-aside-question" if gone else "set-aside-more" if entry.offered else "set-aside-answer"
    name = printable(entry.question) if question is None else words.text(question.ask)
    return words.say(key, question=name, answer=_answer(question, entry.answer, words.language), version=version)


def _answer(question: Question | None, answer: object, language: str) -> str:
    """An answer of then in the words of now, as far as there are any."""
    if isinstance(answer, list | tuple):
        return ", ".join(_answer(question, part, language) for part in answer) or say("none", language)
    word = str(answer)
    if question is not None:
        now = question.options_were.get(word, word)
        if now in question.options:
            return option_words(question, now, language)
        if isinstance(answer, int | float) and question.type == "number":
            return answer_words(question, answer, language)
    return say(word, language) if word in ("yes", "no", "unknown") else printable(word)


def _finding(words: Words, name: str) -> str:
    return finding_words(words, name) if name in words.base.findings else printable(name)


def _pathway(words: Words, name: str) -> str:
    return words.text(words.base.pathways[name].name) if name in words.base.pathways else printable(name)


def _history(words: Words, case: Case) -> Iterator[str]:
    """What cannot be read of the last check-in, with which the next one is compared."""
    base = words.base
    follow_up = case.follow_up
    last = follow_up.check_ins[-1] if follow_up is not None and follow_up.check_ins else None
    if follow_up is None or last is None:
        return
    lines = []
    for check_in, name in lost_in_history(base, follow_up):
        if check_in is last:
            question = base.questions.get(base.now_called(name))
            asked_then = printable(name) if question is None else asked(question, words.language)
            lines.append(f"{asked_then}: {_answer(question, check_in.answers[name], words.language)}")
    if lines:
        yield words.say("history-lost", date=last.date.isoformat(), answers="; ".join(lines))
