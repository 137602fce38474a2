"""A network as one SVG picture that needs nothing else. Text is text, every part and line says what it is (`title`),
and pointing at a part, or going there with Tab, shows its lines alone. No scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from triage.explanation.network import STRONG, Key, Network, Part
from triage.reports.author.graph_layout import Box, Placed, Point, by_roads, in_columns
from triage.reports.author.network_words import MARKS, SINGULAR, Scribe
from triage.words.saying import say

LETTER, SMALL = 6.6, 5.9
"""How wide a letter is at most, nearly always, in the two sizes of text."""
MARGIN, HEAD = 24.0, 96.0
SENSES = ("for", "against", "gate", "lit")
LONGEST = 44
"""So many letters of a name are shown; its tooltip has them all."""

STYLE = """
svg { background: #fff; font-family: system-ui, sans-serif; }
text { font-size: 11px; fill: #111; }
.heading { font-size: 20px; font-weight: bold; }
.words { font-size: 12px; fill: #333; }
.grouped { fill: #f6f6f4; stroke: #bbb; }
.grouping { font-weight: bold; fill: #333; paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.small { font-size: 10px; fill: #444; }
.shape { stroke: #444; stroke-width: 1; }
.question .shape { fill: #e3f0fb; }
.sign .shape { fill: #eee; }
.condition .shape { fill: #e8f5e2; }
.warning-sign .shape { fill: #fde8e4; stroke: #a3230f; }
.rule .shape { fill: #fff8dc; }
.urgency .shape { fill: #f3e6f8; }
.pathway .shape { fill: #e0f3f1; }
.centre .shape { stroke-width: 3.5; }
.line { fill: none; stroke: #46536b; stroke-width: 1; stroke-opacity: OPACITY; }
.against { stroke: #b0462e; stroke-dasharray: 5 3; }
.gate { stroke: #6a6a6a; stroke-dasharray: 1.5 2.5; }
.head { fill: #46536b; fill-opacity: OPACITY; stroke: none; }
.head.against { fill: #b0462e; }
.case .part:not(.strong) text { fill: #565656; }
.case .part:not(.strong) .shape { stroke: #999; fill: #fafafa; }
.case .strong .shape { stroke: #0b3d2e; stroke-width: 2.5; }
.case .strong text { font-weight: bold; }
.case .part.no .shape { stroke-dasharray: 3 2; }
.case .line { stroke-opacity: FAINT; }
.case .head { fill-opacity: FAINT; }
.case .line.lit { stroke: #0b5d43; stroke-width: 2.6; stroke-opacity: .9; stroke-dasharray: none; }
.case .head.lit { fill: #0b5d43; fill-opacity: 1; }
.part:focus { outline: none; }
.part:focus .shape { stroke: #000; stroke-width: 3.5; }
svg:has(.part:is(:hover, :focus)) .link { opacity: .12; }
@media print { .hint { display: none; } }
"""


def network_svg(scribe: Scribe, network: Network, centre: Sequence[Key] = (), case: str = "") -> str:
    """The picture. `centre`: the parts around which it is, none for a whole base; `case`: the name of the case."""
    return _Picture(scribe, network, centre).draw(case)


class _Picture:
    def __init__(self, scribe: Scribe, network: Network, centre: Sequence[Key]) -> None:
        self.scribe = scribe
        self.network = network
        self.centre = frozenset(centre)
        self.names = tuple(centre)
        self.columns = not centre or bool(scribe.topic)
        self.labels = {part.key: self.label(part) for part in network.parts}

    def label(self, part: Part) -> tuple[str, ...]:
        """One line in a whole base, an overview and for a rule; else the name, and the id beneath it."""
        mark = f"{MARKS[part.state]} " if part.state else ""
        alarm = "! " if _alarms(part) else ""
        short = _cut(self.scribe.short(part))
        if self.columns or part.key.kind == "rule":
            return (f"{mark}{alarm}{short}",)
        return (f"{mark}{alarm}{_cut(self.scribe.name(part.key))}", short)

    def placed(self) -> Placed:
        if self.columns:
            groups = self.scribe.groups()
            widest = dict.fromkeys({group.column for group in groups}, 0.0)
            for part in self.network.parts:
                widest[part.column] = max(widest[part.column], self.wide(part))
            sizes = {part.key: (widest[part.column], 22.0) for part in self.network.parts}
            return in_columns(self.network, groups, sizes)
        sizes = {
            part.key: (self.wide(part), 24.0 if len(self.labels[part.key]) == 1 else 38.0)
            for part in self.network.parts
        }
        return by_roads(self.network, sizes)

    def wide(self, part: Part) -> float:
        """Room for its label, which is bold where the part is strong, and for a point at the end."""
        sizes = (LETTER, SMALL)
        wanted = max(len(line) * size for line, size in zip(self.labels[part.key], sizes, strict=False))
        bold = 1.1 if part.state in STRONG else 1.0
        return max(60.0, wanted * bold + (36 if part.key.kind in ("urgency", "pathway", "pathways") else 24))

    def draw(self, case: str) -> str:
        placed = self.placed()
        title, about = self.scribe.title(self.names), self.scribe.description(case)
        legend = self.legend()
        self.left = MARGIN - min([0.0, *(x for curve in placed.curves for x, _ in curve)])
        wide = (self.left + placed.width + MARGIN, len(title) * 12.5, len(about) * 6.9 + 2 * MARGIN, 640)
        width = max(*wide, 2 * MARGIN + sum(_room(sign, meaning) for sign, meaning in legend))
        height = placed.height + HEAD + 2 * MARGIN + 22
        root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width:.0f} {height:.0f}",
                "width": f"{width:.0f}",
                "height": f"{height:.0f}",
                "role": "img",
                "lang": self.scribe.words.language,
                "aria-labelledby": "title",
                "aria-describedby": "about",
                **({"class": "case"} if self.network.lit else {}),
            },
        )
        _element(root, "title", title, id="title")
        _element(root, "desc", about, id="about")
        _element(root, "style", self.style())
        _element(root, "text", title, {"class": "heading"}, x=f"{MARGIN:g}", y="34")
        _element(root, "text", about, {"class": "words"}, x=f"{MARGIN:g}", y="56")
        hint = say("net-hint", self.scribe.words.language)
        _element(root, "text", hint, {"class": "words hint"}, x=f"{MARGIN:g}", y="74")
        diagram = _element(root, "g", transform=f"translate({self.left:.1f} {HEAD:g})")
        for _, box in placed.groups:
            _element(diagram, "rect", None, {"class": "grouped"}, rx="6", **_corners(box))
        self.lines(diagram, placed)
        for group, box in placed.groups:
            _element(diagram, "text", group.title, {"class": "grouping"}, x=f"{box.x + 8:.1f}", y=f"{box.y + 19:.1f}")
        for number, part in enumerate(self.network.parts):
            self.part(diagram, number, part, placed.boxes[part.key])
        self.add_legend(root, legend, height - MARGIN)
        ElementTree.indent(root, " ")
        return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"

    def style(self) -> str:
        """The look, and for every part which lines stand out when it is pointed at."""
        opacity, faint = ("0.3", "0.13") if self.columns else ("0.8", "0.4")
        chosen = [
            f"svg:has(#p{number}:is(:hover, :focus)) .l{number} {{ opacity: 1; stroke-opacity: 1; stroke-width: 2; }}"
            for number in range(len(self.network.parts))
        ]
        return STYLE.replace("OPACITY", opacity).replace("FAINT", faint) + "\n".join(chosen) + "\n"

    def lines(self, diagram: ElementTree.Element, placed: Placed) -> None:
        numbers = {part.key: number for number, part in enumerate(self.network.parts)}
        order = sorted(zip(self.network.links, placed.curves, strict=True), key=lambda pair: pair[0].lit)
        for link, curve in order:  # what is lit lies on top
            sense = " gate" if link.gate else " against" if link.against else ""
            look = f"{sense}{' lit' if link.lit else ''}"
            ends = f"l{numbers[link.start]} l{numbers[link.end]}"
            group = _element(diagram, "g", None, {"class": f"link {ends}"})
            _element(group, "title", self.scribe.about_link(link))
            _element(group, "path", None, {"class": f"line {ends}{look}"}, d=_path(curve))
            _element(group, "path", None, {"class": f"head{look}"}, d=_head(curve))

    def part(self, diagram: ElementTree.Element, number: int, part: Part, box: Box) -> None:
        singular = SINGULAR.get(part.key.kind, part.key.kind)
        kind = part.group if singular == "finding" else singular
        classes = ["part", kind]
        if part.key in self.centre:
            classes.append("centre")
        if part.state is not None:
            classes.append("strong" if part.state in STRONG else "no" if part.state in ("refuted", "false") else "weak")
        group = _element(diagram, "g", None, {"class": " ".join(classes)}, id=f"p{number}", tabindex="0")
        _element(group, "title", self.scribe.about(part))
        self.shape(group, part, box)
        label = self.labels[part.key]
        x = f"{box.x + 10:.1f}"
        if len(label) == 1:
            _element(group, "text", label[0], x=x, y=f"{box.y + box.height / 2 + 4:.1f}")
        else:
            _element(group, "text", label[0], x=x, y=f"{box.y + 16:.1f}")
            _element(group, "text", label[1], {"class": "small"}, x=x, y=f"{box.y + 30:.1f}")

    def shape(self, group: ElementTree.Element, part: Part, box: Box) -> None:
        """Questions are round, rules cut at the corners, urgencies and pathways pointed, findings square."""
        match SINGULAR.get(part.key.kind, part.key.kind):
            case "question":
                _element(group, "rect", None, {"class": "shape"}, rx=f"{box.height / 2:.1f}", **_corners(box))
            case "finding":
                _element(group, "rect", None, {"class": "shape"}, rx="2", **_corners(box))
            case "rule" | "urgency" | "pathway" as kind:
                cut = 5.0 if kind == "rule" else box.height / 2.5
                left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
                middle = box.y + box.height / 2
                if kind == "rule":
                    corners = [(left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut)]
                    corners += [(right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut)]
                else:
                    corners = [(left, top), (right - cut, top), (right, middle), (right - cut, bottom), (left, bottom)]
                points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
                _element(group, "polygon", None, {"class": "shape"}, points=points)

    def legend(self) -> list[tuple[str, str]]:
        """Signs with what they mean: those that are in the picture."""
        language = self.scribe.words.language
        senses = {("gate" if link.gate else "against" if link.against else "for") for link in self.network.links}
        senses_in_order: tuple[str, ...] = ("for", "against", "gate")
        legend = [(sense, say(f"net-{sense}", language)) for sense in senses_in_order if sense in senses]
        if any(link.lit for link in self.network.links):
            legend.append(("lit", say("net-lit", language)))
        states = {part.state for part in self.network.parts}
        legend += [(mark, say(f"net-state-{state}", language)) for state, mark in MARKS.items() if state in states]
        if any(
            part.key.kind in ("finding", "findings") and part.group == "warning-sign" for part in self.network.parts
        ):
            legend.append(("!", say("net-group-warning-sign", language)))
        return legend

    def add_legend(self, root: ElementTree.Element, legend: Iterable[tuple[str, str]], y: float) -> None:
        x = MARGIN
        for sign, meaning in legend:
            next_x = x + _room(sign, meaning)
            if sign in SENSES:
                look = "" if sign == "for" else f" {sign}"
                line = {"class": f"line{look}", "style": "stroke-opacity: 1"}
                _element(root, "path", None, line, d=f"M{x:.0f},{y - 4:.0f} h32")
                x += 38
            else:
                _element(root, "text", sign, {"class": "words"}, x=f"{x:.0f}", y=f"{y:.0f}")
                x += 14
            _element(root, "text", meaning, {"class": "words"}, x=f"{x:.0f}", y=f"{y:.0f}")
            x = next_x


def _room(sign: str, meaning: str) -> float:
    """How much of a legend one sign with its meaning takes."""
    return (38 if sign in SENSES else 14) + 7.2 * len(meaning) + 26


def _alarms(part: Part) -> bool:
    return part.group == "warning-sign" and part.key.kind in ("finding", "findings")


def _element(
    parent: ElementTree.Element, tag: str, text: str | None = None, more: dict[str, str] | None = None, **given: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {**(more or {}), **given})
    element.text = text
    return element


def _corners(box: Box) -> dict[str, str]:
    return {
        "x": f"{box.x:.1f}",
        "y": f"{box.y:.1f}",
        "width": f"{box.width:.1f}",
        "height": f"{box.height:.1f}",
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _path(curve: tuple[Point, ...]) -> str:
    start, *rest = [f"{x:.1f},{y:.1f}" for x, y in curve]
    bends, left = rest[: len(rest) // 3 * 3], rest[len(rest) // 3 * 3 :]
    return f"M{start} C{' '.join(bends)}" + "".join(f" L{point}" for point in left)


def _head(curve: tuple[Point, ...]) -> str:
    """The point of an arrow at the end of a curve."""
    (x, y), (end_x, end_y) = curve[-2], curve[-1]
    long = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5 or 1.0
    along, across = 7 * (end_x - x) / long, 7 * (end_y - y) / long
    back_x, back_y = end_x - along, end_y - across
    return (
        f"M{end_x:.1f},{end_y:.1f} L{back_x - across * 0.4:.1f},{back_y + along * 0.4:.1f} "
        f"L{back_x + across * 0.4:.1f},{back_y - along * 0.4:.1f} Z"
    )
