"""The steps on a full screen (Textual): a pane for each part of a step, forwards and backwards; and the quiz there.

What stands in the panes is made in `reports.learner`; here is only where it stands, and what the
keys do. Nothing is told by colour alone: whatever a colour says, a mark before the line says too.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

import click
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from triage.language.base import Base
from triage.language.errors import INTERRUPTED
from triage.language.words import Words
from triage.reports.layout import Page, clean, wrap
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_words import Line, StepWords
from triage.teaching.marked import marked
from triage.teaching.quiz import Attempt, Question
from triage.teaching.steps import Step
from triage.terminal.lesson import Lesson
from triage.terminal.quizzing import score_text
from triage.terminal.style import colour, width
from triage.words.saying import for_another, plainly, say

WIDE, HIGH = 60, 18
"""The smallest window in which there is something to read."""
STYLES = {
    "new": "bold $text-success",
    "next": "bold $text-primary",
    "true": "$text-success",
    "false": "$text-error",
    "open": "$text-warning",
    "label": "bold",
    "aside": "italic",
}

CSS = """
Screen { layout: vertical; }
#title { height: 1; dock: top; text-style: bold; background: $primary; color: $text; padding: 0 1; }
#keys { height: 1; dock: bottom; background: $surface; padding: 0 1; link-style: none; link-color: $foreground; }
#small { display: none; padding: 1 1; }
.too-small #small { display: block; }
.too-small #panes { display: none; }
#panes { height: 1fr; }
#left, #right { width: 1fr; }
Pane { border: round $foreground 40%; border-title-color: $foreground; border-title-style: bold; padding: 0 1; }
Pane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
Pane:focus { border: double $accent; }
#memory { height: 3fr; }
#so-far { height: 2fr; }
#agenda { height: 4fr; }
#happens { height: 4fr; }
#brings { height: 3fr; }
#question { height: 2fr; }
#options { height: auto; max-height: 12; border: round $foreground 40%; }
#options:focus { border: double $accent; }
#verdict { height: 3fr; }
ModalScreen { align: center middle; }
#box { width: 90%; max-width: 90; height: auto; max-height: 90%; padding: 0 1; }
#box { border: double $accent; background: $surface; }
"""


class Lines(Widget):
    """Lines wrapped to the width there is, what is marked hung out to the left."""

    DEFAULT_CSS = "Lines { height: auto; width: 1fr; }"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(list(_wrapped(self.lines, width)))

    def render(self) -> Content:
        content = [Content.styled(text, style) for text, style in _wrapped(self.lines, self.size.width)]
        return Content("\n").join(content)


def _wrapped(lines: Iterable[Line], width: int) -> Iterable[tuple[str, str]]:
    """Each row of the screen with its style."""
    for line in lines:
        first = " " * (2 * line.depth) + (f"{line.mark} " if line.mark else "")
        rows = wrap(clean(line.text), max(width, len(first) + 8), first, " " * len(first))
        yield from ((row, STYLES.get(line.tone, "")) for row in rows or [""])


class Pane(VerticalScroll, inherit_bindings=False):
    """One part of a step, that scrolls up and down. Left, right, Home and End are for steps."""

    ALLOW_MAXIMIZE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Lines()

    def show(self, title: str, lines: Sequence[Line], end: bool = False) -> None:
        """Shows these lines, from the first on, or the last ones."""
        self.border_title = Content(title)
        self.query_one(Lines).show(lines)
        self.call_after_refresh(self.scroll_end if end else self.scroll_home, animate=False)


class Keys(Static):
    """The keys, on the last line; each can be clicked."""

    def show(self, language: str, keys: Sequence[tuple[str, str, str]]) -> None:
        """`keys`: a key, the phrase for what it does, and the action."""
        parts = [
            Content.from_markup(f"[@click={act}][b]{key}[/b] {say(phrase, language)}[/]") for key, phrase, act in keys
        ]
        self.update(Content("  ").join(parts))


class Box(ModalScreen[None]):
    """Something to read; any key closes it."""

    def __init__(self, title: str, lines: Sequence[Line], language: str) -> None:
        super().__init__()
        self.heading = title
        self.lines = [*lines, Line(say("screen-close", language), tone="aside")]

    def compose(self) -> ComposeResult:
        yield Pane(id="box")

    def on_mount(self) -> None:
        self.query_one(Pane).show(self.heading, self.lines)

    def on_key(self, event: events.Key) -> None:
        if event.key not in ("up", "down", "pageup", "pagedown"):
            event.stop()
            self.dismiss()

    def on_click(self) -> None:
        self.dismiss()


class Ask(ModalScreen[str]):
    """A line to type; Escape leaves it empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(self.label))
            yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        self.dismiss("")


class Framed(Screen[None]):
    """A title, panes, and the keys; or, in a window that is too small, that it is."""

    ALLOW_IN_MAXIMIZED_VIEW = ".-textual-system,#title,#keys"

    app: StepApp

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="small")
        with Horizontal(id="panes"):
            yield from self.panes()
        yield Keys(id="keys")

    def panes(self) -> ComposeResult:
        raise NotImplementedError

    def show(self) -> None:
        """Fills the panes anew."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        columns, lines = event.size
        self.set_class(columns < WIDE or lines < HIGH, "too-small")
        text = say("screen-small", self.app.words.language, columns=columns, lines=lines, wide=WIDE, high=HIGH)
        self.query_one("#small", Static).update(Content(text))

    def pane(self, name: str, key: str, lines: Sequence[Line], end: bool = False) -> None:
        self.query_one(f"#{name}", Pane).show(say(key, self.app.words.language), lines, end)

    def action_zoom(self) -> None:
        focused = self.focused
        if self.maximized is not None:
            self.minimize()
        elif isinstance(focused, Pane):
            self.maximize(focused, container=False)

    def action_language(self) -> None:
        self.app.next_language()
        self.show()


class StepScreen(Framed):
    """One step at a time. `at` counts from nought."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,n", "next", show=False),
        Binding("left,p,b,backspace", "back", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("g", "go", show=False),
        Binding("slash", "search", show=False),
        Binding("z", "zoom", show=False),
        Binding("l", "language", show=False),
        Binding("question_mark,h,f1", "help", show=False),
        Binding("q", "app.leave", show=False),
    ]

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self.at = at

    def panes(self) -> ComposeResult:
        with Vertical(id="left"):
            yield Pane(id="memory")
            yield Pane(id="so-far")
        with Vertical(id="right"):
            yield Pane(id="agenda")
            yield Pane(id="happens")
            yield Pane(id="brings")

    @property
    def step(self) -> Step:
        return self.app.words.steps[self.at]

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#happens").focus()

    def show(self) -> None:
        words, step = self.app.words, self.step
        title = say("step-title", self.app.words.language, number=step.number, last=len(words.steps))
        name = f"{self.app.case_name}: " if self.app.case_name else ""
        self.query_one("#title", Static).update(Content(clean(f"{name}{title}: {words.title(step)}")))
        self.pane("memory", "step-memory", words.memory(step))
        self.pane("so-far", "step-so-far", words.so_far(step), end=True)
        self.pane("agenda", "step-agenda", words.agenda(step))
        self.pane("happens", "step-act", words.happens(step))
        self.pane("brings", "step-brings", words.brings(step))
        self.query_one(Keys).show(
            words.language,
            [
                ("→", "screen-next", "screen.next"),
                ("←", "screen-back", "screen.back"),
                ("g", "screen-go", "screen.go"),
                ("/", "screen-search", "screen.search"),
                ("z", "screen-zoom", "screen.zoom"),
                ("l", "screen-language", "screen.language"),
                ("?", "screen-help", "screen.help"),
                ("q", "screen-quit", "app.leave"),
            ],
        )

    def to(self, at: int) -> None:
        at = min(max(at, 0), len(self.app.words.steps) - 1)
        if at != self.at:
            self.at = at
            self.show()

    def action_next(self) -> None:
        self.to(self.at + 1)

    def action_back(self) -> None:
        self.to(self.at - 1)

    def action_first(self) -> None:
        self.to(0)

    def action_last(self) -> None:
        self.to(len(self.app.words.steps) - 1)

    def action_go(self) -> None:
        last = len(self.app.words.steps)
        self.app.push_screen(Ask(say("screen-which-step", self.app.words.language, last=last)), self.go)

    def go(self, typed: str | None) -> None:
        last = len(self.app.words.steps)
        if not typed:
            return
        if typed.isdecimal() and 1 <= int(typed) <= last:
            self.to(int(typed) - 1)
        else:
            self.tell("screen-go", say("screen-no-step", self.app.words.language, typed=typed[:20], last=last))

    def action_search(self) -> None:
        self.app.push_screen(Ask(say("screen-which-rule", self.app.words.language)), self.search)

    def search(self, typed: str | None) -> None:
        """Goes to the next step in which such a rule fires, from the beginning after the last."""
        if not typed:
            return
        words = self.app.words
        ahead = [*range(self.at + 1, len(words.steps)), *range(self.at + 1)]
        for at in ahead:
            step = words.steps[at]
            if step.kind in ("rule", "caution") and typed.casefold() in step.clause.field.partition("/")[2]:
                self.to(at)
                return
        named = [rule for rule in self.app.base.rules.values() if typed.casefold() in rule.id]
        if not named:
            self.tell("screen-search", say("screen-no-rule", self.app.words.language, typed=typed[:20]))
            return
        end = words.steps[-1].memory
        lines = [line for rule in named for line in words.fails(rule.id, marked(rule.when, end.known), end)]
        self.app.push_screen(Box(say("screen-never-fires", self.app.words.language), lines, words.language))

    def action_help(self) -> None:
        self.tell(
            "screen-help",
            *(say(key, self.app.words.language) for key in ("screen-cycle", "screen-generated", "screen-keys")),
        )

    def tell(self, key: str, *texts: str) -> None:
        self.app.push_screen(
            Box(say(key, self.app.words.language), [Line(text) for text in texts], self.app.words.language)
        )


class QuizScreen(Framed):
    """One question at a time; after an answer why it is right or wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,n,enter", "next", show=False),
        Binding("z", "zoom", show=False),
        Binding("l", "language", show=False),
        Binding("question_mark,h,f1", "hint", show=False),
        Binding("q", "app.leave", show=False),
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self.questions = questions
        self.at = 0
        self.attempt: Attempt | None = None

    @property
    def question(self) -> Question | None:
        return self.questions[self.at] if self.at < len(self.questions) else None

    def panes(self) -> ComposeResult:
        with Vertical(id="left"):
            yield Pane(id="memory")
        with Vertical(id="right"):
            yield Pane(id="question")
            yield OptionList(id="options", markup=False)
            yield Pane(id="verdict")

    def show(self) -> None:
        quiz, question = self.app.quiz_words, self.question
        score = quiz.score(self.app.attempts) if self.app.attempts else ""
        options = self.query_one(OptionList)
        options.clear_options()
        if question is None:
            self.query_one("#title", Static).update(Content(score or say("quiz-none", quiz.language)))
            self.pane("memory", "step-so-far", [])
            again = quiz.again(self.app.attempts)
            head = Line(score or say("quiz-none", quiz.language), tone="label")
            self.pane("question", "quiz-again", [head, *again] if again else [head])
            self.pane("verdict", "step-act", [])
            self.query_one("#options").display = False
        else:
            title = f"{quiz.title(self.at + 1, self.questions)}   {score}"
            self.query_one("#title", Static).update(Content(clean(title)))
            self.pane("memory", "step-memory", quiz.steps.memory(question.step))
            asks = Line(quiz.asks(question), tone="label")
            self.pane("question", "quiz-question", [asks, *quiz.situation(question)])
            options.add_options(
                Option(Content(f"{number}. {clean(quiz.option(question, name))}"))
                for number, name in enumerate(question.options, 1)
            )
            options.highlighted = 0
            lines: list[Line] = []
            if self.attempt is not None:
                verdict = Line(quiz.verdict(self.attempt), tone="true" if self.attempt.right else "false")
                lines = [verdict, *quiz.explains(self.attempt)]
            self.pane("verdict", "quiz-verdict", lines)
        self.query_one(Keys).show(
            quiz.steps.language,
            [
                ("1-4", "screen-choose", "screen.nothing"),
                ("Enter", "screen-next", "screen.next"),
                ("?", "screen-hint", "screen.hint"),
                ("z", "screen-zoom", "screen.zoom"),
                ("l", "screen-language", "screen.language"),
                ("q", "screen-quit", "app.leave"),
            ],
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if self.attempt is not None:  # answered, and back among the options
            self.action_next()
            return
        self.action_choose(event.option_index + 1)

    def action_choose(self, number: int) -> None:
        question = self.question
        if question is None or self.attempt is not None or number > len(question.options):
            return
        self.attempt = Attempt(question, question.options[number - 1])
        self.app.attempts.append(self.attempt)
        self.show()
        self.query_one("#verdict").focus()

    def action_next(self) -> None:
        """To the next question, once this one is answered; after the last to the score."""
        if self.question is not None and self.attempt is not None:
            self.at += 1
            self.attempt = None
            self.show()
            self.query_one("#options" if self.question else "#question").focus()

    def action_hint(self) -> None:
        if self.question is not None:
            quiz = self.app.quiz_words
            self.app.push_screen(
                Box(say("screen-hint", self.app.words.language), quiz.hint(self.question), quiz.steps.language)
            )

    def action_nothing(self) -> None:
        """The numbers stand among the keys to be read."""


class StepApp(App[int]):
    """The steps of one case, or a quiz about them where there are `questions`."""

    CSS = CSS
    TITLE = "triage step"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
    ]

    def __init__(
        self, words: StepWords, name: str = "", start: int = 1, questions: Sequence[Question] | None = None
    ) -> None:
        super().__init__()
        self.words = words
        self.base: Base = words.base
        self.case_name = name
        self.start = start
        self.questions = questions
        self.attempts: list[Attempt] = []

    @property
    def quiz_words(self) -> QuizWords:
        return QuizWords(self.words)

    def on_mount(self) -> None:
        self.push_screen(StepScreen(self.start - 1) if self.questions is None else QuizScreen(self.questions))

    def next_language(self) -> None:
        languages, spoken = self.base.languages, self.words.language
        language = languages[(languages.index(plainly(spoken)) + 1) % len(languages)]
        language = language if spoken == plainly(spoken) else for_another(language)
        self.words = StepWords(Words(self.base, language), self.words.steps, self.words.generated)

    def action_leave(self) -> None:
        self.exit(0)

    def action_interrupt(self) -> None:
        self.exit(INTERRUPTED)


def shows(lesson: Lesson) -> StepApp:
    """What shows a lesson."""
    with suppress(ImportError):  # Windows has no such driver
        from textual.drivers import linux_driver  # noqa: PLC0415

        # At a byte that is no UTF-8 its reader of keys ends in a traceback; it is one strange character.
        vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(getincrementaldecoder(name), "replace")
    return StepApp(lesson.words, lesson.case.name, lesson.first, lesson.questions)


def left(app: StepApp, lesson: Lesson, code: int | None) -> int:
    """What is to be done when the person has left, with this code: the score of a quiz stays behind."""
    if lesson.questions is not None:
        page = Page(width(), colour())
        click.echo(score_text(QuizWords(app.words), app.attempts, page, lesson.again), nl=False)
    return code or 0
