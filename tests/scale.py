"""The scale of urgency that the shipped bases have, and those that tests make up: told here apart from any base."""

from collections.abc import Mapping

URGENCIES: Mapping[str, str] = {
    "emergency": "now",
    "urgent": "today",
    "soon": "soon",
    "planned": "later",
    "self-care": "none",
}
"""Most urgent first, each with how soon it asks for help."""
SELF_CARE = "self-care"
TODAY = "urgent"
RANK: Mapping[str, int] = {level: rank for rank, level in enumerate(reversed(tuple(URGENCIES)))}


def presses(level: str | None) -> bool:
    return level is not None and RANK[level] >= RANK[TODAY]
