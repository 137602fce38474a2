"""Where everything of a network stands: columns from left to right, by Graphviz's `dot`.

`dot` is handed numbers and sizes, never names or fonts: nothing that an author writes can act on it, and a picture is
the same on every machine. A whole base has hundreds of links; were each to get a road of its own, the roads would push
everything apart. So there `dot` puts parts in order by the links between neighbouring columns, and all links are drawn
as plain curves behind the parts. A neighbourhood is small enough for roads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pygraphviz

from triage.explanation.network import Key, Network
from triage.reports.author.network_words import Group

INCH = 72.0
TITLE = 20.0
"""The height of a group's title."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `x` and `y` are its left upper corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """`curves`: for each link, in order, the points of its Bézier curve from edge to edge."""

    width: float
    height: float
    boxes: Mapping[Key, Box]
    groups: tuple[tuple[Group, Box], ...]
    curves: tuple[tuple[Point, ...], ...]


def in_columns(network: Network, groups: Sequence[Group], sizes: Mapping[Key, Point]) -> Placed:
    """Every group in its column, with plain curves between the parts."""
    column = {key: group.column for group in groups for key in group.members}
    numbers = {part.key: number for number, part in enumerate(network.parts)}
    lines = ["nodesep=0.06; ranksep=1.5; newrank=true;"]
    for number, group in enumerate(groups):
        lines.append(f"subgraph cluster_{number} {{ label=<{_room(group.title)}>; margin=8;")
        lines += [f"{numbers[key]};" for key in group.members]
        lines.append("}")
    columns = sorted(set(column.values()))
    lines.append(" -> ".join(f"c{column_number}" for column_number in columns) + " [style=invis];")
    for at_column in columns:
        members = "; ".join(str(numbers[key]) for key in numbers if column[key] == at_column)
        lines.append(f"{{rank=same; c{at_column}; {members}}}")
    lines += [f"c{column_number} [width=0.01 height=0.01];" for column_number in columns]
    levels = [str(numbers[key]) for key in reversed(numbers) if key.kind == "urgency"]  # most urgent on top
    lines.append(" -> ".join(levels) + " [style=invis];" if len(levels) > 1 else "")
    for link in network.links:
        if column[link.end] - column[link.start] == 1 and not link.against:
            lines.append(f"{numbers[link.start]} -> {numbers[link.end]};")
    drawn = _dot(lines, network, sizes)
    boxes = drawn.boxes(network)
    curves = tuple(_plain(boxes[link.start], boxes[link.end]) for link in network.links)
    clusters = tuple((group, drawn.cluster(number)) for number, group in enumerate(groups))
    return Placed(drawn.width, drawn.height, boxes, clusters, curves)


def by_roads(network: Network, sizes: Mapping[Key, Point]) -> Placed:
    """Parts where their links put them; links go round parts."""
    numbers = {part.key: number for number, part in enumerate(network.parts)}
    lines = ["nodesep=0.16; ranksep=0.8;"]
    for number, link in enumerate(network.links):
        lines.append(f'{numbers[link.start]} -> {numbers[link.end]} [id="{number}"];')
    drawn = _dot(lines, network, sizes)
    roads = drawn.roads()
    return Placed(
        drawn.width,
        drawn.height,
        drawn.boxes(network),
        (),
        tuple(roads[link_number] for link_number in range(len(network.links))),
    )


def _room(title: str) -> str:
    width = round(7.5 * len(title))
    return f'<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{TITLE:g}"><TR><TD></TD></TR></TABLE>'


class _Drawn:
    """What `dot` says, with y counted from the top."""

    def __init__(self, drawn: bytes) -> None:
        self.data = json.loads(drawn)
        _, _, self.width, self.height = map(float, self.data["bb"].split(","))
        self.objects = {node["name"]: node for node in self.data.get("objects", [])}

    def boxes(self, network: Network) -> dict[Key, Box]:
        boxes = {}
        for number, part in enumerate(network.parts):
            node = self.objects[str(number)]
            x, y = map(float, node["pos"].split(","))
            width, height = INCH * float(node["width"]), INCH * float(node["height"])
            boxes[part.key] = Box(x - width / 2, self.height - y - height / 2, width, height)
        return boxes

    def cluster(self, number: int) -> Box:
        left, bottom, right, top = map(float, self.objects[f"cluster_{number}"]["bb"].split(","))
        return Box(left, self.height - top, right - left, top - bottom)

    def roads(self) -> dict[int, tuple[Point, ...]]:
        return {
            int(edge["id"]): tuple(self._points(edge["pos"])) for edge in self.data.get("edges", []) if "id" in edge
        }

    def _points(self, text: str) -> Iterator[Point]:
        end = None
        for word in text.split():
            if word.startswith("e,"):
                end = self._point(word[2:])
            else:
                yield self._point(word)
        if end is not None:
            yield end

    def _point(self, word: str) -> Point:
        x, y = map(float, word.split(","))
        return x, self.height - y


def _dot(lines: Iterable[str], network: Network, sizes: Mapping[Key, Point]) -> _Drawn:
    head = ['digraph { rankdir=LR; label=""; pad=0; node [shape=box fixedsize=true label=""];']
    for number, part in enumerate(network.parts):
        width, height = sizes[part.key]
        head.append(f"{number} [width={width / INCH:.4f} height={height / INCH:.4f}];")
    graph = pygraphviz.AGraph(string="\n".join([*head, *lines, "}"]))
    return _Drawn(graph.draw(format="json", prog="dot"))


def _plain(start: Box, end: Box) -> tuple[Point, ...]:
    """A curve from the right of one part to the left of the other; within a column round its left."""
    one = (start.x + start.width, start.y + start.height / 2)
    other = (end.x, end.y + end.height / 2)
    if other[0] > one[0]:
        bend = max(30.0, (other[0] - one[0]) / 2)
        return one, (one[0] + bend, one[1]), (other[0] - bend, other[1]), other
    one = (start.x, one[1])
    bend = 20 + abs(one[1] - other[1]) / 8
    return one, (one[0] - bend, one[1]), (other[0] - bend, other[1]), other
