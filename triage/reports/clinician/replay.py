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
from triage.language.words import Words
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
    def confirmed(self) -> bool:
        """Whether what was saved comes out again, and nobody forged it."""
        same = self.status == "identical" or (self.status == "other-version" and self.same)
        return same and self.signature not in REFUSED

    @property
    def same(self) -> bool:
        """Whether another version of the base comes to the same conclusions, by the same rules, in the same words."""
        compared = self.versions
        return compared is not None and not (compared.differences or compared.unfit or self.texts)


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
    altered = alterations(
        base, record, lambda answers, language, case: _derived(Words(base, language), answers, case, data)
    )
    if not ours and not altered.proven:
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
        changed = tuple(alteration for alteration in altered.entries if alteration.path != ("fingerprints",))
        altered = Alterations(changed if knowledge["hash"] == base.hash else within(data), False)
        return Replay("unsealed", record, altered=altered)
    if record.intact and not altered.entries:
        return Replay("identical", record)
    if record.intact:
        other = as_mapping(data["software"]).get("version") != VERSION
        return Replay("other-program" if other else "altered", record, altered=altered)
    if not altered.proven and knowledge["hash"] != base.hash:
        altered = Alterations(within(data), False)
    return Replay("altered", record, altered=altered)


def _other_version(base: Base, record: Record) -> Replay:
    data = record.data
    language = base.language(str(data["language"])) if data["language"] in base.languages else base.languages[0]
    again = _derived(Words(base, language), fitting(base, as_mapping(data["answers"]))[0], str(data["case"]), data)
    before = called_now(base, data)
    return Replay("other-version", record, versions=versions(base, before, again), texts=text_changes(before, again))


def _derived(words: Words, answers: Mapping[str, Answer], case: str, record: Mapping[str, object]) -> Json:
    """The outcome anew, with the standing that the record has: check-ins are in the case file, not here."""
    outcome = infer(words.base, answers)
    return outcome_json(outcome, words.language, case, standing=stood(words.base, record))


def stood(base: Base, record: Mapping[str, object]) -> StandingJson | None:
    """The standing in a record, where there is one that can be read."""
    standing_then = record.get("standing")
    if not isinstance(standing_then, dict) or not standing_then.keys() >= set(StandingJson._fields):
        return None
    if standing_then["urgency"] not in base.levels.order or not all(
        isinstance(standing_then[key], str) for key in ("urgency_name", "act")
    ):
        return None
    return StandingJson(*(standing_then[name] for name in StandingJson._fields))


# Text


def replay_text(words: Words, replayed: Replay, page: Page) -> str:
    """One replay for a person."""
    writer = _Writer(words, replayed, page)
    writer.write()
    return page.text()


class _Writer:
    def __init__(self, words: Words, replayed: Replay, page: Page) -> None:
        self.words = words
        self.replayed = replayed
        self.page = page

    def write(self) -> None:
        replayed, page = self.replayed, self.page
        if replayed.record is not None and (name := replayed.record.data["case"]):
            page.paragraph(f"{self.words.say('replay-case')}: {printable(str(name), 200)}")
        if replayed.status == "unreadable":
            page.paragraph(in_language(replayed.error, self.words.language))
            return
        if (
            stands := stood(self.words.base, replayed.record.data) if replayed.record is not None else None
        ) is not None:
            day = printable(str(stands.date))
            urgency = f"{printable(stands.urgency_name)}: {printable(stands.act, 200)}"
            page.paragraph(self.words.say("replay-standing", day=day, urgency=urgency))
        page.heading(self.words.say(f"replay-{replayed.status}"), "green" if replayed.confirmed else "yellow")
        if replayed.altered is not None:
            self.altered(replayed.altered)
        if replayed.versions is not None:
            self.versions(replayed.versions)
        self.signed()

    def signed(self) -> None:
        """What it was made with, and where that is not what we are."""
        assert self.replayed.record is not None
        knowledge = as_mapping(self.replayed.record.data["knowledge"])
        software = as_mapping(self.replayed.record.data["software"])
        line = self.words.say(
            "replay-made-with",
            name=printable(str(knowledge["name"])),
            version=printable(str(knowledge["version"])),
            hash=printable(str(knowledge["hash"])[:12]),
            program=printable(str(software.get("version"))),
        )
        self.page.gap()
        self.page.paragraph(line)
        signed = as_mapping(self.replayed.record.data.get("signature"))
        self.page.paragraph(
            self.words.say(
                f"replay-signature-{self.replayed.signature}", ident=printable(str(signed.get("key", "")), 40)
            )
        )
        if knowledge["hash"] != self.words.base.hash or software.get("version") != VERSION:
            self.page.paragraph(
                self.words.say(
                    "replay-this-is", version=self.words.base.version, hash=self.words.base.hash[:12], program=VERSION
                )
            )

    # What was altered

    def altered(self, altered: Alterations) -> None:
        assert self.replayed.record is not None
        same_base = as_mapping(self.replayed.record.data["knowledge"])["hash"] == self.words.base.hash
        match self.replayed.status:
            case "unsealed" if same_base and not altered.entries:
                self.page.paragraph(self.words.say("replay-unsealed-same"))
            case "altered" if altered.proven:
                self.page.paragraph(self.words.say("replay-proven"))
            case "altered" if same_base and not altered.entries:
                self.page.paragraph(self.words.say("replay-only-seal"))
            case "altered" if self.replayed.record.intact:
                self.page.paragraph(self.words.say("replay-sealed-anew"))
            case _ if same_base:
                self.page.paragraph(self.words.say("replay-not-proven"))
            case _:
                self.page.paragraph(self.words.say("replay-needs-old"))
                if altered.entries:
                    self.page.paragraph(self.words.say("replay-within"))
        self.page.bullets(map(self.alteration, altered.entries[:FEW]))
        if len(altered.entries) > FEW:
            self.page.bullets([self.words.say("and-more", count=len(altered.entries) - FEW)])

    def alteration(self, alteration: Alteration) -> str:
        proven = self.replayed.altered is not None and self.replayed.altered.proven
        place = " › ".join(printable(part) for part in alteration.path)
        what = "added" if alteration.expected is None else "removed" if alteration.found is None else "changed"
        return self.words.say(
            f"replay-{what}{'-was' if proven else ''}",
            place=place,
            found=printable(alteration.found or "", 80),
            expected=printable(alteration.expected or "", 80),
        )

    # What is different under this version

    def versions(self, versions: Versions) -> None:
        if self.replayed.same:
            self.page.paragraph(self.words.say("replay-same"))
        elif not (versions.differences or versions.unfit):
            self.page.paragraph(self.words.say("replay-same-words"))
        for name, value in versions.unfit.items():
            self.page.bullets([self.words.say("replay-unfit", question=printable(name), answer=printable(value, 80))])
        if versions.differences:
            self.page.gap()
            self.page.label(self.words.say("replay-different"))
            self.list(versions.differences)
        self.texts()
        self.changes(versions)
        if self.replayed.signature != "valid":  # which shows it
            self.page.gap()
            self.page.paragraph(self.words.say("replay-not-of-then"))

    def texts(self) -> None:
        """What was shown then and not now, what now and not then, and what reads otherwise."""
        texts = self.replayed.texts
        for key, texts_of_kind in {
            "replay-texts-gone": [text for text in texts if text.after is None],
            "replay-texts-new": [text for text in texts if text.before is None],
            "replay-texts-changed": [text for text in texts if None not in (text.before, text.after)],
        }.items():
            if texts_of_kind:
                self.page.gap()
                self.page.label(self.words.say(key, count=len(texts_of_kind)))
                self.page.bullets(map(self.text, texts_of_kind[:FEW]))
                if len(texts_of_kind) > FEW:
                    self.page.bullets([self.words.say("and-more", count=len(texts_of_kind) - FEW)])

    def text(self, text_change: TextChange) -> str:
        place = " › ".join(printable(part) for part in text_change.path)
        before, after = (
            None if text is None else printable(text, 200) for text in (text_change.before, text_change.after)
        )
        if before is not None and after is not None:
            return f"{place}: {self.words.say('replay-then-now', before=f'“{before}”', after=f'“{after}”')}"
        return f"{place}: “{before if before is not None else after}”"

    def list(self, several: Sequence[Difference]) -> None:
        for difference in several[:FEW]:
            self.page.bullets([self.difference(difference)])
            if difference.behind:
                names = ", ".join(map(self.part, difference.behind))
                self.page.paragraph(self.words.say("replay-behind", names=names), 4)
            elif self.replayed.versions is not None and self.replayed.versions.marked:
                self.page.paragraph(self.words.say("replay-behind-words"), 4)
        if len(several) > FEW:
            self.page.bullets([self.words.say("and-more", count=len(several) - FEW)])

    def difference(self, difference: Difference) -> str:
        if difference.about in ("rule", "caution"):
            key = {"rule": ("replay-part-fires", "replay-part-fired"), "caution": ("replay-applies", "replay-applied")}
            return f"{self.about(difference)}: {self.words.say(key[difference.about][difference.after is None])}"
        before, after = (self.value(difference, value) for value in (difference.before, difference.after))
        return f"{self.about(difference)}: {self.words.say('replay-then-now', before=before, after=after)}"

    def about(self, change: Difference) -> str:
        match change.about:
            case "finding" if change.id in self.words.base.findings:
                return finding_words(self.words, change.id)
            case "caution" if change.id in self.words.base.cautions:
                return f"{self.words.say('cautions')}: {self.words.text(self.words.base.cautions[change.id].text)}"
            case "rule":
                return f"{self.words.say('rule')} {printable(change.id)}"
            case "urgency" | "leading":
                return self.words.say(change.about)
            case "pathway":
                return self.words.say("subject-pathway")
            case "phase":
                return self.words.say("replay-phase")
            case _:
                return printable(change.id)

    def value(self, difference: Difference, value: str | None) -> str:
        match difference.about:
            case "urgency" if value is not None and value in self.words.base.urgencies:
                return self.words.text(self.words.base.urgencies[value].name)
            case "leading":
                known = value in self.words.base.findings
                return finding_words(self.words, value) if value and known else self.plain(value)
            case "pathway" if value is not None and value in self.words.base.pathways:
                return self.words.text(self.words.base.pathways[value].name)
            case "finding":
                return self.words.say(
                    f"stands-{value}" if difference.id in self.words.base.findings else "replay-finding-gone"
                )
            case _:
                return self.plain(value)

    def plain(self, value: str | None) -> str:
        return printable(value) if value else self.words.say("nothing-clear")

    def changes(self, versions: Versions) -> None:
        if not versions.marked:
            self.page.paragraph(self.words.say("replay-no-fingerprints"))
            return
        behind = {part for difference in versions.differences for part in difference.behind}
        others = [change for change in versions.changes if change.part not in behind]
        for key, changes_of_kind in {
            "replay-made-it": [change for change in versions.changes if change.part in behind],
            "replay-also-changed" if behind else "replay-changed-parts": others,
        }.items():
            if changes_of_kind:
                self.page.gap()
                self.page.label(self.words.say(key, count=len(changes_of_kind)))
                self.page.bullets(map(self.change, changes_of_kind[:FEW]))
                if len(changes_of_kind) > FEW:
                    self.page.bullets([self.words.say("and-more", count=len(changes_of_kind) - FEW)])
        if not versions.changes and not self.replayed.texts:
            self.page.paragraph(self.words.say("replay-only-words"))

    def change(self, change: PartChange) -> str:
        fired = {
            (True, False): "; " + self.words.say("replay-part-fired"),
            (False, True): "; " + self.words.say("replay-part-fires"),
        }
        how = self.words.say(f"replay-part-{change.change}")
        return f"{self.part(change.part)}: {how}{fired.get(change.fired, '')}"

    def part(self, name: str) -> str:
        kind, sign, ident = name.partition("/")
        kind_words = self.words.say(f"replay-part-{kind}")
        return f"{kind_words} {printable(ident)}" if sign else kind_words


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


def replay_json(replays: Sequence[Replay], file: str) -> Json:
    """The same as plain data."""
    return to_json(
        ReplayJson([_replayed(replayed, file) for replayed in replays], all(replayed.confirmed for replayed in replays))
    )


def _replayed(replayed: Replay, file: str) -> ReplayedJson:
    record, altered, versions = replayed.record, replayed.altered, replayed.versions
    behind = {part for difference in versions.differences for part in difference.behind} if versions else set()
    return ReplayedJson(
        file=file,
        line=(record.line or None) if record else None,
        case=clean(str(record.data["case"])) if record else None,
        status=replayed.status,
        error=replayed.error or None,
        proven=altered is not None and altered.proven,
        alterations=[
            Alteration(_path(alteration.path), _clean(alteration.found), _clean(alteration.expected))
            for alteration in (altered.entries if altered else ())
        ],
        unfit_answers={clean(name): clean(value) for name, value in versions.unfit.items()} if versions else {},
        differences=versions.differences if versions else (),
        changes=[
            ChangeJson(change.part, change.change, *change.fired, change.part in behind)
            for change in (versions.changes if versions else ())
        ],
        texts_differ=len(replayed.texts),
        texts=[TextChange(_path(text.path), _clean(text.before), _clean(text.after)) for text in replayed.texts],
        signature=replayed.signature,
    )


def _path(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(clean, path))


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def replays_text(words: Words, replays: Sequence[Replay], pages: Iterator[Page], file: str) -> str:
    """Several replays one after the other, each under the line it stands on in this file."""
    if len(replays) == 1:
        page = next(pages)
        page.paragraph(f"{words.say('replay-file')}: {clean(file)}")
        return replay_text(words, replays[0], page)
    parts = []
    for replayed in replays:
        where = f"{clean(file)}, {words.say('replay-line', line=replayed.record.line)}" if replayed.record else ""
        head = f"==> {where} <==\n" if where else ""
        parts.append(f"{head}{replay_text(words, replayed, next(pages))}")
    return "\n".join(parts)
