"""What stands behind the one page of an interview: the whole plan, why, a letter, a page to open."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from triage.cases.case import Case, load_case
from triage.cases.check_in import check_in_of
from triage.explanation.explanation import Asked, explain
from triage.explanation.installing import installing
from triage.follow_up.beginning import started_on
from triage.follow_up.standing import Standing, standing
from triage.inference.outcome import Outcome
from triage.language.answer import CheckedAnswers
from triage.language.errors import TriageError
from triage.language.words import Words
from triage.language.writing import PRIVATE, write_atomically
from triage.reports.clinician.explanation_text import explanation_text
from triage.reports.clinician.letter import letter, letter_text
from triage.reports.layout import Page
from triage.reports.person.to_text import to_text
from triage.terminal.saving import why_not_kept
from triage.words.understanding import Meanings, bare

More = Literal["plan", "why", "letter", "open", "quit"]
KEYS: Mapping[More, str] = {
    "plan": "typed-plan",
    "why": "typed-reasons",
    "letter": "typed-letter",
    "open": "typed-page",
    "quit": "typed-leave",
}
"""What can be asked for, and the phrase that lists the words for it; Enter alone leaves."""
WANTED = Meanings({name: (key,) for name, key in KEYS.items()})


def wanted(line: str, language: str) -> More | None:
    """What a line asks for; None where it asks for nothing we have."""
    word = bare(line).strip("[].!")
    if not word:
        return "quit"
    meant = WANTED.of(word, language)
    return next((name for name in KEYS if name in meant), None)


class Behind:
    """What there is behind the page of one outcome. `place`: where its answers are kept, if they are; `knowledge`:
    where the base was read, where that was named; `story`: what happened, of a case that is not kept."""

    def __init__(
        self, words: Words, outcome: Outcome, place: Path | None, knowledge: Path | None, story: str = ""
    ) -> None:
        self.words = words
        self.outcome = outcome
        self.place = place
        self.knowledge = knowledge
        self.story = story
        self.written: Path | None = None
        """Where the page to open was written."""

    def case(self) -> Case:
        """The case as its file has it, with the answers that the outcome rests on."""
        answers = CheckedAnswers(self.words.base, self.outcome.answers)
        if self.place is None:
            return Case("", answers, self.story)
        return replace(load_case(self.words.base, self.place), answers=answers)

    def standing(self) -> Standing:
        """How that case stands."""
        case = self.case()
        return standing(self.words.base, check_in_of(self.words.base, case, self.knowledge), case)

    def plan(self, page: Page) -> str:
        """The whole outcome."""
        return to_text(self.words, self.outcome, page, full=True)

    def why(self, page: Page) -> str:
        """How it came out. Raises TriageError."""
        explanation = explain(self.outcome, Asked())
        return explanation_text(self.words, explanation, self.case(), page)

    def letter(self, page: Page) -> str:
        """The page for a doctor. Raises TriageError."""
        stands = self.standing()
        written_letter = letter(stands, started_on(self.words.base, stands.case), date.today(), self.words.language)
        return letter_text(written_letter, page)

    def open(self) -> tuple[str, Path | None]:
        """Writes the report and has a browser open it. Gives what became of it, in words, and where it is."""
        try:
            place = self.write()
        except ModuleNotFoundError:
            return self.words.say("page-not-made", reason=installing(self.words.language, "html")), None
        except (OSError, TriageError) as error:
            return self.words.say("page-not-made", reason=why_not_kept(error, self.words.language)), None
        try:
            opened = webbrowser.open(place.resolve().as_uri())
        except (webbrowser.Error, OSError):
            opened = False
        return self.words.say("page-opened" if opened else "page-no-browser"), place

    def write(self) -> Path:
        """Writes the report beside the answers, or where those are not kept in a directory of this person alone.

        Raises OSError, TriageError, and ModuleNotFoundError where what it takes is not installed."""
        from triage.reports.clinician.report import report, report_html  # noqa: PLC0415  # an extra

        html = report_html(report(self.standing(), self.words.language))
        place = self.written
        if place is None and self.place is not None:
            place = self.place.with_suffix(".html")
            if os.path.lexists(place):  # somebody else's, or of an earlier day
                place = place.with_name(f"{place.stem}-{os.getpid()}.html")
        elif place is None:
            place = Path(tempfile.mkdtemp(prefix="triage-")) / "triage.html"
        write_atomically(place, html, PRIVATE)
        self.written = place
        return place
