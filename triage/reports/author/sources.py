"""Documents and claims, what rests on each claim, and where sources disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from triage.language.as_json import Json, to_json
from triage.language.errors import TriageError, nearest, quoted
from triage.language.model import Claim, Conflict, Document
from triage.language.provenance import Provenance
from triage.language.texts import text_in
from triage.reports.layout import Page
from triage.words.message import phrased
from triage.words.saying import say


class PartJson(NamedTuple):
    """What rests on a claim: a rule, phase, item, exercise, caution or safety net."""

    kind: str
    id: str


class ClaimJson(NamedTuple):
    """`status`: something that someone can be shown rests on it (`used`), it was left out on purpose (`excused`, and
    `unused` says why), or neither (`unused`)."""

    id: str
    text: str
    status: Literal["used", "excused", "unused"]
    unused: str | None
    resting: Sequence[PartJson]
    conflicts: Sequence[str]


class DocumentJson(NamedTuple):
    """A source with the claims taken from it."""

    id: str
    title: str
    author: str
    publisher: str
    year: str
    language: str
    url: str
    claims: Sequence[ClaimJson]


class ConflictClaimJson(NamedTuple):
    """One side of a conflict."""

    id: str
    text: str
    document: str


class ConflictJson(NamedTuple):
    """Claims that disagree. `follow` is the id of the one that the base follows, `situation` where that one holds."""

    id: str
    claims: Sequence[ConflictClaimJson]
    follow: str
    situation: str | None
    because: str


class SourcesJson(NamedTuple):
    """Everything that a base rests on, or what belongs to one document, claim or conflict."""

    language: str
    documents: Sequence[DocumentJson]
    conflicts: Sequence[ConflictJson]


def sources_json(origins: Provenance, language: str, only: str = "") -> Json:
    """Documents with their claims, and conflicts, as plain data; with `only` those of one document, claim or conflict.

    Raises TriageError where there is no such thing."""
    return to_json(_sources(origins, language, only))


def _sources(origins: Provenance, language: str, only: str) -> SourcesJson:
    chosen = _chosen(origins, only)
    relevant = (
        [only]
        if only in origins.conflicts
        else dict.fromkeys(conflict.id for name in chosen for conflict in origins.disputed[name])
    )
    documents: list[DocumentJson] = []
    for document in origins.documents.values():
        claims = [_claim(origins, claim, language) for name, claim in chosen.items() if claim.document == document.id]
        if claims or not only or only == document.id:
            documents.append(_document(document, claims))
    conflicts = [
        _conflict(origins, conflict, language) for name, conflict in origins.conflicts.items() if name in relevant
    ]
    return SourcesJson(language, documents, conflicts)


def _chosen(origins: Provenance, only: str) -> Mapping[str, Claim]:
    """The claims that are asked for, by id."""
    if not only:
        return origins.claims
    if only in origins.claims:
        return {only: origins.claims[only]}
    if only in origins.documents:
        return {name: claim for name, claim in origins.claims.items() if claim.document == only}
    if only in origins.conflicts:
        return {name: origins.claims[name] for name in origins.conflicts[only].claims}
    names = (*origins.documents, *origins.claims, *origins.conflicts)
    message = "no document, claim or conflict {name}; {hint}"
    raise TriageError(phrased(message, name=quoted(only), hint=nearest(only, names)))


def _document(document: Document, claims: list[ClaimJson]) -> DocumentJson:
    return DocumentJson(
        document.id,
        document.title,
        document.author,
        document.publisher,
        document.year,
        document.language,
        document.url,
        claims,
    )


def _claim(origins: Provenance, claim: Claim, language: str) -> ClaimJson:
    return ClaimJson(
        claim.id,
        text_in(claim.text, language),
        "used" if origins.used(claim.id) else "unused" if claim.unused is None else "excused",
        None if claim.unused is None else text_in(claim.unused, language),
        [PartJson(part.kind, part.id) for part in origins.resting[claim.id]],
        [conflict.id for conflict in origins.disputed[claim.id]],
    )


def _conflict(origins: Provenance, conflict: Conflict, language: str) -> ConflictJson:
    claims = [origins.claims[name] for name in conflict.claims]
    return ConflictJson(
        conflict.id,
        [ConflictClaimJson(claim.id, text_in(claim.text, language), claim.document) for claim in claims],
        conflict.follow,
        None if conflict.situation is None else text_in(conflict.situation, language),
        text_in(conflict.because, language),
    )


def sources_text(origins: Provenance, language: str, page: Page, only: str = "") -> str:
    """The same for a person. Raises TriageError where there is no such thing."""
    data = _sources(origins, language, only)
    for document in data.documents:
        page.heading(f"{document.title} [{document.id}]")
        about = (document.author, document.publisher, document.year, document.language, document.url)
        page.paragraph(", ".join(filter(None, about)))
        for claim in document.claims:
            page.gap()
            page.paragraph(f"{claim.id}: {claim.text}", indent=2)
            page.bullets(_standing(claim, language), indent=4)
    if data.conflicts:
        page.heading(say("sources-conflicts", language))
        for conflict in data.conflicts:
            _conflict_text(conflict, language, page)
    return page.text()


def _standing(claim: ClaimJson, language: str) -> list[str]:
    """What became of a claim, in a line each."""
    lines = []
    if claim.status == "excused":
        lines.append(say("sources-excused", language, reason=claim.unused))
    if claim.status == "unused":
        lines.append(say("sources-unused", language))
    names: dict[str, list[str]] = {}
    for part in claim.resting:
        names.setdefault(say(f"part-{part.kind}", language), []).append(part.id)
    if claim.conflicts:
        names[say("part-conflict", language)] = list(claim.conflicts)
    return lines + [f"{kind}: {', '.join(ids)}" for kind, ids in names.items()]


def _conflict_text(conflict: ConflictJson, language: str, page: Page) -> None:
    page.gap()
    page.label(conflict.id, indent=2)
    for claim in sorted(conflict.claims, key=lambda claim: claim.id != conflict.follow):
        key = "conflict-followed" if claim.id == conflict.follow else "conflict-other"
        page.bullets([f"{say(key, language)} {claim.id}: {claim.text} [{claim.document}]"], indent=4)
    if conflict.situation:
        page.paragraph(f"{say('conflict-situation', language)}: {conflict.situation}", indent=4)
    page.paragraph(f"{say('conflict-because', language)}: {conflict.because}", indent=4)
