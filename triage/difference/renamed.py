"""An old base under the ids that its parts have in a new one, as the `was` of the new one says: what was only renamed
is then the same part in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Protocol, TypeVar

from triage.difference.parts import PartChange
from triage.language.base import Base
from triage.language.condition import Chosen, Found, Is, Within
from triage.language.evaluate import Answer
from triage.language.model import Pathway, Question

T = TypeVar("T")
Names = Mapping[str, str]


class Part(Protocol):
    """What can have been called otherwise."""

    @property
    def id(self) -> str: ...
    @property
    def was(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Renamed:
    """The ids of the old base that are others now, and what they are; options by the question as it is called now,
    phases by the pathway."""

    questions: Names = field(default_factory=dict)
    findings: Names = field(default_factory=dict)
    pathways: Names = field(default_factory=dict)
    options: Mapping[str, Names] = field(default_factory=dict)
    phases: Mapping[str, Names] = field(default_factory=dict)

    def changes(self) -> Iterator[PartChange]:
        """The same for whoever reads what changed."""
        kinds = {"question": self.questions, "finding": self.findings, "pathway": self.pathways}
        for kind, names in kinds.items():
            yield from (PartChange(kind, now, "renamed", was=was, declared=True) for was, now in names.items())
        for kind, within in {"option": self.options, "phase": self.phases}.items():
            for of, names in within.items():
                yield from (
                    PartChange(kind, f"{of}/{now}", "renamed", was=was, declared=True) for was, now in names.items()
                )

    def base(self, old: Base) -> Base:
        """The old base under these names."""
        questions = {self.question(name): self._question(part) for name, part in old.questions.items()}
        return replace(
            old,
            questions=questions,
            findings={self.finding(name): replace(part, id=self.finding(name)) for name, part in old.findings.items()},
            pathways={self.pathway(name): self._pathway(part) for name, part in old.pathways.items()},
            rules={
                name: replace(
                    self._within(rule),
                    establish=tuple(map(self.finding, rule.establish)),
                    pathway=None if rule.pathway is None else self.pathway(rule.pathway),
                )
                for name, rule in old.rules.items()
            },
            checklists={
                name: replace(part, questions=tuple(map(self.question, part.questions)))
                for name, part in old.checklists.items()
            },
            cautions=self._within(old.cautions),
            safety_net=self._within(old.safety_net),
            contradictions=self._within(old.contradictions),
            condition_order=tuple(map(self.finding, old.condition_order)),
            preferences={
                name: replace(
                    part,
                    prefer=tuple(map(self.finding, part.prefer)),
                    over=tuple(map(self.finding, part.over)),
                    when=tuple(map(self.finding, part.when)),
                )
                for name, part in old.preferences.items()
            },
            pathway_order=tuple(map(self.pathway, old.pathway_order)),
            default_pathway=self.pathway(old.default_pathway),
        )

    def answers(self, given: Mapping[str, Answer]) -> dict[str, Answer]:
        """Answers to the old base under these names."""
        return {self.question(name): self._answer(self.question(name), answer) for name, answer in given.items()}

    def question(self, name: str) -> str:
        return self.questions.get(name, name)

    def finding(self, name: str) -> str:
        return self.findings.get(name, name)

    def pathway(self, name: str) -> str:
        return self.pathways.get(name, name)

    def _option(self, question: str, name: str) -> str:
        return self.options.get(question, {}).get(name, name)

    def _answer(self, question: str, answer: Answer) -> Answer:
        if isinstance(answer, tuple):
            return tuple(self._option(question, option) for option in answer)
        return self._option(question, answer) if isinstance(answer, str) else answer

    def _question(self, part: Question) -> Question:
        name = self.question(part.id)
        options = {self._option(name, option): text for option, text in part.options.items()}
        unknown = part.unknown
        if unknown is not None:
            unknown = replace(self._within(unknown), ask=tuple(map(self.question, unknown.ask)))
        return replace(self._within(part), id=name, options=options, unknown=unknown)

    def _pathway(self, part: Pathway) -> Pathway:
        name = self.pathway(part.id)
        names = self.phases.get(name, {})
        phases = tuple(replace(self._within(phase), id=names.get(phase.id, phase.id)) for phase in part.phases)
        return replace(part, id=name, phases=phases)

    def _within(self, part: T) -> T:
        """The part with every condition in it under these names."""
        return self._renamed(part)  # type: ignore[return-value]  # what comes in goes out

    def _renamed(self, part: object) -> object:
        match part:
            case Is(name, values):
                now = self.question(name)
                return Is(now, tuple(self._option(now, value) for value in values))
            case Chosen(name, options):
                now = self.question(name)
                return Chosen(now, tuple(self._option(now, option) for option in options))
            case Within(question=name):
                return replace(part, question=self.question(name))
            case Found(name):
                return Found(self.finding(name))
            case tuple():
                return tuple(map(self._renamed, part))
            case Mapping():
                return {key: self._renamed(value) for key, value in part.items()}
            case _ if is_dataclass(part) and not isinstance(part, type):
                return replace(
                    part, **{attribute.name: self._renamed(getattr(part, attribute.name)) for attribute in fields(part)}
                )
            case _:
                return part


def renamed(old: Base, new: Base) -> Renamed:
    """What of the old base goes by another name in the new one."""
    questions = _names(old.questions, new.questions)
    pathways = _names(old.pathways, new.pathways)
    before = {now: was for names in (questions, pathways) for was, now in names.items()}
    return Renamed(
        questions,
        _names(old.findings, new.findings),
        pathways,
        {
            name: names
            for name, question in new.questions.items()
            if (known := old.questions.get(before.get(name, name))) is not None and (names := _options(known, question))
        },
        {
            name: names
            for name, pathway in new.pathways.items()
            if (was := old.pathways.get(before.get(name, name))) is not None
            and (names := _names(_by_id(was), _by_id(pathway)))
        },
    )


def _by_id(pathway: Pathway) -> dict[str, Part]:
    return {phase.id: phase for phase in pathway.phases}


def _names(olds: Mapping[str, object], news: Mapping[str, Part]) -> dict[str, str]:
    """Of several that became one, the first that `was` names: the others are gone."""
    new_names = {}
    for now, part in news.items():
        was = next((name for name in part.was if name in olds), None)
        if was is not None and now not in olds:
            new_names[was] = now
    return new_names


def _options(old: Question, new: Question) -> dict[str, str]:
    new_names: dict[str, str] = {}
    for was, now in new.options_were.items():
        if was in old.options and now not in old.options and now not in new_names.values():
            new_names[was] = now
    return new_names
