"""A small sound knowledge base to begin with: templates to a new directory.

The templates are an ordinary base with every language we have texts for. Each text takes a line a language, so that
leaving a language out is leaving out its lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.language.errors import TriageError, listed, quoted
from triage.language.files import CHECK_IN
from triage.language.reader import IDENT
from triage.language.writing import put_back, replace_directory
from triage.words.message import phrased

PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATES = PACKAGE / "starter"
SCHEMA = "knowledge.schema.json"
"""Goes along, so that editors complete what is written."""
_SPOKEN = re.compile(r"(?m)^languages: \[(.*?)\]")


def start(directory: Path, languages: Sequence[str], check_in: bool = False) -> list[Path]:
    """Writes a knowledge base in these languages into a new (or empty) directory, and gives the files written.
    `check_in`: with one, for follow-up.

    It is there whole or not at all. Raises TriageError."""
    _refuse_languages(languages)
    files = _files(_name(directory), languages, check_in)
    try:
        _refuse_place(directory)
        place = directory.absolute()
        put_back(place)
        replace_directory(place, files)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TriageError(phrased("{place}: cannot be written: {reason}", place=directory, reason=reason)) from error
    return [directory / name for name in files]


def _spoken() -> tuple[str, ...]:
    """The languages that the templates have every text in."""
    line = _SPOKEN.search((TEMPLATES / "base.yaml").read_text(encoding="utf-8"))
    return tuple(code.strip() for code in line[1].split(",")) if line else ()


def _refuse_languages(languages: Sequence[str]) -> None:
    spoken = _spoken()
    for number, code in enumerate(languages):
        if code not in spoken:
            message = "--lang: there are no texts to begin with in {language}; there is {languages}"
            raise TriageError(phrased(message, language=quoted(code), languages=listed(spoken)))
        if code in languages[:number]:
            message = "--lang: {language} stands twice; name each language once"
            raise TriageError(phrased(message, language=quoted(code)))


def _refuse_place(directory: Path) -> None:
    if directory.is_dir():
        if any(directory.iterdir()):
            message = "{place}: this directory is not empty; name a new or an empty one"
            raise TriageError(phrased(message, place=directory))
    elif directory.exists() or directory.is_symlink():
        message = "{place}: there is a file of that name; name a new directory"
        raise TriageError(phrased(message, place=directory))
    elif not directory.absolute().parent.is_dir():
        raise TriageError(
            f"{directory}: there is no directory {directory.absolute().parent} to put it in; make that first"
        )


def _name(directory: Path) -> str:
    """What the base is called: like its directory, where that is an id."""
    name = directory.absolute().name.lower().replace("_", "-").replace(" ", "-")
    return name if IDENT.match(name) else "my-triage"


def _files(name: str, languages: Sequence[str], check_in: bool) -> Mapping[str, str]:
    """The files of the new base by their path within it."""
    files = {}
    left_out = tuple(f"{code}: " for code in _spoken() if code not in languages)
    for path in sorted(TEMPLATES.rglob("*.yaml")):
        if not check_in and path.relative_to(TEMPLATES).parts[0] == CHECK_IN:
            continue
        text = path.read_text(encoding="utf-8")
        files[path.relative_to(TEMPLATES).as_posix()] = "".join(
            line for line in text.splitlines(keepends=True) if not line.lstrip(" ").startswith(left_out)
        )
    written = files["base.yaml"].replace("base: my-triage", f"base: {name}")
    files["base.yaml"] = _SPOKEN.sub(f"languages: [{', '.join(languages)}]", written)
    if check_in:
        manifest = f"{CHECK_IN}/base.yaml"
        files[manifest] = files[manifest].replace("base: my-triage-check-in", f"base: {name}-check-in")
    return {**files, SCHEMA: (PACKAGE / SCHEMA).read_text(encoding="utf-8")}
