"""A case as it leaves the page and comes back: a file to keep, and a link in which the answers stand behind the `#`.

Both are what `triage ask` keeps: a case file, which says under which base it was made. A browser never sends what
stands behind the `#` of an address; the page that the link opens reads it there and hands it in with a form.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from datetime import date

from triage.cases.case import SAVE_FORMAT, Case, Saved, new_case, read_case
from triage.follow_up.anew import Anew, anew, saved_now
from triage.follow_up.standing import Concluded, Standing, concluded_from, standing
from triage.inference.outcome import infer
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.document import decode
from triage.language.errors import CaseError, TriageError
from triage.language.files import DocumentError
from triage.language.keys import ANOTHER, FOR
from triage.language.model import Conclusion
from triage.language.words import Words
from triage.records.case_file import DERIVED, case_data, parsed, written_out
from triage.reports.person.page import first_sentence
from triage.web.guarding import Refused
from triage.web.seal import State, plain_answers
from triage.words.saying import plainly, say

Data = Mapping[str, object]
"""What stands in a case file."""
LARGEST = 131_072
"""So many bytes a case has at most that somebody brings."""
LONGEST_KEPT = 20_000
"""So many characters a case file has at most, packed, that travels in a page; a year of check-ins has a third."""


def cannot_open(error: TriageError, language: str) -> str:
    """Why something that was brought is no case."""
    why = first_sentence(error.said(language).splitlines()[0]).rstrip(".")
    return f"{say('web-open-cannot', language)} {why[:1].upper()}{why[1:]}."


def case_text(words: Words, state: State, today: date | None) -> str:
    """The case file of what was answered: a new one, or the one that was opened with what is new in it. Nothing that
    stood in it is lost; where nothing is new it stays as it is, to the letter. `today`: when it was answered."""
    base = words.base
    if not state.kept:
        first = concluded_from(base, CheckedAnswers(base, state.answers))
        return written_out(_new_case(words, first, state, today)[0], in_json=False)
    text = unpacked(state.kept)
    case = read_case(base, text, "file")
    begun = anew(base, case, today or date.min)
    same = (plain_answers(begun.holds), plain_answers({**begun.old, **begun.holds}))
    if state.check_in or dict(state.answers) in same:
        head, in_json = parsed(text)
        return text if case.for_another == state.another else written_out(_head(head, words.language, state), in_json)
    answers = CheckedAnswers(base, state.answers)
    head, in_json = parsed(text)
    head = {name: part for name, part in head.items() if name not in DERIVED}
    concluded = infer(base, answers).conclusion
    saved = _saved_now(base, answers, concluded, case, begun, today)
    all_answers = {**begun.waiting(answers), **answers}
    data = case_data(base, _head(head, words.language, state), all_answers, case.follow_up, saved, case.set_aside)
    return written_out(data, in_json)


def case_as_it_stands(words: Words, inside: Base | None, state: State, today: date) -> tuple[Data, Case, Standing]:
    """What stands in the file of what was answered, the case in it, and how it stands. Raises TriageError."""
    base = words.base
    if state.kept:
        text = case_text(words, state, today)
        case = read_case(base, text, "file")
        return parsed(text)[0], case, standing(base, inside, case)
    # A new case is concluded once, for the file and for how it stands.
    first = concluded_from(base, CheckedAnswers(base, state.answers))
    data, case = _new_case(words, first, state, today)
    return data, case, standing(base, inside, case, first=first)


def _new_case(words: Words, first: Concluded, state: State, today: date | None) -> tuple[Data, Case]:
    """What stands in the file of a new case, and the case that is read there."""
    base = words.base
    answers = CheckedAnswers(base, first.answers)
    saved = _saved_now(base, answers, first.outcome.conclusion, None, Anew(), today)
    head = _head({}, words.language, state)
    return case_data(base, head, answers, None, saved, ()), new_case(
        base, answers, saved, words.language, state.another
    )


def _saved_now(
    base: Base, answers: CheckedAnswers, concluded: Conclusion, case: Case | None, begun: Anew, today: date | None
) -> Saved:
    now = Saved(SAVE_FORMAT, base.id, base.version, base.hash, concluded=concluded)
    return saved_now(base, case, answers, begun, now, today)


def _head(head: Mapping[str, object], language: str, state: State) -> dict[str, object]:
    """What stands before the answers: the language, and whether somebody answers for another."""
    kept = {name: part for name, part in head.items() if name != FOR}
    return {**kept, "language": str(plainly(language)), **({FOR: ANOTHER} if state.another else {})}


def packed(text: str) -> str:
    """A case file as it travels in a page. Raises Refused where it is too long for that."""
    encoded = urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(encoded) > LONGEST_KEPT:
        raise Refused(413, "web-open-long")
    return encoded


def unpacked(text: str) -> str:
    return zlib.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4))).decode()


def to_fragment(text: str) -> str:
    """A case file as it stands behind the `#` of a link."""
    return fragment_of(parsed(text)[0])


def fragment_of(data: Data) -> str:
    """The same of what stands in the file."""
    shortest = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(zlib.compress(shortest.encode(), 9)).decode().rstrip("=")


def from_fragment(base: Base, typed: str) -> tuple[Case, str]:
    """The case of a link, or of what stands behind its `#`, and its text. Raises TriageError."""
    text = typed.strip().rpartition("#")[2]
    try:
        wrapped = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(wrapped, LARGEST)
        if not unpacking.eof:
            raise TriageError("this link is not whole, or too long")
        decoded = data.decode()
        return read_case(base, decoded, "link"), decoded
    except (ValueError, Error, zlib.error) as error:
        raise TriageError("this is no link to a case, or not the whole of it") from error


def from_file(base: Base, data: bytes) -> tuple[Case, str]:
    """The case of a file that somebody brought, and its text. Raises TriageError."""
    try:
        text = decode(data, "file")
        return read_case(base, text, "file"), text
    except DocumentError as error:
        raise CaseError([error.problem]) from error
