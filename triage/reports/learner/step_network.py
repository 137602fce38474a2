"""The part of the network around a step, with what is lit once the step is done: as an SVG, or none where nothing of it
can be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from triage.explanation.network import Key, Network, around, at_moment, lit, network
from triage.language.base import Base
from triage.language.derived import derived
from triage.reports.author.network_words import Scribe
from triage.reports.learner.step_words import StepWords
from triage.teaching.steps import Step

MOST = 40
"""A picture of more parts is not drawn: nobody in a class could read it."""
FEW = 3
"""Around so many findings it is drawn at most."""


def centre(words: StepWords, step: Step) -> Sequence[Key]:
    """Around what the network of a step is drawn."""
    match step.kind:
        case "rule":
            return (Key("rule", step.clause.field.partition("/")[2]),)
        case "consequences":
            findings = [Key("finding", event.of) for event in step.changes if event.of in words.base.findings]
            return tuple(findings[:FEW])
        case "end" if step.memory.urgency is not None:
            return (Key("urgency", step.memory.urgency),)
        case _:
            return ()


def parts_around(words: StepWords, step: Step) -> int:
    """Of how many parts a drawing of the network around a step would be; with more than `MOST` there is none."""
    middle = tuple(centre(words, step))
    return len(around(_full_network(words.base), middle, 1).parts) if middle else 0


@derived
def _full_network(base: Base) -> Network:
    return network(base)


def step_svg(words: StepWords, step: Step, case: str) -> str | None:
    """None where the step is about nothing in the network, or about too much of it. Needs Graphviz."""
    from triage.reports.author.network_svg import network_svg  # noqa: PLC0415  # an extra

    middle = tuple(centre(words, step))
    if not 0 < parts_around(words, step) <= MOST:
        return None
    small = around(_full_network(words.base), middle, 1)
    after = words.after(step)
    fired = [earlier.clause.field.partition("/")[2] for earlier in words.steps[: step.number] if earlier.kind == "rule"]
    told = [earlier.told for earlier in words.steps[: step.number] if earlier.kind == "answers"]
    answers = {name: answer for told_answers in told for name, answer in told_answers.items()}
    lit_network = lit(small, words.base, at_moment(words.base, after.known, fired, after.urgency))
    return network_svg(Scribe(words.words, lit_network, answers), lit_network, middle, case)
