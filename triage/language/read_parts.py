"""Entries to the parts of a knowledge base: one function a kind, each the one place that knows its keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil, inf

from triage.language.condition import NONE, UNKNOWN, Chosen, Found, Is, Within, conjuncts, guarded
from triage.language.document import Mapping, Node
from triage.language.errors import listed, nearest, quoted
from triage.language.model import (
    ALARMING,
    COUNTS,
    DOSES,
    EASIER,
    HELPS,
    MEANINGS,
    NOTHING,
    ROLES,
    Amount,
    Checklist,
    Claim,
    Conflict,
    Contradiction,
    Document,
    Exercise,
    Finding,
    Item,
    Levels,
    Pathway,
    Phase,
    Preference,
    Question,
    Reading,
    Role,
    Rule,
    Stance,
    Subject,
    Text,
    Unknown,
    Urgency,
)
from triage.language.read_condition import ConditionReader
from triage.language.read_lines import Names, read_about, read_day, read_item, read_level, read_sources, read_use
from triage.language.reader import IDENT, Entry, Reader
from triage.words.saying import BLANK, Phrase, blanks, is_said, keys, plainly

ONCE_GONE = "once-gone"
"""The key for what a demand comes down to once it is no longer so."""
SETTLES = "settles-earlier"
"""The key of a finding that says that a clinician has looked at what was found before."""
WAS = "was"
TELLS = "tells"
HOW_BAD = (0, 10)
SPLIT_FROM = "split-from"
"""The key for what something was called in earlier versions of the base."""
NOT_OURS = "not-ours"
"""The key for files and folders in a base that belong to other programs."""
KIND_OF = "kind-of"
"""The key for wider options, of which every test holds for this one too."""
CAREFUL = "careful-prevails"
"""The key of a subject on which the most careful line is shown alone."""
INHERITED = ("notice", "languages", "urgency")
MIN_LEVELS = 2
"""The keys of its manifest that a check-in may leave to the base around it."""
COUNTS_FROM = "counts-from"
"""The key of a phase for the day from which its days count."""
DENIED_WHEN = "denied-when"
"""The key of a yes-no question for whom its no is worth telling a clinician."""
PROGRAMME = "programme"
REPEATS = "schedule-repeats"
"""The key of a phase whose schedule starts anew after its last day."""
CLOCKS = ("complaint", PROGRAMME)


def read_question(reader: Reader, entry: Entry, topics: Collection[str]) -> Question:
    """A question without its `when`, which may name questions that are yet to come."""
    items = entry.body.items
    kind = reader.one_of(items.get("type"), "`type`", ("yes-no", "choice", "choices", "number"), "yes-no")
    required = {"yes-no": (), "choice": ("options",), "choices": ("options",), "number": ("unit", "min", "max")}[kind]
    optional = {
        "yes-no": ("term", DENIED_WHEN),
        "number": ("whole", "unit-one", "counts", "anchors", TELLS),
    }.get(kind, ())
    given = reader.flag(items.get("given"), "`given`", False)
    reader.fields(
        entry.body,
        "a question",
        ("question", "topic", "type", "ask", "help", *required),
        (
            "when",
            "statement",
            "may-be-unknown",
            "unknown",
            "given",
            "lasts",
            "fact",
            "like",
            WAS,
            SPLIT_FROM,
            *optional,
        ),
    )
    whole = reader.flag(items.get("whole"), "`whole`", False)
    low, high = _bounds(reader, entry.body, whole) if kind == "number" else (0.0, 0.0)
    for name in ("when", "may-be-unknown", "unknown", "lasts"):
        if given and name in items:
            reader.wrong(
                entry.body.keys[name],
                f"a given question is never asked, so it has no {quoted(name)}; where nobody gives it, it is unknown",
            )
    options, options_were, kinds = _options(reader, items.get("options"))
    return Question(
        id=entry.id,
        topic=reader.known(items.get("topic"), "topic", topics),
        type=kind,  # type: ignore[arg-type]  # one_of gives one of the four
        ask=reader.text(items.get("ask"), "`ask`"),
        help=reader.text(items.get("help"), "`help`"),
        statement=reader.optional_text(items.get("statement"), "`statement`"),
        options=options,
        unit=reader.optional_text(items.get("unit"), "`unit`"),
        unit_one=reader.optional_text(items.get("unit-one"), "`unit-one`"),
        min=low,
        max=high,
        whole=whole,
        may_be_unknown=reader.flag(items.get("may-be-unknown"), "`may-be-unknown`", True),
        given=given,
        place=entry.place,
        was=_was(reader, entry.body),
        options_were=options_were,
        kinds=kinds,
        counts=(reader.one_of(items["counts"], "`counts`", COUNTS, "days") if "counts" in items else None),  # type: ignore[arg-type]
        anchors=_anchors(reader, items.get("anchors"), low, high),
        tells=_tells(reader, items.get(TELLS), low, high),
        lasts=_days(reader, items["lasts"], "`lasts`", 0) if "lasts" in items else None,
        facts=_facts(reader, items.get("fact"), kind, options),
        term=reader.optional_text(items.get("term"), "`term`"),
        like=_like(reader, items.get("like"), kind),
        split_from=reader.word(items[SPLIT_FROM], quoted(SPLIT_FROM)) if SPLIT_FROM in items else None,
    )


def _tells(reader: Reader, node: Node | None, low: float, high: float) -> Role | None:
    """What the program has to know by a number."""
    word = reader.one_of(node, quoted(TELLS), ROLES, "")
    if word == "how-bad" and node is not None and (low, high) != HOW_BAD:
        reader.wrong(node, f"a number that tells how bad it is goes from 0 to 10, not from {low:g} to {high:g}")
    return next((role for role in ROLES if role == word), None)


def _days(reader: Reader, node: Node | None, what: str, default: int) -> int:
    """A whole number of days."""
    if node is None:
        return default
    before = len(reader.problems)
    days = reader.number(node, what)
    if len(reader.problems) > before:
        return default
    if days < 0 or not float(days).is_integer():
        reader.wrong(node, f"{what} is a whole number of days, such as 7")
        return default
    return int(days)


def _like(reader: Reader, node: Node | None, kind: str) -> dict[str, str]:
    """The answers of the interview that a yes at a check-in is like; which those can be, only its base tells."""
    if node is None:
        return {}
    if kind != "yes-no":
        reader.wrong(node, "`like` says what a yes is like, so it goes with a yes-no question")
    body = reader.mapping(node, "`like`")
    return {name: reader.word(value, quoted(name)) for name, value in body.items.items()}


def _facts(reader: Reader, node: Node | None, kind: str, options: Collection[str]) -> dict[str, Text]:
    """What a clinician is told of an answer: one text, or of options one each."""
    if node is None:
        return {}
    if kind in ("choice", "choices"):
        facts = reader.table(node, "`fact`")
        for name in facts.keys() - set(options):
            reader.wrong(node, f"`fact` is about the options of the question; {nearest(name, options)}")
        return facts
    text = reader.text(node, "`fact`")
    if kind == "number" and not all("{number}" in part for part in text.values()):
        reader.wrong(node, "`fact` of a number says where it stands: put `{number}` in it")
    return {"number" if kind == "number" else "yes": text}


def read_unknown(
    reader: Reader, node: Node, question: Question, conditions: ConditionReader, names: Names
) -> Unknown | None:
    """What it means not to know the answer to a question. `conditions` are about questions as they are written."""
    body = reader.mapping(node, "`unknown`")
    means = reader.one_of(body.items.get("means"), "`means`", MEANINGS, ALARMING)
    asks = ("ask", "reads") if means == EASIER else ()
    reader.fields(body, "`unknown`", ("means", "because", *asks), ("sources", "basis", "say"))
    if not question.may_be_unknown:
        reader.wrong(node, f"{quoted(question.id)} cannot be answered `unknown` (`may-be-unknown: no`); take this away")
        return None
    ask = reader.all_known(body.items.get("ask"), "question", names.questions) if asks else ()
    if question.id in ask:
        reader.wrong(body.items["ask"], f"{quoted(question.id)} cannot be asked instead of itself")
    readings = tuple(
        _reading(reader, part, question, conditions)
        for part in (reader.sequence(body.items.get("reads"), "`reads`") if asks else ())
    )
    return Unknown(
        means,  # type: ignore[arg-type]  # one_of gives one of the three
        reader.text(body.items.get("because"), "`because`"),
        read_sources(reader, body, names, "`unknown`", needed=means != ALARMING),
        ask,
        readings,
        reader.optional_text(body.items.get("say"), "`say`"),
    )


def _reading(reader: Reader, node: Node, question: Question, conditions: ConditionReader) -> Reading:
    body = reader.mapping(node, "a reading")
    reader.fields(body, "a reading", ("when", "as"))
    when = conditions.read(reader, body.items.get("when"))
    given = body.items.get("as")
    stands_for = conditions.test(reader, question.id, given) if given is not None else None
    if isinstance(stands_for, Within):
        low = question.min if stands_for.low is None else stands_for.low
        high = question.max if stands_for.high is None else stands_for.high
        return Reading(when, replace(stands_for, low=low, high=high))
    if isinstance(stands_for, Is | Chosen) and UNKNOWN not in getattr(stands_for, "values", ()):
        return Reading(when, stands_for)
    if given is not None:
        reader.wrong(given, "`as` names answers that somebody could have given, so not `unknown`")
    return Reading(when, Is(question.id, ()))


def _was(reader: Reader, body: Mapping) -> tuple[str, ...]:
    """What something was called in earlier versions of the base."""
    return tuple(
        reader.ident(node, quoted(WAS)) for word, node in reader.words(body.items.get(WAS), quoted(WAS)) if word
    )


def _options(reader: Reader, node: Node | None) -> tuple[dict[str, Text], dict[str, str], dict[str, tuple[str, ...]]]:
    """The options with their texts; among the texts stand their earlier ids, and what each is a kind of."""
    if not isinstance(node, Mapping):
        return reader.table(node, "`options`"), {}, {}
    texts: dict[str, Node] = {}
    former: dict[str, str] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    for name, text in node.items.items():
        texts[name] = text
        if not isinstance(text, Mapping):
            continue
        without = {key: value for key, value in text.items.items() if key not in (WAS, KIND_OF)}
        keys = {key: value for key, value in text.keys.items() if key not in (WAS, KIND_OF)}
        texts[name] = Mapping(without, keys, text.doubled, text.line, text.column)
        for word in _was(reader, text):
            claim_former(reader, text.items[WAS], word, name, former, node.items)
        if KIND_OF in text.items:
            kinds[name] = reader.all_known(text.items[KIND_OF], "option", node.items)
            if name in kinds[name]:
                reader.wrong(text.items[KIND_OF], f"{quoted(name)} cannot be a kind of itself")
    return reader.table(Mapping(texts, node.keys, node.doubled, node.line, node.column), "`options`"), former, kinds


def _anchors(reader: Reader, node: Node | None, low: float, high: float) -> dict[float, Text]:
    """What some numbers mean, the lowest first."""
    body = Mapping({}, {}, (), 1, 1) if node is None else reader.mapping(node, "`anchors`")
    found: dict[float, Text] = {}
    for name, text in body.items.items():
        number = reader.number(body.keys[name], "an anchor")
        if not low <= number <= high:
            reader.wrong(body.keys[name], f"{number:g} lies outside the question, which runs from {low:g} to {high:g}")
        found[number] = reader.text(text, f"`anchors`: {quoted(name)}")
    return dict(sorted(found.items()))


def claim_former(
    reader: Reader, node: Node, word: str, name: str, former: dict[str, str], there: Collection[str]
) -> None:
    """Notes in `former` that `name` was called `word`: nothing among `there` may be called so, nor have been so too."""
    if word in there:
        reader.wrong(node, f"{quoted(name)} cannot have been {quoted(word)}: that id is in use; take it out of `was`")
    elif former.get(word, name) != name:
        reader.wrong(node, f"{quoted(word)} stands under `was` of {quoted(former[word])} too; only one of them was it")
    former.setdefault(word, name)


def _bounds(reader: Reader, body: Mapping, whole: bool) -> tuple[float, float]:
    """`min` and `max`; where they are wrong, bounds that let everything pass, for it was said already."""
    before = len(reader.problems)
    low, high = (reader.number(body.items[name], f"`{name}`") if name in body.items else inf for name in ("min", "max"))
    if inf in (low, high) or len(reader.problems) > before:
        return -inf, inf
    if low >= high:
        reader.wrong(body, f"`min` is {low:g} and `max` {high:g}; expected `min` to be the lower")
        return -inf, inf
    if whole and ceil(low) > high:
        reader.wrong(body, f"there is no whole number from {low:g} to {high:g}")
    return low, high


def read_checklist(reader: Reader, entry: Entry, questions: dict[str, Question], topics: Collection[str]) -> Checklist:
    items = entry.body.items
    reader.fields(entry.body, "a checklist", ("checklist", "topic", "ask", "questions"))
    found = reader.all_known(items.get("questions"), "question", questions)
    for name in found:
        question = questions.get(name)
        if question is not None and question.given:
            reader.wrong(items["questions"], f"{quoted(name)} is given, never asked, so it cannot stand in a checklist")
        elif question is not None and (question.type != "yes-no" or question.statement is None):
            reader.wrong(
                items["questions"],
                f"{quoted(name)} cannot stand in a checklist; that takes a yes-no question with a `statement`",
            )
    return Checklist(
        entry.id,
        reader.known(items.get("topic"), "topic", topics),
        reader.text(items.get("ask"), "`ask`"),
        found,
        entry.place,
    )


def read_finding(reader: Reader, entry: Entry) -> Finding:
    items = entry.body.items
    kind = reader.one_of(items.get("kind"), "`kind`", ("sign", "condition", "warning-sign"), "sign")
    required = ("finding", "kind", "name", *(() if kind == "sign" else ("about",)))
    reader.fields(entry.body, "a finding", required, ("may-be", "about", "examination", SETTLES, WAS))
    return Finding(
        entry.id,
        kind,  # type: ignore[arg-type]  # one_of gives one of the three
        reader.text(items.get("name"), "`name`"),
        reader.optional_text(items.get("about"), "`about`"),
        reader.optional_text(items.get("examination"), "`examination`"),
        entry.place,
        _was(reader, entry.body),
        reader.optional_text(items.get("may-be"), "`may-be`"),
        reader.flag(items.get(SETTLES), quoted(SETTLES), False),
    )


def read_rule(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Rule:
    """A rule. A demand below the base's default also needs every warning sign refuted: the language adds that."""
    items = entry.body.items
    reader.fields(entry.body, "a rule", ("rule", "when", "then", "because"), ("sources", "basis"))
    then = (
        reader.mapping(items["then"], "`then`")
        if "then" in items
        else Mapping({}, {}, (), entry.body.line, entry.body.column)
    )
    reader.fields(then, "`then`", (), ("establish", "urgency", "pathway", ONCE_GONE))
    if isinstance(items.get("then"), Mapping) and not then.items:
        reader.wrong(then, "`then` is empty; expected `establish`, `urgency` or `pathway`")
    establish = reader.all_known(then.items.get("establish"), "finding", names.findings)
    rank = names.levels.rank
    urgency = read_level(reader, then.items.get("urgency"), names.levels) or None
    when = conditions.read(reader, items.get("when"))
    reassures = urgency in rank and rank[urgency or ""] < rank.get(names.default_urgency, 0)
    if reassures:
        when = guarded(when)
        if establish:
            reader.wrong(
                then,
                f"a demand below `{names.default_urgency}` waits until every warning sign is ruled out; "
                "establish the finding in a rule of its own",
            )
    return Rule(
        entry.id,
        when,
        establish,
        urgency,
        reader.known(then.items.get("pathway"), "pathway", names.pathways) or None,
        reader.text(items.get("because"), "`because`"),
        read_sources(reader, entry.body, names, "a rule"),
        reassures,
        entry.place,
        once_gone=_once_gone(reader, then.items.get(ONCE_GONE), urgency, names.levels),
    )


def _once_gone(reader: Reader, node: Node | None, urgency: str | None, levels: Levels) -> str | None:
    """What a demand comes down to when it is later no longer so, and no clinician has looked."""
    if node is None:
        return None
    word = read_level(reader, node, levels, NONE)
    if urgency is None:
        reader.wrong(node, f"{quoted(ONCE_GONE)} is about an `urgency` that the same rule demands; there is none")
    elif levels.rank.get(word, 0) > levels.rank.get(urgency, 0):
        reader.wrong(node, f"once gone it cannot ask for more than {quoted(urgency)}, which it asks for now")
    return "" if word == NONE else word


def read_exercise(reader: Reader, entry: Entry, names: Names) -> Exercise:
    items = entry.body.items
    texts = ("equipment", "harder", "easier", "pain")
    reader.fields(entry.body, "an exercise", ("exercise", "name", "how", "dose"), (*texts, "about", "sources", "basis"))
    dose = reader.mapping(items["dose"], "`dose`") if "dose" in items else Mapping({}, {}, (), 1, 1)
    reader.fields(dose, "a dose", (), DOSES)
    return Exercise(
        id=entry.id,
        name=reader.text(items.get("name"), "`name`"),
        how=reader.text(items.get("how"), "`how`"),
        dose={name: reader.amount(dose.items[name], quoted(name)) for name in DOSES if name in dose.items},
        equipment=reader.optional_text(items.get("equipment"), "`equipment`"),
        harder=reader.optional_text(items.get("harder"), "`harder`"),
        easier=reader.optional_text(items.get("easier"), "`easier`"),
        pain=reader.optional_text(items.get("pain"), "`pain`"),
        sources=read_sources(reader, entry.body, names, "an exercise"),
        place=entry.place,
        about=read_about(reader, entry.body, names, "do"),
    )


def read_pathway(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Pathway:
    items = entry.body.items
    reader.fields(entry.body, "a pathway", ("pathway", "name", "summary", "phases"), (WAS,))
    phases = []
    seen: set[str] = set()
    former: dict[str, str] = {}
    for node in reader.sequence(items.get("phases"), "`phases`"):
        phase = _phase(reader, reader.mapping(node, "a phase"), conditions, names)
        if phase.id in seen:
            reader.wrong(node, f"phase {quoted(phase.id)} stands twice in this pathway")
        seen.add(phase.id)
        phases.append(phase)
    for phase, node in zip(phases, reader.sequence(items.get("phases"), "`phases`"), strict=True):
        for word in phase.was:
            claim_former(reader, reader.mapping(node, "a phase").items[WAS], word, phase.id, former, seen)
    if not phases and "phases" in items:
        reader.wrong(items["phases"], "a pathway needs a phase")
    return Pathway(
        entry.id,
        reader.text(items.get("name"), "`name`"),
        reader.text(items.get("summary"), "`summary`"),
        tuple(phases),
        entry.place,
        _was(reader, entry.body),
    )


def _phase(reader: Reader, body: Mapping, conditions: ConditionReader, names: Names) -> Phase:
    lists = ("goals", "do", "avoid", "move-on", "step-back", "seek-help", "background")
    reader.fields(
        body,
        "a phase",
        ("phase", "name"),
        (*lists, "lasts", "takes", COUNTS_FROM, "until", "exercises", "schedule", REPEATS, "sources", "basis", WAS),
    )
    items = body.items

    def advice(name: str, stance: Stance | None = None, criteria: bool = False) -> tuple[Item, ...]:
        nodes = reader.sequence(items.get(name), quoted(name))
        return tuple(read_item(reader, node, conditions, names, stance, criteria) for node in nodes)

    return Phase(
        id=reader.ident(items["phase"], "a phase") if "phase" in items else "",
        name=reader.text(items.get("name"), "`name`"),
        lasts=reader.optional_text(items.get("lasts"), "`lasts`"),
        takes=_takes(reader, items["takes"]) if "takes" in items else None,
        until=conditions.read(reader, items["until"]) if "until" in items else None,
        goals=advice("goals"),
        do=advice("do", "do"),
        avoid=advice("avoid", "avoid"),
        exercises=tuple(
            read_use(reader, node, conditions, names) for node in reader.sequence(items.get("exercises"), "`exercises`")
        ),
        schedule=tuple(
            sorted(
                (
                    read_day(reader, node, conditions, names)
                    for node in reader.sequence(items.get("schedule"), "`schedule`")
                ),
                key=lambda part: part.days,  # days in order, however they are written
            )
        ),
        move_on=advice("move-on", criteria=True),
        step_back=advice("step-back", criteria=True),
        seek_help=advice("seek-help"),
        background=advice("background"),
        sources=read_sources(reader, body, names, "a phase"),
        place=reader.place(body),
        was=_was(reader, body),
        from_complaint=reader.one_of(items.get(COUNTS_FROM), quoted(COUNTS_FROM), CLOCKS, PROGRAMME) != PROGRAMME,
        schedule_repeats=reader.flag(items.get(REPEATS), quoted(REPEATS), False),
    )


def _takes(reader: Reader, node: Node) -> Amount:
    """How long a phase takes, in days."""
    body = reader.mapping(node, "`takes`")
    reader.fields(body, "`takes`", (), tuple(COUNTS))
    if len(body.items) != 1:
        reader.wrong(node, "`takes` names one unit, such as `{days: 5}` or `{weeks: [6, 8]}`")
    unit = next((name for name in COUNTS if name in body.items), None)
    if unit is None:
        return 1, 1
    low, high = (days * COUNTS[unit] for days in reader.amount(body.items[unit], quoted(unit)))
    if not (low.is_integer() and high.is_integer()):
        reader.wrong(body.items[unit], "`takes` must come to whole days")
    return low, high


def read_contradiction(reader: Reader, entry: Entry, answers_only: ConditionReader) -> Contradiction:
    items = entry.body.items
    reader.fields(entry.body, "a contradiction", ("contradiction", "when", "ask"))
    found = Contradiction(
        entry.id, answers_only.read(reader, items.get("when")), reader.text(items.get("ask"), "`ask`"), entry.place
    )
    if "when" in items and len(found.questions) < 2:
        reader.wrong(items["when"], "a contradiction is between the answers to two questions or more")
    return found


def read_document(reader: Reader, entry: Entry) -> tuple[Document, list[Claim]]:
    items = entry.body.items
    strings = ("title", "author", "publisher", "year", "language", "url")
    reader.fields(entry.body, "a document", ("document", "title", "claims"), strings[1:])
    claims = []
    for node in reader.sequence(items.get("claims"), "`claims`"):
        body = reader.mapping(node, "a claim")
        reader.fields(body, "a claim", ("claim", "text"), ("unused",))
        if "claim" in body.items:
            claims.append(
                Claim(
                    reader.ident(body.items["claim"], "a claim"),
                    reader.text(body.items.get("text"), "`text`"),
                    entry.id,
                    reader.optional_text(body.items.get("unused"), "`unused`"),
                    reader.place(body),
                )
            )
    given = {name: reader.word(items[name], quoted(name)) for name in strings if name in items}
    return Document(entry.id, **{"title": "", **given}, place=entry.place), claims


def read_conflict(reader: Reader, entry: Entry, names: Names) -> Conflict:
    items = entry.body.items
    reader.fields(entry.body, "a conflict", ("conflict", "claims", "follow", "because"), ("situation",))
    claims = reader.all_known(items.get("claims"), "claim", names.claims)
    return Conflict(
        entry.id,
        claims,
        reader.known(items.get("follow"), "claim of this conflict", claims),
        reader.text(items.get("because"), "`because`"),
        reader.optional_text(items.get("situation"), "`situation`"),
        entry.place,
    )


def read_preference(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Preference:
    items = entry.body.items
    reader.fields(entry.body, "a preference", ("preference", "prefer", "over", "because"), ("when", "sources", "basis"))
    prefer = reader.all_known(items.get("prefer"), "condition", names.conditions)
    over = reader.all_known(items.get("over"), "condition", names.conditions)
    for name in set(prefer) & set(over):
        reader.wrong(items["over"], f"{quoted(name)} cannot be preferred to itself; take it away on one side")
    when: tuple[str, ...] = ()
    if "when" in items:
        read = conditions.read(reader, items["when"])
        parts = conjuncts(read)
        when = tuple(part.finding for part in parts if isinstance(part, Found))
        if len(when) != len(parts):
            reader.wrong(
                items["when"],
                "a preference looks at findings that are established: write `{finding: x}`, or several under `all`",
            )
    return Preference(
        entry.id,
        prefer,
        over,
        when,
        reader.text(items.get("because"), "`because`"),
        read_sources(reader, entry.body, names, "a preference"),
        entry.place,
    )


def read_phrase(reader: Reader, entry: Entry) -> Phrase:
    """What the program says, as this base says it: in all of its languages, with the same blanks."""
    items = entry.body.items
    reader.fields(entry.body, "a phrase", ("phrase", "text"), ("several",))
    if not is_said(entry.id):
        reader.wrong(items["phrase"], f"the program does not say {quoted(entry.id)}; {nearest(entry.id, keys())}")
        return Phrase({})
    text = reader.text(items.get("text"), "`text`")
    several = reader.optional_text(items.get("several"), "`several`")
    for key, said in (("text", text), ("several", several or {})):
        for language, words in said.items():
            if strange := sorted({*BLANK.findall(words)} - blanks(entry.id)):
                reader.wrong(
                    items[key],
                    f"{quoted(strange[0])} in {quoted(plainly(language))} is filled in by nothing; "
                    f"there is {listed(sorted(blanks(entry.id))) or 'nothing to fill in'}",
                )
    return Phrase(text, several)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `base.yaml` says."""

    id: str
    version: str
    title: Text
    notice: Text
    languages: tuple[str, ...]
    topics: dict[str, Text]
    urgencies: dict[str, Urgency]
    default_urgency: str
    default_pathway: tuple[str, Node | None]
    default_because: Text
    conditions: list[tuple[str, Node]]
    pathways: list[tuple[str, Node]]
    include: list[tuple[str, Node]]
    subjects: dict[str, Subject]
    for_another: bool
    signs_last: int = 1


def read_manifest(reader: Reader, node: Node, around: Mapping | None = None) -> Manifest:
    """What base.yaml says. That of a check-in takes from the one `around` it what it does not say itself."""
    body = reader.mapping(node, "base.yaml")
    own = ("base", "version", "title", "topics", "default", "conditions", "pathways")
    reader.fields(
        body,
        "base.yaml",
        own if around is not None else (*own, *INHERITED),
        ("include", NOT_OURS, "subjects", "signs-last", "for-another", *(INHERITED if around is not None else ())),
    )
    body = _inheriting(reader, body, around)
    items = body.items
    languages = []
    for word, part in reader.words(items.get("languages"), "language"):
        if not IDENT.match(word):
            reader.wrong(part, f"{quoted(word)} is no language; expected a code such as `nl`")
        languages.append(word)
    reader.languages = tuple(languages)
    list(reader.words(items.get(NOT_OURS), "file"))  # what it says was heeded before the files were read
    default = reader.mapping(items["default"], "`default`") if "default" in items else Mapping({}, {}, (), 1, 1)
    if "default" in items:
        reader.fields(default, "`default`", ("urgency", "pathway", "because"))
    urgencies = _urgencies(reader, items.get("urgency"))
    default_urgency = read_level(reader, default.items.get("urgency"), Levels.of(urgencies))
    if default_urgency in urgencies and urgencies[default_urgency].help == NONE:
        seen = [name for name, level in urgencies.items() if level.help != NONE]
        reader.wrong(
            default.items["urgency"],
            f"{quoted(default_urgency)} is never a default, as nobody has to look then: it has to be established"
            + (f"; expected {quoted(seen[-1])} or more urgent" if seen else ""),
        )
    pathway = default.items.get("pathway")
    return Manifest(
        id=reader.ident(items["base"], "the base") if "base" in items else "",
        version=reader.word(items["version"], "`version`") if "version" in items else "",
        title=reader.text(items.get("title"), "`title`"),
        notice=reader.text(items.get("notice"), "`notice`"),
        languages=reader.languages,
        topics=reader.table(items.get("topics"), "`topics`"),
        urgencies=urgencies,
        default_urgency=default_urgency,
        default_pathway=(reader.word(pathway, "pathway") if pathway is not None else "", pathway),
        default_because=reader.text(default.items.get("because"), "`because`"),
        conditions=list(reader.words(items.get("conditions"), "condition")),
        pathways=list(reader.words(items.get("pathways"), "pathway")),
        include=list(reader.words(items.get("include"), "file")),
        subjects=_subjects(reader, items.get("subjects")),
        signs_last=_days(reader, items.get("signs-last"), "`signs-last`", 1),
        for_another=reader.flag(items.get("for-another"), "`for-another`", False),
    )


def _inheriting(reader: Reader, body: Mapping, around: Mapping | None) -> Mapping:
    """The manifest with what it leaves to the one around it; of the urgencies, level by level."""
    if around is None:
        return body
    taken = {name: around.items[name] for name in INHERITED if name in around.items}
    own, other = body.items.get("urgency"), taken.get("urgency")
    if isinstance(own, Mapping) and isinstance(other, Mapping):
        reader.fields(own, "`urgency`", (), tuple(other.items))
        levels = {name: _said_anew(reader, name, own.items.get(name), level) for name, level in other.items.items()}
        taken["urgency"] = replace(other, items=levels)
        body = replace(body, items={name: value for name, value in body.items.items() if name != "urgency"})
    return replace(body, items={**taken, **body.items}, keys={**around.keys, **body.keys})


def _said_anew(reader: Reader, level: str, own: Node | None, other: Node) -> Node:
    """A level of the base around a check-in, in the check-in's own words: how soon it asks for help stays the same."""
    if own is None or not isinstance(other, Mapping):
        return other
    words = reader.mapping(own, f"urgency {quoted(level)}")
    reader.fields(words, f"urgency {quoted(level)}", (), ("name", "act"))
    return replace(other, items={**other.items, **words.items}, keys={**other.keys, **words.keys})


HELP, STANDARD = "help", "standard"


def _urgencies(reader: Reader, node: Node | None) -> dict[str, Urgency]:
    """The levels, most urgent first. Five that say not how soon each asks for help are as they were before any could
    say so: in the order of `HELPS`."""
    if node is None:
        return {}
    body = reader.mapping(node, "`urgency`")
    bodies = {name: reader.mapping(value, f"urgency {quoted(name)}") for name, value in body.items.items()}
    implied = len(bodies) == len(HELPS) and not any(HELP in words.items for words in bodies.values())
    found: dict[str, Urgency] = {}
    former: dict[str, str] = {}
    sound = True
    for place, (name, words) in enumerate(bodies.items()):
        if reader.ident(body.keys[name], "a level of `urgency`") == NOTHING:
            reader.wrong(body.keys[name], f"no level can be called {quoted(name)}, which means that there is none")
        what = f"urgency {quoted(name)}"
        reader.fields(words, what, ("name", "act") if implied else ("name", "act", HELP), (HELP, STANDARD, WAS))
        word = HELPS[place] if implied else reader.one_of(words.items.get(HELP), quoted(HELP), HELPS, "")
        late = next((late for late in HELPS if late == word), None)
        sound = sound and late is not None
        found[name] = Urgency(
            reader.text(words.items.get("name"), "`name`"),
            reader.text(words.items.get("act"), "`act`"),
            late or HELPS[0],
            reader.word(words.items[STANDARD], quoted(STANDARD)) if STANDARD in words.items else "",
            _was(reader, words),
        )
        for former_id in found[name].was:
            claim_former(reader, words.items[WAS], former_id, name, former, bodies)
    if sound:
        _in_order(reader, body, found)
    return found


def _in_order(reader: Reader, body: Mapping, levels: dict[str, Urgency]) -> None:
    """The scale is one: at least two levels, most urgent first, of which one is told at once."""
    if len(levels) < MIN_LEVELS:
        reader.wrong(body, f"`urgency` has {len(levels)} of the levels it needs; expected at least {MIN_LEVELS}")
        return
    (first, top), *others = levels.items()
    if top.help != HELPS[0]:
        reader.wrong(
            body.keys[first],
            f"the most urgent level, {quoted(first)}, must say `{HELP}: {HELPS[0]}`: it is told at once",
        )
    above, before = first, top
    for name, level in others:
        if level.help == HELPS[0]:
            reader.wrong(body.keys[name], f"{quoted(name)} is told at once too; only the most urgent level can be")
        elif HELPS.index(level.help) < HELPS.index(before.help):
            reader.wrong(
                body.keys[name],
                f"{quoted(name)} asks for help sooner ({quoted(level.help)}) than {quoted(above)} "
                f"({quoted(before.help)}), which stands above it; put the most urgent first",
            )
        above, before = name, level


def _subjects(reader: Reader, node: Node | None) -> dict[str, Subject]:
    """What lines can be about, by id."""
    if node is None:
        return {}
    body = reader.mapping(node, "`subjects`")
    found = {}
    for name, value in body.items.items():
        words = reader.mapping(value, f"subject {quoted(name)}")
        reader.fields(words, "a subject", ("name",), (CAREFUL,))
        ident = reader.ident(body.keys[name], "a subject")
        careful = reader.flag(words.items.get(CAREFUL), quoted(CAREFUL), False)
        found[ident] = Subject(ident, reader.text(words.items.get("name"), "`name`"), careful)
    return found


def unknown_kind(word: str, kinds: Collection[str]) -> str:
    return f"an entry cannot begin with {quoted(word)}; {nearest(word, kinds)}"
