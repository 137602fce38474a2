"""What a knowledge base holds, once it is known to be sound."""

from __future__ import annotations

from collections import Counter

from triage.language.model import Base


def checked_text(base: Base) -> str:
    """One paragraph that counts the parts."""
    kinds = Counter(finding.kind for finding in base.findings.values())
    phases = sum(len(pathway.phases) for pathway in base.pathways.values())
    return (
        f"{base.id} {base.version} ({base.hash[:12]}) is sound.\n"
        f"questions {len(base.questions)}, checklists {len(base.checklists)}, rules {len(base.rules)}, "
        f"warning signs {kinds['warning-sign']}, conditions {kinds['condition']}, signs {kinds['sign']},\n"
        f"pathways {len(base.pathways)}, phases {phases}, exercises {len(base.exercises)}, "
        f"cautions {len(base.cautions)}, safety nets {len(base.safety_net)},\n"
        f"contradictions {len(base.contradictions)}, claims {len(base.claims)}, documents {len(base.documents)}, "
        f"languages {', '.join(base.languages)}\n"
    )
