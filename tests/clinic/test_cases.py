"""Cases in the store: in, found, in order, changed by one at a time, and without whom they are about."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from tests.clinic.conftest import Clock
from tests.once import base
from triage.cases.case import read_case
from triage.cases.review import Review
from triage.clinic.model import Account, Role, Wanted
from triage.clinic.permissions import MAY, Operation
from triage.clinic.problems import ChangedMeanwhile, NoSuchCase, NotAllowed, StoreProblem
from triage.clinic.store import Store
from triage.language.errors import CaseError
from triage.language.files import shipped

CASES = shipped() / "cases"
EMERGENCY = "both-legs-give-way-at-46"
SOON = "again-and-now-weaker"
STORY = """\
case: Jan Jansen
story: Jan Jansen, geboren op 12 maart 1961, viel van zijn fiets in Ommen.
language: nl
answers: {onset: sudden, age: 65}
started: 2026-05-20
"""
IDENTIFYING = ("Jan", "Jansen", "1961", "Ommen", "2026-05-20")


def text_of(name: str) -> str:
    return (CASES / f"{name}.yaml").read_text()


@pytest.fixture
def three(store: Store, clinician: Account, clock: Clock) -> tuple[str, ...]:
    """An emergency and two that wait for some days, in another order than they are urgent."""
    for code, name in (("later", SOON), ("first", EMERGENCY), ("last", SOON)):
        store.add_case(clinician, text_of(name), code=code)
        clock.passes(hours=1)
    return ("first", "later", "last")


def test_a_case_is_found_by_its_code_however_it_is_typed(store: Store, clinician: Account) -> None:
    kept = store.add_case(clinician, text_of(SOON), code="Kamer 7  A")
    assert store.case(clinician, " kamer 7 a ") == kept
    assert kept.code == "Kamer 7 A"
    assert (kept.version, kept.urgency, kept.condition, kept.by) == (1, "soon", "strain-grade-2", "clinician")
    assert kept.text == text_of(SOON)


def test_a_case_without_a_code_gets_one(store: Store, clinician: Account) -> None:
    one, other = (store.add_case(clinician, text_of(SOON)) for _ in range(2))
    assert one.code != other.code
    assert store.case(clinician, one.code.lower()) == one


@pytest.mark.parametrize("code", ["", "  ", "a/b", "x" * 61, "a\x07b"])
def test_what_is_no_code_is_refused(store: Store, clinician: Account, code: str) -> None:
    with pytest.raises(StoreProblem) as error:
        store.add_case(clinician, text_of(SOON), code=code)
    assert error.value.kind == "bad-code"


def test_a_code_is_taken_once(store: Store, clinician: Account) -> None:
    store.add_case(clinician, text_of(SOON), code="x1")
    with pytest.raises(StoreProblem) as error:
        store.add_case(clinician, text_of(SOON), code="X1")
    assert error.value.kind == "code-taken"
    assert store.work_list(clinician).total == 1


def test_what_is_no_case_is_not_kept(store: Store, clinician: Account) -> None:
    with pytest.raises(CaseError):
        store.add_case(clinician, "answers: {onset: never-heard-of}")
    with pytest.raises(StoreProblem):
        store.add_case(clinician, f"# {'x' * 300_000}\n{text_of(SOON)}")
    assert store.work_list(clinician).total == 0


def test_the_most_urgent_comes_first_then_who_waits_longest(
    store: Store, clinician: Account, three: tuple[str, ...]
) -> None:
    assert tuple(case.code for case in store.work_list(clinician).items) == three


def test_pages_go_on_where_the_last_one_ended(store: Store, clinician: Account, three: tuple[str, ...]) -> None:
    met: list[str] = []
    after = None
    for _ in three:
        page = store.work_list(clinician, Wanted(limit=1, after=after))
        met += [case.code for case in page.items]
        after = page.next
        assert page.total == len(three)
    assert tuple(met) == three
    assert after is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(urgency=("emergency",)), ["first"]),
        (Wanted(urgency=("emergency", "soon")), ["first", "later", "last"]),
        (Wanted(urgency=("self-care",)), []),
        (Wanted(text="LA"), ["later", "last"]),
        (Wanted(text="%"), []),
        (Wanted(text="_"), []),
        (Wanted(condition="strain-grade-2"), ["later", "last"]),
        (Wanted(open_check_in=True), []),
        (Wanted(after="no such handle"), ["first", "later", "last"]),
    ],
)
def test_the_list_holds_what_is_wanted(
    store: Store,
    clinician: Account,
    three: tuple[str, ...],  # noqa: ARG001
    wanted: Wanted,
    found: list[str],
) -> None:
    page = store.work_list(clinician, wanted)
    assert [case.code for case in page.items] == found
    assert page.total == len(found)


def test_a_check_in_is_open_from_its_day_on(store: Store, clinician: Account, clock: Clock) -> None:
    text = (
        "language: nl\nanswers: {onset: sudden, pain: 3, strength: normal}\n"
        "started: 2026-05-25\npathway: strain-mild\nphase: settle\nsince: 2026-05-28\ncheck-ins: []\n"
    )
    pathway = next(name for name, one in base().pathways.items() if any(part.exercises for part in one.phases))
    phase = base().pathways[pathway].phases[0].id
    text = text.replace("strain-mild", pathway).replace("settle", phase)
    text += (
        f"saved: {{format: 2, base: {base().id}, version: {base().version}, hash: {base().hash}, date: 2026-05-28}}\n"
    )
    due = store.add_case(clinician, text, code="follow").open_check_in
    assert due is not None
    clock.now = clock.now.replace(year=due.year, month=due.month, day=due.day)
    clock.passes(days=-1)
    assert store.work_list(clinician, Wanted(open_check_in=True)).total == 0
    clock.passes(days=1)
    assert [case.code for case in store.work_list(clinician, Wanted(open_check_in=True)).items] == ["follow"]


def test_of_two_who_save_one_case_the_second_sees_what_the_first_did(store: Store, clinician: Account) -> None:
    seen = store.add_case(clinician, text_of(SOON), code="x")
    first = store.save_case(clinician, "x", text_of(EMERGENCY), seen.version)
    assert (first.version, first.urgency) == (2, "emergency")
    with pytest.raises(ChangedMeanwhile) as error:
        store.save_case(clinician, "x", text_of(SOON), seen.version)
    assert error.value.current == first
    assert store.case(clinician, "x") == first


def test_of_many_who_save_one_case_at_once_one_wins(store: Store, clinician: Account) -> None:
    seen = store.add_case(clinician, text_of(SOON), code="x")
    together, outcomes = Barrier(6), list[str]()

    def save(number: int) -> None:
        together.wait()
        try:
            store.save_case(clinician, "x", f"# {number}\n{text_of(SOON)}", seen.version)
        except ChangedMeanwhile:
            outcomes.append("told")
        else:
            outcomes.append(f"# {number}")

    threads = [Thread(target=save, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [outcome for outcome in outcomes if outcome != "told"]
    assert len(won) == 1
    assert len(outcomes) == 6
    assert store.case(clinician, "x").text.startswith(won[0])
    assert store.case(clinician, "x").version == 2


def test_a_researcher_sees_answers_and_not_whom_they_are_of(
    store: Store, clinician: Account, researcher: Account
) -> None:
    kept = store.add_case(clinician, STORY, code="12345")
    (shown,) = store.work_list(researcher).items
    assert not [word for word in (*IDENTIFYING, "12345", "clinician") if word in repr(shown)]
    assert read_case(base(), shown.text, "shown").answers == read_case(base(), kept.text, "kept").answers
    assert (shown.urgency, shown.condition) == (kept.urgency, kept.condition)
    assert store.case(researcher, shown.code) == shown
    assert store.work_list(researcher, Wanted(text="12345")).total == 0
    with pytest.raises(NoSuchCase):
        store.case(researcher, "12345")
    with pytest.raises(NoSuchCase):
        store.case(clinician, shown.code)


def test_cases_are_concluded_anew_under_another_version(store: Store, clinician: Account, address: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    store.add_case(clinician, text_of(SOON), code="x")
    changed = replace(base(), hash="0" * 64)
    with Store.open(address, changed) as later:
        from triage.clinic.model import OPERATOR  # noqa: PLC0415

        assert later.reread(OPERATOR) == (1, [])
        assert later.reread(OPERATOR) == (0, [])
        assert later.case(clinician, "x").base_hash == "0" * 64


NO_REVIEW = Review.__new__(Review)
CALLS: dict[str, tuple[Operation, Callable[[Store, Account], object]]] = {
    "work_list": ("work-list", lambda store, by: store.work_list(by)),
    "case": ("case", lambda store, by: store.case(by, "x")),
    "add_case": ("add-case", lambda store, by: store.add_case(by, text_of(SOON))),
    "save_case": ("save-case", lambda store, by: store.save_case(by, "x", text_of(SOON), 1)),
    "say_first": ("say-first", lambda store, by: store.say_first(by, "x", "soon", "none")),
    "first_impressions": ("first-impressions", lambda store, by: store.first_impressions(by, "x")),
    "add_review": ("add-review", lambda store, by: store.add_review(by, "y", NO_REVIEW)),
    "reviews": ("reviews", lambda store, by: store.reviews(by, "x")),
    "summary": ("summary", lambda store, by: store.summary(by)),
    "add_record": ("add-record", lambda store, by: store.add_record(by, "x", "{}")),
    "records": ("records", lambda store, by: store.records(by, "x")),
    "export": ("export", lambda store, by: store.export(by, "x")),
    "delete": ("delete", lambda store, by: store.delete(by, "y")),
    "retain": ("retain", lambda store, by: store.retain(by, 12)),
    "kept_for": ("retention", lambda store, by: store.kept_for(by)),
    "keep_for": ("change-retention", lambda store, by: store.keep_for(by, 240)),
    "accounts": ("accounts", lambda store, by: store.accounts(by)),
    "add_account": ("change-account", lambda store, by: store.add_account(by, "new", "x", "clinician")),
    "set_password": ("change-account", lambda store, by: store.set_password(by, "nobody", "x")),
    "set_role": ("change-account", lambda store, by: store.set_role(by, "nobody", "clinician")),
    "disable": ("change-account", lambda store, by: store.disable(by, "nobody")),
    "set_totp": ("change-account", lambda store, by: store.set_totp(by, "nobody", None)),
    "change_password": ("change-password", lambda store, by: store.change_password(by, "x", "y")),
    "audit": ("audit", lambda store, by: store.audit(by)),
    "verify": ("verify", lambda store, by: store.verify(by)),
    "reread": ("reread", lambda store, by: store.reread(by)),
}
"""Everything that somebody can ask of a store, and which operation of the table that is."""
WITHOUT_ROLE = {"open", "close", "restore", "migrate", "log_in", "log_out", "who", "back_up", "unchanged"}
"""What is asked by nobody yet, or tells only which of the cases that somebody was given are still as they were."""


def test_every_method_of_the_store_is_asked_for_its_role() -> None:
    assert {name for name in vars(Store) if not name.startswith("_")} - WITHOUT_ROLE == set(CALLS)
    assert {operation for operation, _ in CALLS.values()} | {"backup"} == set(MAY)


@pytest.mark.parametrize("role", ["clinician", "researcher", "administrator", "operator"])
def test_nobody_does_what_their_role_does_not_permit(
    store: Store, clinician: Account, people: dict[Role, Account], role: Role
) -> None:
    store.add_case(clinician, text_of(SOON), code="x")
    by = people[role]
    done: dict[str, bool] = {}
    for name, (_, call) in CALLS.items():
        try:
            call(store, by)
        except NotAllowed:
            done[name] = False
        except (StoreProblem, CaseError):
            done[name] = True  # it was done as far as it could be
        else:
            done[name] = True
    assert done == {name: role in MAY[operation] for name, (operation, _) in CALLS.items()}


def test_who_was_disabled_a_moment_ago_may_do_nothing(store: Store, people: dict[Role, Account]) -> None:
    store.disable(people["administrator"], "clinician")
    with pytest.raises(NotAllowed):
        store.work_list(people["clinician"])


def test_a_role_is_that_of_the_store_not_of_who_asks(store: Store, people: dict[Role, Account]) -> None:
    stolen = Account(people["researcher"].id, "clinician", "administrator")
    with pytest.raises(NotAllowed):
        store.accounts(stolen)
    (entry, *_) = store.audit(people["administrator"]).items
    assert (entry.operation, entry.by, entry.detail) == ("refused", "researcher", {"what": "accounts"})
