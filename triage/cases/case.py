"""Case files: what someone answered, with a story, what is expected, or where an interview or follow-up was left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from triage.cases.earlier import (
    Offered,
    SetAside,
    Taken,
    fit,
    follow_up_now,
    is_there,
    read_set_aside,
    take,
    with_split,
)
from triage.cases.follow_up import FollowUp, as_written, read_follow_up
from triage.cases.review import NONE as NOTHING
from triage.cases.review import Candidate, Review, read_candidate, read_reviews
from triage.language.answer import CheckedAnswers, read_answers
from triage.language.base import Base
from triage.language.dates import day as day_of
from triage.language.dates import read_date
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar, parse, read_text
from triage.language.errors import NOWHERE, CaseError, Place, Problem, Problems, nearest, quoted
from triage.language.evaluate import Answer
from triage.language.files import DocumentError
from triage.language.keys import ANOTHER, CASE, EXPECT, EXPECTED_LISTS, FOR, VARIANT
from triage.language.model import COUNTS, Conclusion, Levels
from triage.language.noting import note
from triage.language.reader import Reader, no_such_name
from triage.words.message import phrased
from triage.words.saying import plainly

FORMAT = re.compile(r"[0-9]{1,9}\Z")
SAVE_FORMAT = 1
"""The version of what an interview saves."""
FOLLOW_UP_FORMAT = 2
"""The version of a case file that holds check-ins, which programs that know only the first version refuse by name."""
SET_ASIDE_FORMAT = 3
"""That of a case file that holds what was set aside."""
NEWEST_FORMAT = SET_ASIDE_FORMAT
SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a worked case wants. None: says nothing about it. `leading` is "" where none may lead. `place` is where
    it stands, for messages about it."""

    urgency: str | None = None
    leading: str | None = None
    pathway: str | None = None
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


Days = Mapping[str, date]
"""A day of each question."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What answers of a day came to that asked for a clinician, and that later answers denied: how soon somebody has to
    look at it by now, and which warning signs it was."""

    day: date
    urgency: str
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """Where an interview was left, under which base, on which day, and what it came to; `offered`: see `Offered`.

    `given`: the day of each answer that was given later than that; `dates`: what answers count from that count days;
    `earlier`: what was still to be seen when later answers denied it."""

    format: int
    base: str
    version: str
    hash: str
    date: date | None = None
    concluded: Conclusion | None = None
    offered: Offered = field(default_factory=dict)
    given: Days = field(default_factory=dict)
    dates: Days = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """`answers` stand in the order of the file; `started` is the day the complaint began, where the file says it;
    `for_another`: somebody answered for another. `candidate` says who proposes it as a worked case. `variants` are the
    same case with some answers different, each with its own expectation and its reason as story; their answers are
    whole.

    Saved under another version of the base: `set_aside` is what that took and this one does not, `told` what of it is
    to be told, `again` the questions that are to be asked again. Among the answers they are `unknown`."""

    name: str
    answers: CheckedAnswers
    story: str = ""
    language: str | None = None
    for_another: bool = False
    expect: Expectation | None = None
    saved: Saved | None = None
    follow_up: FollowUp | None = None
    started: date | None = None
    reviews: tuple[Review, ...] = ()
    candidate: Candidate | None = None
    variants: tuple[Case, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    told: tuple[SetAside, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def standing_answers(self) -> Mapping[str, Answer]:
        """The answers that were given, without what only counts as not known until it is asked again."""
        return {name: answer for name, answer in self.answers.items() if name not in self.again}

    @property
    def days(self) -> Mapping[str, date]:
        """The day of each answer that was given later than the others."""
        return {} if self.saved is None else self.saved.given

    @property
    def day(self) -> date | None:
        """The newest day on which an answer was given, as far as the file tells."""
        if self.saved is None or self.saved.date is None:
            return None
        return max([self.saved.date, *self.saved.given.values()])

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """What is still to be seen though later answers of the interview deny it."""
        return () if self.saved is None else self.saved.earlier

    @property
    def lost_its_place(self) -> bool:
        """Whether the phase of the follow-up is one that this version of the base has no more."""
        follow_up = self.follow_up
        return follow_up is not None and any(
            (part.pathway, part.phase) == (follow_up.pathway, follow_up.phase) for part in self.set_aside
        )


def load_case(base: Base, path: Path) -> Case:
    """A case from a YAML or JSON file. Raises CaseError with every mistake in it."""
    try:
        return read_case(base, read_text(path, str(path)), str(path))
    except DocumentError as error:
        raise CaseError([error.problem]) from error


def read_case(base: Base, text: str, file: str) -> Case:
    """A case from text; `file` is its name in messages. Raises CaseError with every mistake in it."""
    try:
        node = parse(text, file)
    except DocumentError as error:
        raise CaseError([error.problem]) from error
    problems = Problems(CaseError)
    case = _case(base, node, file, problems)
    if problems:
        raise CaseError(problems)
    return case


def new_case(base: Base, answers: CheckedAnswers, saved: Saved, language: str, for_another: bool) -> Case:
    """The case of a file in which nothing stands but these answers, how they were saved and in which language: as
    `read_case` reads it there."""
    plain = plainly(language)
    return Case(
        "",
        CheckedAnswers(base, _counted_to(base, answers, saved)),
        language=str(plain) if plain in base.languages else None,
        for_another=for_another,
        saved=replace(saved, offered=_offered(str(offered_data(base, answers).get("offered", "")))),
    )


def _case(base: Base, node: Node, file: str, problems: list[Problem]) -> Case:
    reader = Reader(file, problems, base.languages)
    if not isinstance(node, MappingNode):
        reader.wrong(node, "a case must be a mapping with `answers`, such as `answers: {onset: sudden}`")
        return Case("", CheckedAnswers(base, {}))
    reader.fields(node, CASE)
    items = node.items
    saved = _saved(reader, base.levels, items["saved"]) if "saved" in items else None
    if saved is not None and _foreign(saved, base, problems, Place(file, items["saved"].line, items["saved"].column)):
        return Case("", CheckedAnswers(base, {}))  # answers for another base would only bring misleading messages
    # A worked case is its author's: where the base has changed, it is to be mended.
    earlier = saved if saved is not None and _of_another_version(saved, base) and "expect" not in items else None
    taken = _answers(reader, base, node, earlier)
    if saved is None or earlier is not None:
        taken = replace(taken, answers=with_split(base, taken.answers))
    answers = _counted_to(base, taken.answers, saved)
    language = reader.word(items["language"], "language") if "language" in items else None
    if language not in base.languages:
        if language and earlier is None:
            reader.known(items["language"], "language", base.languages)  # says what is wrong with it
        language = None
    gone = {entry.phase for entry in taken.aside if entry.phase}
    follow_up = read_follow_up(reader, base.levels, node, gone)
    if earlier is not None and follow_up is not None:
        follow_up = follow_up_now(base, follow_up)
    if follow_up is not None and not is_there(base, follow_up):
        taken = _without_place(taken, follow_up, earlier)
    return Case(
        name=reader.word(items["case"], "`case`") if "case" in items else "",
        answers=CheckedAnswers(base, answers),
        story=_prose(reader, items.get("story")),
        language=language,
        for_another=FOR in items and reader.one_of(items[FOR], quoted(FOR), (ANOTHER,), "") == ANOTHER,
        expect=_expectation(reader, base, items["expect"]) if "expect" in items else None,
        saved=saved,
        follow_up=follow_up,
        started=read_date(reader, items["started"], "started") if "started" in items and follow_up is None else None,
        reviews=read_reviews(reader, base, items["review"]) if "review" in items else (),
        candidate=read_candidate(reader, items["candidate"]) if "candidate" in items else None,
        variants=_variants(reader, base, items.get("variants"), answers, language),
        set_aside=taken.aside,
        told=taken.told,
        again=taken.again,
    )


def _counted_to(base: Base, answers: Mapping[str, Answer], saved: Saved | None) -> Mapping[str, Answer]:
    """The answers as of the newest day on which one was given: what counts days is kept as a date."""
    if saved is None or saved.date is None or not saved.dates:
        return answers
    day = max([saved.date, *saved.given.values()])
    since = {
        name: days_since(base, name, when, day) for name, when in saved.dates.items() if counts(base, name, answers)
    }
    return answers if all(answers[name] == days for name, days in since.items()) else {**answers, **since}


def counts(base: Base, name: str, answers: Mapping[str, Answer]) -> bool:
    """Whether the answer to this question is a number of days."""
    question = base.questions.get(name)
    return question is not None and bool(question.counts) and isinstance(answers.get(name), int | float)


def counted(base: Base, name: str, answer: float) -> int:
    """The days that an answer counts."""
    return int(answer * COUNTS[base.questions[name].counts or "days"])


def days_since(base: Base, name: str, when: date, day: date) -> float:
    """A date as an answer on a day."""
    question = base.questions[name]
    return min(max(float((day - when).days // COUNTS[question.counts or "days"]), question.min), question.max)


def dates_of(base: Base, case: Case) -> dict[str, date]:
    """The answers that count days, as dates."""
    saved = case.saved
    if saved is None or saved.date is None:
        return {}
    dates = {}
    for name, answer in case.answers.items():
        if counts(base, name, case.answers) and isinstance(answer, int | float):
            since = case.days.get(name, saved.date) - timedelta(days=counted(base, name, answer))
            dates[name] = saved.dates.get(name, since)
    return dates


def _of_another_version(saved: Saved, base: Base) -> bool:
    """Whether the program saved this, under another version of the base."""
    return bool(saved.version and saved.hash) and saved.hash != base.hash


def _without_place(taken: Taken, follow_up: FollowUp, earlier: Saved | None) -> Taken:
    """Where somebody was in a pathway is set aside, if it was a place when the file was saved."""
    here = (follow_up.pathway, follow_up.phase)
    entry = next((entry for entry in taken.aside if (entry.pathway, entry.phase) == here), None)
    if entry is not None:
        return replace(taken, told=(*taken.told, entry))
    if earlier is None:
        return taken
    entry = SetAside(earlier.version, pathway=follow_up.pathway, phase=follow_up.phase)
    return replace(taken, aside=(*taken.aside, entry), told=(*taken.told, entry))


def _answers(reader: Reader, base: Base, node: MappingNode, earlier: Saved | None) -> Taken:
    """The answers; of a file that was saved under another version, as this one takes them."""
    kept = read_set_aside(reader, node.items.get(SET_ASIDE))
    body = node.items.get("answers")
    if body is None:
        return Taken({})
    if not isinstance(body, MappingNode):
        body = reader.mapping(body, "`answers`")  # says what is wrong with it
    if earlier is None:
        return take(base, read_answers(base, body, reader.file, reader.problems), kept)
    reader.mapping(body, "`answers`")  # a question that is answered twice is a mistake under any version
    fitted = fit(base, {name: as_written(value) for name, value in body.items.items()}, earlier.offered)
    urgency = earlier.concluded.urgency if earlier.concluded is not None else ""
    fresh = [
        SetAside(
            earlier.version,
            name,
            value,
            earlier.offered.get(name, ()) if fit(base, {name: value}).answers else (),  # only more to choose from
            urgency=urgency,
        )
        for name, value in fitted.unfit.items()
    ]
    return take(base, fitted.answers, kept, fresh)


def _variants(
    reader: Reader, base: Base, node: Node | None, answers: Mapping[str, Answer], language: str | None
) -> tuple[Case, ...]:
    """The same case with some answers different."""
    variants: dict[str, Case] = {}
    for part in reader.sequence(node, "`variants`"):
        body = reader.mapping(part, "a variant")
        reader.fields(body, VARIANT)
        if not body.items.keys() >= set(VARIANT.required()):
            continue
        name = reader.ident(body.items["variant"], "a variant")
        if name in variants:
            reader.wrong(part, phrased("variant {name} is there already; give it another name", name=quoted(name)))
        other = reader.mapping(body.items["answers"], "`answers`")
        variants[name] = Case(
            name=name,
            answers=CheckedAnswers(base, {**answers, **read_answers(base, other, reader.file, reader.problems)}),
            story=reader.word(body.items["because"], "`because`"),
            language=language,
            expect=_expectation(reader, base, body.items["expect"]),
        )
    return tuple(variants.values())


def _prose(reader: Reader, node: Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.text
    reader.wrong(node, "`story` must be text")
    return ""


def _saved(reader: Reader, levels: Levels, node: Node) -> Saved:
    body = reader.mapping(node, "`saved`")
    words = {name: reader.word(value, quoted(name)) for name, value in body.items.items()}
    number = words.get("format", "")
    if not FORMAT.match(number):
        reader.wrong(node, "`saved` lacks its `format`; this is no file that an interview saved")
    return Saved(
        int(number) if FORMAT.match(number) else 0,
        words.get("base", ""),
        words.get("version", ""),
        words.get("hash", ""),
        read_date(reader, body.items["date"], "date") if "date" in body.items else None,
        _concluded(levels, words),
        _offered(words.get("offered", "")),
        {name: day for day, names in _by_day(reader, node, words.get("given", "")) for name in names.split(", ")},
        {name: day for day, names in _by_day(reader, node, words.get("dates", "")) for name in names.split(", ")},
        tuple(_earlier(reader, levels, node, words.get("earlier", ""))),
    )


def _by_day(reader: Reader, node: Node, text: str) -> Iterator[tuple[date, str]]:
    """`2026-03-22: place, sport; 2026-03-24: pain`"""
    for part in filter(None, map(str.strip, text.split(";"))):
        word, _, rest = part.partition(":")
        try:
            yield day_of(word.strip()), rest.strip()
        except ValueError:
            reader.wrong(node, phrased("{part} does not begin with a date such as `2026-03-31`", part=quoted(part)))


def _earlier(reader: Reader, levels: Levels, node: Node, text: str) -> Iterator[Earlier]:
    """`2026-03-22: urgent, a-sign, another`"""
    for when, words in _by_day(reader, node, text):
        level, *signs = words.split(", ")
        now = levels.now_called(level)
        if now in levels.order:
            yield Earlier(when, now, tuple(signs))
        else:
            reader.wrong(
                node, phrased("{level} is no urgency; {hint}", level=quoted(level), hint=nearest(level, levels.order))
            )


def _concluded(levels: Levels, words: Mapping[str, str]) -> Conclusion | None:
    """What the interview came to, in a file of a program that keeps it."""
    urgency = levels.now_called(words.get("urgency", ""))
    if urgency not in levels.order:
        return None
    leading = words.get("leading", NOTHING)
    signs = tuple(filter(None, map(str.strip, words.get("warning-signs", "").split(","))))
    return Conclusion(urgency, None if leading == NOTHING else leading, words.get("pathway", ""), signs)


def _offered(text: str) -> dict[str, tuple[str, ...]]:
    """`place: inside, heel; sport: running`"""
    offered = {}
    for part in text.split(";"):
        name, sign, options = part.partition(":")
        if sign:
            offered[name.strip()] = tuple(filter(None, map(str.strip, options.split(","))))
    return offered


def days_data(saved: Saved) -> dict[str, object]:
    """The days of answers as they stand under `saved`, one word each."""
    texts = {"given": _days_said(saved.given), "dates": _days_said(saved.dates)}
    texts["earlier"] = "; ".join(f"{one.day}: {', '.join((one.urgency, *one.signs))}" for one in saved.earlier)
    return {name: text for name, text in texts.items() if text}


def _days_said(days: Mapping[str, date]) -> str:
    names: dict[date, list[str]] = {}
    for name, when in days.items():
        names.setdefault(when, []).append(name)
    return "; ".join(f"{when}: {', '.join(names[when])}" for when in sorted(names))


def concluded_data(concluded: Conclusion) -> dict[str, object]:
    """The same as it stands under `saved`: one word each, which every version of the program takes."""
    signs = ", ".join(concluded.warning_signs)
    return {
        "urgency": concluded.urgency,
        "leading": concluded.leading or NOTHING,
        "pathway": concluded.pathway,
        **({"warning-signs": signs} if signs else {}),
    }


def offered_data(base: Base, answers: Mapping[str, Answer]) -> dict[str, object]:
    """The options that there are now of the lists that were answered."""
    lists = {name: base.questions[name].options for name, answer in answers.items() if isinstance(answer, tuple)}
    text = "; ".join(f"{name}: {', '.join(options)}" for name, options in lists.items())
    return {"offered": text} if text else {}


def _foreign(saved: Saved, base: Base, problems: list[Problem], place: Place) -> bool:
    if saved.format > NEWEST_FORMAT:
        problems.append(
            Problem(
                place,
                phrased(
                    "saved by a newer version of this program (format {format}); this one reads up to {newest}: "
                    "update it to go on",
                    format=saved.format,
                    newest=NEWEST_FORMAT,
                ),
            )
        )
    elif saved.format and saved.base != base.id:
        problems.append(
            Problem(
                place,
                phrased(
                    "saved for the knowledge base {base}; this is {here}: name the other one with --knowledge",
                    base=quoted(saved.base),
                    here=quoted(base.id),
                ),
            )
        )
    else:
        return False
    return True


def _expectation(reader: Reader, base: Base, node: Node) -> Expectation:
    body = reader.mapping(node, "`expect`")
    expect = reader.fields(body, EXPECT)
    names = {
        "warning-signs": base.warning_signs,
        "fired": tuple(base.rules),
        "cautions": tuple(base.cautions),
        "must-not": (*base.findings, *base.pathways, *base.rules, *base.cautions, *base.levels.order),
    }
    lists = {}
    for key in EXPECTED_LISTS:
        name, kind = key.name, key.shape.names
        if name in expect:
            words = []
            for part in expect.parts(name):
                word = reader.word(part, quoted(name))
                known = names.get(name, tuple(base.findings))
                note(reader.file, part, kind, known)
                if word and word not in known:
                    reader.wrong(part, no_such_name(word, name, known))
                words.append(word)
            lists[name] = tuple(words)
    word = expect.known("leading", (*base.condition_order, "none"))
    return Expectation(
        reader.known(expect["urgency"], "urgency", base.levels.order) if "urgency" in expect else None,
        None if "leading" not in expect else "" if word == "none" else word,
        expect.known("pathway", base.pathways) if "pathway" in expect else None,
        lists,
        Place(reader.file, node.line, node.column),
    )
