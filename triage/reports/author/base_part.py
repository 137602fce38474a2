"""One part of a base for a person or a program: what it says, and where it stands among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from triage.explanation.base_part import BasePart, PartKind, Ref, parts_of
from triage.explanation.chain import source_words
from triage.explanation.to_words import asked, finding_words, to_words, unknown_meaning
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.model import EXPERT, Item, Phase, Rule, ScheduleDay
from triage.language.texts import text_in
from triage.reports.author.questions import answers_words
from triage.reports.layout import Page, clean
from triage.reports.person.to_text import dose_words
from triage.words.saying import say

MANY = 12
"""So many names are listed before the rest is counted; JSON has them all."""


FEW = 6
"""So many conditions are named before the rest is counted."""


class RefJson(NamedTuple):
    """Another part. `kind`: rule, finding, question, urgency, pathway, exercise, caution, safety-net, contradiction,
    phase (named after its pathway), item (after its phase) or conflict."""

    kind: str
    id: str
    name: str


class SaysJson(NamedTuple):
    """Something that the part says, under a label in words. `key` is the same in every language; each phase of a
    pathway is one `phase`."""

    key: str
    label: str
    texts: Sequence[str]


class SourceJson(NamedTuple):
    """A claim with its document; without an id, the agreement of experts."""

    id: str | None
    text: str
    document: str | None
    title: str | None
    url: str | None


class MattersJson(NamedTuple):
    """The worked cases in which the part matters, out of those that were tried; `meaning` says what that means."""

    meaning: str
    cases: Sequence[str]
    tried: int


class ShownJson(NamedTuple):
    """One part of a base. `depends_on` and `used_by` are one step away, the others behind them."""

    language: str
    kind: Literal["rule", "finding", "question", "pathway", "claim", "exercise"]
    id: str
    name: str
    says: Sequence[SaysJson]
    depends_on: Sequence[RefJson]
    depends_on_further: Sequence[RefJson]
    used_by: Sequence[RefJson]
    used_by_further: Sequence[RefJson]
    sources: Sequence[SourceJson]
    matters: MattersJson


class ListedJson(NamedTuple):
    """All parts of one kind."""

    language: str
    parts: Sequence[RefJson]


# Listing


def listed_json(base: Base, kind: PartKind, language: str) -> Json:
    return to_json(ListedJson(language, _parts(base, kind, language)))


def listed_text(base: Base, kind: PartKind, language: str, page: Page) -> str:
    """A line each."""
    page.bullets((f"{part.id}: {part.name}" for part in _parts(base, kind, language)), indent=0)
    return page.text()


def _parts(base: Base, kind: PartKind, language: str) -> list[RefJson]:
    return [_ref(base, Ref(kind, name), language) for name in parts_of(base, kind)]


# Naming


def part_name(base: Base, ref: Ref, language: str) -> str:
    """What people call it; of a rule, what it brings."""
    match ref.kind:
        case "rule":
            return "; ".join(brings_words(base, base.rules[ref.id], language))
        case "finding":
            return finding_words(base, ref.id, language)
        case "question":
            return asked(base.questions[ref.id], language)
        case "urgency":
            return text_in(base.urgencies[ref.id].name, language)
        case "pathway":
            return text_in(base.pathways[ref.id].name, language)
        case "exercise":
            return text_in(base.exercises[ref.id].name, language)
        case "claim":
            return text_in(base.claims[ref.id].text, language)
        case "caution":
            return text_in(base.cautions[ref.id].text, language)
        case "safety-net":
            return text_in(base.safety_net[ref.id].text, language)
        case "contradiction":
            return text_in(base.contradictions[ref.id].ask, language)
        case "preference":
            return text_in(base.preferences[ref.id].because, language)
        case "conflict":
            return text_in(base.conflicts[ref.id].because, language)
        case _:  # a phase, or an item of one
            pathway, phase = ref.id.split("/")[:2]
            phase_part = next(candidate for candidate in base.pathways[pathway].phases if candidate.id == phase)
            return f"{text_in(base.pathways[pathway].name, language)}: {text_in(phase_part.name, language)}"


def brings_words(base: Base, rule: Rule, language: str) -> list[str]:
    """What a rule adds when it fires."""
    lines = [say("establishes", language, name=finding_words(base, name, language)) for name in rule.establish]
    if rule.urgency is not None:
        lines.append(say("demands", language, name=text_in(base.urgencies[rule.urgency].name, language)))
    if rule.pathway is not None:
        lines.append(say("chooses", language, name=text_in(base.pathways[rule.pathway].name, language)))
    return lines


def _ref(base: Base, ref: Ref, language: str) -> RefJson:
    return RefJson(ref.kind, ref.id, part_name(base, ref, language))


# Showing


def shown_json(base: Base, part: BasePart, language: str) -> Json:
    """Everything about one part as plain data."""
    return to_json(_shown(base, part, language))


def _shown(base: Base, part: BasePart, language: str) -> ShownJson:
    def refs(refs_given: Iterable[Ref]) -> list[RefJson]:
        return [_ref(base, ref, language) for ref in refs_given]

    return ShownJson(
        language=language,
        kind=part.kind,
        id=part.id,
        name=part_name(base, Ref(part.kind, part.id), language),
        says=[*_labelled(base, part, language), *_phases(base, part, language)],
        depends_on=refs(part.depends_on),
        depends_on_further=refs(part.depends_on_further),
        used_by=refs(part.used_by),
        used_by_further=refs(part.used_by_further),
        sources=[_source(base, name, language) for name in part.sources],
        matters=MattersJson(say(f"matters-{part.kind}", language), part.cases, part.tried),
    )


def _source(base: Base, name: str, language: str) -> SourceJson:
    if name == EXPERT:
        return SourceJson(None, say("expert", language), None, None, None)
    claim = base.claims[name]
    document = base.documents[claim.document]
    return SourceJson(name, text_in(claim.text, language), document.id, document.title, document.url or None)


def _says(base: Base, part: BasePart, language: str) -> Iterator[tuple[str, list[str]]]:
    """What stands in the base about the part itself, by the key of its label."""
    match part.kind:
        case "rule":
            rule = base.rules[part.id]
            yield "when", [to_words(base, rule.when, language)]
            yield "then", brings_words(base, rule, language)
            yield "because", [text_in(rule.because, language)]
        case "finding":
            finding = base.findings[part.id]
            yield "kind", [say(f"kind-{finding.kind}", language)]
            yield "about", _texts(text_in(finding.about, language))
            yield from _argued(base, part.id, language)
            yield "examination", _texts(text_in(finding.examination, language))
            rules = [rule for rule in base.rules.values() if part.id in rule.establish]
            yield "established-by", [f"{rule.id}: {to_words(base, rule.when, language)}" for rule in rules]
            if part.id == ALL_CLEAR:
                signs = "; ".join(finding_words(base, sign, language) for sign in base.warning_signs)
                yield "all-clear", [signs]
        case "question":
            question = base.questions[part.id]
            yield "ask", [text_in(question.ask, language)]
            yield "help", _texts(text_in(question.help, language))
            yield "answers", answers_words(question, language)
            yield "topic", [text_in(base.topics[question.topic], language)]
            yield "only-if", [to_words(base, question.when, language)] if question.when is not None else []
            yield "unknown", _texts(unknown_meaning(question, language))
            yield "bears-on", [finding_words(base, sign, language) for sign in base.screens_for[part.id]]
        case "pathway":
            pathway = base.pathways[part.id]
            yield "about", [text_in(pathway.summary, language)]
            rules = [rule for rule in base.rules.values() if rule.pathway == part.id]
            yield "chosen-by", [f"{rule.id}: {to_words(base, rule.when, language)}" for rule in rules]
            yield "default", [text_in(base.default_because, language)] if part.id == base.default_pathway else []
        case "claim":
            claim = base.claims[part.id]
            document = base.documents[claim.document]
            yield "claims", [text_in(claim.text, language)]
            about = (document.title, document.author, document.publisher, document.year, document.url)
            yield "document", [", ".join(filter(None, about))]
            yield "unused", _texts(text_in(claim.unused, language))
            for conflict in (
                disagreement for disagreement in base.conflicts.values() if part.id in disagreement.claims
            ):
                role = "conflict-followed" if conflict.follow == part.id else "conflict-other"
                yield "conflict", [f"{say(role, language)} {text_in(conflict.because, language)}"]
        case "exercise":
            exercise = base.exercises[part.id]
            yield "how", [text_in(exercise.how, language)]
            yield "dose", _texts(dose_words(exercise, language))
            yield "equipment", _texts(text_in(exercise.equipment, language))
            yield "pain", _texts(text_in(exercise.pain, language))
            yield "harder", _texts(text_in(exercise.harder, language))
            yield "easier", _texts(text_in(exercise.easier, language))


def _argued(base: Base, finding: str, language: str) -> Iterator[tuple[str, list[str]]]:
    """What it is called as a suspicion, before which conditions it leads, and behind which, with the reason."""
    yield "may-be", _texts(text_in(base.findings[finding].may_be, language))
    for key, one, other in (("goes-before", "prefer", "over"), ("goes-behind", "over", "prefer")):
        lines = []
        for preference in base.preferences.values():
            if finding in getattr(preference, one):
                names = [finding_words(base, finding_name, language) for finding_name in getattr(preference, other)]
                more = [say("and-more", language, count=len(names) - FEW)] if len(names) > FEW else []
                because = text_in(preference.because, language)
                lines.append(f"{preference.id}: {because} ({'; '.join([*names[:FEW], *more])})")
        yield key, lines


def _labelled(base: Base, part: BasePart, language: str) -> Iterator[SaysJson]:
    for key, texts in _says(base, part, language):
        if texts:
            yield SaysJson(key, say(f"show-{key}", language), texts)


def _phases(base: Base, part: BasePart, language: str) -> Iterator[SaysJson]:
    if part.kind == "pathway":
        for phase in base.pathways[part.id].phases:
            label = f"{say('show-phase', language)} {phase_name(phase, language)}"
            if texts := _phase(base, phase, language):
                yield SaysJson("phase", label, texts)


def _texts(text: str) -> list[str]:
    return [text] if text else []


def _phase(base: Base, phase: Phase, language: str) -> list[str]:
    """A line for each list of advice in a phase."""
    lines = []
    if phase.until is not None:
        lines.append(f"{say('show-until', language)}: {to_words(base, phase.until, language)}")
    lists: dict[str, tuple[Item, ...]] = {"goals": phase.goals, "do": phase.do, "avoid": phase.avoid}
    ends = {key: items for key, items in phase.items().items() if key not in ("goals", "do", "avoid")}
    uses = tuple(Item(base.exercises[use.exercise].name, use.when) for use in phase.exercises)
    for key, items in {**lists, "exercises": uses, **ends}.items():
        if items:
            lines.append(f"{say(key, language)}: " + "; ".join(item_words(base, item, language) for item in items))
    for day in phase.schedule:
        lines.append(f"{days_words(day, language)}: {item_words(base, Item(day.text, day.when), language)}")
    return lines


def phase_name(phase: Phase, language: str) -> str:
    """Its name, and how long it lasts."""
    lasts = f" ({text_in(phase.lasts, language)})" if phase.lasts else ""
    return f"{text_in(phase.name, language)}{lasts}"


def days_words(day: ScheduleDay, language: str) -> str:
    """Which days of a schedule it is for."""
    first, last = day.days
    return say("day" if first == last else "days", language, first=first, last=last)


def item_words(base: Base, item: Item, language: str) -> str:
    """A line of advice, with for whom it is."""
    text = text_in(item.text, language)
    if item.when is None:
        return text
    return f"{text} ({say('show-only-if', language)}: {to_words(base, item.when, language)})"


def shown_text(base: Base, part: BasePart, language: str, page: Page) -> str:
    """The same for a person."""
    data = _shown(base, part, language)
    kind = say(f"kind-{part.kind}", language)
    page.heading(f"{kind} {part.id}" if part.kind in ("rule", "claim") else f"{kind}: {data.name} [{part.id}]")
    for paragraph in data.says:
        if len(paragraph.texts) == 1:
            page.paragraph(f"{paragraph.label}: {paragraph.texts[0]}")
        else:
            page.label(f"{paragraph.label}:")
            page.bullets(paragraph.texts)
    _list(page, say("show-depends-on", language), data.depends_on, language)
    _list(page, say("show-depends-further", language), data.depends_on_further, language)
    _list(page, say("show-used-by", language), data.used_by, language)
    _list(page, say("show-used-further", language), data.used_by_further, language)
    if part.kind != "claim" and part.sources:
        page.gap()
        page.label(f"{say('source', language)}:")
        page.bullets(source_words(base, part.sources, language))
    page.gap()
    page.label(f"{say('matters', language)}:")
    page.paragraph(data.matters.meaning)
    page.paragraph(say("matters-count", language, count=len(part.cases), tried=part.tried))
    page.bullets(_few(list(part.cases), language))
    return page.text()


def _list(page: Page, title: str, refs: Sequence[RefJson], language: str) -> None:
    """What there is of each kind, the names of few and the ids of many."""
    if not refs:
        return
    page.gap()
    page.label(f"{title}:")
    for kind, alike in groupby(sorted(refs, key=lambda ref: _order(ref.kind)), key=lambda ref: ref.kind):
        members = list(alike)
        label = say(f"part-{kind}", language)
        alone = len(members) == 1 or len({ref.name for ref in members}) > 1  # rules may all bring the same
        if len(members) <= MANY // 2 and alone:
            page.bullets(f"{label}: {clean(ref.name)} [{ref.id}]" for ref in members)
        else:
            page.bullets([f"{label} ({len(members)}): " + ", ".join(ref.id for ref in members)])


ORDER = ("question", "finding", "rule", "urgency", "pathway", "phase", "item", "exercise")


def _order(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _few(names: list[str], language: str) -> list[str]:
    if len(names) <= MANY:
        return names
    return [*names[:MANY], say("and-more", language, count=len(names) - MANY)]
