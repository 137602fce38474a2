"""Words of an answer that mean something else where somebody types them, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.model import Checklist, Question
from triage.language.texts import text_in
from triage.language.typed import chosen, command
from triage.proof.judgement import Remark
from triage.words.saying import for_another, say
from triage.words.understanding import bare

Options = Sequence[tuple[str, str]]


def remarks(base: Base) -> Iterator[Remark]:
    """Each question, or checklist, with the words at it that do not choose the answer whose words they are: they are
    those of a command, of another answer, or of two."""
    lists = {name for checklist in base.checklists.values() for name in checklist.questions}
    languages = [base.language(code) for code in base.languages]
    languages += [for_another(language) for language in languages if base.speaks_for_another]
    for question in base.questions.values():
        if not question.given and not (question.id in lists and question.type == "yes-no"):
            yield from _remarks(question, [(language, _of_question(question, language)) for language in languages])
    for checklist in base.checklists.values():
        questions = [base.questions[name] for name in checklist.questions]
        yield from _remarks(checklist, [(language, _of_list(questions, language)) for language in languages])


def _remarks(about: Question | Checklist, said: Sequence[tuple[str, Options]]) -> Iterator[Remark]:
    words = {
        label: None for language, options in said for name, label in options if name != _meant(options, label, language)
    }
    if words:
        yield Remark(about.place, "word-with-two-meanings", about.id, tuple(words))


def _meant(options: Options, label: str, language: str) -> str | None:
    """The option that is chosen by typing these words."""
    if command(label, language) is not None:
        return None
    word = bare(label)
    if word.isdecimal() and 1 <= int(word) <= len(options):
        number = options[int(word) - 1][0]  # it may be meant as the number of an answer
        return number if chosen(options, word, language) == number else None
    return chosen(options, label, language)


def _of_question(question: Question, language: str) -> Options:
    match question.type:
        case "yes-no":
            options = [(name, say(name, language)) for name in ("yes", "no")]
        case "number":
            return []
        case _:
            options = [(name, text_in(label, language)) for name, label in question.options.items()]
    if question.type == "choices":
        options.append((NONE, say(NONE, language)))
    if question.may_be_unknown:
        own = None if question.unknown is None else question.unknown.say
        options.append((UNKNOWN, text_in(own, language) or say(UNKNOWN, language)))
    return options


def _of_list(questions: Sequence[Question], language: str) -> Options:
    items = [(question.id, text_in(question.statement or question.ask, language)) for question in questions]
    return [*items, (NONE, say(NONE, language))]
