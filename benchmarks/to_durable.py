"""A base as a rule set of durable_rules: the same positive clauses that experta is given.

Each fact is about one field: `{"f": "onset", "v": "sudden"}`. The answer to a question of several choices says of each
option whether it is ticked, since the language cannot look into a list. The language has no three-valued logic, but
the clauses need none: whatever is certain, refutations too, is a fact. Only the cautions are left out, which bear on
neither findings nor urgency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any as Whatever

from durable import engine, lang

from triage.inference.clauses import Clause, Literal, Program
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN, Chosen, Is, Test, Within
from triage.language.evaluate import INAPPLICABLE, Answer


def by_durable(base: Base) -> Callable[[Mapping[str, Answer]], str]:
    """The urgency of one case after the other."""
    return _Durable(base).urgency


MOST = 15
"""durable_rules forgets facts of a rule that asks for more of them."""


class _Host(engine.Host):  # type: ignore[misc]  # durable is untyped
    """The library's own also fires rules from a thread, every fifth of a second, and then two of them fire for one
    case at once: now and then a case fails or loses a conclusion."""

    def _run(self) -> None:
        """No thread."""


class _Durable:
    def __init__(self, base: Base) -> None:
        self.base = base
        clauses = [clause for clause in Program(base).clauses if clause.conclude != "caution"]
        self.always = [clause for clause in clauses if not clause.body]
        self.number = 0
        self.known: set[str] = set()
        self.urgencies: list[str] = []
        self.given: Mapping[str, Answer] = {}
        lang._main_host = _Host()
        with lang.ruleset("base"):
            for part in (part for clause in clauses for part in _cut(clause)):
                if part.body:
                    lang.when_all(*_patterns(part.body))(self._action(part))
        # That a fact matches no rule is no mistake here; by itself the library stops at it, before anything fires.
        rules = lang.get_host().get_ruleset("base")
        rules._handle_result = lambda result, _: result[1]

    def urgency(self, answers: Mapping[str, Answer]) -> str:
        self.number += 1
        self.known, self.urgencies, self.given = set(), [], answers
        facts = []
        for name, answer in answers.items():
            if self.base.questions[name].when is None:
                facts.append(self._fact(name, answer))
            else:
                facts.append({"f": f"given/{name}", "v": True})
        for clause in self.always:
            facts += self._concluded(clause)
        self._tell(facts)
        lang.delete_state("base", str(self.number))
        demanded = max(self.urgencies, key=self.base.levels.rank.__getitem__, default=None)
        return demanded or self.base.default_urgency

    def _tell(self, facts: list[dict[str, Whatever]]) -> None:
        if facts:
            lang.assert_facts("base", [{"sid": str(self.number), **fact} for fact in facts])

    def _action(self, clause: Clause) -> Callable[[Whatever], None]:
        def act(context: Whatever) -> None:
            for fact in self._concluded(clause):
                context.assert_fact(fact)

        return act

    def _concluded(self, clause: Clause) -> list[dict[str, Whatever]]:
        """The new facts that a clause brings."""
        if clause.rule is not None:
            if clause.rule.urgency is not None:
                self.urgencies.append(clause.rule.urgency)
            made: list[tuple[str, Whatever]] = [(finding, True) for finding in clause.rule.establish]
        elif clause.conclude == "counts":
            made = [(clause.field, self.given[clause.field])]
        else:
            made = [(clause.field, clause.value)]
        new = [(field, value) for field, value in made if field not in self.known]
        self.known.update(field for field, _ in new)
        return [self._fact(field, value) for field, value in new]

    def _fact(self, field: str, value: Whatever) -> dict[str, Whatever]:
        if value is INAPPLICABLE:
            return {"f": field, "off": True}
        if field in self.base.questions and value == UNKNOWN:
            return {"f": field, "shrug": True}
        if isinstance(value, tuple):
            options = self.base.questions[field].options
            return {"f": field, "given": True, NONE: not value, **{f"o-{name}": name in value for name in options}}
        return {"f": field, "given": True, "v": value}


def _cut(clause: Clause) -> Iterator[Clause]:
    """A long clause as a chain of shorter ones."""
    body, number = clause.body, 0
    while len(body) > MOST:
        number += 1
        field = f"{clause.conclude}/{clause.field}/{number}"
        yield Clause(clause.stratum, "", field, True, body[:MOST])
        body = (Literal(field, None, True), *body[MOST:])
    yield clause._replace(body=body)


def _patterns(body: Sequence[Literal]) -> list[Whatever]:
    """One for each fact that is asked for: two of a rule never match the same fact."""
    asked: dict[str, list[Whatever]] = {}
    for literal in body:
        test = lang.m.v == literal.wanted if literal.test is None else _test(literal.test, literal.wanted)
        asked.setdefault(literal.field, [lang.m.f == literal.field]).append(test)
    return [reduce(and_, tests) for tests in asked.values()]


def _test(test: Test, wanted: bool) -> Whatever:
    m = lang.m
    match test:
        case Is(_, values):
            plain = [value for value in values if value != UNKNOWN]
            if wanted:
                ways = [m.v == value for value in plain] + ([m.shrug == True] if UNKNOWN in values else [])  # noqa: E712
                return reduce(or_, ways)
            if not plain:
                return (m.off == True) | (m.given == True)  # noqa: E712
            return (m.off == True) | reduce(and_, [m.v != value for value in plain])  # noqa: E712
        case Chosen(_, options):
            ticked = [getattr(m, NONE if name == NONE else f"o-{name}") for name in options]
            if wanted:
                return reduce(or_, [tick == True for tick in ticked])  # noqa: E712
            return (m.off == True) | reduce(and_, [tick == False for tick in ticked])  # noqa: E712
        case Within(_, low, high, low_open, high_open):
            above = [] if low is None else [m.v > low if low_open else m.v >= low]
            below = [] if high is None else [m.v < high if high_open else m.v <= high]
            if wanted:
                return reduce(and_, above + below)
            beyond = [] if low is None else [m.v <= low if low_open else m.v < low]
            beyond += [] if high is None else [m.v >= high if high_open else m.v > high]
            return reduce(or_, [m.off == True, *beyond])  # noqa: E712
