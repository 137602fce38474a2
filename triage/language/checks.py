"""What a base is checked for: one table holds every check, by the name under which an author accepts a warning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Severity = Literal["error", "warning"]

CHECKS: Mapping[str, Severity] = {
    "rule-never-fires": "error",
    "rule-doubled": "error",
    "rule-adds-nothing": "warning",
    "finding-never-established": "error",
    "sign-never-ruled-out": "error",
    "sign-demands-too-little": "error",
    "net-more-urgent-than-rules": "error",
    "net-less-urgent-than-rules": "error",
    "sign-refuted-unasked": "warning",
    "finding-unused": "warning",
    "question-never-applies": "error",
    "question-not-needed": "warning",
    "unknown-not-said": "warning",
    "other-form-missing": "warning",
    "unknown-counts-twice": "error",
    "options-alike": "warning",
    "word-with-two-meanings": "warning",
    "pathway-never-reached": "error",
    "pathway-too-mild": "error",
    "emergency-without-care": "error",
    "phase-never-current": "error",
    "phase-never-left": "error",
    "phase-without-way-out": "error",
    "phase-without-criterion": "error",
    "criterion-not-said": "error",
    "criterion-impossible": "error",
    "phase-left-too-early": "error",
    "phase-never-passed": "error",
    "phase-skipped": "error",
    "phase-without-end": "error",
    "line-never-shown": "warning",
    "caution-never-shown": "warning",
    "safety-net-never-shown": "warning",
    "contradiction-never-met": "warning",
    "cases-contradict": "error",
    "less-urgent-later": "error",
    "property-fails": "error",
    "property-says-nothing": "warning",
    "accepted-for-nothing": "error",
}
"""Every check, and how bad it is."""
WARNINGS = tuple(check for check, severity in CHECKS.items() if severity == "warning")
