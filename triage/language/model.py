"""The parts of a knowledge base. All immutable; `load` makes them, everything else reads them.

Parts with an id are told apart by it, not compared: without `eq` each class is made in half the time, at every start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from triage.language.condition import Condition, Found, Test, leaves
from triage.language.display import Displayed
from triage.language.errors import NOWHERE, Place

if TYPE_CHECKING:
    from triage.language.document import Node

Text = Mapping[str, str]
"""What people read, by language; for whoever answers for another, under the language with `OTHER` behind it."""
Stance = Literal["do", "ask-first", "avoid"]
STANCES: tuple[Stance, ...] = ("do", "ask-first", "avoid")
"""What a line can say of a subject, the most careful last."""
Stances = Mapping[str, Stance]
"""What a line says of each subject that it is about."""

NOTHING = "nothing"
"""That nothing is still to be seen, where a level of urgency may be said."""
COUNTS: Mapping[str, int] = {"days": 1, "weeks": 7}
"""The units of time of a base, each in days: what a number can count, so that a length of time or a date answers it,
and how long a phase takes."""
Kind = Literal["yes-no", "choice", "choices", "number"]
FindingKind = Literal["sign", "condition", "warning-sign"]

Role = Literal[
    "since-when",
    "how-bad",
    "pathway",
    "phase",
    "days-since-start",
    "days-in-phase",
    "still-to-be-seen",
    "steps-back",
]
"""What a question can tell that the program has to know: how many days ago it began, how bad it is, or what a check-in
takes from the case file."""
ROLES: Mapping[Role, Kind] = {
    "since-when": "number",
    "how-bad": "number",
    "pathway": "choice",
    "phase": "choice",
    "days-since-start": "number",
    "days-in-phase": "number",
    "still-to-be-seen": "choice",
    "steps-back": "number",
}
"""How a question is answered that tells each."""
ASKED: tuple[Role, ...] = ("since-when", "how-bad")
"""What people tell. The rest stands in the file of a case, and is given."""
Help = Literal["now", "today", "soon", "later", "none"]
HELPS: tuple[Help, ...] = ("now", "today", "soon", "later", "none")
"""How soon a level of urgency asks for help, the soonest first: what each does is in docs/language.md."""


OfOutcome = Literal["urgency", "leading", "pathway", "open"]

EXPERT = "expert-consensus"
"""The basis of what rests on no claim."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where `when` holds, an answer that is not known counts as one of those that `stands_for` is true of."""

    when: Condition
    stands_for: Test


Meaning = Literal["alarming", "neutral", "easier"]
ALARMING: Meaning = "alarming"
NEUTRAL: Meaning = "neutral"
EASIER: Meaning = "easier"
MEANINGS: tuple[Meaning, ...] = (ALARMING, NEUTRAL, EASIER)


@dataclass(frozen=True, eq=False)
class Unknown:
    """What it means not to know the answer to a question, and why. `alarming`: it stays open, and never counts as no.
    `neutral`: it speaks for nothing, as of a question that does not apply. `easier`: it stays open until what is asked
    instead (`ask`) is answered, and then counts as its `readings` say. `say`: how it is offered where "I don't know"
    says too little."""

    means: Meaning
    because: Text
    sources: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    say: Text | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """`given`: never asked; whoever drives the base fills it in, or it is not known. `unknown`: what not knowing means,
    where the base says so. `was`: its ids in earlier versions of the base; `options_were`: the earlier ids of its
    options, each with what it is called now. `kinds`: options that are a kind of others, each with these.
    `counts`: what a number counts, where a length of time or a date answers it too, and which is kept as a date;
    `anchors`: what some of the numbers mean; `tells`: what the program has to know by it; `before`: the question whose
    answer at the check-in before this is.

    `lasts`: for so many days an answer stands before it is asked again. `facts`: in a few words what a clinician is
    told of an answer, by option, or under `yes`, or of a number under `number`, where `{number}` stands for it.
    `term`: what a clinician calls what is asked for, in a list of what was answered no; `denied_when`: for whom that no
    means something, for anybody where the base does not say. `like`:
    in a check-in, the answers of the interview that a yes to it is like. `split_from`: the question that asked for this
    too in earlier versions: a file that answers that one and not this one answered both."""

    id: str
    topic: str
    type: Kind
    ask: Text
    help: Text
    statement: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)
    unit: Text | None = None
    unit_one: Text | None = None
    min: float = 0
    max: float = 0
    whole: bool = False
    may_be_unknown: bool = True
    given: bool = False
    when: Condition | None = None
    unknown: Unknown | None = None
    place: Place = NOWHERE
    was: tuple[str, ...] = ()
    options_were: Mapping[str, str] = field(default_factory=dict)
    lasts: int | None = None
    facts: Mapping[str, Text] = field(default_factory=dict)
    term: Text | None = None
    denied_when: Condition | None = None
    like: Mapping[str, str] = field(default_factory=dict)
    split_from: str | None = None
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: Literal["days", "weeks"] | None = None
    anchors: Mapping[float, Text] = field(default_factory=dict)
    tells: Role | None = None
    before: str | None = None

    @property
    def from_case_file(self) -> bool:
        """Whether a check-in takes the answer from the case file."""
        return self.before is not None or not (self.tells is None or self.tells in ASKED)

    def widened(self, words: Iterable[str]) -> tuple[str, ...]:
        """The words with the options that are a kind of one of them, and these with theirs."""
        options = dict.fromkeys(words)
        while more := [
            name for name, wider in self.kinds.items() if name not in options and not options.keys().isdisjoint(wider)
        ]:
            options.update(dict.fromkeys(more))
        return tuple(options)

    @property
    def unknown_means(self) -> Meaning:
        """What it means not to know the answer: alarming where the base does not say."""
        return ALARMING if self.unknown is None else self.unknown.means


@dataclass(frozen=True, eq=False)
class Checklist:
    """Several yes-no questions that may be asked at once."""

    id: str
    topic: str
    ask: Text
    questions: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Finding:
    """`may_be`: its name where the words around it say how sure it is, for one whose own name says "possible";
    `examination`: what a clinician would do to settle it; `was`: its ids in earlier versions of the base.
    `settles_earlier`: where it is established, a clinician has looked at what was found before."""

    id: str
    kind: FindingKind
    name: Text
    about: Text | None = None
    examination: Text | None = None
    place: Place = NOWHERE
    was: tuple[str, ...] = ()
    may_be: Text | None = None
    settles_earlier: bool = False


@dataclass(frozen=True, eq=False)
class Rule(Displayed):
    """`when` is the whole condition, with the guard that the language adds to a demand below the default. `derived`: it
    follows from a criterion of a phase (see `criteria`). `once_gone`: what it still demands when it is later no longer
    so and no clinician has looked; None where the base does not say, "" where that is nothing."""

    id: str
    when: Condition
    establish: tuple[str, ...]
    urgency: str | None
    pathway: str | None
    because: Text
    sources: tuple[str, ...]
    guarded: bool = False
    place: Place = NOWHERE
    derived: bool = False
    once_gone: str | None = None

    def __repr__(self) -> str:
        return f"<Rule {self.id}>"

    def belongs_to(self, base: Displayed) -> None:
        """From now on a notebook shows it in the words of this base."""
        vars(self)["_home"] = base

    @property
    def home(self) -> Displayed | None:
        """The base that it was loaded with."""
        home: Displayed | None = vars(self).get("_home")
        return home


@dataclass(frozen=True, eq=False)
class Subject:
    """What lines of advice can be about. `careful_prevails`: where lines of different stances on it would be shown
    together, the most careful is shown and the others are not; otherwise they may never meet."""

    id: str
    name: Text
    careful_prevails: bool = False


@dataclass(frozen=True)
class Decided:
    """A test of what a case comes to: `key` is one of `names`, or with `holds` False none of them. `open`: one of these
    findings is neither established nor ruled out."""

    key: OfOutcome
    names: tuple[str, ...]
    holds: bool = True


Fits = tuple[Decided, ...]
"""The outcomes that a line fits: all of these hold."""


@dataclass(frozen=True)
class Criterion:
    """When a line about going on or stepping back comes true: a condition over the answers of a check-in, `written` as
    its author did, for whoever loads the check-in to read at its `node`."""

    written: object
    node: Node = field(compare=False, repr=False)
    file: str = field(compare=False)


@dataclass(frozen=True)
class Item:
    """A line of advice; with `when` and `fits`, only for those for whom they hold. `met`: in a list of criteria, when
    it is."""

    text: Text
    when: Condition | None = None
    sources: tuple[str, ...] = ()
    fits: Fits = ()
    about: Stances = field(default_factory=dict)
    met: Criterion | None = None


@dataclass(frozen=True)
class ExerciseUse:
    exercise: str
    when: Condition | None = None
    fits: Fits = ()


@dataclass(frozen=True)
class ScheduleDay:
    """`days`: first and last day (or week) of the cycle that `text` is for, counted from 1; `rest`: it asks for nothing
    but rest."""

    days: tuple[int, int]
    text: Text
    when: Condition | None = None
    fits: Fits = ()
    about: Stances = field(default_factory=dict)
    rest: bool = False


Amount = tuple[float, float]
"""A dose: lowest and highest (the same where there is no range)."""


@dataclass(frozen=True, eq=False)
class Exercise:
    """`dose` maps DOSES to amounts; `hold`, `lower`, `lift` and `rest` are in seconds."""

    id: str
    name: Text
    how: Text
    dose: Mapping[str, Amount]
    equipment: Text | None
    harder: Text | None
    easier: Text | None
    pain: Text | None
    sources: tuple[str, ...]
    place: Place = NOWHERE
    about: Stances = field(default_factory=dict)


DOSES = (
    "sets",
    "repetitions",
    "seconds",
    "hold",
    "lift",
    "lower",
    "out",
    "back",
    "rest",
    "minutes",
    "metres",
    "per-day",
    "per-week",
)


@dataclass(frozen=True, eq=False)
class Phase:
    """One stretch of a care pathway; behind us where `until` holds. `takes`: how many days, None where that is open;
    `was`: its ids in earlier versions of the base; `from_complaint`: its days count from the day on which the complaint
    began, and not from the day on which somebody began with it; `schedule_repeats`: after its last day the schedule
    starts anew."""

    id: str
    name: Text
    lasts: Text | None
    takes: Amount | None
    until: Condition | None
    goals: tuple[Item, ...]
    do: tuple[Item, ...]
    avoid: tuple[Item, ...]
    exercises: tuple[ExerciseUse, ...]
    schedule: tuple[ScheduleDay, ...]
    move_on: tuple[Item, ...]
    step_back: tuple[Item, ...]
    seek_help: tuple[Item, ...]
    background: tuple[Item, ...]
    sources: tuple[str, ...]
    place: Place = NOWHERE
    was: tuple[str, ...] = ()
    from_complaint: bool = False
    schedule_repeats: bool = False

    def conditions(self) -> Iterator[Condition]:
        """Every condition that what this phase says to someone depends on."""
        if self.until is not None:
            yield self.until
        yield from (line.when for _, line in self.lines() if line.when is not None)

    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """Its lists of lines, by their key in the language."""
        return {
            "goals": self.goals,
            "do": self.do,
            "avoid": self.avoid,
            "move-on": self.move_on,
            "step-back": self.step_back,
            "seek-help": self.seek_help,
            "background": self.background,
        }

    def lines(self) -> Iterator[tuple[str, Item | ExerciseUse | ScheduleDay]]:
        """All that it says, each line named by its list and its number in it, an exercise by its id."""
        for name, items in self.items().items():
            yield from ((f"{name}-{number}", item) for number, item in enumerate(items, 1))
        yield from ((use.exercise, use) for use in self.exercises)
        yield from ((f"schedule-{number}", day) for number, day in enumerate(self.schedule, 1))


@dataclass(frozen=True, eq=False)
class Pathway:
    """`was`: its ids in earlier versions of the base."""

    id: str
    name: Text
    summary: Text
    phases: tuple[Phase, ...]
    place: Place = NOWHERE
    was: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Caution:
    """It is meant for who looks after themselves, and so not shown where somebody has to look today or now, unless it
    says which outcomes it fits."""

    id: str
    text: Text
    when: Condition
    sources: tuple[str, ...]
    place: Place = NOWHERE
    fits: Fits = ()
    about: Stances = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SafetyNet:
    """What should make someone seek help sooner, and how soon. `guards`: the findings that it guards against. `signs`:
    what it speaks of, as whoever has it would answer; for each of them the rules say that it is just as urgent."""

    id: str
    text: Text
    when: Condition | None
    urgency: str
    sources: tuple[str, ...]
    place: Place = NOWHERE
    fits: Fits = ()
    about: Stances = field(default_factory=dict)
    guards: tuple[str, ...] = ()
    signs: tuple[Condition, ...] = ()


PhaseLine = Item | ExerciseUse | ScheduleDay
Line = PhaseLine | Caution | SafetyNet
"""What is said to those for whom it holds."""


@dataclass(frozen=True, eq=False)
class Contradiction:
    """Answers that cannot all be true."""

    id: str
    when: Condition
    ask: Text
    place: Place = NOWHERE

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(leaf.question for leaf in leaves(self.when) if not isinstance(leaf, Found)))


@dataclass(frozen=True, eq=False)
class Preference:
    """Conditions that explain a complaint better than others, where both are established, and every finding of `when`
    is."""

    id: str
    prefer: tuple[str, ...]
    over: tuple[str, ...]
    when: tuple[str, ...]
    because: Text
    sources: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Claim:
    """`unused` is the reason why nothing rests on it, where it was left out on purpose."""

    id: str
    text: Text
    document: str
    unused: Text | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Document:
    id: str
    title: str
    author: str = ""
    publisher: str = ""
    year: str = ""
    language: str = ""
    url: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Conflict:
    """Claims that disagree, the one that the base follows, and why; `situation` says where that one holds."""

    id: str
    claims: tuple[str, ...]
    follow: str
    because: Text
    situation: Text | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Urgency:
    """A level of the scale in the words of the base. `standard`: what it is in a standard of its field, empty where the
    base does not say; `was`: its ids in earlier versions of the base."""

    name: Text
    act: Text
    help: Help
    standard: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Levels:
    """The urgency scale of a base. `order`: its levels, most urgent first; `rank`: how urgent each is, a higher number
    being more urgent; `alarm`: the one that is told at once, whatever is being asked; `today`: the least urgent at
    which somebody is seen today, `soon`: the least urgent at which somebody has to look before one goes on;
    `reassuring`: those that say that nobody has to look; `formerly`: what the levels of earlier versions are now."""

    order: tuple[str, ...]
    rank: Mapping[str, int]
    alarm: str
    today: str
    soon: str
    reassuring: tuple[str, ...]
    formerly: Mapping[str, str]

    @classmethod
    def of(cls, urgencies: Mapping[str, Urgency]) -> Levels:
        order = tuple(urgencies)

        def least(late: Help) -> str:
            """The last level that asks for help no later than this."""
            levels = [name for name in order if HELPS.index(urgencies[name].help) <= HELPS.index(late)]
            return levels[-1] if levels else ""

        return cls(
            order,
            {name: rank for rank, name in enumerate(reversed(order))},
            least("now"),
            least("today"),
            least("soon"),
            tuple(name for name in order if urgencies[name].help == "none"),
            {former: name for name, level in urgencies.items() for former in level.was},
        )

    def now_called(self, level: str) -> str:
        """What a level is called that had this id in an earlier version."""
        return self.formerly.get(level, level)

    def presses(self, level: str | None) -> bool:
        """Whether somebody has to be seen today or now."""
        return level is not None and self.rank[level] >= self.rank[self.today]

    def asks_soon(self, level: str) -> bool:
        """Whether somebody has to look before one goes on."""
        return self.rank[level] >= self.rank[self.soon]

    @property
    def at_home(self) -> Fits:
        """The outcomes in which nobody has to look today or now."""
        return (Decided("urgency", tuple(level for level in self.order if not self.presses(level))),)

    def lingers(self, rule: Rule) -> str | None:
        """What a rule still demands once it is gone. Where the base does not say: what had to be seen today or now has
        to be seen today all the same, and the rest is over."""
        if rule.once_gone is not None:
            return rule.once_gone or None
        return self.today if self.presses(rule.urgency) else None


@dataclass(frozen=True, eq=False)
class Stage:
    """A phase of a pathway that a check-in follows: the criteria of leaving it, as conditions over the answers of that
    check-in, each with its place. `unsaid`: lines among its criteria that say not when they are met; `first`,
    `last`: nothing comes before it, or after."""

    pathway: str
    phase: str
    criteria: tuple[tuple[Condition, Place], ...]
    unsaid: tuple[Place, ...]
    last: bool
    takes: Amount | None
    place: Place = NOWHERE
    first: bool = False

    @property
    def between(self) -> bool:
        """Whether it can be skipped: there is a phase on either side."""
        return not (self.first or self.last)


def names(condition: Condition) -> tuple[str, ...]:
    """The questions and findings that a condition tests."""
    return tuple(
        dict.fromkeys(leaf.finding if isinstance(leaf, Found) else leaf.question for leaf in leaves(condition))
    )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What somebody was told, in ids; `leading` is None where nothing led."""

    urgency: str
    leading: str | None
    pathway: str
    warning_signs: tuple[str, ...] = ()


Decision = Literal["be-seen", "step-back", "hold", "go-on"]
Mark = Literal["agreed", "too-careful", "not-careful-enough", "wrong"]
Markable = Literal["urgency", "leading", "finding", "pathway", "rule"]
