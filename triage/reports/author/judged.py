"""What `triage check` says of a base, for people; and counterexamples as case files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triage.explanation.installing import installing
from triage.explanation.to_words import answer_words, finding_words
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.errors import Problem, in_shell
from triage.language.evaluate import Answer
from triage.language.files import CHECK_IN, PROPERTIES
from triage.language.model import MEANINGS, Question
from triage.language.pointing import pointed
from triage.language.property import Property
from triage.language.texts import text_in
from triage.language.words import Words
from triage.proof.judgement import Failure, Judgement, Remark, Verdict
from triage.reports.author.checked import checked_text
from triage.reports.layout import Page, clean
from triage.words.saying import say

if TYPE_CHECKING:
    from triage.proof.pairs import Pair


def not_done(language: str) -> str:
    """What is said where the solver is not installed."""
    return f"{say('judged-not-done', language)} {installing(language, 'proof')}"


def judged_text(
    judgements: Sequence[Judgement],
    language: str,
    page: Page,
    with_accepted: bool = False,
    unreadable: Collection[str] = (),
) -> str:
    """Each base with its counts and remarks; then what was proved, in a line. `unreadable`: the bases (ids) of which
    case files cannot be read; they are not sound."""
    parts = []
    for judgement in judgements:
        parts.append(
            checked_text(Words(judgement.base, language), not judgement.errors and judgement.base.id not in unreadable)
        )
        parts.append(say("unknown-counts", language, **_meanings(judgement)) + "\n")
        parts.append(_remarks(judgement, language, page, with_accepted))
    if any(judgement.verdicts is None for judgement in judgements):
        parts.append(not_done(language) + "\n")
    else:
        totals = counts(judgements)
        proved = say("judged-proved" if totals["properties"] else "judged-nothing-to-prove", language, **totals)
        parts.append(f"{proved}; {say('judged-remarks', language, **totals)}\n")
    return "".join(parts)


def pairs_text(words: Words, pairs: Sequence[Pair], page: Page) -> str:
    """The conditions of which nothing says which leads, two by two, each with a smallest case."""
    base = words.base
    if not pairs:
        return words.say("judged-no-pairs", base=base.id) + "\n"
    page.paragraph(words.say("judged-pairs", base=base.id, count=len(pairs)))
    for pair in pairs:
        answers = "; ".join(
            f"{name}: {answer_words(base.questions[name], answer, words.language)}"
            for name, answer in pair.answers.items()
        )
        names = (finding_words(words, name) for name in (pair.first, pair.second))
        page.bullets([f"{' + '.join(names)} [{pair.first}+{pair.second}]: {answers}"])
    return page.text()


def counts(judgements: Sequence[Judgement]) -> dict[str, int]:
    """How much was proved and remarked, over all bases."""
    verdicts = [verdict for judgement in judgements for verdict in judgement.verdicts or ()]
    return {
        "properties": len(verdicts),
        "proved": sum(verdict.proved for verdict in verdicts),
        "statements": sum(verdict.statements for verdict in verdicts),
        "errors": sum(judgement.errors for judgement in judgements),
        "warnings": sum(len(judgement.remarks) - judgement.errors for judgement in judgements),
        "accepted": sum(len(judgement.accepted) for judgement in judgements),
    }


def _remarks(judgement: Judgement, language: str, page: Page, with_accepted: bool) -> str:
    parts = []
    for remark in judgement.remarks:
        severity = say(f"judged-{remark.severity}", language)
        text = message(remark, language)
        (told,) = pointed([Problem(remark.place, f"{severity}: {text} [{remark.check}]")])
        parts.append(f"\n{told}\n")
        parts.append(_indented(page.wrapped(why(judgement, remark, language), "    ", "    ")))
        verdict = failed(judgement, remark)
        if verdict is not None:
            parts.append(_counterexample(verdict, language, page))
        elif remark.answers is not None:
            parts.append(_witness_text(remark, language))
    if judgement.accepted and with_accepted:
        parts.append("\n" + say("judged-accepted", language, count=len(judgement.accepted)) + "\n")
        for remark, reason in judgement.accepted:
            text = f"{message(remark, language)}. {clean(text_in(reason.because, language))}"
            parts.append(_indented(page.wrapped(text, "  - ", "    ")))
    return "".join(parts) + ("\n" if parts else "")


def _indented(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _counterexample(verdict: Verdict, language: str, page: Page) -> str:
    lines = [f"    {say('judged-counterexample', language, command=_command(verdict))}\n\n"]
    lines += [f"        {line}\n" for line in case_text(verdict, language).splitlines()]
    first, *others = verdict.failures
    if first.before is not None:
        lines.append(f"    {say('judged-before', language)}\n")
        lines += [f"        {line}\n" for line in _answers(first.before)]
    names = list(dict.fromkeys(name for failure in others if (name := bound_words(failure, language))))
    if names:
        text = say("judged-also-fails", language, names="; ".join(names))
        lines.append("\n" + _indented(page.wrapped(text, "    ", "    ")))
    return "".join(lines)


def _witness_text(remark: Remark, language: str) -> str:
    """The case that shows what is remarked."""
    inside = f"/{CHECK_IN}/" in f"/{remark.place.file}"
    root = remark.place.file.rpartition(f"{CHECK_IN}/")[0] + CHECK_IN
    command = f"triage run -k {in_shell(root)}" if inside else "triage run"
    lines = [f"    {say('judged-shown', language, command=command)}\n\n", f"        case: {remark.check}\n"]
    lines += [f"        {line}\n" for line in _answers(remark.answers or {})]
    return "".join(lines)


def _command(verdict: Verdict) -> str:
    """What takes the counterexample. A check-in has questions of its own, and is named by its folder."""
    root = verdict.about.place.file.rpartition(f"/{PROPERTIES}/")[0]
    return f"triage run -k {in_shell(root)}" if root.endswith(f"/{CHECK_IN}") else "triage run"


# What not knowing means


def _meanings(judgement: Judgement) -> dict[str, int]:
    """How many questions there are of each meaning."""
    counted = Counter(question.unknown_means for question in may_be_unknown(judgement.base))
    return {means: counted[means] for means in MEANINGS}


def may_be_unknown(base: Base) -> Iterator[Question]:
    """The questions that are asked and that somebody may not know the answer to."""
    return (question for question in base.questions.values() if question.may_be_unknown and not question.given)


def unknown_text(judgements: Sequence[Judgement], language: str, page: Page) -> str:
    """Every question that may be answered `unknown`, with what that means and why."""
    parts = []
    for judgement in judgements:
        base = judgement.base
        parts.append("\n" + say("unknown-means-heading", language, base=base.id) + "\n")
        for question in may_be_unknown(base):
            ask = ", ".join(question.unknown.ask) if question.unknown is not None else ""
            words = say(f"unknown-{question.unknown_means}", language, ask=ask)
            because = "" if question.unknown is None else f" {clean(text_in(question.unknown.because, language))}"
            parts.append(_indented(page.wrapped(f"{question.id}: {words}.{because}", "  - ", "    ")))
    return "".join(parts)


# Remarks in words


def message(remark: Remark, language: str) -> str:
    """What is remarked, in one sentence without its full stop."""
    at, others = clean(remark.at), [clean(other) for other in remark.others]
    match remark.check:
        case "rule-adds-nothing" if others:
            return say("lint-rule-adds-nothing-by", language, at=at, others=others[0])
        case "property-fails" if others:
            return say("lint-property-fails-with", language, at=at, others=", ".join(others))
        case "options-alike":
            return say("lint-options-alike", language, question=at.partition("/")[0], others=", ".join(others))
        case "word-with-two-meanings":
            return say(
                f"lint-{remark.check}", language, at=at, others="; ".join(f"\u201c{word}\u201d" for word in others)
            )
        case "cases-contradict":
            names = f" {say('and', language)} ".join(f"`{name}`" for name in others[:2])
            return say("lint-cases-contradict", language, others=names, about=others[2])
        case "pathway-too-mild":
            pathway, _, level = at.partition("/")
            return say("lint-pathway-too-mild", language, at=f"{pathway} ({level})")
        case check:
            return say(f"lint-{check}", language, at=at, others="`, `".join(others))


def why(judgement: Judgement, remark: Remark, language: str) -> str:
    """Why the remark matters."""
    verdict = failed(judgement, remark)
    because = "" if verdict is None else clean(text_in(verdict.about.because, language))
    rules = "`, `".join(clean(rule) for rule in remark.others)
    return say(f"lint-{remark.check}-why", language, because=because, rules=rules)


def failed(judgement: Judgement, remark: Remark) -> Verdict | None:
    """The verdict that a remark about a broken property is made of."""
    if remark.check != "property-fails":
        return None
    return next(verdict for verdict in judgement.verdicts or () if verdict.about.id == remark.at)


def bound_words(failure: Failure, language: str) -> str:
    """What the variables of `for-each` stand for where a property fails, and in whose words."""
    words = [f"{name}: {clean(value)}" for name, value in failure.bound.items()]
    if failure.language is not None:
        words.append(say("judged-language", language, code=failure.language))
    return ", ".join(words)


# Counterexamples


def counterexamples(judgements: Sequence[Judgement], language: str) -> dict[str, str]:
    """The case file for each property that fails, by its name."""
    return {
        f"{case_name(verdict.about)}.yaml": case_text(verdict, language)
        for judgement in judgements
        for verdict in judgement.verdicts or ()
        if not verdict.proved
    }


def case_name(about: Property) -> str:
    """The name of the case that shows that a property fails."""
    return f"{about.id}-counterexample"


def case_text(verdict: Verdict, language: str) -> str:
    """A smallest case in which the property fails, as a case file that `triage run` takes."""
    first = verdict.failures[0]
    bound = bound_words(first, language)
    about = verdict.about
    story = say("judged-story", language, property=about.id, bound=f" ({bound})" if bound else "")
    story = f"{story} {clean(text_in(about.because, language))}"
    head = [f"case: {case_name(about)}", f"story: {json.dumps(story, ensure_ascii=False)}"]
    return "\n".join((*head, *_answers(first.answers))) + "\n"


def _answers(answers: Mapping[str, Answer]) -> Iterator[str]:
    if not answers:
        yield "answers: {}"
        return
    yield "answers:"
    for name, answer in answers.items():
        value = plain(answer)
        yield f"  {name}: " + (f"[{', '.join(value)}]" if isinstance(value, list) else str(value))
