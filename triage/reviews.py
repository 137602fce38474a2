"""Rules under review in a notebook: what that needs besides `triage` itself (docs/python.md).

Where a part of a base matters (`Worked`, `Shower`); what is asked of an outcome (`Asked`, `explain`, and in words
`explanation_text` on a `Page`); what must hold of a base (`properties_of`, `prove`, and `case_text` for a case in which
it does not; `prove` needs the extra `proof`); what reviewers say (`begun`, `marked`, `Opinion` about a `Subject`), and
what that adds up to (`summary`, `agreement_text`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cases.review import Opinion, Subject
from triage.explanation.base_part import Shower
from triage.explanation.explanation import Asked, explain
from triage.explanation.worked import Worked
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.property import Property
from triage.language.read_property import load_promises
from triage.records.agreement import summary
from triage.records.opinions import begun, marked
from triage.reports.author.judged import case_text
from triage.reports.clinician.agreement import agreement_text
from triage.reports.clinician.explanation_text import explanation_text
from triage.reports.layout import Page

if TYPE_CHECKING:
    from triage.proof.judgement import Verdict

__all__ = [
    "Asked",
    "Opinion",
    "Page",
    "Shower",
    "Subject",
    "Worked",
    "agreement_text",
    "begun",
    "case_text",
    "explain",
    "explanation_text",
    "marked",
    "properties_of",
    "prove",
    "summary",
]


def properties_of(base: Base, directory: Path | str | None = None) -> Mapping[str, Property]:
    """What must hold of a base whatever is answered, by its id: the shipped one, or that in a directory."""
    return load_promises(base, WARNINGS, directory).properties


def prove(base: Base, promise: Property) -> "Verdict":
    """Whether a property holds for every case that there can be; else the smallest in which it fails."""
    from triage.proof.encoding import Encoding  # noqa: PLC0415
    from triage.proof.proving import Prover, asked  # noqa: PLC0415

    return Prover(Encoding(base, also=asked([promise]))).prove(promise)
