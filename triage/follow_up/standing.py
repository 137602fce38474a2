"""A case's standing: what holds now, from the first interview and every check-in after it.

The newest answer to a question counts. What somebody has to look at today or now goes on standing until a clinician has
looked, also where a later answer denies it: a rule says what it then still asks for (`once-gone`), and a check-in how
one hears that somebody looked (`settles-earlier`). Whatever is less pressing holds as long as it is newest.

Every command and page reads this, and says of which day it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from triage.cases.case import Case
from triage.cases.follow_up import CheckIn, FollowUp, check_history
from triage.follow_up.beginning import placed, stretches
from triage.follow_up.check_in import SEEN_FIRST, conclude, given
from triage.follow_up.check_in import Concluded as Decided
from triage.inference.outcome import Outcome, once
from triage.inference.outcome import conclude as outcome_of
from triage.inference.session import EngineName, Session
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.check_in import same_question
from triage.language.condition import UNKNOWN, Found, leaves
from triage.language.errors import TriageError
from triage.language.evaluate import Answer, Known, evaluate
from triage.language.model import Pathway, Rule
from triage.words.message import phrased


class Concluded:
    """What a base makes of answers. Its outcome takes longer than what is certain, and most check-ins of a long case
    are never asked for theirs."""

    def __init__(self, base: Base, answers: CheckedAnswers, engine: EngineName = "counters") -> None:
        self.session = Session(base, engine)
        self.session.tell(check_answers(base, answers))

    @cached_property
    def outcome(self) -> Outcome:
        return outcome_of(self.session)

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.session.answers

    @property
    def warning_signs(self) -> tuple[str, ...]:
        findings = self.session.findings
        return tuple(sign for sign in self.session.base.warning_signs if findings.get(sign))


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody has to look, and has not. `urgency`: how soon by now; `day`: since when, as far as the case tells;
    `out_of`: what it came out of, in `base`; `rule`: what demands it, None where only the file says so; `gone`: the
    newest answers deny it."""

    urgency: str
    day: date | None
    base: Base
    out_of: Concluded | None
    rule: str | None
    signs: tuple[str, ...] = ()
    gone: bool = False

    @property
    def outcome(self) -> Outcome | None:
        return self.out_of.outcome if self.out_of is not None else None

    @property
    def lingers(self) -> str | None:
        """What it asks for once it is denied."""
        return self.urgency if self.rule is None or self.gone else self.base.levels.lingers(self.base.rules[self.rule])


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign that stands: a finding of `base`, out of `outcome`; `gone`: denied since, and nobody looked."""

    finding: str
    base: Base
    outcome: Outcome | None
    day: date | None
    gone: bool = False


@dataclass(frozen=True)
class Standing:
    """What holds of `case` on `day`, the newest that the case knows of. `first` is what the interview came to,
    `outcome` the same with what was answered since; `past` are the check-ins, each with what it came to. `urgency` is
    how soon somebody has to look, `owed` what presses, most urgent and newest first, `signs` the warning signs in that
    order. `after` says whether a check-in is newest, `still` how soon somebody has to look at what was found so far,
    should it be gone by now; None where nothing is left."""

    base: Base
    inside: Base | None
    case: Case
    day: date | None
    first: Outcome
    outcome: Outcome
    past: tuple[tuple[CheckIn, Concluded | None], ...]
    after: bool
    urgency: str
    owed: tuple[Owed, ...]
    signs: tuple[Sign, ...]
    still: str | None

    @property
    def presses(self) -> bool:
        return self.base.levels.presses(self.urgency)

    @property
    def done(self) -> CheckIn | None:
        """The last check-in, where that is newest."""
        return self.past[-1][0] if self.after else None

    @property
    def checked(self) -> Outcome | None:
        """What that came to."""
        last = self.past[-1][1] if self.after else None
        return last.outcome if last is not None else None

    @property
    def stops(self) -> bool:
        """Whether nobody exercises on before somebody has looked."""
        return self.presses or (self.done is not None and self.done.decision == SEEN_FIRST)

    @property
    def doubted(self) -> bool:
        """Whether a check-in found what makes it unsure what the interview took it for."""
        return any(sign.base is not self.base for sign in self.signs)

    @property
    def leads(self) -> tuple[str, ...]:
        """The conditions that lead; none where that is not sure any more."""
        return () if self.doubted else self.outcome.leads

    @cached_property
    def speaks(self) -> Outcome:
        """What its page is made of: an outcome at this urgency, and in the phase that the case is in."""
        rank = self.base.levels.rank
        if not self.past or (rank[self.outcome.urgency] >= rank[self.urgency] and self.presses):
            return self.outcome
        done, checked, top = self.done, self.checked, self._top
        seen = checked is not None and done is not None and done.decision == SEEN_FIRST
        if seen and checked is not None and self.inside is not None:
            if top is not None and rank[checked.urgency] < rank[self.urgency]:
                return top
            return _at(checked, self.urgency)
        return top or _at(self._under_way(), self.urgency)

    @property
    def _top(self) -> Outcome | None:
        """What most urgently has to be seen, and was not denied since."""
        return next(
            (
                owed.outcome
                for owed in self.owed
                if owed.outcome is not None and owed.urgency == self.urgency == owed.outcome.urgency
            ),
            None,
        )

    def _under_way(self) -> Outcome:
        follow_up = self.case.follow_up
        if follow_up is None or follow_up.pathway not in self.base.pathways or self.day is None:
            return self.outcome
        follow_up = placed(self.base, self.case)
        return replace(
            self.outcome, pathway=follow_up.pathway, phases=stretches(self.base, self.case, follow_up, self.day)
        )

    @property
    def basis(self) -> Outcome:
        """The outcome whose reasons are the reasons for this."""
        rank = self.base.levels.rank
        if not self.past or (rank[self.outcome.urgency] >= rank[self.urgency] and self.presses):
            return self.outcome
        checked, top = self.checked, self._top
        if checked is not None and self.inside is not None:
            return top if top is not None and rank[checked.urgency] < rank[self.urgency] else checked
        return top or self.outcome


def _at(outcome: Outcome, urgency: str) -> Outcome:
    return outcome if outcome.urgency == urgency else replace(outcome, urgency=urgency, demanded=True)


def standing(
    base: Base,
    inside: Base | None,
    case: Case,
    as_of: date | None = None,
    engine: EngineName = "counters",
    first: Concluded | None = None,
) -> Standing:
    """The standing of a case; that of an earlier day with `as_of`. `inside` is the check-in of the base, where there is
    one: without it only what the file says of the check-ins counts. `first`: what the base makes of the answers of the
    case, where somebody worked that out already.

    Raises TriageError where the case does not tell how it stood on that day, CaseError where answers of a check-in
    cannot stand."""
    return _Course(base, inside, up_to(case, as_of), engine, first).standing()


def up_to(case: Case, day: date | None) -> Case:
    """A case as it was on a day. Raises TriageError."""
    if day is None:
        return case
    follow_up = case.follow_up
    answered = case.day or next((done.date for done in (follow_up.check_ins if follow_up is not None else ())), None)
    if answered is None:
        raise TriageError("it does not say of which day the answers are, so not how it stood on one either")
    if day < answered:
        raise TriageError(
            phrased(
                "the answers are of {answered}, and what was answered before is not kept; expected that day or a "
                "later one",
                answered=answered,
            )
        )
    if follow_up is None:
        return case
    kept = tuple(done for done in follow_up.check_ins if done.date <= day)
    if len(kept) == len(follow_up.check_ins):
        return case
    phase, since = follow_up.check_ins[len(kept)].phase, phase_since(follow_up, len(kept))
    return replace(case, follow_up=replace(follow_up, phase=phase, since=since, check_ins=kept))


def newest(case: Case) -> date | None:
    """The newest day that a case knows of; made-up days may lie ahead."""
    follow_up = case.follow_up
    days = [case.day, *(done.date for done in (follow_up.check_ins if follow_up is not None else ()))]
    return max((one for one in days if one is not None), default=None)


def phase_since(follow_up: FollowUp, number: int) -> date:
    """The day on which the phase began that a case was in before the check-in with this number."""
    for earlier in range(number - 1, -1, -1):
        done = follow_up.check_ins[earlier]
        if done.next_phase != done.phase or done.decision == SEEN_FIRST:
            return done.date
    if follow_up.begun is not None:
        return follow_up.begun
    moved = any(done.next_phase != done.phase or done.decision == SEEN_FIRST for done in follow_up.check_ins)
    return follow_up.started if moved else follow_up.since


class _Course:
    """A case gone through from its first day on."""

    def __init__(
        self,
        base: Base,
        inside: Base | None,
        case: Case,
        engine: EngineName = "counters",
        first: Concluded | None = None,
    ) -> None:
        self.base = base
        self.inside = inside
        self.case = case
        self.answers: Mapping[str, Answer] = case.answers
        self.first = self.newest = first or concluded_from(base, case.answers, engine)
        self.owed: dict[tuple[str, str | None], Owed] = {}
        self.past: list[tuple[CheckIn, Concluded | None]] = []
        for one in case.earlier:
            self.owed["", one.day.isoformat()] = Owed(one.urgency, one.day, base, None, None, one.signs, gone=True)
        self._of(base, self.first, case.day)

    def go(self) -> None:
        """Goes through every check-in."""
        follow_up = self.case.follow_up
        if follow_up is not None and follow_up.check_ins:
            history = (
                check_history(self.inside, follow_up) if self.inside is not None else [{}] * len(follow_up.check_ins)
            )
            for number, (done, answers) in enumerate(zip(follow_up.check_ins, history, strict=True)):
                self._after(number, done, answers)

    def standing(self) -> Standing:
        self.go()
        rank = self.base.levels.rank
        day = self.case.day
        last = self.past[-1][0] if self.past else None
        after = last is not None and (day is None or day <= last.date)
        newest = self.newest.outcome.urgency
        if after and last is not None:
            checked = self.past[-1][1]
            newest = max([last.urgency, *([checked.outcome.urgency] if checked else [])], key=rank.__getitem__)
            if self.inside is None and last.decision != SEEN_FIRST:
                newest = max(newest, self.first.outcome.urgency, key=rank.__getitem__)
            day = last.date
        owed = sorted(
            self.owed.values(), key=lambda one: (rank[one.urgency], one.day or date.min, not one.gone), reverse=True
        )
        urgency = max([newest, *(one.urgency for one in owed)], key=rank.__getitem__)
        return Standing(
            self.base,
            self.inside,
            self.case,
            day,
            self.first.outcome,
            self.newest.outcome,
            tuple(self.past),
            after,
            urgency,
            tuple(owed),
            tuple(self._signs(owed, after)),
            self.still(),
        )

    def _after(self, number: int, done: CheckIn, answers: Mapping[str, Answer]) -> None:
        """Goes on with a check-in."""
        follow_up = self.case.follow_up
        assert follow_up is not None
        checked = None
        if self.inside is not None:
            before = replace(
                follow_up,
                phase=done.phase,
                since=phase_since(follow_up, number),
                check_ins=follow_up.check_ins[:number],
            )
            try:
                told = given(self.inside, before, done.date, self.still())
            except TriageError:  # a pathway that this version follows no more
                told = {}
            told_answers = {**told, **answers}
            if (still := self.still()) is not None and self.base.levels.presses(still):
                told_answers = {**_taken_as_unknown(self.inside, told_answers), **told_answers}
            checked = concluded_from(self.inside, CheckedAnswers(self.inside, told_answers))
            if settles(self.inside, checked.session):
                self.owed = {key: one for key, one in self.owed.items() if one.day is not None and one.day > done.date}
            self._again(done.date, answers)
            self._of(self.inside, checked, done.date)
        levels = self.base.levels
        if levels.presses(done.urgency) and all(
            levels.rank[one.urgency] < levels.rank[done.urgency] for one in self.owed.values()
        ):
            # Another version of the base, which saw more in it.
            self.owed["", str(number)] = Owed(done.urgency, done.date, self.inside or self.base, checked, None)
        self.past.append((done, checked))

    def _again(self, day: date, answers: Mapping[str, Answer]) -> None:
        """What the base makes of what was asked again, as it asked it itself."""
        assert self.inside is not None
        new = {
            name: answer
            for name, answer in answers.items()
            if self.answers.get(name) != answer
            and (name in self.answers or answer != "no")
            and same_question(self.base, self.inside, name)
            and (self.case.days.get(name) or self.case.day or day) <= day
        }
        if not new:
            return
        self.answers = {**self.answers, **new}
        self.newest = concluded_from(self.base, CheckedAnswers(self.base, self.answers))
        self._of(self.base, self.newest, day)

    def _of(self, base: Base, conclusion: Concluded, day: date | None) -> None:
        """What is owed by now, after what this base made of answers."""
        known = Known(conclusion.session.values, conclusion.session.findings)
        for key, one in list(self.owed.items()):
            if one.base is not base or one.rule is None or one.gone:
                continue
            if evaluate(base.rules[one.rule].when, known) is False:
                level = base.levels.lingers(base.rules[one.rule])
                if level is None:
                    del self.owed[key]
                else:
                    self.owed[key] = replace(one, urgency=level, gone=True)
        for name in conclusion.session.fired:
            rule = base.rules[name]
            if rule.urgency is None or not (base.levels.presses(rule.urgency) or base.levels.lingers(rule)):
                continue
            there = self.owed.get((base.id, name))
            if there is None or there.gone or base is not self.base:
                signs = tuple(sign for sign in conclusion.warning_signs if bears_on(rule, sign))
                self.owed[base.id, name] = Owed(rule.urgency, day, base, conclusion, name, signs)

    def still(self) -> str | None:
        """How soon somebody has to look at what was found, should it be gone by now."""
        levels = [level for one in self.owed.values() if (level := one.lingers) is not None]
        return max(levels, key=self.base.levels.rank.__getitem__, default=None)

    def _signs(self, owed: list[Owed], after: bool) -> Iterator[Sign]:
        """Every warning sign that stands, once: those that press first, then what the newest outcomes have."""
        signs: dict[tuple[str, str], Sign] = {}
        for one in owed:
            for name in one.signs:
                signs.setdefault((one.base.id, name), Sign(name, one.base, one.outcome, one.day, one.gone))
        if after and self.inside is not None and (checked := self.past[-1][1]) is not None:
            for name in checked.warning_signs:
                sign = Sign(name, self.inside, checked.outcome, self.past[-1][0].date)
                signs.setdefault((self.inside.id, name), sign)
        for name in self.newest.warning_signs:
            if not after or any(one.base is self.base and not one.gone for one in owed):
                sign = Sign(name, self.base, self.newest.outcome, self.case.day)
                signs.setdefault((self.base.id, name), sign)
        mine = [sign for sign in signs.values() if sign.base is self.base]
        for sign in signs.values():
            # What both bases found in the same answers is said once, in the words of the one that tells more.
            if sign.base is self.base or not any(
                sign.outcome is not None
                and other.outcome is not None
                and behind(sign) <= behind(other)
                and self.base.levels.rank[other.outcome.urgency] >= self.base.levels.rank[sign.outcome.urgency]
                for other in mine
            ):
                yield sign


def concluded(
    base: Base, inside: Base, case: Case, pathway: Pathway, follow_up: FollowUp, outcome: Outcome, today: date
) -> Decided:
    """What a check-in decides, and the follow-up with it, as the case then stands: where more is still to be seen than
    the check-in itself says, nobody goes on."""
    done = conclude(pathway, follow_up, outcome, today)
    now = standing(base, inside, replace(case, follow_up=done.follow_up))
    if base.levels.rank[now.urgency] <= base.levels.rank[done.follow_up.check_ins[-1].urgency]:
        return done
    last = replace(done.follow_up.check_ins[-1], urgency=now.urgency)
    if not now.presses:
        return replace(done, follow_up=replace(done.follow_up, check_ins=(*follow_up.check_ins, last)))
    last = replace(last, decision=SEEN_FIRST, next_phase=follow_up.phase)
    after = replace(follow_up, since=today, check_ins=(*follow_up.check_ins, last))
    return replace(
        done, decision=SEEN_FIRST, after=follow_up.phase, outcome=now.checked or done.outcome, follow_up=after
    )


def still_to_be_seen(base: Base, inside: Base | None, case: Case) -> str | None:
    """How soon somebody has to look at what was found so far, should it be gone by now; None where nothing is left."""
    course = _Course(base, inside, case)
    course.go()
    return course.still()


def _taken_as_unknown(base: Base, told_answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Whether somebody has looked, where that was not answered: as long as it is not said, it is not known, so that
    nobody is told to wait who has to be seen."""
    known = Known(told_answers, {})
    return {
        name: UNKNOWN
        for finding in base.findings.values()
        if finding.settles_earlier
        for name in base.beneath(finding.id)
        if (question := base.questions.get(name)) is not None
        and name not in told_answers
        and not question.given
        and question.may_be_unknown
        and (question.when is None or evaluate(question.when, known) is True)
    }


def settles(base: Base, session: Session) -> bool:
    """Whether somebody has looked at what was found before."""
    return any(
        finding.settles_earlier and session.findings.get(name) is True for name, finding in base.findings.items()
    )


def behind(sign: Sign) -> frozenset[str]:
    """The questions whose answers make a warning sign one."""
    if sign.outcome is None:
        return frozenset()
    asked = _asked_for(sign.outcome)
    return frozenset(
        name
        for rule in sign.outcome.fired
        if sign.finding in sign.base.rules[rule].establish
        for name in asked.get(rule, ())
    )


@once
def _asked_for(outcome: Outcome) -> Mapping[str, Set[str]]:
    """The questions whose answers made each rule fire that did."""
    asked: dict[str, set[str]] = {}
    for event in outcome.firings:
        names = {part.question for part in event.matched if part.question is not None}
        for part in event.matched:
            if part.finding is not None:
                names |= asked.get(outcome.established_by.get(part.finding) or "", set())
        asked[event.of] = names
    return asked


def bears_on(rule: Rule, sign: str) -> bool:
    """Whether a rule makes a warning sign, or rests on it."""
    return sign in rule.establish or any(isinstance(leaf, Found) and leaf.finding == sign for leaf in leaves(rule.when))


def concluded_from(base: Base, answers: CheckedAnswers, engine: EngineName = "counters") -> Concluded:
    return Concluded(base, answers, engine)
