"""A whole report on one case as one HTML page that loads nothing: first what is for the person, then what is for the
clinician.

What it says is gathered in `for_patient` and `for_clinician`; the templates only lay it out. Every text passes `clean`
and is escaped on its way to the page, in one place. The one module that loads Jinja.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from triage.follow_up.standing import Standing
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.calling import calling
from triage.reports.clinician.for_clinician import ForClinician, for_clinician
from triage.reports.clinician.for_patient import ForPatient, course, for_patient
from triage.reports.layout import clean
from triage.reports.person.notices import notices
from triage.reports.person.page import points_title
from triage.reports.person.plan import day_words
from triage.reports.person.to_text import FEW
from triage.words.saying import say

Reader = Literal["patient", "clinician", "both"]


@dataclass(frozen=True, slots=True)
class Report:
    """`day` is empty where no date was asked for; a part is None where the report is not for that reader. `first`: what
    has to be known before the rest is read; `full`: paper holds all of it, and not two pages for each reader."""

    language: str
    title: str
    name: str
    story: str
    day: str
    patient: ForPatient | None
    clinician: ForClinician | None
    foot: str
    first: tuple[str, ...] = ()
    full: bool = False


def report(
    standing: Standing, language: str, reader: Reader = "both", on: date | None = None, full: bool = False
) -> Report:
    """The report on a case as it stands; `on` dates it, `full` is for whoever wants all of it on paper."""
    base, case, outcome = standing.base, standing.case, standing.outcome
    now = course(standing, on, language)
    identity = outcome.knowledge
    return Report(
        language,
        text_in(base.title, language),
        case.name,
        case.story,
        f"{day_words(on, language)} {on.year}" if on is not None else "",
        for_patient(standing, now, language) if reader != "clinician" else None,
        for_clinician(Words(base, language), outcome, now) if reader != "patient" else None,
        say(
            "made-with",
            language,
            base=identity.name,
            version=identity.version,
            hash=identity.hash[:12],
            software=outcome.software.version,
        ),
        notices(standing, language),
        full,
    )


def report_html(clinical_report: Report) -> str:
    """The page. Its policy lets a browser use the styles that stand in it, and nothing else."""
    environment = _environment()
    style = environment.get_template("report.css").render(say=lambda key: _quoted(say(key, clinical_report.language)))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    page: str = environment.get_template("report.html.jinja").render(
        report=clinical_report,
        style=Markup(style),
        few=FEW,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        say=lambda key, *number, **values: say(key, clinical_report.language, *number, **values),
    )
    return page


@cache
def _environment() -> Environment:
    """The templates, read once."""
    environment = Environment(
        loader=PackageLoader("triage.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points_title"] = points_title
    environment.filters["calling"] = calling
    return environment


def _printable(value: object) -> object:
    """Nothing that a text holds can turn the direction of reading, or hide."""
    return clean(value) if type(value) is str else value  # markup is ours


def _quoted(phrase: str) -> Markup:
    """A phrase of our own as a CSS string."""
    return Markup('"' + phrase.replace("\\", "\\\\").replace('"', '\\"') + '"')
