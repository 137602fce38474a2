"""A case as a reviewer reads it: the story, the answers, the outcome and the rules that fired; then each alone."""

from __future__ import annotations

from triage.cases.review import NONE, OTHER, Opinion, Subject
from triage.explanation.chain import Step, steps
from triage.explanation.explaining import answered
from triage.explanation.to_words import finding_words
from triage.follow_up.standing import Standing
from triage.inference.outcome import Outcome
from triage.language.texts import text_in
from triage.language.words import Words
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
            page.bullets(answered(Words(base, language), name, case.answers[name]) for name in names)
    return page.text()


def case_text(standing: Standing, language: str, page: Page) -> str:
    """What came of a case: how it stands, and what the interview came to, which is what is reviewed."""
    base, outcome = standing.base, standing.first
    words = Words(base, language)
    if standing.past:
        page.heading(
            f"{say('urgency', language)}: {text_in(level_base(standing).urgencies[standing.urgency].name, language)}"
        )
        page.paragraph(leads_words(standing, language))
        page.heading(say("review-interview", language))
        page.paragraph(text_in(base.urgencies[outcome.urgency].name, language))
        names = [finding_words(words, name) for name in (*outcome.warning_signs, *outcome.leads)]
        page.bullets(names or [say("no-leading", language)])
    else:
        add_urgency(words, outcome, page)
        add_conditions(words, outcome, page)
    pathway = base.pathways[outcome.pathway]
    page.heading(f"{say('subject-pathway', language)}: {text_in(pathway.name, language)}")
    page.paragraph(text_in(pathway.summary, language))
    if outcome.cautions:
        page.heading(say("cautions", language))
        page.bullets(text_in(base.cautions[name].text, language) for name in outcome.cautions)
    add_reasons(words, outcome, page)
    return page.text()


def subject_name(words: Words, subject: Subject) -> str:
    """What is marked, on one line."""
    match subject.kind:
        case "urgency":
            return f"{words.say('urgency')}: {value_name(words, subject, subject.id)}"
        case "leading":
            return f"{words.say('leading')}: {value_name(words, subject, subject.id)}"
        case "finding":
            key = "subject-finding" if subject.id not in words.base.warning_signs else "review-warning-sign"
            return f"{words.say(key)}: {finding_words(words, subject.id)}"
        case "pathway":
            return f"{words.say('subject-pathway')}: {value_name(words, subject, subject.id)}"
        case "rule":
            return f"{words.say('rule')} {subject.id}"


def value_name(words: Words, subject: Subject, value: str) -> str:
    """What a subject is, or should be, in words."""
    if value == OTHER:
        return words.say("review-other")
    match subject.kind:
        case "urgency":
            return words.text(words.base.urgencies[value].name)
        case "pathway":
            return words.text(words.base.pathways[value].name)
        case _:
            return words.say("nothing-clear") if value == NONE else finding_words(words, value)


def add_subject(words: Words, outcome: Outcome, subject: Subject, page: Page) -> None:
    """What is there to say of a thing before it is marked: of a rule all, of a conclusion what it means and which rule
    brought it."""
    base = words.base
    told = {step.rule: step for step in steps(words, outcome)}
    match subject.kind:
        case "rule":
            _rule(told[subject.id], words.language, page)
            return
        case "urgency":
            page.paragraph(words.text(base.urgencies[subject.id].act), 2)
            rules = [rule for rule in outcome.fired if base.rules[rule].urgency == subject.id]
        case "pathway":
            page.paragraph(words.text(base.pathways[subject.id].summary), 2)
            rules = [rule for rule in outcome.fired if base.rules[rule].pathway == subject.id]
        case _ if subject.id == NONE:
            rules = []
        case _:
            page.paragraph(words.text(base.findings[subject.id].about), 2)
            rules = [rule for rule in outcome.fired if subject.id in base.rules[rule].establish]
    for rule in rules:
        page.paragraph(f"{words.say('rule')} {rule}: {told[rule].because}", 2)
    if not rules:
        page.paragraph(words.text(base.default_because), 2)


def _rule(step: Step, language: str, page: Page) -> None:
    if step.resting_on:
        page.paragraph(f"{say('fired-because', language)}: {'; '.join(step.resting_on)}", 2)
    page.paragraph(f"{say('concluded', language)}: {'; '.join(step.concluded)}", 2)
    page.paragraph(step.because, 2)
    for source in step.sources:
        page.paragraph(f"{say('source', language)}: {source}", 2)


def opinion_words(words: Words, opinion: Opinion) -> str:
    """A mark on one line: "too careful, should be Planned: no swelling"."""
    should = ""
    if opinion.should_be:
        name = value_name(words, opinion.subject, opinion.should_be)
        should = f", {words.say('review-should-be', name=name)}"
    remark = f": {opinion.remark}" if opinion.remark else ""
    return f"{words.say(f'mark-{opinion.mark}')}{should}{remark}"
