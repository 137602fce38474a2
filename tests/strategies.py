"""The one generator of conditions, bases and answers; every property draws from it.

What is generated is what an author writes: entries of YAML, read by the loader. So a base that the loader refuses is
a mistake in here, and the tests also exercise the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, product
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.scale import URGENCIES
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.load import build
from triage.language.model import Question

T = TypeVar("T")
Written = dict[str, Any]
"""An entry, or a condition, as YAML has it: mappings, lists and words."""

PLAIN = re.compile(r"-?[a-zA-Z0-9][a-zA-Z0-9.-]*\Z")
CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Every character that a file can hold. It is what texts of hypothesis are made of by themselves, but those first try
each character there is, which takes seconds in every process."""
LOWEST, HIGHEST = 0, 4
"""The bounds of every number that is asked for; conditions name whole numbers between them."""
PROSE = ("ask", "help", "statement", "topic", "name", "about", "because", "basis", "summary", "text", "unit")
PATHWAYS = ("rest", "move", "see-someone")
"""The last is the default."""


def flow(value: object) -> str:
    """One line of YAML. Words stay bare, as an author would write them."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    word = str(value)
    return word if PLAIN.match(word) else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text(word: str) -> Written:
    return {"nl": f"{word} in het Nederlands", "en": f"{word} in English"}


# Bases


@dataclass(frozen=True, repr=False)
class Sketch:
    """A base as its author has it. `entries` in the order in which they are written."""

    manifest: Written
    entries: tuple[Written, ...]

    def __repr__(self) -> str:
        return "\n".join(
            f"- {flow({key: part for key, part in entry.items() if key not in PROSE})}"
            for entry in (
                {"default": self.manifest["default"], "conditions": self.manifest["conditions"]},
                *self.entries,
            )
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))

    def files(self, order: Sequence[Written] | None = None, split: int = 1) -> dict[str, bytes]:
        """The files of the base, the entries in another `order` and over `split` files if you like."""
        entries = self.entries if order is None else order
        made = {"base.yaml": flow(self.manifest).encode()}
        for number in range(split):
            part = entries[number::split]
            if part:
                made[f"part-{number}.yaml"] = "".join(f"- {flow(entry)}\n" for entry in part).encode()
        return made

    def build(self, order: Sequence[Written] | None = None, split: int = 1) -> Base:
        return build(self.files(order, split))


def question(name: str, kind: str, when: Written | None = None, must_know: bool = False) -> Written:
    made: Written = {"question": name, "topic": "story", "type": kind, "ask": text(name), "help": text("help")}
    match kind:
        case "yes-no":
            made["statement"] = text("statement")
        case "choice" | "choices":
            made["options"] = {option: text(option) for option in options(kind)}
        case "number":
            made |= {"unit": text("points"), "min": LOWEST, "max": HIGHEST}
        case "whole":
            made |= {"type": "number", "unit": text("days"), "min": LOWEST, "max": HIGHEST, "whole": "yes"}
    if when is not None:
        made["when"] = when
    if must_know:
        made["may-be-unknown"] = "no"
    return made


def options(kind: str) -> tuple[str, ...]:
    return ("a", "b", "c") if kind == "choice" else ("a", "b")


def finding(name: str, kind: str = "sign") -> Written:
    return {"finding": name, "kind": kind, "name": text(name), "about": text("about")}


def rule(name: str, when: Written, **then: object) -> Written:
    return {"rule": name, "when": when, "then": then, "because": text("because"), "basis": "expert-consensus"}


def pathway(name: str, phases: Sequence[Written] = ()) -> Written:
    every = [*phases, {"phase": "last", "name": text("last"), "basis": "expert-consensus"}]
    return {"pathway": name, "name": text(name), "summary": text("summary"), "phases": every}


def manifest(conditions: Sequence[str], default: str = "soon") -> Written:
    return {
        "base": "made-up",
        "version": "1.0",
        "title": text("title"),
        "notice": text("notice"),
        "languages": ["nl", "en"],
        "topics": {"alarm": text("alarm"), "story": text("story")},
        "urgency": {
            level: {"name": text(level), "act": text("act"), "help": help} for level, help in URGENCIES.items()
        },
        "default": {"urgency": default, "pathway": PATHWAYS[-1], "because": text("because")},
        "conditions": list(conditions),
        "pathways": list(PATHWAYS),
    }


@cache
def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


class Pick:
    """Small choices. All are drawn as whole numbers, which hypothesis does fast, and shrinks to the first."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return low if low == high else self.draw(_between(low, high))

    def one(self, of: Sequence[T]) -> T:
        return of[self.number(0, len(of) - 1)]

    def some(self, of: Sequence[T], most: int) -> list[T]:
        """One to `most` of them, each once."""
        left, found = list(of), []
        for _ in range(self.number(1, min(most, len(left)))):
            found.append(left.pop(self.number(0, len(left) - 1)))
        return found

    def order(self, of: Sequence[T]) -> list[T]:
        return self.draw(st.permutations(of)) if len(of) > 1 else list(of)

    def once_in(self, many: int) -> bool:
        return self.number(1, many) == many


@st.composite
def sketches(draw: st.DrawFn, most: int = 4, few_answers: bool = False) -> Sketch:
    """A whole small base: up to `most` questions of every type, some with a `when`; findings in several strata, some
    of them warning signs; rules with demands, guarded ones among them; cautions, a safety net, a checklist, a
    contradiction. With `few_answers` there are few enough ways to answer it to try them all."""
    pick = Pick(draw)
    kinds = [
        pick.one(("yes-no", "yes-no", "choice", "choices", "whole", "number")) for _ in range(pick.number(2, most))
    ]
    if few_answers:  # one question with many answers is enough
        many = [number for number, kind in enumerate(kinds) if kind in ("choices", "whole", "number")]
        kinds = ["yes-no" if number in many[1:] else kind for number, kind in enumerate(kinds)]
    asked = [f"q{number}" for number in range(len(kinds))]
    told = [f"f{number}" for number in range(pick.number(2, 5))]
    # One line of names: each may depend on those before it, so there is no circle.
    line = [asked[0], *pick.order(asked[1:] + told)]
    questions: dict[str, Written] = {}
    leading, entries = ["f0"], []
    for place, name in enumerate(line):
        findings = [other for other in line[:place] if other in told]
        if name in asked:
            gate = _condition(pick, questions, findings, 1) if questions and pick.once_in(2) else None
            questions[name] = question(name, kinds[asked.index(name)], gate, pick.once_in(6))
            continue
        kind = "condition" if name == "f0" else pick.one(("sign", "condition", "warning-sign"))
        if kind == "condition" and name != "f0":
            leading.append(name)
        entries.append(finding(name, kind))
        later = [other for other in line[place + 1 :] if other in told]
        for number in range(pick.number(1, 2)):
            also = [pick.one(later)] if later and pick.once_in(4) else []
            then: Written = {"establish": [name, *also] if also else name}
            if pick.once_in(2):
                then["urgency"] = pick.one(("emergency", "urgent", "soon"))
            if pick.once_in(3):
                then["pathway"] = pick.one(PATHWAYS)
            entries.append(rule(f"{name}-{number}", _condition(pick, questions, findings), **then))
    everything = [*told, "all-clear"]
    for number in range(pick.number(0, 3)):
        then = {"urgency": pick.one((*URGENCIES, "planned", "self-care")), "pathway": pick.one(PATHWAYS)}
        entries.append(rule(f"demand-{number}", _condition(pick, questions, everything), **then))
    entries += _preferences(pick, leading, told)
    entries += _care(pick, questions, everything)
    entries += _lists(pick, questions)
    screened = any(
        entry.get("kind") == "warning-sign" or entry.get("then", {}).get("urgency") not in (None, "self-care")
        for entry in entries
    )
    instead = _unknown(pick, questions, screened)
    entries += instead
    order = pick.order([*questions.values(), *entries])
    return Sketch(manifest(pick.order(leading), pick.one(("soon", "soon", "planned"))), tuple(order))


def small_sketches() -> st.SearchStrategy[Sketch]:
    """Bases of which every way to answer them can be tried."""
    return sketches(few_answers=True)


def _preferences(pick: Pick, leading: Sequence[str], told: Sequence[str]) -> list[Written]:
    """Some conditions preferred to others, in no circle unless by a `when`."""
    made: list[Written] = []
    ranks = pick.order(leading)
    for number in range(pick.number(0, 2) if len(ranks) > 1 else 0):
        worse = pick.number(1, len(ranks) - 1)
        pair = [ranks[pick.number(0, worse - 1)], ranks[worse]]
        entry: Written = {"preference": f"rather-{number}", "because": text("rather"), "basis": "expert-consensus"}
        if pick.once_in(2):
            entry["when"] = {"finding": pick.one(told)}
            pair = pick.order(pair)
        made.append({**entry, "prefer": pair[0], "over": pair[1]})
    return made


def _unknown(pick: Pick, questions: Mapping[str, Written], screened: bool) -> list[Written]:
    """Says of a question, perhaps, what not knowing means; and gives what is asked instead of it. What speaks for
    nothing must bear on no alarm, so there is none where the base is `screened`."""
    asked = [entry for entry in questions.values() if "may-be-unknown" not in entry]
    if not asked or not pick.once_in(2):
        return []
    entry = pick.one(asked)
    name = entry["question"]
    because: Written = {"because": text("because"), "basis": "expert-consensus"}
    if not screened and pick.once_in(2):
        entry["unknown"] = {"means": "neutral", **because}
        return []
    other = question(f"{name}-instead", "yes-no", {name: UNKNOWN})
    known = {**entry, "may-be-unknown": "no"}
    reads = [{"when": {f"{name}-instead": word}, "as": _test(pick, known)[name]} for word in ("no", "yes")]
    reads = reads[: pick.number(1, 2)]
    entry["unknown"] = {"means": "easier", "ask": f"{name}-instead", "reads": reads, **because}
    return [other]


def _care(pick: Pick, questions: Mapping[str, Written], findings: Sequence[str]) -> list[Written]:
    made: list[Written] = []
    for number in range(pick.number(0, 2)):
        when = _condition(pick, questions, findings)
        made.append({"caution": f"care-{number}", "when": when, "text": text("care"), "basis": "expert-consensus"})
        if number % 2:
            made[-1]["for"] = "every-outcome"
    if pick.once_in(2):
        net: Written = {"safety-net": "net", "text": text("net"), "urgency": "urgent", "basis": "expert-consensus"}
        if pick.once_in(2):
            net["when"] = _condition(pick, questions, findings)
        made.append(net)
    for path in PATHWAYS:
        phases = []
        if pick.once_in(3):
            items = [text("always"), {"text": text("sometimes"), "when": _condition(pick, questions, findings)}]
            phase: Written = {"phase": "first", "name": text("first"), "do": items, "basis": "expert-consensus"}
            if pick.once_in(2):
                phase["until"] = _condition(pick, questions, findings)
            phases.append(phase)
        made.append(pathway(path, phases))
    return made


def _lists(pick: Pick, questions: Mapping[str, Written]) -> list[Written]:
    """A checklist of yes-no questions, and a contradiction between two questions."""
    made: list[Written] = []
    yes_no = [name for name, entry in questions.items() if entry["type"] == "yes-no"]
    if len(yes_no) > 1:
        made.append({"checklist": "list", "topic": "alarm", "ask": text("list"), "questions": yes_no})
    if pick.once_in(3):
        one, other = pick.order(list(questions.values()))[:2]
        made.append({"contradiction": "odd", "when": _test(pick, one) | _test(pick, other), "ask": text("odd")})
    return made


# Conditions


@st.composite
def conditions(draw: st.DrawFn, questions: Mapping[str, Written], findings: Sequence[str]) -> Written:
    """A condition about these questions and findings, as an author writes it."""
    return _condition(Pick(draw), questions, findings, 3)


def _condition(pick: Pick, questions: Mapping[str, Written], findings: Sequence[str], depth: int = 2) -> Written:
    shape = pick.number(0, 8) if depth else 0
    match shape:
        case 0 | 1 | 2 | 3:
            if findings and pick.once_in(3):
                some = pick.some(findings, 2)
                return {"finding": some[0] if len(some) == 1 else some}
            return _test(pick, pick.one(list(questions.values())))
        case 4:
            return {"not": _condition(pick, questions, findings, depth - 1)}
        case 5:
            return _condition(pick, questions, findings, depth - 1) | _condition(pick, questions, findings, depth - 1)
    parts = [_condition(pick, questions, findings, depth - 1) for _ in range(pick.number(1, 3))]
    match shape:
        case 6:
            return {"all": parts}
        case 7:
            return {"any": parts}
        case _:
            return {"at-least": {"count": pick.number(1, len(parts)), "of": parts}}


def _test(pick: Pick, entry: Written) -> Written:
    unknown = [] if "may-be-unknown" in entry else [UNKNOWN]
    match entry["type"]:
        case "number" if not unknown or not pick.once_in(4):
            low, high = sorted((pick.number(LOWEST, HIGHEST), pick.number(LOWEST, HIGHEST)))
            bounds = [(pick.one(("at-least", "more-than")), low), (pick.one(("at-most", "less-than")), high)]
            return {entry["question"]: dict(pick.one((bounds, bounds[:1], bounds[1:])))}
        case "number":
            words = []
        case "yes-no":
            words = ["yes", "no"]
        case "choices":
            words = [*entry["options"], "none"]
        case _:
            words = list(entry["options"])
    some = pick.some(words + unknown, 2)
    return {entry["question"]: some[0] if len(some) == 1 else some}


# Answers


def every_answer(question: Question) -> list[Answer]:
    """All answers to a question of a generated base; of numbers, as many as its conditions can tell apart."""
    found: list[Answer]
    match question.type:
        case "yes-no":
            found = ["yes", "no"]
        case "choice":
            found = list(question.options)
        case "choices":
            sizes = range(len(question.options) + 1)
            found = list(chain.from_iterable(combinations(question.options, size) for size in sizes))
        case "number" if question.whole:
            found = list(range(LOWEST, HIGHEST + 1))
        case "number":
            halves = range(2 * LOWEST, 2 * HIGHEST + 1)
            found = [half // 2 if half % 2 == 0 else half / 2 for half in halves]
    return [*found, UNKNOWN] if question.may_be_unknown else found


@st.composite
def answers(draw: st.DrawFn, base: Base, full: bool = False) -> dict[str, Answer]:
    """Answers to some of the questions, or to all; in any order."""
    pick = Pick(draw)
    skip = 0 if full else pick.one((0, 4, 2))  # answer all, most, or half of them
    asked = [question for question in base.questions.values() if not (skip and pick.once_in(skip))]
    return {question.id: pick.one(every_answer(question)) for question in pick.order(asked)}


def completions(base: Base, given: Mapping[str, Answer]) -> Iterator[dict[str, Answer]]:
    """Every way to answer all questions that are not answered yet."""
    missing = [name for name in base.questions if name not in given]
    for chosen in product(*(every_answer(base.questions[name]) for name in missing)):
        yield {**given, **dict(zip(missing, chosen, strict=True))}


@dataclass(frozen=True, repr=False)
class Case:
    """A base, and answers to it. Shows itself as YAML, so that a counterexample can be kept."""

    sketch: Sketch
    base: Base
    answers: dict[str, Answer]

    def __iter__(self) -> Iterator[Any]:
        return iter((self.base, self.answers))

    def __repr__(self) -> str:
        return f"{self.sketch!r}\nanswers: {flow(self.answers)}"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def cases(draw: st.DrawFn, few_answers: bool = False, full: bool = False) -> Case:
    sketch = draw(sketches(few_answers=few_answers))
    base = sketch.build()
    return Case(sketch, base, draw(answers(base, full)))
