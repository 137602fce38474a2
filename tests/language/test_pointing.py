"""Below a mistake stands the line that it is on, with a caret under the place."""

from __future__ import annotations

from pathlib import Path

from triage.language.errors import Place, Problem
from triage.language.pointing import WIDEST, pointed


def shown(tmp_path: Path, line: str, column: int) -> list[str]:
    file = tmp_path / "rules.yaml"
    file.write_text(f"first\n{line}\nlast\n", encoding="utf-8")
    (told,) = pointed([Problem(Place(str(file), 2, column), "wrong")])
    return told.split("\n")[1:]


def test_a_caret_stands_under_the_place(tmp_path: Path) -> None:
    assert shown(tmp_path, "  urgency: emergncy", 12) == ["      urgency: emergncy", "               ^"]


def test_wide_letters_and_accents_are_counted_as_a_terminal_shows_them(tmp_path: Path) -> None:
    assert shown(tmp_path, "疼e\u0301: x", 5)[1] == "    " + " " * 4 + "^"


def test_of_a_long_line_the_part_round_the_place_is_shown(tmp_path: Path) -> None:
    line, caret = shown(tmp_path, "a" * 500 + "!" + "b" * 500, 501)
    assert line[len(caret) - 1] == "!"
    assert len(line) <= WIDEST + 4


def test_no_order_for_the_terminal_comes_out_of_a_file(tmp_path: Path) -> None:
    assert "\x1b" not in "".join(shown(tmp_path, "a: \x1b[2J", 4))


def test_a_file_as_a_whole_and_one_that_is_gone_are_told_without() -> None:
    assert pointed([Problem(Place("nowhere.yaml"), "cannot be read")]) == ["nowhere.yaml: cannot be read"]
    assert pointed([Problem(Place("nowhere.yaml", 3, 1), "wrong")]) == ["nowhere.yaml:3:1: wrong"]
