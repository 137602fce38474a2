"""The drawings of a base: regions that fit its options, words in its languages, and each mistake with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import once
from triage.language.base import Base
from triage.language.errors import KnowledgeError
from triage.web.pictures import EXERCISES, FOLDER, read_exercises, read_pictures

REGION = '<g data-option="{}"><path d="M0 0L1 1"/><rect x="0" y="0" width="40" height="20"/></g>'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def test_the_regions_of_the_shipped_drawing_are_labels_of_the_boxes_of_the_list() -> None:
    """What is no place, such as the whole leg, stands in the list alone."""
    base = once.base()
    drawing = read_pictures(base, None)["place"]
    options = list(base.questions["place"].options)
    for language in base.languages:
        shown = str(drawing.markup(language))
        for option in ("sit-bone", "back-of-thigh", "above-knee", "buttock", "low-back", "groin", "calf"):
            number = options.index(option) + 1
            assert f'class="region region-{number}"' in shown, option
            assert f'<label for="answer-{number}"></label>' in shown
        assert shown.count("<label") >= 14
    assert "achterkant" in drawing.markup("nl")


def test_a_base_without_pictures_has_none(ankle: Base, ankle_files: Path) -> None:
    assert read_pictures(ankle, ankle_files) == {}


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (DRAWING.format(REGION.format("calve")), "no option `calve`; did you mean `calf`?"),
        (DRAWING.format('<g data-option="calf"><path d="M0 0"/></g>'), "the region `calf` has no `rect`"),
        (DRAWING.format("<script>alert(1)</script>"), "`script` cannot stand in a drawing"),
        (DRAWING.format('<a href="//x"/>'), "`a` cannot stand in a drawing"),
        (DRAWING.format('<path d="M0 0" onclick="x"/>'), "`onclick` cannot stand in a drawing"),
        (DRAWING.format('<path d="M0 0" style="x"/>'), "`style` cannot stand in a drawing"),
        (DRAWING.format("<text>leg</text>"), "text in a drawing stands in words.json"),
        (DRAWING.format('<text data-view="top"/>'), "no words for `top`"),
        (DRAWING.format("<g/>"), "no region has a `data-option`"),
        ("<svg", "this is no drawing"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(drawn: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "place.svg").write_text(drawn)
    with pytest.raises(KnowledgeError) as caught:
        read_pictures(once.base(), tmp_path)
    assert said in str(caught.value)
    assert "place.svg" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("onset.svg", lambda: DRAWING.format(""), "no question of several choices `onset`"),
        ("words.json", lambda: "{", "cannot be read"),
        ("words.json", lambda: json.dumps({"back": {"nl": "achter"}}), "a text lacks `en`"),
    ],
)
def test_so_is_what_names_something_that_is_not_there(
    name: str, content: Callable[[], str], said: str, tmp_path: Path
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / name).write_text(content())
    with pytest.raises(KnowledgeError, match=said):
        read_pictures(once.base(), tmp_path)


def test_every_exercise_of_the_shipped_base_has_a_drawing_that_is_called_by_its_name() -> None:
    base = once.base()
    drawn = read_exercises(base, None)
    assert set(drawn.roots) == set(base.exercises)
    for name in base.exercises:
        shown = str(drawn.markup(name, 'Drawing: <a "b">'))
        assert shown.startswith('<svg class="doing" role="img" aria-label="Drawing: &lt;a &#34;b&#34;&gt;" viewBox=')
        assert 'class="way"' in shown, name
        assert len(shown) < 2_500


def test_an_exercise_without_a_drawing_shows_none(ankle: Base, ankle_files: Path) -> None:
    assert read_exercises(ankle, ankle_files).markup("any", "any") == ""


@pytest.mark.parametrize(
    ("name", "drawn", "said"),
    [
        ("plankk", '<path d="M0 0"/>', "no exercise `plankk`; did you mean `plank`?"),
        ("plank", "<text>up</text>", "`text` cannot stand in the drawing of an exercise"),
        ("plank", "<g>up</g>", "no words can stand in the drawing of an exercise"),
        ("plank", '<path d="M0 0" onclick="x"/>', "`onclick` cannot stand in a drawing"),
        ("plank", '<image href="//x"/>', "`image` cannot stand in the drawing of an exercise"),
    ],
)
def test_what_does_not_fit_an_exercise_is_said(name: str, drawn: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER / EXERCISES
    folder.mkdir(parents=True)
    (folder / f"{name}.svg").write_text(DRAWING.format(drawn))
    with pytest.raises(KnowledgeError) as caught:
        read_exercises(once.base(), tmp_path)
    assert said in str(caught.value)
