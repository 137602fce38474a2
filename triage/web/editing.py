"""A class edits a rule: the real messages of the reader, what becomes of every worked case, and a property that the
class states, proved or broken by a smallest case.

The edited base lives as long as the request. One is worked out at a time, for the solver serves one; it gives up after
a while, and then nothing is proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from triage.editor.lines import around
from triage.explanation.installing import installing
from triage.explanation.to_words import asked, finding_words, option_words
from triage.language.base import Base
from triage.language.edited import Written, Wrong, rewritten, written_at, wrongs
from triage.language.errors import KnowledgeError, TriageError
from triage.language.files import read_directory, shipped
from triage.language.read_condition import answers_of
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.author.witness import answer_lines
from triage.web.forms import form_of
from triage.web.guarding import Refused
from triage.web.theatre import Theatre, number_in
from triage.words.saying import say

if TYPE_CHECKING:
    from triage.difference.difference import Moved
    from triage.editor.writing import Looked
    from triage.language.property import Property

LONGEST_RULE, LONGEST_PROPERTY = 8_000, 4_000
"""So many characters the texts have at most."""
MOST_MOVES = 40
"""So many worked cases are named that come out otherwise."""
WAITING = 15.0
"""So many seconds somebody waits until the one before them is done."""
PROVING = 10_000
"""After so many thousandths of a second the solver gives up on one question."""
OFFERED = 200
"""So many words are offered at a place; what is typed of one picks among them."""
PROPERTY = "property"
HEAD = 3
"""So many lines stand before a property that a class writes, and it stands two to the right."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a property: proved, or `lines` are a smallest case that breaks it; `why` says why neither."""

    proved: bool = False
    lines: tuple[str, ...] = ()
    idle: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a text: what is wrong in it and in the property, and else what is otherwise. None: nothing asked."""

    wrong: tuple[Wrong, ...] = ()
    wrong_property: tuple[Wrong, ...] = ()
    cases: int = 0
    moved: tuple[tuple[str, str, str, str], ...] = ()
    more: int = 0
    less_urgent: int = 0
    proof: Proof | None = None


class Editing:
    """The pages on which a rule is edited."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.base = theatre.site.base
        self.one = Lock()

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return read_directory(self.directory)

    def routes(self, language: str) -> list[Route]:
        at = f"/{language}/teach/rule"
        return [
            Route(at, partial(self.rules, language=language)),
            Route(f"{at}/{{rule}}", partial(self.rule, language=language), methods=["GET", "POST"]),
            Route(f"{at}/{{rule}}/offers", partial(self.offers, language=language), methods=["POST"]),
        ]

    async def rules(self, request: Request, language: str) -> Response:
        values = {"rules": list(self.base.rules)}
        return self.theatre.page(request, "teach-rules", language, values)

    async def rule(self, request: Request, language: str) -> Response:
        name = request.path_params["rule"]
        was = await self.theatre.site.work_out(partial(self.written, name))
        text, stated = was.text, self.stated(name)
        tried = None
        if request.method == "POST":
            form = await form_of(request)
            text, stated = (form.one(field).replace("\r\n", "\n").rstrip() for field in ("rule", PROPERTY))
            if len(text) > LONGEST_RULE or len(stated) > LONGEST_PROPERTY:
                raise Refused(413, "web-too-large")
            tried = await self.theatre.site.work_out(partial(self.tried, was, text, stated, language))
        values = {
            **{"name": name, "was": was, "rule_text": text, "stated": stated, "tried": tried},
            **{"questions": list(self.base.questions.values()), "findings": list(self.base.findings)},
            "answers_of": answers_of,
        }
        status = 422 if tried is not None and (tried.wrong or tried.wrong_property) else 200
        return self.theatre.page(request, "teach-rule", language, values, status)

    async def offers(self, request: Request, language: str) -> Response:
        """What may be written at a place of the text, as an editor offers it, each with its words: `line` and `column`
        count from 0."""
        form = await form_of(request)
        text = form.one("rule").replace("\r\n", "\n")
        if len(text) > LONGEST_RULE:
            raise Refused(413, "web-too-large")
        at = number_in(form.one("line"), 0), number_in(form.one("column"), 0)
        offered = partial(self.offered, request.path_params["rule"], text, *at, language)
        return JSONResponse(await self.theatre.site.work_out(offered), headers={"cache-control": "no-store"})

    def offered(self, name: str, text: str, line: int, column: int, language: str) -> list[tuple[str, str]]:
        """Raises Refused where there is no such rule."""
        from triage.editor.writing import Writing  # noqa: PLC0415  # slow to load

        was = self.written(name)
        lines = self.files[was.file].decode().split("\n")
        lines[was.line - 1 : was.line - 1 + was.lines] = text.split("\n")
        file = (self.directory / was.file).resolve()
        writing = Writing(self.directory, {file: "\n".join(lines).encode()}, self.looked)
        here = around(lines, was.line - 1 + line, column)
        names = [ident for ident in writing.offered(file, was.line - 1 + line, column) if here.typed in ident]
        return [(ident, self.called(here.key, ident, language)) for ident in names[:OFFERED]]

    def called(self, key: str, name: str, language: str) -> str:
        """What an id that may stand behind a key is called; "" where it is no id of a question, option or finding."""
        about = self.base.questions.get(key)
        if about is not None:
            return option_words(about, name, language) if name in about.options else ""
        if name in self.base.questions and not key:
            return asked(self.base.questions[name], language)
        return finding_words(Words(self.base, language), name) if key and name in self.base.findings else ""

    @cached_property
    def looked(self) -> Looked:
        """What an editor knows of the base as it stands in its files."""
        from triage.editor.writing import Writing  # noqa: PLC0415  # slow to load

        return Writing(self.directory).look(quick=True)

    @property
    def directory(self) -> Path:
        return self.theatre.site.settings.knowledge or shipped()

    def written(self, name: str) -> Written:
        """Raises Refused where there is no such rule, or its file cannot be read."""
        rule_text = written_at(self.files, self.base.rules[name].place) if name in self.base.rules else None
        if rule_text is None:
            raise Refused(404, "teach-no-rule")
        return rule_text

    def stated(self, name: str) -> str:
        """A property to begin with: whoever the rule fires for is told no less than it demands."""
        rule = self.base.rules[name]
        if rule.urgency is not None:
            return f"when: {{fires: {name}}}\nalways: {{demanded: {rule.urgency}}}"
        if rule.establish:
            return f"when: {{finding: {rule.establish[0]}}}\nalways: {{fires: {name}}}"
        return f"when: {{fires: {name}}}\nnever: {{urgency: self-care}}"

    def tried(self, was: Written, text: str, stated: str, language: str) -> Tried:
        """Raises Refused where others are not done in time."""
        if not self.one.acquire(timeout=WAITING):
            raise Refused(503, "teach-busy")
        try:
            return self._tried(was, text, stated, language)
        finally:
            self.one.release()

    def _tried(self, was: Written, text: str, stated: str, language: str) -> Tried:
        try:
            new = rewritten(self.files, was, text)
        except KnowledgeError as error:
            return Tried(wrong=tuple(wrongs(error.problems, text, was.file, language, was.line - 1)))
        except TriageError as error:
            return Tried(wrong=(Wrong(0, error.said(language)),))
        about = None
        try:
            if stated.strip():
                about = stated_property(new, stated)
        except KnowledgeError as error:
            return Tried(wrong_property=tuple(wrongs(error.problems, stated, PROPERTY, language, HEAD, 2)))
        from triage.difference.difference import moved  # noqa: PLC0415  # slow to load

        worked = {name: case.answers for name, case in self.theatre.lessons.project.worked.items()}
        moves = moved(self.base, new, worked)
        lowered = [move for move in moves if move.aspect == "urgency" and lower(self.base, move)]
        first = [*lowered, *(move for move in moves if move not in lowered)][:MOST_MOVES]
        return Tried(
            cases=len(worked),
            moved=tuple(self.told(new, move, language) for move in first),
            more=max(len(moves) - MOST_MOVES, 0),
            less_urgent=len(lowered),
            proof=None if about is None else prove(Words(new, language), about),
        )

    def told(self, new: Base, move: Moved, language: str) -> tuple[str, str, str, str]:
        """A case that comes out otherwise: its name, what is otherwise, before and after."""

        def called(base: Base, name: str) -> str:
            if not name:
                return say("none", language)
            if move.aspect == "leading":
                return finding_words(Words(base, language), name)
            parts = base.urgencies if move.aspect == "urgency" else base.pathways
            return text_in(parts[name].name, language)

        return move.case, say(move.aspect, language), called(self.base, move.old), called(new, move.new)


def lower(base: Base, move: Moved) -> bool:
    order = list(base.urgencies)
    return order.index(move.new) > order.index(move.old)


def stated_property(base: Base, text: str) -> Property:
    """What a class writes, without what only a base has to say of a property. Raises KnowledgeError."""
    from triage.language.read_property import property_in  # noqa: PLC0415  # slow to load

    because = ", ".join(f"{language}: stated by a class" for language in base.languages)
    head = (f"- {PROPERTY}: stated-by-a-class", "  hazard: stated-by-a-class", f"  because: {{{because}}}")
    return property_in(base, "\n".join([*head, *(f"  {line}" for line in text.split("\n"))]), PROPERTY)


def prove(words: Words, about: Property) -> Proof:
    """Whether a property holds of all answers that there can be. Needs the solver; without it says so."""
    try:
        from triage.proof.encoding import Encoding  # noqa: PLC0415  # an extra
        from triage.proof.proving import Prover, asked  # noqa: PLC0415
    except ModuleNotFoundError:
        return Proof(why=installing(words.language, "proof"))
    try:
        encoding = Encoding(words.base, also=list(asked([about])))
        encoding.space.solver.set("timeout", PROVING)
        verdict = Prover(encoding).prove(about)
    except TriageError as error:
        return Proof(why=error.said(words.language))
    if verdict.proved:
        return Proof(proved=True, idle=bool(verdict.idle))
    return Proof(lines=tuple(answer_lines(words, verdict.failures[0].answers)))
