"""A link as a code for a camera, drawn as SVG that stands in the page."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

LONGEST = 2_300
"""A code of more characters is too fine for the camera of a phone."""


def can_be_coded(link: str) -> bool:
    """Whether a camera can read the code of so long a link."""
    return len(link) <= LONGEST


def qr(link: str) -> Markup | None:
    """None where the link is too long. Takes a tenth of a second or more for the link of a case."""
    if not can_be_coded(link):
        return None
    buffer = io.BytesIO()
    code = segno.make(link, error="l", micro=False)
    code.save(buffer, kind="svg", xmldecl=False, svgns=False, svgclass="code", lineclass=None, omitsize=True, border=4)
    return Markup(buffer.getvalue().decode())  # digits and our own words only
