"""The book of a base: every part has its place, every link leads somewhere, and it is written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import once
from tests.conftest import BASES
from tests.deep import drawn
from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.language.base import Base
from triage.language.load import load
from triage.language.words import Words
from triage.reports.author.book import book

LINK = re.compile(r"(?<!\\)\]\(([^)]*)\)")
ANCHOR = re.compile(r'<a id="([^"]*)"></a>')
DIRECTORIES = {"tooth": TOOTH, "ankle": BASES / "ankle", "shipped": None}


@cache
def base_of(name: str) -> Base:
    return once.base() if DIRECTORIES[name] is None else load(DIRECTORIES[name])


@cache
def book_of(name: str, language: str) -> Mapping[str, str]:
    return book(Words(base_of(name), language))


BOOKS = [(name, language) for name in DIRECTORIES for language in drawn(["nl", "en"], name)]


@pytest.mark.xdist_group("books")
@pytest.mark.parametrize(("name", "language"), BOOKS)
def test_every_link_leads_somewhere(name: str, language: str) -> None:
    pages = book_of(name, language)
    anchors = {page: ANCHOR.findall(text) for page, text in pages.items()}
    count = 0
    for page, text in pages.items():
        for target in LINK.findall(text):
            file, _, anchor = target.partition("#")
            where = os.path.normpath(os.path.join(os.path.dirname(page), file))
            assert where in pages, (page, target)
            assert not anchor or anchor in anchors[where], (page, target)
            count += 1
    assert count > len(pages)


@pytest.mark.xdist_group("books")
@pytest.mark.parametrize(("name", "language"), BOOKS)
def test_every_part_has_one_place(name: str, language: str) -> None:
    base, pages = base_of(name), book_of(name, language)
    for page, text in pages.items():
        found = ANCHOR.findall(text)
        assert len(found) == len(set(found)), page
        assert text.count("\n# ") + text.startswith("# ") == 1, page
    anchors = {page: set(ANCHOR.findall(text)) for page, text in pages.items()}
    assert set(base.rules) <= anchors["rules.md"]
    assert set(base.questions) <= anchors["questions.md"]
    assert set(base.exercises) <= anchors["exercises.md"]
    assert set(base.claims) <= anchors["sources.md"]
    assert set(base.urgencies) <= anchors["urgencies.md"]
    assert {f"caution-{each}" for each in base.cautions} <= anchors["advice.md"]
    assert {f"safety-net-{each}" for each in base.safety_net} <= anchors["advice.md"]
    for pathway in base.pathways.values():
        assert {phase.id for phase in pathway.phases} <= anchors[f"pathways/{pathway.id}.md"]
    for finding in base.findings.values():
        match finding.kind:
            case "condition":
                assert f"conditions/{finding.id}.md" in pages
            case kind:
                assert finding.id in anchors["signs.md" if kind == "sign" else "warning-signs.md"]


def test_all_pages_can_be_reached_from_the_first(ankle: Base) -> None:
    pages = book(Words(ankle, "nl"))
    seen, waiting = {"index.md"}, ["index.md"]
    while waiting:
        page = waiting.pop()
        for target in LINK.findall(pages[page]):
            where = os.path.normpath(os.path.join(os.path.dirname(page), target.partition("#")[0]))
            if where not in seen:
                seen.add(where)
                waiting.append(where)
    assert seen == set(pages)


WORDS = (
    *("<script>x</script>", "[a](http://b)", "**bold** _it_ `code`"),
    *("# title", "- item", "1. item", "a\u202eb\x1b[31m\nc"),
)


@pytest.mark.parametrize("words", WORDS)
def test_words_are_shown_as_they_are(ankle: Base, words: str) -> None:
    condition = ankle.condition_order[0]
    texts = {"nl": words, "en": words}
    finding = replace(ankle.findings[condition], name=texts, about=texts, examination=texts)
    base = replace(ankle, findings={**ankle.findings, condition: finding}, title=texts)
    plain = book(Words(ankle, "en"))
    for page, text in book(Words(base, "en")).items():
        assert not re.search(r"<(?!a id=\"|/a>|!-- triage|https?://)", text)
        assert len(LINK.findall(text)) == len(LINK.findall(plain[page]))
        assert text.count("\n\n- ") == plain[page].count("\n\n- ")
        assert "\u202e" not in text
        assert "\x1b" not in text
        lines = text.splitlines()
        assert not any(line in (words, f"# {words}") for line in lines if line.strip())


# Writing it


def export(out: Path, *options: str) -> tuple[int, str, str]:
    run = ["export", "markdown", "--output", str(out), "--knowledge", str(TOOTH), "--lang", "en", *options]
    done = CliRunner().invoke(main, run)
    return done.exit_code, done.stdout, done.stderr


def tree(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_it_is_written_as_it_is_made(tmp_path: Path) -> None:
    out = tmp_path / "book"
    pages = book(Words(base_of("tooth"), "en"))
    assert export(out) == (0, f"{out}/index.md: {len(pages)} pages\n", "")
    assert tree(out) == {name: text.encode() for name, text in pages.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_an_empty_directory_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    assert export(tmp_path / "book")[0] == 0


def test_a_book_is_replaced_with_force_alone(tmp_path: Path) -> None:
    out = tmp_path / "book"
    export(out, "--lang", "nl")
    (out / "old.md").write_text("from an older version")
    before = tree(out)
    assert export(out) == (2, "", f"{out}: there is a book already; --force writes over it\n")
    assert tree(out) == before
    assert export(out, "--force")[0] == 0
    assert tree(out) == {name: text.encode() for name, text in book(Words(base_of("tooth"), "en")).items()}
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_what_is_no_book_is_never_replaced(tmp_path: Path) -> None:
    message = "there is something else already; name a directory that is new or empty\n"
    export(tmp_path / "mixed")
    (tmp_path / "mixed" / "photo.jpg").write_bytes(b"mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.md").write_text("# My own\n")
    (tmp_path / "file").write_text("mine")
    for name in ("mixed", "other", "file"):
        out = tmp_path / name
        before = tree(tmp_path)
        assert export(out, "--force") == (2, "", f"{out}: {message}")
        assert tree(tmp_path) == before


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    code, _, message = export(tmp_path / "file" / "book")
    assert code == 2
    assert message.startswith(f"{tmp_path}/file/book: cannot be written: ")
    assert len(message.splitlines()) == 1
    code, _, message = export(tmp_path / "nowhere" / "book")
    assert (code, len(message.splitlines())) == (2, 1)
