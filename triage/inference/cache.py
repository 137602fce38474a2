"""A base that was loaded before, kept for the next start.

Reading and checking a whole base takes longer than everything else before the first question, and making it ready for
inference takes as long as all that is left. What came out of both is kept in the person's own folder, with a key over
every byte of the base, where it lies, this program and this Python: any difference, and the base is loaded anew. A kept
base is only believed if nobody else could have written it.
"""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from triage.inference.circuit import circuit
from triage.inference.clauses import compiled
from triage.inference.composition import arrangement
from triage.inference.domain import verdicts
from triage.inference.reach import before_any_answer, stakes
from triage.language.base import Base
from triage.language.check_in import keeping
from triage.language.files import content_hash, read_directory, shipped
from triage.language.writing import private_directory, write_atomically
from triage.version import VERSION

MADE_BY = ("inference", "language", "words")
"""In these folders of the program is what makes a base, and what it says."""
MADE_IN = (
    "triage.language.base",
    "triage.language.model",
    "triage.language.condition",
    "triage.language.document",
    "triage.language.errors",
    "triage.words.saying",
    "triage.inference.clauses",
    "triage.inference.circuit",
    "triage.inference.composition",
    "triage.inference.domain",
    "triage.inference.reach",
)
"""Where the classes are of a base and of what is worked out of it: plain records"""
OTHERS = frozenset(
    {
        ("triage.language.evaluate", "Inapplicable"),
        ("triage.words.saying", "Language"),
        ("triage.inference.circuit", "Circuit"),
        ("triage.inference.circuit", "_Gates"),
        ("triage.inference.clauses", "Program"),
        ("triage.inference.domain", "Kinds"),
    }
)
"""and these."""


def load_cached(directory: Path | str | None, folder: Path | None) -> Base:
    """The same as `load`, from `folder` where that holds this very base; None keeps nothing. Its check-in is kept as
    soon as somebody asks for it.

    Raises KnowledgeError like `load`; never for anything about the folder."""
    root = Path(directory) if directory is not None else shipped()
    files = read_directory(root)

    def build() -> Base:
        from triage.language import load  # noqa: PLC0415  # it takes long, and is not needed where a base was kept

        return load.build(files, str(root))

    if folder is None:
        return build()
    keep = partial(_keep, folder)
    return keeping(keep(root, content_hash(files), build), keep)


def _keep(folder: Path, root: Path, digest: str, build: Callable[[], Base]) -> Base:
    """The base that lies in a directory, from the folder where it is kept, or built and kept there."""
    at = f"{root}\0{root.absolute()}"  # both: messages and places name files as the base was named
    key = _key(at, digest)
    place = folder / f"{sha256(at.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.base"
    base = read_kept(place, key)
    if base is None:
        base = build()
        make_ready(base)
        _write(place, key, base)
    return base


def make_ready(base: Base) -> None:
    """Works out now what every inference goes by. That takes long."""
    compiled(base)
    verdicts(base)
    arrangement(base)
    circuit(base).prepare()
    stakes(circuit(base))
    before_any_answer(circuit(base))


def _key(at: str, digest: str) -> bytes:
    """What a kept base depends on; what makes it, and what it says in the program's own words, is told apart by time
    and size."""
    program = Path(__file__).parents[1]
    makers = sorted(
        path for folder in MADE_BY for path in (program / folder).iterdir() if path.suffix in (".py", ".mo")
    )
    made_by = [(path.name, status.st_mtime_ns, status.st_size) for path in makers if (status := path.stat())]
    return sha256(repr((digest, at, VERSION, sys.version, made_by)).encode("utf-8", "surrogateescape")).digest()


def read_kept(place: Path, key: bytes) -> Base | None:
    """The base in a file, if it was kept under this key, is as it was written, and nobody else can have written it."""
    try:
        with open(place, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not _ours(status) or not _nobody_elses(place.parent):
                return None
            told, seal, parts = file.read(len(key)), file.read(len(key)), file.read()
        if told != key or seal != sha256(parts).digest():
            return None
        kept = _Parts(io.BytesIO(parts)).load()
    except Exception:  # whatever is wrong with it, the base itself is there
        return None
    return kept if isinstance(kept, Base) else None


def _without_waiting(place: str, flags: int) -> int:
    """Opens a file, and what stands there alone: no link, and of a pipe that nobody writes to it does not wait."""
    return os.open(place, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _ours(status: os.stat_result) -> bool:
    """Whether nobody but this user can have written it."""
    return hasattr(os, "getuid") and status.st_uid == os.getuid() and not status.st_mode & 0o022


def _nobody_elses(folder: Path) -> bool:
    """Whether nobody else can have put another folder in the place of this one, or of one above it: each belongs to
    this user or to the system, and where others may write (`/tmp`), they may not move what is not theirs."""
    if not _ours(folder.lstat()):
        return False
    for above in folder.absolute().parents:
        status = above.stat()
        others = status.st_mode & 0o022 and not status.st_mode & stat.S_ISVTX
        if status.st_uid not in (0, os.getuid()) or others:
            return False
    return True


class _Parts(pickle.Unpickler):
    """Makes the parts of a base and nothing else: a file that names any other class or function is not read."""

    def find_class(self, module: str, name: str) -> object:
        part = super().find_class(module, name) if module in MADE_IN and "." not in name else None
        if isinstance(part, type) and part.__module__ == module and (is_dataclass(part) or issubclass(part, tuple)):
            return part
        if (module, name) in OTHERS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a base")


def _write(place: Path, key: bytes, base: Base) -> None:
    """Keeps a base, where nobody else could have laid a link to something that is not to be written over."""
    try:
        private_directory(place.parent)
        if not place.is_symlink() and _nobody_elses(place.parent):
            parts = pickle.dumps(base, pickle.HIGHEST_PROTOCOL)
            write_atomically(place, key + sha256(parts).digest() + parts)
    except (OSError, pickle.PicklingError):
        return  # then the next start is as slow as this one
