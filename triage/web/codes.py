"""A link as a code for a camera, drawn as SVG that stands in the page."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

LONGEST = 2_300
"""A code of more characters is too fine for the camera of a phone."""


def qr(link: str) -> Markup | None:
    """None where the link is too long for a code that a camera can read."""
    if len(link) > LONGEST:
        return None
    made = io.BytesIO()
    code = segno.make(link, error="l", micro=False)
    code.save(made, kind="svg", xmldecl=False, svgns=False, svgclass="code", lineclass=None, omitsize=True, border=4)
    return Markup(made.getvalue().decode())  # digits and our own words only
