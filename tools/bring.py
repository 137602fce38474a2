"""Brings what a file pins into this environment with uv, which needs a fifth of the time that pip does.

`python tools/bring.py PINS TOOL`: PINS is a file of requirements without what they need in their turn, TOOL a folder
for uv itself, which stays out of the environment. uv is told what pip is configured with. Where that has anything that
is not known here, and whatever goes wrong with uv, pip does the work: slower, and the same.
"""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

UV = "uv==0.13.9"
PIP = (sys.executable, "-m", "pip")
QUIETLY = ("--quiet", "--disable-pip-version-check", "--no-compile")

VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX",),
    "extra-index-url": ("UV_INDEX",),
    "proxy": ("HTTPS_PROXY", "HTTP_PROXY"),
    "timeout": ("UV_HTTP_TIMEOUT",),
    "default-timeout": ("UV_HTTP_TIMEOUT",),
}
"""An address may hold a password, which is nobody's to read in a list of processes."""
OPTIONS = {
    "cert": "--cert",
    "find-links": "--find-links",
    "constraint": "--constraint",
    "trusted-host": "--allow-insecure-host",
}
SWITCHES = {"no-index": "--no-index", "no-cache-dir": "--no-cache"}
NO_MATTER = {
    *("break-system-packages", "cache-dir", "compile", "config-file", "disable-pip-version-check", "no-color"),
    *("no-compile", "no-input", "no-python-version-warning", "no-warn-script-location", "progress-bar", "quiet"),
    *("require-virtualenv", "resume-retries", "retries", "root-user-action", "verbose"),
}
"""They change nothing of what is installed."""
OF_UV = {"UV_CACHE_DIR", "UV_NO_CACHE", "UV_LINK_MODE"}
"""What uv may hear of its own settings: where it keeps things. What it installs is as pip is told."""


class NotSaidToUv(Exception):
    """pip is configured with something that uv might do otherwise."""


def configured(listed: str) -> dict[str, str]:
    """What `pip config list` says holds for installing: a variable over the command's section over what is global."""
    found: dict[str, str] = {}
    lines = [line.partition("=") for line in listed.splitlines() if line]
    for section in ("global.", "install.", ":env:."):
        for name, _, value in lines:
            if name.startswith(section):
                found[name.removeprefix(section)] = str(ast.literal_eval(value))
    return found


def for_uv(settings: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The same as options and variables of uv."""
    options: list[str] = []
    variables: dict[str, str] = {}
    for name, value in settings.items():
        if name in VARIABLES:
            variables |= dict.fromkeys(VARIABLES[name], " ".join(value.split()))
        elif name in OPTIONS:
            for part in [value] if name == "cert" else value.split():
                options += [OPTIONS[name], part]
        elif name in SWITCHES:
            if value.lower() in ("1", "true", "yes", "on"):
                options.append(SWITCHES[name])
            elif value.lower() not in ("0", "false", "no", "off"):
                raise NotSaidToUv(name)
        elif name not in NO_MATTER:
            raise NotSaidToUv(name)
    return options, variables


def run(command: Iterable[str | Path], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run([*command], check=True, stdin=subprocess.DEVNULL, capture_output=True, env=environment)
    return done.stdout.decode()


def by_uv(pins: Path, tool: Path) -> None:
    options, variables = for_uv(configured(run([*PIP, "config", "list"])))
    run([*PIP, "install", *QUIETLY, "--no-deps", "--only-binary", "uv", "--target", tool, UV])
    environment = {name: value for name, value in os.environ.items() if name in OF_UV or not name.startswith("UV_")}
    # pip takes the best of all indexes together; uv would stop at the first that has the name.
    asked: list[str | Path] = [tool / "bin" / "uv", "pip", "install", "--python", sys.executable]
    asked += ["--no-config", "--quiet", "--no-deps", "--no-build-isolation", "--index-strategy", "unsafe-best-match"]
    run([*asked, *options, "-r", pins], environment | variables)


def main(pins: Path, tool: Path) -> int:
    # The shell that waits for this passes on that it shall end: what runs underneath ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        by_uv(pins, tool)
        return 0
    except (OSError, ValueError, SyntaxError, subprocess.CalledProcessError, NotSaidToUv):
        # What uv left half done is put right; where it did nothing, this is a plain installation.
        again = (*PIP, "install", *QUIETLY, "--no-deps", "--no-build-isolation", "--force-reinstall", "-r", str(pins))
        return subprocess.run(again, check=False, stdin=subprocess.DEVNULL, capture_output=True).returncode


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
