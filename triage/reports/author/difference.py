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
from triage.difference.revisions import Source
from triage.language.answer import plain
from triage.language.texts import text_in
from triage.language.words import Words
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
        return any(comparison.changes for comparison in self.comparisons) or self.check_in in ("old", "new")


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
    comparisons = tuple(
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
    return Compared(before, after, comparisons, which)


# Words


def _versions(of: Compared, language: str) -> tuple[str, str]:
    main = of.comparisons[0]
    return (
        say("diff-old", language, side=_version(of.old, Words(main.old, language))),
        say("diff-new", language, side=_version(of.new, Words(main.new, language))),
    )


def _version(source: Source, words: Words) -> str:
    base = words.base
    known = f"{base.id} {base.version}, {base.hash[:SHORT]}"
    when = source.commit[:SHORT] or words.say("diff-working-tree")
    return clean(f"{source.shown} ({known}; {when})")


def _verdicts(comparison: Comparison, language: str) -> Iterator[str]:
    """What a reviewer wants to know first."""
    if not comparison.changes:
        yield say("diff-same", language)
    elif comparison.lowering:
        changes = ", ".join(f"{_arrow(change, language)}" for change in comparison.lowering)
        yield say("diff-lowers", language, shifts=changes)
    else:
        yield say("diff-never-lowers", language)
    yield counted(comparison.worked, comparison.sample, language)
    if comparison.unreadable:
        yield say("left-out-unreadable", language, count=comparison.unreadable)


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


def _groups(comparison: Comparison) -> Iterator[tuple[str, list[OutcomeChange]]]:
    """The changes under the phrase that stands above them."""
    urgency = [change for change in comparison.changes if change.aspect == "urgency"]
    yield "diff-less-urgent", [change for change in urgency if change.lowers]
    yield "diff-more-urgent", [change for change in urgency if not change.lowers]
    yield "diff-leading", [change for change in comparison.changes if change.aspect == "leading"]
    yield "diff-pathway", [change for change in comparison.changes if change.aspect == "pathway"]


def _arrow(change: OutcomeChange, language: str) -> str:
    return f"{_value(change.old, language)} → {_value(change.new, language)}"


def _value(name: str, language: str) -> str:
    return name or say("diff-none", language)


def _worked(change: OutcomeChange, language: str) -> str:
    """How many worked cases, and some of their names."""
    if not change.worked:
        return "0"
    names = [clean(name) for name in change.worked[:FEW]]
    if len(change.worked) > FEW:
        names.append(say("diff-more", language, count=len(change.worked) - FEW))
    return f"{len(change.worked)} ({', '.join(names)})"


def _answers(comparison: Comparison, change: OutcomeChange, language: str) -> str:
    """The smallest case in one sentence."""
    example = change.example
    lines = answer_lines(Words(comparison.new, language), example.new)
    gone = {name: answer for name, answer in example.old.items() if example.new.get(name) != answer}
    if gone:
        lines.append(
            say("diff-heard-by-old", language, answers="; ".join(answer_lines(Words(comparison.old, language), gone)))
        )
    return "; ".join(map(clean, lines)) or say("diff-no-answers", language)


def _because(change: OutcomeChange, language: str) -> str:
    if not change.behind:
        return say("diff-behind-several", language)
    return say("diff-behind", language, parts=_parts(change))


def _parts(change: OutcomeChange) -> str:
    return ", ".join(f"{part.kind} {part.id}" for part in change.behind)


def _remarks(comparison: Comparison, change: OutcomeChange, language: str) -> list[str]:
    """What must be known of an example besides its answers."""
    remarks = []
    if change.example.among != "both":
        remarks.append(say(f"diff-among-{change.example.among}", language))
    if comparison.renamed(change):
        remarks.append(say("diff-renamed", language))
    return remarks


def _one_sided(comparison: Comparison, language: str) -> Iterator[str]:
    for difference in comparison.one_sided:
        if difference.what == "type" and difference.side == "new":
            continue
        one, other = _details(comparison, difference, language)
        yield clean(
            say(
                f"diff-{difference.what}-{difference.side}",
                language,
                question=difference.question,
                one=one,
                other=other,
            )
        )


def _details(comparison: Comparison, difference: OneSided, language: str) -> tuple[str, str]:
    match difference.what, difference.detail:
        case "options", names:
            base = comparison.old if difference.side == "old" else comparison.new
            options = base.questions[difference.question].options
            return ", ".join(f"{name} (“{text_in(options[name], language)}”)" for name in names), ""
        case _, (one, other):
            return one, other
        case _:
            return "", ""


def _screens(comparison: Comparison, language: str) -> Iterator[str]:
    """In which order the lists of warning signs are asked, where that is another order now."""
    before, now = comparison.screens
    if before != now:
        yield say("diff-screens-order", language, before=", ".join(before), after=", ".join(now))


def _deciding(comparison: Comparison, language: str) -> Iterator[str]:
    """What changed of which an outcome can depend, and for which examples it does."""
    for part in comparison.parts:
        if part.decides:
            behind = [_arrow(change, language) for change in comparison.changes if part in change.behind]
            if len(behind) > FEW:
                behind = [*behind[:FEW], say("diff-more", language, count=len(behind) - FEW)]
            does = say("diff-lies-behind", language, shifts=", ".join(behind)) if behind else ""
            if not behind and part in comparison.taken_back:
                does = say("diff-changes-nothing", language)
            yield _part(part, language) + (f"; {does}" if does else "")


def _others(comparison: Comparison, language: str) -> Iterator[str]:
    yield from (_part(part, language) for part in comparison.parts if not part.decides)


def _part(part: PartChange, language: str) -> str:
    match part.change:
        case "changed":
            how = say("diff-changed", language, fields=", ".join(part.fields))
        case "renamed":
            how = say("diff-was", language, was=part.was)
        case change:
            how = say(f"diff-{change}", language)
    return clean(f"{part.kind} {part.id}: {how}")


def _closing(comparison: Comparison, language: str) -> str:
    count = len(comparison.changes)
    small = sum(not change.example.smallest for change in comparison.changes)
    sentences = [say("diff-complete", language, count=count)] if count else []
    if small:
        sentences.append(say("diff-small", language, count=small))
    return " ".join(sentences)


def _headed(of: Compared, language: str) -> Iterator[tuple[str, Comparison]]:
    """Each comparison with the heading above it; none above the first."""
    for number, comparison in enumerate(of.comparisons):
        yield (say("diff-check-in", language) if number else ""), comparison


# For the terminal


def difference_text(of: Compared, language: str, page: Page) -> str:
    page.heading(say("diff-title", language))
    for side in _versions(of, language):
        page.paragraph(side)
    for heading, comparison in _headed(of, language):
        if heading:
            page.heading(heading)
        _base_text(comparison, language, page)
    if of.check_in in ("old", "new"):
        page.gap()
        page.paragraph(say(f"diff-check-in-{of.check_in}", language))
    return page.text()


def _base_text(comparison: Comparison, language: str, page: Page) -> None:
    page.gap()
    for number, verdict in enumerate(_verdicts(comparison, language)):
        alarming = number == 0 and bool(comparison.lowering)
        colour = "red" if alarming else None
        lines = page.wrapped(clean(verdict), "! " if alarming else "", "  " if alarming else "")
        page.lines += [page.styled(line, bold=alarming, fg=colour) for line in lines]
    for title, changes in _groups(comparison):
        if not changes:
            continue
        page.heading(f"{say(title, language)} ({len(changes)})", "red" if title == "diff-less-urgent" else None)
        for change in changes:
            _change_text(comparison, change, language, page)
    for title, lines in (
        ("diff-one-sided", list(_one_sided(comparison, language))),
        ("diff-screens", list(_screens(comparison, language))),
        ("diff-deciding", list(_deciding(comparison, language))),
        ("diff-others", list(_others(comparison, language))),
    ):
        if lines:
            page.heading(say(title, language))
            page.bullets(lines)
    closing = _closing(comparison, language)
    if closing:
        page.gap()
        page.paragraph(closing)


def _change_text(comparison: Comparison, change: OutcomeChange, language: str, page: Page) -> None:
    page.bullets([_arrow(change, language)], mark="!" if change.lowers else "-")
    counted = {"worked": _worked(change, language), "sampled": change.sampled, "size": comparison.sample.total}
    page.paragraph(say("diff-in-cases", language, **counted), indent=4)
    which = "diff-smallest" if change.example.smallest else "diff-example"
    page.paragraph(say(which, language, answers=_answers(comparison, change, language)), indent=4)
    for remark in _remarks(comparison, change, language):
        page.paragraph(remark, indent=4)
    page.paragraph(_because(change, language), indent=4)


# For a pull request


def difference_markdown(of: Compared, language: str) -> str:
    lines = [f"## {_md(say('diff-title', language))}", "", *(f"- {_md(side)}" for side in _versions(of, language))]
    for heading, comparison in _headed(of, language):
        if heading:
            lines += ["", f"## {_md(heading)}"]
        lines += _base_markdown(comparison, language)
    if of.check_in in ("old", "new"):
        lines += ["", _md(say(f"diff-check-in-{of.check_in}", language))]
    return "\n".join(lines) + "\n"


def _base_markdown(comparison: Comparison, language: str) -> Iterator[str]:
    first, *others = _verdicts(comparison, language)
    yield from ("", f"**{'⚠️ ' if comparison.lowering else ''}{_md(first)}**")
    for paragraph in others:
        yield from ("", _md(paragraph))
    for title, changes in _groups(comparison):
        if changes:
            mark = "⚠️ " if title == "diff-less-urgent" else ""
            yield from ("", f"### {mark}{_md(say(title, language))} ({len(changes)})", "")
            yield from _table(comparison, changes, language)
    for title, lines in (
        ("diff-one-sided", list(_one_sided(comparison, language))),
        ("diff-screens", list(_screens(comparison, language))),
        ("diff-deciding", list(_deciding(comparison, language))),
        ("diff-others", list(_others(comparison, language))),
    ):
        if lines:
            yield from ("", f"### {_md(say(title, language))}", "", *(f"- {_md(line)}" for line in lines))
    closing = _closing(comparison, language)
    if closing:
        yield from ("", _md(closing))


def _table(comparison: Comparison, changes: Sequence[OutcomeChange], language: str) -> Iterator[str]:
    columns = [
        *say("diff-table", language).split("|"),
        say(
            "diff-table-smallest" if all(change.example.smallest for change in changes) else "diff-table-small",
            language,
        ),
        say("diff-table-behind", language),
    ]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for change in changes:
        example = ". ".join((_answers(comparison, change, language), *_remarks(comparison, change, language)))
        cells = (
            f"**{_md(_arrow(change, language))}**",
            _md(_worked(change, language)),
            str(change.sampled),
            _md(example),
            _md(_parts(change) or say("diff-behind-several", language)),
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
    files = {}
    for number, comparison in enumerate(of.comparisons):
        for change in comparison.changes:
            name = "-".join(
                (
                    *(("check-in",) if number else ()),
                    change.aspect,
                    change.old or "none",
                    "to",
                    change.new or "none",
                )
            )
            story = say(
                "diff-story" if change.example.smallest else "diff-story-small",
                language,
                aspect=say(f"diff-aspect-{change.aspect}", language),
                old=_value(change.old, language),
                new=_value(change.new, language),
            )
            if change.example.among == "one-sided":
                for side, answers in (("old", change.example.old), ("new", change.example.new)):
                    told = f"{story} {say(f'diff-story-{side}', language)}"
                    files[f"{name}.{side}.yaml"] = _case(f"{name}-{side}", told, answers)
            else:
                files[f"{name}.yaml"] = _case(name, story, change.example.new)
    return files


def _case(name: str, story: str, answers: Answers) -> str:
    lines = [f"case: {name}", f"story: {json.dumps(story, ensure_ascii=False)}"]
    lines.append("answers:" if answers else "answers: {}")
    for question, answer in answers.items():
        value = plain(answer)
        lines.append(f"  {question}: " + (f"[{', '.join(value)}]" if isinstance(value, list) else str(value)))
    return "\n".join(lines) + "\n"
