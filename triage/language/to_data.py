"""Conditions to data: the mapping that an author would have written. `ConditionReader` reads it back.

>>> to_data(All((Is("onset", ("sudden",)), Not(Found("swelling")), Within("pain", low=4, high=6, high_open=True))))
{'all': [{'onset': 'sudden'}, {'not': {'finding': 'swelling'}}, {'pain': {'at-least': 4, 'less-than': 6}}]}
"""

from __future__ import annotations

from typing import assert_never

from triage.language.condition import (
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Denied,
    Found,
    Is,
    Meant,
    Not,
    Within,
)

Data = dict[str, object]


def to_data(condition: Condition) -> Data:
    match condition:
        case Meant(_, test):
            return to_data(test)
        case Denied(_, meant):
            return {"not": to_data(meant)}
        case All(parts):
            return {"all": [to_data(part) for part in parts]}
        case Any((Chosen(question, options), Is(other, (word,)))) if question == other and word == UNKNOWN:
            return {question: [*options, word]}
        case Any(parts):
            return {"any": [to_data(part) for part in parts]}
        case Not(part):
            return {"not": to_data(part)}
        case AtLeast(count, parts):
            return {"at-least": {"count": count, "of": [to_data(part) for part in parts]}}
        case Found(finding):
            return {"finding": finding}
        case Is(question, values):
            return {question: values[0] if len(values) == 1 else list(values)}
        case Chosen(question, options):
            return {question: options[0] if len(options) == 1 else list(options)}
        case Within(question, low, high, low_open, high_open):
            bounds = {}
            if low is not None:
                bounds["more-than" if low_open else "at-least"] = low
            if high is not None:
                bounds["less-than" if high_open else "at-most"] = high
            return {question: bounds}
        case _:
            assert_never(condition)
