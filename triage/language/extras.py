"""The commands that bring what is optional, for a program that is installed already."""

from __future__ import annotations

from triage.version import DISTRIBUTION


def ways(*extras: str) -> dict[str, str]:
    """The command that brings these extras, by the tool with which the program was installed."""
    wanted = f"'{DISTRIBUTION}[{','.join(extras)}]'"
    return {
        "pip": f"pip install {wanted}",
        # Into the environment that is there: `pipx install` leaves a program that is installed as it is.
        "pipx": f"pipx inject {DISTRIBUTION} {wanted}",
        "uv": f"uv tool install {wanted}",
        "make": "make all",
    }
