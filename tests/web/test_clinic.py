"""The pages of the clinician's desk without a script: they show what the library gives, and keep what a form brings."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests import once
from tests.web.at_desk import PASSWORD, STORY, AtDesk, desk, desk_of, file_of, store_in
from tests.web.test_check_in import kept as taken_home
from tests.web.test_check_in import to_the_end, visit
from tests.web.visitor import TODAY, Page, Visitor, words_of
from tests.web.window import case_file
from triage.cases.case import load_case, read_case
from triage.clinic.model import OPERATOR
from triage.clinic.problems import StoreProblem
from triage.clinic.store import Store
from triage.explanation.hinges import hinges
from triage.explanation.what_if import what_if
from triage.follow_up.standing import standing
from triage.language.load import load
from triage.language.words import Words
from triage.records.record import Record, read_records
from triage.reports.clinician.explanation_text import what_if_rows
from triage.reports.clinician.for_clinician import for_clinician
from triage.reports.clinician.for_patient import course
from triage.reports.layout import figures
from triage.web.carrying import to_fragment
from triage.web.seal import plain_answers
from triage.words.saying import say

ANKLE = Path(__file__).parents[2] / "examples" / "ankle"


@pytest.fixture
def anna(made: Any) -> AtDesk:
    return AtDesk(made, "Anna")


NUMBERS = count(1)


@pytest.fixture
def case(anna: AtDesk) -> str:
    """The address of a case that only this test has."""
    code = f"T {next(NUMBERS):03}"
    anna.add(code=code)
    assert anna.page.status_code == 200
    return f"/case/{code.replace(' ', '%20')}"


# What comes in


def test_a_case_comes_in_as_a_file_or_a_link_with_a_code_of_ours_where_none_is_given(anna: AtDesk) -> None:
    anna.add(file_of(), code="")
    assert re.fullmatch(r"/en/clinic/case/[A-Z2-9]{5}-[A-Z2-9]{5}", anna.page.url.path)
    anna.get("/add")
    link = f"http://testserver/en/open#{to_fragment(file_of())}"
    anna.post("/add", link=link, code="by link")
    assert anna.page.url.path == "/en/clinic/case/by link"
    assert STORY in anna.text


@pytest.mark.parametrize(
    ("file", "fields", "said"),
    [
        (None, {}, "a file"),
        ("answers: [", {}, "cannot be opened"),
        ("answers: {nothing: yes}", {}, "nothing"),
        (None, {"link": "http://testserver/en/open#abc"}, "no link to a case"),
    ],
)
def test_what_is_no_case_is_told_and_nothing_comes_in(
    anna: AtDesk, file: str | None, fields: dict[str, str], said: str
) -> None:
    before = counted(anna)
    anna.get("/add")
    assert anna.post("/add", fields, code="bad", file=file).status_code == 422
    assert said in anna.text
    assert counted(anna) == before


def counted(somebody: AtDesk) -> str:
    somebody.get("/cases")
    found = re.search(r'<p role="status">([^<]*)', somebody.page.text)
    assert found
    return found[1]


def test_a_code_is_taken_once(anna: AtDesk, case: str) -> None:
    code = case.removeprefix("/case/").replace("%20", " ")
    anna.get("/add")
    assert anna.post("/add", file=file_of(), code=code).status_code == 422
    assert say("store-code-taken", "en") in anna.text


def test_the_list_has_the_most_urgent_first_and_can_be_narrowed(anna: AtDesk) -> None:
    anna.add(file_of("pop-and-large-bruise"), code="list urgent")
    anna.add(file_of(), code="list mild")
    rows = listed(anna, "/cases?find=list")
    assert rows.index("list urgent") < rows.index("list mild")
    assert listed(anna, "/cases?find=list+URG") == ["list urgent"]
    assert listed(anna, "/cases?find=list&urgency=self-care") == ["list mild"]
    assert listed(anna, "/cases?find=list&due=1") == []
    assert listed(anna, "/cases?find=%25") == []


def listed(somebody: AtDesk, path: str) -> list[str]:
    somebody.get(path)
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)<', somebody.page.text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_search_that_finds_nothing_says_so(made: Any, language: str) -> None:
    somebody = AtDesk(made, "Anna", language)
    somebody.get("/cases?find=no+such+code")
    assert say("desk-none-found", language) in somebody.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_link_that_cannot_be_read_is_told_in_a_sentence_and_stays_in_its_field(made: Any, language: str) -> None:
    somebody = AtDesk(made, "Anna", language)
    somebody.get("/add")
    somebody.post("/add", link="https://example.org/#half", code="half")
    why = {"nl": "Dit is geen link met antwoorden, of niet de hele link.", "en": "This is no link to a case, or not"}
    assert f"{say('web-open-cannot', language)} {why[language]}" in somebody.text
    assert "https://example.org/#half</textarea>" in somebody.page.text


def test_a_long_list_goes_on_on_another_page(anna: AtDesk, store: Store) -> None:
    by = next(each for each in store.accounts(OPERATOR) if each.name == "Anna")
    text = file_of()
    for number in range(53):
        store.add_case(by, text, code=f"many {number:02}")
    first = listed(anna, "/cases?find=many")
    assert len(first) == 50
    later = re.search(r'href="/en/clinic(/cases[^"]*)" rel="next"', anna.page.text)
    assert later
    rest = listed(anna, later[1].replace("&amp;", "&"))
    assert len(rest) == 3
    assert not set(first) & set(rest)


# A case


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_case_shows_all_that_the_library_gives(made: Any, case: str, language: str) -> None:
    there = AtDesk(made, "Anna", language)
    there.get(case)
    base = once.base()
    stands = standing(base, None, read_case(base, file_of(), "file"))
    told = for_clinician(Words(base, language), stands.outcome, course(stands, None, language))
    shown = there.text
    lines = [
        *(fact.text for fact in told.summary),
        *(each.name for each in (*told.conclusions, *told.refuted, *told.cautions)),
        *(moment.words for stage in told.stages for moment in stage.moments),
        *(end.examination for end in told.open),
        *(row.question for topic in told.topics for row in topic.rows),
    ]
    assert [line for line in lines if " ".join(line.split()) not in shown] == []
    order = [there.page.text.index(f"<h3>{say(f'desk-{sort}', language)} (") for sort in ("so", "not-so")]
    assert order == sorted(order)


def test_switches_show_what_other_answers_do_beside_what_is_and_keep_nothing(anna: AtDesk, case: str) -> None:
    anna.get(case)
    fields = anna.fields()
    fields["answer-small-bruise"] = ["yes"]
    fields["answer-pain"] = ["7"]
    before = anna.page.text
    anna.post(f"{case}/what-if", fields)
    base = once.base()
    outcome = standing(base, None, read_case(base, file_of(), "file")).outcome
    found = what_if(outcome, {"small-bruise": "yes", "pain": 7.0})
    for row in what_if_rows(Words(base, "en"), found):
        assert " ".join(row) in anna.text, row
    assert "given:" in anna.text
    part = anna.post(f"{case}/what-if", fields, part="1")
    assert "<h1" not in part.text
    assert words_of(part.text).startswith("As it is, and as it would be")
    assert drop_word(anna.get(case).text) == drop_word(before)


def drop_word(page: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", page)


def test_a_switch_that_stands_at_nothing_that_can_be_is_told(anna: AtDesk, case: str) -> None:
    anna.get(case)
    fields = anna.fields()
    fields["answer-pain"] = ["seventy"]
    fields["answer-onset"] = ["nonsense"]
    assert anna.post(f"{case}/what-if", fields).status_code == 422
    assert 'href="#answer-pain"' in anna.page.text
    assert 'href="#answer-onset"' in anna.page.text


def test_answers_that_are_kept_are_those_of_the_case_and_what_came_out_is_sealed_again(anna: AtDesk, case: str) -> None:
    anna.get(case)
    fields = anna.fields()
    fields["answer-small-bruise"] = ["yes"]
    assert anna.post(f"{case}/keep", fields).status_code == 200
    assert "version 2" in anna.text
    assert re.search(r'name="answer-small-bruise">\s*<option value="yes" selected', anna.page.text)
    assert anna.get(f"{case}/records").text.count(">Derive it again<") == 2


def test_two_at_one_case_see_each_others_change_and_overwrite_nothing(made: Any, anna: AtDesk, case: str) -> None:
    bert = AtDesk(made, "Bert")
    anna.get(case)
    bert.get(case)
    hers, his = anna.fields(), bert.fields()
    hers["answer-small-bruise"], his["answer-limp"] = ["yes"], ["yes"]
    question = "bruis"
    assert anna.post(f"{case}/keep", hers).status_code == 200
    clash = bert.post(f"{case}/keep", his)
    assert clash.status_code == 409
    assert "Anna changed this case after you opened it" in bert.text
    table = words_of(clash.text[clash.text.index("<table") :])
    assert question in table.casefold()
    assert re.search(r'name="answer-small-bruise">\s*<option value="yes" selected', anna.get(case).text)
    bert.post(f"{case}/newer", bert.fields())
    assert bert.page.status_code == 200
    assert "version 3" in bert.text


def test_a_newer_file_after_a_check_in_takes_the_place_of_the_first(anna: AtDesk, case: str) -> None:
    anna.get(f"{case}/newer")
    assert "/en/open#" in anna.page.text
    version = {"version": "1"}
    assert anna.post(f"{case}/newer", version, file="answers: [").status_code == 422
    anna.get(f"{case}/newer")
    assert anna.post(f"{case}/newer", version, file=case_file()).status_code == 200
    assert "version 2" in anna.text


def test_why_not_is_found_by_a_word_and_says_what_the_terminal_says(anna: AtDesk, case: str) -> None:
    anna.get(f"{case}/why-not?find=rupture")
    links = re.findall(r'href="/en/clinic(/case/[^"]*why-not\?of=[^"]*)"', anna.page.text)
    assert links
    assert all("rupture" in each for each in links)
    anna.get(links[0].replace("&amp;", "&"))
    assert say("fewest-for-it", "en") in anna.text or say("it-is-so", "en", id="") in anna.text
    assert anna.get(f"{case}/why-not?of=finding/none").status_code == 200


def test_the_letter_and_the_print_are_those_of_the_reports(anna: AtDesk, case: str) -> None:
    letter = anna.get(f"{case}/letter")
    assert STORY in letter.text
    assert "Sunday 8 March 2026" in letter.text
    paper = anna.get(f"{case}/print")
    assert 'id="clinician"' in paper.text
    assert 'id="patient"' not in paper.text
    assert re.search(r"style-src 'sha256-[^']+'", paper.headers["content-security-policy"])


def test_no_answer_ever_stands_in_an_address(anna: AtDesk, case: str) -> None:
    for path in ("/cases", case, f"{case}/why-not", f"{case}/records"):
        page = anna.get(path).text
        assert not re.search(r'(href|action)="[^"]*answer-', page)


# Reviews


def test_nothing_of_the_outcome_is_shown_before_somebody_said_what_they_would_do(anna: AtDesk, case: str) -> None:
    anna.get(f"{case}/review")
    assert STORY in anna.text
    assert "first-grade-1" not in anna.page.text
    assert 'name="mark-0"' not in anna.page.text
    assert anna.post(f"{case}/review/first", urgency="planned").status_code == 422
    assert anna.post(f"{case}/review", do="rest").status_code == 422
    anna.post(f"{case}/review/first", urgency="planned", condition="strain-grade-1")
    assert 'name="mark-0"' in anna.page.text
    assert anna.post(f"{case}/review/first", urgency="soon", condition="none").status_code == 409


def test_a_review_is_kept_as_marked_and_what_is_objected_to_becomes_a_worked_case(
    anna: AtDesk, case: str, tmp_path: Path
) -> None:
    anna.get(f"{case}/review")
    anna.post(f"{case}/review/first", urgency="planned", condition="strain-grade-1")
    fields = anna.fields()
    assert fields["mark-0"] == ["not-careful-enough"]
    assert fields["mark-1"] == ["agreed"]
    fields["mark-0-why"] = [""]
    assert anna.post(f"{case}/review", fields, do="rest").status_code == 422
    assert 'href="#mark-0-why"' in anna.page.text
    fields = anna.fields()
    fields["mark-0-why"] = ["he limps"]
    assert anna.post(f"{case}/review", fields, do="rest").status_code == 200
    assert "Everything is marked and kept." in anna.text
    file = anna.get(f"{case}/review/candidate")
    (tmp_path / "candidate.yaml").write_text(file.text)
    proposed = load_case(once.base(), tmp_path / "candidate.yaml")
    assert proposed.expect is not None
    assert proposed.expect.urgency == "planned"
    assert proposed.candidate is not None
    assert any("he limps" in each for each in proposed.candidate.remarks)
    assert case.removeprefix("/case/").replace("%20", " ") not in file.text


def test_two_reviewers_see_each_other_only_afterwards_and_are_counted_together(tmp_path: Path) -> None:
    with store_in(tmp_path) as own:
        there = desk(own)
        anna, bert = AtDesk(there, "Anna"), AtDesk(there, "Bert")
        for number, said in enumerate([("planned", "planned"), ("self-care", "planned"), ("self-care", "self-care")]):
            anna.add(code=f"two {number}")
            for somebody, urgency in zip((anna, bert), said, strict=True):
                somebody.get(f"/case/two%20{number}/review")
                if somebody is bert:
                    assert "Anna" not in somebody.text
                somebody.post(f"/case/two%20{number}/review/first", urgency=urgency, condition="strain-grade-1")
                somebody.post(f"/case/two%20{number}/review", somebody.fields(), do="rest")
            assert "Anna" in bert.text
        page = anna.get("/summary")
        assert "Number of cases: 3." in anna.text
        assert re.search(r"Anna, Bert</th><td>3</td><td>2</td><td>0[.]40</td>", page.text)
        table = anna.get("/summary.csv").text
        assert "under-triage" in table
        assert "Anna & Bert" in table
        picture = anna.get("/summary.svg")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert "not careful enough" in picture.text
        assert ">3 of 6<" in picture.text


# Records


def test_an_outcome_is_sealed_and_comes_out_the_same(anna: AtDesk, case: str) -> None:
    page = anna.get(f"{case}/records")
    link = re.search(r'href="/en/clinic(/case/[^"]*/records/\d+)"', page.text)
    assert link
    anna.get(link[1])
    assert say("replay-identical", "en") in anna.text
    file = anna.get(f"{link[1]}/file")
    found = list(read_records(file.content, "record"))
    assert len(found) == 1
    assert isinstance(found[0], Record)
    assert found[0].intact
    assert anna.get(f"{case}/records/999999").status_code == 404


def more_careful(place: Path) -> None:
    """The small base, in which one rule is more careful."""
    copytree(ANKLE, place)
    rules = place / "rules.yaml"
    before = "establish: ottawa-positive, urgency: urgent"
    assert before in rules.read_text()
    rules.write_text(rules.read_text().replace(before, before.replace("urgent", "emergency")))


def test_under_another_version_the_rule_that_made_the_difference_is_named(tmp_path: Path) -> None:
    more_careful(tmp_path / "other")
    base = load(ANKLE)
    with store_in(tmp_path, base) as own:
        anna = AtDesk(desk(own, base, knowledge=ANKLE, beside=tmp_path / "other"), "Anna")
        anna.get("/add")
        answers = load_case(base, ANKLE.parent / "lessons" / "two-sore-bones.yaml").answers
        anna.post("/add", file=json.dumps({"answers": plain_answers(answers)}), code="ankle")
        assert anna.page.status_code == 200, anna.text
        page = anna.get("/case/ankle/records/1")
        assert say("replay-identical", "en") in anna.text
        link = re.search(r'href="/en/clinic(/case/ankle/records/1\?under=beside)"', page.text)
        assert link
        anna.get(link[1])
        assert say("replay-made-it", "en", count=1) in anna.text
        assert re.search(r"rule [a-z-]+: ", anna.text)


# Who runs it


def test_accounts_are_made_changed_and_taken_the_right_to_come_in(made: Any) -> None:
    ada = AtDesk(made, "Ada")
    ada.get("/accounts")
    assert ada.post("/accounts", name="Eva", password="short", role="clinician").status_code == 422
    assert ada.post("/accounts", name="Eva", password=PASSWORD, role="operator").status_code == 422
    ada.post("/accounts", name="Eva", password=PASSWORD, role="clinician")
    assert "Eva can log in now." in ada.text
    eva = AtDesk(made, "Eva")
    assert eva.get("/cases").status_code == 200
    ada.post("/accounts/change", name="Eva", do="role", role="researcher")
    assert eva.get("/cases", follow=False).status_code == 303
    eva.log_in("Eva")
    assert eva.get("/add").status_code == 403
    ada.post("/accounts/change", name="Eva", do="disable")
    assert eva.get("/cases", follow=False).headers["location"] == "/en/clinic/login"
    assert eva.log_in("Eva").status_code == 422
    ada.post("/accounts/change", name="Eva", do="enable")
    new = "nog een zin die niemand raadt"
    ada.post("/accounts/change", name="Eva", do="password", password=new)
    assert eva.log_in("Eva", new).status_code == 200
    assert ada.post("/accounts/change", name="Ada", do="disable").status_code == 422
    assert say("store-last-administrator", "en") in ada.text


def test_how_long_cases_are_kept_is_set_once_it_was_told_what_goes(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        made = desk(store)
        AtDesk(made, "Anna").add()
        ada = AtDesk(made, "Ada")
        ada.get("/retention")
        assert say("clinic-no-rule", "en") in ada.text
        for typed in ("", "0", "1201", "-3", "twelve", "²", "9" * 400):
            assert ada.post("/retention", do="show", months=typed).status_code == 422
            assert ada.post("/retention", do="set", months=typed).status_code == 422
            assert say("store-bad-months", "en") in ada.text
        ada.post("/retention", do="show", months="240")
        assert say("desk-retention-would-none", "en") in ada.text
        assert store.kept_for(OPERATOR) is None
        ada.post("/retention", do="set", months="240")
        assert say("clinic-rule", "en", months=240) in ada.get("/retention").text
        assert store.kept_for(OPERATOR) == 240
        ada.post("/retention", do="none")
        assert say("clinic-no-rule", "en") in ada.text
        assert store.kept_for(OPERATOR) is None


def test_the_log_tells_who_saw_what_and_that_nothing_was_changed(made: Any, anna: AtDesk, case: str) -> None:
    anna.get(case)
    ada = AtDesk(made, "Ada")
    page = ada.get("/audit")
    assert re.search(r"Anna</td><td>read a case <code>version=1</code></td><td><code>[0-9a-f]{16}", page.text)
    assert "T%20" not in page.text
    assert STORY not in page.text
    ada.post("/audit/verify")
    assert "Nothing was changed or removed." in ada.text
    assert re.search(r"<code>\d+:[0-9a-f]{64}</code>", ada.page.text)


def test_all_of_a_case_is_handed_out_and_deleted_once_its_code_is_typed(anna: AtDesk, case: str) -> None:
    anna.get(case)
    given = anna.post(f"{case}/export")
    assert "attachment" in given.headers["content-disposition"]
    assert STORY in given.text
    anna.get(f"{case}/delete")
    assert anna.post(f"{case}/delete", code="another").status_code == 422
    assert anna.get(case).status_code == 200
    code = case.removeprefix("/case/").replace("%20", " ")
    assert anna.post(f"{case}/delete", code=code).url.path == "/en/clinic/cases"
    assert say("desk-deleted", "en") in anna.text
    assert anna.get(case).status_code == 404


def checking_in(anna: AtDesk, code: str) -> Visitor:
    """A clinician at the first question of a check-in of a case that began a week ago."""
    anna.add(taken_home(), code=code)
    visitor = Visitor("en", anna.client.app, once.check_in())
    visitor.client, visitor.page = anna.client, Page(anna.page)
    visitor.press(say("desk-check-in", "en"))
    return visitor


def test_a_check_in_at_the_desk_is_that_of_the_person_and_becomes_a_version(anna: AtDesk, store: Store) -> None:
    visitor = checking_in(anna, "check 1")
    assert visitor.page.template == "question"
    assert say("desk-cases", "en") in visitor.page.text()
    assert to_the_end(visitor, {}) > 1
    assert visitor.page.status == 200
    clinician = next(each for each in store.accounts(OPERATOR) if each.name == "Anna")
    kept = store.case(clinician, "check 1")
    assert kept.version == 2
    at_home = visit(TODAY.date(), taken_home())
    to_the_end(at_home, {})
    assert kept.text == at_home.press("Keep your file with this check-in").html
    assert len(store.records(clinician, "check 1")) == 2


def test_a_check_in_of_another_case_or_of_an_old_version_overwrites_nothing(anna: AtDesk, store: Store) -> None:
    one = checking_in(anna, "check 2")
    anna.add(code="check 3")
    wrong = anna.post("/case/check%203/check-in", state=one.page.state, version="1")
    assert wrong.status_code in (404, 409)
    clinician = next(each for each in store.accounts(OPERATOR) if each.name == "Anna")
    store.save_case(clinician, "check 2", file_of(limp="yes"), 1)
    to_the_end(one, {})
    assert one.page.status == 409
    assert store.case(clinician, "check 2").version == 2


def test_a_case_that_another_process_changes_or_deletes_is_forgotten_with_the_next_page(tmp_path: Path) -> None:
    with store_in(tmp_path) as store, Store.open(tmp_path / "store.sqlite", once.base(), clock=lambda: TODAY) as other:
        site = desk_of(store)
        still, changed, gone = (other.add_case(OPERATOR, file_of(), code=code) for code in ("still", "changed", "gone"))
        for case in (still, changed, gone):
            site.memory.of(case)
        site.remember_what_is_there()
        assert {case.code for case in site.memory.kept()} == {"still", "changed", "gone"}
        anna = next(each for each in other.accounts(OPERATOR) if each.name == "Anna")
        other.save_case(anna, "changed", file_of(limp="yes"), changed.version)
        other.delete(OPERATOR, "gone")
        other.add_case(OPERATOR, file_of(), code="another")
        site.remember_what_is_there()
        assert site.memory.kept() == [still]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_single_answers_that_it_hinges_on_come_first_and_pairs_when_asked(made: Any, case: str, language: str) -> None:
    anna = AtDesk(made, "Anna", language)
    code = case.removeprefix("/case/").replace("%20", " ")
    outcome = standing(once.base(), None, read_case(once.base(), file_of(), code)).outcome
    anna.get(f"{case}/hinges")
    assert say("hinges-singles", language) in anna.text
    assert say("hinges-pairs", language) not in anna.text
    assert say("desk-hinges-pairs", language) in anna.text
    tried = figures(f"{hinges(outcome, pairs=False).tried:,}", language)
    assert say("hinges-tried", language, count=tried) in anna.text
    anna.get(f"{case}/hinges/pairs")
    assert say("hinges-pairs", language) in anna.text
    assert say("desk-hinges-pairs", language) not in anna.text


# What goes wrong


@pytest.mark.parametrize(
    ("kind", "status"), [("locked", 503), ("full", 507), ("gone", 503), ("newer", 503), ("unreadable", 503)]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_wrong_with_the_store_is_one_clear_page(
    made: Any, monkeypatch: pytest.MonkeyPatch, kind: Any, status: int, language: str
) -> None:
    somebody = AtDesk(made, "Anna", language)

    def fails(*_: object) -> None:
        raise StoreProblem(kind)

    for method in ("work_list", "who"):
        monkeypatch.setattr(Store, method, fails)
        page = somebody.get("/cases")
        assert page.status_code == status
        assert StoreProblem(kind).said(language) in somebody.text
        assert "Traceback" not in page.text
