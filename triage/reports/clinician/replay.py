"""A saved outcome derived again: whether it is what it was; if not, what was changed, or which rules made it differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace
from typing import Literal, NamedTuple

from triage.explanation.to_words import finding_words
from triage.inference.outcome import infer
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.errors import printable, quoted
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.records.alterations import Alteration, Alterations, alterations, as_mapping, fitting, within
from triage.records.key import Key
from triage.records.record import Record, RecordError
from triage.records.signature import REFUSED, Signature, signature_of
from triage.records.text_changes import TextChange, text_changes
from triage.records.versions import Difference, PartChange, Versions, called_now, versions
from triage.reports.layout import Page, clean
from triage.reports.to_json import StandingJson, outcome_json
from triage.version import VERSION
from triage.words.message import in_language, phrased
from triage.words.saying import say

Status = Literal["identical", "altered", "unsealed", "other-version", "other-program", "unreadable"]
FEW = 12
"""So many differences and changes are shown; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of one saved outcome. `texts`: what somebody was shown then and would not be now, the other way round,
    or in other words; `signature`: whether a key signed it."""

    status: Status
    record: Record | None = None
    error: str = ""
    altered: Alterations | None = None
    versions: Versions | None = None
    texts: tuple[TextChange, ...] = ()
    signature: Signature = "none"

    @property
    def exit_code(self) -> int:
        if self.status == "unreadable":
            return 2
        same = self.status == "identical" or (self.status == "other-version" and self.same)
        return 0 if same and self.signature not in REFUSED else 1

    @property
    def same(self) -> bool:
        """Whether another version of the base comes to the same conclusions, by the same rules, in the same words."""
        found = self.versions
        return found is not None and not (found.differences or found.unfit or self.texts)


def replay(base: Base, record: Record | RecordError, key: Key | None = None) -> Replay:
    """Derives a saved outcome again under this base, and checks its signature with a key."""
    if isinstance(record, RecordError):
        return Replay("unreadable", error=record.message)
    return dataclass_replace(_derived_again(base, record), signature=signature_of(record.data, key))


def _derived_again(base: Base, record: Record) -> Replay:
    data = record.data
    knowledge = as_mapping(data["knowledge"])
    ours = knowledge["name"] == base.id
    if record.intact and ours and knowledge["hash"] != base.hash:
        return _other_version(base, record)
    found = alterations(base, record, lambda answers, language, case: _derived(base, answers, language, case, data))
    if not ours and not found.proven:
        return Replay(
            "unreadable",
            record,
            error=phrased(
                "made with the knowledge base {name}; this is {here}: name the other one with --knowledge",
                name=quoted(str(knowledge["name"])),
                here=quoted(base.id),
            ),
        )
    if not record.sealed:
        each = tuple(alteration for alteration in found.each if alteration.path != ("fingerprints",))
        found = Alterations(each if knowledge["hash"] == base.hash else within(data), False)
        return Replay("unsealed", record, altered=found)
    if record.intact and not found.each:
        return Replay("identical", record)
    if record.intact:
        other = as_mapping(data["software"]).get("version") != VERSION
        return Replay("other-program" if other else "altered", record, altered=found)
    if not found.proven and knowledge["hash"] != base.hash:
        found = Alterations(within(data), False)
    return Replay("altered", record, altered=found)


def _other_version(base: Base, record: Record) -> Replay:
    data = record.data
    language = base.language(str(data["language"])) if data["language"] in base.languages else base.languages[0]
    again = _derived(base, fitting(base, as_mapping(data["answers"]))[0], language, str(data["case"]), data)
    before = called_now(base, data)
    return Replay("other-version", record, versions=versions(base, before, again), texts=text_changes(before, again))


def _derived(base: Base, answers: Mapping[str, Answer], language: str, case: str, record: Mapping[str, object]) -> Json:
    """The outcome anew, with the standing that the record has: check-ins are in the case file, not here."""
    outcome = infer(base, answers)
    return outcome_json(base, outcome, language, case, standing=stood(base, record))


def stood(base: Base, record: Mapping[str, object]) -> StandingJson | None:
    """The standing in a record, where there is one that can be read."""
    found = record.get("standing")
    if not isinstance(found, dict) or not found.keys() >= set(StandingJson._fields):
        return None
    if found["urgency"] not in base.levels.order or not all(
        isinstance(found[key], str) for key in ("urgency_name", "act")
    ):
        return None
    return StandingJson(*(found[name] for name in StandingJson._fields))


# Text


def replay_text(base: Base, found: Replay, language: str, page: Page) -> str:
    """One replay for a person."""
    writer = _Writer(base, found, language, page)
    writer.write()
    return page.text()


class _Writer:
    def __init__(self, base: Base, found: Replay, language: str, page: Page) -> None:
        self.base = base
        self.found = found
        self.language = language
        self.page = page

    def write(self) -> None:
        found, page = self.found, self.page
        if found.record is not None and (name := found.record.data["case"]):
            page.paragraph(f"{say('replay-case', self.language)}: {printable(str(name), 200)}")
        if found.status == "unreadable":
            page.paragraph(in_language(found.error, self.language))
            return
        if (stands := stood(self.base, found.record.data) if found.record is not None else None) is not None:
            day = printable(str(stands.date))
            urgency = f"{printable(stands.urgency_name)}: {printable(stands.act, 200)}"
            page.paragraph(say("replay-standing", self.language, day=day, urgency=urgency))
        page.heading(say(f"replay-{found.status}", self.language), "green" if found.exit_code == 0 else "yellow")
        if found.altered is not None:
            self.altered(found.altered)
        if found.versions is not None:
            self.versions(found.versions)
        self.signed()

    def signed(self) -> None:
        """What it was made with, and where that is not what we are."""
        assert self.found.record is not None
        knowledge = as_mapping(self.found.record.data["knowledge"])
        software = as_mapping(self.found.record.data["software"])
        made = say(
            "replay-made-with",
            self.language,
            name=printable(str(knowledge["name"])),
            version=printable(str(knowledge["version"])),
            hash=printable(str(knowledge["hash"])[:12]),
            program=printable(str(software.get("version"))),
        )
        self.page.gap()
        self.page.paragraph(made)
        signed = as_mapping(self.found.record.data.get("signature"))
        self.page.paragraph(
            say(
                f"replay-signature-{self.found.signature}",
                self.language,
                ident=printable(str(signed.get("key", "")), 40),
            )
        )
        if knowledge["hash"] != self.base.hash or software.get("version") != VERSION:
            self.page.paragraph(
                say(
                    "replay-this-is",
                    self.language,
                    version=self.base.version,
                    hash=self.base.hash[:12],
                    program=VERSION,
                )
            )

    # What was altered

    def altered(self, altered: Alterations) -> None:
        assert self.found.record is not None
        same_base = as_mapping(self.found.record.data["knowledge"])["hash"] == self.base.hash
        match self.found.status:
            case "unsealed" if same_base and not altered.each:
                self.page.paragraph(say("replay-unsealed-same", self.language))
            case "altered" if altered.proven:
                self.page.paragraph(say("replay-proven", self.language))
            case "altered" if same_base and not altered.each:
                self.page.paragraph(say("replay-only-seal", self.language))
            case "altered" if self.found.record.intact:
                self.page.paragraph(say("replay-sealed-anew", self.language))
            case _ if same_base:
                self.page.paragraph(say("replay-not-proven", self.language))
            case _:
                self.page.paragraph(say("replay-needs-old", self.language))
                if altered.each:
                    self.page.paragraph(say("replay-within", self.language))
        self.page.bullets(map(self.alteration, altered.each[:FEW]))
        if len(altered.each) > FEW:
            self.page.bullets([say("and-more", self.language, count=len(altered.each) - FEW)])

    def alteration(self, each: Alteration) -> str:
        proven = self.found.altered is not None and self.found.altered.proven
        place = " › ".join(printable(part) for part in each.path)
        what = "added" if each.expected is None else "removed" if each.found is None else "changed"
        return say(
            f"replay-{what}{'-was' if proven else ''}",
            self.language,
            place=place,
            found=printable(each.found or "", 80),
            expected=printable(each.expected or "", 80),
        )

    # What is different under this version

    def versions(self, versions: Versions) -> None:
        if self.found.same:
            self.page.paragraph(say("replay-same", self.language))
        elif not (versions.differences or versions.unfit):
            self.page.paragraph(say("replay-same-words", self.language))
        for name, value in versions.unfit.items():
            self.page.bullets(
                [say("replay-unfit", self.language, question=printable(name), answer=printable(value, 80))]
            )
        if versions.differences:
            self.page.gap()
            self.page.label(say("replay-different", self.language))
            self.list(versions.differences)
        self.texts()
        self.changes(versions)
        if self.found.signature != "valid":  # which shows it
            self.page.gap()
            self.page.paragraph(say("replay-not-of-then", self.language))

    def texts(self) -> None:
        """What was shown then and not now, what now and not then, and what reads otherwise."""
        texts = self.found.texts
        for key, some in {
            "replay-texts-gone": [each for each in texts if each.after is None],
            "replay-texts-new": [each for each in texts if each.before is None],
            "replay-texts-changed": [each for each in texts if None not in (each.before, each.after)],
        }.items():
            if some:
                self.page.gap()
                self.page.label(say(key, self.language, count=len(some)))
                self.page.bullets(map(self.text, some[:FEW]))
                if len(some) > FEW:
                    self.page.bullets([say("and-more", self.language, count=len(some) - FEW)])

    def text(self, each: TextChange) -> str:
        place = " › ".join(printable(part) for part in each.path)
        before, after = (None if text is None else printable(text, 200) for text in (each.before, each.after))
        if before is not None and after is not None:
            return f"{place}: {say('replay-then-now', self.language, before=f'“{before}”', after=f'“{after}”')}"
        return f"{place}: “{before if before is not None else after}”"

    def list(self, several: Sequence[Difference]) -> None:
        for each in several[:FEW]:
            self.page.bullets([self.difference(each)])
            if each.behind:
                names = ", ".join(map(self.part, each.behind))
                self.page.paragraph(say("replay-behind", self.language, names=names), 4)
            elif self.found.versions is not None and self.found.versions.marked:
                self.page.paragraph(say("replay-behind-words", self.language), 4)
        if len(several) > FEW:
            self.page.bullets([say("and-more", self.language, count=len(several) - FEW)])

    def difference(self, each: Difference) -> str:
        if each.about in ("rule", "caution"):
            key = {"rule": ("replay-part-fires", "replay-part-fired"), "caution": ("replay-applies", "replay-applied")}
            return f"{self.about(each)}: {say(key[each.about][each.after is None], self.language)}"
        before, after = (self.value(each, value) for value in (each.before, each.after))
        return f"{self.about(each)}: {say('replay-then-now', self.language, before=before, after=after)}"

    def about(self, each: Difference) -> str:
        match each.about:
            case "finding" if each.id in self.base.findings:
                return finding_words(self.base, each.id, self.language)
            case "caution" if each.id in self.base.cautions:
                return f"{say('cautions', self.language)}: {text_in(self.base.cautions[each.id].text, self.language)}"
            case "rule":
                return f"{say('rule', self.language)} {printable(each.id)}"
            case "urgency" | "leading":
                return say(each.about, self.language)
            case "pathway":
                return say("subject-pathway", self.language)
            case "phase":
                return say("replay-phase", self.language)
            case _:
                return printable(each.id)

    def value(self, each: Difference, value: str | None) -> str:
        match each.about:
            case "urgency" if value is not None and value in self.base.urgencies:
                return text_in(self.base.urgencies[value].name, self.language)
            case "leading":
                known = value in self.base.findings
                return finding_words(self.base, value, self.language) if value and known else self.plain(value)
            case "pathway" if value is not None and value in self.base.pathways:
                return text_in(self.base.pathways[value].name, self.language)
            case "finding":
                return say(f"stands-{value}" if each.id in self.base.findings else "replay-finding-gone", self.language)
            case _:
                return self.plain(value)

    def plain(self, value: str | None) -> str:
        return printable(value) if value else say("nothing-clear", self.language)

    def changes(self, versions: Versions) -> None:
        if not versions.marked:
            self.page.paragraph(say("replay-no-fingerprints", self.language))
            return
        behind = {part for each in versions.differences for part in each.behind}
        others = [change for change in versions.changes if change.part not in behind]
        for key, some in {
            "replay-made-it": [change for change in versions.changes if change.part in behind],
            "replay-also-changed" if behind else "replay-changed-parts": others,
        }.items():
            if some:
                self.page.gap()
                self.page.label(say(key, self.language, count=len(some)))
                self.page.bullets(map(self.change, some[:FEW]))
                if len(some) > FEW:
                    self.page.bullets([say("and-more", self.language, count=len(some) - FEW)])
        if not versions.changes and not self.found.texts:
            self.page.paragraph(say("replay-only-words", self.language))

    def change(self, change: PartChange) -> str:
        fired = {
            (True, False): "; " + say("replay-part-fired", self.language),
            (False, True): "; " + say("replay-part-fires", self.language),
        }
        how = say(f"replay-part-{change.change}", self.language)
        return f"{self.part(change.part)}: {how}{fired.get(change.fired, '')}"

    def part(self, name: str) -> str:
        kind, sign, ident = name.partition("/")
        said = say(f"replay-part-{kind}", self.language)
        return f"{said} {printable(ident)}" if sign else said


# JSON


class ChangeJson(NamedTuple):
    """A part of the base that changed since. `made_a_difference`: it lies behind something that came out otherwise."""

    part: str
    change: Literal["added", "removed", "changed"]
    fired_then: bool
    fired_now: bool
    made_a_difference: bool


class ReplayedJson(NamedTuple):
    """One saved outcome. `line` is null where it is the only one in its file; `proven`: what is expected in
    `alterations` is what was sealed, by its digest; `texts_differ` counts `texts`, all that a person was shown and
    would not be now, the other way round, or in other words. `signature`: by the key that was given (`valid`,
    `invalid`, or `missing` where the outcome has none), or without a key `none` or `unchecked`."""

    file: str
    line: int | None
    case: str | None
    status: Status
    error: str | None
    proven: bool
    alterations: Sequence[Alteration]
    unfit_answers: Mapping[str, str]
    differences: Sequence[Difference]
    changes: Sequence[ChangeJson]
    texts_differ: int
    texts: Sequence[TextChange]
    signature: Signature


class ReplayJson(NamedTuple):
    """Every saved outcome in a file, derived again."""

    outcomes: Sequence[ReplayedJson]
    identical: bool


def replay_json(found: Sequence[Replay], file: str) -> Json:
    """The same as plain data."""
    return to_json(ReplayJson([_replayed(each, file) for each in found], all(each.exit_code == 0 for each in found)))


def _replayed(found: Replay, file: str) -> ReplayedJson:
    record, altered, versions = found.record, found.altered, found.versions
    behind = {part for each in versions.differences for part in each.behind} if versions else set()
    return ReplayedJson(
        file=file,
        line=(record.line or None) if record else None,
        case=clean(str(record.data["case"])) if record else None,
        status=found.status,
        error=found.error or None,
        proven=altered is not None and altered.proven,
        alterations=[
            Alteration(_path(each.path), _clean(each.found), _clean(each.expected))
            for each in (altered.each if altered else ())
        ],
        unfit_answers={clean(name): clean(value) for name, value in versions.unfit.items()} if versions else {},
        differences=versions.differences if versions else (),
        changes=[
            ChangeJson(each.part, each.change, *each.fired, each.part in behind)
            for each in (versions.changes if versions else ())
        ],
        texts_differ=len(found.texts),
        texts=[TextChange(_path(each.path), _clean(each.before), _clean(each.after)) for each in found.texts],
        signature=found.signature,
    )


def _path(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(clean, path))


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def replays_text(base: Base, found: Sequence[Replay], language: str, pages: Iterator[Page], file: str) -> str:
    """Several replays one after the other, each under the line it stands on in this file."""
    if len(found) == 1:
        page = next(pages)
        page.paragraph(f"{say('replay-file', language)}: {clean(file)}")
        return replay_text(base, found[0], language, page)
    parts = []
    for each in found:
        where = f"{clean(file)}, {say('replay-line', language, line=each.record.line)}" if each.record else ""
        head = f"==> {where} <==\n" if where else ""
        parts.append(f"{head}{replay_text(base, each, language, next(pages))}")
    return "\n".join(parts)
