"""Whether worked cases show that every test in a rule matters: masking MC/DC in three-valued terms.

An atom is one test as it stands in a condition: of an answer or of a finding, counted each time it is written. It
decides in a case if, all else left as it is there, the condition is true with the atom holding and not true with the
atom failing. Cases show an atom if it decides in one where the condition holds because of it, and in one where the
condition does not hold for want of it (the atom is false there, or open). Behind a `not` an atom holds where its test
is false. The guard that the language adds to a demand below the default is no atom, for no author can leave it out.

>>> from triage.language.condition import All, Any, Is, Not
>>> first, *_ = atoms(All((Is("a", ("yes",)), Not(Any((Is("b", ("yes",)), Is("c", ("yes",))))))))
>>> print(first.test, "|", *first.needs)
a: yes | not (b: yes) and not (c: yes)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from triage.coverage.bitset import CaseBitset
from triage.language.base import Base
from triage.language.condition import AtLeast, Condition, Denied, Meant, Several, inward, need

Kind = Literal["rule", "question", "caution"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One test where it stands, with its `not` if it stands behind one. It decides where all of `needs` holds and
    nothing of `without` does."""

    test: Condition
    needs: tuple[Condition, ...]
    without: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtomCases:
    """The cases in which an atom decides: where it holds, and so the whole does, and where both do not."""

    atom: Atom
    holding: int
    failing: int


@dataclass(frozen=True, slots=True)
class Covered:
    """What cases show of one condition: the cases in which it is true, in which it is false, and of each atom."""

    kind: Kind
    id: str
    true: int
    false: int
    atoms: tuple[AtomCases, ...]


def coverage(bitset: CaseBitset) -> tuple[Covered, ...]:
    """What cases show of every rule, of every question that does not always apply, and of every caution;
    in the order of the base. Left out are rules that follow from criteria, and lines of advice with a `when`: worked
    cases say nothing of them."""
    return tuple(_covered(bitset, kind, name, when, guarded) for kind, name, when, guarded in _conditions(bitset.base))


def _conditions(base: Base) -> Iterator[tuple[Kind, str, Condition, bool]]:
    for rule in base.rules.values():
        if not rule.derived:  # of what follows from criteria the programme is proved (see `proof.programme`)
            yield "rule", rule.id, rule.when, rule.guarded
    for question in base.questions.values():
        if question.when is not None:
            yield "question", question.id, question.when, False
    for caution in base.cautions.values():
        yield "caution", caution.id, caution.when, False


def _covered(bitset: CaseBitset, kind: Kind, name: str, when: Condition, guarded: bool) -> Covered:
    tests = atoms(when)
    true, false = bitset.bits[kind, name]
    return Covered(kind, name, true, false, tuple(decides(bitset, atom) for atom in (tests[:-1] if guarded else tests)))


def decides(bitset: CaseBitset, atom: Atom) -> AtomCases:
    """Where an atom decides."""
    cases = bitset.everywhere
    for part in atom.needs:
        cases &= bitset.extension(part)[0]
    for part in atom.without:
        cases &= ~bitset.extension(part)[0]
    true = bitset.extension(atom.test)[0]
    return AtomCases(atom, cases & true, cases & ~true)


def atoms(condition: Condition) -> tuple[Atom, ...]:
    """Every atom, in the order in which they are written."""
    return tuple(_atoms(inward(condition), (), ()))


def _atoms(part: Condition, needs: tuple[Condition, ...], without: tuple[Condition, ...]) -> Iterator[Atom]:
    match part:
        case Meant() | Denied():  # one test, to its author
            yield Atom(part, needs, without)
        case _ if isinstance(part, Several):  # decides where the others make it one short
            wanted = need(part, True)
            for number, inner in enumerate(part.parts):
                others = part.parts[:number] + part.parts[number + 1 :]
                yield from _atoms(inner, (*needs, *_short(wanted, others)), (*without, *_enough(wanted, others)))
        case _:
            yield Atom(part, needs, without)


def _short(wanted: int, others: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What has to hold where at least one less than `wanted` of the others do."""
    if wanted > len(others):
        return others
    return (AtLeast(wanted - 1, others),) if wanted > 1 else ()


def _enough(wanted: int, others: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What must not hold for fewer than `wanted` of the others to do."""
    if wanted == 1:
        return others
    return (AtLeast(wanted, others),) if wanted <= len(others) else ()
