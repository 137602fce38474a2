"""What is not the same in two bases, part by part: added, removed, renamed, or which of its fields changed; and the
answers that only one of the two takes. It says what was edited; for outcomes, `outcome_changes` says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from triage.language.answer import check_answer
from triage.language.base import Base
from triage.language.errors import AnswerError, Place
from triage.language.evaluate import Answer
from triage.language.model import Phase, Question

Change = Literal["added", "removed", "renamed", "changed"]
Side = Literal["old", "new"]
What = Literal["question", "type", "options", "range", "whole", "unknown"]

KINDS: Mapping[str, str] = {
    "question": "questions",
    "checklist": "checklists",
    "finding": "findings",
    "rule": "rules",
    "exercise": "exercises",
    "pathway": "pathways",
    "caution": "cautions",
    "safety-net": "safety_net",
    "contradiction": "contradictions",
    "claim": "claims",
    "document": "documents",
    "conflict": "conflicts",
    "preference": "preferences",
    "phrase": "phrases",
    "subject": "subjects",
    "topic": "topics",
    "urgency": "urgencies",
}
"""The kinds of parts, and where a base holds them."""
DECIDING: Mapping[str, tuple[str, ...]] = {
    "question": ("type", "options", "kinds", "min", "max", "whole", "may-be-unknown", "when", "unknown"),
    "finding": ("kind",),
    "rule": ("when", "establish", "urgency", "pathway"),
    "preference": ("prefer", "over", "when"),
    "base": ("default-urgency", "default-pathway", "condition-order", "pathway-order"),
}
"""The fields on which urgency, leading condition and pathway can depend."""
MANIFEST = (
    "version",
    "title",
    "notice",
    "languages",
    "default_urgency",
    "default_pathway",
    "default_because",
    "condition_order",
    "pathway_order",
)
DERIVED = ("id", "place", "guarded", "derived", "was", "options_were", "split_from")


@dataclass(frozen=True, slots=True)
class PartChange:
    """`fields`: what about it changed; `was`: what it was called before it was renamed; `declared`: the new base itself
    says so, and both are compared as one."""

    kind: str
    id: str
    change: Change
    fields: tuple[str, ...] = ()
    was: str = ""
    declared: bool = False

    @property
    def decides(self) -> bool:
        """Whether urgency, leading condition or pathway can depend on it at all."""
        if self.declared:
            return False
        deciding = DECIDING.get(self.kind, ())
        if self.change == "changed":
            return not set(deciding).isdisjoint(self.fields)
        return bool(deciding) or self.kind == "pathway"


@dataclass(frozen=True, slots=True)
class OneSided:
    """Answers to a question that only one of the bases takes. `detail`: the options, the two types or the two
    ranges."""

    side: Side
    question: str
    what: What
    detail: tuple[str, ...] = ()


def part_changes(old: Base, new: Base) -> tuple[PartChange, ...]:
    """Every part that is not the same in both, in the order of KINDS and of the bases."""
    changes = []
    about = tuple(_named(name) for name in MANIFEST if _data(getattr(old, name)) != _data(getattr(new, name)))
    if about:
        changes.append(PartChange("base", new.id, "changed", about))
    for kind, where in KINDS.items():
        changes += _kind(kind, getattr(old, where), getattr(new, where))
    return tuple(changes)


def _kind(kind: str, olds: Mapping[str, object], news: Mapping[str, object]) -> Iterator[PartChange]:
    gone = {name: _data(part) for name, part in olds.items() if name not in news}
    for name, part in news.items():
        if name in olds:
            changed = tuple(_fields(olds[name], part))
            if changed:
                yield PartChange(kind, name, "changed", changed)
            continue
        own = _data(part)
        was = next((other for other, data in gone.items() if data == own), None)
        if was is not None:
            del gone[was]
        yield PartChange(kind, name, "added") if was is None else PartChange(kind, name, "renamed", was=was)
    yield from (PartChange(kind, name, "removed") for name in gone)


def _fields(old: object, new: object) -> Iterator[str]:
    """The names of the fields that differ."""
    if not is_dataclass(old) or not is_dataclass(new):
        if _data(old) != _data(new):
            yield "text"
        return
    for field in fields(old):
        one, other = getattr(old, field.name), getattr(new, field.name)
        if field.name in DERIVED or _data(one) == _data(other):
            continue
        if isinstance(old, Question) and field.name == "options" and set(one) == set(other):
            yield "option-texts"
        elif field.name == "phases":
            yield from _phases(one, other)
        else:
            yield _named(field.name)


def _phases(olds: Sequence[Phase], news: Sequence[Phase]) -> Iterator[str]:
    before, after = {phase.id: phase for phase in olds}, {phase.id: phase for phase in news}
    common = [name for name in before if name in after]
    if list(before) != list(after) and common != [name for name in after if name in before]:
        yield "order of phases"
    for name in dict.fromkeys((*before, *after)):
        if name in before and name in after:
            yield from (f"{name}/{field}" for field in _fields(before[name], after[name]))
        else:
            yield f"{'+' if name in after else '-'}{name}"


def _named(field: str) -> str:
    return field.replace("_", "-")


def _data(part: object) -> object:
    """A part as plain values that can be compared, without its own name and place."""
    if is_dataclass(part) and not isinstance(part, type):
        if isinstance(part, Place):
            return None
        return (
            type(part).__name__,
            *(
                _data(getattr(part, field.name))
                for field in fields(part)
                if field.compare and not _derived(part, field.name)
            ),
        )
    if isinstance(part, Mapping):
        return tuple((key, _data(value)) for key, value in part.items())
    return tuple(map(_data, part)) if isinstance(part, tuple) else part


def _derived(part: object, field: str) -> bool:
    return field in DERIVED and not (field == "id" and isinstance(part, Phase))


# Answers


def adapted(question: Question, answer: Answer) -> Answer | None:
    """The answer as this question takes it: of a list the options that it has, of what it does not take nothing."""
    if isinstance(answer, tuple):
        return tuple(option for option in question.options if option in answer) if question.type == "choices" else None
    try:
        return check_answer(question, answer)
    except AnswerError:
        return None


def takes(question: Question, answer: Answer) -> bool:
    """Whether this is an answer to the question."""
    return adapted(question, answer) is not None


def same_domain(one: Question, other: Question) -> bool:
    """Whether two questions take the same answers."""
    return _shape(one) == _shape(other)


def _shape(question: Question) -> tuple[object, ...]:
    return (
        question.type,
        frozenset(question.options),
        question.min,
        question.max,
        question.whole,
        question.may_be_unknown,
    )


def as_taken(base: Base, other: Base, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers to either base as this one reads them: what it does not take is not given."""
    kept: dict[str, Answer] = {}
    for name, question in base.questions.items():
        answer = answers.get(name)
        if answer is None:
            continue
        if name not in other.questions or not same_domain(question, other.questions[name]):
            answer = adapted(question, answer)
        if answer is not None:
            kept[name] = answer
    return kept


def one_sided(old: Base, new: Base) -> tuple[OneSided, ...]:
    """What only one of the bases takes, in the order of the old base and then of the new."""
    differences: list[OneSided] = []
    for name, question in old.questions.items():
        other = new.questions.get(name)
        if other is None:
            differences.append(OneSided("old", name, "question"))
        elif question.type != other.type:
            differences += [OneSided(side, name, "type", (question.type, other.type)) for side in ("old", "new")]
        else:
            differences += _beyond("old", question, other)
            differences += _beyond("new", other, question)
    differences += [OneSided("new", name, "question") for name in new.questions if name not in old.questions]
    return tuple(differences)


def _beyond(side: Side, question: Question, other: Question) -> Iterator[OneSided]:
    """What the first takes and the second does not."""
    more = tuple(option for option in question.options if option not in other.options)
    if more:
        yield OneSided(side, question.id, "options", more)
    if question.type == "number":
        if question.min < other.min or question.max > other.max:
            yield OneSided(side, question.id, "range", (_range(question), _range(other)))
        if other.whole and not question.whole:
            yield OneSided(side, question.id, "whole")
    if question.may_be_unknown and not other.may_be_unknown:
        yield OneSided(side, question.id, "unknown")


def _range(question: Question) -> str:
    return f"{question.min:g}-{question.max:g}"
