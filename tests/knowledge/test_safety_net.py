"""What should make someone come sooner is just as urgent when they do come back: in the interview, and at a check-in.

That the rules of the interview agree is proved of every base (`net-more-urgent-than-rules`, `net-less-urgent-...`).
Here the same is proved of the check-in, which asks in other words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from tests import once
from tests.scale import RANK
from triage.language.condition import All, Is
from triage.proof.encoding import Encoding
from triage.proof.lint import Lint
from triage.proof.space import either, opposite

BASE = once.base()
CHECK_IN = once.check_in()

AGAIN: Mapping[str, tuple[dict[str, str], ...]] = {
    "large-bruise-or-dent": ({"new-dent": "yes"},),
    "new-bruise": ({"new-bruise": "yes"},),
    "night-pain-or-weight-loss": ({"night-pain": "yes"},),
    "bleeding-on-blood-thinners": ({"new-bruise": "yes", "bleeds-easily": "yes"},),
    "breathless-or-chest-pain": ({"chest-trouble": "yes"}, {"very-ill": "yes"}),
    "numb-between-legs-or-bladder": (
        {"numb-saddle": "yes"},
        {"bladder-bowel": "yes"},
        {"both-legs-weak": "yes", "legs-weak-since": "recent"},
    ),
    "cold-pale-leg": ({"cold-pale-leg": "yes"},),
    "rock-hard-thigh": ({"rock-hard-thigh": "yes"},),
    "hard-thigh-after-a-blow": ({"rock-hard-thigh": "yes"},),
    "spreading-skin-patch": ({"skin-spreading": "yes"},),
    "dark-urine": ({"dark-urine": "yes"},),
    "confused-after-heat": ({"very-ill": "yes"},),
    "swollen-warm-leg": ({"one-leg-swollen": "yes"}, {"leg-warm-red": "yes"}),
    "pain-stays-after-cramp-in-pregnancy": ({"one-leg-swollen": "yes"},),
    "fever-with-leg-pain": ({"new-fever": "yes"}, {"leg-warm-red": "yes"}),
    "sore-place-that-turns-red-or-worse": ({"new-fever": "yes"}, {"leg-warm-red": "yes"}),
    "growing-numbness-or-weakness": ({"foot-drop": "yes"}, {"getting-weaker": "yes"}),
}
"""What each line comes to at a check-in."""
NOT_ASKED = {
    "cannot-stand-after-fall",  # whether it was a fall is not asked again: unable to stand is for today at least
    "child-that-limps",
    "child-with-a-sore-knee",
    "cramp-more-often",
    "cramp-over-ten-minutes",
    "cramp-with-numbness-or-thin-leg",
    "foot-sores-with-poor-circulation",
    "getting-worse",
    "groin-pain-in-training",
    "ill-in-the-heat",
    "lump-stays",
    "not-better-in-time",
    "pain-eases-on-standing-still",
    "pain-that-grows-after-the-blow",
    "tendon-pain-on-antibiotics",
    "very-sore-and-weak",
}
"""What a check-in, which is for who recovers from a strain or a sore tendon, has no question for."""
UNTOLD = {
    "cramp-with-numbness-or-thin-leg",
    "foot-sores-with-poor-circulation",
    "not-better-in-time",
}
"""What cannot be answered in the interview either: it says what happens over weeks, or what no question asks."""


@cache
def whole() -> Encoding:
    return Encoding(BASE)


def test_every_line_is_looked_at() -> None:
    assert AGAIN.keys() | NOT_ASKED == BASE.safety_net.keys()
    assert not AGAIN.keys() & NOT_ASKED
    assert {net.id for net in BASE.safety_net.values() if not net.signs} == UNTOLD


@pytest.mark.parametrize("name", AGAIN)
def test_the_check_in_finds_it_just_as_urgent(name: str) -> None:
    net = replace(BASE.safety_net[name], when=None)
    lint = Lint(Encoding(CHECK_IN))
    for sign in AGAIN[name]:
        answered = All(tuple(Is(question, (answer,)) for question, answer in sign.items()))
        assert list(lint.as_the_rules_say(net, answered)) == [], sign


@pytest.mark.parametrize("name", BASE.safety_net)
def test_somebody_reads_it_for_whom_it_is_sooner(name: str) -> None:
    """A line that asks for no more than who reads it was told, or for what is so already, stands on no page."""
    net = BASE.safety_net[name]
    encoding = whole()
    milder = either(encoding.urgency(level) for level in RANK if RANK[level] < RANK[net.urgency])
    not_yet = [opposite(encoding.established(finding)) for finding in net.guards]
    assert encoding.possible(encoding.safety_net(name), milder, *not_yet)
