"""Which condition leads is argued: the base states which is preferred to which, and when."""

from __future__ import annotations

import pytest

from tests.small import base
from tests.strategies import Written, finding, question, rule, text
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.errors import KnowledgeError

NAMES = ("clot", "infection", "bruise")


def preference(prefer: object, over: object, when: Written | None = None, name: str = "rather") -> Written:
    made: Written = {
        "preference": name,
        "prefer": prefer,
        "over": over,
        "because": text("x"),
        "basis": "expert-consensus",
    }
    return made if when is None else {**made, "when": when}


def ill(*preferences: Written) -> Base:
    """Three conditions, each established by its own question, and a sign."""
    entries = [
        *(question(f"q-{name}", "yes-no") for name in (*NAMES, "hot")),
        *(finding(name, "condition") for name in NAMES),
        finding("hot"),
        *(rule(f"is-{name}", {f"q-{name}": "yes"}, establish=name) for name in (*NAMES, "hot")),
    ]
    return base(*entries, *preferences, conditions=(*NAMES, "sore"))


LEADS: dict[str, tuple[list[Written], str, tuple[str, ...]]] = {
    "nothing decides": ([], "clot", ("infection", "bruise")),
    "one over the others": ([preference("clot", ["infection", "bruise"])], "clot", ()),
    "against the order": ([preference("bruise", "clot")], "infection", ("bruise",)),
    "when something is so": ([preference("infection", ["clot", "bruise"], {"finding": "hot"})], "infection", ()),
    "not when it is not": ([preference("infection", "clot", {"finding": "ill"})], "clot", ("infection", "bruise")),
    "when all of it is so": (
        [preference("bruise", "clot", {"all": [{"finding": "hot"}, {"finding": "infection"}]})],
        "infection",
        ("bruise",),
    ),
    "one after the other": (
        [preference("clot", "infection", name="one"), preference("infection", "bruise", name="two")],
        "clot",
        (),
    ),
    "round in a circle": (
        [preference("clot", "infection", name="one"), preference("infection", "clot", {"finding": "hot"}, name="two")],
        "bruise",
        (),
    ),
}


@pytest.mark.parametrize(("preferences", "leads", "as_likely"), LEADS.values(), ids=LEADS)
def test_what_leads(preferences: list[Written], leads: str, as_likely: tuple[str, ...]) -> None:
    of = ill(*preferences)
    outcome = infer(of, {f"q-{name}": "yes" for name in (*NAMES, "hot")})
    assert (outcome.leading, outcome.as_likely) == (leads, as_likely)


def test_preferences_that_only_contradict_each_other_count_for_nothing() -> None:
    of = ill(
        preference("clot", "infection", {"finding": "hot"}, name="one"),
        preference("infection", "clot", {"finding": "hot"}, name="two"),
    )
    outcome = infer(of, {"q-clot": "yes", "q-infection": "yes", "q-hot": "yes"})
    assert (outcome.leading, outcome.as_likely) == ("clot", ())


def test_what_may_still_lead_is_not_settled() -> None:
    """What would be preferred to the leading condition is asked about, though it comes later in the order."""
    known = {"fever": "no", "pain": 0, "q-clot": "yes", "q-hot": "no"}
    assert infer(ill(), known).settled
    assert not infer(ill(preference("bruise", "clot")), known).settled
    assert infer(ill(preference("bruise", "clot")), {**known, "q-bruise": "no"}).settled
    assert infer(ill(preference("bruise", "clot", {"finding": "hot"})), known).settled


WRONG = {
    "itself": (preference("clot", ["clot", "bruise"]), "`clot` cannot be preferred to itself"),
    "no condition": (preference("hot", "bruise"), "unknown condition `hot`"),
    "answers": (
        preference("clot", "bruise", {"q-hot": "yes"}),
        "a preference looks at findings that are established: write `{finding: x}`, or several under `all`",
    ),
}


@pytest.mark.parametrize(("entry", "message"), WRONG.values(), ids=WRONG)
def test_what_is_no_preference(entry: Written, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        ill(entry)
    assert message in str(caught.value)


def test_preferences_in_a_circle_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="preferences go round in a circle: `clot` is preferred to `bruise` here"):
        ill(
            preference("clot", "bruise", name="one"),
            preference("bruise", "infection", name="two"),
            preference("infection", "clot", name="three"),
        )
