"""One person's data: handed out whole, taken away whole; and what was kept for long enough goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clinic.conftest import Clock
from tests.clinic.test_cases import IDENTIFYING, SOON, STORY, text_of
from tests.clinic.test_reviews import review
from triage.clinic.model import OPERATOR, Account
from triage.clinic.problems import NoSuchCase
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
    assert store.retain(OPERATOR, 12, only_tell=only_tell) == 1
    left = {case.code for case in store.work_list(clinician).items}
    assert left == {"touched", "new"} | ({"old"} if only_tell else set())
    done = [entry.operation for entry in store.audit(OPERATOR).items if entry.by == "-" and entry.handle]
    assert done == ([] if only_tell else ["delete"])
