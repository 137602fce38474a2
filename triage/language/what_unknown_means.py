"""What a test says where the answer is not known: a question may say so, and this writes it out in the condition.

A test that names `unknown` is left alone, and so is every test of a question that is alarming: it stays open. For the
others a test becomes a condition over the answers alone, so that whoever reads conditions need not know of this.

- neutral: the answer is known, and the test holds. Where it is not known this is false, as of a question that does not
  apply; so a `not` around it is true.
- easier: the test holds, or its answer is not known and what was asked instead makes it one of which the test is true;
  and it is not that what was asked instead makes it one of which the test is false. As long as neither is so it stays
  open.

>>> from triage.language.condition import Within
>>> from triage.language.model import Reading
>>> mild = Reading(Is("limping", ("no",)), Within("pain", high=4))
>>> pain = Question("pain", "", "number", {}, {}, max=10, unknown=Unknown("easier", {}, readings=(mild,)))
>>> print(*meant(pain, Within("pain", high=6)).parts, sep=" | ")
pain <= 6 or (pain: unknown and limping: no)
>>> print(*meant(pain, Within("pain", low=7)).parts, sep=" | ")
7 <= pain | not (pain: unknown and limping: no)
"""

from __future__ import annotations

from triage.language.condition import UNKNOWN, All, Any, Chosen, Condition, Is, Meant, Not, Test, Within
from triage.language.model import Question, Unknown


def meant(question: Question, test: Test) -> Condition:
    """The test, with what not knowing the answer means written out."""
    if isinstance(test, Is) and UNKNOWN in test.values:
        return test
    not_known = Is(question.id, (UNKNOWN,))
    match question.unknown_means, question.unknown:
        case "neutral", _:
            return Meant((Not(not_known), test), test)
        case "easier", Unknown(readings=readings):
            true = tuple(All((not_known, reading.when)) for reading in readings if within(reading.stands_for, test))
            false = tuple(All((not_known, reading.when)) for reading in readings if rules_out(reading.stands_for, test))
            if not true and not false:
                return test
            holds: Condition = Any((test, *true)) if true else test
            return Meant((holds, *map(Not, false)), test)
        case _:
            return test


def within(inner: Test, others: Test) -> bool:
    """Every answer of which the one test is true is one of which the other is true."""
    match inner, others:
        case Is(_, values), Is(_, more):
            return set(values) <= set(more)
        case Chosen(_, options), Chosen(_, more):
            return set(options) <= set(more)
        case Within(), Within(low=low, high=high, low_open=low_open, high_open=high_open):
            above = low is None or (
                inner.low is not None and (inner.low > low or (inner.low == low and (inner.low_open or not low_open)))
            )
            below = high is None or (
                inner.high is not None
                and (inner.high < high or (inner.high == high and (inner.high_open or not high_open)))
            )
            return above and below
        case _:
            return False


def rules_out(test: Test, others: Test) -> bool:
    """Of no answer of which the one test is true is the other true."""
    match test, others:
        case Is(_, values), Is(_, more):
            return not set(values) & set(more)
        case Chosen(_, options), Chosen(_, more):
            return not set(options) & set(more)
        case Within(), Within():
            return _ends_before(test, others) or _ends_before(others, test)
        case _:
            return False


def _ends_before(first: Within, others: Within) -> bool:
    if first.high is None or others.low is None:
        return False
    return first.high < others.low or (first.high == others.low and (first.high_open or others.low_open))
