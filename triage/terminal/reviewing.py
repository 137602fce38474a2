"""A clinician reviews cases in a terminal, one by one: what they mark is in the case file before the next question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from triage.cases.case import Case, load_case
from triage.cases.check_in import check_in_of
from triage.cases.review import CORRECTED, LONGEST, NONE, OTHER, Opinion, Review, Subject, could_be
from triage.explanation.explanation import Asked, explain
from triage.follow_up.standing import Standing, standing
from triage.inference.outcome import Outcome
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.errors import INTERRUPTED, CaseError, TriageError, shown_path
from triage.language.keys import MARKS
from triage.language.model import Mark
from triage.language.model import Markable as Kind
from triage.language.pointing import said
from triage.language.typed import command
from triage.language.words import Words
from triage.records.opinions import begun, guessed, holds, instead, marked
from triage.reports.clinician.explanation_text import explanation_text
from triage.reports.clinician.review import add_subject, case_text, opinion_words, story_text, subject_name, value_name
from triage.reports.layout import Page, clean
from triage.reports.person.notices import notices
from triage.terminal import keys
from triage.terminal.choosing import Asker, EndOfInput
from triage.terminal.conversation import Back, Quit
from triage.terminal.keeping_reviews import Keeping
from triage.terminal.replies import Chosen, Menu, Misread, Option, read_choice
from triage.terminal.screen import unbroken
from triage.terminal.style import colour, width
from triage.words.saying import say
from triage.words.understanding import Meanings, words_in

LONGEST_NAME = 80
MANY = 12
"""A menu of more options than this is searched by a word."""
CHOICES = ("agreed", "remark", "too-careful", "not-careful-enough", "wrong", "rest")
"""What a reviewer can say of anything, in the order of the list. The letter of each has one meaning all through."""
LETTERS = Meanings({name: (f"typed-mark-{name}",) for name in CHOICES})


def review(
    base: Base,
    files: Sequence[Path],
    reviewer: str | None,
    language: str,
    candidates: Path | None = None,
    on: date | None = None,
    plain: bool = False,
    knowledge: Path | None = None,
    blind: bool = False,
) -> int:
    """Goes through the cases in these files with a reviewer and gives the exit code: 2 where a case could not be read.

    `on` is the day that counts as today; `candidates` the directory for proposed cases, beside each case by default;
    `knowledge` where the base was read; `blind`: they say what they would have done before they see what came out.
    Raises TriageError where marks cannot be kept."""
    reviewing = Reviewing(base, language, plain, candidates, on, knowledge, blind)
    if reviewer is not None and not name_of(reviewer):
        raise TriageError("--as: the name is empty")
    try:
        return reviewing.run(list(dict.fromkeys(files)), reviewer)
    except KeyboardInterrupt:
        reviewing.echo()
        reviewing.echo(say("review-stopped", language))
        return INTERRUPTED


class Reviewing:
    """One sitting of one reviewer."""

    def __init__(
        self,
        base: Base,
        language: str,
        plain: bool,
        candidates: Path | None,
        on: date | None,
        knowledge: Path | None = None,
        blind: bool = False,
    ) -> None:
        self.knowledge = knowledge
        self.blind = blind
        self.base = base
        self.language = language
        self.colour = colour()
        self.asker = Asker(keys.available() and not plain, self.colour)
        self.candidates = candidates
        self.on = on
        self.by = ""

    def run(self, files: Sequence[Path], reviewer: str | None) -> int:
        failed = 0
        try:
            self.by = name_of(reviewer) if reviewer is not None else self.ask_name()
            self.echo(say("review-welcome", self.language, name=self.by), bold=True)
            self.echo(say("how-arrows" if self.asker.arrows else "how-numbers", self.language))
            self.echo(say("review-commands", self.language))
            for number, file in enumerate(files, 1):
                try:
                    case = load_case(self.base, file)
                except CaseError as error:
                    failed = 2
                    self.echo()
                    click.echo(said(error, self.language), err=True)
                    continue
                stands = standing(self.base, check_in_of(self.base, case, self.knowledge), case)
                for notice in notices(stands, self.language):
                    self.echo(notice)
                _Case(self, file, stands, f"{number}/{len(files)}").run()
        except (Quit, EndOfInput):
            self.echo()
            self.echo(say("review-stopped", self.language))
            return failed
        self.echo()
        self.echo(say("review-finished", self.language), bold=True)
        return failed

    def ask_name(self) -> str:
        while True:
            self.echo(say("review-who", self.language), bold=True)
            typed = self.asker.line()
            if command(typed, self.language) == "quit":
                raise Quit
            if name := name_of(typed):
                return name

    def now(self) -> str:
        return self.on.isoformat() if self.on else datetime.now().astimezone().isoformat(timespec="seconds")

    def choose(self, menu: Menu, told: Callable[[str], None]) -> str:
        """One choice of a menu. `told` does what the commands help, why and status ask for. Raises Back, Quit or
        EndOfInput."""
        shown = False
        while True:
            # A long list is shown once: shown again it would push away what was said of the line typed.
            long = shown and len(menu.options) > MANY and not self.asker.arrows
            reply = self.asker.line() if long else self.asker.choose(menu)
            shown = True
            if isinstance(reply, Chosen):
                return reply.sure[0]
            match command(reply, self.language):
                case "quit":
                    raise Quit
                case "back":
                    raise Back
                case None:
                    if menu.before is not None and not reply.strip() and not self.asker.arrows:
                        return menu.before.sure[0]
                    meant = LETTERS.of(reply, self.language) & {option.id for option in menu.options}
                    read = Chosen(tuple(meant)) if len(meant) == 1 else read_choice(menu, reply)
                    if isinstance(read, Chosen):
                        return read.sure[0]
                    if menu.narrows and len(left := menu.matching(reply)) == 1:
                        return menu.options[left[0]].id
                    self.misread(menu, reply, read)
                case asked_for:
                    told(asked_for)

    def misread(self, menu: Menu, typed: str, read: Misread) -> None:
        """Says what would be right; of a long list, what has the word that was typed in it."""
        word = typed.strip().casefold()
        near = [
            f"{number}. {option.label}"
            for number, option in enumerate(menu.options, 1)
            if word in option.label.casefold()
        ]
        if len(menu.options) > MANY and word and near:
            for line in near:
                self.echo(line, indent=2)
        else:
            self.echo(read.message)

    def page(self) -> Page:
        return Page(width(), self.colour)

    def echo(self, text: str = "", indent: int = 0, bold: bool = False) -> None:
        def draw() -> str:
            page = self.page()
            page.paragraph(text, indent)
            return "\n".join(
                click.style(line, bold=True) if self.colour and bold else line for line in page.lines or [""]
            )

        self.asker.say(draw)

    def show(self, draw: Callable[[Page], str]) -> None:
        """Shows a text of many lines."""
        self.asker.say(lambda: draw(self.page()).rstrip("\n"))


def _mark(picked: str) -> Mark:
    return next(mark for mark in MARKS if mark == picked)


class _Case:
    """The review of one case. What was marked is kept before anything else is asked."""

    def __init__(self, sitting: Reviewing, file: Path, standing: Standing, place: str) -> None:
        case = standing.case
        self.standing = standing
        self.sitting = sitting
        self.base = sitting.base
        self.language = sitting.language
        self.words = Words(self.base, self.language)
        self.echo = sitting.echo
        self.file = file
        self.case = case
        self.place = place
        self.outcome: Outcome = standing.first
        self.keeping = Keeping(self.base, file, case, sitting.by, sitting.candidates)
        earlier = next((past_review for past_review in case.reviews if past_review.by == sitting.by), None)
        self.earlier = earlier
        self.goes_on = earlier is not None and holds(case, self.outcome, earlier)
        self.review = earlier if earlier and self.goes_on else begun(case, self.outcome, sitting.by, "")

    def run(self) -> None:
        self.echo()
        title = say("review-case", self.language, place=self.place, name=self.case.name or self.file)
        self.sitting.show(lambda page: story_text(self.standing, title, self.language, page))
        if self.sitting.blind and not self.review.opinions:
            self.guess()
        self.sitting.show(lambda page: case_text(self.standing, self.language, page))
        self.echo()
        begin = self.begin()
        if begin == "skip":
            return
        if begin == "all":
            self.agree_with_the_rest()
        else:
            self.one_by_one(0 if begin == "again" else self.first_left())
        self.done()

    def guess(self) -> None:
        """What the reviewer would have said, before the program's own is seen; it becomes their first two marks."""
        self.echo()
        urgency = self.own("review-own-urgency", "urgency", self.base.levels.order)
        leading = self.own("review-own-leading", "leading", (*self.base.condition_order, NONE, OTHER))
        remark = say("review-blind", self.language)
        self.keep(guessed(self.base, self.review, urgency, leading, remark))

    def own(self, key: str, kind: Kind, names: Sequence[str]) -> str:
        self.echo(say(key, self.language), bold=True)
        subject = Subject(kind, names[0])
        options = tuple(Option(name, value_name(self.words, subject, name)) for name in names)
        menu = Menu(options, self.language, narrows=len(options) > MANY)
        while True:
            try:
                return self.sitting.choose(menu, lambda _asked_for: self.echo(say("review-blind-first", self.language)))
            except Back:
                self.echo(say("review-nothing-back", self.language))

    def begin(self) -> str:
        """How to go about it."""
        options = [Option("all", say("review-all", self.language)), Option("each", say("review-each", self.language))]
        if self.earlier is not None and not self.goes_on:
            self.echo(
                say("review-was-other", self.language, at=self.earlier.at, version=self.earlier.version), bold=True
            )
        elif self.earlier is not None and self.review.left:
            done, total = len(self.review.opinions), len(self.review.outcome.subjects)
            self.echo(say("review-goes-on", self.language, done=done, total=total), bold=True)
            options = [
                Option("each", say("review-go-on", self.language)),
                Option("all", say("review-all-left", self.language)),
            ]
        elif self.earlier is not None:
            self.echo(say("review-was", self.language, at=self.earlier.at), bold=True)
            self.status()
            options = [Option("again", say("review-again", self.language))]
        skip = Option("skip", say("review-skip", self.language))
        kept = self.earlier is not None and self.goes_on and not self.review.left
        menu = Menu((skip, *options) if kept else (*options, skip), self.language)
        while True:
            try:
                return self.sitting.choose(menu, lambda asked_for: self.told(asked_for, None))
            except Back:
                self.echo(say("review-nothing-back", self.language))

    def first_left(self) -> int:
        return self.review.outcome.subjects.index(self.review.left[0])

    def one_by_one(self, at: int) -> None:
        subjects = self.review.outcome.subjects
        while at < len(subjects):
            try:
                if self.mark(subjects[at], f"{at + 1}/{len(subjects)}") == "rest":
                    self.agree_with_the_rest()
                    return
                at += 1
            except Back:
                if at == 0:
                    self.echo(say("review-nothing-back", self.language))
                at = max(at - 1, 0)

    def mark(self, subject: Subject, place: str) -> str:
        """Asks what the reviewer holds of one thing. Raises Back."""
        words = self.words
        before = self.review.opinions.get(subject)

        def draw(page: Page) -> str:
            page.gap()
            page.heading(f"[{place}] {subject_name(words, subject)}")
            add_subject(words, self.outcome, subject, page)
            return f"\n{page.text()}"

        self.sitting.show(draw)
        if before is not None:
            mark_words = opinion_words(words, before)
            self.echo(say("review-mark-was", self.language, mark=mark_words))
        menu = self.marks(before)
        while True:
            picked = self.sitting.choose(menu, lambda asked_for: self.told(asked_for, subject))
            if (
                subject.kind == "urgency"
                and picked in MARKS[1:]
                and not could_be(self.base.levels, subject.id, _mark(picked))
            ):
                self.echo(say("review-no-such", self.language))
                continue
            if before is not None and menu.before is not None and picked == menu.before.sure[0] == before.mark:
                return picked  # left as it was
            try:
                opinion = self.opinion(subject, picked)
            except Back:
                continue
            self.keep(marked(self.review, opinion))
            return picked

    def marks(self, before: Opinion | None) -> Menu:
        """The same in the same order for everything: each number and each letter has one meaning."""
        labels = {"agreed": "mark-agreed", "remark": "review-with-remark", "rest": "review-rest"}
        options = []
        for name in CHOICES:
            letter = words_in(say(f"typed-mark-{name}", self.language))[0]
            options.append(Option(name, f"[{letter}] {say(labels.get(name, f'mark-{name}'), self.language)}"))
        return Menu(tuple(options), self.language, before=Chosen((before.mark,)) if before else None)

    def opinion(self, subject: Subject, picked: str) -> Opinion:
        """What comes with a mark: what it should be, and why. Raises Back."""
        if picked in ("agreed", "rest"):
            return Opinion(subject, "agreed")
        if picked == "remark":
            return Opinion(subject, "agreed", remark=self.remark("review-remark"))
        mark = _mark(picked)
        should_be = self.should_be(subject, mark) if subject.kind in CORRECTED else ""
        return Opinion(subject, mark, should_be, self.remark("review-why"))

    def should_be(self, subject: Subject, mark: Mark) -> str:
        names = instead(self.base, subject, mark)
        if len(names) == 1:
            return names[0]
        self.echo(say("review-should", self.language), bold=True)
        options = tuple(Option(name, value_name(self.words, subject, name)) for name in names)
        menu = Menu(options, self.language, narrows=len(options) > MANY)
        return self.sitting.choose(menu, lambda asked_for: self.told(asked_for, subject))

    def remark(self, key: str) -> str:
        """A line of their own. Raises Back."""
        while True:
            self.echo(say(key, self.language), bold=True)
            typed = self.sitting.asker.line()
            match command(typed, self.language):
                case "quit":
                    raise Quit
                case "back":
                    raise Back
                case _:
                    pass
            text = " ".join(clean(typed).split())
            if len(text) > LONGEST:
                self.echo(say("review-too-long", self.language, most=LONGEST))
            elif text:
                return text

    def agree_with_the_rest(self) -> None:
        review = self.review
        for subject in review.left:
            review = marked(review, Opinion(subject, "agreed"))
        self.keep(review)

    def keep(self, review: Review) -> None:
        self.review = replace(review, at=self.sitting.now())
        self.keeping.keep(self.review)

    def tell_place(self, key: str, file: Path) -> None:
        def draw() -> str:
            return "\n".join(unbroken(lambda words: say(key, self.language, file=words), shown_path(file), width()))

        self.sitting.asker.say(draw)

    # Commands

    def told(self, asked_for: str, subject: Subject | None) -> None:
        match asked_for:
            case "help":
                self.echo(say("review-help", self.language), indent=2)
                self.echo(say("review-commands", self.language), indent=2)
            case "why":
                explanation = explain(self.outcome, Asked(how=self.proved(subject)))
                nothing = Case("", CheckedAnswers(self.base, {}))
                self.sitting.show(lambda page: explanation_text(self.words, explanation, nothing, page))
            case _:
                self.status()

    def proved(self, subject: Subject | None) -> tuple[str, ...]:
        """What to prove of a subject: itself, or what the rule brought. Nothing in particular is the whole outcome."""
        if subject is None or subject.id == NONE:
            return ()
        if subject.kind != "rule":
            return (subject.id,)
        rule = self.base.rules[subject.id]
        return tuple(filter(None, (*rule.establish, rule.urgency, rule.pathway)))[:1]

    def status(self) -> None:
        """The marks so far."""
        for opinion in self.review.opinions.values():
            if opinion.mark != "agreed" or opinion.remark:
                words = opinion_words(self.words, opinion)
                self.echo(f"- {subject_name(self.words, opinion.subject)}: {words}", indent=2)
        agreed = len(self.review.opinions) - len(self.review.objections)
        self.echo(say("review-counts", self.language, agreed=agreed, left=len(self.review.left)), indent=2)

    def done(self) -> None:
        self.echo()
        self.tell_place("review-kept", self.file)
        if self.keeping.candidate is not None:
            self.tell_place("review-candidate", self.keeping.candidate)


def name_of(typed: str) -> str:
    """A reviewer's name as it is kept."""
    return " ".join(clean(typed).split())[:LONGEST_NAME]
