"""What a file of properties may say, and the message that each mistake brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small import base, sketch, write
from triage.language.errors import KnowledgeError
from triage.language.load import load
from triage.language.property import Comes, Every, Instance, Lacks, Promises
from triage.language.read_property import load_promises

PROPERTY = "- property: promise\n  hazard: harm\n  because: {nl: daarom, en: so}\n"
NO_WORDS = "{nl: [a], en: [b]}"

MISTAKES = {
    "no list": ("property: a", "1:1: the file must be a list, not a mapping"),
    "another kind of entry": ("- rule: a", "1:3: a property file has no `rule`; expected `property` or `accept`"),
    "no claim": (PROPERTY, "1:3: a property says one of `always`, `never`, `monotone`, `in-order`"),
    "two claims": (PROPERTY + "  always: {given: fever}\n  never: {given: pain}", "1:3: a property says one of"),
    "no hazard": (
        "- property: a\n  because: {nl: x, en: x}\n  always: {given: fever}",
        "1:3: a property lacks `hazard`",
    ),
    "no reason in one language": (
        "- property: a\n  hazard: b\n  because: {nl: x}\n  always: {given: fever}",
        "3:12: `because` has no translation in `en`",
    ),
    "a misspelt key": (
        PROPERTY + "  alwasy: {given: fever}",
        "4:3: a property has no key `alwasy`; did you mean `always`?",
    ),
    "an unknown finding": (PROPERTY + "  always: {finding: il}", "4:21: unknown finding `il`; did you mean `ill`?"),
    "an unknown question": (
        PROPERTY + "  always: {fevr: yes}",
        "4:12: unknown question or key `fevr`; did you mean `fever`?",
    ),
    "an unknown answer": (PROPERTY + "  always: {fever: perhaps}", "4:19: `fever` has no answer `perhaps`"),
    "a finding as a question": (
        PROPERTY + "  always: {ill: yes}",
        "4:12: `ill` is a finding, not a question; write `finding: ill`",
    ),
    "an unknown urgency": (PROPERTY + "  always: {urgency: quick}", "4:21: unknown urgency `quick`"),
    "bounds upside down": (
        PROPERTY + "  always: {urgency: {at-least: urgent, at-most: soon}}",
        "4:21: the lower bound is above the upper one, so this never holds",
    ),
    "an unknown phase": (
        PROPERTY + "  always: {phase: move/frist}",
        "4:19: unknown phase `move/frist`; did you mean `move/first`?",
    ),
    "an unknown rule": (
        PROPERTY + "  never: {fires: pain-hurt}",
        "4:18: unknown rule `pain-hurt`; did you mean `pain-hurts`?",
    ),
    "an empty statement": (PROPERTY + "  always: {}", "4:11: a statement is empty"),
    "too many of few": (
        PROPERTY + "  always: {at-least: {count: 3, of: [{fever: yes}, {given: pain}]}}",
        "4:30: `count` is 3; expected 1 to 2",
    ),
    "advice of nothing": (PROPERTY + "  always: {advised: much}", "4:21: `advised` says what is looked for"),
    "words in one language": (
        PROPERTY + "  always: {told: {words: {nl: a}}}",
        "4:26: words by language lacks `en`",
    ),
    "words that are a list": (
        PROPERTY + "  always: {told: {words: [a]}}",
        "4:26: `words` must be words in every language, such as {nl: [...], en: [...]}",
    ),
    "an exercise among what is told": (
        PROPERTY + f"  always: {{told: {{words: {NO_WORDS}, exercise: a}}}}",
        "4:46: `told` has no key `exercise`",
    ),
    "an unknown set": (
        PROPERTY + "  for-each: {sign: warning-sign}\n  always: {refuted: $sign}",
        "4:20: unknown set `warning-sign`; did you mean `warning-signs`?",
    ),
    "far too many": (
        PROPERTY + "  for-each: {a: urgencies, b: urgencies, c: urgencies, d: urgencies, e: urgencies, f: urgencies}\n"
        "  always: {urgency: $a}",
        "4:13: this is more than 5000 statements",
    ),
    "an unknown variable": (
        PROPERTY + "  for-each: {sign: warning-signs}\n  always: {refuted: $sgn}",
        "5:21: unknown variable `$sgn`; did you mean `sign`?",
    ),
    "a row that is not left out": (
        PROPERTY + "  for-each: [{q: fever}]\n  covers: {q: questions}\n  always: {given: $q}",
        "5:12: `for-each` leaves out `pain`, `worse`; add a row for each",
    ),
    "rows that differ": (
        PROPERTY + "  for-each: [{q: fever}, {p: pain}]\n  always: {given: $q}",
        "4:27: a row has no key `p`; there is `q`",
    ),
    "a when for a proof of everything": (
        PROPERTY + "  when: {fever: yes}\n  monotone: urgency",
        "4:3: `monotone` is proved of all answers; take this away",
    ),
    "monotone of what is not": (PROPERTY + "  monotone: leading", "4:13: unknown thing that can be monotone `leading`"),
    "the order of no pathway": (PROPERTY + "  in-order: mov", "4:13: unknown pathway `mov`; did you mean `move`?"),
    "an unknown check": (
        "- {accept: rule-is-odd, at: x, because: {nl: x, en: x}}",
        "1:12: unknown check `rule-is-odd`",
    ),
    "the same name twice": (
        PROPERTY + "  never: {given: fever}\n" + PROPERTY + "  never: {given: pain}",
        "5:3: property `promise` is there already",
    ),
}


def read(root: Path, written: str) -> Promises:
    (root / "properties").mkdir()
    (root / "properties" / "all.yaml").write_text(written + "\n")
    return load_promises(base(), ("rule-adds-nothing",), root)


@pytest.mark.parametrize(("written", "message"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_with_its_place(written: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read(tmp_path, written)
    said = str(raised.value).replace(f"{tmp_path / 'properties' / 'all.yaml'}:", "")
    assert any(line.startswith(message) for line in said.splitlines()), said


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read(tmp_path, PROPERTY + "  when: {finding: x}\n  always: {urgency: y}\n  never: {fires: z}\n- rule: a")
    assert len(raised.value.problems) == 4


def test_a_property_for_each_of_a_set(tmp_path: Path) -> None:
    made = read(
        tmp_path, PROPERTY + "  for-each: {q: {of: questions, except: worse}}\n  never: {given: $q, applies: $q}"
    )
    assert made.properties["promise"].instances == tuple(
        Instance(Every(()), Lacks(Every((Comes("given", (name,)), Comes("applies", (name,))))), {"q": name})
        for name in ("fever", "pain")
    )


def test_every_combination(tmp_path: Path) -> None:
    made = read(
        tmp_path, PROPERTY + "  for-each: {q: [fever, pain], l: [soon, planned]}\n  always: {given: $q, urgency: $l}"
    )
    assert [tuple(each.bound.values()) for each in made.properties["promise"].instances] == [
        ("fever", "soon"),
        ("fever", "planned"),
        ("pain", "soon"),
        ("pain", "planned"),
    ]


def test_properties_are_no_part_of_the_knowledge(tmp_path: Path) -> None:
    without = load(write(tmp_path, sketch())).hash
    (tmp_path / "properties").mkdir()
    (tmp_path / "properties" / "all.yaml").write_text("this is no base file")
    assert load(tmp_path).hash == without


def test_a_base_need_not_promise_anything(tmp_path: Path) -> None:
    assert load_promises(base(), (), tmp_path).properties == {}
