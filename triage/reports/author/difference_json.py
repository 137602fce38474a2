"""What `triage diff --format json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from triage.difference.difference import Among, Aspect, Comparison, Counts, OutcomeChange
from triage.difference.parts import Change, OneSided
from triage.difference.revisions import Source
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.reports.author.difference import Compared
from triage.reports.author.witness import Plain
from triage.reports.to_json import KnowledgeJson, knowledge_record


class SideJson(NamedTuple):
    """Where one of the two was read. `commit` is null for a directory."""

    shown: str
    commit: str | None
    knowledge: KnowledgeJson


class PartRefJson(NamedTuple):
    """A part of the base that changed."""

    kind: str
    id: str


class ExampleJson(NamedTuple):
    """A small case, as each base takes it. `among`: answers that both take, such as contradict each other
    (there are no others), or with one that only one of the bases takes (there are no others). `smallest`: there is none
    with fewer answers; otherwise none of its answers can be left out."""

    old: Mapping[str, Plain]
    new: Mapping[str, Plain]
    among: Among
    smallest: bool


class ShiftJson(NamedTuple):
    """A kind of change: what the outcome was, and is. null: no leading condition. `behind`: changes without which the
    example does not shift so."""

    aspect: Aspect
    old: str | None
    new: str | None
    less_urgent: bool
    renamed: bool
    example: ExampleJson
    worked: Sequence[str]
    sampled: int
    behind: Sequence[PartRefJson]


class CountsJson(NamedTuple):
    """In how many cases an outcome differs."""

    total: int
    changed: int
    less_urgent: int
    urgency: int
    leading: int
    pathway: int


class PartChangeJson(NamedTuple):
    """A part that is not the same. `decides`: whether an outcome can depend on it. `was`: its name before, where it
    was renamed."""

    kind: str
    id: str
    change: Change
    fields: Sequence[str]
    was: str | None
    decides: bool


class ScreensJson(NamedTuple):
    """The lists of warning signs that both have, in the order in which they are asked."""

    old: Sequence[str]
    new: Sequence[str]


class ComparedBaseJson(NamedTuple):
    """The base, or its check-in. `shifts` are all that there are (`proved`), those that lower an urgency first."""

    old: KnowledgeJson
    new: KnowledgeJson
    proved: Literal[True]
    shifts: Sequence[ShiftJson]
    worked: CountsJson
    sample: CountsJson
    seed: int
    unreadable_cases: int
    one_sided: Sequence[OneSided]
    screens: ScreensJson
    parts: Sequence[PartChangeJson]


class ComparedJson(NamedTuple):
    """What `triage diff` prints. `check_in`: which of the two has one."""

    changed: bool
    less_urgent: bool
    old: SideJson
    new: SideJson
    check_in: Literal["both", "none", "old", "new"]
    bases: Sequence[ComparedBaseJson]


def difference_json(of: Compared) -> Json:
    main = of.comparisons[0]
    record = ComparedJson(
        of.changed,
        any(comparison.lowering for comparison in of.comparisons),
        _side(of.old, main.old),
        _side(of.new, main.new),
        of.check_in,
        [_base(comparison) for comparison in of.comparisons],
    )
    return to_json(record)


def _side(source: Source, base: Base) -> SideJson:
    return SideJson(source.shown, source.commit or None, knowledge_record(base))


def _base(comparison: Comparison) -> ComparedBaseJson:
    return ComparedBaseJson(
        old=knowledge_record(comparison.old),
        new=knowledge_record(comparison.new),
        proved=True,
        shifts=[_change(comparison, change) for change in comparison.changes],
        worked=_counts(comparison.worked),
        sample=_counts(comparison.sample),
        seed=comparison.seed,
        unreadable_cases=comparison.unreadable,
        one_sided=comparison.one_sided,
        screens=ScreensJson(*comparison.screens),
        parts=[
            PartChangeJson(part.kind, part.id, part.change, part.fields, part.was or None, part.decides)
            for part in comparison.parts
        ],
    )


def _change(comparison: Comparison, change: OutcomeChange) -> ShiftJson:
    example = change.example
    return ShiftJson(
        aspect=change.aspect,
        old=change.old or None,
        new=change.new or None,
        less_urgent=change.lowers,
        renamed=comparison.renamed(change),
        example=ExampleJson(example.old, example.new, example.among, example.smallest),
        worked=change.worked,
        sampled=change.sampled,
        behind=[PartRefJson(part.kind, part.id) for part in change.behind],
    )


def _counts(of: Counts) -> CountsJson:
    changed = of.changed
    return CountsJson(of.total, of.any, of.less_urgent, changed["urgency"], changed["leading"], changed["pathway"])
