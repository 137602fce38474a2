"""What a knowledge base holds, once it is known to be sound."""

from __future__ import annotations

from collections import Counter

from triage.language.words import Words


def checked_text(words: Words, sound: bool = True) -> str:
    """One paragraph that counts the parts."""
    base = words.base
    kinds = Counter(finding.kind for finding in base.findings.values())
    return words.say(
        "checked",
        base=base.id,
        version=base.version,
        hash=base.hash[:12],
        sound=words.say("checked-sound" if sound else "checked-not-sound"),
        questions=len(base.questions),
        checklists=len(base.checklists),
        rules=len(base.rules),
        warning_signs=kinds["warning-sign"],
        conditions=kinds["condition"],
        signs=kinds["sign"],
        pathways=len(base.pathways),
        phases=sum(len(pathway.phases) for pathway in base.pathways.values()),
        exercises=len(base.exercises),
        cautions=len(base.cautions),
        safety_nets=len(base.safety_net),
        contradictions=len(base.contradictions),
        claims=len(base.claims),
        documents=len(base.documents),
        languages=", ".join(base.languages),
    )
