"""One part of a base for a person or a program: what it says, and where it stands among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from triage.explanation.base_part import BasePart, PartKind, Ref, parts_of
from triage.explanation.chain import source_words
from triage.explanation.to_words import asked, finding_words, to_words, unknown_meaning
from triage.language.as_json import Json, to_json
from triage.language.condition import ALL_CLEAR
from triage.language.model import EXPERT, Item, Phase, Rule, ScheduleDay
from triage.language.texts import text_in
from triage.language.words import Words
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


def listed_json(words: Words, kind: PartKind) -> Json:
    return to_json(ListedJson(words.language, _parts(words, kind)))


def listed_text(words: Words, kind: PartKind, page: Page) -> str:
    """A line each."""
    page.bullets((f"{part.id}: {part.name}" for part in _parts(words, kind)), indent=0)
    return page.text()


def _parts(words: Words, kind: PartKind) -> list[RefJson]:
    return [_ref(words, Ref(kind, name)) for name in parts_of(words.base, kind)]


# Naming


def part_name(words: Words, ref: Ref) -> str:
    """What people call it; of a rule, what it brings."""
    base = words.base
    match ref.kind:
        case "rule":
            return "; ".join(brings_words(words, base.rules[ref.id]))
        case "finding":
            return finding_words(words, ref.id)
        case "question":
            return asked(base.questions[ref.id], words.language)
        case "urgency":
            return words.text(base.urgencies[ref.id].name)
        case "pathway":
            return words.text(base.pathways[ref.id].name)
        case "exercise":
            return words.text(base.exercises[ref.id].name)
        case "claim":
            return words.text(base.claims[ref.id].text)
        case "caution":
            return words.text(base.cautions[ref.id].text)
        case "safety-net":
            return words.text(base.safety_net[ref.id].text)
        case "contradiction":
            return words.text(base.contradictions[ref.id].ask)
        case "preference":
            return words.text(base.preferences[ref.id].because)
        case "conflict":
            return words.text(base.conflicts[ref.id].because)
        case _:  # a phase, or an item of one
            pathway, phase = ref.id.split("/")[:2]
            phase_part = next(candidate for candidate in base.pathways[pathway].phases if candidate.id == phase)
            return f"{words.text(base.pathways[pathway].name)}: {words.text(phase_part.name)}"


def brings_words(words: Words, rule: Rule) -> list[str]:
    """What a rule adds when it fires."""
    lines = [words.say("establishes", name=finding_words(words, name)) for name in rule.establish]
    if rule.urgency is not None:
        lines.append(words.say("demands", name=words.text(words.base.urgencies[rule.urgency].name)))
    if rule.pathway is not None:
        lines.append(words.say("chooses", name=words.text(words.base.pathways[rule.pathway].name)))
    return lines


def _ref(words: Words, ref: Ref) -> RefJson:
    return RefJson(ref.kind, ref.id, part_name(words, ref))


# Showing


def base_part_json(words: Words, part: BasePart) -> Json:
    """Everything about one part as plain data."""
    return to_json(_base_part(words, part))


def _base_part(words: Words, part: BasePart) -> ShownJson:
    def refs(refs_given: Iterable[Ref]) -> list[RefJson]:
        return [_ref(words, ref) for ref in refs_given]

    return ShownJson(
        language=words.language,
        kind=part.kind,
        id=part.id,
        name=part_name(words, Ref(part.kind, part.id)),
        says=[*_labelled(words, part), *_phases(words, part)],
        depends_on=refs(part.depends_on),
        depends_on_further=refs(part.depends_on_further),
        used_by=refs(part.used_by),
        used_by_further=refs(part.used_by_further),
        sources=[_source(words, name) for name in part.sources],
        matters=MattersJson(words.say(f"matters-{part.kind}"), part.cases, part.tried),
    )


def _source(words: Words, name: str) -> SourceJson:
    if name == EXPERT:
        return SourceJson(None, words.say("expert"), None, None, None)
    claim = words.base.claims[name]
    document = words.base.documents[claim.document]
    return SourceJson(name, words.text(claim.text), document.id, document.title, document.url or None)


def _says(words: Words, part: BasePart) -> Iterator[tuple[str, list[str]]]:
    """What stands in the base about the part itself, by the key of its label."""
    base = words.base
    match part.kind:
        case "rule":
            rule = base.rules[part.id]
            yield "when", [to_words(words, rule.when)]
            yield "then", brings_words(words, rule)
            yield "because", [words.text(rule.because)]
        case "finding":
            finding = base.findings[part.id]
            yield "kind", [words.say(f"kind-{finding.kind}")]
            yield "about", _texts(words.text(finding.about))
            yield from _argued(words, part.id)
            yield "examination", _texts(words.text(finding.examination))
            rules = [rule for rule in base.rules.values() if part.id in rule.establish]
            yield "established-by", [f"{rule.id}: {to_words(words, rule.when)}" for rule in rules]
            if part.id == ALL_CLEAR:
                signs = "; ".join(finding_words(words, sign) for sign in base.warning_signs)
                yield "all-clear", [signs]
        case "question":
            question = base.questions[part.id]
            yield "ask", [words.text(question.ask)]
            yield "help", _texts(words.text(question.help))
            yield "answers", answers_words(question, words.language)
            yield "topic", [words.text(base.topics[question.topic])]
            yield "only-if", [to_words(words, question.when)] if question.when is not None else []
            yield "unknown", _texts(unknown_meaning(question, words.language))
            yield "bears-on", [finding_words(words, sign) for sign in base.screens_for[part.id]]
        case "pathway":
            pathway = base.pathways[part.id]
            yield "about", [words.text(pathway.summary)]
            leading = (rule for rule in base.rules.values() if rule.pathway == part.id)
            yield "chosen-by", [f"{rule.id}: {to_words(words, rule.when)}" for rule in leading]
            yield "default", [words.text(base.default_because)] if part.id == base.default_pathway else []
        case "claim":
            claim = base.claims[part.id]
            document = base.documents[claim.document]
            yield "claims", [words.text(claim.text)]
            about = (document.title, document.author, document.publisher, document.year, document.url)
            yield "document", [", ".join(filter(None, about))]
            yield "unused", _texts(words.text(claim.unused))
            yield from _disagreements(words, part.id)
        case "exercise":
            exercise = base.exercises[part.id]
            yield "how", [words.text(exercise.how)]
            yield "dose", _texts(dose_words(exercise, words.language))
            yield "equipment", _texts(words.text(exercise.equipment))
            yield "pain", _texts(words.text(exercise.pain))
            yield "harder", _texts(words.text(exercise.harder))
            yield "easier", _texts(words.text(exercise.easier))


def _disagreements(words: Words, claim: str) -> Iterator[tuple[str, list[str]]]:
    """Where another source says otherwise, and why the one or the other is followed."""
    for conflict in words.base.conflicts.values():
        if claim in conflict.claims:
            role = "conflict-followed" if conflict.follow == claim else "conflict-other"
            yield "conflict", [f"{words.say(role)} {words.text(conflict.because)}"]


def _argued(words: Words, finding: str) -> Iterator[tuple[str, list[str]]]:
    """What it is called as a suspicion, before which conditions it leads, and behind which, with the reason."""
    yield "may-be", _texts(words.text(words.base.findings[finding].may_be))
    for key, one, other in (("goes-before", "prefer", "over"), ("goes-behind", "over", "prefer")):
        lines = []
        for preference in words.base.preferences.values():
            if finding in getattr(preference, one):
                names = [finding_words(words, finding_name) for finding_name in getattr(preference, other)]
                more = [words.say("and-more", count=len(names) - FEW)] if len(names) > FEW else []
                because = words.text(preference.because)
                lines.append(f"{preference.id}: {because} ({'; '.join([*names[:FEW], *more])})")
        yield key, lines


def _labelled(words: Words, part: BasePart) -> Iterator[SaysJson]:
    for key, texts in _says(words, part):
        if texts:
            yield SaysJson(key, words.say(f"show-{key}"), texts)


def _phases(words: Words, part: BasePart) -> Iterator[SaysJson]:
    if part.kind == "pathway":
        for phase in words.base.pathways[part.id].phases:
            label = f"{words.say('show-phase')} {phase_name(phase, words.language)}"
            if texts := _phase(words, phase):
                yield SaysJson("phase", label, texts)


def _texts(text: str) -> list[str]:
    return [text] if text else []


def _phase(words: Words, phase: Phase) -> list[str]:
    """A line for each list of advice in a phase."""
    lines = []
    if phase.until is not None:
        lines.append(f"{words.say('show-until')}: {to_words(words, phase.until)}")
    lists: dict[str, tuple[Item, ...]] = {"goals": phase.goals, "do": phase.do, "avoid": phase.avoid}
    ends = {key: items for key, items in phase.items().items() if key not in ("goals", "do", "avoid")}
    uses = tuple(Item(words.base.exercises[use.exercise].name, use.when) for use in phase.exercises)
    for key, items in {**lists, "exercises": uses, **ends}.items():
        if items:
            lines.append(f"{words.say(key)}: " + "; ".join(item_words(words, item) for item in items))
    for day in phase.schedule:
        lines.append(f"{days_words(day, words.language)}: {item_words(words, Item(day.text, day.when))}")
    return lines


def phase_name(phase: Phase, language: str) -> str:
    """Its name, and how long it lasts."""
    lasts = f" ({text_in(phase.lasts, language)})" if phase.lasts else ""
    return f"{text_in(phase.name, language)}{lasts}"


def days_words(day: ScheduleDay, language: str) -> str:
    """Which days of a schedule it is for."""
    first, last = day.days
    return say("day" if first == last else "days", language, first=first, last=last)


def item_words(words: Words, item: Item) -> str:
    """A line of advice, with for whom it is."""
    text = words.text(item.text)
    if item.when is None:
        return text
    return f"{text} ({words.say('show-only-if')}: {to_words(words, item.when)})"


def base_part_text(words: Words, part: BasePart, page: Page) -> str:
    """The same for a person."""
    data = _base_part(words, part)
    kind = words.say(f"kind-{part.kind}")
    page.heading(f"{kind} {part.id}" if part.kind in ("rule", "claim") else f"{kind}: {data.name} [{part.id}]")
    for paragraph in data.says:
        if len(paragraph.texts) == 1:
            page.paragraph(f"{paragraph.label}: {paragraph.texts[0]}")
        else:
            page.label(f"{paragraph.label}:")
            page.bullets(paragraph.texts)
    _list(page, words.say("show-depends-on"), data.depends_on, words.language)
    _list(page, words.say("show-depends-further"), data.depends_on_further, words.language)
    _list(page, words.say("show-used-by"), data.used_by, words.language)
    _list(page, words.say("show-used-further"), data.used_by_further, words.language)
    if part.kind != "claim" and part.sources:
        page.gap()
        page.label(f"{words.say('source')}:")
        page.bullets(source_words(words, part.sources))
    page.gap()
    page.label(f"{words.say('matters')}:")
    page.paragraph(data.matters.meaning)
    page.paragraph(words.say("matters-count", count=len(part.cases), tried=part.tried))
    page.bullets(_few(list(part.cases), words.language))
    return page.text()


def _list(page: Page, title: str, refs: Sequence[RefJson], language: str) -> None:
    """What there is of each kind, the names of few and the ids of many."""
    if not refs:
        return
    page.gap()
    page.label(f"{title}:")
    for kind, same_kind in groupby(sorted(refs, key=lambda ref: _order(ref.kind)), key=lambda ref: ref.kind):
        members = list(same_kind)
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
