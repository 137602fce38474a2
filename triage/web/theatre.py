"""The theatre: a worked case on a timeline that one scrubs both ways, questions about it, and two runs side by side.

The state is in the address, so that a link is a lesson. What is shown is what `teaching` recorded, in the words that
the terminal has too; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import QueryParams, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triage.cases.case import Case
from triage.explanation.installing import installing
from triage.follow_up.standing import standing
from triage.language.errors import TriageError
from triage.language.load import load
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_network import MOST, parts_around, step_svg
from triage.reports.learner.step_words import StepWords
from triage.reports.person.standing import last_note
from triage.teaching.quiz import Attempt, Question
from triage.teaching.strategies import STRATEGIES
from triage.web.carrying import LARGEST, cannot_open, from_file, from_fragment
from triage.web.forms import fields
from triage.web.guarding import POLICY, Refused
from triage.web.lessons import OWN, PAGE_SIZE, TOLD, Lessons, OtherBaseLessons, Way
from triage.words.saying import say

if TYPE_CHECKING:
    from triage.web.application import Site

LIVE = {"content-security-policy": f"{POLICY}; connect-src 'self'"}
"""A page of a lesson fetches the next one, and a phone hears when a question opens."""
DRAWING = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"}
"""A drawing has its own style in it, and nothing else can run there."""
DRAWN = 64
"""So many drawings are remembered, the latest."""
QUESTIONS = 6
"""So many questions a quiz has, unless the address says otherwise."""
MOST_QUESTIONS = 20
DIGITS = 6
WAYS = {
    "teach-told": ("told", {way: f"teach-told-{way}" for way in TOLD}),
    "teach-strategy": ("strategy", {strategy: f"teach-strategy-{strategy}" for strategy in STRATEGIES}),
}
"""What can be chosen about a run: under which words, as which field, and each choice with its words."""


class Theatre:
    """The pages about worked cases."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lessons = Lessons(site.base, site.settings.knowledge, site.settings.lessons)
        other = site.settings.beside
        self.beside: Lessons | None = None if other is None else OtherBaseLessons(load(other), other, self.lessons)
        self.drawing = lru_cache(maxsize=DRAWN)(self._drawing)

    def routes(self, language: str) -> list[Route]:
        at = f"/{language}/teach"
        return [
            Route(at, partial(self.cases, language=language)),
            Route(f"{at}/open", partial(self.open, language=language), methods=["GET", "POST"]),
            Route(f"{at}/case/{{case}}", partial(self.work, self.step, language)),
            Route(f"{at}/case/{{case}}/network.svg", partial(self.work, self.network, language)),
            Route(f"{at}/case/{{case}}/compare", partial(self.work, self.compare, language)),
            Route(f"{at}/case/{{case}}/predict", partial(self.work, self.predict, language)),
        ]

    async def work(self, page: Callable[[Request, str], Response], language: str, request: Request) -> Response:
        return await self.site.work_out(partial(page, request, language))

    def page(
        self, request: Request, template: str, language: str, values: Mapping[str, object], status: int = 200
    ) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        values = {"path": f"{request.url.path}{query}", "can_edit": self.site.settings.edits, **values}
        response = self.site.page(request, template, language, values, status)
        response.headers.update(LIVE)
        return response

    # The cases

    async def cases(self, request: Request, language: str) -> Response:
        return await self.site.work_out(partial(self.listed, request, language))

    def listed(self, request: Request, language: str) -> Response:
        wanted, first = request.query_params.get("find", "")[:100], query_number(request.query_params, "from", 0)
        cases, count = self.lessons.named(wanted, first)
        more = first + PAGE_SIZE if first + PAGE_SIZE < count else None
        values = {"found": cases, "count": count, "find": wanted, "first": first, "more": more}
        return self.page(request, "teach-cases", language, {**values, "shown": PAGE_SIZE})

    # A case that somebody brings

    async def open(self, request: Request, language: str) -> Response:
        """The link of a person, or a case file, as a lesson."""
        if request.method != "POST":
            return self.page(request, "teach-open", language, {"problem": ""})
        brought: str | bytes = b""
        async with fields(request) as form:
            for value in form.getlist("file"):
                if isinstance(value, UploadFile) and value.filename:
                    brought = await value.read(LARGEST + 1)
            if typed := form.get("link"):
                brought = str(typed)
        return await self.site.work_out(partial(self.opened, request, brought, language))

    def opened(self, request: Request, brought: str | bytes, language: str) -> Response:
        problem = "" if brought else say("web-open-nothing", language)
        if not problem:
            try:
                case = self.taken(brought)
                problem = self.stands_otherwise(case, language)
                if not problem:
                    return RedirectResponse(f"/{language}/teach/case/{self.lessons.bring(case)}", 303)
            except TriageError as error:
                problem = cannot_open(error, language)
        return self.page(request, "teach-open", language, {"problem": problem}, 422)

    def taken(self, brought: str | bytes) -> Case:
        """What was brought: a link, the text of a case, or a file. Raises TriageError."""
        if isinstance(brought, bytes):
            return from_file(self.lessons.base, brought)[0]
        if "answers:" in brought or brought.lstrip().startswith("{"):
            return from_file(self.lessons.base, brought.encode())[0]
        return from_fragment(self.lessons.base, brought)[0]

    def stands_otherwise(self, case: Case, language: str) -> str:
        """What there is to say of a case whose first answers are not how it stands: somebody has to look today or now.
        Nothing of any other."""
        note = last_note(standing(self.lessons.base, self.site.inside, case), language)
        return "" if note is None else f"{note} {say('teach-open-stands', language)}"

    # A step

    def step(self, request: Request, language: str) -> Response:
        case, way = self.lessons.case(request.path_params["case"]), Way.of(request.query_params)
        words = self.lessons.words(case.name, way, language)
        at = min(max(query_number(request.query_params, "at", 1), 1), len(words.steps))
        step = words.steps[at - 1]
        values = {
            **self.about(case.name, called(case.name, language), way, at, len(words.steps)),
            "story": case.story,
            "spoken_story": case.language,
            "words": words,
            "step": step,
            "written": self.lessons.written(step),
            "no_drawing": self.no_drawing(parts_around(words, step), language),
        }
        return self.page(request, "teach-step", language, values)

    def about(self, case: str, called: str, way: Way, at: int, last: int) -> dict[str, object]:
        """What every page about a case needs to link to others."""

        def link(at: int, page: str = "", **others: object) -> str:
            query = {"told": way.told, "strategy": way.strategy, "at": at, **others}
            kept = {name: value for name, value in query.items() if value not in (TOLD[0], "depth", "")}
            return f"{case}{page}?{urlencode(kept)}"

        return {"case": case, "called": called, "way": way, "at": at, "last": last, "link": link, "ways": WAYS}

    @staticmethod
    def no_drawing(parts: int, language: str) -> str | None:
        """Why there is no drawing of so many parts: "" where there is one, None where there is nothing to draw."""
        if not parts:
            return None
        if parts > MOST:
            return say("teach-drawing-large", language, count=parts)
        try:
            import pygraphviz  # noqa: F401, PLC0415  # an extra
        except ModuleNotFoundError:
            return f"{say('teach-no-drawing', language)} {installing(language, 'graph')}"
        return ""

    def network(self, request: Request, language: str) -> Response:
        case, way = self.lessons.case(request.path_params["case"]), Way.of(request.query_params)
        drawn = self.drawing(case.name, way, query_number(request.query_params, "at", 1), language)
        if drawn is None:
            raise Refused(404, "web-not-there")
        return Response(drawn, media_type="image/svg+xml", headers={**DRAWING, "cache-control": "private, no-cache"})

    def _drawing(self, case: str, way: Way, at: int, language: str) -> str | None:
        words = self.lessons.words(case, way, language)
        if not 1 <= at <= len(words.steps):
            return None
        step = words.steps[at - 1]
        return (
            step_svg(words, step, called(case, language))
            if self.no_drawing(parts_around(words, step), language) == ""
            else None
        )

    # Predict, then see

    def predict(self, request: Request, language: str) -> Response:
        """What was said so far stands in the address, so that nothing is kept of anybody."""
        query = request.query_params
        case = self.lessons.case(request.path_params["case"])
        seed = query_number(query, "seed", 0)
        most = min(max(query_number(query, "questions", QUESTIONS), 1), MOST_QUESTIONS)
        questions = self.lessons.questions(case.name, seed, most)
        numbers = [number_in(reply, 0) for reply in query.get("said", "").split(".") if reply][:MOST_QUESTIONS]
        asked = {"seed": seed, "questions": most}
        if answer := query_number(query, "answer", 0):
            numbers.append(answer)
            return RedirectResponse(f"predict?{urlencode({**asked, 'said': joined(numbers), 'see': 1})}", 303)
        attempts = tried(questions, numbers)
        words = QuizWords(self.lessons.words(case.name, Way(), language))
        sees = "see" in query and bool(attempts)
        number = len(attempts) + (0 if sees else 1)
        values = {
            **self.about(case.name, called(case.name, language), Way(), 1, len(words.steps.steps)),
            "quiz": words,
            "questions": questions,
            "number": number,
            "question": questions[number - 1] if number <= len(questions) else None,
            "attempt": attempts[-1] if sees else None,
            "attempts": attempts,
            "said": joined(numbers[: len(attempts)]),
            "seed": seed,
            "most": most,
        }
        return self.page(request, "teach-predict", language, values)

    # Two runs side by side

    def compare(self, request: Request, language: str) -> Response:
        query, name = request.query_params, request.path_params["case"]
        self.lessons.case(name)
        second = {"strategy2": "depth" if self.beside is not None else "newest", **query}
        ways = (Way.of(query), Way.of(second, "2"))
        runs = [self.lessons, self.lessons if second.get("base2") == "same" or self.beside is None else self.beside]
        words = [run.words(name, way, language) for run, way in zip(runs, ways, strict=True)]
        last = max(len(case_words.steps) for case_words in words)
        at = min(max(query_number(query, "at", 1), 1), last)
        steps = [case_words.steps[min(at, len(case_words.steps)) - 1] for case_words in words]
        chosen = {
            **{"told": ways[0].told, "strategy": ways[0].strategy, "told2": ways[1].told},
            **{"strategy2": ways[1].strategy, **({"base2": "same"} if second.get("base2") == "same" else {})},
        }
        values = {
            **{"case": name, "called": called(name, language), "at": at, "last": last, "ways": WAYS, "chosen": chosen},
            "runs": list(zip(words, steps, map(fired, words), strict=True)),
            "alike": same_conclusions(*words),
            "sides": (("", "teach-left"), ("2", "teach-right")),
            "other": self.beside.base if self.beside is not None else None,
            "link": lambda at: f"compare?{urlencode({**chosen, 'at': at})}",
        }
        return self.page(request, "teach-compare", language, values)


def called(case: str, language: str) -> str:
    """What a page calls a case: one that somebody brought has a name for its address alone."""
    return say("teach-own-case", language) if case.startswith(OWN) else case


def fired(words: StepWords) -> list[tuple[int, str]]:
    """The rules of the author in the order in which they fire, each with the number of its step."""
    return [(step.number, step.clause.field.partition("/")[2]) for step in words.steps if step.kind == "rule"]


def same_conclusions(one: StepWords, other: StepWords) -> bool:
    """Whether two runs end with the same conclusions."""
    ends = [words.steps[-1].memory for words in (one, other)]
    return len({(frozenset(end.known.findings.items()), end.urgency) for end in ends}) == 1


def query_number(query: QueryParams, name: str, default: int) -> int:
    """A number in an address; what is none stands for `default`."""
    return number_in(query.get(name, ""), default)


def number_in(given: str, default: int) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else default


def joined(numbers: Sequence[int]) -> str:
    return ".".join(map(str, numbers))


def tried(questions: Sequence[Question], numbers: Sequence[int]) -> list[Attempt]:
    """What was said to the first questions, as far as it is an answer to them."""
    attempts = []
    for question, number in zip(questions, numbers, strict=False):
        if not 1 <= number <= len(question.options):
            break
        attempts.append(Attempt(question, question.options[number - 1]))
    return attempts
