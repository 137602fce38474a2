"""What became of the mutants of a base, as text and as JSON: how many are killed, which survive and what would kill
them, and which are no different from the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from triage.coverage.bitset import Part
from triage.coverage.mutants import OPERATORS
from triage.coverage.mutation import Difference, Trial, Truth, Verdict, tally
from triage.explanation.installing import installing
from triage.explanation.to_words import finding_words, to_words
from triage.language.as_json import Json, to_json
from triage.language.condition import Condition
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.author.witness import Plain, answer_lines
from triage.reports.layout import Page, percent
from triage.words.saying import say

ENOUGH = 95.0
"""The share of the mutants, in percent, that has to be killed; of those that touch an urgency, all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the mutants of one base."""

    trial: Trial
    verdicts: tuple[Verdict, ...]


def urgencies(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those in which a rule demands less than it did."""
    return [one for one in verdicts if one.mutant.demands_less]


def enough(outcomes: Sequence[Outcome], at_least: float = ENOUGH) -> bool:
    verdicts = _verdicts(outcomes)
    return tally(verdicts).share >= at_least and tally(urgencies(verdicts)).share == 100


def _verdicts(outcomes: Sequence[Outcome]) -> list[Verdict]:
    return [one for outcome in outcomes for one in outcome.verdicts]


def mutation_text(outcomes: Sequence[Outcome], at_least: float, language: str, page: Page) -> str:
    """The sums, then each survivor with the case that would kill it, then those that are no different."""
    for outcome in outcomes:
        base = outcome.trial.of.base
        page.heading(text_in(base.title, language))
        if len(outcome.verdicts) < outcome.trial.generated:
            page.paragraph(say("mutants-sampled", language, size=len(outcome.verdicts), total=outcome.trial.generated))
        _sums(outcome.verdicts, language, page)
        for fate, title in (
            ("survived", "mutants-survivors"),
            ("undecided", "mutants-not-decided"),
            ("equivalent", "mutants-equivalents"),
        ):
            of_fate = [one for one in outcome.verdicts if one.fate == fate]
            if of_fate:
                page.gap()
                page.label(say(title, language))
                for one in of_fate:
                    _one(Words(base, language), one, page)
    page.gap()
    verdicts = _verdicts(outcomes)
    page.paragraph(
        say(
            "mutants-enough" if enough(outcomes, at_least) else "mutants-too-few",
            language,
            share=percent(tally(verdicts).share, language),
            wanted=percent(at_least, language),
            urgencies=percent(tally(urgencies(verdicts)).share, language),
        )
    )
    undecided = tally(verdicts).undecided
    if undecided:
        page.paragraph(f"{say('mutants-undecided', language, count=undecided)} {installing(language, 'proof')}")
    return page.text()


def _sums(verdicts: Sequence[Verdict], language: str, page: Page) -> None:
    total = tally(verdicts)
    page.paragraph(
        say(
            "mutants-made",
            language,
            total=total.total,
            killed=total.killed,
            cases=total.by_cases,
            properties=total.by_properties,
            survived=total.survived,
            equivalent=total.equivalent,
        )
    )
    page.gap()
    rows = [
        (say(f"mutant-{operator}", language), tally([one for one in verdicts if one.mutant.operator == operator]))
        for operator in OPERATORS
    ]
    rows.append((say("mutants-urgencies", language), tally(urgencies(verdicts))))
    rows.append((say("mutants-all", language), total))
    head, *columns = say("mutants-table", language).split("|")
    wide = max(len(head), *(len(name) for name, _ in rows))
    page.lines.append(f"  {head:<{wide}}" + "".join(f"{column:>8}" for column in columns))
    for name, of in rows:
        numbers = (
            str(of.total),
            str(of.equivalent),
            str(of.killed),
            str(of.survived + of.undecided),
            percent(of.share, language) if of.counting else "-",
        )
        page.lines.append(f"  {name:<{wide}}" + "".join(f"{number:>8}" for number in numbers))


def _one(words: Words, one: Verdict, page: Page) -> None:
    mutant = one.mutant
    operator = words.say(f"mutant-{mutant.operator}")
    was, now = _spot(words, mutant.was), _spot(words, mutant.now)
    place = f"{mutant.place.file}:{mutant.place.line}"
    kind = words.say(f"cover-{mutant.kind}")
    page.bullets([f"{kind} {mutant.id} ({place}), {operator}: {was} → {now}"])
    if one.by:
        page.paragraph(words.say("mutant-unnoticed", case=one.by), indent=4)
    if one.witness is not None:
        page.paragraph(words.say("mutant-killer"), indent=4)
        page.bullets(answer_lines(words, one.witness.answers), indent=6)
        page.bullets(_differences(words, one.witness.differs), indent=6, mark="≠")


def _spot(words: Words, spot: Condition | str | None) -> str:
    if spot is None:
        return words.say("mutant-gone")
    return spot if isinstance(spot, str) else to_words(words, spot)


def _differences(words: Words, differs: Sequence[Difference]) -> Iterator[str]:
    """What would be noticed: each finding and caution, and the decisions that turn out otherwise."""
    for (part, name), was, now in differs:
        if part == "finding":
            subject = finding_words(words, name)
            yield _turned(subject, words.say(f"mutant-{was}"), words.say(f"mutant-{now}"), words.language)
        elif part == "caution":
            subject = words.text(words.base.cautions[name].text)
            yield _turned(subject, words.say(f"mutant-told-{was}"), words.say(f"mutant-told-{now}"), words.language)
    for decision in ("urgency", "leading", "pathway"):
        of = [(name, truth) for (part, name), truth, _ in differs if part == decision]
        if of:
            first = next(name for name, truth in of if truth == "yes")
            second = next(name for name, truth in of if truth != "yes")
            before, after = (_decided(words, decision, name) for name in (first, second))
            yield _turned(words.say(f"mutant-{decision}"), before, after, words.language)


def _turned(what: str, before: str, after: str, language: str) -> str:
    return say("mutant-differs", language, what=what, before=before, after=after)


def _decided(words: Words, decision: str, name: str) -> str:
    match decision:
        case "urgency":
            return words.text(words.base.urgencies[name].name)
        case "pathway":
            return words.text(words.base.pathways[name].name)
        case _:
            return finding_words(words, name) if name else words.say("mutant-leading-none")


class TallyJson(NamedTuple):
    """How many mutants, and what became of them. `share`: killed, in percent of all but the equivalent."""

    total: int
    killed_by_cases: int
    killed_by_properties: int
    survived: int
    equivalent: int
    undecided: int
    share: float


class DifferenceJson(NamedTuple):
    """What differs about a case under the mutant."""

    part: Part
    id: str
    before: Truth
    after: Truth


class MutantJson(NamedTuple):
    """A mutant that no case or property kills. `now` is null where the spot is gone. `answers` is a case that would
    kill it; `unnoticed_in` a worked case that changes and does not say what it expects."""

    kind: Literal["rule", "question", "caution"]
    id: str
    file: str
    line: int
    operator: str
    was: str
    now: str | None
    fate: Literal["survived", "equivalent", "undecided"]
    unnoticed_in: str | None
    answers: Mapping[str, Plain] | None
    differs: Sequence[DifferenceJson]


class MutatedBaseJson(NamedTuple):
    """A base, or its check-in. `made`: how many mutants there are; tried are those of the sample."""

    base: str
    made: int
    all: TallyJson
    urgencies: TallyJson
    operators: Mapping[str, TallyJson]
    left: Sequence[MutantJson]


class MutationJson(NamedTuple):
    """What `triage mutate` prints."""

    enough: bool
    at_least: float
    all: TallyJson
    urgencies: TallyJson
    bases: Sequence[MutatedBaseJson]


def mutation_json(outcomes: Sequence[Outcome], at_least: float = ENOUGH) -> Json:
    """The same as plain data."""
    verdicts = _verdicts(outcomes)
    record = MutationJson(
        enough(outcomes, at_least), at_least, _tally(verdicts), _tally(urgencies(verdicts)), list(map(_base, outcomes))
    )
    return to_json(record)


def _base(outcome: Outcome) -> MutatedBaseJson:
    verdicts = outcome.verdicts
    return MutatedBaseJson(
        base=outcome.trial.of.base.id,
        made=outcome.trial.generated,
        all=_tally(verdicts),
        urgencies=_tally(urgencies(verdicts)),
        operators={
            operator: _tally([one for one in verdicts if one.mutant.operator == operator]) for operator in OPERATORS
        },
        left=[survivor for one in verdicts if (survivor := _left(one)) is not None],
    )


def _tally(verdicts: Sequence[Verdict]) -> TallyJson:
    of = tally(verdicts)
    return TallyJson(
        of.total,
        of.by_cases,
        of.by_properties,
        of.survived,
        of.equivalent,
        of.undecided,
        round(of.share, 2),
    )


def _left(one: Verdict) -> MutantJson | None:
    match one.fate:
        case "case" | "property":
            return None
        case "survived" | "equivalent" | "undecided" as fate:
            pass
    mutant = one.mutant
    return MutantJson(
        kind=mutant.kind,
        id=mutant.id,
        file=mutant.place.file,
        line=mutant.place.line,
        operator=mutant.operator,
        was=str(mutant.was),
        now=None if mutant.now is None else str(mutant.now),
        fate=fate,
        unnoticed_in=one.by or None,
        answers=None if one.witness is None else one.witness.answers,
        differs=[]
        if one.witness is None
        else [DifferenceJson(*node, before, after) for node, before, after in one.witness.differs],
    )
