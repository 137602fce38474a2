"""A base as it was: its files out of a git revision, for as long as they are needed.

Nothing of the working tree is touched, and nothing is run but git's own commands that read. A name of a revision is
resolved first, so that from there on only object ids reach git.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from triage.language.errors import InputError, Place, Problem, TriageError, printable, quoted
from triage.language.files import MANIFEST, MAX_BYTES, MAX_FILES, shipped

USUAL = "knowledge"
"""Where a base lies in its repository, unless it is said."""
HELD = re.compile(r"\{[^}]*\}")
"""What stands in braces in the name of a revision: a colon in there says nothing about a path."""
REGULAR = ("100644", "100755")
SECONDS = 60
QUIET = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # what is missing stays missing
    "GIT_ALLOW_PROTOCOL": "none",  # for a git that does not know the line before: a fetch has no way to go
}
NOTHING_RUN = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.alternateRefsCommand=")
"""A repository is data: whatever its configuration says, git starts no program for it and fetches nothing."""
MOST_BYTES = 64 * 1024 * 1024
"""So much is read of all files of a base in a revision."""
LONG = 4000
"""No name of a revision has so many characters."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a base is read. `shown` is what people call it: a directory, or a revision with the path in it;
    `commit` the full id of the revision."""

    shown: str
    directory: Path
    commit: str = ""


@contextmanager
def opened(named: str | None, knowledge: Path | None = None, beside: str = "") -> Iterator[Source]:
    """The base that `named` stands for: an existing directory, or the one in a checkout; otherwise a git revision,
    `REV` or `REV:path`. None is the working tree: `knowledge`, or where `beside` is a revision the path that is meant
    there, or else the shipped base.

    What cannot be found or read is a TriageError; mistakes in the files of a revision are shown with its name."""
    if named is None:
        yield _working(knowledge, beside)
        return
    if _is_directory(named):
        place = _base_in(Path(named))
        yield Source(str(place), place)
        return
    revision, path = _parts(named)
    root, usual = _repository(knowledge, named)
    commit = _commit(root, revision, named)
    tree = _tree(root, commit, revision, usual if path is None else path)
    shown = f"{printable(revision)}:{printable(tree.path, 200)}"
    with TemporaryDirectory(prefix="triage-") as directory:
        _write(root, tree, Path(directory), shown)
        try:
            yield Source(shown, Path(directory), commit)
        except InputError as error:
            raise _told_of(error, directory, shown) from error


def _working(knowledge: Path | None, beside: str) -> Source:
    place = knowledge
    if place is None and beside and not _is_directory(beside):
        root, usual = _repository(None, beside)
        path = _parts(beside)[1]
        place = _near(root / (usual if path is None else path))
    if place is None:
        place = shipped()
    return Source(str(place), place)


def _base_in(directory: Path) -> Path:
    """The base that a directory is, or that a checkout has in its usual place."""
    inside = directory / USUAL
    return inside if (inside / MANIFEST).is_file() and not (directory / MANIFEST).is_file() else directory


def _is_directory(named: str) -> bool:
    try:
        return bool(named) and Path(named).is_dir()
    except (OSError, ValueError):  # no name of a file: too long, or with a null character
        return False


def _near(place: Path) -> Path:
    """The path as seen from here, where that is shorter."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place


def _parts(named: str) -> tuple[str, str | None]:
    """The revision and the path, where there is one."""
    colon = HELD.sub(lambda held: " " * len(held[0]), named).find(":")
    return (named, None) if colon < 0 else (named[:colon], named[colon + 1 :].strip("/"))


def _repository(knowledge: Path | None, named: str) -> tuple[Path, str]:
    """The root of the repository, and where the base lies in it."""
    here = knowledge if knowledge is not None else Path.cwd()
    if not here.is_dir():
        raise TriageError(f"{here}: there is no such directory; expected a knowledge base in a git repository")
    done = _git(here, "rev-parse", "--show-toplevel", "--show-prefix")
    if done.returncode:
        raise TriageError(
            f"there is no directory {quoted(named)}, and for a git revision {here} must lie in a git repository: "
            f"{_said(done)}"
        )
    root, _, prefix = done.stdout.decode(errors="surrogateescape").rstrip("\n").partition("\n")
    return Path(root), prefix.strip("/") if knowledge is not None else USUAL


def _commit(root: Path, revision: str, named: str) -> str:
    """The id of the commit that a revision stands for."""
    if revision.startswith("-"):
        raise TriageError(f"{quoted(named)}: a revision does not begin with `-`")
    possible = bool(revision) and "\0" not in named and len(named) < LONG
    done = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if possible
        else None
    )
    if done is None or done.returncode:
        raise TriageError(
            f"{quoted(named)}: no such directory, and no such git revision in {root}; expected a directory with a "
            "base.yaml, or a revision such as `main`, `HEAD~1` or `main:path/to/base`"
        )
    return done.stdout.decode().strip()


@dataclass(frozen=True, slots=True)
class _Tree:
    path: str
    id: str


def _tree(root: Path, commit: str, revision: str, path: str) -> _Tree:
    """The directory of a base in a commit."""
    wanted = "" if path in (".", "") else path
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{wanted}")
    identity = done.stdout.decode().strip()
    if done.returncode or _git(root, "cat-file", "-t", identity).stdout.strip() != b"tree":
        raise TriageError(
            f"{printable(revision)}: there is no directory {quoted(path)} in this revision; "
            f"say where the base was, as in `{printable(revision)}:path/to/base`"
        )
    return _Tree(wanted or ".", identity)


def _write(root: Path, tree: _Tree, to: Path, shown: str) -> None:
    """The YAML files of a directory in a revision, written out."""
    ids: dict[str, str] = {}
    for entry in _git(root, "ls-tree", "-r", "-z", "--full-tree", tree.id, check=shown).stdout.split(b"\0"):
        about, _, raw = entry.partition(b"\t")
        name = os.fsdecode(raw)
        is_yaml = name.lower().endswith((".yaml", ".yml"))
        if about and about.split()[0].decode() in REGULAR and is_yaml and _inside(name):
            ids[name] = about.split()[2].decode()
    # Worked cases, properties and a check-in each have a limit of their own; this is against what is no base at all.
    if len(ids) > 4 * MAX_FILES:
        raise TriageError(f"{shown}: {len(ids)} files; expected a knowledge base")
    if not ids:
        raise TriageError(f"{shown}: there are no YAML files; expected a knowledge base")
    asked = "".join(f"{object_id}\n" for object_id in ids.values()).encode()
    sizes = _git(root, "cat-file", "--batch-check=%(objectsize)", given=asked, check=shown).stdout.split(b"\n")
    if sum(int(size) for size in sizes if size.isdigit()) > MOST_BYTES:
        raise TriageError(f"{shown}: more than {MOST_BYTES // 1024 // 1024} MB; expected a knowledge base")
    data = _git(root, "cat-file", "--batch", given=asked, check=shown).stdout
    place = 0
    for name in ids:
        line = data.index(b"\n", place)
        head = data[place:line].split()
        if len(head) != 3:
            raise TriageError(f"{shown}: git does not have the content of {quoted(name)} here; fetch it first")
        size = int(head[2])
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data[line + 1 : line + 1 + min(size, MAX_BYTES + 1)])
        place = line + 1 + size + 1


def _inside(name: str) -> bool:
    """Whether a name of git's stays within the directory that it is written to."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _git(at: Path, *words: str, given: bytes = b"", check: str = "") -> subprocess.CompletedProcess[bytes]:
    """What git says. With `check`, that it failed is an error about this."""
    told = {**os.environ, **QUIET}
    try:
        done = subprocess.run(
            ["git", *NOTHING_RUN, "-C", str(at), *words],
            input=given,
            capture_output=True,
            env=told,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise TriageError("git is not installed; without it only directories can be compared") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise TriageError(f"git cannot be run: {error}") from error
    if check and done.returncode:
        raise TriageError(f"{check}: git cannot read it: {_said(done)}")
    return done


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line that git complained with."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return printable(lines[0].removeprefix("fatal: "), 200) if lines else "git does not say why"


def _told_of(error: InputError, directory: str, shown: str) -> InputError:
    """The same mistakes, under the name that the revision has for people."""
    problems, texts = [], {}
    for problem in error.problems:
        at = problem.place
        place = Place(at.file.replace(directory, shown), at.line, at.column)
        problems.append(Problem(place, problem.message.replace(directory, shown)))
        if at.line and place.file not in texts:
            texts[place.file] = Path(at.file).read_text(encoding="utf-8", errors="replace")
    return type(error)(problems, texts)
