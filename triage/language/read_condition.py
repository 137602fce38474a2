"""Nodes to conditions: the `when` of the author's YAML."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Table

from triage.language.condition import (
    ALL_CLEAR,
    NONE,
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Not,
    Test,
    Within,
)
from triage.language.document import Mapping, Node, Scalar, Sequence
from triage.language.errors import listed, nearest, quoted
from triage.language.keys import AT_LEAST, CONDITION_FORM
from triage.language.keys import BOUNDS as BOUNDS_FORM
from triage.language.model import Question
from triage.language.noting import note, note_keys
from triage.language.reader import Fields, Reader
from triage.language.what_unknown_means import meant
from triage.words.message import phrased

_NOTHING = Any(())
KEYS = CONDITION_FORM.allowed()
"""What may stand in a condition besides questions."""
BOUNDS = {
    "at-least": ("low", False),
    "more-than": ("low", True),
    "at-most": ("high", False),
    "less-than": ("high", True),
}


class ConditionReader:
    """Reads conditions about these questions and findings. With `findings` None a condition may test answers only."""

    def __init__(
        self, questions: Table[str, Question], findings: Collection[str] | None, as_written: bool = False
    ) -> None:
        """`as_written`: without what it means that an answer is not known."""
        self.questions = questions
        self.findings = findings
        self.as_written = as_written

    def read_in(self, fields: Fields, name: str) -> Condition | None:
        """The condition behind a key, if there is one."""
        node = fields.get(name, "condition")
        return None if node is None else self.read(fields.reader, node)

    def read(self, reader: Reader, node: Node | None) -> Condition:
        if node is None:
            return _NOTHING
        if not isinstance(node, Mapping):
            reader.wrong(
                node,
                "a condition must be a mapping, such as `{onset: sudden}`; put a list under `all` or `any`"
                if isinstance(node, Sequence)
                else "a condition must be a mapping, such as `{onset: sudden}`",
            )
            return _NOTHING
        reader.mapping(node, "a condition")
        note_keys(reader.file, node, [*self.questions, *KEYS], CONDITION_FORM.helps)
        if not node.items:
            reader.wrong(node, "a condition is empty")
        parts = tuple(self._key(reader, name, node.keys[name], value) for name, value in node.items.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def _key(self, reader: Reader, name: str, key: Scalar, value: Node) -> Condition:
        match name:
            case "all":
                return All(self._parts(reader, name, value))
            case "any":
                return Any(self._parts(reader, name, value))
            case "not":
                return Not(self.read(reader, value))
            case "at-least":
                return self._at_least(reader, value)
            case "finding":
                return self._found(reader, key, value)
            case _ if name in self.questions:
                note(reader.file, key, "question")
                return self._test(reader, self.questions[name], value)
            case _:
                if self.findings and name in self.findings:
                    reader.wrong(
                        key,
                        phrased(
                            "{name} is a finding, not a question; write `finding: {id}`",
                            name=quoted(name),
                            id=name,
                        ),
                    )
                else:
                    hint = nearest(name, [*self.questions, *KEYS])
                    reader.wrong(key, phrased("unknown question {name}; {hint}", name=quoted(name), hint=hint))
                return _NOTHING

    def _parts(self, reader: Reader, name: str, node: Node) -> tuple[Condition, ...]:
        nodes = reader.sequence(node, quoted(name))
        if isinstance(node, Sequence) and not nodes:
            reader.wrong(node, phrased("{name} is empty", name=quoted(name)))
        return tuple(self.read(reader, part) for part in nodes)

    def _at_least(self, reader: Reader, node: Node) -> Condition:
        fields = reader.fields(reader.mapping(node, "`at-least`"), AT_LEAST)
        parts = self._parts(reader, "of", fields["of"]) if "of" in fields else ()
        count = fields.number("count", 1.0)
        if parts and not (count.is_integer() and 1 <= count <= len(parts)):
            reader.wrong(
                fields["count"],
                phrased(
                    "`count` is {count}; expected 1 to {number}, as many as there are parts",
                    count=f"{count:g}",
                    number=len(parts),
                ),
            )
        return AtLeast(max(int(count), 1), parts)

    def _found(self, reader: Reader, key: Scalar, value: Node) -> Condition:
        if self.findings is None:
            reader.wrong(key, "only answers may be tested here, no findings")
            return _NOTHING
        findings = reader.all_known(value, "finding", (*self.findings, ALL_CLEAR))
        return Found(findings[0]) if len(findings) == 1 else Any(tuple(map(Found, findings)))

    def test(self, reader: Reader, question: str, value: Node) -> Condition:
        """A test of the answer to a question that is there."""
        return self._test(reader, self.questions[question], value)

    def _test(self, reader: Reader, question: Question, value: Node) -> Condition:
        test = self._as_written(reader, question, value)
        if self.as_written or not isinstance(test, Test):
            return test
        return meant(question, test)

    def _as_written(self, reader: Reader, question: Question, value: Node) -> Condition:
        if question.type == "number" and isinstance(value, Mapping):
            return self._within(reader, question, value)
        if isinstance(value, Mapping):
            example = next(iter(question.options), "yes")
            reader.wrong(
                value,
                phrased(
                    "{question} is no number; expected an answer, such as {example}",
                    question=quoted(question.id),
                    example=quoted(example),
                ),
            )
            return _NOTHING
        allowed = answers_of(question)
        given = []
        for word, node in reader.words(value, phrased("answer to {question}", question=quoted(question.id))):
            note(reader.file, node, f"answer {question.id}", allowed)
            if word and word not in allowed:
                hint = (
                    "expected bounds, such as `{at-least: 4}`" if question.type == "number" else nearest(word, allowed)
                )
                reader.wrong(
                    node,
                    phrased(
                        "{question} has no answer {word}; {hint}",
                        question=quoted(question.id),
                        word=quoted(word),
                        hint=hint,
                    ),
                )
            elif word == UNKNOWN and not question.may_be_unknown:
                reader.wrong(
                    node,
                    phrased(
                        "{question} cannot be answered `unknown` (`may-be-unknown: no`)", question=quoted(question.id)
                    ),
                )
            given.append(word)
        given = list(question.widened(given))
        if question.type != "choices":
            return Is(question.id, tuple(given))
        ticked = tuple(word for word in given if word != UNKNOWN)
        parts = ([Chosen(question.id, ticked)] if ticked else []) + (
            [Is(question.id, (UNKNOWN,))] if UNKNOWN in given else []
        )
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _within(self, reader: Reader, question: Question, body: Mapping) -> Condition:
        bounds: dict[str, float] = {}
        opened: dict[str, bool] = {}
        known = BOUNDS_FORM.allowed()
        note_keys(reader.file, body, known, BOUNDS_FORM.helps)
        for name, value in body.items.items():
            if name not in known:
                reader.wrong(
                    body.keys[name],
                    phrased("unknown bound {name}; expected one of {names}", name=quoted(name), names=listed(known)),
                )
                continue
            side, is_open = BOUNDS[name]
            if side in bounds:
                reader.wrong(body.keys[name], "two bounds on the same side; keep one")
            bounds[side], opened[side] = reader.number(value, quoted(name)), is_open
            if not question.min <= bounds[side] <= question.max:
                reader.wrong(
                    value,
                    phrased(
                        "{number} lies outside {question}, which runs from {min} to {max}",
                        number=f"{bounds[side]:g}",
                        question=quoted(question.id),
                        min=f"{question.min:g}",
                        max=f"{question.max:g}",
                    ),
                )
        if not body.items:
            reader.wrong(body, "no bounds; expected something like `{at-least: 4}`")
        elif bounds.get("low", question.min) > bounds.get("high", question.max):
            reader.wrong(body, "the lower bound is above the upper one, so this never holds")
        return Within(
            question.id, bounds.get("low"), bounds.get("high"), opened.get("low", False), opened.get("high", False)
        )


def answers_of(question: Question) -> tuple[str, ...]:
    """The words that a condition may compare this question's answer with."""
    match question.type:
        case "yes-no":
            return ("yes", "no", UNKNOWN)
        case "choice":
            return (*question.options, UNKNOWN)
        case "choices":
            return (*question.options, NONE, UNKNOWN)
        case "number":
            return (UNKNOWN,)
