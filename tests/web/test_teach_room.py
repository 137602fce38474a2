"""Classrooms: who teaches and who sits, what counts, what is kept (nothing), and twenty phones that come and go."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from benchmarks.classroom import teach
from tests.web.test_teach import ANKLE, ROOT, school
from tests.web.visitor import settings, words_of
from tests.web.window import serving
from triage.language.load import load
from triage.web.application import application
from triage.web.guarding import Limits, Refused
from triage.web.lessons import Lessons
from triage.web.rooms import IDLE, OLDEST, ROOMS, SEATS, Room, Rooms

FORM = {"case": "two-sore-bones", "seed": "0", "questions": "2"}


def client(made: Any = None) -> TestClient:
    return TestClient(made or school(), base_url="http://testserver", follow_redirects=False)


def opened(browser: TestClient) -> tuple[str, str]:
    """The board of a new classroom, and its code."""
    board = browser.post("/en/teach/rooms", data=FORM).headers["location"]
    return board, board.split("/")[4]


def joined(browser: TestClient, code: str, language: str = "en") -> str:
    seat: str = browser.post(f"/{language}/teach/room/{code}").headers["location"]
    return seat


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_class_predicts_and_sees_what_it_thought_after_the_reveal(language: str) -> None:
    browser = client()
    board, code = opened(browser)
    assert f"/teach/room/{code}" in browser.get(board).text
    assert browser.get(f"/{language}/teach/room?code={code.lower()}").headers["location"].endswith(code)
    seats = [joined(browser, code, language) for _ in range(3)]
    assert 'name="answer"' not in browser.get(seats[0]).text
    browser.post(board, data={"do": "open"})
    for seat, answer in zip(seats, "112", strict=True):
        assert browser.post(seat, data={"at": "0", "answer": answer}).headers["location"] == seat
    browser.post(seats[0], data={"at": "0", "answer": "2"})  # may think again
    assert 'class="tally"' not in browser.get(seats[0]).text + browser.get(board).text
    assert "Predicted: 3 of 3" in browser.get(board).text
    browser.post(board, data={"do": "reveal"})
    browser.post(seats[1], data={"at": "0", "answer": "2"})  # too late
    for page in (seats[0], board):
        counts = re.findall("<td>([0-9]+)</td>", browser.get(page).text)
        assert counts[:2] == ["1", "2"]
    browser.post(board, data={"do": "next"})
    assert "Predicted: 0 of 3" in browser.get(board).text
    assert browser.post(board, data={"do": "close"}).headers["location"] == "/en/teach"
    for page in (*seats, board):
        assert browser.get(page).status_code == 404


@pytest.mark.parametrize(
    ("address", "alone"),
    [
        *((f"http://{host}:8000", True) for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0")),
        *((f"http://{host}:8000", False) for host in ("192.168.1.20", "lessons.example", "[2001:db8::1]")),
    ],
)
def test_a_teacher_is_told_of_an_address_where_no_phone_comes(address: str, alone: bool) -> None:
    browser = TestClient(school(), base_url=address)
    page = browser.post("/nl/teach/rooms", data=FORM).text
    assert ("Telefoons komen hier niet" in page) is alone


def test_only_who_has_the_key_teaches_and_nobody_sits_where_nobody_joined() -> None:
    browser = client()
    board, code = opened(browser)
    seat = joined(browser, code)
    for path in (f"/en/teach/board/{code}/wrong", f"/en/teach/board/{code}/{seat.rpartition('/')[2]}"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, data={"do": "close"}).status_code == 404
    assert browser.get(f"/en/teach/room/{code}/0123456789abcdef").status_code == 404
    assert "board" not in browser.get(seat).text.replace("on the board", "")
    elsewhere = {"origin": "https://elsewhere.example"}
    assert browser.post(board, data={"do": "close"}, headers=elsewhere).status_code == 403
    assert browser.get(board).status_code == 200


def lessons() -> Lessons:
    return Lessons(load(ANKLE), ANKLE, ROOT / "examples" / "lessons")


def test_rooms_are_bounded_in_number_size_and_age() -> None:
    now = 0.0
    rooms = Rooms(lambda: now)
    questions = lessons().questions("two-sore-bones", 0, 2)
    with pytest.raises(Refused):
        rooms.open("none", ())
    made = [rooms.open("two-sore-bones", questions) for _ in range(ROOMS)]
    assert len({room.code for room in made}) == ROOMS
    with pytest.raises(Refused):
        rooms.open("two-sore-bones", questions)
    for _ in range(SEATS):
        made[0].join()
    with pytest.raises(Refused):
        made[0].join()
    now = IDLE - 1
    for room in made[:2]:
        rooms.find(room.code)  # a phone that only looks in
    rooms.use(made[0])
    now = IDLE + 1
    rooms.sweep()
    assert list(rooms.rooms) == [made[0].code]
    with pytest.raises(Refused):
        rooms.find(made[1].code)
    for later in range(int(IDLE), int(OLDEST), 1000):  # the board is looked at, but not for ever
        now = later
        assert rooms.taught(made[0].code, made[0].key) is made[0]
    now = OLDEST + 1
    rooms.sweep()
    assert not rooms.rooms
    assert not made[0].seats


def test_what_somebody_does_in_a_classroom_keeps_it_and_what_phones_look_at_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("triage.web.rooms.monotonic", lambda: now)
    also = ROOT / "examples" / "lessons"
    browser = client(application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, lessons=also)))
    monkeypatch.undo()
    board, code = opened(browser)
    seat = joined(browser, code)
    done: tuple[tuple[float, Callable[[], int]], ...] = (
        (0.9, lambda: browser.post(board, data={"do": "open"}).status_code),
        (1.8, lambda: browser.post(seat, data={"at": "0", "answer": "1"}).status_code),
        (2.7, lambda: browser.get(board).status_code),
    )
    for at, does in done:
        now = at * IDLE
        assert does() in (200, 303)
        assert browser.get(seat).status_code == 200
    now = 3.6 * IDLE
    assert browser.get(seat).status_code == 200  # looks, and an hour after the board was looked at:
    now = 3.8 * IDLE
    assert browser.get(seat).status_code == browser.get(board).status_code == 404
    # It leads back to the lessons: nobody there has to call for help.
    assert 'href="/en/teach"' in browser.get(seat).text
    assert "tel:" not in browser.get(seat).text.partition("<main")[2].partition("</main>")[0]


def test_what_cannot_follow_is_let_be() -> None:
    room = Room("ABCDEF", "key", "two-sore-bones", lessons().questions("two-sore-bones", 0, 2), 0, 0)
    seat = room.join()
    room.answer(seat, 0, 1)
    for wrong in ("reveal", "next", "x"):
        room.move(wrong)
    assert (room.phase, room.moves, room.answered()) == ("waiting", 0, 0)
    room.move("open")
    for at, option in ((1, 1), (0, 0), (0, 99)):
        room.answer(seat, at, option)
    assert room.answered() == 0
    room.answer(seat, 0, 1)
    for step in ("reveal", "reveal", "next", "reveal", "next"):
        room.move(step)
    assert (room.phase, room.at, room.last) == ("revealed", 1, True)


def test_twenty_phones_of_which_some_come_back_lose_nothing() -> None:
    """Behind one address, and within what one sender may send."""
    made = application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, limits=Limits()))
    with serving(made) as address:
        lesson = asyncio.run(teach(urlsplit(address).port or 0, "twisted-at-handball", 20, 2))
    assert lesson.given == 40
    assert lesson.lost == 0
    assert lesson.gone


def test_a_lesson_is_whole_without_a_script() -> None:
    browser = client()
    board, code = opened(browser)
    seat = joined(browser, code)
    assert '<noscript><meta http-equiv="refresh"' in browser.get(seat).text
    browser.post(board, data={"do": "open"})
    assert "refresh" not in browser.get(seat).text  # nothing is taken from under a finger
    assert "See whether there is something new" in words_of(browser.get(seat).text)
