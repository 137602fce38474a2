"""Files of properties to what they say: the rule language, extended with what a case comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Table
from itertools import product
from math import prod
from pathlib import Path
from typing import get_args

from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, NONE
from triage.language.document import Mapping, Node, Scalar, Sequence, parse, read_text
from triage.language.errors import KnowledgeError, Place, Problem, listed, nearest, quoted
from triage.language.files import DocumentError, property_files
from triage.language.keys import (
    ACCEPT,
    ADVISED,
    AT_LEAST_STATEMENT,
    MONOTONE,
    PROMISES,
    PROPERTY,
    SET,
    STATEMENT_FORM,
    TOLD,
)
from triage.language.model import STANCES
from triage.language.noting import note
from triage.language.property import (
    Accepted,
    AdvisesExercise,
    AdvisesPainAbove,
    AdvisesSomething,
    Answered,
    Comes,
    Complete,
    Every,
    Instance,
    Key,
    Kind,
    Lacks,
    Promises,
    Property,
    Says,
    Some,
    SomeOf,
    Statement,
)
from triage.language.read_condition import ConditionReader
from triage.language.read_lines import read_bounds
from triage.language.reader import Entry, Fields, Reader, unique
from triage.words.message import phrased

KINDS: tuple[Kind, ...] = get_args(Kind)
VARIABLE = re.compile(r"\$([a-z]+(?:-[a-z]+)*)")
SOMETHING = "something"
ANY_PHASE = "any"
"""Later phases of the pathway as well as the current one."""
MAX_STATEMENTS = 5000
"""So many statements one property may stand for."""
_ALWAYS = Every(())


def phases_of(base: Base) -> tuple[str, ...]:
    """Every phase, as PATHWAY/PHASE."""
    return tuple(f"{pathway.id}/{phase.id}" for pathway in base.pathways.values() for phase in pathway.phases)


def stances_of(base: Base) -> tuple[str, ...]:
    """Every stance on every subject, as SUBJECT/STANCE."""
    return tuple(f"{subject}/{stance}" for subject in base.subjects for stance in STANCES)


def _levels(base: Base) -> tuple[str, ...]:
    return base.levels.order


SETS: Table[str, Callable[[Base], Collection[str]]] = {
    "warning-signs": lambda base: base.warning_signs,
    "conditions": lambda base: base.condition_order,
    "signs": lambda base: [name for name, part in base.findings.items() if part.kind == "sign" and name != ALL_CLEAR],
    "questions": lambda base: base.questions,
    "screening-questions": lambda base: [name for name, signs in base.screens_for.items() if signs],
    "rules": lambda base: base.rules,
    "pathways": lambda base: base.pathways,
    "phases": phases_of,
    "exercises": lambda base: base.exercises,
    "cautions": lambda base: base.cautions,
    "safety-nets": lambda base: base.safety_net,
    "subjects": lambda base: base.subjects,
    "urgencies": _levels,
}
"""What `for-each` can go through."""
NAMES: Table[Key, Callable[[Base], Collection[str]]] = {
    "finding": lambda base: base.findings,
    "refuted": lambda base: base.findings,
    "open": lambda base: base.findings,
    "urgency": _levels,
    "demanded": lambda base: (*_levels(base), NONE),
    "leading": lambda base: (*base.condition_order, NONE),
    "pathway": lambda base: base.pathways,
    "phase": phases_of,
    "fires": lambda base: base.rules,
    "caution": lambda base: base.cautions,
    "safety-net": lambda base: base.safety_net,
    "stance": stances_of,
    "given": lambda base: base.questions,
    "applies": lambda base: base.questions,
    "contradiction": lambda base: base.contradictions,
}
"""What each key can name."""


def load_promises(base: Base, checks: Collection[str], directory: Path | str | None = None) -> Promises:
    """What the base in this directory promises, and what of it is accepted; `checks` are what can be accepted.

    Raises KnowledgeError with every mistake found."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    for path in property_files(directory):
        try:
            node = parse(read_text(path, str(path)), str(path))
        except DocumentError as error:
            problems.append(error.problem)
            continue
        entries += _entries(Reader(str(path), problems, base.languages), node)
    property_reader = _PropertyReader(base, checks, problems)
    kept, doubled = unique((entry for entry in entries if entry.kind == "property"), problems, "property")
    for entry in doubled:
        property_reader.property(entry)  # for its other mistakes
    properties = {name: property_reader.property(entry) for name, entry in kept.items()}
    accepted = tuple(property_reader.accepted(entry) for entry in entries if entry.kind == "accept")
    if problems:
        raise KnowledgeError(problems)
    return Promises(properties, accepted)


def property_in(base: Base, text: str, label: str) -> Property:
    """The one property in a text. Raises KnowledgeError with every mistake found."""
    problems: list[Problem] = []
    properties: list[Property] = []
    try:
        entries = list(_entries(Reader(label, problems, base.languages), parse(text, label)))
        property_reader = _PropertyReader(base, (), problems)
        properties = [property_reader.property(entry) for entry in entries if entry.kind == "property"]
    except DocumentError as error:
        problems.append(error.problem)
    if not problems and len(properties) != 1:
        problems.append(Problem(Place(label, 1), "expected one property"))
    if problems:
        raise KnowledgeError(problems)
    return properties[0]


def _entries(reader: Reader, node: Node) -> Iterator[Entry]:
    for part in reader.sequence(node, "the file"):
        body = reader.mapping(part, "an entry")
        kind = next(iter(body.items), None)
        if kind is None:
            if isinstance(part, Mapping):
                reader.wrong(part, "an entry is empty")
        elif kind not in PROMISES:
            reader.wrong(
                body.keys[kind],
                phrased("a property file has no {kind}; expected `property` or `accept`", kind=quoted(kind)),
            )
        elif word := reader.ident(body.items[kind], phrased("a {kind}", kind=kind)):
            yield Entry(kind, word, body, reader.file)


class _PropertyReader:
    def __init__(self, base: Base, checks: Collection[str], problems: list[Problem]) -> None:
        self.base = base
        self.checks = checks
        self.problems = problems
        self.conditions = ConditionReader(base.questions, base.findings)

    def accepted(self, entry: Entry) -> Accepted:
        reader = Reader(entry.file, self.problems, self.base.languages)
        fields = reader.fields(entry.body, ACCEPT)
        fields.known("accept", self.checks)
        at = []
        for word, node in fields.words("at"):
            note(reader.file, node, "thing")
            at.append(word)
        return Accepted(entry.id, tuple(at), fields.text("because"), entry.place)

    def property(self, entry: Entry) -> Property:
        reader = Reader(entry.file, self.problems, self.base.languages)
        fields = reader.fields(entry.body, PROPERTY)
        kinds = [kind for kind in KINDS if kind in fields]
        if len(kinds) != 1:
            reader.wrong(entry.body, phrased("a property says one of {names}", names=listed(KINDS)))
        kind = kinds[0] if kinds else "always"
        hazards = tuple(reader.ident(node, "a hazard") for _, node in fields.words("hazard"))
        because = fields.text("because")
        instances: tuple[Instance, ...] = ()
        of: tuple[str, ...] = ()
        if kind in ("always", "never"):
            instances = tuple(self._instances(fields, kind))
        else:
            for other in ("for-each", "covers", "when"):
                if other in fields:
                    reader.wrong(
                        entry.body.keys[other],
                        phrased("{kind} is proved of all answers; take this away", kind=quoted(kind)),
                    )
            if kind == "monotone":
                of = reader.all_known(fields[kind], "thing that can be monotone", MONOTONE)
            elif kind == "in-order":
                of = fields.all_known(kind, ("pathways", *self.base.pathways))
                of = tuple(self.base.pathways) if of == ("pathways",) else of
            else:
                of = fields.all_known(kind, ("subjects", *self.base.subjects))
                of = tuple(self.base.subjects) if of == ("subjects",) else of
        return Property(entry.id, kind, hazards, because, instances, of, entry.place)

    # Variables

    def _instances(self, fields: Fields, kind: Kind) -> Iterator[Instance]:
        reader = fields.reader
        rows = self._rows(reader, fields["for-each"]) if "for-each" in fields else [{}]
        if "covers" in fields:
            self._covered(reader, fields["covers"], rows)
        for row in rows:
            before = len(self.problems)
            when = self._bound(reader, fields.get("when"), row)
            then = self._bound(reader, fields.get(kind), row)
            first = self.read(reader, when) if when is not None else _ALWAYS
            second = self.read(reader, then) if then is not None else _ALWAYS
            bound = {name: node.text for name, node in row.items() if isinstance(node, Scalar)}
            yield Instance(first, Lacks(second) if kind == "never" else second, bound)
            if len(self.problems) > before:
                return  # the others would say the same again

    def _rows(self, reader: Reader, node: Node) -> list[dict[str, Node]]:
        """What the variables stand for: every combination, or row by row."""
        if isinstance(node, Sequence):
            bodies = [reader.mapping(part, "a row of `for-each`") for part in node.items]
            first = bodies[0] if bodies else Mapping({}, {}, (), node.line, node.column)
            if not first.items:
                reader.wrong(node, "`for-each` has no rows; expected a list such as `[{sign: a, level: urgent}]`")
            for body in bodies:
                reader.only(body, "a row", tuple(first.items))
            return [dict(body.items) for body in bodies if body.items.keys() == first.items.keys()]
        body = reader.mapping(node, "`for-each`")
        if not body.items and isinstance(node, Mapping):
            reader.wrong(
                node, phrased("`for-each` is empty; expected something like `sign: {set}`", set=next(iter(SETS)))
            )
        choices = [
            [(name, Scalar(word, value.line, value.column)) for word in self._members(reader, value)]
            for name, value in body.items.items()
        ]
        if prod(map(len, choices)) > MAX_STATEMENTS:
            reader.wrong(
                node,
                phrased(
                    "this is more than {most} statements; name fewer, or make properties of them", most=MAX_STATEMENTS
                ),
            )
            return []
        return [dict(chosen) for chosen in product(*choices)]

    def _members(self, reader: Reader, node: Node) -> list[str]:
        match node:
            case Sequence():
                return [word for word, _ in reader.words(node, "`for-each`")]
            case Mapping():
                fields = reader.fields(node, SET)
                members = self._set(reader, fields["of"]) if "of" in fields else []
                if "topic" in fields:
                    topics = fields.all_known("topic", self.base.topics)
                    asked = self.base.questions
                    members = [word for word in members if word in asked and asked[word].topic in topics]
                    if not members:
                        reader.wrong(node, "no question of this set has such a topic")
                out = fields.all_known("except", members)
                return [word for word in members if word not in out]
            case _:
                return self._set(reader, node)

    def _set(self, reader: Reader, node: Node) -> list[str]:
        name = reader.known(node, "set", SETS)
        return list(SETS[name](self.base)) if name in SETS else []

    def _covered(self, reader: Reader, node: Node, rows: list[dict[str, Node]]) -> None:
        """The rows leave nothing of a set out, so that a new member cannot be forgotten."""
        body = reader.mapping(node, "`covers`")
        for name, value in body.items.items():
            if rows and name not in rows[0]:
                reader.wrong(
                    body.keys[name],
                    phrased("`for-each` has no {name}; {hint}", name=quoted(name), hint=nearest(name, rows[0])),
                )
                continue
            named = {cell.text for row in rows if isinstance(cell := row.get(name), Scalar)}
            missing = [word for word in self._set(reader, value) if word not in named]
            if missing:
                reader.wrong(
                    body.keys[name], phrased("`for-each` leaves out {names}; add a row for each", names=listed(missing))
                )

    def _bound(self, reader: Reader, node: Node | None, row: Table[str, Node]) -> Node | None:
        """The node with each `$variable` replaced by what it stands for."""
        match node:
            case Scalar(text=text):
                if text[:1] == "$" and isinstance(row.get(text[1:]), Sequence | Mapping):
                    return row[text[1:]]
                return Scalar(self._filled(reader, node, row), node.line, node.column, node.quoted)
            case Sequence(items=items):
                parts = tuple(part for item in items if (part := self._bound(reader, item, row)) is not None)
                return Sequence(parts, node.line, node.column)
            case Mapping():
                names = {name: self._filled(reader, key, row) for name, key in node.keys.items()}
                keys = {new: Scalar(new, node.keys[old].line, node.keys[old].column) for old, new in names.items()}
                values = {new: self._bound(reader, node.items[old], row) for old, new in names.items()}
                kept = {name: value for name, value in values.items() if value is not None}
                return Mapping(kept, keys, node.doubled, node.line, node.column)
            case _:
                return None

    def _filled(self, reader: Reader, node: Scalar, row: Table[str, Node]) -> str:
        def value(match: re.Match[str]) -> str:
            cell = row.get(match[1])
            if cell is None:
                reader.wrong(
                    node,
                    phrased("unknown variable {name}; {hint}", name=quoted(match[0]), hint=nearest(match[1], row)),
                )
            elif not isinstance(cell, Scalar):
                reader.wrong(node, phrased("{name} is no word, so it can only stand alone", name=quoted(match[0])))
            return cell.text if isinstance(cell, Scalar) else ""

        return VARIABLE.sub(value, node.text)

    # Statements

    def read(self, reader: Reader, node: Node) -> Statement:
        body = reader.mapping(node, "a statement")
        if not body.items and isinstance(node, Mapping):
            reader.wrong(node, "a statement is empty")
        for key in body.doubled:
            reader.wrong(key, phrased("{key} stands here twice; keep one", key=quoted(key.text)))
        statements = tuple(self._key(reader, name, body.keys[name], value) for name, value in body.items.items())
        return statements[0] if len(statements) == 1 else Every(statements)

    def _key(self, reader: Reader, name: str, key: Scalar, value: Node) -> Statement:
        match name:
            case "all":
                return Every(self._parts(reader, name, value))
            case "any":
                return Some(self._parts(reader, name, value))
            case "not":
                return Lacks(self.read(reader, value))
            case "at-least":
                return self._at_least(reader, value)
            case "answers":
                asked = reader.mapping(value, "`answers`")
                tests = (self._answer(reader, asked, question) for question in asked.items)
                return Every(tuple(tests))
            case "complete":
                return Complete() if reader.flag(value, "`complete`", True) else Lacks(Complete())
            case "advised" | "warned-against" | "told":
                return self._advised(reader, name, value)
            case "urgency" | "demanded" if isinstance(value, Mapping):
                return self._bounds(reader, name, value)
            case _ if name in NAMES:
                known: Key = name  # type: ignore[assignment]
                what = STATEMENT_FORM.keys[known].shape.names
                return Comes(known, reader.all_known(value, what, NAMES[known](self.base)))
            case _ if name in self.base.questions:
                return self._answer(reader, Mapping({name: value}, {name: key}, (), key.line, key.column), name)
            case _ if name in self.base.findings:
                reader.wrong(
                    key,
                    phrased("{name} is a finding, not a question; write `finding: {id}`", name=quoted(name), id=name),
                )
            case _:
                known_words = [*self.base.questions, *STATEMENT_FORM.keys]
                reader.wrong(
                    key,
                    phrased(
                        "unknown question or key {name}; {hint}", name=quoted(name), hint=nearest(name, known_words)
                    ),
                )
        return _ALWAYS

    def _answer(self, reader: Reader, body: Mapping, name: str) -> Statement:
        key = body.keys[name]
        if name not in self.base.questions:
            reader.wrong(
                key,
                phrased("unknown question {name}; {hint}", name=quoted(name), hint=nearest(name, self.base.questions)),
            )
            return _ALWAYS
        note(reader.file, key, "question", self.base.questions)
        return Answered(self.conditions.test(reader, name, body.items[name]))

    def _parts(self, reader: Reader, name: str, node: Node) -> tuple[Statement, ...]:
        nodes = reader.sequence(node, quoted(name))
        if isinstance(node, Sequence) and not nodes:
            reader.wrong(node, phrased("{name} is empty", name=quoted(name)))
        return tuple(self.read(reader, part) for part in nodes)

    def _at_least(self, reader: Reader, node: Node) -> Statement:
        fields = reader.fields(reader.mapping(node, "`at-least`"), AT_LEAST_STATEMENT)
        parts = self._parts(reader, "of", fields["of"]) if "of" in fields else ()
        count = fields.number("count", 1.0)
        if parts and not (count.is_integer() and 1 <= count <= len(parts)):
            reader.wrong(
                fields["count"],
                phrased(
                    "`count` is {count}; expected 1 to {number}, as many as there are parts",
                    count=f"{count:g}",
                    number=len(parts),
                ),
            )
        return SomeOf(max(int(count), 1), parts)

    def _bounds(self, reader: Reader, name: str, body: Mapping) -> Statement:
        """Bounds on the scale; no demand at all is less than any."""
        levels = list(read_bounds(reader, body, self.base.levels))
        if name == "demanded" and "at-least" not in body.items:
            levels.append(NONE)
        return Comes("urgency" if name == "urgency" else "demanded", tuple(levels))

    def _advised(self, reader: Reader, name: str, node: Node) -> Statement:
        if name == "advised" and isinstance(node, Scalar) and node.text == SOMETHING:
            return AdvisesSomething()
        if not isinstance(node, Mapping):
            example = f"`{name}: {{words: ...}}`"
            also = phrased(", or `{word}`", word=SOMETHING) if name == "advised" else ""
            reader.wrong(
                node,
                phrased(
                    "{name} says what is looked for, such as {example}{also}",
                    name=quoted(name),
                    example=example,
                    also=also,
                ),
            )
            return _ALWAYS
        form = ADVISED if name == "advised" else TOLD
        fields = reader.fields(node, form)
        wanted = [key for key in form.keys if key != "phase"]
        statements: list[Statement] = []
        if not node.items.keys() & set(wanted):
            reader.wrong(node, phrased("{name} is empty; expected {names}", name=quoted(name), names=listed(wanted)))
        any_phase = "phase" in node.items and reader.known(node.items["phase"], "phase", (ANY_PHASE,)) == ANY_PHASE
        if "words" in fields:
            where = "advised-in-any-phase" if any_phase else name
            statements.append(Says(where, self._words(reader, fields["words"])))  # type: ignore[arg-type]
        if form is ADVISED:
            if "exercise" in fields:
                statements.append(AdvisesExercise(fields.all_known("exercise", self.base.exercises), any_phase))
            if "pain-above" in fields:
                statements.append(AdvisesPainAbove(fields.number("pain-above", 0), any_phase))
        return statements[0] if len(statements) == 1 else Every(tuple(statements))

    def _words(self, reader: Reader, node: Node) -> dict[str, tuple[str, ...]]:
        if not isinstance(node, Mapping):
            example = ", ".join(f"{language}: [...]" for language in self.base.languages)
            reader.wrong(
                node, phrased("`words` must be words in every language, such as {example}", example=f"{{{example}}}")
            )
            return {}
        reader.only(node, "words by language", self.base.languages)
        return {
            language: tuple(
                word
                for word, _ in reader.words(
                    node.items[language], phrased("a word in {language}", language=quoted(language))
                )
            )
            for language in self.base.languages
            if language in node.items
        }
