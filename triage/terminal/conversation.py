"""An interview in a terminal: questions, commands, corrections, an emergency told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from typing import cast

import click

from triage.explanation.to_words import answer_words, asked, finding_words, urgency_words
from triage.inference.trace import events
from triage.interview.interview import Change, Interview, Prompt
from triage.language.condition import NONE, UNKNOWN
from triage.language.errors import TriageError, printable
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.pointing import said
from triage.language.texts import text_in
from triage.language.typed import command, means_unknown
from triage.language.words import Words
from triage.reports.layout import Page
from triage.terminal import keys
from triage.terminal.asides import so_far, why_asked
from triage.terminal.choosing import NOTHING, Asker, EndOfInput
from triage.terminal.insisting import ending, insist, output_lost, undisturbed
from triage.terminal.prompts import answers_of, menu_of, on_one_line, prompt_of
from triage.terminal.replies import Chosen, Menu, Misread, Option, read_choice, read_number
from triage.terminal.style import colour, width
from triage.words.saying import for_another, plainly, say

FORESEEN = 15
"""Of so many prompts at most a person is told how many are still to come."""
HELP = re.compile(r"\?\s*([0-9]{1,2})")
"""Asks what one line of a list means."""


class Quit(Exception):
    """The person wants to stop and keep what was answered."""


class Back(Exception):
    """The person wants to correct an earlier answer: the last one, or with `choose` one from a list."""

    def __init__(self, choose: bool = False) -> None:
        super().__init__(choose)
        self.choose = choose


class Conversation:
    """The questions of one interview, asked until nothing more matters or the person stops."""

    def __init__(self, interview: Interview, language: str, plain: bool) -> None:
        self.interview = interview
        self.base = interview.base
        self.language = language
        self.colour = colour()
        self.asker = Asker(keys.available() and not plain, self.colour)
        self.history = interview.groups()
        self.topic = ""
        self.alarmed = False
        """Whether the emergency was told."""
        self.decided = False
        """Whether the person said what they do about it."""
        self.gone = False
        """Whether the person went away instead of asking for the outcome."""
        self.asked: tuple[Prompt, Menu] | None = None
        """What was asked last, until the interview has the answer and an emergency by it was told."""

    @property
    def words(self) -> Words:
        """The base in the language that is spoken now."""
        return Words(self.base, self.language)

    def save(self) -> None:
        """Called whenever the answers have changed."""

    def earlier(self, _prompt: Prompt) -> Mapping[str, Answer] | None:
        """What was answered to a prompt on an earlier day, where it is asked again."""
        return None

    def first(self, _prompt: Prompt | None) -> bool:
        """Does what some conversations have to do before a prompt, or before the end; True where another prompt may
        come by it."""
        return False

    def also(self, _typed: str) -> bool:
        """Does what a command asks that only some conversations have; False when the line is none of these."""
        return False

    def speak(self, another: bool) -> None:
        """From now on the questions are asked of somebody who answers for another, or of whoever has the complaint."""
        self.language = for_another(self.language) if another else plainly(self.language)

    # The course of an interview

    @contextmanager
    def guarded(self, always: bool = True) -> Iterator[None]:
        """Whatever ends the conversation inside (an answer, `quit`, Ctrl-C, a signal, an error), an emergency has the
        last word: what to do stands on the last line. With `always` False only where it does not end well: then
        somebody else says it, behind what they have to add.

        Raises what was raised inside. Only what keeps answers or output from being written is said here, and raised as
        SystemExit, where an emergency has to be said behind it."""
        start = "\n"  # whatever broke in may have left half a line
        well = False
        with ending(), keys.unechoed(self.asker.arrows):
            try:
                yield
                start, well = "", True
            except (TriageError, OSError) as error:
                if not self.interview.emergency:
                    raise
                raise SystemExit(_complain(error, self.language)) from error
            finally:
                if always or not well:
                    with undisturbed():
                        self.last_words(start)

    def last_words(self, start: str = "") -> None:
        """What to do in an emergency, once more."""
        if self.interview.emergency:
            words = emergency_words(self.words)
            insist(lambda: f"{start}{self.paragraph(words, bold=True)}", f"{start}{words}")

    def questions(self) -> bool:
        """Asks everything that matters; False when the person stopped before the end."""
        try:
            with self.heeding():
                self.resolve(self.interview.contradictions)
                while True:
                    self.alarm()
                    prompt = self.interview.next()
                    if self.first(prompt):
                        continue
                    if prompt is not None:
                        self.step(prompt)
                    elif self.finished():
                        return True
        except (Quit, EndOfInput):
            return False

    @contextmanager
    def heeding(self) -> Iterator[None]:
        """Whatever breaks in between the moment that an answer was read and the moment that it is dealt with (an output
        that takes nothing, Ctrl-C, a signal, an error): the interview gets it, and an emergency by it is told."""
        try:
            yield
        except BaseException:
            with undisturbed(), suppress(Exception):  # what broke in is raised
                self.heed()
            raise

    def heed(self) -> None:
        """Deals with an answer that was read and not dealt with, if there is one."""
        if self.asked is None or not self.asker.heard:
            return
        reply, *later = self.asker.heard
        answers = self.meant(*self.asked, reply)
        if answers is not None and not any(map(self.denied, later)):
            self.interview.correct(answers)  # which it may have half
            self.answered_now()

    def step(self, prompt: Prompt) -> None:
        """Asks one prompt, and deals with what the answer brings."""
        try:
            answers = self.ask(prompt, self.interview.remaining(), self.earlier(prompt))
        except Back as back:
            (self.choose_answer if back.choose else self.back)()
            return
        clashes = self.interview.answer(answers)
        self.history.append(tuple(question.id for question in prompt.questions))
        self.answered_now()
        self.resolve(clashes)

    def answered_now(self) -> bool:
        """The answers have changed: an emergency is told before anything else is done, and then they are kept. Gives
        whether an emergency was told."""
        told = self.tell()
        self.asked = None
        self.save()
        return told

    def tell(self) -> bool:
        """Says what to do the moment an emergency is established. False when there is none, or it was told."""
        if not self.interview.emergency:
            self.alarmed = self.decided = False
            return False
        if self.alarmed:
            return False
        act = text_in(self.base.urgencies[self.base.levels.alarm].act, self.language)
        insist(lambda: self.in_lines(self.alarm_words()), f"\n*** {say('emergency', self.language)} ***\n{act}")
        self.alarmed = True
        return True

    def alarm_words(self) -> list[str]:
        """The alarm in full: what to do, which signs there are, and which answers say so."""
        words = [
            f"*** {say('emergency', self.language)} ***",
            text_in(self.base.urgencies[self.base.levels.alarm].act, self.language),
        ]
        for sign in self.base.warning_signs:
            if self.interview.session.findings.get(sign):
                words.append(f"- {finding_words(self.words, sign)}")
        if behind := "; ".join(map(self.stated, self.behind_emergency())):
            words.append(say("emergency-because", self.language, answers=behind))
        return words

    def in_lines(self, alarm: list[str]) -> str:
        """An alarm as this terminal shows it: its first words stand out."""
        title, act, *rest = alarm
        first = ["", self.paragraph(title, bold=True, fg="red"), self.paragraph(act, bold=True)]
        return "\n".join([*first, *map(self.paragraph, rest)])

    def behind_emergency(self) -> list[str]:
        """The questions whose answers made the rules fire that demand an emergency."""
        behind: dict[str, set[str]] = {}
        questions: dict[str, None] = {}
        by: dict[str, str] = {}
        for event in events(self.base, self.interview.session.marks):
            if event.kind == "fired":
                names = {part.question for part in event.matched if part.question is not None}
                for part in event.matched:
                    if part.finding is not None and part.status == "established":
                        names |= behind.get(by.get(part.finding, ""), set())
                behind[event.of] = names
                if self.base.rules[event.of].urgency == self.base.levels.alarm:
                    questions |= dict.fromkeys(name for name in self.interview.answers if name in names)
            elif event.kind == "established" and event.by:
                by[event.of] = event.by
        return list(questions)

    def alarm(self) -> None:
        """Tells an emergency before anything else is asked, and then asks what the person does about it."""
        self.tell()
        if not self.alarmed or self.decided:
            return
        menu = Menu(
            (
                Option("stop", say("emergency-stop", self.language)),
                Option("on", say("emergency-on", self.language)),
                Option("change", say("change-first", self.language)),
            ),
            self.language,
        )
        alarm = self.alarm_words()
        self.asker.remember(lambda: self.in_lines(alarm))
        self.echo()
        self.echo(say("emergency-ask", self.language))
        match self.pick(menu):
            case "stop":
                raise Quit
            case "change" | "back" as picked:
                self.alarmed = False
                (self.back if picked == "back" else self.choose_answer)()
                self.alarm()
            case _:
                self.decided = True

    def finished(self) -> bool:
        """Nothing is left to ask: whether the person leaves it so, or corrects an answer."""
        menu = Menu(
            (
                Option("outcome", say("show-outcome", self.language)),
                Option("change", say("change-first", self.language)),
            ),
            self.language,
            default="outcome",
        )
        self.echo()
        self.echo(say("was-last", self.language), bold=True)
        try:
            picked = self.pick(menu)
        except EndOfInput:
            self.gone = True
            return True
        if picked != "outcome":
            (self.back if picked == "back" else self.choose_answer)()
        return picked == "outcome"

    # Asking

    def ask(
        self, prompt: Prompt, remaining: int | None = None, before: Mapping[str, Answer] | None = None
    ) -> Mapping[str, object]:
        """The answers to a prompt; `before` are those to correct. Raises Back, Quit or EndOfInput."""
        self.show(prompt, remaining)
        if before is not None:
            self.echo(say("answer-was", self.language, answer=self.answered(tuple(before), before)))
        menu, spoken = menu_of(prompt, self.language, before), self.language
        while True:
            if self.language != spoken:
                return self.ask(prompt, remaining, before)
            self.asker.heard.clear()
            self.asked = prompt, menu
            if prompt.checklist is None and prompt.questions[0].type == "number":
                typed = self.asker.line()
                if before is not None and not typed.strip():
                    return self.folded(prompt, before)
                if self.commanded(typed, prompt):
                    self.remind(prompt, remaining, NOTHING)
                    continue
                answers = self.number(prompt.questions[0], typed)
            else:
                reply = self.asker.choose(menu)
                if isinstance(reply, str):
                    # With arrow keys the answer itself is there to confirm: a blank line is a list with every tick off.
                    if before is not None and not reply.strip() and not self.asker.arrows:
                        return before
                    if self.commanded(reply, prompt):
                        self.remind(prompt, remaining, menu)
                        continue
                    read = read_choice(menu, reply)
                else:
                    read = reply
                if isinstance(read, Misread):
                    self.echo(read.message if reply else self.how_to_choose(menu, read))
                    self.remind(prompt, remaining, menu)
                    continue
                if read.by_words and self.alarming(prompt, read) and not self.read_back(menu, read):
                    continue
                answers = answers_of(prompt, read)
            if answers is not None:
                return self.folded(prompt, answers)

    def meant(self, prompt: Prompt, menu: Menu, reply: str | Chosen) -> Mapping[str, object] | None:
        """The answers in a reply, with nothing said about it; None where there are none."""
        if isinstance(reply, Chosen):
            return answers_of(prompt, reply)
        if not reply.strip() or command(reply, self.language) or HELP.fullmatch(reply.strip()):
            return None
        question = prompt.questions[0]
        if prompt.checklist is not None or question.type != "number":
            chosen = read_choice(menu, reply)
            return None if isinstance(chosen, Misread) else answers_of(prompt, chosen)
        if means_unknown(reply, self.language):
            return {question.id: UNKNOWN} if question.may_be_unknown else None
        read = read_number(question, reply, self.language, date.today())
        return None if isinstance(read, Misread) else {question.id: read.value}

    def folded(self, prompt: Prompt, answers: Mapping[str, object]) -> Mapping[str, object]:
        """The answers; on the screen one line is left of what was asked. Whatever becomes of that line, they count."""
        if self.asker.arrows:
            with suppress(Exception):  # it is only seen
                text = self.text_of(prompt)
                given = {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}
                answer = self.answered(tuple(given), cast("Mapping[str, Answer]", given))
                self.asker.screen.fold(lambda: self.paragraph(on_one_line(text, answer, width())))
        return answers

    def remind(self, prompt: Prompt, remaining: int | None, menu: Menu) -> None:
        """Asks once more where what was said meanwhile has the question scroll away."""
        if self.asker.crowded(menu):
            self.put(prompt, remaining)

    def how_to_choose(self, menu: Menu, read: Misread) -> str:
        """What Enter alone is answered with."""
        if not menu.several or not self.asker.arrows:
            return read.message
        return say(
            "press-space", self.language, label=next(option.label for option in menu.options if option.exclusive)
        )

    def alarming(self, prompt: Prompt, chosen: Chosen) -> bool:
        """Whether what was chosen from a list bears on a warning sign."""
        if prompt.checklist is None and prompt.questions[0].type != "choices":
            return False
        picked = prompt.questions if prompt.checklist is None else [q for q in prompt.questions if q.id in chosen.sure]
        return any(self.base.screens_for[question.id] for question in picked)

    def read_back(self, menu: Menu, chosen: Chosen) -> bool:
        """Whether what typed words were taken for is what was meant. Who goes away instead of saying no has said it:
        the answer counts (`heed`)."""
        picked = [option for option in menu.options if option.id in chosen.sure + chosen.unsure]
        if all(option.exclusive for option in picked):
            return True
        labels = "; ".join(
            option.label if option.id in chosen.sure else f"{option.label} ({say('unsure', self.language)})"
            for option in picked
        )
        self.echo()
        self.echo(say("read-back", self.language, answer=labels), bold=True)
        return self.pick(self.yes_or_no()) == "yes"

    def yes_or_no(self) -> Menu:
        return Menu((Option("yes", say("yes", self.language)), Option("no", say("no", self.language))), self.language)

    def denied(self, reply: str | Chosen) -> bool:
        """Whether a reply to what was read back says no."""
        read = read_choice(self.yes_or_no(), reply) if isinstance(reply, str) else reply
        return isinstance(read, Chosen) and read.sure == ("no",)

    def show(self, prompt: Prompt, remaining: int | None) -> None:
        if prompt.topic != self.topic:
            self.topic = prompt.topic
            self.echo()
            self.echo(f"--- {text_in(self.base.topics[prompt.topic], self.language)} ---", bold=True)
            self.asker.screen.begin()
        else:
            self.asker.screen.begin()
            self.echo()
        self.put(prompt, remaining)

    def text_of(self, prompt: Prompt) -> str:
        return text_in(prompt.checklist.ask if prompt.checklist else prompt.questions[0].ask, self.language)

    def put(self, prompt: Prompt, remaining: int | None) -> None:
        """The question and how to answer it."""
        left = "" if remaining is None else f"  [{self.how_far(remaining)}]"
        self.echo(f"{self.text_of(prompt)}{left}", bold=True)
        question = prompt.questions[0]
        if prompt.checklist is not None or question.type == "choices":
            key = "tick-hint-arrows" if self.asker.arrows else "tick-hint"
            self.echo(say(key if prompt.checklist else f"{key}-choices", self.language))
        elif question.type == "number":
            self.number_hint(question)

    def how_far(self, remaining: int) -> str:
        """How many are still to come at most; while that is so many that it tells nobody anything (few of them are ever
        asked), the number of this one."""
        if remaining > FORESEEN:
            return say("number-of-prompt", self.language, number=len(self.interview.groups()) + 1)
        return say("last-one" if remaining <= 1 else "at-most-left", self.language, count=remaining)

    def number_hint(self, question: Question) -> None:
        key = "number-hint-days" if question.counts else "number-hint-whole" if question.whole else "number-hint"
        unit = text_in(question.unit, self.language)
        self.echo(say(key, self.language, low=f"{question.min:g}", high=f"{question.max:g}", unit=unit))
        self.anchors(question)
        if question.may_be_unknown:
            self.echo(say("or-unknown", self.language))

    def anchors(self, question: Question) -> None:
        """What some of the numbers mean, where the question says so."""
        for number, meaning in question.anchors.items():
            words = text_in(meaning, self.language)
            self.echo(say("number-anchor", self.language, number=f"{number:g}", meaning=words), indent=2)

    def number(self, question: Question, typed: str) -> Mapping[str, object] | None:
        if not typed.strip():
            self.number_hint(question)
            return None
        if means_unknown(typed, self.language):
            if question.may_be_unknown:
                return {question.id: UNKNOWN}
            self.echo(say("must-know", self.language))
            return None
        read = read_number(question, typed, self.language, date.today())
        if isinstance(read, Misread):
            self.echo(read.message)
            self.anchors(question)
            return None
        if not read.as_typed:
            answer = answer_words(question, read.value, self.language)
            self.echo(
                say("number-understood", self.language, typed=printable(typed.strip(), 40), answer=answer), indent=2
            )
        return {question.id: read.value}

    def pick(self, menu: Menu) -> str:
        """One choice of a small menu of ours, in which few commands of a question mean anything. Where an answer can be
        changed, `back` is the last one."""
        while True:
            reply = self.asker.choose(menu)
            if isinstance(reply, str):
                asked_for = command(reply, self.language)
                if asked_for == "quit":
                    raise Quit
                if self.also(reply):
                    continue
                if not reply.strip() and menu.default is not None:
                    return menu.default
                if asked_for in ("back", "answers") and any(option.id == "change" for option in menu.options):
                    return "back" if asked_for == "back" else "change"
                if asked_for == "status":
                    self.status()
                    continue
                # A command goes before the words of an option: who types "help" does not say that help is on its way.
                read = Misread("") if asked_for or not reply.strip() else read_choice(menu, reply)
                if isinstance(read, Misread):
                    self.echo(read.message or say("choose-number", self.language, last=len(menu.options)))
                    continue
                reply = read
            return reply.sure[0]

    # Commands

    def commanded(self, typed: str, prompt: Prompt) -> bool:
        """Does what a command asks; False when the line is no command."""
        if self.also(typed):
            return True
        if line := HELP.fullmatch(typed.strip()):
            only = prompt.questions[int(line[1]) - 1 : int(line[1])] if prompt.checklist else ()
            self.help(Prompt(only or prompt.questions, prompt.checklist))
            return True
        match command(typed, self.language):
            case "help":
                self.help(prompt)
            case "why":
                self.why(prompt)
            case "status":
                self.status()
            case "back" | "answers" as asked_for:
                if self.asker.arrows:
                    self.asker.screen.fold()
                raise Back(choose=asked_for == "answers")
            case "another" | "myself" if not self.base.speaks_for_another:
                return False
            case "another":
                self.speak(another=True)
                self.echo(say("others-begin", self.language), indent=2)
            case "myself":
                self.speak(another=False)
                self.echo(say("others-myself", self.language), indent=2)
            case "quit":
                raise Quit
            case None:
                return False
        return True

    def help(self, prompt: Prompt) -> None:
        for question in prompt.questions:
            prefix = f"{asked(question, self.language)}: " if prompt.checklist else ""
            self.echo(f"{prefix}{text_in(question.help, self.language)}", indent=2)
        self.echo(say("commands", self.language), indent=2)

    def why(self, prompt: Prompt) -> None:
        for line, indent in why_asked(self.interview, prompt, self.language):
            self.echo(line, indent)

    def status(self) -> None:
        for line in so_far(self.interview, self.language):
            self.echo(line, indent=2)

    def back(self) -> None:
        """One step back: asks again what was answered last, and from there what was answered before that."""
        steps = [*self.history]
        while steps:
            try:
                self.again(steps.pop())
            except Back as back:
                if back.choose:
                    self.choose_answer()
                    return
            else:
                return
        self.echo(say("nothing-back" if not self.history else "nothing-before", self.language))

    def choose_answer(self) -> None:
        """Lets the person choose an earlier answer, and asks it again."""
        if not self.history:
            self.echo(say("nothing-back", self.language))
            return
        self.echo()
        self.echo(say("which-back", self.language))
        # The first question of a group names it: a bare number would be taken for the number of a line.
        groups = {group[0]: group for group in reversed(self.history)}
        options = [Option(name, self.summary(group)) for name, group in groups.items()]
        menu = Menu((*options, Option(NONE, say("keep", self.language))), self.language)
        picked = self.pick(menu)
        if picked in groups:
            with suppress(Back):
                self.again(groups[picked])

    def again(self, group: tuple[str, ...]) -> None:
        """Asks again what was answered before, and shows what falls and what appears. Raises Back where the person
        leaves it."""
        prompt = prompt_of(self.base, group)
        answers = self.ask(prompt, before={name: self.interview.answers[name] for name in group})
        before = set(self.interview.contradictions)
        change = self.interview.correct(answers)
        self.history = [kept for old in self.history if (kept := tuple(n for n in old if n in self.interview.answers))]
        if not self.answered_now():  # who has to call for help now need not read what else changed
            self.show_change(change)
        self.alarm()
        self.resolve(tuple(name for name in self.interview.contradictions if name not in before))

    def show_change(self, change: Change) -> None:
        lines = []
        words = {True: "is-established", False: "is-refuted"}
        named = {*self.base.warning_signs, *self.base.condition_order}
        for key, statuses in (("change-falls", change.fallen), ("change-appears", change.appeared)):
            for name, status in statuses.items():
                if name in named:
                    sentence = say(words[status], self.language, finding=finding_words(self.words, name))
                    lines.append(say(key, self.language, name=sentence))
        before, after = (text_in(self.base.urgencies[level].name, self.language) for level in change.urgency)
        if before != after:
            lines.append(say("change-urgency", self.language, before=before, after=after))
        for name in change.dropped:
            lines.append(say("change-dropped", self.language, question=asked(self.base.questions[name], self.language)))
        for line in lines or [say("changed-nothing", self.language)]:
            self.echo(line, indent=2)

    def resolve(self, clashes: tuple[str, ...]) -> None:
        """Shows answers that cannot both be true, and asks which one to change."""
        for name in clashes:
            if name not in self.interview.contradictions:
                continue  # changed by the one before
            self.alarm()
            part = self.base.contradictions[name]
            self.echo()
            self.echo(text_in(part.ask, self.language), bold=True)
            given = [question for question in part.questions if question in self.interview.answers]
            for question in given:
                self.echo(f"- {self.summary((question,))}", indent=2)
            options = [
                Option(
                    question,
                    say(
                        "contradiction-change",
                        self.language,
                        question=asked(self.base.questions[question], self.language),
                    ),
                )
                for question in given
            ]
            menu = Menu((*options, Option("right", say("contradiction-right", self.language))), self.language)
            picked = self.pick(menu)
            if picked == "right":
                self.interview.accept(name)
            else:
                with suppress(Back):
                    self.again((picked,))

    # Small things

    def instructions(self) -> None:
        self.echo(say("how-arrows" if self.asker.arrows else "how-numbers", self.language))
        self.echo(say("commands", self.language))

    def summary(self, group: tuple[str, ...]) -> str:
        """A prompt that was answered, on one line."""
        checklist = self.base.checklist_of(group[0]) if len(group) > 1 else None
        return f"{text_in((checklist or self.base.questions[group[0]]).ask, self.language)} {self.answered(group)}"

    def answered(self, group: tuple[str, ...], answers: Mapping[str, Answer] | None = None) -> str:
        """What was answered to a prompt: by now, or then (`answers`)."""
        answers = self.interview.answers if answers is None else answers
        if len(group) > 1:
            words = [self.short(name, answers) for name in group if answers[name] != "no"]
            return "; ".join(words) or say(NONE, self.language)
        return answer_words(self.base.questions[group[0]], answers[group[0]], self.language)

    def stated(self, name: str) -> str:
        """What was answered to one question: what was said yes to, or the question with the answer."""
        statement = self.base.questions[name].type == "yes-no" and self.interview.answers[name] != "no"
        return self.short(name) if statement else self.summary((name,))

    def short(self, name: str, answers: Mapping[str, Answer] | None = None) -> str:
        question = self.base.questions[name]
        answer = (self.interview.answers if answers is None else answers)[name]
        doubt = f" ({say('unsure', self.language)})" if answer == UNKNOWN else ""
        return f"{asked(question, self.language)}{doubt}"

    def page(self) -> Page:
        return Page(width(), self.colour)

    def paragraph(self, text: str, indent: int = 0, bold: bool = False, fg: str | None = None) -> str:
        """A paragraph as this terminal shows it."""
        page = self.page()
        page.paragraph(text, indent)
        return "\n".join(
            click.style(line, bold=bold or None, fg=fg) if self.colour else line for line in page.lines or [""]
        )

    def echo(self, text: str = "", indent: int = 0, bold: bool = False, fg: str | None = None) -> None:
        self.asker.say(lambda: self.paragraph(text, indent, bold, fg))


def emergency_words(words: Words) -> str:
    """What an emergency is called and what to do then, on one line."""
    return urgency_words(words, words.base.levels.alarm)


def _complain(error: TriageError | OSError, language: str) -> int:
    """Says what kept answers or output from being written, and gives the exit code."""
    if isinstance(error, OSError):
        return output_lost(error, language)
    with suppress(OSError):
        click.echo(said(error, language), err=True)
    return error.exit_code
