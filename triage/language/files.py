"""The files of a base: which there are, and what stands in them, byte by byte."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path

from triage.language.errors import KnowledgeError, Place, Problem, TriageError
from triage.words.message import phrased

MAX_BYTES = 4 * 1024 * 1024
MANIFEST = "base.yaml"
YAML = (".yaml", ".yml")
CASES = "cases"
PROPERTIES = "properties"
"""The folder of a base that says what must always hold of it; see `property`."""
CHECK_IN = "check-in"
"""The folder of a base that holds a base of its own, for follow-up; see `check_in`."""
BESIDE = (CASES, PROPERTIES, CHECK_IN)
"""What lies beside a base in its directory."""
MAX_FILES = 2000
MAX_WALKED = 20_000
"""So many files and directories of any kind are looked at in search of those of a base."""


class DocumentError(TriageError):
    """Text that is no document at all. Holds the one `problem`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


_unsaved: ContextVar[Mapping[Path, bytes]] = ContextVar("unsaved", default={})  # noqa: B039  # never written to


@contextmanager
def unsaved(texts: Mapping[Path, bytes]) -> Iterator[None]:
    """Inside, these files are read as they stand in an editor, saved or not; by their whole resolved paths."""
    token = _unsaved.set(texts)
    try:
        yield
    finally:
        _unsaved.reset(token)


def read_bytes(path: Path, label: str, most: int = MAX_BYTES) -> bytes:
    """What is in a file, up to just too much. A pipe or a device is no file: it may never end, or never begin.

    Raises DocumentError when it cannot be read."""
    if (texts := _unsaved.get()) and (text := texts.get(path.resolve())) is not None:
        return text[: most + 1]
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise DocumentError(Problem(Place(label), "this is a pipe or a device; expected a file"))
            return file.read(most + 1)
    except IsADirectoryError as error:
        raise DocumentError(Problem(Place(label), "this is a directory; expected a file")) from error
    except (OSError, ValueError) as error:  # a name with a null character is no name
        if path_is_directory(path):  # Windows says that it may not
            raise DocumentError(Problem(Place(label), "this is a directory; expected a file")) from error
        raise DocumentError(
            Problem(Place(label), phrased("cannot be read: {reason}", reason=_reason(error)))
        ) from error


def _without_waiting(name: str, flags: int) -> int:
    """Opens a file; of a pipe that nobody writes to, it does not wait for one who does."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def path_is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def shipped() -> Path:
    """Where the knowledge base that comes with the program is: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "knowledge"
    return inside if (inside / MANIFEST).is_file() else package.parent / "knowledge"


def read_directory(root: Path) -> Mapping[str, bytes]:
    """The YAML files of a base by their path within it, without worked cases, properties and check-in.

    Raises KnowledgeError."""
    try:
        what = "" if root.is_dir() else "this is a file" if root.exists() else "there is no such directory"
    except OSError as error:
        what = f"cannot be read: {_reason(error)}"
    if what:
        raise KnowledgeError(
            [
                Problem(
                    Place(str(root)),
                    phrased("{what}; expected a directory with a {manifest}", what=what, manifest=MANIFEST),
                )
            ]
        )
    files: dict[str, bytes] = {}
    problems = []
    for path in files_under(root, left_out=BESIDE):
        name = path.relative_to(root).as_posix()
        if len(files) >= MAX_FILES:
            problems.append(
                Problem(Place(str(root)), phrased("more than {most} files; expected a knowledge base", most=MAX_FILES))
            )
            break
        try:
            files[name] = read_bytes(path, str(path))
        except DocumentError as error:
            problems.append(error.problem)
    if MANIFEST not in files and not problems:
        problems.append(
            Problem(Place(str(root)), phrased("no {manifest} here; expected a knowledge base", manifest=MANIFEST))
        )
    if problems:
        raise KnowledgeError(problems)
    return files


def case_files(directory: Path | str | None = None) -> list[Path]:
    """The worked cases of a base, sorted by name."""
    root = (Path(directory) if directory is not None else shipped()) / CASES
    return files_under(root) if root.is_dir() else []


def property_files(directory: Path | str | None = None) -> list[Path]:
    """The files that say what must hold of a base, sorted by name."""
    root = (Path(directory) if directory is not None else shipped()) / PROPERTIES
    return files_under(root) if root.is_dir() else []


def files_under(root: Path, suffixes: Collection[str] = YAML, left_out: Collection[str] = ()) -> list[Path]:
    """Whatever is called so under a directory, in small letters or capitals, sorted by path; without what lies in
    the folders of it that are `left_out`. Reading it says what is no file. A link to a directory is refused: it may
    lead round in a circle, and git keeps nothing of what lies behind it.

    Raises TriageError."""
    entries: list[os.DirEntry[str]] = []
    try:
        for walked, entry in enumerate(_under(root, left_out), 1):
            if walked > MAX_WALKED:
                raise TriageError(
                    phrased(
                        "{root}: more than {most} files and directories; name a smaller directory",
                        root=root,
                        most=MAX_WALKED,
                    )
                )
            entries.append(entry)
        entries.sort(key=lambda entry: entry.path.split(os.sep))
        links = [entry.path for entry in entries if entry.is_symlink() and entry.is_dir()]
    except OSError as error:
        raise TriageError(phrased("{root}: cannot be read: {reason}", root=root, reason=_reason(error))) from error
    if links:
        raise TriageError(
            phrased("{link}: a link to a directory is not followed; put the directory itself there", link=links[0])
        )
    return [Path(entry.path) for entry in entries if os.path.splitext(entry.name)[1].lower() in suffixes]


def _under(directory: Path | str, left_out: Collection[str] = ()) -> Iterator[os.DirEntry[str]]:
    """All that lies under a directory, but for what begins with a dot: that belongs to other programs; and for what
    lies in the folders of it that are `left_out`. Nothing is held of what has not been asked for."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            yield entry
            if entry.is_dir(follow_symlinks=False) and entry.name not in left_out:
                yield from _under(entry.path)


def content_hash(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, independent of the order."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode(errors="surrogateescape"))
        digest.update(files[name])
    return digest.hexdigest()


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
