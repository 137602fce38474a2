"""Reading nodes into values, and remembering every mistake on the way.

Each method of `Reader` takes a node and gives a value that is fit to go on with, so that one mistake never hides the
next. What came out is only used when `problems` is empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from triage.language.document import Mapping, Node, Scalar, Sequence, in_quotes
from triage.language.errors import Place, Problem, listed, nearest, printable, quoted
from triage.language.keys import FOR_ANOTHER, Form
from triage.language.model import Amount, Levels, Text
from triage.language.noting import note, note_keys
from triage.words.message import phrased
from triage.words.saying import for_another

IDENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?\Z")
NO_HELP: Table[str, str] = {}
RESERVED = frozenset(("unknown", "none", "all", "any", "not", "at-least", "finding", "all-clear", "yes", "no"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: its kind (the first key), its id, and what stands in it."""

    kind: str
    id: str
    body: Mapping
    file: str

    @property
    def place(self) -> Place:
        return Place(self.file, self.body.line, self.body.column)


class Reader:
    """Reads the nodes of one file. `problems` is shared by all readers of a load."""

    def __init__(self, file: str, problems: list[Problem], languages: tuple[str, ...] = ()) -> None:
        self.file = file
        self.problems = problems
        self.languages = languages

    def place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def wrong(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.place(node), message))

    def mapping(self, node: Node, what: str) -> Mapping:
        if isinstance(node, Mapping):
            self.doubled(node)
            return node
        self.wrong(node, phrased("{what} must be a mapping (`key: value`), not {node}", what=what, node=_shape(node)))
        return Mapping({}, {}, (), node.line, node.column)

    def fields(self, body: Mapping, form: Form, situation: str = "", what: str = "") -> Fields:
        """The keys of a mapping, checked against their rows. `situation`: what else it depends on which keys there are;
        `what`: how messages call it, where the form does not say."""
        if form.told_by:
            situation = Fields(self, form, body).one_of(form.told_by)
        self.only(body, what or form.what, *form.required_and_optional(situation), form.helps)
        return Fields(self, form, body, situation)

    def only(
        self,
        body: Mapping,
        what: str,
        required: Collection[str],
        optional: Collection[str] = (),
        helps: Table[str, str] = NO_HELP,
    ) -> None:
        """Checks the keys of a mapping, which an author may have chosen."""
        self.doubled(body)
        allowed = [*required, *optional]
        note_keys(self.file, body, allowed, helps)
        torn = self.torn(body)
        for name, key in body.keys.items():
            if name not in allowed and name not in torn:
                self.wrong(
                    key,
                    phrased(
                        "{what} has no key {name}; {hint}", what=what, name=quoted(name), hint=nearest(name, allowed)
                    ),
                )
        for name in required:
            if name not in body.items:
                self.wrong(body, phrased("{what} lacks {name}", what=what, name=quoted(name)))

    def doubled(self, body: Mapping) -> None:
        """Says of each key that it stands there twice. Where that begins with the first one, a hyphen is missing, and
        what follows it is another of its kind."""
        for key in body.doubled:
            if key.text == next(iter(body.keys)) and len(body.doubled) > 1:
                message = "{key} stands here twice; if it begins a new one, put a hyphen before it: {begun}"
                self.wrong(key, phrased(message, key=quoted(key.text), begun=quoted(f"- {key.text}:")))
                return
            self.wrong(key, phrased("{key} stands here twice; keep one", key=quoted(key.text)))

    def torn(self, body: Mapping) -> set[str]:
        """Says of each text in braces that a comma tears apart what would be right. Gives the pieces, which are no
        keys of their own."""
        if not body.bare:  # as nearly always
            return set()
        torn_off: dict[str, list[str]] = {}
        last = ""
        for name in body.items:
            if name not in body.bare:
                last = name
            elif last and isinstance(body.items[last], Scalar):
                torn_off.setdefault(last, []).append(name)
        complete = {
            name: ", ".join((node.text, *torn_off.get(name, ())))
            for name, node in body.items.items()
            if isinstance(node, Scalar) and name not in body.bare
        }
        written = ", ".join(
            f"{key}: {in_quotes(text) if key in torn_off or getattr(body.items[key], 'quoted', False) else text}"
            for key, text in complete.items()
        )
        for rest in torn_off.values():
            message = "a comma ends a text in braces; put quotes round this text: `{written}`"
            self.wrong(body.keys[rest[0]], phrased(message, written=printable(f"{{{written}}}", 1000)))
        return {name for rest in torn_off.values() for name in rest}

    def sequence(self, node: Node | None, what: str, hint: str = "") -> tuple[Node, ...]:
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.wrong(node, phrased("{what} must be a list, not {node}{hint}", what=what, node=_shape(node), hint=hint))
        return ()

    def word(self, node: Node, what: str) -> str:
        if isinstance(node, Scalar):
            if node.text.strip():
                return node.text.strip()
            self.wrong(node, phrased("{what} is empty", what=what))
        else:
            self.wrong(node, phrased("{what} must be a word, not {node}", what=what, node=_shape(node)))
        return ""

    def words(self, node: Node | None, what: str) -> Iterator[tuple[str, Node]]:
        """One word, or a list of words, each with its node."""
        if node is None:
            return
        if isinstance(node, Scalar):
            yield self.word(node, what), node
            return
        nodes = self.sequence(node, what)
        if isinstance(node, Sequence) and not nodes:
            self.wrong(node, phrased("{what} is an empty list", what=what))
        seen = set()
        for part in nodes:
            word = self.word(part, what)
            if word and word in seen:
                self.wrong(part, phrased("{word} stands twice in this list", word=quoted(word)))
            seen.add(word)
            yield word, part

    def known(self, node: Node | None, what: str, names: Collection[str]) -> str:
        """A word that must be one of `names`."""
        if node is None:
            return ""
        word = self.word(node, what)
        note(self.file, node, what, names)
        if word and word not in names:
            self.wrong(
                node, phrased("unknown {what} {word}; {hint}", what=what, word=quoted(word), hint=nearest(word, names))
            )
        return word

    def kept_level(self, node: Node | None, levels: Levels) -> str:
        """A level of urgency as a file keeps it, which an earlier version of the base may have called otherwise."""
        word = levels.now_called(self.word(node, "urgency")) if node is not None else ""
        return word if word in levels.order else self.known(node, "urgency", levels.order)

    def all_known(self, node: Node | None, what: str, names: Collection[str]) -> tuple[str, ...]:
        words = []
        for word, part in self.words(node, what):
            note(self.file, part, what, names)
            if word and word not in names:
                self.wrong(
                    part,
                    phrased("unknown {what} {word}; {hint}", what=what, word=quoted(word), hint=nearest(word, names)),
                )
            words.append(word)
        return tuple(words)

    def one_of(self, node: Node | None, what: str, words: Collection[str], default: str) -> str:
        if node is None:
            return default
        word = self.word(node, what)
        note(self.file, node, "word", words)
        if word in words:
            return word
        if word:
            self.wrong(
                node,
                phrased("{what} is {word}; expected one of {words}", what=what, word=quoted(word), words=listed(words)),
            )
            return next(iter(get_close_matches(word[:80], words, n=1)), default)  # what is meant, for what hangs on it
        return default

    def flag(self, node: Node | None, what: str, default: bool) -> bool:
        return self.one_of(node, what, ("yes", "no"), "yes" if default else "no") == "yes"

    def ident(self, node: Node, what: str) -> str:
        word = self.word(node, _id_of(what))
        note(self.file, node, what, defines=True)
        if word and (not IDENT.match(word) or len(word) > 80):
            self.wrong(
                node,
                phrased(
                    "{word} is no id; expected lower case words joined by hyphens, such as `pain-at-night`",
                    word=quoted(word),
                ),
            )
        elif word in RESERVED:
            self.wrong(node, phrased("{word} is a word of the language and cannot be an id", word=quoted(word)))
        return word

    def number(self, node: Node, what: str) -> float:
        if isinstance(node, Scalar) and not node.quoted and NUMBER.match(node.text):
            return float(node.text)
        shape = quoted(node.text) if isinstance(node, Scalar) else _shape(node)
        self.wrong(node, phrased("{what} must be a number, not {found}", what=what, found=shape))
        return 0.0

    def amount(self, node: Node, what: str) -> Amount:
        """A number, or a range `[low, high]`."""
        before = len(self.problems)
        if not isinstance(node, Sequence):
            value = self.number(node, what)
            if value <= 0 and len(self.problems) == before:
                self.wrong(node, phrased("{what} must be more than 0", what=what))
            return value, value
        values = [self.number(part, what) for part in node.items]
        if len(self.problems) > before:
            return 0.0, 0.0
        if len(values) != 2 or not 0 < values[0] < values[1]:
            self.wrong(node, phrased("{what} must be a range `[low, high]`", what=what))
            return 0.0, 0.0
        return values[0], values[1]

    def text(self, node: Node | None, what: str) -> Text:
        """What people read, complete in every language of the base."""
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            example = ", ".join(f"{language}: ..." for language in self.languages)
            self.wrong(
                node,
                phrased(
                    "{what} must be a text in every language, such as {example}, not {node}",
                    what=what,
                    example=f"{{{example}}}",
                    node=_shape(node),
                ),
            )
            return {}
        for key in node.doubled:
            self.wrong(key, phrased("{key} stands here twice; keep one", key=quoted(key.text)))
        texts = {}
        for language in self.languages:
            if language not in node.items:
                self.wrong(
                    node, phrased("{what} has no translation in {language}", what=what, language=quoted(language))
                )
                continue
            texts[language] = " ".join(self.word(node.items[language], _in(what, language)).split())
        other = node.items.get(FOR_ANOTHER)
        if other is not None:
            theirs = self.text(other, phrased("{what} for another", what=what))
            texts |= {for_another(language): text for language, text in theirs.items()}
        torn = self.torn(node)
        for name, key in node.keys.items():
            if name not in self.languages and name != FOR_ANOTHER and name not in torn:
                self.wrong(
                    key,
                    phrased(
                        "{what} has a text in {name}, which is no language of this base; {hint}",
                        what=what,
                        name=quoted(name),
                        hint=nearest(name, self.languages),
                    ),
                )
        return texts

    def optional_text(self, node: Node | None, what: str) -> Text | None:
        return None if node is None else self.text(node, what)

    def table(self, node: Node | None, what: str) -> dict[str, Text]:
        """Ids, each with a text."""
        if node is None:
            return {}
        body = self.mapping(node, what)
        if not body.items and isinstance(node, Mapping):
            self.wrong(node, phrased("{what} is empty", what=what))
        return {
            self.ident(body.keys[name], what): self.text(value, phrased("{what}: {name}", what=what, name=quoted(name)))
            for name, value in body.items.items()
        }


def no_such_name(word: str, what: str, names: Iterable[str]) -> str:
    """That there is nothing called `word` that could stand under `what`."""
    hint = nearest(word, names)
    return phrased("unknown name {word} in {name}; {hint}", word=quoted(word), name=quoted(what), hint=hint)


@lru_cache(maxsize=1024)
def _in(what: str, language: str) -> str:
    """How a message calls a text in one language. A base has some thousands of them, called by a hundred names."""
    return phrased("{what} in {language}", what=what, language=quoted(language))


@lru_cache(maxsize=1024)
def _id_of(what: str) -> str:
    return phrased("the id of {what}", what=what)


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in a mapping, each key read as its row says. A key without a row is a mistake of the program, and so
    is one that is read as something else than its row says it is."""

    reader: Reader
    form: Form
    body: Mapping
    kind: str = ""
    """In which situation they are read: of a question its type, and so on."""

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __getitem__(self, name: str) -> Node:
        if (node := self.get(name)) is None:
            raise KeyError(name)
        return node

    def get(self, name: str, shape: str = "", other: str = "") -> Node | None:
        """What stands there, if anything does. The row has to say that it is of this `shape`, or of the `other`."""
        row = self.form.keys[name].shape
        if shape and not (row.many == "one" and (shape in row.forms or other in row.forms)):
            raise TypeError(f"the row of {name} in {self.form.what} speaks of something else than {shape}")
        return self.body.items.get(name)

    def text(self, name: str) -> Text:
        return self.reader.text(self.get(name, "text"), quoted(name))

    def optional_text(self, name: str) -> Text | None:
        return self.reader.optional_text(self.get(name, "text"), quoted(name))

    def word(self, name: str) -> str:
        node = self.get(name)
        return self.reader.word(node, quoted(name)) if node is not None else ""

    def words(self, name: str, what: str = "") -> Iterator[tuple[str, Node]]:
        """One word or several; `what`: how messages call one."""
        return self.reader.words(self.get(name), what or quoted(name))

    def ident(self, name: str) -> str:
        """The id of the thing itself."""
        node = self.get(name, "id")
        return self.reader.ident(node, self.form.what) if node is not None else ""

    def flag(self, name: str) -> bool:
        return self.reader.flag(self.get(name, "flag"), quoted(name), self.form.keys[name].default == "yes")

    def one_of(self, name: str) -> str:
        key = self.form.keys[name]
        return self.reader.one_of(self.get(name), quoted(name), key.shape.words, key.default)

    def known(self, name: str, names: Collection[str]) -> str:
        """The id of one thing, which is among `names`."""
        return self.reader.known(self.get(name, "id"), self._names(name), names)

    def all_known(self, name: str, names: Collection[str]) -> tuple[str, ...]:
        """The ids of one thing or several, which are among `names`."""
        return self.reader.all_known(self.get(name), self._names(name), names)

    def _names(self, name: str) -> str:
        if not (kind := self.form.keys[name].shape.names):
            raise TypeError(f"the row of {name} in {self.form.what} says not what it names")
        return kind

    def number(self, name: str, default: float) -> float:
        node = self.get(name, "number", "count")
        return self.reader.number(node, quoted(name)) if node is not None else default

    def days(self, name: str) -> int:
        """A whole number of days."""
        node, default = self.get(name, "days"), int(self.form.keys[name].default or 0)
        if node is None:
            return default
        before = len(self.reader.problems)
        days = self.reader.number(node, quoted(name))
        if len(self.reader.problems) > before:
            return default
        if days < 0 or not days.is_integer():
            self.reader.wrong(node, phrased("{name} is a whole number of days, such as 7", name=quoted(name)))
            return default
        return int(days)

    def amount(self, name: str) -> Amount | None:
        node = self.get(name, "amount")
        return self.reader.amount(node, quoted(name)) if node is not None else None

    def parts(self, name: str) -> tuple[Node, ...]:
        """The parts of a list."""
        if "list" not in self.form.keys[name].shape.many:
            raise TypeError(f"the row of {name} in {self.form.what} speaks of no list")
        return self.reader.sequence(self.get(name), quoted(name))

    def inside(self, name: str, form: Form) -> Mapping | None:
        """A mapping of another form that stands there."""
        node = self.get(name, form.name)
        return self.reader.mapping(node, quoted(name)) if node is not None else None


def unique(entries: Iterable[Entry], problems: list[Problem], what: str) -> tuple[dict[str, Entry], list[Entry]]:
    """Entries by id; a second one of the same id is a problem that names the first, and is given apart."""
    entries_by_id: dict[str, Entry] = {}
    doubled = []
    for entry in entries:
        if entry.id in entries_by_id:
            problems.append(
                Problem(
                    entry.place,
                    phrased(
                        "{what} {entry} is there already, at {place}",
                        what=what,
                        entry=quoted(entry.id),
                        place=entries_by_id[entry.id].place,
                    ),
                )
            )
            doubled.append(entry)
        else:
            entries_by_id[entry.id] = entry
    return entries_by_id, doubled


def _shape(node: Node) -> str:
    match node:
        case Scalar(text=text):
            return phrased("the word {text}", text=quoted(text)) if text else "nothing"
        case Sequence():
            return "a list"
        case _:
            return "a mapping"
