"""What could not be ruled out and would change what to do: the few that a person has to know of, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.inference.outcome import Open, Outcome, once
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, UNKNOWN, Condition, Found, Not, Several, Test, inward
from triage.language.derived import derived
from triage.language.evaluate import Known, evaluate
from triage.language.model import Rule, names

SILENT = (UNKNOWN, "no", ())
"""What is answered so speaks for nothing."""
MOST = 5
"""So many are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """`first`: what would change what to do, most serious first, a few; `rest`: the others, most serious first.
    `combined`: both, `first` first; while questions are left the most serious first, whatever speaks for the others.
    `heads`: the same without the signs of another of them, for whoever has room for a few.

    `stopped`: somebody needs help now, and what was left to ask was not asked any more. `not_known`: the questions
    that somebody could not answer and whose answer is all that a sign consists of, so that it is not worth a name."""

    first: tuple[Open, ...]
    rest: tuple[Open, ...]
    stopped: bool
    not_known: tuple[str, ...] = ()
    combined: tuple[Open, ...] = ()
    heads: tuple[Open, ...] = ()


@once
def undecided(outcome: Outcome) -> Undecided:
    """What an outcome could not rule out.

    It would change what to do where it could bring a more urgent level, or a pathway that goes before; and where nobody
    has a warning sign and yet a doctor is needed now or today, what could bring that is the reason. It is named where
    somebody did not know the answer, or where an answer speaks for it and the rest was not asked. Who needs a doctor
    now or today does not hear of what needs none."""
    base = outcome.base
    stopped = outcome.urgency == base.levels.alarm and not outcome.settled
    if not outcome.not_ruled_out:
        return Undecided((), (), stopped)
    known = outcome.known
    weigh = _Weights(base, known)
    here = base.pathway_order.index(outcome.pathway)
    enough = base.levels.rank[outcome.urgency] + (
        not base.levels.presses(outcome.urgency) or bool(outcome.warning_signs)
    )
    weighed = []
    for place, part in enumerate(outcome.not_ruled_out):
        rank, pathway = weigh.most(part.finding)
        if base.levels.presses(outcome.urgency) and rank < base.levels.rank[base.levels.today]:
            continue
        changes = rank >= enough or pathway < here
        counts = changes and (part.because == "unknown" or speaks(base, known, part.finding, stands=None))
        weighed.append((-rank, pathway, place, counts, part))
    weighed.sort(key=lambda entry: entry[:3])
    named = [part for *_, counts, part in weighed if counts]
    doubled = weigh.behind(part.finding for part in named)
    alone = {part.finding: name for part in named if (name := _only_question(base, part.finding)) is not None}
    first = tuple(part for part in named if part.finding not in doubled and part.finding not in alone)[:MOST]
    rest = tuple(part for *_, part in weighed if part not in first)
    ranks = {part.finding: rank for rank, *_, part in weighed}
    listed = first + rest if outcome.settled else tuple(sorted(first + rest, key=lambda part: ranks[part.finding]))
    signs = weigh.behind(part.finding for part in listed)
    heads = tuple(part for part in listed if part.finding not in signs)
    return Undecided(first, rest, stopped, tuple(dict.fromkeys(alone.values())), listed, heads)


def _only_question(base: Base, finding: str) -> str | None:
    """The one question, beside what is asked instead of it, that a sign rests on: "unbearable pain" where the number
    is not known. A condition is more than an answer, and a yes or no has the same name as its sign."""
    if base.findings[finding].kind == "condition":
        return None
    tested = {name for when in base.conditions_of[finding] for name in names(when)}
    for name in tested & base.questions.keys():
        unknown = base.questions[name].unknown
        if base.questions[name].type != "yes-no" and tested <= {name, *(() if unknown is None else unknown.ask)}:
            return name
    return None


class _Weights:
    """What open findings could bring, by the rules that establish them and those that rest on them, as far as these can
    still fire."""

    def __init__(self, base: Base, known: Known) -> None:
        self.base = base
        self.known = known
        self._rules_touching = _touching(base)
        self._touching: dict[str, list[Rule]] = {}

    def touching(self, finding: str) -> Sequence[Rule]:
        """The rules that could still fire and establish a finding, or that want it."""
        if finding not in self._touching:
            rules = self._rules_touching.get(finding, ())
            self._touching[finding] = [rule for rule in rules if evaluate(rule.when, self.known) is None]
        return self._touching[finding]

    def behind(self, findings: Iterable[str]) -> set[str]:
        """Those of the findings that are the signs of another of them: who hears of the one has heard of the other."""
        reached = set(findings)
        return {
            name
            for name in reached
            if any(name not in rule.establish and reached & set(rule.establish) for rule in self.touching(name))
        }

    def most(self, finding: str) -> tuple[int, int]:
        """The most urgent level (its rank, -1 for none), and the first pathway (its place, past the last for none)."""
        rank, pathway = -1, len(self.base.pathway_order)
        waiting, seen = [finding], {finding}
        for name in waiting:
            for rule in self.touching(name):
                if rule.urgency is not None:
                    rank = max(rank, self.base.levels.rank[rule.urgency])
                if rule.pathway is not None:
                    pathway = min(pathway, self.base.pathway_order.index(rule.pathway))
                new = [other for other in rule.establish if other not in seen and other not in self.known.findings]
                seen.update(new)
                waiting += new
        return rank, pathway


def speaks(base: Base, known: Known, finding: str, stands: bool | None = False) -> bool:
    """Whether something speaks for a finding: a question or finding that a rule for it asks for and that holds, where
    the rule is as `stands` says, and what was answered is neither "I don't know" nor a no."""
    answers, findings = known.answers, known.findings
    for when, upright in _upright_for(base)[finding]:
        tests_told = [
            leaf
            for leaf in upright
            if (
                findings.get(leaf.finding)
                if isinstance(leaf, Found)
                else answers.get(leaf.question, "no") not in SILENT
            )
        ]
        if tests_told and evaluate(when, known) is stands and any(evaluate(leaf, known) for leaf in tests_told):
            return True
    return False


@derived
def _upright_for(base: Base) -> Mapping[str, tuple[tuple[Condition, tuple[Test | Found, ...]], ...]]:
    """For each finding the conditions that establish it, each with the tests that speak for it."""
    return {
        finding: tuple(
            (when, tuple(leaf for leaf in _upright(when) if leaf != Found(ALL_CLEAR))) for when in conditions
        )
        for finding, conditions in base.conditions_of.items()
    }


@derived
def _touching(base: Base) -> Mapping[str, tuple[Rule, ...]]:
    """For each finding the rules that establish or want it."""
    touching: dict[str, list[Rule]] = {}
    for rule in base.rules.values():
        wanted = (leaf.finding for leaf in _upright(rule.when) if isinstance(leaf, Found))
        for name in {*rule.establish, *wanted} - {ALL_CLEAR}:
            touching.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in touching.items()}


def _upright(condition: Condition) -> Iterator[Test | Found]:
    """The tests of a condition that speak for it, so none behind a Not."""
    return _standing(inward(condition))


def _standing(condition: Condition) -> Iterator[Test | Found]:
    if isinstance(condition, Several):
        for part in condition.parts:
            yield from _standing(part)
    elif not isinstance(condition, Not):
        yield condition
