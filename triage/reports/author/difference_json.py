"""What `triage diff --format json` prints."""

from __future__ import annotations

from typing import Literal, TypedDict

from triage.difference.difference import Among, Aspect, Comparison, Counts, OutcomeChange
from triage.difference.parts import Change, OneSided, PartChange, Side, What
from triage.language.base import Base
from triage.language.revisions import Source
from triage.reports.author.difference import Compared
from triage.reports.author.witness import Plain, plain_answers
from triage.reports.to_json import KnowledgeJson


class SideJson(TypedDict):
    """Where one of the two was read. `commit` is null for a directory."""

    shown: str
    commit: str | None
    knowledge: KnowledgeJson


class PartRefJson(TypedDict):
    """A part of the base that changed."""

    kind: str
    id: str


class ExampleJson(TypedDict):
    """A small case, as each base takes it. `among`: answers that both take, such as contradict each other
    (there are no others), or with one that only one of the bases takes (there are no others). `smallest`: there is none
    with fewer answers; otherwise none of its answers can be left out."""

    old: dict[str, Plain]
    new: dict[str, Plain]
    among: Among
    smallest: bool


class ShiftJson(TypedDict):
    """A kind of change: what the outcome was, and is. null: no leading condition. `behind`: changes without which the
    example does not shift so."""

    aspect: Aspect
    old: str | None
    new: str | None
    less_urgent: bool
    renamed: bool
    example: ExampleJson
    worked: list[str]
    sampled: int
    behind: list[PartRefJson]


class CountsJson(TypedDict):
    """In how many cases an outcome differs."""

    total: int
    changed: int
    less_urgent: int
    urgency: int
    leading: int
    pathway: int


class OneSidedJson(TypedDict):
    """Answers that only one of the bases takes."""

    side: Side
    question: str
    what: What
    detail: list[str]


class PartChangeJson(TypedDict):
    """A part that is not the same. `decides`: whether an outcome can depend on it. `was`: its name before, where it
    was renamed."""

    kind: str
    id: str
    change: Change
    fields: list[str]
    was: str | None
    decides: bool


class ScreensJson(TypedDict):
    """The lists of warning signs that both have, in the order in which they are asked."""

    old: list[str]
    new: list[str]


class ComparedBaseJson(TypedDict):
    """The base, or its check-in. `shifts` are all that there are (`proved`), those that lower an urgency first."""

    old: KnowledgeJson
    new: KnowledgeJson
    proved: Literal[True]
    shifts: list[ShiftJson]
    worked: CountsJson
    sample: CountsJson
    seed: int
    unreadable_cases: int
    one_sided: list[OneSidedJson]
    screens: ScreensJson
    parts: list[PartChangeJson]


class ComparedJson(TypedDict):
    """What `triage diff` prints. `check_in`: which of the two has one."""

    changed: bool
    less_urgent: bool
    old: SideJson
    new: SideJson
    check_in: Literal["both", "none", "old", "new"]
    bases: list[ComparedBaseJson]


def difference_json(of: Compared) -> ComparedJson:
    main = of.comparisons[0]
    return {
        "changed": of.changed,
        "less_urgent": any(each.lowering for each in of.comparisons),
        "old": _side(of.old, main.old),
        "new": _side(of.new, main.new),
        "check_in": of.check_in,
        "bases": [_base(each) for each in of.comparisons],
    }


def _side(source: Source, base: Base) -> SideJson:
    return {"shown": source.shown, "commit": source.commit or None, "knowledge": _identity(base)}


def _identity(base: Base) -> KnowledgeJson:
    return {"name": base.id, "version": base.version, "hash": base.hash}


def _base(each: Comparison) -> ComparedBaseJson:
    return {
        "old": _identity(each.old),
        "new": _identity(each.new),
        "proved": True,
        "shifts": [_shift(each, shift) for shift in each.shifts],
        "worked": _counts(each.worked),
        "sample": _counts(each.sample),
        "seed": each.seed,
        "unreadable_cases": each.unreadable,
        "one_sided": [_one_sided(found) for found in each.one_sided],
        "screens": {"old": list(each.screens[0]), "new": list(each.screens[1])},
        "parts": [_part(part) for part in each.parts],
    }


def _shift(each: Comparison, shift: OutcomeChange) -> ShiftJson:
    example = shift.example
    return {
        "aspect": shift.aspect,
        "old": shift.old or None,
        "new": shift.new or None,
        "less_urgent": shift.lowers,
        "renamed": each.renamed(shift),
        "example": {
            "old": plain_answers(example.old),
            "new": plain_answers(example.new),
            "among": example.among,
            "smallest": example.smallest,
        },
        "worked": list(shift.worked),
        "sampled": shift.sampled,
        "behind": [{"kind": part.kind, "id": part.id} for part in shift.behind],
    }


def _counts(of: Counts) -> CountsJson:
    return {
        "total": of.total,
        "changed": of.any,
        "less_urgent": of.less_urgent,
        "urgency": of.changed["urgency"],
        "leading": of.changed["leading"],
        "pathway": of.changed["pathway"],
    }


def _one_sided(found: OneSided) -> OneSidedJson:
    return {"side": found.side, "question": found.question, "what": found.what, "detail": list(found.detail)}


def _part(part: PartChange) -> PartChangeJson:
    return {
        "kind": part.kind,
        "id": part.id,
        "change": part.change,
        "fields": list(part.fields),
        "was": part.was or None,
        "decides": part.decides,
    }
