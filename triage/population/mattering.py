"""What could not be ruled out, as columns: what `not_ruled_out` and `Reach` say of one case, said of all of them.

A warning sign or condition is not ruled out while it is open because of an answer `unknown`, because nothing but what
nobody is asked could tell, or because answers that are missing could establish it and so change the outcome. All of it
follows the open part of the rules: forwards, what each condition could still become; backwards, what it takes to change
the outcome. Columns can do that. One thing they cannot: where few questions are left, a single case tries every way to
answer them, and what changes nothing no longer matters. Such rows are tried one by one, but only once for all rows that
are alike in what is still open.
"""

from __future__ import annotations

from math import inf
from random import Random

import polars as pl

from triage.inference.domain import domains
from triage.inference.pivot import EXHAUSTIVE, Pivots
from triage.inference.reach import Reach, outcomes
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.condition import (
    ALL_CLEAR,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Not,
    Test,
    Within,
    leaves,
)
from triage.language.model import RANK
from triage.population.columns import FINDING, RULE, URGENCY, Columns, Stages, at_least, both, either
from triage.population.encoding import decoded, encoded

Pair = tuple[pl.Expr, pl.Expr]
"""Could become true, could become false."""

NEVER = pl.lit(False)

ROWS = 1 << 16
"""So many rows at once: some thousands of columns are made of them."""

ROW = ":row"
"""The place of a row among all of them."""

GUESSES = 48
"""So many ways to go on are tried for all rows at once."""

KEPT = 200_000
"""So many verdicts about rows that are alike are remembered."""


class Mattering:
    """Reads a frame that has every condition (`Columns.everything`)."""

    def __init__(self, columns: Columns) -> None:
        self.base = columns.base
        self.columns = columns
        self.named = list(dict.fromkeys((*self.base.warning_signs, *self.base.condition_order)))
        self.unsure = Stages(self.base, after=columns.stages)
        self.number = 0
        self._by_unknown: dict[Condition, pl.Expr] = {}
        self._unknowns()
        self.stages = Stages(self.base, after=self.unsure)
        self._could: dict[Condition, Pair] = {}
        self._raw: dict[Test, int] = {}
        self._tries: dict[tuple[int, int], bool] = {}
        self._needed: dict[tuple[str, bool], list[pl.Expr]] = {}
        self._asked: dict[str, list[pl.Expr]] = {}
        self._relevant: list[tuple[Condition, pl.Expr, pl.Expr]] = []
        self._forwards()
        self._backwards()
        self._left()

    def open_ends(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A column `open:ID` for each warning sign and condition: true where it is not ruled out."""
        parts = [self._open_ends(part) for part in frame.iter_slices(ROWS)]
        return pl.concat(parts) if parts else self._open_ends(frame)

    def _open_ends(self, frame: pl.DataFrame) -> pl.DataFrame:
        # Most rows of a complete table stop at one of these two doors.
        some_open = either(pl.col(FINDING + name).is_null() for name in self.named)
        some_missing = either(map(self.uncertain, self.base.questions))
        rows = frame.with_row_index(ROW).filter(some_open).with_columns(some_missing.alias(":missing"))
        for stage in self.unsure.expressions:
            rows = rows.with_columns(stage)
        because = rows.select(
            ROW, *((pl.col(FINDING + name).is_null() & pl.col(f"unknown:{name}")).alias(name) for name in self.named)
        )
        rows = rows.filter(":missing")
        for stage in self.stages.expressions:
            rows = rows.with_columns(stage)
        settled = self._settled(rows)
        mattering = rows.with_columns(settled).select(
            ROW, *((pl.col(f"maybe:{name}") & ~pl.col(":settled")).alias(name) for name in self.named)
        )
        none = pl.Series([False]).new_from_index(0, frame.height)
        return pl.DataFrame(
            [
                none.clone().scatter(because[ROW], because[name]).alias(f"open:{name}")
                | none.clone().scatter(mattering[ROW], mattering[name])
                for name in self.named
            ]
        )

    # Forwards: what could still be

    def _forwards(self) -> None:
        base = self.base
        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if name in base.questions:
                when = base.questions[name].when
                if when is not None:
                    self._keep(f"applies:{name}", self.could(when))
            else:
                rules = [self.could(when) for when in base.conditions_of[name]]
                self._keep(FINDING + name, (either(t for t, _ in rules), both(f for _, f in rules)))

    def _keep(self, name: str, pair: Pair) -> Pair:
        return (
            self.stages.define(f"could:{name}", pair[0]),
            self.stages.define(f"could-not:{name}", pair[1]),
        )

    def could(self, condition: Condition) -> Pair:
        if isinstance(condition, Found):
            return pl.col(f"could:{FINDING}{condition.finding}"), pl.col(f"could-not:{FINDING}{condition.finding}")
        pair = self._could.get(condition)
        if pair is None:
            self.number += 1
            pair = self._could[condition] = self._keep(str(self.number), self._read(condition))
        return pair

    def _read(self, condition: Condition) -> Pair:
        match condition:
            case All(parts):
                pairs = [self.could(part) for part in parts]
                return both(t for t, _ in pairs), either(f for _, f in pairs)
            case Any(parts):
                pairs = [self.could(part) for part in parts]
                return either(t for t, _ in pairs), both(f for _, f in pairs)
            case Not(part):
                true, false = self.could(part)
                return false, true
            case AtLeast(count, parts):
                pairs = [self.could(part) for part in parts]
                return (
                    at_least(count, [t for t, _ in pairs]),
                    at_least(len(parts) - count + 1, [f for _, f in pairs]),
                )
            case Is() | Within() | Chosen():
                return self._test(condition)
            case Found():
                return self.could(condition)

    def _test(self, test: Test) -> Pair:
        """A missing answer could still be whatever the question takes, if it applies."""
        question = self.base.questions[test.question]
        missing = pl.col(question.id).is_null()
        raw = self.raw(test)
        true, false = raw.fill_null(False), (~raw).fill_null(False)
        could_true, could_false = outcomes(test, question)
        true = true | missing if could_true else true
        false = false | missing if could_false else false
        if question.when is None:
            return true, false
        applies, never = pl.col(f"could:applies:{question.id}"), pl.col(f"could-not:applies:{question.id}")
        return true & applies, (false & applies) | never

    def raw(self, test: Test) -> pl.Expr:
        """The test of the answer as it was given, in a column."""
        number = self._raw.setdefault(test, len(self._raw))
        return self.stages.define(f"raw:{number}", self.stages.raw(test))

    # Backwards: what it takes to change the outcome

    def _backwards(self) -> None:
        base = self.base
        decisive = self._decisive()
        late: dict[str, int] = {rule.id: len(rule.establish) for rule in base.rules.values()}
        for rule in base.rules.values():
            if not rule.establish:
                self._need_whole(rule.when, decisive[rule.id], NEVER)
        for name in sorted(base.stratum, key=base.stratum.__getitem__, reverse=True):
            if name in base.questions:
                when = base.questions[name].when
                if when is not None:
                    self._need_whole(when, self._sum(f"applies:{name}", True), self._sum(f"applies:{name}", False))
                self.stages.define(f"asked:{name}", self._is_asked(name))
                continue
            self.stages.define(f"on-trail:{name}", self._sum(FINDING + name, True) | self._sum(FINDING + name, False))
            for rule in base.rules.values():
                if name not in rule.establish:
                    continue
                late[rule.id] -= 1
                if not late[rule.id]:
                    true = [decisive[rule.id], *(pl.col(f"need:{FINDING}{other}") for other in rule.establish)]
                    false = [pl.col(f"need-not:{FINDING}{other}") for other in rule.establish]
                    self._need_whole(rule.when, either(true), either(false))
            if name == ALL_CLEAR:
                for when in base.conditions_of[name]:
                    self._need_whole(when, pl.col(f"need:{FINDING}{name}"), pl.col(f"need-not:{FINDING}{name}"))

    def _sum(self, name: str, truth: bool) -> pl.Expr:
        """Where anything needs this name to become true (or false), once all that reads it was looked at."""
        column = f"need:{name}" if truth else f"need-not:{name}"
        wanted = either(self._needed.get((name, truth), []))
        return self.stages.define(column, wanted & pl.col(name).is_null())

    def _is_asked(self, name: str) -> pl.Expr:
        """Where the question bears on the outcome, is not answered, and may apply."""
        bears = either(self._asked.get(name, [])) & pl.col(name).is_null()
        return bears if self.base.questions[name].when is None else bears & pl.col(f"could:applies:{name}")

    def _decisive(self) -> dict[str, pl.Expr]:
        """For each rule, where its firing would change the urgency, the leading condition or the pathway."""
        base, stages = self.base, self.stages
        levels = [level for level in RANK if any(rule.urgency == level for rule in base.rules.values())]
        default = RANK[base.default_urgency]
        fired = {
            level: either(pl.col(RULE + r.id) for r in base.rules.values() if r.urgency == level).fill_null(False)
            for level in levels
        }
        for level in levels:
            stages.define(f"demanded:{level}", fired[level])
        low = [r.when for r in base.rules.values() if r.urgency is not None and RANK[r.urgency] < default]
        stages.define(":may-sink", either(self.could(when)[0] for when in low))
        matters: dict[str, pl.Expr] = {}
        for level in levels:
            at_least = either(pl.col(f"demanded:{other}") for other in levels if RANK[other] >= RANK[level])
            something = either(pl.col(f"demanded:{other}") for other in levels)
            undemanded = pl.col(":may-sink") if level == base.default_urgency else pl.lit(True)
            matters[level] = stages.define(f"matters:{level}", ~at_least & (something | undemanded))
        paths = {way: [r for r in base.rules.values() if r.pathway == way] for way in base.pathway_order}
        for way, rules in paths.items():
            stages.define(f"taken:{way}", either(pl.col(RULE + r.id) for r in rules).fill_null(False))
        prevails: dict[str, pl.Expr] = {}
        place = {way: number for number, way in enumerate(base.pathway_order)}
        for way in base.pathway_order:
            earlier = [other for other in base.pathway_order if place[other] <= place[way]]
            stands = ~either(pl.col(f"taken:{other}") for other in earlier)
            beaten = place[way] < place.get(base.default_pathway, -1)
            taken_later = either(pl.col(f"taken:{other}") for other in base.pathway_order if place[other] > place[way])
            prevails[way] = stages.define(f"prevails:{way}", stands & (taken_later | pl.lit(beaten)))
        leads: dict[str, pl.Expr] = {}
        before: pl.Expr = pl.lit(False)
        for name in base.condition_order:
            before = stages.define(f"led:{name}", before | pl.col(FINDING + name).fill_null(False))
            leads[name] = ~before
        found = {}
        for rule in base.rules.values():
            ways = [leads[name] for name in rule.establish if name in leads]
            if rule.urgency is not None:
                ways.append(matters[rule.urgency])
            if rule.pathway is not None:
                ways.append(prevails[rule.pathway])
            found[rule.id] = either(ways)
        return found

    def _need_whole(self, condition: Condition, true: pl.Expr, false: pl.Expr) -> None:
        """The condition of a rule, or of a question: here rows are told apart that differ in what is open."""
        self.number += 1
        could, could_not = self.could(condition)
        wanted = self.stages.define(f"wanted:{self.number}", true & could)
        unwanted = self.stages.define(f"unwanted:{self.number}", false & could_not)
        self._relevant.append((condition, wanted, unwanted))
        self._need(condition, wanted, unwanted)

    def _need(self, condition: Condition, wanted: pl.Expr, unwanted: pl.Expr) -> None:
        """Follows the condition to the answers and findings that could make it true, or false, and are not certain."""
        match condition:
            case Not(part):
                self._need_part(part, unwanted, wanted)
            case All(parts) | Any(parts) | AtLeast(_, parts):
                is_open = self.stages.column_of(condition).is_null()
                self.number += 1
                true = self.stages.define(f"wanted:{self.number}", wanted & is_open)
                false = self.stages.define(f"unwanted:{self.number}", unwanted & is_open)
                for part in parts:
                    self._need_part(part, true, false)
            case Found(finding):
                self._needed.setdefault((FINDING + finding, True), []).append(wanted)
                self._needed.setdefault((FINDING + finding, False), []).append(unwanted)
            case Is() | Within() | Chosen():
                name = condition.question
                uncertain = self.stages.define(f"uncertain:{name}", self.uncertain(name))
                self._asked.setdefault(name, []).append((wanted | unwanted) & uncertain)
                if self.base.questions[name].when is not None:
                    gate = self._needed.setdefault((f"applies:{name}", True), [])
                    gate.append((wanted | unwanted) & uncertain)
                    self._needed.setdefault((f"applies:{name}", False), []).append(unwanted & uncertain)

    def _need_part(self, part: Condition, wanted: pl.Expr, unwanted: pl.Expr) -> None:
        could, could_not = self.could(part)
        self._need(part, wanted & could, unwanted & could_not)

    def uncertain(self, question: str) -> pl.Expr:
        """Where it is open what counts as the answer."""
        missing = pl.col(question).is_null()
        if self.base.questions[question].when is None:
            return missing
        applies = pl.col(f"applies:{question}")
        return applies.is_null() | (applies & missing).fill_null(True)

    # Open because someone did not know

    def _unknowns(self) -> None:
        base, stages = self.base, self.unsure
        for name in sorted(base.stratum, key=base.stratum.__getitem__):
            if name in base.questions:
                question = base.questions[name]
                said = stages.unknown(question, pl.col(name)).fill_null(False)
                if question.when is not None:
                    said = said | self._through(question.when)
                stages.define(f"unsure:{name}", said)
            else:
                stages.define(f"unknown:{name}", either(map(self._through, base.conditions_of[name])))

    def _through(self, condition: Condition) -> pl.Expr:
        """Where the condition is open and an `unknown` lies behind it."""
        made = self._by_unknown.get(condition)
        if made is None:
            behind = []
            for leaf in leaves(condition):
                name = f"unknown:{leaf.finding}" if isinstance(leaf, Found) else f"unsure:{leaf.question}"
                behind.append(self.unsure.column_of(leaf).is_null() & pl.col(name))
            expression = self.unsure.column_of(condition).is_null() & (either(behind) | self._left_to_tests(condition))
            self.number += 1
            made = self._by_unknown[condition] = self.unsure.define(f"through:{self.number}", expression)
        return made

    def _left_to_tests(self, condition: Condition) -> pl.Expr:
        """Where the condition is open for nothing but what nobody is asked (`given: yes`)."""
        own: list[pl.Expr] = []
        others: list[pl.Expr] = []
        for leaf in leaves(condition):
            given = not isinstance(leaf, Found) and self.base.questions[leaf.question].given
            (own if given else others).append(self.unsure.column_of(leaf).is_null())
        return ~either(others) if own else NEVER

    # Where every way to go on can be tried

    def _left(self) -> None:
        """`few`: so few ways to go on that a case tries all; `maybe:ID`: matters, unless they all change nothing."""
        stages = self.stages
        ways: pl.Expr = pl.lit(1.0)
        for name, domain in domains(self.base).items():
            size = float(len(domain.answers)) if domain.complete else inf
            ways = ways * pl.when(pl.col(f"asked:{name}")).then(size).otherwise(1.0)
        some = stages.define(":some-asked", either(pl.col(f"asked:{name}") for name in self.base.questions))
        stages.define(":few", some & (ways <= EXHAUSTIVE))
        for name in self.named:
            is_open = pl.col(FINDING + name).is_null()
            known = ~pl.col(f"unknown:{name}")
            stages.define(f"maybe:{name}", is_open & known & pl.col(f"on-trail:{name}") & some)

    def _settled(self, frame: pl.DataFrame) -> pl.Series:
        """Where no way to go on changes the outcome."""
        doubtful = frame.select(pl.col(":few") & either(pl.col(f"maybe:{name}") for name in self.named)).to_series()
        settled = pl.Series(":settled", [False]).new_from_index(0, frame.height)
        if not doubtful.any():
            return settled
        rows = frame.filter(doubtful)
        alike = rows.select(self._alike())
        keys = list(zip(alike.hash_rows(1), alike.hash_rows(2), strict=True))
        new = {key: row for row, key in enumerate(keys) if key not in self._tries}
        if len(self._tries) + len(new) > KEPT:
            self._tries.clear()
            new = {key: row for row, key in enumerate(keys)}
        self._tries.update(zip(new, self._tried(rows.select(pl.all().gather(list(new.values())))), strict=True))
        return settled.scatter(doubtful.arg_true(), [self._tries[key] for key in keys])

    def _tried(self, rows: pl.DataFrame) -> list[bool]:
        """Whether nothing changes the outcome. Some ways to go on are tried for all rows at once, which finds most
        that do; the others are tried one by one, in every way."""
        verdicts = [False] * rows.height
        now = self._decided(rows.select(self.base.questions.keys())).with_row_index(":at")
        left = rows.with_row_index(":at").select(
            ":at", *self.base.questions, *(f"asked:{name}" for name in self.base.questions)
        )
        for number in range(GUESSES):
            if not left.height:
                break
            then = self._decided(left.select(self._guess(Random(number))))
            stands = now.select(pl.all().gather(left[":at"])).drop(":at")
            left = left.filter((then == stands).select(pl.all_horizontal(pl.all())).to_series())
        for row in left.rows(named=True):
            session = Session(self.base)
            given = {name: decoded(question, row[name]) for name, question in self.base.questions.items()}
            session.tell(
                CheckedAnswers(self.base, {name: answer for name, answer in given.items() if answer is not None})
            )
            verdicts[row[":at"]] = Pivots(Reach(session)).settled
        return verdicts

    def _decided(self, answers: pl.DataFrame) -> pl.DataFrame:
        """Urgency, leading condition and pathway as numbers; one more than all where there is none."""
        default = pl.lit(self.base.default_urgency, dtype=URGENCY)
        columns = self.columns
        ways = (columns.urgency().fill_null(default), columns.leading(), columns.pathway())
        every = (way.to_physical().cast(pl.Int32).fill_null(-1).alias(str(n)) for n, way in enumerate(ways))
        return columns.everything(answers).select(every)

    def _guess(self, random: Random) -> list[pl.Expr]:
        """An answer to each question that is asked; the first one ("no" of yes and no) more often than the others."""
        made = []
        for name, domain in domains(self.base).items():
            question = self.base.questions[name]
            answer = domain.answers[0] if random.random() < 0.5 else random.choice(domain.answers)
            given = pl.lit(encoded(question, answer), dtype=self.columns.schema[name])
            made.append(pl.when(f"asked:{name}").then(given).otherwise(name).alias(name))
        return made

    def _alike(self) -> list[pl.Expr]:
        """What rows have to share to come to the same: what is wanted, and all that it rests on."""
        told: list[pl.Expr] = [pl.col(f"asked:{name}") for name in self.base.questions]
        told += [pl.col(name) for name in self.stages.made if name.startswith(("matters:", "prevails:", "led:"))]
        leaf_of: dict[Test | Found, list[pl.Expr]] = {}
        for condition, wanted, unwanted in self._relevant:
            told += [wanted, unwanted]
            for leaf in leaves(condition):
                leaf_of.setdefault(leaf, []).append(wanted | unwanted)
        for leaf, masks in leaf_of.items():
            state = self.stages.column_of(leaf).cast(pl.Int8).fill_null(2)
            if not isinstance(leaf, Found) and self.base.questions[leaf.question].when is not None:
                state = state + 3 * self.raw(leaf).cast(pl.Int8).fill_null(2)
            told.append(pl.when(either(masks)).then(state))
        return [part.alias(str(number)) for number, part in enumerate(told)]
