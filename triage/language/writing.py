"""Files are written whole or not at all, and whoever writes a file that others write too holds its lock.

Everything that this program writes goes through here. A file is made beside its place in a directory that nobody else
has, readable by its owner alone, put on disk, and moved: whatever happens, there is either the old file or the new one.
What a killed program left beside is taken away by the next one that writes there.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

PRIVATE = 0o600
"""The mode of whatever holds somebody's answers."""
PARTIAL = ".partial"
"""How the directory of what is not whole yet is called: `.NAME.PID-RANDOM.partial`, PID being who writes it."""


def public() -> int:
    """The mode of a file that anyone may read, as far as the person's own umask lets them."""
    umask = os.umask(0o077)
    os.umask(umask)
    return 0o666 & ~umask


def write_atomically(place: Path, data: str | bytes, mode: int = PRIVATE) -> None:
    """Writes a file, whole or not at all, with this mode. A symbolic link stays one: the file behind it is written.

    Raises OSError."""
    with replacing(place, mode) as partial, partial.open("wb") as file:
        file.write(data.encode("utf-8") if isinstance(data, str) else data)


def write_new(place: Path, data: str) -> None:
    """Writes a file that is not there yet, whole or not at all, readable by its owner alone.

    Raises OSError; FileExistsError where there is one, even if somebody else made it a moment ago. A file system may
    lack such links."""
    room = place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}{PARTIAL}")
    partial = room / place.name
    try:
        room.mkdir(PRIVATE | stat.S_IXUSR)
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb") as file:
            file.write(data.encode("utf-8"))
        _to_disk(partial)
        os.link(partial, place)  # unlike a move, this takes nobody's place
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def replacing(place: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """An empty new file beside `place`, for whoever writes by name. It takes the place's name when the block ends well,
    and is gone when it does not.

    Raises OSError."""
    target = resolved(place)
    clear_left_over(target)
    # In a directory of its own: a library whose work is interrupted may open its file after we gave it up.
    room = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}{PARTIAL}")
    partial = room / target.name
    try:
        room.mkdir(PRIVATE | stat.S_IXUSR)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        yield partial
        _to_disk(partial)
        os.chmod(partial, stat.S_IMODE(mode))
        os.replace(partial, target)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    with suppress(OSError):  # the file is in its place; not every file system can put a directory on disk
        _to_disk(target.parent)


def private_directory(directory: Path) -> None:
    """Makes a directory, and those above it that are not there, for nobody else to look into. Raises OSError."""
    if not directory.is_dir():
        private_directory(directory.parent)
        directory.mkdir(mode=0o700, exist_ok=True)


def resolved(place: Path) -> Path:
    """The file itself where `place` is a symbolic link, of whatever length."""
    return place.resolve() if place.is_symlink() else place


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_directory(place: Path, files: Mapping[str, str]) -> None:
    """Writes a directory of text files, by their path within it, whole or not at all, in place of what is there.

    A killed program can leave the old directory aside: `put_back` is called first by whoever writes there.

    Raises OSError."""
    partial = place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}{PARTIAL}")
    partial.mkdir(PRIVATE | stat.S_IXUSR)
    new, old = partial / NEW, partial / OLD
    try:
        new.mkdir()
        for name, text in files.items():
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            _to_disk(file)
        try:
            if place.exists():
                place.rename(old)
            new.rename(place)
        except BaseException:
            if old.exists() and not place.exists():
                old.rename(place)
            raise
        with suppress(OSError):
            _to_disk(place.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


NEW = "new"
OLD = "old"
"""What a directory is called while it is written, and the one whose place it takes."""


def put_back(place: Path) -> None:
    """Puts a directory back that a killed program had moved aside, and takes away what else such programs left.

    Raises OSError."""
    if not os.path.lexists(place):
        for partial in place.parent.glob(f".{_literal(place.name)}.*{PARTIAL}"):
            writer = partial.name.removeprefix(f".{place.name}.").partition("-")[0]
            if (partial / OLD).is_dir() and writer.isdecimal() and not _alive(int(writer)):
                (partial / OLD).rename(place)
                break
    clear_left_over(place)


def clear_left_over(place: Path) -> None:
    """Takes away what killed programs left beside `place`: partial files of processes that are no more."""
    with suppress(OSError):
        for path in place.parent.glob(f".{_literal(place.name)}.*{PARTIAL}"):
            writer = path.name.removeprefix(f".{place.name}.").partition("-")[0]
            if writer.isdecimal() and not _alive(int(writer)):
                with suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's, or no way to know: leave it
    return True


@contextmanager
def locked(place: Path, patience: float | None = None, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Holds the lock of a file that several programs may write: what is read inside is not changed meanwhile by another
    that asks for the lock too. It waits for whoever holds it, and calls `waiting` where it has to; a killed program
    holds nothing.

    The lock is on a file `.NAME.lock` beside it, for the file itself is replaced at every writing. Where no lock can be
    had (a file system that cannot, a directory that may not be written, nobody lets go of it within `patience` seconds)
    the work goes on without one."""
    target = resolved(place)
    path = target.with_name(f".{target.name}.lock")
    try:
        descriptor = _lock(path, patience, waiting)
    except (OSError, ImportError):
        descriptor = None
    try:
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):  # still ours: who waits for it sees that it is gone, and makes a new one
                path.unlink(missing_ok=True)
            os.close(descriptor)


def _lock(path: Path, patience: float | None, waiting: Callable[[], None] | None) -> int:
    """An open file that holds the lock. Raises OSError, or ImportError where the system has no such locks."""
    import fcntl  # noqa: PLC0415  # Unix alone

    end = None if patience is None else time.monotonic() + patience
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, PRIVATE)
        try:
            if end is None:
                waiting = _lock_at_last(descriptor, waiting, fcntl)
            else:
                _lock_until(end, descriptor, fcntl)
            if os.fstat(descriptor).st_ino == path.stat().st_ino:
                return descriptor
        except FileNotFoundError:
            pass  # who held it before took it away: this lock is on a file that is gone
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock_at_last(descriptor: int, waiting: Callable[[], None] | None, fcntl: ModuleType) -> Callable[[], None] | None:
    """Gives `waiting` where it was not called."""
    if waiting is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            waiting = None
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return waiting


def _lock_until(end: float, descriptor: int, fcntl: ModuleType) -> None:
    """Raises BlockingIOError when somebody else has the lock all that time."""
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise
        time.sleep(0.02)
