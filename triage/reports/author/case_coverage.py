"""What worked cases show of the rules, as text and as JSON: which rules they make fire and rule out, and which tests of
a condition they show to decide alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from triage.coverage.gaps import Examined, Gap, Shares, conditions, shares
from triage.coverage.mcdc import Kind
from triage.coverage.worked import Worked
from triage.explanation.installing import installing
from triage.explanation.to_words import answer_words, asked, to_words
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.condition import All
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.author.witness import Plain, answer_lines
from triage.reports.layout import Page, percent
from triage.words.saying import say

KINDS: tuple[Kind, ...] = ("rule", "question", "caution")
ENOUGH = 90.0
"""The share of the tests of rules, in percent, that has to be shown."""
Looked = tuple[Worked, tuple[Examined, ...]]


def enough(looked: Sequence[Looked], at_least: float = ENOUGH) -> bool:
    """Whether every rule fires and is ruled out somewhere, and enough of their tests are shown."""
    rules = shares(tuple(_of(looked, "rule")))
    return rules.true == rules.false == rules.conditions and rules.share >= at_least


def _of(looked: Sequence[Looked], kind: Kind) -> list[Examined]:
    return [one for _, examined in looked for one in examined if one.covered.kind == kind]


def case_coverage_text(looked: Sequence[Looked], at_least: float, language: str, page: Page) -> str:
    """The sums, then what is not shown yet and which case would show it."""
    for of, examined in looked:
        page.heading(text_in(of.base.title, language))
        page.paragraph(say("cover-cases", language, count=len(of.cases)))
        page.bullets(
            _sum(kind, shares(tuple(one for one in examined if one.covered.kind == kind)), language) for kind in KINDS
        )
        for one in examined:
            _missing(of, one, language, page)
    page.gap()
    rules = shares(tuple(_of(looked, "rule")))
    key = "cover-enough" if enough(looked, at_least) else "cover-too-little"
    page.paragraph(say(key, language, share=percent(rules.share, language), wanted=percent(at_least, language)))
    if any(gap.possible is None for _, examined in looked for one in examined for gap in one.gaps):
        page.paragraph(f"{say('cover-undecided', language)} {installing(language, 'proof')}")
    return page.text()


def _sum(kind: Kind, of: Shares, language: str) -> str:
    line = say(
        f"cover-{kind}s",
        language,
        count=of.conditions,
        true=of.true,
        false=of.false,
        atoms=of.atoms,
        shown=of.shown,
        share=percent(of.share, language),
    )
    return f"{line} {say('cover-beyond', language, count=of.beyond)}" if of.beyond else line


def _missing(of: Worked, one: Examined, language: str, page: Page) -> None:
    words = Words(of.base, language)
    covered = one.covered
    wanting = [
        key for key, seen in (("cover-never-true", covered.true), ("cover-never-false", covered.false)) if not seen
    ]
    if not wanting and not one.gaps:
        return
    page.gap()
    page.label(f"{say(f'cover-{covered.kind}', language)} {covered.id}  ({_place(of.base, one)})")
    page.bullets(say(key, language) for key in wanting)
    for gap in one.gaps:
        test = to_words(words, gap.atom.test)
        page.bullets([f"{test}: {say(f'cover-{gap.side}', language)}"])
        page.paragraph(_witness_words(words, gap), indent=4)


def _place(base: Base, one: Examined) -> str:
    kind, name = one.covered.kind, one.covered.id
    part = base.rules[name] if kind == "rule" else base.questions[name] if kind == "question" else base.cautions[name]
    place = part.place
    return f"{place.file}:{place.line}"


def _witness_words(words: Words, gap: Gap) -> str:
    if gap.possible is False:
        return words.say("cover-impossible")
    if gap.step is not None:
        question = words.base.questions[gap.step.question]
        if gap.step.answer is None:
            return words.say("cover-step-none", case=gap.step.case, question=asked(question, words.language))
        answer = answer_words(question, gap.step.answer, words.language)
        return words.say("cover-step", case=gap.step.case, question=asked(question, words.language), answer=answer)
    if gap.answers is not None:
        answers = answer_lines(words, gap.answers)
        return words.say("cover-answers", answers="; ".join(answers))
    needs, without = conditions(gap)
    needed = words.say("cover-needs", needs=to_words(words, All(needs)))
    if not without:
        return needed
    several = "; ".join(to_words(words, part) for part in without)
    return f"{needed} {words.say('cover-without', parts=several)}"


class StepJson(NamedTuple):
    """A worked case with another answer to one question (null: not answered)."""

    case: str
    question: str
    answer: Plain | None


class GapJson(NamedTuple):
    """A test that is not shown to decide alone. `side`: that the whole holds because of it, or fails for want of it.
    `step`: a case one answer away that shows it; `answers`: the smallest case that does, where there is no such step.
    `possible`: whether any answers do, null where that is not decided."""

    test: str
    side: Literal["holding", "failing"]
    needs: Sequence[str]
    without: Sequence[str]
    step: StepJson | None
    answers: Mapping[str, Plain] | None
    possible: bool | None


class ConditionCoverageJson(NamedTuple):
    """What cases show of one condition."""

    kind: Literal["rule", "question", "caution"]
    id: str
    file: str
    line: int
    true: bool
    false: bool
    atoms: int
    shown: int
    gaps: Sequence[GapJson]


class SharesJson(NamedTuple):
    """Sums over the conditions of one kind. `beyond`: tests that no answers can show; `share`, in percent, leaves them
    out."""

    conditions: int
    true: int
    false: int
    atoms: int
    shown: int
    beyond: int
    share: float


class BaseCoverageJson(NamedTuple):
    """A base, or its check-in."""

    base: str
    cases: int
    rules: SharesJson
    questions: SharesJson
    cautions: SharesJson
    conditions: Sequence[ConditionCoverageJson]


class CaseCoverageJson(NamedTuple):
    """What `triage cases --coverage` prints."""

    enough: bool
    at_least: float
    rules: SharesJson
    bases: Sequence[BaseCoverageJson]


def case_coverage_json(looked: Sequence[Looked], at_least: float = ENOUGH) -> Json:
    """The same as plain data."""
    bases = [_base(of, examined) for of, examined in looked]
    return to_json(CaseCoverageJson(enough(looked, at_least), at_least, _shares(_of(looked, "rule")), bases))


def _base(of: Worked, examined: Sequence[Examined]) -> BaseCoverageJson:
    rules, questions, cautions = ([one for one in examined if one.covered.kind == kind] for kind in KINDS)
    return BaseCoverageJson(
        of.base.id,
        len(of.cases),
        _shares(rules),
        _shares(questions),
        _shares(cautions),
        [_condition(of.base, one) for one in examined],
    )


def _shares(examined: Sequence[Examined]) -> SharesJson:
    of = shares(tuple(examined))
    return SharesJson(of.conditions, of.true, of.false, of.atoms, of.shown, of.beyond, round(of.share, 2))


def _condition(base: Base, one: Examined) -> ConditionCoverageJson:
    file, _, line = _place(base, one).rpartition(":")
    covered = one.covered
    return ConditionCoverageJson(
        kind=covered.kind,
        id=covered.id,
        file=file,
        line=int(line),
        true=bool(covered.true),
        false=bool(covered.false),
        atoms=one.atoms,
        shown=one.shown,
        gaps=[_gap(gap) for gap in one.gaps],
    )


def _gap(gap: Gap) -> GapJson:
    needs, without = conditions(gap)
    step = gap.step
    return GapJson(
        test=str(gap.atom.test),
        side=gap.side,
        needs=list(map(str, needs)),
        without=list(map(str, without)),
        step=None if step is None else StepJson(step.case, step.question, step.answer),
        answers=gap.answers,
        possible=gap.possible,
    )
