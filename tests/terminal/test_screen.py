"""What stands on the screen: drawn anew after a pause or in a window of another size, and never larger than that."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.person import TOOTH
from triage.interview.interview import Interview
from triage.language.load import load
from triage.reports.layout import cells, wrap
from triage.terminal import choosing, keys, screen, style
from triage.terminal.choosing import Asker, EndOfInput
from triage.terminal.conversation import Conversation
from triage.terminal.replies import Chosen, Menu, Option

MENU = Menu((Option("stop", "Stop here"), Option("on", "Go on")), "en")
SIGNS = Menu(tuple(Option(f"o{n}", f"sign {n} with some more words to it") for n in range(1, 13)), "en", several=True)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The size of the window, which can change."""
    now = [80, 24]
    for module in (choosing, screen, style):
        monkeypatch.setattr(module, "size", lambda: os.terminal_size(now))
    monkeypatch.setattr(choosing, "width", lambda: max(now[0] - 1, 1))
    return now


def press(monkeypatch: pytest.MonkeyPatch, *pressed: str) -> None:
    @contextmanager
    def listening() -> Iterator[Iterator[str]]:
        yield iter(pressed)

    monkeypatch.setattr(keys, "listening", listening)


@pytest.mark.usefixtures("window")
def test_the_whole_screen_is_drawn_anew_with_what_was_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asker = Asker(arrows=True, colour=False)
    asker.remember(lambda: "*** EMERGENCY ***")
    asker.say(lambda: "What do you want to do?")
    press(monkeypatch, keys.REDRAW, "2", "enter")
    assert asker.choose(MENU) == Chosen(("on",))
    out = capsys.readouterr().out
    anew = out.split("\x1b[2J\x1b[H")[1].split("\r")[0]
    assert anew == "*** EMERGENCY ***\nWhat do you want to do?\n  1. Stop here\n  2. Go on\n> "
    assert out.endswith("> 2\n")


@pytest.mark.parametrize(
    ("columns", "lines"), [(80, 24), (40, 20), (40, 10), (20, 6), (8, 4), (1, 1), (1, 30), (300, 3)]
)
def test_a_list_is_never_taller_than_the_window_nor_wider(columns: int, lines: int, window: list[int]) -> None:
    window[:] = [columns, lines]
    asker = Asker(arrows=True, colour=False)
    asker.say(lambda: "\n".join(wrap("Do you have any of these right now? Press Space to tick.", max(columns - 1, 1))))
    for at in range(12):
        chooser = choosing.Chooser(SIGNS, colour=True, screen=asker.screen)
        chooser.at = at
        frame = [click.unstyle(line) for line in chooser.frame(chooser.room())]
        assert len(frame) <= max(lines, 2)
        assert all(cells(line) <= max(columns - 1, 1) for line in frame)
        if columns >= 20 and lines > 3:
            assert any(line.startswith(f"> {at + 1:>2}. [ ]") for line in frame)
        chooser.draw_anew()
        assert len(frame) + sum(map(screen.rows, asker.screen.last(lines - len(frame)))) <= max(lines, 2)


def test_a_question_stays_in_sight_above_a_list_that_scrolls(window: list[int]) -> None:
    window[:] = [40, 12]
    asker = Asker(arrows=True, colour=False)
    asker.screen.begin()
    asker.say(lambda: "Do you have any of these?\nTick them.")
    chooser = choosing.Chooser(SIGNS, colour=False, screen=asker.screen)
    frame = chooser.frame(chooser.room())
    assert len(frame) == 10
    assert frame[-2:] == ["     ... 8 more below", "> "]
    chooser.press("end")
    frame = chooser.frame(chooser.room())
    assert frame[0] == "     ... 8 more above"
    assert frame[-3].startswith("> 12. [ ] sign 12")
    assert asker.crowded(SIGNS)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device"), KeyError("words")])
def test_whatever_becomes_of_the_line_of_an_answer_an_emergency_is_told(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise error

    talk = Conversation(Interview(load(TOOTH)), "en", plain=True)
    talk.asker.arrows = True
    monkeypatch.setattr(screen.Screen, "fold", fails)

    def choose(_: Menu) -> Chosen:
        if talk.interview.emergency:
            raise EndOfInput
        talk.asker.heard.append(Chosen(("hard-to-breathe",)))
        return Chosen(("hard-to-breathe",))

    monkeypatch.setattr(talk.asker, "choose", choose)
    ends = pytest.raises(KeyboardInterrupt) if isinstance(error, KeyboardInterrupt) else nullcontext()
    with ends:
        talk.questions()
    assert "*** EMERGENCY ***" in capsys.readouterr().out


@pytest.mark.usefixtures("window")
def test_an_answered_question_folds_into_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    asker = Asker(arrows=True, colour=False)
    asker.say(lambda: "--- Warning signs ---")
    asker.screen.begin()
    asker.say(lambda: "\nA fever?")
    asker.screen.replied(lambda: "> 1")
    asker.screen.fold(lambda: "A fever? yes")
    assert capsys.readouterr().out.endswith("\r\x1b[3A\x1b[JA fever? yes\n")
    assert asker.screen.last(10) == ["--- Warning signs ---", "A fever? yes"]


def test_what_is_drawn_anew_is_as_wide_as_the_window_is_now(window: list[int]) -> None:
    asker = Asker(arrows=True, colour=False)
    asker.say(lambda: "\n".join(wrap("one two three", window[0])))
    window[0] = 5
    assert asker.screen.last(10) == ["one", "two", "three"]
    assert asker.screen.last(2) == ["two", "three"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("痛い 足 hamstring", 6, ["痛い", "足", "hamstr", "ing"]),
        ("痛痛痛痛", 3, ["痛", "痛", "痛", "痛"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("a\u200db", 2, ["a\u200db"]),
        ("één been", 5, ["één", "been"]),
        ("痛", 1, ["痛"]),
    ],
    ids=["words", "no spaces", "combining", "zero width", "narrow", "too wide for anything"],
)
def test_wide_and_joining_characters_are_reckoned_with(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


WORDS = st.text(st.sampled_from("ab é-"), max_size=60)


@given(WORDS, st.integers(3, 20), st.sampled_from([("", ""), ("- ", "  "), ("", "   ")]))
def test_a_text_breaks_where_textwrap_breaks_it(text: str, width: int, indents: tuple[str, str]) -> None:
    first, rest = indents
    assert wrap(text, width + 3, first, rest) == textwrap.wrap(
        text, width + 3, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
