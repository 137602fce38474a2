"""The drawings of a base: where something is, as regions to choose.

A base may have a folder `pictures`. `<question>.svg` draws a question of several choices: each element with
`data-option` is a region, the option that it stands for, and the first `rect` in it is where a finger may come down.
`words.json` has the words in drawings, by the name that `data-view` gives. None of it decides anything: a base without
them shows the list alone. What does not fit the base is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from triage.language.base import Base
from triage.language.errors import KnowledgeError, Place, Problem, nearest, quoted
from triage.language.files import shipped
from triage.language.model import Text
from triage.language.texts import text_in

FOLDER = "pictures"
EXERCISES = "exercises"
WORDS = "words.json"
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ("svg", "g", "path", "circle", "ellipse", "rect", "line", "text")
"""Nothing that could run, or load something from elsewhere."""
SHAPE = re.compile(r"(viewBox|d|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height|transform|class)\Z")
OPTION, VIEW = "data-option", "data-view"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, in which each region is a label of the box with the same number, so that it can be tapped
    without a script. `numbers`: the place of each option in the list, from 1."""

    root: Element
    numbers: Mapping[str, int]
    views: Mapping[str, Text]
    rendered: dict[str, Markup] = field(default_factory=dict, compare=False)

    def markup(self, language: str) -> Markup:
        """It is the same for everybody, and made once for each language."""
        if language not in self.rendered:
            self.rendered[language] = Markup("").join(self._rendered(self.root, language))
        return self.rendered[language]

    def _rendered(self, element: Element, language: str) -> Iterator[Markup]:
        tag = element.tag.removeprefix(SVG)
        option, view = element.get(OPTION), element.get(VIEW)
        number = self.numbers.get(option or "", 0)
        kept = {name: value for name, value in element.items() if SHAPE.match(name)}
        if option:
            kept["class"] = f"{kept.get('class', '')} region region-{number}".strip()
        yield Markup("<{}{}>").format(tag, Markup("").join(map(_attribute, kept.items())))
        if view:
            yield escape(text_in(self.views.get(view), language))
        for inside in element:
            yield from self._rendered(inside, language)
        if option and (place := next((rect for rect in element.iter(f"{SVG}rect")), None)) is not None:
            x, y, width, height = (float(place.get(name, "0")) for name in ("x", "y", "width", "height"))
            yield Markup('<text x="{}" y="{}">{}</text>').format(
                f"{x + width / 2:g}", f"{y + height / 2 + 5:g}", number
            )
            yield Markup('<foreignObject x="{}" y="{}" width="{}" height="{}">').format(
                *(f"{size:g}" for size in (x, y, width, height))
            )
            yield Markup('<label for="answer-{}"></label></foreignObject>').format(number)
        yield Markup("</{}>").format(tag)


def read_pictures(base: Base, directory: Path | None) -> Mapping[str, Drawing]:
    """The drawing of each question that has one. Raises KnowledgeError with all that does not fit."""
    root = (directory or shipped()) / FOLDER
    problems: list[Problem] = []
    words = root / WORDS
    views = _words(base, words, problems) if words.is_file() else {}
    drawn = {}
    choices = [question.id for question in base.questions.values() if question.type == "choices"]
    for path in sorted(root.glob("*.svg")):
        if path.stem not in choices:
            near = nearest(path.stem, choices)
            problems.append(Problem(Place(str(path)), f"no question of several choices {quoted(path.stem)}; {near}"))
        elif (tree := _tree(path, problems)) is not None:
            numbers = {name: number for number, name in enumerate(base.questions[path.stem].options, 1)}
            problems += (Problem(Place(str(path)), message) for message in _wrong(tree, numbers, views))
            drawn[path.stem] = Drawing(tree, numbers, views)
    if problems:
        raise KnowledgeError(problems)
    return drawn


@dataclass(frozen=True, slots=True)
class Exercises:
    """The drawing of each exercise that has one; the words of a page stand with it, none in it."""

    roots: Mapping[str, Element]
    rendered: dict[tuple[str, str], Markup] = field(default_factory=dict, compare=False)

    def markup(self, name: str, words: str) -> Markup:
        """As an image that is called by its words, of which there are as many as languages, and each is made once;
        nothing where there is none."""
        if (name, words) not in self.rendered:
            self.rendered[name, words] = self._rendered(name, words)
        return self.rendered[name, words]

    def _rendered(self, name: str, words: str) -> Markup:
        root = self.roots.get(name)
        if root is None:
            return Markup()
        inside = Markup("").join(part for element in root for part in _plainly(element))
        size = Markup("").join(_attribute((key, value)) for key, value in root.items() if SHAPE.match(key))
        return Markup('<svg class="doing" role="img" aria-label="{}"{}><title>{}</title>{}</svg>').format(
            words, size, words, inside
        )


def _plainly(element: Element) -> Iterator[Markup]:
    tag = element.tag.removeprefix(SVG)
    yield Markup("<{}{}>").format(tag, Markup("").join(map(_attribute, element.items())))
    for inside in element:
        yield from _plainly(inside)
    yield Markup("</{}>").format(tag)


def read_exercises(base: Base, directory: Path | None) -> Exercises:
    """The drawings of exercises, `exercises/<exercise>.svg`. Raises KnowledgeError with all that does not fit."""
    problems: list[Problem] = []
    roots: dict[str, Element] = {}
    for path in sorted(((directory or shipped()) / FOLDER / EXERCISES).glob("*.svg")):
        if path.stem not in base.exercises:
            near = nearest(path.stem, base.exercises)
            problems.append(Problem(Place(str(path)), f"no exercise {quoted(path.stem)}; {near}"))
        elif (tree := _tree(path, problems)) is not None:
            problems += (Problem(Place(str(path)), message) for message in _not_plain(tree))
            roots[path.stem] = tree
    if problems:
        raise KnowledgeError(problems)
    return Exercises(roots)


def _not_plain(tree: Element) -> Iterator[str]:
    """What in the drawing of an exercise does not fit: it is lines alone, without a word."""
    for element in tree.iter():
        kind = element.tag.removeprefix(SVG)
        if kind not in DRAWN or kind == "text":
            yield f"{quoted(kind)} cannot stand in the drawing of an exercise"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield "no words can stand in the drawing of an exercise"
        for name, _ in element.items():
            if not SHAPE.match(name):
                yield f"{quoted(name)} cannot stand in a drawing"


def _tree(path: Path, problems: list[Problem]) -> Element | None:
    try:
        return ElementTree.fromstring(path.read_bytes())
    except (ElementTree.ParseError, OSError) as error:
        problems.append(Problem(Place(str(path)), f"this is no drawing: {error}"))
        return None


def _wrong(tree: Element, numbers: Mapping[str, int], views: Mapping[str, Text]) -> Iterator[str]:
    """What in a drawing does not fit."""
    for element in tree.iter():
        kind = element.tag.removeprefix(SVG)
        if kind not in DRAWN:
            yield f"{quoted(kind)} cannot stand in a drawing"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"text in a drawing stands in {WORDS}, in every language; name it with `{VIEW}`"
        for name, value in element.items():
            if name == OPTION and value not in numbers:
                yield f"no option {quoted(value)}; {nearest(value, numbers)}"
            elif name == OPTION and element.find(f".//{SVG}rect") is None:
                yield f"the region {quoted(value)} has no `rect` where a finger may come down"
            elif name == VIEW and value not in views:
                yield f"no words for {quoted(value)}; {nearest(value, views)}"
            elif name not in (OPTION, VIEW) and not SHAPE.match(name):
                yield f"{quoted(name)} cannot stand in a drawing"
    if all(element.get(OPTION) is None for element in tree.iter()):
        yield f"no region has a `{OPTION}`; expected one at least"


def _words(base: Base, path: Path, problems: list[Problem]) -> dict[str, Text]:
    try:
        views = {str(name): dict(text) for name, text in json.loads(path.read_text(encoding="utf-8")).items()}
    except (ValueError, TypeError, AttributeError, OSError) as error:
        problems.append(Problem(Place(str(path)), f"cannot be read: {error}"))
        return {}
    for text in views.values():
        missing = [language for language in base.languages if not str(text.get(language, "")).strip()]
        problems += (Problem(Place(str(path)), f"a text lacks {quoted(language)}") for language in missing)
    return dict(views)


def _attribute(pair: tuple[str, str]) -> Markup:
    return Markup(' {}="{}"').format(*pair)
