"""A case: its answers, what came of them and why; what another answer would do; the letter; a newer file of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

from starlette.responses import Response

from triage.cases.case import read_case
from triage.clinic.model import StoredCase
from triage.clinic.problems import ChangedMeanwhile
from triage.explanation.change import changed as with_changes
from triage.explanation.explaining import given_words, subject_words
from triage.explanation.explanation import Asked, Explanation, explain
from triage.explanation.hinges import Hinges
from triage.explanation.proof import Prover
from triage.explanation.subject import Subject, by_kind
from triage.explanation.to_words import asked
from triage.explanation.what_if import what_if
from triage.follow_up.beginning import started_on
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.evaluate import Answer
from triage.language.words import Words
from triage.reports.clinician.explanation_text import explanation_text, what_if_rows
from triage.reports.clinician.letter import letter
from triage.reports.clinician.report import report, report_html
from triage.reports.person.notices import notices
from triage.reports.person.standing import standing_page
from triage.web.carrying import case_text, packed, to_fragment, unpacked
from triage.web.checking_in import CheckIns, can_check_in
from triage.web.clinic.desk import AT, Desk
from triage.web.clinic.doors import Door, Visit
from triage.web.clinic.leaf import Leaf
from triage.web.clinic.lists import brought, cannot, sealed_outcome
from triage.web.clinic.seen import Seen
from triage.web.clinic.switches import changed, groups
from triage.web.codes import qr
from triage.web.fields import Form, Mistake
from triage.web.journey import PageContent
from triage.web.outcome_pages import progress_page
from triage.web.seal import State, plain_answers
from triage.web.theatre import LIVE
from triage.words.saying import for_another, say

MATCHES = 40
"""So many things stand in the list of what one can ask about, until a word narrows it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What another answer would do: the changes, and what is compared, as it is and as it would be."""

    rows: tuple[tuple[str, str, str], ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer of two: as it stands in the store now, and as somebody wants it."""

    question: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the questions of a person lead to in the desk: forms go `to` this address and bring this along; `start`,
    `back`: the address and the words of the way out."""

    to: str
    brings: Mapping[str, str]
    start: str
    back: str
    frame: str = "clinic.html.jinja"


class Cases:
    """The pages of one case."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.base: Base = desk.base

    def doors(self) -> list[Door]:
        at = "/case/{code}"
        return [
            Door("GET", at, "case", self.show),
            Door("POST", f"{at}/what-if", "case", self.what_if),
            Door("POST", f"{at}/keep", "save-case", self.keep),
            Door("POST", f"{at}/check-in", "save-case", self.check_in),
            Door("GET", f"{at}/newer", "save-case", self.newer_form),
            Door("POST", f"{at}/newer", "save-case", self.newer),
            Door("GET", f"{at}/why-not", "case", self.why_not),
            Door("GET", f"{at}/hinges", "case", self.hinges),
            Door("GET", f"{at}/hinges/pairs", "case", self.pairs, slow=True),
            Door("GET", f"{at}/letter", "export", self.letter),
            Door("GET", f"{at}/print", "case", self.print),
        ]

    def kept(self, visit: Visit) -> tuple[StoredCase, Seen]:
        """The case at this address. Raises NoSuchCase."""
        kept = self.desk.store.case(visit.by, visit.part("code"))
        return kept, self.desk.memory.of(kept)

    # What it says

    def show(self, visit: Visit) -> Response:
        kept, seen = self.kept(visit)
        return self._case_page(visit, kept, seen, {})

    def _case_page(
        self,
        visit: Visit,
        kept: StoredCase,
        seen: Seen,
        others: Mapping[str, Answer | None],
        mistakes: Sequence[Mistake] = (),
    ) -> Response:
        language, stands = visit.language, seen.stands
        values = {
            "path": f"/{language}/clinic/case/{visit.part('code')}",
            "kept": kept,
            "story": seen.case.story,
            "groups": groups(Words(self.base, language), stands.outcome.answers, others),
            "told": self._told(seen, others, language) if others else None,
            "mistakes": mistakes,
            "page": standing_page(stands, language),
            "notices": notices(stands, language, led=True),
            "clinician": seen.told(language),
            "checked": progress_page(seen.case, stands, language),
            "follows": can_check_in(self.desk.memory.inside, stands),
        }
        response = self.desk.page(visit, "case", values, 422 if mistakes else 200)
        response.headers.update(LIVE)
        return response

    def _told(self, seen: Seen, others: Mapping[str, Answer | None], language: str) -> Told:
        change = what_if(seen.stands.outcome, others)
        rows = tuple(what_if_rows(Words(self.base, language), change))
        return Told(rows, any(one != other for _, one, other in rows))

    def what_if(self, visit: Visit) -> Response:
        """The case with other answers beside it as it is; nothing of it is kept. A script asks for that part alone."""
        kept, seen = self.kept(visit)
        others, mistakes = self._others(visit, seen)
        if not visit.form.one("part"):
            return self._case_page(visit, kept, seen, others, mistakes)
        told = self._told(seen, others, visit.language) if others else None
        return self.desk.page(visit, "what-if", {"kept": kept, "told": told, "mistakes": mistakes})

    def _others(self, visit: Visit, seen: Seen) -> tuple[dict[str, Answer | None], list[Mistake]]:
        answers = seen.stands.outcome.answers
        return changed(Words(self.base, visit.language), answers, visit.form, visit.now.date())

    # What changes it

    def keep(self, visit: Visit) -> Response:
        """The answers that the switches stand at become those of the case: somebody asked again, or examined."""
        kept, seen = self.kept(visit)
        others, mistakes = self._others(visit, seen)
        if mistakes or not others:
            return self._case_page(visit, kept, seen, others, mistakes)
        try:
            text = self._with(kept, seen, others, visit)
        except TriageError as error:
            return self._case_page(visit, kept, seen, others, [Mistake("switches", cannot(error, visit.language))])
        return self._save(visit, text)

    def _with(self, kept: StoredCase, seen: Seen, others: Mapping[str, Answer | None], visit: Visit) -> str:
        """The case file with these answers, given today; what it came to before stays in it."""
        answers = plain_answers(with_changes(seen.stands.outcome.answers, others))
        state = State(answers, kept=packed(kept.text), another=seen.case.for_another)
        return case_text(Words(self.base, seen.case.language or visit.language), state, visit.now.date())

    def check_in(self, visit: Visit) -> Response:
        """A check-in that a clinician does with whom it is about: the pages that a person has at home, in the desk.

        The state of a page is that of this case at the version that was seen; what comes out is put in its place."""
        kept, seen = self.kept(visit)
        check_ins, form = self.desk.site.check_ins, visit.form
        if check_ins is None or not can_check_in(check_ins.base, seen.stands):
            return self.desk.wrong(visit, 404, "web-no-check-in")
        began = packed(kept.text)
        if not form.one("state"):
            state = State(kept=began, another=seen.case.for_another, check_in=True)
        else:
            brought = self.desk.site.brought(form)
            state = brought.state
            if not state.check_in or (brought.hash, brought.inside) != (self.base.hash, check_ins.base.hash):
                return self.desk.wrong(visit, 409, "desk-stale")
            if form.one("version") == str(kept.version) and state.kept != began:
                return self.desk.wrong(visit, 409, "desk-stale")
        speaks = for_another(visit.language) if state.another else visit.language
        content = self._walked(check_ins, state, form, speaks)
        if content is None:
            return self.desk.to_case(visit, kept.code)
        if content.template == "done":
            return self._save(visit, unpacked(content.state.kept))
        return self._step(visit, kept, content)

    @staticmethod
    def _walked(check_ins: CheckIns, state: State, form: Form, language: str) -> PageContent | None:
        """The next page; None where somebody stops and nothing has to be kept."""
        match form.one("do"):
            case _ if not form.one("state"):
                return check_ins.where(state, None, language)
            case "where":
                return check_ins.where(state, form, language)
            case "stop":
                return check_ins.stopped(state, language)
            case "talk":
                return check_ins.resume(state, language)
        return check_ins.move(state, form, language)

    def _step(self, visit: Visit, kept: StoredCase, content: PageContent) -> Response:
        path = f"/case/{quote(kept.code, safe='')}"
        at = f"/{visit.language}/{AT}{path}"
        back = say("desk-to-case", visit.language, code=kept.code)
        number = visit.form.one("version")
        values = {
            "notes": content.state.notes,
            "another": content.state.another,
            "check_in": True,
            **content.all_values,
            "state": self.desk.site.seal.write(content.state),
            "walk": Walk(f"{at}/check-in", {"csrf": visit.csrf, "version": number}, at, back),
            "door": f"{AT}{path}/check-in",
            "here": "resume",
        }
        return self.desk.page(visit, "check-in", values, content.status, shared=content.template)

    def newer_form(self, visit: Visit) -> Response:
        kept, seen = self.kept(visit)
        link = f"{self.desk.site.address(visit.request)}/{visit.language}/open#{to_fragment(kept.text)}"
        values = {
            "kept": kept,
            "link": link,
            "typed_link": "",
            "code": qr(link),
            "checked": progress_page(seen.case, seen.stands, visit.language),
        }
        return self.desk.page(visit, "newer", values)

    def newer(self, visit: Visit) -> Response:
        """A newer file of the case, such as after a check-in at home."""
        try:
            again = visit.form.one("text")
            text = unpacked(again) if again else brought(self.desk, visit)
            read_case(self.base, text, "file")
        except (TriageError, ValueError) as error:
            kept, _ = self.kept(visit)
            note = (
                cannot(error, visit.language) if isinstance(error, TriageError) else say("desk-stale", visit.language)
            )
            typed = {"link": "", "typed_link": visit.form.one("link"), "code": None}
            values = {"kept": kept, "checked": (), "said": note, **typed}
            return self.desk.page(visit, "newer", values, 422)
        return self._save(visit, text)

    def _save(self, visit: Visit, text: str) -> Response:
        """Puts the text in place of what somebody saw; where another was first, both stand side by side."""
        seen_version = visit.form.one("version")
        number = int(seen_version) if seen_version.isdecimal() and len(seen_version) < 10 else 0
        try:
            saved = self.desk.store.save_case(
                visit.by, visit.part("code"), text, number, partial(sealed_outcome, self.desk, visit)
            )
        except ChangedMeanwhile as meanwhile:
            return self._clash(visit, meanwhile.current, text)
        return self.desk.to_case(visit, saved.code)

    def _clash(self, visit: Visit, current: StoredCase, text: str) -> Response:
        words = Words(self.base, visit.language)
        theirs = self.desk.memory.of(current)
        mine = read_case(self.base, text, "file")
        one, other = theirs.case.standing_answers, mine.standing_answers
        clashes = tuple(
            Clash(
                asked(question, visit.language),
                given_words(words, name, one.get(name)),
                given_words(words, name, other.get(name)),
            )
            for name, question in self.base.questions.items()
            if one.get(name) != other.get(name)
        )
        check_ins = [len(case.follow_up.check_ins) if case.follow_up is not None else 0 for case in (theirs.case, mine)]
        values = {"kept": current, "clashes": clashes, "check_ins": check_ins, "packed": packed(text)}
        return self.desk.page(visit, "clash", values, 409)

    # Why

    def why_not(self, visit: Visit) -> Response:
        """Why something did not come out; what one can ask about is a list that a word narrows."""
        kept, seen = self.kept(visit)
        language, wanted = visit.language, visit.query("find").casefold()
        subjects = [
            (subject, subject_words(Words(self.base, language), subject)) for subject in all_subjects(self.base)
        ]
        matches = [subject for subject in subjects if wanted in subject[1].casefold() or wanted in subject[0].id]
        chosen = next((s for s, _ in subjects if f"{s.kind}/{s.id}" == visit.query("of")), None)
        leaf = None
        if chosen is not None:
            explanation = explain(seen.stands.outcome, Asked(why_not=(chosen.id,)))
            leaf = self._leaf(seen, explanation, language)
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        values = {
            "kept": kept,
            "path": f"{visit.request.url.path}{query}",
            "find": visit.query("find"),
            "found": matches if wanted else matches[:MATCHES],
            "more": 0 if wanted else max(len(matches) - MATCHES, 0),
            "chosen": chosen,
            "leaf": leaf,
        }
        return self.desk.page(visit, "why-not", values)

    def hinges(self, visit: Visit) -> Response:
        """Which single answers, if they were otherwise, would change how soon or what leads."""
        kept, seen = self.kept(visit)
        return self._hinges(visit, kept, seen, seen.hinges)

    def pairs(self, visit: Visit) -> Response:
        """Which pairs of them would, as well."""
        kept, seen = self.kept(visit)
        return self._hinges(visit, kept, seen, seen.pairs)

    def _hinges(self, visit: Visit, kept: StoredCase, seen: Seen, hinges_found: Hinges) -> Response:
        outcome = seen.stands.outcome
        known = Prover(outcome).known
        explanation = Explanation(outcome, known, None, None, None, hinges_found, None, None)
        values = {
            "kept": kept,
            "leaf": self._leaf(seen, explanation, visit.language),
            "paired": hinges_found.pairs is not None,
        }
        values["path"] = visit.request.url.path
        return self.desk.page(visit, "hinges", values)

    def _leaf(self, seen: Seen, explanation: Explanation, language: str) -> Leaf:
        leaf = Leaf()
        explanation_text(Words(self.base, language), explanation, seen.case, leaf, headed=False)
        return leaf

    # On paper

    def letter(self, visit: Visit) -> Response:
        kept, seen = self.kept(visit)
        written = letter(seen.stands, started_on(self.base, seen.case), self._today(visit), visit.language)
        return self.desk.page(visit, "letter", {"kept": kept, "letter": written})

    def print(self, visit: Visit) -> Response:
        """The report for a clinician, which prints on two pages. It has a style of its own, and no more."""
        _, seen = self.kept(visit)
        clinical_report = report(seen.stands, visit.language, "clinician", self._today(visit))
        text = report_html(clinical_report)
        policy = text.partition('Content-Security-Policy" content="')[2].partition('"')[0].replace("&#39;", "'")
        headers = {"content-security-policy": f"{policy}; frame-ancestors 'none'"}
        return Response(text, headers=headers, media_type="text/html")

    @staticmethod
    def _today(visit: Visit) -> date:
        return visit.now.date()


def all_subjects(base: Base) -> list[Subject]:
    """All that one can ask about, how soon first."""
    ids = by_kind(base)
    kinds = sorted(ids, key=lambda kind: kind != "urgency")
    return [Subject(kind, name) for kind in kinds for name in ids[kind]]
