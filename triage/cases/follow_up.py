"""The follow-up that a case file holds: where someone is in a pathway, and the check-ins so far.

What was answered at earlier check-ins is history: it is read for its shape here, and checked against the questions of
a check-in base where something is made of it (`check_history`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from triage.language.answer import check_answer, node_value, options_now, plain
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.dates import read_date
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar
from triage.language.errors import NOWHERE, AnswerError, CaseError, Place, Problem, quoted
from triage.language.evaluate import Answer
from triage.language.keys import CHECK_IN, DECISIONS, FOLLOWED
from triage.language.model import Levels
from triage.language.reader import NUMBER, Reader
from triage.words.message import phrased

NEEDED = ("started", "pathway", "phase", "since", "check-ins")
KEYS = tuple(key.name for key in FOLLOWED)
"""The keys of a case file that belong to follow-up: all needed ones, none, or `started` alone before a check-in."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in. `phase` is that before it, `next_phase` that after it; `knowledge` the hash of the check-in base
    that concluded; `answers` as they stand in the file."""

    date: date
    phase: str
    answers: Mapping[str, object]
    decision: str
    urgency: str
    next_phase: str
    knowledge: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`started`: the day the complaint began; `since`: the day the current phase began; `begun`: the day on which the
    phase began in which somebody was before the first check-in, None where the file does not say; `pretended`: its
    days are made up, by someone who goes through it to teach or to learn."""

    started: date
    pathway: str
    phase: str
    since: date
    check_ins: tuple[CheckIn, ...] = ()
    place: Place = NOWHERE
    begun: date | None = None
    pretended: bool = False


def read_follow_up(reader: Reader, levels: Levels, body: MappingNode, gone: Collection[str] = ()) -> FollowUp | None:
    """The follow-up in a case; None where it has none. `gone`: phases that were set aside, after which somebody may go
    on in any other."""
    keys = [name for name in KEYS if name in body.items]
    if keys in ([], ["started"]):
        return None
    for name in NEEDED:
        if name not in body.items:
            reader.wrong(
                body.keys[keys[0]],
                phrased("a case with {key} needs {name} as well", key=quoted(keys[0]), name=quoted(name)),
            )
    items = body.items
    follow_up = FollowUp(
        read_date(reader, items.get("started"), "started"),
        reader.word(items["pathway"], "`pathway`") if "pathway" in items else "",
        reader.word(items["phase"], "`phase`") if "phase" in items else "",
        read_date(reader, items.get("since"), "since"),
        tuple(_check_in(reader, levels, node) for node in reader.sequence(items.get("check-ins"), "`check-ins`")),
        reader.place(body.keys[keys[0]]),
        read_date(reader, items["begun"], "begun") if "begun" in items else None,
        reader.flag(items.get("pretended"), "`pretended`", False),
    )
    _in_order(reader, follow_up, gone)
    return follow_up


def _check_in(reader: Reader, levels: Levels, node: Node) -> CheckIn:
    body = reader.mapping(node, "a check-in")
    reader.fields(body, CHECK_IN)
    items = body.items
    words = {
        name: reader.word(items[name], quoted(name)) if name in items else ""
        for name in ("phase", "next-phase", "knowledge")
    }
    answers = reader.mapping(items["answers"], "`answers`") if "answers" in items else None
    return CheckIn(
        read_date(reader, items.get("date"), "date"),
        words["phase"],
        {} if answers is None else {name: as_written(value) for name, value in answers.items.items()},
        reader.known(items.get("decision"), "decision", DECISIONS),
        reader.kept_level(items.get("urgency"), levels),
        words["next-phase"],
        words["knowledge"],
        reader.place(node),
    )


def as_written(node: Node) -> object:
    """An answer as it was written: numbers stay numbers, so that a file that is written anew stays as it was."""
    if isinstance(node, Scalar) and not node.quoted and NUMBER.match(node.text):
        value = float(node.text)
        return int(value) if value.is_integer() else value
    return node_value(node)


def _in_order(reader: Reader, follow_up: FollowUp, gone: Collection[str]) -> None:
    """Days follow each other, and each check-in goes on from the phase in which the one before ended."""
    days = [follow_up.started, *(check_in.date for check_in in follow_up.check_ins)]
    for number, (before, after) in enumerate(pairwise(days)):
        if after < before != date.min and after != date.min:
            what = "the start" if number == 0 else "the check-in before"
            reader.problems.append(
                Problem(
                    follow_up.check_ins[number].place,
                    phrased(
                        "the check-in of {after} lies before {what}, {before}", after=after, what=what, before=before
                    ),
                )
            )
    if follow_up.since < follow_up.started and follow_up.since != date.min:
        reader.problems.append(
            Problem(
                follow_up.place,
                phrased(
                    "`since` is {since}, before the start, {started}", since=follow_up.since, started=follow_up.started
                ),
            )
        )
    starts = [*(check_in.phase for check_in in follow_up.check_ins[1:]), follow_up.phase]
    for check_in, phase in zip(follow_up.check_ins, starts, strict=False):
        if check_in.next_phase != phase and check_in.next_phase not in gone:
            reader.problems.append(
                Problem(
                    check_in.place,
                    phrased(
                        "this check-in ended in phase {next_phase}, and then comes {phase}",
                        next_phase=quoted(check_in.next_phase),
                        phase=quoted(phase),
                    ),
                )
            )


def check_history(base: Base, follow_up: FollowUp) -> tuple[Mapping[str, Answer], ...]:
    """The answers of every check-in so far, as the check-in `base` takes them. What it does not take of an answer that
    was given under another version is not known, and where it has the question no more, it is left out.

    Raises CaseError for answers that cannot stand where the base is the very same."""
    problems = []
    histories = []
    for check_in in follow_up.check_ins:
        answers: dict[str, Answer] = {}
        for name, value in check_in.answers.items():
            now = name if check_in.knowledge == base.hash else base.now_called(name)
            question = base.questions.get(now)
            if question is None:
                if check_in.knowledge == base.hash:
                    problems.append(
                        Problem(
                            check_in.place,
                            phrased(
                                "check-in of {date}: there is no question {name}", date=check_in.date, name=quoted(name)
                            ),
                        )
                    )
                continue
            try:
                answers[now] = check_answer(question, options_now(question, value))
            except AnswerError as error:
                if check_in.knowledge == base.hash:
                    problems.append(
                        Problem(
                            check_in.place,
                            phrased("check-in of {date}: {error}", date=check_in.date, error=error.message),
                        )
                    )
                answers[now] = UNKNOWN
        histories.append(answers)
    if problems:
        raise CaseError(problems)
    return tuple(histories)


def as_taken(base: Base, follow_up: FollowUp) -> FollowUp:
    """The follow-up with the answers of its check-ins as the check-in `base` takes them, to be read and not kept."""
    taken = zip(follow_up.check_ins, check_history(base, follow_up), strict=True)
    return replace(follow_up, check_ins=tuple(replace(check_in, answers=answers) for check_in, answers in taken))


def lost_in_history(base: Base, follow_up: FollowUp) -> tuple[tuple[CheckIn, str], ...]:
    """The answers of earlier check-ins, by their id of then, that this check-in `base` does not take."""
    lost = []
    for check_in, answers in zip(follow_up.check_ins, check_history(base, follow_up), strict=True):
        for name, value in check_in.answers.items():
            if value != UNKNOWN and answers.get(base.now_called(name), UNKNOWN) == UNKNOWN:
                lost.append((check_in, name))
    return tuple(lost)


def follow_up_data(follow_up: FollowUp) -> dict[str, object]:
    """The follow-up as it stands in a case file."""
    return {
        "started": follow_up.started.isoformat(),
        "pathway": follow_up.pathway,
        "phase": follow_up.phase,
        "since": follow_up.since.isoformat(),
        **({"begun": follow_up.begun.isoformat()} if follow_up.begun is not None else {}),
        **({"pretended": "yes"} if follow_up.pretended else {}),
        "check-ins": [
            {
                "date": check_in.date.isoformat(),
                "phase": check_in.phase,
                "answers": {name: _plain(value) for name, value in check_in.answers.items()},
                "decision": check_in.decision,
                "urgency": check_in.urgency,
                "next-phase": check_in.next_phase,
                "knowledge": check_in.knowledge,
            }
            for check_in in follow_up.check_ins
        ],
    }


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, tuple) else value
