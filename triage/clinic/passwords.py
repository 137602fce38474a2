"""How a password is kept (argon2id), compared, and refused before it is taken."""

from __future__ import annotations

from functools import cache

import argon2
import argon2.profiles

SHORTEST, LONGEST = 12, 128
"""How many characters a password has."""
COMMON = (
    *("password", "wachtwoord", "welkom", "welcome", "qwerty", "azerty", "letmein", "iloveyou", "admin", "geheim"),
    *("secret", "triage", "changeme", "zomer", "winter", "lente", "herfst", "summer", "spring", "autumn", "monkey"),
)
"""A password that is made of one of these with some digits and signs is the first that anybody tries."""
HASHER = argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)


def hashed(password: str) -> str:
    return HASHER.hash(password)


def holds(kept: str, password: str) -> bool:
    """Whether this is the password. It takes as long for a wrong one as for a right one."""
    try:
        return HASHER.verify(kept, password[: LONGEST + 1])
    except argon2.exceptions.VerifyMismatchError:
        return False
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def stale(kept: str) -> bool:
    """Whether it was hashed with other settings than ours, and is to be hashed anew."""
    return HASHER.check_needs_rehash(kept)


@cache
def nobodys() -> str:
    """A hash that no password fits, with our settings: who names somebody who is not there waits as long."""
    return HASHER.hash("\0 nobody has this")


def too_weak(password: str, name: str) -> bool:
    """Whether it is short or long, one of the first that anybody tries, or made of the name."""
    if not SHORTEST <= len(password) <= LONGEST or not password.isprintable():
        return True
    core = "".join(char for char in password.casefold() if char.isalpha())
    mine = "".join(char for char in name.casefold() if char.isalpha())
    if len(set(password)) < 5 or core in COMMON or (len(core) <= 4 and not any(map(str.isalpha, password))):
        return True
    return len(mine) > 2 and core.replace(mine, "") in ("", *COMMON)
