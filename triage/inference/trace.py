"""What happened, in order. Recorded once, as plainly as can be; everything that explains, draws or replays reads it.

While an engine runs it only appends marks to a list. `events` turns them into records that carry what each firing
rested on: the marks before one hold all that was known at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Self, SupportsIndex, cast, overload

from triage.language.base import Base
from triage.language.condition import Found, Test
from triage.language.display import Displayed
from triage.language.evaluate import INAPPLICABLE, Answer, Known, Value
from triage.language.support import support

Happening = Literal[
    "answered", "counts", "inapplicable", "activated", "fired", "established", "refuted", "raised", "cautioned"
]
Mark = tuple[Happening, str, Answer | None]
"""What happened, to what, and with it the answer given, or the rule that did it."""
Happened = tuple[Happening, str, str | None]
"""What happened, to what, and the rule by which a finding was established."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A fact that a step rested on: a question with its answer (None where it does not apply), or a finding that is
    established or refuted."""

    question: str | None = None
    answer: Answer | None = None
    finding: str | None = None
    status: Literal["established", "refuted"] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the reasoning.

    ``answered``      the question `of` got `answer`
    ``counts``        the question turned out to apply, so that its answer counts from here
    ``inapplicable``  the question does not apply; whatever was answered is set aside
    ``activated``     the rule `of` stands on the agenda
    ``fired``         the rule fired, resting on `matched`
    ``established``   the finding, by rule `by`
    ``refuted``       the finding: every rule for it is false, resting on `matched`
    ``raised``        the demanded urgency to `of`, by rule `by`
    ``cautioned``     the caution applies, resting on `matched`
    """

    kind: Happening
    of: str
    answer: Answer | None = None
    by: str | None = None
    matched: tuple[Matched, ...] = ()


class Trace(tuple[Event, ...], Displayed):
    """The events in order, and the base that they speak of."""

    base: Base | None

    def __new__(cls, happened: Iterable[Event] = (), base: Base | None = None) -> Self:
        trace = super().__new__(cls, happened)
        trace.base = base
        return trace

    def __repr__(self) -> str:
        return f"<Trace of {len(self)} events>"

    @overload
    def __getitem__(self, at: SupportsIndex) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Trace: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Event | Trace:
        """A stretch of a trace is one too."""
        return Trace(super().__getitem__(at), self.base) if isinstance(at, slice) else super().__getitem__(at)


class Later:
    """A trace that nobody asked for yet."""

    __slots__ = ("_base", "_marks", "_trace")

    def __init__(self, base: Base, marks: Iterable[Mark]) -> None:
        self._base = base
        self._marks = tuple(marks)  # the session that made them may go on
        self._trace: Trace | None = None

    def trace(self) -> Trace:
        if self._trace is None:
            self._trace = events(self._base, self._marks)
        return self._trace

    def firings(self) -> tuple[Event, ...]:
        """Of the trace the rules that fired. To say what findings were refuted by takes most of the time."""
        return events(self._base, self._marks, only="fired")

    def happened(self) -> Iterator[Happened]:
        """Of the trace what happened to what, without what it rested on."""
        for kind, of, detail in self._marks:
            yield kind, of, str(detail) if kind == "established" and detail else None


def later(base: Base, marks: Iterable[Mark]) -> Trace:
    """The trace of these marks for an object that makes it when it is asked for (`Later.trace`)."""
    return cast(Trace, Later(base, marks))


def events(base: Base, marks: Iterable[Mark], only: Happening | None = None) -> Trace:
    """The marks of a run as records; `only`: those of one kind."""
    answers: dict[str, Value] = {}
    findings: dict[str, bool] = {}
    given: dict[str, Answer] = {}
    known = Known(answers, findings)
    happened = []
    for kind, of, detail in marks:
        wanted = only is None or kind == only
        answer: Answer | None = None
        by: str | None = None
        matched: tuple[Matched, ...] = ()
        match kind:
            case "answered":
                assert detail is not None
                answer = given[of] = detail
                if base.questions[of].when is None:
                    answers[of] = detail
            case "counts":
                answers[of] = given[of]
            case "inapplicable":
                answers[of] = INAPPLICABLE
            case "fired" if wanted:
                matched = _matched(support(base.rules[of].when, known, True), known)
            case "cautioned" if wanted:
                matched = _matched(support(base.cautions[of].when, known, True), known)
            case "established":
                by = str(detail) if detail else None
                findings[of] = True
            case "refuted" if wanted:
                tests = (test for when in base.conditions_of[of] for test in support(when, known, False))
                matched = _matched(tuple(dict.fromkeys(tests)), known)
                findings[of] = False
            case "refuted":
                findings[of] = False
            case "raised":
                by = str(detail)
            case _:
                pass
        if wanted:
            happened.append(Event(kind, of, answer, by, matched))
    return Trace(happened, base)


def _matched(tests: Iterable[Test | Found], known: Known) -> tuple[Matched, ...]:
    matched: dict[Matched, None] = {}
    for test in tests:
        if isinstance(test, Found):
            status: Literal["established", "refuted"] = "established" if known.findings[test.finding] else "refuted"
            matched[Matched(finding=test.finding, status=status)] = None
        else:
            value = known.answers[test.question]
            matched[Matched(question=test.question, answer=None if value is INAPPLICABLE else value)] = None
    return tuple(matched)
