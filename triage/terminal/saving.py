"""Every answer on disk before the next question.

A saved interview is a case file: `triage run` takes it as it is. It is written beside its place and moved there, so
that whatever happens there is either the old file or the new one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from triage.cases.case import SAVE_FORMAT, Case, Saved
from triage.follow_up.anew import Anew, saved_now
from triage.language.base import Base
from triage.language.document import read_text
from triage.language.errors import CaseError, TriageError, in_shell
from triage.language.evaluate import Answer
from triage.language.files import DocumentError
from triage.language.keys import ANOTHER, FOR
from triage.language.model import Conclusion
from triage.language.writing import (
    PRIVATE,
    locked,
    private_directory,
    public,
    put_back,
    replace_directory,
    write_atomically,
    write_new,
)
from triage.records.case_file import DERIVED, case_data, parsed, written_out
from triage.reports.layout import clean
from triage.terminal.places import interviews, make_own
from triage.words.message import phrased
from triage.words.saying import OTHER, plainly, say


def default_place() -> Path:
    """A new file in the person's own folder for data. No two interviews get the same one. Raises OSError."""
    name = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    return interviews() / f"{name}-{os.getpid()}.yaml"


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
GONE = {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ESTALE}
"""Of a directory: the last but one where something else has its name."""


def why_not_kept(error: BaseException, language: str) -> str:
    """Why a file could not be written, as far as that helps whoever reads it."""
    number = error.errno if isinstance(error, OSError) else getattr(error.__cause__, "errno", None)
    reasons = {"not-kept-full": FULL, "not-kept-forbidden": FORBIDDEN, "not-kept-gone": GONE}
    key = next((key for key, numbers in reasons.items() if number in numbers), "not-kept-other")
    return say(key, language)


PATIENCE = 1.0
"""So many seconds a person waits for another program that is writing the same file."""


LONGEST_STORY = 10_000
"""So many characters a story has at most."""


def told(story: str) -> str:
    """A story: the words themselves, or those in the file of that name. Raises TriageError."""
    named = len(story.split()) == 1 or os.path.lexists(story)
    try:
        text = read_text(Path(story), story) if named else story
    except DocumentError as error:
        hint = "name a file with the story, or put the words between quotes"
        raise TriageError(
            phrased(
                "--story {story}: {message}; {hint}", story=in_shell(story), message=error.problem.message, hint=hint
            )
        ) from error
    lines = (" ".join(clean(line).split()) for line in text.strip().splitlines())
    text = "\n".join(lines)
    if not text:
        raise TriageError("--story: there is nothing in it; tell what happened")
    if len(text) > LONGEST_STORY:
        raise TriageError(
            phrased("--story: {number} characters; expected at most {most}", number=len(text), most=LONGEST_STORY)
        )
    return text


class MovedAside(TriageError):
    """Somebody else wrote the file meanwhile: the answers are kept in another one from now on, `place`."""

    def __init__(self, message: str, place: Path) -> None:
        super().__init__(message)
        self.place = place


class Keeper:
    """Keeps one interview in one file: a new one, or that of `case`. Raises TriageError when that cannot be done."""

    def __init__(
        self, base: Base, place: Path, language: str, case: Case | None = None, begun: Anew | None = None
    ) -> None:
        """`begun`: the answers of the case as they were when this went on; as they stand in the file by default."""
        self.base = base
        self.place = place
        self.case = case
        self.begun = begun or Anew(case.standing_answers if case is not None else {})
        self.answers: Mapping[str, Answer] = dict(self.begun.holds)
        self.set_aside = case.set_aside if case is not None else ()
        self.follow_up = case.follow_up if case is not None else None
        self.head: dict[str, object] = {}
        self.changed = False
        """Whether what stands beside the answers is to be written."""
        self.speak(language)
        self.text = ""
        self.in_json = False
        self.new = case is None
        self.kept = not self.new
        """Whether what was answered has been written."""
        if case is None:
            self._reserve()
        else:
            try:
                self.text = read_text(place, str(place))
            except DocumentError as error:
                raise CaseError([error.problem]) from error
            written, self.in_json = parsed(self.text)
            self.head = {name: part for name, part in written.items() if name not in DERIVED} | self.head
            self.speak(language)

    def speak(self, language: str) -> None:
        """Keeps in which language the questions are asked from now on, and whether somebody answers for another."""
        self.head["language"] = str(plainly(language))  # the code alone
        self.head.pop(FOR, None)
        if language.endswith(OTHER):
            self.head[FOR] = ANOTHER

    def _reserve(self) -> None:
        """Makes the file, if nobody else has, as a case without answers: whenever this ends, it can be gone on with."""
        try:
            ours = self.place.parent == self._ours()
            (make_own if ours else private_directory)(self.place.parent)
            try:
                write_new(self.place, text := self._written({}, None))
                self.text = text
            except FileExistsError:
                raise
            except OSError:  # a full disk: what is asked first may be an emergency, and is answered whatever is kept
                os.close(os.open(self.place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        except OSError as error:
            raise self._cannot(error) from error

    @staticmethod
    def _ours() -> Path | None:
        try:
            return interviews()
        except OSError:
            return None

    def save(self, answers: Mapping[str, Answer], concluded: Conclusion | None = None) -> None:
        """Writes the file anew, with what the answers come to; a file whose answers are the same stays as it is, to the
        letter. Raises TriageError; MovedAside where the answers are kept, but elsewhere."""
        text = self.text
        if not self.kept or self.changed or dict(answers) != self.answers:
            text = self._written(answers, concluded)
        place = self.place
        try:
            with locked(place, PATIENCE):
                if place.exists() and not self._as_we_left_it():
                    # Somebody else wrote it meanwhile: neither's answers are lost.
                    self.place = place.with_name(f"{place.stem}-{os.getpid()}{place.suffix}")
                write_atomically(self.place, text)
        except OSError as error:
            self.place = place
            raise self._cannot(error) from error
        self.text, self.answers, self.changed, self.kept = text, dict(answers), False, True
        if self.place != place:
            raise MovedAside(
                f"{place}: another program changed this file meanwhile; your answers are kept in {self.place}: "
                f"go on with --resume {in_shell(self.place)}",
                self.place,
            )

    def _written(self, answers: Mapping[str, Answer], concluded: Conclusion | None) -> str:
        saved = saved_now(self.base, self.case, answers, self.begun, _saved(self.base, concluded), today())
        all_answers = {**self.begun.waiting(answers), **answers}
        return written_out(
            case_data(self.base, self.head, all_answers, self.follow_up, saved, self.set_aside), self.in_json
        )

    def discard(self) -> None:
        """Takes the file away again, if it is still as we made it. Raises OSError."""
        if self.new and self._as_we_left_it():
            self.place.unlink()

    def _as_we_left_it(self) -> bool:
        """Whether the file holds what we wrote last. What cannot be read is not ours any more."""
        try:
            return read_text(self.place, str(self.place)) == self.text
        except DocumentError:
            return False

    def tell(self, story: str) -> None:
        """Keeps what happened, in the person's own words."""
        self.changed = self.head.get("story") != story
        self.head["story"] = story

    def _cannot(self, error: OSError) -> TriageError:
        taken = isinstance(error, FileExistsError | NotADirectoryError)  # by a file, where a directory has to be
        reason = "not a directory" if taken else (error.strerror or str(error)).lower()
        if taken and self.place.exists():
            reason = "it is there already"
        return TriageError(
            phrased(
                "{place}: the answers cannot be kept there: {reason}; name another file with --save, or use --no-save",
                place=self.place,
                reason=reason,
            )
        )


def must_be_there(directory: Path) -> None:
    """Refuses a directory that a slip of the keyboard names: none is made for it. Raises TriageError."""
    there, above = os.path.lexists(directory), directory.parent
    while not os.path.lexists(above) and above != above.parent:
        above = above.parent
    if not there and os.path.isdir(above):
        raise TriageError(
            phrased(
                "{directory}: there is no such directory; make it first, with: mkdir -p {word}",
                directory=directory,
                word=in_shell(directory),
            )
        )


def _saved(base: Base, concluded: Conclusion | None) -> Saved:
    return Saved(SAVE_FORMAT, base.id, base.version, base.hash, concluded=concluded)


def today() -> date:
    return datetime.now().astimezone().date()


def refuse(place: Path, force: bool, sources: Iterable[Path] = ()) -> None:
    """Refuses a place to write: a file that is read (`sources`), whatever is asked; one that is there, without `force`.

    Raises TriageError."""
    try:
        if place.exists() and any(source.exists() and place.samefile(source) for source in sources):
            raise TriageError(phrased("{place}: this is the file that is read; name another one to write", place=place))
        if os.path.lexists(place) and not force and not _stream(place):
            raise TriageError(phrased("{place}: there is one already; --force writes over it", place=place))
    except OSError as error:
        raise _unwritten(place, error) from error


def _stream(place: Path) -> bool:
    """A pipe or a device: nothing can be moved there, and nothing is lost there."""
    return place.exists() and not place.is_file() and not place.is_dir()


def _unwritten(place: Path, error: OSError) -> TriageError:
    return TriageError(
        phrased("{place}: cannot be written: {reason}", place=place, reason=(error.strerror or str(error)).lower())
    )


def keep_new(
    place: Path, data: str | bytes, force: bool, *, private: bool = False, sources: Iterable[Path] = ()
) -> None:
    """Writes a file, whole or not at all; over one that is there only with `force`, never over one that is read
    (`sources`). `private`: it holds somebody's answers, and nobody else may read it.

    Raises TriageError."""
    try:
        if _stream(place):
            place.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
            return
        with locked(place):  # of two that write there, the second sees what the first wrote
            refuse(place, force, sources)
            write_atomically(place, data, PRIVATE if private else public())
    except OSError as error:
        raise _unwritten(place, error) from error


def keep_into(directory: Path, files: Mapping[str, str], force: bool) -> None:
    """Writes files into a directory, which is made where the one above it is there, each whole or not at all; over
    those of the same name, or without `force` none at all where one of them is there.

    Raises TriageError."""
    for name in files:
        refuse(directory / name, force)
    must_be_there(directory.parent)
    try:
        directory.mkdir(exist_ok=True)
    except OSError as error:
        raise TriageError(
            phrased(
                "{directory}: cannot be made: {reason}",
                directory=directory,
                reason=(error.strerror or str(error)).lower(),
            )
        ) from error
    for name, text in files.items():
        keep_new(directory / name, text, force=True)


def keep_book(place: Path, pages: Mapping[str, str], force: bool) -> None:
    """Writes a directory of pages, whole or not at all. `force` takes the place of a book that is there, of nothing
    else: an `index.md` that begins as the new one does, and no files but pages. Raises TriageError."""
    try:
        place = place.resolve()
        put_back(place)
        there = place.exists() and (not place.is_dir() or any(place.iterdir()))
        if there and not _is_book(place, pages["index.md"]):
            raise TriageError(
                phrased("{place}: there is something else already; name a directory that is new or empty", place=place)
            )
        if there and not force:
            raise TriageError(phrased("{place}: there is a book already; --force writes over it", place=place))
        replace_directory(place, pages)
    except OSError as error:
        raise _unwritten(place, error) from error


def _is_book(place: Path, index: str) -> bool:
    """Whether nothing but a book is in there."""
    first = index.splitlines()[0]
    if not (place / "index.md").is_file():
        return False
    try:
        begins = read_text(place / "index.md", "index.md").splitlines()[:1]
    except DocumentError:
        return False
    return begins == [first] and all(path.suffix == ".md" for path in place.rglob("*") if not path.is_dir())
