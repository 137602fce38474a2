"""What it all comes to: one immutable object, the same for every front end.

An outcome holds ids, not texts; reports put it into words. It is a function of the base and the answers alone: the
order in which they were given does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from triage.inference.composition import Composition, composed
from triage.inference.decision import decision_of
from triage.inference.decisive import DecisiveQuestions
from triage.inference.reach import Reach
from triage.inference.session import EngineName, Session
from triage.inference.trace import Event, Happened, Later, Trace, later
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.condition import UNKNOWN, Condition, Found, Test, leaves
from triage.language.display import Displayed, page_of
from triage.language.evaluate import INAPPLICABLE, Answer, Known, Value, evaluate
from triage.language.model import Conclusion, ExerciseUse, Item, ScheduleDay
from triage.language.page import OnePage
from triage.version import VERSION

NETS = 5
"""So many safety nets somebody reads at least who stops half-way."""
Status = Literal["established", "refuted", "open"]
Ways = ParamSpec("Ways")
Derived = TypeVar("Derived")


@dataclass(frozen=True, slots=True)
class Open:
    """A condition or warning sign that could not be ruled out: because of what someone did not know, or because it was
    not asked (yet). `questions` are those that would tell."""

    finding: str
    because: Literal["unknown", "not-asked"]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of the pathway as it holds for this person. `state`: behind, current or ahead."""

    phase: str
    state: Literal["behind", "current", "ahead"]
    goals: tuple[Item, ...]
    do: tuple[Item, ...]
    avoid: tuple[Item, ...]
    exercises: tuple[str, ...]
    schedule: tuple[ScheduleDay, ...]
    move_on: tuple[Item, ...]
    step_back: tuple[Item, ...]
    seek_help: tuple[Item, ...]
    background: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and version, and for knowledge the SHA-256 of its content."""

    name: str
    version: str
    hash: str = ""


class _Remembering:
    """What an outcome keeps until somebody asks for its trace, and what was made of it (see `once`)."""

    __slots__ = ("_derived", "_later")
    _later: Later
    _derived: dict[Hashable, Any]

    def __getattr__(self, name: str) -> object:
        """The trace when it is first asked for. Most who conclude never ask, and it takes as long as the rest."""
        value: object
        match name:
            case "trace":
                value = self._later.trace()
            case "_derived":
                value = {}
            case _:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        object.__setattr__(self, name, value)
        return value


@dataclass(frozen=True, slots=True)
class Outcome(_Remembering, Displayed):
    """The conclusion about one case.

    `urgency` is what the rules demand, or where none demands any (`demanded` is False) the base's default. `settled`:
    no answer that is still missing could change urgency, leading condition or pathway. `as_likely`: conditions to which
    none that is established is preferred either. `contradictions` are answers that cannot all be true. `known` is what
    counts for the rules in the end: answers, and what became of findings."""

    urgency: str
    demanded: bool
    warning_signs: tuple[str, ...]
    conditions: Mapping[str, Status]
    leading: str | None
    as_likely: tuple[str, ...]
    not_ruled_out: tuple[Open, ...]
    pathway: str
    phases: tuple[Stretch, ...]
    cautions: tuple[str, ...]
    safety_net: tuple[str, ...]
    settled: bool
    contradictions: tuple[str, ...]
    answers: Mapping[str, Answer]
    fired: tuple[str, ...]
    trace: Trace
    knowledge: Identity
    software: Identity
    base: Base = field(compare=False)
    known: Known = field(compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.trace, Later):
            object.__setattr__(self, "_later", self.trace)
            object.__delattr__(self, "trace")

    def __repr__(self) -> str:
        return f"<Outcome {self.urgency}, {self.leading or 'no leading condition'}, {len(self.fired)} rules fired>"

    def page(self, language: str | None = None) -> OnePage:
        """The one page that it comes to, in a language of its base; printed it is text. Raises LookupError where the
        base does not speak the language."""
        return page_of(self, language)

    @property
    def conclusion(self) -> Conclusion:
        """The same in the few words that a case file keeps of it."""
        return Conclusion(self.urgency, self.leading, self.pathway, self.warning_signs)

    @property
    def leads(self) -> tuple[str, ...]:
        """The leading condition with those that are as likely; none where no condition is established."""
        return () if self.leading is None else (self.leading, *self.as_likely)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """Questions that were answered but do not apply, so that their answers did not count."""
        values = self.known.answers
        return tuple(name for name, value in values.items() if value is INAPPLICABLE and name in self.answers)

    @property
    def firings(self) -> tuple[Event, ...]:
        """The rules that fired, each with what it rested on: so much of the trace."""
        if "firings" not in self._derived:
            if self._waits is None:
                self._derived["firings"] = tuple(event for event in self.trace if event.kind == "fired")
            else:
                self._derived["firings"] = self._waits.firings()
        firings: tuple[Event, ...] = self._derived["firings"]
        return firings

    @property
    def established_by(self) -> Mapping[str, str | None]:
        """The findings that are established, each with the rule that did it; None where it is the language."""
        if "established-by" not in self._derived:
            self._derived["established-by"] = {of: rule for kind, of, rule in self.happened() if kind == "established"}
        by: Mapping[str, str | None] = self._derived["established-by"]
        return by

    def status(self, finding: str) -> Status:
        """What became of a finding."""
        return status(self.known.findings, finding)

    def happened(self) -> Iterator[Happened]:
        """What happened to what: the trace without what it rested on."""
        if self._waits is None:
            return ((event.kind, event.of, event.by) for event in self.trace)
        return self._waits.happened()

    @property
    def _waits(self) -> Later | None:
        return getattr(self, "_later", None)


def once(
    derive: Callable[Concatenate[Outcome, Ways], Derived],
) -> Callable[Concatenate[Outcome, Ways], Derived]:
    """What is derived from an outcome, derived once: it stays with the outcome, and goes when that goes. So it must be
    something that nobody changes."""

    @wraps(derive)
    def kept(outcome: Outcome, /, *ways: Ways.args, **named: Ways.kwargs) -> Derived:
        key = (derive, ways, tuple(named.items()))
        if key not in outcome._derived:
            outcome._derived[key] = derive(outcome, *ways, **named)
        derived: Derived = outcome._derived[key]
        return derived

    return kept


def infer(base: Base, answers: Mapping[str, object], engine: EngineName = "counters") -> Outcome:
    """The outcome of answers, given in whatever order; those that were not checked for this base yet are. It is the
    same under either engine, and so is its trace (see `Session`).

    Raises AnswerError for an answer that cannot stand: what nobody can understand must not be passed over."""
    told = check_answers(base, answers)
    session = Session(base, engine)
    session.tell(told)
    return conclude(session)


def conclude(session: Session) -> Outcome:
    """The outcome of what a session knows."""
    base = session.base
    reach = Reach(session)
    settled = DecisiveQuestions(reach).settled
    relevant = frozenset() if settled else frozenset(reach.deciding.findings)
    composition = composed(session, decision=reach.stands)
    urgency, leading, pathway = reach.decided
    return Outcome(
        urgency=urgency,
        demanded=session.urgency is not None,
        warning_signs=tuple(sign for sign in base.warning_signs if session.findings.get(sign)),
        conditions={name: status(session.findings, name) for name in base.condition_order},
        leading=leading,
        as_likely=tuple(name for name, holds in composition.decision.unsurpassed.items() if holds and name != leading),
        not_ruled_out=not_ruled_out(session, reach, relevant),
        pathway=pathway,
        phases=_stretches(composition, pathway),
        cautions=tuple(
            name for name in base.cautions if name in session.cautions and composition.around(base.cautions[name])
        ),
        safety_net=_nets(session, composition, urgency, settled),
        settled=settled,
        contradictions=contradictions(base, session.values),
        answers=dict(session.answers),
        fired=session.fired,
        trace=later(base, session.marks),
        knowledge=Identity(base.id, base.version, base.hash),
        software=Identity("triage", VERSION),
        base=base,
        known=Known(dict(session.values), dict(session.findings)),
    )


def _nets(session: Session, composition: Composition[int], urgency: str, settled: bool) -> tuple[str, ...]:
    """The safety nets, in the order of the base. While questions are left there are `NETS` at least, if the base has so
    many: whoever stops half-way reads of signs that were not ruled out, the most urgent first, though nobody asked yet
    whether the net is for them."""
    base, known = session.base, Known(session.values, session.findings)
    here = {net.id for net in base.safety_net.values() if composition.around(net)}
    if not settled:
        rank = base.levels.rank
        calls = {net.id: rank[net.urgency] for net in base.safety_net.values() if rank[net.urgency] > rank[urgency]}
        signs = [net for net in base.safety_net.values() if any(sign not in known.findings for sign in net.guards)]
        may = [
            net.id for net in signs if net.id in calls and net.id not in here and composition.may_be_around(net, known)
        ]
        may.sort(key=calls.__getitem__, reverse=True)
        here |= set(may[: max(0, NETS - len(here & calls.keys()))])
    return tuple(name for name in base.safety_net if name in here)


def conclusion(session: Session) -> Conclusion:
    """What a session comes to so far, in the few words that a case file keeps of it. No search for what is open."""
    base = session.base
    return Conclusion(*decision_of(session), tuple(sign for sign in base.warning_signs if session.findings.get(sign)))


def status(findings: Mapping[str, bool], finding: str) -> Status:
    """What became of a finding, by those that are settled."""
    match findings.get(finding):
        case None:
            return "open"
        case True:
            return "established"
        case False:
            return "refuted"


def contradictions(base: Base, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The contradictions of the base that these answers run into, those that count for the rules (see `Session`)."""
    known = Known(values, {})
    return tuple(name for name, part in base.contradictions.items() if evaluate(part.when, known))


def not_ruled_out(session: Session, reach: Reach, relevant: frozenset[str]) -> tuple[Open, ...]:
    """The warning signs and conditions, most important first, that are open because of an answer `unknown`, because
    nothing but what nobody is asked (`given: yes`) could tell, or because they still matter (`relevant`) and were not
    asked."""
    base = session.base
    open_questions = []
    left = _OpenLeaves(session)
    for name in (*base.warning_signs, *base.condition_order):
        if name in session.findings:
            continue
        unknown, missing = _open_questions(session, name, left)
        if unknown:
            open_questions.append(Open(name, "unknown", unknown))
        elif name in relevant:
            asked = tuple(question for question in missing if reach.applies(question)[0])
            open_questions.append(Open(name, "not-asked", asked))
    return tuple(open_questions)


class _OpenLeaves:
    """The leaves that a condition of the base is open for, if it is; worked out once for all findings."""

    def __init__(self, session: Session) -> None:
        self._known = Known(session.values, session.findings)
        self._open: dict[int, tuple[Test | Found, ...]] = {}

    def of(self, condition: Condition) -> tuple[Test | Found, ...]:
        """None where the condition is settled."""
        key = id(condition)  # a condition of the base stays as long as the base does
        if key not in self._open:
            is_open = evaluate(condition, self._known) is None
            those = leaves(condition) if is_open else ()
            self._open[key] = tuple(leaf for leaf in those if evaluate(leaf, self._known) is None)
        return self._open[key]


def _open_questions(session: Session, finding: str, left: _OpenLeaves) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that keep a finding open: those answered `unknown`, or left to tell while nobody is asked them; and
    those not answered."""
    base, answers = session.base, session.answers
    unknown: dict[str, None] = {}
    missing: dict[str, None] = {}
    seen: set[str] = set()

    def visit(condition: Condition) -> None:
        open_leaves = left.of(condition)
        if not open_leaves:
            return
        if all(not isinstance(leaf, Found) and base.questions[leaf.question].given for leaf in open_leaves):
            unknown.update(dict.fromkeys(leaf.question for leaf in open_leaves if not isinstance(leaf, Found)))
            return
        for leaf in open_leaves:
            name = leaf.finding if isinstance(leaf, Found) else leaf.question
            if name in seen:
                continue
            seen.add(name)
            if isinstance(leaf, Found):
                for when in base.conditions_of[name]:
                    visit(when)
            elif answers.get(name) == UNKNOWN:
                unknown[name] = None
            else:
                if name not in answers:
                    missing[name] = None
                gate = base.questions[name].when
                if gate is not None:
                    visit(gate)

    for when in base.conditions_of[finding]:
        visit(when)
    return tuple(unknown), tuple(missing)


def followed(base: Base, answers: CheckedAnswers, pathway: str, phase: str) -> tuple[Stretch, ...]:
    """The phases of a pathway as they hold for someone who gave these answers and is in `phase`, whatever pathway the
    answers would lead to now."""
    told = check_answers(base, answers)
    session = Session(base)
    session.tell(told)
    return _stretches(composed(session, (pathway, phase)), pathway)


def _stretches(composition: Composition[int], pathway: str) -> tuple[Stretch, ...]:
    stretches = []
    phases = composition.base.pathways[pathway].phases
    current = next((phase.id for phase in phases if composition.current(pathway, phase.id)), None)
    state: Literal["behind", "current", "ahead"] = "behind"
    for phase in phases:
        state = "current" if phase.id == current else "behind" if state == "behind" else "ahead"
        lines = [line for _, line, where in composition.of_phase(pathway, phase) if where]
        there = set(map(id, lines))
        lists = {key: tuple(item for item in items if id(item) in there) for key, items in phase.items().items()}
        stretches.append(
            Stretch(
                phase.id,
                state,
                lists["goals"],
                lists["do"],
                lists["avoid"],
                tuple(line.exercise for line in lines if isinstance(line, ExerciseUse)),
                tuple(line for line in lines if isinstance(line, ScheduleDay)),
                lists["move-on"],
                lists["step-back"],
                lists["seek-help"],
                lists["background"],
            )
        )
    return tuple(stretches)
