"""The programme that a check-in leads somebody through: what holds of going from phase to phase, whatever is answered.

No phase is left unless each of its criteria is met, none can be passed without one, none is impossible, and who gets no
further in one does not stay there for ever. None is skipped either: a check-in leads one phase further at most, and no
phase between the first and the last is left on the day on which it began, however often somebody checks in that day.
All of it is asked of the rules as they are: those that follow from the criteria, and those that an author wrote beside
them.
"""

from __future__ import annotations

from collections.abc import Iterator

import z3

from triage.language.base import Base
from triage.language.condition import ALWAYS, Condition, Is, Within
from triage.language.model import Question, Stage
from triage.proof.encoding import Encoding
from triage.proof.judgement import Remark
from triage.proof.space import both, opposite

GO_ON, SEEN = "go-on", "be-seen"


def criteria(base: Base) -> Iterator[Condition]:
    """The criteria of all phases, whose bounds an encoding has to know."""
    for stage in base.stages:
        yield from (condition for condition, _ in stage.criteria)
        if days := base.telling.get("days-in-phase"):
            yield _for_ever(base.questions[days])
            yield _that_day(days)


def remarks(encoding: Encoding) -> Iterator[Remark]:
    """What is wrong with the programme; nothing of a base that is no check-in."""
    for stage in encoding.base.stages:
        yield from _of(encoding, stage)


def _of(encoding: Encoding, stage: Stage) -> Iterator[Remark]:
    at = f"{stage.pathway}/{stage.phase}"
    telling = encoding.base.telling
    here = both(
        (
            encoding.true(Is(telling["pathway"], (stage.pathway,))),
            encoding.true(Is(telling["phase"], (stage.phase,))),
            encoding.complete(),
        )
    )
    going = encoding.established(GO_ON)
    for place in stage.unsaid:
        yield Remark(place, "criterion-not-said", at)
    if not stage.criteria and not stage.last:
        yield Remark(stage.place, "phase-without-criterion", at)
    impossible = False
    for number, (condition, place) in enumerate(stage.criteria, 1):
        met = encoding.true(condition)
        if not encoding.possible(here, met):
            impossible = True
            yield Remark(place, "criterion-impossible", f"{at}/{number}")
            continue
        yield from _with_witness(
            encoding, Remark(place, "phase-left-too-early", f"{at}/{number}"), here, going, opposite(met)
        )
    if not impossible and not encoding.possible(here, going):
        yield Remark(stage.place, "phase-never-passed", at)
    days = telling.get("days-in-phase")
    if stage.between and days is not None:
        that_day = both((here, encoding.true(_that_day(days))))
        yield from _with_witness(encoding, Remark(stage.place, "phase-skipped", at), that_day, going)
    if not stage.last and days is not None:
        for_ever = encoding.true(_for_ever(encoding.base.questions[days]))
        stuck = both((here, for_ever, opposite(going)))
        yield from _with_witness(
            encoding, Remark(stage.place, "phase-without-end", at), stuck, opposite(encoding.established(SEEN))
        )


def _that_day(days: str) -> Condition:
    """On the day on which the phase began; `days` tells for how many days somebody is in it."""
    return Within(days, None, 0)


def _for_ever(days: Question) -> Condition:
    return Within(days.id, days.max, None) if days.max else ALWAYS


def _with_witness(encoding: Encoding, remark: Remark, *constraints: z3.BoolRef) -> Iterator[Remark]:
    """The remark with a smallest case, if there is any."""
    answers = encoding.smallest(*constraints)
    if answers is not None:
        yield Remark(remark.place, remark.check, remark.at, remark.others, answers)
