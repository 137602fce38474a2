"""A base that was loaded before, kept for the next start.

Reading and checking a whole base takes longer than everything else before the first question. What came out of it is
kept in the person's own folder, with a key over every byte of the base, where it lies, this program and this Python:
any difference, and the base is loaded anew. A kept base is only believed if nobody else could have written it.
"""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
from dataclasses import is_dataclass
from hashlib import sha256
from pathlib import Path

from triage.language.base import Base
from triage.language.files import content_hash, read_directory, shipped
from triage.language.writing import private_directory, write_whole
from triage.version import VERSION

MADE_IN = (
    "triage.language.base",
    "triage.language.model",
    "triage.language.condition",
    "triage.language.document",
    "triage.language.errors",
    "triage.words.saying",
)
"""Where the classes of a base are."""
PLAIN = frozenset({("triage.words.saying", "Language")})
"""What else may stand in a kept base."""


def load_cached(directory: Path | str | None, folder: Path | None) -> Base:
    """The same as `load`, from `folder` where that holds this very base; None keeps nothing.

    Raises KnowledgeError like `load`; never for anything about the folder."""
    root = Path(directory) if directory is not None else shipped()
    files = read_directory(root)
    key = _key(root, content_hash(files))
    name = sha256(str(root.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    place = None if folder is None else folder / f"{name}.base"
    kept = read_kept(place, key) if place is not None else None
    if kept is not None:
        return kept
    from triage.language.load import build  # noqa: PLC0415  # it takes long, and is not needed where a base was kept

    base = build(files, str(root))
    if place is not None:
        _write(place, key, base)
    return base


def _key(root: Path, digest: str) -> bytes:
    """What a kept base depends on; the modules beside this one make it, and are told apart by time and size."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    made_by = [(module.name, module.stat().st_mtime_ns, module.stat().st_size) for module in modules]
    return sha256(repr((digest, str(root), VERSION, sys.version, made_by)).encode("utf-8", "surrogateescape")).digest()


def read_kept(place: Path, key: bytes) -> Base | None:
    try:
        with place.open("rb") as file:
            if not _ours(os.fstat(file.fileno())) or not _nobody_elses(place.parent) or file.read(len(key)) != key:
                return None
            kept = _Parts(io.BytesIO(file.read())).load()
    except Exception:  # whatever is wrong with it, the base itself is there
        return None
    return kept if isinstance(kept, Base) else None


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
        if isinstance(part, type) and part.__module__ == module and is_dataclass(part):
            return part
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a base")


def _write(place: Path, key: bytes, base: Base) -> None:
    try:
        private_directory(place.parent)
        write_whole(place, key + pickle.dumps(base, pickle.HIGHEST_PROTOCOL))
    except (OSError, pickle.PicklingError):
        return  # then the next start is as slow as this one
