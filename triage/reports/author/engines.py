"""Whether the engines agree: what was compared, and the smallest case of each difference, as a case file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from triage.agreement.agreement import Agreement, Disagreement
from triage.agreement.conclusion import EngineDifference
from triage.explanation.installing import installing
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.words import Words
from triage.reports.layout import clean, figures
from triage.words.saying import is_said, say

NAMES = {"columns": "columns", "experta": "experta", "counters": "counters", "clips": "CLIPS"}


class EngineJson(NamedTuple):
    """How many cases an engine concluded, and in how many it differed from the reference."""

    engine: str
    cases: int
    differing: int


class DisagreementJson(NamedTuple):
    """The smallest case found. `rules` are those of the made-up base that it belongs to; empty for the base itself."""

    engine: str
    answers: Mapping[str, Answer]
    rules: Mapping[str, str]
    differences: Sequence[EngineDifference]


class EnginesJson(NamedTuple):
    """Five readers of the same rules, held against each other. `left_out`: what did not take part, and the extra that
    it needs."""

    base: str
    seed: int
    cases: int
    distinct: int
    bases: int
    base_cases: int
    rules_fired: int
    rules: int
    findings_established: int
    findings_refuted: int
    findings: int
    engines: Sequence[EngineJson]
    left_out: Mapping[str, str]
    disagreements: Sequence[DisagreementJson]


def engines_record(base: Base, agreement: Agreement) -> EnginesJson:
    return EnginesJson(
        base=base.id,
        seed=agreement.seed,
        cases=agreement.cases,
        distinct=agreement.distinct,
        bases=agreement.bases,
        base_cases=agreement.base_cases,
        rules_fired=len(agreement.fired),
        rules=len(base.rules),
        findings_established=len(agreement.established),
        findings_refuted=len(agreement.refuted),
        findings=len(base.findings),
        engines=[EngineJson(name, cases, agreement.differing[name]) for name, cases in agreement.compared.items()],
        left_out=agreement.left_out,
        disagreements=[
            DisagreementJson(one.engine, one.answers, dict(_conditions(one)), one.about)
            for one in agreement.disagreements
        ],
    )


def engines_text(words: Words, agreement: Agreement) -> str:
    """What was compared, and what differed."""
    base = words.base

    def count(number: int) -> str:
        return figures(f"{number:,}", words.language)

    lines = [
        words.say(
            "engines-cases",
            base=f"{base.id} {base.version}",
            cases=count(agreement.cases),
            distinct=count(agreement.distinct),
            bases=count(agreement.bases),
            base_cases=count(agreement.base_cases),
            seed=agreement.seed,
        ),
        words.say(
            "engines-reached",
            fired=len(agreement.fired),
            rules=len(base.rules),
            established=len(agreement.established),
            refuted=len(agreement.refuted),
            findings=len(base.findings),
        ),
        words.say("engines-reference"),
    ]
    width = max(map(len, map(count, agreement.compared.values())), default=0)
    for name, cases in agreement.compared.items():
        differing = agreement.differing[name]
        result = words.say("engines-differ", count=count(differing)) if differing else words.say("engines-same")
        lines.append(f"  {NAMES.get(name, name):<8} {count(cases):>{width}} {words.say('engines-number')}  {result}")
    for name, extra in agreement.left_out.items():
        lines.append(f"  {words.say('engines-left-out', name=NAMES.get(name, name), extra=extra)}")
    if agreement.left_out:
        lines.append(f"  {installing(words.language, *dict.fromkeys(agreement.left_out.values()))}")
    for one in agreement.disagreements:
        lines += ["", *_disagreement(one, words.language)]
    return "\n".join(map(clean, lines)) + "\n"


def _disagreement(one: Disagreement, language: str) -> Iterator[str]:
    yield say("engines-smallest", language, name=NAMES.get(one.engine, one.engine))
    yield from (f"  {_difference(difference, language)}" for difference in one.about)
    rules = list(_conditions(one))
    if rules:
        yield say("engines-made-up", language)
        yield from (f"  {name}: {condition}" for name, condition in rules)
    yield say("engines-as-case", language)
    answers = {name: plain(answer) for name, answer in one.answers.items()}
    text: str = yaml.dump({"answers": answers}, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=120)
    yield from (f"    {line}" for line in text.splitlines())


def _difference(difference: EngineDifference, language: str) -> str:
    def word(value: str) -> str:
        key = f"engines-is-{value.replace(' ', '-')}"
        return say(key, language) if is_said(key) else value  # an id is the same in every language

    outcome = say("engines-difference", language, expected=word(difference.expected), found=word(difference.found))
    return f"{say(f'engines-about-{difference.about}', language, name=difference.name)}: {outcome}"


def _conditions(one: Disagreement) -> Iterator[tuple[str, str]]:
    """What a made-up base asks, as far as it is needed to see the difference."""
    if not one.on_random_base:
        return
    for question in one.base.questions.values():
        if question.when is not None:
            yield question.id, str(question.when)
    for rule in one.base.rules.values():
        then = [*rule.establish, *filter(None, (rule.urgency, rule.pathway))]
        yield rule.id, f"{rule.when} -> {', '.join(then)}"
    for caution in one.base.cautions.values():
        yield caution.id, str(caution.when)
