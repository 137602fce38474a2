"""Every key of the knowledge language, in one row: its name, what stands behind it, whether it must be there, and what
it is for.

`Reader.fields` reads by these forms. triage/knowledge.schema.json, by which editors complete and explain, and the
tables in docs/language.md are made of them (`pytest --renew tests/authoring/test_keys.py`). A key is added, renamed or
explained here and nowhere else.

>>> QUESTION.keys["unit"].required_where
('number',)
>>> QUESTION.required("yes-no"), "unit" in QUESTION.allowed("yes-no")
(('question', 'topic', 'type', 'ask', 'help'), False)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from triage.language.condition import NONE
from triage.language.model import (
    COUNTS,
    DOSES,
    EASIER,
    EXPERT,
    HELPS,
    MEANINGS,
    ROLES,
    STANCES,
    FindingKind,
    Kind,
    OfOutcome,
)
from triage.words.saying import languages

if TYPE_CHECKING:
    from triage.language.model import Decision, Mark, Markable
    from triage.language.property import Monotone

Many = Literal["one", "one or several", "list", "full list"]


class Shape(NamedTuple):
    """What stands behind a key: one of these forms (another one here, or a plain one such as `text`), or one of these
    words. `names`: what kind of thing an id there names; `many`: one of it, one or a list, or always a list (a
    full one is not empty)."""

    forms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: str = ""
    many: Many = "one"


class Key(NamedTuple):
    """`where`: the situations in which it may stand, or any; `required`: whether it must, in these or in the situations
    that are named; `default`: what holds where it is left out."""

    name: str
    shape: Shape
    help: str
    required: bool | tuple[str, ...] = False
    where: tuple[str, ...] = ()
    default: str = ""

    @property
    def required_where(self) -> tuple[str, ...]:
        """The situations in which it must stand, where that depends on the situation."""
        return self.required if isinstance(self.required, tuple) else self.where if self.required else ()

    def stands(self, situation: str) -> bool:
        return not self.where or situation in self.where

    def must_stand(self, situation: str) -> bool:
        if isinstance(self.required, tuple):
            return situation in self.required
        return self.required and self.stands(situation)


@dataclass(frozen=True, eq=False)
class Form:
    """A mapping with keys of its own. `name` is what other forms call it, `what` how messages do. The situation, on
    which some of its keys depend, is the value of the key `told_by`, or only the reader knows it. `others` stands
    behind keys that the author chooses (`other_names`: their pattern). Of the keys `one_of` one stands, of `some_of`
    one or more; it has no fewer keys than `least`, and no more than `most`."""

    name: str
    what: str
    help: str
    rows: tuple[Key, ...]
    told_by: str = ""
    others: Shape | None = None
    other_names: str = ""
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    _known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        return {key.name: key for key in self.rows}

    @cached_property
    def helps(self) -> Mapping[str, str]:
        return {key.name: key.help for key in self.rows}

    def required(self, situation: str = "") -> tuple[str, ...]:
        return self.required_and_optional(situation)[0]

    def allowed(self, situation: str = "") -> tuple[str, ...]:
        required, optional = self.required_and_optional(situation)
        return (*required, *optional)

    def required_and_optional(self, situation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys that must stand there, and those that may."""
        if (keys := self._known.get(situation)) is None:
            there = [key for key in self.rows if key.stands(situation)]
            keys = self._known[situation] = (
                tuple(key.name for key in there if key.must_stand(situation)),
                tuple(key.name for key in there if not key.must_stand(situation)),
            )
        return keys


ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[a-z0-9]+)*"

# Shapes

TEXT = Shape(("text",))
WORD = Shape(("word",))
WORDS = Shape(("words",))
STRING = Shape(("string",))
ID = Shape(("id",))
FLAG = Shape(("flag",))
NUMBER = Shape(("number",))
COUNT = Shape(("count",))
DAYS = Shape(("days",))
AMOUNT = Shape(("amount",))
DATE = Shape(("date",))
TABLE = Shape(("table",))
LEVEL = Shape(("level",), names="urgency")
CONDITION = Shape(("condition",))
CONDITIONS = Shape(("condition",), many="full list")
ANSWER = Shape(("words", "bounds"))
ITEMS = Shape(("item", "text"), many="list")
CRITERIA = Shape(("criterion", "text"), many="list")
FITS = Shape(("outcomes",), ("every-outcome",))
ABOUT = Shape(("ids", "stances"), names="subject")
LEVELS = Shape(("ids", "levels"), names="urgency")
BOUND = Shape(("string",), names="urgency")
"""A level, or a variable of a property for one."""
STATEMENT = Shape(("statement",))
STATEMENTS = Shape(("statement",), many="full list")


def id_of(kind: str) -> Shape:
    """The id of one thing of a kind."""
    return Shape(("id",), names=kind)


def ids_of(kind: str) -> Shape:
    """One id, or a list of them."""
    return Shape(("ids",), names=kind)


def list_of(kind: str) -> Shape:
    """A list of ids."""
    return Shape(("id",), names=kind, many="list")


def named(kind: str, *forms: str) -> Shape:
    """One id or a list of them, which may be variables of `for-each`."""
    return Shape(("named", *forms), names=kind)


def either(*words: str) -> Shape:
    """One of these words."""
    return Shape(words=words)


MONOTONE: tuple[Monotone, ...] = ("urgency", "findings", "pathway")
"""What more answers may never take back."""
DECISIONS: tuple[Decision, ...] = ("be-seen", "step-back", "hold", "go-on")
"""The conditions of a check-in base, the one that prevails first."""
MARKS: tuple[Mark, ...] = ("agreed", "too-careful", "not-careful-enough", "wrong")
MARKABLE: tuple[Markable, ...] = ("urgency", "leading", "finding", "pathway", "rule")
"""What can be marked. `leading` is the condition that leads, `finding` any other that is established."""

# Keys that several forms have

WHEN = Key("when", CONDITION, "Only for those for whom this holds.")
FOR, ANOTHER = "for", "another"
"""The key under which a line says which outcomes it fits, and a case that somebody answered for another."""
ITS_FOR = Key(FOR, FITS, "The outcomes that it is for.")
LINE = (
    WHEN,
    ITS_FOR,
    Key("about", ABOUT, "The subjects that it is about, or each with its stance."),
    Key("stance", either(*STANCES), "What it says of what it is about."),
)
SOURCES = (
    Key("sources", ids_of("claim"), "The claims that this rests on."),
    Key("basis", either(EXPERT), "Where no source says it."),
)
SOURCED = ("sources", "basis")
BECAUSE = Key("because", TEXT, "The reason, in plain words.", required=True)
ONCE_GONE = "once-gone"
"""The key for what a demand comes down to once it is no longer so."""
SETTLES = "settles-earlier"
"""The key of a finding that says that a clinician has looked at what was found before."""
WAS = "was"
"""The key for what something was called in earlier versions of the base."""
FORMER = Key(WAS, ids_of("earlier id"), "What it was called in earlier versions of the base.")
TELLS = "tells"
"""The key for what the program has to know by an answer."""
BEFORE = "before"
"""The key for the question whose answer at the check-in before a given one is."""
SPLIT_FROM = "split-from"
"""The key for what something was called in earlier versions of the base, together with something else."""
NOT_OURS = "not-ours"
"""The key for files and folders in a base that belong to other programs."""
KIND_OF = "kind-of"
"""The key for wider options, of which every test holds for this one too."""
FOR_ANOTHER = "other"
"""The key of a text for how it is told to whoever answers for another."""
CAREFUL = "careful-prevails"
"""The key of a subject on which the most careful line is shown alone."""
COUNTS_FROM = "counts-from"
"""The key of a phase for the day from which its days count."""
DENIED_WHEN = "denied-when"
"""The key of a yes-no question for whom its no is worth telling a clinician."""
PROGRAMME = "programme"
REPEATS = "schedule-repeats"
"""The key of a phase whose schedule starts anew after its last day."""
MET = "met"
"""The key under which a criterion of a phase says when it is met, by the answers of a check-in."""
HELP, STANDARD = "help", "standard"


def own_id(form: str) -> Key:
    return Key(form, ID, "Its id.", required=True)


# Texts

TEXT_FORM = Form(
    "text",
    "a text",
    "What people read, in every language of the base.",
    (
        *(Key(code, WORD, "In this language, where it is one of the base.") for code in languages()),
        Key(FOR_ANOTHER, TEXT, "How it is told to whoever answers for another."),
    ),
    others=WORD,
    other_names=LANGUAGE_PATTERN,
    least=1,
)
OPTION = Form(
    "option",
    "an option",
    "An answer to choose, in every language of the base.",
    (
        *TEXT_FORM.rows,
        FORMER,
        Key(KIND_OF, ids_of("option"), "Wider options: every test of one of these holds for this one too."),
    ),
    others=WORD,
    other_names=LANGUAGE_PATTERN,
    least=1,
)

# Conditions

AT_LEAST = Form(
    "at-least",
    "`at-least`",
    "So many or more of these conditions.",
    (Key("count", COUNT, "How many.", required=True), Key("of", CONDITIONS, "The conditions.", required=True)),
)
BOUNDS = Form(
    "bounds",
    "bounds",
    "Bounds of a number.",
    (
        Key("at-least", NUMBER, "This, or more."),
        Key("more-than", NUMBER, "More than this."),
        Key("at-most", NUMBER, "This, or less."),
        Key("less-than", NUMBER, "Less than this."),
    ),
    least=1,
    most=2,
)
CONDITION_FORM = Form(
    "condition",
    "a condition",
    "A condition; several keys mean all of them. Questions by id, each with an answer, several answers, or bounds.",
    (
        Key("finding", ids_of("finding"), "This finding is established, or one of these is."),
        Key("all", CONDITIONS, "All of these conditions."),
        Key("any", CONDITIONS, "One of these conditions."),
        Key("not", CONDITION, "This is certainly false."),
        Key("at-least", Shape(("at-least",)), "So many or more of these conditions."),
    ),
    others=ANSWER,
    other_names=ID_PATTERN,
    least=1,
)

# Questions

YES_NO, CHOICES, A_NUMBER, TELLING = ("yes-no",), ("choice", "choices"), ("number",), ("number", "choice")
QUESTION = Form(
    "question",
    "a question",
    "What is asked.",
    (
        own_id("question"),
        Key("topic", id_of("topic"), "A topic of base.yaml.", required=True),
        Key("type", either(*get_args(Kind)), "How it is answered.", required=True, default="yes-no"),
        Key("ask", TEXT, "The question.", required=True),
        Key("help", TEXT, "What helps to answer it.", required=True),
        Key("options", Shape(("options",)), "The answers to choose from.", required=True, where=CHOICES),
        Key("unit", TEXT, "The unit of a number.", required=True, where=A_NUMBER),
        Key("min", NUMBER, "The lowest number that it takes.", required=True, where=A_NUMBER),
        Key("max", NUMBER, "The highest number that it takes.", required=True, where=A_NUMBER),
        Key("when", CONDITION, "Asked only where this holds; elsewhere it does not apply."),
        Key("statement", TEXT, "Short for it: its line in a checklist, and in reasons."),
        Key("may-be-unknown", FLAG, "Whether one may answer that one does not know.", default="yes"),
        Key("unknown", Shape(("unknown",)), "What it means not to know the answer; alarming where nothing is said."),
        Key("given", FLAG, "Never asked; whoever runs the base gives the answer.", default="no"),
        Key("lasts", DAYS, "For so many days an answer stands before it is asked again."),
        Key(
            "fact",
            Shape(("text", "facts")),
            "What a clinician is told of the answer in a few words; of options one each.",
        ),
        Key("like", Shape(("like",)), "In a check-in: the answers of the interview that a yes to it is like."),
        FORMER,
        Key(SPLIT_FROM, id_of("question"), "The question that asked for this too in earlier versions."),
        Key("term", TEXT, "What a clinician calls what is asked for, in a list of what was answered no.", where=YES_NO),
        Key(
            DENIED_WHEN,
            CONDITION,
            "For whom an answer no is worth listing to a clinician; for anybody, where nothing is said.",
            where=YES_NO,
        ),
        Key("whole", FLAG, "Only whole numbers.", where=A_NUMBER, default="no"),
        Key("unit-one", TEXT, "The unit behind a 1.", where=A_NUMBER),
        Key(
            "counts", either(*COUNTS), "What it counts: a length of time or a date answers it as well.", where=A_NUMBER
        ),
        Key("anchors", Shape(("anchors",)), "What some of the numbers mean, by number.", where=A_NUMBER),
        Key(
            TELLS,
            either(*ROLES),
            "What the program has to know by it: since when it is so, or how bad it is, from 0 to 10. In a check-in, "
            "with `given`, what of the case file it holds.",
            where=TELLING,
        ),
        Key(BEFORE, id_of("question"), "In a check-in, with `given`: the question whose last answer this is."),
    ),
    told_by="type",
)
UNKNOWN = Form(
    "unknown",
    "`unknown`",
    "What it means not to know the answer to a question, and why.",
    (
        Key(
            "means",
            either(*MEANINGS),
            "alarming: it stays open, and never counts as no. neutral: it speaks for nothing. "
            "easier: other questions are asked instead.",
            required=True,
            default=MEANINGS[0],
        ),
        Key("because", TEXT, "Why, by balance of risk.", required=True),
        Key(
            "ask",
            ids_of("question"),
            "What is asked instead; each of them has a when with `unknown`.",
            required=True,
            where=(EASIER,),
        ),
        Key("reads", Shape(("reading",), many="full list"), "As which answers it then counts.", True, (EASIER,)),
        *SOURCES,
        Key("say", TEXT, 'How it is offered; without it "I don\'t know".'),
    ),
    told_by="means",
)
READING = Form(
    "reading",
    "a reading",
    "As which answers it counts not to know one.",
    (
        Key("when", CONDITION, "Where this holds.", required=True),
        Key("as", ANSWER, "One of these answers, or a number within these bounds.", required=True),
    ),
)
CHECKLIST = Form(
    "checklist",
    "a checklist",
    "Several yes-no questions at once.",
    (
        own_id("checklist"),
        Key("topic", id_of("topic"), "A topic of base.yaml.", required=True),
        Key("ask", TEXT, "What is asked above the list.", required=True),
        Key("questions", ids_of("question"), "The questions, each with a statement for its line.", required=True),
    ),
)
PHRASE = Form(
    "phrase",
    "a phrase",
    "What the program says, as this base says it, in each of its languages.",
    (
        Key("phrase", WORD, "The name of the phrase, as in triage export phrases.", required=True),
        Key("text", TEXT, "What is said; of one, where several has another form.", required=True),
        Key("several", TEXT, "What is said of none, and of more than one."),
    ),
)

# Findings and rules

EXPLAINED = ("condition", "warning-sign")
FINDING = Form(
    "finding",
    "a finding",
    "What can be concluded.",
    (
        own_id("finding"),
        Key("kind", either(*get_args(FindingKind)), "What kind of finding it is.", required=True, default="sign"),
        Key("name", TEXT, "What people read.", required=True),
        Key(
            "may-be",
            TEXT,
            'The name without its "possible": what stands behind "it may be" and "could not be ruled out".',
        ),
        Key("about", TEXT, "One or two plain sentences.", required=EXPLAINED),
        Key("examination", TEXT, "What a clinician would do to settle it."),
        Key(SETTLES, FLAG, "Where it is established, a clinician has looked at what was found before.", default="no"),
        FORMER,
    ),
    told_by="kind",
)
RULE = Form(
    "rule",
    "a rule",
    "When what is concluded.",
    (
        own_id("rule"),
        Key("when", CONDITION, "When it fires.", required=True),
        Key("then", Shape(("then",)), "What follows.", required=True),
        BECAUSE,
        *SOURCES,
    ),
    some_of=SOURCED,
)
THEN = Form(
    "then",
    "`then`",
    "What follows.",
    (
        Key("establish", ids_of("finding"), "Findings that are established."),
        Key("urgency", LEVEL, "The urgency that it demands."),
        Key("pathway", id_of("pathway"), "The pathway that it names."),
        Key(
            ONCE_GONE,
            LEVEL._replace(words=(NONE,)),
            "What it still demands once it is no longer so and no clinician has looked.",
        ),
    ),
    least=1,
)
PREFERENCE = Form(
    "preference",
    "a preference",
    "Conditions that explain a complaint better than others, where both are established.",
    (
        own_id("preference"),
        Key("prefer", ids_of("condition"), "What leads.", required=True),
        Key("over", ids_of("condition"), "What does not lead beside it.", required=True),
        BECAUSE,
        Key("when", CONDITION, "Only where this finding is established, or several under all."),
        *SOURCES,
    ),
    some_of=SOURCED,
)
CONTRADICTION = Form(
    "contradiction",
    "a contradiction",
    "Answers that cannot all be true.",
    (
        own_id("contradiction"),
        Key("when", CONDITION, "The answers, to two questions or more.", required=True),
        Key("ask", TEXT, "One friendly question.", required=True),
    ),
)

# Care

DOSE_HELP = {
    "sets": "How many sets.",
    "repetitions": "How often in a set.",
    "seconds": "Seconds of moving.",
    "hold": "Seconds to hold.",
    "lift": "Seconds on the way up.",
    "lower": "Seconds on the way down.",
    "out": "Seconds on the way out.",
    "back": "Seconds on the way back.",
    "rest": "Seconds of rest between.",
    "minutes": "How many minutes.",
    "metres": "How many metres.",
    "per-day": "How often a day.",
    "per-week": "How often a week.",
}
EXERCISE = Form(
    "exercise",
    "an exercise",
    "An exercise with its dose.",
    (
        own_id("exercise"),
        Key("name", TEXT, "What it is called.", required=True),
        Key("how", TEXT, "How it is done.", required=True),
        Key("dose", Shape(("dose",)), "How much, and how often.", required=True),
        Key("equipment", TEXT, "What one needs for it."),
        Key("harder", TEXT, "How to make it harder."),
        Key("easier", TEXT, "How to make it easier."),
        Key("pain", TEXT, "What pain is acceptable."),
        Key("about", ABOUT, "The subjects that it is about, or each with its stance."),
        *SOURCES,
    ),
    some_of=SOURCED,
)
DOSE = Form(
    "dose", "a dose", "Numbers, or ranges [low, high].", tuple(Key(name, AMOUNT, DOSE_HELP[name]) for name in DOSES)
)
PATHWAY = Form(
    "pathway",
    "a pathway",
    "What to do, phase by phase.",
    (
        own_id("pathway"),
        Key("name", TEXT, "What it is called.", required=True),
        Key("summary", TEXT, "Who this is for and what to expect.", required=True),
        Key("phases", Shape(("phase",), many="full list"), "Its phases, the first one first.", required=True),
        FORMER,
    ),
)
PHASE = Form(
    "phase",
    "a phase",
    "One stretch of a pathway.",
    (
        own_id("phase"),
        Key("name", TEXT, "What it is called.", required=True),
        Key("goals", ITEMS, "What it is for."),
        Key("do", ITEMS, "What to do."),
        Key("avoid", ITEMS, "What not to do."),
        Key("move-on", CRITERIA, "Criteria to go to the next phase."),
        Key("step-back", CRITERIA, "Criteria to go back."),
        Key("seek-help", ITEMS, "When to seek help."),
        Key("background", ITEMS, "Why it is so, and where sources differ; folded away where it can be."),
        Key("lasts", TEXT, "How long, in words."),
        Key("takes", Shape(("takes",)), "How long, as a number: days or weeks; without it open-ended."),
        Key(
            COUNTS_FROM,
            either("complaint", PROGRAMME),
            "From when its days count: the day the complaint began, or the day somebody began with it.",
            default=PROGRAMME,
        ),
        Key("until", CONDITION, "Where this holds the phase is behind us."),
        Key("exercises", Shape(("id", "use"), names="exercise", many="list"), "What to exercise."),
        Key("schedule", Shape(("day",), many="list"), "What to do day by day."),
        Key(REPEATS, FLAG, "Whether the schedule starts anew after its last day.", default="no"),
        *SOURCES,
        FORMER,
    ),
    some_of=SOURCED,
)
TAKES = Form(
    "takes",
    "`takes`",
    "How long, in one unit.",
    tuple(Key(unit, AMOUNT, f"So many {unit}.") for unit in COUNTS),
    least=1,
    most=1,
)
USE = Form(
    "use",
    "an exercise",
    "An exercise for some.",
    (Key("exercise", id_of("exercise"), "The exercise.", required=True), WHEN, ITS_FOR),
)
DAY = Form(
    "day",
    "a day",
    "A day, or a range of days.",
    (
        Key("day", Shape(("number", "amount")), "The day, or the first and the last.", required=True),
        Key("text", TEXT, "What to do that day.", required=True),
        Key(
            "rest",
            FLAG,
            "Whether this day asks for nothing but rest: what is exercised every day is left out then.",
            default="no",
        ),
        *LINE,
    ),
)
ITEM = Form(
    "item", "an item", "A line of advice.", (Key("text", TEXT, "What is read.", required=True), *LINE, *SOURCES)
)
CRITERION = Form(
    "criterion",
    "a criterion",
    "When to go on, or back.",
    (*ITEM.rows, Key(MET, CONDITION, "The answers of a check-in that meet it; see the check-in.")),
)
DECIDED: tuple[OfOutcome, ...] = ("urgency", "leading", "pathway", "open")
"""What a line can ask of an outcome."""
_OF_OUTCOMES = (
    Key("urgency", LEVELS, "The urgency is one of these levels, or within these bounds."),
    Key("leading", ids_of("condition"), "The leading condition, or none."),
    Key("pathway", ids_of("pathway"), "The pathway."),
    Key("open", ids_of("finding"), "One of these findings is neither established nor ruled out."),
)
OUTCOMES = Form(
    "outcomes",
    "`for`",
    "All of these hold of the outcome; a list means one of these.",
    (*_OF_OUTCOMES, Key("not", Shape(("no-outcomes",)), "None of these holds.")),
    least=1,
)
NO_OUTCOMES = Form("no-outcomes", "`not`", "None of these holds of the outcome.", _OF_OUTCOMES, least=1)
LEVEL_BOUNDS = Form(
    "levels",
    "levels",
    "Bounds on the urgency scale.",
    (
        Key("at-least", BOUND, "This level, or a more urgent one."),
        Key("at-most", BOUND, "This level, or a less urgent one."),
    ),
    least=1,
)
CAUTION = Form(
    "caution",
    "a caution",
    "What to take care of.",
    (own_id("caution"), Key("text", TEXT, "What is read.", required=True), *LINE, *SOURCES),
    some_of=SOURCED,
)
SAFETY_NET = Form(
    "safety-net",
    "a safety net",
    "What should make someone seek help sooner.",
    (
        own_id("safety-net"),
        Key("text", TEXT, "What is read.", required=True),
        Key("urgency", LEVEL, "How soon to act if it happens.", required=True),
        *LINE,
        Key("guards", ids_of("finding"), "The findings that it guards against."),
        Key(
            "sign",
            CONDITION,
            "What it speaks of, as whoever has it would answer. The rules have to find it just as urgent; under `any`, "
            "each of them.",
        ),
        *SOURCES,
    ),
    some_of=SOURCED,
)

# Sources

DOCUMENT = Form(
    "document",
    "a document",
    "A source, with the claims taken from it.",
    (
        own_id("document"),
        Key("title", WORD, "Its title.", required=True),
        Key("claims", Shape(("claim",), many="list"), "What it says, claim by claim.", required=True),
        Key("author", WORD, "Who wrote it."),
        Key("publisher", WORD, "Who published it."),
        Key("year", WORD, "When."),
        Key("language", WORD, "In which language it is."),
        Key("url", WORD, "Where it can be read."),
    ),
)
CLAIM = Form(
    "claim",
    "a claim",
    "One thing that a document says, in your own words.",
    (
        own_id("claim"),
        Key("text", TEXT, "What it says, figures exact.", required=True),
        Key("unused", TEXT, "Why nothing rests on it, where that is on purpose."),
    ),
)
CONFLICT = Form(
    "conflict",
    "a conflict",
    "Claims that disagree.",
    (
        own_id("conflict"),
        Key("claims", ids_of("claim"), "The claims that disagree.", required=True),
        Key("follow", id_of("claim of this conflict"), "The one that the base follows.", required=True),
        Key("because", TEXT, "Why that one.", required=True),
        Key("situation", TEXT, "Where that one holds."),
    ),
)

# base.yaml

ALONE = "outside a check-in"
"""The situation of a manifest that is not that of a check-in, which may leave keys to the base around it."""
BASE = Form(
    "base",
    "base.yaml",
    "base.yaml, which names the base.",
    (
        own_id("base"),
        Key("version", WORD, "Its version.", required=True),
        Key("title", TEXT, "What the base is called.", required=True),
        Key("topics", TABLE, "In the order of the conversation; warning signs first.", required=True),
        Key("default", Shape(("default",)), "What stands while no rule demands an urgency.", required=True),
        Key(
            "conditions",
            ids_of("condition"),
            "Every finding of kind condition, the one that leads first.",
            required=True,
        ),
        Key(
            "pathways",
            ids_of("pathway"),
            "Every pathway, the one that prevails first; the default last.",
            required=True,
        ),
        Key("notice", TEXT, "Said with every outcome: an aid, no diagnosis.", required=(ALONE,)),
        Key("languages", ids_of("language"), "The languages of every text, by their codes.", required=(ALONE,)),
        Key(
            "urgency",
            Shape(("scale",)),
            "The scale: at least two levels, most urgent first; in a check-in, those that it says otherwise than the "
            "base around it.",
            required=(ALONE,),
        ),
        Key(
            "include", Shape(("string",), many="one or several"), "Files of the base above that this one reads as well."
        ),
        Key(
            NOT_OURS,
            Shape(("string",), many="one or several"),
            "Files and folders here that belong to other programs, such as mkdocs.yml.",
        ),
        Key("subjects", Shape(("subjects",)), "What lines of advice can be about."),
        Key(
            "signs-last",
            DAYS,
            "For so many days an answer about a warning sign stands; then it is asked again.",
            default="1",
        ),
        Key(
            "for-another",
            FLAG,
            "Whether somebody may answer for another; its questions then have a form for that.",
            default="no",
        ),
    ),
)
INHERITED = tuple(key.name for key in BASE.rows if key.required == (ALONE,))
"""The keys that a check-in may leave to the base around it."""
DEFAULT = Form(
    "default",
    "`default`",
    "What stands while no rule demands an urgency.",
    (
        Key("urgency", LEVEL, "None at which nobody has to look.", required=True),
        Key("pathway", id_of("pathway"), "What to do then.", required=True),
        Key("because", TEXT, "Why, in plain words.", required=True),
    ),
)
IN_FULL, WITHOUT_HELP = "outside a check-in", "of five levels without `help`"
"""The situations of a level of urgency besides that of one that a check-in says otherwise."""
URGENCY = Form(
    "urgency",
    "a level of `urgency`",
    "A level in the words of the base.",
    (
        Key("name", TEXT, "What it is called.", required=(IN_FULL, WITHOUT_HELP)),
        Key("act", TEXT, "What to do, in one or two sentences.", required=(IN_FULL, WITHOUT_HELP)),
        Key(
            HELP,
            either(*HELPS),
            "How soon somebody has to look: now (it is told at once; one level only), today, soon (before one goes "
            "on), later, none.",
            required=(IN_FULL,),
            where=(IN_FULL, WITHOUT_HELP),
        ),
        Key(STANDARD, WORD, "What the level is in a standard of the field.", where=(IN_FULL, WITHOUT_HELP)),
        FORMER._replace(where=(IN_FULL, WITHOUT_HELP)),
    ),
)
SUBJECT = Form(
    "subject",
    "a subject",
    "What lines of advice can be about.",
    (
        Key("name", TEXT, "What it is called.", required=True),
        Key(CAREFUL, FLAG, "Of lines that differ on it the most careful is shown alone.", default="no"),
    ),
)

# Properties

KINDS_OF_PROPERTY = (
    Key("always", STATEMENT, "This holds in every one of them."),
    Key("never", STATEMENT, "This holds in none of them."),
    Key("monotone", Shape(words=MONOTONE, many="one or several"), "What more answers never take back."),
    Key("in-order", ids_of("pathway"), "Pathways of which no phase can be skipped; pathways means all."),
    Key(
        "agreeing",
        ids_of("subject"),
        "Subjects on which no two lines that are shown together say different things; subjects means all.",
    ),
)
PROPERTY = Form(
    "property",
    "a property",
    "What must always hold of the base, proved over all answers; docs/properties.md.",
    (
        own_id("property"),
        Key(
            "hazard", ids_of("hazard"), "What could harm someone if it did not hold: headings of docs/hazards.md.", True
        ),
        Key("because", TEXT, "Why, in plain words.", required=True),
        Key("for-each", Shape(("for-each",)), "Variables, each with a set or a list to go through, or a list of rows."),
        Key("covers", Shape(("covers",)), "Sets of which the rows of for-each leave nothing out."),
        Key("when", STATEMENT, "The cases that it is about."),
        *KINDS_OF_PROPERTY,
    ),
    one_of=tuple(key.name for key in KINDS_OF_PROPERTY),
)
SET = Form(
    "set",
    "a set",
    "Part of a set.",
    (
        Key("of", id_of("set"), "The set.", required=True),
        Key("except", named("member of this set"), "What of it is left out."),
        Key("topic", ids_of("topic"), "Only questions of these topics."),
    ),
)
AT_LEAST_STATEMENT = Form(
    "at-least-statement",
    "`at-least`",
    "So many or more of these hold.",
    (Key("count", COUNT, "How many.", required=True), Key("of", STATEMENTS, "The statements.", required=True)),
)
STATEMENT_FORM = Form(
    "statement",
    "a statement",
    "What holds of a case; several keys mean all of them, a list one of these. Questions by id, as in a condition.",
    (
        Key("finding", named("finding"), "The finding is established."),
        Key("refuted", named("finding"), "The finding is certainly ruled out."),
        Key("open", named("finding"), "The finding is neither established nor ruled out."),
        Key("urgency", named("urgency", "levels"), "The urgency of the outcome, the default included."),
        Key("demanded", named("urgency", "levels"), "The most urgent level that a rule demands, or none."),
        Key("leading", named("condition"), "This condition leads, or none."),
        Key("pathway", named("pathway"), "This pathway prevails."),
        Key("phase", named("phase"), "This is the current phase, as pathway/phase."),
        Key("fires", named("rule"), "This rule fires."),
        Key("caution", named("caution"), "This caution is shown."),
        Key("safety-net", named("safety net"), "This safety net is shown."),
        Key("stance", named("stance"), "A line with this stance on this subject is shown now, as subject/stance."),
        Key("given", named("question"), "This question is answered, be it with unknown."),
        Key("applies", named("question"), "This question certainly applies."),
        Key("contradiction", named("contradiction"), "The answers run into this contradiction."),
        Key("all", STATEMENTS, "All of these hold."),
        Key("any", STATEMENTS, "One of these holds."),
        Key("not", STATEMENT, "This does not hold."),
        Key("at-least", Shape(("at-least-statement",)), "So many or more of these hold."),
        Key("answers", Shape(("tests",)), "Tests of questions, also of those that have the name of a key here."),
        Key("complete", FLAG, "Every question that applies is answered."),
        Key("advised", Shape(("advised",), ("something",)), "What the current phase tells to do."),
        Key("warned-against", Shape(("told",)), "What the current phase says to avoid."),
        Key("told", Shape(("told",)), "Everything that is shown now."),
    ),
    others=ANSWER,
    other_names=r"[a-z$][a-z0-9$-]*",
    least=1,
)
ADVISED = Form(
    "advised",
    "`advised`",
    "What the current phase tells to do has one of these words, or has this exercise, or does not keep the pain to "
    "this much out of 10.",
    (
        Key("words", Shape(("looked-for",)), "Words of which a line that is shown has one, by language."),
        Key("exercise", named("exercise"), "One of these exercises."),
        Key("pain-above", NUMBER, "Pain of more than this may go with it."),
        Key("phase", either("any"), "In any phase of the pathway, and not in the current one alone."),
    ),
    least=1,
)
TOLD = Form(
    "told",
    "`told`",
    "What is shown has one of these words.",
    (Key("words", Shape(("looked-for",)), "Words of which a line that is shown has one, by language."),),
    least=1,
)
ACCEPT = Form(
    "accept",
    "an accept",
    "A warning of triage check that may stay, and why.",
    (
        Key("accept", id_of("check"), "The check that warns.", required=True),
        Key("at", named("thing"), "What it warns about.", required=True),
        Key("because", TEXT, "Why it may stay.", required=True),
    ),
)

# Cases

FOLLOWED = (
    Key("started", DATE, "The day the complaint began."),
    Key("pathway", id_of("pathway"), "The pathway that is followed."),
    Key("phase", id_of("phase"), "Its current phase."),
    Key("since", DATE, "The day that phase began."),
    Key("check-ins", Shape(("check-in",), many="list"), "Written by triage check-in."),
    Key("begun", DATE, "The day the phase began in which somebody was before the first check-in."),
    Key("pretended", FLAG, "Whether its days are made up, with --pretend.", default="no"),
)
"""The keys of a case file that belong to follow-up."""
CASE = Form(
    "case",
    "a case",
    "A case: answers, with a story and what is expected.",
    (
        Key("answers", Shape(("answers",)), "Questions by id, each with its answer.", required=True),
        Key("case", WORD, "What it is called."),
        Key("story", STRING, "Who it is, in a few sentences."),
        Key("language", id_of("language"), "In which language it was answered."),
        Key(FOR, either(ANOTHER), "Somebody answered for another."),
        Key("expect", Shape(("expect",)), "What has to come out."),
        Key("variants", Shape(("variant",), many="list"), "The same case with some answers different."),
        Key("saved", Shape(("mapping",)), "Where an interview was left. Written by the program."),
        *FOLLOWED,
        Key(
            "set-aside",
            Shape(("set-aside",), many="list"),
            "What another version of the base took and this one does not. Written by the program.",
        ),
        Key("review", Shape(("review",), many="list"), "Written by triage review."),
        Key(
            "candidate", Shape(("candidate",)), "Who proposes this as a worked case, and why. Written by triage review."
        ),
    ),
)
EXPECTED_LISTS = (
    Key("warning-signs", list_of("finding"), "Exactly these warning signs."),
    Key("established", list_of("finding"), "At least these findings."),
    Key("refuted", list_of("finding"), "Findings that are ruled out."),
    Key("open", list_of("finding"), "Findings that are neither."),
    Key("fired", list_of("rule"), "Rules that fire."),
    Key("cautions", list_of("caution"), "Cautions that are shown."),
    Key("must-not", list_of("thing"), "What must not come out: findings, pathways, rules, cautions or urgencies."),
)
EXPECT = Form(
    "expect",
    "`expect`",
    "What has to come out.",
    (
        Key("urgency", LEVEL, "The urgency."),
        Key("leading", id_of("condition"), "A condition, or none."),
        Key("pathway", id_of("pathway"), "The pathway."),
        *EXPECTED_LISTS,
    ),
)
VARIANT = Form(
    "variant",
    "a variant",
    "A worked case with some answers different: where a rule begins or ends.",
    (
        own_id("variant"),
        Key("because", STRING, "What makes the difference.", required=True),
        Key("answers", Shape(("answers",)), "Those that differ.", required=True),
        Key("expect", Shape(("expect",)), "What has to come out.", required=True),
    ),
)
CHECK_IN = Form(
    "check-in",
    "a check-in",
    "One check-in.",
    (
        Key("date", DATE, "The day of it.", required=True),
        Key("phase", id_of("phase"), "The phase before it.", required=True),
        Key("answers", Shape(("answers",)), "What was answered.", required=True),
        Key("decision", either(*DECISIONS), "What came out.", required=True),
        Key("urgency", LEVEL, "How urgent it was.", required=True),
        Key("next-phase", id_of("phase"), "The phase after it.", required=True),
        Key("knowledge", STRING, "The hash of the check-in base.", required=True),
    ),
)
AN_ANSWER, A_PLACE = "of an answer", "of a place"
"""The situations of what is set aside."""
SET_ASIDE = Form(
    "set-aside",
    "what is set aside",
    "What another version of the base took and this one does not.",
    (
        Key("version", WORD, "The version that took it.", required=True),
        Key("question", id_of("question"), "The question of then.", required=(AN_ANSWER,)),
        Key("answer", WORDS, "Its answer.", required=(AN_ANSWER,)),
        Key("pathway", id_of("pathway"), "The pathway of then.", required=(A_PLACE,)),
        Key("phase", id_of("phase"), "The phase of then.", required=(A_PLACE,)),
        Key("offered", ids_of("option"), "The options that there were."),
        Key("urgency", LEVEL, "What all answers came to then."),
    ),
)
SIGNED = (Key("by", STRING, "Who.", required=True), Key("at", STRING, "When.", required=True))
REVIEW = Form(
    "review",
    "a review",
    "What one reviewer said of one outcome.",
    (
        *SIGNED,
        Key("knowledge", Shape(("reviewed-base",)), "The base that the outcome is of.", required=True),
        Key("answers", STRING, "The hash of the answers.", required=True),
        Key("outcome", Shape(("reviewed",)), "The outcome that it is about.", required=True),
        Key("marks", Shape(("mark",), many="list"), "What the reviewer holds of it.", required=True),
    ),
)
REVIEWED_BASE = Form(
    "reviewed-base",
    "`knowledge`",
    "The base that an outcome is of.",
    (
        Key("version", STRING, "Its version.", required=True),
        Key("hash", STRING, "The hash of its files.", required=True),
    ),
)
REVIEWED = Form(
    "reviewed",
    "`outcome`",
    "An outcome that was reviewed.",
    (
        Key("urgency", LEVEL, "Its urgency.", required=True),
        Key("leading", id_of("condition"), "What leads, or none.", required=True),
        Key("pathway", id_of("pathway"), "Its pathway.", required=True),
        Key("warning-signs", list_of("finding"), "Its warning signs.", required=True),
        Key("established", list_of("finding"), "Other conditions that are established.", required=True),
        Key("fired", list_of("rule"), "The rules that fired.", required=True),
    ),
)
MARKED = tuple(
    Key(name, shape, "What is marked.", required=True, where=(name,))
    for name, shape in zip(MARKABLE, (LEVEL, *map(id_of, ("condition", "finding", "pathway", "rule"))), strict=True)
)
MARK = Form(
    "mark",
    "a mark",
    "What a reviewer holds of one thing that an outcome says or rests on.",
    (
        *MARKED,
        Key("mark", either(*MARKS), "The mark.", required=True),
        Key("should-be", ID, "What it should be."),
        Key("remark", STRING, "Why."),
    ),
    some_of=tuple(key.name for key in MARKED),
)
CANDIDATE = Form(
    "candidate",
    "`candidate`",
    "Who proposes this as a worked case, and why.",
    (*SIGNED, Key("remarks", Shape(("string",), many="list"), "Why.")),
)

ENTRIES = {
    form.name: form
    for form in (
        QUESTION,
        CHECKLIST,
        FINDING,
        RULE,
        EXERCISE,
        PATHWAY,
        CAUTION,
        SAFETY_NET,
        CONTRADICTION,
        DOCUMENT,
        CONFLICT,
        PREFERENCE,
        PHRASE,
    )
}
"""What an entry of a base can be."""
PROMISES = {form.name: form for form in (PROPERTY, ACCEPT)}
"""What an entry of a file of properties can be."""
