"""A key: what signs, and what tells whether a signature fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["hmac-sha256", "ed25519"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was read, known by its fingerprint. `sign` is None where it can only check."""

    kind: Kind
    id: str
    sign: Callable[[bytes], bytes] | None
    fits: Callable[[bytes, bytes], bool]
