"""Entries to the parts of a knowledge base: one function a kind. Which keys each has stands in `keys`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil, inf

from triage.language.condition import NONE, Chosen, Found, Is, Within, conjuncts, guarded
from triage.language.condition import UNKNOWN as NOT_KNOWN
from triage.language.document import Mapping, Node
from triage.language.errors import listed, nearest, quoted
from triage.language.keys import (
    ALONE,
    BASE,
    BEFORE,
    CAREFUL,
    CHECKLIST,
    CLAIM,
    CONFLICT,
    CONTRADICTION,
    COUNTS_FROM,
    DEFAULT,
    DOCUMENT,
    DOSE,
    EXERCISE,
    FINDING,
    HELP,
    IN_FULL,
    INHERITED,
    KIND_OF,
    NOT_OURS,
    ONCE_GONE,
    OPTION,
    PATHWAY,
    PHASE,
    PHRASE,
    PREFERENCE,
    PROGRAMME,
    QUESTION,
    READING,
    REPEATS,
    RULE,
    SETTLES,
    SPLIT_FROM,
    STANDARD,
    SUBJECT,
    TAKES,
    TELLS,
    THEN,
    UNKNOWN,
    URGENCY,
    WAS,
    WITHOUT_HELP,
)
from triage.language.model import (
    ALARMING,
    ASKED,
    COUNTS,
    DOSES,
    EASIER,
    HELPS,
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
from triage.language.reader import IDENT, Entry, Fields, Reader
from triage.words.message import phrased
from triage.words.saying import BLANK, Phrase, blanks, is_said, keys, plainly

HOW_BAD = (0, 10)
MIN_LEVELS = 2


def read_question(reader: Reader, entry: Entry, topics: Collection[str]) -> Question:
    """A question without its `when`, which may name questions that are yet to come."""
    fields = reader.fields(entry.body, QUESTION)
    kind = fields.kind
    given, whole = fields.flag("given"), fields.flag("whole")
    low, high = _bounds(fields, whole) if kind == "number" else (0.0, 0.0)
    for name in ("when", "may-be-unknown", "unknown", "lasts"):
        if given and name in fields:
            reader.wrong(
                entry.body.keys[name],
                phrased(
                    "a given question is never asked, so it has no {name}; where nobody gives it, it is unknown",
                    name=quoted(name),
                ),
            )
    options, options_were, kinds = _options(reader, fields.get("options"))
    return Question(
        id=entry.id,
        topic=fields.known("topic", topics),
        type=kind,  # type: ignore[arg-type]  # one_of gives one of the four
        ask=fields.text("ask"),
        help=fields.text("help"),
        statement=fields.optional_text("statement"),
        options=options,
        unit=fields.optional_text("unit"),
        unit_one=fields.optional_text("unit-one"),
        min=low,
        max=high,
        whole=whole,
        may_be_unknown=fields.flag("may-be-unknown"),
        given=given,
        place=entry.place,
        was=_was(fields),
        options_were=options_were,
        kinds=kinds,
        counts=(fields.one_of("counts") or "days" if "counts" in fields else None),  # type: ignore[arg-type]
        anchors=_anchors(reader, fields.get("anchors"), low, high),
        tells=_tells(fields, kind, given, low, high),
        before=_before(fields, given),
        lasts=fields.days("lasts") if "lasts" in fields else None,
        facts=_facts(reader, fields.get("fact"), kind, options),
        term=fields.optional_text("term"),
        like=_like(reader, fields.get("like"), kind),
        split_from=fields.word(SPLIT_FROM) if SPLIT_FROM in fields else None,
    )


def _tells(fields: Fields, kind: str, given: bool, low: float, high: float) -> Role | None:
    """What the program has to know by an answer."""
    node = fields.get(TELLS)
    role = next((role for role in ROLES if role == fields.one_of(TELLS)), None)
    if node is None or role is None:
        return None
    wrong = fields.reader.wrong
    if kind != ROLES[role]:
        wrong(node, phrased("what tells {role} must be of type {kind}", role=quoted(role), kind=quoted(ROLES[role])))
    elif role == "how-bad" and (low, high) != HOW_BAD:
        wrong(
            node,
            phrased(
                "a number that tells how bad it is goes from 0 to 10, not from {low} to {high}",
                low=f"{low:g}",
                high=f"{high:g}",
            ),
        )
    if role not in ASKED and not given:
        wrong(
            node, phrased("{role} stands in the case file and is never asked: say `given: yes` too", role=quoted(role))
        )
    return role


def _before(fields: Fields, given: bool) -> str | None:
    """The question whose answer at the check-in before this is; which there are, only the whole base tells."""
    node = fields.get(BEFORE)
    if node is None:
        return None
    if not given:
        fields.reader.wrong(node, "an earlier answer stands in the case file and is never asked: say `given: yes` too")
    return fields.word(BEFORE)


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
            reader.wrong(
                node, phrased("`fact` is about the options of the question; {hint}", hint=nearest(name, options))
            )
        return facts
    text = reader.text(node, "`fact`")
    if kind == "number" and not all("{number}" in part for part in text.values()):
        reader.wrong(node, "`fact` of a number says where it stands: put `{number}` in it")
    return {"number" if kind == "number" else "yes": text}


def read_unknown(
    reader: Reader, node: Node, question: Question, conditions: ConditionReader, names: Names
) -> Unknown | None:
    """What it means not to know the answer to a question. `conditions` are about questions as they are written."""
    fields = reader.fields(reader.mapping(node, "`unknown`"), UNKNOWN)
    means = fields.kind
    if not question.may_be_unknown:
        reader.wrong(
            node,
            phrased(
                "{question} cannot be answered `unknown` (`may-be-unknown: no`); take this away",
                question=quoted(question.id),
            ),
        )
        return None
    ask = fields.all_known("ask", names.questions) if means == EASIER else ()
    if question.id in ask:
        reader.wrong(
            fields["ask"], phrased("{question} cannot be asked instead of itself", question=quoted(question.id))
        )
    readings = tuple(
        _reading(reader, part, question, conditions) for part in (fields.parts("reads") if means == EASIER else ())
    )
    return Unknown(
        means,  # type: ignore[arg-type]  # one_of gives one of the three
        fields.text("because"),
        read_sources(fields, names, needed=means != ALARMING),
        ask,
        readings,
        fields.optional_text("say"),
    )


def _reading(reader: Reader, node: Node, question: Question, conditions: ConditionReader) -> Reading:
    fields = reader.fields(reader.mapping(node, "a reading"), READING)
    when = conditions.read(reader, fields.get("when", "condition"))
    given = fields.get("as")
    stands_for = conditions.test(reader, question.id, given) if given is not None else None
    if isinstance(stands_for, Within):
        low = question.min if stands_for.low is None else stands_for.low
        high = question.max if stands_for.high is None else stands_for.high
        return Reading(when, replace(stands_for, low=low, high=high))
    if isinstance(stands_for, Is | Chosen) and NOT_KNOWN not in getattr(stands_for, "values", ()):
        return Reading(when, stands_for)
    if given is not None:
        reader.wrong(given, "`as` names answers that somebody could have given, so not `unknown`")
    return Reading(when, Is(question.id, ()))


def _was(fields: Fields) -> tuple[str, ...]:
    """What something was called in earlier versions of the base."""
    return tuple(fields.reader.ident(node, quoted(WAS)) for word, node in fields.words(WAS) if word)


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
        own = Fields(reader, OPTION, text)
        without = {key: value for key, value in text.items.items() if key not in (WAS, KIND_OF)}
        keys = {key: value for key, value in text.keys.items() if key not in (WAS, KIND_OF)}
        texts[name] = Mapping(without, keys, text.doubled, text.line, text.column)
        for word in _was(own):
            claim_former(reader, own[WAS], word, name, former, node.items)
        if KIND_OF in own:
            kinds[name] = own.all_known(KIND_OF, node.items)
            if name in kinds[name]:
                reader.wrong(own[KIND_OF], phrased("{name} cannot be a kind of itself", name=quoted(name)))
    return reader.table(Mapping(texts, node.keys, node.doubled, node.line, node.column), "`options`"), former, kinds


def _anchors(reader: Reader, node: Node | None, low: float, high: float) -> dict[float, Text]:
    """What some numbers mean, the lowest first."""
    body = Mapping({}, {}, (), 1, 1) if node is None else reader.mapping(node, "`anchors`")
    anchors: dict[float, Text] = {}
    for name, text in body.items.items():
        number = reader.number(body.keys[name], "an anchor")
        if not low <= number <= high:
            reader.wrong(
                body.keys[name],
                phrased(
                    "{number} lies outside the question, which runs from {low} to {high}",
                    number=f"{number:g}",
                    low=f"{low:g}",
                    high=f"{high:g}",
                ),
            )
        anchors[number] = reader.text(text, phrased("{what}: {name}", what=quoted("anchors"), name=quoted(name)))
    return dict(sorted(anchors.items()))


def claim_former(
    reader: Reader, node: Node, word: str, name: str, former: dict[str, str], there: Collection[str]
) -> None:
    """Notes in `former` that `name` was called `word`: nothing among `there` may be called so, nor have been so too."""
    if word in there:
        reader.wrong(
            node,
            phrased(
                "{name} cannot have been {word}: that id is in use; take it out of `was`",
                name=quoted(name),
                word=quoted(word),
            ),
        )
    elif former.get(word, name) != name:
        reader.wrong(
            node,
            phrased(
                "{word} stands under `was` of {former} too; only one of them was it",
                word=quoted(word),
                former=quoted(former[word]),
            ),
        )
    former.setdefault(word, name)


def _bounds(fields: Fields, whole: bool) -> tuple[float, float]:
    """`min` and `max`; where they are wrong, bounds that let everything pass, for it was said already."""
    reader, body = fields.reader, fields.body
    before = len(reader.problems)
    low, high = fields.number("min", inf), fields.number("max", inf)
    if inf in (low, high) or len(reader.problems) > before:
        return -inf, inf
    if low >= high:
        reader.wrong(
            body,
            phrased(
                "`min` is {low} and `max` {high}; expected `min` to be the lower", low=f"{low:g}", high=f"{high:g}"
            ),
        )
        return -inf, inf
    if whole and ceil(low) > high:
        reader.wrong(body, phrased("there is no whole number from {low} to {high}", low=f"{low:g}", high=f"{high:g}"))
    return low, high


def read_checklist(reader: Reader, entry: Entry, questions: dict[str, Question], topics: Collection[str]) -> Checklist:
    fields = reader.fields(entry.body, CHECKLIST)
    members = fields.all_known("questions", questions)
    for name in members:
        question = questions.get(name)
        if question is not None and question.given:
            reader.wrong(
                fields["questions"],
                phrased("{name} is given, never asked, so it cannot stand in a checklist", name=quoted(name)),
            )
        elif question is not None and (question.type != "yes-no" or question.statement is None):
            reader.wrong(
                fields["questions"],
                phrased(
                    "{name} cannot stand in a checklist; that takes a yes-no question with a `statement`",
                    name=quoted(name),
                ),
            )
    return Checklist(
        entry.id,
        fields.known("topic", topics),
        fields.text("ask"),
        members,
        entry.place,
    )


def read_finding(reader: Reader, entry: Entry) -> Finding:
    fields = reader.fields(entry.body, FINDING)
    return Finding(
        entry.id,
        fields.kind,  # type: ignore[arg-type]  # one_of gives one of the three
        fields.text("name"),
        fields.optional_text("about"),
        fields.optional_text("examination"),
        entry.place,
        _was(fields),
        fields.optional_text("may-be"),
        fields.flag(SETTLES),
    )


def read_rule(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Rule:
    """A rule. A demand below the base's default also needs every warning sign refuted: the language adds that."""
    fields = reader.fields(entry.body, RULE)
    inside = fields.inside("then", THEN)
    then = Mapping({}, {}, (), entry.body.line, entry.body.column) if inside is None else inside
    follows = reader.fields(then, THEN)
    if isinstance(fields.get("then"), Mapping) and not then.items:
        reader.wrong(then, "`then` is empty; expected `establish`, `urgency` or `pathway`")
    establish = follows.all_known("establish", names.findings)
    rank = names.levels.rank
    urgency = read_level(reader, follows.get("urgency"), names.levels) or None
    when = conditions.read(reader, fields.get("when", "condition"))
    reassures = urgency in rank and rank[urgency or ""] < rank.get(names.default_urgency, 0)
    if reassures:
        when = guarded(when)
        if establish:
            reader.wrong(
                then,
                phrased(
                    "a demand below `{urgency}` waits until every warning sign is ruled out; "
                    "establish the finding in a rule of its own",
                    urgency=names.default_urgency,
                ),
            )
    return Rule(
        entry.id,
        when,
        establish,
        urgency,
        follows.known("pathway", names.pathways) or None,
        fields.text("because"),
        read_sources(fields, names),
        reassures,
        entry.place,
        once_gone=_once_gone(reader, follows.get(ONCE_GONE), urgency, names.levels),
    )


def _once_gone(reader: Reader, node: Node | None, urgency: str | None, levels: Levels) -> str | None:
    """What a demand comes down to when it is later no longer so, and no clinician has looked."""
    if node is None:
        return None
    word = read_level(reader, node, levels, NONE)
    if urgency is None:
        reader.wrong(
            node,
            phrased("{key} is about an `urgency` that the same rule demands; there is none", key=quoted(ONCE_GONE)),
        )
    elif levels.rank.get(word, 0) > levels.rank.get(urgency, 0):
        reader.wrong(
            node,
            phrased("once gone it cannot ask for more than {urgency}, which it asks for now", urgency=quoted(urgency)),
        )
    return "" if word == NONE else word


def read_exercise(reader: Reader, entry: Entry, names: Names) -> Exercise:
    fields = reader.fields(entry.body, EXERCISE)
    inside = fields.inside("dose", DOSE)
    dose = reader.fields(Mapping({}, {}, (), 1, 1) if inside is None else inside, DOSE)
    amounts = {name: dose.amount(name) for name in DOSES}
    return Exercise(
        id=entry.id,
        name=fields.text("name"),
        how=fields.text("how"),
        dose={name: amount for name, amount in amounts.items() if amount is not None},
        equipment=fields.optional_text("equipment"),
        harder=fields.optional_text("harder"),
        easier=fields.optional_text("easier"),
        pain=fields.optional_text("pain"),
        sources=read_sources(fields, names),
        place=entry.place,
        about=read_about(fields, names, "do"),
    )


def read_pathway(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Pathway:
    fields = reader.fields(entry.body, PATHWAY)
    phases = []
    seen: set[str] = set()
    former: dict[str, str] = {}
    for node in fields.parts("phases"):
        phase = _phase(reader, reader.mapping(node, "a phase"), conditions, names)
        if phase.id in seen:
            reader.wrong(node, phrased("phase {phase} stands twice in this pathway", phase=quoted(phase.id)))
        seen.add(phase.id)
        phases.append(phase)
    for phase, node in zip(phases, fields.parts("phases"), strict=True):
        for word in phase.was:
            claim_former(reader, reader.mapping(node, "a phase").items[WAS], word, phase.id, former, seen)
    if not phases and "phases" in fields:
        reader.wrong(fields["phases"], "a pathway needs a phase")
    return Pathway(
        entry.id,
        fields.text("name"),
        fields.text("summary"),
        tuple(phases),
        entry.place,
        _was(fields),
    )


def _phase(reader: Reader, body: Mapping, conditions: ConditionReader, names: Names) -> Phase:
    fields = reader.fields(body, PHASE)

    def advice(name: str, stance: Stance | None = None, criteria: bool = False) -> tuple[Item, ...]:
        return tuple(read_item(reader, node, conditions, names, stance, criteria) for node in fields.parts(name))

    return Phase(
        id=fields.ident("phase"),
        name=fields.text("name"),
        lasts=fields.optional_text("lasts"),
        takes=_takes(reader, fields["takes"]) if "takes" in fields else None,
        until=conditions.read_in(fields, "until"),
        goals=advice("goals"),
        do=advice("do", "do"),
        avoid=advice("avoid", "avoid"),
        exercises=tuple(read_use(reader, node, conditions, names) for node in fields.parts("exercises")),
        schedule=tuple(
            sorted(
                (read_day(reader, node, conditions, names) for node in fields.parts("schedule")),
                key=lambda part: part.days,  # days in order, however they are written
            )
        ),
        move_on=advice("move-on", criteria=True),
        step_back=advice("step-back", criteria=True),
        seek_help=advice("seek-help"),
        background=advice("background"),
        sources=read_sources(fields, names),
        place=reader.place(body),
        was=_was(fields),
        from_complaint=fields.one_of(COUNTS_FROM) != PROGRAMME,
        schedule_repeats=fields.flag(REPEATS),
    )


def _takes(reader: Reader, node: Node) -> Amount:
    """How long a phase takes, in days."""
    fields = reader.fields(reader.mapping(node, "`takes`"), TAKES)
    if len(fields.body.items) != 1:
        reader.wrong(node, "`takes` names one unit, such as `{days: 5}` or `{weeks: [6, 8]}`")
    unit = next((name for name in COUNTS if name in fields), None)
    amount = None if unit is None else fields.amount(unit)
    if unit is None or amount is None:
        return 1, 1
    low, high = (days * COUNTS[unit] for days in amount)
    if not (low.is_integer() and high.is_integer()):
        reader.wrong(fields[unit], "`takes` must come to whole days")
    return low, high


def read_contradiction(reader: Reader, entry: Entry, answers_only: ConditionReader) -> Contradiction:
    fields = reader.fields(entry.body, CONTRADICTION)
    contradiction = Contradiction(
        entry.id, answers_only.read(reader, fields.get("when", "condition")), fields.text("ask"), entry.place
    )
    if "when" in fields and len(contradiction.questions) < 2:
        reader.wrong(fields["when"], "a contradiction is between the answers to two questions or more")
    return contradiction


def read_document(reader: Reader, entry: Entry) -> tuple[Document, list[Claim]]:
    fields = reader.fields(entry.body, DOCUMENT)
    claims = []
    for node in fields.parts("claims"):
        body = reader.mapping(node, "a claim")
        claim = reader.fields(body, CLAIM)
        if "claim" in claim:
            claims.append(
                Claim(
                    claim.ident("claim"),
                    claim.text("text"),
                    entry.id,
                    claim.optional_text("unused"),
                    reader.place(body),
                )
            )
    words = ("title", "author", "publisher", "year", "language", "url")
    return Document(entry.id, **{name: fields.word(name) for name in words}, place=entry.place), claims


def read_conflict(reader: Reader, entry: Entry, names: Names) -> Conflict:
    fields = reader.fields(entry.body, CONFLICT)
    claims = fields.all_known("claims", names.claims)
    return Conflict(
        entry.id,
        claims,
        fields.known("follow", claims),
        fields.text("because"),
        fields.optional_text("situation"),
        entry.place,
    )


def read_preference(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Preference:
    fields = reader.fields(entry.body, PREFERENCE)
    prefer = fields.all_known("prefer", names.conditions)
    over = fields.all_known("over", names.conditions)
    for name in set(prefer) & set(over):
        reader.wrong(
            fields["over"], phrased("{name} cannot be preferred to itself; take it away on one side", name=quoted(name))
        )
    when: tuple[str, ...] = ()
    if (read := conditions.read_in(fields, "when")) is not None:
        parts = conjuncts(read)
        when = tuple(part.finding for part in parts if isinstance(part, Found))
        if len(when) != len(parts):
            reader.wrong(
                fields["when"],
                "a preference looks at findings that are established: write `{finding: x}`, or several under `all`",
            )
    return Preference(entry.id, prefer, over, when, fields.text("because"), read_sources(fields, names), entry.place)


def read_phrase(reader: Reader, entry: Entry) -> Phrase:
    """What the program says, as this base says it: in all of its languages, with the same blanks."""
    fields = reader.fields(entry.body, PHRASE)
    if not is_said(entry.id):
        reader.wrong(
            fields["phrase"],
            phrased("the program does not say {entry}; {hint}", entry=quoted(entry.id), hint=nearest(entry.id, keys())),
        )
        return Phrase({})
    text, several = fields.text("text"), fields.optional_text("several")
    for key, texts in (("text", text), ("several", several or {})):
        for language, words in texts.items():
            if strange := sorted({*BLANK.findall(words)} - blanks(entry.id)):
                reader.wrong(
                    fields[key],
                    phrased(
                        "{strange} in {language} is filled in by nothing; there is {names}",
                        strange=quoted(strange[0]),
                        language=quoted(plainly(language)),
                        names=listed(sorted(blanks(entry.id))) or "nothing to fill in",
                    ),
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
    reader.fields(body, BASE, ALONE if around is None else "")
    fields = Fields(reader, BASE, _inheriting(reader, body, around))
    languages = []
    for word, part in fields.words("languages", "language"):
        if not IDENT.match(word):
            reader.wrong(part, phrased("{word} is no language; expected a code such as `nl`", word=quoted(word)))
        languages.append(word)
    reader.languages = tuple(languages)
    list(fields.words(NOT_OURS, "file"))  # what it says was heeded before the files were read
    inside = fields.inside("default", DEFAULT)
    default = Fields(reader, DEFAULT, Mapping({}, {}, (), 1, 1)) if inside is None else reader.fields(inside, DEFAULT)
    urgencies = _urgencies(reader, fields.get("urgency"))
    default_urgency = read_level(reader, default.get("urgency"), Levels.of(urgencies))
    if default_urgency in urgencies and urgencies[default_urgency].help == NONE:
        seen = [name for name, level in urgencies.items() if level.help != NONE]
        reader.wrong(
            default["urgency"],
            phrased(
                "{level} is never a default, as nobody has to look then: it has to be established{expected}",
                level=quoted(default_urgency),
                expected=phrased("; expected {level} or more urgent", level=quoted(seen[-1])) if seen else "",
            ),
        )
    pathway = default.get("pathway")
    return Manifest(
        id=reader.ident(fields["base"], "the base") if "base" in fields else "",
        version=fields.word("version"),
        title=fields.text("title"),
        notice=fields.text("notice"),
        languages=reader.languages,
        topics=reader.table(fields.get("topics"), "`topics`"),
        urgencies=urgencies,
        default_urgency=default_urgency,
        default_pathway=(reader.word(pathway, "pathway") if pathway is not None else "", pathway),
        default_because=default.text("because"),
        conditions=list(fields.words("conditions", "condition")),
        pathways=list(fields.words("pathways", "pathway")),
        include=list(fields.words("include", "file")),
        subjects=_subjects(reader, fields.get("subjects")),
        signs_last=fields.days("signs-last"),
        for_another=fields.flag("for-another"),
    )


def _inheriting(reader: Reader, body: Mapping, around: Mapping | None) -> Mapping:
    """The manifest with what it leaves to the one around it; of the urgencies, level by level."""
    if around is None:
        return body
    taken = {name: around.items[name] for name in INHERITED if name in around.items}
    own, other = body.items.get("urgency"), taken.get("urgency")
    if isinstance(own, Mapping) and isinstance(other, Mapping):
        reader.only(own, "`urgency`", (), tuple(other.items))
        levels = {name: _said_anew(reader, name, own.items.get(name), level) for name, level in other.items.items()}
        taken["urgency"] = replace(other, items=levels)
        body = replace(body, items={name: value for name, value in body.items.items() if name != "urgency"})
    return replace(body, items={**taken, **body.items}, keys={**around.keys, **body.keys})


def _said_anew(reader: Reader, level: str, own: Node | None, other: Node) -> Node:
    """A level of the base around a check-in, in the check-in's own words: how soon it asks for help stays the same."""
    if own is None or not isinstance(other, Mapping):
        return other
    what = phrased("urgency {level}", level=quoted(level))
    words = reader.mapping(own, what)
    reader.fields(words, URGENCY, what=what)
    return replace(other, items={**other.items, **words.items}, keys={**other.keys, **words.keys})


def _urgencies(reader: Reader, node: Node | None) -> dict[str, Urgency]:
    """The levels, most urgent first. Five that say not how soon each asks for help are as they were before any could
    say so: in the order of `HELPS`."""
    if node is None:
        return {}
    body = reader.mapping(node, "`urgency`")
    called = {name: phrased("urgency {level}", level=quoted(name)) for name in body.items}
    bodies = {name: reader.mapping(value, called[name]) for name, value in body.items.items()}
    implied = len(bodies) == len(HELPS) and not any(HELP in words.items for words in bodies.values())
    urgencies: dict[str, Urgency] = {}
    former: dict[str, str] = {}
    sound = True
    for place, (name, words) in enumerate(bodies.items()):
        if reader.ident(body.keys[name], "a level of `urgency`") == NOTHING:
            reader.wrong(
                body.keys[name],
                phrased("no level can be called {name}, which means that there is none", name=quoted(name)),
            )
        level = reader.fields(words, URGENCY, WITHOUT_HELP if implied else IN_FULL, called[name])
        word = HELPS[place] if implied else level.one_of(HELP)
        late = next((late for late in HELPS if late == word), None)
        sound = sound and late is not None
        urgencies[name] = Urgency(
            level.text("name"),
            level.text("act"),
            late or HELPS[0],
            level.word(STANDARD),
            _was(level),
        )
        for former_id in urgencies[name].was:
            claim_former(reader, level[WAS], former_id, name, former, bodies)
    if sound:
        _in_order(reader, body, urgencies)
    return urgencies


def _in_order(reader: Reader, body: Mapping, levels: dict[str, Urgency]) -> None:
    """The scale is one: at least two levels, most urgent first, of which one is told at once."""
    if len(levels) < MIN_LEVELS:
        reader.wrong(
            body,
            phrased(
                "`urgency` has {number} of the levels it needs; expected at least {least}",
                number=len(levels),
                least=MIN_LEVELS,
            ),
        )
        return
    (first, top), *others = levels.items()
    if top.help != HELPS[0]:
        reader.wrong(
            body.keys[first],
            phrased(
                "the most urgent level, {first}, must say `{key}: {help}`: it is told at once",
                first=quoted(first),
                key=HELP,
                help=HELPS[0],
            ),
        )
    above, before = first, top
    for name, level in others:
        if level.help == HELPS[0]:
            reader.wrong(
                body.keys[name],
                phrased("{name} is told at once too; only the most urgent level can be", name=quoted(name)),
            )
        elif HELPS.index(level.help) < HELPS.index(before.help):
            reader.wrong(
                body.keys[name],
                phrased(
                    "{name} asks for help sooner ({help}) than {above} ({late}), which stands above it; "
                    "put the most urgent first",
                    name=quoted(name),
                    help=quoted(level.help),
                    above=quoted(above),
                    late=quoted(before.help),
                ),
            )
        above, before = name, level


def _subjects(reader: Reader, node: Node | None) -> dict[str, Subject]:
    """What lines can be about, by id."""
    if node is None:
        return {}
    body = reader.mapping(node, "`subjects`")
    subjects = {}
    for name, value in body.items.items():
        words = reader.mapping(value, phrased("subject {name}", name=quoted(name)))
        fields = reader.fields(words, SUBJECT)
        ident = reader.ident(body.keys[name], "a subject")
        subjects[ident] = Subject(ident, fields.text("name"), fields.flag(CAREFUL))
    return subjects


def unknown_kind(word: str, kinds: Collection[str]) -> str:
    return phrased("an entry cannot begin with {word}; {hint}", word=quoted(word), hint=nearest(word, kinds))
