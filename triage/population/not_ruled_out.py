"""What could not be ruled out, of many cases at once: what `not_ruled_out` and `Reach` say of one case.

A warning sign or condition is not ruled out while it is open because of an answer `unknown`, because nothing but what
nobody is asked could tell, or because answers that are missing could establish it and so change the outcome. All of it
follows the open part of the rules: forwards, what each condition could still become; backwards, what it takes to change
the outcome. Where few questions are left, every way to answer them is tried, and what changes nothing no longer
matters. Cases are bits (see `blocks`); a way to answer is a further copy of all cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import prod
from random import Random
from typing import NamedTuple

import polars as pl

from triage.inference.circuit import Pair
from triage.inference.decisive import EXHAUSTIVE
from triage.inference.domain import domains, verdicts
from triage.inference.reach import outcomes
from triage.language.condition import Condition, Found, Test, leaves
from triage.population.bitmaps import bits_of, frame_of
from triage.population.blocks import Blocks, Both, any_of
from triage.population.columns import Columns, Stages

ROWS = 1 << 17
"""So many rows at once: some thousands of integers have a bit for each."""

COMPLETIONS = 1 << 17
"""So many ways to complete a case at once, of all cases together."""

GUESSES = (2, 6, 40)
"""So many ways to go on are tried first, which finds most that change something: some of the whole block, then more of
the cases that are left, and more again. What is left after that is tried in every way."""

WIDTHS = (16, 128, 1024, 2 * EXHAUSTIVE)
"""Every way to complete a case, and the case as it is, get so much room."""

Way = Mapping[str, int]
"""For each question which of its telling answers is given."""


class _Open(NamedTuple):
    """What may matter for a block of cases: by finding where it is open because someone did not know, by finding where
    it may still matter, and by question where it is asked; and what was told of each test, and what that decides."""

    unknown: dict[str, int]
    maybe: dict[str, int]
    asked: dict[str, int]
    told: dict[Test, Both]
    decision: list[int]


class NotRuledOut:
    """Reads a frame that has every condition (`Columns.everything`)."""

    def __init__(self, columns: Columns) -> None:
        base = self.base = columns.base
        self.blocks = Blocks(base)
        self.circuit = self.blocks.circuit
        self.named = list(dict.fromkeys((*base.warning_signs, *base.condition_order)))
        self.domains = domains(base)
        self.verdicts = verdicts(base)
        self.stages = Stages(base, after=columns.stages)
        self.tests: dict[str, Test] = {}
        self.selected: list[pl.Expr] = []
        for number, test in enumerate(self.blocks.tests):
            self.tests[f"test:{number}"] = test
            self.selected.append(self.stages.raw(test).alias(f"test:{number}"))
        self.answered = [pl.col(name).is_not_null().alias(f"answered:{name}") for name in base.questions]
        self.unsure = [
            self.stages.unknown(question, pl.col(question.id)).alias(f"unsure:{question.id}")
            for question in base.questions.values()
        ]
        self.guesses = [self._guess(Random(number)) for number in range(sum(GUESSES))]

    def open_ends(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A column `open:ID` for each warning sign and condition: true where it is not ruled out."""
        parts = [self._open_ends(part) for part in frame.iter_slices(ROWS)]
        return pl.concat(parts) if parts else self._open_ends(frame)

    def _open_ends(self, frame: pl.DataFrame) -> pl.DataFrame:
        for stage in self.stages.expressions:
            frame = frame.with_columns(stage)
        tests = frame.select(self.selected)
        bits = bits_of(tests.hstack(frame.select(*self.answered, *self.unsure)))
        everywhere = (1 << frame.height) - 1
        left = self._left(bits, everywhere)
        unsettled = everywhere & ~self._settled(tests, left, frame.height)
        return frame_of(
            {f"open:{name}": left.unknown[name] | (left.maybe[name] & unsettled) for name in self.named}, frame.height
        )

    def _left(self, bits: Mapping[str, Both], everywhere: int) -> _Open:
        base, circuit = self.base, self.circuit
        missing = {name: bits[f"answered:{name}"][1] for name in base.questions}
        told = {test: bits[name] for name, test in self.tests.items()}
        held = self.blocks.read(told, everywhere)
        unsure = {name: bits[f"unsure:{name}"][0] for name in base.questions}
        unknown = self._unknown(held, unsure, everywhere)
        could = self.blocks.read({test: self._could(test, *told[test], missing) for test in told}, everywhere)
        wanted, asked = self._trail(self._decisive(held, could, everywhere), held, could)
        for name in asked:
            asked[name] &= missing[name]
            if (applies := circuit.applies(name)) is not None:
                asked[name] &= could[applies[0]]
        asked_rows = any_of(asked.values())
        because = {name: _undecided(held, circuit.findings[name], everywhere) & unknown[name] for name in self.named}
        maybe = {
            name: any_of(wanted[node] for node in circuit.findings[name]) & asked_rows & ~because[name]
            for name in self.named
        }
        return _Open(because, maybe, asked, told, self.blocks.decision(held, everywhere))

    def _could(self, test: Test, yes: int, no: int, missing: Mapping[str, int]) -> Both:
        """A missing answer could still be whatever the question takes."""
        could, could_not = outcomes(test, self.base.questions[test.question])
        return yes | missing[test.question] if could else yes, no | missing[test.question] if could_not else no

    # Backwards: what it takes to change the outcome

    def _decisive(self, held: Sequence[int], could: Sequence[int], everywhere: int) -> dict[int, int]:
        """For each rule (its node), where its firing would change the urgency, the leading condition or the pathway."""
        base, nodes = self.base, self.blocks.fires
        rules = base.rules.values()
        default = base.levels.rank[base.default_urgency]
        levels = {rule.urgency for rule in rules if rule.urgency is not None}
        demanded = {level: any_of(held[nodes[rule.id]] for rule in rules if rule.urgency == level) for level in levels}
        undemanded = everywhere & ~any_of(demanded.values())
        may_sink = any_of(
            could[nodes[rule.id]]
            for rule in rules
            if rule.urgency is not None and base.levels.rank[rule.urgency] < default
        )
        relevant = {}
        for level in levels:
            least = any_of(
                those for other, those in demanded.items() if base.levels.rank[other] >= base.levels.rank[level]
            )
            relevant[level] = everywhere & ~least
            if level == base.default_urgency:
                relevant[level] &= ~undemanded | may_sink
        order = base.pathway_order
        taken = {way: any_of(held[nodes[rule.id]] for rule in rules if rule.pathway == way) for way in order}
        prevails = {}
        for place, way in enumerate(order):
            beaten = way != base.default_pathway and base.default_pathway in order[place:]
            later = everywhere if beaten else any_of(taken[other] for other in order[place + 1 :])
            prevails[way] = later & ~any_of(taken[other] for other in order[: place + 1])
        leads = self._leads(held, could, everywhere)
        decisive: dict[int, int] = {}
        for rule in rules:
            there = any_of(leads[name] for name in rule.establish if name in leads)
            there |= relevant[rule.urgency] if rule.urgency is not None else 0
            there |= prevails[rule.pathway] if rule.pathway is not None else 0
            decisive[nodes[rule.id]] = decisive.get(nodes[rule.id], 0) | there  # two rules may ask the same
        return decisive

    def _leads(self, held: Sequence[int], could: Sequence[int], everywhere: int) -> dict[str, int]:
        """For each finding, where its being established may change the leading condition."""
        base, findings = self.base, self.circuit.findings
        leading = self.blocks.decided(held, everywhere).leading
        leads: dict[str, int] = {}
        up_to, turning = 0, 0
        for name in base.condition_order:
            up_to |= leading[name]
            leads[name] = everywhere & ~up_to
        for name, ways in base.turning.items():
            for way in ways:
                there = leading[name]
                for finding in way:
                    there &= could[findings[finding][0]]
                turning |= there
                for finding in way:
                    leads[finding] = leads.get(finding, 0) | there
        return {  # what is established already changes nothing by another rule that says so
            name: (cases | turning if name in base.condition_order else cases) & ~held[findings[name][0]]
            for name, cases in leads.items()
        }

    def _trail(
        self, decisive: Mapping[int, int], held: Sequence[int], could: Sequence[int]
    ) -> tuple[list[int], dict[str, int]]:
        """Follows what would change the outcome back to the findings and answers that could make it so: where each node
        is on the way, and where each question bears on it. A node that holds, or never will, leads no further."""
        wanted = [0] * len(self.circuit.nodes)
        asked = dict.fromkeys(self.base.questions, 0)
        for node, cases in decisive.items():
            wanted[node] |= cases
        for node in reversed(self.blocks.nodes):
            here = wanted[node] = wanted[node] & could[node] & ~held[node]
            if here:
                back = self.circuit.back[node]
                for part in back:
                    if part < 0:
                        asked[self.circuit.questions[~part]] |= here
                    else:
                        wanted[part] |= here
        return wanted, asked

    # Open because someone did not know

    def _unknown(self, held: Sequence[int], unsure: dict[str, int], everywhere: int) -> dict[str, int]:
        """For each finding, where it may be open because of an `unknown`."""
        base = self.base
        behind: dict[str, int] = {}

        def through(condition: Condition) -> int:
            """Where the condition is open and an `unknown` lies behind it, or nothing but what nobody is asked."""
            still = _undecided(held, self.circuit.extension(condition), everywhere)
            if not still:
                return 0
            rows = others = given = 0
            for leaf in leaves(condition):
                if isinstance(leaf, Found):
                    there = _undecided(held, self.circuit.found(leaf.finding), everywhere)
                    rows |= there & behind[leaf.finding]
                    others |= there
                    continue
                there = _undecided(held, self.circuit.tested(leaf), everywhere)
                rows |= there & unsure[leaf.question]
                if base.questions[leaf.question].given:
                    given = everywhere
                else:
                    others |= there
            return still & (rows | (given & ~others))

        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if name not in base.questions:
                behind[name] = any_of(map(through, base.conditions_of[name]))
            elif (when := base.questions[name].when) is not None:
                unsure[name] |= through(when)
        return behind

    # Where every way to go on can be tried

    def _settled(self, tests: pl.DataFrame, left: _Open, height: int) -> int:
        """Where no way to go on changes the outcome."""
        asked = {name: cases for name, cases in left.asked.items() if cases}
        doubtful = any_of(left.maybe.values())
        for name, cases in asked.items():
            if not self.domains[name].complete:
                doubtful &= ~cases
        first, *others = GUESSES
        for guess in self.guesses[:first]:
            if not doubtful:
                return 0
            doubtful &= ~self._changed(left, guess, (1 << height) - 1)
        frame = frame_of({**asked, ":doubtful": doubtful}, height).with_row_index(":row").filter(":doubtful")
        ways: pl.Expr = pl.lit(1.0)
        for name in asked:
            ways = ways * pl.when(name).then(float(len(self.domains[name].answers))).otherwise(1.0)
        frame = frame.filter(ways <= EXHAUSTIVE).drop(":doubtful")
        rows = frame.hstack(tests.select(pl.all().gather(frame[":row"])))
        start = first
        for guesses in others:
            rows = rows.filter(~self._changing(rows, list(asked), self.guesses[start : start + guesses]))
            start += guesses
        return self._tried(rows, list(asked), height) if rows.height else 0

    def _guess(self, random: Random) -> Way:
        """An answer to each question. The first one ("no" of yes and no) more often than the others."""
        return {
            name: 0 if random.random() < 0.5 else random.randrange(len(domain.answers))
            for name, domain in self.domains.items()
        }

    def _changed(self, left: _Open, way: Way, everywhere: int) -> int:
        """Where this way to answer what is asked changes the outcome."""
        told = {}
        for test, (yes, no) in left.told.items():
            truth = self.verdicts[test][self.domains[test.question].answers[way[test.question]]]
            there = left.asked[test.question]
            told[test] = yes | there if truth else yes, no | there if truth is False else no
        held = self.blocks.read(told, everywhere, deciding=True)
        return any_of(
            one ^ other for one, other in zip(left.decision, self.blocks.decision(held, everywhere), strict=True)
        )

    def _changing(self, rows: pl.DataFrame, asked: Sequence[str], ways: Sequence[Way]) -> pl.Series:
        """For each row whether some of these ways to answer what is asked there changes the outcome."""
        most = max(8, COMPLETIONS // (len(ways) + 1) // 8 * 8)
        parts = [
            frame_of({"changing": self._changes(part, asked, ways)}, part.height) for part in rows.iter_slices(most)
        ]
        return pl.concat(parts).to_series() if parts else pl.Series([], dtype=pl.Boolean)

    def _changes(self, rows: pl.DataFrame, asked: Sequence[str], ways: Sequence[Way]) -> int:
        """The same as bits. All cases stand side by side: once as they are, and then once for each way."""
        bits = bits_of(rows.select(*asked, *self.tests))
        size = (rows.height + 7) // 8
        copies = len(ways) + 1
        everywhere = (1 << (8 * size * copies)) - 1
        nowhere = bytes(size)
        where = {name: bits[name][0].to_bytes(size, "little") for name in asked}

        def spread(test: Test, told: Both) -> Both:
            yes, no = (_repeated(cases, 8 * size, copies) for cases in told)
            there = where.get(test.question, nowhere)
            if there != nowhere:
                domain, says = self.domains[test.question], self.verdicts[test]
                truths = [says[answer] for answer in domain.answers]
                given = [truths[way[test.question]] for way in ways]
                yes |= _joined([nowhere, *(there if truth else nowhere for truth in given)])
                no |= _joined([nowhere, *(there if truth is False else nowhere for truth in given)])
            return yes, no

        told = {test: spread(test, bits[name]) for name, test in self.tests.items()}
        held = self.blocks.read(told, everywhere, deciding=True)
        now = (1 << (8 * size)) - 1
        change = any_of(
            part ^ _repeated(part & now, 8 * size, copies) for part in self.blocks.decision(held, everywhere)
        ).to_bytes(size * copies, "little")
        changing = any_of(
            int.from_bytes(change[start : start + size], "little") for start in range(0, len(change), size)
        )
        return changing & ((1 << rows.height) - 1)

    def _tried(self, rows: pl.DataFrame, asked: Sequence[str], height: int) -> int:
        """Those of the rows (by their `:row`) of which no way at all to answer what is asked there changes the
        outcome."""
        rows = rows.group_by(*asked, *self.tests, maintain_order=True).agg(":row")  # what is alike is tried once
        wide: dict[int, list[int]] = {}
        open_questions = [
            [name for name, is_asked in zip(asked, row, strict=True) if is_asked] for row in rows.select(asked).rows()
        ]
        for number, names in enumerate(open_questions):
            ways = prod(len(self.domains[name].answers) for name in names)
            wide.setdefault(next(width for width in WIDTHS if width > ways), []).append(number)
        settled = bytearray((height + 7) // 8)
        numbers = rows[":row"].to_list()
        for width, those in wide.items():
            most = max(1, COMPLETIONS // width)
            for start in range(0, len(those), most):
                part = those[start : start + most]
                changing = self._all_completions(rows[part], [open_questions[number] for number in part], width)
                for number, changes in zip(part, changing, strict=True):
                    for row in () if changes else numbers[number]:
                        settled[row >> 3] |= 1 << (row & 7)
        return int.from_bytes(settled, "little")

    def _all_completions(self, rows: pl.DataFrame, asked: Sequence[Sequence[str]], width: int) -> list[bool]:
        """For each row whether some way changes the outcome. Here all ways of a case stand side by side, the case as
        it is before them; there may be more room than ways, and then they begin again."""
        bits = bits_of(rows.select(*self.tests))
        size = width // 8
        everywhere = (1 << (width * rows.height)) - 1
        nothing = bytes(size)
        answers: dict[str, list[list[bytes]]] = {}
        for row, names in enumerate(asked):
            stride = 1
            for name in names:
                many = len(self.domains[name].answers)
                if name not in answers:
                    answers[name] = [[nothing] * rows.height for _ in range(many)]
                for number in range(many):
                    answers[name][number][row] = _digits(width, stride, many, number)
                stride *= many
        given = {name: [_joined(parts) for parts in answer_parts] for name, answer_parts in answers.items()}

        def spread(test: Test, told: Both) -> Both:
            yes, no = (_widened(cases, rows.height, size) for cases in told)
            if test.question in given:
                says = self.verdicts[test]
                for answer, having in zip(self.domains[test.question].answers, given[test.question], strict=True):
                    if says[answer]:
                        yes |= having
                    elif says[answer] is False:
                        no |= having
            return yes, no

        told = {test: spread(test, bits[name]) for name, test in self.tests.items()}
        held = self.blocks.read(told, everywhere, deciding=True)
        now = everywhere // ((1 << width) - 1)
        change = 0
        for part in self.blocks.decision(held, everywhere):
            stands = part & now
            change |= part ^ ((stands << width) - stands)
        changed = change.to_bytes(size * rows.height, "little")
        return [changed[start : start + size] != nothing for start in range(0, len(changed), size)]


def _undecided(held: Sequence[int], pair: Pair, everywhere: int) -> int:
    """Where neither side holds."""
    true, false = pair
    return everywhere & ~(held[true] | held[false])


@lru_cache(maxsize=4096)
def _digits(width: int, stride: int, many: int, number: int) -> bytes:
    """Ways are numbered, and the answers to a question are a digit of that number: the ways that have this answer, and
    none of them first."""
    period = stride * many
    times = -(-width // period)
    comb = ((1 << (period * times)) - 1) // ((1 << period) - 1)
    bits = (((1 << stride) - 1) << (number * stride)) * comb
    return ((bits << 1) & ((1 << width) - 1)).to_bytes(width // 8, "little")


def _widened(cases: int, many: int, size: int) -> int:
    """Each of so many cases as so many bytes."""
    if not cases:
        return 0
    digits = f"{cases:0{many}b}"[::-1].encode()
    return int.from_bytes(digits.replace(b"1", b"\xff" * size).replace(b"0", bytes(size)), "little")


def _joined(parts: Iterable[bytes]) -> int:
    return int.from_bytes(b"".join(parts), "little")


def _repeated(cases: int, width: int, copies: int) -> int:
    """So many copies side by side."""
    if not cases:
        return 0
    repeated, there = cases, 1
    while there < copies:
        more = min(there, copies - there)
        repeated |= (repeated & ((1 << (width * more)) - 1)) << (width * there)
        there += more
    return repeated
