"""What a person said, checked at the border. Inside, answers are trusted: only checking makes them of their type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar, Sequence
from triage.language.errors import AnswerError, Place, Problem, listed, nearest, quoted
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.noting import note
from triage.language.reader import NUMBER
from triage.words.message import phrased


def check_answer(question: Question, given: object) -> Answer:
    """The answer as the rules see it.

    `given` is a word (`unknown` included), a number or digits, True or False for yes and no, or for a question of
    several choices a list of options, where an empty list or `none` says that nothing applies.

    Raises AnswerError with what would be right."""
    match given:
        case str() if given.strip() == UNKNOWN:
            if question.may_be_unknown:
                return UNKNOWN
            raise _wrong(question, phrased("{unknown} is no answer here", unknown=quoted(UNKNOWN)))
        case _ if question.type == "number":
            return _number(question, given)
        case _ if question.type == "choices":
            return _ticked(question, given)
        case bool() if question.type == "yes-no":
            return "yes" if given else "no"
        case "true" | "false" if question.type == "yes-no":  # what JSON, and programs that write YAML, make of it
            return "yes" if given == "true" else "no"
        case str() if given.strip() in words_of(question):
            return given.strip()
        case str():
            raise _wrong(
                question, phrased("{given} is no answer", given=quoted(given)), nearest(given, words_of(question))
            )
        case _:
            raise _wrong(question, phrased("{given} is no answer", given=_shape(given)))


class CheckedAnswers(Mapping[str, Answer]):
    """Answers that stand, in the order in which they were given. Nothing else can be made of this type, and it never
    changes.

    They stand for the questions of a base: for another base, or the same that was loaded again, they are checked anew,
    which costs little beside inference."""

    __slots__ = ("_answers", "_questions")

    def __init__(self, base: Base, given: Mapping[str, object]) -> None:
        """Raises AnswerError for the first that cannot stand."""
        self._questions = base.questions
        self._answers: dict[str, Answer]
        if isinstance(given, CheckedAnswers) and given._questions is base.questions:
            self._answers = given._answers
        else:
            self._answers = {
                name: check_answer(question, given[name]) for name, question in _questions(base, given).items()
            }

    def __getitem__(self, name: str) -> Answer:
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return repr(self._answers)

    def in_order(self) -> CheckedAnswers:
        """The same in the order of the base."""
        checked = CheckedAnswers.__new__(CheckedAnswers)
        checked._questions = self._questions
        checked._answers = {name: self._answers[name] for name in self._questions if name in self._answers}
        return checked


def check_answers(base: Base, given: Mapping[str, object]) -> CheckedAnswers:
    """All answers of a case, in the order of the base. Raises AnswerError for the first that cannot stand."""
    return CheckedAnswers(base, given).in_order()


def unknown_question(base: Base, name: object) -> AnswerError:
    """The base has no such question."""
    return AnswerError(
        str(name),
        phrased("unknown question {name}; {hint}", name=quoted(str(name)), hint=nearest(str(name), base.questions)),
    )


def _questions(base: Base, given: Mapping[str, object]) -> dict[str, Question]:
    """The questions that are answered. Raises AnswerError where there is no such question."""
    for name in given:
        if name not in base.questions:
            raise unknown_question(base, name)
    return {name: base.questions[name] for name in given}


def words_of(question: Question) -> tuple[str, ...]:
    """The words that this question takes, `unknown` among them where it is allowed."""
    words = ("yes", "no") if question.type == "yes-no" else tuple(question.options)
    return (*words, UNKNOWN) if question.may_be_unknown else words


def expected(question: Question) -> str:
    """What would be right, in a few words."""
    unknown = phrased(", or {unknown}", unknown=quoted(UNKNOWN)) if question.may_be_unknown else ""
    match question.type:
        case "number":
            kind = "a whole number" if question.whole else "a number"
            return phrased(
                "{kind} from {min} to {max}{unknown}",
                kind=kind,
                min=f"{question.min:g}",
                max=f"{question.max:g}",
                unknown=unknown,
            )
        case "choices":
            return phrased("a list of {options}{unknown}", options=listed(question.options), unknown=unknown)
        case _:
            return phrased("one of {words}", words=listed(words_of(question)))


def plain(answer: Answer) -> str | int | float | list[str]:
    """The answer as JSON and YAML write it."""
    return list(answer) if isinstance(answer, tuple) else answer


def options_now(question: Question, value: object) -> object:
    """An answer of earlier with its options under the ids that they have now."""
    if isinstance(value, str):
        return question.options_were.get(value, value)
    if isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
        words = [question.options_were.get(word, word) for word in value]
        return words if len(set(value)) < len(value) else list(dict.fromkeys(words))  # two that became one are one
    return value


def node_value(node: Node) -> object:
    """A node of a case file as `check_answer` takes it."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [node_value(item) for item in items]
        case MappingNode(items=table):
            return {name: node_value(value) for name, value in table.items()}


def read_answers(base: Base, body: MappingNode, file: str, problems: list[Problem]) -> dict[str, Answer]:
    """The `answers` of a case file, in the order of the file; each mistake becomes a problem with its place."""
    for key in body.doubled:
        problems.append(
            Problem(
                Place(file, key.line, key.column),
                phrased("question {key} is answered twice; keep one", key=quoted(key.text)),
            )
        )
    answers = {}
    for name, node in body.items.items():
        key = body.keys[name]
        note(file, key, "question", base.questions)
        if name not in base.questions:
            problems.append(
                Problem(
                    Place(file, key.line, key.column),
                    phrased("unknown question {name}; {hint}", name=quoted(name), hint=nearest(name, base.questions)),
                )
            )
            continue
        for part in node.items if isinstance(node, Sequence) else (node,):
            note(file, part, f"answer {name}", words_of(base.questions[name]))
        try:
            answers[name] = check_answer(base.questions[name], node_value(node))
        except AnswerError as error:
            problems.append(Problem(Place(file, node.line, node.column), error.message))
    return answers


def _number(question: Question, given: object) -> Answer:
    if (isinstance(given, str) and NUMBER.match(given.strip())) or (
        isinstance(given, int | float) and not isinstance(given, bool)
    ):
        value = _float(given)
    else:
        raise _wrong(question, phrased("{given} is no number", given=_shape(given)))
    if not question.min <= value <= question.max:  # nan too
        raise _wrong(question, phrased("{value} is out of range", value=f"{value:.12g}"))
    if question.whole and not value.is_integer():
        raise _wrong(question, phrased("{value} is not whole", value=f"{value:.12g}"))
    return int(value) if value.is_integer() else value


def _float(given: str | float) -> float:
    try:
        return float(given)
    except OverflowError:  # an int beyond every float
        return float("inf")


def _ticked(question: Question, given: object) -> Answer:
    if isinstance(given, str):
        given = () if given.strip() == NONE else (given,)
    if not isinstance(given, Iterable) or isinstance(given, Mapping | bytes):
        raise _wrong(question, phrased("{given} is no list", given=_shape(given)))
    words = [word.strip() if isinstance(word, str) else word for word in given]
    for word in words:
        if not isinstance(word, str) or word not in question.options:
            if word == NONE:
                raise _wrong(question, phrased("{none} cannot go with other options", none=quoted(NONE)))
            hint = nearest(word, question.options) if isinstance(word, str) else ""
            raise _wrong(question, phrased("{word} is no option", word=_shape(word)), hint)
        if words.count(word) > 1:
            raise _wrong(question, phrased("{word} is chosen twice", word=quoted(word)))
    return tuple(option for option in question.options if option in words)


def _wrong(question: Question, what: str, hint: str = "") -> AnswerError:
    blanks = {"question": quoted(question.id), "what": what, "expected": expected(question)}
    return AnswerError(
        question.id,
        phrased("{question}: {what}; {hint} Expected {expected}", hint=hint, **blanks)
        if hint.startswith("did you mean")
        else phrased("{question}: {what}; expected {expected}", **blanks),
    )


def _shape(given: object) -> str:
    match given:
        case str():
            return quoted(given)
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple() | set():
            return "a list"
        case int() if abs(given) >= 10**18:  # Python refuses to write out the largest
            return "a number this large"
        case _:
            return quoted(str(given))
