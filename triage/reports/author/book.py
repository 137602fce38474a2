"""A whole base as a book of Markdown pages with links: a page for each condition and each care pathway, and one for
each other kind of part. Every part has an anchor of its own, so that links work wherever the pages are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from triage.explanation.network import tested
from triage.explanation.to_words import about_words, asked, finding_words, fits_words, to_words, unknown_meaning
from triage.language.condition import ALL_CLEAR, Condition
from triage.language.model import EXPERT, Caution, Item, Phase, Rule, SafetyNet, names
from triage.language.provenance import Part, Provenance, provenance
from triage.language.words import Words
from triage.reports.author.base_part import days_words, phase_name
from triage.reports.author.questions import answers_words
from triage.reports.layout import clean
from triage.reports.person.to_text import dose_words

MARK = "<!-- triage book -->"
"""The first line of the first page."""
ACTIVE = re.compile(r"([\\`*_{}\[\]#|~$])|^([-+])|(?<=^\d)([.)])|(?<=^\d\d)([.)])")
"""What Markdown would take for more than a letter; some of it only where a line begins."""
WEB = re.compile(r"https?://[^\s<>]+\Z")


def book(words: Words) -> dict[str, str]:
    """The pages by name, `index.md` first."""
    return _Book(words).pages()


class _Book:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.provenance: Provenance = provenance(words.base)

    def pages(self) -> dict[str, str]:
        pages = {"index.md": self.index()}
        for name in (finding.id for finding in self.words.base.findings.values() if finding.kind == "condition"):
            pages[f"conditions/{name}.md"] = self.page(finding_words(self.words, name), self.finding(name))
        for name, pathway in self.words.base.pathways.items():
            pages[f"pathways/{name}.md"] = self.page(self.words.text(pathway.name), self.pathway(name))
        chapters = {
            "warning-signs": self.findings("warning-sign"),
            "signs": self.findings("sign"),
            "questions": self.questions(),
            "rules": self.rules(),
            "exercises": self.exercises(),
            "advice": self.advice(),
            "sources": self.sources(),
            "urgencies": self.urgencies(),
        }
        for name, lines in chapters.items():
            pages[f"{name}.md"] = self.page(self.words.say(f"book-{name}"), lines)
        return {name: self.relative(name, text) for name, text in pages.items()}

    # Pieces

    def page(self, title: str, lines: Iterable[str]) -> str:
        home = f"[{self.words.say('book-back')}](/index.md)"
        return "\n\n".join([f"# {_text(title)}", *lines, home]) + "\n"

    def relative(self, name: str, text: str) -> str:
        """Links are written from the top; from inside a folder the way leads up first."""
        return text.replace("](/", f"]({'../' * name.count('/')}")

    def heading(self, anchor: str, title: str, level: int = 2) -> str:
        return f'<a id="{anchor}"></a>\n\n{"#" * level} {_text(title)}'

    def listed(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        """A title with its lines beneath it; nothing where there are none."""
        items = list(lines)
        if items:
            yield f"**{_text(title)}**\n\n" + "\n".join(f"- {line}" for line in items)

    def line(self, key: str, text: str) -> Iterator[str]:
        if text:
            yield f"**{self.words.say(key)}:** {_text(text)}"

    def link(self, kind: str, name: str) -> str:
        match kind:
            case "question":
                return _link(asked(self.words.base.questions[name], self.words.language), f"/questions.md#{name}")
            case "finding":
                return _link(finding_words(self.words, name), self.place(name))
            case "rule":
                return _link(name, f"/rules.md#{name}")
            case "pathway":
                return _link(self.words.text(self.words.base.pathways[name].name), f"/pathways/{name}.md")
            case "urgency":
                return _link(self.words.text(self.words.base.urgencies[name].name), f"/urgencies.md#{name}")
            case "exercise":
                return _link(self.words.text(self.words.base.exercises[name].name), f"/exercises.md#{name}")
            case _:
                return _link(name, f"/sources.md#{name}")

    def place(self, finding: str) -> str:
        kind = self.words.base.findings[finding].kind
        if kind == "condition":
            return f"/conditions/{finding}.md"
        return f"/{'warning-signs' if kind == 'warning-sign' else 'signs'}.md#{finding}"

    def looked_at(self, when: Condition) -> str:
        kinds = {name: "question" if name in self.words.base.questions else "finding" for name in names(when)}
        return ", ".join(self.link(kind, name) for name, kind in kinds.items())

    def resting_on(self, sources: tuple[str, ...]) -> Iterator[str]:
        yield from self.listed(self.words.say("book-rests-on"), (self.source(name) for name in sources))

    def source(self, name: str) -> str:
        if name == EXPERT:
            return _text(self.words.say("expert"))
        return f"{_text(self.words.text(self.words.base.claims[name].text))} ({self.link('claim', name)})"

    def when(self, key: str, when: Condition | None) -> Iterator[str]:
        if when is not None:
            yield from self.line(key, to_words(self.words, when))
            if names(when):
                yield f"{self.words.say('book-tests')}: {self.looked_at(when)}"

    # Pages

    def index(self) -> str:
        base = self.words.base
        lines = [MARK, f"# {_text(self.words.text(base.title))}", _text(self.words.text(base.notice))]
        version = self.words.say("book-version", base=base.id, version=base.version, hash=base.hash[:12])
        lines += [_text(version), f"## {self.words.say('book-contents')}"]
        chapters = ("urgencies", "warning-signs", "signs", "questions", "rules", "exercises", "advice", "sources")
        lines.append("\n".join(f"- {_link(self.words.say(f'book-{name}'), f'/{name}.md')}" for name in chapters))
        lines += [f"## {self.words.say('book-conditions')}", self.words.say("book-order")]
        lines.append("\n".join(f"1. {self.link('finding', name)}" for name in base.condition_order))
        lines.append(f"## {self.words.say('book-pathways')}")
        lines.append("\n".join(f"- {self.link('pathway', name)}" for name in base.pathways))
        return "\n\n".join(lines) + "\n"

    def finding(self, name: str) -> Iterator[str]:
        """What a finding is, the rules for it, and the rules that look at it."""
        finding = self.words.base.findings[name]
        yield f"`{name}`"
        if finding.about is not None:
            yield _text(self.words.text(finding.about))
        yield from self.line("show-examination", self.words.text(finding.examination))
        rules = [rule for rule in self.words.base.rules.values() if name in rule.establish]
        yield from self.listed(self.words.say("show-established-by"), (self.rule_line(rule) for rule in rules))
        if name == ALL_CLEAR:
            signs = (self.link("finding", sign) for sign in self.words.base.warning_signs)
            yield from self.listed(self.words.say("show-all-clear"), signs)
        users = [rule for rule in self.words.base.rules.values() if name in names(rule.when)]
        deciding = [rule for rule in (*rules, *users) if rule.urgency is not None or rule.pathway is not None]
        decided = dict.fromkeys(
            link for rule in deciding if not self.against(rule, name) for link in self.decides(rule)
        )
        yield from self.listed(self.words.say("book-also-rules"), decided)
        yield from self.listed(self.words.say("book-tested-by"), (self.link("rule", rule.id) for rule in users))
        yield from self.resting_on(tuple(dict.fromkeys(source for rule in rules for source in rule.sources)))

    def against(self, rule: Rule, finding: str) -> bool:
        """The rule asks only for the finding to be ruled out."""
        against = {key.id: against for key, against in tested(rule.when)}
        return finding not in rule.establish and against.get(finding, False)

    def decides(self, rule: Rule) -> Iterator[str]:
        if rule.urgency is not None:
            yield self.link("urgency", rule.urgency)
        if rule.pathway is not None:
            yield self.link("pathway", rule.pathway)

    def rule_line(self, rule: Rule) -> str:
        return f"{self.link('rule', rule.id)}: {_text(to_words(self.words, rule.when))}"

    def findings(self, kind: str) -> Iterator[str]:
        for name, finding in self.words.base.findings.items():
            if finding.kind == kind:
                yield self.heading(name, finding_words(self.words, name))
                yield from self.finding(name)

    def questions(self) -> Iterator[str]:
        base = self.words.base
        for topic, title in base.topics.items():
            yield self.heading(f"topic-{topic}", self.words.text(title))
            for checklist in base.checklists.values():
                if checklist.topic == topic:
                    links = (self.link("question", name) for name in checklist.questions)
                    ask = self.words.text(checklist.ask)
                    yield from self.listed(f"{self.words.say('book-asked-together')}: {ask}", links)
            for question in base.questions.values():
                if question.topic != topic:
                    continue
                yield self.heading(question.id, self.words.text(question.ask), 3)
                yield f"`{question.id}`"
                yield _text(self.words.text(question.help))
                yield from self.listed(
                    self.words.say("show-answers"), map(_text, answers_words(question, self.words.language))
                )
                yield from self.when("show-only-if", question.when)
                yield from self.line("show-unknown", unknown_meaning(question, self.words.language))
                signs = (self.link("finding", sign) for sign in base.screens_for[question.id])
                yield from self.listed(self.words.say("show-bears-on"), signs)
                users = (rule for rule in base.rules.values() if question.id in names(rule.when))
                yield from self.listed(self.words.say("book-tested-by"), (self.link("rule", rule.id) for rule in users))

    def rules(self) -> Iterator[str]:
        """By the first finding that they establish; a rule stands once."""
        left = dict(self.words.base.rules)
        for finding in self.words.base.findings:
            own_rules = [rule for rule in left.values() if rule.establish[:1] == (finding,)]
            if own_rules:
                yield self.heading(f"for-{finding}", finding_words(self.words, finding))
                yield self.link("finding", finding)
            for rule in own_rules:
                yield from self.rule(rule)
                del left[rule.id]
        if left:
            yield self.heading("for-no-finding", self.words.say("book-rules-other"))
        for rule in left.values():
            yield from self.rule(rule)

    def rule(self, rule: Rule) -> Iterator[str]:
        yield self.heading(rule.id, rule.id, 3)
        yield from self.when("show-when", rule.when)
        brings = [self.words.say("establishes", name=self.link("finding", name)) for name in rule.establish]
        if rule.urgency is not None:
            brings.append(self.words.say("demands", name=self.link("urgency", rule.urgency)))
        if rule.pathway is not None:
            brings.append(self.words.say("chooses", name=self.link("pathway", rule.pathway)))
        yield f"**{self.words.say('show-then')}:** {'; '.join(brings)}"
        yield from self.line("show-because", self.words.text(rule.because))
        yield from self.resting_on(rule.sources)

    def pathway(self, name: str) -> Iterator[str]:
        pathway = self.words.base.pathways[name]
        yield f"`{name}`"
        yield _text(self.words.text(pathway.summary))
        if name == self.words.base.default_pathway:
            yield f"{self.words.say('book-default')} {_text(self.words.text(self.words.base.default_because))}"
        rules = (rule for rule in self.words.base.rules.values() if rule.pathway == name)
        yield from self.listed(self.words.say("show-chosen-by"), (self.rule_line(rule) for rule in rules))
        for phase in pathway.phases:
            yield from self.phase(phase)

    def phase(self, phase: Phase) -> Iterator[str]:
        yield self.heading(phase.id, phase_name(phase, self.words.language))
        yield from self.when("show-until", phase.until)
        for key, items in {"goals": phase.goals, "do": phase.do, "avoid": phase.avoid}.items():
            yield from self.items(key, items)
        uses = (
            f"{self.link('exercise', use.exercise)}{self.only_if(use.when)}: "
            f"{_text(dose_words(self.words.base.exercises[use.exercise], self.words.language))}".removesuffix(": ")
            for use in phase.exercises
        )
        yield from self.listed(self.words.say("exercises"), uses)
        days = (
            f"{days_words(day, self.words.language)}: {_text(self.words.text(day.text))}{self.only_if(day.when)}"
            for day in phase.schedule
        )
        yield from self.listed(self.words.say("schedule"), days)
        ends = {key: items for key, items in phase.items().items() if key not in ("goals", "do", "avoid")}
        for key, items in ends.items():
            yield from self.items(key, items)
        yield from self.resting_on(phase.sources)

    def items(self, key: str, items: tuple[Item, ...]) -> Iterator[str]:
        lines = []
        for item in items:
            claims = ", ".join(self.link("claim", name) for name in item.sources if name != EXPERT)
            sources = f" ({claims})" if claims else ""
            fits = fits_words(self.words, item.fits)
            only = f" _({_text(self.words.say('book-for'))}: {_text(fits)})_" if fits else ""
            about = about_words(self.words, item.about)
            stances = f" _({_text(self.words.say('book-about'))}: {_text(about)})_" if about else ""
            lines.append(f"{_text(self.words.text(item.text))}{self.only_if(item.when)}{only}{stances}{sources}")
        yield from self.listed(self.words.say(key), lines)

    def only_if(self, when: Condition | None) -> str:
        if when is None:
            return ""
        return f" _({_text(self.words.say('show-only-if'))}: {_text(to_words(self.words, when))})_"

    def exercises(self) -> Iterator[str]:
        for name, exercise in self.words.base.exercises.items():
            yield self.heading(name, self.words.text(exercise.name))
            yield f"`{name}`"
            yield _text(self.words.text(exercise.how))
            yield from self.line("show-dose", dose_words(exercise, self.words.language))
            extras = {"equipment": exercise.equipment, "pain": exercise.pain}
            for key, text in {**extras, "harder": exercise.harder, "easier": exercise.easier}.items():
                yield from self.line(key, self.words.text(text))
            phases = (
                _link(
                    f"{self.words.text(pathway.name)}: {self.words.text(phase.name)}",
                    f"/pathways/{pathway.id}.md#{phase.id}",
                )
                for pathway in self.words.base.pathways.values()
                for phase in pathway.phases
                if any(use.exercise == name for use in phase.exercises)
            )
            yield from self.listed(self.words.say("book-in-phases"), phases)
            yield from self.resting_on(exercise.sources)

    def advice(self) -> Iterator[str]:
        yield f"## {self.words.say('cautions')}"
        for name, caution in self.words.base.cautions.items():
            yield self.heading(f"caution-{name}", self.words.text(caution.text), 3)
            yield from self.when("show-when", caution.when)
            yield from self.shown_for(caution)
            yield from self.resting_on(caution.sources)
        yield f"## {self.words.say('safety-net')}"
        for name, net in self.words.base.safety_net.items():
            yield self.heading(f"safety-net-{name}", self.words.text(net.text), 3)
            yield self.link("urgency", net.urgency)
            yield from self.when("show-when", net.when)
            yield from self.shown_for(net)
            signs = [to_words(self.words, sign) for sign in net.signs]
            yield from self.line("book-sign", f" {self.words.say('or')} ".join(signs))
            yield from self.resting_on(net.sources)
        if self.words.base.preferences:
            yield f"## {self.words.say('book-preferences')}"
        for name, preference in self.words.base.preferences.items():
            yield self.heading(f"preference-{name}", self.words.text(preference.because), 3)
            for key, findings in (("prefer", preference.prefer), ("over", preference.over), ("while", preference.when)):
                if findings:
                    links = ", ".join(self.link("finding", finding) for finding in findings)
                    yield f"{self.words.say(f'book-{key}')}: {links}"
            yield from self.resting_on(preference.sources)

    def shown_for(self, line: Caution | SafetyNet) -> Iterator[str]:
        """Which outcomes it is for, and what it is about."""
        yield from self.line("book-for", fits_words(self.words, line.fits))
        yield from self.line("book-about", about_words(self.words, line.about))

    def sources(self) -> Iterator[str]:
        for document in self.words.base.documents.values():
            yield self.heading(f"document-{document.id}", document.title)
            about = (document.author, document.publisher, document.year, document.language)
            url = document.url if WEB.match(document.url) else ""
            details = [_text(", ".join(filter(None, about)))] if any(about) else []
            yield " ".join([*details, f"<{url}>" if url else _text(document.url)]).strip() or f"`{document.id}`"
            for claim in self.words.base.claims.values():
                if claim.document == document.id:
                    yield self.heading(claim.id, claim.id, 3)
                    yield _text(self.words.text(claim.text))
                    yield from self.line("show-unused", self.words.text(claim.unused))
                    resting = [self.part(part) for part in self.provenance.resting[claim.id]]
                    conflicts = [
                        _link(
                            f"{self.words.say('part-conflict')} {conflict.id}",
                            f"/sources.md#conflict-{conflict.id}",
                        )
                        for conflict in self.provenance.disputed[claim.id]
                    ]
                    yield from self.listed(self.words.say("book-resting"), [*resting, *conflicts])
        if self.words.base.conflicts:
            yield f"## {self.words.say('sources-conflicts')}"
        for conflict in self.words.base.conflicts.values():
            yield self.heading(f"conflict-{conflict.id}", conflict.id, 3)
            keys = {
                name: "conflict-followed" if name == conflict.follow else "conflict-other" for name in conflict.claims
            }
            lines = (
                f"{self.words.say(keys[name])} {self.source(name)}"
                for name in sorted(conflict.claims, key=lambda name: name != conflict.follow)
            )
            yield "\n".join(f"- {line}" for line in lines)
            yield from self.line("conflict-situation", self.words.text(conflict.situation))
            yield from self.line("conflict-because", self.words.text(conflict.because))

    def part(self, part: Part) -> str:
        """A part that rests on a claim."""
        label = self.words.say(f"part-{part.kind}")
        match part.kind:
            case "rule" | "exercise" | "question" as kind:
                return f"{label}: {self.link(kind, part.id)}"
            case "caution" | "safety-net" as kind:
                return f"{label}: {_link(part.id, f'/advice.md#{kind}-{part.id}')}"
            case "preference":
                return f"{label}: {_link(part.id, f'/advice.md#preference-{part.id}')}"
            case _:
                pathway, phase, *_ = part.id.split("/")
                return f"{label}: {_link(part.id, f'/pathways/{pathway}.md#{phase}')}"

    def urgencies(self) -> Iterator[str]:
        for level, urgency in self.words.base.urgencies.items():
            yield self.heading(level, self.words.text(urgency.name))
            yield f"`{level}`"
            yield _text(self.words.text(urgency.act))
            if urgency.standard:
                yield f"{self.words.say('book-level')}: {urgency.standard}"
            if level == self.words.base.default_urgency:
                yield f"{self.words.say('book-default')} {_text(self.words.text(self.words.base.default_because))}"
            rules = (rule for rule in self.words.base.rules.values() if rule.urgency == level)
            yield from self.listed(self.words.say("book-demanded-by"), (self.rule_line(rule) for rule in rules))


def _text(text: str) -> str:
    """Words that are shown as they are: nothing in them is Markdown or HTML."""
    flat = " ".join(clean(text).split())
    return ACTIVE.sub(r"\\\g<0>", flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _link(text: str, place: str) -> str:
    return f"[{_text(text)}]({place})"
