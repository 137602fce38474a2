"""Who may open which page of the desk: every door by every role, and what sessions and forms are held to."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from starlette.testclient import TestClient

from tests import once
from tests.web.at_desk import ACCOUNTS, CODE, PASSWORD, STORY, AtDesk, desk
from tests.web.visitor import TODAY, app, settings
from triage.clinic.model import OPERATOR
from triage.clinic.store import Store
from triage.web.application import Site
from triage.web.clinic.desk import Desk
from triage.web.clinic.rooms import doors

LET_IN, REFUSED, LOG_IN = "let in", "refused", "log in"
EVERYBODY = ("Anna", "Rosa", "Ada")
CARE, STUDY, RUN = ("Anna",), ("Anna", "Rosa"), ("Ada",)
DOORS: dict[tuple[str, str], tuple[str, ...]] = {
    ("GET", "/account"): EVERYBODY,
    ("POST", "/account"): EVERYBODY,
    ("POST", "/account/phone"): EVERYBODY,
    ("GET", "/cases"): STUDY,
    ("GET", "/add"): CARE,
    ("POST", "/add"): CARE,
    ("GET", "/case/{code}"): STUDY,
    ("POST", "/case/{code}/what-if"): STUDY,
    ("POST", "/case/{code}/keep"): CARE,
    ("POST", "/case/{code}/check-in"): CARE,
    ("GET", "/case/{code}/newer"): CARE,
    ("POST", "/case/{code}/newer"): CARE,
    ("GET", "/case/{code}/why-not"): STUDY,
    ("GET", "/case/{code}/hinges"): STUDY,
    ("GET", "/case/{code}/hinges/pairs"): STUDY,
    ("GET", "/case/{code}/letter"): CARE,
    ("GET", "/case/{code}/print"): STUDY,
    ("GET", "/case/{code}/review"): CARE,
    ("POST", "/case/{code}/review"): CARE,
    ("POST", "/case/{code}/review/first"): CARE,
    ("GET", "/case/{code}/review/candidate"): CARE,
    ("GET", "/summary"): STUDY,
    ("GET", "/summary.csv"): STUDY,
    ("GET", "/summary.svg"): STUDY,
    ("GET", "/case/{code}/records"): CARE,
    ("POST", "/case/{code}/records"): CARE,
    ("GET", "/case/{code}/records/{id:int}"): CARE,
    ("GET", "/case/{code}/records/{id:int}/file"): CARE,
    ("POST", "/case/{code}/export"): CARE,
    ("GET", "/case/{code}/delete"): CARE,
    ("POST", "/case/{code}/delete"): CARE,
    ("GET", "/accounts"): RUN,
    ("POST", "/accounts"): RUN,
    ("POST", "/accounts/change"): RUN,
    ("GET", "/retention"): RUN,
    ("POST", "/retention"): RUN,
    ("GET", "/audit"): RUN,
    ("POST", "/audit/verify"): RUN,
    ("POST", "/logout"): EVERYBODY,
}
"""Who is let in at each door that is not open to all; every other role is refused, and who has no session logs in."""
OPEN = {("GET", ""), ("GET", "/login"), ("POST", "/login")}


@pytest.fixture(scope="module")
def codes(made: Any) -> dict[str, str]:
    """What each calls the one case: a researcher has a number for it."""
    AtDesk(made, "Anna").add()
    hidden = AtDesk(made, "Rosa")
    hidden.get("/cases")
    found = re.search(r'/en/clinic/case/([0-9a-f]+)"', hidden.page.text)
    assert found
    return dict.fromkeys(("", *ACCOUNTS), CODE) | {"Rosa": found[1]}


def test_the_table_has_every_door(store: Store) -> None:
    found = {(door.method, door.path) for door in doors(Desk(Site(once.base(), settings()), store))}
    assert found == DOORS.keys() | OPEN


@pytest.mark.parametrize("name", ["", *EVERYBODY], ids=["nobody", *(ACCOUNTS[name] for name in EVERYBODY)])
def test_every_door_opens_to_those_who_may_and_to_nobody_else(made: Any, codes: dict[str, str], name: str) -> None:
    somebody = AtDesk(made, name)
    came = {}
    for method, path in DOORS:
        if method == "POST":  # with the word of a page
            somebody.get("/login" if not name else "/account")
        there = path.replace("{code}", codes[name]).replace("{id:int}", "1")
        answer = somebody.get(there, follow=False) if method == "GET" else somebody.post(there, follow=False)
        if answer.status_code == 403:
            came[method, path] = REFUSED
        elif answer.headers.get("location") == "/en/clinic/login" and path != "/logout":
            came[method, path] = LOG_IN
        else:
            assert answer.status_code in (200, 303, 404, 422), (method, path, answer.status_code)
            came[method, path] = LET_IN
    if not name:
        came["POST", "/logout"] = LOG_IN  # where everybody is led who leaves
    expected = {door: (LET_IN if name in who else REFUSED) if name else LOG_IN for door, who in DOORS.items()}
    assert came == expected


def test_whether_a_case_is_there_is_told_to_nobody_who_may_not_see_it(made: Any, codes: dict[str, str]) -> None:
    ada, rosa = AtDesk(made, "Ada"), AtDesk(made, "Rosa")
    assert codes["Anna"] == CODE
    for path in ("", "/letter", "/records", "/review"):
        pages = [ada.get(f"/case/{code}{path}", follow=False) for code in (CODE, "nowhere")]
        assert {each.status_code for each in pages} == {403}
        assert pages[0].text.replace("P%2012", "nowhere").replace(CODE, "nowhere") == pages[1].text
    assert rosa.get(f"/case/{CODE}").status_code == rosa.get("/case/nowhere").status_code == 404


def test_a_researcher_sees_what_was_answered_and_nothing_of_whom(made: Any, codes: dict[str, str]) -> None:
    rosa = AtDesk(made, "Rosa")
    for path in ("/cases", f"/case/{codes['Rosa']}", f"/case/{codes['Rosa']}/print", "/summary", "/summary.csv"):
        page = rosa.get(path)
        assert page.status_code == 200
        days = () if path.endswith("/print") else ("8 March", "Sunday")  # a print has the day on which it is made
        for told in (CODE, "P%2012", STORY, "Anna", *days):
            assert told not in page.text, (path, told)


def test_there_is_no_desk_unless_somebody_asks_for_it() -> None:
    client = TestClient(app(), base_url="http://testserver")
    assert {client.get(path).status_code for path in ("/clinic", "/en/clinic", "/en/clinic/login")} == {404}


# Sessions


@pytest.mark.parametrize(
    ("name", "password"), [("Anna", "not the password"), ("Nobody", PASSWORD), ("", ""), ("Anna", "x" * 5000)]
)
def test_whoever_is_not_let_in_is_told_the_same(made: Any, name: str, password: str) -> None:
    somebody = AtDesk(made)
    page = somebody.log_in(name, password)
    assert page.status_code == 422
    shown = re.sub(r'name="(csrf|name)" value="[^"]*"', "", re.sub(r'id="name"[^>]*>', "", page.text))
    other = AtDesk(made)
    wrong = other.log_in("Nobody at all", "whatever")
    assert shown == re.sub(r'name="(csrf|name)" value="[^"]*"', "", re.sub(r'id="name"[^>]*>', "", wrong.text))
    assert somebody.get("/cases", follow=False).headers["location"] == "/en/clinic/login"


def test_the_cookie_of_a_session_is_for_this_host_alone_and_no_script(made: Any) -> None:
    somebody = AtDesk(made)
    somebody.get("/login")
    answer = somebody.post("/login", follow=False, name="Anna", password=PASSWORD)
    session = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("triage-desk="))
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in session
    assert "Secure" not in session
    assert "Max-Age" not in session
    assert "Domain" not in session


def test_over_https_cookies_are_sent_encrypted_alone(store: Store) -> None:
    made = desk(store, address="https://desk.example")
    somebody = AtDesk(made, address="https://desk.example")
    somebody.get("/login")
    answer = somebody.post("/login", follow=False, name="Anna", password=PASSWORD)
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for each in cookies:
        assert each.startswith("__Host-triage-")
        assert "Secure" in each
    assert somebody.get("/cases").status_code == 200


def test_a_session_ends_when_somebody_leaves_and_another_begins_with_each_log_in(made: Any) -> None:
    anna = AtDesk(made, "Anna")
    before = anna.client.cookies["triage-desk"]
    anna.get("/cases")
    left = anna.post("/logout", follow=False)
    assert left.headers["clear-site-data"] == '"cache"'
    anna.client.cookies.set("triage-desk", before, domain="testserver.local")
    assert anna.get("/cases", follow=False).headers["location"] == "/en/clinic/login"
    anna.client.cookies.clear()
    anna.log_in("Anna")
    assert anna.client.cookies["triage-desk"] != before


def test_a_changed_password_ends_every_session(store: Store, made: Any) -> None:
    store.add_account(OPERATOR, "Cor", PASSWORD, "clinician")
    here, elsewhere = AtDesk(made, "Cor"), AtDesk(made, "Cor")
    here.get("/account")
    new = "een andere zin die niemand raadt"
    wrong = here.post("/account", old=PASSWORD, new=new, again=f"{new}!")
    assert wrong.status_code == 422
    changed = here.post("/account", old=PASSWORD, new=new, again=new)
    assert "That is changed. Log in again." in here.text
    assert changed.url.path == "/en/clinic/login"
    for somebody in (here, elsewhere):
        assert somebody.get("/cases", follow=False).headers["location"] == "/en/clinic/login"
    assert here.log_in("Cor").status_code == 422
    assert here.log_in("Cor", new).status_code == 200


def test_a_code_from_a_phone_is_asked_once_it_is_set_up(store: Store, made: Any) -> None:
    store.add_account(OPERATOR, "Dirk", PASSWORD, "clinician")
    dirk = AtDesk(made, "Dirk")
    secret = re.search(r'name="secret" value="([A-Z2-7]+)"', dirk.get("/account").text)
    assert secret
    assert dirk.post("/account/phone", do="on", secret=secret[1], code="000000").status_code == 422
    moment = int(TODAY.timestamp())
    dirk.post("/account/phone", do="on", secret=secret[1], code=pyotp.TOTP(secret[1]).at(moment))
    assert dirk.page.url.path == "/en/clinic/login"
    assert dirk.log_in("Dirk").status_code == 422
    # The code that set it up counts no more; the next one does.
    assert dirk.log_in("Dirk", code=pyotp.TOTP(secret[1]).at(moment)).status_code == 422
    assert dirk.log_in("Dirk", code=pyotp.TOTP(secret[1]).at(moment + 30)).status_code == 200


# Forms


@pytest.mark.parametrize("word", ["", "0" * 64, "another's"])
def test_a_form_that_is_not_of_this_session_does_nothing(made: Any, codes: dict[str, str], word: str) -> None:
    anna, bert = AtDesk(made, "Anna"), AtDesk(made, "Bert")
    anna.get(f"/case/{codes['Anna']}/records")
    bert.get("/cases")
    before = anna.page.text.count("/records/")
    anna.word = bert.word if word == "another's" else word
    refused = anna.post(f"/case/{CODE}/records")
    assert refused.status_code == 403
    assert "Nothing was changed" in anna.text
    assert anna.get(f"/case/{CODE}/records").text.count("/records/") == before


def test_a_form_from_another_site_is_refused(made: Any) -> None:
    anna = AtDesk(made, "Anna")
    anna.get("/cases")
    answer = anna.client.post(
        "/en/clinic/logout", data={"csrf": anna.word}, headers={"origin": "http://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert anna.get("/cases").status_code == 200


def test_pages_of_the_desk_are_kept_by_no_browser_and_have_no_script_in_them(made: Any, codes: dict[str, str]) -> None:
    anna = AtDesk(made, "Anna")
    for path in ("/cases", f"/case/{codes['Anna']}", "/summary", "/summary.csv", "/add"):
        page = anna.get(path)
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:", page.text)
