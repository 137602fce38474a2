"""An explanation for a clinician who reviews, or a teacher who shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.explanation.chain import source_words
from triage.explanation.change import Change
from triage.explanation.enough import Enough
from triage.explanation.explaining import (
    answered,
    change_words,
    lack_words,
    proof_words,
    several_words,
    subject_words,
    ways_words,
)
from triage.explanation.explanation import Explanation, How
from triage.explanation.hidden import hidden_words
from triage.explanation.hinges import Hinge, Hinges
from triage.explanation.open_ends import OpenEnd
from triage.explanation.proof import Proof
from triage.explanation.subject import Standing, Subject
from triage.explanation.to_words import asked, finding_words, leading_line
from triage.explanation.undecided import undecided
from triage.explanation.what_if import WhatIf
from triage.explanation.why_not import Attempt, Fewest, Unsought, WhyNot
from triage.language.base import Base
from triage.language.case import Case
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.reports.layout import COLOURS, Page
from triage.words.saying import say

MANY = 12
"""So many hinges of each sort are shown."""


def explanation_text(
    base: Base,
    explanation: Explanation,
    case: Case,
    language: str,
    page: Page,
    leads: str | None = None,
    urgency: str | None = None,
    depth: int | None = None,
    first: bool = False,
    headed: bool = True,
) -> str:
    """What was asked, in the order of the options. `leads` and `urgency`: what it most likely is and how soon somebody
    has to look, where the case says otherwise than the outcome. Of proofs so many steps are told (`depth`); `first`:
    no more than what comes first, with how to read on; `headed`: it begins with the case and how soon, which a page
    may say already."""
    writer = _Writer(base, explanation, language, page, 1 if first else depth, first)
    if headed:
        writer.head(case, leads, urgency or explanation.outcome.urgency)
    for how in explanation.how or ():
        writer.how(how)
    for reason in explanation.why_not or ():
        writer.why_not(reason)
    if explanation.what_if is not None:
        writer.what_if(explanation.what_if)
    if explanation.hinges is not None:
        writer.hinges(explanation.hinges)
    if explanation.enough is not None:
        writer.enough(explanation.enough)
    if explanation.open is not None:
        writer.open_ends(explanation.open)
    if first:
        page.gap()
        page.paragraph(say("explain-more", language))
    return page.text()


class _Writer:
    def __init__(
        self, base: Base, explanation: Explanation, language: str, page: Page, depth: int | None, first: bool
    ) -> None:
        self.depth = depth
        self.first = first
        self.base = base
        self.explanation = explanation
        self.outcome = explanation.outcome
        self.language = language
        self.page = page

    def head(self, case: Case, leads: str | None, urgency: str) -> None:
        name = f"{case.name}: " if case.name else ""
        if name or case.story:
            self.page.paragraph(f"{name}{case.story}")
        self.page.heading(
            f"{say('urgency', self.language)}: {self.level(urgency)}", COLOURS[self.base.urgencies[urgency].help]
        )
        if leads is not None:
            self.page.label(leads)
        elif self.outcome.leading is None:
            self.page.label(say("no-leading", self.language))
        else:
            self.page.label(leading_line(self.base, self.outcome, self.language))

    def level(self, urgency: str) -> str:
        return text_in(self.base.urgencies[urgency].name, self.language)

    def leading(self, condition: str | None) -> str:
        if condition is None:
            return say("no-leading", self.language)
        return f"{say('leading', self.language)}: {finding_words(self.base, condition, self.language)}"

    def title(self, key: str, subject: Subject, standing: Standing) -> None:
        name = subject_words(self.base, subject, self.language)
        self.page.heading(say(key, self.language, name=f"{name} [{subject.id}]"))
        self.page.paragraph(
            f"{say(f'subject-{subject.kind}', self.language)}: {say(f'stands-{standing}', self.language)}"
        )

    # how

    def how(self, how: How) -> None:
        self.title("how-title", how.subject, how.standing)
        if how.proof is None:
            self.page.paragraph(say("no-proof", self.language, id=how.subject.id))
        else:
            self.proof(how.proof, 0, set())

    def proof(self, proof: Proof, depth: int, shown: set[Proof]) -> None:
        words = proof_words(self.base, proof, self.language)
        indent = 2 * depth
        if proof.parts and proof in shown:
            self.page.bullets([say("see-above", self.language, name=words)], indent)
            return
        shown.add(proof)
        self.page.bullets([words], indent)
        self.reason(proof, indent + 2)
        if self.depth is not None and depth >= self.depth:
            if proof.parts and not self.first:
                self.page.bullets([say("explain-beneath", self.language, count=len(proof.parts))], indent + 2)
            return
        for part in proof.parts:
            self.proof(part, depth + 1, shown)

    def reason(self, proof: Proof, indent: int) -> None:
        """Why a rule that fired says so, and the sources of that; where the default stands, why."""
        if proof.kind == "fired":
            rule = self.base.rules[proof.of]
            self.page.paragraph(text_in(rule.because, self.language), indent)
            self.sources(rule.sources, indent)
        elif proof.kind == "caution":
            for words in hidden_words(self.base, self.outcome, proof.of, self.language):
                self.page.paragraph(words, indent)
            self.sources(self.base.cautions[proof.of].sources, indent)
        elif proof.kind in ("default-urgency", "default-pathway"):
            self.page.paragraph(text_in(self.base.default_because, self.language), indent)

    def sources(self, sources: tuple[str, ...], indent: int) -> None:
        for source in () if self.first else source_words(self.base, sources, self.language):
            self.page.paragraph(f"{say('source', self.language)}: {source}", indent)

    # why not

    def why_not(self, why_not: WhyNot) -> None:
        self.title("why-not-title", why_not.subject, why_not.standing)
        if why_not.fewest == ():
            self.page.paragraph(say("it-is-so", self.language, id=why_not.subject.id))
            return
        for attempt in why_not.attempts:
            self.attempt(attempt)
        self.page.gap()
        self.fewest("fewest-for-it", why_not.fewest, 0)

    def attempt(self, attempt: Attempt) -> None:
        status = "true" if attempt.holds else "open" if attempt.holds is None else "false"
        name = (
            f"{say('rule', self.language)} {attempt.rule}" if attempt.rule else say("condition-itself", self.language)
        )
        self.page.gap()
        self.page.label(f"{name}: {say(f'rule-{status}', self.language)}")
        for key, tests in {"was-false": attempt.false, "is-open": attempt.open}.items():
            if tests:
                self.page.paragraph(f"{say(key, self.language)}:", 2)
                known = self.explanation.known
                self.page.bullets(
                    (lack_words(self.base, self.outcome, test, known, self.language) for test in tests), 4
                )
        if not attempt.holds:
            self.fewest("fewest-for-rule", attempt.fewest, 2)

    def fewest(self, key: str, fewest: Fewest, indent: int) -> None:
        if isinstance(fewest, Unsought):
            self.page.paragraph(say("fewest-unsought", self.language, fewest.least, count=fewest.least), indent)
        elif fewest is None:
            self.page.paragraph(say(f"{key}-never", self.language), indent)
        else:
            self.page.paragraph(f"{say(key, self.language)}:", indent)
            self.changes(fewest, indent + 2)

    def changes(self, changes: Iterable[Change], indent: int) -> None:
        self.page.bullets((change_words(self.base, change, self.language) for change in changes), indent)

    # what if

    def what_if(self, what_if: WhatIf) -> None:
        self.page.heading(say("what-if-title", self.language))
        self.changes(what_if.changes, 2)
        self.page.gap()
        for name, one, other in what_if_rows(self.base, what_if, self.language):
            same = (
                say("stays", self.language, name=one)
                if one == other
                else say("first-then", self.language, before=one, after=other)
            )
            self.page.bullets([f"{name}: {same}"])

    # hinges

    def hinges(self, hinges: Hinges) -> None:
        self.page.heading(say("hinges-title", self.language))
        self.page.paragraph(say("hinges-tried", self.language, count=hinges.tried))
        for key, group in {"hinges-singles": hinges.singles, "hinges-pairs": hinges.pairs}.items():
            if group is None:
                continue
            self.page.gap()
            self.page.label(f"{say(key, self.language)}:")
            for hinge in group[:MANY]:
                self.hinge(hinge)
            if len(group) > MANY:
                self.page.bullets([say("and-more", self.language, count=len(group) - MANY)])
            if not group:
                self.page.bullets([say("hinges-none", self.language)])

    def hinge(self, hinge: Hinge) -> None:
        led = [self.level(hinge.urgency)] if hinge.urgency != self.outcome.urgency else []
        if hinge.leading != self.outcome.leading:
            led.append(self.leading(hinge.leading))
        self.page.bullets(["; ".join(led)])
        self.page.bullets(ways_words(self.base, hinge.ways, self.language), 4)

    # enough

    def enough(self, enough: Enough) -> None:
        if enough.questions is None:
            self.page.heading(say("enough-title", self.language))
            self.page.paragraph(say("not-enough", self.language))
            self.answers(enough.unless)
            return
        self.page.heading(say("enough-title", self.language))
        if not enough.questions:
            self.page.paragraph(say("enough-nothing", self.language))
            return
        given = len(self.outcome.answers)
        self.page.paragraph(say("enough-these", self.language, count=len(enough.questions), given=given))
        self.answers({name: self.outcome.answers[name] for name in enough.questions})

    def answers(self, answers: Mapping[str, Answer]) -> None:
        self.page.bullets(answered(self.base, name, answer, self.language) for name, answer in answers.items())

    # open

    def open_ends(self, ends: tuple[OpenEnd, ...]) -> None:
        self.page.heading(say("not-ruled-out", self.language))
        open_parts = undecided(self.base, self.outcome)
        if open_parts.stopped:
            self.page.paragraph(say("page-stopped", self.language))
        elif not ends:
            self.page.paragraph(say("open-nothing", self.language))
        by_finding = {end.finding: end for end in ends}
        for end in [by_finding[part.finding] for part in open_parts.every]:
            self.page.gap()
            self.page.label(f"{finding_words(self.base, end.finding, self.language)} [{end.finding}]")
            self.page.paragraph(say(f"open-{end.because}", self.language), 2)
            if self.first:
                continue
            examination = text_in(self.base.findings[end.finding].examination, self.language)
            if examination:
                self.page.paragraph(f"{say('examination', self.language)}: {examination}", 2)
            for open_question in end.questions:
                self.page.bullets([asked(self.base.questions[open_question.question], self.language)])
                self.not_known(open_question.question)
                for key, answers in {"shows": open_question.shows, "rules-out": open_question.rules_out}.items():
                    if answers:
                        words = several_words(self.base, open_question.question, answers, self.language)
                        self.page.paragraph(f"{say(key, self.language)}: {words}", 4)
            for key, changes in {"show-together": end.show, "rule-out-together": end.rule_out}.items():
                if changes is not None and len(changes) > 1:
                    self.page.paragraph(f"{say(key, self.language)}:", 2)
                    self.changes(changes, 4)

    def not_known(self, question: str) -> None:
        """Why an answer that is not known keeps something open, in the words of the base."""
        unknown = self.base.questions[question].unknown
        if unknown is not None and self.outcome.answers.get(question) == UNKNOWN:
            self.page.paragraph(f"{say('unknown', self.language)}: {text_in(unknown.because, self.language)}", 4)


def what_if_rows(base: Base, what_if: WhatIf, language: str) -> Iterator[tuple[str, str, str]]:
    """What is compared, how it is, and how it would be: how soon, what leads and the pathway always; of findings, rules
    and cautions those that differ."""
    before, after = what_if.before, what_if.after

    def condition(name: str | None) -> str:
        return say("nothing-clear", language) if name is None else finding_words(base, name, language)

    def row(name: str, key: str, held: bool) -> tuple[str, str, str]:
        one, other = say(key, language), say(f"{key}-not", language)
        return (name, one, other) if held else (name, other, one)

    levels = [text_in(base.urgencies[side.urgency].name, language) for side in (before, after)]
    yield say("urgency", language), levels[0], levels[1]
    yield say("leading", language), condition(before.leading), condition(after.leading)
    pathways = [text_in(base.pathways[side.pathway].name, language) for side in (before, after)]
    yield say("subject-pathway", language), pathways[0], pathways[1]
    for shift in what_if.findings:
        name = finding_words(base, shift.finding, language)
        yield name, say(f"stands-{shift.before}", language), say(f"stands-{shift.after}", language)
    for rule in (*what_if.not_fired, *what_if.fired):
        yield row(f"{say('rule', language)} {rule}", "fires", rule in what_if.not_fired)
    for caution in (*what_if.no_cautions, *what_if.cautions):
        words = text_in(base.cautions[caution].text, language)
        yield row(f"{say('cautions', language)}: {words}", "applies", caution in what_if.no_cautions)
