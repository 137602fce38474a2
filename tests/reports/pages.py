"""Reports for the tests, and what stands in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from tests import once
from triage.cases.case import Case, load_case, read_case
from triage.follow_up.standing import Standing, standing
from triage.language.base import Base
from triage.language.files import shipped
from triage.reports.clinician.report import Reader, report, report_html

VOID = {"meta", "br", "link", "img", "input", "hr", "base", "source", "embed"}
INLINE = {"a", "strong", "code", "bdi", "span"}


def page_of(
    base: Base,
    case: Case,
    language: str = "en",
    reader: Reader = "both",
    check_in: Base | None = None,
    on: date | None = None,
    full: bool = False,
) -> str:
    return page_about(standing(base, check_in, case), language, reader, on, full)


def page_about(
    stands: Standing,
    language: str = "en",
    reader: Reader = "both",
    on: date | None = None,
    full: bool = False,
) -> str:
    return report_html(report(stands, language, reader, on, full))


def shipped_case(base: Base, name: str) -> Case:
    return load_case(base, shipped() / "cases" / f"{name}.yaml")


def followed_case(base: Base, decision: str) -> tuple[Case, Base]:
    """A light strain after a first check-in that came to `decision`, and the check-in base."""
    check_in = once.check_in()
    text = (shipped() / "cases" / "sprint-mild-strain.yaml").read_text()
    phase = "weeks-1-2" if decision == "go-on" else "first-days"
    done = {
        "date": "2026-03-07",
        "phase": "first-days",
        "answers": {"pain": 6, "new-bruise": "yes" if decision == "be-seen" else "no"},
        "decision": decision,
        "urgency": "urgent" if decision == "be-seen" else "self-care",
        "next-phase": phase,
        "knowledge": check_in.hash,
    }
    follow_up = {
        "started": "2026-03-01",
        "pathway": "strain-grade-1",
        "phase": phase,
        "since": "2026-03-07",
        "check-ins": [done],
    }
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in follow_up.items())
    return read_case(base, text[: text.index("expect:")] + lines, "case.yaml"), check_in


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[Element] = field(default_factory=list)
    parts: list[str | Element] = field(default_factory=list, compare=False, repr=False)

    def all(self) -> Iterator[Element]:
        waiting = [self]
        while waiting:
            each = waiting.pop()
            yield each
            waiting += reversed(each.inside)

    @property
    def words(self) -> str:
        return " ".join("".join(self.said()).split())

    def said(self) -> Iterator[str]:
        """What stands in it, in the order of reading; what is no part of a line stands apart."""
        apart = "" if self.tag in INLINE else " "
        yield apart
        for each in self.parts:
            if isinstance(each, str):
                yield each
            else:
                yield from each.said()
        yield apart

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def frame(self) -> object:
        """Tags with the names of their attributes, and classes: what is the same in every language."""
        return (self.tag, sorted(self.attributes), self.classes, [each.frame() for each in self.inside])

    def skeleton(self) -> object:
        """Tags and attributes, without any text."""
        return (self.tag, sorted(self.attributes.items()), [each.skeleton() for each in self.inside])


class _Reader(HTMLParser):
    """Fails where an end tag does not belong to the last start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        self.open[-1].parts.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        self.open[-1].parts.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data
        self.open[-1].parts.append(data)


def read(page: str) -> Element:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is not closed"
    return reader.open[0]


def every(root: Element, tag: str = "", of: str = "") -> list[Element]:
    """The elements with this tag and class."""
    return [each for each in root.all() if (not tag or each.tag == tag) and (not of or of in each.classes)]


def by_id(root: Element, name: str) -> Element:
    (found,) = (each for each in root.all() if each.attributes.get("id") == name)
    return found


def without_style(page: str) -> str:
    """The page as it is kept: its style is a file that we have already."""
    page = re.sub(r"<style>.*?</style>", "<style>...</style>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/]+=", "sha256-...", page)


HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TOOTH = HERE.parent / "terminal" / "bases" / "tooth"
