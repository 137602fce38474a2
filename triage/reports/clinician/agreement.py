"""What reviewers said of many cases: agreement with each rule and conclusion, over- and under-triage, and whether they
agree with each other; for people, for programs, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from triage.cases.review import NONE
from triage.explanation.to_words import finding_words
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.keys import MARKS
from triage.language.words import Words
from triage.records.agreement import Edition, Objection, Pair, Summary, Tally, Triage
from triage.reports.layout import Page, clean, figures

MarkId = Literal["agreed", "too-careful", "not-careful-enough", "wrong"]


def agreement_text(words: Words, agreement: Summary, page: Page) -> str:
    """The whole summary for a person."""
    writer = _Writer(words, page)
    for edition in agreement.editions:
        writer.edition(edition)
    if not agreement.editions:
        page.paragraph(words.say("agreement-nothing"))
    if agreement.outdated:
        page.gap()
        page.paragraph(words.say("agreement-outdated"))
        page.bullets(f"{file} ({by})" for file, by in agreement.outdated)
    return page.text()


class _Writer:
    def __init__(self, words: Words, page: Page) -> None:
        self.words = words
        self.page = page

    def edition(self, edition: Edition) -> None:
        key = "agreement-this" if edition.current else "agreement-other"
        self.page.heading(self.words.say(key, name=self.words.base.id, version=edition.version, hash=edition.hash[:12]))
        names = ", ".join(f"{name} ({count})" for name, count in edition.reviewers.items())
        self.page.paragraph(self.words.say("agreement-by", cases=edition.cases, names=names))
        if edition.unfinished:
            self.page.paragraph(self.words.say("agreement-unfinished", count=edition.unfinished))
        self.page.gap()
        self.page.label(self.words.say("urgency"))
        self.triage("agreement-over", edition.over)
        self.triage("agreement-under", edition.under)
        if edition.pairs:
            self.page.gap()
            self.page.label(self.words.say("agreement-between"))
            self.page.bullets(map(self.pair, edition.pairs))
        for sort in ("rule", "condition", "warning-sign", "pathway", "urgency"):
            tallies = [tally for tally in edition.tallies if tally.sort == sort]
            if tallies:
                self.page.gap()
                self.page.label(self.words.say(f"agreement-{sort}"))
                for tally in tallies:
                    if tally.objections:
                        self.tally(tally)
                quiet = [f"{self.name(sort, tally.id)} ({tally.reviews})" for tally in tallies if not tally.objections]
                if quiet:
                    self.page.bullets([self.words.say("agreement-no-objections", names=", ".join(quiet))])

    def triage(self, key: str, triage: Triage) -> None:
        share, levels = self.percent(triage.share), self.number(triage.levels)
        words = self.words.say(key, count=triage.count, reviews=triage.reviews, share=share)
        self.page.bullets([words + (f"; {self.words.say('agreement-levels', levels=levels)}" if triage.count else "")])

    def pair(self, pair: Pair) -> str:
        share = self.percent(pair.same / pair.things)
        words = self.words.say("agreement-pair", one=pair.one, other=pair.other, things=pair.things, share=share)
        return f"{words}; {self.kappa(pair)}"

    def kappa(self, pair: Pair) -> str:
        match pair.why:
            case "one-mark":
                return self.words.say("kappa-one-mark", mark=self.words.say(f"mark-{pair.mark}"))
            case "one-thing":
                return self.words.say("kappa-one-thing")
            case _:
                return self.words.say("kappa", kappa=self.number(pair.kappa or 0.0, 2))

    def tally(self, tally: Tally) -> None:
        words = self.words.say("agreement-agreed", count=tally.marks.get("agreed", 0), reviews=tally.reviews)
        parts = [f"{words} ({self.percent(tally.agreement)})"]
        for mark in MARKS[1:]:
            if tally.marks.get(mark):
                parts.append(f"{tally.marks[mark]} {self.words.say(f'mark-{mark}')}")
        if tally.kappa is not None:
            parts.append(self.words.say("kappa", kappa=self.number(tally.kappa, 2)))
        self.page.bullets([f"{self.name(tally.sort, tally.id)}: {'; '.join(parts)}"])
        self.page.bullets((self.objection(tally, objection) for objection in tally.objections), 4)

    def objection(self, tally: Tally, objection: Objection) -> str:
        should = ""
        if objection.should_be:
            should = f", {self.words.say('review-should-be', name=self.name(tally.sort, objection.should_be))}"
        remark = f": {objection.remark}" if objection.remark else ""
        return f"{objection.case}, {objection.by}: {self.words.say(f'mark-{objection.mark}')}{should}{remark}"

    def name(self, sort: str, name: str) -> str:
        """In words where the base knows it (a rule has none)."""
        if name == NONE:
            return self.words.say("nothing-clear")
        if sort == "urgency" and name in self.words.base.urgencies:
            return self.words.text(self.words.base.urgencies[name].name)
        if sort == "pathway" and name in self.words.base.pathways:
            return f"{self.words.text(self.words.base.pathways[name].name)} [{name}]"
        if sort in ("condition", "warning-sign") and name in self.words.base.findings:
            return f"{finding_words(self.words, name)} [{name}]"
        return self.words.say("review-other") if name == "other" else name

    def percent(self, share: float) -> str:
        return f"{100 * share:.0f}%"

    def number(self, value: float, places: int = 1) -> str:
        return figures(f"{value:.{places}f}", self.words.language)


# A table

COLUMNS = ("version", "hash", "what", "id", "reviews", *MARKS, "share", "kappa")


def agreement_csv(agreement: Summary) -> str:
    """A line for each rule and conclusion: how often it was marked how, and the share that agreed. Over- and
    under-triage have a line each (`share`: of cases), and so have two reviewers together (`share`: marked alike)."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for edition in agreement.editions:
        head = (_cell(edition.version), _cell(edition.hash))
        for what, triage in {"over-triage": edition.over, "under-triage": edition.under}.items():
            table.writerow((*head, what, "", triage.reviews, *("",) * len(MARKS), _rounded(triage.share), ""))
        for pair in edition.pairs:
            share = _rounded(pair.same / pair.things)
            names = _cell(f"{pair.one} & {pair.other}")
            table.writerow((*head, "reviewers", names, pair.things, *("",) * len(MARKS), share, _rounded(pair.kappa)))
        for tally in edition.tallies:
            counts = (tally.marks.get(mark, 0) for mark in MARKS)
            table.writerow(
                (
                    *(*head, tally.sort, _cell(tally.id), tally.reviews, *counts),
                    *(_rounded(tally.agreement), _rounded(tally.kappa)),
                )
            )
    return out.getvalue()


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    shown = clean(text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) else shown


# JSON


class PairJson(NamedTuple):
    """Two reviewers. `kappa` is null where both marked only one thing (`one-thing`), or where all marks are the same,
    so that it is not defined (`one-mark`)."""

    reviewers: Sequence[str]
    things: int
    same: int
    kappa: float | None
    undefined: Literal["one-thing", "one-mark"] | None


class ObjectionJson(NamedTuple):
    """What somebody did not agree with; `should_be` is null where that was not said."""

    case: str
    by: str
    mark: MarkId
    should_be: str | None
    remark: str


class TallyJson(NamedTuple):
    """The marks of one thing over all cases. `kappa`: of the pair, or the mean of several pairs."""

    sort: Literal["urgency", "condition", "warning-sign", "pathway", "rule"]
    id: str
    reviews: int
    marks: Mapping[str, int]
    agreement: float
    kappa: float | None
    pairs: Sequence[PairJson]
    objections: Sequence[ObjectionJson]


class EditionJson(NamedTuple):
    """All reviews made under one version of the base; `current`: the one it has now. `reviewers`: how many reviews
    each of them made."""

    version: str
    hash: str
    current: bool
    cases: int
    reviewers: Mapping[str, int]
    unfinished: int
    over_triage: Triage
    under_triage: Triage
    pairs: Sequence[PairJson]
    tallies: Sequence[TallyJson]


class OutdatedJson(NamedTuple):
    """A review of answers that were changed afterwards; it is not counted."""

    file: str
    by: str


class AgreementJson(NamedTuple):
    """What reviewers said of many cases. `tallies`: by sort, most objections first."""

    knowledge: str
    editions: Sequence[EditionJson]
    outdated: Sequence[OutdatedJson]


def agreement_json(base: Base, agreement: Summary) -> Json:
    """The same as plain data."""
    outdated = [OutdatedJson(clean(file), clean(by)) for file, by in agreement.outdated]
    return to_json(AgreementJson(base.id, [_edition(edition) for edition in agreement.editions], outdated))


def _edition(edition: Edition) -> EditionJson:
    return EditionJson(
        version=clean(edition.version),
        hash=clean(edition.hash),
        current=edition.current,
        cases=edition.cases,
        reviewers={clean(name): count for name, count in edition.reviewers.items()},
        unfinished=edition.unfinished,
        over_triage=edition.over,
        under_triage=edition.under,
        pairs=[_pair(pair) for pair in edition.pairs],
        tallies=[_tally(tally) for tally in edition.tallies],
    )


def _pair(pair: Pair) -> PairJson:
    return PairJson([clean(pair.one), clean(pair.other)], pair.things, pair.same, pair.kappa, pair.why or None)


def _tally(tally: Tally) -> TallyJson:
    return TallyJson(
        sort=tally.sort,
        id=clean(tally.id),
        reviews=tally.reviews,
        marks={mark: tally.marks.get(mark, 0) for mark in MARKS},
        agreement=tally.agreement,
        kappa=tally.kappa,
        pairs=[_pair(pair) for pair in tally.pairs],
        objections=[
            ObjectionJson(
                clean(objection.case),
                clean(objection.by),
                objection.mark,
                clean(objection.should_be) or None,
                clean(objection.remark),
            )
            for objection in tally.objections
        ],
    )
