"""What `triage diff` says, for the terminal and for a pull request: first whether anyone is told something less urgent;
then every kind of change with a smallest example, what changed in the base, and what is proved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from triage.cases.project import Project
from triage.coverage.bitset import Answers
from triage.difference.difference import SAMPLE, Comparison, Counts, OutcomeChange, Solve, Tell, compare, in_either
from triage.difference.parts import OneSided, PartChange
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.revisions import Source
from triage.language.texts import text_in
from triage.reports.author.witness import answer_lines
from triage.reports.layout import Page, clean
from triage.words.saying import say

FEW = 3
"""So many worked cases are named."""
SHORT = 12
"""So much of a hash or commit is shown."""
ACTIVE = re.compile(r"([\\`*_{}\[\]|~$])")
CALLING = re.compile(r"[@#]")
"""What names a person or an issue to a code host; a comment behind it, which nobody sees, keeps it from doing so."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions, and what was found: of the base, and of its check-in if both have one (`check_in`: which do)."""

    old: Source
    new: Source
    comparisons: tuple[Comparison, ...]
    check_in: Literal["both", "none", "old", "new"]

    @property
    def changed(self) -> bool:
        """Whether any answers lead to another outcome. A check-in that is gone, or new, counts."""
        return any(each.shifts for each in self.comparisons) or self.check_in in ("old", "new")


def compared(
    before: Source,
    old: Project,
    after: Source,
    new: Project,
    solve: Solve,
    size: int = SAMPLE,
    seed: int = 0,
    tell: Tell | None = None,
) -> Compared:
    """Both versions held side by side, check-ins too."""
    pairs = [(old, new)]
    if old.check_in is not None and new.check_in is not None:
        pairs.append((old.check_in, new.check_in))
    found = tuple(
        compare(
            one.base,
            other.base,
            in_either(one, other),
            solve,
            size,
            seed,
            len(one.unreadable) + len(other.unreadable),
            tell,
        )
        for one, other in pairs
    )
    which: Literal["both", "none", "old", "new"]
    match old.check_in is not None, new.check_in is not None:
        case True, True:
            which = "both"
        case True, False:
            which = "old"
        case False, True:
            which = "new"
        case _:
            which = "none"
    return Compared(before, after, found, which)


# Words


def _sides(of: Compared, language: str) -> tuple[str, str]:
    main = of.comparisons[0]
    return (
        say("diff-old", language, side=_side(of.old, main.old, language)),
        say("diff-new", language, side=_side(of.new, main.new, language)),
    )


def _side(source: Source, base: Base, language: str) -> str:
    known = f"{base.id} {base.version}, {base.hash[:SHORT]}"
    when = source.commit[:SHORT] or say("diff-working-tree", language)
    return clean(f"{source.shown} ({known}; {when})")


def _verdicts(each: Comparison, language: str) -> Iterator[str]:
    """What a reviewer wants to know first."""
    if not each.shifts:
        yield say("diff-same", language)
    elif each.lowering:
        shifts = ", ".join(f"{_arrow(shift, language)}" for shift in each.lowering)
        yield say("diff-lowers", language, shifts=shifts)
    else:
        yield say("diff-never-lowers", language)
    yield counted(each.worked, each.sample, language)
    if each.unreadable:
        yield say("left-out-unreadable", language, count=each.unreadable)


def counted(worked: Counts, sample: Counts, language: str) -> str:
    """In how many cases an outcome differs."""
    return say(
        "diff-counted",
        language,
        worked=worked.any,
        of=worked.total,
        worked_less=worked.less_urgent,
        sampled=sample.any,
        size=sample.total,
        sampled_less=sample.less_urgent,
    )


def _groups(each: Comparison) -> Iterator[tuple[str, list[OutcomeChange]]]:
    """The shifts under the phrase that stands above them."""
    urgency = [shift for shift in each.shifts if shift.aspect == "urgency"]
    yield "diff-less-urgent", [shift for shift in urgency if shift.lowers]
    yield "diff-more-urgent", [shift for shift in urgency if not shift.lowers]
    yield "diff-leading", [shift for shift in each.shifts if shift.aspect == "leading"]
    yield "diff-pathway", [shift for shift in each.shifts if shift.aspect == "pathway"]


def _arrow(shift: OutcomeChange, language: str) -> str:
    return f"{_value(shift.old, language)} → {_value(shift.new, language)}"


def _value(name: str, language: str) -> str:
    return name or say("diff-none", language)


def _worked(shift: OutcomeChange, language: str) -> str:
    """How many worked cases, and some of their names."""
    if not shift.worked:
        return "0"
    names = [clean(name) for name in shift.worked[:FEW]]
    if len(shift.worked) > FEW:
        names.append(say("diff-more", language, count=len(shift.worked) - FEW))
    return f"{len(shift.worked)} ({', '.join(names)})"


def _answers(each: Comparison, shift: OutcomeChange, language: str) -> str:
    """The smallest case in one sentence."""
    example = shift.example
    lines = answer_lines(each.new, example.new, language)
    gone = {name: answer for name, answer in example.old.items() if example.new.get(name) != answer}
    if gone:
        lines.append(say("diff-heard-by-old", language, answers="; ".join(answer_lines(each.old, gone, language))))
    return "; ".join(map(clean, lines)) or say("diff-no-answers", language)


def _because(shift: OutcomeChange, language: str) -> str:
    if not shift.behind:
        return say("diff-behind-several", language)
    return say("diff-behind", language, parts=_parts(shift))


def _parts(shift: OutcomeChange) -> str:
    return ", ".join(f"{part.kind} {part.id}" for part in shift.behind)


def _remarks(each: Comparison, shift: OutcomeChange, language: str) -> list[str]:
    """What must be known of an example besides its answers."""
    said = []
    if shift.example.among != "both":
        said.append(say(f"diff-among-{shift.example.among}", language))
    if each.renamed(shift):
        said.append(say("diff-renamed", language))
    return said


def _one_sided(each: Comparison, language: str) -> Iterator[str]:
    for found in each.one_sided:
        if found.what == "type" and found.side == "new":
            continue
        one, other = _details(each, found, language)
        yield clean(say(f"diff-{found.what}-{found.side}", language, question=found.question, one=one, other=other))


def _details(each: Comparison, found: OneSided, language: str) -> tuple[str, str]:
    match found.what, found.detail:
        case "options", names:
            base = each.old if found.side == "old" else each.new
            options = base.questions[found.question].options
            return ", ".join(f"{name} (“{text_in(options[name], language)}”)" for name in names), ""
        case _, (one, other):
            return one, other
        case _:
            return "", ""


def _screens(each: Comparison, language: str) -> Iterator[str]:
    """In which order the lists of warning signs are asked, where that is another order now."""
    before, now = each.screens
    if before != now:
        yield say("diff-screens-order", language, before=", ".join(before), after=", ".join(now))


def _deciding(each: Comparison, language: str) -> Iterator[str]:
    """What changed of which an outcome can depend, and for which examples it does."""
    for part in each.parts:
        if part.decides:
            behind = [_arrow(shift, language) for shift in each.shifts if part in shift.behind]
            if len(behind) > FEW:
                behind = [*behind[:FEW], say("diff-more", language, count=len(behind) - FEW)]
            does = say("diff-lies-behind", language, shifts=", ".join(behind)) if behind else ""
            if not behind and part in each.taken_back:
                does = say("diff-changes-nothing", language)
            yield _part(part, language) + (f"; {does}" if does else "")


def _others(each: Comparison, language: str) -> Iterator[str]:
    yield from (_part(part, language) for part in each.parts if not part.decides)


def _part(part: PartChange, language: str) -> str:
    match part.change:
        case "changed":
            how = say("diff-changed", language, fields=", ".join(part.fields))
        case "renamed":
            how = say("diff-was", language, was=part.was)
        case change:
            how = say(f"diff-{change}", language)
    return clean(f"{part.kind} {part.id}: {how}")


def _closing(each: Comparison, language: str) -> str:
    count = len(each.shifts)
    small = sum(not shift.example.smallest for shift in each.shifts)
    said = [say("diff-complete", language, count=count)] if count else []
    if small:
        said.append(say("diff-small", language, count=small))
    return " ".join(said)


def _headed(of: Compared, language: str) -> Iterator[tuple[str, Comparison]]:
    """Each comparison with the heading above it; none above the first."""
    for number, each in enumerate(of.comparisons):
        yield (say("diff-check-in", language) if number else ""), each


# For the terminal


def difference_text(of: Compared, language: str, page: Page) -> str:
    page.heading(say("diff-title", language))
    for side in _sides(of, language):
        page.paragraph(side)
    for heading, each in _headed(of, language):
        if heading:
            page.heading(heading)
        _base_text(each, language, page)
    if of.check_in in ("old", "new"):
        page.gap()
        page.paragraph(say(f"diff-check-in-{of.check_in}", language))
    return page.text()


def _base_text(each: Comparison, language: str, page: Page) -> None:
    page.gap()
    for number, said in enumerate(_verdicts(each, language)):
        alarming = number == 0 and bool(each.lowering)
        colour = "red" if alarming else None
        lines = page.wrapped(clean(said), "! " if alarming else "", "  " if alarming else "")
        page.lines += [page.styled(line, bold=alarming, fg=colour) for line in lines]
    for title, shifts in _groups(each):
        if not shifts:
            continue
        page.heading(f"{say(title, language)} ({len(shifts)})", "red" if title == "diff-less-urgent" else None)
        for shift in shifts:
            _shift_text(each, shift, language, page)
    for title, lines in (
        ("diff-one-sided", list(_one_sided(each, language))),
        ("diff-screens", list(_screens(each, language))),
        ("diff-deciding", list(_deciding(each, language))),
        ("diff-others", list(_others(each, language))),
    ):
        if lines:
            page.heading(say(title, language))
            page.bullets(lines)
    closing = _closing(each, language)
    if closing:
        page.gap()
        page.paragraph(closing)


def _shift_text(each: Comparison, shift: OutcomeChange, language: str, page: Page) -> None:
    page.bullets([_arrow(shift, language)], mark="!" if shift.lowers else "-")
    counted = {"worked": _worked(shift, language), "sampled": shift.sampled, "size": each.sample.total}
    page.paragraph(say("diff-in-cases", language, **counted), indent=4)
    which = "diff-smallest" if shift.example.smallest else "diff-example"
    page.paragraph(say(which, language, answers=_answers(each, shift, language)), indent=4)
    for remark in _remarks(each, shift, language):
        page.paragraph(remark, indent=4)
    page.paragraph(_because(shift, language), indent=4)


# For a pull request


def difference_markdown(of: Compared, language: str) -> str:
    made = [f"## {_md(say('diff-title', language))}", "", *(f"- {_md(side)}" for side in _sides(of, language))]
    for heading, each in _headed(of, language):
        if heading:
            made += ["", f"## {_md(heading)}"]
        made += _base_markdown(each, language)
    if of.check_in in ("old", "new"):
        made += ["", _md(say(f"diff-check-in-{of.check_in}", language))]
    return "\n".join(made) + "\n"


def _base_markdown(each: Comparison, language: str) -> Iterator[str]:
    first, *others = _verdicts(each, language)
    yield from ("", f"**{'⚠️ ' if each.lowering else ''}{_md(first)}**")
    for said in others:
        yield from ("", _md(said))
    for title, shifts in _groups(each):
        if shifts:
            mark = "⚠️ " if title == "diff-less-urgent" else ""
            yield from ("", f"### {mark}{_md(say(title, language))} ({len(shifts)})", "")
            yield from _table(each, shifts, language)
    for title, lines in (
        ("diff-one-sided", list(_one_sided(each, language))),
        ("diff-screens", list(_screens(each, language))),
        ("diff-deciding", list(_deciding(each, language))),
        ("diff-others", list(_others(each, language))),
    ):
        if lines:
            yield from ("", f"### {_md(say(title, language))}", "", *(f"- {_md(line)}" for line in lines))
    closing = _closing(each, language)
    if closing:
        yield from ("", _md(closing))


def _table(each: Comparison, shifts: Sequence[OutcomeChange], language: str) -> Iterator[str]:
    columns = [
        *say("diff-table", language).split("|"),
        say("diff-table-smallest" if all(shift.example.smallest for shift in shifts) else "diff-table-small", language),
        say("diff-table-behind", language),
    ]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for shift in shifts:
        example = ". ".join((_answers(each, shift, language), *_remarks(each, shift, language)))
        cells = (
            f"**{_md(_arrow(shift, language))}**",
            _md(_worked(shift, language)),
            str(shift.sampled),
            _md(example),
            _md(_parts(shift) or say("diff-behind-several", language)),
        )
        yield f"| {' | '.join(cells)} |"


def _md(text: str) -> str:
    """Words that are shown as they are: nothing in them is Markdown or HTML, or calls for someone's attention."""
    flat = " ".join(clean(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return CALLING.sub(r"\g<0><!-- -->", ACTIVE.sub(r"\\\1", flat))


# Case files


def example_files(of: Compared, language: str) -> dict[str, str]:
    """The smallest example of every kind of change as a case file, by its name; two files where each base takes other
    answers."""
    made = {}
    for number, each in enumerate(of.comparisons):
        for shift in each.shifts:
            name = "-".join(
                (
                    *(("check-in",) if number else ()),
                    shift.aspect,
                    shift.old or "none",
                    "to",
                    shift.new or "none",
                )
            )
            story = say(
                "diff-story" if shift.example.smallest else "diff-story-small",
                language,
                aspect=say(f"diff-aspect-{shift.aspect}", language),
                old=_value(shift.old, language),
                new=_value(shift.new, language),
            )
            if shift.example.among == "one-sided":
                for side, answers in (("old", shift.example.old), ("new", shift.example.new)):
                    told = f"{story} {say(f'diff-story-{side}', language)}"
                    made[f"{name}.{side}.yaml"] = _case(f"{name}-{side}", told, answers)
            else:
                made[f"{name}.yaml"] = _case(name, story, shift.example.new)
    return made


def _case(name: str, story: str, answers: Answers) -> str:
    lines = [f"case: {name}", f"story: {json.dumps(story, ensure_ascii=False)}"]
    lines.append("answers:" if answers else "answers: {}")
    for question, answer in answers.items():
        said = plain(answer)
        lines.append(f"  {question}: " + (f"[{', '.join(said)}]" if isinstance(said, list) else str(said)))
    return "\n".join(lines) + "\n"
