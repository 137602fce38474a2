"""Properties: what holds is proved, and what does not comes with a smallest case that anyone can run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines import decision
from tests.scale import RANK
from tests.small import MOVE_ON, base, caution, exercise, line, phase, safety_net, sketch, write
from tests.strategies import Sketch, completions, pathway, rule, small_sketches
from triage.cases.case import read_case
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.load import load
from triage.language.property import Comes, Instance, Lacks, Property, Some
from triage.language.read_property import load_promises
from triage.proof.encoding import Encoding
from triage.proof.judgement import Verdict
from triage.proof.proving import Prover, asked, monotone
from triage.reports.author.judged import case_text

LASTS = {"nl": "even", "en": "a while"}
RICH = sketch(
    caution("warm-care", {"fever": "yes"}),
    safety_net("call-back", {"fever": "unknown"}),
    exercise("stretch", "At most 4 of 10"),
    exercise("hop", "Up to 6 out of 10, then 3/10"),
    exercise("sprint"),
    {
        "contradiction": "well-and-sore",
        "when": {"fever": "no", "pain": {"at-least": 4}},
        "ask": {"nl": "Hoe zit dat?", "en": "Which is it?"},
    },
    pathway(
        "rest",
        [
            phase(
                "first",
                lasts=LASTS,
                do=[{"nl": "Slaap, en neem IBUPROFEN", "en": "Sleep"}, line("warmth", {"pain": {"at-least": 3}})],
                avoid=[{"nl": "geen massage", "en": "no massage"}],
                exercises=["stretch", {"exercise": "hop", "when": {"pain": {"at-most": 2}}}],
                schedule=[{"day": 1, "text": {"nl": "zwemmen", "en": "swim"}}],
            )
        ],
    ),
    pathway(
        "move",
        [
            phase("first", until={"pain": {"at-most": 2}}, lasts=LASTS),
            phase("second", until={"pain": {"at-most": 1}}, do=[line("run")], exercises=["sprint"]),
        ],
    ),
)
"""The sound base with something of everything that a property can speak of."""

HOLDS = {
    "always": "when: {fever: yes}, always: {urgency: urgent}",
    "never": "when: {fever: yes}, never: {urgency: [soon, planned, self-care]}",
    "without when": "never: {urgency: emergency}",
    "bounds on urgency": "when: {fever: yes}, always: {urgency: {at-least: soon}}",
    "the default counts as urgency": "when: {not: {any: [{given: fever}, {given: pain}]}}, always: {urgency: soon}",
    "but not as a demand": "when: {not: {given: fever}}, always: {demanded: none}",
    "no demand is at most anything": "when: {not: {given: fever}}, always: {demanded: {at-most: self-care}}",
    "every sign refuted": "for-each: {sign: warning-signs}, when: {urgency: self-care}, always: {refuted: $sign}",
    "a variable in a key": "for-each: {q: [fever, pain]}, when: {$q: unknown}, never: {urgency: self-care}",
    "a part of a set": "for-each: {q: {of: questions, except: [worse], topic: story}}, "
    "when: {$q: unknown}, never: {urgency: self-care}",
    "rows": "for-each: [{sign: ill, level: urgent}], "
    "covers: {sign: warning-signs}, when: {finding: $sign}, always: {urgency: {at-least: $level}}",
    "a list for a variable": "for-each: [{sign: ill, levels: [urgent, emergency]}], "
    "when: {finding: $sign}, always: {urgency: $levels}",
    "not is everything else": "when: {not: {finding: ill}}, always: {any: [{open: ill}, {refuted: ill}]}",
    "certainly true only": "when: {fever: no}, never: {any: [{not: {given: fever}}, {fever: unknown}]}",
    "a question below a closed gate": "when: {pain: {at-most: 0}}, never: {any: [{worse: yes}, {worse: no}, "
    "{applies: worse}]}",
    "at least": "when: {at-least: {count: 2, of: [{fever: no}, {finding: sore}]}}, always: {urgency: self-care}",
    "leading": "when: {worse: no}, always: {leading: sore}",
    "none leading": "when: {worse: yes}, always: {leading: none}",
    "pathway": "when: {finding: sore, refuted: ill}, always: {pathway: rest}",
    "phase": "when: {pathway: move, pain: {at-least: 3}}, always: {phase: move/first}",
    "no phase left": "when: {pathway: move, pain: {at-most: 1}}, never: {phase: [move/first, move/second]}",
    "fires": "when: {fever: yes}, always: {fires: fever-is-ill}",
    "caution": "when: {fever: yes}, always: {caution: warm-care}",
    "safety net": "always: {any: [{not: {fever: unknown}}, {safety-net: call-back}]}",
    "contradiction": "when: {contradiction: well-and-sore}, always: {fever: no}",
    "complete": "when: {complete: yes, pain: {at-least: 1}}, always: {given: worse}",
    "not complete": "when: {complete: no}, never: {given: [fever], all: [{given: pain}, {given: worse}]}",
    "answers by name": "when: {answers: {fever: yes}}, always: {finding: ill}",
    "something advised": "when: {pathway: rest}, always: {advised: something}",
    "nothing advised": "when: {pathway: move, pain: {at-least: 3}}, never: {advised: something}",
    "words at the beginning of a word": "never: {advised: {words: {nl: [laap], en: [leep]}}}",
    "words only where the line is shown": "when: {pain: {at-most: 2}}, never: {advised: {words: {nl: [warmth], "
    "en: [warmth]}}}",
    "a phase that is not current": "when: {pain: {at-least: 3}}, never: {advised: {words: {nl: [run], en: [run]}}}",
    "words of a schedule": "when: {pathway: rest}, always: {advised: {words: {nl: [zwem], en: [swim]}}}",
    "words of an exercise": "when: {pathway: rest}, "
    "always: {advised: {words: {nl: [stretch slowly], en: [stretch slowly]}}}",
    "what is warned against is not advised": "never: {advised: {words: {nl: [massage], en: [massage]}}}",
    "and is warned against": "when: {pathway: rest}, "
    "always: {warned-against: {words: {nl: [geen massage], en: [no massage]}}}",
    "told": "when: {fever: yes}, always: {told: {words: {nl: [warm-care], en: [warm-care]}}}",
    "an exercise": "when: {pain: {at-least: 3}}, never: {advised: {exercise: [hop, sprint]}}",
    "an exercise of a later phase": "when: {pathway: move}, always: {advised: {exercise: sprint, phase: any}}",
    "words of a later phase": "when: {pathway: move}, always: {advised: {words: {nl: [run], en: [run]}, phase: any}}",
    "only of the pathway that prevails": "when: {pathway: rest}, never: {advised: {exercise: sprint, phase: any}}",
    "pain in an exercise": "when: {pathway: rest, pain: {at-least: 3}}, never: {advised: {pain-above: 4}}",
    "monotone": "monotone: [urgency, findings, pathway]",
    "in order": "in-order: [rest, see-someone]",
}
FAILS: dict[str, tuple[str, dict[str, object]]] = {
    "fewest answers": ("never: {urgency: urgent}", {"fever": "yes"}),
    "nothing answered": ("always: {given: fever}", {}),
    "a default is not a demand": ("always: {demanded: soon}", {}),
    "not is not refuted": ("when: {not: {finding: ill}}, always: {refuted: ill}", {}),
    "unknown is not no": ("when: {given: fever, not: {fever: yes}}, always: {refuted: ill}", {"fever": "unknown"}),
    "only in one language": (
        "when: {pathway: rest}, never: {advised: {words: {nl: [ibu], en: [ibu]}}}",
        {"fever": "no", "pain": 1, "worse": "no"},
    ),
    "the highest limit counts": (
        "when: {pathway: rest}, never: {advised: {pain-above: 5}}",
        {"fever": "no", "pain": 1, "worse": "no"},
    ),
    "an exercise without a limit": ("never: {advised: {pain-above: 10}}", {"pain": 2, "worse": "no"}),
    "pain in an exercise of a later phase": (
        "when: {pain: {at-least: 3}}, never: {advised: {pain-above: 10, phase: any}}",
        {"pain": 3, "worse": "no"},
    ),
    "bounds of its own": (
        "when: {pain: {more-than: 2, less-than: 4}}, never: {given: fever}",
        {"fever": "no", "pain": 3},
    ),
}


def verdict(of: Base, root: Path, written: str) -> Verdict:
    """What is said of one property of this base."""
    (root / "properties").mkdir(parents=True)
    head = "property: promise, hazard: harm, because: {nl: daarom, en: so}"
    (root / "properties" / "all.yaml").write_text(f"- {{{head}, {written}}}\n")
    (promised,) = load_promises(of, WARNINGS, root).properties.values()
    return Prover(Encoding(of, also=asked([promised]))).prove(promised)


@pytest.mark.parametrize("written", HOLDS.values(), ids=HOLDS)
def test_what_holds_is_proved(written: str, tmp_path: Path) -> None:
    found = verdict(RICH.build(), tmp_path, written)
    assert found.proved, found.failures
    assert found.statements > 0
    assert found.idle == ()


@pytest.mark.parametrize(("written", "answers"), FAILS.values(), ids=FAILS)
def test_what_fails_has_a_smallest_case(written: str, answers: dict[str, object], tmp_path: Path) -> None:
    found = verdict(RICH.build(), tmp_path, written)
    assert not found.proved
    assert dict(found.failures[0].answers) == answers


def test_a_counterexample_is_a_case_that_can_be_run(tmp_path: Path) -> None:
    of = RICH.build()
    found = verdict(of, tmp_path, "never: {advised: {exercise: sprint}}")
    case = read_case(of, case_text(found, "nl"), "counterexample.yaml")
    assert case.name == "promise-counterexample"
    (current,) = [stretch for stretch in infer(of, case.answers).phases if stretch.state == "current"]
    assert "sprint" in current.exercises


def test_each_failing_statement_is_named(tmp_path: Path) -> None:
    of = RICH.build()
    found = verdict(of, tmp_path, "for-each: {q: [fever, pain, worse]}, always: {given: $q}")
    assert [failure.bound["q"] for failure in found.failures] == ["fever", "pain", "worse"]


def test_words_fail_in_the_language_that_has_them(tmp_path: Path) -> None:
    found = verdict(RICH.build(), tmp_path, FAILS["only in one language"][0])
    assert [failure.language for failure in found.failures] == ["nl"]
    assert found.statements == 2


def test_a_when_that_never_holds_is_told(tmp_path: Path) -> None:
    found = verdict(
        RICH.build(), tmp_path, "for-each: {n: [yes, no]}, when: {fever: $n, finding: ill}, always: {urgency: urgent}"
    )
    assert found.proved
    assert found.idle == ({"n": "no"},)


def test_phases_out_of_order(tmp_path: Path) -> None:
    phases = [
        phase("first", until={"pain": {"at-most": 1}}),
        phase("second", until={"pain": {"at-most": 2}}),
        phase("third", lasts=LASTS),
    ]
    found = verdict(base(pathway("move", phases)), tmp_path, "in-order: pathways")
    assert [failure.bound for failure in found.failures] == [{"phase": "move/second"}]
    assert found.failures[0].answers == {"pain": 2}


QUARREL = base(
    pathway(
        "rest",
        [
            phase(
                "first",
                do=[line("walk", about="walking"), line("warm", {"pain": {"at-least": 2}}, about="heat")],
                avoid=[line("no walks", {"pain": {"at-least": 4}}, about="walking")],
                lasts=LASTS,
            )
        ],
    ),
    caution("cool", {"pain": {"at-least": 3}}, about="heat", stance="avoid"),
    caution("ask", {"pain": {"at-least": 1}}, about="cold", stance="ask-first"),
    subjects={"walking": False, "heat": False, "cold": False},
)


def test_lines_that_quarrel_are_named_with_a_smallest_case(tmp_path: Path) -> None:
    found = verdict(QUARREL, tmp_path, "agreeing: subjects")
    home = {"fever": "no", "worse": "no"}
    assert [(dict(failure.bound), dict(failure.answers)) for failure in found.failures] == [
        ({"subject": "walking", "phase": "rest/first", "lines": "do-1, avoid-1"}, {**home, "pain": 4}),
        ({"subject": "heat", "phase": "rest/first", "lines": "do-2, cool"}, {**home, "pain": 3}),
    ]
    assert verdict(QUARREL, tmp_path / "cold", "agreeing: cold").proved


def test_a_step_that_only_a_check_in_leads_to_is_read_beside_the_cautions_too(tmp_path: Path) -> None:
    """No answers lead past the first phase, so nobody reads the second as the current one before a check-in."""
    later = base(
        pathway(
            "rest",
            [phase("first", lasts=LASTS, **MOVE_ON), phase("second", do=[line("warm", about="heat")], lasts=LASTS)],
        ),
        caution("cool", {"pain": {"at-least": 3}}, about="heat", stance="avoid"),
        subjects={"heat": False},
    )
    (failure,) = verdict(later, tmp_path, "agreeing: subjects").failures
    assert dict(failure.bound) == {"subject": "heat", "phase": "rest/second (followed)", "lines": "do-1, cool"}


@pytest.mark.parametrize("holds", [True, False])
def test_a_stance_that_is_shown(holds: bool, tmp_path: Path) -> None:
    level = 3 if holds else 2
    written = f"when: {{pathway: rest, pain: {{at-least: {level}}}}}, always: {{stance: heat/avoid}}"
    assert verdict(QUARREL, tmp_path, written).proved is holds


def test_what_is_lost_by_answering_more() -> None:
    """No rule of the language can take anything back, so the later case is read under fewer rules."""
    of = base()
    first = Encoding(of)
    later = first.second_case.variant({"fever-is-ill": None})
    (failure,) = monotone("urgency", first, later)
    assert failure.before == {"fever": "yes"}
    assert dict(failure.answers) == {"fever": "yes"}
    assert [failure.bound for failure in monotone("findings", first, later)] == [{"monotone": "findings"}]


@settings(max_examples=20)
@given(small_sketches(), st.data())
def test_proved_is_so_in_every_case(made: Sketch, data: st.DataObject) -> None:
    """Every property of this form is proved exactly where no case breaks it."""
    of = made.build()
    low, path = data.draw(st.sampled_from(sorted(RANK))), data.draw(st.sampled_from(sorted(of.pathways)))
    finding = data.draw(st.sampled_from(sorted(of.findings)))
    when = Some((Comes("finding", (finding,)), Lacks(Comes("urgency", (low,)))))
    promised = Property("made", "always", ("harm",), {}, (Instance(when, Comes("pathway", (path,))),))
    broken = False
    for answers in ({}, *completions(of, {})):
        known = conclude(of, answers)
        urgency, _, pathway_found = decision(of, known)
        if (known.findings.get(finding) is True or urgency != low) and pathway_found != path:
            broken = True
    found = Prover(Encoding(of)).prove(promised)
    if broken:
        assert not found.proved
    if not found.proved:
        answers = dict(found.failures[0].answers)
        known = conclude(of, answers)
        urgency, _, pathway_found = decision(of, known)
        assert known.findings.get(finding) is True or urgency != low
        assert pathway_found != path


def test_a_base_on_disk_is_judged_with_its_properties(tmp_path: Path) -> None:
    head = "property: p, hazard: harm, because: {nl: daarom, en: so}"
    root = write(
        tmp_path, sketch(rule("x", {"fever": "unknown"}, urgency="planned")), f"- {{{head}, never: {{fires: x}}}}\n"
    )
    of = load(root)
    (promised,) = load_promises(of, WARNINGS, root).properties.values()
    assert Prover(Encoding(of)).prove(promised).proved, "planned care waits for every sign to be refuted"
