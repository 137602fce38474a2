"""What can go wrong with the store, each kind with a phrase."""

from __future__ import annotations

from typing import Literal

from triage.clinic.model import StoredCase
from triage.language.errors import TriageError
from triage.words.saying import say

Kind = Literal[
    "locked",
    "full",
    "gone",
    "newer",
    "older",
    "unreadable",
    "changed-meanwhile",
    "code-taken",
    "bad-code",
    "no-case",
    "too-large",
    "not-allowed",
    "refused",
    "wrong-password",
    "name-taken",
    "bad-name",
    "bad-code-from-phone",
    "weak-password",
    "no-account",
    "last-administrator",
    "said-already",
    "not-empty",
    "bad-backup",
    "bad-address",
    "bad-record",
    "bad-months",
]
PHRASES_OF: dict[Kind, str] = {
    "locked": "store-locked",
    "full": "store-full",
    "gone": "store-gone",
    "newer": "store-newer",
    "older": "store-older",
    "unreadable": "store-unreadable",
    "changed-meanwhile": "store-changed-meanwhile",
    "code-taken": "store-code-taken",
    "bad-code": "store-bad-code",
    "no-case": "store-no-case",
    "too-large": "store-too-large",
    "not-allowed": "store-not-allowed",
    "refused": "store-refused",
    "wrong-password": "store-wrong-password",
    "name-taken": "store-name-taken",
    "bad-name": "store-bad-name",
    "bad-code-from-phone": "store-bad-code-from-phone",
    "weak-password": "store-weak-password",
    "no-account": "store-no-account",
    "last-administrator": "store-last-administrator",
    "said-already": "store-said-already",
    "not-empty": "store-not-empty",
    "bad-backup": "store-bad-backup",
    "bad-address": "store-bad-address",
    "bad-record": "store-bad-record",
    "bad-months": "store-bad-months",
}


class StoreProblem(TriageError):
    """What the store could not do, and why. Nothing was changed by it."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """The message in a language."""
        return say(PHRASES_OF[self.kind], language)


class ChangedMeanwhile(StoreProblem):
    """Somebody else saved this case after it was read; `current` is how it is now."""

    def __init__(self, current: StoredCase) -> None:
        self.current = current
        super().__init__("changed-meanwhile")


class NotAllowed(StoreProblem):
    """The role of the account does not permit it, or the account is disabled."""

    def __init__(self) -> None:
        super().__init__("not-allowed")


class NoSuchCase(StoreProblem):
    """No case has this code, or none that the account may see."""

    def __init__(self) -> None:
        super().__init__("no-case")


class Refused(StoreProblem):
    """No log-in: one answer for a wrong name, password or code, a disabled account, and one that is locked out."""

    def __init__(self) -> None:
        super().__init__("refused")
