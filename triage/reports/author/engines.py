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


def engines_record(base: Base, found: Agreement) -> EnginesJson:
    return EnginesJson(
        base=base.id,
        seed=found.seed,
        cases=found.cases,
        distinct=found.distinct,
        bases=found.bases,
        base_cases=found.base_cases,
        rules_fired=len(found.fired),
        rules=len(base.rules),
        findings_established=len(found.established),
        findings_refuted=len(found.refuted),
        findings=len(base.findings),
        engines=[EngineJson(name, cases, found.differing[name]) for name, cases in found.compared.items()],
        left_out=found.left_out,
        disagreements=[
            DisagreementJson(one.engine, one.answers, dict(_conditions(one)), one.about) for one in found.disagreements
        ],
    )


def engines_text(base: Base, found: Agreement, language: str) -> str:
    """What was compared, and what differed."""

    def count(number: int) -> str:
        return figures(f"{number:,}", language)

    lines = [
        say(
            "engines-cases",
            language,
            base=f"{base.id} {base.version}",
            cases=count(found.cases),
            distinct=count(found.distinct),
            bases=count(found.bases),
            base_cases=count(found.base_cases),
            seed=found.seed,
        ),
        say(
            "engines-reached",
            language,
            fired=len(found.fired),
            rules=len(base.rules),
            established=len(found.established),
            refuted=len(found.refuted),
            findings=len(base.findings),
        ),
        say("engines-reference", language),
    ]
    width = max(map(len, map(count, found.compared.values())), default=0)
    for name, cases in found.compared.items():
        differing = found.differing[name]
        result = say("engines-differ", language, count=count(differing)) if differing else say("engines-same", language)
        lines.append(
            f"  {NAMES.get(name, name):<8} {count(cases):>{width}} {say('engines-number', language)}  {result}"
        )
    for name, extra in found.left_out.items():
        lines.append(f"  {say('engines-left-out', language, name=NAMES.get(name, name), extra=extra)}")
    if found.left_out:
        lines.append(f"  {installing(language, *dict.fromkeys(found.left_out.values()))}")
    for one in found.disagreements:
        lines += ["", *_disagreement(one, language)]
    return "\n".join(map(clean, lines)) + "\n"


def _disagreement(one: Disagreement, language: str) -> Iterator[str]:
    yield say("engines-smallest", language, name=NAMES.get(one.engine, one.engine))
    yield from (f"  {_difference(each, language)}" for each in one.about)
    rules = list(_conditions(one))
    if rules:
        yield say("engines-made-up", language)
        yield from (f"  {name}: {condition}" for name, condition in rules)
    yield say("engines-as-case", language)
    answers = {name: plain(answer) for name, answer in one.answers.items()}
    text: str = yaml.dump({"answers": answers}, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=120)
    yield from (f"    {line}" for line in text.splitlines())


def _difference(each: EngineDifference, language: str) -> str:
    def word(value: str) -> str:
        key = f"engines-is-{value.replace(' ', '-')}"
        return say(key, language) if is_said(key) else value  # an id is the same in every language

    said = say("engines-difference", language, expected=word(each.expected), found=word(each.found))
    return f"{say(f'engines-about-{each.about}', language, name=each.name)}: {said}"


def _conditions(one: Disagreement) -> Iterator[tuple[str, str]]:
    """What a made-up base asks, as far as it is needed to see the difference."""
    if not one.made_up:
        return
    for question in one.base.questions.values():
        if question.when is not None:
            yield question.id, str(question.when)
    for rule in one.base.rules.values():
        then = [*rule.establish, *filter(None, (rule.urgency, rule.pathway))]
        yield rule.id, f"{rule.when} -> {', '.join(then)}"
    for caution in one.base.cautions.values():
        yield caution.id, str(caution.when)
