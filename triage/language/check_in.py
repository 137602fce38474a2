"""The check-in of a base: a second, small base in its folder `check-in/`, in the same language.

Its findings of kind condition are the four decisions. Files of the base around it may belong to it as well
(`include`), so that what both need is written once. Some of its questions are not asked but filled in from the case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from triage.language.answer import check_answer
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, All, Condition, Found
from triage.language.derived import DERIVED
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar, Sequence, decode, parse
from triage.language.errors import AnswerError, KnowledgeError, Place, Problem, TriageError, listed, nearest, quoted
from triage.language.files import CHECK_IN, MANIFEST, DocumentError, content_hash, read_directory, shipped
from triage.language.keys import BEFORE, DECISIONS, TELLS
from triage.language.model import ASKED, NOTHING, ROLES, Criterion, Decision, Question, Role, Stage
from triage.language.read_condition import ConditionReader
from triage.language.reader import Reader
from triage.words.message import phrased

CAREFUL: Decision = "hold"
"""What stands while nothing is established."""
FOLLOWED: tuple[Role, ...] = ("pathway", "phase")
"""What every check-in is told of the case file: the options of these say what can be followed."""
EARLIER = "-before"
"""Behind the name of a question, in check-ins that say not yet what they hold: its answer at the check-in before."""

Keep = Callable[[Path, str, Callable[[], Base]], Base]
"""Brings back the base that lies in this directory, if it was kept when its files had this digest; otherwise builds
it."""
KEEP = "keep"
"""Under this name a base that was kept holds what does that with its check-in."""


def has_check_in(directory: Path | str | None = None) -> bool:
    """Whether the base in this directory has a check-in."""
    return ((Path(directory) if directory is not None else shipped()) / CHECK_IN).is_dir()


def follows(inside: Base | None, pathway: str) -> bool:
    """Whether there is a check-in for a pathway; `inside` is the check-in of the base, if it has one."""
    return inside is not None and pathway in inside.questions[inside.telling["pathway"]].options


def around(directory: Path | str | None) -> Path | None:
    """The directory of the base around this one, if this is the folder with its check-in."""
    if directory is None:
        return None
    inside = Path(directory).resolve()
    return inside.parent if inside.name == CHECK_IN and (inside.parent / MANIFEST).is_file() else None


def load_check_in(parent: Base, directory: Path | str | None = None) -> Base:
    """The check-in of the base `parent`, which lies in `directory`. It stays with the parent: until a file is another,
    it is not worked out again.

    Raises KnowledgeError with every mistake in it, and TriageError where the base has none."""
    root = Path(directory) if directory is not None else shipped()
    inside = root / CHECK_IN
    if not has_check_in(root):
        raise TriageError(
            phrased(
                "{root}: this knowledge base has no check-in; expected a folder {check_in} with a {manifest}",
                root=root,
                check_in=quoted(CHECK_IN),
                manifest=MANIFEST,
            )
        )
    files = {f"{CHECK_IN}/{name}": data for name, data in read_directory(inside).items()}
    around = read_directory(root)
    derivations = vars(parent).setdefault(DERIVED, {})
    known: dict[str, tuple[str, Base]] = derivations.setdefault(CHECK_IN, {})
    digest = content_hash({**around, **files})
    cached = known.get(str(root))
    if cached is None or cached[0] != digest:
        keep: Keep = derivations.get(KEEP, _anew)
        # With the hash of its parent: a file may have changed since that was read.
        base = keep(inside, f"{digest} {parent.hash}", lambda: _built(parent, root, files, around))
        cached = known[str(root)] = digest, base
    return cached[1]


def keeping(parent: Base, keep: Keep) -> Base:
    """The base, with what brings back its check-in where that was kept."""
    vars(parent).setdefault(DERIVED, {}).setdefault(KEEP, keep)
    return parent


def _anew(_place: Path, _digest: str, build: Callable[[], Base]) -> Base:
    return build()


def _built(parent: Base, root: Path, files: dict[str, bytes], around: Mapping[str, bytes]) -> Base:
    """The check-in from the contents of its `files` and of those `around` them."""
    from triage.language.criteria import claims, derived, fingerprint  # noqa: PLC0415  # with what it reads, slow to load
    from triage.language.load import Around, build  # noqa: PLC0415  # slow to load

    inside = root / CHECK_IN
    wanted = _included(files[f"{CHECK_IN}/{MANIFEST}"], str(inside / MANIFEST))
    telling = _telling(files)
    if telling is not None and (lacking := list(_lacking(telling, str(inside / MANIFEST)))):
        # Alone: no rule follows from the criteria then, and what is missing for want of it misleads.
        raise KnowledgeError(_misspelt(files, str(root)) or lacking)
    telling = telling or {}
    followed, phases = _options_of(telling, "pathway"), _options_of(telling, "phase")
    resting = claims(parent, followed)
    documents = {Path(parent.claims[name].place.file) for name in resting if name in parent.claims}
    wanted |= {
        name for name in around if any(place.parts[-len(Path(name).parts) :] == Path(name).parts for place in documents)
    }
    files = files | {name: data for name, data in around.items() if name in wanted and name != MANIFEST}
    outside = parse(decode(around[MANIFEST], str(root / MANIFEST)), str(root / MANIFEST))
    asked = {role: entry["question"].text for role, entry in telling.items() if isinstance(entry["question"], Scalar)}
    rules = tuple(derived(parent, followed, phases, asked))
    base = build(
        files,
        str(root),
        f"{CHECK_IN}/{MANIFEST}",
        Around(outside if isinstance(outside, MappingNode) else None, rules, fingerprint(parent), parent.phrases),
    )
    manifest = str(inside / MANIFEST)
    base = _with_stages(_told_by_name(base), parent, {rule.id for rule in rules})
    problems = [
        *_criteria(base, parent),
        *_languages(base, parent, manifest),
        *_decisions(base, manifest),
        *_given(base, parent),
        *_owed(base),
        *_like(base, parent),
    ]
    if problems:
        raise KnowledgeError(problems)
    base.prepare()
    return base


def _options_of(telling: Mapping[str, Mapping[str, Node]], role: Role) -> frozenset[str]:
    """The options of a question, such as the pathways that are followed."""
    options = telling.get(role, {}).get("options")
    return frozenset(options.items) if isinstance(options, MappingNode) else frozenset()


def _lacking(telling: Collection[str], manifest: str) -> Iterator[Problem]:
    """What has to be told of the case file, and is not."""
    for role in FOLLOWED:
        if role not in telling:
            yield Problem(
                Place(manifest),
                phrased(
                    "a check-in lacks a question with {given} and {tells}; its options say which can be followed",
                    given=quoted("given: yes"),
                    tells=quoted(f"{TELLS}: {role}"),
                ),
            )


def _telling(files: Mapping[str, bytes]) -> Mapping[str, Mapping[str, Node]] | None:
    """The questions that tell the program something, by what they tell, before they are read. What is wrong with them
    is said where they are; None where a file is no YAML at all. Where none says so, they tell what they are called (see
    `_told_by_name`)."""
    telling: dict[str, Mapping[str, Node]] = {}
    by_name: dict[str, Mapping[str, Node]] = {}
    try:
        for _, items in _entries(files):
            role, called = items.get(TELLS), items.get("question")
            if isinstance(called, Scalar):
                by_name.setdefault(called.text.strip(), items)
                if isinstance(role, Scalar):
                    telling.setdefault(role.text.strip(), items)
    except DocumentError:
        return None
    if any(role in telling for role in FOLLOWED):
        return telling
    return {name: items for name, items in by_name.items() if name in ROLES}


def _misspelt(files: Mapping[str, bytes], label: str) -> list[Problem]:
    """What is said to tell something that nobody has to know."""
    problems: list[Problem] = []
    for name, items in _entries(files):
        Reader(f"{label}/{name}", problems).one_of(items.get(TELLS), quoted(TELLS), tuple(ROLES), "")
    return problems


def _entries(files: Mapping[str, bytes]) -> Iterator[tuple[str, Mapping[str, Node]]]:
    """The entries of files that are lists, each with the name of its file. Raises DocumentError."""
    for name, data in files.items():
        node = parse(decode(data, name), name)
        for entry in node.items if isinstance(node, Sequence) else ():
            yield name, entry.items if isinstance(entry, MappingNode) else {}


def _told_by_name(base: Base) -> Base:
    """A check-in none of whose questions says what it holds of the case file is read as check-ins were before they
    could: by what the questions are called."""
    if any(question.from_case_file for question in base.questions.values()):
        return base
    roles: Mapping[str, Role] = {role: role for role in ROLES if role not in ASKED}
    questions = {
        name: replace(
            question,
            tells=roles.get(name),
            before=name.removesuffix(EARLIER) if name.endswith(EARLIER) else None,
        )
        if question.given
        else question
        for name, question in base.questions.items()
    }
    return replace(base, questions=questions)


def _with_stages(base: Base, parent: Base, derived: Collection[str]) -> Base:
    """The base with the phases that it follows, and with the mark of what follows from their criteria."""
    conditions = ConditionReader(base.questions, None)
    tells = base.telling.get("pathway")
    followed = base.questions[tells].options if tells is not None else {}
    stages = tuple(
        Stage(
            pathway.id,
            phase.id,
            tuple(
                (conditions.read(Reader(item.met.file, []), item.met.node), _place(item.met))
                for item in phase.move_on
                if item.met is not None
            ),
            tuple(phase.place for item in phase.move_on if item.met is None),
            phase is pathway.phases[-1],
            phase.takes,
            phase.place,
            phase is pathway.phases[0],
        )
        for pathway in parent.pathways.values()
        if pathway.id in followed
        for phase in pathway.phases
    )
    rules = {name: replace(rule, derived=name in derived) for name, rule in base.rules.items()}
    return replace(base, rules=rules, stages=stages)


def _place(criterion: Criterion) -> Place:
    return Place(criterion.file, criterion.node.line, criterion.node.column)


def _criteria(base: Base, parent: Base) -> Iterator[Problem]:
    """Criteria are made of tests of answers, in every pathway."""
    conditions = ConditionReader(base.questions, None)
    problems: list[Problem] = []
    for pathway in parent.pathways.values():
        for phase in pathway.phases:
            for item in (*phase.move_on, *phase.step_back):
                if item.met is not None:
                    conditions.read(Reader(item.met.file, problems), item.met.node)
    yield from dict.fromkeys(problems)


def _included(manifest: bytes, label: str) -> set[str]:
    """The names under `include`. What is wrong with them is said where the manifest is read."""
    try:
        node = parse(decode(manifest, label), label)
    except DocumentError:
        return set()
    include = node.items.get("include") if isinstance(node, MappingNode) else None
    parts = include.items if isinstance(include, Sequence) else [include]
    return {getattr(part, "text", "") for part in parts}


def _languages(base: Base, parent: Base, manifest: str) -> Iterator[Problem]:
    if base.languages != parent.languages:
        yield Problem(
            Place(manifest),
            phrased("a check-in speaks the languages of its base: {languages}", languages=listed(parent.languages)),
        )


def _decisions(base: Base, manifest: str) -> Iterator[Problem]:
    if base.condition_order != DECISIONS:
        yield Problem(
            Place(manifest),
            phrased(
                "the conditions of a check-in are {decisions}, in this order, and no others",
                decisions=listed(DECISIONS),
            ),
        )
        return
    for decision in DECISIONS:
        if decision not in base.pathways:
            yield Problem(
                Place(manifest),
                phrased("there is no pathway {decision}, which says what to do then", decision=quoted(decision)),
            )
    for rule in base.rules.values():
        if "go-on" in rule.establish and not _needs_all_clear(rule.when):
            yield Problem(
                rule.place,
                phrased(
                    "rule {rule} lets someone go on without `finding: {all_clear}`; put it in its `when`, so "
                    "that every warning sign is ruled out first",
                    rule=quoted(rule.id),
                    all_clear=ALL_CLEAR,
                ),
            )


def _needs_all_clear(when: Condition) -> bool:
    return when == Found(ALL_CLEAR) or (isinstance(when, All) and any(map(_needs_all_clear, when.parts)))


def _given(base: Base, parent: Base) -> Iterator[Problem]:
    for question in base.questions.values():
        if question.given and not question.from_case_file:
            yield Problem(
                question.place,
                phrased(
                    "nobody can give {question}; say with {tells} which of {given} it is, or with {before} of which "
                    "question it is the answer of the time before",
                    question=quoted(question.id),
                    tells=quoted(TELLS),
                    given=listed(role for role in ROLES if role not in ASKED),
                    before=quoted(BEFORE),
                ),
            )
        if question.before is not None:
            asked = {name: other for name, other in base.questions.items() if not other.given}
            of = asked.get(question.before)
            if of is None:
                hint = nearest(question.before, asked)
                yield Problem(
                    question.place,
                    phrased("`before`: nobody is asked {name}; {hint}", name=quoted(question.before), hint=hint),
                )
            elif question.type != of.type:
                yield Problem(
                    question.place,
                    phrased("{question} must be of type {kind}", question=quoted(question.id), kind=quoted(of.type)),
                )
    yield from _options(base, parent)


def _owed(base: Base) -> Iterator[Problem]:
    """What is still to be seen is one of the urgencies, or nothing."""
    question = base.questions.get(base.telling.get("still-to-be-seen", ""))
    levels = [level for level in base.levels.order if level not in base.levels.reassuring]
    if question is not None and set(question.options) != {*levels, NOTHING}:
        options = listed([NOTHING, *levels])
        yield Problem(
            question.place, phrased("the options of {owed} are {options}", owed=quoted(question.id), options=options)
        )


def _like(base: Base, parent: Base) -> Iterator[Problem]:
    """What a question is like is a question of the base around it, with an answer of that."""
    for question in base.questions.values():
        for name, answer in question.like.items():
            other = parent.questions.get(name)
            if other is None:
                message = f"{quoted(parent.id)} has no question {quoted(name)}; {nearest(name, parent.questions)}"
                yield Problem(question.place, phrased("`like`: {said}", said=message))
                continue
            try:
                check_answer(other, answer)
            except AnswerError as error:
                yield Problem(question.place, phrased("`like`: {error}", error=error.message))


def _options(base: Base, parent: Base) -> Iterator[Problem]:
    """The pathways and phases that can be followed are those of the base around it, whole pathways at a time."""
    if lacking := list(_lacking(base.telling, base.id)):  # in a file that the manifest says is not ours
        yield from lacking
        return
    phases = [phase.id for pathway in parent.pathways.values() for phase in pathway.phases]
    known = dict(zip(FOLLOWED, (list(parent.pathways), phases), strict=True))
    followed = {role: base.questions[base.telling[role]] for role in FOLLOWED}
    for role, question in followed.items():
        for option in question.options:
            if option not in known[role]:
                yield Problem(
                    question.place,
                    phrased(
                        "{parent} has no {name} {option}; {hint}",
                        parent=quoted(parent.id),
                        name=role,
                        option=quoted(option),
                        hint=nearest(option, known[role]),
                    ),
                )
    for name in followed["pathway"].options:
        for phase in parent.pathways[name].phases if name in parent.pathways else ():
            if phase.id not in followed["phase"].options:
                yield Problem(
                    followed["phase"].place,
                    phrased(
                        "phase {phase} of pathway {name} is missing from the options",
                        phase=quoted(phase.id),
                        name=quoted(name),
                    ),
                )


def same_question(base: Base, inside: Base, name: str) -> bool:
    """Whether a check-in asks this as the base itself does."""
    ours, theirs = base.questions.get(name), inside.questions.get(name)
    return ours is not None and theirs is not None and not theirs.given and _asks(ours) == _asks(theirs)


def _asks(question: Question) -> object:
    return question.type, dict(question.ask), {name: dict(text) for name, text in question.options.items()}
