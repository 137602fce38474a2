"""A case file as it is written: the whole of it, or one that is there with a check-in more.

A file is the same wherever it is kept: what a person takes home from a browser and what a terminal writes are one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import yaml

from triage.cases.case import (
    FOLLOW_UP_FORMAT,
    SAVE_FORMAT,
    SET_ASIDE,
    SET_ASIDE_FORMAT,
    Case,
    Saved,
    concluded_data,
    days_data,
    offered_data,
    read_case,
)
from triage.cases.earlier import SetAside, set_aside_data
from triage.cases.follow_up import KEYS, FollowUp, follow_up_data
from triage.inference.outcome import infer
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.evaluate import Answer
from triage.records.yaml_patch import with_parts
from triage.version import VERSION

DERIVED = ("answers", SET_ASIDE, "saved", *(key for key in KEYS if key != "started"))
"""What is written from the interview itself; everything else in a case file is kept as it stands."""


def parsed(text: str) -> tuple[dict[str, object], bool]:
    """A case file that was read before, and whether it is JSON."""
    try:
        return dict(json.loads(text)), True
    except ValueError:
        # Every scalar stays a word; and what the reader of cases takes, this loader takes too.
        return dict(yaml.load(text, Loader=yaml.CBaseLoader)), False


def written_out(data: Mapping[str, object], in_json: bool) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n" if in_json else _dumped(data)


def case_data(
    base: Base,
    head: Mapping[str, object],
    answers: Mapping[str, Answer],
    follow_up: FollowUp | None,
    saved: Saved,
    set_aside: Sequence[SetAside],
) -> dict[str, object]:
    """What stands in a case file."""
    return {
        **head,
        "answers": {name: plain(answer) for name, answer in answers.items()},
        **({SET_ASIDE: set_aside_data(set_aside)} if set_aside else {}),
        **(follow_up_data(follow_up) if follow_up is not None else {}),
        "saved": saved_data(base, answers, follow_up, saved, set_aside),
    }


def saved_data(
    base: Base,
    answers: Mapping[str, Answer],
    follow_up: FollowUp | None,
    saved: Saved,
    set_aside: Sequence[SetAside],
) -> dict[str, object]:
    """What a case file says of how it was saved: by what, under which base, on which days, and what it came to."""
    number = SET_ASIDE_FORMAT if set_aside else SAVE_FORMAT if follow_up is None else FOLLOW_UP_FORMAT
    return {
        "format": number,
        "base": base.id,
        "version": base.version,
        "hash": base.hash,
        "software": VERSION,
        **({} if saved.date is None else {"date": saved.date.isoformat()}),
        **days_data(saved),
        **({} if saved.concluded is None else concluded_data(saved.concluded)),
        **offered_data(base, answers),
    }


def _dumped(data: Mapping[str, object]) -> str:
    def dumped(dumper: type[yaml.SafeDumper] | type[yaml.CSafeDumper]) -> str:
        return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120))

    text = dumped(yaml.CSafeDumper)
    # The quick one writes a small picture in what somebody noted as a code that nobody can read.
    return dumped(yaml.SafeDumper) if "\\U" in text else text


def with_follow_up(base: Base, text: str, file: str, case: Case, follow_up: FollowUp) -> str:
    """The text of a case file with its follow-up in it; all else stays as it stands."""
    answers = case.standing_answers
    saved = replace(
        case.saved or Saved(SAVE_FORMAT, base.id, base.version, base.hash),
        concluded=infer(base, case.answers).conclusion,
    )
    parts: dict[str, object] = {
        **follow_up_data(follow_up),
        "saved": saved_data(base, answers, follow_up, saved, case.set_aside),
    }
    if case.set_aside:
        parts[SET_ASIDE] = set_aside_data(case.set_aside)
    new_text = with_parts(text, parts)
    if not _reads_same_answers(base, new_text, file, case):
        # Answers that this version of the base does not take were set aside when the file was read.
        new_text = with_parts(text, {"answers": {name: plain(answer) for name, answer in answers.items()}, **parts})
    return new_text


def _reads_same_answers(base: Base, text: str, file: str, case: Case) -> bool:
    try:
        return read_case(base, text, file).answers == case.answers
    except TriageError:
        return False
