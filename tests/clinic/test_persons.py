"""One person's data: handed out whole, taken away whole; and what was kept for long enough goes."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest

from tests.clinic.conftest import Clock
from tests.clinic.test_cases import IDENTIFYING, SOON, STORY, text_of
from tests.clinic.test_reviews import review
from triage.clinic.daily import DAY, HOUR, keep_to_rule
from triage.clinic.model import OPERATOR, Account, Retained, Role
from triage.clinic.problems import NoSuchCase, StoreProblem
from triage.clinic.store import Store


def test_all_that_is_kept_is_handed_out(store: Store, clinician: Account) -> None:
    store.add_case(clinician, text_of(SOON), code="12345")
    store.say_first(clinician, "12345", "urgent", "none")
    store.add_review(clinician, "12345", review(SOON, "", urgency="too-careful"))
    found = json.loads(store.export(clinician, "12345"))
    assert found["case-file"] == text_of(SOON)
    assert [one["by"] for one in found["reviews"]] == ["clinician"]
    assert [one["urgency"] for one in found["first-impressions"]] == ["urgent"]
    assert [line["operation"] for line in found["log"]] == ["add-case", "say-first", "add-review"]
    assert found["code"] == "12345"


def test_what_is_deleted_is_gone_and_the_log_says_that_it_was(store: Store, clinician: Account, address: str) -> None:
    store.add_case(clinician, text_of(SOON), code="other")
    store.add_case(clinician, STORY, code="12345")
    store.say_first(clinician, "12345", "urgent", "none")
    store.delete(clinician, "12345")
    with pytest.raises(NoSuchCase):
        store.case(clinician, "12345")
    assert [case.code for case in store.work_list(clinician).items] == ["other"]
    found = store.audit(OPERATOR)
    handle = next(entry.handle for entry in found.items if entry.operation == "delete")
    assert [entry.operation for entry in found.items if entry.handle == handle] == ["delete", "say-first", "add-case"]
    assert store.verify(OPERATOR).fault is None
    if "://" not in address:  # not in a free page of the file either, nor in that beside it
        left = b"".join(place.read_bytes() for place in Path(address).parent.glob("*.sqlite*"))
        assert not [word for word in IDENTIFYING if word.encode() in left]


@pytest.mark.parametrize("only_tell", [True, False])
def test_what_was_not_changed_for_so_many_months_goes(
    store: Store, clinician: Account, clock: Clock, only_tell: bool
) -> None:
    for code in ("old", "touched"):
        store.add_case(clinician, text_of(SOON), code=code)
    clock.passes(days=200)
    store.save_case(clinician, "touched", text_of(SOON), 1)
    store.add_case(clinician, text_of(SOON), code="new")
    clock.passes(days=170)
    store.keep_for(OPERATOR, 12)
    assert store.retain(OPERATOR, only_tell=only_tell) == Retained(12, 1)
    left = {case.code for case in store.work_list(clinician).items}
    assert left == {"touched", "new"} | ({"old"} if only_tell else set())
    done = [entry.operation for entry in store.audit(OPERATOR).items if entry.by == "-" and entry.handle]
    assert done == ([] if only_tell else ["delete"])


def test_without_a_rule_nothing_goes(store: Store, clinician: Account, clock: Clock) -> None:
    store.add_case(clinician, text_of(SOON), code="old")
    clock.passes(days=40_000)
    assert store.kept_for(OPERATOR) is None
    assert store.retain(OPERATOR) == Retained(None, 0)
    assert store.retain(OPERATOR, 1200, only_tell=True) == Retained(1200, 1)
    assert store.work_list(clinician).total == 1


def test_a_rule_is_kept_until_another_is_set_and_the_log_says_who_did(
    store: Store, people: dict[Role, Account], address: str
) -> None:
    for months in (240, 12, None, 36):
        store.keep_for(people["administrator"], months)
        with Store.open(address) as again:
            assert again.kept_for(OPERATOR) == months
    for months in (0, -1, 1201):
        with pytest.raises(StoreProblem) as error:
            store.keep_for(people["administrator"], months)
        assert error.value.kind == "bad-months"
    assert store.kept_for(OPERATOR) == 36
    changed = [entry for entry in store.audit(OPERATOR).items if entry.operation == "change-retention"]
    assert [(entry.by, entry.detail) for entry in changed] == [
        ("administrator", {"months": months}) for months in (36, 0, 12, 240)
    ]


def test_a_desk_that_runs_keeps_to_the_rule_each_day(store: Store, clinician: Account, clock: Clock) -> None:
    store.keep_for(OPERATOR, 1)
    store.add_case(clinician, text_of(SOON), code="old")
    came: list[Retained | StoreProblem] = []
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        clock.passes(days=20)
        return len(waited) > 3

    keep_to_rule(store, came.append, wait)
    assert came == [Retained(1, 0), Retained(1, 1), Retained(1, 0)]
    assert waited == [0, DAY, DAY, DAY]


def test_where_the_store_cannot_be_reached_it_is_tried_again_within_the_hour(empty_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "cases.sqlite"
    copy(empty_file, place)
    came: list[Retained | StoreProblem] = []
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) > 2

    with Store.open(place) as store:
        place.rename(tmp_path / "elsewhere.sqlite")
        keep_to_rule(store, came.append, wait)
    assert waited == [0, HOUR, HOUR]
    assert [problem.kind for problem in came if isinstance(problem, StoreProblem)] == ["gone", "gone"]
