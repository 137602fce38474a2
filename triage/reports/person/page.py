"""The one page that an outcome comes to: how soon, what to do now, and the little beside it that a person can act on.

It takes at most `LINES` lines of 80 columns and `WORDS` words, whatever the outcome: there is room for what has to be
said, and every other line comes in only where it still fits. Lists give up their last lines first and say how many.
The whole outcome (`to_text`) has the rest; the page names no rule, source or version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce

from triage.explanation.own_words import OwnWords, own_answers, reason_words
from triage.explanation.to_words import asked, finding_words, inside, leading_line, suspected_words
from triage.explanation.undecided import MOST, Undecided, undecided
from triage.inference.outcome import Outcome, once
from triage.language.base import Base
from triage.language.condition import Condition, Found, leaves
from triage.language.derived import derived
from triage.language.display import Displayed, spoken
from triage.language.evaluate import evaluate
from triage.language.model import Caution, Item, SafetyNet, Text
from triage.language.page import OnePage, Points
from triage.language.preferred import preferred
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import COLOURS, Page
from triage.words.saying import OTHER, for_another, plainly, say

LINES = 22
"""So many lines a page takes at most: a small terminal has 24, and below it stands a prompt."""
WORDS = 150
POINTS = 5
"""So many lines a list has at most."""
FIRST = 2
"""So many things that could not be ruled out come before the second line of a list."""
ANSWERS = 4
"""A warning sign is told in so many answers at most,"""
FEW_ANSWERS = 2
"""and in so many where its name comes first."""
REASONS = 2
"""So many reasons stand there at most: what to do about it comes before the rest of them."""
ROUND = ("do", "safety-net", "avoid")
"""The lists that get a line in turn."""
NARROW = 79
"""Lines are counted as a terminal of 80 columns breaks them, which leaves the last one free."""
SAME = 0.8
"""A sentence of which so large a part of the words was said says nothing new."""
RESTS = ("page-rest", "page-rest-run")
"""What may say where the rest stands: there is room for the longest."""


def page_of(outcome: Displayed, language: str | None) -> OnePage:
    """The page of an outcome, by default in the language that notebooks speak. Raises LookupError where its base does
    not speak the language."""
    assert isinstance(outcome, Outcome)
    base = outcome.base
    if language is None:
        return one_page(Words(base, preferred(base.languages, spoken())), outcome)
    plain = base.language(plainly(language))
    if plain not in base.languages:
        raise LookupError(f"the base {base.id} does not speak {language!r}; it speaks {', '.join(base.languages)}")
    return one_page(Words(base, plain if plain == language else for_another(plain)), outcome)


@dataclass(frozen=True, slots=True)
class Besides:
    """What a page says besides its outcome, or instead: more notes, more warning signs, and what is most likely."""

    notes: tuple[str, ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    likely: str | None = None


NOTHING_BESIDES = Besides()


def one_page(words: Words, outcome: Outcome, besides: Callable[[str], Besides] = lambda _: NOTHING_BESIDES) -> OnePage:
    """The page of an outcome, and in a language what it says `besides`. It says the same in every language of the base:
    what has no room in one of them stands in none."""
    return _written(_pages(outcome, besides, words.language.endswith(OTHER))[words.language], words.language)


def every_page(
    outcome: Outcome, besides: Callable[[str], Besides] = lambda _: NOTHING_BESIDES, other: bool = False
) -> dict[str, OnePage]:
    """The page in every language of the base; `other`: as it is told to somebody who answered for another."""
    return {language: _written(page, language) for language, page in _pages(outcome, besides, other).items()}


def _written(page: OnePage, language: str) -> OnePage:
    """A page with its text."""
    return replace(page, text=page_text(page, Page(80), language))


def _pages(outcome: Outcome, besides: Callable[[str], Besides], other: bool) -> dict[str, OnePage]:
    """The page in every language of the base, without its text."""
    base = outcome.base
    open_parts = undecided(outcome)
    spoken = map(for_another, base.languages) if other else base.languages
    drafts = {language: _draft(Words(base, language), outcome, open_parts, besides(language)) for language in spoken}
    pages = {language: reduce(_no_more_than, drafts.values(), page) for language, page in drafts.items()}
    names = min(_names(Words(base, language), open_parts, page.not_ruled_out) for language, page in drafts.items())
    for count in range(names, -1, -1):
        lines = {language: open_line(Words(base, language), open_parts, count) if count else "" for language in pages}
        pages = {language: replace(page, not_ruled_out=lines[language]) for language, page in pages.items()}
        if all(_Room(page, language).left for language, page in pages.items()):
            break
    return pages


def _draft(words: Words, outcome: Outcome, open_parts: Undecided, besides: Besides) -> OnePage:
    """The fullest page that fits in one language."""
    base = words.base
    level = base.urgencies[outcome.urgency]
    page = OnePage(
        level=outcome.urgency,
        help=level.help,
        urgency=f"{words.say('urgency')}: {words.text(level.name)}",
        act=words.text(level.act),
        notes=(*besides.notes, *_notes(words, outcome)),
        signs=None,
        reasons=None,
        likely=likely_words(words, outcome) if besides.likely is None else besides.likely,
        lists=(),
        not_ruled_out="",
        rest=words.say("page-rest"),
        last=thing_to_do(words, outcome.urgency),
    )
    lists = _lists(words, outcome)
    demands = _demands(outcome)
    signs = [*_signs(words, outcome, demands), *besides.signs]
    key = "page-sign" if len(signs) == 1 else "page-signs"
    page = replace(page, signs=_first_points(key, signs, page, lists, words.language))
    if base.levels.presses(outcome.urgency) and max(demands.values(), default=-1) < base.levels.rank[outcome.urgency]:
        reasons = reason_lines(words, outcome)
        page = replace(page, reasons=_first_points("page-reasons", reasons, page, lists, words.language, REASONS))
    opened = [open_line(words, open_parts, count) for count in range(MOST, 0, -1)]
    page = _with_lists(page, lists, opened[-FIRST], words.language)
    return _with_open(page, opened, words.language)


def _no_more_than(page: OnePage, other: OnePage) -> OnePage:
    """The page without the points for which the other, of another language, had no room."""
    signs = page.signs and other.signs and _first(page.signs, len(other.signs.points))
    reasons = page.reasons and other.reasons and _first(page.reasons, len(other.reasons.points))
    lists = tuple(_first(mine, len(its.points)) for mine, its in zip(page.lists, other.lists, strict=True))
    return replace(page, signs=signs, reasons=reasons, lists=lists)


def _first(points: Points, most: int) -> Points:
    first = points.points[:most]
    return replace(points, points=first, more=points.more + len(points.points) - len(first))


def _names(words: Words, open_parts: Undecided, line: str) -> int:
    """How many names of what could not be ruled out a line has."""
    if not line:
        return 0
    return next(count for count in range(MOST, 0, -1) if open_line(words, open_parts, count) == line)


def thing_to_do(words: Words, urgency: str) -> str:
    """What to do now, in a sentence."""
    return first_sentence(words.text(words.base.urgencies[urgency].act))


@lru_cache(maxsize=8192)
def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-z])", text, maxsplit=1)[0]


def page_text(content: OnePage, page: Page, language: str, rest: str | None = None, last: bool = True) -> str:
    """The page as lines. `rest`: what says where more stands, in place of the page's own line, nothing where it is
    empty; `last`: whether the thing to do closes it."""
    _head(content, page, language)
    for points in content.lists:
        _add_points(page, points, language)
    if content.not_ruled_out:
        page.paragraph(content.not_ruled_out)
    page.gap()
    page.paragraph(content.rest if rest is None else rest)
    if last:
        page.label(content.last)
    return page.text()


def _head(content: OnePage, page: Page, language: str) -> None:
    page.heading(content.urgency, COLOURS[content.help])
    page.paragraph(content.act)
    for note in content.notes:
        page.paragraph(note)
    for points in (content.signs, content.reasons):
        if points is not None:
            _add_points(page, points, language)
    page.paragraph(content.likely)
    page.gap()


def _add_points(page: Page, points: Points, language: str) -> None:
    page.label(points_title(points, language))
    page.bullets(points.points)


def points_title(points: Points, language: str) -> str:
    """How a list is called, and how many of its points stand elsewhere."""
    if not points.more:
        return f"{points.title}:"
    if not points.points:
        return f"{points.title}: {say('page-only-elsewhere', language, points.more, count=points.more)}"
    title = say("page-more", language, title=points.title, count=points.more)
    return f"{title}:" if points.points else title


# What a page holds


def _notes(words: Words, outcome: Outcome) -> Iterator[str]:
    if words.language.endswith(OTHER):
        yield words.say("others-advice")
    if not outcome.settled and outcome.urgency != words.base.levels.alarm:
        yield words.say("stopped-early")  # what is most urgent stays so
    if outcome.contradictions:
        yield words.say("page-contradictory")


def likely_words(words: Words, outcome: Outcome) -> str:
    """What it most likely is, or that no cause is clear."""
    if outcome.leading is None:
        return words.say("no-leading")
    return leading_line(words, outcome)


def _demands(outcome: Outcome) -> dict[str, int]:
    """The most urgent level (its rank) that a rule demands for each warning sign."""
    demanding, fired = _demanding(outcome.base), set(outcome.fired)
    return {
        sign: max((rank for name, rank in demanding[sign].items() if name in fired), default=-1)
        for sign in outcome.warning_signs
    }


@derived
def _demanding(base: Base) -> Mapping[str, Mapping[str, int]]:
    """For each warning sign the rules that establish or want it, with the rank of what they demand."""
    demanding: dict[str, dict[str, int]] = {sign: {} for sign in base.warning_signs}
    for rule in base.rules.values():
        if rule.urgency is not None:
            wanted = [leaf.finding for leaf in leaves(rule.when) if isinstance(leaf, Found)]
            for sign in {*rule.establish, *wanted} & demanding.keys():
                demanding[sign][rule.id] = base.levels.rank[rule.urgency]
    return demanding


def reason_lines(words: Words, outcome: Outcome) -> list[tuple[str, ...]]:
    """Why a doctor is needed so soon where no warning sign tells it: the answers behind each rule that demands it, none
    that says nothing new."""
    told: dict[str, None] = {}
    lines = []
    for rule in map(words.base.rules.__getitem__, outcome.fired):
        if rule.urgency != outcome.urgency:
            continue
        answers = reason_words(words, outcome, rule.id) or (first_sentence(words.text(rule.because)),)
        if new := [word for word in answers if word not in told][:ANSWERS]:
            lines.append((new[0], *map(inside, new[1:])))
            told.update(dict.fromkeys(new))
    return lines


def _signs(words: Words, outcome: Outcome, demands: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The warning signs in the person's own answers, the most urgent first; none that says nothing new.

    What was said yes to speaks for itself; before other answers stands the name of the sign: a place or a risk is none.
    The risks that made it one are told with it.
    """
    told: dict[str, None] = {}
    lines: list[tuple[str, ...]] = []
    for sign in sorted(outcome.warning_signs, key=lambda sign: -demands[sign]):
        name = finding_words(words, sign)
        own = own_answers(outcome, words, sign) or (OwnWords(name, yes=False, risk=False),)
        new = [one for one in own if one.words not in told]
        if any(one.yes and one.words in told for one in own) and not any(one.yes or one.risk for one in new):
            continue  # what tells of it has been said
        risks = [one for one in new if one.risk]
        if plain := [one for one in new if one.yes]:
            new = [*plain, *risks][:ANSWERS]
            lines.append(tuple(_after_the_first(one.words for one in new)))
        elif new and new[0].words != name:
            new = [*risks[:ANSWERS], *(one for one in new if not one.risk)][: max(FEW_ANSWERS, len(risks[:ANSWERS]))]
            lines.append((f"{name}: {inside(new[0].words)}", *(inside(one.words) for one in new[1:])))
        elif new:
            lines.append((name,))
        told.update(dict.fromkeys(one.words for one in new))
    return lines


def _after_the_first(words: Iterable[str]) -> Iterator[str]:
    """Words as they stand in one line, those behind the first as inside a sentence."""
    for place, word in enumerate(words):
        yield inside(word) if place else word


def _told(words: Sequence[str]) -> str:
    """A warning sign, or a reason, on one line."""
    text = "; ".join(words)
    return text[:1].upper() + text[1:]


@once
def nets(outcome: Outcome) -> tuple[SafetyNet, ...]:
    """The safety nets that fit an outcome, those that are most for this person first: what is still open, what goes
    with this complaint, what is most urgent. None that asks for no more than the outcome does, nor for what is already
    so."""
    base = outcome.base
    known = outcome.known
    ranked = []
    for place, name in enumerate(outcome.safety_net):
        net = base.safety_net[name]
        if base.levels.rank[net.urgency] <= base.levels.rank[outcome.urgency] or any(
            known.findings.get(sign) for sign in net.guards
        ):
            continue
        open_still = any(sign not in known.findings for sign in net.guards)
        fits = any(evaluate(leaf, known) is True for leaf in _leaves_of_nets(base)[name])
        ranked.append((not open_still, not fits, -base.levels.rank[net.urgency], place, net))
    ranked.sort(key=lambda entry: entry[:4])
    return tuple(entry[4] for entry in ranked)


@derived
def _leaves_of_nets(base: Base) -> Mapping[str, tuple[Condition, ...]]:
    """What each safety net asks about."""
    return {name: () if net.when is None else leaves(net.when) for name, net in base.safety_net.items()}


# What fits


class _Room:
    """What is left of a page under way."""

    def __init__(self, page: OnePage, language: str) -> None:
        draft = _Measured(NARROW)
        page_text(page, draft, language, rest="")
        rests = [_line_size(say(key, language)) for key in RESTS]
        self.lines = LINES - len(draft.lines) - max(lines for lines, _ in rests)
        self.words = WORDS - draft.words - max(words for _, words in rests)

    @property
    def left(self) -> bool:
        """Whether the page does not take more than there is."""
        return self.lines >= 0 and self.words >= 0

    def takes(self, lines: int, words: int) -> bool:
        """Takes so much, if there is room for it."""
        if lines > self.lines or words > self.words:
            return False
        self.lines -= lines
        self.words -= words
        return True


class _Measured(Page):
    """A page of which only the size counts: the same texts come on many, and are broken into lines once."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.words = 0

    def wrapped(self, text: str, first: str, rest: str) -> list[str]:
        lines, words = _wrapped(text, self.width, first, rest)
        self.words += words
        return lines

    @property
    def size(self) -> tuple[int, int]:
        return len(self.lines), self.words


@lru_cache(maxsize=8192)
def _wrapped(text: str, width: int, first: str, rest: str) -> tuple[list[str], int]:
    """The lines of a text, and how many words are in them, marks of lists among them."""
    lines = Page(width).wrapped(text, first, rest)
    return lines, sum(len(line.split()) for line in lines)


@lru_cache(maxsize=8192)
def _point_size(text: str) -> tuple[int, int]:
    page = _Measured(NARROW)
    page.bullets([text])
    return page.size


@lru_cache(maxsize=8192)
def _line_size(text: str) -> tuple[int, int]:
    page = _Measured(NARROW)
    page.paragraph(text)
    return page.size


@lru_cache(maxsize=8192)
def _title_size(key: str, title: str, language: str) -> tuple[int, int]:
    """The room for a title, with a number behind it whichever way that is said."""
    sizes = []
    for points in (("",), ()):
        page = _Measured(NARROW)
        page.label(points_title(Points(key, title, points, 99), language))
        sizes.append(page.size)
    return max(lines for lines, _ in sizes), max(words for _, words in sizes)


Lists = Mapping[str, Sequence[str]]
"""Every line of each list; none of them is empty."""


def _lists(words: Words, outcome: Outcome) -> Lists:
    base = words.base
    now = next((stretch for stretch in outcome.phases if stretch.state == "current"), None)
    lines: list[tuple[str, Item | Caution]] = []
    if now is not None:
        lines += [("do", item) for item in now.do] + [("avoid", item) for item in now.avoid]
    lines += [("cautions", base.cautions[name]) for name in outcome.cautions]
    texts_by_list: dict[str, list[Text]] = {"do": [], "avoid": [], "cautions": []}
    for key, line in lines:
        texts_by_list[_place(key, line)].append(line.text)
    texts_by_list["do"] = _new(texts_by_list["do"], base.urgencies[outcome.urgency].act, base.languages[0])
    lines_by_list = {key: [words.text(text) for text in texts] for key, texts in texts_by_list.items()}
    lines_by_list["safety-net"] = [_sooner(words, net) for net in nets(outcome)]
    return {key: lines for key, lines in lines_by_list.items() if lines}


def _place(key: str, line: Item | Caution) -> str:
    """Under which title a line stands: that of its stance, where it takes one, otherwise its own."""
    stances = set(line.about.values())
    return {"do": "do", "ask-first": "cautions", "avoid": "avoid"}[stances.pop()] if len(stances) == 1 else key


def _first_points(
    key: str, lines: Sequence[tuple[str, ...]], page: OnePage, lists: Lists, language: str, most: int | None = None
) -> Points | None:
    """Warning signs and reasons come before every line of a list: they are only left out where there are more than a
    page of them."""
    if not lines:
        return None
    title = say(key, language)
    room = _room_for(page, lists, language)
    room.takes(*_title_size(key, title, language))
    first = lines[0]
    while not room.takes(*_point_size(_told(first))) and len(first) > 1:
        first = first[:-1]
    taken = [_told(first)]
    for line in lines[1:most]:
        if not room.takes(*_point_size(_told(line))):
            break
        taken.append(_told(line))
    return Points(key, title, tuple(taken), len(lines) - len(taken))


def _room_for(page: OnePage, lists: Lists, language: str) -> _Room:
    """The room for lines. That there is a list stands there even where none of its lines fits."""
    room = _Room(page, language)
    if lists:
        room.takes(1, 0)  # the empty line below them
    for key in lists:
        room.takes(*_title_size(key, say(key, language), language))
    return room


def _with_lists(page: OnePage, lists: Lists, opened: str, language: str) -> OnePage:
    """A line of each list in turn, so that none is left out for the length of another; cautions behind them. Before
    any has its second line, what could not be ruled out gets one."""
    room = _room_for(page, lists, language)
    taken = dict.fromkeys((*ROUND, "cautions"), 0)
    full: set[str] = set()

    def take(key: str) -> None:
        at = taken[key]
        if key not in full and at < len(lists.get(key, ())) and room.takes(*_point_size(lists[key][at])):
            taken[key] += 1
        else:
            full.add(key)

    for _ in range(POINTS):
        for key in ROUND:
            take(key)
        if opened:
            room.takes(*_line_size(opened))
            opened = ""
    for _ in range(POINTS - taken["avoid"]):
        take("cautions")
    return replace(
        page,
        lists=tuple(
            Points(key, say(key, language), tuple(points[: taken[key]]), len(points) - taken[key])
            for key, points in lists.items()
        ),
    )


def _new(lines: Sequence[Text], told: Text, language: str) -> list[Text]:
    """The lines in their order; behind the others those that begin by saying what was told already. One language tells
    for all, so that the order is the same in each."""
    known = _words(text_in(told, language))

    def repeats(line: Text) -> bool:
        words = _words(first_sentence(text_in(line, language)))
        return len(words & known) >= SAME * len(words)

    return sorted(lines, key=repeats)


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _sooner(words: Words, net: SafetyNet) -> str:
    """A safety net in short: its first sentence is the sign; what it may mean stands in the whole outcome."""
    level = words.text(words.base.urgencies[net.urgency].name)
    return f"{first_sentence(words.text(net.text))} ({level})"


def _with_open(page: OnePage, opened: Sequence[str], language: str) -> OnePage:
    """What could not be ruled out, as many names as there is room for."""
    pages = (replace(page, not_ruled_out=line) for line in dict.fromkeys(opened) if line)
    return next((candidate for candidate in pages if _Room(candidate, language).left), page)


def open_line(words: Words, open_parts: Undecided, most: int = MOST) -> str:
    """What could not be ruled out and would change what to do, at most so many; empty where there is nothing."""
    if open_parts.stopped:
        return words.say("page-stopped")
    names = [inside(suspected_words(words, part.finding)) for part in open_parts.first[:most]]
    if not names:
        unknown = "; ".join(asked(words.base.questions[name], words.language) for name in open_parts.not_known[:most])
        told = words.say("own-unknown", question=unknown) if unknown else ""
        return told[:1].upper() + told[1:]
    left = len(open_parts.combined) - len(names)
    listed = "; ".join([*names, *([words.say("and-more", count=left)] if left else [])])
    return f"{words.say('not-ruled-out')}: {listed}"
