"""The smallest case: fewest answers, and of those always the same one."""

from __future__ import annotations

from collections.abc import Sequence

import z3

from triage.proof.space import Slot, satisfiable


def smallest(solver: z3.Solver, slots: Sequence[Slot]) -> z3.ModelRef | None:
    """A model of what the solver holds with the fewest answers to these questions. Leaves the solver as it was, but
    for what was learnt; the caller has pushed."""
    if not satisfiable(solver):
        return None
    model = _irredundant(solver, slots, solver.model())
    count = _count(slots, model)
    given = [(slot.given, 1) for slot in slots]
    while count:
        solver.push()
        solver.add(z3.PbLe(given, count - 1))
        if not satisfiable(solver):
            solver.pop()
            break
        model = _irredundant(solver, slots, solver.model())
        count = _count(slots, model)
        solver.pop()
    solver.add(z3.PbLe(given, count))
    return _first(solver, slots, model)


def _irredundant(solver: z3.Solver, slots: Sequence[Slot], model: z3.ModelRef) -> z3.ModelRef:
    """The same case without the answers that it can do without."""
    without = [z3.Not(slot.given) for slot in slots if not _holds(model, slot.given)]
    for slot in slots:
        if _holds(model, slot.given) and satisfiable(solver, *without, z3.Not(slot.given)):
            model = solver.model()
            without = [z3.Not(other.given) for other in slots if not _holds(model, other.given)]
    return model


def _first(solver: z3.Solver, slots: Sequence[Slot], model: z3.ModelRef) -> z3.ModelRef:
    """The first of all models, where not answering comes before answering, and answers come in their order."""
    for slot in slots:
        if not _holds(model, slot.given):
            solver.add(z3.Not(slot.given))  # and so none of its answers
            continue
        terms = [slot.given, *slot.options.values()]
        wanted = [(term, False) for term in terms] + [(term, True) for term in slot.values.values()]
        for term, truth in wanted:
            literal = term if truth else z3.Not(term)
            if _holds(model, literal):
                solver.add(literal)
            elif satisfiable(solver, literal):
                model = solver.model()
                solver.add(literal)
            else:
                solver.add(z3.Not(literal))
    return model


def _count(slots: Sequence[Slot], model: z3.ModelRef) -> int:
    return sum(_holds(model, slot.given) for slot in slots)


def _holds(model: z3.ModelRef, term: z3.BoolRef) -> bool:
    return bool(z3.is_true(model.eval(term, model_completion=True)))
