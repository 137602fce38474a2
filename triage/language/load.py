"""A directory to a `Base`: every file read, every name resolved, every mistake reported at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, UNKNOWN, Is, leaves
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar, Sequence, decode, parse
from triage.language.errors import KnowledgeError, Place, Problem, Problems, nearest, quoted
from triage.language.files import MANIFEST, DocumentError, content_hash, read_directory, shipped
from triage.language.keys import BEFORE, DENIED_WHEN, ENTRIES, NOT_OURS, TELLS, WAS
from triage.language.model import NEUTRAL, Claim, Finding, Levels, Question, Role, names
from triage.language.noting import note
from triage.language.provenance import provenance
from triage.language.read_condition import ConditionReader
from triage.language.read_lines import Names, read_caution, read_safety_net
from triage.language.read_parts import (
    Manifest,
    claim_former,
    read_checklist,
    read_conflict,
    read_contradiction,
    read_document,
    read_exercise,
    read_finding,
    read_manifest,
    read_pathway,
    read_phrase,
    read_preference,
    read_question,
    read_rule,
    read_unknown,
    unknown_kind,
)
from triage.language.reader import Entry, Reader, unique
from triage.words.message import phrased
from triage.words.saying import Language, Phrase, say

T = TypeVar("T")


def load(directory: Path | str | None = None) -> Base:
    """The knowledge base in a directory (the shipped one by default).

    Raises KnowledgeError with every mistake found; a base is whole or not there at all."""
    root = Path(directory) if directory is not None else shipped()
    with _nothing_is_rubbish():
        base = build(read_directory(root), str(root))
        for rule in base.rules.values():
            rule.belongs_to(base)
        return base


@contextmanager
def _nothing_is_rubbish() -> Iterator[None]:
    """Looks for no rubbish meanwhile: nearly all that is made of a base stays, and to look through it over and over
    takes a third of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@dataclass(frozen=True)
class Around:
    """What the base of a check-in takes from the base around it: keys of its manifest that it does not say itself,
    entries that follow, what its hash depends on besides its files, and what is said in another way."""

    manifest: MappingNode | None = None
    entries: tuple[Entry, ...] = ()
    fingerprint: bytes = b""
    phrases: Mapping[str, Phrase] = field(default_factory=dict)


def build(
    files: Mapping[str, bytes], label: str = "", manifest_file: str = MANIFEST, around: Around | None = None
) -> Base:
    """A base from the contents of its files; `label` stands before their names in messages.

    Raises KnowledgeError with every mistake found."""
    prefix = f"{label.rstrip('/')}/" if label else ""
    problems = Problems(KnowledgeError)
    nodes: dict[str, Node] = {}
    home = manifest_file.removesuffix(MANIFEST)
    theirs: tuple[str, ...] = ()
    # The manifest first, for it says what is not ours; then what is included.
    for name in sorted(files, key=lambda name: (name != manifest_file, name.startswith(home), name)):
        if _within(name, theirs):
            continue
        try:
            nodes[name] = parse(decode(files[name], prefix + name), prefix + name)
        except DocumentError as error:
            problems.append(error.problem)
        if name == manifest_file:
            theirs = tuple(home + word for word in _not_ours(nodes.get(name)))
    files = {name: data for name, data in files.items() if not _within(name, theirs)}
    if problems:  # alone: what stands in there is missing everywhere else
        raise KnowledgeError(problems)
    if manifest_file not in nodes:
        raise KnowledgeError([Problem(Place(prefix or "."), phrased("no {manifest} here", manifest=manifest_file))])
    reader = Reader(prefix + manifest_file, problems)
    inside = around is not None
    around = around or Around()
    manifest = read_manifest(reader, nodes.pop(manifest_file), around.manifest)
    for word, node in manifest.include:
        if word and word not in nodes:
            reader.wrong(
                node,
                phrased("there is no file {word} to include; {hint}", word=quoted(word), hint=nearest(word, nodes)),
            )
    entries = [entry for name, node in nodes.items() for entry in _entries(prefix + name, node, problems)]
    hashed = files if not around.fingerprint else {**files, "": around.fingerprint}
    base = Assembly(manifest, [*entries, *around.entries], problems, reader).base(content_hash(hashed), around.phrases)
    problems += _circles(base)
    if not problems:
        problems += _neutral(base)
        problems += _telling(base, inside)
    if problems:
        raise KnowledgeError(list(dict.fromkeys(problems)))
    base.prepare()  # by whoever loads it: two threads that share a base must not make a part of it twice
    return base


def _not_ours(node: Node | None) -> Iterator[str]:
    """The files and folders in a base that belong to other programs, as its manifest names them."""
    named = node.items.get(NOT_OURS) if isinstance(node, MappingNode) else None
    for part in named.items if isinstance(named, Sequence) else (named,):
        if isinstance(part, Scalar) and part.text.strip("/ "):
            yield part.text.strip().rstrip("/")


def _within(name: str, places: Iterable[str]) -> bool:
    """Whether a file is one of these places, or lies in one; a manifest never does."""
    return name.rpartition("/")[2] != MANIFEST and any(
        name == place or name.startswith(f"{place}/") for place in places
    )


def _entries(file: str, node: Node, problems: list[Problem]) -> Iterable[Entry]:
    reader = Reader(file, problems)
    template = "; what belongs to another program is named under {key} in {manifest}"
    hint = phrased(template, key=quoted(NOT_OURS), manifest=MANIFEST)
    for part in reader.sequence(node, "the file", hint):
        body = reader.mapping(part, "an entry")
        if not body.items:
            if isinstance(part, MappingNode):
                reader.wrong(part, "an entry is empty")
            continue
        kind = next(iter(body.items))
        if kind not in ENTRIES:
            reader.wrong(body.keys[kind], unknown_kind(kind, ENTRIES))
        elif ident := (reader.word if kind == "phrase" else reader.ident)(
            body.items[kind], phrased("a {kind}", kind=kind)
        ):
            yield Entry(kind, ident, body, file)


class Assembly:
    """Puts the parts together, in the order in which they need each other's names."""

    def __init__(self, manifest: Manifest, entries: list[Entry], problems: list[Problem], reader: Reader) -> None:
        self.manifest = manifest
        self.problems = problems
        self.manifest_reader = reader
        self.entries: dict[str, dict[str, Entry]] = {}
        self.doubled: dict[str, list[Entry]] = {}
        for kind in ENTRIES:
            of_kind = (entry for entry in entries if entry.kind == kind)
            self.entries[kind], self.doubled[kind] = unique(of_kind, problems, kind)
        self._readers: dict[str, Reader] = {}

    def reader(self, entry: Entry) -> Reader:
        """One reader a file."""
        if entry.file not in self._readers:
            self._readers[entry.file] = Reader(entry.file, self.problems, self.manifest.languages)
        return self._readers[entry.file]

    def read(self, kind: str, make: Callable[[Reader, Entry], T]) -> dict[str, T]:
        for entry in self.doubled[kind]:
            make(self.reader(entry), entry)  # for its other mistakes
        return {name: make(self.reader(entry), entry) for name, entry in self.entries[kind].items()}

    def base(self, digest: str, phrases_by_key: Mapping[str, Phrase]) -> Base:
        manifest = self.manifest
        phrases = {**phrases_by_key, **self.read("phrase", read_phrase)}
        languages = tuple(Language(code, phrases) if phrases else code for code in manifest.languages)
        topics = manifest.topics
        questions = self.read("question", lambda reader, entry: read_question(reader, entry, topics))
        findings = self.read("finding", read_finding)
        for name in findings.keys() & questions.keys():
            self.wrong(
                self.entries["finding"][name],
                phrased(
                    "finding {name} has the name of a question, at {place}; rename one",
                    name=quoted(name),
                    place=questions[name].place,
                ),
            )
        read = self.read("document", read_document)
        documents = {name: document for name, (document, _) in read.items()}
        claims = self.claims(claim for _, claim_ids in read.values() for claim in claim_ids)
        names = Names(
            topics,
            questions,
            findings,
            self.entries["pathway"],
            self.entries["exercise"],
            claims,
            manifest.default_urgency,
            Levels.of(manifest.urgencies),
            [name for name, finding in findings.items() if finding.kind == "condition"],
            manifest.subjects,
        )
        questions = self.with_unknown(questions, names)
        conditions = ConditionReader(questions, findings)
        answers_only = ConditionReader(questions, None)
        questions = self.with_when(questions, conditions)
        base = Base(
            id=manifest.id,
            version=manifest.version,
            hash=digest,
            title=manifest.title,
            notice=manifest.notice,
            languages=languages,
            topics=topics,
            urgencies=manifest.urgencies,
            default_urgency=manifest.default_urgency,
            default_pathway=manifest.default_pathway[0],
            default_because=manifest.default_because,
            condition_order=self.order(
                "condition",
                manifest.conditions,
                [name for name, finding in findings.items() if finding.kind == "condition"],
            ),
            pathway_order=self.order("pathway", manifest.pathways, list(self.entries["pathway"])),
            questions=questions,
            checklists=self.read("checklist", lambda reader, entry: read_checklist(reader, entry, questions, topics)),
            findings={
                **findings,
                ALL_CLEAR: Finding(ALL_CLEAR, "sign", {code: say("all-clear", code) for code in languages}),
            },
            rules=self.read("rule", lambda reader, entry: read_rule(reader, entry, conditions, names)),
            pathways=self.read("pathway", lambda reader, entry: read_pathway(reader, entry, conditions, names)),
            exercises=self.read("exercise", lambda reader, entry: read_exercise(reader, entry, names)),
            cautions=self.read("caution", lambda reader, entry: read_caution(reader, entry, conditions, names)),
            safety_net=self.read("safety-net", lambda reader, entry: read_safety_net(reader, entry, conditions, names)),
            contradictions=self.read(
                "contradiction", lambda reader, entry: read_contradiction(reader, entry, answers_only)
            ),
            claims=claims,
            documents=documents,
            conflicts=self.read("conflict", lambda reader, entry: read_conflict(reader, entry, names)),
            subjects=manifest.subjects,
            speaks_for_another=manifest.for_another,
            preferences=self.read(
                "preference", lambda reader, entry: read_preference(reader, entry, conditions, names)
            ),
            signs_last=manifest.signs_last,
            phrases=phrases,
        )
        self.check_base(base)
        return base

    def with_unknown(self, questions: Mapping[str, Question], names: Names) -> dict[str, Question]:
        """The questions with what it means not to know the answer, which later conditions are read by."""
        conditions = ConditionReader(questions, None, as_written=True)
        new_questions = {}
        for name, question in questions.items():
            entry = self.entries["question"][name]
            node = None if question.given else entry.body.items.get("unknown")
            new_questions[name] = (
                question
                if node is None
                else replace(question, unknown=read_unknown(self.reader(entry), node, question, conditions, names))
            )
        return new_questions

    def with_when(self, questions: Mapping[str, Question], conditions: ConditionReader) -> dict[str, Question]:
        new_questions = {}
        for name, question in questions.items():
            entry = self.entries["question"][name]
            reader = self.reader(entry)
            when, denied = (entry.body.items.get(key) for key in ("when", DENIED_WHEN))
            new_questions[name] = replace(
                question,
                when=question.when if when is None else conditions.read(reader, when),
                denied_when=None if denied is None else conditions.read(reader, denied),
            )
        return new_questions

    def claims(self, claims_read: Iterable[Claim]) -> dict[str, Claim]:
        claims: dict[str, Claim] = {}
        for claim in claims_read:
            if claim.id in claims:
                self.problems.append(
                    Problem(
                        claim.place,
                        phrased(
                            "claim {claim} is there already, at {place}",
                            claim=quoted(claim.id),
                            place=claims[claim.id].place,
                        ),
                    )
                )
            claims.setdefault(claim.id, claim)
        return claims

    def order(self, what: str, listed: list[tuple[str, Node]], all_names: list[str]) -> tuple[str, ...]:
        """An order of precedence in the manifest: each one once, none missing."""
        words = [word for word, _ in listed]
        for word, node in listed:
            note(self.manifest_reader.file, node, what, all_names)
            if word and word not in all_names:
                self.manifest_reader.wrong(
                    node,
                    phrased(
                        "unknown {what} {word}; {hint}", what=what, word=quoted(word), hint=nearest(word, all_names)
                    ),
                )
        for name in all_names:
            if name not in words:
                kind = "pathway" if what == "pathway" else "finding"
                self.wrong(
                    self.entries[kind][name],
                    phrased(
                        "{what} {name} is missing from {key} in {manifest}, which gives the order of precedence",
                        what=what,
                        name=quoted(name),
                        key=quoted(f"{what}s"),
                        manifest=MANIFEST,
                    ),
                )
        return tuple(words)

    def check_base(self, base: Base) -> None:
        """What can only be said of the base as a whole."""
        established = {finding for rule in base.rules.values() for finding in rule.establish}
        for name, finding in base.findings.items():
            if name not in established and name != ALL_CLEAR:
                self.problems.append(Problem(finding.place, phrased("no rule establishes {name}", name=quoted(name))))
        word, node = self.manifest.default_pathway
        if node is not None:
            note(self.manifest_reader.file, node, "pathway", base.pathways)
        if node is not None and word not in base.pathways:
            self.manifest_reader.wrong(
                node, phrased("unknown pathway {word}; {hint}", word=quoted(word), hint=nearest(word, base.pathways))
            )
        elif word and base.pathway_order and base.pathway_order[-1] != word:
            self.manifest_reader.wrong(
                self.manifest.pathways[-1][1], phrased("the default pathway {word} must come last", word=quoted(word))
            )
        listed: dict[str, str] = {}
        for checklist in base.checklists.values():
            for question in checklist.questions:
                if listed.setdefault(question, checklist.id) != checklist.id:
                    self.problems.append(
                        Problem(
                            checklist.place,
                            phrased(
                                "question {question} stands in checklist {checklist} already",
                                question=quoted(question),
                                checklist=quoted(listed[question]),
                            ),
                        )
                    )

        self.formers(base)
        self.excused(base)
        self.split(base)
        self.asked_instead(base)
        self.preferred(base)

    def preferred(self, base: Base) -> None:
        """What is always preferred to something cannot have that preferred to it."""
        above: dict[str, set[str]] = {}
        pairs = [
            (one, better, worse)
            for one in base.preferences.values()
            if not one.when
            for better in one.prefer
            for worse in one.over
            if better != worse  # said already
        ]
        for _, better, worse in pairs:
            above.setdefault(worse, set()).add(better)
        for preference, better, worse in pairs:
            if worse in _above(above, better):
                message = phrased(
                    "preferences go round in a circle: {better} is preferred to {worse} here, "
                    "and {worse} to it elsewhere",
                    better=quoted(better),
                    worse=quoted(worse),
                )
                self.problems.append(Problem(preference.place, message))
                return

    def formers(self, base: Base) -> None:
        """What somebody answered under an id of earlier is read as what has taken its place: that must be one thing."""
        shared: dict[str, str] = {}
        asked_or_found = {*base.questions, *base.findings}
        for kind, parts, there, former in (
            ("question", base.questions, asked_or_found, shared),
            ("finding", base.findings, asked_or_found, shared),
            ("pathway", base.pathways, base.pathways, {}),
        ):
            for name, part in parts.items():
                for word in part.was:
                    entry = self.entries[kind][name]
                    claim_former(self.reader(entry), entry.body.items[WAS], word, name, former, there)

    def split(self, base: Base) -> None:
        """What two questions ask was asked in one before: both are answered alike."""
        for question in base.questions.values():
            if (combined := question.split_from) is None:
                continue
            both = {question.id: question, combined: base.questions.get(combined)}
            if len(both) == 1 or any(member is None or member.type != "yes-no" for member in both.values()):
                self.problems.append(
                    Problem(
                        question.place,
                        "`split-from` stands in a yes-no question, and names another yes-no question of the base",
                    )
                )

    def asked_instead(self, base: Base) -> None:
        """What is asked instead of a question is asked only of who does not know that answer."""
        for question in base.questions.values():
            for name in () if question.unknown is None else question.unknown.ask:
                other = base.questions.get(name)
                if other is None or name == question.id:
                    continue  # said already
                gate = () if other.when is None else leaves(other.when)
                if not any(
                    isinstance(leaf, Is) and leaf.question == question.id and UNKNOWN in leaf.values for leaf in gate
                ):
                    self.problems.append(
                        Problem(
                            other.place,
                            phrased(
                                "{name} is asked instead of {question}, so its `when` must ask for `{id}: {unknown}`",
                                name=quoted(name),
                                question=quoted(question.id),
                                id=question.id,
                                unknown=UNKNOWN,
                            ),
                        )
                    )

    def excused(self, base: Base) -> None:
        """A claim cannot be excused for being unused where something rests on it."""
        origins = provenance(base)
        for claim in base.claims.values():
            if claim.unused is not None and origins.used(claim.id):
                part = origins.visible(claim.id)[0]
                self.problems.append(
                    Problem(
                        claim.place,
                        phrased(
                            "claim {claim} says why it is `unused`, but the {kind} {part} names it, at {place}; "
                            "take `unused` away, or the claim out of there",
                            claim=quoted(claim.id),
                            kind=part.kind,
                            part=quoted(part.id),
                            place=part.place,
                        ),
                    )
                )

    def wrong(self, entry: Entry, message: str) -> None:
        self.problems.append(Problem(entry.place, message))


def _above(above: Mapping[str, set[str]], name: str) -> set[str]:
    """All that is preferred to something, directly or over others."""
    reached, waiting = set[str](), [name]
    while waiting:
        for better in above.get(waiting.pop(), ()):
            if better not in reached:
                reached.add(better)
                waiting.append(better)
    return reached


def _telling(base: Base, check_in: bool) -> Iterator[Problem]:
    """One question tells the program one thing; what stands in the file of a case, only in a check-in."""
    for question in base.questions.values():
        if not check_in and question.from_case_file:
            yield Problem(
                question.place,
                phrased(
                    "only a check-in takes answers from the case file; leave out {key}",
                    key=quoted(TELLS if question.before is None else BEFORE),
                ),
            )
        if question.tells is not None and (first := _first_to_tell(base, question.tells)) != question.id:
            yield Problem(
                question.place,
                phrased(
                    "{question} tells {tells}, as {first} does already; keep one",
                    question=quoted(question.id),
                    tells=quoted(question.tells),
                    first=quoted(first),
                ),
            )


def _first_to_tell(base: Base, role: Role) -> str:
    return next(question.id for question in base.questions.values() if question.tells == role)


def _neutral(base: Base) -> Iterator[Problem]:
    """Not knowing never takes an alarm away: what bears on a warning sign, or on a demand of the default urgency or
    more, cannot speak for nothing."""
    rank = base.levels.rank
    default = rank.get(base.default_urgency, 0)
    for question in base.questions.values():
        if question.unknown_means != NEUTRAL:
            continue
        signs = base.screens_for[question.id]
        above = {question.id} | {name for name in base.dependencies if question.id in base.beneath(name)}
        rules = (
            rule.id
            for rule in base.rules.values()
            if rule.urgency is not None
            and rank.get(rule.urgency, 0) >= default
            and not above.isdisjoint(names(rule.when))
        )
        rule = next(rules, None)
        if signs or rule is not None:
            bears = (
                phrased("the warning sign {sign}", sign=quoted(signs[0]))
                if signs
                else phrased("the rule {rule}, which demands", rule=quoted(rule or ""))
            )
            yield Problem(
                question.place,
                phrased(
                    "not knowing {question} cannot be `{neutral}`: it bears on {bears}; "
                    "expected `alarming`, or `easier` with what is asked instead",
                    question=quoted(question.id),
                    neutral=NEUTRAL,
                    bears=bears,
                ),
            )


def _circles(base: Base) -> Iterator[Problem]:
    """Each way in which a question or finding depends on itself."""
    needs = _needs(base)
    done: set[str] = set()
    for start in needs:
        if start in done:
            continue
        path = [start]
        pending = [iter(needs[start])]
        while pending:
            for other in pending[-1]:
                if other in path:
                    way = [*path[path.index(other) :], other]
                    part = base.findings.get(other) or base.questions[other]
                    message = phrased("rules go round in a circle: {way}", way=_needing(way))
                    yield Problem(_rule_place(base, way) or part.place, message)
                elif other not in done:
                    path.append(other)
                    pending.append(iter(needs[other]))
                    break
            else:
                done.add(path.pop())
                pending.pop()


def _needing(way: Iterable[str]) -> str:
    """Each needs the next."""
    links = [phrased("{one} needs {other}", one=one, other=other) for one, other in pairwise(map(quoted, way))]
    return reduce(lambda before, link: phrased("{before}, {link}", before=before, link=link), links)


def _needs(base: Base) -> dict[str, list[str]]:
    """What each question and finding depends on; `Base.dependencies` of a base that may still have mistakes in it."""
    needs: dict[str, list[str]] = {name: [] for name in (*base.questions, *base.findings)}
    for question in base.questions.values():
        if question.when is not None:
            needs[question.id] += names(question.when)
    for rule in base.rules.values():
        for finding in rule.establish:
            needs.setdefault(finding, []).extend(names(rule.when))
    needs[ALL_CLEAR] += base.warning_signs
    return {name: [other for other in others if other in needs] for name, others in needs.items() if name}


def _rule_place(base: Base, way: list[str]) -> Place | None:
    """The rule that makes the first of them need the second."""

    for rule in base.rules.values():
        if way[0] in rule.establish and way[1] in names(rule.when):
            return rule.place
    return None
