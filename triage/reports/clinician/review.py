"""A case as a reviewer reads it: the story, the answers, the outcome and the rules that fired; then each alone."""

from __future__ import annotations

from triage.explanation.chain import Step, steps
from triage.explanation.explaining import answered
from triage.explanation.to_words import finding_words
from triage.follow_up.standing import Standing
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.review import NONE, OTHER, Opinion, Subject
from triage.language.texts import text_in
from triage.reports.layout import Page
from triage.reports.person.standing import leads_words, level_base
from triage.reports.person.to_text import add_conditions, add_reasons, add_urgency
from triage.words.saying import say


def story_text(standing: Standing, title: str, language: str, page: Page) -> str:
    """A case as somebody told it: the story, what is so or not known, and then what is not so."""
    base, case = standing.base, standing.case
    page.heading(title)
    page.paragraph(case.story or say("review-no-story", language))
    denied = [name for name, answer in case.answers.items() if answer in ("no", ())]
    for key, names in (
        ("review-answers", [name for name in case.answers if name not in denied]),
        ("review-denied", denied),
    ):
        if names:
            page.heading(say(key, language))
            page.bullets(answered(base, name, case.answers[name], language) for name in names)
    return page.text()


def case_text(standing: Standing, language: str, page: Page) -> str:
    """What came of a case: how it stands, and what the interview came to, which is what is reviewed."""
    base, outcome = standing.base, standing.first
    if standing.past:
        page.heading(
            f"{say('urgency', language)}: {text_in(level_base(standing).urgencies[standing.urgency].name, language)}"
        )
        page.paragraph(leads_words(standing, language))
        page.heading(say("review-interview", language))
        page.paragraph(text_in(base.urgencies[outcome.urgency].name, language))
        names = [finding_words(base, name, language) for name in (*outcome.warning_signs, *outcome.leads)]
        page.bullets(names or [say("no-leading", language)])
    else:
        add_urgency(base, outcome, language, page)
        add_conditions(base, outcome, language, page)
    pathway = base.pathways[outcome.pathway]
    page.heading(f"{say('subject-pathway', language)}: {text_in(pathway.name, language)}")
    page.paragraph(text_in(pathway.summary, language))
    if outcome.cautions:
        page.heading(say("cautions", language))
        page.bullets(text_in(base.cautions[name].text, language) for name in outcome.cautions)
    add_reasons(base, outcome, language, page)
    return page.text()


def subject_name(base: Base, subject: Subject, language: str) -> str:
    """What is marked, on one line."""
    match subject.kind:
        case "urgency":
            return f"{say('urgency', language)}: {value_name(base, subject, subject.id, language)}"
        case "leading":
            return f"{say('leading', language)}: {value_name(base, subject, subject.id, language)}"
        case "finding":
            key = "subject-finding" if subject.id not in base.warning_signs else "review-warning-sign"
            return f"{say(key, language)}: {finding_words(base, subject.id, language)}"
        case "pathway":
            return f"{say('subject-pathway', language)}: {value_name(base, subject, subject.id, language)}"
        case "rule":
            return f"{say('rule', language)} {subject.id}"


def value_name(base: Base, subject: Subject, value: str, language: str) -> str:
    """What a subject is, or should be, in words."""
    if value == OTHER:
        return say("review-other", language)
    match subject.kind:
        case "urgency":
            return text_in(base.urgencies[value].name, language)
        case "pathway":
            return text_in(base.pathways[value].name, language)
        case _:
            return say("nothing-clear", language) if value == NONE else finding_words(base, value, language)


def add_subject(base: Base, outcome: Outcome, subject: Subject, language: str, page: Page) -> None:
    """What is there to say of a thing before it is marked: of a rule all, of a conclusion what it means and which rule
    brought it."""
    told = {step.rule: step for step in steps(base, outcome, language)}
    match subject.kind:
        case "rule":
            _rule(told[subject.id], language, page)
            return
        case "urgency":
            page.paragraph(text_in(base.urgencies[subject.id].act, language), 2)
            rules = [rule for rule in outcome.fired if base.rules[rule].urgency == subject.id]
        case "pathway":
            page.paragraph(text_in(base.pathways[subject.id].summary, language), 2)
            rules = [rule for rule in outcome.fired if base.rules[rule].pathway == subject.id]
        case _ if subject.id == NONE:
            rules = []
        case _:
            page.paragraph(text_in(base.findings[subject.id].about, language), 2)
            rules = [rule for rule in outcome.fired if subject.id in base.rules[rule].establish]
    for rule in rules:
        page.paragraph(f"{say('rule', language)} {rule}: {told[rule].because}", 2)
    if not rules:
        page.paragraph(text_in(base.default_because, language), 2)


def _rule(step: Step, language: str, page: Page) -> None:
    if step.resting_on:
        page.paragraph(f"{say('fired-because', language)}: {'; '.join(step.resting_on)}", 2)
    page.paragraph(f"{say('concluded', language)}: {'; '.join(step.concluded)}", 2)
    page.paragraph(step.because, 2)
    for source in step.sources:
        page.paragraph(f"{say('source', language)}: {source}", 2)


def opinion_words(base: Base, opinion: Opinion, language: str) -> str:
    """A mark on one line: "too careful, should be Planned: no swelling"."""
    should = ""
    if opinion.should_be:
        name = value_name(base, opinion.subject, opinion.should_be, language)
        should = f", {say('review-should-be', language, name=name)}"
    remark = f": {opinion.remark}" if opinion.remark else ""
    return f"{say(f'mark-{opinion.mark}', language)}{should}{remark}"
