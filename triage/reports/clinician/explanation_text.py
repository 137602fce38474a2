"""An explanation for a clinician who reviews, or a teacher who shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.cases.case import Case
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
from triage.explanation.to_words import asked, finding_words, leading_line, likely_line
from triage.explanation.undecided import undecided
from triage.explanation.what_if import WhatIf
from triage.explanation.why_not import Attempt, Fewest, Unsought, WhyNot
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.words import Words
from triage.reports.layout import COLOURS, Page, figures

MANY = 12
"""So many hinges of each sort are shown."""


def explanation_text(
    words: Words,
    explanation: Explanation,
    case: Case,
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
    writer = _Writer(words, explanation, page, 1 if first else depth, first)
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
        page.paragraph(words.say("explain-more"))
    return page.text()


class _Writer:
    def __init__(self, words: Words, explanation: Explanation, page: Page, depth: int | None, first: bool) -> None:
        self.depth = depth
        self.first = first
        self.words = words
        self.explanation = explanation
        self.outcome = explanation.outcome
        self.page = page

    def head(self, case: Case, leads: str | None, urgency: str) -> None:
        name = f"{case.name}: " if case.name else ""
        if name or case.story:
            self.page.paragraph(f"{name}{case.story}")
        self.page.heading(
            f"{self.words.say('urgency')}: {self.level(urgency)}", COLOURS[self.words.base.urgencies[urgency].help]
        )
        if leads is not None:
            self.page.label(leads)
        elif self.outcome.leading is None:
            self.page.label(self.words.say("no-leading"))
        else:
            self.page.label(leading_line(self.words, self.outcome))

    def level(self, urgency: str) -> str:
        return self.words.text(self.words.base.urgencies[urgency].name)

    def leading(self, condition: str | None) -> str:
        if condition is None:
            return self.words.say("no-leading")
        return likely_line(self.words, (condition,))

    def title(self, key: str, subject: Subject, standing: Standing) -> None:
        name = subject_words(self.words, subject)
        self.page.heading(self.words.say(key, name=f"{name} [{subject.id}]"))
        self.page.paragraph(f"{self.words.say(f'subject-{subject.kind}')}: {self.words.say(f'stands-{standing}')}")

    # how

    def how(self, how: How) -> None:
        self.title("how-title", how.subject, how.standing)
        if how.proof is None:
            self.page.paragraph(self.words.say("no-proof", id=how.subject.id))
        else:
            self.proof(how.proof, 0, set())

    def proof(self, proof: Proof, depth: int, shown: set[Proof]) -> None:
        words = proof_words(self.words, proof)
        indent = 2 * depth
        if proof.parts and proof in shown:
            self.page.bullets([self.words.say("see-above", name=words)], indent)
            return
        shown.add(proof)
        self.page.bullets([words], indent)
        self.reason(proof, indent + 2)
        if self.depth is not None and depth >= self.depth:
            if proof.parts and not self.first:
                self.page.bullets([self.words.say("explain-beneath", count=len(proof.parts))], indent + 2)
            return
        for part in proof.parts:
            self.proof(part, depth + 1, shown)

    def reason(self, proof: Proof, indent: int) -> None:
        """Why a rule that fired says so, and the sources of that; where the default stands, why."""
        if proof.kind == "fired":
            rule = self.words.base.rules[proof.of]
            self.page.paragraph(self.words.text(rule.because), indent)
            self.sources(rule.sources, indent)
        elif proof.kind == "caution":
            for words in hidden_words(self.words, self.outcome, proof.of):
                self.page.paragraph(words, indent)
            self.sources(self.words.base.cautions[proof.of].sources, indent)
        elif proof.kind in ("default-urgency", "default-pathway"):
            self.page.paragraph(self.words.text(self.words.base.default_because), indent)

    def sources(self, sources: tuple[str, ...], indent: int) -> None:
        for source in () if self.first else source_words(self.words, sources):
            self.page.paragraph(f"{self.words.say('source')}: {source}", indent)

    # why not

    def why_not(self, why_not: WhyNot) -> None:
        self.title("why-not-title", why_not.subject, why_not.standing)
        if why_not.fewest == ():
            self.page.paragraph(self.words.say("it-is-so", id=why_not.subject.id))
            return
        for attempt in why_not.attempts:
            self.attempt(attempt)
        self.page.gap()
        self.fewest("fewest-for-it", why_not.fewest, 0)

    def attempt(self, attempt: Attempt) -> None:
        status = "true" if attempt.holds else "open" if attempt.holds is None else "false"
        name = f"{self.words.say('rule')} {attempt.rule}" if attempt.rule else self.words.say("condition-itself")
        self.page.gap()
        self.page.label(f"{name}: {self.words.say(f'rule-{status}')}")
        for key, tests in {"was-false": attempt.false, "is-open": attempt.open}.items():
            if tests:
                self.page.paragraph(f"{self.words.say(key)}:", 2)
                known = self.explanation.known
                self.page.bullets((lack_words(self.words, self.outcome, test, known) for test in tests), 4)
        if not attempt.holds:
            self.fewest("fewest-for-rule", attempt.fewest, 2)

    def fewest(self, key: str, fewest: Fewest, indent: int) -> None:
        if isinstance(fewest, Unsought):
            self.page.paragraph(self.words.say("fewest-unsought", fewest.least, count=fewest.least), indent)
        elif fewest is None:
            self.page.paragraph(self.words.say(f"{key}-never"), indent)
        else:
            self.page.paragraph(f"{self.words.say(key)}:", indent)
            self.changes(fewest, indent + 2)

    def changes(self, changes: Iterable[Change], indent: int) -> None:
        self.page.bullets((change_words(self.words, change) for change in changes), indent)

    # what if

    def what_if(self, what_if: WhatIf) -> None:
        self.page.heading(self.words.say("what-if-title"))
        self.changes(what_if.changes, 2)
        self.page.gap()
        for name, one, other in what_if_rows(self.words, what_if):
            same = (
                self.words.say("stays", name=one)
                if one == other
                else self.words.say("first-then", before=one, after=other)
            )
            self.page.bullets([f"{name}: {same}"])

    # hinges

    def hinges(self, hinges: Hinges) -> None:
        self.page.heading(self.words.say("hinges-title"))
        self.page.paragraph(self.words.say("hinges-tried", count=figures(f"{hinges.tried:,}", self.words.language)))
        for key, group in {"hinges-singles": hinges.singles, "hinges-pairs": hinges.pairs}.items():
            if group is None:
                continue
            self.page.gap()
            self.page.label(f"{self.words.say(key)}:")
            for hinge in group[:MANY]:
                self.hinge(hinge)
            if len(group) > MANY:
                self.page.bullets([self.words.say("and-more", count=len(group) - MANY)])
            if not group:
                self.page.bullets([self.words.say("hinges-none")])

    def hinge(self, hinge: Hinge) -> None:
        led = [self.level(hinge.urgency)] if hinge.urgency != self.outcome.urgency else []
        if hinge.leading != self.outcome.leading:
            led.append(self.leading(hinge.leading))
        self.page.bullets(["; ".join(led)])
        self.page.bullets(ways_words(self.words, hinge.ways), 4)

    # enough

    def enough(self, enough: Enough) -> None:
        if enough.questions is None:
            self.page.heading(self.words.say("enough-title"))
            self.page.paragraph(self.words.say("not-enough"))
            self.answers(enough.unless)
            return
        self.page.heading(self.words.say("enough-title"))
        if not enough.questions:
            self.page.paragraph(self.words.say("enough-nothing"))
            return
        given = len(self.outcome.answers)
        self.page.paragraph(self.words.say("enough-these", count=len(enough.questions), given=given))
        self.answers({name: self.outcome.answers[name] for name in enough.questions})

    def answers(self, answers: Mapping[str, Answer]) -> None:
        self.page.bullets(answered(self.words, name, answer) for name, answer in answers.items())

    # open

    def open_ends(self, ends: tuple[OpenEnd, ...]) -> None:
        self.page.heading(self.words.say("not-ruled-out"))
        open_parts = undecided(self.outcome)
        if open_parts.stopped:
            self.page.paragraph(self.words.say("page-stopped"))
        elif not ends:
            self.page.paragraph(self.words.say("open-nothing"))
        by_finding = {end.finding: end for end in ends}
        for end in [by_finding[part.finding] for part in open_parts.combined]:
            self.page.gap()
            self.page.label(f"{finding_words(self.words, end.finding)} [{end.finding}]")
            self.page.paragraph(self.words.say(f"open-{end.because}"), 2)
            if self.first:
                continue
            examination = self.words.text(self.words.base.findings[end.finding].examination)
            if examination:
                self.page.paragraph(f"{self.words.say('examination')}: {examination}", 2)
            for open_question in end.questions:
                self.page.bullets([asked(self.words.base.questions[open_question.question], self.words.language)])
                self.not_known(open_question.question)
                for key, answers in {"shows": open_question.shows, "rules-out": open_question.rules_out}.items():
                    if answers:
                        words = several_words(self.words, open_question.question, answers)
                        self.page.paragraph(f"{self.words.say(key)}: {words}", 4)
            for key, changes in {"show-together": end.show, "rule-out-together": end.rule_out}.items():
                if changes is not None and len(changes) > 1:
                    self.page.paragraph(f"{self.words.say(key)}:", 2)
                    self.changes(changes, 4)

    def not_known(self, question: str) -> None:
        """Why an answer that is not known keeps something open, in the words of the base."""
        unknown = self.words.base.questions[question].unknown
        if unknown is not None and self.outcome.answers.get(question) == UNKNOWN:
            self.page.paragraph(f"{self.words.say('unknown')}: {self.words.text(unknown.because)}", 4)


def what_if_rows(words: Words, what_if: WhatIf) -> Iterator[tuple[str, str, str]]:
    """What is compared, how it is, and how it would be: how soon, what leads and the pathway always; of findings, rules
    and cautions those that differ."""
    base = words.base
    before, after = what_if.before, what_if.after

    def condition(name: str | None) -> str:
        return words.say("nothing-clear") if name is None else finding_words(words, name)

    def row(name: str, key: str, held: bool) -> tuple[str, str, str]:
        one, other = words.say(key), words.say(f"{key}-not")
        return (name, one, other) if held else (name, other, one)

    levels = [words.text(base.urgencies[outcome.urgency].name) for outcome in (before, after)]
    yield words.say("urgency"), levels[0], levels[1]
    yield words.say("batch-leading"), condition(before.leading), condition(after.leading)
    pathways = [words.text(base.pathways[outcome.pathway].name) for outcome in (before, after)]
    yield words.say("subject-pathway"), pathways[0], pathways[1]
    for change in what_if.findings:
        name = finding_words(words, change.finding)
        yield name, words.say(f"stands-{change.before}"), words.say(f"stands-{change.after}")
    for rule in (*what_if.not_fired, *what_if.fired):
        yield row(f"{words.say('rule')} {rule}", "fires", rule in what_if.not_fired)
    for caution in (*what_if.no_cautions, *what_if.cautions):
        text = words.text(base.cautions[caution].text)
        yield row(f"{words.say('cautions')}: {text}", "applies", caution in what_if.no_cautions)
