"""A base as a CLIPS program: one more reader of the condition tree, and text that a person can load, run and read.

CLIPS knows true facts only, so everything that is certain becomes a fact of its own, and so does every refutation.
There is no `not` over working memory: like the rest of this program, the rules only add. What a condition has beyond
a plain conjunction gets facts of its own, `part` for one of several and `tally` for at least so many of them, so that
the text stays linear in the size of the base (CLIPS expands `or` to a cross product).

It shares no code with what compiles the base for experta, on purpose: the two are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os.path import commonpath
from pathlib import PurePath
from textwrap import wrap
from typing import assert_never

from triage.agreement.clips_frame import ENGINE, REPORT, TEMPLATES, USE, WIDTH, heading
from triage.language.base import Base
from triage.language.condition import (
    ALL_CLEAR,
    NONE,
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Not,
    Within,
    inward,
)
from triage.language.errors import Place, printable
from triage.language.model import EXPERT, Finding, Question, Rule, Text
from triage.version import VERSION

INAPPLICABLE = "INAPPLICABLE"
"""The value of a question that does not apply. No id has a capital."""


def to_clips(base: Base) -> str:
    """The whole program."""
    return "".join(_Writer(base).program())


class _Writer:
    """Texts in the order in which CLIPS must read them. A part stands before the first rule that asks for it."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.output: list[str] = []
        self.parts: dict[Condition, str] = {}
        self.tallies: list[str] = []
        self.number = 0
        places = [
            *(question.place for question in base.questions.values()),
            *(rule.place for rule in base.rules.values()),
            *(caution.place for caution in base.cautions.values()),
        ]
        files = [place.file for place in places if place.file]
        self.root = commonpath([str(PurePath(file).parent) for file in files]) if files else ""

    def program(self) -> Iterator[str]:
        base = self.base
        self.section("Which questions apply")
        for question in base.questions.values():
            if question.when is not None:
                self.gate(question, question.when)
        self.section("Rules: when each fires, and when it is ruled out")
        for rule in base.rules.values():
            self.rule(rule)
        self.section("Findings: refuted when every rule for them is ruled out")
        for finding in base.findings.values():
            self.refutation(finding)
        self.section("Cautions")
        for caution in base.cautions.values():
            self.remark(caution.id, caution.place, caution.when, caution.sources)
            self.defrule(f"caution/{caution.id}", caution.when, f"(caution (id {caution.id}))", caution.text)
        yield self.head()
        yield TEMPLATES
        yield self.orders()
        yield self.questions()
        yield self.preferences()
        yield ENGINE
        yield from self.output
        yield self.start()
        yield REPORT

    def head(self) -> str:
        base = self.base
        first = next(iter(base.questions.values()))
        example = f"{first.id} {_takes(first)[1]}"
        lines = [
            f"{base.id} {base.version}, as rules for CLIPS 6.4.",
            f"Written by triage {VERSION} from the knowledge base; change that, not this file.",
            f"knowledge {base.hash}",
            "",
            *_spoken(base.title),
            *_spoken(base.notice),
        ]
        return "".join(map(_comment, lines)) + USE.replace("EXAMPLE", example)

    def orders(self) -> str:
        base = self.base
        orders = {
            "urgencies": base.levels.order,
            "conditions": base.condition_order,
            "pathways": base.pathway_order,
            "warning-signs": base.warning_signs,
            "cautions": tuple(base.cautions),
        }
        lines = [_filled(f"?*{name}* = (create$", names, ")") for name, names in orders.items()]
        return heading("Orders, what prevails first") + "(defglobal\n" + "".join(lines) + ")\n\n"

    def preferences(self) -> str:
        """Which conditions are preferred to which."""
        cases = [
            _filled(f"  (case {name} then (create$", tuple(word for way in ways for word in (*way, "end")), "))")
            for name, ways in self.base.outranked.items()
            if ways
        ]
        return (
            heading("Preferences: which condition leads where several are established")
            + '(deffunction surpassing (?id)\n  "The ways in which another condition is preferred to this one."\n'
            + "  (switch ?id\n"
            + "".join(cases)
            + "    (default (create$))))\n\n"
        )

    def questions(self) -> str:
        """What each question takes."""
        cases = []
        for question in self.base.questions.values():
            cases += [
                f"    {line}" for part in _spoken(question.ask) for line in _comment(part).splitlines(keepends=True)
            ]
            cases.append(_filled(f"  (case {question.id} then (create$", _takes(question), "))"))
        return (
            heading("Questions")
            + '(deffunction takes (?question)\n  "What may be answered."\n  (switch ?question\n'
            + "".join(cases)
            + "    (default (create$))))\n\n"
        )

    def start(self) -> str:
        """What is so before anything is answered."""
        base = self.base
        facts = [
            f"(outcome (urgency {base.default_urgency}) (pathway {base.default_pathway}))",
            *(f"(applies (question {question.id}))" for question in base.questions.values() if question.when is None),
            *(f"(tally (part {name}))" for name in self.tallies),
        ]
        comments = "".join(map(_comment, _spoken(base.default_because)))
        return f"{heading('At the start')}{comments}(deffacts start\n  " + "\n  ".join(facts) + ")\n\n"

    # What becomes of each thing of the author's

    def gate(self, question: Question, when: Condition) -> None:
        self.remark(question.id, question.place, when)
        self.defrule(f"applies/{question.id}", when, f"(applies (question {question.id}))")
        set_aside = f"(counts (question {question.id}) (value {INAPPLICABLE}))"
        self.rule_for_each_way(f"inapplicable/{question.id}", Not(when), set_aside)

    def rule(self, rule: Rule) -> None:
        self.remark(rule.id, rule.place, rule.when, rule.sources or (EXPERT,))
        urgency = f" (urgency {rule.urgency})" if rule.urgency else ""
        pathway = f" (pathway {rule.pathway})" if rule.pathway else ""
        fired = f"(fired (rule {rule.id}){urgency}{pathway})"
        established = [f"(finding (id {finding}) (status established))" for finding in rule.establish]
        self.defrule(f"fire/{rule.id}", rule.when, "\n    ".join([fired, *established]), rule.because)
        if rule.establish:
            self.rule_for_each_way(f"rule-out/{rule.id}", Not(rule.when), f"(ruled-out (rule {rule.id}))")

    def refutation(self, finding: Finding) -> None:
        self.output.append(_comment(f"{finding.id}, a {finding.kind}"))
        self.output += [_comment(line, "  ") for line in _spoken(finding.name)]
        refuted = f"(finding (id {finding.id}) (status refuted))"
        if finding.id == ALL_CLEAR:
            signs = Any(tuple(map(Found, self.base.warning_signs)))
            self.defrule(f"establish/{ALL_CLEAR}", Not(signs), f"(finding (id {ALL_CLEAR}) (status established))")
            self.rule_for_each_way(f"refute/{ALL_CLEAR}", signs, refuted)
        else:
            rules = (rule.id for rule in self.base.rules.values() if finding.id in rule.establish)
            self.write(f"refute/{finding.id}", [f"(ruled-out (rule {rule}))" for rule in rules], refuted)

    # Constructs

    def section(self, text: str) -> None:
        self.output.append(heading(text))

    def remark(self, name: str, place: Place, when: Condition, sources: Sequence[str] = ()) -> None:
        """What stands above a construct: its name in the base, where it is written, its condition and its sources."""
        file = PurePath(place.file)
        relative = file.relative_to(self.root) if self.root and file.is_relative_to(self.root) else file
        self.output.append(_comment(f"{name} ({relative.as_posix()}:{place.line})"))
        self.output.append(_comment(f"when {when}", "  "))
        if sources:
            self.output.append(_comment(f"rests on {', '.join(sources)}", "  "))

    def defrule(self, name: str, when: Condition, facts: str, text: Text | None = None) -> None:
        """Where the condition holds, the facts are so."""
        self.write(name, self.patterns(when, name), facts, text)

    def rule_for_each_way(self, name: str, when: Condition, facts: str) -> None:
        """The same, with a rule for each way in which the condition can hold."""
        shape = inward(when)
        ways = shape.parts if isinstance(shape, Any) else (shape,)
        for number, way in enumerate(ways, 1):
            self.defrule(f"{name}/{number}" if len(ways) > 1 else name, way, facts)

    def write(self, name: str, patterns: Iterable[str], facts: str, text: Text | None = None) -> None:
        lines = [f"(defrule {name}"]
        if text is not None:
            lines.append(_string(text))
        lines += [f"  {pattern}" for pattern in dict.fromkeys(patterns)]
        self.output.append("\n".join([*lines, "  =>", f"  (assert {facts}))"]) + "\n\n")

    # Conditions

    def patterns(self, condition: Condition, owner: str) -> list[str]:
        """Patterns that together match where the condition is certainly true. `owner`: whose parts these are."""
        match inward(condition):
            case All(parts):
                return [pattern for part in parts for pattern in self.patterns(part, owner)]
            case Any((part,)):
                return self.patterns(part, owner)
            case AtLeast(count, parts) if count == len(parts):
                return self.patterns(All(parts), owner)
            case AtLeast(1, parts):
                return self.patterns(Any(parts), owner)
            case Any() | AtLeast() as shape:
                return [f"(part (id {self.part(shape, owner)}))"]
            case Found(finding):
                return [f"(finding (id {finding}) (status established))"]
            case Not(Found(finding)):
                return [f"(finding (id {finding}) (status refuted))"]
            case Not(Is() | Within() | Chosen() as test):
                return [f"(counts (question {test.question}) (value {self.fails(test)}))"]
            case Is() | Within() | Chosen() as test:
                return [f"(counts (question {test.question}) (value {_holds(test)}))"]
            case Not():
                raise AssertionError("`inward` leaves no other Not")
            case _ as never:
                assert_never(never)

    def fails(self, test: Is | Within | Chosen) -> str:
        """The values for which a test is certainly false; that of a question that does not apply is one of them."""
        value = f"?{test.question}"
        match test:
            case Is(question) if self.base.questions[question].type == "choices":
                return f"${value}&:(not (member$ {UNKNOWN} {value}))"
            case Is(_, values):
                return "&".join(f"~{word}" for word in dict.fromkeys((UNKNOWN, *values)))
            case Chosen(_, options):
                return f"${value}&:(not {_has(value, (UNKNOWN, *options))})"
            case Within():
                outside = f"(not {_between(test)})"
                return f"{value}&:(or (eq {value} {INAPPLICABLE}) (and (numberp {value}) {outside}))"
            case _:
                assert_never(test)

    def part(self, condition: Any | AtLeast, owner: str) -> str:
        """The name of a part that gets facts of its own; equal parts share one."""
        if condition not in self.parts:
            self.number += 1
            name = self.parts[condition] = f"part-{self.number}/{owner}"
            known = f"(part (id {name}))"
            rules = [(number, self.patterns(part, owner)) for number, part in enumerate(condition.parts, 1)]
            self.output.append(_comment(f"{name}: {condition}", "  "))
            for number, patterns in rules:
                fact = known if isinstance(condition, Any) else f"(holds (part {name}) (nth {number}))"
                self.write(f"{name}/{number}", patterns, fact)
            if isinstance(condition, AtLeast):
                self.tallies.append(name)
                enough = f"(seen $?seen&:(>= (length$ ?seen) {condition.count}))"
                self.write(name, [f"(tally (part {name}) {enough})"], known)
        return self.parts[condition]


def _holds(test: Is | Within | Chosen) -> str:
    """The values for which a test is true."""
    value = f"?{test.question}"
    match test:
        case Is(_, values):
            return "|".join(values)
        case Chosen(_, options):
            return f"${value}&:{_has(value, options)}"
        case Within():
            return f"{value}&:(and (numberp {value}) {_between(test)})"
        case _:
            assert_never(test)


def _has(value: str, options: Iterable[str]) -> str:
    """Whether one of these is ticked; who ticks nothing has ticked `none`."""
    few = list(options)
    return f"(member$ {few[0]} {value})" if len(few) == 1 else f"(ticked {value} {' '.join(few)})"


def _between(test: Within) -> str:
    value = f"?{test.question}"
    bounds = []
    if test.low is not None:
        bounds.append(f"({'>' if test.low_open else '>='} {value} {_number(test.low)})")
    if test.high is not None:
        bounds.append(f"({'<' if test.high_open else '<='} {value} {_number(test.high)})")
    return bounds[0] if len(bounds) == 1 else f"(and {' '.join(bounds)})" if bounds else "TRUE"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _takes(question: Question) -> tuple[str, ...]:
    """The kind of answer, the words or bounds, and `unknown` where that is allowed."""
    unknown = (UNKNOWN,) if question.may_be_unknown else ()
    match question.type:
        case "yes-no":
            return ("one-of", "yes", "no", *unknown)
        case "choice":
            return ("one-of", *question.options, *unknown)
        case "choices":
            return ("some-of", *question.options, NONE, *unknown)
        case "number":
            kind = "whole-number" if question.whole else "number"
            return (kind, _number(question.min), _number(question.max), *unknown)


# Layout


def _spoken(text: Text) -> list[str]:
    return [f"{code}: {part}" for code, part in text.items()]


def _plain(text: str) -> str:
    return printable(" ".join(text.split()), len(text))


def _comment(text: str, deeper: str = "") -> str:
    start = f"; {deeper}"
    lines = wrap(_plain(text), WIDTH, initial_indent=start, subsequent_indent=f"{start}  ", break_on_hyphens=False)
    return "".join(f"{line}\n" for line in lines or [";"])


def _string(text: Text) -> str:
    """Every language in one string, as the comment that CLIPS keeps with a construct."""
    lines = [line for part in _spoken(text) for line in wrap(_plain(part), WIDTH - 4, break_on_hyphens=False)]
    return '  "' + "\n   ".join(lines).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _filled(start: str, words: Iterable[str], end: str) -> str:
    text = " ".join([start, *words]) + end
    lines = wrap(
        text, WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False, break_long_words=False
    )
    return "".join(f"{line}\n" for line in lines)
