"""What a knowledge base holds, once it is known to be sound."""

from __future__ import annotations

from collections import Counter

from triage.language.model import Base


def checked_text(base: Base) -> str:
    """One paragraph that counts the parts."""
    kinds = Counter(finding.kind for finding in base.findings.values())
    phases = sum(len(pathway.phases) for pathway in base.pathways.values())
    return (
        f"{base.id} {base.version} ({base.hash[:12]}) is sound: "
        f"{len(base.questions)} questions, {len(base.checklists)} checklists, {len(base.rules)} rules,\n"
        f"{kinds['warning-sign']} warning signs, {kinds['condition']} conditions, {kinds['sign']} signs, "
        f"{len(base.pathways)} pathways with {phases} phases, {len(base.exercises)} exercises,\n"
        f"{len(base.cautions)} cautions, {len(base.safety_net)} safety nets, {len(base.contradictions)} contradictions, "
        f"{len(base.claims)} claims from {len(base.documents)} documents. Languages: {', '.join(base.languages)}.\n"
    )
